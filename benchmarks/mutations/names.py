"""Bodies of the lexicon that can stand where a plan names another one."""

from __future__ import annotations

from collections import Counter
from random import Random

from khparse.lexicon.agencies import resolve, successors
from khparse.lexicon.agency_table import AgencyRow, row_of, rows
from khparse.models import Agency
from mutations.source import Source, bodies

_KINDS = ("department", "division", "unit", "armed-force", "mass-org", "agency")


def issued(source: Source) -> str:
    """Return the date of a plan (EDTF); that of a plan without one is of no matter."""
    date = source.plan.metadata.date
    return date.edtf if date and date.edtf else "2025-12-01"


def read_name(source: Source, row: AgencyRow) -> str:
    """Return the name by which the parser knows a body of the lexicon in this plan: that of its province."""
    return resolve(row.name, issued(source), source.plan.metadata.place).name


def some_bodies(source: Source, random: Random, count: int) -> list[str]:
    """Return names of bodies of the plan's level that the plan doesn't name; none where too few are known."""
    levels = Counter(
        row.level for task in source.plan.assignments for body in bodies(task) if (row := _row(body))
    )
    level = next((name for name, _ in levels.most_common() if name in _HOUSES), None)
    if level is None:
        return []
    named = _named(source)
    free = [row.name for row in _known(source, _HOUSES[level], level) if row.id not in named]
    return random.sample(free, count) if len(free) >= count else []


_HOUSES = {"province": "department", "district": "division", "commune": "division"}


def another(source: Source, body: Agency, besides: set[str | None], random: Random) -> AgencyRow | None:
    """Return another body of the lexicon for the same place: of the same kind and level where known.

    `besides` are ids of those that it mustn't be; nor may one be the successor of the other.
    """
    row = _row(body)
    kind, level = (row.kind, row.level) if row and row.kind in _KINDS else ("", "")
    if not kind:
        levels = Counter(
            found.level for task in source.plan.assignments for one in bodies(task) if (found := _row(one))
        )
        level = next((name for name, _ in levels.most_common() if name in _HOUSES), "province")
        kind = _HOUSES[level]
    date = issued(source)
    related = {body.agency_id, *successors(body.agency_id or "", date), *(row.successors if row else ())}
    free = [
        found
        for found in _known(source, kind, level)
        if found.id not in besides | related and body.agency_id not in found.successors
    ]
    return random.choice(free) if free else None


def predecessor(body: Agency, random: Random) -> AgencyRow | None:
    """Return a body of the same kind that ended after 2024 and whose work this one does."""
    now = _row(body)
    found = [
        row
        for row in rows()
        if now
        and now.id in row.successors
        and row.valid_to >= "2025"
        and (row.kind, row.level) == (now.kind, now.level)
    ]
    return random.choice(found) if found else None


def _known(source: Source, kind: str, level: str) -> list[AgencyRow]:
    """Return the bodies of a kind and level whose names are understood in this plan."""
    place = source.plan.metadata.place
    return [
        row
        for row in rows()
        if (row.kind, row.level) == (kind, level)
        and not row.valid_to
        and resolve(row.name, issued(source), place).agency_id == row.id
    ]


def _named(source: Source) -> set[str | None]:
    return {body.agency_id for task in source.plan.assignments for body in bodies(task)}


def _row(body: Agency) -> AgencyRow | None:
    return row_of(body.agency_id) if body.agency_id else None


def successor_rows(body: Agency) -> list[AgencyRow]:
    """Return the bodies that took over from one that ended."""
    row = _row(body)
    return [found for name in row.successors if (found := row_of(name))] if row and row.valid_to else []
