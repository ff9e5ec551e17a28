"""The text of a plan as paragraphs and table cells, with the places of facts in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from khparse.document import Block, Document, View
from khparse.layout.blocks import blocks_of
from khparse.models import Plan, Section, Span
from khparse.output.akn.tables import blocks_by_line

_MOST_FILLED = 20_000_000  # JSON from elsewhere may hold any offset
_TEXT = ("txt", "md")  # formats whose lines may be parts of paragraphs


class Mark(NamedTuple):
    """An element in running text: what it is, from one view offset to another."""

    start: int
    end: int
    tag: str
    attributes: dict[str, str]


class Passage(NamedTuple):
    """A paragraph or table cell, or the part of it that belongs to one unit, in view offsets."""

    start: int
    end: int
    block: Block

    @property
    def in_table(self) -> bool:
        """Whether it is a cell of a table that holds data."""
        return self.block.table >= 0 and not self.block.layout


class Ranges:
    """Parts of the text; empty ones don't count."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(found for found in ranges if found[0] < found[1]):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meets(self, start: int, end: int) -> bool:
        """Return whether one of them has a character between `start` and `end`."""
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and self._ends[index] > start


class Page:
    """A text to be marked up.

    Without the document's text, as for khparse's own JSON, it is what the facts print of it, each at its place: `whole`
    is false then, and what stands outside of all units is missing.
    """

    def __init__(self, plan: Plan, text: str | None) -> None:
        units = list(every(plan.sections))
        agrees = text is not None and all(text[u.span.start : u.span.end] == u.text for u in units)
        self.whole = agrees
        source = text if agrees and text is not None else _printed(plan, units)
        self.view = View(Document(text=source, blocks=_blocks(source, plan)))
        self._passages = [Passage(p.start, p.end, p.block) for p in self.view.paragraphs]
        self._starts = [passage.start for passage in self._passages]
        lines = [line for paragraph in self.view.paragraphs for line in self.view.lines(paragraph)]
        self._lines = sorted(
            (self.view.source_start(start), start, end) for start, end in lines if start < end
        )
        self._marks: list[Mark] = []
        self._mark_starts: list[int] = []

    def text(self, start: int, end: int) -> str:
        """Return the text of a view range."""
        return self.view.text[start:end]

    def range(self, span: Span) -> tuple[int, int]:
        """Return the view range of a source span; an empty one where the text has nothing there."""
        if span.start >= span.end:
            return 0, 0
        start, end = self._offset(span.start), self._offset(span.end - 1) + 1
        return (start, end) if start < end else (0, 0)

    def _offset(self, source: int) -> int:
        """Return the view offset of the code point at a source offset, or of the first one behind it."""
        index = bisect_right(self._lines, source, key=lambda line: line[0]) - 1
        if index < 0:
            return self._lines[0][1] if self._lines else 0
        _, start, end = self._lines[index]
        offset = bisect_left(range(start, end), source, key=self.view.source_start) + start
        if offset == end and index + 1 < len(self._lines):
            return self._lines[index + 1][1]
        return min(offset, end - 1)

    def passages(self, start: int = 0, end: int | None = None) -> Iterator[Passage]:
        """Yield what stands in a view range, in reading order, cut at its ends."""
        last = len(self.view.text) if end is None else end
        for index in range(max(bisect_right(self._starts, start) - 1, 0), bisect_left(self._starts, last)):
            passage = self._passages[index]
            first, behind = max(passage.start, start), min(passage.end, last)
            if first < behind:
                yield Passage(first, behind, passage.block)

    def mark(self, wanted: Iterable[tuple[tuple[int, int], str, dict[str, str]]]) -> None:
        """Put elements into view ranges of the text; of those that overlap the first one stays."""
        kept: list[Mark] = []
        starts: list[int] = []
        for (start, end), tag, attributes in wanted:
            place = bisect_left(starts, start)
            before = place and kept[place - 1].end > start
            behind = place < len(kept) and kept[place].start < end
            if start < end and not before and not behind:
                kept.insert(place, Mark(start, end, tag, attributes))
                starts.insert(place, start)
        self._marks, self._mark_starts = kept, starts

    def marks(self, start: int, end: int) -> Iterator[Mark]:
        """Yield the elements in a view range, cut at its ends."""
        first = max(bisect_right(self._mark_starts, start) - 1, 0)
        for index in range(first, bisect_left(self._mark_starts, end)):
            mark = self._marks[index]
            if mark.end > start:
                yield mark._replace(start=max(mark.start, start), end=min(mark.end, end))


def _blocks(source: str, plan: Plan) -> list[Block]:
    return blocks_of(source) if plan.source.format in _TEXT else blocks_by_line(source, plan.tables)


def every(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield all units in the order of the document."""
    for section in sections:
        yield section
        yield from every(section.children)


def _printed(plan: Plan, units: list[Section]) -> str:
    """Return the printed words of units and references, each at its offset, with blank lines between them."""
    words = [(unit.span, unit.text) for unit in units]
    words += [(unit.heading_span, unit.heading) for unit in units if unit.heading_span and unit.heading]
    words += [(reference.span, reference.text) for reference in plan.references]
    parts: list[str] = []
    position = filled = 0
    for span, text in sorted(words, key=lambda word: (word[0].start, -len(word[1]))):
        gap = span.start - position
        if len(text) == span.end - span.start and 0 <= gap <= _MOST_FILLED - filled:
            parts += ["\n" * gap if gap < 3 else f"\n{' ' * (gap - 2)}\n", text]
            position, filled = span.end, filled + gap
    return "".join(parts)
