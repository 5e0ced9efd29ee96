"""The real servers of a desktop, started without a screen: buses, X, dunst; and the stand-in for logind."""

import os
import signal
import subprocess
import threading
import time
import unittest

from gi.repository import Gio, GLib

from processes import PATH, Child, need, run

NOTIFICATIONS = "org.freedesktop.Notifications"


def until(condition, what, within=20):
    """Waits for what cannot be heard of. Gives what the condition gave."""
    deadline = time.monotonic() + within
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within} s: {what}")
        time.sleep(0.02)


class Bus:
    """A message bus of the test's own. It starts nobody whom it was not told of by `would_start`."""

    def __init__(self, directory, kind, env):
        need("dbus-daemon")
        self.kind = kind
        self._env = env
        self._socket = os.path.join(directory, f"{kind}-bus")
        self._config = os.path.join(directory, f"{kind}-bus.conf")
        self.address = f"unix:path={self._socket}"
        self._services = os.path.join(directory, f"{kind}-bus-services")
        os.makedirs(self._services, exist_ok=True)
        with open(self._config, "w", encoding="utf-8") as file:
            file.write(f"""<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>{kind}</type><listen>{self.address}</listen><auth>EXTERNAL</auth><servicedir>{self._services}</servicedir>
<policy context="default"><allow user="*"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
""")
        self.start()

    def start(self):
        if os.path.exists(self._socket):
            os.unlink(self._socket)
        self._child = Child(["dbus-daemon", "--nofork", f"--config-file={self._config}", "--print-address"],
                            self._env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        with self._child.process.stdout as printed:
            if not printed.readline():  # printed once it listens
                raise AssertionError("dbus-daemon does not start")
        self.connection = self.connect()

    def connect(self):
        """A connection of its own."""
        flags = Gio.DBusConnectionFlags
        return Gio.DBusConnection.new_for_address_sync(
            self.address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)

    def call(self, name, path, interface, method, arguments=None):
        """The answer as plain Python. GLib.Error if it is one."""
        answer = self.connection.call_sync(name, path, interface, method, arguments, None,
                                           Gio.DBusCallFlags.NO_AUTO_START, 10_000, None)
        return answer.unpack()

    def would_start(self, name, command):
        """That command, for whoever asks something of `name`."""
        with open(os.path.join(self._services, f"{name}.service"), "w", encoding="utf-8") as file:
            file.write(f"[D-BUS Service]\nName={name}\nExec={command}\n")
        self.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ReloadConfig")

    def has_owner(self, name):
        return self.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner",
                         GLib.Variant("(s)", (name,)))[0]

    def pause(self):
        self._child.send(signal.SIGSTOP)

    def go_on(self):
        self._child.send(signal.SIGCONT)

    def await_owner(self, name, present=True):
        until(lambda: self.has_owner(name) == present, f"{name} on the {self.kind} bus: {present}")

    def end(self):
        self._child.end()


class XServer:
    """Xvfb. Input is that of xdotool, which stays connected."""

    def __init__(self, env, *options):
        need("Xvfb", "xdotool")
        self._env = env
        self._options = options
        # A display of our own even while its server is dead: -displayfd alone would take the first that is free.
        number = 1000 + os.getpid() % 50_000
        for number in range(number, number + 10):
            self.display = f":{number}"
            if self._start_server():
                break
        else:
            raise AssertionError("Xvfb does not start")
        self._start_hands()

    def start(self):
        """On the same display as before."""
        if not self._start_server():
            raise AssertionError("Xvfb does not start again")
        self._start_hands()

    def _start_server(self):
        reading, writing = os.pipe()
        self._server = Child(["Xvfb", self.display, "-displayfd", str(writing), "-noreset", "-nolisten", "tcp",
                              "-screen", "0", "640x480x24", *self._options], self._env, keep=(writing,),
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with open(reading, encoding="ascii") as printed:
            return printed.readline().strip() == self.display[1:]  # printed once it listens

    def _start_hands(self):
        self._hands = Child(["xdotool", "-"], {**self._env, "DISPLAY": self.display}, stdin=subprocess.PIPE,
                            stderr=subprocess.DEVNULL)
        self._typing = None

    def press(self, keys="a"):
        """Some key, or those that xdotool knows by that name."""
        self._do(f"key {keys}")

    def click(self, x, y, button=1):
        self._do(f"mousemove {x} {y} click {button}")

    def nudge(self):
        """The mouse, a little."""
        self._do("mousemove_relative 1 1")

    def _do(self, command):
        self._hands.process.stdin.write(f"{command}\n".encode())
        self._hands.process.stdin.flush()

    def type_on(self):
        """Types from now on, a key each 100 ms, until `rest`."""
        if self._typing:
            return
        self._typing = threading.Event()
        threading.Thread(target=self._type, args=(self._typing,), daemon=True).start()

    def _type(self, stop):
        while not stop.is_set():
            try:
                self.press()
            except (BrokenPipeError, ValueError):  # the display is gone
                return
            stop.wait(0.1)

    def rest(self):
        """Hands off."""
        if self._typing:
            self._typing.set()
        self._typing = None

    def pause(self):
        self._server.send(signal.SIGSTOP)

    def go_on(self):
        self._server.send(signal.SIGCONT)

    def kill(self):
        self.rest()
        self._server.kill()
        self._hands.kill()

    def end(self):
        self.rest()
        self._hands.end()
        self._server.end()
        for left in (f"/tmp/.X{self.display[1:]}-lock", f"/tmp/.X11-unix/X{self.display[1:]}"):
            if os.path.exists(left):  # by a server that was killed
                os.unlink(left)


class Dunst:
    """A real notification server. Its menu of actions is answered by `choice`."""

    def __init__(self, directory, bus, display, env):
        need("dunst", "dunstctl", "dbus-send")
        self._bus = bus
        self._env = {**env, "DISPLAY": display}
        self._choice = os.path.join(directory, "choice")
        self._config = os.path.join(directory, "dunstrc")
        menu = os.path.join(directory, "menu")
        with open(menu, "w", encoding="utf-8") as file:
            file.write(f'#!/bin/sh\nexec grep -F -- "$(cat {self._choice})"\n')
        os.chmod(menu, 0o755)
        with open(self._config, "w", encoding="utf-8") as file:
            file.write(f"[global]\n dmenu = {menu}\n")
        self.start()

    def start(self):
        self._child = Child(["dunst", "-conf", self._config], self._env, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)
        self._bus.await_owner(NOTIFICATIONS)

    def kill(self):
        self._child.kill()
        self._bus.await_owner(NOTIFICATIONS, present=False)

    def pause(self):
        self._child.send(signal.SIGSTOP)

    def go_on(self):
        self._child.send(signal.SIGCONT)

    def end(self):
        self._child.end()

    def ctl(self, *words):
        code, out, err = run(["dunstctl", *words], self._env)
        if code != 0:
            raise AssertionError(f"dunstctl {words}: {err}")
        return out.strip()

    def displayed(self):
        return int(self.ctl("count", "displayed"))

    def await_displayed(self, count):
        until(lambda: self.displayed() == count, f"{count} notifications of dunst's on the screen")

    def choose(self, label):
        """As from its menu of actions, by what is written there."""
        with open(self._choice, "w", encoding="utf-8") as file:
            file.write(label)
        self.ctl("context")


class Logind:
    """python3-dbusmock's stand-in on a system bus, with the session c1."""

    SESSION_ID = "c1"
    MANAGER = "/org/freedesktop/login1"
    SESSION = "/org/freedesktop/login1/session/c1"
    _NAME = "org.freedesktop.login1"
    _MOCK = "org.freedesktop.DBus.Mock"

    def __init__(self, bus, env):
        self._bus = bus
        self._env = {**env, "PATH": PATH, "DBUS_SYSTEM_BUS_ADDRESS": bus.address}
        code, _, _ = run(["/usr/bin/python3", "-c", "import dbusmock"], self._env)
        if code != 0:
            raise unittest.SkipTest("python3-dbusmock is not installed")
        self.start()

    def start(self):
        self._knows_inhibited = False
        self._child = Child(["/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind"], self._env,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._bus.await_owner(self._NAME)
        until(lambda: self._try(self.MANAGER, "AddSession",
                                GLib.Variant("(ssusb)", (self.SESSION_ID, "seat0", 1000, "joe", True))),
              "the logind stand-in has a session")
        # A logind that starts knows its sessions before it answers; the stand-in learns of them as of new ones.
        self._bus.call(self._NAME, self.MANAGER, self._MOCK, "EmitSignal",
                       GLib.Variant("(sssav)", (f"{self._NAME}.Manager", "SessionNew", "so", [
                           GLib.Variant("s", self.SESSION_ID), GLib.Variant("o", self.SESSION)])))

    def _try(self, path, method, arguments):
        try:
            self._bus.call(self._NAME, path, self._MOCK, method, arguments)
        except GLib.Error:  # the template is not loaded yet
            return False
        return True

    def kill(self):
        self._child.kill()
        self._bus.await_owner(self._NAME, present=False)

    def end(self):
        self._child.end()

    def hint(self, **properties):
        """Changes properties of the session, as in hint(LockedHint=True)."""
        changed = {name: GLib.Variant("b", value) for name, value in properties.items()}
        self._bus.call(self._NAME, self.SESSION, self._MOCK, "UpdateProperties",
                       GLib.Variant("(sa{sv})", (f"{self._NAME}.Session", changed)))

    def ask(self, signal_name):
        """Of whoever locks the session, by "Lock" or "Unlock"."""
        self._bus.call(self._NAME, self.SESSION, f"{self._NAME}.Session", signal_name)

    def prepare_for_sleep(self, on):
        changed = {"PreparingForSleep": GLib.Variant("b", on)}
        self._bus.call(self._NAME, self.MANAGER, self._MOCK, "UpdateProperties",
                       GLib.Variant("(sa{sv})", (f"{self._NAME}.Manager", changed)))
        self._bus.call(self._NAME, self.MANAGER, self._MOCK, "EmitSignal",
                       GLib.Variant("(sssav)", (f"{self._NAME}.Manager", "PrepareForSleep", "b",
                                                [GLib.Variant("b", on)])))

    def keep_awake(self, on):
        """As somebody does who holds a lock against idleness."""
        what = GLib.Variant("s", "idle" if on else "")
        if not self._knows_inhibited:
            self._bus.call(self._NAME, self.MANAGER, self._MOCK, "AddProperty",
                           GLib.Variant("(ssv)", (f"{self._NAME}.Manager", "BlockInhibited", GLib.Variant("s", ""))))
        self._knows_inhibited = True
        self._bus.call(self._NAME, self.MANAGER, self._MOCK, "UpdateProperties",
                       GLib.Variant("(sa{sv})", (f"{self._NAME}.Manager", {"BlockInhibited": what})))

    def inhibitors(self):
        """(what, who, why, mode) of each that is held."""
        return [held[:4] for held in self._bus.call(self._NAME, self.MANAGER, f"{self._NAME}.Manager",
                                                    "ListInhibitors")[0]]

    def await_inhibitors(self, count):
        until(lambda: len(self.inhibitors()) == count, f"{count} inhibitors of sleep", within=20)
