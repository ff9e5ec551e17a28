"""Automatic numbers of paragraphs ([MS-DOC] 2.9.131 to 2.9.150), counted as those of .docx files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khparse.readers.doc.structures import i32, u16, u32
from khparse.readers.doc.styles import CharacterFormat, modified
from khparse.readers.numbering import LEVELS, CountedList, Level, next_label
from khparse.readers.symbols import bullet

_LIST_SIZE, _OVERRIDE_SIZE, _LEVEL_SIZE = 28, 16, 28
_LEGAL, _OWN_RESTART, _SIMPLE = 0x04, 0x08, 0x01
_LEVEL_NUMBER, _STARTS, _FORMATTED = 0x0F, 0x10, 0x20
_BULLET = 23
# Formats of numbers ([MS-OSHARED] 2.2.1.3) other than plain figures, by the names that .docx files use.
_FORMATS = {
    1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal",
    18: "decimalEnclosedCircle", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen",
    28: "decimalEnclosedCircle", _BULLET: "bullet", 57: "numberInDash", 255: "none",
}  # fmt: skip
_WIDTHS = {22: 2, 62: 3, 63: 4, 64: 5}
_PLACE = re.compile("[\0-\x08]")
_TEXT_LIMIT = 255
_LONGEST = 32_767  # what paragraphs can refer to


@dataclass(slots=True)
class _Definition:
    """A list as defined: its levels, the font of each one's label, the levels that styles are tied to."""

    levels: dict[int, Level] = field(default_factory=dict)
    fonts: dict[int, int | None] = field(default_factory=dict)
    styles: dict[int, int] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class _Numbered:
    """A list as paragraphs refer to it: one defined, with levels and starts of its own."""

    counted: CountedList
    fonts: dict[int, int | None]
    styles: dict[int, int]


class Lists:
    """The lists of a document with their running counts."""

    def __init__(self, definitions: bytes = b"", overrides: bytes = b"") -> None:
        """`definitions` is the table of lists and what follows it, `overrides` the one that refers to it."""
        self._numbered: list[_Numbered | None] = []
        if definitions and overrides:
            self._numbered = _overrides(overrides, _definitions(definitions))

    def label(self, number: int, level: int | None, style: int) -> tuple[str, int | None]:
        """Count a paragraph and return its label, "" without one, and the number of the label's font.

        `number` is that of its list (from 1; 0: none), `level` None where neither it nor its style names one.
        Each printed paragraph is to be asked for once, in document order.
        """
        found = self._numbered[number - 1] if 0 < number <= len(self._numbered) else None
        if found is None:
            return "", None
        if level is None:
            level = found.styles.get(style, 0)
        if level not in found.counted.levels:
            return "", None
        return next_label(found.counted, level), found.fonts.get(level)


def _definitions(data: bytes) -> dict[int, _Definition]:
    """Return the lists by their identifiers; their levels follow behind the table."""
    count = u16(data, 0)
    at = 2 + _LIST_SIZE * count
    definitions: dict[int, _Definition] = {}
    for start in range(2, at, _LIST_SIZE):
        found = _Definition()
        for level in range(LEVELS):
            style = u16(data, start + 8 + 2 * level)
            found.styles.setdefault(style, level)
        for level in range(1 if data[start + 26] & _SIMPLE else LEVELS):
            found.levels[level], found.fonts[level], at = _level(data, at)
        definitions[i32(data, start)] = found
    return definitions


def _overrides(data: bytes, definitions: dict[int, _Definition]) -> list[_Numbered | None]:
    """Return the lists in the order by which paragraphs refer to them."""
    count = u32(data, 0)
    if count > _LONGEST:
        raise ValueError(count)
    numbered: list[_Numbered | None] = []
    at = 4 + _OVERRIDE_SIZE * count
    for start in range(4, min(at, len(data)), _OVERRIDE_SIZE):
        definition = definitions.get(i32(data, start))
        known = definition or _Definition()
        counted = CountedList(dict(known.levels), known.counts, {})
        fonts = dict(known.fonts)
        at += 4
        for _ in range(data[start + 12]):
            begin, flags = i32(data, at), u32(data, at + 4)
            at += 8
            level = flags & _LEVEL_NUMBER
            if flags & _FORMATTED:
                counted.levels[level], fonts[level], at = _level(data, at)
                begin = counted.levels[level].start
            if flags & _STARTS:
                counted.starts[level] = begin
        numbered.append(_Numbered(counted, fonts, known.styles) if definition else None)
    return numbered


def _level(data: bytes, at: int) -> tuple[Level, int | None, int]:
    """Return the level at an offset, the font of its label, and the offset behind it."""
    start, number_format, flags = i32(data, at), data[at + 4], data[at + 5]
    character_size, paragraph_size, restart = data[at + 24], data[at + 25], data[at + 26]
    at += _LEVEL_SIZE + paragraph_size
    look = modified(CharacterFormat(), CharacterFormat(), data[at : at + character_size])
    at += character_size
    length = u16(data, at)
    end = at + 2 + 2 * length
    stored = data[at + 2 : end].decode("utf-16-le", "replace")[:_TEXT_LIMIT]
    level = Level(
        start=start,
        format=_FORMATS.get(number_format, "decimal"),
        width=_WIDTHS.get(number_format, 1),
        text="" if look.hidden else _label_text(stored, number_format),
        restart=restart if flags & _OWN_RESTART else None,
        legal=bool(flags & _LEGAL),
        style=None,
    )
    return level, look.font if look.font_other is None else look.font_other, end


def _label_text(stored: str, number_format: int) -> str:
    """Return the text of a label with `%1` to `%9` for the numbers in it, as in .docx files."""
    if number_format == _BULLET:
        return bullet(stored)
    text = stored.replace("\n", " ")
    return _PLACE.sub(lambda place: f"%{ord(place[0]) + 1}", text)
