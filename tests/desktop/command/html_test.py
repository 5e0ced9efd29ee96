"""The page of `sitbreak report --html` and `--open`: where it gets to, and who opens it. What is on it is the matter of
tests/unit/report and tests/desktop/browser."""

import os
import re
import signal
import stat

from command import CommandTest
from history_file import HOUR, MINUTE, HistoryFile
from processes import run
from servers import until
from sitbreakd import programs

# Sunday, 00:00 in Central Europe.
SUNDAY = 1772319600_000
DAY = ("report", "--from", "2026-03-01", "--to", "2026-03-01")
NOTHING = ""
PAGE = r"<!DOCTYPE html>\n(.*\n)*</html>\n"


class PageTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.env["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
        self.history = HistoryFile(self.path("state", "sitbreak", "history.db"))
        self.addCleanup(self.history.close)
        self.history.bout(SUNDAY + 10 * HOUR, 40 * MINUTE)
        self.file = self.path("report.html")

    def text(self, file):
        with open(file, encoding="utf-8") as page:
            return page.read()

    def assert_page(self, file):
        self.assertRegex(self.text(file), rf"\A{PAGE}\Z")

    def judge_day(self, *table):
        """As `judge`, of that day's report."""
        self.judge([(f"{' '.join(DAY)} {words}", *rest) for words, *rest in table])

    def assert_nothing_beside(self, *names):
        """Nothing unfinished is left behind."""
        self.assertEqual(set(os.listdir(self.home)) & {"report.html", "link.html"}, set(names))
        self.assertFalse([name for name in os.listdir(self.home) if name.startswith(".")])


class Written(PageTest):
    def test_into_a_file_for_its_owner_alone(self):
        self.judge_day((f"--html {self.file}", 0, re.escape(f"The report is in {self.file}.\n"), NOTHING))
        self.assert_page(self.file)
        self.assertEqual(stat.S_IMODE(os.stat(self.file).st_mode), 0o600)
        self.assert_nothing_beside("report.html")

    def test_to_standard_output(self):
        self.judge_day(("--html -", 0, PAGE, NOTHING), ("--html /dev/stdout", 0, PAGE + "The report is in .*\n", NOTHING))

    def test_in_place_of_another(self):
        self.write("another\n", "report.html")
        os.chmod(self.file, 0o644)
        os.symlink("report.html", self.path("link.html"))
        self.judge_day((f"--html {self.path('link.html')}", 0, "The report is in .*/link.html\\.\n", NOTHING))
        self.assert_page(self.file)
        self.assertTrue(os.path.islink(self.path("link.html")))
        self.assertEqual(stat.S_IMODE(os.stat(self.file).st_mode), 0o600)
        self.assert_nothing_beside("report.html", "link.html")

    def test_beside_where_one_is(self):
        said = run(["sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", self.home, programs["sitbreak"], *DAY, "--html",
                    "report.html"], self.env)
        self.assertEqual(said, (0, "The report is in report.html.\n", ""))
        self.assert_page(self.file)

    def test_also_if_nothing_is_kept(self):
        self.judge_day((f"--html {self.file}", 0, "The report is in .*\n", NOTHING))
        self.env["XDG_STATE_HOME"] = self.path("other")
        self.judge([(f"report --html {self.file}", 0, "The report is in .*\n", NOTHING), ("report --html -", 0, PAGE, NOTHING)])
        self.assertFalse(os.path.exists(self.path("other")))


class NotWritten(PageTest):
    def test_where_there_is_no_place(self):
        os.mkdir(self.path("folder"))
        said = "sitbreak report: cannot write {}: {}\n"
        self.judge_day(("--html /no/such/place", 1, NOTHING, said.format("/no/such/place", "No such file or directory")),
                       ("--html /proc/page.html", 1, NOTHING, said.format("/proc/page.html", ".*")),
                       (f"--html {self.path('folder')}", 1, NOTHING, said.format(self.path("folder"), "Is a directory")),
                       (f"--html {self.file}/", 1, NOTHING, said.format(self.file + "/", ".*")),
                       ("--html /dev/full", 1, NOTHING, said.format("/dev/full", "No space left on device")))

    def test_where_one_may_not(self):
        if os.geteuid() == 0:
            command = ["setpriv", "--bounding-set", "-dac_override", "--", programs["sitbreak"]]
        else:
            command = [programs["sitbreak"]]
        folder = self.path("folder")
        os.mkdir(folder)
        self.write("another\n", "folder", "report.html")
        os.chmod(folder, 0o500)
        self.addCleanup(os.chmod, folder, 0o700)
        self.assertEqual(run([*command, *DAY, "--html", f"{folder}/report.html"], self.env),
                         (1, "", f"sitbreak report: cannot write {folder}/report.html: Permission denied\n"))
        self.assertEqual(os.listdir(folder), ["report.html"])
        self.assertEqual(self.text(f"{folder}/report.html"), "another\n")

    def no_space(self, *words):
        """As on a disk that takes nothing."""
        return run(["sh", "-c", 'trap "" XFSZ; ulimit -f 0; exec "$@"', "sh", programs["sitbreak"], *words], self.env)

    def test_what_was_there_stays_if_there_is_no_space(self):
        self.write("another\n", "report.html")
        said = (1, "", f"sitbreak report: cannot write {self.file}: File too large\n")
        self.assertEqual(self.no_space(*DAY, "--html", self.file), said)
        self.assertEqual(self.text(self.file), "another\n")
        self.assert_nothing_beside("report.html")
        os.remove(self.file)
        self.assertEqual(self.no_space(*DAY, "--html", self.file), said)
        self.assert_nothing_beside()
        code, out, err = self.no_space("history", "export", self.file)
        self.assertEqual((code, out), (1, ""))
        self.assertIn("File too large", err)
        self.assert_nothing_beside()

    def test_what_was_there_stays_if_the_history_cannot_be_read(self):
        self.write("another\n", "report.html")
        self.history.database.execute("PRAGMA user_version = 1000")
        self.judge_day((f"--html {self.file}", 1, NOTHING, "sitbreak report: the history in .* cannot be read: .*\n"))
        self.assertEqual(self.text(self.file), "another\n")


class Opened(PageTest):
    def setUp(self):
        super().setUp()
        # None but those of the test.
        self.env["PATH"] = self.bin
        self.env["DISPLAY"] = ":0"
        self.own = self.path("cache", "sitbreak", "report.html")

    def stand_in(self, name="xdg-open", ending="exit 0"):
        self.program(name, f'PATH=/usr/bin:/bin\nprintf "%s\\n" "$0" "$@" >"{self.path("words")}.new"\n'
                           f'mv "{self.path("words")}.new" "{self.path("words")}"\n{ending}')

    def words(self):
        program, *words = self.text(self.path("words")).splitlines()
        return [os.path.basename(program), *words]

    def test_in_a_place_of_its_own(self):
        self.stand_in()
        self.judge_day(("--open", 0, re.escape(f"The report is in {self.own}.\n"), NOTHING))
        self.assertEqual(self.words(), ["xdg-open", self.own])
        self.assert_page(self.own)
        self.assertEqual(stat.S_IMODE(os.stat(self.own).st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(os.stat(os.path.dirname(self.own)).st_mode), 0o700)
        del self.env["XDG_CACHE_HOME"]
        self.judge_day(("--open", 0, r"The report is in .*/\.cache/sitbreak/report\.html\.\n", NOTHING))
        self.assertEqual(self.words(), ["xdg-open", self.path(".cache", "sitbreak", "report.html")])

    def test_in_the_file_that_was_named(self):
        self.stand_in()
        said = run(["/bin/sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", self.home, programs["sitbreak"], *DAY, "--open",
                    "--html", "-o.html"], self.env)
        self.assertEqual(said, (0, "The report is in -o.html.\n", ""))
        self.assertEqual(self.words(), ["xdg-open", self.path("-o.html")])
        self.assert_page(self.path("-o.html"))
        self.assertFalse(os.path.exists(self.own))

    def test_by_gio_where_there_is_no_other(self):
        self.stand_in("gio")
        self.judge_day(("--open", 0, "The report is in .*\n", NOTHING))
        self.assertEqual(self.words(), ["gio", "open", self.own])

    def judge_failure(self, why):
        self.judge_day(("--open", 1, NOTHING, re.escape(f"sitbreak report: {why}: the page is {self.own}\n")))
        self.assert_page(self.own)

    def test_a_failure_is_said(self):
        for ending, why in (("exit 3", "xdg-open found no program that opens web pages"),
                            ("exit 4", "xdg-open failed with exit code 4"),
                            ("kill -KILL $$", "xdg-open was ended by signal 9")):
            self.stand_in(ending=ending)
            self.judge_failure(why)

    def test_nobody_opens_pages(self):
        self.judge_failure("no program here opens web pages (xdg-open is not installed)")
        self.write("", "bin", "xdg-open")
        self.judge_failure("cannot run xdg-open: Permission denied")

    def test_there_is_no_display(self):
        self.stand_in()
        said = "there is no display to open it on, for neither WAYLAND_DISPLAY nor DISPLAY is set"
        del self.env["DISPLAY"]
        self.judge_failure(said)
        self.env["DISPLAY"] = ""
        self.judge_failure(said)
        self.assertFalse(os.path.exists(self.path("words")))
        self.env["WAYLAND_DISPLAY"] = "wayland-0"
        self.judge_day(("--open", 0, "The report is in .*\n", NOTHING))
        self.assertEqual(self.words(), ["xdg-open", self.own])

    def test_there_is_no_place_for_it(self):
        del self.env["HOME"], self.env["XDG_CACHE_HOME"]
        self.judge_day(("--open", 1, NOTHING, "sitbreak report: there is no place for the page, for neither XDG_CACHE_HOME nor "
                                              "HOME says where; say --html FILE\n"))
        self.env["XDG_CACHE_HOME"] = "/proc/cache"
        self.judge_day(("--open", 1, NOTHING, "sitbreak report: cannot make /proc/cache/sitbreak: .*\n"))

    def test_a_browser_is_not_waited_for_and_outlives_the_terminal(self):
        self.stand_in(ending=f'cd "{self.home}"; echo $$ >pid.new; mv pid.new pid; exec sleep 600')
        self.addCleanup(self.end_browser)
        self.on_terminal(*DAY, "--open")
        browser = self.browser()
        self.assertNotEqual(os.getsid(browser), os.getsid(0))
        self.assertEqual(os.getsid(browser), browser)
        self.assertEqual({os.readlink(f"/proc/{browser}/fd/{number}") for number in os.listdir(f"/proc/{browser}/fd")},
                         {"/dev/null"})

    def browser(self):
        until(lambda: os.path.exists(self.path("pid")), "the stand-in runs")
        return int(self.text(self.path("pid")))

    def end_browser(self):
        if os.path.exists(self.path("pid")):
            os.kill(self.browser(), signal.SIGKILL)

    def test_it_is_deleted_with_the_history(self):
        self.stand_in()
        self.judge_day(("--open", 0, "The report is in .*\n", NOTHING))
        self.judge([("history delete --all --yes", 0, f"All that .*\n{self.own} is deleted too\\.\n", NOTHING),
                    ("history delete --all --yes", 0, "All that .*\n", NOTHING)])
        self.assertFalse(os.path.exists(self.own))
