"""What people have recorded, from little to much: a name, the days to look at, and what makes the history."""

import datetime
import random

from history_file import HOUR, MINUTE

# Each is in Central Europe, where these days begin at 23:00 UTC of the day before.
LAST = datetime.date(2026, 3, 1)


def midnight(day):
    """In milliseconds since 1970 UTC."""
    return int(datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.timezone.utc).timestamp()) * 1000 - HOUR


def working_day(history, day, chance, hours=9):
    """Bouts of which the median is 20 min, with reminders in the long ones, and a lunch."""
    now = midnight(day) + 8 * HOUR + chance.randrange(40) * MINUTE
    history.unknown(midnight(day) + 7 * HOUR, 20 * MINUTE)
    end = now + hours * HOUR
    while now < end:
        length = min(int(chance.lognormvariate(3, 0.6) * MINUTE), 2 * HOUR)
        begin, now = now, history.bout(now, length, how=chance.choice(("no-input", "locked", "asleep")))
        if length > 30 * MINUTE:
            outcome = "followed" if length < 36 * MINUTE else chance.choice(("ignored", "snoozed"))
            history.reminder(begin + 30 * MINUTE, outcome, length - 30 * MINUTE)
        away = 45 if begin < midnight(day) + 12 * HOUR <= now else 3 + int(chance.lognormvariate(1.2, 0.6))
        now = history.pause(now, away * MINUTE)


def days_at_a_desk(count):
    def fill(history):
        chance = random.Random(count)
        history.database.execute("BEGIN")
        for ago in range(count - 1, -1, -1):
            day = LAST - datetime.timedelta(days=ago)
            # A Sunday off, and a Saturday that is short.
            if count == 1 or day.weekday() < 5 or (day.weekday() == 5 and ago % 2):
                working_day(history, day, chance, hours=9 if count == 1 or day.weekday() < 5 else 3)
        history.database.execute("COMMIT")
    return LAST - datetime.timedelta(days=count - 1), LAST, fill


def one_bout(history):
    history.bout(midnight(LAST) + 10 * HOUR, 12 * MINUTE)


def nothing_on_that_day(history):
    history.bout(midnight(LAST) - 100 * HOUR, HOUR)


def a_day_of_25_hours(history):
    """The clocks go back at 03:00, while somebody sits there."""
    noon = midnight(datetime.date(2025, 10, 26)) + 12 * HOUR
    begin = noon - 11 * HOUR - 30 * MINUTE
    end = begin + 100 * MINUTE
    history.database.execute("INSERT INTO bouts VALUES (?, ?, 120, 0, 'no-input', ?, ?)",
                             (begin, end, 30 * MINUTE, 3 * MINUTE))
    history.pause(end, noon - end)
    end = history.bout(noon, 50 * MINUTE)
    history.reminder(noon + 30 * MINUTE, "followed", 20 * MINUTE)
    history.bout(history.pause(end, 11 * HOUR - 50 * MINUTE), 50 * MINUTE)


def hostile(history):
    """Words that the daemon would not write, in every place for words."""
    word = "</svg></style><script>document.title = 1</script><img src=x onerror=alert(1)>\"' & &lt;"
    begin = midnight(LAST) + 9 * HOUR
    history.pause(history.bout(begin, 40 * MINUTE), 5 * MINUTE)
    history.database.execute("INSERT INTO reminders VALUES (?, 60, ?, 'followed', ?)", (begin + 30 * MINUTE, word, 10 * MINUTE))
    history.database.execute("INSERT INTO holds VALUES (?, ?, 60, ?)", (begin, begin + MINUTE, word))


def none(_):
    """A file, and nothing in it."""


HISTORIES = {
    "day": days_at_a_desk(1),
    "three-days": days_at_a_desk(3),
    "week": days_at_a_desk(7),
    "month": days_at_a_desk(30),
    "year": days_at_a_desk(365),
    "one-bout": (LAST, LAST, one_bout),
    "nothing-that-day": (LAST, LAST, nothing_on_that_day),
    "nothing-that-week": (LAST - datetime.timedelta(days=6), LAST, none),
    "25-hours": (datetime.date(2025, 10, 26), datetime.date(2025, 10, 26), a_day_of_25_hours),
    "hostile": (LAST, LAST, hostile),
}
