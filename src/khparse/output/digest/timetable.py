"""The timetable of plans: dated work by its day, recurring duties apart, limits without a date apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from khparse.facts.rows import Due, deadlines_of, names_of
from khparse.models import Deadline, Plan, Section
from khparse.output.digest.body import Body, Column
from khparse.output.digest.times import due_date, time_in_words
from khparse.output.digest.words import capitalised, clean, opening, section_label
from khparse.output.outline import walk


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
            Column(words("no."), 9, True),
            Column(words("rhythm" if name == "recurring" else "due"), 27),
            Column(words("work"), 60),
            Column(words("doers"), 33),
            Column(words("plan"), 24),
            Column(words("section"), 17, True),
        ]
        rows = [_row(number, entry, body) for number, entry in enumerate(entries, 1)]
        body.table(columns, rows)


def _row(number: int, entry: Entry, body: Body) -> list[str]:
    assignment = entry.due.assignment
    bodies = assignment.lead or assignment.support if assignment else []
    return [
        str(number),
        time_in_words(entry.due.deadline, body.words.language),
        opening(entry.work),
        "; ".join(map(clean, names_of(bodies))),
        entry.plan,
        section_label(entry.due.deadline.section),
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
_LONGEST_SENTENCE = 400  # characters on each side of a time


def _work(row: Due, units: dict[str, Section]) -> str:
    """Return what a deadline is for: its task, else the sentence in which it stands, else its headings."""
    if row.assignment is not None:
        return clean(row.assignment.task)
    unit = units.get(row.deadline.section or "")
    sentence = clean(_sentence(unit, row.deadline)) if unit else ""
    return sentence or ". ".join(map(clean, row.headings[-1:])) or clean(row.deadline.text)


def _sentence(unit: Section, deadline: Deadline) -> str:
    """Return the sentence of a unit around a deadline; empty where it stands in no words of the unit."""
    start, end = deadline.span.start - unit.span.start, deadline.span.end - unit.span.start
    if not 0 <= start < end <= len(unit.text):
        return ""
    first = max(0, start - _LONGEST_SENTENCE)
    for found in _SENTENCE_END.finditer(unit.text, first, start):
        first = found.end()
    last = min(len(unit.text), end + _LONGEST_SENTENCE)
    if found_end := _SENTENCE_END.search(unit.text, end, last):
        last = found_end.end()
    sentence = unit.text[first:last].strip()
    if (
        unit.heading and len(sentence) < len(deadline.text) + 25
    ):  # `Thời gian: tháng 3/2026` alone says little
        return f"{unit.heading}: {sentence}"
    return sentence
