"""From elements to paragraphs and tables, as a browser prints them."""

from __future__ import annotations

import re

from khparse.layout.blocks import blocks_of
from khparse.layout.paragraphs import UNWRAPPED, wrapping_of
from khparse.layout.writing import Paragraph, TableCell
from khparse.readers.html.lists import Lists, is_labelled
from khparse.readers.html.measure import Measures
from khparse.readers.html.styles import Look, Styles
from khparse.readers.html.tables import cells_of, is_layout
from khparse.readers.html.tree import BLOCKS, Element
from khparse.segment.labels import label_at

Item = Paragraph | list[TableCell]

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")  # left over by programs; no text has them
_DOUBLE = re.compile("  +")
_LEAST_LINES = 20
_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_BLOCK_DISPLAYS = frozenset("block list-item table table-row table-cell table-caption flow-root".split())
_GAP = Paragraph([""])
_MANY_LINES = 6  # of a paragraph: more of them are paragraphs of their own, ended with `br`


class BlockReader:
    """Reads elements in document order, which the numbers of lists follow."""

    def __init__(self, styles: Styles, measures: Measures) -> None:
        self._styles = styles
        self._measures = measures
        self._lists = Lists(styles)
        self._items: list[Item] = []
        self._parts: list[tuple[str, bool]] = []  # texts of the open paragraph, and whether they are bold
        self._label = ""  # of the open list item, as long as it isn't printed
        self._has_lines = False  # paragraphs were made of lines that `br` or the source ends
        self._is_contents = False
        self._is_cell = False
        self._is_typed = False  # lines are broken as they were typed (`pre`)

    def read(self, element: Element) -> list[Item]:
        """Return the paragraphs and tables of an element."""
        self._items = []
        self._element(element, Look())
        self._finish()
        return self._items if self._has_lines else _unwrapped(self._items)

    @property
    def continued_lists(self) -> int:
        """How many lists go on counting where another one ended, though the page doesn't say so."""
        return self._lists.continued

    def _element(self, element: Element, inherited: Look) -> None:
        tag = element.tag
        if tag == "br":
            self._parts.append(("\n", False))
        elif tag == "table":
            self._table(element, self._styles.look(element, inherited))
        elif tag in BLOCKS or self._styles.of(element).get("display") in _BLOCK_DISPLAYS:
            self._block(element, self._styles.look(element, inherited))
        else:
            self._walk(element, self._styles.look(element, inherited))

    def _walk(self, element: Element, look: Look) -> None:
        for child in element.children:
            if isinstance(child, Element):
                self._element(child, look)
            elif look.keeps_lines:
                self._parts.append((_CONTROLS.sub("", child).replace("\r\n", "\n"), look.bold))
            else:
                self._parts.append((_BLANKS.sub(" ", _CONTROLS.sub("", child)), look.bold))

    def _block(self, element: Element, look: Look) -> None:
        self._finish()
        tag = element.tag
        if tag in _LISTS:
            self._lists.enter(element)
            self._walk(element, look)
            self._finish()
            self._lists.leave()
            return
        if tag == "li":
            if self._label:
                self._items.append(Paragraph([self._label]))
            self._label = self._lists.label(element)
        self._is_contents = element.get("class").lower().startswith("msotoc")
        self._is_typed = tag == "pre"
        self._walk(element, look)
        self._finish()
        self._is_contents = self._is_typed = False
        if tag == "li":
            self._label = ""

    def _table(self, table: Element, look: Look) -> None:
        self._finish()
        cells = cells_of(table)
        if not cells or is_layout(cells, self._measures):
            self._walk(table, look)
            self._finish()
            return
        for child in table.elements:
            if child.tag == "caption":
                self._block(child, look)
        label, self._label = self._label, ""
        if label:
            self._items.append(Paragraph([label]))
        self._items.append(
            [
                TableCell(cell.row, cell.column, cell.columns, self._cell(cell.elements, look))
                for cell in cells
            ]
        )

    def _cell(self, elements: list[Element], look: Look) -> list[Paragraph]:
        """Return the paragraphs of a cell, those of tables in it among them."""
        outer, self._items = self._items, []
        within, self._is_cell = self._is_cell, True
        for element in elements:
            self._walk(element, self._styles.look(element, look))
            self._finish()
        self._is_cell = within
        inner, self._items = self._items, outer
        paragraphs: list[Paragraph] = []
        for item in inner:
            if isinstance(item, Paragraph):
                paragraphs.append(item)
            else:
                paragraphs += (paragraph for cell in item for paragraph in cell.paragraphs)
        return paragraphs

    def _finish(self) -> None:
        """End the open paragraph, if there is one."""
        if not self._parts:
            return
        lines = _lines(self._parts, self._is_typed)
        is_gap = any("\n" in text or "\u00a0" in text for text, _ in self._parts)
        self._parts = []
        first = next((at for at, (text, _) in enumerate(lines) if text), None)
        if first is None:
            if is_gap and self._items and self._items[-1] != _GAP:
                self._items.append(Paragraph([""]))
            return
        lines = lines[first:]
        if self._label and not is_labelled(self._label, lines[0][0]):
            lines[0] = f"{self._label} {lines[0][0]}", lines[0][1]
        self._label = ""
        if not self._is_cell and (self._is_typed or _are_paragraphs(lines)):
            self._items += _laid_out(lines)
            self._has_lines = True
            return
        group: list[tuple[str, bool]] = []
        for line in [*lines, ("", False)]:
            if line[0]:
                group.append(line)
            elif group:
                bold = all(bold for _, bold in group)
                self._items.append(Paragraph([text for text, _ in group], bold, self._is_contents))
                group = []


def _unwrapped(items: list[Item]) -> list[Item]:
    """Return the items of a page whose paragraphs are but lines, as converters of PDF make them, joined."""
    lines = [line for item in items if isinstance(item, Paragraph) for line in item.lines]
    if len(lines) < _LEAST_LINES or wrapping_of(lines) is UNWRAPPED:
        return items
    joined: list[Item] = []
    run: list[tuple[str, bool]] = []
    for item in items:
        if isinstance(item, Paragraph) and not item.is_contents:
            run += ((line, bool(item.bold)) for line in item.lines)
            continue
        joined += _laid_out(run)
        joined.append(item)
        run = []
    return joined + _laid_out(run)


def _lines(parts: list[tuple[str, bool]], is_typed: bool) -> list[tuple[str, bool]]:
    """Return the lines that texts make, and whether all text of each is bold.

    Blanks at their ends are dropped; blanks within stay as they are where `is_typed` says so.
    """
    lines: list[tuple[str, bool]] = []
    texts: list[str] = []
    bold: bool | None = None

    def end_line() -> None:
        line = "".join(texts)
        line = line if is_typed else _DOUBLE.sub(" ", line)
        lines.append((line.replace("\u00a0", " ").strip(), bool(bold)))
        texts.clear()

    for part, is_bold in parts:
        for number, text in enumerate(part.split("\n")):
            if number:
                end_line()
                bold = None
            texts.append(text)
            if text and not text.isspace():
                bold = is_bold if bold is None else bold and is_bold
    end_line()
    return lines


def _are_paragraphs(lines: list[tuple[str, bool]]) -> bool:
    """Return whether lines that `br` ends are paragraphs rather than the lines of one."""
    filled = [text for text, _ in lines if text]
    return len(filled) > _MANY_LINES or any(label_at(text, 0, len(text)) for text in filled[1:])


def _laid_out(lines: list[tuple[str, bool]]) -> list[Item]:
    """Return the paragraphs and tables that lines make, as those of a plain text."""
    text = "\n".join(line for line, _ in lines)
    bold_at: dict[int, bool] = {}
    starts: list[int] = []
    offset = 0
    for line, bold in lines:
        bold_at[offset] = bold
        starts.append(offset)
        offset += len(line) + 1
    items: list[Item] = []
    table = -1
    for block in blocks_of(text):
        pieces = [text[start:end] for start, end in block.pieces]
        if block.table < 0 or block.layout:
            bold = all(bold_at[text.rfind("\n", 0, start) + 1] for start, _ in block.pieces)
            items.append(Paragraph(pieces, bold))
            continue
        cell = TableCell(block.row, block.column, block.columns, [Paragraph([piece]) for piece in pieces])
        if block.table == table and items and isinstance(items[-1], list):
            items[-1].append(cell)
        else:
            items.append([cell])
        table = block.table
    return items
