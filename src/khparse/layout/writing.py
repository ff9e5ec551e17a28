"""Writing the text of a document and its blocks, for readers of formats that mark paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from khparse.document import Block


@dataclass(slots=True)
class Paragraph:
    """A paragraph as printed: its lines, split at soft breaks, and whether all its text is bold.

    `bold` is None without text. `is_contents` marks a line of an automatic table of contents.
    """

    lines: list[str]
    bold: bool | None = None
    is_contents: bool = False


@dataclass(slots=True)
class TableCell:
    """A printed cell: its place in the grid, the number of grid columns it covers, its paragraphs."""

    row: int
    column: int
    columns: int = 1
    paragraphs: list[Paragraph] = field(default_factory=list)


def with_label(label: str, lines: list[str]) -> list[str]:
    """Return the lines of a paragraph with a label before the first, parted by one blank."""
    if not label:
        return lines
    rest = lines[0].lstrip()
    return [f"{label} {rest}" if rest else label, *lines[1:]]


class DocumentWriter:
    """Writes the text, and its blocks with their offsets.

    The text has one line a paragraph (and a soft break), an empty line around tables, the cells of a row one
    after the other. Of a merged cell there is one block; a cell that only continues one has none, while any
    other empty cell has a block with an empty piece. Lines of a table of contents are no blocks.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._length = 0
        self._tables = 0

    @property
    def text(self) -> str:
        """The text written so far."""
        return "".join(self._parts)

    def write(self, items: Iterable[Paragraph | list[TableCell]]) -> None:
        """Write paragraphs and tables in their order; a table is the list of its cells."""
        for item in items:
            if isinstance(item, Paragraph):
                self.paragraph(item)
            else:
                self.table(item)

    def paragraph(self, paragraph: Paragraph) -> None:
        """Write a paragraph of the body."""
        pieces = self._lines(paragraph.lines)
        if pieces and not paragraph.is_contents:
            self.blocks.append(Block(pieces, bold=bool(paragraph.bold)))

    def table(self, cells: Iterable[TableCell]) -> None:
        """Write a table, its cells row by row."""
        number = self._tables
        self._tables += 1
        if self._length:
            self._append("\n")
        for cell in cells:
            start = self._length
            pieces: list[tuple[int, int]] = []
            bold: list[bool] = []
            for paragraph in cell.paragraphs:
                pieces += self._lines([line for line in paragraph.lines if line.strip()])
                if paragraph.bold is not None:
                    bold.append(paragraph.bold)
            all_bold = bool(bold) and all(bold)
            pieces = pieces or [(start, start)]
            self.blocks.append(Block(pieces, number, cell.row, cell.column, cell.columns, all_bold))
        self._append("\n")

    def _lines(self, lines: list[str]) -> list[tuple[int, int]]:
        """Write lines and return the ranges of those that are not blank."""
        pieces: list[tuple[int, int]] = []
        for line in lines:
            if line and not line.isspace():
                pieces.append((self._length, self._length + len(line)))
            self._append(line)
            self._append("\n")
        return pieces

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
