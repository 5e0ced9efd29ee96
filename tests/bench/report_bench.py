"""How long a report over ten years takes, one over the last week of them, and other settings lived through with
them. Run by hand:

    report_bench.py build/release/libexec/sitbreak/sitbreak-report
"""

import datetime
import os
import random
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(os.path.dirname(HERE), "desktop", room) for room in ("command", "daemon")]

from history_file import HOUR, MINUTE, HistoryFile  # noqa: E402  pylint: disable=wrong-import-position

YEARS = 10
REPEATS = 11


def years_at_a_desk(history, last):
    """Eight hours of every day in bouts of which the median is 20 min, with two short absences in each."""
    chance = random.Random(1)
    history.database.execute("BEGIN")
    rows = 0
    for ago in range(YEARS * 365, -1, -1):
        day = last - datetime.timedelta(days=ago)
        t = int(datetime.datetime(day.year, day.month, day.day, 8, tzinfo=datetime.timezone.utc).timestamp()) * 1000
        end = t + 9 * HOUR
        while t < end:
            begin, length = t, int(chance.lognormvariate(3, 0.7) * MINUTE)
            t = history.pause(history.bout(begin, length), int(chance.lognormvariate(2, 0.6) * MINUTE) + 3 * MINUTE)
            history.absence(begin + length // 3, MINUTE)
            history.absence(begin + length // 2, MINUTE)
            if length > 30 * MINUTE:
                history.reminder(begin + 30 * MINUTE, "followed" if length < 35 * MINUTE else "ignored", 2 * MINUTE)
            rows += 5
        history.unknown(t, 8 * HOUR)
    history.database.execute("COMMIT")
    return rows


def milliseconds(command, env):
    taken = []
    for _ in range(REPEATS):
        start = time.monotonic()
        subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
        taken.append((time.monotonic() - start) * 1000)
    return f"{sorted(taken)[len(taken) // 2]:.0f} ms, from {min(taken):.0f} to {max(taken):.0f} ms"


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as state:
        last = datetime.date(2026, 11, 26)
        history = HistoryFile(os.path.join(state, "sitbreak", "history.db"))
        print(f"{years_at_a_desk(history, last)} rows of {YEARS} years")
        history.close()
        env = {**os.environ, "XDG_STATE_HOME": state, "TZ": "CET-1CEST,M3.5.0,M10.5.0/3"}
        for name, days in ((f"{YEARS} years", YEARS * 365), ("a week", 6), ("a day", 0)):
            first = last - datetime.timedelta(days=days)
            for form in (["text"], ["json"], ["csv"], ["html", "-"]):
                print(f"{name} as {form[0]}: {milliseconds([program, str(first), str(last), *form], env)}")
            what_if = [program, "whatif", str(first), str(last), "text", "25min", "5min"]
            print(f"{name} lived through with other settings: {milliseconds(what_if, env)}")


main()
