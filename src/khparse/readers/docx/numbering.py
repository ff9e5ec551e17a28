"""Automatic numbering of .docx lists, as Word shows it (ECMA-376 part 1, 17.9).

Counters belong to the abstract list: lists (`w:num`) that share one go on counting, unless they override a
start, which holds from the first paragraph that uses the level in that list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from khparse.readers.docx.styles import Styles
from khparse.readers.docx.xml import (
    COMPATIBILITY,
    RUN_PROPERTIES,
    VALUE,
    WORD,
    child_number,
    child_value,
    is_on,
    to_number,
)
from khparse.readers.numbering import LEVELS, CountedList, Level, next_label
from khparse.readers.symbols import bullet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TEXT_LIMIT = 255  # Word's own limit is shorter; without one a crafted file could print gigabytes


class Numbering:
    """The lists of a document with their running counts."""

    def __init__(self, load: Callable[[], Element | None], styles: Styles) -> None:
        self._load: Callable[[], Element | None] | None = load
        self._styles = styles
        self._abstracts: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._lists: dict[str, CountedList | None] = {}

    def label(self, properties: Element | None, style_id: str) -> str:
        """Count a paragraph and return its label, `1.` or `a)` or `-`; "" where it is not numbered.

        `properties` is its `w:pPr`. Each printed paragraph is to be asked for once, in document order.
        """
        numbering = properties.find(f"{WORD}numPr") if properties is not None else None
        inherited = self._styles.numbering(style_id)
        number_id = child_value(numbering, f"{WORD}numId") or inherited.number_id
        # numId 0 takes a paragraph out of the list of its style
        found = self._list(number_id) if number_id and number_id != "0" else None
        if found is None:
            return ""
        level = child_number(numbering, f"{WORD}ilvl")
        if level is None:
            level = _style_level(found, inherited.levels)
        return next_label(found, level) if level in found.levels else ""

    def _read_definitions(self) -> None:
        """Read the part with the lists once a paragraph is in one: it is large, and often not needed."""
        root = self._load() if self._load is not None else None
        self._load = None
        for element in root if root is not None else ():
            if element.tag == f"{WORD}abstractNum":
                self._abstracts[element.get(f"{WORD}abstractNumId", "")] = element
            elif element.tag == f"{WORD}num":
                self._numbers[element.get(f"{WORD}numId", "")] = element

    def _list(self, number_id: str) -> CountedList | None:
        if number_id not in self._lists:
            self._lists[number_id] = self._read_list(number_id)
        return self._lists[number_id]

    def _read_list(self, number_id: str) -> CountedList | None:
        if self._load is not None:
            self._read_definitions()
        number = self._numbers.get(number_id)
        abstract_id = child_value(number, f"{WORD}abstractNumId") or ""
        linked = child_value(self._abstracts.get(abstract_id), f"{WORD}numStyleLink")
        if linked is not None:
            style_number = self._numbers.get(self._styles.numbering(linked).number_id or "")
            abstract_id = child_value(style_number, f"{WORD}abstractNumId") or ""
        abstract = self._abstracts.get(abstract_id)
        if number is None or abstract is None:
            return None
        levels = _read_levels(abstract)
        starts: dict[int, int] = {}
        for override in number.iterfind(f"{WORD}lvlOverride"):
            levels.update(_read_levels(override))
            level = to_number(override.get(f"{WORD}ilvl"))
            start = child_number(override, f"{WORD}startOverride")
            if level is not None and start is not None:
                starts[level] = start
        counts = self._counts.setdefault(abstract_id, [None] * LEVELS)
        return CountedList(levels, counts, starts)


def _read_levels(parent: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in parent.iterfind(f"{WORD}lvl"):
        level = to_number(element.get(f"{WORD}ilvl"))
        if level is not None and 0 <= level < LEVELS:
            levels[level] = _read_level(element)
    return levels


def _read_level(element: Element) -> Level:
    number_format, width = _read_format(element)
    start = child_number(element, f"{WORD}start")
    text = (child_value(element, f"{WORD}lvlText") or "")[:_TEXT_LIMIT].replace("\n", " ")
    if is_on(element.find(f"{RUN_PROPERTIES}/{WORD}vanish")):
        text = ""
    elif number_format == "bullet":
        has_picture = element.find(f"{WORD}lvlPicBulletId") is not None
        text = bullet(text or ("•" if has_picture else ""))
    return Level(
        start=0 if start is None else start,  # left out it means zero (17.9.25)
        format=number_format,
        width=width,
        text=text,
        restart=child_number(element, f"{WORD}lvlRestart"),
        legal=bool(is_on(element.find(f"{WORD}isLgl"))),
        style=child_value(element, f"{WORD}pStyle"),
    )


def _read_format(level: Element) -> tuple[str, int]:
    """Return the number format of a level, and the digits that numbers are filled up to.

    Formats such as `001, 002, 003, ...` stand as custom ones in a markup alternative.
    """
    element = level.find(f"{WORD}numFmt")
    if element is None:
        element = level.find(f"{COMPATIBILITY}AlternateContent/{COMPATIBILITY}Choice/{WORD}numFmt")
    if element is None:
        return "decimal", 1
    name = element.get(VALUE, "decimal")
    if name == "decimalZero":
        return "decimal", 2
    if name == "custom":
        first = element.get(f"{WORD}format", "").partition(",")[0]
        return "decimal", min(len(first), 10) if first.isdigit() else 1
    return name, 1


def _style_level(found: CountedList, levels: list[tuple[str, int | None]]) -> int:
    """Return the level for a paragraph that names none: the one tied to its style, or as the style says."""
    for style_id, written in levels:
        tied = next((number for number, level in found.levels.items() if level.style == style_id), None)
        if tied is not None:
            return tied
        if written is not None:
            return written
    return 0
