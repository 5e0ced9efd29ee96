"""What a program says in its --help of its commands and options."""

import re


def _terms(text, heading):
    """The first column of the paragraph under the heading: "--for LENGTH"."""
    found = re.search(rf"^\[?{heading}\]?: *\n(.*?)(\n\n|\Z)", text, re.M | re.S | re.I)
    lines = re.findall(r"^ {2,12}(\S.*)$", found[1], re.M) if found else []
    return [_term(line) for line in lines]


def _term(line):
    """Without the description, what excludes or needs it, and the dots of what may be there several times."""
    term = re.split(r" {2,}", re.sub(r", +", ",", line))[0]
    return re.sub(r"( (Excludes|Needs): .*| REQUIRED| \.\.\.)+$", "", term)


class Command:
    """Of "sitbreak", or of one of its commands: `arguments` as in "[LENGTH]", `options` as in "--for LENGTH"."""

    def __init__(self, text):
        self.arguments = [term.split(" ", 1)[1] for term in _terms(text, "positionals")]
        self.options = set(_terms(text, "options"))
        self.subcommands = set(_terms(text, "subcommands"))

    def names_of_options(self):
        """The long ones."""
        return {name for option in self.options for name in option.split(" ")[0].split(",") if name.startswith("--")}


def commands(ask):
    """{words: Command} of "" and of all below it. `ask(words...)` gives what is printed."""
    found, left = {}, [""]
    while left:
        words = left.pop()
        found[words] = Command(ask(*words.split(), "--help"))
        left += [f"{words} {name}".strip() for name in found[words].subcommands]
    return found
