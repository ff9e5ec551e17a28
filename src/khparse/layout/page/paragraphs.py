"""Lines to paragraphs: by the room that a line left, by indents, spacing and labels; also over pages.

A line that had room for the first word of the next one ends its paragraph. Where it had none, a line set in,
a label or a wider space begins the next paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from khparse.fold import fold_case_kept
from khparse.layout.page.lines import Line
from khparse.layout.writing import Paragraph
from khparse.segment.labels import label_at

_CLOSED = (".", ";", ":", "!", "?", "/", "…", ".”", ";”")
# In heights of a line:
_INDENT = 0.5  # what is set in by so much begins a paragraph
_BLANK = 0.25
_SLACK = 0.85  # the same behind a line that ends no sentence
_SPACING = 0.3  # the space above a paragraph is wider by so much than that between its lines
_BROKEN_BY_HAND = 12.0  # the most room behind a line whose paragraph goes on in small letters
_SAME_SIZE = 0.25
_LEADER = re.compile(r"(?:[.…_] ?){4,}\d{1,4}$|…{2,} ?\d{1,4}$")
_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOST_MOTTO_LINES = 3
_BULLETS = ("-", "–", "+", "•", "*")
_OPENERS = ("Căn cứ ", "Kính gửi", "Nơi nhận")
_BROKEN = re.compile(r"[^\W_][-/]$")
_OPEN_DATE = re.compile(r"\b(?:ngày|tháng|năm)$")
_RANGE = re.compile(r"\d[-–]$")  # of times: "Quý IV/2025- / Quý II/2026"
_TIME = re.compile(r"(?:quý|tháng|năm|ngày|từ|đến) ", re.IGNORECASE)
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
        last = self._lines[-1]
        if abs(line.height - last.height) > _SAME_SIZE * last.height or _LEADER.search(last.text):
            return False
        if pitch and line.bottom - last.bottom > pitch + _SPACING * last.height:
            return False
        if _BROKEN.search(last.text) and line.text[:1].isalnum():
            return True
        if column.beside:
            return self._continues_beside(line)
        # The open lines as they would stand in this column: pages may have margins of their own.
        shift = column.left - self._column.left
        centred = _are_centred(last, self._column, line, column)
        if self._has_room(line, centred) or self._is_other_kind(line, centred):
            return False
        if not centred:
            indent = _INDENT * last.height
            first_left, last_left = self._lines[0].left + shift, last.left + shift
            if len(self._lines) == 1:
                is_set_in = line.left - max(column.left, first_left) > indent and not _is_labelled(last)
            else:
                is_set_in = line.left - last_left > indent
            if is_set_in:
                return False
            if first_left > column.left + indent >= line.left:
                return True
        return self._is_unfinished(line)

    def _has_room(self, line: Line, centred: bool) -> bool:
        """Return whether the last line ends its paragraph: the next one's first word would have had room."""
        last = self._lines[-1]
        room = self._column.right - last.right
        if centred:
            room += last.left - self._column.left
        closed = last.text.endswith(_CLOSED)
        if room <= _first_word(line) + (_BLANK if closed else _SLACK) * last.height:
            return False
        # A line broken by hand goes on in small letters.
        by_hand = line.text[:1].islower() and not closed and not _is_labelled(line)
        return not (by_hand and (centred or room < _BROKEN_BY_HAND * last.height))

    def _is_other_kind(self, line: Line, centred: bool) -> bool:
        """Return whether a line opens a part of its own, or is a title or text where the last one isn't."""
        first, last = self._lines[0], self._lines[-1]
        if line.text[:1].islower():
            return False
        if (centred or last.text.isupper()) and _is_change_to_capitals(last.text, line.text):
            return True
        closed = last.text.endswith(_CLOSED)
        return first.bold == last.bold != line.bold and (closed or centred)

    def _is_unfinished(self, line: Line) -> bool:
        """Return whether the text of the open paragraph, in a column without indents, may go on in a line."""
        first, last = self._lines[0], self._lines[-1]
        closed = last.text.endswith(_CLOSED)
        if line.text.startswith(_OPENERS):
            return False
        if last.text.rfind("(") > last.text.rfind(")"):  # "Ban Bí thư (khóa / X) về"
            return True
        label = label_at(line.text, 0, len(line.text))
        if label is not None:  # "Bộ Lao động / - Thương binh và Xã hội"
            return label.kind == "bullet" and not closed and not _is_labelled(first)
        return line.text[:1].islower() or not closed

    def _continues_beside(self, line: Line) -> bool:
        """The same in a narrow column, whose lines are short: titles and names, and a list of recipients."""
        first, last = self._lines[0], self._lines[-1]
        closed = last.text.endswith(_CLOSED) and not (last.text.endswith(":") and first.text[:1] in _BULLETS)
        if _is_labelled(line) or closed or line.bold != last.bold:
            return False
        if line.text[:1].islower() or last.text.endswith((",", "-", "–")):
            return True
        if line.text[:1].isdigit() and _OPEN_DATE.search(last.text):
            return True
        if first.text[:1] in _BULLETS and line.left > first.left - _INDENT * last.height:
            return True
        if line.text.isupper() or last.text.isupper():
            return _is_motto(self._lines, line)
        return _is_labelled(first) and line.left >= first.left - 2


def _is_motto(lines: Sequence[Line], line: Line) -> bool:
    """Return whether a line goes on with the name of the state, which a narrow column breaks anywhere."""
    if len(lines) > _MOST_MOTTO_LINES:
        return False
    text = " ".join(part.text for part in (*lines, line))
    return _STATE.startswith(fold_case_kept(text))


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
        return not (_RANGE.search(last.text) and _TIME.match(line.text))
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


def _is_labelled(line: Line) -> bool:
    return label_at(line.text, 0, len(line.text)) is not None


def _are_centred(last: Line, last_column: Column, line: Line, column: Column) -> bool:
    """Return whether two lines are centred and one of them at least is shorter than its column."""
    margins = [
        (one.left - within.left, within.right - one.right)
        for one, within in ((last, last_column), (line, column))
    ]
    near = 0.6 * last.height
    if not all(abs(a - b) < near for a, b in margins):
        return False
    # A line set in whose room behind it is as wide by chance stands above one that fills its column.
    is_set_in, fills = margins[0][0] > last.height, margins[1][0] <= last.height
    return not fills or (is_set_in and (last.bold or last.text.isupper()))
