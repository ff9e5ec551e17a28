"""A page taken apart: its rows of lines and its ruled tables, without its words' single places."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median

from khparse.layout.page.lines import Row, rows_of
from khparse.layout.page.model import Page, Rule, Word
from khparse.layout.page.tables import Grid, grids_of

_TURNED = 2.0  # widths of a word that it is high where it stands on its side
_MOST_WATERMARKS = 20
_WATERMARK = 2.8  # heights of the text: what is higher and lies across it


@dataclass(slots=True)
class Sheet:
    """A page: its size, its rows from the top down, its ruled tables, its level rules.

    `notes` are the footnotes at its end: the number that each begins with (0 without one), and its rows.
    """

    width: float
    height: float
    rows: list[Row]
    grids: list[Grid]
    rules: list[Rule]
    notes: list[tuple[int, list[Row]]] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.rows and not self.grids


def sheet_of(page: Page) -> Sheet:
    """Return a page taken apart."""
    words = _without_watermarks(page.words)
    grids, words = grids_of(page.rules, words) if page.rules else ([], words)
    words = [word for word in words if not _is_turned(word)]
    level = [rule for rule in page.rules if rule.right - rule.left > rule.bottom - rule.top]
    return Sheet(page.width, page.height, rows_of(words), grids, level)


def _is_turned(word: Word) -> bool:
    """Return whether a word stands on its side; such are read in the cells of tables alone."""
    return len(word.text) > 3 and word.bottom - word.top > _TURNED * (word.right - word.left)


def _without_watermarks(words: list[Word]) -> list[Word]:
    """Return words without those printed very large across others."""
    if not words:
        return words
    largest = _WATERMARK * median(word.bottom - word.top for word in words)
    large = [word for word in words if word.bottom - word.top > largest and not _is_turned(word)]
    if not 0 < len(large) <= _MOST_WATERMARKS:
        return words
    small = [word for word in words if word.bottom - word.top <= largest]
    marks = {
        mark
        for mark in large
        if any(
            word.top < mark.bottom
            and mark.top < word.bottom
            and word.left < mark.right
            and mark.left < word.right
            for word in small
        )
    }
    return [word for word in words if word not in marks]
