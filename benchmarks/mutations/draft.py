"""A plan's text as a tree of its sections that can be changed and printed, with the new place of every part.

The original isn't touched: a changed text is printed from ranges of it and from new words, so that for each
of its places that was kept the new one is known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from khparse.models import Section
from mutations.numbers import numbered
from mutations.source import Source

Range = tuple[int, int]
Piece = Range | str
"""A range of the original, or new words."""


@dataclass(eq=False)
class Node:
    """A section: its own pieces, then its children. `section` is None for a new one and for the whole text.

    `marks` are what stands before its label in the line, as `**`; `prefix` the same of a new one. `start` is
    where its label stands, `end` where its own text ends; `label` is printed instead of the original's.
    """

    section: Section | None
    pieces: list[Piece] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None
    marks: Range = (0, 0)
    start: int = 0
    end: int = 0
    label: str | None = None
    prefix: str = ""

    @property
    def begin(self) -> int:
        """Where its line begins in the original."""
        return self.marks[0]

    @property
    def last(self) -> int:
        """Where the last below it ends in the original."""
        return self.children[-1].last if self.children else self.end

    @property
    def above(self) -> list[Node]:
        """The sections above it, the nearest first."""
        return [self.parent, *self.parent.above] if self.parent and self.parent.section else []

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Edit:
    """New words for a range of the original; the range is empty where they are only put in."""

    start: int
    end: int
    words: str


@dataclass
class Printed:
    """A changed text: where each kept range of the original stands in it, and where the sections begin."""

    text: str
    kept: list[tuple[int, int, int]]  # start and end in the original, start in the new text; sorted
    replaced: dict[Range, Range]
    starts: dict[Node, int]
    ends: dict[Node, int]

    def start_of(self, offset: int) -> int | None:
        """Return where the character at `offset` of the original, or the words instead of it, now begin."""
        found = self._kept(offset)
        if found is not None:
            return found
        return next((new[0] for old, new in self.replaced.items() if old[0] == offset < old[1]), None)

    def end_of(self, offset: int) -> int | None:
        """Return where what ends before `offset` of the original now ends."""
        found = self._kept(offset - 1)
        if found is not None:
            return found + 1
        return next((new[1] for old, new in self.replaced.items() if old[0] < offset == old[1]), None)

    def range_of(self, start: int, end: int) -> Range | None:
        """Return where a range of the original now stands, whatever changed within; None where it is gone."""
        new = self.start_of(start), self.end_of(end)
        return None if new[0] is None or new[1] is None else (new[0], new[1])

    def _kept(self, offset: int) -> int | None:
        at = bisect_right(self.kept, (offset, len(self.text) * 2 + offset, 0)) - 1
        if at < 0:
            return None
        start, end, new = self.kept[at]
        return new + offset - start if start <= offset < end else None


class Draft:
    """An original with changes on it. `root` holds the text before the first section and the first sections."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.edits: list[Edit] = []
        self.root = Node(None)
        self.of_id: dict[str, Node] = {}
        self._build()

    def _build(self) -> None:
        text, plan = self.source.text, self.source.plan
        self._nest(plan.sections, self.root)
        nodes = [node for node in self.root.walk() if node.section]
        first = nodes[0].marks[0] if nodes else len(text)
        self.root.pieces = [(0, first)]
        for node, following in pairwise(nodes):
            node.end = following.marks[0]
        if nodes:
            nodes[-1].end = len(text)
        for node in nodes:
            node.pieces = [(node.start, node.end)]

    def _nest(self, sections: list[Section], parent: Node) -> None:
        for section in sections:
            start = section.extent.start
            line = self.source.text.rfind("\n", 0, start) + 1
            marks = self.source.text[line:start]
            begins = line if not marks.strip(" \t*_#>|") else start
            node = Node(section, marks=(begins, start), start=start, parent=parent)
            parent.children.append(node)
            self.of_id[section.id] = node
            self._nest(section.children, node)

    def kind_below(self, node: Node) -> str:
        """Return the kind of a section, of a new one that of its siblings."""
        parent = node.parent or self.root
        return next(found.section.kind for found in (node, *parent.children) if found.section)

    def print(self) -> Printed:
        """Return the text with all changes."""
        printer = _Printer(self.source.text, sorted(self.edits, key=lambda edit: (edit.start, edit.end)))
        for node in self.root.walk():
            printer.put_node(node)
        kept = sorted(printer.kept)
        return Printed("".join(printer.parts), kept, printer.replaced, printer.starts, printer.ends)


class _Printer:
    def __init__(self, text: str, edits: list[Edit]) -> None:
        self.text, self.edits = text, edits
        self.begins = [edit.start for edit in edits]
        self.parts: list[str] = []
        self.length = 0
        self.kept: list[tuple[int, int, int]] = []
        self.replaced: dict[Range, Range] = {}
        self.starts: dict[Node, int] = {}
        self.ends: dict[Node, int] = {}

    def put_node(self, node: Node) -> None:
        self._put_range(node.marks)
        if not node.section:
            self._put_new(node.prefix, None)
        self.starts[node] = self.length
        pieces = list(node.pieces)
        if not node.section:
            self._put_new(node.label or "", None)
        elif node.label is not None:
            start, end = pieces[0] if isinstance(pieces[0], tuple) else (0, 0)
            behind = start + len(numbered(self.text, node.section))
            self._put_new(node.label, (start, behind))
            pieces[0] = (behind, end)
        for piece in pieces:
            if isinstance(piece, str):
                self._put_new(piece, None)
            else:
                self._put_range(piece)
        self.ends[node] = self.length

    def _put_range(self, piece: Range) -> None:
        start, end = piece
        at = bisect_right(self.begins, start - 1)
        while at < len(self.edits) and self.edits[at].end <= end and self.edits[at].start < max(end, 1):
            edit = self.edits[at]
            self._keep(start, edit.start)
            self._put_new(edit.words, (edit.start, edit.end))
            start, at = edit.end, at + 1
        self._keep(start, end)

    def _keep(self, start: int, end: int) -> None:
        if start < end:
            self.kept.append((start, end, self.length))
            self._put(self.text[start:end])

    def _put_new(self, words: str, instead_of: Range | None) -> None:
        if instead_of:
            self.replaced[instead_of] = (self.length, self.length + len(words))
        self._put(words)

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)


_BLANK_END = re.compile(r"\s*\Z")


def trimmed_end(text: str, start: int, end: int) -> int:
    """Return where the range ends without blanks at its end."""
    match = _BLANK_END.search(text, start, end)
    return match.start() if match else end
