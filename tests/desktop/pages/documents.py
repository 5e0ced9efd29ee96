"""Pages in Markdown, as their readers on the web see them."""

import os
import re

from stand_in_daemon import ROOT

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def pages():
    """The paths of all of the project's."""
    found = []
    for directory, inner, files in os.walk(ROOT):
        inner[:] = [name for name in inner if not name.startswith(".") and name != "build"]
        found += [os.path.join(directory, name) for name in files if name.endswith(".md")]
    return sorted(found)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def blocks(text):
    """The fenced ones: (language, what is in it)."""
    return FENCED.findall(text)


def anchors(text):
    """What its headings can be linked by; one that is there again gets a number."""
    found = []
    for heading in re.findall(r"^#+ (.*)$", FENCED.sub("", text), re.M):
        name = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        again = sum(1 for other in found if re.fullmatch(rf"{re.escape(name)}(-\d+)?", other))
        found.append(f"{name}-{again}" if again else name)
    return set(found)


def links(text):
    """Where its links and pictures lead, without what is only quoted."""
    prose = re.sub(r"`[^`\n]*`", "``", FENCED.sub("", text))
    return re.findall(r"\]\(([^()\s]+)\)", prose)


def is_broken(link, page):
    """Whether it leads nowhere in the project. Nobody asks the web about those that lead there."""
    if re.match(r"[a-z]+:", link):
        return False
    file, _, anchor = link.partition("#")
    target = os.path.normpath(os.path.join(os.path.dirname(page), file)) if file else page
    if not os.path.exists(target) or os.path.commonpath([target, ROOT]) != ROOT:
        return True
    return bool(anchor) and (not target.endswith(".md") or anchor not in anchors(read(target)))
