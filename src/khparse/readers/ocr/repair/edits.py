"""Edits of a document's text: applied all at once, with its blocks moved and a note for each kind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from khparse.document import Document
from khparse.models import Note, Span

MOST_NOTES = 50


class Edit(NamedTuple):
    """What stands at a range of the text, in code points, is taken for `text`."""

    start: int
    end: int
    text: str


def lines_of(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the ranges of all printed lines in reading order."""
    for block in document.blocks:
        for start, end in block.pieces:
            if end > start:
                yield start, end


def apply(document: Document, edits: Iterable[Edit]) -> None:
    """Make all edits; of those that overlap the first one given counts."""
    chosen: list[Edit] = []
    for edit in edits:
        index = bisect_right(chosen, edit)
        free = index == 0 or chosen[index - 1].end <= edit.start
        free = free and (index == len(chosen) or edit.end <= chosen[index].start)
        if free and document.text[edit.start : edit.end] != edit.text:
            chosen.insert(index, edit)
    if not chosen:
        return
    _note(document, chosen)
    parts: list[str] = []
    position = 0
    ends: list[int] = []
    shifts: list[int] = []
    shift = 0
    for edit in chosen:
        parts += document.text[position : edit.start], edit.text
        position = edit.end
        shift += len(edit.text) - (edit.end - edit.start)
        ends.append(edit.end)
        shifts.append(shift)
    parts.append(document.text[position:])
    document.text = "".join(parts)

    def moved(offset: int) -> int:
        index = bisect_right(ends, offset) - 1
        return offset + (shifts[index] if index >= 0 else 0)

    for block in document.blocks:
        block.pieces = [(moved(start), moved(end)) for start, end in block.pieces]


def _note(document: Document, edits: list[Edit]) -> None:
    """Add a note for each misreading, with the place of its first repair in the repaired text."""
    found: dict[tuple[str, str], tuple[Span, int]] = {}
    shift = 0
    for edit in edits:
        start = edit.start + shift
        shift += len(edit.text) - (edit.end - edit.start)
        kind = (document.text[edit.start : edit.end], edit.text)
        span, count = found.get(kind, (Span(start=start, end=start + len(edit.text)), 0))
        found[kind] = (span, count + 1)
    for (read, taken), (span, count) in list(found.items())[:MOST_NOTES]:
        times = f", {count} times" if count > 1 else ""
        message = f"recognised as {_shown(read)}, taken for {_shown(taken)}{times}"
        document.notes.append(Note(code="ocr-repaired", level="info", message=message, span=span))
    if len(found) > MOST_NOTES:
        message = f"{len(found) - MOST_NOTES} more misreadings were repaired"
        document.notes.append(Note(code="ocr-repaired", level="info", message=message))


def _shown(text: str) -> str:
    return '"' + " ".join(text.split()) + '"'
