"""The examples for keys: they are really pressed."""

import os
import re

from asker import Asker
from examples import ExampleTest, text_of
from processes import need, run
from screens import SwayScreen, XScreen
from servers import until


class Keys(ExampleTest):
    def start_i3(self):
        need("i3")
        self.screen = self._having(XScreen(self.env))
        self.env["DISPLAY"] = self.screen.display
        config = self.write("# i3 config file (v4)\n" + text_of("keys-i3.conf"), "config", "i3", "config")
        self.start_program("i3", "-c", config)
        until(lambda: run(["i3-msg", "-t", "get_version"], self.env)[0] == 0, "i3 answers")

    def test_sway(self):
        need("wtype")
        self.start_seated()
        sway = self._having(SwayScreen(self, text_of("keys-sway.conf")))
        calls = []
        for held, call in ((("logo",), ("Snooze", 0)), (("logo", "shift"), ("TakeBreak",))):
            words = [word for key in held for word in ("-M", key)] + ["z"]
            self.assertEqual(run(["wtype", *words], {**self.env, **sway.env}), (0, "", ""))
            calls.append(call)
            self.await_calls(*calls)

    def test_i3(self):
        self.start_seated()
        self.start_i3()
        self.screen.press("super+z")
        self.await_calls(("Snooze", 0))
        self.screen.press("super+shift+z")
        self.await_calls(("Snooze", 0), ("TakeBreak",))

    def test_i3_with_the_daemon_itself(self):
        """The key that puts off the reminder is input as well, and stays a snooze."""
        self.start_i3()
        self.start_stand_in()
        asker = self._having(Asker(self.session_bus))
        daemon = self.start_counting(settings={"sitting.limit": "4s", "reminder.repeat_every": "1h"})
        self.screen.type_on()
        daemon.acted("show")
        self.monitor.notify()
        self.screen.rest()
        self.screen.press("super+z")
        self.assertGreater(asker.change("SnoozedUntil")["SnoozedUntil"], 0)

    def gsettings(self, *words):
        code, out, err = run(["gsettings", *words], self.env)
        self.assertEqual((code, err), (0, ""))
        return out.strip()

    def test_gnome(self):
        """Its settings, in a file that no other desktop reads."""
        need("gsettings")
        keys = "org.gnome.settings-daemon.plugins.media-keys"
        if not os.path.exists(f"/usr/share/glib-2.0/schemas/{keys}.gschema.xml"):
            self.skipTest("gnome-settings-daemon-common is not installed")
        self.env["GSETTINGS_BACKEND"] = "keyfile"
        self.start_seated()
        script = self.place("keys-gnome.sh", "keys-gnome.sh")
        root = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/"
        ours = [f"{root}sitbreak-{name}/" for name in ("snooze", "break")]
        for before, after in (("[]", ours), (f"['{root}custom0/']", [f"{root}custom0/", *ours])):
            self.gsettings("set", keys, "custom-keybindings", before)
            for _ in range(2):
                self.assertEqual(run([script], self.env), (0, "", ""))
                bound = self.gsettings("get", keys, "custom-keybindings")
                self.assertEqual(re.findall("'(.*?)'", bound), after)
        commands = []
        for path, binding in zip(ours, ("<Super>z", "<Super><Shift>z")):
            binding_of = f"{keys}.custom-keybinding:{path}"
            self.assertEqual(self.gsettings("get", binding_of, "binding"), f"'{binding}'")
            self.assertNotEqual(self.gsettings("get", binding_of, "name"), "''")
            commands.append(self.gsettings("get", binding_of, "command").strip("'").split())
        for command in commands:
            self.assertEqual(run(command, self.env)[0], 0)
        self.await_calls(("Snooze", 0), ("TakeBreak",))
