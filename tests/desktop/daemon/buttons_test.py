"""What a person does with the notification (situations R8-R11)."""

import os
import re

from desk import DeskTest
from servers import until


class Buttons(DeskTest):
    SETTINGS = {"sitting.limit": "4s", "reminder.repeat_every": "2s", "reminder.snooze": "4s"}

    def setUp(self):
        super().setUp()
        self.start_desk()
        self.server = self.start_stand_in()

    def first_reminder(self, **settings):
        self.daemon = self.start_counting(settings={**self.SETTINGS, **settings})
        self.x.type_on()
        return self.next_reminder()

    def next_reminder(self):
        """Once the log has it too."""
        self.daemon.acted("show")
        return self.monitor.notify()

    def assert_repeated(self):
        first, second = self.daemon.clocks_of("heart> show")
        self.assertGreaterEqual(second - first, 2)

    def test_snooze_puts_it_off_twice(self):
        reminder = self.first_reminder()
        for _ in range(2):
            self.assertEqual(reminder.buttons["snooze"], "Snooze 4 s")
            self.server.press(reminder, "snooze", closes=False)
            _, pressed = self.daemon.observed("snooze")
            self.monitor.withdrawn(reminder)
            reminder = self.next_reminder()
            self.assertEqual(reminder.replaces_id, 0)
            self.assertGreaterEqual(self.daemon.now_of("heart> show") - pressed, 4)
        self.assertNotIn("snooze", reminder.buttons, "a third time is not offered")
        self.assertIn("skip", reminder.buttons)

    def test_a_break_cancels_a_snooze(self):
        reminder = self.first_reminder(**{"reminder.snooze": "1min"})
        self.server.press(reminder, "snooze")
        self.daemon.observed("snooze")
        self.x.rest()
        self.daemon.acted("bout-ended")
        self.x.type_on()
        self.daemon.acted("bout-began")
        again = self.next_reminder()
        self.assertRegex(again.summary, r"\AYou have been sitting for [456] seconds\Z")
        self.assertEqual(again.buttons["snooze"], "Snooze 1 min")

    def test_skip_is_silent_for_the_limit(self):
        reminder = self.first_reminder()
        self.server.press(reminder, "skip", closes=False)
        _, pressed = self.daemon.observed("skip")
        self.monitor.withdrawn(reminder)
        again = self.daemon.acted("show")
        self.assertGreaterEqual(self.daemon.now_of("heart> show") - pressed, 4)
        self.assertGreaterEqual(again["sat"], 8, "the bout went on")

    def test_closed_by_hand_the_repeats_go_on(self):
        reminder = self.first_reminder()
        self.server.dismiss(reminder)
        self.daemon.observed("notification-closed")
        again = self.next_reminder()
        self.assert_repeated()
        self.assertEqual(again.replaces_id, 0, "nothing stands that it could replace")

    def test_a_click_on_it_is_seen_and_the_repeats_go_on(self):
        reminder = self.first_reminder()
        self.server.press(reminder, "default")
        self.daemon.observed("notification-closed")
        self.next_reminder()
        self.assert_repeated()
        self.assertEqual(self.daemon.count("notification-closed"), 1, "told once, though two signals came")

    def test_show_me_how_opens_the_card_of_that_movement(self):
        self.program("xdg-open", f'env >"{self.path("opener-env")}"\n'
                                 f'echo "$1" >"{self.path("opened.new")}"; '
                                 f'mv "{self.path("opened.new")}" "{self.path("opened")}"')
        reminder = self.first_reminder(**{"reminder.repeat_every": "1h"})
        self.server.press(reminder, "how")
        self.daemon.acted("open-card")
        until(lambda: os.path.exists(self.path("opened")), "xdg-open was run")
        with open(self.path("opened"), encoding="utf-8") as file:
            card = file.read().strip()
        self.assertTrue(card.startswith(self.path("cache", "sitbreak", "cards")), card)
        with open(card, encoding="utf-8") as file:
            page = file.read()
        movement = self.daemon.expect(r"reminder after .*: (.*)$", since=0)[1]
        self.assertEqual(re.search("<h1>(.*)</h1>", page)[1], movement)
        self.assertTrue(reminder.body.startswith(movement), reminder.body)
        self.assertIn("not medical advice", page)

    def test_an_opener_that_is_missing_is_said_and_nothing_else_happens(self):
        self.daemon = self.start_counting(settings=self.SETTINGS, env={"PATH": self.bin})
        self.x.type_on()
        reminder = self.next_reminder()
        self.server.press(reminder, "how")
        self.daemon.expect("the card cannot be shown: xdg-open is not installed")
        self.monitor.notify()


class ButtonsOfDunst(DeskTest):
    def setUp(self):
        super().setUp()
        self.start_desk()
        self.dunst = self.start_dunst()
        self.daemon = self.start_counting(
            settings={"sitting.limit": "4s", "reminder.repeat_every": "2s", "reminder.snooze": "4s"})
        self.x.type_on()
        self.daemon.acted("show")
        self.monitor.notify()
        self.dunst.await_displayed(1)

    def test_snooze_from_its_menu(self):
        self.dunst.choose("Snooze 4 s")
        _, pressed = self.daemon.observed("snooze")
        self.dunst.await_displayed(0)
        self.daemon.acted("show")
        self.monitor.notify()
        self.assertGreaterEqual(self.daemon.now_of("heart> show") - pressed, 4)
        self.dunst.await_displayed(1)

    def test_its_default_action_is_seen(self):
        self.dunst.ctl("action", "0")
        self.daemon.observed("notification-closed")
        self.daemon.acted("show")
        self.monitor.notify()
        self.dunst.await_displayed(1)

    def test_closed_by_hand_it_comes_again(self):
        self.dunst.ctl("close-all")
        self.daemon.observed("notification-closed")
        self.daemon.acted("show")
        self.monitor.notify()
        self.dunst.await_displayed(1)
