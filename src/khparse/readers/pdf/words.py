"""Runs of a text layer to words: letters of several fonts in one word put in order, words parted by gaps.

Where a font lacks letters, a second one prints them into gaps that the first one leaves, all of a line at
once: "Th c hi n" and "ự ệ". Such runs overlap, and are taken apart and sorted by where their letters stand.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from khparse.fold import is_composed
from khparse.layout.page.lines import BETWEEN_SPACED, is_letter_spaced
from khparse.layout.page.model import Rule, Word
from khparse.readers.pdf.frame import Frame
from khparse.readers.pdf.text import Run, TextLayer
from khparse.readers.symbols import readable

LEGACY_FONT = re.compile(r"\.?vn|vps", re.IGNORECASE)
"""Names of fonts for legacy encodings, in which a soft hyphen is a letter: their text is tidied later."""

_TOKEN = re.compile(r"[^\s\u00a0\u3000]+")
_CHARACTER = re.compile(r"[^\s\u00a0\u3000]")
# In sizes of the font: how far lines reach above and below their baseline, and how wide a blank is at least.
_ASCENT = 0.9
_DESCENT = 0.22
_BLANK = 0.09
_BLANK_BEHIND_HORN = 0.035  # some fonts have Ư reach far into the blank behind it
_HORNED = frozenset("ƯỪỨỬỮỰƠỜỚỞỠỢ")
_OVERLAP = 0.2
_GAP = 0.5  # a wider gap parts two words for good
_WIDER = 1.6  # where blanks are stretched, a gap that parts words is wider than these
_ENOUGH = 4
_WIDE = 0.62  # the mean width of characters above which there may be such a gap inside a run
_MOST_WALLS = 5000
_MOST_PAIRS = 10_000
_SAME_BASELINE = 0.1
_SMALL = 0.8  # the size of what is raised or lowered, by that of its line
_RAISED = 0.5
_BESIDE = 0.4  # sizes between it and what it belongs to

_UNTIDY = re.compile("[^ -~\u00c0-\u0233\u1ea0-\u1ef9–—“”‘’…]")
_TIDY = str.maketrans(
    {
        "\x02": "-", "\ufffe": "-", "\u00ad": "-", "\u00a0": " ", "\u2028": " ", "\u3000": " ", "\t": " ",
        "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None, "ﬀ": "ff", "ﬁ": "fi",
        "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    }
)  # fmt: skip


class FontWord(NamedTuple):
    """A word and the name of its font."""

    word: Word
    font: str


class _Placed(NamedTuple):
    """A run, where it begins and ends on its line as the page is read, and where its baseline is."""

    left: float
    right: float
    baseline: float
    run: Run


class _Token(NamedTuple):
    """A part of a run without blanks, its extent, and its range in the text of the layer."""

    left: float
    right: float
    start: int
    end: int
    placed: _Placed
    text: str


class WordReader:
    """Makes words of the runs of a page that are turned as the page is."""

    def __init__(self, layer: TextLayer, frame: Frame, rules: Iterable[Rule]) -> None:
        self._layer = layer
        self._frame = frame
        self._width, self._height = frame.size()
        upright = (rule for rule in rules if rule.bottom - rule.top > rule.right - rule.left)
        walls = sorted(((rule.left + rule.right) / 2, rule.top, rule.bottom) for rule in upright)
        self._walls = walls if len(walls) <= _MOST_WALLS else []

    def read(self, runs: Iterable[Run]) -> Iterator[FontWord]:
        """Yield the words, line by line from the top down, those of a line from the left."""
        for row in _rows(self._placed(runs)):
            row.sort()
            group = row[:1]
            before: _Token | _Placed | None = None  # what stands before the group
            right = row[0].right
            for placed in row[1:]:
                if placed.left < right - _OVERLAP * placed.run.style.size:
                    group.append(placed)
                    right = max(right, placed.right)
                else:
                    yield from self._words(group, before)
                    before = max(group, key=_right)
                    right, group = placed.right, [placed]
            yield from self._words(group, before)

    def _placed(self, runs: Iterable[Run]) -> list[_Placed]:
        """Return the runs that stand upright on the visible page."""
        layer, frame = self._layer, self._frame
        placed: list[_Placed] = []
        for run in runs:
            if run.style.quarter != frame.quarter:
                continue
            left, baseline = frame.point(run.x, run.y)
            if frame.quarter == 0:
                right = layer.extent(run.end - 1, run.end)[1] - frame.left
            else:
                right = frame.box(*layer.box(run.end - 1))[2]
            if right > 0 and left < self._width and 0 < baseline < self._height + run.style.size:
                placed.append(_Placed(left, right, baseline, run))
        placed.sort(key=lambda item: item.baseline)
        return placed

    def _words(self, group: list[_Placed], before: _Token | _Placed | None) -> Iterator[FontWord]:
        """Yield the words of runs that overlap, or of a single one."""
        first = group[0]
        run = first.run
        text = self._layer.text[run.start : run.end]
        is_wide = first.right - first.left > _WIDE * run.style.size * len(text)
        if len(group) > 1 or is_wide or self._is_walled(first.left, first.right, first.baseline):
            yield from self._by_token(group, before)
        else:
            glued = before is not None and first.left - before.right < _BLANK * run.style.size
            yield self._word(text, first.left, first.right, first, glued)

    def _by_token(self, group: list[_Placed], before: _Token | _Placed | None) -> Iterator[FontWord]:
        """Yield the words of runs whose letters must be sorted, or that hold wide gaps."""
        tokens = self._tokens(group)
        if not tokens:
            return
        size = group[0].run.style.size
        blanks = sorted(gap for a, b in pairwise(tokens) if (gap := b.left - a.right) > _BLANK * size)
        wide = max(_GAP * size, _WIDER * blanks[len(blanks) // 2] if len(blanks) >= _ENOUGH else 0.0)
        if is_letter_spaced([token.text for token in tokens]):
            wide = BETWEEN_SPACED * size
        first = last = tokens[0]
        glued = before is not None and first.left - before.right < _BLANK * size
        parts = [first.text]
        right = first.right
        for token in tokens[1:]:
            if token.left - right > wide or self._is_parted(last, token):
                yield self._word("".join(parts), first.left, right, first.placed, glued)
                glued = token.left - right < _BLANK * size
                first, parts, right = token, [token.text], token.right
            else:
                if self._is_blank_between(last, token, token.left - right, size):
                    parts.append(" ")
                parts.append(token.text)
                right = max(right, token.right)
            last = token
        yield self._word("".join(parts), first.left, right, first.placed, glued)

    def _tokens(self, group: list[_Placed]) -> list[_Token]:
        """Return the tokens of runs from the left, combining marks with the letters that they stand on."""
        layer, frame = self._layer, self._frame
        tokens: list[_Token] = []
        is_marked = any(not is_composed(layer.text[p.run.start : p.run.end]) for p in group)
        pattern = _CHARACTER if is_marked else _TOKEN
        for placed in group:
            for match in pattern.finditer(layer.text, placed.run.start, placed.run.end):
                start, end = match.span()
                if frame.quarter == 0:
                    left, right = layer.extent(start, end)
                    left, right = left - frame.left, right - frame.left
                else:
                    left, right = frame.box(*layer.box(start))[0], frame.box(*layer.box(end - 1))[2]
                tokens.append(_Token(left, right, start, end, placed, match.group()))
        tokens.sort(key=_left)
        return _with_marks(tokens) if is_marked else tokens

    def _is_blank_between(self, last: _Token, token: _Token, gap: float, size: float) -> bool:
        if gap >= (_BLANK_BEHIND_HORN if last.text[-1] in _HORNED else _BLANK) * size:
            return True
        between = self._layer.text[last.end : token.start]
        if not between.isspace() or "\n" in between:
            return False
        return last.placed is token.placed or any(
            self._layer.is_printed(index) for index in range(last.end, token.start)
        )

    def _is_parted(self, last: _Token, token: _Token) -> bool:
        """Return whether two neighbours differ in weight or level, or an upright rule stands between them."""
        style = last.placed.run.style
        raised = abs(last.placed.baseline - token.placed.baseline) > _SAME_BASELINE * style.size
        if raised or style.bold != token.placed.run.style.bold:
            return True
        if not self._walls:
            return False
        middles = (last.left + last.right) / 2, (token.left + token.right) / 2
        return self._is_walled(*middles, token.placed.baseline)

    def _is_walled(self, left: float, right: float, baseline: float) -> bool:
        """Return whether an upright rule parts what stands on a baseline."""
        walls = self._walls
        for x, top, bottom in walls[bisect_left(walls, (left + 1,)) :]:
            if x > right - 1:
                return False
            if top < baseline < bottom:
                return True
        return False

    def _word(self, text: str, left: float, right: float, placed: _Placed, glued: bool) -> FontWord:
        style = placed.run.style
        top, bottom = placed.baseline - _ASCENT * style.size, placed.baseline + _DESCENT * style.size
        text = text if LEGACY_FONT.match(style.font) else tidy(text)
        return FontWord(Word(text, left, top, right, bottom, style.bold, glued), style.font)


def _left(token: _Token) -> float:
    return token.left


def _right(placed: _Placed) -> float:
    return placed.right


def _size(placed: _Placed) -> float:
    return placed.run.style.size


def _rows(placed: list[_Placed]) -> Iterator[list[_Placed]]:
    """Yield runs by their baselines, from the top down; raised and lowered small print is with its line."""
    rows: list[list[_Placed]] = []
    for item in placed:
        if rows and item.baseline - rows[-1][-1].baseline <= _SAME_BASELINE * item.run.style.size:
            rows[-1].append(item)
        else:
            rows.append([item])
    for index, row in enumerate(rows):
        for neighbour in (index - 1, index + 1):
            if row and 0 <= neighbour < len(rows):
                _move_raised(row, rows[neighbour])
    yield from (row for row in rows if row)


def _move_raised(row: list[_Placed], line: list[_Placed]) -> None:
    """Move the runs of a row to the line above or below it where they are its raised or lowered letters."""
    if (
        not line
        or len(row) * len(line) > _MOST_PAIRS
        or min(map(_size, row)) >= _SMALL * max(map(_size, line))
    ):
        return
    raised = [item for item in row if any(_is_raised(item, other) for other in line)]
    if raised:
        line += raised
        row[:] = [item for item in row if item not in raised]


def _is_raised(item: _Placed, other: _Placed) -> bool:
    """Return whether a run is small print that touches or overlaps another one, somewhat above or below it."""
    size = other.run.style.size
    return (
        item.run.style.size < _SMALL * size
        and abs(item.baseline - other.baseline) < _RAISED * size
        and item.left < other.right + _BESIDE * size
        and item.right > other.left - _BESIDE * size
    )


def _with_marks(tokens: list[_Token]) -> list[_Token]:
    """Return single characters with combining marks put behind the letters that they stand on."""
    letters = [token for token in tokens if not unicodedata.combining(token.text)]
    marks: dict[int, str] = {}
    for mark in tokens:
        if unicodedata.combining(mark.text) and letters:
            middle = (mark.left + mark.right) / 2
            base = min(letters, key=lambda letter: abs((letter.left + letter.right) / 2 - middle))
            marks[id(base)] = marks.get(id(base), "") + mark.text
    return [letter._replace(text=letter.text + marks.get(id(letter), "")) for letter in letters]


def tidy(text: str) -> str:
    """Return text as printed: composed, ligatures as letters, signs of symbol fonts as signs."""
    if _UNTIDY.search(text):
        text = readable(text.translate(_TIDY))
        if not is_composed(text):
            text = unicodedata.normalize("NFC", text)
    return text
