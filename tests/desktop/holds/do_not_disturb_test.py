"""Do-not-disturb: the real ones that can run without a screen, and stand-ins for the others."""

import os
import shutil
import subprocess
import unittest

from gi.repository import GLib

from bus_service import BusService
from compositor import Sway
from holds import PATIENCE, SLACK, HoldsTest
from processes import PATH, Child, need, run
from servers import NOTIFICATIONS

KIND = "do-not-disturb"
ON, OFF = f"{KIND} on", f"{KIND} off"
NOTIFICATIONS_PATH = "/org/freedesktop/Notifications"
PLASMA = f'<node><interface name="{NOTIFICATIONS}"><property name="Inhibited" type="b" access="read"/></interface></node>'
SWAYNC = "org.erikreider.swaync.cc"


def program(*candidates):
    """The first that is there; of programs that are in no PATH."""
    for path in candidates:
        if os.access(path, os.X_OK):
            return path
    raise unittest.SkipTest(f"{os.path.basename(candidates[0])} is not installed")


def in_libdir(*names):
    machine = f"{os.uname().machine}-linux-gnu"
    return program(os.path.join("/usr/lib", machine, *names), os.path.join("/usr/libexec", *names))


class DoNotDisturb(HoldsTest):
    def setUp(self):
        super().setUp()
        self.start_session_bus()

    def start_service(self, *command, name=NOTIFICATIONS, env=None):
        child = self.having(Child(list(command), {**self.env, **(env or {})}, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL))
        self.session_bus.await_owner(name)
        return child

    def run_here(self, *command, env=None):
        code, _, err = run(list(command), {**self.env, **(env or {})})
        self.assertEqual(code, 0, f"{command}: {err}")

    def assert_follows(self, set_it):
        """That changes are told, and that one that is there already is told before `looked`."""
        holds = self.start_holds(KIND)
        self.assert_looked(holds)
        for on in (True, False, True):
            set_it(on)
            holds.expect(ON if on else OFF)
        self.assert_looked(self.start_holds(KIND), ON)
        return holds

    def test_nobody_there(self):
        self.assert_looked(self.start_holds(KIND))

    def test_dunst(self):
        self.start_display()
        dunst = self.start_dunst()
        holds = self.assert_follows(lambda on: dunst.ctl("set-paused", "true" if on else "false"))
        dunst.kill()
        holds.expect(OFF)
        dunst.start()
        dunst.ctl("set-paused", "true")
        holds.expect(ON)

    def test_mako(self):
        need("mako", "makoctl", "busctl", "jq")
        sway = self.having(Sway(self))
        config = self.write("[mode=do-not-disturb]\ninvisible=1\n", "mako.conf")
        mako = self.start_service("mako", "--config", config, env=sway.env)
        holds = self.assert_follows(
            lambda on: self.run_here("makoctl", "mode", *(("-a", "do-not-disturb") if on else ("-r", "do-not-disturb"))))
        mako.end()
        holds.expect(OFF)

    def test_xfce(self):
        need("xfconf-query")
        self.start_display()
        self.start_service(in_libdir("xfce4", "xfconf", "xfconfd"), name="org.xfce.Xfconf")
        notifyd = self.start_service(in_libdir("xfce4", "notifyd", "xfce4-notifyd"))
        query = ("xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb")
        holds = self.assert_follows(lambda on: self.run_here(*query, "-n", "-t", "bool", "-s", str(on).lower()))
        self.run_here(*query, "-r")
        holds.expect(OFF)
        self.run_here(*query, "-n", "-t", "bool", "-s", "true")
        holds.expect(ON)
        notifyd.end()
        holds.expect(OFF)
        # Its setting says nothing while another shows the notifications.
        self.start_dunst()
        self.assert_looked(self.start_holds(KIND))

    def test_gnome(self):
        """GNOME's own settings and their real keeper; a stand-in for the shell."""
        need("gsettings")
        schemas = "/usr/share/glib-2.0/schemas/org.gnome.desktop.notifications.gschema.xml"
        if not os.path.exists(schemas) or not shutil.which("dconf-service", path="/usr/libexec:/usr/lib/dconf"):
            raise unittest.SkipTest("GNOME's settings are not installed")
        self.start_service(program("/usr/libexec/dconf-service", "/usr/lib/dconf/dconf-service"), name="ca.desrt.dconf")

        def set_it(on):
            self.run_here("gsettings", "set", "org.gnome.desktop.notifications", "show-banners", str(not on).lower())

        set_it(True)
        self.assert_looked(self.start_holds(KIND))  # no shell, no hold
        set_it(False)
        shell = self.having(BusService(self.session_bus, "org.gnome.Shell"))
        holds = self.assert_follows(set_it)
        shell.end()
        holds.expect(OFF)

    def test_plasma(self):
        plasma = self.having(BusService(self.session_bus, NOTIFICATIONS, NOTIFICATIONS_PATH, PLASMA,
                                        properties={"Inhibited": GLib.Variant("b", False)}))
        holds = self.assert_follows(lambda on: plasma.change(NOTIFICATIONS, Inhibited=GLib.Variant("b", on)))
        plasma.change(NOTIFICATIONS, without_value=True, Inhibited=GLib.Variant("b", False))
        holds.expect(OFF)

    def test_swaync(self):
        need("swaync", "swaync-client")
        sway = self.having(Sway(self))
        # It does not start without the settings that came with it, and unlearns what it cannot keep somewhere.
        swaync = self.start_service("swaync", name=SWAYNC, env={**sway.env, "XDG_CONFIG_DIRS": "/etc/xdg",
                                                                "GSETTINGS_BACKEND": "memory"})
        holds = self.assert_follows(lambda on: self.run_here("swaync-client", "--dnd-on" if on else "--dnd-off"))
        swaync.end()
        holds.expect(OFF)

    def test_swaync_as_its_versions_differ(self):
        xml = f'<node><interface name="{SWAYNC}"><method name="GetDnd"><arg type="b" direction="out"/></method></interface></node>'
        swaync = self.having(BusService(self.session_bus, SWAYNC, "/org/erikreider/swaync/cc", xml,
                                        methods={"GetDnd": GLib.Variant("(b)", (False,))}))

        def set_it(on):
            swaync.methods["GetDnd"] = GLib.Variant("(b)", (on,))
            swaync.emit(SWAYNC, "SubscribeV2", GLib.Variant("(ubbb)", (3, on, False, False)))

        holds = self.assert_follows(set_it)
        swaync.emit(SWAYNC, "Subscribe", GLib.Variant("(ubb)", (3, False, False)))
        holds.expect(OFF)

    def test_nobody_is_started(self):
        """Whom the bus could start, but who is not there, is not asked."""
        marks = self.path("started")
        for name in (NOTIFICATIONS, SWAYNC, "org.xfce.Xfconf", "org.gnome.Shell"):
            self.session_bus.would_start(name, f"/usr/bin/touch {marks}")
        holds = self.start_holds(KIND)
        self.assert_looked(holds)
        self.assert_ends(holds, lambda it: it.close_input())
        self.assertFalse(os.path.exists(marks))

    def test_one_that_never_answers(self):
        """Keeps `looked` back for as long as it may; what it says later counts."""
        plasma = self.having(BusService(self.session_bus, SWAYNC, "/org/erikreider/swaync/cc",
                                        f'<node><interface name="{SWAYNC}"><method name="GetDnd"><arg type="b" '
                                        'direction="out"/></method></interface></node>', methods={"GetDnd": None}))
        holds = self.start_holds(KIND)
        after = self.assert_looked(holds, within=PATIENCE + SLACK)
        self.assertGreaterEqual(after, PATIENCE)
        plasma.emit(SWAYNC, "SubscribeV2", GLib.Variant("(ubbb)", (0, True, False, False)))
        holds.expect(ON)
        self.assert_ends(holds, lambda it: it.close_input())

    def test_the_bus_dies(self):
        plasma = self.having(BusService(self.session_bus, NOTIFICATIONS, NOTIFICATIONS_PATH, PLASMA,
                                        properties={"Inhibited": GLib.Variant("b", True)}))
        holds = self.start_holds(KIND)
        self.assert_looked(holds, ON)
        plasma.end()
        holds.expect(OFF)
        self.having(BusService(self.session_bus, NOTIFICATIONS, NOTIFICATIONS_PATH, PLASMA,
                               properties={"Inhibited": GLib.Variant("b", True)}))
        holds.expect(ON)
        self.session_bus.end()
        holds.expect(OFF)
