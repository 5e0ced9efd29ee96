"""Runs some of the tests of `sitbreak doctor`, all of them without names.

run.py --sitbreak PROGRAM --sitbreakd PROGRAM --replay PROGRAM [desks_test.WellDesk.test_all_is_well ...]

Exit code 77 and "skipped: reason" when all were skipped.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# The desk and its servers are those of the daemon's tests; stand-ins are from the others' too.
sys.path[:0] = [HERE, *(os.path.join(os.path.dirname(HERE), room) for room in ("daemon", "command", "holds"))]

import sitbreakd  # noqa: E402  pylint: disable=wrong-import-position
from judging import judge  # noqa: E402  pylint: disable=wrong-import-position

sys.exit(judge(HERE, sitbreakd.programs, "sitbreak", "sitbreakd", "replay"))
