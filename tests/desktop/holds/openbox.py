"""A window manager on X11, and a window that its user makes cover the screen."""

import subprocess

from processes import Child, need, run
from servers import until

# F11 is how its user makes a window cover the screen, and not.
SETTINGS = """<openbox_config xmlns="http://openbox.org/3.4/rc"><focus><focusNew>yes</focusNew></focus>
<keyboard><keybind key="F11"><action name="ToggleFullscreen"/></keybind>
<keybind key="F10"><action name="ToggleShowDesktop"/></keybind></keyboard></openbox_config>
"""


class Openbox:
    def __init__(self, test):
        need("openbox", "xev", "xprop")
        self._env = test.env
        self._child = Child(["openbox", "--sm-disable", "--config-file", test.write(SETTINGS, "rc.xml")], self._env,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: "window id" in run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], self._env)[1],
              "the window manager at work")

    def start_window(self):
        """A program with the active window."""
        program = Child(["xev", "-name", "hand"], self._env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(self._has_focus, "the window is the active one")
        return program

    def _has_focus(self):
        """A window manager that is just starting can overlook a window: it is asked to show it and to give it the
        focus."""
        run(["xdotool", "search", "--name", "^hand$", "windowmap", "windowactivate"], self._env)
        _, window, _ = run(["xdotool", "search", "--onlyvisible", "--name", "^hand$"], self._env)
        return window and run(["xdotool", "getactivewindow"], self._env)[1] == window

    def await_full_screen(self):
        until(lambda: "_NET_WM_STATE_FULLSCREEN" in run(["xprop", "-name", "hand", "_NET_WM_STATE"], self._env)[1],
              "a window that covers the screen")

    def press(self, key):
        code, _, err = run(["xdotool", "key", key], self._env)
        if code != 0:
            raise AssertionError(f"xdotool key {key}: {err}")

    def end(self):
        self._child.end()
