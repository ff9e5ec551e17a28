"""Numbers written by hand into the head: `Số: … /KH-UBND`, `ngày … tháng … năm 2018`.

Clerks number and date documents by hand, and tesseract can't read that. Where a head leaves room for a number
and tesseract has read nothing there, or nothing sure, the digits are read one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PIL import Image

from khparse.readers.ocr.digits import Digits, read_digits
from khparse.readers.ocr.repair.names import bare
from khparse.readers.ocr.tesseract import Recognised

_LOWEST = 0.45  # of the page's height: heads stand above
_SURE = 85
_UNREADABLE = 50  # below it what tesseract read of handwriting is no better than nothing
_PROBABLE = 0.45  # all that is read leaves a warning with its probability
_ABOVE, _BELOW = 0.25, 0.25  # heights that handwriting reaches beyond its line
_WIDEST = 6.0  # heights
_LOWEST_DIGIT = 0.4  # heights: what is lower is a dot of a leader
_BLANK = "…"
_BEFORE_NUMBER = re.compile(r"so ?[:.;,]?")
_DAY_IN_IT = re.compile(r"ngay\W?.{1,3}")  # a word with what is written close behind it
_DAYS = [*(f"{day:02}" for day in range(1, 32)), *(str(day) for day in range(1, 10))]
_MONTHS = [*(f"{month:02}" for month in range(1, 13)), *(str(month) for month in range(1, 10))]


class _Slot(NamedTuple):
    """Room for a number: the indexes of the words before and behind it, and the numbers that it may hold."""

    before: int
    behind: int
    allowed: Sequence[str] | None


def with_handwriting(
    image: Image.Image, words: Sequence[Recognised]
) -> tuple[list[Recognised], list[Digits]]:
    """Return words of a page with its handwritten numbers, and which numbers these are."""
    filled = list(words)
    numbers: list[Digits] = []
    for slot in reversed(list(_slots(image, filled))):
        before, behind = filled[slot.before], filled[slot.behind]
        between = filled[slot.before + 1 : slot.behind]
        left = _end_of(before, behind)
        box = _room(image, before, left, behind.left)
        least = _LOWEST_DIGIT * (before.bottom - before.top)
        found = read_digits(image.crop(box), slot.allowed, least) if box else None
        text = ""
        if found and found.probability >= _PROBABLE:
            text = found.text
            numbers.insert(0, found)
        elif between and min(word.confidence for word in between) < _UNREADABLE:
            text = _BLANK
        if text:
            word = before._replace(text=text, left=left + 1, right=behind.left - 1, confidence=0)
            name = before.text[:4] if bare(before.text).startswith("ngay") else before.text
            filled[slot.before : slot.behind] = [before._replace(text=name, right=left), word]
    return filled, numbers


def _slots(image: Image.Image, words: Sequence[Recognised]) -> Iterator[_Slot]:
    for index, word in enumerate(words[:-1]):
        if word.ink_bottom > _LOWEST * image.height:
            continue
        name = bare(word.text).strip(" ,")
        if _DAY_IN_IT.fullmatch(name):
            name = "ngay"
        if _BEFORE_NUMBER.fullmatch(name):
            behind = _next(words, index, lambda text: text.startswith("/"))
            allowed: Sequence[str] | None = None
        elif name == "ngay":
            behind, allowed = _next(words, index, lambda text: text == "thang"), _DAYS
        elif name == "thang":
            behind, allowed = _next(words, index, lambda text: text == "nam"), _MONTHS
        else:
            continue
        if behind is not None and not _is_sure(words[index + 1 : behind]):
            yield _Slot(index, behind, allowed)


def _next(words: Sequence[Recognised], index: int, fits: Callable[[str], bool]) -> int | None:
    """Return the index of the word on the same line, at most three words on, whose bare text `fits`."""
    word = words[index]
    for other in range(index + 1, min(index + 4, len(words))):
        level = abs(words[other].bottom - word.bottom) < 0.5 * (word.bottom - word.top)
        if not level or words[other].left < word.left:
            return None
        if fits(bare(words[other].text)):
            return other
    return None


def _is_sure(between: Sequence[Recognised]) -> bool:
    return bool(between) and all(word.confidence >= _SURE for word in between)


def _end_of(before: Recognised, behind: Recognised) -> float:
    """Return where a word ends: its box takes handwriting in that touches it, but not so its letters' number."""
    letters = max(len(behind.text), 1)
    usual = (behind.right - behind.left) / letters * min(len(before.text), 4)
    return min(before.right, before.left + 1.1 * usual)


def _room(
    image: Image.Image, word: Recognised, left: float, right: float
) -> tuple[int, int, int, int] | None:
    """Return the box between two words in which digits may stand, or None where it is too narrow or wide."""
    height = word.bottom - word.top
    if not 0.3 * height < right - left < _WIDEST * height:
        return None
    top, bottom = int(word.top - _ABOVE * height), int(word.bottom + _BELOW * height)
    return int(left), max(top, 0), int(right), min(bottom, image.height)
