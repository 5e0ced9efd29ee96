"""The pages that `sitbreak report --html` makes of what people have recorded, and what it says elsewhere."""

import functools
import json
import os
import unittest

from command import CommandTest
from histories import HISTORIES
from history_file import HistoryFile

HERE = os.path.dirname(os.path.abspath(__file__))


def import_or_skip(name, package):
    try:
        return __import__(name, fromlist=["_"])
    except ImportError:
        raise unittest.SkipTest(f"{package} is not installed") from None


def parsed(text):
    """As an ElementTree. Raises html5lib's ParseError for anything that is not as HTML has it."""
    html5lib = import_or_skip("html5lib", "python3-html5lib")
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def words(element):
    """What one reads of it."""
    return " ".join("".join(element.itertext()).split())


class Page:
    def __init__(self, test, name):
        first, last, fill = HISTORIES[name]
        state = test.path("state", name)
        history = HistoryFile(os.path.join(state, "sitbreak", "history.db"))
        fill(history)
        history.close()
        self.name = name
        self.days = (last - first).days + 1
        self.file = test.path(f"{name}.html")
        self._test, self._period, self._env = test, ("--from", str(first), "--to", str(last)), {"XDG_STATE_HOME": state}
        self._report("--html", self.file)
        with open(self.file, encoding="utf-8") as file:
            self.text = file.read()

    def _report(self, *options, **env):
        code, out, err = self._test.sitbreak("report", *self._period, *options, env={**self._env, **env})
        self._test.assertEqual((code, err), (0, ""))
        return out

    def elements(self):
        return [element for element in parsed(self.text).iter() if isinstance(element.tag, str)]

    def rows(self, part):
        """Of the first table in that section, what its cells say: of a name, without what explains it."""
        (section,) = [element for element in self.elements() if element.get("id") == part]
        cells = [[cell for cell in row if cell.tag in ("th", "td")] for row in next(section.iter("table")).iter("tr")]
        return [[words(next(cell.iter("span"), cell)) for cell in row] for row in cells]

    def numbers(self):
        return json.loads(self._report("--json"))

    def summary(self):
        """The sentences on top, as the report for a terminal has them."""
        return self._report(COLUMNS="10000").split("\n\n")[1].strip()


class PageTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.env["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"


class DocumentTest(PageTest):
    def setUp(self):
        # Not in a subtest, of which a test that passes may skip some.
        import_or_skip("html5lib", "python3-html5lib")
        super().setUp()


def on_pages(*names):
    """Runs a test on each of these pages, or on all; each is a subtest."""
    def decorate(test):
        @functools.wraps(test)
        def on_each(self):
            for name in names or HISTORIES:
                with self.subTest(name):
                    test(self, Page(self, name))
        return on_each
    return decorate
