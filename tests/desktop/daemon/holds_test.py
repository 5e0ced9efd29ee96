"""What speaks against interrupting keeps a reminder back (situation R12), and costs nothing while none is due."""

import os
import unittest

from desk import DeskTest
from openbox import Openbox
from pipewire import PipeWire
from processes import run
from servers import until
from sitbreakd import programs


class Holds(DeskTest):
    def setUp(self):
        super().setUp()
        self.start_desk()
        self.dunst = self.start_dunst()

    def lookouts(self):
        """The process ids of the daemon's sitbreak-holds."""
        _, out, _ = run(["ps", "--ppid", str(self.daemon.pid), "-o", "pid="], self.env)
        return out.split()

    def is_held_until(self, kind, end, **settings):
        """A reminder that is due waits while that is there; `end` is a function that ends it."""
        self.daemon = self.start_counting(settings={"sitting.limit": "4s", **settings})
        self.x.type_on()
        self.daemon.observed(f"held {kind} on")
        self.daemon.expect("speaks for holding a reminder")
        self.assertEqual(len(self.lookouts()), 1)
        self.daemon.refuse("heart> show", during=1)
        self.assertEqual(self.monitor.count("Notify"), 0)
        end()
        self.daemon.expect("no longer speaks for holding")
        ended = self.daemon.now_of(f"held {kind} off")
        reminder = self.monitor.notify()
        self.assert_within(5, ended, reminder.at, "shown soon after its end")
        self.dunst.await_displayed(1)
        until(lambda: not self.lookouts(), "nobody looks any more")

    def test_do_not_disturb_holds_it_until_its_end(self):
        self.dunst.ctl("set-paused", "true")
        self.is_held_until("do-not-disturb", lambda: self.dunst.ctl("set-paused", "false"))

    def test_a_call_holds_it_until_its_end(self):
        self.require_pipewire()
        pipewire = self._having(PipeWire(self))
        pipewire.create_microphone()
        call = self._having(pipewire.record("microphone"))
        pipewire.await_node("running", media_class="Stream/Input/Audio")
        self.is_held_until("call", call.end)

    def require_pipewire(self):
        holds = os.path.join(os.path.dirname(programs["sitbreakd"]), "..", "libexec", "sitbreak", "sitbreak-holds")
        if "built without PipeWire" in run([holds, "--verbose", "call"], self.env)[2]:
            raise unittest.SkipTest("built without PipeWire")

    def test_a_full_screen_holds_it_until_its_end_if_it_is_to(self):
        openbox = self._having(Openbox(self))
        self._having(openbox.start_window())
        openbox.press("F11")
        openbox.await_full_screen()
        self.is_held_until("full-screen", lambda: openbox.press("F11"), **{"reminder.hold_for": '["full-screen"]'})

    def test_nobody_looks_while_none_is_due(self):
        self.daemon = self.start_counting(settings={"sitting.limit": "30min", "sitting.break_length": "3min"})
        self.x.type_on()
        self.daemon.acted("bout-began")
        self.assertEqual(self.lookouts(), [])

    def test_who_gets_up_ends_the_looking(self):
        self.dunst.ctl("set-paused", "true")
        self.daemon = self.start_counting(settings={"sitting.limit": "4s"})
        self.x.type_on()
        self.daemon.expect("do-not-disturb speaks for holding a reminder")
        self.x.rest()
        self.daemon.acted("bout-ended")
        until(lambda: not self.lookouts(), "nobody looks any more")
        self.assertEqual(self.monitor.count("Notify"), 0)

    def test_it_is_held_no_longer_than_hold_at_most(self):
        self.dunst.ctl("set-paused", "true")
        self.daemon = self.start_counting(settings={"sitting.limit": "4s", "reminder.hold_at_most": "2s"})
        self.x.type_on()
        self.daemon.expect("do-not-disturb speaks for holding a reminder")
        self.assertGreaterEqual(self.daemon.acted("show")["sat"], 6)
        self.monitor.notify()

    def test_what_is_not_asked_for_holds_nothing(self):
        self.dunst.ctl("set-paused", "true")
        self.daemon = self.start_counting(settings={"sitting.limit": "4s", "reminder.hold_for": "[]"})
        self.x.type_on()
        self.monitor.notify()
        self.assertEqual(self.daemon.count("holding"), 0)

    def test_a_lookout_that_dies_holds_nothing_back(self):
        self.dunst.ctl("set-paused", "true")
        self.daemon = self.start_counting(settings={"sitting.limit": "4s"})
        self.x.type_on()
        self.daemon.expect("do-not-disturb speaks for holding a reminder")
        os.kill(int(self.lookouts()[0]), 9)
        self.daemon.expect("warning: it cannot be seen whether a call or do-not-disturb speaks against a reminder: "
                           "sitbreak-holds ended by signal 9")
        self.monitor.notify()
        self.daemon.expect("reminder after")

    def test_a_killed_daemon_leaves_no_lookout(self):
        self.dunst.ctl("set-paused", "true")
        self.daemon = self.start_counting(settings={"sitting.limit": "4s"})
        self.x.type_on()
        self.daemon.expect("do-not-disturb speaks for holding a reminder")
        lookout = self.lookouts()[0]
        self.daemon.kill()
        until(lambda: not os.path.exists(f"/proc/{lookout}"), "it ends with the daemon")
