"""The stamp of the office that received a document: a ruled box with its own number and day.

Nghị định 30/2020/NĐ-CP, Annex IV: "ĐẾN", "Số: …", "Ngày: …", "Chuyển: …", with the office's name above; it is
stamped beside the subject, and read as text it would be a second number and date.
"""

from __future__ import annotations

from collections.abc import Sequence

from khparse.readers.ocr.repair.names import bare
from khparse.readers.ocr.rules import Line, meeting
from khparse.readers.ocr.tesseract import Recognised

_LOWEST = 0.5  # of the page's height
_WIDEST = 0.5  # of the page's width
_TALLEST = 1.5  # inches
_NAME = 0.35  # inches above the box
_LABELS = ("so", "ngay", "chuyen", "den", "luu", "cv", "cong van")
_LEAST_LABELS = 2


def without_stamp(
    words: list[Recognised], lines: list[Line], size: tuple[int, int], dpi: float
) -> tuple[list[Recognised], list[Line]]:
    """Return words and ruled lines of a page without those of stamps of receipt."""
    for group in meeting(lines, dpi):
        left, top = min(line.left for line in group), min(line.top for line in group)
        right, bottom = max(line.right for line in group), max(line.bottom for line in group)
        small = right - left < _WIDEST * size[0] and bottom - top < _TALLEST * dpi
        if len(group) < 3 or not small or bottom > _LOWEST * size[1]:
            continue
        inside = [word for word in words if _is_in(word, left, top, right, bottom)]
        if len(_labels(inside)) >= _LEAST_LABELS:
            top -= int(_NAME * dpi)
            words = [word for word in words if not _is_in(word, left, top, right, bottom)]
            lines = [line for line in lines if line not in group]
    return words, lines


def _is_in(word: Recognised, left: float, top: float, right: float, bottom: float) -> bool:
    return (
        left <= (word.left + word.right) / 2 <= right
        and top <= (word.ink_top + word.ink_bottom) / 2 <= bottom
    )


def _labels(words: Sequence[Recognised]) -> set[str]:
    """Return which of a stamp's labels begin some of the words; what stands behind them differs."""
    return {
        label for word in words for label in _LABELS if bare(word.text).strip(" .:;").split(":")[0] == label
    }
