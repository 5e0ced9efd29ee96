"""A person types, gets up, comes back: what dunst is asked to show, and when (situations C1-C3, R1-R7)."""

import re
import time

from desk import DeskTest
from record import now


class Reminding(DeskTest):
    def setUp(self):
        super().setUp()
        self.start_desk()
        self.dunst = self.start_dunst()
        self.daemon = self.start_counting()

    def first_reminder(self):
        """Types until there is one, and on."""
        self.x.type_on()
        return self.monitor.notify()

    def test_typing_brings_one_notification(self):
        reminder = self.first_reminder()
        show = self.daemon.acted("show")
        self.assertGreaterEqual(show["sat"], 6)
        late = (show["sat"] - 6 + reminder.at - self.daemon.now_of("heart> show")) * 1000
        print(f"due to Notify on the bus: {late:.1f} ms")

        self.assertEqual(reminder.replaces_id, 0)
        self.assertEqual(reminder.summary, f"You have been sitting for {int(show['sat'])} seconds")
        self.assertIn(len(reminder.body.splitlines()), (1, 2, 3))
        self.assertEqual(reminder.hints["desktop-entry"], "org.sitbreak.Sitbreak")
        self.assertEqual(reminder.hints["urgency"], 1)
        self.assertEqual(list(reminder.buttons), ["default", "snooze", "skip", "how"])
        self.assertEqual(reminder.expire_timeout, 0, "it stands until the person gets up")
        self.dunst.await_displayed(1)

    def test_typing_on_replaces_it(self):
        first = self.first_reminder()
        sat, body = [6], first.body
        for _ in range(2):
            again = self.monitor.notify()
            self.assertEqual(again.replaces_id, first.id)
            self.assertEqual(again.id, first.id)
            self.assertNotEqual(again.body, body, "another movement than the last one")
            body = again.body
            sat.append(int(re.fullmatch(r"You have been sitting for (\d+) seconds", again.summary)[1]))
            self.assertEqual(self.dunst.displayed(), 1)
        self.assertGreaterEqual(sat[1] - sat[0], 3)
        self.assertGreaterEqual(sat[2] - sat[1], 3)
        self.assertEqual(self.monitor.count("CloseNotification"), 0)

    def test_getting_up_withdraws_it_and_a_break_begins_anew(self):
        reminder = self.first_reminder()
        self.dunst.await_displayed(1)
        self.x.rest()
        self.x.press()  # the last sign of the person comes after the reminder, however busy the machine is
        noticed, last_input = self.daemon.observed("input-idle")
        self.assertGreaterEqual(noticed - last_input, 1)
        withdrawn = self.monitor.withdrawn(reminder)
        self.assert_within(1, noticed, withdrawn.at, "withdrawn after the absence was noticed")
        self.dunst.await_displayed(0)

        ended = self.daemon.acted("bout-ended")
        self.assertAlmostEqual(ended["end"], last_input, places=3, msg="it ended at the last input")
        self.assertGreaterEqual(self.daemon.now_of("heart> bout-ended") - last_input, 3)
        self.assertLess(ended["after_reminder"], ended["end"] - ended["begin"] - 6 + 0.1)

        self.x.type_on()
        self.daemon.acted("break-over")
        begun = self.daemon.acted("bout-began")
        self.assertGreaterEqual(begun["at"] - last_input, 3)
        again = self.monitor.notify()
        self.assertRegex(again.summary, r"\AYou have been sitting for [678] seconds\Z")
        self.assertGreaterEqual(again.at - begun["at"], 6)
        self.dunst.await_displayed(1)

    def test_returning_too_early_brings_it_again_and_says_what_is_missing(self):
        reminder = self.first_reminder()
        self.daemon.acted("show")
        self.x.rest()
        self.monitor.withdrawn(reminder)
        self.x.press()
        show = self.daemon.acted("show", within=5)
        again = self.monitor.notify(within=5)
        self.assertEqual(self.daemon.count("bout-ended"), 0, "too short for a break")
        self.assertGreater(show["missing"], 0)
        self.assertRegex(again.body, r"\A[123] s more away would have made it a break\.\n")

    def test_a_short_pause_is_sitting(self):
        self.x.type_on()
        begun = self.daemon.acted("bout-began")
        self.x.rest()
        self.daemon.observed("input-idle")
        self.x.type_on()
        show = self.daemon.acted("show")
        self.assertAlmostEqual(show["sat"], self.daemon.now_of("heart> show") - begun["at"], places=3)
        self.assertEqual(self.daemon.count("bout-ended"), 0)

    def test_nothing_is_shown_to_an_empty_chair(self):
        self.x.type_on()
        begun = self.daemon.acted("bout-began")
        # Gone a little before it is due; the absence is noticed a second later, still before that.
        self.daemon.refuse("input-idle", during=max(0, begun["at"] + 2.5 - now()))
        self.x.rest()
        self.daemon.acted("bout-ended")
        self.assertEqual(self.monitor.count("Notify"), 0)


class Wishes(DeskTest):
    """Settings that say how a reminder comes."""

    def start_typing(self, **settings):
        self.start_desk()
        self.dunst = self.start_dunst()
        self.daemon = self.start_counting(settings={"sitting.limit": "4s", "reminder.repeat_every": "1h", **settings})
        self.x.type_on()

    def test_it_stands_no_longer_than_wished(self):
        self.start_typing(**{"reminder.show_for": "2s", "reminder.urgency": "low"})
        reminder = self.monitor.notify()
        self.assertEqual(reminder.expire_timeout, 2000)
        self.assertEqual(reminder.hints["urgency"], 0)
        self.daemon.expect("heart> withdraw|notification-closed")
        self.dunst.await_displayed(0)

    def test_a_break_is_confirmed_if_wished(self):
        self.start_typing(**{"reminder.say_when_done": "true"})
        self.monitor.notify()
        self.x.rest()
        self.daemon.acted("bout-ended")
        self.x.press()
        self.daemon.acted("say-break-done")
        notice = self.monitor.notify()
        self.assertRegex(notice.summary, r"\ABreak done: \d+ seconds away\Z")
        self.assertEqual(notice.hints["urgency"], 0)
        self.assertEqual(notice.buttons, {})
        self.dunst.await_displayed(1)

    def test_outside_the_schedule_it_is_silent(self):
        self.check_schedule(from_now=2, due=False)

    def test_inside_the_schedule_it_comes(self):
        self.check_schedule(from_now=-1, due=True)

    def check_schedule(self, from_now, due):
        """By the clock on the wall where the person is, which is not that of UTC."""
        self.env["TZ"] = "UTC-9"  # nine hours ahead
        hour = (time.gmtime().tm_hour + 9 + from_now) % 24
        self.start_typing(**{"schedule.active": f'["{hour:02}:00-{(hour + 3) % 24:02}:00"]'})
        began = self.daemon.acted("bout-began")["at"]
        if due:
            self.daemon.acted("show")
        else:
            self.daemon.refuse("heart> show", during=max(0, began + 5 - now()))


class Pausing(DeskTest):
    def test_it_waits_for_a_pause_at_the_keyboard(self):
        self.start_desk()
        self.start_dunst()
        # Absence is noticed after a third of 16 s here: a pause of five is none.
        daemon = self.start_counting(settings={"sitting.limit": "17s", "sitting.break_length": "16s",
                                               "reminder.wait_for_pause": "1min"})
        self.x.type_on()
        daemon.acted("bout-began")
        daemon.refuse("heart> show", during=18)
        self.x.rest()
        _, last_input = daemon.observed("input-idle")
        show = daemon.acted("show", within=10)
        self.assertGreater(show["sat"], 18)
        self.assertGreaterEqual(daemon.now_of("heart> show") - last_input, 5)
        self.monitor.notify()
