"""Runs some of the tests of the report's page in a browser, all of them without names.

run.py --sitbreak PROGRAM [document_test.Document.test_it_is_valid ...]

SITBREAK_SCREENSHOTS in the environment: a folder that the pictures are to be left in. Exit code 77 and "skipped:
reason" when all were skipped.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# The desk is that of the daemon's tests, what is recorded that of the command's.
sys.path[:0] = [HERE, *(os.path.join(os.path.dirname(HERE), room) for room in ("daemon", "command"))]

import sitbreakd  # noqa: E402  pylint: disable=wrong-import-position
from judging import judge  # noqa: E402  pylint: disable=wrong-import-position

sys.exit(judge(HERE, sitbreakd.programs, "sitbreak"))
