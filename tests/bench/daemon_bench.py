"""What the daemon costs on a desk of real servers: run by hand, printed, never judged.

/usr/bin/python3 tests/bench/daemon_bench.py [--seconds 60] [PROGRAM]      (build/release/bin/sitbreakd)

Each figure stands beside its budget. On a machine that does other things the milliseconds are those of the machine.
"""

import argparse
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(ROOT, "tests", "desktop", "daemon"))

import sitbreakd  # noqa: E402
from desk import DeskTest  # noqa: E402
from record import now  # noqa: E402

STARTS = 20
REMINDERS = 20
STATUSES = 50


def say(what, figure, budget):
    print(f"{what:44} {figure:34} budget {budget}", flush=True)


def spread(seconds):
    in_ms = sorted(second * 1000 for second in seconds)
    return f"{statistics.median(in_ms):.1f} ms (from {in_ms[0]:.1f} to {in_ms[-1]:.1f})"


class Bench(DeskTest):
    """A desk as those of the tests, with all that the daemon talks to."""

    def setUp(self):
        super().setUp()
        self.start_desk()
        self.start_logind()
        self.dunst = self.start_dunst()
        self.seconds = 60

    def start_quietly(self, **settings):
        daemon = self.start_counting(settings={"sitting.limit": "30min", "sitting.break_length": "3min", **settings})
        daemon.expect("logind tells of locking", since=0)
        return daemon

    def start_to_ready(self):
        path = self.path("notify")
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        listener.bind(path)
        took = []
        for _ in range(STARTS):
            daemon = self.start_daemon(env={"NOTIFY_SOCKET": path}, settings={"log.level": "info"})
            while "READY=1" not in listener.recv(4096).decode():
                pass
            took.append(now() - daemon.started_at)
            daemon.stop()
            listener.setblocking(False)
            try:
                while listener.recv(4096):
                    pass
            except BlockingIOError:
                listener.setblocking(True)
        say(f"start to READY, {STARTS} times, exec included", spread(took), "50 ms")

    def due_to_notify(self):
        daemon = self.start_quietly(**{"sitting.limit": "3s", "sitting.break_length": "2s",
                                       "reminder.repeat_every": "1s"})
        self.x.type_on()
        took, due = [], None
        for _ in range(REMINDERS):
            show = daemon.acted("show")
            notify = self.monitor.notify()
            asked = daemon.now_of("heart> show")
            due = asked - (show["sat"] - 3) if due is None else due + 1
            took.append(notify.at - due)
            due = asked
        self.x.rest()
        daemon.stop()
        say(f"due to Notify on the bus, {REMINDERS} reminders", spread(took), "50 ms")

    def status_for_a_bar(self):
        daemon = self.start_quietly()
        command = os.path.join(os.path.dirname(sitbreakd.programs["sitbreakd"]), "sitbreak")
        took = []
        for _ in range(STATUSES):
            begin = now()
            subprocess.run([command, "status", "--waybar"], env=self.env, stdout=subprocess.DEVNULL, check=True)
            took.append(now() - begin)
        daemon.stop()
        say(f"sitbreak status, {STATUSES} times, exec included", spread(took), "15 ms")

    def wakeups_a_minute(self, what, daemon):
        time.sleep(20)  # for threads that GLib needed at the start
        before = daemon.wakeups()
        time.sleep(self.seconds)
        after = daemon.wakeups()
        woken = {thread: count - before.get(thread, 0) for thread, count in after.items()
                 if count != before.get(thread, 0)}
        figure = f"{sum(woken.values()) * 60 / self.seconds:.1f} {woken or ''}"
        say(f"wake-ups a minute while {what}", figure, "0 of its own")

    def quietness_and_memory(self):
        daemon = self.start_quietly()
        self.x.type_on()
        self.wakeups_a_minute("somebody types on", daemon)
        self.memory("before the first reminder", daemon)
        self.x.rest()
        daemon.stop()

        daemon = self.start_quietly(**{"sitting.limit": "6s", "sitting.break_length": "3s"})
        self.x.type_on()
        self.monitor.notify()
        self.x.rest()
        daemon.acted("bout-ended")
        self.wakeups_a_minute("nobody is there", daemon)
        self.memory("after a reminder", daemon)
        daemon.stop()

    @staticmethod
    def memory(when, daemon):
        with open(f"/proc/{daemon.pid}/smaps_rollup", encoding="ascii") as file:
            rollup = dict(re.findall(r"^(\w+): +(\d+) kB$", file.read(), re.M))
        say(f"private dirty {when}", f"{int(rollup['Private_Dirty']) / 1024:.2f} MiB", "2 MiB")
        say(f"PSS {when}", f"{int(rollup['Pss']) / 1024:.2f} MiB", "6 MiB")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=int, default=60, help="how long wake-ups are counted")
    options.add_argument("program", nargs="?", default=os.path.join(ROOT, "build", "release", "bin", "sitbreakd"))
    chosen = options.parse_args()
    sitbreakd.programs["sitbreakd"] = os.path.abspath(chosen.program)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    bench = Bench()
    # No log is replayed here: the release build has no such tool.
    bench._check_replay = lambda daemon: None
    bench.setUp()
    bench.seconds = chosen.seconds
    try:
        bench.start_to_ready()
        bench.due_to_notify()
        bench.status_for_a_bar()
        bench.quietness_and_memory()
    finally:
        bench.doCleanups()


main()
