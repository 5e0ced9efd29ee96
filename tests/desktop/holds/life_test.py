"""How it is called, when it has looked, and that nobody keeps it."""

import os
import signal
import socket

from gi.repository import GLib

from bus_service import BusService
from compositor import Sway
from holds import PATIENCE, PROMPT, SLACK, HoldsTest, programs
from pipewire import PipeWire
from processes import run
from record import now
from servers import NOTIFICATIONS

KINDS = ("call", "do-not-disturb", "full-screen")


class Life(HoldsTest):
    def start_deaf_socket(self, *names):
        """One that lets everybody in and never says a word, as a server does that hangs."""
        deaf = socket.socket(socket.AF_UNIX)
        self.addCleanup(deaf.close)
        deaf.bind(self.path(*names))
        deaf.listen()
        return self.path(*names)

    def hang_all(self):
        self.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={self.start_deaf_socket('deaf-bus')}"
        self.env["WAYLAND_DISPLAY"] = self.start_deaf_socket("deaf-wayland")
        self.start_deaf_socket("run", "pipewire-0")

    def test_usage(self):
        for arguments in ((), ("calls",), ("call", "--version"), ("--verbose",)):
            code, out, err = self.holds(*arguments)
            self.assertEqual((code, out), (2, ""))
            self.assertRegex(err, r"^usage: sitbreak-holds .*\n$")

    def test_ends_with_its_input(self):
        self.assertEqual(self.holds("call")[0], 0)

    def test_silent_but_for_what_it_tells(self):
        """Libraries have a lot to say of servers that are not there."""
        del self.env["DBUS_SESSION_BUS_ADDRESS"]
        holds = self.start_holds(*KINDS, quiet=True)
        self.assert_looked(holds)
        self.assert_ends(holds, lambda it: it.close_input())
        holds.log.await_end()
        self.assertEqual(holds.log.text(), "")

    def test_nobody_to_ask(self):
        for environment in ({}, {"DISPLAY": ":987"}, {"WAYLAND_DISPLAY": self.path("nothing")},
                            {"DBUS_SESSION_BUS_ADDRESS": ""}, {"DBUS_SESSION_BUS_ADDRESS": "nonsense"}):
            with self.subTest(environment):
                self.env.update(environment)
                self.assert_looked(self.start_holds(*KINDS))

    def test_everybody_hangs(self):
        self.hang_all()
        holds = self.start_holds(*KINDS)
        self.assertGreaterEqual(self.assert_looked(holds, within=PATIENCE + SLACK), PATIENCE)
        self.assert_ends(holds, lambda it: it.close_input())

    def test_the_display_hangs(self):
        self.start_display()
        self.x.pause()
        self.addCleanup(self.x.go_on)
        holds = self.start_holds(*KINDS)
        self.assert_looked(holds, within=PATIENCE + SLACK)
        self.assert_ends(holds, lambda it: it.close_input())

    def test_ends_before_it_has_looked(self):
        self.hang_all()
        self.assert_ends(self.start_holds(*KINDS), lambda it: it.close_input(), within=PROMPT + SLACK)

    def test_ends_when_told_to(self):
        holds = self.start_holds(*KINDS)
        self.assert_looked(holds)
        self.assert_ends(holds, lambda it: it.send(signal.SIGTERM))

    def test_ends_when_nobody_reads(self):
        """At once, not only when it has something to tell."""
        reading, writing = os.pipe()
        holds = self.start_holds(*KINDS, stdout=writing)
        os.close(writing)
        self.assertEqual(os.read(reading, 100), b"looked\n")
        self.assert_ends(holds, lambda it: os.close(reading))

    def test_the_kinds_that_are_asked_for(self):
        self.start_session_bus()
        self.having(BusService(self.session_bus, NOTIFICATIONS, "/org/freedesktop/Notifications",
                               f'<node><interface name="{NOTIFICATIONS}"><property name="Inhibited" type="b" '
                               'access="read"/></interface></node>', properties={"Inhibited": GLib.Variant("b", True)}))
        self.assert_looked(self.start_holds("full-screen"))
        self.assert_looked(self.start_holds("do-not-disturb", "do-not-disturb"), "do-not-disturb on")

    def test_prompt_on_a_whole_desktop(self):
        """The time from its start to `looked`, with everybody there."""
        self.start_session_bus()
        self.having(PipeWire(self)).create_microphone()
        self.env["DISPLAY"] = ":0"
        self.env.update(self.having(Sway(self)).env)
        took = []
        for _ in range(10):
            holds = self.start_holds(*KINDS)
            took.append(self.assert_looked(holds))
            self.assert_ends(holds, lambda it: it.close_input())
        took.sort()
        print(f"until it had looked: {took[0] * 1000:.0f} to {took[-1] * 1000:.0f} ms, "
              f"{took[len(took) // 2] * 1000:.0f} ms in the middle")
        begin = now()
        run([programs["sitbreak-holds"], "nonsense"], self.env)
        print(f"of which to start a program that does nothing: {(now() - begin) * 1000:.0f} ms")
