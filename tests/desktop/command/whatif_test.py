"""What other settings would have done: what `sitbreak whatif` makes of the file that the daemon writes. What a replay
gives is in tests/unit/whatif, the page in tests/unit/report."""

import json
import os
import re
import time

import jsonschema

from command import CommandTest
from history_file import HOUR, MINUTE, HistoryFile
from stand_in_daemon import ROOT

# Sunday, 00:00 in Central Europe.
SUNDAY = 1772319600_000
THEN = ("--from", "2026-03-01", "--to", "2026-03-01")
NOTHING = ""


class WhatIf(CommandTest):
    def setUp(self):
        super().setUp()
        self.env["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
        self.file = self.path("state", "sitbreak", "history.db")

    def make_sunday(self):
        history = HistoryFile(self.file)
        self.addCleanup(history.close)
        end = history.bout(SUNDAY + 9 * HOUR, 28 * MINUTE)
        history.pause(end, 4 * MINUTE)
        history.bout(SUNDAY + 9 * HOUR + 32 * MINUTE, 34 * MINUTE)
        history.reminder(SUNDAY + 10 * HOUR + 2 * MINUTE + 30_000, "followed", 3 * MINUTE + 30_000)
        return history

    def printed(self, *options):
        code, out, err = self.sitbreak("whatif", *options, "--json")
        self.assertEqual((code, err, out.count("\n")), (0, "", 1))
        with open(os.path.join(ROOT, "docs", "whatif.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(schema)
        what_if = json.loads(out)
        jsonschema.validate(what_if, schema, jsonschema.Draft202012Validator)
        self.assertEqual(set(what_if), set(schema["properties"]))
        numbers = schema["$defs"]["numbers"]["required"]
        self.assertEqual((set(what_if["was"]), set(what_if["would_be"])), (set(numbers), set(numbers)))
        return what_if

    def test_the_page_of_the_json_has_all_members(self):
        with open(os.path.join(ROOT, "docs", "json.md"), encoding="utf-8") as file:
            page = file.read().split("# What if, as JSON")[1]
        rows = re.findall(r"^\| (`.*?) \|", page, re.M)
        documented = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
        what_if = self.printed()
        self.assertEqual(documented, {*what_if, *what_if["was"]})

    def test_a_page(self):
        self.make_sunday()
        code, out, err = self.sitbreak("whatif", *THEN, "--limit", "25min")
        self.assertEqual((code, err), (0, ""))
        self.assertTrue(out.startswith("Sun 1 Mar 2026, with a limit of 25min and breaks of 3min\n\nThere would have been "
                                       "3 reminders instead of 1, and 2 bouts longer than the\nlimit instead of 1.\n"), out)
        self.assertIn("Sun  1 Mar: 3 reminders instead of 1, at 09:25, 09:57, 10:02.\n", out)
        self.assertIn("It is taken that you sat just as you did", out)

    def test_a_narrow_page_of_the_days_that_count_else(self):
        history = HistoryFile(self.file)
        self.addCleanup(history.close)
        now = int(time.time() * 1000)
        for day in range(1, 21):
            begin = now - day * 24 * HOUR
            history.bout(begin, 40 * MINUTE)
            history.reminder(begin + 30 * MINUTE + 30_000, "followed", 9 * MINUTE)
        code, out, err = self.sitbreak("whatif", "--limit", "25min", env={"COLUMNS": "40"})
        self.assertEqual((code, err), (0, ""))
        self.assertIn("\nWhen each reminder would have come is\nlisted for up to 14 days, and with\n--json.\n", out)
        self.assertEqual([line for line in out.splitlines() if len(line) > 40], [])

    def test_numbers(self):
        self.make_sunday()
        same = self.printed(*THEN)
        self.assertEqual({**same["was"], "limit_seconds": 1800, "break_length_seconds": 180}, same["would_be"])
        self.assertEqual(same["was"]["limit_seconds"], {"shortest": 1800, "longest": 1800})
        longer = self.printed(*THEN, "--limit", "25min", "--break=5min")["would_be"]
        self.assertEqual((longer["limit_seconds"], longer["break_length_seconds"]), (1500, 300))
        self.assertEqual((longer["bouts"], longer["bouts_over_limit"], longer["longest_bout_seconds"]), (1, 1, 66 * 60))
        first = SUNDAY / 1000 + 9 * 3600 + 25 * 60 + 30
        self.assertEqual(longer["reminder_times"][0], first)
        self.assertEqual(longer["reminders"], len(longer["reminder_times"]))

    def test_the_settings_hold_where_nothing_is_said(self):
        self.make_sunday()
        self.write('sitting.limit = "20min"\nreminder.wait_for_pause = "0s"\n', "config", "sitbreak", "sitbreak.toml")
        would_be = self.printed(*THEN)["would_be"]
        self.assertEqual(would_be["limit_seconds"], 1200)
        self.assertEqual(would_be["reminder_times"][0], SUNDAY / 1000 + 9 * 3600 + 20 * 60)

    def test_mistakes_in_the_settings(self):
        self.make_sunday()
        settings = self.write('[sitting]\nlimit = 20\nbrake_length = "3min"\n', "config", "sitbreak", "sitbreak.toml")
        mistakes = f'{settings}:2:9: .*\n{settings}:3:1: .*"break_length".*\n'
        self.judge([("whatif", 2, NOTHING, mistakes), ("whatif --json --limit 25min --break 5min", 2, NOTHING, mistakes)])

    def test_a_bout_that_goes_on_was_judged_by_the_settings(self):
        history = HistoryFile(self.file)
        self.addCleanup(history.close)
        now = int(time.time() * 1000)
        history.memory("another boot", now - MINUTE, bout_begin=10**15 - 28 * 60 * 10**9, bout_absent=0)
        what_if = self.printed("--limit", "25min", "--from", "yesterday")
        self.assertEqual(what_if["was"]["limit_seconds"], {"shortest": 1800, "longest": 1800})
        self.assertEqual((what_if["was"]["bouts_over_limit"], what_if["would_be"]["bouts_over_limit"]), (0, 1))
        self.assertEqual((what_if["was"]["reminders"], what_if["would_be"]["reminders"]), (0, 1))

    def test_nothing_was_kept(self):
        self.judge([("whatif --limit 25min", 0, r"No history is kept yet\. sitbreakd writes it while it runs\.\n", NOTHING)])
        self.assertEqual(self.printed()["was"]["limit_seconds"], None)
        self.make_sunday()
        self.judge([("whatif --from 2026-02-01 --to 2026-02-02", 0, r"(.*\n)+No sitting is recorded then\.\n", NOTHING)])

    def test_wrong_words(self):
        self.judge([
            ("whatif --limit 25", 2, NOTHING, 'sitbreak whatif: --limit: 25 of what\\? Write "25min" or "25s"\n'),
            ("whatif --break soon", 2, NOTHING, 'sitbreak whatif: --break: "soon" is no duration, .*\n'),
            ("whatif --limit 0s", 2, NOTHING, 'sitbreak whatif: --limit cannot be "0s", expected .* at most 1d\n'),
            ("whatif --break 2d", 2, NOTHING, 'sitbreak whatif: --break cannot be "2d", expected .* at most 1d\n'),
            ("whatif --break 30min", 2, NOTHING,
             "sitbreak whatif: a break of 30min must be shorter than the limit of 30min: say --limit, --break, or both\n"),
            ("whatif --to today", 2, NOTHING, "sitbreak whatif: --to requires --from; see sitbreak whatif --help\n"),
            ("whatif --from 9999-12-31", 2, NOTHING, 'sitbreak whatif: --from: "9999-12-31" has not come yet\n'),
        ])
