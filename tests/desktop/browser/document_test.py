"""The page as a document: without a browser, for one puts up with much."""

import re
import xml.etree.ElementTree as xml

from page import DocumentTest, on_pages, parsed

# Of what a page can have, what has addresses.
ADDRESSES = ("src", "href", "srcset", "data", "action", "poster", "formaction", "background", "ping",
             "{http://www.w3.org/1999/xlink}href")


def local_name(element):
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else None


class Document(DocumentTest):
    def test_a_wrong_page_is_found(self):
        for wrong in ("<p>no type</p>", "<!DOCTYPE html><title>t</title><p>a<b></p></b>",
                      "<!DOCTYPE html><title>t</title><p id=a id=b>", "<!DOCTYPE html><title>t</title><svg><g></svg>",
                      "<!DOCTYPE html><title>t</title><p>a & &b;</p>"):
            with self.assertRaises(Exception) as caught:
                parsed(wrong)
            self.assertEqual(type(caught.exception).__name__, "ParseError", wrong)

    @on_pages()
    def test_it_is_valid(self, page):
        elements = page.elements()
        ids = [element.get("id") for element in elements if element.get("id") is not None]
        self.assertEqual(len(ids), len(set(ids)), "each id once")
        for element in elements:
            for name in ("aria-labelledby", "aria-describedby", "headers", "for"):
                self.assertLessEqual(set((element.get(name) or "").split()), set(ids), name)
        for drawing in re.findall(r"<svg\b.*?</svg>", page.text, re.S):
            xml.fromstring(drawing)

    @on_pages()
    def test_it_needs_nothing_else(self, page):
        for element in page.elements():
            self.assertNotIn(element.tag, ("script", "img", "iframe", "object", "embed", "base", "form"))
            for name in element.keys():
                self.assertFalse(name.startswith("on"), name)
            for name in ADDRESSES:
                address = element.get(name) or "#"
                # What a person can follow is not fetched, and what is in the address itself neither.
                self.assertTrue(address.startswith(("#", "data:")) or (element.tag == "a" and address.startswith("https://")),
                                address)
        self.assertNotRegex(page.text, r"@import|url\((?!['\"]?#)")
        policy = [element.get("content") for element in page.elements()
                  if element.get("http-equiv") == "Content-Security-Policy"]
        self.assertEqual(len(policy), 1)
        self.assertIn("default-src 'none'", policy[0])
        self.assertNotIn("script-src", policy[0])

    @on_pages()
    def test_its_parts_are_in_order(self, page):
        parts = [element.get("id") for element in page.elements() if element.tag == "section"]
        drawing = "bars" if page.days > 62 else "timeline"
        # What there is nothing of may be left out.
        wanted = [part for part in ("numbers", drawing, "heat-map", "bouts", "reminders", "how")
                  if part != "heat-map" or page.days >= 3]
        if not page.name.startswith("nothing"):
            self.assertEqual([part for part in parts if part != "reminders"],
                             [part for part in wanted if part != "reminders"])
        self.assertEqual(parts, [part for part in wanted if part in parts])

    @on_pages()
    def test_each_drawing_is_told_in_words_too(self, page):
        self.assertTrue(page.name.startswith("nothing") or "<figure" in page.text)
        for section in parsed(page.text).iter("section"):
            figures = list(section.iter("figure"))
            for figure in figures:
                drawings = [element for element in figure.iter() if local_name(element) == "svg"]
                self.assertTrue(drawings)
                for drawing in drawings:
                    self.assertEqual(drawing.get("role"), "img")
                    texts = {local_name(element): element for element in drawing if local_name(element) in ("title", "desc")}
                    self.assertEqual(set(texts), {"title", "desc"})
                    self.assertTrue(all((element.text or "").strip() for element in texts.values()))
                    self.assertEqual(set(drawing.get("aria-labelledby").split()),
                                     {element.get("id") for element in texts.values()})
            details = list(section.iter("details"))
            self.assertGreaterEqual(len(details), len(figures), "the same as a table")
            for one in details:
                self.assertTrue(list(one.iter("summary")) and list(one.iter("table")) and list(one.iter("th")))
