"""How much text the elements of a page hold, and of what kind; the page as a row of lines of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from khparse.readers.html.tree import BLOCKS, Element

_DENSE = 60  # characters of a paragraph without blanks, links set aside
_MOST_LINKED = 0.4


class Measure(NamedTuple):
    """Of an element: its characters without blanks, and those in links to other places than the page itself.

    `dense` are those in long paragraphs that are no links; `blocks` is the number of its paragraphs.
    """

    size: int = 0
    linked: int = 0
    dense: int = 0
    blocks: int = 0


_NOTHING = Measure()


@dataclass(slots=True)
class Line:
    """Text that stands in a block and in no inner one, up to the next block; `index` counts them in the page."""

    index: int
    block: Element
    text: str
    linked: int = 0

    @property
    def dense(self) -> int:
        """Its characters if it is dense, else 0."""
        size = len(self.text) - self.text.count(" ")
        return size if size - self.linked >= _DENSE and self.linked < _MOST_LINKED * size else 0


class Measures:
    """The measures of an element and all in it, as they are when this is made, and its lines."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._found: dict[int, Measure] = {}
        self._lines: dict[int, list[Line]] = {}
        self._parts: list[str] = []
        self._linked = 0
        self.lines: list[Line] = []
        self._read(root, root, False)
        self._end_line(root)
        for element in reversed(list(root.walk())):
            size = linked = dense = blocks = 0
            for line in self._lines.get(id(element), ()):
                size += len(line.text) - line.text.count(" ")
                linked += line.linked
                dense += line.dense
                blocks += 1
            for child in element.elements:
                inner = self._found[id(child)]
                size, linked = size + inner.size, linked + inner.linked
                dense, blocks = dense + inner.dense, blocks + inner.blocks
            self._found[id(element)] = Measure(size, linked, dense, blocks)

    def _read(self, element: Element, block: Element, linked: bool) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._parts.append(child)
                if linked:
                    self._linked += len("".join(child.split()))
            elif child.tag in BLOCKS:
                self._end_line(block)
                self._read(child, child, linked)
                self._end_line(child)
            elif child.tag == "br":
                self._parts.append(" ")
            else:
                elsewhere = child.tag == "a" and not child.get("href").startswith("#")
                self._read(child, block, linked or elsewhere)

    def _end_line(self, block: Element) -> None:
        text = " ".join("".join(self._parts).split())
        self._parts.clear()
        if text:
            line = Line(len(self.lines), block, text, self._linked)
            self.lines.append(line)
            self._lines.setdefault(id(block), []).append(line)
        self._linked = 0

    def of(self, element: Element) -> Measure:
        """Return the measure of an element; of one that was not there, nothing."""
        return self._found.get(id(element), _NOTHING)

    def size(self, element: Element) -> int:
        """Return the number of characters of an element, blanks not counted."""
        return self.of(element).size

    def blocks(self, element: Element) -> int:
        """Return the number of paragraphs in an element."""
        return self.of(element).blocks


def common_ancestor(first: Element, second: Element) -> Element:
    """Return the smallest element that holds two of one page."""
    around = {id(first)} | {id(element) for element in first.ancestors()}
    element: Element = second
    while id(element) not in around and element.parent is not None:
        element = element.parent
    return element
