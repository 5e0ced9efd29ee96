"""The daemon under test, and what it says."""

import os
import re
import signal
import subprocess

from processes import Program, read_lines, wakeups
from record import now

# Where CMake built them; see run.py.
programs = {"sitbreakd": "sitbreakd", "replay": "replay"}


class Sitbreakd:
    def __init__(self, env, arguments, keep=(), stderr=None):
        """`stderr` is a pipe's two ends, where a test needs to know them before."""
        self.started_at = now()
        self._child = Program([programs["sitbreakd"], *arguments], env, farewell=signal.SIGKILL, keep=keep,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=stderr[1] if stderr else subprocess.PIPE, text=True)
        process = self._child.process
        if stderr:
            os.close(stderr[1])
        self.log = read_lines(os.fdopen(stderr[0]) if stderr else process.stderr, "the log")
        self.output = read_lines(process.stdout, "standard output")
        self.pid = self._child.pid

    def expect(self, pattern, within=20, since=None):
        """The match in the next line of the log that has one; `line` of it is the line."""
        return self._search(self.log, pattern, within, since)

    def expect_output(self, pattern, within=20):
        return self._search(self.output, pattern, within, None)

    def _search(self, record, pattern, within, since):
        line = record.expect(lambda said: re.search(pattern, said.text), pattern, within, since)
        return re.search(pattern, line.text)

    def refuse(self, pattern, during, since=None):
        """Fails if the log has it within so many seconds, or if the daemon ends within them."""
        self.log.refuse(lambda said: re.search(pattern, said.text), pattern, during, since)

    def count(self, pattern, since=0):
        return len(self.log.find(lambda said: re.search(pattern, said.text), since))

    def observed(self, what, within=20):
        """When the heart was next told of it, and the instant it was told for: (now, at)."""
        found = self.expect(rf"heart< now=(\S+) wall=\S+ at=(\S+) {what}", within)
        return float(found[1]), float(found[2])

    def acted(self, what, within=20):
        """The next action of that kind, as a dictionary of its words with their values."""
        found = self.expect(rf"heart> {what}\b(.*)", within)
        return {key: float(value) for key, value in re.findall(r"(\w+)=(-?[\d.]+)(?= |$)", found[1])}

    def clocks_of(self, pattern):
        """What the clock was that the heart was told with each action that matches."""
        clock, found = None, []
        for line in self.log.items():
            if called := re.search(r"heart< now=(\S+)", line.text):
                clock = float(called[1])
            if re.search(pattern, line.text):
                found.append(clock)
        return found

    def now_of(self, pattern):
        """The same of the last one."""
        return self.clocks_of(pattern)[-1]

    def send(self, number):
        self._child.send(number)

    def wait(self, within=20):
        """The exit code."""
        return self._child.wait(within)

    def stop(self, number=signal.SIGTERM, within=20):
        """The exit code, and how many seconds it took to end."""
        begin = now()
        self.send(number)
        code = self.wait(within)
        return code, now() - begin

    def kill(self):
        self._child.kill()

    def was_killed(self):
        return self._child.was_killed

    def judge(self):
        """When the test is over: AssertionError unless nothing but the test ended it, and it ended well."""
        self._child.judge(self.log, self.output)

    def open_files(self):
        """What is behind each descriptor."""
        files = []
        for number in os.listdir(f"/proc/{self.pid}/fd"):
            try:
                files.append(os.readlink(f"/proc/{self.pid}/fd/{number}"))
            except FileNotFoundError:
                pass
        return sorted(re.sub(r"\d+", "N", file) for file in files)

    def memory(self):
        """What it alone has, and has written to: KiB."""
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as file:
            return sum(int(line.split()[1]) for line in file if line.startswith("Private_Dirty:"))

    def wakeups(self):
        """How often each thread has waited so far: {thread: count}."""
        return wakeups(self.pid)
