"""sitbreakd as it is installed, as a user's service under a real systemd with a real logind.

service_test.py [--build DIRECTORY] [--lower DIRECTORY]

The build is installed there; without one, what the system in the lower directory has is tried. That directory can
have another Debian in it, to see what another systemd says.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
import traceback

sys.path.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "daemon"))

import machine  # noqa: E402  pylint: disable=wrong-import-position
from machine import Skip, USER, wait_until  # noqa: E402  pylint: disable=wrong-import-position
from processes import refuse_mistakes  # noqa: E402  pylint: disable=wrong-import-position

UNIT = "sitbreakd.service"
SETTINGS = f"/home/{USER}/.config/sitbreak/sitbreak.toml"


class Service:
    """The unit on that machine, and what it says."""

    def __init__(self, its_machine):
        self.machine = its_machine
        self.heard = 0

    def lines(self):
        return self.machine.journal(f"_SYSTEMD_USER_UNIT={UNIT}", "SYSLOG_IDENTIFIER=sitbreakd")

    def hears(self, pattern):
        """Waits for a line with that regular expression in it, newer than those waited for before."""

        def newer():
            for number, line in enumerate(self.lines()):
                if number >= self.heard and re.search(pattern, line):
                    self.heard = number + 1
                    return True
            return False

        wait_until(newer, f'"{pattern}" in the journal')

    def listen_from_now(self):
        self.heard = len(self.lines())

    def property(self, name):
        return self.machine.unit(UNIT, name)

    def pid(self):
        return self.property("MainPID")

    def is_active(self):
        return self.property("ActiveState") == "active"

    def ctl(self, verb, **options):
        return self.machine.user_systemctl(verb, UNIT, **options)

    def session_says(self, session, method, value):
        """To logind, as its desktop or its locker does."""
        login1 = "org.freedesktop.login1"
        path = self.machine.run("busctl", "call", login1, "/org/freedesktop/login1", f"{login1}.Manager", "GetSession",
                                "s", session).stdout.split('"')[1]
        self.machine.run("busctl", "call", login1, path, f"{login1}.Session", method, "b", value)

    def examined(self):
        """The doctor's findings, {check: finding}, of a process of the person's own service manager."""
        said = self.machine.run_as_user("systemd-run", "--user", "--quiet", "--pipe", "--wait", "--collect",
                                        "/usr/bin/sitbreak", "doctor", "--json", check=False)
        return {finding["check"]: finding for finding in json.loads(said.stdout)["checks"]}

    def drop_in(self, text):
        """Replaces the last one; an empty text takes it away."""
        self.machine.write(f"/home/{USER}/.config/systemd/user/{UNIT}.d/test.conf", text)
        self.machine.user_systemctl("daemon-reload")


def starts_and_says_what_it_does(service):
    began = time.monotonic()
    service.ctl("start")
    print(f"  ready after {time.monotonic() - began:.2f} s")
    assert service.is_active()
    status = service.property("StatusText")
    print(f"  {status}")
    assert status.startswith("sitting since"), status
    service.hears("counts by the clock alone")


def every_line_of_the_unit_is_understood(service):
    verified = service.machine.run_as_user("systemd-analyze", "--user", "verify", f"/usr/lib/systemd/user/{UNIT}")
    about_it = [line for line in verified.stdout.splitlines() if UNIT in line]
    assert not about_it, about_it
    complaints = service.machine.journal(f"USER_UNIT={UNIT}", "--priority=warning")
    assert not complaints, complaints


def the_hardening_is_in_force(service):
    status = service.machine.run("grep", "-E", "^(NoNewPrivs|Seccomp):", f"/proc/{service.pid()}/status").stdout
    assert status.split() == ["NoNewPrivs:", "1", "Seccomp:", "2"], status
    assert service.property("ControlGroup").split("/")[-2] == "background.slice"


def a_second_one_says_who_runs_already(service):
    second = service.machine.run_as_user("/usr/bin/sitbreakd", check=False)
    assert second.returncode == 1, second
    assert service.pid() in second.stdout, second.stdout


def hears_what_the_session_says_of_itself(service):
    session = service.machine.open_session()
    service.hears(f"session {session}")
    service.machine.run("loginctl", "lock-session", session)
    service.session_says(session, "SetLockedHint", "true")
    service.hears("^locked$")
    wait_until(lambda: service.property("StatusText").startswith("away"), "a status that says so")
    service.machine.run("loginctl", "unlock-session", session)
    service.session_says(session, "SetLockedHint", "false")
    service.hears("^unlocked$")
    # As there is no desktop to ask of input.
    service.session_says(session, "SetIdleHint", "true")
    service.hears("counts by the clock and logind's idle hint")
    service.session_says(session, "SetIdleHint", "false")


def the_doctor_knows_the_unit_and_the_session(service):
    found = service.examined()
    assert f"process {service.pid()} (/usr/bin/sitbreakd)" in found["daemon"]["found"], found["daemon"]
    assert found["daemon"]["verdict"] == "ok", found["daemon"]
    assert found["service"]["found"].startswith(f"{UNIT}: disabled, active (running)"), found["service"]
    assert found["service"]["advice"] == "systemctl --user enable sitbreakd", found["service"]
    assert re.match(r"logind tells of session \w+ \(x11\)", found["lock"]["found"]), found["lock"]
    assert found["sleep"]["found"] == "logind tells of it", found["sleep"]
    assert found["history"]["verdict"] == "ok", found["history"]


def closes_the_books_before_sleep(service):
    def holds_sleep_back():
        held = service.machine.run("busctl", "call", "org.freedesktop.login1", "/org/freedesktop/login1",
                                   "org.freedesktop.login1.Manager", "ListInhibitors").stdout
        return '"sleep" "sitbreak"' in held

    # Without polkit newer versions of logind do not let a user's service delay sleep.
    asked = service.machine.run_as_user("systemd-run", "--user", "--quiet", "--wait", "--collect", "systemd-inhibit",
                                        "--what=sleep", "--mode=delay", "true", check=False)
    may_delay = asked.returncode == 0
    print(f"  logind {'lets' if may_delay else 'does not let'} a user's service delay sleep")
    if may_delay:
        wait_until(holds_sleep_back, "the inhibitor")
    service.machine.run("systemctl", "suspend")
    service.hears("the machine goes to sleep")
    wait_until(lambda: not holds_sleep_back(), "the inhibitor's release")
    service.machine.run("touch", "/run/wake")
    service.hears("the machine is awake again")
    if may_delay:
        wait_until(holds_sleep_back, "the inhibitor, again")


def reads_its_settings_anew(service):
    pid = service.pid()
    service.machine.write(SETTINGS, '[log]\nlevel = "debug"\n')
    service.ctl("reload")
    service.hears("new settings are in force")
    assert service.is_active() and service.pid() == pid


def stops_at_once(service):
    began = time.monotonic()
    service.ctl("stop")
    took = time.monotonic() - began
    print(f"  stopped after {took:.2f} s")
    service.hears("stopped")
    assert took < 1.0, took
    assert service.property("Result") == "success"
    assert service.property("ExecMainStatus") == "0"


def is_not_started_by_the_doctor(service):
    found = service.examined()
    assert found["daemon"]["found"] == "sitbreakd is not running", found["daemon"]
    assert found["daemon"]["advice"] == "Start it with: systemctl --user start sitbreakd", found["daemon"]
    assert service.property("ActiveState") == "inactive"


def is_started_by_whoever_asks_on_the_bus(service):
    service.machine.run_as_user("busctl", "--user", "call", "org.sitbreak.Sitbreak1", "/org/sitbreak/Sitbreak1",
                                "org.freedesktop.DBus.Peer", "Ping")
    wait_until(service.is_active, "the unit, started by the bus")
    service.ctl("stop")


def wrong_settings_are_not_tried_again(service):
    service.machine.write(SETTINGS, '[sitting]\nlimt = "30min"\n')
    service.ctl("start", check=False)
    wait_until(lambda: service.property("ActiveState") == "failed", "the failure")
    service.hears("limt")
    assert service.property("ExecMainStatus") == "2"
    assert service.property("NRestarts") == "0"
    found = service.examined()
    assert found["service"]["verdict"] == "wrong", found["service"]
    assert found["service"]["found"].endswith("failed (failed), by exit-code"), found["service"]
    assert found["settings"]["details"][0].startswith(f"{SETTINGS}:2:1: "), found["settings"]
    service.machine.run("rm", SETTINGS)
    service.ctl("reset-failed")


def a_hanging_one_is_replaced(service):
    service.drop_in("[Service]\nWatchdogSec=2s\nRestartSec=100ms\n")
    service.ctl("start")
    first = service.pid()
    # Two periods: what is looked for is that nothing happens in them.
    time.sleep(4.5)
    assert service.pid() == first and service.property("NRestarts") == "0", "killed though it was alive"
    service.machine.run("kill", "-STOP", first)
    wait_until(lambda: service.property("NRestarts") == "1" and service.is_active(), "another one")
    assert service.pid() not in ("0", first)
    assert any("Watchdog timeout" in line for line in service.machine.journal(f"USER_UNIT={UNIT}"))
    service.ctl("stop")
    service.drop_in("")


def comes_and_goes_with_the_graphical_session(service):
    service.ctl("enable")
    service.machine.write("/etc/systemd/user/test-session.service",
                          "[Unit]\nBindsTo=graphical-session.target\nBefore=graphical-session.target\n"
                          "[Service]\nExecStart=/bin/sleep infinity\n")
    service.machine.user_systemctl("daemon-reload")
    service.machine.user_systemctl("start", "test-session.service")
    wait_until(service.is_active, "the unit in the session")
    service.machine.user_systemctl("stop", "test-session.service")
    wait_until(lambda: service.property("ActiveState") == "inactive", "the unit's end with the session")


def reminds_and_shows_how_from_inside_its_hardening(service):
    """An X server, a notification server and the page behind the reminder: nothing of that may be forbidden."""
    for program in ("Xvfb", "dunst", "xdotool"):
        if service.machine.run("sh", "-c", f"command -v {program}", check=False).returncode != 0:
            print(f"  {program} is not in that system: left out")
            return
    service.machine.write("/usr/local/bin/xdg-open", '#!/bin/sh\ncp "$1" "$HOME/opened.html"\n', 0o755)
    # dunst draws no buttons: it offers them to a menu program.
    service.machine.write("/usr/local/bin/choose", "#!/bin/sh\nexec grep -F 'Show me how'\n", 0o755)
    service.machine.write(f"/home/{USER}/.config/dunst/dunstrc", "[global]\n dmenu = /usr/local/bin/choose\n")
    start = ("systemd-run", "--user", "--quiet")
    service.machine.run_as_user(*start, "--unit=x", "Xvfb", ":7", "-noreset", "-nolisten", "tcp")
    wait_until(lambda: service.machine.run("test", "-S", "/tmp/.X11-unix/X7", check=False).returncode == 0, "Xvfb")
    service.machine.user_systemctl("set-environment", "DISPLAY=:7")
    service.machine.run_as_user(*start, "--unit=dunst-of-test", "dunst")
    service.machine.write(SETTINGS, '[sitting]\nlimit = "4s"\nbreak_length = "2s"\n'
                                    '[reminder]\nwait_for_pause = "0s"\n')
    # A bout that is remembered from before could be due at once.
    service.machine.run("rm", "-rf", f"/home/{USER}/.local/state/sitbreak")
    service.listen_from_now()
    service.ctl("start")
    service.hears("counts by input on X display :7")

    def types_until(said):
        def types():
            service.machine.run_as_user("xdotool", "key", "a", environment=("DISPLAY=:7",))
            return any(said in line for line in service.lines()[service.heard:])
        wait_until(types, said)

    # sitbreak-holds is started from inside the hardening, too, and sees what there is.
    service.machine.run_as_user("dunstctl", "set-paused", "true")
    types_until("do-not-disturb speaks for holding a reminder")
    service.machine.run_as_user("dunstctl", "set-paused", "false")
    types_until("reminder after")
    wait_until(lambda: service.machine.run_as_user("dunstctl", "count", "displayed").stdout.strip() == "1", "dunst")
    service.machine.run_as_user("dunstctl", "context")
    page = f"/home/{USER}/opened.html"
    wait_until(lambda: service.machine.run("test", "-s", page, check=False).returncode == 0, "the page")
    service.ctl("stop")


def none_has_ended_by_a_fault(service):
    """Of all that ran here. The one that hung was ended by its watchdog, the one with wrong settings by itself."""
    ended = [line for line in service.machine.journal(f"USER_UNIT={UNIT}") if "Main process exited" in line]
    assert len(ended) == 2 and "status=2/" in ended[0] and "status=6/ABRT" in ended[1], ended
    refuse_mistakes("sitbreakd", "\n".join(service.lines()))


TESTS = (
    starts_and_says_what_it_does,
    every_line_of_the_unit_is_understood,
    the_hardening_is_in_force,
    a_second_one_says_who_runs_already,
    hears_what_the_session_says_of_itself,
    the_doctor_knows_the_unit_and_the_session,
    closes_the_books_before_sleep,
    reads_its_settings_anew,
    stops_at_once,
    is_not_started_by_the_doctor,
    is_started_by_whoever_asks_on_the_bus,
    wrong_settings_are_not_tried_again,
    a_hanging_one_is_replaced,
    comes_and_goes_with_the_graphical_session,
    reminds_and_shows_how_from_inside_its_hardening,
    none_has_ended_by_a_fault,
)


def test(options):
    began = time.monotonic()
    its_machine = machine.Machine(options.lower)
    try:
        print(its_machine.run("systemctl", "--version").stdout.splitlines()[0],
              f"booted after {time.monotonic() - began:.1f} s", flush=True)
        if options.build:
            subprocess.run(["cmake", "--install", options.build, "--prefix", "/usr"], check=True,
                           stdout=subprocess.DEVNULL, env={**os.environ, "DESTDIR": its_machine.root})
        its_machine.user_systemctl("daemon-reload")
        its_machine.run_as_user("busctl", "--user", "call", "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                "org.freedesktop.DBus", "ReloadConfig")
        service = Service(its_machine)
        for check in TESTS:
            print(check.__name__.replace("_", " "), flush=True)
            try:
                check(service)
            except AssertionError:
                traceback.print_exc(file=sys.stdout)
                print("the journal:", *its_machine.journal()[-60:], sep="\n    ")
                return 1
    finally:
        its_machine.power_off()
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build")
    parser.add_argument("--lower", default="/")
    parser.add_argument("--inside", action="store_true")
    options = parser.parse_args()
    try:
        if not options.inside:
            machine.run_in_own_namespaces(sys.executable, *sys.argv, "--inside")
        return test(options)
    except Skip as why:
        print(f"skipped: {why}")
        return 77


sys.exit(main())
