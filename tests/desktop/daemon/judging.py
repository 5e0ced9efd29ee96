"""What the programs that run tests for CTest say of them."""

import sys
import unittest

SKIPPED = 77


def exit_code(tests):
    """Runs them: 0 passed, 1 failed or there were none, 77 all were skipped, and why is said."""
    result = unittest.TextTestRunner(verbosity=2, stream=sys.stderr).run(tests)
    for _, reason in result.skipped:
        print(f"skipped: {reason}")
    if not result.wasSuccessful() or result.testsRun == 0:
        return 1
    return SKIPPED if len(result.skipped) == result.testsRun else 0
