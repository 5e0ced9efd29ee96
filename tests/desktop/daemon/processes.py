"""Programs that a test starts. They end with the test, and when this process ends in whatever way."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
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
    """Runs a program to its end: exit code, standard output, standard error."""
    try:
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=within, check=False)
    except subprocess.TimeoutExpired:
        raise AssertionError(f"{command} does not end within {within} s") from None
    return done.returncode, done.stdout, done.stderr
