"""Following: a line at each change, nothing between, and an end when nobody reads."""

import json
import os
import subprocess
import time

from command import CommandTest
from processes import Child
from servers import until
from sitbreakd import programs
from stand_in_daemon import seated


class Following(CommandTest):
    def setUp(self):
        super().setUp()
        self.start_session_bus()

    def test_a_line_at_each_change_that_changes_it(self):
        daemon = self.start_stand_in_daemon()
        follower = self.follow()
        follower.expect(r"^Sitting for 23 min\. Reminder in 7 min")
        daemon.change(ReminderStands=True)  # which the line does not say
        daemon.change(Due=True, NextReminder=0)
        follower.expect(r"^Sitting for 23 min\. It is time for a break\.$")
        daemon.change(Holds=["do-not-disturb"], ReminderStands=False)
        follower.expect(r"^Sitting for 23 min\. Reminder held: do-not-disturb is on\.$")
        self.assertEqual(len(follower.lines.items()), 3)

    def test_a_storm_of_changes_ends_with_the_last(self):
        daemon = self.start_stand_in_daemon()
        follower = self.follow("--json")
        follower.expect('"snoozes_left":2')
        for left in range(500, -1, -1):
            daemon.change(SnoozesLeft=left)
        follower.expect('"snoozes_left":0,')

    def test_nothing_wakes_it_between(self):
        daemon = self.start_stand_in_daemon(**seated(minutes=1))
        followers = [self.follow(), self.follow("--json"), self.follow("--waybar")]
        for follower in followers:
            follower.expect("1 min|60|6[0-9]")
        self.assert_asleep(followers)
        daemon.change(Due=True)
        for follower in followers:
            follower.expect("time for a break|due")
        self.assert_asleep(followers)

    def assert_asleep(self, followers):
        """None of them wakes for two seconds, once it has put away what it was told."""
        def settled():
            before = [follower.wakeups() for follower in followers]
            time.sleep(0.2)
            return before == [follower.wakeups() for follower in followers]

        until(settled, "the followers have come to rest")
        before = [follower.wakeups() for follower in followers]
        time.sleep(2)
        self.assertEqual([follower.wakeups() for follower in followers], before)

    def test_bars_turn_with_the_minute_and_text_does_not(self):
        turn = int(time.time()) + 8
        self.start_stand_in_daemon(**{**seated(), "SittingSince": turn - 60, "NextReminder": turn + 60})
        bars = {kind: self.follow(f"--{kind}") for kind in ("waybar", "i3bar", "polybar")}
        text = self.follow()
        text.expect("^Sitting for under 1 min. Reminder in 2 min")
        for kind, follower in bars.items():
            follower.expect("under 1 min")
            follower.expect(r"\b1 min")
            self.assertLess(abs(time.time() - turn), 3, f"{kind} turns with the minute")
        self.assertEqual(len(text.lines.items()), 1)

    def test_the_end_of_a_break_is_told_to_all(self):
        now = int(time.time())
        self.start_stand_in_daemon(**{**seated(), "State": "away", "SittingSince": 0, "NextReminder": 0,
                                      "AwaySince": now - 172, "BreakDone": now + 8})
        followers = [self.follow(), self.follow("--polybar")]
        followers[0].expect(r"^On a break for 2:5\d, 0:0\d to go\.$")
        followers[0].expect(r"^On a break for 3 min\.$")
        followers[1].expect("break 2 min, 1 min to go")
        followers[1].expect("break 3 min")

    def test_a_daemon_that_comes_and_goes(self):
        follower = self.follow()
        follower.expect(r"^sitbreakd is not running\.$")
        for _ in range(2):
            daemon = self.start_stand_in_daemon()
            follower.expect("^Sitting for 23 min")
            daemon.end()
            follower.expect(r"^sitbreakd is not running\.$")

    def test_the_protocol_of_i3bar(self):
        daemon = self.start_stand_in_daemon()
        follower = self.follow("--i3bar")
        follower.expect("sitting 23 min")
        daemon.change(Due=True)
        follower.expect("time for a break")
        daemon.end()
        follower.expect("not running")
        header, *array = [line.text for line in follower.lines.items()]
        self.assertEqual(json.loads(header), {"version": 1})
        statuses = json.loads("".join(array) + "]")
        self.assertEqual([[block["short_text"] for block in blocks] for blocks in statuses],
                         [["23 min"], ["23 min"], ["off"]])
        self.assertEqual([blocks[0]["urgent"] for blocks in statuses], [False, True, False])


class Readers(CommandTest):
    """Whoever reads may go, and so does what writes for them."""

    def setUp(self):
        super().setUp()
        self.start_session_bus()
        self.daemon = self.start_stand_in_daemon()

    def start(self, *options):
        child = self._having(Child([programs["sitbreak"], "status", "--follow", *options], self.env,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        return child, child.process

    def assert_ends_quietly(self, child, process):
        self.assertEqual(child.wait(20), 0)
        with process.stderr:
            self.assertEqual(process.stderr.read(), "")

    def test_it_ends_though_nothing_changes(self):
        for options in ((), ("--waybar",)):
            child, process = self.start(*options)
            with process.stdout:
                self.assertIn("23 min", process.stdout.readline())
            self.assert_ends_quietly(child, process)

    def test_it_ends_before_the_first_line(self):
        near, far = os.pipe()
        os.close(near)
        child = self._having(Child([programs["sitbreak"], "status", "--follow", "--i3bar"], self.env, stdout=far,
                                   stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True))
        os.close(far)
        self.assert_ends_quietly(child, child.process)

    def test_what_cannot_be_written_is_said(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            done = subprocess.run([programs["sitbreak"]], env=self.env, stdout=full, stderr=subprocess.PIPE, text=True,
                                  timeout=20, check=False)
        self.assertEqual((done.returncode, done.stderr),
                         (1, "sitbreak: cannot write: No space left on device\n"))

    def test_it_goes_when_the_bus_goes(self):
        follower = self.follow()
        follower.expect("^Sitting")
        self.monitor.end()  # which takes the last words of a bus for a fault
        self.session_bus.end()
        self.assertEqual(follower.wait(), 1)
        follower.complaints.expect(lambda line: "cannot be reached" in line.text, "why it ends")
