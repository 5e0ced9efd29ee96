"""The doctor on a terminal: it asks for a key, and says who noticed."""

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time

from doctor import DoctorTest
from processes import Program, refuse_mistakes
from sitbreakd import programs

PROMPT = "Press a key"


class Terminal:
    """The doctor on a terminal of so many columns, and somebody who reads it and types there."""

    def __init__(self, env, columns, *arguments):
        self._near, self._far = os.openpty()
        fcntl.ioctl(self._far, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.text = ""
        self._child = Program([programs["sitbreak"], "doctor", *arguments], {"TERM": "xterm", **env},
                              codes=(0, 1, -signal.SIGINT, -signal.SIGTERM), stdin=self._far, stdout=self._far,
                              stderr=self._far)

    def manners(self):
        """What a shell would find: the terminal's modes, and whether reading would wait."""
        return termios.tcgetattr(self._far), fcntl.fcntl(self._far, fcntl.F_GETFL) & os.O_NONBLOCK

    def expect(self, pattern, within=20):
        deadline = time.monotonic() + within
        while not (found := re.search(pattern, self.text)):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._near], [], [], left)[0]:
                raise AssertionError(f"not within {within} s: {pattern}\n{self.text}")
            self.text += os.read(self._near, 65536).decode()
        return found

    def type(self, keys):
        os.write(self._near, keys)

    def wait(self):
        return self._child.wait(20)

    def end(self):
        """AssertionError if it has ended before though no test waited for that, or does not end well."""
        try:
            self._child.judge()
            refuse_mistakes("sitbreak doctor", self.text)
        finally:
            self._child.kill()
            os.close(self._far)
            os.close(self._near)


class Key(DoctorTest):
    def setUp(self):
        super().setUp()
        self.start_desk()
        self.start_dunst()

    def start(self, *arguments, columns=80, env=None):
        return self._having(Terminal({**self.env, **(env or {})}, columns, *arguments))

    def start_well(self):
        """With a daemon, so that nothing but the key decides the exit code."""
        self.start_counting(settings={"sitting.limit": "30min", "sitting.break_length": "3min"})
        return self.start()

    def judge(self, terminal, code, pattern):
        terminal.expect(r"\n(A reminder would|.* a reminder from) .*\n")
        self.assertRegex(terminal.text, pattern)
        self.assertEqual(terminal.wait(), code, terminal.text)

    def test_one_that_the_terminal_gets_is_seen_by_the_source(self):
        terminal = self.start_well()
        before = terminal.manners()
        terminal.expect(PROMPT)
        self.x.press()
        terminal.type(b"x")
        self.judge(terminal, 0, r"✓\S* Key press +seen after \d+ ms\r\n")
        self.assertEqual(terminal.manners(), before)
        self.assertRegex(terminal.text, rf"{PROMPT}.*\r\n\S*✓", "it is not echoed")

    def test_one_in_another_window_is_seen(self):
        terminal = self.start_well()
        terminal.expect(PROMPT)
        self.x.press()
        self.judge(terminal, 0, r"✓\S* Key press +input was seen, though not a key in this terminal\r\n")

    def test_one_that_the_source_does_not_notice_is_wrong(self):
        terminal = self.start_well()
        terminal.expect(PROMPT)
        terminal.type(b"x")
        self.judge(terminal, 1, r"✗\S* Key press +this terminal got the key, and the source")

    def test_none_is_no_fault(self):
        terminal = self.start_well()
        terminal.expect(PROMPT)
        self.judge(terminal, 0, r"-\S* Key press +skipped: no key was pressed\r\n")

    def test_hands_that_never_rest(self):
        self.x.type_on()
        terminal = self.start_well()
        self.judge(terminal, 0, r"!\S* Key press +input is seen all the time")
        self.assertNotIn(PROMPT, terminal.text)

    def test_interrupted_it_leaves_the_terminal_as_it_was(self):
        terminal = self.start_well()
        before = terminal.manners()
        terminal.expect(PROMPT)
        terminal.type(b"\x03")
        self.assertEqual(terminal.wait(), -signal.SIGINT)
        self.assertEqual(terminal.manners(), before)

    def test_without_a_source_none_is_asked_for(self):
        terminal = self.start(env={"DISPLAY": ""})
        self.judge(terminal, 1, r"Key press +skipped: there is no source of input to notice it")

    def test_over_ssh_none_is_asked_for(self):
        terminal = self.start(env={"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"})
        self.judge(terminal, 1, r"Key press +skipped: this terminal is at another machine's keyboard")

    def test_colours_and_width_are_the_terminals(self):
        over_ssh = {"SSH_CONNECTION": "x"}  # nothing is waited for
        terminal = self.start(columns=60, env=over_ssh)
        self.judge(terminal, 1, "\x1b\\[31m✗\x1b\\[0m Daemon ")
        plain = re.sub("\x1b\\[[0-9;]*m", "", terminal.text)
        words = [line for line in plain.splitlines() if " " in line.strip()]
        self.assertLessEqual(max(map(len, words)), 60)
        terminal = self.start(env={**over_ssh, "NO_COLOR": "1"})
        self.judge(terminal, 1, "✗ Daemon ")
        self.assertNotIn("\x1b", terminal.text)

    def test_json_asks_for_none(self):
        terminal = self.start("--json")
        terminal.expect(r'\{"schema":1,.*\}\r\n')
        self.assertEqual(terminal.wait(), 1)
        self.assertNotIn(PROMPT, terminal.text)
