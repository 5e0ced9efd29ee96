"""Runs some of the tests of the whole daemon, all of them without names.

run.py --sitbreakd PROGRAM --replay PROGRAM [reminding_test.Reminding.test_typing_on_replaces_it ...]

Exit code 77 and "skipped: reason" when all were skipped.
"""

import argparse
import os
import sys
import unittest

import sitbreakd
from judging import exit_code


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--sitbreakd", required=True)
    options.add_argument("--replay", required=True)
    options.add_argument("tests", nargs="*")
    chosen = options.parse_args()
    sitbreakd.programs["sitbreakd"] = os.path.abspath(chosen.sitbreakd)
    sitbreakd.programs["replay"] = os.path.abspath(chosen.replay)

    loader = unittest.defaultTestLoader
    tests = loader.loadTestsFromNames(chosen.tests) if chosen.tests else loader.discover(
        os.path.dirname(os.path.abspath(__file__)), "*_test.py")
    return exit_code(tests)


sys.exit(main())
