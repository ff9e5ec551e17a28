"""Lines to paragraphs: by the room that a line left, by indents, spacing and labels; also over pages.

A line that had room for the first word of the next one ends its paragraph. Where it had none, a line set in,
a label or a wider space begins the next paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from khparse.layout.page.lines import Line
from khparse.layout.writing import Paragraph
from khparse.segment.labels import label_at

_CLOSED = (".", ";", ":", "!", "?", "/", "…", ".”", ";”")
# In heights of a line:
_INDENT = 0.5  # what is set in by so much begins a paragraph
_BLANK = 0.25
_SLACK = 0.85  # the same behind a line that ends no sentence
_SPACING = 0.3  # the space above a paragraph is wider by so much than that between its lines
_SAME_SIZE = 0.25
_LEADER = re.compile(r"(?:[.…_] ?){4,}\d{1,4}$|…{2,} ?\d{1,4}$")
_OPENERS = ("Căn cứ ", "Kính gửi", "Nơi nhận")
_BROKEN = re.compile(r"[^\W_][-/]$")
_OPEN_DATE = re.compile(r"\b(?:ngày|tháng|năm)$")
# A number that a narrow cell cuts anywhere, but no whole date.
_LONG_WORD = re.compile(r"(?=\S*[\d/-])(?!\S*\d/(?:19|20)\d\d$)[\w/.-]{5,}$")
_CAPITAL = 0.45  # how much wider a capital is than a small letter


class Column(NamedTuple):
    """Where lines that fill their column begin and end.

    `beside` says that it stands beside another one, as those of head and closing, whose lines are short.
    """

    left: float
    right: float
    beside: bool = False


class Joiner:
    """Joins lines to paragraphs, column by column; the last one stays open for the next page."""

    def __init__(self) -> None:
        self.complete: list[Paragraph] = []
        self._lines: list[Line] = []
        self._column = Column(0, 0)

    def add(self, lines: Sequence[Line], column: Column, goes_on: bool = False) -> None:
        """Add lines from the top down; `goes_on` says that the column goes on from the page before."""
        pitch = _pitch(lines)
        for index, line in enumerate(lines):
            joins = bool(self._lines) and (goes_on or index > 0)
            if joins and self._continues(line, column, pitch if index else 0.0):
                self._lines.append(line)
            else:
                self.close()
                self._lines = [line]
            self._column = column

    def close(self) -> None:
        """End the paragraph that is open."""
        if self._lines:
            contents = _LEADER.search(self._lines[-1].text) is not None
            bold = all(line.bold for line in self._lines)
            self.complete.append(Paragraph(lines_as_printed(self._lines), bold, contents))
            self._lines = []

    def _continues(self, line: Line, column: Column, pitch: float) -> bool:
        """Return whether a line goes on with the open paragraph; `pitch` is 0 on a new page."""
        first, last = self._lines[0], self._lines[-1]
        text, before = line.text, last.text
        height = last.height
        if abs(line.height - height) > _SAME_SIZE * height or _LEADER.search(before):
            return False
        if pitch and line.bottom - last.bottom > pitch + _SPACING * height:
            return False
        small = text[:1].islower()
        closed = before.endswith(_CLOSED)
        label = label_at(text, 0, len(text))
        if _BROKEN.search(before) and text[:1].isalnum():
            return True
        if column.beside:
            return self._continues_beside(line, small, closed, label is not None)
        page_shift = column.left - self._column.left
        last_left, first_left = last.left + page_shift, first.left + page_shift
        set_in = (
            line.left - last_left
            if len(self._lines) > 1
            else min(line.left - column.left, line.left - first_left)
        )
        indent = _INDENT * height
        centred = _is_centred(last, self._column, height) and _is_centred(line, column, height)
        centred = centred and max(last.left - self._column.left, line.left - column.left) > height
        room = self._column.right - last.right
        if centred:
            room += last.left - self._column.left
            set_in = 0.0
        has_room = room > _first_word(line) + (_BLANK if closed else _SLACK) * height
        is_indented = first_left > column.left + indent and not centred
        if has_room and not (small and not closed and label is None and (centred or room < 12 * height)):
            return False
        if text.startswith(_OPENERS) and not is_indented:
            return False
        if not small and (centred or before.isupper()) and _is_change_to_capitals(before, text):
            return False
        if first.bold != line.bold and last.bold != line.bold and not small and (closed or centred):
            return False
        if set_in > indent and not (len(self._lines) == 1 and label_at(first.text, 0, len(first.text))):
            return False
        flush = abs(line.left - column.left) <= indent
        if is_indented and flush:
            return True
        if label is not None:
            return label.kind == "bullet" and not closed and label_at(first.text, 0, len(first.text)) is None
        return small or not closed or (len(self._lines) > 1 and before.endswith((".", ",")) and not flush)

    def _continues_beside(self, line: Line, small: bool, closed: bool, labelled: bool) -> bool:
        first, last = self._lines[0], self._lines[-1]
        if labelled or closed or line.bold != last.bold:
            return False
        if (
            small
            or last.text.endswith((",", "-", "–"))
            or (line.text[0].isdigit() and _OPEN_DATE.search(last.text))
        ):
            return True
        if line.text.isupper() or last.text.isupper():
            return False
        return label_at(first.text, 0, len(first.text)) is not None and line.left >= first.left - 2


def lines_as_printed(lines: Sequence[Line], right: float = 1e9) -> list[str]:
    """Return the texts of a paragraph's lines, with words that were broken in one piece.

    They are broken at a hyphen or slash, and where a number is longer than its line, which ends at `right`.
    """
    texts: list[str] = []
    last: Line | None = None
    for line in lines:
        if last is not None and _is_broken(last, line, right):
            texts[-1] += line.text
        else:
            texts.append(line.text)
        last = line
    return texts


def _is_broken(last: Line, line: Line, right: float) -> bool:
    if not line.text[:1].isalnum():
        return False
    if _BROKEN.search(last.text):
        return True
    goes_on = line.text[0].isupper() or line.text[0].isdigit()
    return goes_on and right - last.right < 0.7 * last.height and _LONG_WORD.match(last.text) is not None


def ends_open(last: Line, line: Line, right: float) -> bool:
    """Return whether a line that had no room before `right` for the next one's first word may go on in it."""
    has_room = right - last.right > _first_word(line) + _BLANK * last.height
    return not has_room and not last.text.endswith(_CLOSED)


def _pitch(lines: Sequence[Line]) -> float:
    """Return how far a line's baseline is below the one before, within paragraphs: what a quarter keep to."""
    pitches = sorted(b.bottom - a.bottom for a, b in pairwise(lines) if b.bottom > a.bottom)
    return pitches[len(pitches) // 4] if pitches else 0.0


def _first_word(line: Line) -> float:
    """Return about how wide the first word of a line is."""
    return (line.right - line.left) * _weight(line.text.split(" ", 1)[0]) / max(_weight(line.text), 1.0)


def _weight(text: str) -> float:
    return len(text) + _CAPITAL * sum(map(str.isupper, text))


def _is_change_to_capitals(before: str, text: str) -> bool:
    """Return whether one of two texts is a title in capitals and the other is not."""
    if before.isupper() == text.isupper():
        return False
    return sum(map(str.isalpha, before if before.isupper() else text)) > 5


def _is_centred(line: Line, column: Column, height: float) -> bool:
    before, behind = line.left - column.left, column.right - line.right
    return abs(before - behind) < 0.6 * height
