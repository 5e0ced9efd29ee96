"""Looking back: what `sitbreak report` makes of the file that the daemon writes. The pages themselves are in
tests/unit/report/golden, the numbers in tests/unit/report."""

import json
import os
import re
import time

import jsonschema

from command import CommandTest
from history_file import HOUR, MINUTE, HistoryFile, schema
from processes import need, run
from sitbreakd import programs
from stand_in_daemon import ROOT

# Sunday, 00:00 in Central Europe.
SUNDAY = 1772319600_000
NOTHING = ""


class ReportTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.env["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
        self.file = self.path("state", "sitbreak", "history.db")

    def make_history(self):
        history = HistoryFile(self.file)
        self.addCleanup(history.close)
        return history

    def make_weekend(self):
        """Four bouts, of which one goes over midnight, and a sleepless machine."""
        history = self.make_history()
        end = history.bout(SUNDAY - 30 * MINUTE, 40 * MINUTE)
        history.reminder(SUNDAY, "followed", 10 * MINUTE)
        history.pause(end, 9 * HOUR)
        end = history.bout(SUNDAY + 10 * HOUR, 20 * MINUTE, absent=90_000)
        history.unknown(history.pause(end, 10 * MINUTE), HOUR)
        history.bout(SUNDAY + 12 * HOUR, 32 * MINUTE)
        history.reminder(SUNDAY + 12 * HOUR + 30 * MINUTE, "followed", 2 * MINUTE)
        history.bout(SUNDAY + 13 * HOUR, 10 * MINUTE, how="not-running")
        return history

    def boot(self):
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()


class WithMistakesInTheSettings(ReportTest):
    def test_it_is_made_by_the_defaults_and_says_so(self):
        self.make_weekend()
        weekend = ("report", "--from", "2026-03-01", "--to", "2026-03-01")
        fine = {form: self.sitbreak(*weekend, *form.split()) for form in ("", "--csv", "--html -")}
        settings = self.write('[history]\nenabled = false\nkep = "1y"\n', "config", "sitbreak", "sitbreak.toml")
        said = (f'sitbreak report: {settings} has mistakes, which "sitbreak config check" names: history.enabled and '
                "sitting.break_length are taken to be the defaults\n")
        for form, (code, out, err) in fine.items():
            self.assertEqual((code, err), (0, ""), form)
            self.assertEqual(self.sitbreak(*weekend, *form.split()), (0, out, said), form)
        code, out, err = self.sitbreak(*weekend, "--json")
        self.assertEqual((code, json.loads(out)["total"]["bouts"], err), (0, 3, said))


class Page(ReportTest):
    def test_a_day(self):
        self.make_weekend()
        code, out, err = self.sitbreak("report", "--from", "2026-03-01", "--to", "2026-03-01")
        self.assertEqual((code, err), (0, ""))
        self.assertIn("Sun 1 Mar 2026\n\n1 h 10 min of estimated sitting in 3 bouts, 1 of 30 min or longer. 1 of 2\n"
                      "reminders followed, after 2 min.\n", out)
        for part in ("█", "▒", "▲", "△", "\n  15 to 30 min      18 min\n", "\nUnknown time        1 h\n",
                     "Being away for 3 min or more", "A day begins at midnight."):
            self.assertIn(part, out)
        self.assertNotIn("\x1b", out)

    def test_it_is_legible_where_there_is_little(self):
        self.make_weekend()
        for period in (("--from", "2026-02-27", "--to", "2026-03-02"), ("--from", "2026-03-01", "--to", "2026-03-01"),
                       ("--from", "2016-03-02", "--to", "2026-03-01")):
            code, out, _ = self.sitbreak("report", *period, env={"COLUMNS": "40", "LC_ALL": "C"})
            self.assertEqual(code, 0)
            self.assertLessEqual(max(map(len, out.splitlines())), 40, out)
            self.assertTrue(out.isascii(), out)
            self.assertIn("#", out)

    def test_it_has_colours_on_a_terminal_that_has_them(self):
        self.make_weekend()
        period = ("report", "--from", "2026-03-01", "--to", "2026-03-01")
        self.assertIn("\x1b[33m█", self.on_terminal(*period, env={"TERM": "xterm"}))
        for env in ({"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": ""}):
            self.assertNotIn("\x1b", self.on_terminal(*period, env=env))

    def test_an_open_bout_goes_on_while_the_daemon_writes(self):
        history = self.make_history()
        now = int(time.time() * 1000)
        history.memory(self.boot(), now - MINUTE, bout_begin=10**15 - 20 * 60 * 10**9, bout_absent=0)
        code, out, _ = self.sitbreak("report", "--from", "yesterday")
        self.assertEqual(code, 0)
        self.assertRegex(out, r"\b21 min of estimated sitting in 1 bout\. The last bout is still going on\.")

    def test_of_a_daemon_that_is_gone_it_is_said_up_to_when_is_known(self):
        history = self.make_history()
        now = int(time.time() * 1000)
        history.memory("another boot", now - 30 * MINUTE, bout_begin=10**15 - 20 * 60 * 10**9, bout_absent=0)
        code, out, _ = self.sitbreak("report", "--from", "yesterday")
        self.assertEqual(code, 0)
        self.assertRegex(out, r"\b20 min of estimated sitting in 1 bout\. The last bout is known up to \d\d:\d\d\.")
        self.assertRegex(out, r"\nUnknown time +30 min\n")


class NoHistory(ReportTest):
    def test_nothing_was_kept_yet(self):
        self.judge([("report", 0, "No history is kept yet. sitbreakd writes it while it runs.\n", NOTHING),
                    ("report --csv", 0, "day,begin,.*,ended\n", NOTHING)])
        self.assertFalse(os.path.exists(self.path("state")))

    def test_it_is_switched_off(self):
        self.write("[history]\nenabled = false\n", "config", "sitbreak", "sitbreak.toml")
        self.judge([("report", 0, r"No history is kept\. The history is switched off \(history.enabled = false\)\.\n",
                     NOTHING)])
        self.make_weekend()
        code, out, _ = self.sitbreak("report", "--from", "2026-03-01", "--to", "2026-03-01")
        self.assertEqual(code, 0)
        self.assertIn("The history is switched off", out.replace("\n", " "))

    def test_there_is_no_place_for_one(self):
        del self.env["HOME"], self.env["XDG_STATE_HOME"]
        self.judge([("report", 1, NOTHING, "sitbreak report: no history is kept, for neither .*\n")])

    def test_it_cannot_be_read(self):
        said = rf"sitbreak report: the history in {self.file} cannot be read: {{}}\n"
        self.write("This is no database, whatever its name says, and a person will want to know that.", "state", "sitbreak",
                   "history.db")
        self.judge([(words, 1, NOTHING, said.format("file is not a database"))
                    for words in ("report", "report --json", "report --csv")])
        os.remove(self.file)
        history = self.make_history()
        history.database.execute("PRAGMA user_version = 1000")
        self.judge([("report", 1, NOTHING, said.format("it was written by a newer version of sitbreak"))])


class ForPrograms(ReportTest):
    def setUp(self):
        super().setUp()
        with open(os.path.join(ROOT, "docs", "report.schema.json"), encoding="utf-8") as file:
            self.schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(self.schema)

    def printed(self, *period):
        code, out, err = self.sitbreak("report", *period, "--json")
        self.assertEqual((code, err, out.count("\n")), (0, "", 1))
        report = json.loads(out)
        jsonschema.validate(report, self.schema, jsonschema.Draft202012Validator)
        numbers = self.schema["$defs"]["numbers"]["properties"]
        self.assertEqual(set(report), set(self.schema["properties"]))
        self.assertEqual(set(report["total"]), set(numbers))
        for day in report["days"]:
            self.assertEqual(set(day), {*numbers, "date", "begin", "end"})
        return report

    def test_json_fits_its_schema(self):
        empty = self.printed("year")
        self.assertEqual((len(empty["days"]), empty["total"]["bouts"], empty["history_since"]), (365, 0, None))
        history = self.make_weekend()
        history.memory(self.boot(), int(time.time() * 1000), bout_begin=10**15 - 30 * 60 * 10**9, bout_absent=60 * 10**9)
        self.assertIsNotNone(self.printed("today")["open_bout"])
        for period in ("yesterday", "week", "month", "year"):
            self.printed(period)

    def test_the_page_has_all_members(self):
        with open(os.path.join(ROOT, "docs", "json.md"), encoding="utf-8") as file:
            page = file.read().split("# The report as JSON")[1].split("\n# ")[0]
        rows = re.findall(r"^\| (`.*?) \|", page, re.M)
        documented = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
        numbers = list(self.schema["$defs"]["numbers"]["properties"])
        self.assertEqual(documented, [*self.schema["properties"], *numbers])

    def test_numbers(self):
        self.make_weekend()
        report = self.printed("--from", "2026-02-28", "--to", "2026-03-01")
        saturday, sunday = report["days"]
        self.assertEqual([saturday["date"], sunday["date"], sunday["begin"]], ["2026-02-28", "2026-03-01", SUNDAY / 1000])
        self.assertEqual([day["sitting_seconds"] for day in report["days"]], [30 * 60, (10 + 18.5 + 32 + 10) * 60])
        self.assertEqual([day["bouts"] for day in report["days"]], [1, 3])
        self.assertEqual([day["breaks"] for day in report["days"]], [1, 2])
        self.assertEqual(sunday["unknown_seconds"], 3600)
        total = report["total"]
        self.assertEqual((total["reminders"], total["reminders_followed"], total["median_delay_seconds"]), (2, 1, 120))
        self.assertEqual(total["prolonged_share"], (40 + 32) / (40 + 18.5 + 32 + 10))

    def test_csv(self):
        self.make_weekend()
        self.judge([("report --csv --from 2026-03-01 --to 2026-03-01", 0,
                     "day,begin,end,sitting_seconds,absent_seconds,ended\n"
                     r"2026-03-01,2026-03-01T10:00:00\+01:00,2026-03-01T10:20:00\+01:00,1110.000,90.000,no-input\n"
                     r"2026-03-01,2026-03-01T12:00:00\+01:00,2026-03-01T12:32:00\+01:00,1920.000,0.000,no-input\n"
                     r"2026-03-01,2026-03-01T13:00:00\+01:00,2026-03-01T13:10:00\+01:00,600.000,0.000,not-running\n",
                     NOTHING)])


class Program(ReportTest):
    def test_the_schema_is_the_daemons(self):
        self.assertTrue(schema())
        self.assertIn("CREATE TABLE bouts", schema()[0])

    def test_the_command_itself_has_no_database(self):
        need("ldd")
        self.assertNotIn("sqlite", run(["ldd", programs["sitbreak"]], self.env)[1])

    def test_it_is_not_for_people(self):
        program = os.path.join(os.path.dirname(programs["sitbreak"]), "..", "libexec", "sitbreak", "sitbreak-report")
        for words in ([], ["today"], ["2026-03-02", "2026-03-01", "text"], ["2026-03-01", "2026-03-01", "html"]):
            self.assertEqual(run([program, *words], self.env),
                             (2, "", 'sitbreak report: this program is run by "sitbreak report"\n'))
