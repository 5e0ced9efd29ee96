"""The command and the real daemon."""

import glob
import json
import os
import re
import signal
import time

from command import CommandTest
from servers import until

CLOCK = r"\d\d:\d\d"
DATE = r"\d{4}-\d\d-\d\d"


def thread_states(pid):
    """As proc(5) has them: "T" is stopped."""
    for path in glob.glob(f"/proc/{pid}/task/*/stat"):
        with open(path, encoding="ascii") as file:
            yield file.read().rsplit(")", 1)[1].split()[0]


class AtDesk(CommandTest):
    """Somebody sits at a desk that has all it needs."""

    def setUp(self):
        super().setUp()
        self.start_desk()
        self.server = self.start_stand_in()
        self.x.press()

    def start_sitting(self, **settings):
        daemon = self.start_counting(settings=settings or None)
        daemon.expect("heart> bout-began|heart= .* bout_begin=", since=0)  # a new one, or that of before
        return daemon


class Asking(AtDesk):
    def setUp(self):
        super().setUp()
        self.daemon = self.start_sitting(**{"sitting.limit": "30min", "sitting.break_length": "3min"})

    def test_status(self):
        self.judge([
            ("", 0, rf"Sitting for under 1 min\. Reminder in 30 min \((\w+ )?{CLOCK}\)\.\n", ""),
            ("status --polybar", 0, "sitting under 1 min\n", ""),
        ])
        status = json.loads(self.sitbreak("status", "--json")[1])
        self.assertEqual((status["state"], status["counts_by"], status["limit_seconds"]), ("seated", "input", 1800))
        self.assertLess(abs(status["next_reminder"] - status["sitting_since"] - 1800), 2)

    def test_pauses(self):
        self.judge([
            ("resume", 0, r"There is no pause\.\n", ""),
            ("pause", 0, rf'Paused for an hour, until (\w+ )?{CLOCK}\. "sitbreak resume" ends it\.\n', ""),
            ("pause until tomorrow", 0, r'Paused until \w\w\w 00:00\. "sitbreak resume" ends it\.\n', ""),
            ("status", 0, r"Sitting for under 1 min\. Paused until \w\w\w 00:00\.\n", ""),
            ("resume", 0, r"The pause is over\.\n", ""),
            ("status", 0, rf"Sitting for under 1 min\. Reminder in 30 min \((\w+ )?{CLOCK}\)\.\n", ""),
            ("pause 366d", 0, rf'Paused until {DATE} {CLOCK}\. "sitbreak resume" ends it\.\n', ""),
        ])

    def test_skipped_during_a_pause(self):
        self.judge([
            ("pause 9d", 0, rf"Paused until {DATE} {CLOCK}\. .*\n", ""),
            ("skip", 0, rf"Skipped\. The next reminder is at {DATE} {CLOCK} if you sit on\.\n", ""),
        ])

    def test_what_is_not_due_is_not_snoozed_but_can_be_skipped(self):
        self.judge([
            ("snooze", 1, "", "sitbreak: .+\n"),
            ("snooze 24h", 1, "", "sitbreak: no reminder is due.*\n"),
            ("skip", 0, rf"Skipped\. The next reminder is at (\w+ )?{CLOCK} if you sit on\.\n", ""),
            ("status", 0, rf"Sitting for under 1 min\. Skipped until (\w+ )?{CLOCK}\.\n", ""),
        ])

    def test_postures(self):
        self.judge([
            ("stand --for 45min", 0, rf"You count as standing from now on, until (\w+ )?{CLOCK}\.\n", ""),
            ("status", 0, rf"Standing for 0:\d\d, (3:00|2:\d\d) to go\. Reported by cli, until (\w+ )?{CLOCK}\.\n", ""),
            ("sit", 0, r"You count as sitting from now on\.\n", ""),
            ("status", 0, r"Sitting for under 1 min\..*\n", ""),
            ("away", 0, rf"You count as away from now on, until (\w+ )?{CLOCK}\.\n", ""),
            ("status", 0, rf"On a break for 0:\d\d, (3:00|2:\d\d) to go\. Reported by cli, until (\w+ )?{CLOCK}\.\n", ""),
            ("away --for 366d", 0, rf"You count as away from now on, until {DATE} {CLOCK}\.\n", ""),
        ])

    def test_getting_up(self):
        self.judge([
            ("break", 0, r"You count as away from now on, until you are back\.\n", ""),
            ("status", 0, r"On a break for 0:\d\d, (3:00|2:\d\d) to go\.\n", ""),
        ])
        *times, = map(int, re.search(r"(\d):(\d\d), (\d):(\d\d) to go", self.sitbreak()[1]).groups())
        self.assertEqual(60 * (times[0] + times[2]) + times[1] + times[3], 180)
        status = json.loads(self.sitbreak("status", "--json")[1])
        self.assertEqual((status["state"], status["sitting_since"], status["next_reminder"]), ("away", None, None))
        self.assertEqual(status["break_done"] - status["away_since"], 180)

    def test_movements(self):
        code, listed, err = self.sitbreak("move")
        self.assertEqual((code, err), (0, ""))
        self.assertRegex(listed, r"(?m)^walk +A short walk +desk$")
        self.assertNotIn("floor", listed)
        code, shown, err = self.sitbreak("move", "walk")
        self.assertEqual((code, err), (0, ""))
        self.assertRegex(shown, r"\AA short walk \(desk\)\n\n  1\. Stand up .*\n  2\. .*\n\nHow much: 2 to 5 minutes, .*\n"
                                r"Mind: If you get dizzy .*\nPicture: .*\n\Z")
        self.assertTrue(os.path.isfile(re.search("Picture: (.*)", shown)[1]), shown)
        self.judge([
            ("move wlak", 2, "", 'sitbreak: there is no movement "wlak", did you mean "walk"\\?\n'),
            ("move bridge", 2, "", 'sitbreak: by your settings there is no movement "bridge", expected "walk", .*\n'),
            ("move xyzzy", 2, "", 'sitbreak: there is no movement "xyzzy", expected "walk", .*\n'),
        ])

    def test_samples(self):
        self.judge([
            ("move calf-raise --notify", 0, r"The reminder was shown by stand-in 1\.\n", ""),
            ("test", 0, r"The reminder was shown by stand-in 1\.\n", ""),
        ])
        self.assertIn("alf raise", self.monitor.notify().body)

    def test_what_do_not_disturb_may_keep_back_is_not_said_to_be_shown(self):
        self.server.leave()
        dunst = self.start_dunst()
        self.judge([("test", 0, r"The reminder was shown by dunst .+\.\n", "")])
        dunst.ctl("set-paused", "true")
        for asked in ("test", "move walk --notify"):
            self.judge([(asked, 1, "", r"sitbreak: do-not-disturb is on: dunst .+ took the reminder, and may keep it back .*\n")])
        dunst.ctl("set-paused", "false")
        self.judge([("test", 0, r"The reminder was shown by dunst .+\.\n", "")])

    def test_what_is_printed_is_not_disturbing(self):
        self.server.leave()
        self.start_dunst().ctl("set-paused", "true")
        self.daemon.stop()
        self.start_daemon("--terminal").expect("counts by input on X display")
        self.judge([("test", 0, r"The reminder was printed on standard output\.\n", "")])

    def test_nobody_shows_reminders(self):
        self.server.leave()
        self.judge([("test", 1, "", "sitbreak: .*\n")])


class Due(AtDesk):
    def test_snoozes_until_none_is_left(self):
        self.x.type_on()
        self.start_sitting(**{"sitting.limit": "4s", "reminder.snoozes_per_bout": "1"})
        self.monitor.notify()
        self.judge([
            ("status", 0, r"Sitting for under 1 min\. It is time for a break\.\n", ""),
            ("test", 1, "", "sitbreak: a real reminder is on the screen.*\n"),
            ("snooze 20 min", 0, rf"Snoozed\. The reminder is back at (\w+ )?{CLOCK}\.\n", ""),
            ("status", 0, rf"Sitting for under 1 min\. Snoozed until (\w+ )?{CLOCK}\.\n", ""),
            ("snooze", 1, "", "sitbreak: .+\n"),
        ])

    def test_snoozing_that_is_switched_off(self):
        self.x.type_on()
        self.start_sitting(**{"sitting.limit": "4s", "reminder.snoozes_per_bout": "0"})
        self.monitor.notify()
        self.judge([("snooze", 1, "", r"sitbreak: snoozing is switched off by the settings "
                                      r"\(reminder\.snoozes_per_bout = 0\)\n")])

    def test_a_bar_sees_it_come(self):
        self.x.type_on()
        daemon = self.start_sitting(**{"sitting.limit": "6s"})
        bar = self.follow("--waybar")
        bar.expect('"class":\\["seated"\\]')
        bar.expect('"class":\\["due"\\]')
        self.x.rest()
        bar.expect('"class":\\["on-break"\\]')
        bar.expect('"class":\\["rested"\\]')
        daemon.acted("bout-ended")
        self.x.press()
        bar.expect('"class":\\["seated"\\]')


class Life(AtDesk):
    # A key counts as somebody's presence for a minute then.
    LONG = {"sitting.limit": "30min", "sitting.break_length": "3min"}

    def test_two_followers_over_a_restart(self):
        daemon = self.start_sitting(**self.LONG)
        followers = [self.follow(), self.follow("--i3bar")]
        for follower in followers:
            follower.expect("^Sitting|sitting")
        since = [follower.lines.mark() for follower in followers]
        for _ in range(2):
            daemon.stop()
            for follower in followers:
                follower.expect("not running")
            self.x.press()
            daemon = self.start_sitting(**self.LONG)
            for follower in followers:
                follower.expect("^Sitting|sitting")
        for follower, begin in zip(followers, since):
            self.assertEqual(follower.lines.find(lambda line: "seen" in line.text, begin), [], "the bout goes on (C17)")

    def test_one_that_hangs_is_not_waited_for(self):
        daemon = self.start_sitting(**self.LONG)
        self.x.type_on()
        daemon.send(signal.SIGSTOP)
        until(lambda: set(thread_states(daemon.pid)) == {"T"}, "all of it stands still")
        begin = time.monotonic()
        self.judge([
            ("status", 1, "", "sitbreak: sitbreakd does not answer, not within 3 s\n"),
            ("skip", 1, "", "sitbreak: sitbreakd does not answer, not within 3 s; "
                            "it may still do it when it answers again\n"),
        ])
        self.assertGreaterEqual(time.monotonic() - begin, 6)
        follower = self.follow()
        follower.expect(r"^sitbreakd does not answer\.$")
        daemon.send(signal.SIGCONT)
        follower.expect("Skipped until")

    def test_mistakes_in_the_settings_are_told(self):
        path = self.write("", "config", "sitbreak", "sitbreak.toml")
        self.start_sitting(**self.LONG)
        follower = self.follow()
        follower.expect("^Sitting")
        with open(path, "w", encoding="utf-8") as file:
            file.write("[sitting]\nlimt = 1\n")
        follower.complaints.expect(lambda line: line.text.startswith(f"{path}:2:1: "), "the mistake")
        code, _, err = self.sitbreak()
        self.assertEqual(code, 0)
        self.assertRegex(err, rf"\A{path}:2:1: .*\n\Z")


class Blind(CommandTest):
    def test_by_the_clock_alone(self):
        self.start_session_bus()
        daemon = self.start_daemon("--terminal")
        daemon.expect("counts by the clock alone")
        daemon.acted("bout-began")
        code, out, _ = self.sitbreak()
        self.assertEqual(code, 0)
        self.assertRegex(out, r"Sitting for under 1 min\. .*Counted by the clock alone: .+\.\n\Z")
