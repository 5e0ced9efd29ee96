"""Runs some of the tests of the whole daemon, all of them without names.

run.py --sitbreakd PROGRAM --replay PROGRAM [reminding_test.Reminding.test_typing_on_replaces_it ...]

Exit code 77 and "skipped: reason" when all were skipped.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# A history made by hand is one of those of the command's tests; what speaks against interrupting is made up by those of
# sitbreak-holds.
sys.path[:0] = [HERE, *(os.path.join(os.path.dirname(HERE), room) for room in ("command", "holds"))]

import sitbreakd  # noqa: E402  pylint: disable=wrong-import-position
from judging import judge  # noqa: E402  pylint: disable=wrong-import-position

sys.exit(judge(HERE, sitbreakd.programs, "sitbreakd", "replay"))
