"""The timetable of plans: dated work by its day, recurring duties apart, limits without a date apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from khparse.facts.rows import Due, deadlines_of, names_of
from khparse.fold import key
from khparse.models import Deadline, Plan, Section
from khparse.output.digest.body import Body, Column
from khparse.output.digest.times import due_date, time_in_words
from khparse.output.digest.words import opening
from khparse.output.outline import walk
from khparse.output.words import capitalised, clean


class Entry(NamedTuple):
    """A line of a timetable; `plan` is the short name of the plan where there are several."""

    due: Due
    work: str
    plan: str


class Timetable(NamedTuple):
    """Entries by kind; the dated ones in the order of their days."""

    dated: list[Entry]
    recurring: list[Entry]
    relative: list[Entry]

    def __bool__(self) -> bool:
        """Return whether there is any entry."""
        return any(self[:])


def timetable_of(plans: Iterable[tuple[Plan, str, Iterable[Due]]]) -> Timetable:
    """Return the timetable of plans, each with its short name and the deadlines of it that count."""
    table = Timetable([], [], [])
    for plan, name, rows in plans:
        units = {unit.id: unit for _, unit in walk(plan.sections)}
        for row in rows:
            entry = Entry(row, capitalised(_work(row, units)), name)
            if row.deadline.recurrence:
                table.recurring.append(entry)
            elif due_date(row.deadline):
                table.dated.append(entry)
            else:
                table.relative.append(entry)
    table.dated.sort(key=lambda entry: (due_date(entry.due.deadline), entry.due.deadline.start or ""))
    return table


def write_timetable(body: Body, table: Timetable, level: int) -> None:
    """Add a table for each kind of time, under headings where there are several kinds."""
    words = body.words
    kinds = [
        (name, entries)
        for name, entries in zip(("dated", "recurring", "relative"), table, strict=True)
        if entries
    ]
    for number, (name, entries) in enumerate(kinds, 1):
        if len(kinds) > 1:
            body.heading(level, f"{number}.", words(f"{name} times"))
        columns = [
            Column(words("no."), 10, True),
            Column(words("rhythm" if name == "recurring" else "due"), 36),
            Column(words("work"), 74),
            Column(words("doers"), 37),
            Column(words("plan"), 33),
        ]
        rows = [_row(number, entry, body) for number, entry in enumerate(entries, 1)]
        body.table(columns, rows)


def _row(number: int, entry: Entry, body: Body) -> list[str]:
    assignment = entry.due.assignment
    bodies = assignment.lead or assignment.support if assignment else []
    return [
        str(number),
        time_in_words(entry.due.deadline, body.words.language),
        body.words.placed(opening(entry.work), entry.due.deadline.section),
        "; ".join(map(clean, names_of(bodies))),
        entry.plan,
    ]


def dues_of(plan: Plan) -> list[Due]:
    """Return the deadlines of a plan, each time of a task once (tables print some twice)."""
    seen = set()
    found = []
    for row in deadlines_of(plan):
        deadline = row.deadline
        mark = (deadline.start, deadline.end, deadline.recurrence, deadline.relative, deadline.inclusive,
                deadline.assignment or deadline.section, deadline.assignment or deadline.span.start)  # fmt: skip
        if mark not in seen:
            seen.add(mark)
            found.append(row)
    return found


# --- What is to be done -----------------------------------------------------------------------------------

_SENTENCE_END = re.compile(r"[.;](?=\s)|\n\s*\n")
_TIME = "thời "  # of headings that say no more than it: `Thời gian thực hiện`, `Thời hạn`
_LEAST_SAID = 25  # characters beside the time itself
_LONGEST_SENTENCE = 400  # characters on each side of a time


def _work(row: Due, units: dict[str, Section]) -> str:
    """Return what a deadline is for: its task, else the sentence in which it stands, else its headings."""
    if row.assignment is not None:
        return clean(row.assignment.task)
    unit = units.get(row.deadline.section or "")
    sentence = clean(_sentence(unit, row.deadline)) if unit else ""
    above = 2 if row.headings and key(row.headings[-1]).startswith(_TIME) else 1
    heading = ": ".join(clean(heading) for heading in row.headings[-above:])
    if len(sentence) < len(clean(row.deadline.text)) + _LEAST_SAID and heading:
        return f"{heading}: {sentence}" if sentence else heading
    return sentence or _beside(row) or clean(row.deadline.text)


def _beside(row: Due) -> str:
    """Return the fullest cell beside a time in the first row of a table that prints it."""
    time = clean(row.deadline.text)
    for table in row.plan.tables:
        for cells in table.rows:
            if any(time in clean(cell) for cell in cells):
                return max((clean(cell) for cell in cells if time not in clean(cell)), key=len, default="")
    return ""


def _sentence(unit: Section, deadline: Deadline) -> str:
    """Return the sentence of a unit around a deadline; empty where it stands in no words of the unit.

    One that says little but the time (`Xong trong Quý I/2026.`) comes with the sentences before it.
    """
    start, end = deadline.span.start - unit.span.start, deadline.span.end - unit.span.start
    if not 0 <= start < end <= len(unit.text):
        return ""
    ends = [
        found.end() for found in _SENTENCE_END.finditer(unit.text, max(0, start - _LONGEST_SENTENCE), start)
    ]
    last = min(len(unit.text), end + _LONGEST_SENTENCE)
    if following := _SENTENCE_END.search(unit.text, end, last):
        last = following.end()
    starts = [*ends, 0 if start <= _LONGEST_SENTENCE else start - _LONGEST_SENTENCE]
    starts.sort(reverse=True)
    for first in starts:
        sentence = unit.text[first:last].strip()
        if len(sentence) >= len(deadline.text) + _LEAST_SAID:
            return sentence
    return sentence
