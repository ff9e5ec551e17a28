"""The paragraphs and tables of a story: the body of a .docx file, a cell, a text box, a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khparse.layout.writing import Paragraph, with_label
from khparse.readers.docx.fonts import Fonts
from khparse.readers.docx.numbering import Numbering
from khparse.readers.docx.runs import NoteMark, ParagraphText
from khparse.readers.docx.styles import Styles
from khparse.readers.docx.tables import cells
from khparse.readers.docx.xml import (
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    TABLE,
    WORD,
    descend,
    is_on,
)
from khparse.readers.package import deeper

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_EMBEDDED = f"{WORD}altChunk"
_BLOCKS = frozenset((PARAGRAPH, TABLE, _EMBEDDED))


@dataclass(slots=True)
class TableElement:
    """A table met among the paragraphs, not yet read: its numbers are counted when its cells are read."""

    element: Element
    depth: int


class StoryReader:
    """Reads stories in document order, which list numbers and notes follow.

    `notes` are the marks of footnotes and endnotes met so far; `embedded` counts documents of other formats
    inside this one, which are not read. With `fonts`, text in legacy encodings is converted.
    """

    def __init__(self, styles: Styles, numbering: Numbering, fonts: Fonts | None = None) -> None:
        self.notes: list[NoteMark] = []
        self.embedded = 0
        self._styles = styles
        self._numbering = numbering
        self._fonts = fonts

    def read(self, parent: Element, depth: int = 0) -> Iterator[Paragraph | TableElement]:
        """Yield the paragraphs and tables of a story.

        A text box comes before the paragraph that it is anchored in. A paragraph whose mark is deleted or
        hidden runs on into the next one; numbering and style are those of the first of them with text.
        """
        text = ParagraphText(self._styles, self._fonts)
        first: Element | None = None
        for element, inner in descend(parent, _BLOCKS, depth):
            is_paragraph = element.tag == PARAGRAPH
            if is_paragraph:
                properties = element.find(PARAGRAPH_PROPERTIES)
                if text.is_blank:
                    first = properties
                text.read(element, self._styles.paragraph_style(properties), inner)
                if _runs_on(properties):
                    continue
            if is_paragraph or not text.is_blank:
                yield from self._finish(text, first, inner)
                text = ParagraphText(self._styles, self._fonts)
            if element.tag == TABLE:
                yield TableElement(element, inner)
            elif element.tag == _EMBEDDED:
                self.embedded += 1
        if text.boxes or not text.is_blank:
            yield from self._finish(text, first, depth)

    def read_cell(self, cell: Element, depth: int) -> Iterator[Paragraph]:
        """Yield the paragraphs of a cell, those of tables in it among them."""
        for item in self.read(cell, depth):
            if isinstance(item, Paragraph):
                yield item
            else:
                for inner in cells(item.element, item.depth):
                    yield from self.read_cell(inner.element, inner.depth)

    def _finish(
        self, text: ParagraphText, properties: Element | None, depth: int
    ) -> Iterator[Paragraph | TableElement]:
        for box in text.boxes:
            yield from self.read(box, deeper(depth))
        self.notes += text.notes
        style = self._styles.paragraph_style(properties)
        lines = with_label(self._label(properties, style), text.lines)
        yield Paragraph(lines, text.bold, self._styles.is_contents(style))

    def _label(self, properties: Element | None, style: str) -> str:
        label = self._numbering.label(properties, style)
        if label and self._fonts is not None:
            mark = properties.find(RUN_PROPERTIES) if properties is not None else None
            label = self._fonts.convert([(label, self._fonts.font(mark, style))])[0]
        return label


def _runs_on(properties: Element | None) -> bool:
    """Whether the mark that ends a paragraph is deleted, moved away or hidden."""
    mark = properties.find(RUN_PROPERTIES) if properties is not None else None
    if mark is None:
        return False
    gone = mark.find(f"{WORD}del") is not None or mark.find(f"{WORD}moveFrom") is not None
    return gone or bool(is_on(mark.find(f"{WORD}vanish")))
