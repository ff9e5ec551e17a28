"""Which marks in the texts show which changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

from khparse.compare.models import Change, Edit, PlanDiff

Look = Literal["reworded", "rolled-over", "succeeded", "minor"]
"""How a mark is shown; `minor` are words that no change was reported for (`và` before another body)."""

_CITED_NEARBY = 24  # code points
_FACTS = ("reference", "assignment", "deadline")


class Links:
    """Marks by their numbers, from 0, and the changes that they show, by their place in the comparison.

    The edits of the pairs of sections come first, in the order of the pairs; marks of the facts outside of the
    sections are added.
    """

    def __init__(self, found: PlanDiff) -> None:
        self._found = found
        edits = [edit for pair in found.sections for edit in pair.edits]
        by_id = {change.id: index for index, change in enumerate(found.changes)}
        self._changes = [[by_id[edit.change]] if edit.change in by_id else [] for edit in edits]
        self._looks: list[Look] = [edit.kind for edit in edits]
        for which in ("old", "new"):
            self._add_overlapping(edits, which)
        self._add_parts()
        self.marks: list[list[int]] = [[] for _ in found.changes]
        for number, changes in enumerate(self._changes):
            for index in changes:
                self.marks[index].append(number)

    def add(self, index: int) -> int:
        """Return the number of a new mark for a change."""
        self._changes.append([])
        self._looks.append("reworded")
        self.link(len(self._changes) - 1, index)
        return len(self._changes) - 1

    def link(self, number: int, index: int) -> None:
        """Let a mark show one more change."""
        self._changes[number].append(index)
        self.marks[index].append(number)

    def look(self, number: int) -> Look:
        """Return how a mark is shown: strongly as soon as one of its changes is more than time going by."""
        kinds = {self._found.changes[index].kind for index in self._changes[number]}
        if not kinds:
            return "rolled-over" if self._looks[number] == "rolled-over" else "minor"
        for kind in ("rolled-over", "succeeded"):
            if kinds == {kind}:
                return kind
        return "reworded" if self._looks[number] == "rolled-over" else self._looks[number]

    def _add_parts(self) -> None:
        """Link what else differs where sections were split or merged (their headings) to that change."""
        by_section = {
            change.new.section: index
            for index, change in enumerate(self._found.changes)
            if change.kind in ("split", "merged") and change.new
        }
        number = 0
        for pair in self._found.sections:
            index = by_section.get(pair.new[0]) if len(pair.old) + len(pair.new) > 2 and pair.new else None
            for _ in pair.edits:
                if index is not None and not self._changes[number]:
                    self._changes[number].append(index)
                number += 1

    def _add_overlapping(self, edits: list[Edit], which: str) -> None:
        """Link the facts that changed to the edits inside of them; edits of one plan don't overlap."""
        spans = [getattr(edit, which).span for edit in edits]
        order = sorted(range(len(edits)), key=lambda at: (spans[at].start, spans[at].end))
        starts = [spans[at].start for at in order]
        for index, (start, end) in _places(self._found.changes, which):
            at = max(bisect_right(starts, start) - 1, 0)
            while at < len(order) and starts[at] < end:
                span = spans[order[at]]
                is_inside = span.end > start if span.end > span.start else span.start > start
                if is_inside and index not in self._changes[order[at]]:
                    self._changes[order[at]].append(index)
                at += 1


def _places(changes: list[Change], which: str) -> Iterator[tuple[int, tuple[int, int]]]:
    for index, change in enumerate(changes):
        side = getattr(change, which)
        if side and side.span and change.subject in _FACTS and not change.edits:
            # A provision is cited in front of its document or behind it.
            more = _CITED_NEARBY if change.field == "provision" else 0
            yield index, (side.span.start - more, side.span.end + more)
