"""The reader of Word 97-2003 documents (.doc): what Word prints, with its automatic numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from khparse.document import Document
from khparse.layout.writing import DocumentWriter, Paragraph, TableCell, with_label
from khparse.models import Note
from khparse.readers.doc import file_information as parts
from khparse.readers.doc.anchors import NoteMark, TextBox, note_marks, sorted_anchors, text_boxes
from khparse.readers.doc.container import Streams, damaged, open_streams
from khparse.readers.doc.formatting import TextFormat
from khparse.readers.doc.lists import Lists
from khparse.readers.doc.pages import Formatting, character_page, paragraph_page
from khparse.readers.doc.pieces import Pieces
from khparse.readers.doc.runs import SOFT_HYPHEN, Source
from khparse.readers.doc.story import PrintedCell, PrintedParagraph, StoryReader
from khparse.readers.doc.structures import DAMAGES, plc
from khparse.readers.doc.styles import Styles, fonts
from khparse.readers.legacy import may_be_legacy
from khparse.readers.options import DEFAULT, ReadOptions
from khparse.readers.symbols import readable

if TYPE_CHECKING:
    from khparse.encodings.fonts import Run

_SECTION_SIZE = 12
_CAPITAL_FONT = re.compile(r"\.vn.{0,40}h", re.IGNORECASE)

Printed = PrintedParagraph | list[PrintedCell]
Part = TypeVar("Part")


def read_doc(data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Return the document that a .doc file holds.

    Footnotes and endnotes stand at the end of the text; headers, footers, comments, hidden and deleted text
    are left out. Raises UnreadableError for a file that is encrypted, damaged, or older than Word 97.
    """
    streams = open_streams(data)
    try:
        opened = _Opened(streams)
        printed = opened.printed()
    except (*DAMAGES, RecursionError):
        raise damaged() from None
    notes = [
        Note(code="part-damaged", level="warning", message=f"the {kind} of the file are damaged and left out")
        for kind in opened.damaged
    ]
    if opened.is_cut:
        notes.append(Note(code="part-damaged", level="warning", message="the end of the text is missing"))
    paragraphs = list(_paragraphs(printed))
    converted = [[text for text, _ in (paragraph.label, *paragraph.runs)] for paragraph in paragraphs]
    if options.encoding or opened.names_capital_font or may_be_legacy("\n".join(map("".join, converted))):
        from khparse.encodings.fonts import FontConverter

        runs: list[list[Run]] = [[paragraph.label, *paragraph.runs] for paragraph in paragraphs]
        converter = FontConverter((run for some in runs for run in some), options.encoding)
        converted = [converter.convert(some) for some in runs]
        notes = converter.notes + notes
    writer = DocumentWriter()
    writer.write(_laid_out(printed, iter(converted)))
    return Document(text=readable(writer.text), blocks=writer.blocks, format="doc", notes=notes)


class _Opened:
    """The parts of an opened file; `damaged` names those that could not be read.

    `is_cut` says that the text ends too early.
    """

    def __init__(self, streams: Streams) -> None:
        self.damaged: list[str] = []
        self._streams = streams
        names: list[str] = self._part("fonts", lambda: fonts(self._table(parts.FONTS)), [])
        self.names_capital_font = any(map(_CAPITAL_FONT.fullmatch, names))
        pieces = Pieces(streams.text, self._table(parts.PIECES))
        self.is_cut = len(pieces.text) < streams.information.main.end
        styles = self._part("styles", lambda: Styles(self._table(parts.STYLES)), Styles(b""))
        looks = TextFormat(
            pieces,
            styles,
            Formatting(streams.text, self._table(parts.CHARACTER_PAGES), character_page),
            Formatting(streams.text, self._table(parts.PARAGRAPH_PAGES), paragraph_page),
            streams.data,
        )
        notes: list[tuple[int, NoteMark]] = self._part("notes", self._note_marks, [])
        boxes: list[tuple[int, TextBox]] = self._part("text boxes", self._text_boxes, [])
        end = streams.information.main.end  # only the main text has anchors
        source = Source(pieces, looks, names, sorted_anchors(notes, end), sorted_anchors(boxes, end))
        lists = self._part("lists", self._lists, Lists())
        sections, _ = plc(self._table(parts.SECTIONS), _SECTION_SIZE)
        self._reader = StoryReader(source, styles, lists, frozenset(sections))

    def printed(self) -> list[Printed]:
        """Return the main text, and the footnotes and endnotes behind it."""
        reader = self._reader
        printed = list(reader.read(self._streams.information.main))
        marks = sorted(reader.notes, key=lambda mark: mark.at_end)
        numbers = {False: 0, True: 0}
        seen: set[NoteMark] = set()
        for mark in marks:
            numbers[mark.at_end] += not mark.custom
            if mark not in seen:  # a note is printed once
                seen.add(mark)
                printed += _numbered(reader.read(mark.story), 0 if mark.custom else numbers[mark.at_end])
        return printed

    def _part(self, kind: str, read: Callable[[], Part], default: Part) -> Part:
        """Return what `read` returns, and `default` for a damaged part."""
        try:
            return read()
        except DAMAGES:
            self.damaged.append(kind)
            return default

    def _table(self, number: int, *, open_end: bool = False) -> bytes:
        """Return a table of the file, or all from its start on."""
        offset, size = self._streams.information.place(number)
        if not size:
            return b""
        return self._streams.table[offset:] if open_end else self._streams.table[offset : offset + size]

    def _note_marks(self) -> list[tuple[int, NoteMark]]:
        information = self._streams.information
        marks, texts = self._table(parts.FOOTNOTE_MARKS), self._table(parts.FOOTNOTE_TEXTS)
        found = note_marks(marks, texts, information.footnotes, at_end=False)
        marks, texts = self._table(parts.ENDNOTE_MARKS), self._table(parts.ENDNOTE_TEXTS)
        return found + note_marks(marks, texts, information.endnotes, at_end=True)

    def _text_boxes(self) -> list[tuple[int, TextBox]]:
        return text_boxes(
            self._table(parts.TEXT_BOXES),
            self._table(parts.SHAPES),
            self._table(parts.DRAWINGS),
            self._streams.information.text_boxes,
        )

    def _lists(self) -> Lists:
        # What the lists look like level by level stands behind the table.
        return Lists(self._table(parts.LISTS, open_end=True), self._table(parts.LIST_OVERRIDES))


def _numbered(note: Iterable[Printed], number: int) -> Iterator[Printed]:
    """Yield the items of a note; its first paragraph begins with its number (0: none) in brackets."""
    for item in note:
        if isinstance(item, PrintedParagraph) and number:
            label, font = item.label
            item.label = f"[{number}] {label}".rstrip(), font
            number = 0
        yield item


def _paragraphs(printed: Iterable[Printed]) -> Iterator[PrintedParagraph]:
    for item in printed:
        if isinstance(item, PrintedParagraph):
            yield item
        else:
            for cell in item:
                yield from cell.paragraphs


def _laid_out(
    printed: Iterable[Printed], converted: Iterator[list[str]]
) -> Iterator[Paragraph | list[TableCell]]:
    """Yield paragraphs and tables with the texts of their labels and runs, in the same order."""

    def paragraph(item: PrintedParagraph) -> Paragraph:
        label, *texts = next(converted)
        # what is left is a hyphen that is printed at the end of a line only, and was no letter
        lines = "".join("" if text == SOFT_HYPHEN else text for text in texts).split("\n")
        return Paragraph(with_label(label, lines), item.bold, item.is_contents)

    for item in printed:
        if isinstance(item, PrintedParagraph):
            yield paragraph(item)
        else:
            yield [
                TableCell(
                    cell.row,
                    cell.place.column,
                    cell.place.columns,
                    [paragraph(inner) for inner in cell.paragraphs],
                )
                for cell in item
            ]
