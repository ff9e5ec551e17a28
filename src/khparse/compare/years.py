"""Years between two plans: what moved with the year, and what didn't."""

from __future__ import annotations

from typing import NamedTuple

_YEARS = range(1900, 2200)


class Years(NamedTuple):
    """How many years lie between two plans; None where the year of one isn't known."""

    between: int | None

    def are_rolled(self, old: int, new: int) -> bool:
        """Return whether a year moved as the plans did: by the years between them, or by exactly one."""
        return new != old and new - old in (self.between or 1, 1)


def as_year(word: str) -> int | None:
    """Return the year that a word is, None for any other."""
    return int(word) if len(word) == 4 and word.isdecimal() and int(word) in _YEARS else None
