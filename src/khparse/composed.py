"""Composed text: letters put together, marks without width left out, all blanks alike, with the way back.

Decomposed letters (from macOS), soft hyphens and blanks that don't break (from web pages) hide labels, bullets
and headings from what reads lines. `compose` is for finding where lines and cells are; a `View` cleans each
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
_ODD = re.compile(rf"[{_WIDTHLESS}]+|[^\W\d_][{_TONES}]+")


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
            self.moves = True
            self._compose(source)

    def _compose(self, source: str) -> None:
        parts: list[str] = []
        length = position = 0
        for match in _ODD.finditer(source):
            letter = unicodedata.normalize("NFC", match.group()) if match.group()[0] not in _WIDTHLESS else ""
            parts += source[position : match.start()], letter
            length += match.start() - position + len(letter)
            position = match.end()
            self._starts.append(length)
            self._shifts.append(position - length)
        parts.append(source[position:])
        self.text = "".join(parts)

    def source(self, offset: int) -> int:
        """Return the offset in the source of a boundary between two characters of `text`."""
        index = bisect_right(self._starts, offset) - 1
        return offset + self._shifts[index] if index >= 0 else offset
