"""Where the daemon's memory is, mapping by mapping, on a desk of real servers: run by hand, printed, never judged.

/usr/bin/python3 tests/bench/memory_bench.py [--runs 3] [--settle 15] [PROGRAM...]      (build/release/bin/sitbreakd)

PSS depends on who else has the same library in use; RSS does not, and is what PSS would be if nobody had. Of each program
the run with the median RSS is shown. Several programs are started in turn, so that what the machine does meets all alike.
"""

import argparse
import collections
import os
import re
import signal
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(ROOT, "tests", "desktop", "daemon"))

import sitbreakd  # noqa: E402
from desk import DeskTest  # noqa: E402

COLUMNS = ("Rss", "Pss", "Shared_Clean", "Private_Clean", "Private_Dirty")
HEADER = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \d+ *(.*)$")
FIELD = re.compile(r"^(\w+): +(\d+) kB$")


def mappings(pid):
    """What each file or kind of anonymous memory takes: {name: {column: KiB}}."""
    found = collections.defaultdict(collections.Counter)
    name = ""
    with open(f"/proc/{pid}/smaps", encoding="utf-8") as file:
        for line in file:
            if field := FIELD.match(line):
                if field[1] in COLUMNS:
                    found[name][field[1]] += int(field[2])
            elif header := HEADER.match(line):
                name = os.path.basename(header[1]) or "(anonymous)"
    return found


def total(found):
    return sum(found.values(), collections.Counter())


class Desk(DeskTest):
    def setUp(self):
        super().setUp()
        self.start_desk()
        self.start_logind()
        self.start_dunst()

    def settled(self, program, seconds):
        """The memory of a daemon that counts, and has shown nothing yet."""
        sitbreakd.programs["sitbreakd"] = os.path.abspath(program)
        daemon = self.start_counting(settings={"sitting.limit": "30min", "sitting.break_length": "3min"})
        daemon.expect("logind tells of locking", since=0)
        self.x.type_on()
        time.sleep(seconds)  # for threads that GLib needed at the start
        found = mappings(daemon.pid)
        self.x.rest()
        daemon.stop()
        return found


def show(program, runs):
    runs.sort(key=lambda found: total(found)["Rss"])
    median = runs[len(runs) // 2]
    print(f"\n{program}, {len(runs)} runs\n{'KiB':30}", *(f"{column:>14}" for column in COLUMNS))
    for name, sizes in sorted(median.items(), key=lambda item: -item[1]["Rss"]):
        print(f"{name:30}", *(f"{sizes[column]:14}" for column in COLUMNS))
    for what, pick in (("least", min), ("median", lambda sizes: sorted(sizes)[len(sizes) // 2]), ("most", max)):
        print(f"{'all, ' + what:30}", *(f"{pick([total(found)[column] for found in runs]):14}" for column in COLUMNS))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=3, help="how often each program is started")
    options.add_argument("--settle", type=int, default=15, help="seconds from counting to the look")
    options.add_argument("program", nargs="*", default=[os.path.join(ROOT, "build", "release", "bin", "sitbreakd")])
    chosen = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    desk = Desk()
    # No log is replayed here: the release build has no such tool.
    desk._check_replay = lambda daemon: None
    desk.setUp()
    try:
        seen = collections.defaultdict(list)
        for _ in range(chosen.runs):
            for program in chosen.program:
                seen[program].append(desk.settled(program, chosen.settle))
    finally:
        desk.doCleanups()
    for program, runs in seen.items():
        show(program, runs)


main()
