"""The reader of Rich Text Format (.rtf): what Word prints, with the numbers of lists as the file has them."""

from __future__ import annotations

import re

from khparse.document import Document
from khparse.encodings.fonts import FontConverter, Run
from khparse.layout.writing import DocumentWriter, with_label
from khparse.readers.options import DEFAULT, ReadOptions
from khparse.readers.rtf.parser import RtfParser
from khparse.readers.rtf.stories import RunParagraph
from khparse.readers.symbols import bullet, readable

_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\xad]")


def read_rtf(data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Return the document that an RTF file holds.

    Footnotes and endnotes stand at the end of the text; headers, footers, comments, pictures, hidden and
    deleted text are left out. Of a file that ends too early, what is there is read, with a note. Raises
    UnreadableError for one that no document is like: groups nested too deep, too many paragraphs.
    """
    parser = RtfParser(data)
    parser.parse()
    converter = FontConverter(
        (run for paragraph in parser.paragraphs for run in (*paragraph.label, *paragraph.runs)),
        options.encoding,
    )
    for paragraph in parser.paragraphs:
        paragraph.lines = _lines(paragraph, converter)
    writer = DocumentWriter()
    writer.write(parser.items)
    return Document(
        text=readable(writer.text),
        blocks=writer.blocks,
        format="rtf",
        notes=[*converter.notes, *parser.notes],
    )


def _lines(paragraph: RunParagraph, converter: FontConverter) -> list[str]:
    """Return the printed lines of a paragraph, its label and the number of its note before the first."""
    lines = _printed(paragraph.runs, converter).split("\n")
    label = _printed(paragraph.label, converter).strip()
    if len(label) == 1 and (label == "o" or not label.isalnum()):  # the o of Courier New is a ring
        label = bullet(label)
    return with_label(f"{paragraph.note} {label}".strip(), lines)


def _printed(runs: list[Run], converter: FontConverter) -> str:
    """Return the text of runs, without soft hyphens and the control characters of damaged files."""
    return _UNPRINTED.sub("", "".join(converter.convert(runs))) if runs else ""
