"""On which days a deadline stands in a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from khparse.facts.rows import Due
from khparse.models import Deadline, Plan
from khparse.output.ics.rules import Rule, rules_of

SHORT = 7
"""Days of a period that is shown whole; of a longer one its last day is shown."""

_YEARS = range(1900, 2200)
_NAMED_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?![\d/.])")
_FIRST_YEAR = re.compile(r"(?<!đến )(?<!đến hết )(?<!hết )năm (?:học )?((?:19|20)\d\d)(?![\d/.])")
_LAST_QUARTER = 10


class Occasion(NamedTuple):
    """Days of an event, both inclusive; `rule` repeats it, up to and including the day `until` (None: no end)."""

    first: date
    last: date
    rule: Rule | None = None
    until: date | None = None


def occasions_of(row: Due) -> Iterator[Occasion]:
    """Yield the events of a deadline: none where it is relative, several where calendars need several rules.

    A limit is an event on the last day that counts: `trước ngày 20/12` on the 19th. A period of at most a week is an
    event of its days, a longer one an event on its last day. A beginning without an end is an event on that day.
    """
    deadline = row.deadline
    first, last = _day(deadline.start), _day(deadline.end)
    if deadline.recurrence:
        yield from _recurring(row.plan, deadline, deadline.recurrence)
    elif last:
        if not deadline.inclusive:
            last -= timedelta(1)
        short = first is not None and 0 <= (last - first).days < SHORT
        yield Occasion(first if first and short else last, last)
    elif first:
        yield Occasion(first, first)


def _recurring(plan: Plan, deadline: Deadline, recurrence: str) -> Iterator[Occasion]:
    """Yield a repeated event for each rule, from the first day after the plan begins that the rule names.

    It ends with the deadline's or the plan's last year. Where neither names one, yearly duties have no end, and
    the others end with the year of issue, or the year after it when the plan is of the last quarter.
    """
    begin = _day(deadline.start) or _beginning(plan)
    if begin is None:
        return
    for rule in rules_of(recurrence, deadline.inclusive):
        first = rule.first(begin)
        if first is None:
            continue
        until = _day(deadline.end) or _end(plan)
        if until is None and rule.parts()["FREQ"] != "YEARLY":
            until = date(begin.year + (begin.month >= _LAST_QUARTER), 12, 31)
        yield Occasion(first, first, rule, max(until, first) if until else None)


def opening_day(plan: Plan) -> date | None:
    """Return the day of a document; the first one of its month or year where the rest is blank."""
    printed = plan.metadata.date.edtf if plan.metadata.date else None
    return _day("-".join([*(printed or "").split("-"), "01", "01"][:3]))


def _beginning(plan: Plan) -> date | None:
    """Return the first day that a plan can be carried out: of its year (`năm 2026`) where it is issued before that."""
    issued = opening_day(plan)
    years = [int(year) for year in _FIRST_YEAR.findall(plan.metadata.subject or "")]
    years = [year for year in years if issued is None or year >= issued.year]
    begin = date(min(years), 1, 1) if years else None
    return max(filter(None, (issued, begin)), default=None)


def _end(plan: Plan) -> date | None:
    """Return the last day of the last year that the subject of a plan names, from the year of issue on."""
    issued = opening_day(plan)
    years = [int(year) for year in _NAMED_YEAR.findall(plan.metadata.subject or "")]
    years = [year for year in years if issued is None or year >= issued.year]
    return date(max(years), 12, 31) if years else None


def _day(text: str | None) -> date | None:
    """Return a date of the contract; None for what no calendar can hold, as JSON from elsewhere may."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if day.year in _YEARS else None
