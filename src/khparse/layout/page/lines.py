"""Words to rows: what stands on one baseline, parted into lines where a wide gap stands between two words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from khparse.layout.page.model import Word
from khparse.segment.labels import label_at

# A raised number in a line's text stands between two noncharacters until it is known whether it marks a note.
_MARK = "\ufdd0{}\ufdd1"
MARK = re.compile("\ufdd0([0-9]{1,3})\ufdd1")

BETWEEN_SPACED = 2.5
"""Heights of the widest gap between the words of a title whose letters have blanks between them."""

_NUMBER = re.compile(r"\d{1,3}", re.ASCII)

_ENOUGH = 6  # words
_WIDER = 1.6
_GAP = 0.45  # a gap of so many heights parts two lines
_SAME_ROW = 0.5  # the part of the lower one's height that two words of a row share
_MOST_WORDS = 60  # of a row that are looked at for the nearest one
_LONGEST_LABEL = 8  # characters
_LABEL_GAP = 5.0
_SMALL = 0.8  # the height of a note's mark, of that of its line
_RAISED = 0.1


class Line(NamedTuple):
    """A printed line, or the piece of one that no wide gap parts: its text, its box, whether it is bold."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool

    @property
    def height(self) -> float:
        """The height of its letters' boxes, which follows the size of the font."""
        return self.bottom - self.top


Row = list[Line]
"""The lines on one baseline, from the left."""


@dataclass(slots=True)
class _Level:
    """Words on one baseline; its range is that of the highest one."""

    top: float
    bottom: float
    words: list[Word]

    def holds(self, word: Word) -> bool:
        """Return whether a word stands on this baseline, as the nearest one to it does."""
        near = min(
            self.words[-_MOST_WORDS:], key=lambda other: max(other.left - word.right, word.left - other.right)
        )
        shared = min(word.bottom, near.bottom) - max(word.top, near.top)
        return shared > _SAME_ROW * min(_height(word), _height(near))


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Return the rows of words in any order, from the top down."""
    rows: list[Row] = []
    for level in _levels(words):
        words_here = level.words
        if len(words_here) == 1:
            text, left, top, right, bottom, bold, _ = words_here[0]
            rows.append([Line(text, left, top, right, bottom, bold)])
            continue
        words_here.sort(key=_left)
        row: Row = []
        start = 0
        gap = _wide_gap(words_here, level.bottom - level.top)
        for index in range(1, len(words_here)):
            if words_here[index].left - words_here[index - 1].right > gap:
                row.append(_line(words_here[start:index]))
                start = index
        row.append(_line(words_here[start:]))
        rows.append(_with_label(row))
    return rows


def _wide_gap(words: list[Word], height: float) -> float:
    """Return from which width on a gap parts a row; in one of stretched blanks it is wider than these."""
    wide = _GAP * height
    if len(words) < _ENOUGH:
        return wide
    if is_letter_spaced([word.text for word in words]):
        return BETWEEN_SPACED * height
    gaps = [b.left - a.right for a, b in pairwise(words) if not b.glued]
    return max(wide, _WIDER * median(gaps)) if len(gaps) >= _ENOUGH - 1 else wide


def is_letter_spaced(words: Sequence[str]) -> bool:
    """Return whether the words of a line are the letters of a title, as in `K Ế  H O Ạ C H`."""
    return len(words) >= _ENOUGH and all(len(word) == 1 and word.isupper() for word in words)


def _left(word: Word) -> float:
    return word.left


def _height(word: Word) -> float:
    return word.bottom - word.top


def _middle(word: Word) -> float:
    return word.top + word.bottom


def _levels(words: Iterable[Word]) -> list[_Level]:
    """Return the words by baseline, from the top down.

    Columns have baselines of their own: recipients in small print stand closer than what is signed beside them.
    """
    levels: list[_Level] = []
    for word in sorted(words, key=_middle):
        for level in levels[:-4:-1]:
            if word.top < level.bottom and level.holds(word):
                level.words.append(word)
                if _height(word) > level.bottom - level.top:
                    level.top, level.bottom = word.top, word.bottom
                break
        else:
            levels.append(_Level(word.top, word.bottom, [word]))
    levels.sort(key=lambda level: level.bottom)
    return levels


def _line(words: list[Word]) -> Line:
    first = words[0]
    if len(words) == 1:
        return Line(first.text, first.left, first.top, first.right, first.bottom, first.bold)
    highest = max(words, key=_height)
    parts: list[str] = []
    for word in words:
        if parts and not word.glued:
            parts.append(" ")
        parts.append(_text(word, highest))
    return Line(
        "".join(parts),
        first.left,
        highest.top,
        max(word.right for word in words),
        highest.bottom,
        all(word.bold for word in words),
    )


def _with_label(row: Row) -> Row:
    """Return a row whose first line is a lone label, set with a tab, with the label at what it labels."""
    if len(row) == 1 or len(row[0].text) > _LONGEST_LABEL:
        return row
    label = label_at(row[0].text, 0, len(row[0].text))
    alone = label is not None and label.end >= len(row[0].text)
    near = row[1].left - row[0].right < _LABEL_GAP * row[0].height
    return [joined(row[:2]), *row[2:]] if alone and near else row


def _text(word: Word, highest: Word) -> str:
    """Return the text of a word, marked where it is a raised number."""
    height = highest.bottom - highest.top
    is_raised = word.bottom - word.top < _SMALL * height and word.bottom < highest.bottom - _RAISED * height
    return _MARK.format(word.text) if is_raised and _NUMBER.fullmatch(word.text) else word.text


def joined(row: Row) -> Line:
    """Return the lines of a row as one."""
    if len(row) == 1:
        return row[0]
    return Line(
        " ".join(line.text for line in row),
        row[0].left,
        min(line.top for line in row),
        max(line.right for line in row),
        max(line.bottom for line in row),
        all(line.bold for line in row),
    )
