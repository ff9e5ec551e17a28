"""What is anchored in the text: footnotes, endnotes and text boxes ([MS-DOC] 2.8.18 to 2.8.33)."""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from khparse.readers.doc.drawings import groups
from khparse.readers.doc.file_information import Story
from khparse.readers.doc.structures import plc, u16, u32

_SHAPE, _BOX = 26, 22
_BOX_REUSABLE, _BOX_SHAPE = 8, 14


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a note, whose text is `story`; `custom` says that it has a sign of its own, no number."""

    story: Story
    custom: bool
    at_end: bool


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text box: its text, and where its sides are on the page (twentieths of a point)."""

    story: Story
    left: int = 0
    top: int = 0
    bottom: int = 0


Item = TypeVar("Item")


@dataclass(slots=True)
class Anchored(Generic[Item]):
    """Things by the position in the text that they are anchored at."""

    positions: list[int] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def between(self, start: int, end: int) -> Iterator[Item]:
        """Yield what is anchored in a stretch of the text."""
        index = bisect_left(self.positions, start)
        while index < len(self.positions) and self.positions[index] < end:
            yield self.items[index]
            index += 1


def sorted_anchors(pairs: list[tuple[int, Item]], end: int) -> Anchored[Item]:
    """Return positions and items in the order of the text, those before a position."""
    pairs = sorted((pair for pair in pairs if pair[0] < end), key=lambda pair: pair[0])
    return Anchored([position for position, _ in pairs], [item for _, item in pairs])


def note_marks(marks: bytes, texts: bytes, story: Story, *, at_end: bool) -> list[tuple[int, NoteMark]]:
    """Return the marks of footnotes or endnotes with their positions, given both tables of them.

    `story` holds the texts of all of them.
    """
    positions, kinds = plc(marks, 2)
    starts, _ = plc(texts, 0)
    return [
        (position, NoteMark(_part(story, starts, number), not u16(kinds[number], 0), at_end))
        for number, position in enumerate(positions[: len(kinds)])
        if number + 1 < len(starts)
    ]


def text_boxes(boxes: bytes, shapes: bytes, drawings: bytes, story: Story) -> list[tuple[int, TextBox]]:
    """Return the text boxes of the main text with the positions of their anchors.

    `boxes`, `shapes` and `drawings` are the tables of them, `story` holds the texts of all boxes. A box in a
    group is anchored where the group is; one whose anchor isn't found, where the text begins.
    """
    positions, anchors = plc(shapes, _SHAPE)
    places = {u32(anchor, 0): (at, anchor) for anchor, at in zip(anchors, positions, strict=False)}
    starts, items = plc(boxes, _BOX)
    grouped: dict[int, int] | None = None
    found: list[tuple[int, TextBox]] = []
    for number, item in enumerate(items[:-1]):  # the last one only ends the table
        if u16(item, _BOX_REUSABLE):
            continue
        shape = u32(item, _BOX_SHAPE)
        if shape not in places:
            grouped = groups(drawings) if grouped is None else grouped
            shape = grouped.get(shape, shape)
        position, anchor = places.get(shape, (0, bytes(_SHAPE)))
        left, top, _, bottom = struct.unpack_from("<4i", anchor, 4)
        found.append((position, TextBox(_part(story, starts, number), left, top, bottom)))
    return found


def in_reading_order(boxes: list[TextBox]) -> list[TextBox]:
    """Return the text boxes of one paragraph row by row, each from left to right.

    Programs write them in the order they were drawn in, or that of their layers.
    """
    rows: list[list[TextBox]] = []
    for box in sorted(boxes, key=lambda box: box.top):
        if rows and 2 * box.top < rows[-1][0].top + rows[-1][0].bottom:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [box for row in rows for box in sorted(row, key=lambda box: box.left)]


def _part(story: Story, starts: tuple[int, ...], number: int) -> Story:
    """Return a part of a story, given where its parts start in it."""
    start = min(story.start + starts[number], story.end)
    return Story(start, min(max(start, story.start + starts[number + 1]), story.end))
