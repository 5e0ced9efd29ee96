"""The history taken along, brought back and deleted: `sitbreak history`, while the daemon runs and while it does not."""

import glob
import os
import re
import stat
import subprocess

from command import CommandTest
from history_file import HOUR, MINUTE, HistoryFile
from kept import Kept
from processes import run
from sitbreakd import programs

# Sunday, 00:00 in Central Europe.
SUNDAY = 1772319600_000
NOTHING = ""
TABLES = ("bouts", "breaks", "absences", "unknown", "pauses", "holds", "reminders")


class ArchiveTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.env["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
        self.kept = Kept(self.env["XDG_STATE_HOME"])
        self.exported = self.path("history.jsonl")

    def make_sunday(self):
        history = HistoryFile(self.kept.file)
        self.addCleanup(history.close)
        end = history.bout(SUNDAY + 9 * HOUR, 28 * MINUTE, how="locked", absent=61_250)
        history.pause(end, 4 * MINUTE)
        history.bout(SUNDAY + 9 * HOUR + 32 * MINUTE, 34 * MINUTE)
        history.reminder(SUNDAY + 10 * HOUR + 2 * MINUTE + 30_000, "followed", 3 * MINUTE + 30_001)
        history.unknown(SUNDAY, 9 * HOUR)
        database = history.database
        begin = SUNDAY + 9 * HOUR + 5 * MINUTE
        database.execute("INSERT INTO absences VALUES (?, ?, 60, 500, 'asleep')", (begin, begin + 500))
        database.execute("INSERT INTO pauses VALUES (?, ?, -210)", (begin, begin + MINUTE))
        database.execute("INSERT INTO holds VALUES (?, ?, 60, 'call,full-screen')", (begin, begin + MINUTE))
        database.execute("INSERT INTO reminders VALUES (?, 60, NULL, 'ignored', NULL)", (begin,))
        return history

    def rows(self):
        return {table: sorted(self.kept.ask(f"SELECT * FROM {table}"), key=str) for table in TABLES}

    def export(self):
        code, out, err = self.sitbreak("history", "export", self.exported)
        self.assertEqual((code, err), (0, ""))
        return out

    def judge_kept(self, table):
        """As `judge`, of "history"."""
        self.judge([("history " + words, *rest) for words, *rest in table])


class OutAndIn(ArchiveTest):
    def test_what_is_exported_is_imported_the_same_and_once(self):
        self.make_sunday()
        before = self.rows()
        self.assertTrue(all(before.values()), before)
        self.assertEqual(self.export(), f"9 entries exported to {self.exported}.\n")
        self.assertEqual(stat.S_IMODE(os.stat(self.exported).st_mode), 0o600)
        self.judge_kept([(f"import {self.exported}", 0, r"0 entries imported, 9 there already\.\n", NOTHING),
                         ("delete --all --yes", 0, r"All that was kept is deleted\. .*\n", NOTHING)])
        self.assertFalse(any(self.rows().values()))
        self.judge_kept([(f"import {self.exported}", 0, r"9 entries imported\.\n", NOTHING)])
        self.assertEqual(self.rows(), before)
        self.judge_kept([(f"import {self.exported}", 0, r"0 entries imported, 9 there already\.\n", NOTHING)])
        self.assertEqual(self.rows(), before)

    def test_on_a_machine_without_history(self):
        self.make_sunday()
        before = self.rows()
        lines = self.sitbreak("history", "export")[1]
        self.env["XDG_STATE_HOME"] = self.path("other")
        self.kept = Kept(self.env["XDG_STATE_HOME"])
        said = run(["sh", "-c", 'printf %s "$1" | "$2" history import -', "sh", lines, programs["sitbreak"]], self.env)
        self.assertEqual(said, (0, "9 entries imported.\n", ""))
        self.assertEqual(self.rows(), before)
        self.assertEqual(stat.S_IMODE(os.stat(self.kept.file).st_mode), 0o600)

    def test_in_place_of_a_file_that_others_could_read(self):
        self.make_sunday()
        for mode, after in ((0o644, 0o600), (0o777, 0o600), (0o400, 0o400)):
            self.write("another\n", "history.jsonl")
            os.chmod(self.exported, mode)
            self.export()
            self.assertEqual(stat.S_IMODE(os.stat(self.exported).st_mode), after, oct(mode))
            os.remove(self.exported)

    def test_a_dash_is_standard_output(self):
        self.make_sunday()
        lines = r'{"sitbreak_history":1,.*}\n({"kind":".*}\n){9}'
        self.judge_kept([("export", 0, lines, NOTHING), ("export -", 0, lines, NOTHING)])

    def test_what_was_followed_nobody_knows_when_is_exported_as_unknown(self):
        history = self.make_sunday()
        history.database.execute("UPDATE reminders SET after = NULL")
        before = self.rows()["reminders"]
        self.export()
        self.judge_kept([("delete --all --yes", 0, r"All that .*\n", NOTHING),
                         (f"import {self.exported}", 0, r"9 entries imported\.\n", NOTHING)])
        self.assertEqual(self.rows()["reminders"],
                         [tuple("unknown" if value == "followed" else value for value in row) for row in before])

    def test_with_mistakes_in_the_settings_nothing_is_imported(self):
        self.make_sunday()
        self.export()
        self.judge_kept([("delete --all --yes", 0, r"All that .*\n", NOTHING)])
        settings = self.write('[history]\nkeep = 5\n', "config", "sitbreak", "sitbreak.toml")
        self.judge_kept([(f"import {self.exported}", 2, NOTHING, f"{settings}:2:8: .*\n"),
                         ("export", 0, '{"sitbreak_history":1,.*}\n', NOTHING)])
        self.assertFalse(any(self.rows().values()))

    def test_bouts_that_overlap_are_refused(self):
        history = self.make_sunday()
        self.export()
        history.database.execute("DELETE FROM bouts WHERE begin > ?", (SUNDAY + 9 * HOUR + 30 * MINUTE,))
        history.database.execute("DELETE FROM reminders")
        history.bout(SUNDAY + 10 * HOUR, HOUR)
        self.judge_kept([(f"import {self.exported}", 0, "1 entry imported, 6 there already\\.\n"
                          "1 bout refused \\(line 3\\), for a part of each is in a bout that is there; with 1 entry of what "
                          "happened in it\\.\n", NOTHING)])
        self.assertEqual(len(self.kept.bouts()), 2)

    def test_a_wrong_line_keeps_all_of_it_out(self):
        self.make_sunday()
        self.export()
        with open(self.exported, "a", encoding="utf-8") as file:
            file.write('{"kind":"nap"}\n')
        self.judge_kept([("delete --all --yes", 0, r"All that .*\n", NOTHING),
                         (f"import {self.exported}", 1, NOTHING,
                          f'sitbreak history import: {self.exported}:11: the kind "nap" is not known\n')])
        self.assertFalse(any(self.rows().values()))
        self.write("hello\n", "no-history")
        self.write('{"sitbreak_history":1}\n{"kind":"bout","absent_seconds":1e999}\n', "huge")
        self.judge_kept([
            (f"import {self.path('no-history')}", 1, NOTHING, "sitbreak history import: .*/no-history:1: this is no history "
             "that sitbreak exported: no JSON, from column 1 on\n"),
            (f"import {self.path('huge')}", 1, NOTHING, "sitbreak history import: .*/huge:2: a number is too large\n"),
            ("import /dev/null", 1, NOTHING, "sitbreak history import: /dev/null: it is empty, .*\n"),
            (f"import {self.path('none')}", 1, NOTHING, "sitbreak history import: cannot read .*/none: No such file .*\n"),
        ])

    def test_old_bouts_are_told_of(self):
        self.make_sunday()
        self.export()
        self.write('history.keep = "1d"\n', "config", "sitbreak", "sitbreak.toml")
        self.judge_kept([(f"import {self.exported}", 0, "0 entries imported, 9 there already\\.\n2 bouts older than 1d will be "
                          "deleted when sitbreakd runs: see history.keep in the settings\\.\n", NOTHING)])

    def test_nothing_is_kept(self):
        self.judge_kept([
            ("export", 0, '{"sitbreak_history":1,.*}\n', "No history is kept yet: what was exported is empty\\.\n"),
            ("delete --all", 0, "No history is kept, so there is nothing to delete\\.\n", NOTHING),
            ("delete --before today", 0, "No history is kept, so there is nothing to delete\\.\n", NOTHING),
            ("path", 0, re.escape(self.kept.file) + "\n", NOTHING),
        ])
        self.assertFalse(os.path.exists(os.path.dirname(self.kept.file)))

    def test_nothing_is_printed_of_what_cannot_be_read(self):
        damaged = self.write("x" * 10_000, "damaged", "sitbreak", "history.db")
        self.env["XDG_STATE_HOME"] = self.path("damaged")
        said = f"sitbreak history export: the history in {damaged} cannot be read: .*\n"
        self.judge_kept([("export", 1, NOTHING, said), ("export -", 1, NOTHING, said),
                         (f"export {self.exported}", 1, NOTHING, said)])
        self.assertFalse(os.path.exists(self.exported))

    def test_it_cannot_be_written(self):
        self.make_sunday()
        self.judge_kept([("export /dev/full", 1, NOTHING, "sitbreak history export: cannot write /dev/full: .*\n"),
                         ("export /no/such/place", 1, NOTHING, "sitbreak history export: cannot write /no/such/place: .*\n")])

    def test_wrong_words(self):
        self.judge([
            ("history", 2, NOTHING, "sitbreak history: a subcommand is required; see sitbreak history --help\n"),
            ("history improt", 2, NOTHING, 'sitbreak: there is no command "improt", did you mean "import"\\?\n'),
            ("history import", 2, NOTHING, "sitbreak history import: file is required; see sitbreak history import --help\n"),
            ("history delete", 2, NOTHING, "sitbreak history: say --before DATE, or --all\n"),
            ("history delete --all --before today", 2, NOTHING,
             "sitbreak history delete: (--all excludes --before|--before excludes --all); see sitbreak history delete --help\n"),
            ("history delete --before 9999-12-31", 2, NOTHING, 'sitbreak history: --before: "9999-12-31" has not come yet\n'),
            ("history delete --before soon", 2, NOTHING, 'sitbreak history: --before: "soon" is no date, expected .*\n'),
        ])


class Deleting(ArchiveTest):
    def test_what_was_before_a_day(self):
        history = self.make_sunday()
        history.bout(SUNDAY + 30 * HOUR, HOUR)
        self.judge_kept([("delete --before 2026-03-02 --yes", 0, "What was over before 2026-03-02 is deleted\\.\n", NOTHING)])
        rows = self.rows()
        self.assertEqual(rows.pop("bouts"), [(SUNDAY + 30 * HOUR, SUNDAY + 31 * HOUR, 60, 0, "no-input", 30 * MINUTE,
                                              3 * MINUTE)])
        self.assertFalse(any(rows.values()), rows)

    def test_without_a_terminal_it_has_to_be_said(self):
        self.make_sunday()
        self.judge_kept([("delete --all", 2, NOTHING, "sitbreak history delete: standard input is no terminal to ask on; say "
                          "--yes if it is to be deleted\n")])
        self.assertTrue(self.kept.bouts())

    def answer(self, answer):
        """What is said on a terminal, where that is typed."""
        near, far = os.openpty()
        with os.fdopen(near, "r+b", buffering=0) as terminal:
            terminal.write(answer.encode() + b"\n")
            said = subprocess.run([programs["sitbreak"], "history", "delete", "--all"], env=self.env, stdin=far,
                                  capture_output=True, text=True, timeout=20, check=False)
            os.close(far)
        return said.returncode, said.stdout, said.stderr

    def test_on_a_terminal_it_asks(self):
        self.make_sunday()
        question = f"Delete all that is kept in {self.kept.file}? [y/N] "
        for answer in ("n", "", "yo"):
            self.assertEqual(self.answer(answer), (1, question, "sitbreak history delete: nothing is deleted\n"))
            self.assertTrue(self.kept.bouts())
        self.assertEqual(self.answer("y")[0], 0)
        self.assertFalse(any(self.rows().values()))

    def test_no_trace_is_left(self):
        history = self.make_sunday()
        history.database.execute("UPDATE reminders SET movement = 'a-word-to-look-for'")
        history.close()
        aside = self.write("a-word-to-look-for", "state", "sitbreak", "history.db.corrupt-20260101-000000")
        code, out, _ = self.sitbreak("history", "delete", "--all", "--yes")
        self.assertEqual(code, 0)
        self.assertIn(f"\n{aside} is deleted too.\n", out)
        for name in glob.glob(self.kept.file + "*"):
            with open(name, "rb") as file:
                self.assertNotIn(b"a-word-to-look-for", file.read(), name)

    def make_beside(self):
        """What else there is of a history: a file that was set aside, with what belonged to it, and the page."""
        aside = "history.db.corrupt-20260101-000000"
        return [self.write("x", "state", "sitbreak", aside), self.write("x", "state", "sitbreak", aside + "-wal"),
                self.write("x", "cache", "sitbreak", "report.html")]

    @staticmethod
    def told(files):
        return "".join(re.escape(file) + " is deleted too\\.\n" for file in files)

    def assert_gone(self, *files):
        self.assertEqual([file for file in files if os.path.lexists(file)], [])

    def test_without_the_file_the_rest_goes(self):
        beside = self.make_beside()
        left = [self.write("x", "state", "sitbreak", "history.db-wal")]
        self.judge_kept([("delete --all", 2, NOTHING, "sitbreak history delete: standard input is no terminal .*\n"),
                         ("delete --all --yes", 0, self.told(left + beside), NOTHING),
                         ("delete --all --yes", 0, "No history is kept, so there is nothing to delete\\.\n", NOTHING)])
        self.assert_gone(*left, *beside)

    def test_the_page_goes_with_what_was_before_a_day(self):
        *aside, page = self.make_beside()
        self.judge_kept([("delete --before today --yes", 0, self.told([page]), NOTHING),
                         ("delete --before today --yes", 0, "No history is kept, so .*\n", NOTHING)])
        self.assert_gone(page)
        self.assertTrue(all(map(os.path.exists, aside)))

    def test_a_damaged_file_goes_itself(self):
        beside = self.make_beside()
        self.write("x" * 10_000, "state", "sitbreak", "history.db")
        said = "sitbreak history delete: the history in .* cannot be changed: file is not a database\n"
        self.judge_kept([("delete --before today --yes", 1, self.told(beside[2:]), said),
                         ("delete --all --yes", 0, "The history is damaged \\(file is not a database\\): its file itself goes"
                          "\\.\n" + self.told([self.kept.file, *beside[:2]]), NOTHING)])
        self.assertEqual(os.listdir(os.path.dirname(self.kept.file)), [])

    def test_a_file_that_is_damaged_further_in_goes_itself(self):
        history = self.make_sunday()
        history.database.execute("PRAGMA journal_mode = DELETE")
        history.close()
        with open(self.kept.file, "r+b") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(4096)
            file.write(b"\x7f" * (size - 4096))
        code, out, err = self.sitbreak("history", "delete", "--all", "--yes")
        self.assertEqual((code, err), (0, ""), out)
        self.assertTrue(out.startswith("The history is damaged ("), out)
        self.assertEqual(os.listdir(os.path.dirname(self.kept.file)), [])

    def test_where_a_link_leads_is_what_goes(self):
        self.write("x" * 10_000, "elsewhere", "history.db")
        self.write("x", "elsewhere", "history.db-wal")
        os.makedirs(os.path.dirname(self.kept.file))
        os.symlink(self.path("elsewhere", "history.db"), self.kept.file)
        self.assertEqual(self.sitbreak("history", "delete", "--all", "--yes")[0], 0)
        self.assertEqual(os.listdir(self.path("elsewhere")), [])
        self.assert_gone(self.kept.file)

    def test_what_is_not_ours_is_left_alone(self):
        history = self.make_sunday()
        history.database.execute("PRAGMA user_version = 1000")
        said = "the history in .* cannot be changed: it was written by a newer version of sitbreak.*\n"
        beside = self.make_beside()
        self.judge_kept([("delete --all --yes", 1, self.told(beside), "sitbreak history delete: " + said)])
        self.assertTrue(self.kept.bouts())
        self.assert_gone(*beside)

    def test_what_cannot_be_deleted_is_named_and_the_rest_goes(self):
        self.make_sunday()
        *aside, page = self.make_beside()
        os.remove(aside[0])
        os.mkdir(aside[0])
        self.write("x", aside[0], "in-it")
        self.judge_kept([("delete --all --yes", 1, "All that was kept is deleted\\. .*\n" + self.told([aside[1], page]),
                          f"sitbreak history delete: {re.escape(aside[0])} cannot be deleted: Directory not empty\n")])
        self.assertFalse(any(self.rows().values()))


class WhileTheDaemonRuns(ArchiveTest):
    def setUp(self):
        super().setUp()
        self.start_desk()
        self.start_stand_in()
        self.daemon = self.start_counting()

    def sit_and_leave(self):
        """A bout, and the break after it, are kept."""
        kept = len(self.kept.bouts()) if os.path.exists(self.kept.file) else 0
        self.x.type_on()
        self.daemon.acted("bout-began")
        self.x.rest()
        self.daemon.acted("bout-ended")
        self.kept.await_rows("SELECT * FROM bouts", kept + 1)

    def test_it_goes_on_after_all_was_deleted(self):
        self.sit_and_leave()
        self.x.type_on()
        began = self.daemon.acted("bout-began")["at"]
        self.assertEqual(self.sitbreak("history", "delete", "--all", "--yes")[0], 0)
        self.assertFalse(any(self.rows().values()))
        self.x.rest()
        self.daemon.acted("bout-ended")
        self.kept.await_rows("SELECT * FROM bouts")
        self.assertEqual(len(self.kept.bouts()), 1)
        self.assertEqual(self.daemon.count("cannot be written"), 0)
        self.assertEqual(self.daemon.count("the history was damaged"), 0)
        self.assertTrue(began)
        self.assertIsNotNone(self.kept.memory())

    def test_it_is_exported_and_imported(self):
        self.sit_and_leave()
        self.assertRegex(self.export(), r"\A\d+ entr(y|ies) exported to ")
        before = self.kept.bouts()
        self.assertEqual(self.sitbreak("history", "delete", "--all", "--yes")[0], 0)
        self.assertEqual(self.sitbreak("history", "import", self.exported)[0], 0)
        self.assertEqual(self.kept.bouts(), before)
        self.sit_and_leave()
        self.assertEqual(self.kept.bouts()[0], before[0])
        self.assertEqual(self.daemon.count("cannot be written"), 0)
        self.assertEqual(self.sitbreak("whatif", "--limit", "25min", "--from", "yesterday")[0], 0)
