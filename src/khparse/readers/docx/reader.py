"""The reader of Word documents (.docx): what Word prints, with its automatic numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khparse.document import Document
from khparse.layout.writing import DocumentWriter, Paragraph, TableCell, with_label
from khparse.models import Note
from khparse.readers.docx.fonts import Fonts
from khparse.readers.docx.numbering import Numbering
from khparse.readers.docx.package import Package
from khparse.readers.docx.runs import NoteMark
from khparse.readers.docx.story import StoryReader, TableElement
from khparse.readers.docx.styles import Styles
from khparse.readers.docx.tables import cells
from khparse.readers.docx.xml import WORD
from khparse.readers.legacy import may_be_legacy
from khparse.readers.options import DEFAULT, ReadOptions
from khparse.readers.symbols import readable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from khparse.encodings.fonts import Run

_PICTURES = (f"{WORD}drawing", f"{WORD}pict", f"{WORD}object")
_NOTE_ELEMENTS = {"footnotes": f"{WORD}footnote", "endnotes": f"{WORD}endnote"}


def read_docx(data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Return the document that a .docx file holds.

    Footnotes and endnotes stand at the end of the text; headers, footers, comments, hidden and deleted text
    are left out. Raises UnreadableError for a file that is empty, encrypted, damaged or no .docx.
    """
    package = Package(data)
    styles = Styles(package.part("styles"))
    writer, reader = _read(package, styles, None)
    notes: list[Note] = []
    if options.encoding or package.names_capital_font or may_be_legacy(writer.text):
        from khparse.encodings.fonts import FontConverter

        runs: list[Run] = []

        def collect(some: list[Run]) -> list[str]:
            runs.extend((*some, ("\n", "")))
            return [text for text, _ in some]

        theme = package.part("theme")
        _read(package, styles, Fonts(styles, theme, collect))
        converter = FontConverter(runs, options.encoding)
        writer, reader = _read(package, styles, Fonts(styles, theme, converter.convert))
        notes = converter.notes
    notes += _doubts(package, reader, writer)
    return Document(text=readable(writer.text), blocks=writer.blocks, format="docx", notes=notes)


def _read(package: Package, styles: Styles, fonts: Fonts | None) -> tuple[DocumentWriter, StoryReader]:
    """Return what is printed, written and with what its reader counted."""
    reader = StoryReader(styles, Numbering(lambda: package.part("numbering"), styles), fonts)
    writer = DocumentWriter()
    body = package.document.find(f"{WORD}body")
    if body is not None:
        for item in reader.read(body):
            _write(writer, reader, item)
    for number, note in _notes(package, reader.notes):
        _write_note(writer, reader, number, note)
    return writer, reader


def _write(writer: DocumentWriter, reader: StoryReader, item: Paragraph | TableElement) -> None:
    """Write a paragraph or a table of a story."""
    if isinstance(item, TableElement):
        writer.table(
            TableCell(cell.row, cell.column, cell.columns, list(reader.read_cell(cell.element, cell.depth)))
            for cell in cells(item.element, item.depth)
        )
    else:
        writer.paragraph(item)


def _write_note(writer: DocumentWriter, reader: StoryReader, number: int, note: Element) -> None:
    """Write a footnote or endnote; its first paragraph begins with its number in brackets."""
    label = f"[{number}]" if number else ""
    for item in reader.read(note):
        if isinstance(item, Paragraph) and label:
            item.lines = with_label(label, item.lines)
            label = ""
        _write(writer, reader, item)


def _notes(package: Package, marks: list[NoteMark]) -> list[tuple[int, Element]]:
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
    notes.sort(key=lambda note: note[1].part == "endnotes")
    return [(number, note) for number, _, note in notes]


def _doubts(package: Package, reader: StoryReader, writer: DocumentWriter) -> list[Note]:
    """Return notes on what could not be read."""
    notes = [
        Note(code="part-damaged", level="warning", message=f"the {kind} of the file are damaged and left out")
        for kind in package.damaged
    ]
    if reader.embedded:
        message = f"{reader.embedded} embedded document(s) of another format are not read"
        notes.append(Note(code="content-skipped", level="warning", message=message))
    pictures = (_ for tag in _PICTURES for _ in package.document.iter(tag))
    if not writer.blocks and any(True for _ in pictures):
        message = "the document holds pictures but no text; recognise them (OCR) first"
        notes.append(Note(code="no-text", level="warning", message=message))
    return notes
