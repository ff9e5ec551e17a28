"""The paragraphs and tables of a story: the body of an OpenDocument text, a cell, a frame, a note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from khparse.errors import UnreadableError
from khparse.layout.writing import Paragraph, with_label
from khparse.readers.odt.numbering import ListState, Numbering
from khparse.readers.odt.styles import Styles
from khparse.readers.odt.tables import Cell, Cells
from khparse.readers.odt.text import ParagraphText
from khparse.readers.odt.xml import (
    HEADING,
    LIST,
    NOT_PRINTED,
    PARAGRAPH,
    STYLE_NAME,
    TABLE_ELEMENT,
    TEXT,
    is_true,
    number_of,
)
from khparse.readers.package import deeper

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from khparse.encodings.fonts import Run

_CONTENTS = f"{TEXT}table-of-content"
_CONTENTS_TITLE = f"{TEXT}index-title"
_SECTION = f"{TEXT}section"
_ITEM = f"{TEXT}list-item"
_ITEMS = (_ITEM, f"{TEXT}list-header")
_NUMBERED = f"{TEXT}numbered-paragraph"
_MOST = 2**31 - 1
_MOST_PRINTED = 50_000_000
_LEAST_LENGTH = 50  # what an empty paragraph counts


@dataclass(slots=True)
class TableElement:
    """A table met among the paragraphs, not yet read: its numbers are counted when its cells are read."""

    element: Element
    depth: int


class _Place(NamedTuple):
    """Where in lists a paragraph stands: the list, the list style, the level from 0."""

    state: ListState
    style: str
    level: int


@dataclass(slots=True)
class _Item:
    """A list item, whose label is that of its first paragraph."""

    place: _Place
    start: int | None
    is_open: bool


class StoryReader:
    """Reads stories in document order, which list numbers and notes follow.

    `notes` are the footnotes and endnotes met so far. `convert` takes the runs of a paragraph and returns
    their texts.
    """

    def __init__(self, styles: Styles, convert: Callable[[list[Run]], list[str]]) -> None:
        self.notes: list[Element] = []
        self.cells = Cells()
        self._repeated: dict[Element, list[Paragraph]] = {}
        self._printed = 0
        self._styles = styles
        self._convert = convert
        self._numbering = Numbering(styles)

    def read(self, parent: Element, depth: int = 0) -> Iterator[Paragraph | TableElement]:
        """Yield the paragraphs and tables of a story; a frame comes before the paragraph it is anchored in."""
        return self._read(parent, depth, None, False)

    def read_cell(self, cell: Cell) -> list[Paragraph]:
        """Return the paragraphs of a cell, those of tables in it among them; a repeated one is read once."""
        found = self._repeated.get(cell.element)
        if found is None:
            found = []
            for item in self.read(cell.element, cell.depth):
                if isinstance(item, Paragraph):
                    found.append(item)
                else:
                    for inner in self.cells.of(item.element, item.depth):
                        found += self.read_cell(inner)
            if cell.is_repeated:
                self._repeated[cell.element] = found
        elif found:
            self._charge(found)
        return found

    def _charge(self, paragraphs: list[Paragraph]) -> None:
        """Count what is printed: repeated cells could print a small file without end."""
        self._printed += sum(_LEAST_LENGTH + sum(map(len, item.lines)) for item in paragraphs)
        if self._printed > _MOST_PRINTED:
            raise UnreadableError(
                "the file repeats its cells to far more text than a document holds", "save it again as .docx"
            )

    def _read(
        self, parent: Element, depth: int, item: _Item | None, is_contents: bool
    ) -> Iterator[Paragraph | TableElement]:
        depth = deeper(depth)
        for element in parent:
            tag = element.tag
            if tag in (PARAGRAPH, HEADING):
                yield from self._paragraph(element, depth, item, is_contents)
            elif tag == LIST:
                yield from self._list(element, depth, item.place if item else None, is_contents)
            elif tag == _NUMBERED:
                yield from self._read(element, depth, self._numbered(element), is_contents)
            elif tag == TABLE_ELEMENT:
                yield TableElement(element, depth)
            elif tag in NOT_PRINTED or (tag == _SECTION and self._is_hidden(element)):
                continue
            elif len(element):
                inside = tag == _CONTENTS or (is_contents and tag != _CONTENTS_TITLE)
                yield from self._read(element, depth, item, inside)

    def _list(
        self, element: Element, depth: int, above: _Place | None, is_contents: bool
    ) -> Iterator[Paragraph | TableElement]:
        depth = deeper(depth)
        style = element.get(STYLE_NAME, "")
        if above is None:
            place = _Place(self._numbering.open(element), style, 0)
        else:
            place = _Place(above.state, style or above.style, above.level + 1)
        for child in element:
            if child.tag in _ITEMS:
                own = place._replace(style=child.get(f"{TEXT}style-override") or place.style)
                start = number_of(child, f"{TEXT}start-value", -1, _MOST)
                item = _Item(own, None if start < 0 else start, child.tag == _ITEM)
                yield from self._read(child, depth, item, is_contents)

    def _numbered(self, element: Element) -> _Item:
        """Return the item that a `text:numbered-paragraph` is."""
        state = self._numbering.numbered(element)
        level = max(number_of(element, f"{TEXT}level", 1, 10), 1) - 1
        start = number_of(element, f"{TEXT}start-value", -1, _MOST)
        return _Item(_Place(state, state.style, level), None if start < 0 else start, True)

    def _paragraph(
        self, element: Element, depth: int, item: _Item | None, is_contents: bool
    ) -> Iterator[Paragraph | TableElement]:
        text = ParagraphText(self._styles, self._convert)
        text.read(element, depth)
        if text.is_hidden:
            return
        for box in text.boxes:
            yield from self.read(box, deeper(depth))
        self.notes += text.notes
        lines = with_label(self._label(element, item), text.lines)
        yield Paragraph(lines, text.bold, is_contents)

    def _label(self, element: Element, item: _Item | None) -> str:
        if item is None:
            label = self._numbering.heading(element) if element.tag == HEADING else ""
        elif item.is_open:
            item.is_open = False
            style = item.place.style or self._styles.list_of(element.get(STYLE_NAME, "")) or ""
            label = self._numbering.label(item.place.state, style, item.place.level, item.start)
        else:
            label = ""
        if not label:
            return ""
        font = self._styles.paragraph(element.get(STYLE_NAME, "")).font or ""
        return self._convert([(label, font)])[0]

    def _is_hidden(self, section: Element) -> bool:
        if section.get(f"{TEXT}display") == "none" or is_true(section, f"{TEXT}is-hidden"):
            return True
        return self._styles.hides_section(section.get(STYLE_NAME, ""))
