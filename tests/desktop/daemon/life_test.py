"""Starting and ending, and what the service manager and the journal are told."""

import os
import re
import signal
import socket
import threading
import time

from desk import DeskTest
from processes import Child, Line
from record import Record
from servers import until
from sitbreakd import programs


class Ending(DeskTest):
    def check_end(self, number):
        self.start_desk()
        self.start_stand_in()
        daemon = self.start_counting(settings={"sitting.limit": "4s"})
        self.x.type_on()
        reminder = self.monitor.notify()
        code, took = daemon.stop(number)
        self.assertEqual(code, 0)
        self.assertLess(took, 1)
        self.monitor.withdrawn(reminder, within=5)
        self.assertEqual(daemon.count("info: stopped"), 1)

    def test_sigterm_withdraws_and_ends(self):
        self.check_end(signal.SIGTERM)

    def test_sigint_withdraws_and_ends(self):
        self.check_end(signal.SIGINT)

    def test_a_session_bus_that_never_answers_delays_no_end(self):
        listener = socket.socket(socket.AF_UNIX)
        self.addCleanup(listener.close)
        listener.bind(self.path("mute-bus"))
        listener.listen()
        for arguments in ((), ("--terminal",)):
            with self.subTest(arguments):
                daemon = self.start_daemon(*arguments, env={
                    "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.path('mute-bus')}"})
                daemon.expect("the session bus does not answer: a second sitbreakd would not be noticed")
                daemon.expect("counts by the clock alone")
                daemon.acted("bout-began")
                code, took = daemon.stop()
                self.assertEqual(code, 0)
                self.assertLess(took, 1)

    def test_ended_before_anything_was_there(self):
        daemon = self.start_daemon()
        daemon.expect("counts by the clock alone")
        code, took = daemon.stop()
        self.assertEqual(code, 0)
        self.assertLess(took, 1)


class Streams(DeskTest):
    def test_those_that_are_closed_are_given_to_nobody_else(self):
        daemon = Child(["/bin/sh", "-c", 'exec "$0" --terminal <&- >&- 2>&-', programs["sitbreakd"]], self.env)
        self.addCleanup(daemon.kill)
        streams = [f"/proc/{daemon.pid}/fd/{number}" for number in range(10)]
        until(lambda: all(map(os.path.lexists, streams)), "the daemon has opened what it needs")
        self.assertEqual([os.readlink(stream) for stream in streams[:3]], ["/dev/null"] * 3)


class Second(DeskTest):
    def test_a_second_one_says_who_runs_and_leaves(self):
        self.start_desk()
        self.start_stand_in()
        first = self.start_counting()
        code, _, err = self.sitbreakd()
        self.assertEqual(code, 1)
        self.assertIn(f"sitbreakd already runs as process {first.pid}", err)
        self.x.type_on()
        first.acted("show")
        self.monitor.notify()
        first.stop()
        third = self.start_counting()
        self.assertNotEqual(third.pid, first.pid)


class Terminal(DeskTest):
    def test_without_anything_it_counts_by_the_clock_and_prints(self):
        self.env = {name: self.env[name] for name in ("PATH", "DBUS_SYSTEM_BUS_ADDRESS", "XDG_CONFIG_DIRS")}
        daemon = self.start_daemon("--terminal", "--set", "sitting.limit=3s", settings={})
        daemon.expect("info: counts by the clock alone: neither WAYLAND_DISPLAY nor DISPLAY is set")
        line = daemon.expect_output(r"^\d\d:\d\d  You have been sitting for [345] seconds\. \S")
        self.assertIsNotNone(line)
        at = daemon.output.items()[0].at
        self.assertGreaterEqual(at - daemon.started_at, 3)
        self.assertEqual(daemon.stop()[0], 0)

    def test_in_a_wayland_session_an_x_server_is_not_believed(self):
        self.start_display()
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as compositor:  # one that answers nothing
            compositor.bind(os.path.join(self.env["XDG_RUNTIME_DIR"], "wayland-0"))
            compositor.listen()
            daemon = self.start_daemon("--terminal", env={"WAYLAND_DISPLAY": "wayland-0"})
            daemon.expect("counts by the clock alone: .*an X server under a compositor sees the input to X programs "
                          "alone")

    def test_an_x_server_that_comes_later_is_found(self):
        self.start_display()
        self.x.kill()
        daemon = self.start_daemon("--terminal")
        daemon.expect(f"counts by the clock alone: cannot connect to X display {self.x.display}; trying again")
        daemon.acted("bout-began")
        self.x.start()
        daemon.expect(f"counts by input on X display {self.x.display}")
        daemon.observed("input-(idle|resumed)")


class ServiceManager(DeskTest):
    def setUp(self):
        super().setUp()
        path = self.path("notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(path)
        self.told = Record("the service manager", str)
        self._records.append(self.told)
        threading.Thread(target=self._read, daemon=True).start()
        self.start_desk()
        self.server = self.start_stand_in()
        self.env["NOTIFY_SOCKET"] = path  # for the daemon alone: dbus-daemon knows it too

    def _read(self):
        while True:
            self.told.append(Line(self.socket.recv(4096).decode()))

    def expect(self, pattern, within=20):
        line = self.told.expect(lambda said: re.search(pattern, said.text, re.M), pattern, within)
        return line

    def test_ready_once_it_counts_and_in_words_for_a_person(self):
        self.x.pause()  # what it counts by does not answer yet
        daemon = self.start_daemon()
        self.told.refuse(lambda said: "READY" in said.text, "ready before it counts", during=1.5)
        self.x.go_on()
        ready = self.expect(r"^READY=1$")
        status = re.findall(r"^STATUS=(.+)$", ready.text, re.M)
        self.assertEqual(len(status), 1, ready.text)
        daemon.expect("counts by input on X display", within=5)

        self.x.type_on()
        self.expect(r"\ASTATUS=sitting since \d\d:\d\d, reminder at \d\d:\d\d\Z")
        self.expect(r"\ASTATUS=sitting since \d\d:\d\d, a break is due\Z")
        self.x.rest()
        self.expect(r"\ASTATUS=away since \d\d:\d\d\Z")
        daemon.stop()
        self.expect(r"^STOPPING=1$")
        self.assertEqual(len(self.told.find(lambda said: "READY=1" in said.text)), 1)

    def test_the_watchdog_is_served(self):
        self.start_daemon(env={"WATCHDOG_USEC": "2000000"})
        self.expect("READY=1")
        alive = [self.expect(r"^WATCHDOG=1$").at for _ in range(4)]
        for before, after in zip(alive, alive[1:]):
            self.assertLess(after - before, 2)
        self.assertGreater((alive[-1] - alive[0]) / 3, 0.5, "no more often than it is good for")

    def test_another_ones_watchdog_is_not_served(self):
        self.start_daemon(env={"WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "1"})
        self.expect("READY=1")
        self.told.refuse(lambda said: "WATCHDOG" in said.text, "a sign of life", during=2)

    def test_reloading_is_told_before_and_after(self):
        daemon = self.start_counting()
        self.expect("READY=1")
        before = time.clock_gettime(time.CLOCK_MONOTONIC)
        daemon.send(signal.SIGHUP)
        reloading = self.expect(r"^RELOADING=1$")
        told = int(re.search(r"^MONOTONIC_USEC=(\d+)$", reloading.text, re.M)[1]) / 1e6
        self.assertGreaterEqual(told, before)
        self.assertLessEqual(told, time.clock_gettime(time.CLOCK_MONOTONIC))
        self.expect(r"^READY=1$")

    def test_programs_it_starts_do_not_speak_for_it(self):
        self.program("xdg-open", f'env >"{self.path("env.new")}"; mv "{self.path("env.new")}" "{self.path("env")}"')
        daemon = self.start_counting(settings={"sitting.limit": "4s", "reminder.repeat_every": "1h"},
                                     env={"WATCHDOG_USEC": "60000000"})
        self.x.type_on()
        self.server.press(self.monitor.notify(), "how")
        daemon.acted("open-card")
        until(lambda: os.path.exists(self.path("env")), "xdg-open was run")
        with open(self.path("env"), encoding="utf-8") as file:
            self.assertNotRegex(file.read(), "NOTIFY_SOCKET|WATCHDOG")


class Journal(DeskTest):
    def test_lines_carry_priorities_and_no_time(self):
        pipe = os.pipe()
        status = os.fstat(pipe[0])
        daemon = self.start_daemon("--terminal", stderr=pipe, env={
            "JOURNAL_STREAM": f"{status.st_dev}:{status.st_ino}"})
        daemon.expect("^<6>counts by the clock alone")
        daemon.expect("^<7>heart< ")
        self.write("sitting.limt = 3\nsitting.limit = 3\n", "config", "sitbreak", "sitbreak.toml")
        daemon.expect("^<4>the settings stay as they were")
        daemon.expect("^<4>.*sitbreak.toml:1:")
        daemon.expect("^<4>.*sitbreak.toml:2:")
        daemon.stop()
        for line in daemon.log.items():
            self.assertRegex(line.text, r"^<[3-7]>[^\d]")

    def test_elsewhere_they_carry_the_time(self):
        daemon = self.start_daemon("--terminal", env={"JOURNAL_STREAM": "1:1"})
        daemon.expect(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} info: counts by the clock alone")
