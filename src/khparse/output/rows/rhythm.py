"""Recurrences in words: `FREQ=MONTHLY;BYMONTHDAY=15` is `ngày 15 hằng tháng`."""

from __future__ import annotations

import re
from functools import lru_cache

_DAYS = {
    "MO": ("thứ Hai", "Monday"), "TU": ("thứ Ba", "Tuesday"), "WE": ("thứ Tư", "Wednesday"),
    "TH": ("thứ Năm", "Thursday"), "FR": ("thứ Sáu", "Friday"), "SA": ("thứ Bảy", "Saturday"),
    "SU": ("Chủ nhật", "Sunday"),
}  # fmt: skip
_ORDINALS = {
    1: ("đầu tiên", "first"), 2: ("thứ hai", "second"), 3: ("thứ ba", "third"), 4: ("thứ tư", "fourth"),
    -1: ("cuối cùng", "last"),
}  # fmt: skip
_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
_UNITS = {
    "DAILY": ("ngày", "day"), "WEEKLY": ("tuần", "week"), "MONTHLY": ("tháng", "month"),
    "YEARLY": ("năm", "year"),
}  # fmt: skip
_WORKING_DAYS = "MO,TU,WE,TH,FR"
_KNOWN = {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "BYHOUR", "BYMINUTE"}
_PART = re.compile(r"([A-Z]+)=([A-Z0-9,-]+)")


@lru_cache(maxsize=1024)
def in_words(rule: str, lang: str, inclusive: bool = True) -> str:
    """Return an RFC 5545 RRULE in Vietnamese (`vi`) or English (`en`); `inclusive` false says before it.

    Rules that khparse doesn't make itself come back as they are.
    """
    matches = [_PART.fullmatch(part) for part in rule.split(";")]
    parts = {match[1]: match[2] for match in matches if match}
    if len(parts) != len(matches) or not parts.keys() <= _KNOWN:
        return rule
    try:
        words = _vietnamese(parts) if lang == "vi" else _english(parts)
    except (KeyError, ValueError, IndexError):
        return rule
    if inclusive:
        return words
    return f"trước {words}" if lang == "vi" else f"before {re.sub(r'^(?:on|in|at) ', '', words)}"


def _vietnamese(parts: dict[str, str]) -> str:
    unit, count = _UNITS[parts["FREQ"]][0], int(parts.get("INTERVAL", 1))
    months = _numbers(parts, "BYMONTH")
    day = _day(parts, 0)
    if "BYMONTHDAY" in parts:
        number = int(parts["BYMONTHDAY"])
        day = "ngày cuối cùng" if number == -1 else f"ngày {number:02}"
        if len(months) == 1 and number > 0:
            day, months = f"{day}/{months[0]:02}", []
    if months and (day or parts["FREQ"] == "MONTHLY"):
        day = f"{day} các tháng {_listed(months, 'và')}".strip()
    elif months:
        day = f"tháng {_listed(months, 'và')}"
    if parts["FREQ"] == "MONTHLY" and count == 3 and not months:
        period = "hằng quý"
    elif parts["FREQ"] == "MONTHLY" and months:
        period = "hằng năm"
    else:
        period = f"hằng {unit}" if count == 1 else f"{count} {unit} một lần"
    hour = f"{int(parts['BYHOUR']):02} giờ {int(parts.get('BYMINUTE', 0)):02}" if "BYHOUR" in parts else ""
    return " ".join(part for part in (hour, day, period) if part)


def _english(parts: dict[str, str]) -> str:
    unit, count = _UNITS[parts["FREQ"]][1], int(parts.get("INTERVAL", 1))
    months = [_MONTHS[month - 1] for month in _numbers(parts, "BYMONTH")]
    yearly = bool(months)
    day = _day(parts, 1)
    if "BYMONTHDAY" in parts:
        number = int(parts["BYMONTHDAY"])
        day = "the last day" if number == -1 else f"day {number}"
        if len(months) == 1 and number > 0:
            day, months = f"{number} {months[0]}", []
    if months:
        day = f"{day} of {_listed(months, 'and')}" if day else f"in {_listed(months, 'and')}"
    if parts["FREQ"] == "MONTHLY" and yearly:
        unit, count = "year", 1
    elif parts["FREQ"] == "MONTHLY" and count == 3:
        unit, count = "quarter", 1
    period = f"every {unit}" if count == 1 else f"every {count} {unit}s"
    if parts["FREQ"] == "WEEKLY" and day and count == 1:
        day, period = "", f"every {day}"
    elif day and not day.startswith("in "):
        day = f"on {day}" if yearly else f"on {day} of"
    hour = f"at {int(parts['BYHOUR']):02}:{int(parts.get('BYMINUTE', 0)):02}" if "BYHOUR" in parts else ""
    return " ".join(part for part in (hour, day, period) if part)


def _day(parts: dict[str, str], language: int) -> str:
    """Return the weekday of a rule, empty where it has none."""
    if "BYDAY" not in parts:
        return ""
    if parts["BYDAY"] == _WORKING_DAYS and parts.get("BYSETPOS") == "-1":
        return ("ngày làm việc cuối cùng", "the last working day")[language]
    if "BYSETPOS" in parts:
        raise ValueError
    days = []
    for printed in parts["BYDAY"].split(","):
        name = _DAYS[printed[-2:]][language]
        ordinal = _ORDINALS[int(printed[:-2])][language] if printed[:-2] else ""
        days.append(name if not ordinal else f"the {ordinal} {name}" if language else f"{name} {ordinal}")
    return _listed(days, ("và", "and")[language])


def _numbers(parts: dict[str, str], name: str) -> list[int]:
    return [int(number) for number in parts[name].split(",")] if name in parts else []


def _listed(items: list[int] | list[str], word: str) -> str:
    names = [str(item) for item in items]
    return ", ".join(names[:-1]) + f" {word} {names[-1]}" if len(names) > 1 else names[0]
