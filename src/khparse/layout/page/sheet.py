"""A page taken apart: its rows of lines and its ruled tables, without its words' single places."""

from __future__ import annotations

from dataclasses import dataclass, field

from khparse.layout.page.lines import Row, rows_of
from khparse.layout.page.model import Page, Rule
from khparse.layout.page.tables import Grid, grids_of


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
    grids, words = grids_of(page.rules, page.words) if page.rules else ([], page.words)
    level = [rule for rule in page.rules if rule.right - rule.left > rule.bottom - rule.top]
    return Sheet(page.width, page.height, rows_of(words), grids, level)
