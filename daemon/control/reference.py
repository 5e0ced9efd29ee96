#!/usr/bin/env python3
"""Writes the reference of the D-Bus interface, docs/dbus.md, out of its XML.

reference.py XML >docs/dbus.md
"""

import re
import sys
import xml.etree.ElementTree as xml
from textwrap import fill

KINDS = {"s": "string", "x": "int64", "t": "uint64", "u": "uint32", "b": "boolean", "as": "array of strings",
         "(xss)": "(int64, string, string)",
         "a(ssssass)": "array of (string, string, string, string, array of strings, string)"}


def comments(text):
    """What the comments in front of each element say: {name: ({parameter: text}, text)}."""
    found = {}
    for comment in re.findall(r"<!--\s*(.*?)\s*-->", text, re.S):
        head = re.match(r"([A-Za-z0-9.]+):\s*", comment)
        if not head:
            continue
        parameters, prose, current = {}, [], None
        for line in comment[head.end():].splitlines():
            line = line.strip()
            parameter = re.match(r"@(\w+): *(.*)", line)
            if parameter:
                current = parameter[1]
                parameters[current] = parameter[2]
            elif not line:
                current = None
                prose.append("")
            elif current:
                parameters[current] += f" {line}"
            else:
                prose.append(line)
        found[head[1]] = (parameters, paragraphs(prose))
    return found


def paragraphs(lines):
    text = re.sub(r"#[\w.]+:(\w+)", r"`\1`", "\n".join(lines).strip())
    return "\n\n".join(fill(" ".join(part.split()), 120, break_on_hyphens=False, break_long_words=False)
                       for part in re.split(r"\n\s*\n", text))


def signature(name, arguments):
    parts = [f"{argument.get('name')}: {KINDS[argument.get('type')]}" for argument in arguments
             if argument.get("direction") != "out"]
    results = [f"{argument.get('name')}: {KINDS[argument.get('type')]}" for argument in arguments
               if argument.get("direction") == "out"]
    return f"{name}({', '.join(parts)})" + (f" → {', '.join(results)}" if results else "")


def bullet(text):
    return fill(" ".join(text.split()), 120, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False,
                break_long_words=False)


def main(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    said = comments(text)
    interface = xml.fromstring(text).find("interface")
    name = interface.get("name")
    parameters, prose = said[name]
    out = [f"# {name}", "", parameters["short_description"] + ".", "", prose, "",
           f"This page is made from `daemon/control/{name}.xml`, which is installed as well.", "", "## Properties", "",
           "| property | type | |", "| --- | --- | --- |"]
    for item in interface.findall("property"):
        out.append(f"| `{item.get('name')}` | {KINDS[item.get('type')]} | "
                   f"{' '.join(said[item.get('name')][1].split())} |")
    for kind, title in (("method", "Methods"), ("signal", "Signals")):
        out += ["", f"## {title}"]
        for item in interface.findall(kind):
            parameters, prose = said[item.get("name")]
            out += ["", f"### `{signature(item.get('name'), item.findall('arg'))}`"]
            out += [""] + [prose] if prose else []
            if parameters:
                out += [""] + [bullet(f"`{key}`: {value}") for key, value in parameters.items()]
    print("\n".join(out))


main(sys.argv[1])
