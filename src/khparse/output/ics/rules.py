"""Recurrence rules of deadlines made into rules that every calendar understands.

RFC 5545 allows more than calendars import: Outlook knows one day of the month and one month in a rule
(MS-OXCICAL 2.1.3.2.2), and an all-day event has no BYHOUR (RFC 5545, 3.3.10). So the months 3, 6, 9, 12 become every
third month, other lists become a rule each, and hours are left to the text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_LONGEST_WAIT = 3000  # days; 29 February is never further away


class Rule(NamedTuple):
    """A recurrence of whole days; `months`, `days` (-1 is a month's last) and `weekdays` empty where not given."""

    frequency: str
    interval: int = 1
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekdays: tuple[str, ...] = ()
    position: int | None = None

    def first(self, begin: date) -> date | None:
        """Return the first day on or after `begin` that the rule names, whatever its interval; None for none."""
        for count in range(_LONGEST_WAIT):
            day = begin + timedelta(count)
            if self._names(day):
                return day
        return None

    def parts(self) -> dict[str, Any]:
        """Return the parts of the RRULE property, without UNTIL."""
        frequency, interval, months = self.frequency, self.interval, self.months
        if months and interval == 1 and (gap := _gap(months)):
            frequency, interval, months = ("YEARLY", 1, months) if gap == 12 else ("MONTHLY", gap, ())
        parts = {
            "FREQ": frequency,
            "INTERVAL": interval if interval > 1 else None,
            "BYMONTH": list(months),
            "BYMONTHDAY": list(self.days),
            "BYDAY": list(self.weekdays),
            "BYSETPOS": self.position,
        }
        return {name: value for name, value in parts.items() if value}

    def _names(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        length = monthrange(day.year, day.month)[1]
        if self.days and not {day.day, day.day - length - 1} & set(self.days):
            return False
        if self.position is not None:
            named = [n for n in range(1, length + 1) if self._has_weekday(day.replace(day=n), length)]
            place = self.position - (self.position > 0)
            return -len(named) <= place < len(named) and named[place] == day.day
        return self._has_weekday(day, length)

    def _has_weekday(self, day: date, length: int) -> bool:
        code = WEEKDAYS[day.weekday()]
        from_start, from_end = (day.day - 1) // 7 + 1, (length - day.day) // 7 + 1
        names = {code, f"{from_start}{code}", f"+{from_start}{code}", f"-{from_end}{code}"}
        return not self.weekdays or bool(names & set(self.weekdays))


def rules_of(recurrence: str, inclusive: bool) -> list[Rule]:
    """Return the rules of the last days that count of a recurring deadline; none where the rule can't be read.

    A period without a day counts to its end: the last of the month, the quarter or the year; a week to Friday. Before a
    day (`inclusive` false) means the day before.
    """
    rule = _read(recurrence)
    if rule is None:
        return []
    if not rule.days and not rule.weekdays:
        rule = _at_end(rule)
    elif not inclusive:
        rule = _day_before(rule)
    return list(_apart(rule))


def _read(recurrence: str) -> Rule | None:
    try:
        parts = dict(part.split("=", 1) for part in recurrence.upper().split(";"))
        weekdays = tuple(parts["BYDAY"].split(",")) if "BYDAY" in parts else ()
        rule = Rule(
            parts["FREQ"],
            int(parts.get("INTERVAL", 1)),
            _numbers(parts.get("BYMONTH")),
            _numbers(parts.get("BYMONTHDAY")),
            weekdays,
            int(parts["BYSETPOS"]) if "BYSETPOS" in parts else None,
        )
    except (KeyError, ValueError):
        return None
    readable = (
        rule.frequency in _FREQUENCIES
        and 0 < rule.interval < 100
        and all(1 <= month <= 12 for month in rule.months)
        and all(1 <= abs(day) <= 31 for day in rule.days)
        and all(_WEEKDAY.fullmatch(weekday) for weekday in weekdays)
        and (rule.position is None or (1 <= abs(rule.position) <= 31 and bool(weekdays)))
    )
    return rule if readable else None


def _numbers(text: str | None) -> tuple[int, ...]:
    return tuple(sorted({int(number) for number in text.split(",")})) if text else ()


def _at_end(rule: Rule) -> Rule:
    """Return a rule of a period without a day with the period's last day."""
    if rule.frequency == "DAILY":
        return rule
    if rule.frequency == "WEEKLY":
        return rule._replace(weekdays=("FR",))
    months, interval = rule.months, rule.interval
    if rule.frequency == "YEARLY":
        months = tuple(month for month in months if month % 12 + 1 not in months) or months[-1:] or (12,)
    elif not months and interval > 1 and 12 % interval == 0:
        months, interval = tuple(range(interval, 13, interval)), 1
    return rule._replace(months=months, interval=interval, days=(-1,))


def _day_before(rule: Rule) -> Rule:
    if rule.days:
        if rule.days == (1,):
            months = tuple(sorted((month - 2) % 12 + 1 for month in rule.months))
            return rule._replace(months=months, days=(-1,))
        return rule._replace(days=tuple(day - 1 for day in rule.days if day != 1))
    if all(weekday in WEEKDAYS for weekday in rule.weekdays) and rule.position is None:
        days = tuple(WEEKDAYS[WEEKDAYS.index(weekday) - 1] for weekday in rule.weekdays)
        return rule._replace(weekdays=days)
    return rule  # the day before the first Sunday has no name: the event stands on the Sunday itself


def _apart(rule: Rule) -> Iterator[Rule]:
    """Yield rules with one day of the month each, in months that are evenly spread."""
    if rule.months and rule.frequency == "MONTHLY":
        rule = rule._replace(interval=1)  # the months say it already, whichever month the count begins in
    singles = [rule._replace(days=(day,)) for day in rule.days] or [rule]
    for single in singles:
        if not rule.months or (_gap(rule.months) and rule.interval == 1):
            yield single
        else:
            for month in rule.months:
                yield single._replace(frequency="YEARLY", months=(month,))


def _gap(months: tuple[int, ...]) -> int | None:
    """Return how many months lie from one to the next where that is always the same: 3 for 3, 6, 9, 12."""
    gap, rest = divmod(12, len(months))
    return gap if not rest and all(b - a == gap for a, b in pairwise(months)) else None
