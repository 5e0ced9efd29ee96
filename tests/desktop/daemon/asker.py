"""Somebody on the session bus who asks the daemon, tells it, and hears what it says of itself."""

from gi.repository import Gio, GLib

from bus_thread import BusThread
from record import Record, now

NAME = "org.sitbreak.Sitbreak1"
PATH = "/org/sitbreak/Sitbreak1"
PROPERTIES = "org.freedesktop.DBus.Properties"


class Refused(Exception):
    """A named error of the daemon's."""

    def __init__(self, error):
        name = Gio.DBusError.get_remote_error(error) or ""
        super().__init__(error.message)
        self.name = name.removeprefix(f"{NAME}.Error.")
        self.why = error.message.removeprefix(f"GDBus.Error:{name}: ")


def ask(connection, method, signature="()", *arguments, interface=NAME):
    """What the daemon answers, as plain Python. Raises Refused."""
    try:
        return connection.call_sync(NAME, PATH, interface, method, GLib.Variant(signature, arguments), None,
                                    Gio.DBusCallFlags.NO_AUTO_START, 20_000, None).unpack()
    except GLib.Error as error:
        raise Refused(error) from error


class Said:
    """A signal."""

    def __init__(self, name, arguments):
        self.at = now()
        self.name = name
        self.arguments = arguments

    def __str__(self):
        return f"{self.at:.3f} {self.name}{self.arguments}"


class Asker:
    def __init__(self, bus):
        self.signals = Record("the daemon's signals", str)
        self._thread = BusThread(bus, self._listen)
        self.connection = self._thread.connection

    def _listen(self, connection):
        for interface, member in ((NAME, None), (PROPERTIES, "PropertiesChanged")):
            connection.signal_subscribe(NAME, interface, member, PATH, None, Gio.DBusSignalFlags.NONE, self._heard)

    def _heard(self, _connection, _sender, _path, _interface, name, arguments):
        unpacked = arguments.unpack()
        if name == "PropertiesChanged":
            assert unpacked[0] == NAME and not unpacked[2], unpacked
            self.signals.append(Said(name, unpacked[1]))
        else:
            self.signals.append(Said(name, unpacked))

    def end(self):
        self._thread.end()

    def ask(self, method, signature="()", *arguments, interface=NAME):
        return ask(self.connection, method, signature, *arguments, interface=interface)

    def properties(self):
        return self.ask("GetAll", "(s)", NAME, interface=PROPERTIES)[0]

    def property(self, name):
        return self.ask("Get", "(ss)", NAME, name, interface=PROPERTIES)[0]

    def change(self, *names, within=20):
        """The next change of these properties, all that changed with them included."""
        return self.signals.expect(lambda said: said.name == "PropertiesChanged" and set(names) <= set(said.arguments),
                                   f"a change of {names}", within).arguments

    def await_state(self, state):
        while self.change("State")["State"] != state:
            pass

    def signal(self, name, within=20):
        """The arguments of the next one."""
        return self.signals.expect(lambda said: said.name == name, f"the signal {name}", within).arguments
