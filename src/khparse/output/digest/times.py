"""Times of plans in words: dates as dd/mm/yyyy in Vietnamese, recurrences (RFC 5545) as offices say them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from khparse.models import Deadline
from khparse.output.digest.words import Language
from khparse.output.words import capitalised, clean

_MONTHS = "January February March April May June July August September October November December".split()
_QUARTERS = ("I", "II", "III", "IV")


def date_in_words(edtf: str, language: Language) -> str:
    """Return an ISO date or its beginning (`2024-03`, `2024`): `09/12/2025`, `03/2024`; 9 December 2025."""
    parts = edtf.split("-")
    if language == "vi":
        return "/".join(reversed(parts))
    try:
        year, month, day = [*map(int, parts), 0, 0][:3]
    except ValueError:  # EDTF of another program: `2024-03-XX`
        return edtf
    named = [_MONTHS[month - 1]] if 0 < month < 13 else []
    return " ".join([*[str(day)] * bool(day), *named, str(year)])


def time_in_words(deadline: Deadline, language: Language) -> str:
    """Return when a deadline is: a date, a period, a rhythm, or the plan's words where it has no date."""
    if deadline.recurrence:
        rhythm = _rhythm(deadline.recurrence, deadline.inclusive, language)
        bounds = _bounds(deadline, language)
        joined = (f"{rhythm} ({bounds})" if bounds else rhythm) if rhythm else clean(deadline.text)
    else:
        joined = _bounds(deadline, language) or clean(deadline.relative) or clean(deadline.text)
    return capitalised(joined)


def due_date(deadline: Deadline) -> str | None:
    """Return the day by which timetables sort: the last one, else the first one; None for undated ones."""
    return None if deadline.recurrence else deadline.end or deadline.start


def _bounds(deadline: Deadline, language: Language) -> str:
    start, end = deadline.start, deadline.end
    vietnamese = language == "vi"
    if start and end:
        if start == end:
            return date_in_words(end, language)
        period = _period(start, end, language)
        first, last = date_in_words(start, language), date_in_words(end, language)
        return period or (f"từ {first} đến {last}" if vietnamese else f"{first} to {last}")
    if end:
        last = date_in_words(end, language)
        if deadline.inclusive:
            return f"chậm nhất {last}" if vietnamese else f"by {last}"
        return f"trước {last}" if vietnamese else f"before {last}"
    if start:
        first = date_in_words(start, language)
        return f"từ {first}" if vietnamese else f"from {first}"
    return ""


def _period(start: str, end: str, language: Language) -> str:
    """Return the name of a period of whole months: a month, a quarter, half a year, a year, or several."""
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return ""
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return ""
    vietnamese, year, months = language == "vi", first.year, (first.month, last.month)
    if year == last.year:
        if months[0] == months[1]:
            return f"tháng {start[5:7]}/{year}" if vietnamese else f"{_MONTHS[months[0] - 1]} {year}"
        if months == (1, 12):
            return f"năm {year}" if vietnamese else f"{year}"
        if months in ((1, 6), (7, 12)):
            vi, en = ("đầu", "first") if months[0] == 1 else ("cuối", "second")
            return f"6 tháng {vi} năm {year}" if vietnamese else f"{en} half of {year}"
        if months[0] % 3 == 1 and months[1] == months[0] + 2:
            quarter = _QUARTERS[months[0] // 3]
            return f"Quý {quarter}/{year}" if vietnamese else f"quarter {quarter}/{year}"
    elif months == (1, 12):
        return f"năm {year} - {last.year}" if vietnamese else f"{year} to {last.year}"
    if vietnamese:
        return f"từ tháng {start[5:7]}/{year} đến tháng {end[5:7]}/{last.year}"
    return f"{_MONTHS[months[0] - 1]} {year} to {_MONTHS[months[1] - 1]} {last.year}"


_EVERY = {
    ("DAILY", 1): ("hằng ngày", "daily"),
    ("WEEKLY", 1): ("hằng tuần", "weekly"),
    ("MONTHLY", 1): ("hằng tháng", "monthly"),
    ("MONTHLY", 3): ("hằng quý", "quarterly"),
    ("YEARLY", 1): ("hằng năm", "yearly"),
}
_UNITS = {
    "DAILY": ("ngày", "days"), "WEEKLY": ("tuần", "weeks"), "MONTHLY": ("tháng", "months"),
    "YEARLY": ("năm", "years"),
}  # fmt: skip
_DAYS = {
    "MO": ("thứ Hai", "Monday"), "TU": ("thứ Ba", "Tuesday"), "WE": ("thứ Tư", "Wednesday"),
    "TH": ("thứ Năm", "Thursday"), "FR": ("thứ Sáu", "Friday"), "SA": ("thứ Bảy", "Saturday"),
    "SU": ("Chủ nhật", "Sunday"),
}  # fmt: skip
_PLACES = {"1": ("đầu tiên", "first"), "2": ("thứ hai", "second"), "3": ("thứ ba", "third"),
           "4": ("thứ tư", "fourth"), "-1": ("cuối cùng", "last")}  # fmt: skip
_WORKING_DAYS = "MO,TU,WE,TH,FR"


def _rhythm(rule: str, inclusive: bool, language: Language) -> str:
    """Return a recurrence rule in words; empty for one that khparse doesn't write."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    column = 0 if language == "vi" else 1
    frequency, interval = parts.get("FREQ", ""), parts.get("INTERVAL", "1")
    if frequency not in _UNITS or not interval.isdecimal():
        return ""
    unit = _UNITS[frequency][column]
    count = int(interval)
    otherwise = f"{count} {unit} một lần" if column == 0 else f"every {count} {unit}"
    every = _EVERY.get((frequency, count), (otherwise, otherwise))[column]
    day = _day(parts, column)
    if day is None:
        return ""
    before = ("trước " if column == 0 else "before ") if day and not inclusive else ""
    return f"{every}, {before}{day}" if day else every


def _day(parts: dict[str, str], column: int) -> str | None:
    """Return the day and hour of a rule; empty where it names none, None where it can't be read."""
    vietnamese = column == 0
    months = [month for month in parts.get("BYMONTH", "").split(",") if month]
    if not all(month.isdecimal() and 1 <= int(month) <= 12 for month in months):
        return None
    named = ", ".join(months if vietnamese else [_MONTHS[int(month) - 1] for month in months])
    day = ""
    if month_day := parts.get("BYMONTHDAY"):
        if month_day == "-1":
            day = "ngày cuối tháng" if vietnamese else "the last day of the month"
        elif vietnamese:
            return (
                f"ngày {month_day}/{months[0]}" if len(months) == 1 else _joined(f"ngày {month_day}", named)
            )
        else:
            day = f"day {month_day}"
    elif by_day := parts.get("BYDAY"):
        day = _weekdays(by_day, parts.get("BYSETPOS"), column)
        if not day:
            return None
    if (hour := parts.get("BYHOUR")) and hour.isdecimal():
        minute = parts.get("BYMINUTE", "0").zfill(2)
        day += f" lúc {hour} giờ {minute}" if vietnamese else f" at {hour}:{minute}"
    if vietnamese:
        return _joined(day, named)
    return f"{day} of {named}" if day and named else day or named


def _joined(day: str, months: str) -> str:
    if not months:
        return day
    return f"{day} các tháng {months}" if day else f"tháng {months}"


def _weekdays(by_day: str, place: str | None, column: int) -> str:
    if by_day == _WORKING_DAYS and place == "-1":
        return ("ngày làm việc cuối cùng của tháng", "the last working day of the month")[column]
    words = []
    for item in by_day.split(","):
        day, number = _DAYS.get(item[-2:]), item[:-2]
        if day is None or (number and number not in _PLACES):
            return ""
        if not number:
            words.append(day[column])
        elif column == 0:
            words.append(f"{day[0]} {_PLACES[number][0]} của tháng")
        else:
            words.append(f"the {_PLACES[number][1]} {day[1]} of the month")
    return ", ".join(words)
