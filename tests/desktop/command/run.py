"""Runs some of the tests of the sitbreak command, all of them without names.

run.py --sitbreak PROGRAM --sitbreakd PROGRAM --replay PROGRAM [usage_test.Usage.test_help_and_version ...]

Exit code 77 and "skipped: reason" when all were skipped.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# The desk and its servers are those of the daemon's tests.
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "daemon")]

import sitbreakd  # noqa: E402  pylint: disable=wrong-import-position
from judging import judge  # noqa: E402  pylint: disable=wrong-import-position

sys.exit(judge(HERE, sitbreakd.programs, "sitbreak", "sitbreakd", "replay"))
