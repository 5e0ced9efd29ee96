"""The program under test, and a desk for it."""

import os
import signal
import subprocess

from desk import DeskTest
from processes import Program, read_lines, run
from record import now
from servers import Bus

# Where CMake built them; see run.py.
programs = {"sitbreak-holds": "sitbreak-holds", "video": None}

# It must have looked after 250 ms; this is how late a busy machine may be. Without anybody who hangs it is done long
# before, and `PROMPT` tells the one from the other.
SLACK = 1
PATIENCE = 0.25
PROMPT = 0.2


class Holds:
    def __init__(self, env, *kinds, quiet=False, stdout=None):
        """`stdout` is a descriptor that it writes to; what it tells is then not read here."""
        self.started_at = now()
        words = [] if quiet else ["--verbose"]
        self._child = Program([programs["sitbreak-holds"], *words, *kinds], env, farewell=signal.SIGKILL,
                              stdin=subprocess.PIPE, stdout=stdout or subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True)
        self.process = self._child.process
        self.pid = self._child.pid
        self.lines = None if stdout else read_lines(self.process.stdout, "what sitbreak-holds tells")
        self.log = read_lines(self.process.stderr, "what sitbreak-holds says besides")

    def expect(self, text, within=10):
        return self.lines.expect(lambda line: line.text == text, text, within)

    def looked(self):
        """What was told before `looked`, and after how many seconds that came."""
        at = self.expect("looked").at
        told = [line.text for line in self.lines.items()]
        return told[:told.index("looked")], at - self.started_at

    def told(self):
        return [line.text for line in self.lines.items()]

    def close_input(self):
        self.process.stdin.close()

    def send(self, number):
        self._child.send(number)

    def wait(self, within=5):
        return self._child.wait(within)

    def kill(self):
        self._child.kill()

    def judge(self):
        """When the test is over: AssertionError unless nothing but the test ended it, and it ended well."""
        self._child.judge(self.log)

    def sleeps(self):
        """How often it has waited so far, in all its threads."""
        return sum(self._switches(task) for task in self._tasks())

    def _tasks(self):
        return os.listdir(f"/proc/{self.pid}/task")

    def _switches(self, task):
        with open(f"/proc/{self.pid}/task/{task}/status", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("voluntary_ctxt_switches"))


class HoldsTest(DeskTest):
    def start_holds(self, *kinds, **how):
        holds = Holds(self.env, *kinds, **how)
        self.addCleanup(holds.kill)
        self.addCleanup(holds.judge)
        self._records += [record for record in (holds.lines, holds.log) if record]
        return holds

    def start_session_bus(self):
        self.session_bus = self.having(Bus(self.home, "session", self.env))
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self.session_bus.address

    def having(self, server):
        self.addCleanup(server.end)
        return server

    def holds(self, *arguments):
        """Runs it to its end, with nothing on standard input: exit code, standard output, standard error."""
        return run([programs["sitbreak-holds"], *arguments], self.env)

    def assert_looked(self, holds, *expected, within=PROMPT + SLACK):
        told, after = holds.looked()
        self.assertLessEqual(after, within, "until it had looked")
        if after >= PATIENCE:
            # Whoever was slower than that on a busy machine is heard of later.
            for line in expected:
                if line not in told:
                    holds.expect(line)
                    told.append(line)
        self.assertEqual(told, list(expected))
        return after

    def assert_ends(self, holds, end, within=SLACK):
        begin = now()
        end(holds)
        self.assertEqual(holds.wait(), 0)
        self.assert_within(within, begin, now(), "until it ended")
