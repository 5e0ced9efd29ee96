"""What the command makes of what a daemon says; the words themselves are in tests/unit/command."""

import json
import os
import re

import jsonschema

from command import CommandTest
from stand_in_daemon import ROOT, seated


def read(*names):
    with open(os.path.join(ROOT, *names), encoding="utf-8") as file:
        return file.read()


class Json(CommandTest):
    def setUp(self):
        super().setUp()
        self.start_session_bus()
        self.schema = json.loads(read("docs", "status.schema.json"))
        jsonschema.Draft202012Validator.check_schema(self.schema)
        self.running = self.schema["$defs"]["running"]

    def printed(self):
        """One status, judged by the schema."""
        code, out, err = self.sitbreak("status", "--json")
        self.assertEqual((code, err), (0, ""))
        status = json.loads(out)
        self.judge_status(status)
        return status

    def judge_status(self, status):
        jsonschema.validate(status, self.schema, jsonschema.Draft202012Validator)

    def test_whatever_the_daemon_says_fits_the_schema(self):
        daemon = self.start_stand_in_daemon()
        now = seated()["SittingSince"] + 23 * 60
        for changes in (
                {},
                {"Due": True, "NextReminder": 0, "Holds": ["call", "full-screen"]},
                {"SnoozedUntil": now + 600, "SkippedUntil": now + 900, "PausedUntil": now + 3600, "ScheduleOpens": now + 9},
                {"LastReminder": (now - 60, "walk", "stands"), "ReminderStands": True, "Problems": ["a", "b\n\"c\""]},
                {"State": "away", "SittingSince": 0, "AwaySince": now - 80, "BreakDone": now + 100},
                {"State": "standing", "Posture": "standing", "PostureUntil": now + 600, "PostureBy": "desk"},
                {"State": "unseen", "AwaySince": 0, "BreakDone": 0, "Source": "", "CountsBy": ""},
                {"State": "levitating", "CountsBy": "clock", "Source": "the clock alone: ünknown"},
                {"SittingSince": -5, "AwaySince": 2**63 - 1, "Limit": 2**64 - 1, "Sitting": 2**64 - 1}):
            with self.subTest(changes):
                daemon.change(**changes)
                status = self.printed()
                self.assertEqual(set(status), set(self.running["properties"]))

    def test_values_are_those_of_the_daemon(self):
        said = seated()
        self.start_stand_in_daemon(**{**said, "LastReminder": (said["SittingSince"], "walk", "followed"),
                                      "Posture": "away", "PostureBy": "desk"})
        status = self.printed()
        for member, value in {
                "schema": 1, "running": True, "gist": "seated", "version": "0.1.0", "state": "seated",
                "sitting_since": said["SittingSince"], "away_since": None, "due": False,
                "next_reminder": said["NextReminder"], "snoozes_left": 2, "holds": [], "counts_by": "input",
                "reported": {"posture": "away", "until": None, "by": "desk"},
                "last_reminder": {"at": said["SittingSince"], "movement": "walk", "outcome": "followed"},
                "limit_seconds": 1800, "break_length_seconds": 180, "problems": []}.items():
            self.assertEqual(status[member], value, member)
        self.assertEqual(status["sitting_seconds"], status["time"] - status["sitting_since"])

    def test_the_schema_refuses_what_is_no_status(self):
        self.start_stand_in_daemon()
        status = self.printed()
        for wrong in ({"state": "levitating"}, {"sitting_seconds": -1}, {"due": None}, {"running": "yes"},
                      {"holds": "call"}, {"next_reminder": "14:32"}, {"schema": 2}):
            with self.subTest(wrong), self.assertRaises(jsonschema.ValidationError):
                self.judge_status({**status, **wrong})
        for member in self.running["required"]:
            with self.subTest(member), self.assertRaises(jsonschema.ValidationError):
                self.judge_status({key: value for key, value in status.items() if key != member})
        self.judge_status({**status, "added_later": 1})

    def test_the_page_has_each_member_and_no_other(self):
        rows = re.findall(r"^\| `(\w+)` \|", read("docs", "json.md").split("\n# ")[0], re.M)
        self.assertEqual(rows, list(self.running["properties"]))
        self.assertEqual(set(self.running["required"]), set(rows))

    def test_followers_learn_that_nobody_runs(self):
        follower = self.follow("--json")
        absent = json.loads(follower.expect("^.*$")[0])
        self.assertEqual((absent["running"], absent["summary"]), (False, "sitbreakd is not running."))
        self.judge_status(absent)
        self.start_stand_in_daemon()
        self.judge_status(json.loads(follower.expect('^.*"running":true.*$')[0]))


class Problems(CommandTest):
    def test_people_are_told_beside_the_line(self):
        self.start_session_bus()
        daemon = self.start_stand_in_daemon(**seated(), Problems=["no notification server", "a.toml:3:1: what?"])
        code, out, err = self.sitbreak()
        self.assertEqual((code, err), (0, "no notification server\na.toml:3:1: what?\n"))
        self.assertRegex(out, r"\ASitting for 23 min\. .*\n\Z")
        follower = self.follow()
        follower.complaints.expect(lambda line: line.text == "a.toml:3:1: what?", "the last problem")
        daemon.change(Due=True)
        follower.expect("It is time for a break")
        self.assertEqual(len(follower.complaints.items()), 2)
        daemon.change(Problems=["another"])
        follower.complaints.expect(lambda line: line.text == "another", "the new problem")


class Colours(CommandTest):
    def shown(self, **env):
        return self.on_terminal("status", env={"TERM": "xterm", **env})

    def test_only_on_a_terminal_that_wants_them(self):
        self.start_session_bus()
        self.start_stand_in_daemon(**{**seated(34), "Due": True})
        plain = "Sitting for 34 min. It is time for a break."
        self.assertEqual(self.sitbreak(), (0, f"{plain}\n", ""))
        self.assertEqual(self.shown(), f"\x1b[1;31m{plain}\x1b[0m\r\n")
        self.assertEqual(self.shown(NO_COLOR=""), self.shown())
        for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            self.assertEqual(self.shown(**env), f"{plain}\r\n")


class Hostile(CommandTest):
    def test_what_others_say_does_not_reach_the_terminal(self):
        self.start_session_bus()
        daemon = self.start_stand_in_daemon(**{**seated(), "State": "away", "Posture": "away",
                                               "PostureBy": "\x1b]0;me\x07\n", "Problems": ["\x1b[2J"]})
        code, out, err = self.sitbreak()
        self.assertEqual((code, err), (0, " [2J\n"))
        self.assertIn("Reported by  ]0;me  .\n", out)
        # The controls of two bytes, and those that turn the direction of text.
        for control in "\x80\x9b\x9f\u061c\u200e\u200f\u202a\u202e\u2066\u2069":
            with self.subTest(f"U+{ord(control):04X}"):
                daemon.change(PostureBy=f"ü{control}31mé", Problems=[f"{control}2J"])
                code, out, err = self.sitbreak()
                self.assertEqual((code, err), (0, " 2J\n"))
                self.assertIn("Reported by ü 31mé.\n", out)


class Refusals(CommandTest):
    def test_they_are_said_in_the_words_of_the_daemon(self):
        self.start_session_bus()
        daemon = self.start_stand_in_daemon()
        daemon.refusal = ("NotDue", "No reminder is due: there is nothing to snooze.")
        self.judge([(words, 1, "", "sitbreak: No reminder is due: there is nothing to snooze.\n")
                    for words in ("snooze", "skip", "pause", "resume", "break", "stand", "sit", "away", "move", "test")])
