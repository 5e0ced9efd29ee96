"""Desktops of each kind, without a screen, by the same verbs. Each has its own hands and its own way to be kept awake
and to be told not to disturb."""

import os
import shutil
import subprocess
import threading
from unittest import SkipTest

from gi.repository import GLib

from bus_service import BusService
from compositor import Sway
from processes import PATH, Child, need, run
from record import now
from servers import NOTIFICATIONS, Dunst, XServer, until

# Where CMake built it, if it did; see run.py.
programs = {"hands": None}


class Desktop:
    """What they have in common. One of them: `environment` for its programs, `what_counts` as the daemon says it."""

    def __init__(self, desk):
        self.desk = desk
        self._env = dict(desk.env)
        self._typing = None
        self._last = 0
        # A desktop that is busy takes its time with an input, which then came later than `press` says, by this at most.
        self.slowest_press = 0

    def press(self):
        """One input. When that was."""
        self._last = now()
        self._press()
        self.slowest_press = max(self.slowest_press, now() - self._last)
        return self._last

    def type_on(self):
        """Input from now on, each 100 ms, until `rest`."""
        if self._typing:
            return
        stop = threading.Event()
        thread = threading.Thread(target=self._type, args=(stop,), daemon=True)
        self._typing = stop, thread
        thread.start()

    def _type(self, stop):
        while not stop.is_set():
            try:
                self.press()
            except (OSError, ValueError, GLib.Error):  # the desktop is gone
                return
            stop.wait(0.1)

    def rest(self):
        """Hands off. When the last input was."""
        if self._typing:
            stop, thread = self._typing
            stop.set()
            thread.join(20)
        self._typing = None
        return self._last

    def kill(self):
        """As when it crashes."""
        self._kill()
        self.rest()

    def end(self):
        self.rest()
        self._end()

    def start_notifications(self):
        """Whoever shows them here: one that can leave the bus and start again."""
        return self.desk.start_stand_in()

    def _service(self, *what, **how):
        service = BusService(self.desk.session_bus, *what, **how)
        self.desk.addCleanup(service.end)
        return service


class LeavingDunst(Dunst):
    """With the names of the stand-in's verbs."""

    leave = Dunst.kill


class X11Desktop(Desktop):
    """Xvfb. What keeps it awake says so to logind."""

    def __init__(self, desk):
        super().__init__(desk)
        self._x = XServer(self._env)
        self.environment = {"DISPLAY": self._x.display}
        self.what_counts = f"counts by input on X display {self._x.display} "

    def start(self):
        self._x.start()

    def _kill(self):
        self._x.kill()

    def _end(self):
        self._x.end()

    def _press(self):
        self._x.press()

    def video(self, on):
        self.desk.logind.keep_awake(on)

    def start_notifications(self):
        server = LeavingDunst(self.desk.home, self.desk.session_bus, self._x.display, self._env)
        self.desk.addCleanup(server.end)
        return server

    def do_not_disturb(self, on):
        self.desk.server.ctl("set-paused", "true" if on else "false")


class Hands:
    """A Wayland client of the tests' own: it moves the mouse, where that is let, and has a window."""

    def __init__(self, env):
        self._child = Child([programs["hands"]], env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._one_at_a_time = threading.Lock()
        if self._answer() != b"ready\n":
            raise AssertionError("nobody has hands on this desktop")

    @staticmethod
    def are_needed():
        if not programs["hands"]:
            raise SkipTest("wayland_hands is not built, for want of plasma-wayland-protocols or wayland-protocols")

    def _answer(self):
        return self._child.process.stdout.readline()

    def do(self, command):
        with self._one_at_a_time:
            self._child.process.stdin.write(f"{command}\n".encode())
            self._child.process.stdin.flush()
            if self._answer() != b"done\n":
                raise BrokenPipeError(f"no answer to: {command}")

    def kill(self):
        self._child.kill()

    def end(self):
        self._child.end()


class WaylandDesktop(Desktop):
    DISPLAY = "sitbreak-0"

    def __init__(self, desk):
        super().__init__(desk)
        self.environment = {"WAYLAND_DISPLAY": self.DISPLAY, "XDG_SESSION_TYPE": "wayland"}
        self._env = {**self._env, "LIBGL_ALWAYS_SOFTWARE": "1"}
        self._log = desk.path("compositor.log")

    def start(self):
        socket = os.path.join(self._env["XDG_RUNTIME_DIR"], self.DISPLAY)
        if os.path.exists(socket):  # of one that was killed
            os.unlink(socket)
        with open(self._log, "ab") as log:
            self._compositor = Child(self._command(), self._env, stdout=log, stderr=log)
        try:
            until(lambda: os.path.exists(socket) or self._compositor.ended(), "a Wayland socket")
            self._start_hands()
        except AssertionError as error:
            with open(self._log, encoding="utf-8", errors="replace") as log:
                raise AssertionError(f"{error}; the compositor says: {log.read()}") from None

    def _kill(self):
        self._compositor.kill()

    def _end(self):
        self._compositor.end()


class KWinDesktop(WaylandDesktop):
    """A window keeps it awake."""

    def __init__(self, desk):
        super().__init__(desk)
        need("kwin_wayland")
        Hands.are_needed()
        # The installed one has a file capability, which not every machine allows; a plain copy has none. Its platform
        # plugin insists on the name.
        os.mkdir(desk.path("kwin"))
        self._kwin = shutil.copyfile(shutil.which("kwin_wayland", path=PATH), desk.path("kwin", "kwin_wayland"))
        os.chmod(self._kwin, 0o755)
        self._env |= {"KWIN_WAYLAND_NO_PERMISSION_CHECKS": "1", "QT_QPA_PLATFORM": ""}
        self.what_counts = fr"counts by input on Wayland display {self.DISPLAY} \(ext-idle-notify-v1, version \d\)"
        self.start()

    def _command(self):
        return [self._kwin, "--virtual", "--no-lockscreen", "--no-global-shortcuts", "--width", "640",
                "--height", "480", "--socket", self.DISPLAY]

    def _start_hands(self):
        self._hands = Hands({**self._env, **self.environment})

    def _press(self):
        self._hands.do("press")

    def video(self, on):
        self._hands.do(f"inhibit {'on' if on else 'off'}")

    def _kill(self):
        super()._kill()
        self._hands.kill()

    def _end(self):
        self._hands.end()
        super()._end()

    def start_notifications(self):
        """As Plasma's."""
        return self.desk.start_stand_in(inhibited=False)

    def do_not_disturb(self, on):
        self.desk.server.inhibit(on)


class PlasmaDesktop(KWinDesktop):
    """What keeps it awake says so to the power manager, which takes a stand-in here."""

    _AGENT = "org.kde.Solid.PowerManagement.PolicyAgent"

    def __init__(self, desk):
        super().__init__(desk)
        xml = f"""<node><interface name="{self._AGENT}">
<method name="HasInhibition"><arg type="u" direction="in"/><arg type="b" direction="out"/></method>
<signal name="InhibitionsChanged"><arg type="a(ss)"/><arg type="as"/></signal></interface></node>"""
        self._power = self._service(self._AGENT, "/org/kde/Solid/PowerManagement/PolicyAgent", xml,
                                    methods={"HasInhibition": GLib.Variant("(b)", (False,))})

    def video(self, on):
        self._power.methods["HasInhibition"] = GLib.Variant("(b)", (on,))
        added, removed = ([("player", "a video")], []) if on else ([], ["player"])
        self._power.emit(self._AGENT, "InhibitionsChanged", GLib.Variant("(a(ss)as)", (added, removed)))


class LeavingMako:
    """mako, with the names of the stand-in's verbs."""

    def __init__(self, desk, display):
        need("mako", "makoctl", "busctl", "jq")
        self._bus = desk.session_bus
        self._env = {**desk.env, **display}
        self._config = desk.write("[mode=do-not-disturb]\ninvisible=1\n", "mako.conf")
        self.start()

    def start(self):
        self._child = Child(["mako", "--config", self._config], self._env, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)
        self._bus.await_owner(NOTIFICATIONS)

    def leave(self):
        self._child.kill()
        self._bus.await_owner(NOTIFICATIONS, present=False)

    def end(self):
        self._child.end()

    def ctl(self, *words):
        code, out, err = run(["makoctl", *words], self._env)
        if code != 0:
            raise AssertionError(f"makoctl {words}: {out}{err}")


class SwayDesktop(Desktop):
    """Of wlroots, with mako. wtype types, a window keeps it awake."""

    def __init__(self, desk):
        super().__init__(desk)
        need("wtype")
        Hands.are_needed()
        self._sway = Sway(desk)
        self.environment = {**self._sway.env, "XDG_SESSION_TYPE": "wayland"}
        self.what_counts = (f"counts by input on Wayland display {self.environment['WAYLAND_DISPLAY']} "
                            r"\(ext-idle-notify-v1, version \d\)")
        self._env |= self.environment
        self._window = Hands(self._env)

    def start(self):
        self._sway.start()
        self._window = Hands(self._env)

    def _kill(self):
        self._sway.kill()
        self._window.kill()

    def _end(self):
        self._window.end()
        self._sway.end()

    def _press(self):
        code, _, err = run(["wtype", "a"], self._env)
        if code != 0:
            raise AssertionError(f"wtype: {err}")

    def type_on(self):
        """One program that types a long text: to start one for each key would be slow at times."""
        if not self._typing:
            self._typing = Child(["wtype", "-d", "100", "a" * 10_000], self._env, stderr=subprocess.DEVNULL)

    def rest(self):
        if self._typing:
            self._typing.kill()
            self._last = now()
        self._typing = None
        return self._last

    def video(self, on):
        self._window.do(f"inhibit {'on' if on else 'off'}")

    def start_notifications(self):
        mako = LeavingMako(self.desk, self.environment)
        self.desk.addCleanup(mako.end)
        return mako

    def do_not_disturb(self, on):
        self.desk.server.ctl("mode", "-a" if on else "-r", "do-not-disturb")


class MutterDesktop(WaylandDesktop):
    """GNOME's compositor. The session manager, which knows what keeps it awake, and the shell are stand-ins."""

    _HANDS = "org.gnome.Mutter.RemoteDesktop"
    _SESSION = "org.gnome.SessionManager"
    _FROM_IDLING = 8

    def __init__(self, desk):
        super().__init__(desk)
        need("mutter")
        self._env |= {"GSETTINGS_BACKEND": "memory", "XDG_SESSION_TYPE": "wayland"}
        self.what_counts = "counts by input as GNOME's compositor sees it"
        xml = f"""<node><interface name="{self._SESSION}">
<property name="InhibitedActions" type="u" access="read"/>
<method name="IsInhibited"><arg type="u" direction="in"/><arg type="b" direction="out"/></method>
<signal name="InhibitorAdded"><arg type="o"/></signal><signal name="InhibitorRemoved"><arg type="o"/></signal>
</interface></node>"""
        self._session = self._service(self._SESSION, "/org/gnome/SessionManager", xml,
                                      methods={"IsInhibited": GLib.Variant("(b)", (False,))},
                                      properties={"InhibitedActions": GLib.Variant("u", 0)})
        self.start()

    def _command(self):
        return ["mutter", "--headless", "--wayland", "--no-x11", "--virtual-monitor", "640x480",
                f"--wayland-display={self.DISPLAY}"]

    def _start_hands(self):
        self.desk.session_bus.await_owner(self._HANDS)
        self._hands = self._call("/org/gnome/Mutter/RemoteDesktop", self._HANDS, "CreateSession")[0]
        self._call(self._hands, f"{self._HANDS}.Session", "Start")
        self._is_there = False
        self.press()  # the first makes the mouse, which takes it a while

    def _call(self, path, interface, method, arguments=None):
        return self.desk.session_bus.call(self._HANDS, path, interface, method, arguments)

    def _press(self):
        """The mouse, there and back, so that it never comes to an edge."""
        distance = -9.0 if self._is_there else 9.0
        self._is_there = not self._is_there
        self._call(self._hands, f"{self._HANDS}.Session", "NotifyPointerMotionRelative",
                   GLib.Variant("(dd)", (distance, distance)))

    def _kill(self):
        super()._kill()
        self.desk.session_bus.await_owner(self._HANDS, present=False)

    def video(self, on):
        self._session.methods["IsInhibited"] = GLib.Variant("(b)", (on,))
        self._session.change(self._SESSION, InhibitedActions=GLib.Variant("u", self._FROM_IDLING if on else 0))
        self._session.emit(self._SESSION, "InhibitorAdded" if on else "InhibitorRemoved",
                           GLib.Variant("(o)", ("/org/gnome/SessionManager/Inhibitor1",)))

    def start_notifications(self):
        """With the shell's setting, which real ones keep."""
        self._keep_settings()
        self._service("org.gnome.Shell")
        return super().start_notifications()

    def _keep_settings(self):
        need("gsettings")
        keeper = next(filter(os.path.exists, ("/usr/libexec/dconf-service", "/usr/lib/dconf/dconf-service")), None)
        if keeper is None or not os.path.exists(
                "/usr/share/glib-2.0/schemas/org.gnome.desktop.notifications.gschema.xml"):
            raise SkipTest("GNOME's settings are not installed")
        child = Child([keeper], self._env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.desk.addCleanup(child.end)
        self.desk.session_bus.await_owner("ca.desrt.dconf")

    def do_not_disturb(self, on):
        code, _, err = run(["gsettings", "set", "org.gnome.desktop.notifications", "show-banners", str(not on).lower()],
                           self.desk.env)
        if code != 0:
            raise AssertionError(f"gsettings: {err}")
