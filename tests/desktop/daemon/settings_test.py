"""The settings file is edited while the daemon runs (situations R15-R17)."""

import os
import signal

from desk import DeskTest
from record import now

LOW = '[sitting]\nlimit = "3s"\nbreak_length = "2s"\n'
HIGH = '[sitting]\nlimit = "1h"\nbreak_length = "2s"\n'


class Settings(DeskTest):
    FILE = ("config", "sitbreak", "sitbreak.toml")

    def setUp(self):
        super().setUp()
        self.start_desk()
        self.start_stand_in()

    def start_typing(self, *arguments, **how):
        """With what the file says, and beside it only what makes the tests quick. Sits for more than three
        seconds."""
        self.daemon = self.start_counting(
            *arguments, settings={"sitting.limit": None, "sitting.break_length": None, "reminder.repeat_every": "1h"},
            **how)
        self.x.type_on()
        began = self.daemon.acted("bout-began")["at"]
        self.daemon.refuse("heart> ", during=max(0, began + 3.2 - now()))

    def assert_in_force(self, saved):
        self.daemon.expect("new settings are in force")
        told, _ = self.daemon.observed("rules ")
        self.assert_within(1, saved, told, "in force after it was saved")

    def assert_due_now(self, saved):
        self.assert_in_force(saved)
        self.daemon.acted("show")
        return self.monitor.notify()

    def assert_withdrawn(self, saved, reminder):
        self.assert_in_force(saved)
        self.daemon.acted("withdraw")
        self.monitor.withdrawn(reminder)

    def save(self, text, *names):
        self.write(text, *names)
        return now()

    def replace(self, text):
        """As most editors do it."""
        new = self.write(text, "config", "sitbreak", ".sitbreak.toml.swp")
        os.rename(new, self.path(*self.FILE))
        return now()

    def test_written_in_place_and_replaced(self):
        self.save(HIGH, *self.FILE)
        self.start_typing()
        reminder = self.assert_due_now(self.save(LOW, *self.FILE))
        self.assert_withdrawn(self.replace(HIGH), reminder)
        # The file is another one now, and is still followed.
        reminder = self.assert_due_now(self.replace(LOW))
        self.assert_withdrawn(self.save(HIGH, *self.FILE), reminder)

    def test_a_symlink_that_is_swapped_and_its_target_rewritten(self):
        self.save(HIGH, "dotfiles", "high.toml")
        self.save(LOW, "dotfiles", "low.toml")
        os.makedirs(self.path("config", "sitbreak"))
        os.symlink(self.path("dotfiles", "high.toml"), self.path(*self.FILE))
        self.start_typing()
        os.symlink(self.path("dotfiles", "low.toml"), self.path("config", "sitbreak", "new"))
        os.rename(self.path("config", "sitbreak", "new"), self.path(*self.FILE))
        reminder = self.assert_due_now(now())
        self.assert_withdrawn(self.save(HIGH, "dotfiles", "low.toml"), reminder)

    def test_a_directory_made_after_the_start(self):
        self.start_typing()
        self.assertFalse(os.path.exists(self.path("config")))
        self.assert_due_now(self.save(LOW, *self.FILE))

    def test_a_shorter_break_makes_absence_noticed_sooner(self):
        self.save('[sitting]\nlimit = "1h"\nbreak_length = "3min"\n', *self.FILE)
        self.start_typing()
        self.assert_in_force(self.save(HIGH, *self.FILE))
        self.x.rest()
        noticed, last_input = self.daemon.observed("input-idle", within=5)
        self.assertGreaterEqual(noticed - last_input, 1)
        self.daemon.acted("bout-ended")

    def test_a_file_that_is_given(self):
        file = self.save(HIGH, "elsewhere.toml") and self.path("elsewhere.toml")
        self.start_typing("--config", file)
        self.assert_due_now(self.save(LOW, "elsewhere.toml"))

    def test_a_mistake_is_said_once_and_changes_nothing(self):
        self.save(LOW, *self.FILE)
        self.daemon = self.start_counting(
            settings={"sitting.limit": None, "sitting.break_length": None, "reminder.repeat_every": "1h"})
        self.x.type_on()
        self.daemon.acted("bout-began")
        wrong = self.save('[sitting]\nlimit = "1h"\nbreak_lenght = 3\n', *self.FILE)
        self.daemon.expect("the settings stay as they were, for the file cannot be used:")
        where = rf"{self.path(*self.FILE)}:3:1: .*break_lenght.*break_length"
        self.daemon.expect(where)
        told, _ = self.daemon.observed("settings-broken")
        self.assert_within(1, wrong, told, "said after it was saved")
        notice = self.monitor.notify(within=5)
        self.assertEqual(notice.summary, "sitbreak's settings file cannot be used")
        self.assertRegex(notice.body, where)
        self.assertEqual(notice.buttons, {})

        reminder = self.monitor.notify()
        self.assertRegex(reminder.summary, r"\AYou have been sitting for [345] seconds\Z", "the last good limit is in force")
        # Saved again with the same mistake.
        mark = self.daemon.log.mark()
        self.save('[sitting]\nlimit = "1h"\nbreak_lenght = 3\n', *self.FILE)
        self.daemon.refuse("settings", during=1, since=mark)

    def test_mended_it_is_said_once(self):
        self.save(HIGH, *self.FILE)
        self.start_typing()
        self.save("[sitting\n", *self.FILE)
        self.assertIn("cannot be used", self.monitor.notify().summary)
        self.assert_in_force(self.save(HIGH, *self.FILE))
        self.daemon.observed("settings-mended")
        self.assertEqual(self.monitor.notify().summary, "sitbreak's settings file can be used again")
        mark = self.daemon.log.mark()
        self.save(HIGH, *self.FILE)
        self.daemon.refuse("settings|rules", during=1, since=mark)

    def test_deleted_it_stays_in_force_until_it_is_there_again(self):
        self.save(LOW, *self.FILE)
        self.start_typing_until_due()
        mark = self.daemon.log.mark()
        os.unlink(self.path(*self.FILE))
        self.daemon.refuse("withdraw|rules", during=1, since=mark)
        self.assert_withdrawn(self.save(HIGH, *self.FILE), self.reminder)

    def start_typing_until_due(self):
        self.daemon = self.start_counting(
            settings={"sitting.limit": None, "sitting.break_length": None, "reminder.repeat_every": "1h"})
        self.x.type_on()
        self.daemon.acted("show")
        self.reminder = self.monitor.notify()

    def test_sighup_reads_a_file_that_appears_where_nobody_watches(self):
        self.start_typing()
        self.save(LOW, "etc", "sitbreak", "sitbreak.toml")
        self.daemon.refuse("new settings", during=1)
        self.daemon.send(signal.SIGHUP)
        self.assert_due_now(now())

    def test_sighup_reads_a_file_that_has_no_directory(self):
        file = os.memfd_create("settings")
        self.addCleanup(os.close, file)
        os.write(file, HIGH.encode())
        self.start_typing("--config", f"/dev/fd/{file}", keep=(file,))
        os.ftruncate(file, 0)
        os.pwrite(file, LOW.encode(), 0)
        self.daemon.send(signal.SIGHUP)
        self.assert_due_now(now())

    def test_sighup_with_nothing_new_changes_nothing(self):
        self.save(LOW, *self.FILE)
        self.start_typing_until_due()
        mark = self.daemon.log.mark()
        self.daemon.send(signal.SIGHUP)
        self.daemon.refuse("withdraw|rules|settings", during=1, since=mark)
