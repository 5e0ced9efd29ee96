"""Notification servers that die, are absent, mute, or can do little (situations R18-R21)."""

import re

from desk import DeskTest
from servers import NOTIFICATIONS


class NotificationServer(DeskTest):
    SETTINGS = {"sitting.limit": "4s"}

    def setUp(self):
        super().setUp()
        self.start_desk()

    def start_typing(self, **settings):
        self.daemon = self.start_counting(settings={**self.SETTINGS, **settings})
        self.x.type_on()

    def test_killed_and_restarted_it_shows_the_reminder_again(self):
        dunst = self.start_dunst()
        self.start_typing(**{"reminder.repeat_every": "1h"})
        first = self.monitor.notify()
        dunst.await_displayed(1)
        dunst.kill()
        self.daemon.observed("not-shown")
        dunst.start()
        self.daemon.observed("server-appeared")
        again = self.monitor.notify(within=5)
        self.assertEqual(again.replaces_id, 0, "the old id means nothing to the new server")
        self.assertGreater(again.at, first.at)
        dunst.await_displayed(1)

    def test_restarted_while_nothing_stands_it_shows_nothing(self):
        dunst = self.start_dunst()
        self.start_typing()
        reminder = self.monitor.notify()
        self.x.rest()
        self.monitor.withdrawn(reminder)
        self.daemon.acted("bout-ended")
        dunst.kill()
        dunst.start()
        self.daemon.observed("server-appeared")
        self.daemon.refuse("heart> show", during=1)

    def test_absent_at_the_start_it_is_said_once_and_shown_when_it_comes(self):
        self.start_typing(**{"reminder.repeat_every": "2s"})
        self.daemon.expect("no notification server on the session bus: reminders will be shown when one appears")
        for _ in range(2):  # counting goes on, and so do the tries
            self.daemon.acted("show")
            self.daemon.observed("not-shown")
        self.assertEqual(self.daemon.count("no notification server on the session bus"), 1)
        dunst = self.start_dunst()
        self.daemon.observed("server-appeared")
        self.monitor.notify(within=5)
        self.daemon.expect("reminders are shown again, by dunst", since=0)
        dunst.await_displayed(1)

    def test_absent_it_is_not_asked_for_when_nothing_is_due(self):
        self.start_typing(**{"sitting.limit": "1h"})
        self.daemon.acted("bout-began")
        dunst = self.start_dunst()
        self.daemon.observed("server-appeared")
        self.daemon.refuse("heart> show", during=1)
        dunst.await_displayed(0)

    def test_mute_it_holds_up_nothing(self):
        logind = self.start_logind()
        self.start_stand_in(mute_at=("all",))
        self.start_typing(**{"reminder.repeat_every": "4s"})
        self.monitor.calls.expect(lambda call: call.member == "GetServerInformation", "a question")
        # While the server owes an answer, for 3 s, the rest of the desk is heard of.
        for on in (True, False):
            logind.hint(LockedHint=on)
            self.daemon.observed(f"locked {'on' if on else 'off'}", within=2.8)
        self.check_the_main_loop_goes_on_and_ends_in_time()

    def test_mute_at_notify_it_does_not_hold_up_the_main_loop(self):
        """It answers what it can do, but not the notification: libnotify waits for it, 25 s, on the desktop thread."""
        self.start_stand_in(mute_at=("Notify",))
        self.start_typing(**{"reminder.repeat_every": "4s"})
        self.monitor.notify()
        self.check_the_main_loop_goes_on_and_ends_in_time()

    def check_the_main_loop_goes_on_and_ends_in_time(self):
        self.x.rest()
        self.daemon.observed("input-idle", within=5)
        self.daemon.acted("bout-ended", within=10)
        code, took = self.daemon.stop()
        self.assertEqual(code, 0)
        self.assertLess(took, 2, "a thread that is stuck is given 0.7 s, and not libnotify's 25")

    def test_mute_it_is_tried_afresh(self):
        server = self.start_stand_in(mute_at=("all",))
        self.start_typing(**{"reminder.repeat_every": "4s"})
        self.daemon.expect("the notification server does not answer: the next reminder is tried afresh")
        self.daemon.observed("not-shown")
        server.speak()
        self.monitor.notify(within=10)
        self.daemon.expect("reminders are shown again, by stand-in")
        self.assertEqual(self.daemon.count("the notification server does not answer"), 1)

    def test_frozen_with_a_reminder_standing_it_delays_no_end(self):
        dunst = self.start_dunst()
        self.start_typing()
        self.monitor.notify()
        dunst.await_displayed(1)
        dunst.pause()
        self.addCleanup(dunst.go_on)
        code, took = self.daemon.stop()
        self.assertEqual(code, 0)
        self.assertLess(took, 2, "a thread that is stuck is given 0.7 s, and not libnotify's 25")

    def test_without_buttons_the_text_says_how_to_snooze(self):
        self.start_stand_in(capabilities=("body",))
        self.start_typing()
        reminder = self.monitor.notify()
        self.assertEqual(reminder.buttons, {})
        self.assertIn("Not now? Run: sitbreak snooze", reminder.body)
        self.assertLessEqual(len(reminder.body.splitlines()), 3)
        self.assertEqual(reminder.app_icon, "")
        self.assertNotIn("image-path", reminder.hints)

    def test_without_anything_the_summary_says_it_all(self):
        self.start_stand_in(capabilities=())
        self.start_typing()
        reminder = self.monitor.notify()
        self.assertEqual(reminder.buttons, {})
        self.assertEqual(reminder.body, "")
        movement = self.daemon.expect(r"reminder after .*: (.*)$", since=0)[1]
        self.assertRegex(reminder.summary, rf"\AYou have been sitting for [456] seconds\. {re.escape(movement)}")
        self.assertTrue(reminder.summary.endswith("Not now? Run: sitbreak snooze"), reminder.summary)

    def test_a_session_bus_that_comes_later_is_found(self):
        self.session_bus.end()
        self.monitor.end()
        self.start_typing(**{"reminder.repeat_every": "2s"})
        self.daemon.expect("no session bus, so nobody can ask and a second sitbreakd would not be noticed", since=0)
        self.daemon.expect("no session bus: reminders will be shown when there is one", since=0)
        self.daemon.observed("not-shown")
        self.session_bus.start()
        dunst = self.start_dunst()
        self.daemon.observed("server-appeared", within=30)
        self.daemon.expect("reminders are shown again, by dunst")
        dunst.await_displayed(1)
        self.assertEqual(self.daemon.count("no session bus: reminders"), 1, "said once")

    def test_the_session_bus_restarts(self):
        dunst = self.start_dunst()
        self.start_typing()
        self.monitor.notify()
        self.session_bus.end()
        dunst.end()
        self.daemon.observed("not-shown")
        self.daemon.acted("show")  # counting goes on
        self.session_bus.start()
        self.monitor.end()
        dunst.start()
        self.daemon.observed("server-appeared", within=30)
        dunst.await_displayed(1)
        self.assertTrue(self.session_bus.has_owner(NOTIFICATIONS))
