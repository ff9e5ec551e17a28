"""Codes of issuing bodies inside symbols: `UBND` in 68/KH-UBND, `TU` in 12-KH/TU.

The codes follow Nghị định 30/2020/NĐ-CP, Annex III, and Hướng dẫn 36-HD/VPTW for the Party. They are an open
class: an unknown code is no error. One code may stand for several bodies (`TW`, `BCT`).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from khparse.lexicon import table, values


class IssuerRow(NamedTuple):
    """A code with the bodies that use it; `family` is state, party, mass, steering or unit."""

    code: str
    names: tuple[str, ...]
    family: str
    level: str
    valid_from: str
    valid_to: str


@cache
def _rows() -> dict[str, list[IssuerRow]]:
    rows: dict[str, list[IssuerRow]] = {}
    for row in table("issuers"):
        names = tuple(values(row["name"]))
        entry = IssuerRow(row["code"], names, row["family"], row["level"], row["valid_from"], row["valid_to"])
        rows.setdefault(row["code"].upper(), []).append(entry)
    return rows


def find(code: str, family: str | None = None) -> IssuerRow | None:
    """Return the row of a code, capitals or not; `family` (state, party …) decides between several."""
    rows = _rows().get(code.upper(), [])
    return next((row for row in rows if row.family == family), rows[0] if rows else None)
