"""The doctor at a desk: what it says as JSON, judged by the schema, and what it says to a person."""

import json
import os

import jsonschema

from desk import DeskTest
from processes import run
from record import now
from sitbreakd import programs
from stand_in_daemon import ROOT

CHECKS = ("session-bus", "daemon", "service", "settings", "input", "key", "lock", "sleep", "notifications", "capabilities",
          "do-not-disturb", "holds", "put-off", "last-reminder", "history")

# Whoever it asks is given 2 s, the sources of input and the holds 3.5 s after that. The rest is for slow machines.
BOUND = 15


def schema():
    with open(os.path.join(ROOT, "docs", "doctor.schema.json"), encoding="utf-8") as file:
        text = json.load(file)
    jsonschema.Draft202012Validator.check_schema(text)
    return text


class Examination:
    def __init__(self, code, said):
        self.code = code
        self.said = said
        self.checks = {check["check"]: check for check in said["checks"]}

    def verdict(self, check):
        return self.checks[check]["verdict"]

    def those(self, verdict):
        return {check for check in self.checks if self.verdict(check) == verdict}


class DoctorTest(DeskTest):
    def doctor(self, *arguments, env=None):
        """Runs it to its end: exit code, standard output, standard error."""
        return run([programs["sitbreak"], "doctor", *arguments], {**self.env, **(env or {})})

    def examine(self, env=None):
        """What it finds; the exit code and the schema are judged each time."""
        begin = now()
        code, out, err = self.doctor("--json", env=env)
        self.assert_within(BOUND, begin, now(), "an examination")
        self.assertEqual(err, "")
        self.assertEqual(out.count("\n"), 1)
        said = json.loads(out)
        jsonschema.validate(said, schema(), jsonschema.Draft202012Validator)
        self.assertEqual(tuple(check["check"] for check in said["checks"]), CHECKS)
        found = Examination(code, said)
        self.assertEqual((code, said["seen"]), (1, False) if found.those("wrong") else (0, True), out)
        return found

    def assert_wrong(self, found, *checks):
        self.assertEqual(found.those("wrong"), set(checks), json.dumps(found.said, indent=1))
        for check in checks:
            self.assertTrue(found.checks[check]["advice"], check)
