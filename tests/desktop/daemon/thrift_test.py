"""What the daemon costs while nothing happens, and that it keeps nothing it does not need."""

import ctypes
import os
import re
import time

from desk import DeskTest
from history_file import MINUTE, HistoryFile
from kept import Kept
from servers import until

# With a break and a reminder each: more than three years of them.
BOUTS = 35_000


class WallClock:
    """Notices that somebody sets the clock, as a test of ours does; that wakes the daemon, and rightly."""

    CANCEL_ON_SET = 3  # TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET

    def __init__(self):
        libc = ctypes.CDLL(None, use_errno=True)
        self._timer = libc.timerfd_create(0, os.O_NONBLOCK | os.O_CLOEXEC)  # CLOCK_REALTIME
        never = (ctypes.c_long * 4)(0, 0, 2**60, 0)  # in most of the world a long is as wide as a time_t
        if self._timer < 0 or libc.timerfd_settime(self._timer, self.CANCEL_ON_SET, never, None) != 0:
            raise OSError(ctypes.get_errno(), "timerfd")

    def was_set(self):
        try:
            os.read(self._timer, 8)
        except BlockingIOError:
            return False
        except OSError:  # ECANCELED
            return True
        return False

    def close(self):
        os.close(self._timer)


class Thrift(DeskTest):
    def setUp(self):
        super().setUp()
        self.start_desk()
        self.logind = self.start_logind()
        self.clock = WallClock()
        self.addCleanup(self.clock.close)

    def assert_no_wakeup(self, during):
        for _ in range(5):
            self.clock.was_set()
            woken = self.wakeups_during(during)
            if not self.clock.was_set():
                break
        self.assertEqual(woken, {})

    def at_rest(self, look):
        """What a look gives once it gives the same twice."""
        last = []

        def same_twice():
            time.sleep(0.3)  # on a busy machine, less is only somebody who has to wait for a processor
            last[:] = last[-1:] + [look()]
            return len(last) == 2 and last[0] == last[1]
        until(same_twice, "the daemon comes to rest")
        return last[-1]

    def wakeups_during(self, seconds):
        """Of each thread, once it has come to rest."""
        before = self.at_rest(self.daemon.wakeups)
        time.sleep(seconds)
        after = self.daemon.wakeups()
        # A thread that GLib needed for a moment ("pool", or "pool-0" in newer ones) waits 15 s for other work, and ends.
        after = {thread: count for thread, count in after.items() if not re.fullmatch(r"\d+ pool(-\d+)?", thread)}
        return {thread: count - before.get(thread, 0) for thread, count in after.items()
                if count != before.get(thread, 0)}

    def test_no_wakeup_while_somebody_types_on(self):
        self.start_stand_in()
        self.daemon = self.start_counting(settings={"sitting.limit": "30min", "sitting.break_length": "3min"})
        self.daemon.expect("logind tells of locking", since=0)
        self.x.type_on()
        self.daemon.acted("bout-began")
        self.assert_no_wakeup(during=10)

    def test_no_wakeup_while_nobody_is_there(self):
        self.start_stand_in()
        self.daemon = self.start_counting(settings={"sitting.limit": "30min"})
        self.daemon.expect("logind tells of locking", since=0)
        self.x.press()
        self.daemon.acted("bout-began")
        self.daemon.acted("bout-ended")
        self.assert_no_wakeup(during=10)

    def test_no_wakeup_while_a_reminder_stands_and_somebody_types_on(self):
        self.start_dunst()
        self.daemon = self.start_counting(settings={"sitting.limit": "4s", "reminder.repeat_every": "1h"})
        self.x.type_on()
        self.daemon.acted("show")
        self.monitor.notify()
        self.daemon.expect("the notification server dunst.* shows it")
        self.assert_no_wakeup(during=5)

    def memory_with(self, history):
        """Of a daemon that has found that history, has looked in it for what is old, and has written to it."""
        daemon = self.start_counting(settings={"sitting.limit": "30min"}, env={"XDG_STATE_HOME": self.path(history)})
        kept = Kept(self.path(history))
        before = len(kept.bouts())
        self.x.type_on()
        daemon.acted("bout-began")
        kept.await_rows("SELECT * FROM memory WHERE numbers LIKE '% bout_begin=%'")
        self.x.rest()
        daemon.acted("bout-ended")
        kept.await_rows("SELECT * FROM bouts", before + 1)
        memory = self.at_rest(daemon.memory)
        self.assertEqual(daemon.stop()[0], 0)
        return memory

    def test_its_memory_does_not_grow_with_the_history(self):
        self.start_stand_in()
        history = HistoryFile(Kept(self.path("years")).file)
        begin = int(time.time() * 1000) - BOUTS * 45 * MINUTE
        history.database.execute("BEGIN")
        for at in range(begin, begin + BOUTS * 45 * MINUTE, 45 * MINUTE):
            history.pause(history.bout(at, 35 * MINUTE), 10 * MINUTE)
            history.reminder(at + 30 * MINUTE, "followed", 5 * MINUTE)
        history.database.execute("COMMIT")
        history.close()
        nothing, years = self.memory_with("nothing"), self.memory_with("years")
        self.assertEqual(len(Kept(self.path("years")).bouts()), BOUTS + 1)
        self.assertLess(years, nothing + 256, f"KiB, {nothing} without a history")

    def test_nothing_leaks(self):
        server = self.start_stand_in()
        self.program("xdg-open", "")
        file = self.path("config", "sitbreak", "sitbreak.toml")

        def save(snooze):
            self.write(f'[reminder]\nsnooze = "{snooze}s"\n', "config", "sitbreak", ".new")
            os.rename(self.path("config", "sitbreak", ".new"), file)
            self.daemon.expect("new settings are in force")

        self.write("", "config", "sitbreak", "sitbreak.toml")
        self.daemon = self.start_counting(settings={"sitting.limit": "4s", "reminder.repeat_every": "1s"})
        self.x.type_on()

        def round_of_everything(reloads, restarts, reminders):
            for snooze in range(reloads):
                save(1000 + snooze)
            for _ in range(restarts):
                server.leave()
                server.start()
                self.daemon.observed("server-appeared")
            self.daemon.expect("the notification server stand-in 1 shows it")
            self.monitor.calls.forget()
            for _ in range(reminders):
                server.press(self.monitor.notify(), "how")
                self.daemon.acted("open-card")
            self.monitor.notify()  # by then the opener has ended

        round_of_everything(2, 2, 2)
        before = self.at_rest(self.daemon.open_files)
        round_of_everything(50, 20, 10)
        until(lambda: len(self.daemon.open_files()) <= len(before), f"as few open files as before, {before}")
        self.assertEqual(self.daemon.open_files(), before)
        self.assertEqual(self.daemon.count("the notification server  shows it"), 0, "it knows who showed it")
