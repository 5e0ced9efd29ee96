"""A log at debug leads the heart to the same actions again. The other tests here replay their logs too."""

import re

from desk import DeskTest


class Replay(DeskTest):
    def test_the_log_of_a_run_can_be_replayed(self):
        self.start_display()
        daemon = self.start_counting("--terminal")
        self.x.type_on()
        daemon.acted("show")
        self.x.rest()
        daemon.acted("bout-ended")
        daemon.stop()

        self.replay(daemon, expected=0)
        self.replay(daemon, expected=1, change=lambda log: log.replace("heart> withdraw", "heart> open-card", 1))
        self.replay(daemon, expected=1,
                    change=lambda log: "\n".join(line for line in log.splitlines() if "bout-began" not in line))
        self.replay(daemon, expected=2, change=lambda log: re.sub(r"heart< now=\d", "heart< now=x", log, count=1))
