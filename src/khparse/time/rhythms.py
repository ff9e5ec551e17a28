"""Rhythms as printed: hằng tháng, định kỳ 6 tháng và hằng năm, 02 lần/năm, thứ Sáu hằng tuần.

Each is read into RFC 5545 rules. `định kỳ` and `thường xuyên` alone name no period and give none.
"""

from __future__ import annotations

import re

from khparse.time.values import BASE_RULES, MONTHS_OF, TimeExpression, monthly

_UNIT = r"(?:ngày|tuần|tháng|qu[ýí]|năm)(?! (?:(?!0\d [^\W\d])\d(?!\d? lần)|[ivl]{1,3}\b|học|hiếm|hành động))(?!\w)"
_MEMBER = (
    rf"(?:(?:hằng|hàng|mỗi) {_UNIT}|(?:0?[369]|ba|sáu|chín) tháng(?! (?:đầu|cuối))|(?:(?:0?1|một) )?{_UNIT})"
)
_JOINT = r"(?:, ?| ?/ ?| và | hoặc |, và )(?:định kỳ )?"
_LIST = re.compile(rf"{_MEMBER}(?:{_JOINT}{_MEMBER}){{0,5}}")
_ONE = re.compile(_MEMBER)
_MORE = re.compile(rf"(?:{_JOINT}{_MEMBER}){{1,5}}")
_WORD = re.compile(r"(?:(0?[369]|ba|sáu|chín) )?(ngày|tuần|tháng|qu[ýí]|năm)")
_COUNTS = {"ba": 3, "sáu": 6, "chín": 9, "một": 1, "hai": 2, "bốn": 4}
_TIMES = re.compile(r" (?:ít nhất |tối thiểu |không quá |từ )?(\d{1,2}|một|hai|ba|bốn) lần")
_PER = re.compile(r"(\d{1,2}) ?lần ?(?:/ ?|trong |một |mỗi )(?:0?1 )?(ngày|tuần|tháng|qu[ýí]|năm)(?!\w)")
_EVERY = re.compile(r"(\d{1,2}) (tuần|tháng|qu[ýí]|năm)(?: ?/ ?(?:(?:0?1|một) )?lần| (?:0?1|một) lần)")
_WEEKDAY = re.compile(
    r"(?:trước )?(?:(\d{1,2})(?:h|g| giờ) ?(\d\d)?,? )?(?:(?:sáng|chiều) )?(?:vào )?(thứ \w+|chủ nhật),? "
    r"(?:(đầu tiên|cuối cùng|thứ hai|thứ ba|tuần đầu(?: tiên)?|tuần cuối(?: cùng)?) (?:của )?)?$"
)
_WEEKDAYS = {
    "thứ hai": "MO", "thứ ba": "TU", "thứ tư": "WE", "thứ năm": "TH", "thứ sáu": "FR", "thứ bảy": "SA",
    "thứ 2": "MO", "thứ 3": "TU", "thứ 4": "WE", "thứ 5": "TH", "thứ 6": "FR", "thứ 7": "SA", "chủ nhật": "SU",
}  # fmt: skip
_ORDINALS = {
    "đầu tiên": 1, "thứ hai": 2, "thứ ba": 3, "cuối cùng": -1, "tuần đầu": 1, "tuần đầu tiên": 1, "tuần cuối": -1,
    "tuần cuối cùng": -1,
}  # fmt: skip
_REPORTS = ("báo cáo ", "kỳ ", "kết ", "quý, ", "quý và ")
_GOODS = ("ngân ", "mặt ", "khách ", "bán ", "cửa ", "đơn ", "nhà ", "đặt ", "giao ", "mua ", "kho ", "lô ")

FIXED = {
    "ngày làm việc cuối cùng của tháng": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "ngày cuối cùng của tháng": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "ngày cuối cùng hằng tháng": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "ngày cuối cùng hàng tháng": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "hai tuần một lần": "FREQ=WEEKLY;INTERVAL=2",
    "ba tháng một lần": monthly(3),
    "sáu tháng một lần": monthly(6),
    "theo quý": monthly(3),
    **{
        f"{day} đầu tháng": f"FREQ=MONTHLY;BYDAY=1{code}"
        for day, code in _WEEKDAYS.items()
        if day[-1].isalpha()
    },
}
"""Rhythms that hold no number."""


def each_at(text: str, start: int) -> TimeExpression | None:
    """Return the rhythm whose word hằng, hàng or mỗi begins at `start`, with what is listed behind it."""
    if start and (text[start - 1].isalpha() or text.endswith(_GOODS, 0, start)):
        return None
    match = _LIST.match(text, start)
    if not match:
        return None
    if text[start - 2 : start - 1].isdigit():  # the tail of a date: what follows belongs to the next one
        match = _ONE.match(text, start) or match
    rules, end = _listed(text, match)
    if rules in (["FREQ=WEEKLY"], ["FREQ=MONTHLY"]):
        weekday = _WEEKDAY.search(text, max(start - 50, 0), start)
        if weekday and weekday[3] in _WEEKDAYS and bool(weekday[4]) == (rules[0] == "FREQ=MONTHLY"):
            return _expression(weekday.start(), end, [_on_weekday(weekday)])
    return _expression(start, end, rules)


def _listed(text: str, match: re.Match[str]) -> tuple[list[str], int]:
    """Return the rules of listed periods and where they end: `mỗi năm 02 lần`, `hằng quý, 6 tháng và năm`."""
    rules = _rules(match.group())
    times = _TIMES.match(text, match.end())
    if not times or len(rules) > 1:
        return rules, match.end()
    unit = _WORD.findall(match.group())[0][1].replace("quí", "quý")
    return [_times_per(_count(times[1]), unit)], times.end()


def _on_weekday(weekday: re.Match[str]) -> str:
    hour = f";BYHOUR={int(weekday[1])};BYMINUTE={int(weekday[2] or 0)}" if weekday[1] else ""
    if weekday[4]:
        return f"FREQ=MONTHLY;BYDAY={_ORDINALS[weekday[4]]}{_WEEKDAYS[weekday[3]]}{hour}"
    return f"FREQ=WEEKLY;BYDAY={_WEEKDAYS[weekday[3]]}{hour}"


def periodic_at(text: str, start: int, word: str) -> TimeExpression:
    """Return what `định kỳ` or `thường xuyên` at `start` says, with the rhythm behind it if there is one."""
    end = start + len(word)
    bracket = text.startswith(" (", end)
    rhythm = _rhythm_behind(text, end + 1 + bracket) if word == "định kỳ" else None
    if rhythm is None:
        return TimeExpression(start, end, "periodic", start)
    rules, end = rhythm
    return _expression(start, end + (bracket and text.startswith(")", end)), rules, cue=word)


def _rhythm_behind(text: str, position: int) -> tuple[list[str], int] | None:
    counted = _EVERY.match(text, position) or _PER.match(text, position)
    if counted:
        return [_counted(counted)], counted.end()
    listed = _LIST.match(text, position)
    return _listed(text, listed) if listed else None


def counted_at(text: str, start: int) -> TimeExpression | None:
    """Return a counted rhythm at the number `start`: 02 lần/năm, 3 tháng/lần, 6 tháng một lần."""
    match = _PER.match(text, start) or _EVERY.match(text, start)
    return _expression(start, match.end(), [_counted(match)], cue="lần") if match else None


def reporting_period_at(text: str, start: int, number: str) -> TimeExpression | None:
    """Return the reporting period `báo cáo 6 tháng`, which makes a date beside it recurrent."""
    if int(number) not in (6, 9, 3) or not text.startswith(" tháng", start + len(number)):
        return None
    if text.startswith((" đầu", " cuối"), start + len(number) + 6):
        return None
    end = start + len(number) + 6
    dated = _is_listed(text, start, end)
    if text.endswith("), ", 0, start) and not dated:  # hằng tháng (trước ngày 20), 6 tháng và năm
        listed = _LIST.match(text, start)
        return _expression(start, listed.end(), _rules(listed.group()), cue="định kỳ") if listed else None
    if not text.endswith(_REPORTS, 0, start) and not dated:
        return None
    more = _MORE.match(text, end)
    return TimeExpression(start, more.end() if more else end, "periodic", start)


def reporting_year_at(text: str, start: int) -> TimeExpression | None:
    """Return the reporting period whose word năm is at `start`: `báo cáo năm`, `6 tháng (…), năm (…)`."""
    first = start - 4 if text.endswith("một ", 0, start) else start
    if text.endswith("báo cáo ", 0, start) or _is_listed(text, first, start + 3):
        return TimeExpression(start, start + 3, "periodic", start)
    return None


def _is_listed(text: str, start: int, end: int) -> bool:
    """Return whether a listed period has a date of its own: `…, 6 tháng (trước ngày 05/6)`."""
    return text.endswith((", ", " và "), 0, start) and text.startswith((" (", " trước"), end)


def _expression(start: int, end: int, rules: list[str], cue: str = "") -> TimeExpression:
    return TimeExpression(start, end, "rhythm", start, cue=cue, rules=tuple(rules))


def _rules(words: str) -> list[str]:
    rules: list[str] = []
    for count, unit in _WORD.findall(words):
        name = unit.replace("quí", "quý")
        rule = monthly(_count(count)) if count and name == "tháng" else BASE_RULES[name]
        if rule not in rules:
            rules.append(rule)
    return rules


def _count(word: str) -> int:
    return _COUNTS.get(word) or int(word)


def _counted(match: re.Match[str]) -> str:
    count, unit = int(match[1]), match[2].replace("quí", "quý")
    if match.re is _PER:
        return _times_per(count, unit)
    if unit == "tuần":
        return "FREQ=WEEKLY" if count == 1 else f"FREQ=WEEKLY;INTERVAL={count}"
    return monthly(max(count, 1) * MONTHS_OF[unit])


def _times_per(count: int, unit: str) -> str:
    """Return the rule of `count` times in each `unit`, evenly spread where whole months allow it."""
    months = MONTHS_OF.get(unit)
    if months and count and months % count == 0:
        return monthly(months // count)
    return BASE_RULES[unit]
