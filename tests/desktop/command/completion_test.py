"""What the shells complete."""

import os

from command import CommandTest
from help_text import commands
from shells import Bash, Fish, Zsh
from sitbreakd import programs

LENGTHS = {"5min", "10min", "15min", "30min", "45min", "1h"}


class CompletionTest(CommandTest):
    def setUp(self):
        super().setUp()
        os.symlink(programs["sitbreak"], os.path.join(self.bin, "sitbreak"))
        self.start_session_bus()

    def assert_offers(self, shell, line, expected):
        with self.subTest(line):
            self.assertEqual(shell.offers(line), set(expected))

    def judge_words(self, shell):
        """Every command and option that there is, and no others."""
        for words, command in commands(lambda *words: self.sitbreak(*words)[1]).items():
            line = f"sitbreak {words} " if words else "sitbreak "
            self.assert_offers(shell, f"{line}--", command.names_of_options())
            if command.subcommands:
                offered = {offer for offer in shell.offers(line) if not offer.startswith("-")}
                self.assertEqual(offered, command.subcommands, line)

    def judge_values(self, shell):
        self.assert_offers(shell, "sitbreak sn", {"snooze"})
        self.assert_offers(shell, "sitbreak snooze 1", {"10min", "15min", "1h"})
        self.assert_offers(shell, "sitbreak pause ", {*LENGTHS, "until"})
        self.assert_offers(shell, "sitbreak pause until to", {"tomorrow"})
        self.assert_offers(shell, "sitbreak pause until 1", {"12:00", "14:00", "17:00"})
        self.assert_offers(shell, "sitbreak stand --for ", LENGTHS)
        self.assert_offers(shell, "sitbreak away --for 3", {"30min"})
        self.write("", "some-settings.toml")
        files = shell.offers(f"sitbreak config check {self.home}/some-s")
        self.assertEqual({os.path.basename(file) for file in files}, {"some-settings.toml"})
        files = shell.offers(f"sitbreak report --html {self.home}/some-s")
        self.assertEqual({os.path.basename(file) for file in files}, {"some-settings.toml"})

    def judge_movements(self, shell):
        self.assert_offers(shell, "sitbreak move w", set())
        self.start_stand_in_daemon()
        self.assert_offers(shell, "sitbreak move w", {"walk"})
        self.assert_offers(shell, "sitbreak move o", {"own-1"})
        self.session_bus.pause()
        self.assert_offers(shell, "sitbreak move w", set())
        self.session_bus.go_on()


class InBash(CompletionTest):
    def test_words(self):
        self.judge_words(Bash(self))

    def test_values(self):
        self.judge_values(Bash(self))

    def test_movements(self):
        self.judge_movements(Bash(self))


class InZsh(CompletionTest):
    def test_words(self):
        self.judge_words(Zsh(self))

    def test_values(self):
        self.judge_values(Zsh(self))

    def test_movements(self):
        self.judge_movements(Zsh(self))


class InFish(CompletionTest):
    def test_words(self):
        self.judge_words(Fish(self))

    def test_values(self):
        self.judge_values(Fish(self))

    def test_movements(self):
        self.judge_movements(Fish(self))
