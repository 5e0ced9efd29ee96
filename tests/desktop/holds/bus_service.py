"""A program on a bus that stands in for one that cannot run here, on a thread and a connection of its own."""

import threading

from gi.repository import Gio, GLib


class BusService:
    """Has `name`, and at `path` the interfaces of `xml`. `methods` gives the answers by the methods' names, as
    variants or as functions of the arguments; None is never answered. `properties` gives theirs."""

    def __init__(self, bus, name, path="/", xml="<node/>", methods=None, properties=None):
        self._bus, self.name, self._path, self._xml = bus, name, path, xml
        self.methods, self.properties = methods or {}, properties or {}
        self._kept = []
        self._context = GLib.MainContext()
        self._serving = True
        started = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(started,), daemon=True)
        self._thread.start()
        if not started.wait(20):
            raise AssertionError(f"the stand-in for {name} does not start")

    def _serve(self, started):
        self._context.push_thread_default()
        self._connection = self._bus.connect()
        for interface in Gio.DBusNodeInfo.new_for_xml(self._xml).interfaces:
            self._connection.register_object(self._path, interface, self._called, self._asked, None)
        self._connection.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "RequestName",
                                   GLib.Variant("(su)", (self.name, 4)), None, Gio.DBusCallFlags.NONE, -1, None)
        started.set()
        while self._serving:
            self._context.iteration(True)
        if not self._connection.is_closed():
            self._connection.close_sync(None)
        self._context.pop_thread_default()

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
        self._serving = False
        self._context.wakeup()
        self._thread.join(20)
