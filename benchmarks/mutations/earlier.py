"""Plans as they would have been before bodies were renamed or merged, and the renaming."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

import khparse
from mutations.draft import Draft, Edit
from mutations.facts import HEAD_DATE, YEAR, Use, cased, edited, of_body, uses_of
from mutations.mutation import Claim, Mutation, OfFact
from mutations.names import issued, predecessor, read_name, successor_rows
from mutations.source import Source, sources

_YEAR = "2024"  # the last in which the predecessors of today's bodies were at work


@cache
def earlier_sources() -> tuple[Source, ...]:
    """Return the fixtures of later years that name bodies with predecessors, as plans of 2024 that name these."""
    return tuple(found for source in sources() if (found := _earlier(source)))


def _earlier(source: Source) -> Source | None:
    date = source.plan.metadata.date
    if date is None or issued(source) < "2025-03":
        return None
    year = YEAR.search(source.text, date.span.start, date.span.end)
    if year is None:
        return None
    random = Random(source.name)
    edits = [Edit(year.start(), year.end(), _YEAR)]
    names: dict[str, str] = {}
    for span, uses in uses_of(source).items():
        body = uses[0][2]
        before = predecessor(body, random)
        if body.agency_id and before and body.agency_id not in names:
            names[body.agency_id] = before.name
        if body.agency_id in names:
            edits.append(Edit(*span, cased(source, span, names[body.agency_id])))
    if not names:
        return None
    draft = Draft(source)
    draft.edits += edits
    text = draft.print().text
    return Source(f"{source.name} of {_YEAR}", text, khparse.parse(text), source)


def successions(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield for each body that ended a mutation by which its successor has its tasks, in a plan of today."""
    date = source.plan.metadata.date
    if source.later is None or date is None:
        return
    year = YEAR.search(source.text, date.span.start, date.span.end)
    if year is None:
        return
    today = Edit(year.start(), year.end(), issued(source.later)[:4])
    uses = uses_of(source)
    by_body: dict[str, list[tuple[int, int]]] = {}
    for span, found in uses.items():
        by_body.setdefault(found[0][2].agency_id or "", []).append(span)
    later = {body.agency_id: body for found in uses_of(source.later).values() for _, _, body in found}
    for spans in by_body.values():
        body = uses[spans[0]][0][2]
        new = next((row for row in successor_rows(body) if row.id in later), None)
        if new is None:
            continue
        edits = [Edit(*span, cased(source, span, new.name)) for span in spans]
        name = read_name(source.later, new)
        claims: list[Claim] = [
            replace(of_body(task, role, one, name), kinds=("succeeded",))
            for span in spans
            for task, role, one in uses[span]
        ]
        claims.append(OfFact("metadata", ("changed", "rolled-over"), "date"))
        tasks: list[Use] = [use for span in spans for use in uses[span]]
        what = f"{body.name} -> {new.name}"
        yield edited(source, "succession", [today, *edits], claims, tasks, what, HEAD_DATE)
