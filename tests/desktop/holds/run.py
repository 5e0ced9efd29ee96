"""Runs some of the tests of sitbreak-holds, all of them without names.

run.py --sitbreak-holds PROGRAM [--with PROGRAM...] [call_test.Call.test_recording ...]

Exit code 77 and "skipped: reason" when all were skipped.
"""

import argparse
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
# The servers of a desktop, and the desk that they stand on, are those of the daemon's tests.
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "daemon")]

import holds  # noqa: E402  pylint: disable=wrong-import-position
from judging import exit_code  # noqa: E402  pylint: disable=wrong-import-position


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--sitbreak-holds", required=True)
    options.add_argument("--video", default="", help="the program that takes and gives pictures, if it is built")
    options.add_argument("tests", nargs="*")
    chosen = options.parse_args()
    holds.programs["sitbreak-holds"] = os.path.abspath(chosen.sitbreak_holds)
    holds.programs["video"] = os.path.abspath(chosen.video) if chosen.video else None

    loader = unittest.defaultTestLoader
    tests = loader.loadTestsFromNames(chosen.tests) if chosen.tests else loader.discover(HERE, "*_test.py")
    return exit_code(tests)


sys.exit(main())
