"""Deadlines: the times that a plan sets for its own work, from its prose and its tables of tasks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from typing import Literal

from khparse.document import View
from khparse.extract.deadlines.context import Judge
from khparse.models import Assignment, Deadline, Note, Reference, Span
from khparse.segment.outline import Outline
from khparse.time.grammar import find_times
from khparse.time.school import SchoolYear
from khparse.time.values import Interval, Period, TimeExpression, resolve


@dataclass(slots=True)
class TableTime:
    """A time cell of a table of tasks, in view offsets, with the row's assignment and the table's section.

    For a row that marks a period, the cell is the period's heading and `period` what it says.
    """

    start: int
    end: int
    assignment: str | None
    section: str | None
    period: TimeExpression | None = None


@dataclass(slots=True)
class _Found:
    """A time that is a deadline, with the table cell that holds it if there is one."""

    time: TimeExpression
    cell: TableTime | None
    relative: str | None = None


def extract_deadlines(
    view: View,
    outline: Outline,
    references: list[Reference],
    assignments: list[Assignment],
    plan_year: int | None,
    issue_date: str | None,
    table_times: list[TableTime],
) -> tuple[list[Deadline], list[Note]]:
    """Return the deadlines in document order, and notes on dates that were inferred or do not exist.

    `plan_year` is the year of dates printed without one (the issue year where it is None), `issue_date` an
    EDTF date. Cells of tables count only where `table_times` names them. A bare `thường xuyên` or `định kỳ`
    sets no time and gives no deadline.
    """
    year = plan_year or (int(issue_date[:4]) if issue_date else None)
    issued = issue_date if issue_date and len(issue_date) == len("2023-06-28") else None
    judge = Judge(view, outline, year, issue_date)
    school = _school_year(view, outline, issue_date)
    cells = sorted(table_times, key=lambda cell: cell.start)
    marked = [_Found(cell.period, cell) for cell in cells if cell.period]
    times = find_times(view.lower)
    if school:
        for time in times + [each.time for each in marked]:
            school.fill(time)
    stated = _times(times, view, outline, judge, references, [cell for cell in cells if not cell.period])
    found = _spanning(view, list(merge(marked, stated, key=lambda each: each.time.start)))
    year = year or _only_year(found)
    owners = _Owners(assignments)
    deadlines: list[Deadline] = []
    notes: list[Note] = []
    for each in found:
        span = view.span(each.time.start, each.time.end)
        section = each.cell.section if each.cell else outline.section_id(each.time.start)
        assignment = each.cell.assignment if each.cell else owners.of(span, section)
        words = view.printed(span)
        periods, note = _periods(each.time, words, year, issued)
        if note and not (notes and notes[-1].span == span):  # rows that mark one period share its heading
            notes.append(note.model_copy(update={"section": section, "span": span}))
        for period in periods:
            undated = period.start is None and period.end is None and period.recurrence is None
            deadlines.append(
                Deadline(
                    id=f"d{len(deadlines) + 1}",
                    text=words,
                    start=period.start,
                    end=period.end,
                    inclusive=period.inclusive,
                    recurrence=period.recurrence,
                    relative=words if undated else each.relative,
                    assignment=assignment,
                    section=section,
                    span=span,
                )
            )
    return deadlines, notes


_SCHOOL_YEAR = re.compile(r"năm học:? (20\d\d) ?[-/] ?(20\d\d)(?!\d)")


def _school_year(view: View, outline: Outline, issue_date: str | None) -> SchoolYear | None:
    """Return the one school year that the titles name; its months follow the date of issue."""
    named = [
        match
        for zone, start, end in outline.zones
        if zone in ("head", "title")
        for match in _SCHOOL_YEAR.finditer(view.lower, start, end)
    ]
    if len({match.groups() for match in named}) != 1:
        return None
    first, second = map(int, named[0].groups())
    if second != first + 1:
        return None
    issued_before = (
        issue_date is not None and len(issue_date) >= len("2025-04") and issue_date[:4] == str(first)
    )
    return (
        SchoolYear(first, min(int(issue_date[5:7]), 8)) if issue_date and issued_before else SchoolYear(first)
    )


def _times(
    times: Sequence[TimeExpression],
    view: View,
    outline: Outline,
    judge: Judge,
    references: Sequence[Reference],
    cells: Sequence[TableTime],
) -> Iterator[_Found]:
    """Yield the times that are deadlines, those of table cells and of prose, in document order."""
    cited = _Spans([r.span for r in references])
    cell_starts = [cell.start for cell in cells]
    for time in times:
        paragraph = view.paragraph_at(time.start)
        if paragraph.in_table:
            index = bisect_right(cell_starts, time.start) - 1
            if index >= 0 and time.end <= cells[index].end and time.kind not in ("term", "periodic"):
                # A cell that the next rows repeat ("như trên") is the time of each.
                for cell in cells[bisect_left(cell_starts, cells[index].start) : index + 1]:
                    yield _Found(replace(time), cell, _continuous(view, cell))
            continue
        if time.kind in ("term", "periodic") or cited.hold(view.source_start(time.core)):
            continue
        if outline.zone_at(time.start) is None and judge.is_deadline(judge.place(time, paragraph)):
            yield _Found(time, None)


def _continuous(view: View, cell: TableTime) -> str | None:
    """Return the words `Thường xuyên` of a cell that states a rhythm or date as well."""
    at = view.lower.find("thường xuyên", cell.start, min(cell.end, cell.start + _LONGEST_HEADING))
    return view.text[at : at + len("thường xuyên")] if at >= 0 else None


_LONGEST_HEADING = 200  # of a column; longer cells hold text
_BEGINS = re.compile(r"bắt đầu|khởi công|từ ngày")
_ENDS = re.compile(r"kết thúc|hoàn thành|đến ngày|xong")


def _spanning(view: View, found: list[_Found]) -> list[_Found]:
    """Join the dates of a row under `Bắt đầu` and `Kết thúc` to the time from one to the other.

    A date under `Bắt đầu` alone leaves the end open.
    """
    if not any(map(_is_point, found)):
        return found
    headings = _headings(view)
    joined: list[_Found] = []
    begun: dict[str | None, _Found] = {}
    for each in found:
        heading = headings.get(_column(view, each.time.start), "") if _is_point(each) else ""
        row = each.cell.assignment if each.cell else None
        if row in begun and _ENDS.search(heading):
            last = begun.pop(row).time
            last.end, last.is_range, last.bound = each.time.end, True, "none"
            if view.paragraph_at(last.start).block.row != view.paragraph_at(each.time.start).block.row:
                last.start = each.time.start  # the row repeats the date above: its own cell is the end's
            last.intervals = (Interval(last.intervals[0].first, each.time.intervals[-1].last),)
            continue
        if row and _BEGINS.search(heading) and not _ENDS.search(heading):
            begun[row] = each
            each.time.bound = "from"
        joined.append(each)
    return joined


def _is_point(found: _Found) -> bool:
    """Return whether a time cell holds one plain day or month."""
    time = found.time
    return bool(found.cell) and time.bound == "none" and len(time.intervals) == 1 and not time.is_range


def _column(view: View, offset: int) -> tuple[int, int]:
    block = view.paragraph_at(offset).block
    return block.table, block.column


def _headings(view: View) -> dict[tuple[int, int], str]:
    """Return the text of the first row of every table, by table and column."""
    found: dict[tuple[int, int], str] = {}
    for paragraph in view.paragraphs:
        if paragraph.in_table and paragraph.block.row <= 1:
            key = paragraph.block.table, paragraph.block.column
            text = view.lower[paragraph.start : paragraph.end]
            found[key] = f"{found.get(key, '')} {text[:_LONGEST_HEADING]}"
    return found


def _only_year(found: Sequence[_Found]) -> int | None:
    """Return the year that all dates printed in full share, where neither title nor date of issue has one."""
    years = {i.last.year for each in found for i in each.time.intervals if each.time.precision != "years"}
    years.discard(None)
    return years.pop() if len(years) == 1 else None


def _periods(
    time: TimeExpression, words: str, year: int | None, issued: str | None
) -> tuple[list[Period], Note | None]:
    """Return the periods of a time printed as `words`, and what is doubtful about them."""
    undated = Period(None, None, time.bound != "before", None)
    if time.kind in ("limit", "undated"):
        return [undated], None
    if not all(i.with_year(year).exists() for i in time.intervals):
        return [], _note("date-impossible", "warning", f"{words!r} names a day that does not exist; left out")
    periods = resolve(time, year, issued)
    if time.year_filled:
        return periods, _note("year-inferred", "info", f"{words!r} has no year; taken to be {_year_of(time)}")
    if time.has_year or time.rules or any(i.last.month is None for i in time.intervals):
        return periods, None
    if year is None:
        message = f"{words!r} has no year, and the year of the plan is unknown"
        return [undated], _note("year-missing", "warning", message)
    return periods, _note("year-inferred", "info", f"{words!r} has no year; taken to be {year}")


def _year_of(time: TimeExpression) -> str:
    """Return the year or years of a dated time: `2025`, `2025-2026`."""
    years = sorted({day.year for interval in time.intervals for day in interval if day.year})
    return "-".join(map(str, years))


def _note(code: str, level: Literal["info", "warning"], message: str) -> Note:
    return Note(code=code, level=level, message=message, section=None, span=None)


class _Spans:
    """Source ranges, to ask which offsets they hold; they may overlap."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        furthest = 0
        for span in sorted(spans, key=lambda s: s.start):
            furthest = max(furthest, span.end)
            self._starts.append(span.start)
            self._ends.append(furthest)

    def hold(self, offset: int) -> bool:
        """Return whether one of the ranges holds `offset`."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


class _Owners:
    """The assignments of the prose, to find the task that a deadline belongs to."""

    def __init__(self, assignments: Sequence[Assignment]) -> None:
        self._tasks = sorted((a for a in assignments if a.origin == "prose"), key=lambda a: a.span.start)
        self._starts = [a.span.start for a in self._tasks]

    def of(self, span: Span, section: str | None) -> str | None:
        """Return the task whose span holds the deadline's, else the last one before it in its section."""
        index = bisect_right(self._starts, span.start)
        for task in reversed(self._tasks[max(index - 12, 0) : index]):
            if task.span.end >= span.end:
                return task.id
        for task in reversed(self._tasks[max(index - 12, 0) : index]):
            if task.section == section:
                return task.id
        return None
