"""sway without a screen, and a window on it."""

import glob
import json
import os
import signal
import subprocess

from processes import Child, need, run
from servers import until

NOBODY = 65534


class Sway:
    """Refuses root, so for root it is nobody's, and so is what it starts."""

    def __init__(self, test, settings=""):
        need("sway", "swaymsg")
        self._runtime = test.path("sway")
        os.mkdir(self._runtime, 0o700)
        config = test.write(f"xwayland disable\n{settings}", "sway.conf")
        self._command = ["sway", "-c", config]
        if os.getuid() == 0:
            os.chown(self._runtime, NOBODY, NOBODY)
            os.chmod(test.home, 0o711)
            self._command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--pdeathsig",
                             "TERM", "--", *self._command]
        self._own_env = {**test.env, "XDG_RUNTIME_DIR": self._runtime, "HOME": self._runtime,
                         "WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman"}
        self._test_env = test.env
        self.start()

    def start(self):
        """Also after `kill`, with the same Wayland display."""
        for left in self._sockets("sway-ipc.*.sock") + self._sockets("wayland-*"):
            os.unlink(left)
        self._child = Child(self._command, self._own_env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._ipc = until(lambda: self._sockets("sway-ipc.*.sock"), "sway's own socket")[0]
        self.env = {"WAYLAND_DISPLAY": until(lambda: self._sockets("wayland-*"), "sway's Wayland socket")[0]}
        until(lambda: run(["swaymsg", "-s", self._ipc, "-t", "get_version"], self._test_env)[0] == 0, "sway answers")

    def _sockets(self, pattern):
        return [path for path in glob.glob(os.path.join(self._runtime, pattern)) if not path.endswith(".lock")]

    def command(self, *words):
        code, out, err = run(["swaymsg", "-s", self._ipc, *words], self._test_env)
        if code != 0:
            raise AssertionError(f"swaymsg {words}: {out}{err}")
        return out

    def windows(self):
        def leaves(node):
            if node.get("pid") and node["type"] == "con":
                yield node
            for inner in node["nodes"] + node["floating_nodes"]:
                yield from leaves(inner)
        return list(leaves(json.loads(self.command("-t", "get_tree"))))

    def pause(self):
        self._child.send(signal.SIGSTOP)

    def kill(self):
        self._child.kill()

    def end(self):
        self._child.end()


class Window:
    """An X server of its own that draws into one window of the compositor."""

    def __init__(self, test, sway, number):
        need("Xwayland")
        before = len(sway.windows())
        self._child = Child(["Xwayland", f":{number}", "-shm", "-noreset", "-nolisten", "tcp"],
                            {**test.env, **sway.env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: len(sway.windows()) == before + 1, "the window is on the screen")
        self.id = sway.windows()[-1]["id"]

    def end(self):
        self._child.end()
