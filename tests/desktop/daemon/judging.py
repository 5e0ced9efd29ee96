"""What the programs that run tests for CTest say of them."""

import argparse
import os
import sys
import unittest

SKIPPED = 77


def exit_code(tests):
    """Runs them: 0 passed, 1 failed or there were none, 77 all were skipped, were it in part, and why is said."""
    result = unittest.TextTestRunner(verbosity=2, stream=sys.stderr).run(tests)
    for _, reason in result.skipped:
        print(f"skipped: {reason}")
    if not result.wasSuccessful() or result.testsRun == 0:
        return 1
    skipped = {getattr(test, "test_case", test) for test, _ in result.skipped}
    return SKIPPED if len(skipped) == result.testsRun else 0


def judge(directory, programs, *names):
    """The tests in `directory` that the command line names, or all of them. It says where each program of `names` is,
    which goes into `programs`."""
    options = argparse.ArgumentParser()
    for name in names:
        options.add_argument(f"--{name}", required=True)
    options.add_argument("tests", nargs="*")
    chosen = options.parse_args()
    programs.update({name: os.path.abspath(getattr(chosen, name)) for name in names})
    loader = unittest.defaultTestLoader
    return exit_code(loader.loadTestsFromNames(chosen.tests) if chosen.tests
                     else loader.discover(directory, "*_test.py"))
