"""What the manifest keeps of a plan: enough for an overview of an archive, and bounded."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from khparse.facts.rows import title_of
from khparse.lexicon import agencies
from khparse.models import Agency, Deadline, Metadata, Note, Plan

MOST = 500
"""Entries of a list that are kept."""

_LONGEST = 300  # characters of a text
_DAY = re.compile(r"[1-9]\d{3}-(?:0[1-9]|1[0-2])-\d{2}", re.ASCII)


def facts_of(plan: Plan) -> dict[str, Any]:
    """Return the facts of a plan that overviews count: type, date, issuer, agencies, deadlines, citations, notes.

    Numbers are of the whole plan: `tasks`, `cited` (different documents), `deadlines` (all, recurring, undated), and
    `note_counts` (warnings and remarks by code). Lists hold `MOST` entries: `agencies` the busiest, with canonical
    name, id, and how many tasks they lead and support; `days` those on which most deadlines end, with how many;
    `references` the first that are cited, by id; `notes` code, level and message, each code as early as can be.
    `cut` names those of the first three that the plan has more of.
    """
    from khparse.pipeline import plan_year

    head = plan.metadata
    bodies = _agencies(plan)
    days, recurring, undated = _days(plan.deadlines)
    references = list(dict.fromkeys(_short(found.id) for found in plan.references))
    lists: dict[str, list[Any]] = {"agencies": bodies, "days": days, "references": references}
    return {
        "title": _short(title_of(plan)),
        "type": head.doc_type.code if head.doc_type else None,
        "type_name": head.doc_type.name if head.doc_type else None,
        "date": head.date.edtf if head.date else None,
        "year": plan_year(head),
        **_issuer(head),
        "subject": _short(head.subject) if head.subject else None,
        "characters": plan.source.characters,
        "tasks": len(plan.assignments),
        "cited": len(references),
        "deadlines": [len(plan.deadlines), recurring, undated],
        "note_counts": _note_counts(plan.notes),
        **{name: found[:MOST] for name, found in lists.items()},
        "cut": [name for name, found in lists.items() if len(found) > MOST],
        "notes": [[note.code, note.level, _short(note.message)] for note in _by_turns(plan.notes)[:MOST]],
    }


def _short(text: str) -> str:
    return text[:_LONGEST]


def _issuer(head: Metadata) -> dict[str, str | None]:
    """Return the name of the issuer, and the canonical one of the superior body that is printed above it."""
    issuer = head.issuer
    if issuer is None:
        return {"issuer": None, "issuer_id": None, "issuer_parent": None}
    parent = None
    if issuer.parent:
        issued = head.date.edtf if head.date else None
        parent = _short(agencies.resolve(issuer.parent, issued, head.place).name)
    return {"issuer": _short(issuer.name), "issuer_id": issuer.agency_id, "issuer_parent": parent}


def _agencies(plan: Plan) -> list[list[Any]]:
    leads: Counter[tuple[str, str | None]] = Counter()
    supports: Counter[tuple[str, str | None]] = Counter()
    for task in plan.assignments:
        leads.update({_body(found) for found in task.lead})
        supports.update({_body(found) for found in task.support})
    found = [[*body, leads[body], supports[body]] for body in {**leads, **supports}]
    return sorted(found, key=lambda body: (-body[2] - body[3], body[0], body[1] or ""))


def _body(found: Agency) -> tuple[str, str | None]:
    return _short(found.name), found.agency_id


def _days(deadlines: list[Deadline]) -> tuple[list[tuple[str, int]], int, int]:
    """Return days with the deadlines that end on them (or begin, where their end is open), and how many others recur
    or have no day.
    """
    recurring = sum(found.recurrence is not None for found in deadlines)
    days = Counter(found.end or found.start or "" for found in deadlines if found.recurrence is None)
    dated = [(day, count) for day, count in days.items() if _DAY.fullmatch(day)]
    undated = len(deadlines) - recurring - sum(count for _, count in dated)
    return sorted(dated, key=lambda found: (-found[1], found[0])), recurring, undated


def _note_counts(notes: list[Note]) -> dict[str, tuple[int, int]]:
    warnings = Counter(note.code for note in notes if note.level == "warning")
    remarks = Counter(note.code for note in notes if note.level != "warning")
    codes = [code for code, _ in Counter(note.code for note in notes).most_common(MOST)]
    return {code: (warnings[code], remarks[code]) for code in codes}


def _by_turns(notes: list[Note]) -> list[Note]:
    """Return the first note of each code, then the second ones, and so on."""
    seen: Counter[str] = Counter()
    turns: list[int] = []
    for note in notes:
        turns.append(seen[note.code])
        seen[note.code] += 1
    return [note for _, note in sorted(zip(turns, notes, strict=True), key=lambda pair: pair[0])]
