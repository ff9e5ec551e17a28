"""The body of a digest as WordprocessingML (ECMA-376, part 1): paragraphs, headings, tables with captions.

Elements are built directly: python-docx takes quadratic time for long tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from khparse.output.digest.words import NO_BREAK, Words
from khparse.output.words import clean

Element = etree._Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_FIRST_BOOKMARK = 700_000
"""A template has bookmarks of its own, which word processors number from 0."""


class Heading(NamedTuple):
    """A heading that the table of contents lists: `level` from 1."""

    level: int
    text: str
    bookmark: str


class Column(NamedTuple):
    """A column of a table: `weight` is its share of the width; `centred` is for short values."""

    heading: str
    weight: int
    centred: bool = False


class Look(NamedTuple):
    """How runs are set where a style doesn't say it."""

    bold: bool = False
    italic: bool = False


PLAIN = Look()


class Body:
    """What is put into the document, in order.

    `styles` gives the id of each style by its name, `width` is that of the text in twips, and
    `numbered` says whether headings get their numbers typed (they don't where a template numbers them).
    """

    def __init__(self, words: Words, styles: dict[str, str], width: int, numbered: bool) -> None:
        self.words = words
        self.width = width
        self.elements: list[Element] = []
        self.headings: list[Heading] = []
        self.rows = 0
        self._styles = styles
        self._numbered = numbered
        self.tables = 0

    def paragraph(self, text: str, style: str, look: Look = PLAIN) -> Element:
        """Add a paragraph and return it."""
        element = paragraph(self._styles[style], text, look)
        self.elements.append(element)
        return element

    def heading(self, level: int, number: str, text: str) -> None:
        """Add a heading, with its number in front."""
        shown = f"{number} {clean(text)}" if number and self._numbered else clean(text)
        found = Heading(level, shown, f"_Toc{len(self.headings) + 1:08d}")
        element = etree.Element(f"{W}p")
        _style(element, self._styles[f"heading {level}"])
        name = {f"{W}id": str(_FIRST_BOOKMARK + len(self.headings))}
        etree.SubElement(element, f"{W}bookmarkStart", {**name, f"{W}name": found.bookmark})
        run(element, shown)
        etree.SubElement(element, f"{W}bookmarkEnd", name)
        self.headings.append(found)
        self.elements.append(element)

    def caption(self, text: str) -> None:
        """Add a caption with the number of the table that follows."""
        self.tables += 1
        name = self.words("table")
        element = etree.Element(f"{W}p")
        _style(element, self._styles["caption"])
        run(element, f"{name} ")
        field(element, f" SEQ {name} \\* ARABIC ", str(self.tables))
        run(element, f". {clean(text)}")
        self.elements.append(element)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str] | str]) -> None:
        """Add a ruled table; columns that are empty in all rows are left out.

        Lines of a cell are paragraphs; a row that is a string names the rows below it. The header row repeats
        on each page; other rows may break (see `_table_row`).
        """
        full = [row for row in rows if not isinstance(row, str)]
        kept = [at for at in range(len(columns)) if any(row[at] for row in full)]
        columns = [columns[at] for at in kept]
        table = self._ruled(self._widths(columns))
        self._row(table, [column.heading for column in columns], columns, header=True)
        for row in rows:
            if isinstance(row, str):
                self._band(table, row, len(columns))
            else:
                self._row(table, [row[at] for at in kept], columns)
        self._add(table, len(rows))

    def pairs(self, rows: Sequence[tuple[str, str]], share: float = 0.27) -> None:
        """Add a ruled table of names and values without a header row, held together on one page."""
        first = round(self.width * share)
        widths = [first, self.width - first]
        table = self._ruled(widths, header=False)
        for at, (name, value) in enumerate(rows):
            row = _table_row(table)
            style = "Table Name" if at < len(rows) - 1 else "Last Table Name"
            self._cell(row, widths[0], [name], style)
            self._cell(row, widths[1], value.split("\n"), "Table Text")
        self._add(table, len(rows))

    def unruled(self, cells: Sequence[tuple[int, list[Element]]]) -> None:
        """Add a table of one row without rules: the width of each cell in twips, and its paragraphs."""
        table = etree.Element(f"{W}tbl")
        properties = etree.SubElement(table, f"{W}tblPr")
        _measure(properties, "tblW", sum(width for width, _ in cells))
        etree.SubElement(properties, f"{W}jc", {f"{W}val": "center"})
        etree.SubElement(properties, f"{W}tblLayout", {f"{W}type": "fixed"})
        margins = etree.SubElement(properties, f"{W}tblCellMar")
        for side in ("left", "right"):
            _measure(margins, side, 0)
        _grid(table, [width for width, _ in cells])
        row = _table_row(table)
        for width, paragraphs in cells:
            _table_cell(row, width).extend(paragraphs)
        self.elements.append(table)

    def text_style(self, style: str) -> str:
        """Return the id of a style, for paragraphs that are built outside."""
        return self._styles[style]

    def _add(self, table: Element, rows: int) -> None:
        self.rows += rows
        self.elements.append(table)
        self.paragraph("", "Table Gap")  # or the next table would be joined to this one

    def _widths(self, columns: Sequence[Column]) -> list[int]:
        total = sum(column.weight for column in columns)
        widths = [self.width * column.weight // total for column in columns]
        widths[-1] += self.width - sum(widths)
        return widths

    def _ruled(self, widths: list[int], header: bool = True) -> Element:
        table = etree.Element(f"{W}tbl")
        properties = etree.SubElement(table, f"{W}tblPr")
        etree.SubElement(properties, f"{W}tblStyle", {f"{W}val": self._styles["Digest Table"]})
        _measure(properties, "tblW", sum(widths))
        etree.SubElement(properties, f"{W}tblLayout", {f"{W}type": "fixed"})
        look = {"val": "0620" if header else "0600", "firstRow": str(int(header)), "lastRow": "0"}
        look |= {"firstColumn": "0", "lastColumn": "0", "noHBand": "1", "noVBand": "1"}
        etree.SubElement(properties, f"{W}tblLook", {f"{W}{name}": value for name, value in look.items()})
        _grid(table, widths)
        return table

    def _row(self, table: Element, cells: list[str], columns: Sequence[Column], header: bool = False) -> None:
        row = _table_row(table, header)
        for text, column, width in zip(cells, columns, self._widths(columns), strict=True):
            style = "Table Heading" if header else "Table Number" if column.centred else "Table Text"
            self._cell(row, width, text.split("\n"), style)

    def _band(self, table: Element, text: str, columns: int) -> None:
        cell = _table_cell(_table_row(table), self.width)
        properties = cell.find(f"{W}tcPr")
        if properties is not None:
            etree.SubElement(properties, f"{W}gridSpan", {f"{W}val": str(columns)})
        cell.append(paragraph(self._styles["Table Band"], text))

    def _cell(self, row: Element, width: int, lines: list[str], style: str, look: Look = PLAIN) -> None:
        cell = _table_cell(row, width)
        for line in lines:
            cell.append(paragraph(self._styles[style], line, look))


def paragraph(style: str, text: str, look: Look = PLAIN) -> Element:
    """Return a paragraph of the style with this id."""
    element = etree.Element(f"{W}p")
    _style(element, style)
    if text:
        run(element, text, look)
    return element


def run(parent: Element, text: str, look: Look = PLAIN) -> None:
    """Append a run of text."""
    element = etree.SubElement(parent, f"{W}r")
    if look.bold or look.italic:
        properties = etree.SubElement(element, f"{W}rPr")
        for name, wanted in (("b", look.bold), ("i", look.italic)):
            if wanted:
                etree.SubElement(properties, f"{W}{name}")
    content = etree.SubElement(element, f"{W}t", {SPACE: "preserve"})
    content.text = _cleaned(text)


def field(parent: Element, instruction: str, result: str) -> None:
    """Append a field with the result that it shows until it is updated."""
    mark(parent, "begin")
    code = etree.SubElement(etree.SubElement(parent, f"{W}r"), f"{W}instrText", {SPACE: "preserve"})
    code.text = instruction
    mark(parent, "separate")
    run(parent, result)
    mark(parent, "end")


def mark(parent: Element, kind: str) -> None:
    """Append the beginning, separator or end of a field."""
    etree.SubElement(etree.SubElement(parent, f"{W}r"), f"{W}fldChar", {f"{W}fldCharType": kind})


def _cleaned(text: str) -> str:
    """Return `text` cleaned, with its no-break spaces and the blanks that join it to its neighbours."""
    parts = []
    for part in text.split(NO_BREAK):
        middle = clean(part)
        first, last = part[:1].isspace(), part[-1:].isspace()
        parts.append(f"{' ' * first}{middle}{' ' * last}" if middle else " " * first)
    return NO_BREAK.join(parts)


def _style(element: Element, style: str) -> None:
    etree.SubElement(etree.SubElement(element, f"{W}pPr"), f"{W}pStyle", {f"{W}val": style})


def _measure(parent: Element, name: str, width: int) -> None:
    etree.SubElement(parent, f"{W}{name}", {f"{W}w": str(width), f"{W}type": "dxa"})


def _grid(table: Element, widths: list[int]) -> None:
    grid = etree.SubElement(table, f"{W}tblGrid")
    for width in widths:
        etree.SubElement(grid, f"{W}gridCol", {f"{W}w": str(width)})


def _table_row(table: Element, header: bool = False) -> Element:
    """Append a row; only a header row has `cantSplit`.

    LibreOffice 7.4 leaves rows that can't split, and come after what is kept with its next, below the foot of
    the page, where they are not printed. The style of the cells asks to keep the lines of a paragraph together
    instead, which LibreOffice ignores in tables: a row that is split over pages is better than one that is lost.
    """
    row = etree.SubElement(table, f"{W}tr")
    if header:
        properties = etree.SubElement(row, f"{W}trPr")
        etree.SubElement(properties, f"{W}cantSplit")
        etree.SubElement(properties, f"{W}tblHeader")
    return row


def _table_cell(row: Element, width: int) -> Element:
    cell = etree.SubElement(row, f"{W}tc")
    _measure(etree.SubElement(cell, f"{W}tcPr"), "tcW", width)
    return cell
