"""Runs some of the tests of `sitbreak doctor`, all of them without names.

run.py --sitbreak PROGRAM --sitbreakd PROGRAM --replay PROGRAM [desks_test.WellDesk.test_all_is_well ...]

Exit code 77 and "skipped: reason" when all were skipped.
"""

import argparse
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
# The desk and its servers are those of the daemon's tests; stand-ins are from the others' too.
sys.path[:0] = [HERE, *(os.path.join(os.path.dirname(HERE), room) for room in ("daemon", "command", "holds"))]

import sitbreakd  # noqa: E402  pylint: disable=wrong-import-position
from judging import exit_code  # noqa: E402  pylint: disable=wrong-import-position


def main():
    options = argparse.ArgumentParser()
    for program in ("sitbreak", "sitbreakd", "replay"):
        options.add_argument(f"--{program}", required=True)
    options.add_argument("tests", nargs="*")
    chosen = options.parse_args()
    for program in ("sitbreak", "sitbreakd", "replay"):
        sitbreakd.programs[program] = os.path.abspath(getattr(chosen, program))

    loader = unittest.defaultTestLoader
    tests = loader.loadTestsFromNames(chosen.tests) if chosen.tests else loader.discover(HERE, "*_test.py")
    return exit_code(tests)


sys.exit(main())
