"""Killed at any instant, the daemon neither loses a bout nor keeps one twice (situation C18)."""

import random
import sqlite3
import threading
import time

from desk import DeskTest
from kept import Kept, wall_of

CHECKPOINT = 0.5
IDLE_AFTER = 1
# How far off the test's own clock readings may be on a busy machine.
SLACK = 1
# For which somebody types, in seconds.
SHORTEST_TIME = 1.5


class Person:
    """Types for a while and rests for a while, whatever the daemon does; remembers when."""

    def __init__(self, x, chance):
        self._x = x
        self._chance = chance
        self._ended = threading.Event()
        self.typed = []
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()

    def _live(self):
        while not self._ended.is_set():
            self.typed.append([time.time(), None])
            self._x.type_on()
            self._ended.wait(self._chance.uniform(SHORTEST_TIME, 5))
            self._x.rest()
            self.typed[-1][1] = time.time()
            self._ended.wait(self._chance.uniform(0.5, 4))

    def stop(self):
        self._ended.set()
        self._thread.join()


class Killed(DeskTest):
    def setUp(self):
        super().setUp()
        self.start_desk()
        self.start_stand_in()
        self.kept = Kept(self.env["XDG_STATE_HOME"])
        seed = random.randrange(1 << 32)
        print(f"seed {seed}")
        self.chance = random.Random(seed)

    def start(self):
        return self.start_daemon(settings={"sitting.limit": "4s", "sitting.break_length": "2s"},
                                 env={"WATCHDOG_USEC": str(int(2e6 * CHECKPOINT))})

    def look(self):
        """The bouts and the memory, at one moment; nobody writes."""
        try:
            return self.kept.bouts(), self.kept.memory()
        except sqlite3.OperationalError:  # it was killed before there was a table
            return [], None

    def kill_at_random(self, times):
        person = Person(self.x, self.chance)
        before, open_before = [], None
        for _ in range(times):
            daemon = self.start()
            time.sleep(self.chance.choice((self.chance.uniform(0, 0.2), self.chance.uniform(0, 2))))
            daemon.kill()
            killed = time.time()
            daemon.log.await_end()
            bouts, memory = self.look()
            self.check_each(bouts)
            for bout in before:
                self.assertIn(bout, bouts, "what was written stays")
            self.check_open(open_before, bouts, memory)
            self.check_told(daemon, bouts, memory)
            if any("READY" in line.text or "counts by" in line.text for line in daemon.log.items()) and memory:
                self.assertLess(killed - max(memory["wall"], wall_of(daemon.started_at)), CHECKPOINT + SLACK, "doubt")
            before = bouts
            open_before = memory.get("bout_begin") if memory else None
            self._records.remove(daemon.log)
        person.stop()
        daemon = self.start()
        if open_before is not None:
            daemon.expect("heart> bout-ended", since=0)
        daemon.stop()
        bouts, _ = self.look()
        self.check_each(bouts)
        self.check_truth(bouts, person.typed)

    def check_each(self, bouts):
        self.assertEqual(len(set(bouts)), len(bouts), "a bout is there twice")
        for begin, end, _ in bouts:
            self.assertLessEqual(begin, end)
        for (_, end, _), (begin, _, _) in zip(bouts, bouts[1:]):
            self.assertLessEqual(end, begin, "bouts overlap")

    def is_kept(self, begin, bouts, memory):
        """Whether the bout that began then, by the boot clock, is over and written, or still open."""
        if memory and abs(memory.get("bout_begin", 0) - begin) < 1e6:
            return True
        return any(abs(bout[0] - wall_of(begin / 1e9)) < 0.1 for bout in bouts)

    def check_open(self, begin, bouts, memory):
        """What was an open bout at the last kill is open, or was written."""
        if begin is not None:
            self.assertTrue(self.is_kept(begin, bouts, memory), f"the bout of {begin} has vanished")

    def check_told(self, daemon, bouts, memory):
        """What the heart told is written but for the last call's, which the kill may have been quicker than."""
        lines = [line.text for line in daemon.log.items()]
        calls = [number for number, line in enumerate(lines) if "heart< " in line]
        for line in lines[:calls[-2]] if len(calls) > 2 else []:
            if "heart> bout-ended" in line:
                begin = float(line.split("begin=")[1].split()[0]) * 1e9
                self.assertTrue(self.is_kept(begin, bouts, memory), f"{line} is neither open nor written")

    def check_truth(self, bouts, typed):
        """Each bout is of a time when somebody typed, and each time when somebody typed for long is in a bout."""
        doubt = IDLE_AFTER + CHECKPOINT + SLACK
        for begin, end, how in bouts:
            self.assertTrue(any(start - SLACK <= end <= stop + doubt for start, stop in typed),
                            f"nobody typed until {end} ({how})")
            self.assertTrue(any(start - SLACK <= begin <= stop + doubt for start, stop in typed),
                            f"nobody typed from {begin} on")
        # The last one may have been cut short by the end of the test.
        for_long = [(start, stop) for start, stop in typed if stop - start >= SHORTEST_TIME]
        seen = sum(any(begin - SLACK <= (start + stop) / 2 <= end + doubt for begin, end, _ in bouts)
                   for start, stop in for_long)
        # One can fall among daemons that are all killed before they have looked at the desk.
        self.assertGreaterEqual(seen, 0.8 * len(for_long) - 1, f"{seen} of {len(for_long)} times are in a bout")

    def test_fifteen_times_at_random_moments(self):
        self.kill_at_random(15)

    def test_two_hundred_times_at_random_moments(self):
        self.kill_at_random(200)
