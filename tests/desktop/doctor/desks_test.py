"""A desk where all is well, and desks where one thing is not."""

import os
import re
import shutil
import signal

from bus_service import BusService
from gi.repository import GLib

from doctor import CHECKS, DoctorTest
from processes import PATH, need, run
from servers import NOTIFICATIONS
from sitbreakd import programs

SAVER_XML = """<node><interface name="org.gnome.ScreenSaver"><method name="GetActive"><arg type="b" direction="out"/></method>
</interface></node>"""
SYSTEMD = "org.freedesktop.systemd1"
UNIT_PATH = "/org/freedesktop/systemd1/unit/sitbreakd_2eservice"
SYSTEMD_XML = """<node><interface name="org.freedesktop.systemd1.Unit">
<property name="LoadState" type="s" access="read"/><property name="ActiveState" type="s" access="read"/>
<property name="SubState" type="s" access="read"/><property name="UnitFileState" type="s" access="read"/></interface>
<interface name="org.freedesktop.systemd1.Service"><property name="Result" type="s" access="read"/></interface></node>"""


class WellDesk(DoctorTest):
    """X, dunst, logind and the daemon, as a person's own settings have it."""

    def setUp(self):
        super().setUp()
        self.start_desk()
        self.dunst = self.start_dunst()
        self.start_logind()

    def start_daemon_well(self, **settings):
        daemon = self.start_counting(settings={"sitting.limit": "30min", "sitting.break_length": "3min", **settings})
        daemon.acted("bout-began")
        return daemon

    def test_all_is_well(self):
        daemon = self.start_daemon_well()
        found = self.examine()
        self.assert_wrong(found)
        self.assertEqual(found.those("warning"), set(), found.said)
        self.assertEqual(found.those("skipped"), {"service", "key"})
        self.assertEqual(found.said["summary"], "A reminder would be seen.")
        said = {check: found.checks[check]["found"] for check in CHECKS}
        self.assertRegex(said["daemon"], rf"^sitbreakd \S+, process {daemon.pid} \({re.escape(programs['sitbreakd'])}\): ")
        self.assertEqual(said["input"], f"the daemon counts by input on X display {self.x.display} (XSync)")
        self.assertEqual(said["lock"], "logind tells of session c1 (test); no screen saver is on the session bus")
        self.assertRegex(said["notifications"], r"^dunst \d.* by knopwob, of specification 1\.\d$")
        self.assertIn("actions, body", said["capabilities"])
        self.assertEqual((said["do-not-disturb"], said["settings"]), (
            "off", "there is no file: the defaults are in force, but for what the daemon was told by --set:"))
        self.assertIn("sitting.limit=30min", found.checks["settings"]["details"])
        self.assertEqual(said["key"], "not tried with --json")

    def test_a_person_reads_the_same(self):
        self.start_daemon_well()
        code, out, err = self.doctor()
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(len(re.findall("^[✓!✗-] [A-Z]", out, re.M)), len(CHECKS))
        self.assertRegex(out, r"\n- Key press +skipped: not on a terminal\n")
        self.assertTrue(out.endswith("\nA reminder would be seen.\n"))
        self.assertNotIn("✗", out)
        self.assertNotIn("\x1b", out)

    def test_without_utf8_it_is_narrow_and_ascii(self):
        self.start_daemon_well()
        code, out, err = self.doctor(env={"LANG": "C", "LC_ALL": "C"})
        self.assertEqual((code, err), (0, ""))
        self.assertTrue(out.isascii())
        self.assertLessEqual(max(len(line) for line in out.splitlines()), 80)
        self.assertEqual(len(re.findall("^(ok|! |!!|- ) [A-Z]", out, re.M)), len(CHECKS))

    def test_nothing_is_shown_and_nothing_changes(self):
        daemon = self.start_daemon_well()
        self.examine()
        self.assertEqual([call for call in self.monitor.calls.items() if call.member == "Notify"], [])
        self.assertEqual(daemon.count("heart> show", since=0), 0)

    def test_the_daemon_is_down(self):
        found = self.examine()
        self.assertFalse(os.path.exists(self.env["XDG_STATE_HOME"]), "the doctor made a place for the history")
        self.assert_wrong(found, "daemon")
        self.assertEqual(found.checks["daemon"]["advice"], "Start it with: sitbreakd")
        self.assertEqual(found.checks["input"]["found"],
                         f"a daemon that is started here counts by input on X display {self.x.display} (XSync)")
        self.assertEqual(found.those("skipped"), {"service", "key", "put-off", "last-reminder"})
        self.assertEqual(found.checks["settings"]["found"], "there is no file: the defaults are in force")

    def test_the_daemon_hangs(self):
        daemon = self.start_daemon_well()
        daemon.send(signal.SIGSTOP)
        self.addCleanup(daemon.send, signal.SIGCONT)
        found = self.examine()
        self.assert_wrong(found, "daemon")
        self.assertRegex(found.checks["daemon"]["found"], rf"^sitbreakd, process {daemon.pid} \(.*\), does not answer")

    def test_a_person_who_paused_is_told_so(self):
        self.start_daemon_well()
        self.assertEqual(run([programs["sitbreak"], "pause", "1h"], self.env)[0], 0)
        found = self.examine()
        self.assert_wrong(found)
        self.assertEqual(found.those("warning"), {"put-off"})
        self.assertRegex(found.checks["put-off"]["found"], "^reminders are paused until ")

    def test_do_not_disturb(self):
        self.start_daemon_well()
        self.dunst.ctl("set-paused", "true")
        found = self.examine()
        self.assert_wrong(found, "do-not-disturb")
        self.dunst.ctl("set-paused", "false")
        self.assert_wrong(self.examine())

    def test_the_last_reminder(self):
        self.x.type_on()
        daemon = self.start_daemon_well(**{"sitting.limit": "4s", "sitting.break_length": "3s"})
        self.monitor.notify()
        daemon.acted("show")
        found = self.examine()
        self.assert_wrong(found)
        self.assertRegex(found.checks["last-reminder"]["found"], r"\d\d:\d\d, [a-z-]+: it is on the screen$")


class BrokenDesk(DoctorTest):
    def test_no_session_bus(self):
        self.start_display()
        found = self.examine()
        self.assert_wrong(found, "session-bus")
        self.assertRegex(found.checks["session-bus"]["found"], r"^the session bus at unix:path=\S+ cannot be reached: ")
        self.assertLessEqual({"daemon", "service", "notifications", "capabilities", "do-not-disturb", "put-off",
                              "last-reminder"}, found.those("skipped"))
        self.assertEqual(found.verdict("input"), "ok")

    def test_none_is_looked_for_where_none_is_named(self):
        """GIO would run dbus-launch, to ask for Mutter where neither display takes a connection."""
        del self.env["DBUS_SESSION_BUS_ADDRESS"]
        self.program("dbus-launch", f"touch {self.path('launched')}; exit 1")
        found = self.examine(env={"WAYLAND_DISPLAY": "none", "DISPLAY": ":59999"})
        self.assert_wrong(found, "session-bus")
        self.assertFalse(os.path.exists(self.path("launched")))

    def test_a_session_bus_that_hangs(self):
        self.start_desk()
        self.session_bus.pause()
        found = self.examine()
        self.session_bus.go_on()
        self.assert_wrong(found, "session-bus")

    def test_a_display_that_hangs(self):
        self.start_desk()
        self.start_dunst()
        self.x.pause()
        found = self.examine()
        self.x.go_on()
        self.assertEqual(found.verdict("input"), "warning")

    def test_no_desktop(self):
        found = self.examine()
        self.assertEqual(found.verdict("input"), "warning")
        self.assertIn("the clock alone: neither WAYLAND_DISPLAY nor DISPLAY is set", found.checks["input"]["found"])
        self.assertEqual(found.verdict("lock"), "warning")

    def test_a_daemon_that_does_not_know_the_display(self):
        self.start_desk()
        self.start_dunst()
        daemon = self.start_daemon(env={"DISPLAY": ""})
        daemon.expect("counts by the clock alone")
        daemon.acted("bout-began")
        found = self.examine()
        self.assert_wrong(found)
        self.assertEqual(found.verdict("input"), "warning")
        self.assertIn("import-environment", found.checks["input"]["advice"])

    def test_all_mistakes_in_the_settings(self):
        self.start_desk()
        self.start_dunst()
        file = self.write('[sitting]\nlimit = "soon"\nlimt = 3\n', "config", "sitbreak", "sitbreak.toml")
        found = self.examine()
        self.assert_wrong(found, "daemon", "settings")
        self.assertEqual([line.split(": ")[0] for line in found.checks["settings"]["details"]],
                         [f"{file}:2:9", f"{file}:3:1"])

    def test_a_daemon_that_runs_goes_on_with_the_last_good_settings(self):
        self.start_desk()
        self.start_dunst()
        file = self.write("", "config", "sitbreak", "sitbreak.toml")
        daemon = self.start_counting()
        with open(file, "w", encoding="utf-8") as text:
            text.write("[sitting]\nlimt = 3\n")
        daemon.expect("the settings stay as they were")
        found = self.examine()
        self.assert_wrong(found)
        self.assertEqual(found.verdict("settings"), "warning")
        self.assertTrue(found.checks["settings"]["details"][0].startswith(f"{file}:2:1: "), found.said)

    def test_a_server_that_the_bus_cannot_start(self):
        """As dunst, where the bus was started before the display."""
        need("dunst")
        self.start_desk()
        self.session_bus.would_start(NOTIFICATIONS, shutil.which("dunst", path=PATH))
        daemon = self.start_counting(settings={"sitting.limit": "4s"})
        self.x.type_on()
        daemon.expect("no notification server on the session bus")
        found = self.examine()
        self.assert_wrong(found, "notifications")
        self.assertRegex(found.checks["notifications"]["found"], r"the bus cannot start somebody: Process \S+ (exited|received)")

    def test_a_server_that_the_bus_starts(self):
        need("dunst")
        self.start_desk()
        self.start_counting(settings={"sitting.limit": "30min"})
        # An X server that it was told of: see above.
        self.session_bus.would_start(NOTIFICATIONS, f"/usr/bin/env DISPLAY={self.x.display} {shutil.which('dunst', path=PATH)}")
        found = self.examine()
        self.assert_wrong(found)
        self.assertRegex(found.checks["notifications"]["found"], "^dunst .*, which the bus has started just now$")
        self.assertEqual(found.verdict("capabilities"), "ok")

    def test_what_the_daemon_says_of_its_reminders_counts(self):
        self.start_desk()
        self.start_stand_in(mute_at=("Notify",))
        daemon = self.start_counting(settings={"sitting.limit": "4s"})
        self.x.type_on()
        daemon.expect("the notification server does not answer: the next reminder is tried afresh", within=60)
        found = self.examine()
        self.assert_wrong(found, "daemon")
        self.assertEqual(found.verdict("notifications"), "ok")

    def test_the_settings_are_those_that_the_daemon_was_told(self):
        self.start_desk()
        self.start_dunst()
        file = self.write('[sitting]\nlimit = "40min"\n', "mine.toml")
        self.start_daemon("--config", file, settings={}).expect("counts by input on X display")
        self.write("nonsense\n", "config", "sitbreak", "sitbreak.toml")
        found = self.examine()
        self.assert_wrong(found)
        self.assertEqual(found.checks["settings"]["found"], f"{file}: fine")

    def test_no_notification_server(self):
        self.start_desk()
        self.start_counting(settings={"sitting.limit": "30min", "sitting.break_length": "3min"})
        found = self.examine()
        self.assert_wrong(found, "notifications")
        self.assertEqual(found.verdict("capabilities"), "skipped")

    def test_a_mute_notification_server(self):
        self.start_desk()
        self.start_stand_in(mute_at=("all",))
        found = self.examine()
        self.assert_wrong(found, "daemon", "notifications", "capabilities")
        self.assertEqual(found.checks["notifications"]["found"],
                         "the owner of org.freedesktop.Notifications does not answer within 2 s")

    def test_a_poor_notification_server(self):
        self.start_desk()
        self.start_stand_in(capabilities=())
        found = self.examine()
        self.assert_wrong(found, "daemon")
        self.assertEqual(found.verdict("capabilities"), "warning")
        self.assertEqual(len(found.checks["capabilities"]["details"]), 3)

    def test_a_session_that_stays_locked(self):
        self.start_desk()
        self.start_dunst()
        logind = self.start_logind()
        self.assertEqual(self.examine().verdict("lock"), "ok")
        logind.hint(LockedHint=True)
        self.assert_wrong(self.examine(), "daemon", "lock")

    def test_a_screen_saver_is_named_and_believed(self):
        self.start_session_bus()
        saver = self._having(BusService(self.session_bus, "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", SAVER_XML,
                                        methods={"GetActive": GLib.Variant("(b)", (True,))}))
        self.assertEqual(self.examine().verdict("lock"), "wrong")
        saver.methods["GetActive"] = GLib.Variant("(b)", (False,))
        found = self.examine()
        self.assertEqual(found.verdict("lock"), "ok")
        self.assertTrue(found.checks["lock"]["found"].endswith("; screen savers: org.gnome.ScreenSaver"))

    def test_a_history_that_cannot_be_made(self):
        self.write("in the way", "state")
        found = self.examine()
        self.assertEqual(found.verdict("history"), "warning")
        self.assertIn("is no directory", found.checks["history"]["found"])


class Service(DoctorTest):
    """The unit, by a stand-in for systemd. The real one is asked in tests/desktop/service."""

    def systemd(self, load="loaded", active="inactive", sub="dead", file="enabled", result="success"):
        said = {"LoadState": load, "ActiveState": active, "SubState": sub, "UnitFileState": file, "Result": result}
        return self._having(BusService(self.session_bus, SYSTEMD, UNIT_PATH, SYSTEMD_XML, properties={
            name: GLib.Variant("s", value) for name, value in said.items()}))

    def setUp(self):
        super().setUp()
        self.start_session_bus()

    def test_it_starts_the_daemon_that_is_down(self):
        self.systemd()
        found = self.examine()
        self.assertEqual(found.checks["daemon"]["advice"], "Start it with: systemctl --user start sitbreakd")
        self.assertEqual(found.checks["service"]["found"], "sitbreakd.service: enabled, inactive (dead)")
        self.assertEqual(found.verdict("service"), "warning")

    def test_it_failed(self):
        self.systemd(active="failed", sub="failed", result="exit-code")
        found = self.examine()
        self.assertEqual(found.verdict("service"), "wrong")
        self.assertIn("exit-code", found.checks["service"]["found"])
        self.assertIn("journalctl --user -u sitbreakd", found.checks["service"]["advice"])

    def test_it_is_not_installed(self):
        self.systemd(load="not-found", file="")
        found = self.examine()
        self.assertEqual(found.verdict("service"), "warning")
        self.assertEqual(found.checks["daemon"]["advice"], "Start it with: sitbreakd")

    def test_it_does_not_tell(self):
        self._having(BusService(self.session_bus, SYSTEMD, UNIT_PATH, "<node/>"))
        found = self.examine()
        self.assertEqual(found.verdict("service"), "warning")
