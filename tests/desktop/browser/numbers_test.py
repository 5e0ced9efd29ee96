"""What the page says is what is counted: as `sitbreak report` says it elsewhere."""

import re

from page import DocumentTest, on_pages, parsed, words


class Numbers(DocumentTest):
    """What is said is what is counted."""

    def minutes(self, text):
        """Of "5 h 18 min"."""
        parts = dict((unit, int(count)) for count, unit in re.findall(r"(\d+) (h|min)\b", text))
        self.assertTrue(parts, text)
        return 0.5 if text == "under 1 min" else parts.get("h", 0) * 60 + parts.get("min", 0)

    def close_to(self, text, seconds):
        """As it is rounded to minutes."""
        self.assertAlmostEqual(self.minutes(text), seconds / 60, delta=0.51)

    @on_pages()
    def test_the_sentences_on_top(self, page):
        self.assertIn(page.summary(), words(parsed(page.text).find("body")))

    @on_pages("day", "three-days", "week", "month", "year", "one-bout", "25-hours", "hostile")
    def test_the_table_of_numbers(self, page):
        total, table = page.numbers()["total"], dict(page.rows("numbers"))
        for name, seconds in (("Estimated sitting", total["sitting_seconds"]),
                              ("under 15 min", total["sitting_in_bouts_seconds"]["under_15_min"]),
                              ("15 to 30 min", total["sitting_in_bouts_seconds"]["15_to_30_min"]),
                              ("30 min or longer", total["sitting_in_bouts_seconds"]["30_min_or_longer"]),
                              ("longest", total["longest_bout_seconds"]), ("mean", total["mean_bout_seconds"]),
                              ("median", total["median_bout_seconds"]), ("usual (W50)", total["usual_bout_seconds"]),
                              ("Unknown time", total["unknown_seconds"])):
            with self.subTest(name):
                self.close_to(table[name], seconds)
        self.assertEqual(table["Bouts"], str(total["bouts"]))
        self.assertRegex(table["Breaks"], rf"\A{total['breaks']} \({total['breaks_per_hour']:.1f} an hour\)\Z")
        if total["reminders"]:
            self.assertEqual(table["Reminders followed"], f"{total['reminders_followed']} of {total['reminders']}")

    @on_pages("three-days", "week", "month")
    def test_the_table_of_days(self, page):
        numbers = page.numbers()
        (names, *rows) = page.rows("timeline")
        self.assertEqual(len(rows), len(numbers["days"]))
        for row, day in zip(rows, numbers["days"]):
            said = dict(zip(names, row))
            with self.subTest(said["Day"]):
                self.close_to(said["Sitting"], day["sitting_seconds"])
                self.close_to(said["In bouts of 30 min or longer"], day["sitting_in_bouts_seconds"]["30_min_or_longer"])
                self.close_to(said["Unknown"], day["unknown_seconds"])
                self.assertEqual([said["Bouts"], said["Breaks"], said["Reminders followed"]],
                                 [str(day["bouts"]), str(day["breaks"]), f"{day['reminders_followed']} of {day['reminders']}"])

    @on_pages("day", "one-bout", "25-hours", "hostile")
    def test_the_table_of_bouts(self, page):
        numbers = page.numbers()
        (names, *rows) = page.rows("timeline")
        self.assertEqual(len(rows), numbers["total"]["bouts"])
        lengths = [self.minutes(row[names.index("Sitting")]) for row in rows]
        self.assertAlmostEqual(sum(lengths), numbers["total"]["sitting_seconds"] / 60, delta=0.5 * len(rows) + 0.01)
        self.assertAlmostEqual(max(lengths), numbers["total"]["longest_bout_seconds"] / 60, delta=0.51)

    @on_pages("25-hours")
    def test_a_day_that_has_25_hours(self, page):
        (day,) = page.numbers()["days"]
        self.assertEqual(day["end"] - day["begin"], 25 * 3600)
        self.assertEqual(day["sitting_seconds"], 200 * 60)
