"""Tasks, deadlines and references of plans, each with what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from khparse.models import Agency, Assignment, Deadline, Number, Plan, Reference, Section


class Task(NamedTuple):
    """A task of a plan with its deadlines, and the headings of the units it stands in, outermost first."""

    plan: Plan
    assignment: Assignment
    deadlines: list[Deadline]
    headings: list[str]


class Due(NamedTuple):
    """A deadline of a plan, the task that it is for (None where it is for no single one), and headings."""

    plan: Plan
    deadline: Deadline
    assignment: Assignment | None
    headings: list[str]


class Citation(NamedTuple):
    """A reference of a plan, and the headings of the units it stands in."""

    plan: Plan
    reference: Reference
    headings: list[str]


def tasks_of(plan: Plan) -> list[Task]:
    """Return the tasks of a plan in the order of the document.

    A heading that only names a body is no task of its own where what it has to do stands below.
    """
    headings = headings_of(plan)
    deadlines: dict[str, list[Deadline]] = {}
    for deadline in plan.deadlines:
        if deadline.assignment is not None:
            deadlines.setdefault(deadline.assignment, []).append(deadline)
    return [
        Task(plan, found, deadlines.get(found.id, []), headings.get(found.section or "", []))
        for found, following in pairwise([*plan.assignments, None])
        if found and (found.id in deadlines or not _only_names_the_lead_of(found, following))
    ]


def _only_names_the_lead_of(found: Assignment, following: Assignment | None) -> bool:
    """Return whether an assignment is no more than the name of the body whose tasks follow."""
    if not following or not only_names_bodies(found):
        return False
    is_below = (following.section or "").startswith(f"{found.section}/")
    return is_below or found.lead[0].span in [agency.span for agency in following.lead]


def only_names_bodies(found: Assignment) -> bool:
    """Return whether an assignment says no more than who leads: `Sở Y tế:`, `Trách nhiệm của Sở Y tế`."""
    if not found.lead or found.support or found.report_to or found.product:
        return False
    words, *names = (
        normalize("NFC", one_line(text)).rstrip(":. ").split()
        for text in (found.task, *(agency.text for agency in found.lead))
    )
    ends_with_name = words[-1:] == names[-1][-1:] != []
    return ends_with_name and len(words) <= sum(map(len, names)) + len(names) - 1 + _LONGEST_CALL


_LONGEST_CALL = 3  # words: `Giao …`, `Đề nghị …`, `Trách nhiệm của …`


def deadlines_of(plan: Plan) -> list[Due]:
    """Return the deadlines of a plan in the order of the document."""
    headings = headings_of(plan)
    assignments = {found.id: found for found in plan.assignments}
    return [
        Due(plan, found, assignments.get(found.assignment or ""), headings.get(found.section or "", []))
        for found in plan.deadlines
    ]


def citations_of(plan: Plan) -> list[Citation]:
    """Return the references of a plan in the order of the document."""
    headings = headings_of(plan)
    return [Citation(plan, found, headings.get(found.section or "", [])) for found in plan.references]


def headings_of(plan: Plan) -> dict[str, list[str]]:
    """Return, by section id, the headings from the outermost unit down to this one."""
    return dict(_headings(plan.sections, []))


def _headings(sections: list[Section], above: list[str]) -> Iterator[tuple[str, list[str]]]:
    for section in sections:
        here = [*above, section.heading] if section.heading else above
        yield section.id, here
        yield from _headings(section.children, here)


def sentence_of(row: Due) -> str:
    """Return the sentence that a deadline stands in, on one line; empty where its unit isn't known."""
    deadline = row.deadline
    section = _section_of(row.plan.sections, deadline.section)
    start = deadline.span.start - section.span.start if section else -1
    if section is None or start < 0 or not section.text.startswith(deadline.text, start):
        return ""
    text, end = section.text, start + len(deadline.text)
    first = max(text.rfind(sign, 0, start) + len(sign) if sign in text[:start] else 0 for sign in _ENDS)
    last = min(text.find(sign, end) if sign in text[end:] else len(text) for sign in _ENDS)
    return one_line(text[first:last])


_ENDS = (". ", ".\n", "; ", ";\n", "\n\n", "|")


def _section_of(sections: list[Section], wanted: str | None) -> Section | None:
    """Return the unit with an id; ids begin with that of the unit above."""
    for section in sections:
        if section.id == wanted:
            return section
        if wanted and wanted.startswith(f"{section.id}/"):
            found = _section_of(section.children, wanted)
            if found:
                return found
    return None


def title_of(plan: Plan) -> str:
    """Return how a plan is called in lists: `Kế hoạch 68/KH-UBND`, else its subject, else its file."""
    metadata = plan.metadata
    number = metadata.number
    symbol = symbol_of(number) if number else ""
    kind = metadata.doc_type.name if metadata.doc_type else ""
    return f"{kind} {symbol}".strip() if symbol else metadata.subject or kind or plan.source.name or ""


def symbol_of(number: Number) -> str:
    """Return number and symbol as one, with the sign that is printed between them: `68/KH-UBND`, `12-KH/TU`."""
    if not number.number or not number.symbol:
        return number.number or number.symbol or ""
    sign = number.text.partition(number.number)[2].lstrip()[:1]
    return f"{number.number}{sign if sign == '-' else '/'}{number.symbol}"


def names_of(agencies: list[Agency]) -> list[str]:
    """Return the printed names of bodies on one line, each once."""
    return list(dict.fromkeys(one_line(agency.text) for agency in agencies))


def one_line(text: str) -> str:
    """Return words as printed on one line, without marks of Markdown and characters that nobody sees."""
    return " ".join(_MARKS.sub("", text).split())


_MARKS = re.compile(r"\\(?=[^\w\s])|[*\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
