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
from khparse.layout.page.model import Rule, Word
from khparse.readers.symbols import readable
from khparse.readers.pdf.frame import Frame
from khparse.readers.pdf.text import Run, TextLayer

_TOKEN = re.compile(r"[^\s\u00a0\u3000]+")
# In sizes of the font: how far lines reach above and below their baseline, and how wide a blank is at least.
_ASCENT = 0.9
_DESCENT = 0.22
_BLANK = 0.09
_OVERLAP = 0.2
_GAP = 0.5  # a wider gap parts two words for good
_WIDER = 1.6  # where blanks are stretched, a gap that parts words is wider than these
_ENOUGH = 4
_WIDE = 0.62  # the mean width of characters above which there may be such a gap inside a run
_SAME_BASELINE = 0.1
_SMALL = 0.8  # the size of what is raised or lowered, by that of its line
_RAISED = 0.5
_BLANK_BEHIND_HORN = 0.035  # some fonts have Ư reach far into the blank behind it
_HORNED = frozenset("ƯỪỨỬỮỰƠỜỚỞỠỢ")

_UNTIDY = re.compile("[^ -~\u00c0-\u0233\u1ea0-\u1ef9–—“”‘’…]")
_TIDY = str.maketrans(
    {
        "\x02": "-", "\ufffe": "-", "\u00ad": "-", "\u00a0": " ", "\u2028": " ", "\u3000": " ", "\t": " ",
        "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None, "ﬀ": "ff", "ﬁ": "fi",
        "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    }
)  # fmt: skip


LEGACY_FONT = re.compile(r"\.?vn|vps", re.IGNORECASE)
"""Names of fonts for legacy encodings, in which a soft hyphen is a letter: their text is tidied later."""


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


class WordReader:
    """Makes words of the upright runs of a page."""

    def __init__(self, layer: TextLayer, frame: Frame, rules: Iterable[Rule]) -> None:
        self._layer = layer
        self._frame = frame
        upright = (rule for rule in rules if rule.bottom - rule.top > rule.right - rule.left)
        self._walls = sorted(((rule.left + rule.right) / 2, rule.top, rule.bottom) for rule in upright)

    def read(self, runs: Iterable[Run]) -> Iterator[FontWord]:
        """Yield the words, line by line from the top down, those of a line from the left."""
        for row in self._rows(runs):
            row.sort()
            group = row[:1]
            behind = -1e9  # where what stands before the group ends
            right = row[0].right
            for placed in row[1:]:
                if placed.left < right - _OVERLAP * placed.run.style.size:
                    group.append(placed)
                    right = max(right, placed.right)
                else:
                    yield from self._words(group, behind)
                    behind, right, group = right, placed.right, [placed]
            yield from self._words(group, behind)

    def _rows(self, runs: Iterable[Run]) -> Iterator[list[_Placed]]:
        """Yield upright runs by their baselines."""
        box, frame, upright = self._layer.box, self._frame, self._frame.quarter == 0
        placed: list[_Placed] = []
        for run in runs:
            if run.style.quarter != frame.quarter:
                continue
            if upright:
                right = box(run.end - 1)[2] - frame.left
                placed.append(_Placed(run.x - frame.left, right, frame.top - run.y, run))
            else:
                left, baseline = frame.point(run.x, run.y)
                placed.append(_Placed(left, frame.box(*box(run.end - 1))[2], baseline, run))
        placed.sort(key=lambda item: item.baseline)
        row: list[_Placed] = []
        for item in placed:
            if row and not _is_on_line(row, item):
                yield row
                row = []
            row.append(item)
        if row:
            yield row

    def _words(self, group: list[_Placed], behind: float) -> Iterator[FontWord]:
        """Yield the words of runs that overlap, or of a single one."""
        left, right, baseline, run = group[0]
        size = run.style.size
        if len(group) == 1:
            text = self._layer.text[run.start : run.end]
            if right - left <= _WIDE * size * len(text) and not self._is_walled(left, right, baseline):
                glued = left - behind < _BLANK * size
                yield FontWord(self._word(text, left, right, baseline, run, glued), run.style.font)
                return
        yield from self._by_token(group, behind)

    def _by_token(self, group: list[_Placed], behind: float) -> Iterator[FontWord]:
        """Yield the words of runs whose letters must be sorted, or that hold wide gaps."""
        tokens: list[tuple[float, float, str, _Placed]] = []
        box, place, upright = self._layer.box, self._frame.box, self._frame.quarter == 0
        shift = self._frame.left
        for placed in group:
            for match in _TOKEN.finditer(self._layer.text, placed.run.start, placed.run.end):
                start, end = match.span()
                first = box(start)
                last = box(end - 1) if end - start > 1 else first
                if upright:
                    tokens.append((first[0] - shift, last[2] - shift, match.group(), placed))
                else:
                    tokens.append((place(*first)[0], place(*last)[2], match.group(), placed))
        tokens.sort(key=_token_left)
        run_size = group[0].run.style.size
        blanks = sorted(b[0] - a[1] for a, b in pairwise(tokens) if b[0] - a[1] > _BLANK * run_size)
        stretched = _WIDER * blanks[len(blanks) // 2] if len(blanks) >= _ENOUGH else 0.0
        parts: list[str] = []
        glued = False
        begin = 0.0
        before = group[0]
        word_run = group[0].run
        for left, right, text, placed in tokens:
            size = placed.run.style.size
            gap = left - behind
            if parts and (
                gap > max(_GAP * size, stretched)
                or placed.run.style.bold != word_run.style.bold
                or (self._walls and self._is_walled((begin + behind) / 2, (left + right) / 2, placed.baseline))
            ):
                yield FontWord(
                    self._word("".join(parts), begin, behind, before.baseline, word_run, glued),
                    word_run.style.font,
                )
                parts = []
            if not parts:
                begin, word_run, glued = left, placed.run, gap < _BLANK * size
            elif gap >= (_BLANK_BEHIND_HORN if parts[-1][-1] in _HORNED else _BLANK) * size or before is placed:
                parts.append(" ")
            parts.append(text)
            behind, before = max(right, behind if len(parts) > 1 else right), placed
        if parts:
            yield FontWord(
                self._word("".join(parts), begin, behind, before.baseline, word_run, glued),
                word_run.style.font,
            )

    def _word(self, text: str, left: float, right: float, baseline: float, run: Run, glued: bool) -> Word:
        size = run.style.size
        top, bottom = baseline - _ASCENT * size, baseline + _DESCENT * size
        text = text if LEGACY_FONT.match(run.style.font) else tidy(text)
        return Word(text, left, top, right, bottom, run.style.bold, glued)

    def _is_walled(self, left: float, right: float, baseline: float) -> bool:
        """Return whether an upright rule parts what stands on a baseline."""
        walls = self._walls
        for x, top, bottom in walls[bisect_left(walls, (left + 1,)) :]:
            if x > right - 1:
                return False
            if top < baseline < bottom:
                return True
        return False


def _token_left(token: tuple[float, float, str, _Placed]) -> float:
    return token[0]


def _is_on_line(row: list[_Placed], item: _Placed) -> bool:
    """Return whether a run stands on a row's baseline, or one of them is raised or lowered small print."""
    size, other = item.run.style.size, row[-1].run.style.size
    distance = item.baseline - row[-1].baseline
    if distance <= _SAME_BASELINE * size:
        return True
    small, large = min(size, other), max(size, other)
    return small < _SMALL * large and distance < _RAISED * large


def tidy(text: str) -> str:
    """Return text as printed: composed, ligatures as letters, signs of symbol fonts as signs."""
    if _UNTIDY.search(text):
        text = readable(text.translate(_TIDY))
        if not is_composed(text):
            text = unicodedata.normalize("NFC", text)
    return text
