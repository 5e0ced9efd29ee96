"""The examples for a desk that goes up and down."""

import os
import shlex

from examples import ExampleTest, text_of
from processes import run
from servers import until

HOUR = 3600
STAND = ("Report", "standing", 4 * HOUR, "cli")
SIT = ("Report", "sitting", 0, "cli")


class Desks(ExampleTest):
    def setUp(self):
        super().setUp()
        self.script = self.place("standing-desk.sh", "bin", "standing-desk.sh")

    def test_a_height(self):
        self.start_seated()
        calls = []
        for height, call in (("110.5", STAND), ("95", STAND), ("94.9", SIT), ("072", SIT), ("0", SIT)):
            code, out, err = run([self.script, height], self.env)
            self.assertEqual((code, err), (0, ""), height)
            self.assertIn("You count as ", out)
            calls.append(call)
        self.await_calls(*calls)

    def test_a_desk_in_another_unit(self):
        self.start_seated()
        for height in ("1105", "720"):
            self.assertEqual(run([self.script, height], {**self.env, "STANDING_FROM": "950"})[0], 0)
        self.await_calls(STAND, SIT)

    def test_what_is_no_height(self):
        self.start_seated()
        for height in ("", "up", "-72", ".5", "1.2.3", "72 cm", "9" * 30, "$(id)", "--for"):
            self.assertEqual(run([self.script, height], self.env),
                             (2, "", f"standing-desk.sh: '{height}' is no height, expected a number such as 110.5\n"))
        self.assertEqual(self.daemon.calls, [])

    def test_without_a_daemon(self):
        code, out, err = run([self.script, "110"], self.env)
        self.assertEqual((code, out), (1, ""))
        self.assertIn("sitbreakd is not running", err)

    def test_heights_on_its_standard_input(self):
        """Each change is told once, and what could not be told with the next height."""
        said = self.start_program(self.script)

        def rises_to(*heights):
            for height in heights:
                self.started.process.stdin.write(f"{height}\n")
            self.started.process.stdin.flush()

        rises_to(72)
        until(lambda: any("not running" in line.text for line in self._records[-1].items()), "there is no daemon")
        self.start_seated()
        rises_to(72, 72.5, "unknown", 80, 94, 100, 110, 110)
        said.expect(lambda line: "You count as standing" in line.text, "it has told that they stand")
        rises_to(80)
        self.started.process.stdin.close()
        self.assertEqual(self.started.wait(20), 0)
        self.await_calls(SIT, STAND, SIT)

    def test_home_assistant(self):
        """Its commands arrive by a stand-in for ssh; its automations are for the two ways across one height."""
        try:
            import yaml  # pylint: disable=import-outside-toplevel
        except ImportError:
            self.skipTest("python3-yaml is not installed")
        self.start_seated()
        self.program("ssh", 'test "$1 $3 $5 $7" = "-i -o -o you@desk.lan" && shift 7 && exec sh -c "$*"')
        settings = yaml.safe_load(text_of("home-assistant.yaml"))
        self.assertEqual(set(settings), {"shell_command", "automation"})
        for automation, crossed in zip(settings["automation"], ("above", "below"), strict=True):
            (trigger,), (action,) = automation["triggers"], automation["actions"]
            self.assertEqual(trigger, {"trigger": "numeric_state", "entity_id": "sensor.desk_height", crossed: 95})
            domain, name = action["action"].split(".")
            code, _, err = run(shlex.split(settings[domain][name]), self.env)
            self.assertEqual((code, err), (0, ""))
        self.await_calls(STAND, SIT)

