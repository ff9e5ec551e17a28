"""Periods of validity: which of several rows with one name a document of a given date means."""

from __future__ import annotations


def in_force(valid_from: str, valid_to: str, date: str) -> bool:
    """Return whether `date` lies in a period; both ends inclusive, empty where open.

    All three are ISO dates or their beginnings (`2025`, `2025-02`, as EDTF writes them). An incomplete end
    covers its whole year or month; an incomplete date counts as its first day.

    >>> in_force("2007", "2025-02", "2025-02-28"), in_force("2025-03-01", "", "2025")
    (True, False)
    """
    return valid_from <= date and (not valid_to or date[: len(valid_to)] <= valid_to)
