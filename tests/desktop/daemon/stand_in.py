"""A notification server that does what a test tells it to, on a thread and a bus connection of its own."""

from gi.repository import Gio, GLib

from bus_thread import BusThread
from servers import NOTIFICATIONS

PATH = "/org/freedesktop/Notifications"
INTERFACE = f"""<node><interface name="{NOTIFICATIONS}">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>"""
# Plasma's do-not-disturb.
INHIBITED = '<property name="Inhibited" type="b" access="read"/>'

EXPIRED, DISMISSED, CLOSED_BY_CALL = 1, 2, 3


class StandIn:
    def __init__(self, bus, capabilities=("actions", "body", "icon-static"), mute_at=(), inhibited=None):
        """`mute_at` names the methods that are never answered; "all" is each of them. With `inhibited` it has Plasma's
        do-not-disturb."""
        self._bus = bus
        self._capabilities = list(capabilities)
        self._mute_at = mute_at
        self._inhibited = inhibited
        self._last_id = 0
        self._kept = []
        self.start()

    def start(self):
        self._thread = BusThread(self._bus, self._serve, own=NOTIFICATIONS)
        self._connection = self._thread.connection
        self._bus.await_owner(NOTIFICATIONS)

    def _serve(self, connection):
        xml = INTERFACE if self._inhibited is None else INTERFACE.replace("<signal", f"{INHIBITED}<signal", 1)
        connection.register_object(PATH, Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0], self._called,
                                   lambda *_: GLib.Variant("b", self._inhibited), None)

    def leave(self):
        """The bus, with all that it shows."""
        self.end()
        self._bus.await_owner(NOTIFICATIONS, present=False)

    def end(self):
        self._thread.end()

    def _called(self, _connection, _sender, _path, _interface, method, arguments, invocation):
        if "all" in self._mute_at or method in self._mute_at:
            self._kept.append(invocation)
            return
        if method == "GetCapabilities":
            answer = GLib.Variant("(as)", (self._capabilities,))
        elif method == "GetServerInformation":
            answer = GLib.Variant("(ssss)", ("stand-in", "sitbreak", "1", "1.2"))
        elif method == "Notify":
            replaces = arguments.unpack()[1]
            self._last_id = max(self._last_id, replaces) if replaces else self._last_id + 1
            answer = GLib.Variant("(u)", (replaces or self._last_id,))
        else:
            self._emit("NotificationClosed", GLib.Variant("(uu)", (arguments.unpack()[0], CLOSED_BY_CALL)))
            answer = None
        invocation.return_value(answer)

    def speak(self):
        """Answers from now on; what was asked before stays unanswered."""
        self._mute_at = ()

    def inhibit(self, on):
        self._inhibited = on
        self._connection.emit_signal(None, PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged", GLib.Variant(
            "(sa{sv}as)", (NOTIFICATIONS, {"Inhibited": GLib.Variant("b", on)}, [])))

    def _emit(self, signal, arguments):
        self._connection.emit_signal(None, PATH, NOTIFICATIONS, signal, arguments)

    def press(self, notification, action, closes=True):
        """A button; most servers close the notification with it."""
        self._emit("ActionInvoked", GLib.Variant("(us)", (notification.id, action)))
        if closes:
            self.dismiss(notification)

    def dismiss(self, notification):
        self._emit("NotificationClosed", GLib.Variant("(uu)", (notification.id, DISMISSED)))
