"""Calendar units as printed: days, months, quarters, halves and years, alone, listed or as a short range.

One unit is what shares its tail: `24, 25 và 26 tháng 8 năm 2026`, `Quý III-IV/2024`, `ngày 16-20/11/2025`.
All patterns read text in lower case with unified dashes and single blanks.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass

from khparse.time.values import LAST, Day, Interval, Precision


@dataclass(slots=True)
class Unit:
    """A unit found at `start` to `end`; `named` says that a word (ngày, tháng …) makes it a time."""

    start: int
    end: int
    precision: Precision
    intervals: list[Interval]
    is_range: bool = False
    named: bool = True
    is_term: bool = False


_JOINT = r"(?: ?- ?| ?, ?| và | & |/| đến )"
_LIST_JOINT = r"(?: ?- ?| ?, ?| và (?:ngày )?| & )"
_YEAR = r"(?:19|20)\d\d(?!\d)"

_FULL_DATE = re.compile(r"(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d\d)(?!\d)")
_DAYS = re.compile(
    rf"(?P<days>\d{{1,2}}(?:{_LIST_JOINT}\d{{1,2}}){{0,11}})(?!\d)"
    r"(?:(?P<mark>[/.-])(?P<month>\d{1,2})(?!\d)(?:(?P=mark)(?P<year>\d{4})(?!\d))?"
    r"| tháng (?P<word>\d{1,2}(?!\d)|mười hai|mười một|[^\W\d_]+)"
    rf"(?:,? năm ?(?P<long>{_YEAR})|[/.-](?P<short>{_YEAR}))?)?"
)
_MONTH_YEAR = re.compile(rf"(\d{{1,2}})[/-]({_YEAR})")
_MONTHS = re.compile(
    rf"(?P<months>\d{{1,2}}(?:(?: ?- ?| ?, ?| và | & )\d{{1,2}}){{0,11}})(?!\d)"
    rf"(?: ?[/.-] ?(?P<short>{_YEAR})|,? (?:của )?năm ?(?P<long>{_YEAR})| (?P<plain>{_YEAR}))?"
)
_QUARTER_NUMBER = r"(?:[il1]{1,3}|[il1]v|[2-4])(?!\w)"
_QUARTERS = re.compile(
    rf"(?P<quarters>{_QUARTER_NUMBER}(?:{_JOINT}(?:qu[ýí] )?{_QUARTER_NUMBER}){{0,3}})"
    rf"(?: ?[/.-] ?(?P<short>{_YEAR})|,? ?(?:của )?năm ?(?P<long>{_YEAR})| (?P<plain>{_YEAR}))?"
)
_YEARS = re.compile(rf"({_YEAR})(?:( ?- ?| đến (?:hết )?(?:năm )?| và (?:năm )?)({_YEAR}))?")
_LOST_DASH = re.compile(r"((?:19|20)\d\d)((?:19|20)\d\d)(?!\d)")
_NUMBER = re.compile(r"\d+|[il]+v?")
_RANGE_END = re.compile(r" (?:đến|tới) (?:hết )?(?:ngày )?\d{1,2}(?:[/.-]\d| tháng)")
_OF_MONTH = re.compile(r" (?:(?:hằng|hàng|mỗi|của|các|trong|đầu|cuối) ){0,2}tháng")
_WEEKS_BEFORE = re.compile(r"tuần (?:lễ )?(?:thứ )?(?:\d(?:, ?| và | ?- ?))?$")

_MONTH_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip
_QUARTER_WORDS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def number_at(text: str, position: int, digits: str) -> Unit | None:
    """Return the unit that the number `digits` at `position` begins, with its word (ngày, quý …)."""
    words = _WORDS.get(text[max(position - 4, 0) : position])
    if words:
        for word, read in words:
            start = position - len(word)
            if start >= 0 and text.startswith(word, start) and not text[start - 1 : start].isalpha():
                return read(text, start, position)
    return _number(text, position, digits)


def _number(text: str, start: int, digits: str) -> Unit | None:
    before = text[start - 1] if start else " "
    is_month = before == "t" and not text[max(start - 2, 0) : start - 1].isalnum()  # T3/2024
    if before in "/.,%" or (before.isalnum() and not is_month):
        return None
    if len(digits) == 4 or len(digits) == 8:
        return _bare_years(text, start)
    if len(digits) > 2 or _is_week(text, start):
        return None
    if is_month:
        return _month_and_year(text, start - 1, start)
    return _days(text, start, start, has_word=False) or _month_and_year(text, start, start)


def _is_week(text: str, start: int) -> bool:
    """Return whether the number at `start` counts weeks: `tuần 3`, `tuần 3, 4 tháng 11`."""
    before = text[max(start - 16, 0) : start]
    return "tuần " in before and _WEEKS_BEFORE.search(before) is not None


def _ends_clean(text: str, end: int) -> bool:
    """Return whether a number ends at `end`, and no symbol (05/2024/TT), decimal or percentage goes on."""
    following = text[end : end + 2]
    if not following or following[0] in " )];:\n\"'?!":
        return not following.startswith(" %")
    if following[0] in ".,":
        return not following[1:].isdigit()
    if following[0] == "-":
        return not following[1:].isalpha()
    return following[0] not in "/%" and not following[0].isalnum()


def _day_unit(
    start: int, end: int, days: list[int], is_range: bool, month: int | None, year: int | None
) -> Unit:
    points = [Day(year, month, day) for day in days]
    if is_range:
        return Unit(start, end, "day", [Interval(points[0], points[-1])], is_range=True)
    return Unit(start, end, "day", [Interval(point, point) for point in points])


def _after_day(text: str, start: int, position: int) -> Unit | None:
    if text.startswith("ngày ", start - 5):  # ngày mồng 3
        start -= 5
    return _days(text, start, position, has_word=True)


def _days(text: str, start: int, position: int, has_word: bool) -> Unit | None:
    full = _FULL_DATE.match(text, position)
    if full:
        if not _ends_clean(text, full.end()):
            return None
        day, mark, month, year = full.groups()
        if len(year) == 2 and (mark != "/" or not has_word):
            return None
        return _day_unit(
            start, full.end(), [int(day)], False, int(month), int(year) + 2000 * (len(year) == 2)
        )
    match = _DAYS.match(text, position)
    if not match:
        return None
    numbers, is_range = _numbers(match["days"])
    month, year, end = _month_of_day(match)
    if month is None:
        end = match.end("days")
        if not has_word and not _begins_range(text, position, end):
            return None
        if is_range and _is_day_and_month(text, start, end, numbers):
            numbers, is_range, month = numbers[:1], False, numbers[1]
    elif match["mark"] in (".", "-") and not match["year"] and not has_word:
        return None  # 2.1 is the label of a unit, 16-18 a count
    if not _ends_clean(text, end) or text.startswith(" lần", end):
        return None
    unit = _day_unit(start, end, numbers, is_range, month, year)
    unit.named = has_word or year is not None or bool(match["word"])
    return unit


def _begins_range(text: str, position: int, end: int) -> bool:
    """Return whether a bare day begins a range that ends with a date: `từ 19 đến 21/8/2026`."""
    return text.endswith("từ ", 0, position) and _RANGE_END.match(text, end) is not None


def _is_day_and_month(text: str, start: int, end: int, numbers: list[int]) -> bool:
    """Return whether `ngày 25-12` is a day of a month: no range of days (`các ngày 1-5 hằng tháng`)."""
    if not 1 <= numbers[1] <= 12 or text[end - 3 : end].count(" "):
        return False
    counted = text[start - 2 : start - 1].isdigit() or text.endswith(("các ", "những "), 0, start)
    return not counted and not _OF_MONTH.match(text, end)


def _month_of_day(match: re.Match[str]) -> tuple[int | None, int | None, int]:
    """Return month and year of a day, and where they end; a word that is no month gives none."""
    if match["month"]:
        return int(match["month"]), int(match["year"]) if match["year"] else None, match.end()
    word = match["word"]
    if not word:
        return None, None, match.end("days")
    month = int(word) if word.isdecimal() else _MONTH_WORDS.get(word)
    year = match["long"] or match["short"]
    if month == 5 and word == "năm" and not year:
        month = None
    return month, int(year) if year else None, match.end()


def _numbers(text: str) -> tuple[list[int], bool]:
    """Return the numbers of a list and whether it is a range: `16-20`."""
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    return numbers, "-" in text and len(numbers) == 2


def _month_unit(start: int, end: int, months: list[int], is_range: bool, year: int | None) -> Unit:
    if is_range:
        span = Interval(Day(year, months[0], 1), Day(year, months[-1], LAST))
        return Unit(start, end, "month", [span], is_range=True)
    return Unit(start, end, "month", [Interval(Day(year, m, 1), Day(year, m, LAST)) for m in months])


def _after_month(text: str, start: int, position: int) -> Unit | None:
    full = _FULL_DATE.match(text, position)
    if full:  # a slip for ngày: trước tháng 28/10/2019
        return _days(text, start, position, has_word=True)
    match = _MONTHS.match(text, position)
    if not match:
        return None
    months, is_range = _numbers(match["months"])
    if not all(1 <= m <= 12 for m in months) or not _ends_clean(text, match.end()):
        return None
    year = match["short"] or match["long"] or match["plain"]
    return _month_unit(start, match.end(), months, is_range, int(year) if year else None)


def _month_and_year(text: str, start: int, position: int) -> Unit | None:
    match = _MONTH_YEAR.match(text, position)
    if not match or not 1 <= int(match[1]) <= 12 or not _ends_clean(text, match.end()):
        return None
    return _month_unit(start, match.end(), [int(match[1])], False, int(match[2]))


def quarter_at(text: str, start: int, position: int) -> Unit | None:
    """Return the quarters whose word begins at `start` and whose numbers begin at `position`."""
    match = _QUARTERS.match(text, position)
    if not match:
        return None
    words = [
        w.replace("l", "i").replace("1", "i") if len(w) > 1 or w == "l" else w
        for w in _NUMBER.findall(match["quarters"])
    ]
    quarters = [_QUARTER_WORDS.get(w) for w in words]
    if None in quarters or not _ends_clean(text, match.end()):
        return None
    year = match["short"] or match["long"] or match["plain"]
    number = int(year) if year else None
    spans = [Interval(Day(number, 3 * q - 2, 1), Day(number, 3 * q, LAST)) for q in quarters if q]
    if len(spans) == 2 and ("-" in match["quarters"] or " đến " in match["quarters"]):
        return Unit(start, match.end(), "quarter", [Interval(spans[0].first, spans[1].last)], is_range=True)
    return Unit(start, match.end(), "quarter", spans)


def _years(text: str, start: int, position: int, precision: Precision = "year") -> Unit | None:
    match = _YEARS.match(text, position) or _LOST_DASH.match(text, position)
    if not match or not _ends_clean(text, match.end()):
        return None
    first, last = int(match[1]), int(match[match.lastindex or 1])
    if last < first:
        return None
    span = Interval(Day(first, 1, 1), Day(last, 12, LAST))
    is_range = last > first
    return Unit(start, match.end(), "years" if is_range else precision, [span], is_range=is_range)


def _after_period(text: str, start: int, position: int) -> Unit | None:
    unit = _years(text, start, position)
    return unit if unit and unit.is_range else None


def _term(text: str, start: int, position: int) -> Unit | None:
    unit = _years(text, start, position)
    if unit:
        unit.is_term = True
    return unit


def _bare_years(text: str, start: int) -> Unit | None:
    unit = _years(text, start, start)
    if unit:
        unit.named = False
    return unit


def year_word_at(text: str, start: int) -> Unit | None:
    """Return the plan's own year where the word năm at `start` follows cuối, hết, trong …: `cuối năm`."""
    match = _BEFORE_YEAR.search(text, max(start - 6, 0), start)
    if not match:
        return None
    begin = start if match[1] in _PARTS else match.start()
    year = Unit(begin, start + 3, "year", [Interval(Day(None, 1, 1), Day(None, 12, LAST))])
    year.named = match[1] in _PARTS or match[1] == "hết"
    return year


def widen(text: str, unit: Unit, floor: int) -> None:
    """Take the words since `floor` that narrow `unit`: `cuối tháng 5`, `(từ 7h30 đến) 16h00 ngày 15/5`."""
    before = text[max(unit.start - 48, floor) : unit.start]
    if unit.precision == "day":
        clock = _CLOCK.search(before) if before.rstrip("(")[-2:-1] in _CLOCK_ENDS else None
        if clock:
            unit.start -= len(before) - clock.start()
            unit.end += "(" in clock.group() and text.startswith(")", unit.end)
    elif not unit.is_range and any(word in before for word in _PART_WORDS):
        part = _PART.search(before)
        if part and unit.precision in _PART_PRECISIONS:
            unit.start -= len(before) - part.start()
            unit.intervals = [_narrow(i, part, unit.precision) for i in unit.intervals]
            unit.precision = "half" if part["months"] else _PART_PRECISIONS[unit.precision]


_BEFORE_YEAR = re.compile(r"\b(đầu|giữa|cuối|hết|cả|trong|quanh) $")
_PART_WORDS = ("đầu ", "giữa ", "cuối ", "tuần ")
_PARTS = frozenset(("đầu", "giữa", "cuối"))
_PART = re.compile(
    r"(?<!\w)(?:(?P<months>\d{1,2}|ba|sáu|chín) tháng (?P<side>đầu|cuối)"
    r"|(?P<part>nửa đầu|nửa cuối|đầu|giữa|cuối)|(?P<decade>thượng|trung|hạ) tuần"
    r"|tuần (?:lễ )?(?:thứ )?(?P<week>\d|nhất|hai|ba|tư|đầu|cuối)(?: tiên| cùng)?"
    r"(?:(?:, ?| và | ?- ?)(?P<until>\d))?)"
    r"(?: của)? $"
)
_CLOCK_ENDS = frozenset("0123456789hg'ờtuiaưmyh,)")
_HOUR = r"\d{1,2}(?: ?(?:h|g|giờ)(?: ?\d\d(?!\d))?|:\d\d)(?: ?(?:phút|'))?"
_CLOCK = re.compile(
    rf"(?<!\w)(?:(?:từ )?{_HOUR} ?(?:-|đến) ?)?(?:(?:{_HOUR}"
    r"|(?:buổi )?(?:sáng|chiều|tối|trưa)|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? \(?){1,3}$"
)
_MONTH_PARTS = {
    "đầu": (1, 10), "giữa": (11, 20), "cuối": (21, LAST), "nửa đầu": (1, 15), "nửa cuối": (16, LAST),
    "thượng": (1, 10), "trung": (11, 20), "hạ": (21, LAST),
    "1": (1, 7), "nhất": (1, 7), "2": (8, 14), "hai": (8, 14), "3": (15, 21), "ba": (15, 21),
    "4": (22, 28), "tư": (22, 28),
}  # fmt: skip
_YEAR_PARTS = {"đầu": (1, 3), "giữa": (6, 7), "cuối": (12, 12), "nửa đầu": (1, 6), "nửa cuối": (7, 12)}
_PART_PRECISIONS: dict[Precision, Precision] = {"year": "part", "quarter": "month", "month": "month"}
_COUNT_WORDS = {"ba": 3, "sáu": 6, "chín": 9}


def _narrow(interval: Interval, part: re.Match[str], precision: Precision) -> Interval:
    """Return the part of a month, quarter or year; the bounds are conventions (the last ten days …)."""
    first, last = interval
    if part["months"]:
        count = _COUNT_WORDS.get(part["months"]) or int(part["months"])
        if precision != "year" or not 1 <= count <= 11:
            return interval
        months = (1, count) if part["side"] == "đầu" else (13 - count, 12)
        return Interval(first._replace(month=months[0]), last._replace(month=months[1]))
    word = part["part"] or part["decade"] or part["week"]
    if precision == "year" and word in _YEAR_PARTS:
        months = _YEAR_PARTS[word]
        return Interval(first._replace(month=months[0]), last._replace(month=months[1]))
    if precision == "quarter" and first.month and word in ("đầu", "giữa", "cuối"):
        month = first.month + ("đầu", "giữa", "cuối").index(word)
        return Interval(first._replace(month=month), last._replace(month=month))
    if precision == "month" and part["week"] in ("đầu", "cuối"):
        return _week_of(interval, part["week"])
    if precision == "month" and word in _MONTH_PARTS:
        days = _MONTH_PARTS[word]
        end = _MONTH_PARTS.get(part["until"] or word, days)
        return Interval(first._replace(day=days[0]), last._replace(day=end[1]))
    return interval


def _week_of(interval: Interval, word: str) -> Interval:
    """Return the first or last seven days of a month."""
    first, last = interval
    if word == "đầu":
        return Interval(first, last._replace(day=7))
    length = monthrange(first.year or 2001, first.month or 1)[1]
    return Interval(first._replace(day=length - 6), last)


Reader = Callable[[str, int, int], Unit | None]
"""Reads the unit whose word begins at the first offset and whose number begins at the second."""

_READERS: dict[str, Reader] = {
    "ngày ": _after_day,
    "mồng ": _after_day,
    "mùng ": _after_day,
    "tháng ": _after_month,
    "quý ": quarter_at,
    "quí ": quarter_at,
    "năm học ": _term,
    "nhiệm kỳ ": _term,
    "niên khóa ": _term,
    "thời kỳ ": _term,
    "giai đoạn ": _after_period,
    "giai đoạn từ ": _after_period,
    "giai đoạn năm ": _after_period,
    "giai đoạn từ năm ": _after_period,
    "năm ": _years,
}


def _by_ending() -> dict[str, list[tuple[str, Reader]]]:
    """Index the words by their last four letters, the longest word first."""
    index: dict[str, list[tuple[str, Reader]]] = {}
    for word in sorted(_READERS, key=len, reverse=True):
        index.setdefault(word[-4:], []).append((word, _READERS[word]))
    return index


_WORDS = _by_ending()
