"""The command line, without a desk: what is printed and what the exit code says."""

import os
import subprocess

from desk import DeskTest, programs

MISTAKES = '''[sitting]
limit = 30
brake_length = "3min"

[reminder]
urgency = "high"
'''


class CommandLine(DeskTest):
    def test_help_and_version(self):
        code, out, err = self.sitbreakd("--help")
        self.assertEqual((code, err), (0, ""))
        for option in ("--config", "--set", "--terminal", "--check", "--print-settings", "--version"):
            self.assertIn(option, out)
        code, out, err = self.sitbreakd("--version")
        self.assertEqual((code, err), (0, ""))
        self.assertRegex(out, r"\Asitbreakd \d+\.\d+\.\d+\n\Z")

    def test_wrong_usage(self):
        for arguments in (("--nonsense",), ("nonsense",), ("--config",), ("--set",), ("--check", "--print-settings"),
                          ("--check", ""), ("--check=",), ("--config", "")):
            with self.subTest(arguments):
                code, out, err = self.sitbreakd(*arguments)
                self.assertEqual((code, out), (2, ""))
                self.assertNotEqual(err, "")

    def test_an_answer_that_nobody_gets_is_a_failure(self):
        for argument in ("--check", "--print-settings"):
            with self.subTest(argument), open("/dev/full", "w", encoding="utf-8") as full:
                ended = subprocess.run([programs["sitbreakd"], argument], env=self.env, stdout=full,
                                       stderr=subprocess.PIPE, check=False)
                self.assertEqual(ended.returncode, 1)
                self.assertIn(b"standard output", ended.stderr)

    def test_check_names_every_mistake_in_order(self):
        file = self.write(MISTAKES, "wrong.toml")
        code, out, err = self.sitbreakd("--check", file)
        self.assertEqual((code, out), (2, ""))
        lines = err.splitlines()
        self.assertEqual([line.split(" ")[0] for line in lines],
                         [f"{file}:2:9:", f"{file}:3:1:", f"{file}:6:11:"], err)
        self.assertIn("break_length", lines[1], "the nearest key that there is")

    def test_check_of_a_good_file(self):
        file = self.write('[sitting]\nlimit = "45min"\n', "good.toml")
        self.assertEqual(self.sitbreakd("--check", file), (0, f"{file}: fine\n", ""))

    def test_check_of_the_file_that_would_be_read(self):
        self.assertEqual(self.sitbreakd("--check"),
                         (0, "no settings file: the defaults are in force\n", ""))
        system = self.write("", "etc", "sitbreak", "sitbreak.toml")
        self.assertEqual(self.sitbreakd("--check"), (0, f"{system}: fine\n", ""))
        own = self.write("nonsense = 1\n", "config", "sitbreak", "sitbreak.toml")
        code, _, err = self.sitbreakd("--check")
        self.assertEqual(code, 2)
        self.assertTrue(err.startswith(f"{own}:1:1: "), err)

    def test_a_file_that_is_not_there(self):
        for arguments in (("--check", self.path("none.toml")), ("--config", self.path("none.toml"))):
            with self.subTest(arguments):
                code, out, err = self.sitbreakd(*arguments)
                self.assertEqual((code, out), (2, ""))
                self.assertIn(self.path("none.toml"), err)

    def test_a_start_with_bad_settings_changes_nothing(self):
        self.write(MISTAKES, "config", "sitbreak", "sitbreak.toml")
        before = sorted(os.listdir(self.home))
        code, out, err = self.sitbreakd("--terminal")
        self.assertEqual((code, out), (2, ""))
        self.assertEqual(len(err.splitlines()), 3)
        self.assertEqual(err, self.sitbreakd("--check")[2], "the same lines")
        self.assertEqual(sorted(os.listdir(self.home)), before)

    def test_set(self):
        for word, part in (("sitting.limit=5", "sitting.limit"), ("sitting.limit=2s", "3s"),
                           ("sitting.limits=5min", "sitting.limit"), ("nonsense", "nonsense"),
                           ("sitting.limit=1min", "break_length")):
            words = ["--set", word, "--set", "sitting.break_length=1min"]
            with self.subTest(word):
                code, out, err = self.sitbreakd(*words, "--print-settings")
                self.assertEqual((code, out), (2, ""))
                self.assertIn(part, err)
        code, out, _ = self.sitbreakd("--set", "sitting.limit=45min", "--print-settings")
        self.assertEqual(code, 0)
        self.assertRegex(out, r'(?m)^limit = "45min" +# .*--set')

    def test_printed_settings_can_be_read_again(self):
        own = self.write('[sitting]\nlimit = "40min"\n\n[movements]\nonly = ["walk"]\n\n[[movements.own]]\n'
                         'title = "Water \\"the\\" plants"\nsteps = ["Fill the can"]\nplace = "desk"\n', "own.toml")
        code, printed, _ = self.sitbreakd("--config", own, "--set", 'schedule.active=["Mon-Fri 08:30-18:00"]',
                                          "--print-settings")
        self.assertEqual(code, 0)
        again = self.write(printed, "again.toml")
        self.assertEqual(self.sitbreakd("--check", again), (0, f"{again}: fine\n", ""))
        code, reprinted, _ = self.sitbreakd("--config", again, "--print-settings")
        self.assertEqual(code, 0)
        self.assertEqual(self.without_origins(reprinted), self.without_origins(printed))
        self.assertIn('limit = "40min"', reprinted)

    @staticmethod
    def without_origins(printed):
        return [line.split("  #")[0].split(" # ")[0] for line in printed.splitlines() if not line.startswith("#")]
