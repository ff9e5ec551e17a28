"""Pages of placed words to paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterable

from khparse.layout.page.aligned import aligned
from khparse.layout.page.columns import Region, lines_of, regions_of
from khparse.layout.page.footnotes import NoteMarks, marked, take_notes, with_marks
from khparse.layout.page.furniture import set_apart
from khparse.layout.page.joining import TableJoiner
from khparse.layout.page.lines import Line, Row, joined
from khparse.layout.page.model import Page
from khparse.layout.page.paragraphs import Column, Joiner
from khparse.layout.page.sheet import Sheet, sheet_of
from khparse.layout.page.tables import Grid
from khparse.layout.writing import Paragraph, TableCell

_EDGE = 2.5  # points: lines that end so near each other end at the margin
_ENOUGH = 3


def compose(pages: Iterable[Page]) -> list[Paragraph | list[TableCell]]:
    """Return the paragraphs and tables of pages in reading order.

    Running headers, page numbers and stamps of signatures are left out; what a page break cuts is one again;
    footnotes stand at the end as `[1] …`.
    """
    sheets = [sheet_of(page) for page in pages]
    set_apart(sheets)
    take_notes(sheets)
    composer = _Composer(sheets)
    for sheet in sheets:
        composer.add(sheet)
    return composer.finish()


class _Composer:
    """Puts the parts of sheets in order."""

    def __init__(self, sheets: list[Sheet]) -> None:
        self._items: list[Paragraph | list[TableCell]] = []
        self._joiner = Joiner()
        self._tables = TableJoiner()
        self._notes = NoteMarks()
        self._held: Region | None = None  # its right column may go on on the next page
        self._margins = _common_margins(sheets)

    def add(self, sheet: Sheet) -> None:
        """Add the next page."""
        numbers = self._notes.enter(sheet)
        rows = list(with_marks(sheet.rows, numbers))
        column = self._column(sheet)
        first = True  # nothing of the page is added yet: what comes may go on from the one before
        for part in _parts(rows, sheet.grids):
            if isinstance(part, Grid):
                self._add_grid(part, numbers, first)
            else:
                self._add_rows(part, column, numbers, first)
            first = False

    def _add_grid(self, grid: Grid, numbers: dict[int, int], first: bool) -> None:
        self._end_columns()
        self._end_paragraphs()
        self._keep(self._tables.add(grid, numbers, over_page=first))

    def _add_rows(self, rows: list[Row], column: Column, numbers: dict[int, int], first: bool) -> None:
        """Add rows outside of ruled tables."""
        carried = self._held.gutter if self._held and first else None
        for region in regions_of(rows, carried):
            if isinstance(region, Region):
                self._keep(self._tables.take())
                self._add_region(region, goes_on=first)
            else:
                for part in aligned(region):
                    if isinstance(part, Grid):
                        self._add_grid(part, numbers, first)
                    else:
                        self._keep(self._tables.take())
                        self._end_columns()
                        self._joiner.add([joined(row) for row in part], column, goes_on=first)
                    first = False
            first = False

    def _add_region(self, region: Region, goes_on: bool) -> None:
        """Add the left column of a region and hold the right one, which the next page may go on with."""
        if self._held and goes_on:
            self._columns(region.left, goes_on=True)
            self._held.right += region.right
            self._held.gutter = region.gutter
            return
        self._end_columns()
        self._columns(region.left)
        self._held = region

    def _columns(self, rows: list[Row], goes_on: bool = False) -> None:
        """Add the lines of a column, which are short; `goes_on` says that it began on the page before."""
        for lines in lines_of(rows):
            left, right = min(line.left for line in lines), max(line.right for line in lines)
            self._joiner.add(lines, Column(left, right, beside=True), goes_on)
            goes_on = False

    def _end_columns(self) -> None:
        """Add the right column of a region that doesn't go on."""
        if self._held:
            held, self._held = self._held, None
            self._columns(held.right)
            self._joiner.close()

    def finish(self) -> list[Paragraph | list[TableCell]]:
        """Return all paragraphs and tables, the notes last."""
        self._keep(self._tables.take())
        self._end_columns()
        self._end_paragraphs()
        for number, rows in enumerate(self._notes.texts, 1):
            lines = [joined(row) for row in rows]
            texts = [marked(line.text, {}) for line in lines]
            self._items.append(Paragraph([f"[{number}] {texts[0]}", *texts[1:]], False))
        return self._items

    def _end_paragraphs(self) -> None:
        self._joiner.close()
        self._items += self._joiner.complete
        self._joiner.complete = []

    def _keep(self, cells: list[TableCell]) -> None:
        if cells:
            self._items.append(cells)

    def _column(self, sheet: Sheet) -> Column:
        """Return the margins of a page's text: its own where enough lines reach them."""
        lines = [line for row in sheet.rows for line in row]
        common = self._margins.get(round(sheet.width), Column(0, sheet.width))
        if not lines:
            return common
        right = max(line.right for line in lines)
        left = min(line.left for line in lines)
        if sum(1 for line in lines if line.right > right - _EDGE) < _ENOUGH:
            right = max(right, common.right)
        if sum(1 for line in lines if line.left < left + _EDGE) < _ENOUGH:
            left = min(left, common.left)
        return Column(left, right)


def _common_margins(sheets: list[Sheet]) -> dict[int, Column]:
    """Return the margins that most lines keep, by the width of pages."""
    by_width: dict[int, list[Line]] = {}
    for sheet in sheets:
        by_width.setdefault(round(sheet.width), []).extend(line for row in sheet.rows for line in row)
    margins: dict[int, Column] = {}
    for width, lines in by_width.items():
        if lines:
            rights = sorted(line.right for line in lines)
            lefts = sorted(line.left for line in lines)
            few = len(lines) // 50
            margins[width] = Column(lefts[few], rights[-1 - few])
    return margins


def _parts(rows: list[Row], grids: list[Grid]) -> Iterable[list[Row] | Grid]:
    """Yield runs of rows and the tables between them, from the top down."""
    start = 0
    for grid in grids:
        stop = start
        while stop < len(rows) and rows[stop][0].top < grid.top:
            stop += 1
        if stop > start:
            yield rows[start:stop]
        yield grid
        start = stop
    if start < len(rows):
        yield rows[start:]
