"""The page as a browser shows it: on a phone and on a desk, by day and by night, by keyboard and on paper."""

import os
import re

from browser import DESKTOP, PHONE, Browser
from page import PageTest, on_pages
from processes import need, run

USUAL = ("day", "week", "year")
LOOKS = [(size, scheme) for size in (PHONE, DESKTOP) for scheme in ("light", "dark")]
# A4 within Chromium's margins, at 96 px an inch.
SHEET = 718, 1047
TAB, ENTER = "\ue004", "\ue007"  # as WebDriver has them


class BrowserTest(PageTest):
    def setUp(self):
        super().setUp()
        self.browser = Browser(self)


class Harness(BrowserTest):
    """What is wrong is found."""

    def show(self, body, style=""):
        page = (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>t</title><style>{style}</style></head>'
                f"<body>{body}</body></html>")
        self.browser.show(self.write(page, "bad.html"), size=PHONE)

    def test_what_some_cannot_see(self):
        self.show('<main><h1>Title</h1><p style="color: #aaa; background: #fff">faint</p><img src="data:," width="9"></main>')
        found = self.browser.violations()
        self.assertEqual(set(found), {"color-contrast", "image-alt"})
        self.assertIn("faint", found["color-contrast"][0])
        self.show('<main><h1>Title</h1><p style="color: #222; background: #fff">clear</p></main>')
        self.assertEqual(self.browser.violations(), {})

    def test_what_is_wrong_with_a_layout(self):
        self.show('<h1 style="margin-left: 400px">Title</h1><section id="a" style="height: 50px"></section>'
                  '<section id="b" style="margin-top: -30px; height: 50px">above</section><p style="width: 500px">w</p>'
                  '<figure><svg width="400" height="2000" viewBox="0 0 800 4000"><title>T</title><text x="10" y="50">one</text>'
                  '<text x="12" y="52">two</text><text x="790" y="3000">three</text></svg></figure><small>tiny</small>',
                  "small { font-size: 10px } svg text { font-size: 20px }")
        self.assertEqual(self.browser.measure("small(11)"), ["one: 10.0 px", "two: 10.0 px", "three: 10.0 px", "tiny: 10.0 px"])
        self.assertEqual(self.browser.measure("misplaced()"), ["heading Title", "b over a"])
        self.assertEqual(self.browser.measure("colliding()"), ['"one" and "two" collide', '"three" is cut off in T'])
        self.assertEqual(len(self.browser.measure("cut(900)")), 3)
        self.assertGreater(self.width(), PHONE[0])

    def width(self):
        return self.browser.ask("return document.documentElement.scrollWidth")

    def test_what_is_said_and_asked_for(self):
        self.show('<script>console.error("wrong")</script><p>words</p><img alt="" src="http://127.0.0.1:1/x.png">')
        self.assertTrue([said for said in self.browser.complaints() if "wrong" in said])
        self.assertIn("http://127.0.0.1:1/x.png", self.browser.requests())


class InBrowser(BrowserTest):
    @on_pages()
    def test_it_is_quiet_and_asks_for_nothing(self, page):
        self.browser.show(page.file)
        self.assertEqual(self.browser.requests(), [f"file://{page.file}"])
        self.assertEqual(self.browser.complaints(), [])
        self.assertNotEqual(self.browser.ask("return document.title"), "1")

    @on_pages()
    def test_everybody_can_use_it(self, page):
        self.browser.show(page.file)
        for size, scheme in LOOKS if page.name in USUAL else ((PHONE, "dark"), (DESKTOP, "light")):
            with self.subTest((size, scheme)):
                self.browser.resize(size)
                self.browser.prefer(scheme)
                self.assertEqual(self.browser.violations(), {})
        self.browser.measure("unfold()")
        self.assertEqual(self.browser.violations(), {}, "with its tables")

    @on_pages()
    def test_it_fits(self, page):
        for size in (PHONE, DESKTOP):
            for folded in (True, False):
                with self.subTest((size, folded)):
                    self.browser.show(page.file, size=size)
                    if not folded:
                        self.browser.measure("unfold()")
                    self.assertLessEqual(self.browser.ask("return document.documentElement.scrollWidth"), size[0])
                    self.assertEqual(self.browser.measure("small(11)"), [])
                    self.assertEqual(self.browser.measure("misplaced()"), [])
                    self.assertEqual(self.browser.measure("colliding()"), [])

    @on_pages(*USUAL)
    def test_it_is_used_by_keyboard(self, page):
        self.browser.show(page.file)
        count = self.browser.ask("return document.querySelectorAll('summary').length")
        self.assertGreater(count, 0)
        reached = []
        while True:
            self.browser.press(TAB)
            focus = self.browser.measure("focus()")
            if focus["tag"] == "body":
                break
            self.assertTrue(focus["marked"], f"one does not see that the focus is on {focus}")
            if focus["tag"] != "summary":
                continue
            reached.append(focus["place"])
            self.browser.press(ENTER)
            height = self.browser.ask("return document.activeElement.parentElement.querySelector('table')"
                                      ".getBoundingClientRect().height")
            self.assertGreater(height, 0, focus)
            self.browser.press(ENTER)
        self.assertEqual(reached, list(range(count)))

    @on_pages("week")
    def test_it_is_dark_where_that_is_wanted(self, page):
        self.browser.show(page.file)
        light = self.browser.measure("lightness()")
        self.browser.prefer("dark")
        dark = self.browser.measure("lightness()")
        self.assertGreater(light, 0.8)
        self.assertLess(dark, 0.2)

    @on_pages(*USUAL, "month")
    def test_its_pictures(self, page):
        kept = os.environ.get("SITBREAK_SCREENSHOTS") or self.path("pictures")
        os.makedirs(kept, exist_ok=True)
        for size, scheme in LOOKS:
            name = f"{page.name}-{size[0]}-{scheme}"
            self.browser.show(page.file, size=size, scheme=scheme)
            picture = self.browser.picture()
            with open(os.path.join(kept, f"{name}.png"), "wb") as file:
                file.write(picture)
            counts = self.browser.colours(picture)
            self.assertGreater(len(counts), 50, name)
            self.assertLess(max(counts.values()), 0.97 * sum(counts.values()), f"there is something on {name}")


class OnPaper(BrowserTest):
    def setUp(self):
        need("pdftotext", "pdfinfo")
        super().setUp()

    @on_pages(*USUAL, "month")
    def test_it_is_whole(self, page):
        self.browser.show(page.file, scheme="dark")
        pdf = self.path("page.pdf")
        with open(pdf, "wb") as file:
            file.write(self.browser.printed())
        code, text, _ = run(["pdftotext", "-layout", pdf, "-"], self.env)
        self.assertEqual(code, 0)
        self.assertIn(page.summary(), " ".join(text.split()))
        sheets = int(re.search(r"^Pages: +(\d+)$", run(["pdfinfo", pdf], self.env)[1], re.M)[1])
        self.assertIn(sheets, range(1, 9))
        self.browser.resize(SHEET)
        self.browser.prefer("dark", media="print")
        self.assertEqual(self.browser.measure(f"cut({SHEET[1]})"), [])
        self.assertGreater(self.browser.measure("lightness() ?? 1"), 0.9, "ink is saved")
