"""What a document counts for: the figures that it is a part of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from khparse.batch.manifest import Entry

_DAY = re.compile(r"[1-9]\d{3}-(?:0[1-9]|1[0-2])-\d{2}")
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
    year, issuer = facts.get("year"), facts.get("issuer")
    yield Member("years", str(year or ""), about={"name": str(year) if year else None})
    yield Member("issuers", issuer or "", about={"name": issuer})
    if tasks := facts.get("tasks"):
        yield Member("summary", "tasks", (tasks,))
    yield from _agencies(facts)
    yield from _deadlines(facts)
    yield from _references(facts)
    yield from _notes(facts)


def day_of(deadline: list[Any]) -> str:
    """Return the ISO date on which a deadline of the facts ends, or begins; "" where it has none, or recurs."""
    start, end, recurrence, _ = deadline
    day = end or start or ""
    return day if not recurrence and _DAY.fullmatch(day) else ""


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
    deadlines = facts.get("deadlines") or []
    if not deadlines:
        return
    yield Member("summary", "deadlines", (len(deadlines),))
    days = Counter(map(day_of, deadlines))
    undated = days.pop("", 0)
    if recurring := sum(bool(deadline[2]) for deadline in deadlines):
        yield Member("summary", "recurring", (recurring,))
    if undated > recurring:
        yield Member("summary", "undated", (undated - recurring,))
    for table, period_of in _PERIODS.items():
        periods: Counter[str] = Counter()
        for day, count in days.items():
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
    references = facts.get("references") or []
    if references:
        yield Member("summary", "references", (len(references),))
    for name in references:
        is_ambiguous = not _WITH_YEAR.match(name)
        yield Member("references", name, about={"name": name, "is_ambiguous": is_ambiguous})


def _notes(facts: dict[str, Any]) -> Iterator[Member]:
    found: dict[str, list[tuple[str, str]]] = {}
    for code, level, message in facts.get("notes") or ():
        found.setdefault(code, []).append((level, message))
    for level in ("warning", "info"):
        if count := sum(level == other for notes in found.values() for other, _ in notes):
            yield Member("summary", level, (count,))
    for code, notes in found.items():
        level = "warning" if any(other == "warning" for other, _ in notes) else "info"
        is_example = any(message != notes[0][1] for _, message in notes)
        about = {"name": code, "level": level, "message": notes[0][1], "is_example": is_example}
        yield Member("notes", code, (len(notes),), about)
