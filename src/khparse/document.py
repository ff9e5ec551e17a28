"""Documents and their matching view.

A reader makes a `Document`: the text that offsets refer to, and its blocks (paragraphs and table cells) in
reading order. A `View` is the same document made easy to match: wrapped lines joined, marks and stray
blanks dropped, Unicode composed, one paragraph a line. Extractors work in view offsets and turn them into
source offsets with `View.span` only when they make a fact; the text itself is never rewritten.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from khparse.fold import fold, is_composed
from khparse.models import Note, Span


@dataclass(slots=True)
class Block:
    """A paragraph or table cell: source ranges of its lines, in reading order.

    `table` is the number of the table (from 0), with the cell's row and column and the number of columns it
    covers; -1 outside tables. `bold` says that all of it is set in bold. `layout` marks cells of a table
    that only arranges the page (head, signature), which read as paragraphs.
    """

    pieces: list[tuple[int, int]]
    table: int = -1
    row: int = -1
    column: int = -1
    columns: int = 1
    bold: bool = False
    layout: bool = False


@dataclass(slots=True)
class Document:
    """A document as read: `text` is what all spans refer to.

    `described` is what its source says of it beside the text, such as the property table of a web page: `number`,
    `date` (ISO 8601), `issuer`, `doc_type`, `signer`, `subject` of the document.
    """

    text: str
    blocks: list[Block]
    format: str = "txt"
    name: str | None = None
    encoding: str | None = None
    sha256: str = ""
    pages: int | None = None
    ocr: bool = False
    notes: list[Note] = field(default_factory=list)
    described: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Paragraph:
    """A block in the view: `start` and `end` are view offsets, `breaks` where its source lines were joined."""

    index: int
    start: int
    end: int
    block: Block
    breaks: list[int]

    @property
    def in_table(self) -> bool:
        """Whether it is a cell of a table that holds data."""
        return self.block.table >= 0 and not self.block.layout


# Characters that a view drops or turns into one blank: markdown emphasis, zero-width and soft hyphens,
# blanks that are not a plain single one. Dot leaders stay: they are blanks to fill in, and header reads them.
# `_UNCLEAN` is what all these begin with, except for double blanks and clusters: most lines hold none of it.
_UNCLEAN = re.compile(
    r"[\\*\t\n\r\f\v\x1c-\x1f\u0085\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u2060\u3000\ufeff]"
)
_CLEAN = re.compile(
    r"(?P<drop>\\(?=[^\w\s])|[*\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+)"
    r"|(?P<blank>[\s\u00a0\u2000-\u200a\u202f\u3000]{2,}|[\t\n\r\f\v\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u3000\x1c-\x1f])"
    r"|(?P<cluster>[^\W\d_][\u0300-\u0304\u0306\u0309\u031b\u0323]+)"
)


class View:
    """The matching view of a document.

    `text` is the cleaned text as printed; `folded` has the same length and offsets with tone placement,
    dashes and quotes unified; `lower` is `folded` in lower case. Paragraphs are separated by newlines.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.paragraphs: list[Paragraph] = []
        # Runs of the offset map: where a run begins in the view and in the source, and where it ends in
        # the source. Within a run offsets advance together, except in a composed cluster (one code point).
        self._view_starts: list[int] = []
        self._source_starts: list[int] = []
        self._source_ends: list[int] = []
        self._parts: list[str] = []
        self._length = 0
        self._composed = is_composed(document.text)
        for block in document.blocks:
            self._add_block(block)
        self.text = "".join(self._parts)
        self._parts = []
        self.folded, self.lower = fold(self.text)
        self._paragraph_starts = [p.start for p in self.paragraphs]

    def _add_block(self, block: Block) -> None:
        start = self._length
        breaks: list[int] = []
        for piece in block.pieces:
            before = self._length
            joint = before > start
            if joint:
                self._append(" ", piece[0], piece[0])
            inner = self._length
            self._add_piece(*piece)
            if self._length == inner and joint:  # nothing but marks: take the joining blank back
                self._undo(before)
            elif joint:
                breaks.append(before)
        end = self._length
        if end == start:
            return
        self.paragraphs.append(Paragraph(len(self.paragraphs), start, end, block, breaks))
        self._append("\n", block.pieces[-1][1], block.pieces[-1][1])

    def _append(self, text: str, source_start: int, source_end: int) -> None:
        self._view_starts.append(self._length)
        self._source_starts.append(source_start)
        self._source_ends.append(source_end)
        self._parts.append(text)
        self._length += len(text)

    def _undo(self, length: int) -> None:
        while self._length > length:
            self._length -= len(self._parts.pop())
            for column in (self._view_starts, self._source_starts, self._source_ends):
                column.pop()

    def _add_piece(self, start: int, end: int) -> None:
        """Append the cleaned text of one source line."""
        source = self.document.text
        position, first = start, self._length
        if self._composed and source.find("  ", start, end) < 0 and not _UNCLEAN.search(source, start, end):
            self._append(source[start:end], start, end)
            self._strip(first)
            return
        bullet = source.startswith("* ", start) and end - start > 2
        for match in _CLEAN.finditer(source, start + bullet, end):
            kind = match.lastgroup
            if kind == "cluster" and self._composed:
                continue
            at = match.start()
            if at > position:
                self._append(source[position:at], position, at)
            position = match.end()
            if kind == "blank":
                if self._length > first and not self._parts[-1].endswith(" "):
                    self._append(" ", at, position)
            elif kind == "cluster":
                composed = unicodedata.normalize("NFC", match.group())
                self._append(composed, at, position)
        if end > position:
            self._append(source[position:end], position, end)
        self._strip(first)

    def _strip(self, first: int) -> None:
        """Drop blanks at both ends of what was appended since view offset `first`."""
        while self._length > first and self._parts[-1].endswith(" "):
            last = self._parts.pop()
            kept = last.rstrip(" ")
            self._length -= len(last) - len(kept)
            if kept:
                self._parts.append(kept)
                self._source_ends[-1] -= len(last) - len(kept)
                break
            for column in (self._view_starts, self._source_starts, self._source_ends):
                column.pop()

    def span(self, start: int, end: int) -> Span:
        """Return the source span of the view range from `start` to `end` (code points, half-open).

        An empty range is empty in the source too, although marks may have been dropped where it stands.
        """
        last = self.source_end(end)
        return Span(start=self.source_start(start) if start < end else last, end=last)

    def source_start(self, offset: int) -> int:
        """Return the source offset of the view's code point at `offset`."""
        run = bisect_right(self._view_starts, offset) - 1
        if run < 0:
            return 0
        return min(self._source_starts[run] + offset - self._view_starts[run], self._source_ends[run])

    def source_end(self, offset: int) -> int:
        """Return the source offset behind the view's code point before `offset`."""
        run = bisect_right(self._view_starts, offset - 1) - 1
        if run < 0:
            return 0
        advance = offset - self._view_starts[run]
        following = self._view_starts[run + 1] if run + 1 < len(self._view_starts) else self._length
        if offset == following:
            return self._source_ends[run]
        return self._source_starts[run] + advance

    def source(self, start: int, end: int) -> str:
        """Return the document's own text of a view range: what a fact's `text` holds."""
        return self.document.text[self.source_start(start) : self.source_end(end)]

    def printed(self, span: Span) -> str:
        """Return the document's own text of a source span."""
        return self.document.text[span.start : span.end]

    def paragraph_at(self, offset: int) -> Paragraph:
        """Return the paragraph that holds view offset `offset`."""
        return self.paragraphs[max(bisect_right(self._paragraph_starts, offset) - 1, 0)]

    def lines(self, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
        """Yield view ranges of the source lines that a paragraph was joined from."""
        start = paragraph.start
        for position in paragraph.breaks:
            yield start, position
            start = position + 1
        yield start, paragraph.end
