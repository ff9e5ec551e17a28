"""Rows of task tables as texts of their own: they are compared row by row, in whatever order they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khparse.compare.texts import Texts
from khparse.compare.units import ROOT
from khparse.compare.wording import Text
from khparse.models import Assignment, Plan

_GAP = 200  # code points between the facts of a row and the next row, beyond which other text lies between


class TableRows:
    """The rows of a plan's task tables, by the id of their task, and the texts of sections without them."""

    def __init__(self, plan: Plan, texts: Texts) -> None:
        self._texts = texts
        self._rows: dict[str, Text] = {}
        self._ranges: dict[str, list[tuple[int, int]]] = {}
        ends: dict[str, int] = {}
        for deadline in plan.deadlines:
            if deadline.assignment:
                ends[deadline.assignment] = max(ends.get(deadline.assignment, 0), deadline.span.end)
        tasks = [task for task in plan.assignments if task.origin == "table"]
        for index, task in enumerate(tasks):
            own = texts.own.get(task.section or ROOT)
            if own is None or not own.start <= task.span.start < own.start + len(own.text):
                continue
            following = next((t for t in tasks[index + 1 :] if t.span.start > task.span.start), None)
            self._add(task, own, max(_end(task), ends.get(task.id, 0)), following)

    def _add(self, task: Assignment, own: Text, end: int, following: Assignment | None) -> None:
        limit = own.start + len(own.text)
        if following and following.section == task.section and following.span.start - end <= _GAP:
            end = max(end, following.span.start)
        end = min(max(end, task.span.end), limit)
        start = task.span.start
        row = _without_next_number(own.text, start - own.start, end - own.start)
        self._rows[task.id] = Text(own.section, row, start)
        self._ranges.setdefault(task.section or ROOT, []).append((start, end))

    def get(self, task: str) -> Text | None:
        """Return the row of a task; None where it stands in no table."""
        return self._rows.get(task)

    def around(self, section: str) -> Iterator[Text]:
        """Yield the heading of a section, and its own text without the rows."""
        heading, own = self._texts.headings.get(section), self._texts.own.get(section)
        if heading and heading.text:
            yield heading
        if own is None:
            return
        reached = own.start
        for start, end in sorted(self._ranges.get(section, [])):
            if start > reached:
                yield own._replace(text=own.text[reached - own.start : start - own.start], start=reached)
            reached = max(reached, end)
        if reached < own.start + len(own.text):
            yield own._replace(text=own.text[reached - own.start :], start=reached)


_NUMBER = re.compile(r"(?:^|[\n|])\s*(\d{1,3})[.)]?\s*\|?\s*$")
_LONGEST_NUMBER = 24  # code points of a cell with a row's number, and what parts it from the next


def _without_next_number(text: str, start: int, end: int) -> str:
    """Return a row without the number of the next one, which is told by being one more than its own, or 1."""
    own = _NUMBER.search(text[max(0, start - _LONGEST_NUMBER) : start])
    row = text[start:end].rstrip()
    following = _NUMBER.search(row[-_LONGEST_NUMBER:])
    if own and following and int(following[1]) in (int(own[1]) + 1, 1):
        row = row[: len(row) - len(row[-_LONGEST_NUMBER:]) + following.start()]
    return row.rstrip()


def _end(task: Assignment) -> int:
    return max((body.span.end for body in (*task.lead, *task.support, *task.report_to)), default=0)
