"""What a document counts for: the figures that it is a part of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from khparse.batch.manifest import Entry

_WITH_YEAR = re.compile(r"\d+/\d{4}/|\d+/(?:NQ-)?QH\d+$|\D")


class Member(NamedTuple):
    """A document's part in a figure: its table and key, the amounts, and what else is to be told of the figure."""

    table: str
    key: str
    amounts: tuple[int, ...] = ()
    about: dict[str, Any] = {}  # noqa: RUF012  # never changed


def members_of(entry: Entry) -> Iterator[Member]:
    """Yield what a document counts for, each figure once."""
    yield Member("summary", "documents", (entry.size,))
    if entry.content:
        yield Member("equal", entry.content[:16])
    if entry.status == "failed" or entry.facts is None:
        yield Member("summary", "failed", (entry.size,))
        yield Member("failures", entry.error, about={"name": entry.error, "remedy": entry.remedy})
        return
    facts = entry.read_facts()
    yield Member("summary", "done", (facts.get("characters") or 0,))
    code = facts.get("type") or ""
    yield Member("types", code, about={"name": facts.get("type_name") or code or None})
    year = facts.get("year")
    yield Member("years", str(year or ""), about={"name": str(year) if year else None})
    yield _issuer(facts)
    if tasks := facts.get("tasks"):
        yield Member("summary", "tasks", (tasks,))
    yield from _agencies(facts)
    yield from _deadlines(facts)
    yield from _references(facts)
    yield from _notes(facts)
    for name in facts.get("cut") or ():
        yield Member("cut", name)


def _issuer(facts: dict[str, Any]) -> Member:
    """Return the issuer: bodies of the same name are told apart by the superior body printed above them."""
    name, parent = facts.get("issuer"), facts.get("issuer_parent")
    key = f"{name} ({parent})" if parent else name or ""
    return Member("issuers", key, about={"name": name, "agency_id": facts.get("issuer_id"), "parent": parent})


def _agencies(facts: dict[str, Any]) -> Iterator[Member]:
    found: dict[str, list[int]] = {}
    ids: dict[str, str | None] = {}
    for name, agency_id, leads, supports in facts.get("agencies") or ():
        ids.setdefault(name, agency_id)
        sums = found.setdefault(name, [0, 0])
        sums[0] += leads
        sums[1] += supports
    for name, (leads, supports) in found.items():
        yield Member("agencies", name, (leads, supports), {"name": name, "agency_id": ids[name]})


def _deadlines(facts: dict[str, Any]) -> Iterator[Member]:
    for key, count in zip(("deadlines", "recurring", "undated"), facts.get("deadlines") or (), strict=False):
        if count:
            yield Member("summary", key, (count,))
    days = facts.get("days") or ()
    for table, period_of in _PERIODS.items():
        periods: Counter[str] = Counter()
        for day, count in days:
            periods[period_of(day)] += count
        for period, count in periods.items():
            yield Member(table, period, (count,), {"name": period})


def _quarter(day: str) -> str:
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


_PERIODS: dict[str, Callable[[str], str]] = {
    "day": str,
    "month": lambda day: day[:7],
    "quarter": _quarter,
    "year": lambda day: day[:4],
}


def _references(facts: dict[str, Any]) -> Iterator[Member]:
    if cited := facts.get("cited"):
        yield Member("summary", "references", (cited,))
    for name in facts.get("references") or ():
        is_ambiguous = not _WITH_YEAR.match(name)
        yield Member("references", name, about={"name": name, "is_ambiguous": is_ambiguous})


def _notes(facts: dict[str, Any]) -> Iterator[Member]:
    counts: dict[str, tuple[int, int]] = facts.get("note_counts") or {}
    for index, level in enumerate(("warning", "info")):
        if count := sum(found[index] for found in counts.values()):
            yield Member("summary", level, (count,))
    messages: dict[str, list[str]] = {code: [] for code in counts}
    for code, _, message in facts.get("notes") or ():
        messages.setdefault(code, []).append(message)
    for code, (warnings, remarks) in counts.items():
        told = messages[code] or [""]
        about = {
            "name": code,
            "level": "warning" if warnings else "info",
            "message": told[0],
            "is_example": any(message != told[0] for message in told),
        }
        yield Member("notes", code, (warnings + remarks,), about)
