"""The command at a desk: run to its end, or followed."""

import os
import re
import signal
import subprocess

from desk import DeskTest
from processes import Child, Program, read_lines, run, wakeups
from sitbreakd import programs
from stand_in_daemon import StandInDaemon

class Follower:
    """`sitbreak status --follow …`, and what it prints."""

    def __init__(self, env, *options):
        self._child = Program([programs["sitbreak"], "status", "--follow", *options], env,
                              codes=(0, 1, -signal.SIGTERM), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
        self.lines = read_lines(self._child.process.stdout, "the follower")
        self.complaints = read_lines(self._child.process.stderr, "the follower's standard error")
        self.pid = self._child.pid

    def expect(self, pattern, within=20):
        """The match in the next line that has one."""
        line = self.lines.expect(lambda said: re.search(pattern, said.text), pattern, within)
        return re.search(pattern, line.text)

    def wakeups(self):
        """Of all its threads but those that GLib connected with, which it ends some seconds later."""
        return sum(count for thread, count in wakeups(self.pid).items() if " pool" not in thread)

    def wait(self, within=20):
        return self._child.wait(within)

    def end(self):
        """AssertionError if it has ended before though no test waited for that, or does not end well."""
        try:
            self._child.judge(self.lines, self.complaints)
        finally:
            self._child.kill()


class CommandTest(DeskTest):
    def sitbreak(self, *arguments, env=None):
        """Runs the command to its end: exit code, standard output, standard error."""
        return run([programs["sitbreak"], *arguments], {**self.env, **(env or {})})

    def on_terminal(self, *arguments, env=None):
        """What a terminal is given by it."""
        near, far = os.openpty()
        with os.fdopen(near, "rb", buffering=0) as screen:
            child = Child([programs["sitbreak"], *arguments], {**self.env, **(env or {})}, stdin=subprocess.DEVNULL,
                          stdout=far, stderr=far)
            os.close(far)
            self.assertEqual(child.wait(20), 0)
            return screen.read(65536).decode()

    def judge(self, table):
        """Each row: arguments, exit code, and what matches the whole of standard output and of standard error."""
        for words, code, out, err in table:
            with self.subTest(words):
                said = self.sitbreak(*words.split())
                self.assertEqual(said[0], code, said)
                self.assertRegex(said[1], rf"\A{out}\Z")
                self.assertRegex(said[2], rf"\A{err}\Z")

    def follow(self, *options):
        follower = self._having(Follower(self.env, *options))
        self._records += [follower.lines, follower.complaints]
        return follower

    def start_stand_in_daemon(self, **properties):
        return self._having(StandInDaemon(self.session_bus, properties))
