"""What logind says: locks, other sessions, sleep (situations C4-C7a)."""

from desk import DeskTest


class Absence(DeskTest):
    def setUp(self):
        super().setUp()
        self.start_desk()
        self.start_stand_in()
        self.logind = self.start_logind()
        self.daemon = self.start_counting()
        self.daemon.expect(r"logind tells of locking.*\(session c1\)", since=0)
        self.x.type_on()
        self.begun = self.daemon.acted("bout-began")["at"]

    def assert_not_counted(self, gone, back):
        """The next reminder comes later by the absence, for what it was is not sitting."""
        show = self.daemon.acted("show")
        absent = self.daemon.now_of("heart> show") - self.begun - show["sat"]
        self.assertAlmostEqual(absent, back - gone, delta=0.5)
        self.assertEqual(self.daemon.count("bout-ended"), 0)

    def test_a_short_lock_is_neither_counted_nor_a_break(self):
        self.logind.hint(LockedHint=True)
        _, locked = self.daemon.observed("locked on")
        self.daemon.refuse("heart> ", during=1)  # typing goes on, on the lock screen
        self.logind.hint(LockedHint=False)
        _, unlocked = self.daemon.observed("locked off")
        self.assert_not_counted(locked, unlocked)

    def test_a_long_lock_ends_the_bout_whatever_the_mouse_does(self):
        self.logind.hint(LockedHint=True)
        _, locked = self.daemon.observed("locked on")
        self.x.nudge()
        ended = self.daemon.acted("bout-ended")
        self.assertAlmostEqual(ended["end"], locked, delta=0.5)
        self.daemon.expect("how=locked", since=0)
        self.daemon.refuse("heart> ", during=1)
        self.logind.hint(LockedHint=False)
        _, unlocked = self.daemon.observed("locked off")
        self.assertAlmostEqual(self.daemon.acted("bout-began")["at"], unlocked, delta=0.5)

    def test_a_lock_withdraws_the_reminder(self):
        reminder = self.monitor.notify()
        self.logind.hint(LockedHint=True)
        _, locked = self.daemon.observed("locked on")
        self.assert_within(1, locked, self.monitor.withdrawn(reminder).at, "withdrawn after the lock")

    def test_a_locker_that_answers_the_request_to_lock(self):
        self.logind.ask("Lock")
        self.logind.hint(LockedHint=True)
        self.daemon.observed("locked on")
        self.daemon.refuse("leaving", during=2.5)
        self.logind.ask("Unlock")
        self.daemon.observed("locked off")

    def test_a_request_to_lock_that_no_locker_answers_is_the_persons_word(self):
        self.logind.ask("Lock")
        self.x.rest()
        told, at = self.daemon.observed("leaving")
        self.assertGreaterEqual(told - at, 2)
        # It counts from the request on, or from the last input if that was later.
        ended = self.daemon.acted("bout-ended")
        self.assertGreaterEqual(ended["end"], at - 0.2)
        self.x.press()
        self.daemon.acted("bout-began")

    def test_another_session_on_the_screen_is_absence(self):
        self.logind.hint(Active=False)
        _, gone = self.daemon.observed("session-active off")
        self.daemon.refuse("heart> ", during=1)
        self.logind.hint(Active=True)
        _, back = self.daemon.observed("session-active on")
        self.assert_not_counted(gone, back)

    def test_another_session_for_longer_ends_the_bout(self):
        self.logind.hint(Active=False)
        _, gone = self.daemon.observed("session-active off")
        self.assertAlmostEqual(self.daemon.acted("bout-ended")["end"], gone, delta=0.5)

    def test_sleep_waits_for_us_and_no_longer(self):
        self.logind.await_inhibitors(1)
        self.assertEqual(self.logind.inhibitors()[0][:2], ("sleep", "sitbreak"))
        self.assertEqual(self.logind.inhibitors()[0][3], "delay")
        for _ in range(2):
            self.logind.prepare_for_sleep(True)
            self.daemon.observed("asleep on")
            self.logind.await_inhibitors(0)
            self.logind.prepare_for_sleep(False)
            self.daemon.observed("asleep off")
            self.logind.await_inhibitors(1)

    def test_a_short_sleep_is_not_counted_and_the_next_key_is_heard(self):
        self.logind.prepare_for_sleep(True)
        _, asleep = self.daemon.observed("asleep on")
        self.x.rest()
        self.daemon.refuse("heart> ", during=0.5)
        self.logind.prepare_for_sleep(False)
        self.daemon.observed("asleep off")
        self.x.type_on()
        self.daemon.observed("input-resumed", within=5)
        # Until the first key nobody was seen; how much of it was sleep the bout knows.
        show = self.daemon.acted("show")
        absent = self.daemon.now_of("heart> show") - self.begun - show["sat"]
        self.assertGreaterEqual(absent, 0.5)
        self.assertEqual(self.daemon.count("bout-ended"), 0)
        self.assertGreater(asleep, self.begun)

    def test_after_a_long_sleep_the_next_key_begins_a_bout(self):
        self.logind.prepare_for_sleep(True)
        _, asleep = self.daemon.observed("asleep on")
        self.x.rest()
        self.assertAlmostEqual(self.daemon.acted("bout-ended")["end"], asleep, delta=0.5)
        self.logind.prepare_for_sleep(False)
        self.daemon.observed("asleep off")
        self.daemon.refuse("heart> ", during=1)
        self.x.press()
        self.daemon.observed("input-resumed", within=5)
        self.daemon.acted("bout-began", within=5)

    def test_who_was_idle_before_the_sleep_is_seen_at_the_next_key(self):
        self.x.rest()
        self.daemon.observed("input-idle")
        self.logind.prepare_for_sleep(True)
        self.daemon.observed("asleep on")
        self.logind.prepare_for_sleep(False)
        self.daemon.observed("asleep off")
        self.daemon.acted("bout-ended")
        self.x.press()
        self.daemon.observed("input-resumed", within=5)
        self.daemon.acted("bout-began", within=5)

    def test_logind_restarts_and_is_heard_again(self):
        self.logind.kill()
        self.daemon.expect("logind has left the system bus")
        self.logind.start()
        self.daemon.expect(r"logind tells of locking")
        self.logind.await_inhibitors(1)
        self.logind.hint(LockedHint=True)
        self.daemon.observed("locked on")

    def test_the_system_bus_restarts(self):
        self.logind.end()
        self.system_bus.end()
        self.daemon.expect("the system bus cannot be reached")
        self.system_bus.start()
        self.logind.start()
        self.daemon.expect(r"logind tells of locking", within=30)
        self.logind.hint(LockedHint=True)
        self.daemon.observed("locked on")
        self.assertEqual(self.daemon.count("are not heard of until that changes"), 1, "said once")
