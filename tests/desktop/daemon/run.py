"""Runs some of the tests of the whole daemon, all of them without names.

run.py --sitbreakd PROGRAM --replay PROGRAM [reminding_test.Reminding.test_typing_on_replaces_it ...]

Exit code 77 and "skipped: reason" when all were skipped.
"""

import os
import sys

import sitbreakd
from judging import judge

sys.exit(judge(os.path.dirname(os.path.abspath(__file__)), sitbreakd.programs, "sitbreakd", "replay"))
