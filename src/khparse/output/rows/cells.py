"""Facts as flat rows: values by the names of columns, ready for JSON and for cells."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from khparse.facts.rows import Citation, Due, Task, names_of, one_line, sentence_of, title_of
from khparse.models import Deadline, Plan, Reference, Span
from khparse.output.rows.columns import Column, Lang
from khparse.output.rows.rhythm import in_words
from khparse.output.words import plain

Row = dict[str, Any]
"""A row: texts, lists of names, ISO or EDTF dates, spans (`{"start": …, "end": …}`); None where there is nothing."""


def task_row(task: Task, lang: Lang) -> Row:
    """Return a task with its times: the first day and the last day of all its deadlines."""
    found = task.assignment
    starts = [deadline.start for deadline in task.deadlines if deadline.start]
    ends = [deadline.end for deadline in task.deadlines if deadline.end]
    rules = [deadline.recurrence for deadline in task.deadlines if deadline.recurrence]
    return {
        "plan": title_of(task.plan),
        "id": found.id,
        "section": found.section,
        "heading": _heading(task.headings),
        "task": _line(found.task),
        "lead": names_of(found.lead),
        "support": names_of(found.support),
        "report_to": names_of(found.report_to),
        "product": _line(found.product),
        "time": _joined([_line(deadline.text) for deadline in task.deadlines]),
        "start": min(starts, default=None),
        "end": max(ends, default=None),
        "recurrence": _joined([_rhythm(deadline, lang) for deadline in task.deadlines]),
        "rrule": rules,
        **_place(task.plan, found.span),
    }


def deadline_row(due: Due, lang: Lang) -> Row:
    """Return a deadline with the task that it is for and its agencies.

    `assignment` is the id of that task. Without one, `task` is the sentence that the deadline stands in.
    """
    found, task = due.deadline, due.assignment
    return {
        "plan": title_of(due.plan),
        "id": found.id,
        "section": found.section,
        "heading": _heading(due.headings),
        "time": _line(found.text),
        "start": found.start,
        "end": found.end,
        "inclusive": found.inclusive,
        "recurrence": _rhythm(found, lang),
        "rrule": found.recurrence,
        "relative": _line(found.relative),
        "assignment": found.assignment,
        "task": _line(task.task) if task else _context(due),
        "lead": names_of(task.lead) if task else [],
        "support": names_of(task.support) if task else [],
        **_place(due.plan, found.span),
    }


def reference_row(citation: Citation, lang: Lang) -> Row:
    """Return a reference with the type of the document in full and the relation in words."""
    found = citation.reference
    return {
        "plan": title_of(citation.plan),
        "section": found.section,
        "heading": _heading(citation.headings),
        "reference": _line(found.id),
        "type": _type(found),
        "title": _line(found.title),
        "date": found.date.edtf if found.date else None,
        "issuer": _line(found.issuer),
        "provision": _line(found.provision),
        "relation": _RELATIONS[found.relation][lang == "en"],
        "text": _line(found.text),
        **_place(citation.plan, found.span),
    }


_RELATIONS = {
    "basis": ("căn cứ", "basis"),
    "implements": ("thực hiện", "implements"),
    "amends": ("sửa đổi, bổ sung", "amends"),
    "replaces": ("thay thế", "replaces"),
    "repeals": ("bãi bỏ", "repeals"),
    "guides": ("hướng dẫn", "guides"),
    "cites": ("viện dẫn", "cites"),
}


def _place(plan: Plan, span: Span) -> Row:
    return {"source": plan.source.name, "span": {"start": span.start, "end": span.end}}


def _line(text: str | None) -> str | None:
    return one_line(text) or None if text else None


def _joined(texts: list[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(text for text in texts if text)) or None


def _heading(headings: list[str]) -> str | None:
    return _line(headings[-1]) if headings else None


def _context(due: Due) -> str | None:
    heading, sentence = _heading(due.headings), sentence_of(due)
    return ": ".join(part for part in (heading, sentence) if part) or None


def _rhythm(deadline: Deadline, lang: Lang) -> str | None:
    return in_words(deadline.recurrence, lang, deadline.inclusive) if deadline.recurrence else None


def _type(reference: Reference) -> str | None:
    """Return the name of the type that is printed, else the one that its code has."""
    printed = one_line(reference.text).lower()
    said = [name for name in _types().values() if printed.startswith(name.lower())]
    return max(said, key=len) if said else _types().get(reference.doc_type or "", reference.doc_type)


@cache
def _types() -> dict[str, str]:
    from khparse.lexicon import doc_types

    return {row.code: row.name for row in reversed(doc_types.rows())}


def cell_text(row: Row, column: Column) -> str:
    """Return a value as one line of text without control characters, names apart by semicolons."""
    value = row[column.name]
    if value is None:
        return ""
    if column.type == "names":
        return "; ".join(map(plain, value))
    if column.type == "span":
        return f"{value['start']}..{value['end']}"  # spreadsheets take 2-19 for a date
    return plain(value)


def printed_date(value: str | None) -> str:
    """Return an ISO or EDTF date as Vietnam writes it, the day first: `20/12/2025`, `12/2025`, `2025`."""
    return "/".join(reversed(plain(value).split("-")))


def calendar_date(value: str | None) -> date | None:
    """Return the day that an ISO date names, or None."""
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None
