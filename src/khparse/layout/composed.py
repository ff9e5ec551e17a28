"""Composed text: letters put together, marks without width left out, blanks alike and single, with the way back.

Decomposed letters (from macOS), soft hyphens, blanks that don't break or are typed twice hide labels, headings
and wrapped lines from what reads lines. This is for finding where lines and cells are; a `View` cleans each
paragraph again in its own way.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import chain

_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_TONES = "\u0300\u0301\u0302\u0303\u0304\u0306\u0309\u031b\u0323"
_WIDTHLESS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_DOUBLE = re.compile("  +")
_ODD = re.compile(rf"[{_WIDTHLESS}]+|[^\W\d_][{_TONES}]+|  +")
_GUTTER = 4  # blanks that part two columns


class Composed:
    """A composed `text` and where its characters stand in the source; `moves` says that offsets differ."""

    def __init__(self, source: str) -> None:
        for blank in _BLANKS:  # each test is one quick scan; most texts hold none of these characters
            if blank in source:
                source = source.replace(blank, " ")
        self.text = source
        self.moves = False
        self._starts: list[int] = []
        self._shifts: list[int] = []
        if any(mark in source for mark in chain(_WIDTHLESS, _TONES)):
            self._compose(source, _ODD)
        elif "  " in source:
            self._compose(source, _DOUBLE)

    def _compose(self, source: str, pattern: re.Pattern[str]) -> None:
        parts: list[str] = []
        length = position = 0
        for match in pattern.finditer(source):
            put = _put(source, match)
            if put is None:
                continue
            parts += source[position : match.start()], put
            length += match.start() - position + len(put)
            position = match.end()
            self._starts.append(length)
            self._shifts.append(position - length)
        parts.append(source[position:])
        self.text, self.moves = "".join(parts), True

    def source(self, offset: int) -> int:
        """Return the offset in the source of a boundary between two characters of `text`."""
        index = bisect_right(self._starts, offset) - 1
        return offset + self._shifts[index] if index >= 0 else offset


def _put(source: str, match: re.Match[str]) -> str | None:
    """Return what stands for a match in the composed text; None where it stays: an indent, a gutter."""
    if match.group()[0] != " ":
        return "" if match.group()[0] in _WIDTHLESS else unicodedata.normalize("NFC", match.group())
    start, end = match.span()
    inside = source[start - 1 : start].strip() and source[end : end + 1].strip()
    return " " if inside and end - start < _GUTTER else None
