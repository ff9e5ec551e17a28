"""What a time expression means: calendar intervals with blanks, rhythms, and their ISO and RRULE forms.

Dates are ISO 8601, both ends inclusive; a recurrence is an RFC 5545 RRULE. A year that the text leaves out
stays blank until `resolve` is told the plan's own year.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

LAST = -1
"""The last day of a month, as in RFC 5545's BYMONTHDAY=-1."""


class Day(NamedTuple):
    """A calendar day; the year, or month and year, may be blank (None), the day may be `LAST`."""

    year: int | None
    month: int | None
    day: int

    def borrow(self, other: Day) -> Day:
        """Return this day with its blank month and year taken from `other`."""
        return Day(self.year or other.year, self.month or other.month, self.day)

    def with_year(self, year: int | None) -> Day:
        """Return this day with a blank year filled in."""
        return self if self.year else Day(year, self.month, self.day)

    def exists(self) -> bool:
        """Return whether the calendar has this day; a blank year counts as a leap year."""
        if self.month is None:
            return self.day == LAST or 1 <= self.day <= 31
        if not 1 <= self.month <= 12:
            return False
        return self.day == LAST or 1 <= self.day <= monthrange(self.year or 2000, self.month)[1]

    def iso(self) -> str | None:
        """Return the ISO date, or None while a part is blank or where the calendar has no such day."""
        if self.year is None or self.month is None or not self.exists():
            return None
        day = monthrange(self.year, self.month)[1] if self.day == LAST else self.day
        return f"{self.year:04}-{self.month:02}-{day:02}"


class Interval(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: Day
    last: Day

    def with_year(self, year: int | None) -> Interval:
        """Return the interval with blank years filled in; one that runs over New Year ends a year later."""
        first, last = self.first.with_year(year), self.last.with_year(year)
        if self.last.year is None and last.year and first.month and last.month and first[:2] > last[:2]:
            last = last._replace(year=last.year + 1)
        return Interval(first, last)

    def exists(self) -> bool:
        """Return whether the calendar has both days."""
        return self.first.exists() and self.last.exists()


Precision = Literal["day", "month", "quarter", "part", "half", "year", "years"]
"""How exact the printed words are; `part` is the beginning, middle or end of a year."""

Bound = Literal["none", "within", "before", "until", "from"]
"""What the words before a time say: inside it, before it (exclusive), up to it, since it."""

Kind = Literal["date", "rhythm", "periodic", "limit", "term", "undated"]
"""A dated time; a rhythm (hằng tháng); one without a period (định kỳ, thường xuyên); a limit that counts from
an event (05 ngày làm việc kể từ …); a term of office, which only names something; a time whose dates a
calendar of its own sets (a school year or semester, a day of the lunar year)."""

MONTHS_OF = {"tháng": 1, "quý": 3, "năm": 12}
BASE_RULES = {
    "ngày": "FREQ=DAILY",
    "tuần": "FREQ=WEEKLY",
    "tháng": "FREQ=MONTHLY",
    "quý": "FREQ=MONTHLY;INTERVAL=3",
    "năm": "FREQ=YEARLY",
}


def monthly(months: int) -> str:
    """Return the rule of something that comes every so many months."""
    if months % 12 == 0:
        years = months // 12
        return "FREQ=YEARLY" if years == 1 else f"FREQ=YEARLY;INTERVAL={years}"
    return "FREQ=MONTHLY" if months == 1 else f"FREQ=MONTHLY;INTERVAL={months}"


@dataclass(slots=True)
class TimeExpression:
    """A time in the text, with the words that bound it: `trước ngày 20/12/2023`.

    `start` and `end` are offsets in the searched text, `core` is where the time itself begins behind its cue.
    `rules` are the recurrences that it states; `from_now` says that it runs from the plan's date of issue;
    `bare` marks numbers without a word (`2025 - 2030`, `15/6`), which mean a time only where one is expected.
    `year_filled` says that a year that the text leaves out has been filled in.
    """

    start: int
    end: int
    kind: Kind
    core: int
    cue: str = ""
    bound: Bound = "none"
    precision: Precision = "day"
    intervals: tuple[Interval, ...] = ()
    rules: tuple[str, ...] = ()
    from_now: bool = False
    is_range: bool = False
    bare: bool = False
    year_filled: bool = False

    @property
    def has_year(self) -> bool:
        """Whether the text itself prints the year (or none is needed)."""
        return all(i.last.year is not None for i in self.intervals)


class Period(NamedTuple):
    """One dated or recurring time: the fields of a deadline."""

    start: str | None
    end: str | None
    inclusive: bool
    recurrence: str | None


def resolve(time: TimeExpression, year: int | None, issued: str | None) -> list[Period]:
    """Return the periods that `time` states.

    `year` fills blank years, `issued` (an ISO date or None) is where `từ nay` begins. Neighbouring days or
    months of a list make one period. A date that stays incomplete gives nothing.
    """
    inclusive = time.bound != "before"
    if time.rules:
        return [Period(None, None, inclusive, rule) for rule in time.rules]
    periods: list[Period] = []
    for interval in _joined([i.with_year(year) for i in time.intervals]):
        first, last = interval.first.iso(), interval.last.iso()
        if first is None or last is None:
            continue
        if time.from_now:
            periods.append(Period(issued, last, True, None))
        elif time.bound == "before":
            periods.append(Period(None, first, False, None))
        elif time.bound == "until":
            periods.append(Period(None, last, True, None))
        elif time.bound == "from" and not time.is_range:
            periods.append(Period(first, None, True, None))
        else:
            periods.append(Period(first, last, True, None))
    return periods


def _joined(intervals: list[Interval]) -> list[Interval]:
    """Join intervals of a list that follow each other without a gap: 24, 25 and 26 August."""
    joined: list[Interval] = []
    for interval in intervals:
        if joined and _follows(joined[-1].last, interval.first):
            joined[-1] = Interval(joined[-1].first, interval.last)
        else:
            joined.append(interval)
    return joined


def _follows(last: Day, first: Day) -> bool:
    """Return whether `first` is the day after `last`."""
    if not (last.year and last.month and first.year and first.month and last.exists()):
        return False
    length = monthrange(last.year, last.month)[1]
    day = length if last.day == LAST else last.day
    if day < length:
        return first == Day(last.year, last.month, day + 1)
    return first.day == 1 and first.year * 12 + first.month == last.year * 12 + last.month + 1


def yearly_rules(intervals: Sequence[Interval]) -> tuple[str, ...]:
    """Return the rules of days, months or spans of months that come back yearly; whole months share one."""
    months: list[int] = []
    rules: list[str] = []
    for first, last in intervals:
        if first.day == 1 and last.day == LAST and first.month and last.month:
            months.extend(range(first.month, last.month + 1))
        else:
            rules.append(f"FREQ=YEARLY;BYMONTH={first.month};BYMONTHDAY={first.day}")
    if months:
        by_month = "" if len(months) == 12 else f";BYMONTH={','.join(map(str, months))}"
        rules.append(f"FREQ=YEARLY{by_month}")
    return tuple(rules)
