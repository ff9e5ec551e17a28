"""When two names mean one body, and which bodies took over from which."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Protocol

from khparse.fold import fold
from khparse.lexicon import table, values
from khparse.lexicon.agency_table import row_of, rows


class Body(Protocol):
    """What has a canonical name and an id of the lexicon, such as `khparse.models.Agency`."""

    @property
    def name(self) -> str:
        """The canonical name."""

    @property
    def agency_id(self) -> str | None:
        """The id in the lexicon, None for bodies that it doesn't know."""


def are_same(body: Body, other: Body) -> bool:
    """Return whether two canonical names are of one body. Bodies of one kind in two named places are two."""
    if same_name(body.name, other.name):
        return True
    if body.agency_id is None or body.agency_id != other.agency_id:
        return False
    places = {_place(body.name, body.agency_id), _place(other.name, body.agency_id)} - {()}
    return len(places) < 2


def same_name(name: str, other: str) -> bool:
    """Return whether two names are the same but for case, tone placement, dashes and blanks."""
    return _key(name) == _key(other)


@cache
def heirs(agency_id: str) -> list[str]:
    """Return the ids of those that took over most of the work of a body, one after the other."""
    found: list[str] = []
    row = row_of(agency_id)
    while row and row.successors and row.successors[0] not in found:
        found.append(row.successors[0])
        row = row_of(found[-1])
    return found


@cache
def succession(agency_id: str, heir: str) -> str | None:
    """Return where it is laid down that `heir` took over work of a body; None where it didn't.

    It is a law where the lexicon names one, else the lexicon's own entry.
    """
    seen, open_ids = {agency_id}, [agency_id]
    sources: dict[str, str] = {}
    for current in open_ids:
        row = row_of(current)
        for successor in row.successors if row else ():
            own = (
                row.source if row and row.source else f"khparse: {row.name} (-{row.valid_to})" if row else ""
            )
            sources.setdefault(successor, sources.get(current, own))
            if successor not in seen:
                seen.add(successor)
                open_ids.append(successor)
    return sources.get(heir)


@cache
def first_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that the names of bodies begin with: of those with successors, and of the successors."""
    names: dict[str, set[str]] = {}
    for row in table("agencies"):
        names[row["id"]] = {name.split()[0].lower() for name in [row["name"], *values(row["aliases"])]}
    ended = [row for row in rows() if row.successors]
    old = frozenset(word for row in ended for word in names[row.id])
    new = frozenset(word for row in ended for heir in row.successors for word in names[heir])
    return old, new


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return " ".join(fold(name)[1].split())


@lru_cache(maxsize=4096)
def _place(name: str, agency_id: str) -> tuple[str, ...]:
    """Return what a name has behind the name of its kind: `An Thạnh` of `Ủy ban nhân dân xã An Thạnh`."""
    row = row_of(agency_id)
    known = {*_key(row.name if row else "").split(), *_LEVELS}
    words = _key(name).split()
    end = next((at for at in range(len(words), 0, -1) if words[at - 1] in known), len(words))
    return tuple(words[end:])


_LEVELS = ("tỉnh", "thành", "phố", "huyện", "quận", "thị", "xã", "phường", "trấn", "đặc", "khu", "cấp")
