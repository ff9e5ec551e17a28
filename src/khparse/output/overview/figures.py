"""The figures of an archive, in time that grows with its documents and in memory that doesn't."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

from khparse._version import __version__
from khparse.batch.manifest import Entry
from khparse.output.overview.members import Member, members_of
from khparse.output.overview.models import Deadlines, Document, Figures
from khparse.output.overview.tally import Tally

_SMALL = 2_000  # documents of an archive of which all are listed
_MOST_LISTED = 100  # documents of a figure, in a larger archive
MOST_LISTED_OF_A_DAY = 10
_MOST_PERIODS = 80  # of the timeline: more months than these are told as quarters, more quarters as years
_MOST_MONTHS = 36  # of the calendar
_MOST: dict[str, int] = {
    "types": 40,
    "years": 60,
    "issuers": 30,
    "agencies": 30,
    "references": 30,
    "notes": 60,
    "failures": 30,
    "equal": 30,
}
_AMOUNTS: dict[str, tuple[str, ...]] = {
    "summary": ("amount",),
    "agencies": ("leads", "supports"),
    "notes": ("notes",),
    "day": ("deadlines",),
    "month": ("deadlines",),
    "quarter": ("deadlines",),
    "year": ("deadlines",),
}
_TABLES = ("summary", "cut", "day", "month", "quarter", "year", *_MOST)
_SUMMARY = (
    "documents",
    "done",
    "failed",
    "tasks",
    "deadlines",
    "references",
    "warning",
    "info",
    "recurring",
    "undated",
    "equal",
)
Unit = Literal["month", "quarter", "year"]
_UNITS: tuple[Unit, ...] = ("month", "quarter", "year")


def figures_of(read: Callable[[], Iterable[Entry]]) -> Figures:
    """Return the figures of an archive, as of `figures_of(manifest.entries)`.

    `read` is called twice: the first pass counts, the second lists documents of the figures that are shown. It has
    to yield the same documents both times. What is kept is bounded, whatever the number of documents: by the
    figures, by the documents that they list, and by the keys that are counted at a time (see `Tally`).
    """
    tallies = {table: Tally() for table in _TABLES}
    for entry in read():
        for table, key, amounts, _ in members_of(entry):
            tallies[table].add(key, amounts)
    equal = tallies["equal"]
    for count in (equal.get(key)[0] for key in equal):
        if count > 1:
            tallies["summary"].add("equal", (1,), count)
    return _Listing(tallies).of(read())


class _Listing:
    """The second pass: what is told of the figures that are shown, and some of their documents."""

    def __init__(self, tallies: dict[str, Tally]) -> None:
        self._tallies = tallies
        self._documents, self._bytes = tallies["summary"].get("documents", 1)
        self._most = None if self._documents <= _SMALL else _MOST_LISTED
        self._unit: Unit = next((unit for unit in _UNITS if len(tallies[unit]) <= _MOST_PERIODS), "year")
        self._shown = {table: self._keys(table) for table in ("summary", "day", self._unit, *_MOST)}
        self._about: dict[tuple[str, str], dict[str, Any]] = {}
        self._names: dict[tuple[str, str], list[str]] = {
            (table, key): [] for table, keys in self._shown.items() for key in keys
        }

    def of(self, entries: Iterable[Entry]) -> Figures:
        listed: dict[str, Document] = {}
        for entry in entries:
            members = list(members_of(entry))
            if any(member.table == "equal" and ("equal", member.key) in self._names for member in members):
                members.append(Member("summary", "equal"))
            is_listed = [self._lists(member, entry.name) for member in members]
            if any(is_listed):
                listed[entry.name] = _document(entry)
        rankings = {table: self._ranking(table) for table in _MOST}
        return Figures.model_validate(
            {
                "generator": f"khparse {__version__}",
                "documents": self._documents,
                "bytes": self._bytes,
                "listed_at_most": self._most,
                "summary": self._figures("summary"),
                **rankings,
                "deadlines": self._deadlines(),
                "listed": [listed[name] for name in sorted(listed)],
            }
        )

    def _keys(self, table: str) -> list[str]:
        """Return the keys of the figures of a table that are shown, in their order."""
        tally = self._tallies[table]
        if table == "summary":
            return [key for key in _SUMMARY if tally.get(key)[0]]
        if table == "day":
            return self._days()
        if table not in _MOST:
            return list(tally)[-_MOST_PERIODS:]
        return self._ranked(table)

    def _ranked(self, table: str) -> list[str]:
        tally, most = self._tallies[table], _MOST[table]
        if table == "agencies":
            return tally.top(most, lambda count: count[1] + count[2])
        if table == "equal":
            return tally.top(most, lambda count: count[0], least=2)
        found = [key for key in tally.top(most + 1, lambda count: count[0]) if key][:most]
        if table == "years":
            found.sort()
        return [*found, ""] if tally.get("")[0] else found

    def _days(self) -> list[str]:
        """Return the days of the months with the most deadlines."""
        tally = self._tallies["month"]
        months = set(tally.top(_MOST_MONTHS if self._most else len(tally), lambda count: count[1]))
        return [day for day in self._tallies["day"] if day[:7] in months]

    def _lists(self, member: Member, name: str) -> bool:
        """Note what a document tells of a figure; return whether the figure lists the document."""
        place = member.table, member.key
        names = self._names.get(place)
        if names is None:
            return False
        known = self._about.setdefault(place, member.about)
        if member.table == "notes" and known["message"] != member.about["message"]:
            self._about[place] = {**known, "is_example": True}
        most = self._most and (MOST_LISTED_OF_A_DAY if member.table == "day" else self._most)
        if most and len(names) >= most:
            return False
        names.append(name)
        return True

    def _figures(self, table: str) -> list[dict[str, Any]]:
        amounts = _AMOUNTS.get(table, ())
        made = []
        for key in self._shown[table]:
            count, *sums = self._tallies[table].get(key, len(amounts))
            made.append(
                {
                    "key": key,
                    **self._about.get((table, key), {}),
                    "documents": count,
                    **dict(zip(amounts, sums, strict=True)),
                    "listed": self._names[table, key],
                }
            )
        return made

    def _ranking(self, table: str) -> dict[str, Any]:
        tally = self._tallies[table]
        least = 2 if table == "equal" else 1
        different = sum(tally.get(key)[0] >= least for key in tally if key)
        return {
            "figures": self._figures(table),
            "different": different,
            "missing": tally.missing,
            "cut": self._tallies["cut"].get(table)[0],
        }

    def _deadlines(self) -> Deadlines:
        total, recurring, undated = (
            self._tallies["summary"].get(key, 1)[1] for key in ("deadlines", "recurring", "undated")
        )
        return Deadlines.model_validate(
            {
                "total": total,
                "recurring": recurring,
                "undated": undated,
                "unit": self._unit,
                "timeline": self._figures(self._unit),
                "days": self._figures("day"),
                "cut": self._tallies["cut"].get("days")[0],
                "months": len(self._tallies["month"]),
            }
        )


def _document(entry: Entry) -> Document:
    facts = entry.read_facts()
    if entry.status == "failed":
        return Document(name=entry.name, target=entry.target, error=entry.error, remedy=entry.remedy)
    return Document(
        name=entry.name,
        target=entry.target,
        title=facts.get("title") or None,
        type=facts.get("type"),
        subject=facts.get("subject"),
        date=facts.get("date"),
        issuer=facts.get("issuer"),
    )
