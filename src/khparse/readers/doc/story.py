"""The paragraphs and tables of a story: the main text of a .doc file, a text box, a note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from khparse.errors import UnreadableError
from khparse.readers.doc.anchors import NoteMark, in_reading_order
from khparse.readers.doc.file_information import Story
from khparse.readers.doc.formatting import ParagraphFormat
from khparse.readers.doc.lists import Lists
from khparse.readers.doc.runs import ParagraphText, Source
from khparse.readers.doc.styles import Styles
from khparse.readers.doc.tables import GridCell, grid

_MARK = re.compile("[\r\x07\x0c]")
_CELL_MARK, _SECTION_MARK = "\x07", "\x0c"
_PARAGRAPH_LIMIT = 300_000


@dataclass(slots=True)
class PrintedParagraph:
    """A paragraph as printed, in its fonts: its label and its runs, whether all its text is bold.

    `is_contents` marks a line of an automatic table of contents.
    """

    label: tuple[str, str]
    runs: list[tuple[str, str]]
    bold: bool | None
    is_contents: bool


@dataclass(slots=True)
class PrintedCell:
    """A printed cell: its row, its place there, its paragraphs."""

    row: int
    place: GridCell
    paragraphs: list[PrintedParagraph]


class _Stored(NamedTuple):
    """A paragraph as stored: where it starts and where its mark is."""

    start: int
    mark: int
    ends_cell: bool
    look: ParagraphFormat


@dataclass(slots=True)
class _StoredRow:
    cells: list[list[_Stored]] = field(default_factory=list)
    end: _Stored | None = None


class StoryReader:
    """Reads stories in document order, which list numbers and notes follow.

    `notes` are the marks of footnotes and endnotes met so far.
    """

    def __init__(self, source: Source, styles: Styles, lists: Lists, sections: frozenset[int]) -> None:
        """`sections` are the positions behind marks that end a section; other such marks break a page."""
        self.notes: list[NoteMark] = []
        self._source = source
        self._styles = styles
        self._lists = lists
        self._sections = sections

    def read(self, story: Story) -> Iterator[PrintedParagraph | list[PrintedCell]]:
        """Yield the paragraphs and tables of a story.

        A text box comes before the paragraph that it is anchored in. A paragraph whose mark is deleted or
        hidden runs on into the next one; numbering and style are those of the first of them with text.
        """
        yield from self._read(self._stored(story), 0)

    def _stored(self, story: Story) -> list[_Stored]:
        text = self._source.pieces.text
        end = min(story.end, len(text))
        stored: list[_Stored] = []
        start = story.start
        for match in _MARK.finditer(text, start, end):
            mark = match.start()
            if match[0] == _SECTION_MARK and mark + 1 not in self._sections:
                continue
            look = self._source.looks.paragraph(mark)
            ends_cell = match[0] == _CELL_MARK if look.depth == 1 else look.ends_cell
            stored.append(_Stored(start, mark, ends_cell, look))
            start = mark + 1
            if len(stored) > _PARAGRAPH_LIMIT:
                raise UnreadableError(
                    f"it has more than {_PARAGRAPH_LIMIT:,} paragraphs", "give the plan alone"
                )
        if start < end:
            stored.append(_Stored(start, end, False, ParagraphFormat()))
        return stored

    def _read(self, stored: list[_Stored], level: int) -> Iterator[PrintedParagraph | list[PrintedCell]]:
        """Yield what is printed of paragraphs that are in `level` tables, or more."""
        text = ParagraphText(self._source)
        first: _Stored | None = None
        index = 0
        while index < len(stored):
            paragraph = stored[index]
            if paragraph.look.depth > level:
                if not text.is_blank:
                    yield from self._finish(text, first)
                    text = ParagraphText(self._source)
                end = index + 1
                while end < len(stored) and stored[end].look.depth > level:
                    end += 1
                yield list(self._table(stored[index:end], level + 1))
                index = end
                continue
            index += 1
            if text.is_blank:
                first = paragraph
            text.read(paragraph.start, paragraph.mark, paragraph.look.style)
            if paragraph.ends_cell or not self._is_gone(paragraph):
                yield from self._finish(text, first)
                text = ParagraphText(self._source)
        if text.boxes or not text.is_blank:
            yield from self._finish(text, first)

    def _table(self, stored: list[_Stored], level: int) -> Iterator[PrintedCell]:
        """Yield the printed cells of a table; rows whose mark is deleted or hidden are no rows."""
        rows = [row for row in _rows(stored, level) if row.end is None or not self._is_gone(row.end)]
        places = grid([(len(row.cells), row.end.look.row if row.end else ()) for row in rows])
        for number, (row, printed) in enumerate(zip(rows, places, strict=True)):
            for place in printed:
                yield PrintedCell(number, place, list(self._cell(row.cells[place.number], level)))

    def _cell(self, stored: list[_Stored], level: int) -> Iterator[PrintedParagraph]:
        """Yield the paragraphs of a cell, those of tables in it among them."""
        for item in self._read(stored, level):
            if isinstance(item, PrintedParagraph):
                yield item
            else:
                for cell in item:
                    yield from cell.paragraphs

    def _finish(
        self, text: ParagraphText, paragraph: _Stored | None
    ) -> Iterator[PrintedParagraph | list[PrintedCell]]:
        for box in in_reading_order(text.boxes):
            yield from self.read(box.story)
        self.notes += text.notes
        look = paragraph.look if paragraph is not None else ParagraphFormat()
        label = self._label(look)
        yield PrintedParagraph(label, text.runs, text.bold, self._styles.is_contents(look.style))

    def _label(self, look: ParagraphFormat) -> tuple[str, str]:
        """Count a paragraph and return its label with the font of it."""
        inherited = self._styles.list_of(look.style)
        number = look.list if look.list is not None else inherited.number
        if not number:
            return "", ""
        level = look.level if look.level is not None else inherited.level
        label, font = self._lists.label(number, level, look.style)
        characters = self._styles.characters(look.style)
        return label, self._source.font(characters.font_other if font is None else font)

    def _is_gone(self, paragraph: _Stored) -> bool:
        """Whether the mark that ends a paragraph or a row is deleted or hidden."""
        mark = paragraph.mark
        for _, _, look in self._source.looks.runs(mark, mark + 1, paragraph.look.style):
            return look.deleted or look.hidden
        return False


def _rows(stored: list[_Stored], level: int) -> list[_StoredRow]:
    """Return the rows of a table, the innermost of `level` tables, with the paragraphs of their cells."""
    rows = [_StoredRow()]
    cell: list[_Stored] = []
    for paragraph in stored:
        at_level = paragraph.look.depth == level
        if at_level and paragraph.look.ends_row:
            rows[-1].end = paragraph
            if cell:
                rows[-1].cells.append(cell)
        else:
            cell.append(paragraph)
            if not (at_level and paragraph.ends_cell):
                continue
            rows[-1].cells.append(cell)
        cell = []
        if rows[-1].end is not None:
            rows.append(_StoredRow())
    if cell:
        rows[-1].cells.append(cell)
    return [row for row in rows if row.cells]
