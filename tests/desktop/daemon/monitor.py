"""Listens to what is said about notifications on a bus, without taking part."""

import subprocess
import threading

from gi.repository import Gio, GLib

from processes import Child, need
from record import Record, now
from servers import NOTIFICATIONS


class Call:
    """A method call that somebody made, and later its answer."""

    def __init__(self, message):
        self.at = now()
        self.member = message.get_member()
        self.sender = message.get_sender()
        self.serial = message.get_serial()
        body = message.get_body()
        self.arguments = body.unpack() if body else ()
        self.answer = None
        self.answered = threading.Event()

    def __str__(self):
        return f"{self.at:.3f} {self.member}{self.arguments} -> {self.answer}"


class Notify(Call):
    """org.freedesktop.Notifications.Notify, by the names of the specification."""

    def __init__(self, message):
        super().__init__(message)
        (self.app_name, self.replaces_id, self.app_icon, self.summary, self.body, actions, self.hints,
         self.expire_timeout) = self.arguments
        self.buttons = dict(zip(actions[::2], actions[1::2]))

    @property
    def id(self):
        """What the server called it."""
        if not self.answered.wait(20):
            raise AssertionError("the notification server does not answer Notify")
        return self.answer[0]


class BusMonitor:
    def __init__(self, bus, env):
        need("dbus-monitor")
        self.calls = Record("the session bus", str)
        self._ready = threading.Event()
        self._child = Child(["dbus-monitor", "--address", bus.address, "--binary",
                             f"interface={NOTIFICATIONS}", "type=method_return", "type=error"],
                            env, stdout=subprocess.PIPE)
        self._unanswered = {}
        threading.Thread(target=self._read, daemon=True).start()
        # It becomes a monitor some time after it starts; until then it misses what it is there for.
        for _ in range(1000):
            bus.connection.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetId", None, None,
                                     Gio.DBusCallFlags.NONE, -1, None)
            if self._ready.wait(0.01):
                return
        raise AssertionError("dbus-monitor does not listen")

    def end(self):
        self._child.end()

    def _read(self):
        with self._child.process.stdout as stream:
            while head := stream.read(16):
                rest = stream.read(Gio.DBusMessage.bytes_needed(head) - len(head))
                self._take(Gio.DBusMessage.new_from_blob(head + rest, Gio.DBusCapabilityFlags.UNIX_FD_PASSING))
        self.calls.close()

    def _take(self, message):
        kind = message.get_message_type()
        if kind == Gio.DBusMessageType.METHOD_CALL:
            call = Notify(message) if message.get_member() == "Notify" else Call(message)
            self._unanswered[(call.sender, call.serial)] = call
            self.calls.append(call)
        elif kind in (Gio.DBusMessageType.METHOD_RETURN, Gio.DBusMessageType.ERROR):
            self._ready.set()
            call = self._unanswered.pop((message.get_destination(), message.get_reply_serial()), None)
            if call:
                body = message.get_body()
                call.answer = body.unpack() if body else ()
                call.answered.set()

    def notify(self, within=20):
        """The next call of Notify."""
        return self.calls.expect(lambda call: call.member == "Notify", "a call of Notify", within)

    def withdrawn(self, notification, within=20):
        """The next call of CloseNotification for it."""
        return self.calls.expect(
            lambda call: call.member == "CloseNotification" and call.arguments == (notification.id,),
            f"CloseNotification({notification.id})", within)

    def count(self, member, since=0):
        return len(self.calls.find(lambda call: call.member == member, since))
