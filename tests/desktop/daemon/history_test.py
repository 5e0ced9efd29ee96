"""What is kept of what happened, and what a daemon that starts again makes of it (situations C17 to C19)."""

import contextlib
import os
import sqlite3
import stat
import time

from asker import Asker, ask, PROPERTIES, NAME
from desk import DeskTest
from kept import Kept, wall_of
from servers import until


class HistoryTest(DeskTest):
    def setUp(self):
        super().setUp()
        self.start_desk()
        self.start_stand_in()
        self.kept = Kept(self.env["XDG_STATE_HOME"])

    def restart_and_count(self, **how):
        daemon = self.start_counting(**how)
        daemon.expect("heart= ", since=0)
        return daemon


class Keeping(HistoryTest):
    def test_a_bout_its_reminder_and_the_break(self):
        daemon = self.start_counting()
        self.x.type_on()
        began = wall_of(daemon.acted("bout-began")["at"])
        shown = wall_of(self.monitor.notify().at)
        time.sleep(0.5)  # some more keys
        self.x.rest()
        ended = wall_of(daemon.acted("bout-ended")["end"])
        self.x.type_on()
        back = wall_of(daemon.acted("bout-began")["at"])

        self.kept.await_rows("SELECT * FROM breaks")
        [(begin, end, how)] = self.kept.bouts()
        self.assertAlmostEqual(begin, began, delta=0.2)
        self.assertAlmostEqual(end, ended, delta=0.2)
        self.assertEqual(how, "no-input")
        self.assertEqual(self.kept.ask('SELECT "limit", break_length, absent FROM bouts'), [(6000, 3000, 0)])
        [(break_begin, break_end)] = self.kept.ask("SELECT begin / 1000.0, end / 1000.0 FROM breaks")
        self.assertEqual(break_begin, end)
        self.assertAlmostEqual(break_end, back, delta=0.2)

        [(at, movement, outcome, after)] = self.kept.ask(
            "SELECT shown / 1000.0, movement, outcome, after / 1000.0 FROM reminders ORDER BY shown DESC LIMIT 1")
        self.assertGreaterEqual(at, shown - 1)
        self.assertEqual(outcome, "followed")
        self.assertAlmostEqual(at + after, ended, delta=0.2)
        self.assertTrue(movement)

    def test_nobody_else_can_read_it(self):
        os.umask(0)
        self.start_counting()
        self.kept.await_rows("SELECT * FROM memory")
        directory = os.path.dirname(self.kept.file)
        self.assertEqual(stat.S_IMODE(os.stat(directory).st_mode), 0o700)
        for name in os.listdir(directory):
            self.assertEqual(stat.S_IMODE(os.stat(os.path.join(directory, name)).st_mode), 0o600, name)

    def test_switched_off_nothing_is_kept(self):
        daemon = self.start_counting(settings={"history.enabled": "false"})
        self.x.type_on()
        daemon.acted("show")
        daemon.stop()
        self.assertFalse(os.path.exists(os.path.dirname(self.kept.file)))

    def test_switched_off_while_it_runs(self):
        settings = self.write("", "config", "sitbreak", "sitbreak.toml")
        daemon = self.start_counting()
        self.x.type_on()
        daemon.acted("bout-began")
        self.kept.await_rows("SELECT * FROM memory WHERE numbers LIKE '% bout_begin=%'")
        with open(settings, "w", encoding="utf-8") as file:
            file.write("history.enabled = false\n")
        daemon.expect("new settings are in force")
        self.x.rest()
        daemon.acted("bout-ended")
        daemon.stop()
        self.assertEqual(self.kept.bouts(), [])
        self.assertFalse(self.kept.memory()["stopped"])

    def test_what_cannot_be_kept_keeps_nobody_from_being_reminded(self):
        os.makedirs(self.kept.file)  # a directory in its place
        asker = Asker(self.session_bus)
        daemon = self.start_counting()
        daemon.expect("the history .* cannot be written: .*; what happens waits in memory", since=0)
        self.x.type_on()
        self.monitor.notify()
        problems = ask(asker.connection, "Get", "(ss)", NAME, "Problems", interface=PROPERTIES)[0]
        self.assertEqual(len([line for line in problems if "cannot be written" in line]), 1, problems)
        self.assertEqual(daemon.count("cannot be written"), 1)
        os.rmdir(self.kept.file)
        daemon.expect("the history can be written again", within=60)
        self.kept.await_rows("SELECT * FROM reminders")
        until(lambda: not ask(asker.connection, "Get", "(ss)", NAME, "Problems", interface=PROPERTIES)[0],
              "no problem is left")

    def test_a_reminder_comes_in_time_while_another_program_has_locked_it(self):
        daemon = self.start_counting()
        self.kept.await_rows("SELECT * FROM memory")
        with contextlib.closing(sqlite3.connect(self.kept.file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            self.x.type_on()
            daemon.acted("bout-began")
            daemon.expect("the history .* cannot be written: database is locked; what happens waits in memory")
            # An attempt to write waits half a second for the lock, at each of them; a busy machine is late at some.
            late = []
            for _ in range(3):
                daemon.acted("show")
                due = daemon.now_of("heart> show")
                late.append(self.monitor.notify().at - due)
            self.assertLess(min(late), 0.4, "shown when it was due")
            self.assertEqual(other.execute("SELECT count(*) FROM reminders").fetchall(), [(0,)])
            self.assertEqual(daemon.count("the history can be written again"), 0)
            other.execute("ROLLBACK")
        daemon.expect("the history can be written again", within=60)
        self.kept.await_rows("SELECT * FROM reminders")

    def test_locked_for_a_whole_minute_it_reminds_and_nothing_is_lost(self):
        daemon = self.start_counting()
        self.kept.await_rows("SELECT * FROM memory")
        bouts, shown = [], 0
        with contextlib.closing(sqlite3.connect(self.kept.file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            locked = time.monotonic()
            while time.monotonic() - locked < 60:
                self.x.type_on()
                self.monitor.notify()
                shown += 1
                self.x.rest()
                ended = daemon.acted("bout-ended")
                bouts.append((wall_of(ended["begin"]), wall_of(ended["end"]), "no-input"))
            self.assertEqual(daemon.count("cannot be written"), 1, "what lasts is said once")
            self.assertEqual(daemon.count("the history can be written again"), 0)
            other.execute("ROLLBACK")
        # The pause between two attempts has grown to half of what has passed, or so.
        daemon.expect("the history can be written again", within=120)
        daemon.stop()
        for recorded, (begin, end, how) in zip(self.kept.bouts(), bouts, strict=True):
            self.assertAlmostEqual(recorded[0], begin, delta=0.2)
            self.assertAlmostEqual(recorded[1], end, delta=0.2)
            self.assertEqual(recorded[2], how)
        self.assertEqual(self.kept.ask("SELECT count(*), count(DISTINCT shown) FROM reminders"), [(shown, shown)])
        self.assertEqual(self.kept.ask("SELECT count(*) FROM breaks"), [(len(bouts) - 1,)])

    def test_a_second_daemon_keeps_its_hands_off(self):
        self.start_counting()
        self.x.type_on()
        self.kept.await_rows("SELECT * FROM memory WHERE numbers LIKE '% bout_begin=%'")
        second = self.start_daemon("--terminal", env={
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.path('no-session-bus')}"})
        second.expect("another sitbreakd keeps it", since=0)
        second.expect("counts by input on X display", since=0)
        code, took = second.stop()
        self.assertEqual(code, 0)
        self.assertLess(took, 1)
        self.assertFalse(self.kept.memory()["stopped"])


class Restarting(HistoryTest):
    def sit(self, **how):
        daemon = self.start_counting(**how)
        self.x.type_on()
        began = daemon.acted("bout-began")["at"]
        self.kept.await_rows("SELECT * FROM memory WHERE numbers LIKE '% bout_begin=%'")
        return daemon, began

    def test_c17_stopped_for_a_moment_it_is_the_same_bout(self):
        daemon, began = self.sit()
        daemon.stop()
        daemon = self.restart_and_count()
        show = daemon.acted("show")
        self.assertAlmostEqual(daemon.now_of("heart> show") - show["sat"], began, delta=0.1)
        self.assertEqual(daemon.count("bout-began"), 0)
        self.x.rest()
        daemon.acted("bout-ended")
        [(begin, _, how)] = self.kept.await_rows("SELECT begin / 1000.0, end, how FROM bouts")
        self.assertAlmostEqual(begin, wall_of(began), delta=0.2)
        self.assertEqual(how, "no-input")

    def test_c17_a_snooze_goes_on(self):
        settings = {"reminder.snooze": "6s", "reminder.hold_for": "[]"}  # nobody is asked before it is shown
        daemon, _ = self.sit(settings=settings)
        self.monitor.notify()
        asker = Asker(self.session_bus)
        ask(asker.connection, "Snooze", "(x)", 0)
        snoozed = daemon.observed("snooze")[1]
        daemon.stop()
        daemon = self.restart_and_count(settings=settings)
        daemon.acted("show")
        self.assertAlmostEqual(daemon.now_of("heart> show"), snoozed + 6, delta=0.5)

    def test_r23_another_movement_than_before_it_was_stopped(self):
        daemon, _ = self.sit(settings={"movements.only": '["calf-raise", "walk"]'})
        first = self.monitor.notify()
        daemon.stop()
        daemon = self.restart_and_count(settings={"movements.only": '["calf-raise", "walk"]'})
        second = self.monitor.notify()
        self.assertNotEqual(first.body, second.body)

    def test_c18_killed_it_is_the_same_bout(self):
        daemon, began = self.sit()
        daemon.kill()
        daemon = self.restart_and_count()
        show = daemon.acted("show")
        self.assertAlmostEqual(daemon.now_of("heart> show") - show["sat"], began, delta=0.1)
        self.assertEqual(daemon.count("bout-began"), 0)

    def test_c19_stopped_for_longer_than_a_break_the_bout_has_ended(self):
        daemon, began = self.sit()
        daemon.stop()
        stopped = time.clock_gettime(time.CLOCK_BOOTTIME)
        time.sleep(3.2)  # longer than a break, and nobody is there to be heard of
        daemon = self.restart_and_count()
        daemon.acted("bout-began")
        daemon.stop()
        (begin, end, how) = self.kept.bouts()[0]
        self.assertEqual(how, "not-running")
        self.assertAlmostEqual(begin, wall_of(began), delta=0.2)
        self.assertAlmostEqual(end, wall_of(stopped), delta=1)
        [(unknown_begin, unknown_end)] = self.kept.ask(
            f"SELECT begin / 1000.0, end / 1000.0 FROM unknown WHERE begin >= {end * 1000}")
        self.assertEqual(unknown_begin, end)
        self.assertGreaterEqual(unknown_end - unknown_begin, 3)

    def test_c19_after_another_boot_the_bout_has_ended(self):
        daemon, began = self.sit()
        daemon.stop()
        at = self.kept.memory()["wall"]
        self.kept.change("UPDATE memory SET boot = 'another'")
        daemon = self.restart_and_count()
        daemon.expect("heart= boot=another", since=0)
        daemon.acted("bout-began")
        daemon.stop()
        (begin, end, how) = self.kept.bouts()[0]
        self.assertEqual(how, "not-running")
        self.assertAlmostEqual(begin, wall_of(began), delta=0.2)
        self.assertAlmostEqual(end, at, delta=0.2)

    def test_c19_after_another_boot_with_a_clock_that_was_set_back(self):
        daemon, began = self.sit()
        daemon.stop()
        self.kept.change("UPDATE memory SET boot = 'another', at = at + 86400000")
        before = time.time()
        daemon = self.restart_and_count()
        daemon.acted("bout-began")
        daemon.stop()
        (begin, end, how) = self.kept.bouts()[0]
        self.assertEqual(how, "not-running")
        self.assertLess(end, time.time())
        self.assertAlmostEqual(end, before, delta=5)
        self.assertGreater(end, begin)
        self.assertGreater(end - begin, 0)
        self.assertGreater(wall_of(began), begin - 5)

    def test_a_memory_that_makes_no_sense_is_said_and_left(self):
        daemon, _ = self.sit()
        daemon.stop()
        self.kept.change("UPDATE memory SET numbers = 'at=1 stopped=7'")
        daemon = self.start_counting()
        daemon.expect("what was to be remembered makes no sense", since=0)
        daemon.acted("bout-began")

    def test_a_damaged_file_is_set_aside(self):
        os.makedirs(os.path.dirname(self.kept.file))
        with open(self.kept.file, "w", encoding="ascii") as file:
            file.write("x" * 10_000)
        daemon = self.start_counting()
        daemon.expect("the history was damaged", since=0)
        self.x.type_on()
        daemon.acted("bout-began")
        self.kept.await_rows("SELECT * FROM memory WHERE numbers LIKE '% bout_begin=%'")
        aside = [name for name in os.listdir(os.path.dirname(self.kept.file)) if ".corrupt-" in name]
        self.assertEqual(len(aside), 1, aside)
        self.assertEqual(os.path.getsize(os.path.join(os.path.dirname(self.kept.file), aside[0])), 10_000)
