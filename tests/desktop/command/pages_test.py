"""The man pages have all that the programs have, and nothing else."""

import os
import re

from command import CommandTest
from help_text import Command, commands
from processes import need, run
from stand_in_daemon import ROOT

PAGES = ("sitbreak.1", "sitbreakd.8", "sitbreak.toml.5")


def source(name):
    with open(os.path.join(ROOT, "docs", "man", f"{name}.scd"), encoding="utf-8") as file:
        return file.read()


def section(page, heading):
    return re.search(rf"^# {heading}\n(.*?)(^# |\Z)", source(page), re.M | re.S)[1]


def terms(text, depth=0):
    """The lines in bold at that depth, as --help has them: "-h,--help", "--for LENGTH"."""
    lines = re.findall(rf"^\t{{{depth}}}(\*.*)$", text, re.M)
    return [re.sub(r"[*_]", "", line).replace(", ", ",") for line in lines]


def commands_in(text):
    """{"snooze [LENGTH]": options}"""
    parts = re.split(r"^(?=\*)", text, flags=re.M)[1:]
    return {terms(part)[0]: set(terms(part, depth=1)) for part in parts}


class Pages(CommandTest):
    def test_sitbreak(self):
        offered = commands(lambda *words: self.sitbreak(*words)[1])
        self.assertEqual(set(terms(section("sitbreak.1", "OPTIONS"))), offered.pop("").options)
        for command in offered.values():
            command.options.remove("-h,--help")  # said once, of all of them
        self.assertEqual(commands_in(section("sitbreak.1", "COMMANDS")),
                         {" ".join([words, *command.arguments]): command.options for words, command in offered.items()})

    def test_sitbreakd(self):
        offered = Command(self.sitbreakd("--help")[1])
        self.assertEqual(set(terms(section("sitbreakd.8", "OPTIONS"))), offered.options)
        self.assertEqual((offered.arguments, offered.subcommands), ([], set()))

    def documented_settings(self):
        """{key: (default, range)}, as the page has them."""
        settings, table = {}, None
        for line in section("sitbreak.toml.5", "SETTINGS").splitlines():
            if found := re.fullmatch(r"## \[(\w+)\]", line):
                table = found[1]
            elif found := re.fullmatch(r"\*(\w+)\* = (.*)", line):
                key = f"{table}.{found[1]}"
                self.assertNotIn(key, settings)
                settings[key] = found[2], None
            elif found := re.fullmatch(r"\tRange: (.*)", line):
                settings[key] = settings[key][0], found[1]
        return settings

    def test_settings(self):
        code, printed, _ = self.sitbreakd("--print-settings")
        self.assertEqual(code, 0)
        defaults, table = {}, None
        for line in printed.splitlines():
            if found := re.fullmatch(r"\[(\w+)\]", line):
                table = found[1]
            elif found := re.fullmatch(r"(\w+) = (.*)  # default", line):
                defaults[f"{table}.{found[1]}"] = found[2]
        # The ranges of the reference are those of the code: tests/unit/config/reference_test.cpp.
        with open(os.path.join(ROOT, "docs", "settings.md"), encoding="utf-8") as file:
            ranges = dict(re.findall(r"^\| `([\w.]+)` \| `.*?` \| (.*?) \|", file.read(), re.M))
        self.assertEqual(set(ranges), set(defaults))
        self.assertEqual(self.documented_settings(), {key: (value, ranges[key]) for key, value in defaults.items()})

    def test_they_are_typeset_without_a_warning(self):
        need("scdoc", "groff")
        for name in PAGES:
            with self.subTest(name):
                page = self.path(name)
                self.assertEqual(run(["sh", "-c", 'scdoc <"$1" >"$2"', "sh", os.path.join(ROOT, "docs/man", f"{name}.scd"),
                                      page], self.env), (0, "", ""))
                # Bold by overstriking, as Debian 12's groff has it, and not by escape sequences, as Debian 13's.
                code, typeset, warnings = run(["groff", "-man", "-ww", "-K", "utf-8", "-T", "utf8", page],
                                              self.env | {"GROFF_NO_SGR": "1"})
                self.assertEqual((code, warnings), (0, ""))
                self.assertIn("\nNAME\n", re.sub(".\b", "", typeset))
