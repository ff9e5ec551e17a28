"""The reader of Word documents (.docx): what Word prints, with its automatic numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khparse.document import Block, Document
from khparse.models import Note
from khparse.readers.docx.numbering import Numbering
from khparse.readers.docx.package import Package
from khparse.readers.docx.runs import NoteMark
from khparse.readers.docx.story import PrintedParagraph, StoryReader, TableElement, with_label
from khparse.readers.docx.styles import Styles
from khparse.readers.docx.symbols import readable
from khparse.readers.docx.tables import cells
from khparse.readers.docx.xml import WORD

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PICTURES = (f"{WORD}drawing", f"{WORD}pict", f"{WORD}object")
_NOTE_ELEMENTS = {"footnotes": f"{WORD}footnote", "endnotes": f"{WORD}endnote"}


def read_docx(data: bytes, name: str | None) -> Document:
    """Return the document that a .docx file holds.

    The text has one line a paragraph (and a soft break), an empty line around tables, the cells of a row one
    after the other, and the footnotes and endnotes at the end. Headers, footers, comments, hidden and deleted
    text are left out. Of a merged cell there is one block; a cell that only continues one has none, while any
    other empty cell has a block with an empty piece. Lines of an automatic table of contents are in the text
    but are no blocks. Raises UnreadableError for a file that is empty, encrypted, damaged or no .docx.
    """
    package = Package(data)
    styles = Styles(package.part("styles"))
    reader = StoryReader(styles, Numbering(lambda: package.part("numbering"), styles))
    writer = _Writer()
    body = package.document.find(f"{WORD}body")
    if body is not None:
        for item in reader.read(body):
            writer.write(reader, item)
    for number, mark, note in _notes(package, reader.notes):
        writer.write_note(reader, number, mark, note)
    return Document(
        text=readable("".join(writer.parts)),
        blocks=writer.blocks,
        format="docx",
        name=name,
        notes=_doubts(package, reader, writer, body),
    )


class _Writer:
    """Writes the text, and its blocks with their offsets."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self._length = 0
        self._tables = 0

    def write(self, reader: StoryReader, item: PrintedParagraph | TableElement) -> None:
        """Write a paragraph or a table of the body."""
        if isinstance(item, TableElement):
            self._table(reader, item)
            return
        pieces = self._lines(item.lines)
        if pieces and not item.is_contents:
            self.blocks.append(Block(pieces, bold=bool(item.bold)))

    def write_note(self, reader: StoryReader, number: int, mark: NoteMark, note: Element) -> None:
        """Write a footnote or endnote; its first paragraph begins with its number in brackets."""
        label = f"[{number}]" if number else ""
        for item in reader.read(note):
            if isinstance(item, PrintedParagraph) and label:
                item.lines = with_label(label, item.lines)
                label = ""
            self.write(reader, item)

    def _table(self, reader: StoryReader, table: TableElement) -> None:
        number = self._tables
        self._tables += 1
        if self._length:
            self._append("\n")
        for cell in cells(table.element, table.depth):
            start = self._length
            pieces: list[tuple[int, int]] = []
            bold: list[bool] = []
            for paragraph in reader.read_cell(cell.element, cell.depth):
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
        self.parts.append(text)
        self._length += len(text)


def _notes(package: Package, marks: list[NoteMark]) -> list[tuple[int, NoteMark, Element]]:
    """Return the notes that the text refers to with their numbers (0 for one with a sign of its own)."""
    elements: dict[tuple[str, str], Element] = {}
    for part in {mark.part for mark in marks}:
        root = package.part(part)
        for element in root.iter(_NOTE_ELEMENTS[part]) if root is not None else ():
            elements[part, element.get(f"{WORD}id", "")] = element
    notes: list[tuple[int, NoteMark, Element]] = []
    numbers = dict.fromkeys(_NOTE_ELEMENTS, 0)
    for mark in marks:
        if not mark.custom:
            numbers[mark.part] += 1
        note = elements.pop((mark.part, mark.id), None)  # a note is printed once
        if note is not None:
            notes.append((0 if mark.custom else numbers[mark.part], mark, note))
    return sorted(notes, key=lambda note: note[1].part == "endnotes")


def _doubts(package: Package, reader: StoryReader, writer: _Writer, body: Element | None) -> list[Note]:
    """Return notes on what could not be read."""
    notes = [
        Note(code="part-damaged", level="warning", message=f"the {kind} of the file are damaged and left out")
        for kind in package.damaged
    ]
    if reader.embedded:
        message = f"{reader.embedded} embedded document(s) of another format are not read"
        notes.append(Note(code="content-skipped", level="warning", message=message))
    if not writer.blocks and body is not None and any(True for tag in _PICTURES for _ in body.iter(tag)):
        message = "the document holds pictures but no text; recognise them (OCR) first"
        notes.append(Note(code="no-text", level="warning", message=message))
    return notes
