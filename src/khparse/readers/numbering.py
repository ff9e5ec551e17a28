"""Automatic numbers as lists print them, and how they count: the same for Word files old and new."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

LEVELS = 9
_PLACE = re.compile("%([1-9])")

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(count: int) -> str:
    """Return I, II, III …; in figures what has none."""
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        text += sign * times
    return text


def letter(count: int) -> str:
    """Return A … Z, AA, BB …: Word repeats the letter, up to 780, and never uses Đ."""
    if not 0 < count <= 780:
        return str(count)
    rounds, index = divmod(count - 1, 26)
    return chr(ord("A") + index) * (rounds + 1)


def letter_counted(count: int) -> str:
    """Return A … Z, AA, AB …: the columns of a spreadsheet, and lists of OpenDocument, go on so."""
    if not 0 < count <= 18278:
        return str(count)
    text = ""
    while count:
        count, index = divmod(count - 1, 26)
        text = chr(ord("A") + index) + text
    return text


@dataclass(slots=True)
class Level:
    """A level of a list: how its numbers are written, and where they start."""

    start: int
    format: str
    width: int  # digits that a number is filled up to with zeros
    text: str
    restart: int | None  # restarts after the levels above this one; None: after any level above itself
    legal: bool
    style: str | None


@dataclass(slots=True)
class CountedList:
    """A list with the running counts of its levels."""

    levels: dict[int, Level]
    counts: list[int | None]  # shared by all lists of one abstract list
    starts: dict[int, int]
    started: set[int] = field(default_factory=set)

    def start(self, level: int) -> int:
        """Return the first number of a level."""
        if level in self.starts:
            return self.starts[level]
        return self.levels[level].start if level in self.levels else 1


def next_label(found: CountedList, number: int) -> str:
    """Count one paragraph at a level and return its label."""
    counts = found.counts
    overridden = number in found.starts and number not in found.started
    previous = counts[number]
    counts[number] = found.start(number) if overridden or previous is None else previous + 1
    found.started.add(number)
    for deeper in range(number + 1, LEVELS):
        restart = found.levels[deeper].restart if deeper in found.levels else None
        if restart is None or number < restart:
            counts[deeper] = None

    level = found.levels[number]
    if level.format == "bullet":
        return level.text

    def fill(place: re.Match[str]) -> str:
        above = int(place[1]) - 1
        if above > number or above not in found.levels:
            return ""
        reached = counts[above]
        shown = found.levels[above]
        return _format(found.start(above) if reached is None else reached, shown, legal=level.legal)

    return _PLACE.sub(fill, level.text).strip()


def _format(number: int, level: Level, *, legal: bool) -> str:
    if level.format in ("none", "bullet"):
        return ""
    write = None if legal else _FORMATS.get(level.format)
    return write(number) if write is not None else str(number).zfill(level.width)


def _ordinal(count: int) -> str:
    ending = "th" if 10 < count % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "lowerRoman": lambda count: roman(count).lower(),
    "upperLetter": letter,
    "lowerLetter": lambda count: letter(count).lower(),
    "ordinal": _ordinal,
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "decimalEnclosedCircle": lambda count: chr(0x245F + count) if 0 < count <= 20 else str(count),
}
"""Number formats other than plain figures; those not listed (number words …) are shown in figures."""
