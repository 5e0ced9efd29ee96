"""What is written of the doctor is what it says."""

import os
import re
import unittest

import jsonschema

from doctor import CHECKS, schema
from stand_in_daemon import ROOT


def rows(text):
    """The first cells of its tables that are names."""
    return re.findall(r"^\| `([\w-]+)` \|", text, re.M)


def page(name):
    with open(os.path.join(ROOT, "docs", name), encoding="utf-8") as file:
        return file.read()


class Documents(unittest.TestCase):
    def test_every_check_is_explained(self):
        self.assertEqual(tuple(rows(page("doctor.md").split("\n## ")[1])), CHECKS)

    def test_every_member_of_the_json_is_explained(self):
        members = schema()
        check = members["$defs"]["check"]
        self.assertEqual(rows(page("json.md").split("\n# ")[1]), [*members["properties"], *check["properties"]])
        self.assertEqual(list(members["properties"]), members["required"])
        self.assertEqual(list(check["properties"]), check["required"])

    def test_the_schema_refuses_what_the_doctor_does_not_say(self):
        check = {"check": "key", "verdict": "ok", "found": "seen", "details": [], "advice": None}
        said = {"schema": 1, "time": 1, "seen": True, "summary": "A reminder would be seen.", "checks": [check]}
        jsonschema.validate(said, schema(), jsonschema.Draft202012Validator)
        for wrong in ({"schema": 2}, {"seen": 1}, {"checks": []}, {"checks": [{**check, "verdict": "fine"}]},
                      {"checks": [{**check, "advice": ""}]}, {"checks": [{**check, "found": ""}]},
                      {"checks": [{**check, "details": "a"}]}, {"checks": [{"check": "key"}]}):
            with self.subTest(wrong), self.assertRaises(jsonschema.ValidationError):
                jsonschema.validate({**said, **wrong}, schema(), jsonschema.Draft202012Validator)
