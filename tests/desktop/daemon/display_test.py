"""The X server dies and comes back (situation C15)."""

from desk import DeskTest


class Display(DeskTest):
    def start_typing(self, **settings):
        self.start_display()
        self.daemon = self.start_counting("--terminal", settings=settings)
        self.x.type_on()
        self.daemon.acted("bout-began")

    def test_back_soon_the_bout_goes_on(self):
        self.start_typing(**{"sitting.limit": "1h", "sitting.break_length": "30s"})
        for lives in (1, 2):
            self.x.kill()
            self.daemon.expect(f"lost input on X display {self.x.display}.*; trying to get it back")
            self.daemon.observed("source-lost")
            self.x.start()
            self.daemon.expect(f"counts by input on X display {self.x.display}", within=25)
            self.x.type_on()
            self.daemon.observed("input-resumed")
            self.assertEqual(self.daemon.count("warning: lost"), lives, "said once each time")
        self.assertEqual(self.daemon.count("bout-(ended|began)"), 1, "the one that began")

    def test_gone_for_long_the_bout_has_ended(self):
        self.start_typing(**{"sitting.limit": "1h"})
        self.x.kill()
        lost, _ = self.daemon.observed("source-lost")
        self.daemon.expect("bout-ended .*how=source-lost", within=10)
        self.assertGreaterEqual(self.daemon.now_of("bout-ended") - lost, 2.9)
        self.x.start()
        self.daemon.expect(f"counts by input on X display {self.x.display}", within=25)
        self.x.type_on()
        self.daemon.acted("bout-began")
        self.assertEqual(self.daemon.count("warning: lost"), 1)
