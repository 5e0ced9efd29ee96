"""What was said, in order, by whoever said it: lines of a log, calls on a bus."""

import threading
import time


def now():
    """Seconds on the clock that the daemon counts by."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Record:
    """A list that other threads append to, and that a test reads like a diary: each expectation begins behind what
    the last one found."""

    def __init__(self, name, to_text=str):
        self.name = name
        self._to_text = to_text
        self._items = []
        self._next = 0
        self._closed = False
        self._changed = threading.Condition()

    def append(self, item):
        with self._changed:
            self._items.append(item)
            self._changed.notify_all()

    def close(self):
        """Nothing follows."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def await_end(self, within=20):
        with self._changed:
            if not self._changed.wait_for(lambda: self._closed, within):
                raise AssertionError(f"{self.name} does not end within {within} s")

    def items(self):
        with self._changed:
            return list(self._items)

    def mark(self):
        """Where the record ends now."""
        with self._changed:
            return len(self._items)

    def forget(self):
        """What has been said so far is not what the next expectation means."""
        with self._changed:
            self._next = len(self._items)

    def find(self, matches, since=0):
        """The items that match from a mark on; nobody waits."""
        return [item for item in self.items()[since:] if matches(item)]

    def expect(self, matches, what, within=20, since=None):
        """The first match behind the last one found; waits for it. AssertionError if it does not come in time. From
        the mark `since` on, if that is given; it is then no step of the diary."""
        with self._changed:
            found = self._await_match(matches, within, since)
            if found is None:
                why = "ended" if self._closed else f"within {within} s"
                raise AssertionError(f"{self.name} {why} without: {what}")
            return found

    def refuse(self, matches, what, during, since=None):
        """AssertionError if a match comes `during` that many seconds, or if the record ends then: who has ended
        shows nothing by saying nothing."""
        with self._changed:
            found = self._await_match(matches, during, since)
            if found is not None:
                raise AssertionError(f"{self.name} has what must not be ({what}): {self._to_text(found)}")
            if self._closed:
                raise AssertionError(f"{self.name} ended where it was to go on without: {what}")

    def _await_match(self, matches, within, since):
        """The first one, as `expect` has it; None if there is none by then or by the end. The lock is held."""
        deadline = time.monotonic() + within
        at = self._next if since is None else since
        while True:
            while at < len(self._items):
                item = self._items[at]
                at += 1
                if matches(item):
                    if since is None:
                        self._next = at
                    return item
            rest = deadline - time.monotonic()
            if self._closed or rest <= 0:
                return None
            self._changed.wait(rest)

    def text(self):
        return "\n".join(self._to_text(item) for item in self.items())
