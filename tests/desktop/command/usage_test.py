"""What is said to wrong words, and what needs no daemon."""

import os

from command import CommandTest
from stand_in_daemon import ROOT

NOTHING = ""


class Usage(CommandTest):
    def test_wrong_words(self):
        self.judge([
            ("statsu", 2, NOTHING, 'sitbreak: there is no command "statsu", did you mean "status"\\?\n'),
            ("xyzzy", 2, NOTHING, 'sitbreak: there is no command "xyzzy", expected "status", .* or "history"\n'),
            ("config chek", 2, NOTHING, 'sitbreak: there is no command "chek", did you mean "check"\\?\n'),
            ("config", 2, NOTHING, "sitbreak config: a subcommand is required; see sitbreak config --help\n"),
            ("status --jsn", 2, NOTHING, "sitbreak status: --jsn: not expected here; see sitbreak status --help\n"),
            ("status --json --waybar", 2, NOTHING,
             "sitbreak status: --json excludes --waybar; see sitbreak status --help\n"),
            ("status now", 2, NOTHING, "sitbreak status: now: not expected here; see sitbreak status --help\n"),
            ("--jsn", 2, NOTHING, "sitbreak: --jsn: not expected here; see sitbreak --help\n"),
            ("snooze 10 parsecs", 2, NOTHING,
             'sitbreak snooze: unknown unit "parsecs" in "10 parsecs", expected s, min, h, d, w or y\n'),
            ("snooze 10", 2, NOTHING, 'sitbreak snooze: 10 of what\\? Write "10min" or "10s"\n'),
            ("snooze 0s", 2, NOTHING, 'sitbreak snooze: "0s" is no time at all\n'),
            ("stand --for soon", 2, NOTHING, 'sitbreak stand: "soon" is no duration, expected .*\n'),
            ("stand --for", 2, NOTHING, "sitbreak stand: --for: 1 required LENGTH missing; see sitbreak stand --help\n"),
            ("stand 1h 30min", 2, NOTHING, "sitbreak stand: 1h 30min: not expected here; see sitbreak stand --help\n"),
            ("stand --for 30min 1h", 2, NOTHING,
             'sitbreak stand: "30min 1h" must name each unit once, the largest first\n'),
            ("away --for 0min", 2, NOTHING, 'sitbreak away: "0min" is no time at all\n'),
            ("sit --for 5min", 2, NOTHING, "sitbreak sit: --for 5min: not expected here; see sitbreak sit --help\n"),
            ("snooze 99999999999999h", 2, NOTHING,
             'sitbreak snooze: "99999999999999h" is too long, expected at most 1 day\n'),
            ("snooze 1441min", 2, NOTHING, 'sitbreak snooze: "1441min" is too long, expected at most 1 day\n'),
            ("pause 367d", 2, NOTHING, 'sitbreak pause: "367d" is too long, expected at most 366 days\n'),
            ("pause 9223372036854775807s", 2, NOTHING, 'sitbreak pause: "9223372036854775807s" is too long, .*\n'),
            ("pause until 9999-01-01", 2, NOTHING,
             'sitbreak pause: "9999-01-01" is too far ahead, expected at most 366 days\n'),
            ("away --for 2y", 2, NOTHING, 'sitbreak away: "2y" is too long, expected at most 366 days\n'),
            ("pause until", 2, NOTHING, 'sitbreak pause: "" is no time, expected .*\n'),
            ("pause until noon", 2, NOTHING, 'sitbreak pause: "noon" is no time, expected one such as "14:00", .*\n'),
            ("pause until 2020-01-01", 2, NOTHING, 'sitbreak pause: "2020-01-01" has passed\n'),
            ("report wek", 2, NOTHING, 'sitbreak report: there is no period "wek", did you mean "week"\\?\n'),
            ("report fortnight", 2, NOTHING,
             'sitbreak report: there is no period "fortnight", expected "today", .* or "year", or --from and --to\n'),
            ("report --from 2026-02-30", 2, NOTHING, 'sitbreak report: --from: "2026-02-30" is no date, expected one such as .*\n'),
            ("report --from today --to soon", 2, NOTHING, 'sitbreak report: --to: "soon" is no date, expected .*\n'),
            ("report --from 2026-01-02 --to 2026-01-01", 2, NOTHING,
             'sitbreak report: --to "2026-01-01" is before --from "2026-01-02"\n'),
            ("report --from 9999-12-31", 2, NOTHING, 'sitbreak report: --from: "9999-12-31" has not come yet\n'),
            ("report --from 1969-12-31", 2, NOTHING,
             'sitbreak report: --from: "1969-12-31" is too long ago, expected 1970-01-01 or later\n'),
            ("report --to today", 2, NOTHING,
             "sitbreak report: --to requires --from; see sitbreak report --help\n"),
            ("report week --from today", 2, NOTHING,
             "sitbreak report: (--from excludes period|period excludes --from); see sitbreak report --help\n"),
            ("report --json --csv", 2, NOTHING,
             "sitbreak report: (--csv excludes --json|--json excludes --csv); see sitbreak report --help\n"),
            ("report --json --html -", 2, NOTHING,
             "sitbreak report: (--json excludes --html|--html excludes --json); see sitbreak report --help\n"),
            ("report --csv --html -", 2, NOTHING,
             "sitbreak report: (--csv excludes --html|--html excludes --csv); see sitbreak report --help\n"),
            ("report --json --open", 2, NOTHING,
             "sitbreak report: (--json excludes --open|--open excludes --json); see sitbreak report --help\n"),
            ("report --open --csv", 2, NOTHING,
             "sitbreak report: (--csv excludes --open|--open excludes --csv); see sitbreak report --help\n"),
            ("report --html", 2, NOTHING,
             "sitbreak report: --html: 1 required FILE missing; see sitbreak report --help\n"),
            ("report --html - --open", 2, NOTHING,
             "sitbreak report: --open cannot show standard output: name a file with --html, or none\n"),
            ("move --notify", 2, NOTHING, "sitbreak move: --notify requires name; see sitbreak move --help\n"),
        ])

    def test_words_that_are_empty(self):
        """As of a script's variable that is not set."""
        for words, what in (
            (("report", "--html", ""), "--html cannot be \"\", expected FILE"),
            (("report", "--from", "", "--to", "2026-11-24"), '--from cannot be "", expected DATE'),
            (("report", "--from", "today", "--to", ""), '--to cannot be "", expected DATE'),
            (("report", ""), 'period cannot be "", expected PERIOD'),
            (("whatif", "--limit", "", "--break", "5min"), '--limit cannot be "", expected LENGTH'),
            (("whatif", "--break", ""), '--break cannot be "", expected LENGTH'),
            (("whatif", "--from", "", "--to", "today"), '--from cannot be "", expected DATE'),
            (("history", "delete", "--before", "", "--yes"), '--before cannot be "", expected DATE'),
            (("history", "export", ""), 'file cannot be "", expected FILE'),
            (("history", "import", ""), 'file cannot be "", expected FILE'),
            (("config", "check", ""), 'file cannot be "", expected FILE'),
            (("stand", "--for", ""), '--for cannot be "", expected LENGTH'),
            (("pause", ""), 'how-long cannot be "", expected LENGTH | until TIME'),
        ):
            with self.subTest(words):
                self.assertEqual(self.sitbreak(*words), (2, "", f"sitbreak {words[0]}: {what}\n"))

        self.assertEqual(self.sitbreak("stand", "--for", ""),
                         (2, "", 'sitbreak stand: --for cannot be "", expected LENGTH\n'))

    def test_help_and_version(self):
        commands = ("status", "snooze", "skip", "pause", "resume", "break", "stand", "sit", "away", "move", "test",
                    "config", "config check", "config show", "config path", "config default", "doctor",
                    "report", "whatif", "history", "history export", "history import", "history delete", "history path")
        code, out, err = self.sitbreak("--help")
        self.assertEqual((code, err), (0, ""))
        for command in commands:
            self.assertIn(command.split()[0], out)
            code, help_of_it, err = self.sitbreak(*command.split(), "--help")
            self.assertEqual((code, err), (0, ""), command)
            self.assertIn("Usage: ", help_of_it)
        self.judge([("--version", 0, r"sitbreak \d+\.\d+\.\d+\n", NOTHING)])


class NoDaemon(CommandTest):
    NEEDING_ONE = ("", "status", "status --json", "status --waybar", "snooze", "skip", "pause", "resume", "break", "stand",
                   "sit", "away", "move", "move walk", "test")

    def test_it_is_said_how_to_start_one(self):
        self.start_session_bus()
        said = "sitbreak: sitbreakd is not running. Start it with: {}\n"
        self.judge([(words, 1, NOTHING, said.format("sitbreakd")) for words in self.NEEDING_ONE])
        # What a user's service manager listens on.
        os.mkdir(os.path.join(self.env["XDG_RUNTIME_DIR"], "systemd"))
        self.write("", self.env["XDG_RUNTIME_DIR"], "systemd", "private")
        self.judge([("status", 1, NOTHING, said.format("systemctl --user start sitbreakd"))])

    def test_no_session_bus_is_said(self):
        self.judge([(words, 1, NOTHING, r"sitbreak: the session bus at unix:path=\S+ cannot be reached: .*\n")
                    for words in self.NEEDING_ONE])
        del self.env["DBUS_SESSION_BUS_ADDRESS"]
        self.judge([("status", 1, NOTHING, "sitbreak: there is no session bus: DBUS_SESSION_BUS_ADDRESS is not set, "
                                           "nor can one be reached in XDG_RUNTIME_DIR\n")])

    def test_a_bus_that_hangs_is_said(self):
        self.start_session_bus()
        self.session_bus.pause()
        self.judge([("status", 1, NOTHING, "sitbreak: the session bus does not answer\n")])
        self.session_bus.go_on()

    def test_following_without_a_bus_fails(self):
        self.judge([("status --follow", 1, NOTHING, "sitbreak: the session bus at .*\n")])


class Settings(CommandTest):
    """These work without a bus."""

    def setUp(self):
        super().setUp()
        self.file = self.path("config", "sitbreak", "sitbreak.toml")

    def save(self, text):
        self.write(text, "config", "sitbreak", "sitbreak.toml")

    def test_none(self):
        self.judge([
            ("config path", 0, f"{self.file}\n", NOTHING),
            ("config check", 0, "no settings file: the defaults are in force\n", NOTHING),
            ("config show", 0, '\\[sitting\\]\nlimit = "30min"  # default\n(.*\n)*', NOTHING),
        ])
        self.judge([(f"config check {self.path('none.toml')}", 2, NOTHING, ".*none.toml: .*\n")])

    def test_good_ones(self):
        self.save('[sitting]\nlimit = "45min"\n')
        self.judge([
            ("config path", 0, f"{self.file}\n", NOTHING),
            ("config check", 0, f"{self.file}: fine\n", NOTHING),
            ("config show", 0, f'\\[sitting\\]\nlimit = "45min"  # {self.file}:2\n(.*\n)*', NOTHING),
        ])

    def test_mistakes_are_named_with_their_places(self):
        self.save('[sitting]\nlimt = "45min"\nbreak_length = 3\n')
        mistakes = f'{self.file}:2:1: .*"limit".*\n{self.file}:3:16: .*\n'
        self.judge([("config check", 2, NOTHING, mistakes), ("config show", 2, NOTHING, mistakes)])
        other = self.write("[reminder]\nsnooze = 1\n", "other.toml")
        self.judge([(f"config check {other}", 2, NOTHING, f"{other}:2:10: .*\n")])

    def test_those_of_the_system_are_found(self):
        system = self.write('[sitting]\nlimit = "50min"\n', "etc", "sitbreak", "sitbreak.toml")
        self.judge([("config path", 0, f"{system}\n", NOTHING)])

    def test_nowhere(self):
        del self.env["HOME"], self.env["XDG_CONFIG_HOME"]
        self.judge([("config path", 1, NOTHING, "sitbreak: there is no place for a settings file: .*\n")])

    def test_the_default_file_is_the_one_that_is_installed(self):
        code, printed, _ = self.sitbreak("config", "default")
        self.assertEqual(code, 0)
        with open(os.path.join(ROOT, "config", "sitbreak.toml"), encoding="utf-8") as file:
            self.assertEqual(printed, file.read())
        self.save(printed)
        self.judge([("config check", 0, f"{self.file}: fine\n", NOTHING)])
