"""The body: units with their numbers, headings and text, paragraphs, tables."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from lxml import etree

from khparse.models import Section, Table
from khparse.output.akn.names import ELEMENTS, Ids
from khparse.output.akn.page import Page, Passage
from khparse.output.akn.xml import add, append_text
from khparse.output.words import plain


class Writer:
    """Writes passages of a page into elements; `ids` gives the ids of what it writes."""

    def __init__(self, page: Page, ids: Ids) -> None:
        self.page = page
        self.ids = ids

    def unit(self, parent: etree._Element, section: Section, above: str = "") -> None:
        """Write a unit and those in it."""
        tag = ELEMENTS.get(section.kind, "hcontainer")
        eid = self.ids.unit(tag, section, above)
        element = add(parent, tag, eId=eid, name=section.kind if tag == "hcontainer" else None)
        if section.num:
            add(element, "num", plain(section.num))
        if section.heading:
            self._heading(add(element, "heading", eId=f"{eid}__heading"), section, eid)
        passages = list(self.page.passages(*self.page.range(section.span)))
        if not section.children:
            self.blocks(add(element, "content", eId=f"{eid}__content"), passages, eid)
            return
        if passages:
            self.blocks(add(element, "intro", eId=f"{eid}__intro"), passages, eid)
        for child in section.children:
            self.unit(element, child, eid)

    def _heading(self, element: etree._Element, section: Section, eid: str) -> None:
        start, end = self.page.range(section.heading_span) if section.heading_span else (0, 0)
        if plain(self.page.text(start, end)).startswith(plain(section.heading)):
            self.inline(element, start, start + len(self.page.text(start, end).rstrip(" :.")), eid)
        else:
            append_text(element, plain(section.heading))

    def blocks(self, parent: etree._Element, passages: Iterable[Passage], eid: str) -> None:
        """Write paragraphs and tables; an empty paragraph where there is nothing."""
        for table, group in groupby(passages, lambda p: p.block.table if p.in_table else -1):
            if table >= 0:
                self._table(parent, list(group), eid)
            else:
                for passage in group:
                    self.inline(add(parent, "p"), passage.start, passage.end, eid)
        if not len(parent):
            add(parent, "p")

    def _table(self, parent: etree._Element, cells: list[Passage], eid: str) -> None:
        table = add(parent, "table", eId=self.ids.numbered("table", eid))
        rows = [list(row) for _, row in groupby(cells, lambda cell: cell.block.row)]
        for index, row in enumerate(rows):
            line = add(table, "tr")
            column = 0
            for (place, columns), group in groupby(row, lambda cell: (cell.block.column, cell.block.columns)):
                for _ in range(place - column):
                    add(add(line, "td"), "p")
                kind = "th" if index == 0 and len(rows) > 1 else "td"
                written = add(line, kind, colspan=str(columns) if columns > 1 else None)
                for cell in group:
                    self.inline(add(written, "p"), cell.start, cell.end, eid)
                column = place + columns

    def plain_table(self, parent: etree._Element, table: Table, eid: str) -> None:
        """Write a table of which the text isn't at hand."""
        written = add(parent, "table", eId=self.ids.numbered("table", eid))
        rows = [("th", table.header), *(("td", row) for row in table.rows)]
        for kind, row in rows:
            line = add(written, "tr")
            for cell in row or [""]:
                add(add(line, kind), "p", plain(cell))

    def inline(self, element: etree._Element, start: int, end: int, eid: str) -> None:
        """Write running text with its references, dates and names."""
        position = start
        for mark in self.page.marks(start, end):
            append_text(element, self._line(position, mark.start))
            inner = add(element, mark.tag, self._line(mark.start, mark.end), **mark.attributes)
            if mark.tag == "ref":
                inner.set("eId", self.ids.numbered("ref", eid))
            position = mark.end
        append_text(element, self._line(position, end))

    def _line(self, start: int, end: int) -> str:
        return self.page.text(start, end).replace("\n", " ")
