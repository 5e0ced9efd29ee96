"""What speaks against interrupting keeps a reminder back (situation R12), and costs nothing while none is due."""

import os

from desk import DeskTest
from processes import run
from servers import until


class Holds(DeskTest):
    def setUp(self):
        super().setUp()
        self.start_desk()
        self.dunst = self.start_dunst()

    def lookouts(self):
        """The process ids of the daemon's sitbreak-holds."""
        _, out, _ = run(["ps", "--ppid", str(self.daemon.pid), "-o", "pid="], self.env)
        return out.split()

    def test_do_not_disturb_holds_it_until_its_end(self):
        self.dunst.ctl("set-paused", "true")
        self.daemon = self.start_counting(settings={"sitting.limit": "4s"})
        self.x.type_on()
        self.daemon.expect("do-not-disturb speaks for holding a reminder")
        self.assertEqual(len(self.lookouts()), 1)
        self.assertEqual(self.monitor.count("Notify"), 0)
        self.dunst.ctl("set-paused", "false")
        self.daemon.expect("no longer speaks for holding")
        ended = self.daemon.now_of("held do-not-disturb off")
        reminder = self.monitor.notify()
        self.assert_within(5, ended, reminder.at, "shown soon after its end")
        self.dunst.await_displayed(1)
        until(lambda: not self.lookouts(), "nobody looks any more")

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
