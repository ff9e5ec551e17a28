"""Automatic numbers of lists and headings, as LibreOffice prints them (OpenDocument part 3, 16.30 to 16.34)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khparse.readers.numbering import letter, letter_counted, roman
from khparse.readers.odt.styles import Styles
from khparse.readers.odt.xml import EXTENSION, STYLE, STYLE_NAME, TEXT, is_true, number_of
from khparse.readers.symbols import bullet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEVELS = 10
_MOST = 2**31 - 1
_TEXT_LIMIT = 255  # without one a crafted file could print gigabytes
_PLACE = re.compile(r"%(\d{1,2})%")


@dataclass(slots=True)
class _Level:
    start: int
    format: str
    is_repeated: bool  # A … Z, AA, BB rather than AA, AB
    text: str  # with %1% where the number of a level stands; of a bullet the sign


@dataclass(slots=True)
class ListState:
    """A list that is open: its style by name, the counts of its levels, shared by lists that go on with it."""

    style: str
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """The lists of a document with their running counts."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, _Level]] = {}
        self._by_id: dict[str, ListState] = {}
        self._last: dict[str, ListState] = {}  # by list style
        self._outline = ListState("")

    def open(self, element: Element) -> ListState:
        """Return the state of a `text:list` that is in no other: a new one, or that of the list it continues."""
        style = element.get(f"{TEXT}style-name", "")
        found = self._by_id.get(element.get(f"{TEXT}continue-list", ""))
        if found is None and is_true(element, f"{TEXT}continue-numbering"):
            found = self._last.get(style)
        state = ListState(style, found.counts) if found else ListState(style)
        identity = element.get("{http://www.w3.org/XML/1998/namespace}id", "") or element.get(f"{TEXT}id", "")
        if identity:
            self._by_id[identity] = state
        self._last[style] = state
        return state

    def numbered(self, element: Element) -> ListState:
        """Return the state of the list that a `text:numbered-paragraph` is in."""
        style = element.get(f"{TEXT}style-name", "")
        return self._by_id.setdefault(f"{style} {element.get(f'{TEXT}list-id', '')}", ListState(style))

    def label(self, state: ListState, style: str, level: int, start: int | None) -> str:
        """Count an item of a list, at a level from 0 and in a list style, and return its label."""
        return _count(state.counts, self._levels_of(style), min(level, _LEVELS - 1), start)

    def heading(self, element: Element) -> str:
        """Count a `text:h` that is in no list and return its label."""
        outline = self._styles.outline
        if outline is None or is_true(element, f"{TEXT}is-list-header"):
            return ""
        if self._styles.list_of(element.get(STYLE_NAME, "")) == "":
            return ""
        level = max(number_of(element, f"{TEXT}outline-level", 1, _LEVELS), 1) - 1
        start = None
        levels = self._levels_of(outline.get(f"{STYLE}name", ""))
        if is_true(element, f"{TEXT}restart-numbering"):
            start = number_of(element, f"{TEXT}start-value", 1, _MOST)
        return _count(self._outline.counts, levels, level, start)

    def _levels_of(self, style: str) -> dict[int, _Level]:
        found = self._levels.get(style)
        if found is None:
            element = self._styles.lists.get(style)
            found = {} if element is None else dict(map(_read_level, element))
            self._levels[style] = found
        return found


def _read_level(element: Element) -> tuple[int, _Level]:
    number = number_of(element, f"{TEXT}level", 1, _LEVELS) - 1
    kind = element.tag.removeprefix(TEXT)
    if kind in ("list-level-style-bullet", "list-level-style-image"):
        sign = element.get(f"{TEXT}bullet-char", "") if kind.endswith("bullet") else "•"
        return number, _Level(1, "bullet", False, bullet(sign[:_TEXT_LIMIT]))
    number_format = element.get(f"{STYLE}num-format", "")
    text = element.get(f"{EXTENSION}num-list-format")
    if text is None:
        shown = max(number_of(element, f"{TEXT}display-levels", 1, _LEVELS), 1)
        places = ".".join(f"%{level}%" for level in range(max(number + 2 - shown, 1), number + 2))
        prefix, suffix = (element.get(f"{STYLE}num-{side}", "") for side in ("prefix", "suffix"))
        text = f"{prefix}{places}{suffix}"
    start = number_of(element, f"{TEXT}start-value", 1, _MOST)
    is_repeated = is_true(element, f"{STYLE}num-letter-sync")
    return number, _Level(start, number_format, is_repeated, text[:_TEXT_LIMIT].replace("\n", " "))


def _count(counts: list[int | None], levels: dict[int, _Level], number: int, start: int | None) -> str:
    """Count an item at a level and return its label, "" where the level has none."""
    level = levels.get(number)
    if level is None:
        return ""
    previous = counts[number]
    if start is not None:
        counts[number] = start
    else:
        counts[number] = level.start if previous is None else previous + 1
    counts[number + 1 :] = [None] * (_LEVELS - number - 1)
    if level.format == "bullet":
        return level.text

    def fill(place: re.Match[str]) -> str:
        above = int(place[1]) - 1
        if above > number or above not in levels:
            return ""
        count = counts[above]
        return _format(levels[above].start if count is None else count, levels[above])

    text = _PLACE.sub(fill, level.text)
    if ".." in text or text.startswith("."):  # levels without a number leave no dot
        text = re.sub(r"\.+", ".", text).lstrip(".")
    return text.strip()


def _format(count: int, level: _Level) -> str:
    kind = level.format
    if kind in ("", "bullet"):
        return ""
    if kind in ("I", "i"):
        shown = roman(count)
    elif kind in ("A", "a"):
        shown = letter(count) if level.is_repeated else letter_counted(count)
    else:
        first = kind.partition(",")[0]  # 01, 02, 03, ...
        return str(count).zfill(min(len(first), 10)) if first.isdecimal() else str(count)
    return shown.lower() if kind.islower() else shown
