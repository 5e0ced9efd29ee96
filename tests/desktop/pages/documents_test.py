"""What the pages say of each other and of their examples is so."""

import os
import unittest

import documents
from examples import EXAMPLES, ROOT, text_of

LANGUAGES = {".conf": "", ".css": "css", ".ini": "ini", ".jsonc": "jsonc", ".sh": "sh", ".yaml": "yaml"}
BARS = os.path.join(ROOT, "docs", "bars.md")


class Links(unittest.TestCase):
    def test_each_leads_somewhere(self):
        pages = documents.pages()
        self.assertIn(os.path.join(ROOT, "README.md"), pages)
        for page in pages:
            found = documents.links(documents.read(page))
            with self.subTest(os.path.relpath(page, ROOT)):
                self.assertEqual([link for link in found if documents.is_broken(link, page)], [])

    def test_what_leads_nowhere_is_seen(self):
        page = os.path.join(ROOT, "docs", "command.md")
        for link, broken in (("json.md", False), ("json.mdd", True), ("#status-bars", False), ("#status-bar", True),
                             ("settings.md#durations", False), ("settings.md#duration", True), ("../README.md", False),
                             ("../LICENSE#mit", True), ("README.md", True), ("https://toml.io", False),
                             ("../../elsewhere.md", True), ("../..", True), ("examples", False)):
            self.assertEqual(documents.is_broken(link, page), broken, link)

    def test_what_is_a_link(self):
        text = "[a](b.md) `[c](d.md)` ![e](f.png)\n```sh\n[g](h.md)\n```\n"
        self.assertEqual(documents.links(text), ["b.md", "f.png"])

    def test_what_a_heading_is_linked_by(self):
        text = "# The `a.b` of *it*, again\n```\n# no heading\n```\n## Twice\n## Twice\n"
        self.assertEqual(documents.anchors(text), {"the-ab-of-it-again", "twice", "twice-1"})


class Examples(unittest.TestCase):
    def test_the_page_has_their_text(self):
        """Each of them behind a link to it, and no other text behind such a link."""
        page = documents.read(BARS)
        names = sorted(os.listdir(EXAMPLES))
        for name in names:
            with self.subTest(name):
                _, linked, behind = page.partition(f"](examples/{name})")
                self.assertTrue(linked, "the page links it")
                language, text = documents.blocks(behind)[0]
                self.assertEqual(text, text_of(name))
                self.assertEqual(language, LANGUAGES[os.path.splitext(name)[1]])
        self.assertEqual(sorted({link.removeprefix("examples/") for link in documents.links(page)
                                 if link.startswith("examples/")}), names)

    def test_a_person_finds_the_page(self):
        for name, link in (("README.md", "docs/bars.md"), ("docs/command.md", "bars.md"), ("docs/hooks.md", "bars.md")):
            self.assertIn(link, documents.links(documents.read(os.path.join(ROOT, name))), name)

    def test_scripts_can_be_run(self):
        for name in os.listdir(EXAMPLES):
            if text_of(name).startswith("#!"):
                self.assertTrue(os.access(os.path.join(EXAMPLES, name), os.X_OK), name)
