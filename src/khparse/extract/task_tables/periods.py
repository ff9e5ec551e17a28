"""Columns of a table that stand for a period (`Quý I`, `T3`, `Tuần 2`), and the marks that choose it."""

from __future__ import annotations

import re
from dataclasses import replace

from khparse.time.grammar import find_times
from khparse.time.values import Interval, TimeExpression

_MARK = re.compile(r"[x×v✓✔√✗✘☑☒●•◆■█▪+]{1,2}")
_SHORT = re.compile(r"(?P<unit>t|th|q)\.? ?(?P<number>\d{1,2}|[ivx]{1,4})(?P<rest>/\d{4})?")
_BARE = re.compile(r"(?:tuần )?(\d{1,2}|[ivx]{1,4})")
_UNITS = {"t": "tháng", "th": "tháng", "q": "quý"}
_MONTH = re.compile(r"tháng \d{1,2}(?:/\d{4}| năm \d{4})?(?!\d)")
_UNIT = re.compile(r"(?<!\w)(?:tháng|quý)(?!\w)")
_NAMES = re.compile(r"(?:(?:thời gian|tuần|đợt|kỳ|giai đoạn|thứ)(?: \w{1,4})?\W{0,3})?")
_SCHOOL_YEAR = re.compile(r"(?<!\d)(\d{4}) ?- ?(\d{4})(?!\d)")
_YEAR = re.compile(r"năm (\d{4})(?!\d)")
_SCHOOL_BEGINS = 8  # the month in which a school year begins


def is_mark(text: str) -> bool:
    """Return whether a cell (lower case) holds nothing but a mark: x, ✓, ●."""
    return _MARK.fullmatch(text.replace(" ", "")) is not None


def heading_period(heading: str, above: str) -> TimeExpression | None:
    """Return the period that a column's heading names, or None; offsets are those of the words read.

    `heading` and the headings `above` it are in lower case. A unit or year that the heading lacks is read
    above it: `1` below `Tháng`, `Quý I` below `Năm 2026`, `Tuần 2` below `Tháng 3/2026`.
    """
    words = _in_full(heading.strip(" .:()"), above)
    times = find_times(words)
    if len(times) != 1 or times[0].kind != "date" or not _NAMES.fullmatch(words, 0, times[0].start):
        return None
    if words[times[0].end :].strip(" )."):
        return None
    return replace(times[0], intervals=tuple(_dated(each, above) for each in times[0].intervals))


def _in_full(words: str, above: str) -> str:
    """Return a heading with the unit of its number: `T1` and `1` below `Tháng` are `tháng 1`."""
    if short := _SHORT.fullmatch(words):
        return f"{_UNITS[short['unit']]} {short['number']}{short['rest'] or ''}"
    if not (bare := _BARE.fullmatch(words)):
        return words
    if month := _MONTH.search(above):
        return f"tuần {bare[1]} {month[0]}"
    unit = None if words.startswith("tuần") else _UNIT.search(above)
    return f"{unit[0]} {bare[1]}" if unit else words


def _dated(interval: Interval, above: str) -> Interval:
    """Return the interval in the year that stands above it, if one does."""
    if school := _SCHOOL_YEAR.search(above):
        begins = interval.first.month is not None and interval.first.month >= _SCHOOL_BEGINS
        return interval.with_year(int(school[1] if begins else school[2])) if "năm học" in above else interval
    years = set(_YEAR.findall(above))
    return interval.with_year(int(years.pop())) if len(years) == 1 else interval
