"""What a set is scored by: points, and the table made of them."""

import collections
from typing import NamedTuple


class Point(NamedTuple):
    """One comparison: what is measured, what was read, what was expected, and whether that is right."""

    measure: str
    found: object
    expected: object
    right: bool


def equal(measure, found, expected):
    """Right when both are the same."""
    return Point(measure, found, expected, found == expected)


def words(text):
    """The words of a text with one space between them: line breaks are no difference."""
    return " ".join((text or "").split())


def token_f1(found, expected):
    """How far the words of two texts agree, from 0 to 1."""
    found, expected = collections.Counter(found.split()), collections.Counter(expected.split())
    if not found and not expected:
        return 1.0
    common = sum((found & expected).values())
    return 2 * common / (sum(found.values()) + sum(expected.values())) if common else 0.0


class Table:
    """Counts points by measure; `by_choice` names cases where our reading differs on purpose, with the reason."""

    def __init__(self, name, by_choice, notes):
        self.name, self.by_choice, self.notes = name, by_choice, notes
        self.counts = {}
        self.missed = []
        self.summary = ""

    def robustness(self, asked, answers, crashes):
        blank = sum(1 for answer in answers.values() if is_blank(answer))
        refused = sum(1 for answer in answers.values() if answer.get("error"))
        self.summary = (
            f"{asked} asked, {blank} blank, {asked - len(answers) - len(crashes)} lost, "
            f"{len(crashes)} crashed{' ' + str(crashes) if crashes else ''}, {refused} refused"
        )

    def add(self, case, point):
        count = self.counts.setdefault(point.measure, collections.Counter())
        count["all"] += 1
        reason = None if point.right else self.by_choice.get((case, point.measure))
        count["right" if point.right else "chosen" if reason else "wrong"] += 1
        if not point.right:
            self.missed.append((case, point, reason))

    def print(self, misses):
        print(f"\n{self.name}: {self.summary}")
        print(f"  {'':30}{'of':>6}{'right':>7}{'%':>8}{'by choice':>11}{'% of the rest':>15}")
        for measure, count in self.counts.items():
            rest = count["all"] - count["chosen"]
            print(
                f"  {measure:30}{count['all']:>6}{count['right']:>7}{100 * count['right'] / count['all']:>8.1f}"
                f"{count['chosen'] or '':>11}{100 * count['right'] / rest if rest else 100:>15.1f}"
            )
        if self.notes:
            print(f"  {self.notes}")
        for case, point, reason in self.missed if misses else []:
            print(f"\n  {case}, {point.measure}{': by choice, ' + reason if reason else ''}")
            print(f"    read      {str(point.found)[:400]!r}\n    expected  {str(point.expected)[:400]!r}")


def is_blank(answer):
    """Nothing to see: neither words nor a subject nor a file."""
    return not (answer.get("text") or answer.get("subject") or answer.get("attachments") or answer.get("error"))
