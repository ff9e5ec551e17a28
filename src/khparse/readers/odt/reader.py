"""The reader of OpenDocument texts: what LibreOffice prints, with its automatic numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from khparse.document import Document
from khparse.layout.writing import DocumentWriter, Paragraph, TableCell, with_label
from khparse.models import Note
from khparse.readers.legacy import is_capital_font, may_be_legacy
from khparse.readers.odt.package import Parts, read_parts
from khparse.readers.odt.story import StoryReader, TableElement
from khparse.readers.odt.styles import Styles
from khparse.readers.odt.text import note_sign
from khparse.readers.odt.xml import TEXT
from khparse.readers.options import DEFAULT, ReadOptions
from khparse.readers.symbols import readable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from khparse.encodings.fonts import Run

_NOTE_BODY = f"{TEXT}note-body"


def read_odt(data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Return the document that an .odt, .ott or .fodt file holds.

    Footnotes and endnotes stand at the end of the text; headers, footers, annotations, hidden and deleted text
    are left out. Raises UnreadableError for a file that is empty, encrypted, damaged or no OpenDocument text.
    """
    parts = read_parts(data)
    styles = Styles(parts.styles)
    runs: list[Run] = []

    def collect(some: list[Run]) -> list[str]:
        runs.extend((*some, ("\n", "")))
        return [text for text, _ in some]

    writer = _read(parts, styles, collect)
    notes: list[Note] = []
    fonts = {font for _, font in runs}
    if options.encoding or any(map(is_capital_font, fonts)) or may_be_legacy(writer.text):
        from khparse.encodings.fonts import FontConverter

        converter = FontConverter(runs, options.encoding)
        writer = _read(parts, styles, converter.convert)
        notes = converter.notes
    if parts.styles_damaged:
        message = "the styles of the file are damaged and left out"
        notes.append(Note(code="part-damaged", level="warning", message=message))
    return Document(text=readable(writer.text), blocks=writer.blocks, format="odt", notes=notes)


def _read(parts: Parts, styles: Styles, convert: Callable[[list[Run]], list[str]]) -> DocumentWriter:
    """Return what is printed, written."""
    reader = StoryReader(styles, convert)
    writer = DocumentWriter()
    for item in reader.read(parts.text):
        _write(writer, reader, item)
    numbers: dict[str, int] = {}
    labelled: list[tuple[str, str, Element]] = []
    for note in reader.notes:
        kind, label = note.get(f"{TEXT}note-class", "footnote"), note_sign(note)
        if not label:
            numbers[kind] = numbers.get(kind, 0) + 1
            label = f"[{numbers[kind]}]"
        labelled.append((kind, label, note))
    for _, label, note in sorted(labelled, key=lambda found: found[0] == "endnote"):
        _write_note(writer, reader, label, note)
    return writer


def _write(writer: DocumentWriter, reader: StoryReader, item: Paragraph | TableElement) -> None:
    """Write a paragraph or a table of a story."""
    if isinstance(item, TableElement):
        writer.table(
            TableCell(cell.row, cell.column, cell.columns, reader.read_cell(cell))
            for cell in reader.cells.of(item.element, item.depth)
        )
    else:
        writer.paragraph(item)


def _write_note(writer: DocumentWriter, reader: StoryReader, label: str, note: Element) -> None:
    """Write a footnote or endnote; its first paragraph begins with its number in brackets or its sign."""
    body = note.find(_NOTE_BODY)
    for item in reader.read(body) if body is not None else ():
        if isinstance(item, Paragraph) and label:
            item.lines = with_label(label, item.lines)
            label = ""
        _write(writer, reader, item)
