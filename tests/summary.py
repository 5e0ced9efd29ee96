"""Says what came of the tests: which failed, which were skipped and why, and how many of each.

summary.py RESULTS...    RESULTS are CTest's --output-junit files.

With CI set in the environment a skipped test is a failed one, unless its reason is one that no package can help.
"""

import os
import re
import sys
import xml.etree.ElementTree as xml

# What only the machine's kernel, or whoever lends us the machine, can permit.
BEYOND_US = (
    "setting the clock is not allowed here",
    "mounting is not allowed here",
    "this machine does not let systemd-nspawn start",
    "needs root",
)


def reason(case):
    """What the test said after "skipped:"."""
    said = re.search(r"skipped: *(.*)", case.findtext("system-out", ""))
    return said.group(1).strip() if said else case.get("status", "no reason given")


def main(files):
    passed, failed, skipped = 0, [], []
    in_ci = bool(os.environ.get("CI"))
    for file in files:
        try:
            cases = list(xml.parse(file).getroot().iter("testcase"))
        except (OSError, xml.ParseError) as trouble:
            failed.append(f"{file}: {trouble}")
            continue
        for case in cases:
            status, name = case.get("status"), case.get("name")
            if status == "run":
                passed += 1
            elif status == "fail":
                failed.append(name)
            elif in_ci and not any(known in reason(case) for known in BEYOND_US):
                failed.append(f"{name}: skipped, which CI does not accept: {reason(case)}")
            else:
                skipped.append(f"{name}: {reason(case)}")

    for title, names in (("skipped", skipped), ("failed", failed)):
        if names:
            print(f"\n{title}:", *names, sep="\n    ")
    print(f"\n{passed} passed, {len(failed)} failed, {len(skipped)} skipped", flush=True)
    return 1 if failed or not passed else 0


sys.exit(main(sys.argv[1:]))
