"""A desk for each test: a home, buses, a display, somebody who types, and the daemon. All of it is gone when the
test ends, passed, failed or killed."""

import os
import stat
import subprocess
import sys
import unittest

from monitor import BusMonitor
from processes import PATH, need, run, temporary_directory
from servers import Bus, Dunst, Logind, XServer
from sitbreakd import Sitbreakd, programs
from stand_in import StandIn

# Absence is noticed after a second of no input, and a break takes three.
SETTINGS = {
    "sitting.limit": "6s",
    "sitting.break_length": "3s",
    "reminder.wait_for_pause": "0s",
    "reminder.repeat_every": "3s",
    "log.level": "debug",
}


def as_options(settings):
    return [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]


class DeskTest(unittest.TestCase):
    def setUp(self):
        need("setpriv")
        self.home = temporary_directory()
        self.bin = self.path("bin")
        os.mkdir(self.bin)
        self.env = {
            "HOME": self.home,
            "LANG": "C.UTF-8",
            "PATH": f"{self.bin}:{PATH}",
            "XDG_CONFIG_HOME": self.path("config"),
            "XDG_CONFIG_DIRS": self.path("etc"),
            "XDG_CACHE_HOME": self.path("cache"),
            "XDG_STATE_HOME": self.path("state"),
            "XDG_RUNTIME_DIR": self.path("run"),
            "XDG_DATA_HOME": self.path("data"),
            # Never those of the machine.
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.path('no-session-bus')}",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.path('no-system-bus')}",
        }
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.env[name] = os.environ[name]
        os.mkdir(self.env["XDG_RUNTIME_DIR"], stat.S_IRWXU)
        self.x = self.session_bus = self.system_bus = self.monitor = None
        self._records = []

    def path(self, *names):
        return os.path.join(self.home, *names)

    def write(self, text, *names):
        path = self.path(*names)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def program(self, name, script):
        """Stands in for a program that the daemon runs."""
        os.chmod(self.write(f"#!/bin/sh\n{script}\n", "bin", name), 0o755)

    # What a desk has.

    def _having(self, server):
        self.addCleanup(server.end)
        return server

    def start_display(self):
        self.x = self._having(XServer(self.env))
        self.env["DISPLAY"] = self.x.display
        return self.x

    def start_session_bus(self):
        self.session_bus = self._having(Bus(self.home, "session", self.env))
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self.session_bus.address
        self.monitor = self._having(BusMonitor(self.session_bus, self.env))
        self._records.append(self.monitor.calls)

    def start_desk(self):
        """A display and a session bus."""
        self.start_session_bus()
        return self.start_display()

    def start_dunst(self):
        return self._having(Dunst(self.home, self.session_bus, self.x.display, self.env))

    def start_stand_in(self, **manners):
        return self._having(StandIn(self.session_bus, **manners))

    def start_logind(self):
        self.system_bus = self._having(Bus(self.home, "system", self.env))
        logind = self._having(Logind(self.system_bus, self.env))
        self.env["DBUS_SYSTEM_BUS_ADDRESS"] = self.system_bus.address
        self.env["XDG_SESSION_ID"] = logind.SESSION_ID
        return logind

    # The daemon.

    def start_daemon(self, *arguments, env=None, settings=None, **pipes):
        """Runs with SETTINGS, and with `settings` above them; {} is neither."""
        chosen = {} if settings == {} else {**SETTINGS, **(settings or {})}
        chosen = {key: value for key, value in chosen.items() if value is not None}
        daemon = Sitbreakd({**self.env, **(env or {})}, [*as_options(chosen), *arguments], **pipes)
        self.addCleanup(daemon.kill)
        self._records += [daemon.log, daemon.output]
        if chosen.get("log.level") == "debug":
            self.addCleanup(self._check_replay, daemon)
        self.addCleanup(daemon.judge)
        return daemon

    def start_counting(self, *arguments, **how):
        """The daemon, once it follows input."""
        daemon = self.start_daemon(*arguments, **how)
        daemon.expect("counts by input on X display")
        daemon.observed("input-(idle|resumed)")
        return daemon

    def _check_replay(self, daemon):
        """Every log of a daemon that was not killed leads the heart to the same actions again."""
        if not daemon.was_killed():
            self.replay(daemon, expected=0)

    def replay(self, daemon, expected, change=lambda text: text):
        """Replays the log of a daemon that has ended, changed or not."""
        daemon.log.await_end()
        text = change("\n".join(line.text for line in daemon.log.items()))
        done = subprocess.run([programs["replay"]], input=text, capture_output=True, text=True, timeout=20,
                              check=False)
        self.assertEqual(done.returncode, expected, f"replay says: {done.stderr}")

    def sitbreakd(self, *arguments, env=None):
        """Runs the program to its end: exit code, standard output, standard error."""
        return run([programs["sitbreakd"], *arguments], {**self.env, **(env or {})})

    def assert_within(self, seconds, begin, end, what):
        self.assertLessEqual(end - begin, seconds, f"{what}: {end - begin:.3f} s")

    # What was said is shown when a test fails.

    def run(self, result=None):
        before = len(result.failures) + len(result.errors) if result else 0
        super().run(result)
        if result and len(result.failures) + len(result.errors) > before:
            for record in getattr(self, "_records", []):
                print(f"--- {record.name}:\n{record.text()}", file=sys.stderr)
        return result
