"""School years and semesters: times whose dates the calendar of each school year sets.

The Ministry's frame and each province's decision give other dates every year, so that these have none of their
own; what a title's school year does tell is the year of a month that is printed without one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from khparse.time.values import Interval, TimeExpression

_WORDS = ("học kỳ ", "học kì ", "năm học ")
_YEARS = r"20\d\d(?: ?[-/] ?20\d\d| đến 20\d\d)(?!\d)"
_NAME = re.compile(
    rf"học k[ỳì] (?:i{{1,2}}|[12]|hè|một|hai)(?!\w)(?:,? (?:của )?(?:năm học )?{_YEARS})?|năm học {_YEARS}"
)
_PART = re.compile(r"(?<!\w)(?:đầu|giữa|cuối) $")


def school_times(text: str, start: int, end: int) -> list[TimeExpression]:
    """Return the school years and semesters of `text` (lower case) between two offsets: `cuối học kỳ I`."""
    found: list[TimeExpression] = []
    for word in _WORDS:
        at = text.find(word, start, end)
        while at >= 0:
            match = _NAME.match(text, at, end)
            if match:
                part = _PART.search(text, max(at - 10, start), at)
                core = part.start() if part else at
                found.append(TimeExpression(core, match.end(), "undated", core, precision="years"))
            at = text.find(word, at + 1, end)
    return found


class SchoolYear(NamedTuple):
    """The school year from the year `first` to the next; months from `begins` on lie in the first of them."""

    first: int
    begins: int = 8

    def fill(self, time: TimeExpression) -> None:
        """Fill in the blank years of dated days, months and quarters: a month before `begins` is in the second."""
        dated = time.kind == "date" and not time.rules and time.precision in ("day", "month", "quarter")
        if not dated or time.has_year or any(i.last.month is None for i in time.intervals):
            return
        time.intervals = tuple(self._filled(interval) for interval in time.intervals)
        time.year_filled = True

    def _filled(self, interval: Interval) -> Interval:
        last = interval.last.with_year(self._year_of(interval.last.month))
        begin = min(self._year_of(interval.first.month), last.year or self.first)
        return Interval(interval.first.with_year(begin), last)

    def _year_of(self, month: int | None) -> int:
        return self.first + (month is not None and month < self.begins)
