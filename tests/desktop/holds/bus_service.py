"""A program on a bus that stands in for one that cannot run here, on a thread and a connection of its own."""

from gi.repository import Gio, GLib

from bus_thread import BusThread


class BusService:
    """Has `name`, and at `path` the interfaces of `xml`. `methods` gives the answers by the methods' names, as
    variants or as functions of the arguments; None is never answered. `properties` gives theirs."""

    def __init__(self, bus, name, path="/", xml="<node/>", methods=None, properties=None):
        self.name, self._path, self._xml = name, path, xml
        self.methods, self.properties = methods or {}, properties or {}
        self._kept = []
        self._thread = BusThread(bus, self._serve, own=name)
        self._connection = self._thread.connection

    def _serve(self, connection):
        for interface in Gio.DBusNodeInfo.new_for_xml(self._xml).interfaces:
            connection.register_object(self._path, interface, self._called, self._asked, None)

    def _called(self, _connection, _sender, _path, _interface, method, arguments, invocation):
        answer = self.methods[method]
        if answer is None:
            self._kept.append(invocation)
        else:
            invocation.return_value(answer)

    def _asked(self, _connection, _sender, _path, _interface, name):
        return self.properties[name]

    def emit(self, interface, signal, arguments):
        self._connection.emit_signal(None, self._path, interface, signal, arguments)

    def change(self, interface, without_value=False, **properties):
        self.properties.update(properties)
        changed, invalidated = ({}, list(properties)) if without_value else (properties, [])
        self.emit("org.freedesktop.DBus.Properties", "PropertiesChanged",
                  GLib.Variant("(sa{sv}as)", (interface, changed, invalidated)))

    def end(self):
        self._thread.end()
