"""Provinces and centrally run cities, one row a period.

There were 63 until 2025-06-30 and are 34 since (Nghị quyết 202/2025/QH15). A name may mean several units, one
after another (Bắc Ninh: two provinces and a city), so look them up by the date of the document. Abbreviations
of two letters (QN, HB) fit several provinces and are not listed.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from khparse.fold import key
from khparse.lexicon import table, values
from khparse.lexicon.periods import in_force


class Province(NamedTuple):
    """A province or city in one period; `type` is `tỉnh` or `thành phố`, open ends are empty."""

    name: str
    type: str
    valid_from: str
    valid_to: str
    successor: str

    @property
    def full_name(self) -> str:
        """The name with its type: `tỉnh Hà Tĩnh`; capitals as in Nghị định 30/2020/NĐ-CP, Annex II."""
        return f"{'Thành phố' if self.name == 'Hồ Chí Minh' else self.type} {self.name}"


_TYPES = ("tỉnh ", "thành phố ", "tp ", "thủ đô ")


@cache
def _rows() -> tuple[dict[str, list[Province]], dict[str, list[Province]]]:
    """Return the units by the keys of their names and aliases, and by those of their seats."""
    named: dict[str, list[Province]] = {}
    seated: dict[str, list[Province]] = {}
    for row in table("provinces"):
        province = Province(row["name"], row["type"], row["valid_from"], row["valid_to"], row["successor"])
        for name in (row["name"], *values(row["aliases"])):
            named.setdefault(key(name), []).append(province)
        for seat in values(row["seats"]):
            seated.setdefault(key(seat), []).append(province)
    return named, seated


def _choose(rows: list[Province], date: str | None) -> Province | None:
    current = (row for row in rows if date and in_force(row.valid_from, row.valid_to, date))
    return next(current, rows[0] if rows else None)


def find(name: str, date: str | None = None) -> Province | None:
    """Return the province or city called `name`, with or without `tỉnh`, `TP.` before it, at `date`.

    `date` is ISO or EDTF; without one, or outside all periods, the oldest unit of that name is returned.
    """
    named, _ = _rows()
    found = key(name)
    for prefix in ("", *_TYPES):
        if found.startswith(prefix) and (rows := named.get(found[len(prefix) :])):
            return _choose(rows, date)
    return None


def of_place(place: str, date: str | None = None) -> Province | None:
    """Return the province whose date line names `place`: itself, or its seat in older texts (Vinh)."""
    return find(place, date) or _choose(_rows()[1].get(key(place), []), date)


@cache
def names() -> frozenset[str]:
    """Return the keys (`khparse.fold.key`) of all names and aliases."""
    return frozenset(_rows()[0])
