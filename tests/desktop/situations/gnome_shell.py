"""GNOME's shell without a screen: the compositor, who shows the notifications, and the settings, all of them real."""

import json
import re

from gi.repository import GLib

from desktops import MutterDesktop
from processes import Child, need
from servers import NOTIFICATIONS, until

SHELL = "org.gnome.Shell"


def command_of(service):
    """How the bus would start it."""
    with open(f"/usr/share/dbus-1/services/{service}.service", encoding="utf-8") as file:
        return re.search("^Exec=(.*)$", file.read(), re.MULTILINE)[1].split()


class GnomeShellDesktop(MutterDesktop):
    def __init__(self, desk):
        need("gnome-shell", "gjs")
        super().__init__(desk)

    def start(self):
        del self._env["GSETTINGS_BACKEND"]
        self._keep_settings()
        super().start()

    def _command(self):
        # It says of its own state, and takes a press of a button, in its own language.
        return ["gnome-shell", "--headless", "--wayland", "--no-x11", "--unsafe-mode", "--virtual-monitor", "640x480",
                f"--wayland-display={self.DISPLAY}"]

    def start_notifications(self):
        """The shell's, which another program of GNOME's takes for it."""
        with open(self._log, "ab") as log:
            child = Child(command_of(f"{SHELL}.Notifications"), {**self._env, **self.environment}, stdout=log,
                          stderr=log)
        self.desk.addCleanup(child.end)
        self.desk.session_bus.await_owner(NOTIFICATIONS)
        # No banner while the overview is open, with which it starts, nor before its own notices are seen.
        until(lambda: self._shell(
            "(Main.overview.visible && !Main.overview.animationInProgress && Main.overview.hide(),"
            " Main.messageTray.getSources().forEach(s => s.destroy()),"
            " !Main.overview.visible && !Main.layoutManager._startingUp)"), "a shell at rest")
        return child

    def shows(self, summary):
        """Waits until the one banner says that; None: there is none."""
        until(lambda: self._shell("Main.messageTray._banner ? Main.messageTray._notification.title : null") == summary,
              f"the shell shows {summary}")

    def press_button(self, label):
        self._shell("(action => action.activate ? action.activate() : action.callback())("
                    f"Main.messageTray._notification.actions.find(action => action.label === {json.dumps(label)}))")

    def _shell(self, expression):
        worked, value = self.desk.session_bus.call(SHELL, "/org/gnome/Shell", SHELL, "Eval",
                                                   GLib.Variant("(s)", (expression,)))
        if not worked:
            raise AssertionError(f"{expression}: {value}")
        return json.loads(value or "null")
