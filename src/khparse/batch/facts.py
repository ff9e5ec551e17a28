"""What the manifest keeps of a plan: enough for an overview of an archive, and bounded."""

from __future__ import annotations

from collections import Counter
from typing import Any

from khparse.facts.rows import title_of
from khparse.models import Plan

_MOST = 500  # entries of a list
_LONGEST = 300  # characters of a text


def facts_of(plan: Plan) -> dict[str, Any]:
    """Return the facts of a plan that overviews count: type, date, issuer, agencies, deadlines, citations, notes.

    `agencies` has for each canonical name its id and how many tasks it leads and supports; `deadlines` has start,
    end (ISO, null where open), recurrence and the text; `references` their ids; `notes` code, level and message.
    """
    from khparse.pipeline import plan_year

    head = plan.metadata
    leads: Counter[tuple[str, str | None]] = Counter()
    supports: Counter[tuple[str, str | None]] = Counter()
    for task in plan.assignments:
        leads.update({(body.name, body.agency_id) for body in task.lead})
        supports.update({(body.name, body.agency_id) for body in task.support})
    bodies = sorted({*leads, *supports}, key=lambda body: (body[0], body[1] or ""))
    return {
        "title": title_of(plan)[:_LONGEST],
        "type": head.doc_type.code if head.doc_type else None,
        "type_name": head.doc_type.name if head.doc_type else None,
        "date": head.date.edtf if head.date else None,
        "year": plan_year(head),
        "issuer": head.issuer.name if head.issuer else None,
        "issuer_id": head.issuer.agency_id if head.issuer else None,
        "subject": head.subject[:_LONGEST] if head.subject else None,
        "characters": plan.source.characters,
        "tasks": len(plan.assignments),
        "agencies": [[name, id, leads[name, id], supports[name, id]] for name, id in bodies[:_MOST]],
        "deadlines": [
            [found.start, found.end, found.recurrence, " ".join(found.text.split())[:_LONGEST]]
            for found in plan.deadlines[:_MOST]
        ],
        "references": list(dict.fromkeys(found.id for found in plan.references))[:_MOST],
        "notes": [[note.code, note.level, note.message[:_LONGEST]] for note in plan.notes[:_MOST]],
    }
