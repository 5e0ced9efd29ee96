"""The history as another program reads it."""

import os
import sqlite3
import time

from servers import until


class Kept:
    def __init__(self, directory):
        self.file = os.path.join(directory, "sitbreak", "history.db")

    def ask(self, sql):
        """The rows, as tuples; none while there is no such table."""
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=20) as connection:
            try:
                return connection.execute(sql).fetchall()
            finally:
                connection.rollback()

    def change(self, sql):
        with sqlite3.connect(self.file, timeout=20) as connection:
            connection.execute(sql)

    def await_rows(self, sql, count=1):
        """The rows, once there are so many of them."""
        until(lambda: os.path.exists(self.file) and len(self._look(sql)) >= count, f"{count} rows of {sql}")
        return self.ask(sql)

    def _look(self, sql):
        try:
            return self.ask(sql)
        except sqlite3.OperationalError:  # it is being made
            return []

    def bouts(self):
        """(begin, end, how) of each, times in seconds since 1970."""
        return [(begin / 1000, end / 1000, how)
                for begin, end, how in self.ask("SELECT begin, end, how FROM bouts ORDER BY begin")]

    def memory(self):
        """What is to be remembered as a dictionary of numbers, and `wall`, in seconds since 1970; none if nothing is."""
        rows = self.ask("SELECT at, numbers FROM memory")
        if not rows:
            return None
        at, numbers = rows[0]
        memory = {name: int(number) for name, number in (pair.split("=") for pair in numbers.split())}
        memory["wall"] = at / 1000
        return memory


def wall_of(boot):
    """A time of the boot clock, by the clock on the wall as it is now."""
    return boot + time.clock_gettime(time.CLOCK_REALTIME) - time.clock_gettime(time.CLOCK_BOOTTIME)
