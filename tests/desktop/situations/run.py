"""Runs situations on desktops, all of them without names.

run.py --list
run.py --sitbreakd PROGRAM --replay PROGRAM [--hands PROGRAM] ["C3 on KWin: …" ...]

Exit code 77 and "skipped: reason" when all were skipped.
"""

import argparse
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
# The servers of a desktop, and the desk that they stand on, are those of the daemon's tests; some stand-ins are
# those of the holds' tests.
sys.path[:0] = [HERE, *(os.path.join(os.path.dirname(HERE), room) for room in ("daemon", "holds"))]

import table  # noqa: E402  pylint: disable=wrong-import-position
from judging import exit_code  # noqa: E402  pylint: disable=wrong-import-position


def test_of(row, desktop):
    # What they need to run is not there on every machine that lists them.
    from situation import SituationTest  # pylint: disable=import-outside-toplevel
    return SituationTest(row, desktop)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--list", action="store_true")
    options.add_argument("--sitbreakd")
    options.add_argument("--replay")
    options.add_argument("--hands", help="the program that has hands on a Wayland desktop, if it is built")
    options.add_argument("names", nargs="*")
    chosen = options.parse_args()
    tests = table.tests()
    if chosen.list:
        print("\n".join(tests))
        return 0

    import desktops  # pylint: disable=import-outside-toplevel
    import sitbreakd  # pylint: disable=import-outside-toplevel
    sitbreakd.programs["sitbreakd"] = os.path.abspath(chosen.sitbreakd)
    sitbreakd.programs["replay"] = os.path.abspath(chosen.replay)
    desktops.programs["hands"] = chosen.hands and os.path.abspath(chosen.hands)

    suite = unittest.TestSuite(test_of(*tests[name]) for name in chosen.names or tests)
    return exit_code(suite)


sys.exit(main())
