"""A history as the daemon keeps it, made by hand."""

import os
import re
import sqlite3

from stand_in_daemon import ROOT

MINUTE = 60_000
HOUR = 60 * MINUTE


def schema():
    """The steps that make the file what it is, as the daemon has them."""
    with open(os.path.join(ROOT, "daemon", "history", "schema.cpp"), encoding="utf-8") as file:
        return re.findall(r'R"\((.*?)\)"', file.read(), re.S)


class HistoryFile:
    """Times in milliseconds since 1970 UTC, lengths in milliseconds, the place an hour east of Greenwich."""

    def __init__(self, path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.path = path
        self.database = sqlite3.connect(path, isolation_level=None)
        steps = schema()
        self.database.executescript("".join(["PRAGMA journal_mode = WAL;", *steps, "PRAGMA application_id = 0x53697442;",
                                             f"PRAGMA user_version = {len(steps)};"]))

    def bout(self, begin, length, how="no-input", absent=0):
        self._insert("bouts", begin, begin + length, 60, absent, how, 30 * MINUTE, 3 * MINUTE)
        return begin + length

    def pause(self, begin, length):
        """A break."""
        self._insert("breaks", begin, begin + length, 60)
        return begin + length

    def absence(self, begin, length):
        """One that is no break."""
        self._insert("absences", begin, begin + length, 60, 0, "no-input")

    def unknown(self, begin, length):
        self._insert("unknown", begin, begin + length, 60)
        return begin + length

    def reminder(self, shown, outcome, after):
        self._insert("reminders", shown, 60, "walk", outcome, after)

    def memory(self, boot, at, **numbers):
        """What the daemon must still know; instants in nanoseconds."""
        words = {"at": 10**15, "stopped": 0, "sign": 10**15, "manner": 0, "snoozes": 0, "quiet_by": 0, "stands": 0,
                 "unseen": 0, "off_schedule": 0, **numbers}
        self._insert("memory", 1, boot, at, " ".join(f"{name}={value}" for name, value in words.items()))

    def _insert(self, table, *values):
        self.database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)

    def close(self):
        self.database.close()
