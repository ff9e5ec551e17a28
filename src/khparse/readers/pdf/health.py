"""Whether the text layer of a page can be used: a scan has none, or a stamp; a wrong map makes it nonsense."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from khparse.encodings.syllables import assess
from khparse.readers.needs import can_recognise
from khparse.readers.pdf.pages import TextPage

NO_TEXT = "they have no text"
ONLY_STAMP = "their text is no more than a stamp"
BROKEN = "their text is broken"
RECOGNISED_BEFORE = "their text is what another program recognised"

_FEW = 200  # letters on a page that is a picture: a stamp, a running header
_LEAST = 100  # letters by which a text is judged
_PICTURE = 0.5  # the part of a page that its picture covers
_MOST_AGAIN = 24  # pages that are recognised again: each takes seconds
_SAMPLE = 700  # characters from the beginning and as many from the middle
# Letters that no Vietnamese text has, private ones and replacements. Mathematics and symbols are below U+2E80.
_ALIEN = re.compile("[\u0250-\u02af\u0400-\u1dff\u2c00-\u2fff\u3040-\ud7ff\ue000-\uefff\uf100-\uf8ff\ufffd]")
_MARKED = re.compile("[\u00c0-\u01b4\u1ea0-\u1ef9]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")


def faults(pages: Sequence[TextPage]) -> dict[int, str]:
    """Return, by the index of a page, why its text can't be used; pages that print nothing have no fault."""
    found: dict[int, str] = {}
    judged = broken = 0
    short: list[int] = []
    for index, page in enumerate(pages):
        text = page.text
        letters = len(text) - text.count(" ")
        if letters < _FEW and page.pictures >= _PICTURE:
            found[index] = ONLY_STAMP if letters else NO_TEXT
        elif not letters:
            if page.is_drawn:
                found[index] = NO_TEXT
        elif letters < _LEAST:
            short.append(index)
        else:
            judged += 1
            if is_broken(text, page.pictures >= _PICTURE):
                broken += 1
                found[index] = BROKEN
    if broken and broken >= 0.5 * judged:
        found.update(dict.fromkeys(short, BROKEN))
    found.update(dict.fromkeys(_recognised_before(pages, found), RECOGNISED_BEFORE))
    return found


def _recognised_before(pages: Sequence[TextPage], found: dict[int, str]) -> list[int]:
    """Return the pages whose text another program has recognised, where recognising them again is possible.

    It has no rules of tables, and its mistakes are not known as such. Where there are many pages it is used.
    """
    again = [
        index
        for index, page in enumerate(pages)
        if index not in found and page.is_hidden and page.pictures >= _PICTURE
    ]
    return again if 0 < len(again) <= _MOST_AGAIN and can_recognise() else []


def is_broken(text: str, is_scan: bool) -> bool:
    """Return whether a text of some length isn't what a reader of its page sees.

    `is_scan` says that it lies over a picture, as what a scanner's program has recognised.
    """
    letters = len(_LETTER.findall(text))
    if letters < _LEAST:
        return len(_ALIEN.findall(text)) > 0.1 * len(text)
    if len(_ALIEN.findall(text)) > 0.03 * letters:
        return True
    marked = len(_MARKED.findall(text))
    if marked < 0.02 * letters:
        words = _WORD.findall(text)
        lone = sum(1 for word in words if len(word) == 1)
        return is_scan or lone > 0.25 * len(words) or median(map(len, words)) > 12
    half = len(text) // 2
    sample = f"{text[:_SAMPLE]} {text[half : half + _SAMPLE]}"
    reading = assess(sample)
    return reading.nonsense > 4 and reading.nonsense > 0.15 * (reading.nonsense + reading.sense)
