"""Says on the bus what a test tells it to, in the daemon's place and by the daemon's own description of itself."""

import os
import time

from gi.repository import Gio, GLib

from bus_thread import BusThread

NAME = "org.sitbreak.Sitbreak1"
PATH = "/org/sitbreak/Sitbreak1"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
XML = os.path.join(ROOT, "daemon", "control", f"{NAME}.xml")


def seated(minutes=23):
    """What the daemon says of somebody who has been sitting for so long."""
    now = int(time.time())
    return {
        "Version": "0.1.0", "State": "seated", "SittingSince": now - 60 * minutes, "Sitting": 60 * minutes,
        "NextReminder": now + 60 * (30 - minutes), "SnoozesLeft": 2, "Source": "input on X display :0 (XSync)",
        "CountsBy": "input", "Limit": 1800, "BreakLength": 180,
    }


class StandInDaemon:
    def __init__(self, bus, properties=None):
        with open(XML, encoding="utf-8") as file:
            self._interface = Gio.DBusNodeInfo.new_for_xml(file.read()).interfaces[0]
        self._types = {each.name: each.signature for each in self._interface.properties}
        self._empty = {"b": False, "s": "", "x": 0, "t": 0, "u": 0, "as": [], "(xss)": (0, "", "")}
        self._properties = dict(properties or seated())
        self.refusal = None
        self.calls = []
        self._thread = BusThread(bus, self._serve, own=NAME)
        self._connection = self._thread.connection
        bus.await_owner(NAME)

    def _serve(self, connection):
        connection.register_object(PATH, self._interface, self._called, self._get, None)

    def end(self):
        self._thread.end()

    def _get(self, _connection, _sender, _path, _interface, name):
        return self._value(name)

    def _value(self, name):
        signature = self._types[name]
        return GLib.Variant(signature, self._properties.get(name, self._empty[signature]))

    def change(self, **properties):
        """As the daemon tells of it."""
        self._properties.update(properties)
        changed = {name: self._value(name) for name in properties}
        self._connection.emit_signal(None, PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged",
                                     GLib.Variant("(sa{sv}as)", (NAME, changed, [])))

    def _called(self, _connection, _sender, _path, _interface, method, arguments, invocation):
        self.calls.append((method, *arguments.unpack()))
        if self.refusal:
            invocation.return_dbus_error(f"{NAME}.Error.{self.refusal[0]}", self.refusal[1])
            return
        answers = {
            "Snooze": GLib.Variant("(x)", (int(time.time()) + 600,)),
            "Skip": GLib.Variant("(x)", (int(time.time()) + 1800,)),
            "ShowReminder": GLib.Variant("(s)", ("shown by stand-in 1",)),
            "Movements": GLib.Variant("(a(ssssass))", ([
                ("walk", "A short walk", "desk", "2 to 5 minutes", ["Stand up.", "Walk."], "/pictures/walk.svg"),
                ("own-1", "Wände drücken", "floor", "As it suits you", ["Push."], "")],)),
        }
        invocation.return_value(answers.get(method))
