"""STUB until the lexicon is there."""

from typing import NamedTuple


class Resolved(NamedTuple):
    name: str
    agency_id: str | None


def resolve(text: str, date: str | None = None, province: str | None = None) -> Resolved:
    return Resolved(text, None)
