"""The outline of a document: its numbered, lettered and bulleted units as a tree, in view offsets."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "component",
    "part",
    "chapter",
    "section",
    "upper",
    "roman",
    "article",
    "decimal",
    "letter",
    "paren",
    "bullet",
]
"""Kinds of units: component (Phụ lục, an attached plan), Phần, Chương, Mục, `A.`, `I.`, Điều, `1.`, `1.1` and
`I.1`, `a)`, `(1)`, `(i)` and `a.1)`, bullets."""


@dataclass(slots=True, eq=False)
class Unit:
    """One unit. Its label begins at `start`; heading and own text follow; `end` closes its own text.

    `heading` is the range of the name printed behind the label (empty where there is none), `body` the range
    of the own text behind it, without children; `extent_end` is where its last descendant ends.
    """

    id: str
    kind: Kind
    num: str
    start: int
    heading: tuple[int, int]
    body: tuple[int, int]
    extent_end: int
    parent: Unit | None = None
    children: list[Unit] = field(default_factory=list)

    @property
    def end(self) -> int:
        """View offset behind the unit's own text."""
        return self.body[1]

    def ancestors(self) -> Iterator[Unit]:
        """Yield the unit itself, its parent, and so on to the root."""
        unit: Unit | None = self
        while unit is not None:
            yield unit
            unit = unit.parent

    @property
    def numbered(self) -> Unit | None:
        """The nearest unit that is no bullet: itself or an ancestor."""
        return next((u for u in self.ancestors() if u.kind != "bullet"), None)


class Outline:
    """All units of a document in document order, and the zones of text outside the body.

    `zones` are view ranges that hold no body text: the head, recipients, signature, notices of a web site.
    """

    def __init__(self, units: list[Unit], zones: list[tuple[str, int, int]]) -> None:
        self.units = units
        self.roots = [u for u in units if u.parent is None]
        self.zones = _disjoint(zones)
        self._zone_starts = [start for _, start, _ in self.zones]
        self._starts = array("q", [u.start for u in units])

    def unit_at(self, offset: int) -> Unit | None:
        """Return the innermost unit that view offset `offset` belongs to."""
        index = bisect_right(self._starts, offset) - 1
        return self.units[index] if index >= 0 else None

    def section_id(self, offset: int) -> str | None:
        """Return the id of the unit at view offset `offset`, or None before the first unit."""
        unit = self.unit_at(offset)
        return unit.id if unit else None

    def zone_at(self, offset: int) -> str | None:
        """Return the name of the zone that holds view offset `offset`, or None in the body."""
        index = bisect_right(self._zone_starts, offset) - 1
        if index < 0:
            return None
        name, _, end = self.zones[index]
        return name if offset < end else None


def _disjoint(zones: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Return zones in order of their starts; what two of them share belongs to the first."""
    kept: list[tuple[str, int, int]] = []
    behind = 0
    for name, start, end in sorted(zones, key=lambda zone: zone[1]):
        if max(start, behind) < end:
            kept.append((name, max(start, behind), end))
            behind = end
    return kept
