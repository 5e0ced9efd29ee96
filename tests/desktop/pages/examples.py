"""The examples of the pages, as a person takes them into use."""

import os
import shutil
import subprocess

from command import CommandTest
from processes import Child, read_lines
from servers import until
from sitbreakd import programs
from stand_in_daemon import ROOT, seated

EXAMPLES = os.path.join(ROOT, "docs", "examples")


def text_of(name):
    with open(os.path.join(EXAMPLES, name), encoding="utf-8") as file:
        return file.read()


class ExampleTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.start_session_bus()
        # A copy, for a compositor that may be somebody else's and see nothing of the build.
        shutil.copy(programs["sitbreak"], os.path.join(self.bin, "sitbreak"))

    def place(self, name, *where):
        """Puts an example where its page says; the path there."""
        path = self.write(text_of(name), *where)
        shutil.copymode(os.path.join(EXAMPLES, name), path)
        return path

    def start_program(self, *command, env=None):
        """The lines of its standard output. `started` is the last one that was started."""
        whole = {**self.env, "GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "1", **(env or {})}
        self.started = self._having(Child(list(command), whole, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                          stderr=subprocess.PIPE, text=True))
        lines = read_lines(self.started.process.stdout, command[0])
        self._records += [lines, read_lines(self.started.process.stderr, f"{command[0]}'s standard error")]
        return lines

    def start_seated(self, minutes=23, **besides):
        """A stand-in daemon, and somebody who sits for so long."""
        self.daemon = self.start_stand_in_daemon(**{**seated(minutes), **besides})

    def come_due(self):
        self.daemon.change(**{**seated(minutes=31), "Due": True, "NextReminder": 0})

    def await_calls(self, *calls):
        """What the daemon has been told, all of it."""
        until(lambda: len(self.daemon.calls) >= len(calls), f"the daemon is told {calls}")
        self.assertEqual(self.daemon.calls, list(calls))
