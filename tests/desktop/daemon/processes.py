"""Programs that a test starts. They end with the test, and when this process ends in whatever way."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest

from record import Record, now

PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"


def need(*programs):
    """Skips the test unless all of them are installed."""
    for program in programs:
        if shutil.which(program, path=PATH) is None:
            raise unittest.SkipTest(f"{program} is not installed")


# Each removes a directory when the pipe to it is closed, which it is when this process ends.
_cleaners = []


def temporary_directory():
    """A directory that is removed when this process ends, even if it is killed."""
    directory = tempfile.mkdtemp(prefix="sitbreak-test-")
    _cleaners.append(subprocess.Popen(["/bin/sh", "-c", 'cat; rm -rf -- "$1"', "sh", directory],
                                      stdin=subprocess.PIPE, start_new_session=True))
    return directory


# What is said of a mistake in a program, which may survive it: by the sanitizers, GLib and glibc; and of sitbreak-holds
# by whoever started it. Only a test kills that.
_MISTAKE = re.compile(r"\w+Sanitizer: |: runtime error: |CRITICAL \*\*|GLib-GObject-WARNING \*\*|"
                      r"\*\*\* [a-z ]+ \*\*\*: terminated|Fatal glibc error: |sitbreak-holds ended by signal (?!9\b)")


def refuse_mistakes(name, said):
    """AssertionError if what a program said tells of one in it."""
    if found := _MISTAKE.search(said):
        line = said[said.rfind("\n", 0, found.start()) + 1:].splitlines()[0]
        raise AssertionError(f"{name} tells of a mistake in it: {line}")


class Line:
    """One line of a program's output, and when it was read."""

    def __init__(self, text):
        self.at = now()
        self.text = text

    def __str__(self):
        return f"{self.at:.3f} {self.text}"


class Child:
    """To be started by the main thread: the kernel ends it when the thread that started it is gone."""

    def __init__(self, command, env, farewell=signal.SIGTERM, keep=(), **pipes):
        self.name = os.path.basename(command[0])
        setpriv = shutil.which("setpriv", path=PATH)
        self.process = subprocess.Popen([setpriv, "--pdeathsig", signal.Signals(farewell).name[3:], "--", *command],
                                        env=env, pass_fds=keep, start_new_session=True, **pipes)
        self.pid = self.process.pid

    def send(self, number):
        self.process.send_signal(number)

    def ended(self):
        return self.process.poll() is not None

    def wait(self, within):
        """The exit code, negative after a signal."""
        try:
            return self.process.wait(within)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.name} does not end within {within} s") from None

    def kill(self):
        """At once, with what it started. Once it was waited for, its number may be another one's."""
        if self.process.returncode is None:
            try:
                os.killpg(self.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                pass
            self.process.wait()
        if self.process.stdin:
            try:
                self.process.stdin.close()
            except BrokenPipeError:
                pass

    def end(self):
        """As a desktop ends its programs; at once if it does not follow."""
        if not self.ended():
            self.send(signal.SIGCONT)
            self.send(signal.SIGTERM)
            try:
                self.process.wait(3)
            except subprocess.TimeoutExpired:
                pass
        self.kill()


class Program(Child):
    """One of ours. Nothing ends it but the test, and then with one of `codes`; `judge` is to be called for it when the
    test is over."""

    def __init__(self, command, env, codes=(0,), **how):
        # What GLib takes for a mistake in it ends it, even where nobody would read of that.
        super().__init__(command, {**env, "G_DEBUG": "fatal-criticals"}, **how)
        self._codes = codes
        self._end_is_meant = False
        self.was_killed = False

    def _refuse_an_end_of_its_own(self):
        if self.ended() and not self._end_is_meant:
            raise AssertionError(f"{self.name} has ended by itself, with {self.process.returncode}")

    def send(self, number):
        self._refuse_an_end_of_its_own()
        if number in (signal.SIGTERM, signal.SIGINT) and -number not in self._codes:
            self._await_handler(number)
        super().send(number)

    def _await_handler(self, number):
        """Until it has one, a signal ends it like any program that has hardly begun."""
        deadline = time.monotonic() + 20
        while not self.ended():
            with open(f"/proc/{self.pid}/status", encoding="utf-8") as status:
                caught = int(re.search(r"^SigCgt:\s*(\w+)$", status.read(), re.MULTILINE)[1], 16)
            if caught >> (number - 1) & 1:
                return
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.name} does not listen to {signal.Signals(number).name}")
            time.sleep(0.005)

    def wait(self, within):
        self._end_is_meant = True
        return super().wait(within)

    def kill(self):
        if not self.ended():
            self._end_is_meant = self.was_killed = True
            self._codes = (-signal.SIGKILL,)
        super().kill()

    def judge(self, *records):
        """Ends it, if the test has not. AssertionError if it had ended by itself, or ended in another way than it has
        to, or if one of the records of what it said tells of a mistake in it."""
        self._refuse_an_end_of_its_own()
        if not self.ended():
            self.send(signal.SIGTERM)
        code = self.wait(20)
        for record in records:
            record.await_end()
            refuse_mistakes(self.name, record.text())
        if code not in self._codes:
            raise AssertionError(f"{self.name} ended with {code}, not with {' or '.join(map(str, self._codes))}")


def read_lines(stream, name):
    """The lines of a pipe, as they come."""
    lines = Record(name)

    def read():
        with stream:
            for text in stream:
                lines.append(Line(text.rstrip("\n")))
        lines.close()

    threading.Thread(target=read, daemon=True).start()
    return lines


def wakeups(pid):
    """How often each thread has waited so far: {thread: count}. The kernel counts it, whatever the machine does."""
    counts = {}
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/status", encoding="ascii") as file:
            status = file.read()
        name = re.search(r"^Name:\t(.*)$", status, re.M)[1]
        counts[f"{task} {name}"] = int(re.search(r"^voluntary_ctxt_switches:\t(\d+)$", status, re.M)[1])
    return counts


def run(command, env, within=20):
    """Runs a program to its end: exit code, standard output, standard error. AssertionError if that is the end of a
    program that has a mistake in it: by a signal, be it that of what a shell ran, or with a word about one."""
    try:
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=within, check=False)
    except subprocess.TimeoutExpired:
        raise AssertionError(f"{command} does not end within {within} s") from None
    refuse_mistakes(command, done.stdout)
    refuse_mistakes(command, done.stderr)
    if done.returncode < 0 or done.returncode > 128:
        raise AssertionError(f"{command} was ended by a signal, {done.returncode}: {done.stderr}")
    return done.returncode, done.stdout, done.stderr
