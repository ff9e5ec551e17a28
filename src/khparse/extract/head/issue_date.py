"""Place and date line: `Hà Tĩnh, ngày 28 tháng 6 năm 2023`, blanks included, as EDTF."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple


class DateParts(NamedTuple):
    """A date line: EDTF (None where all is blank), the range of the date, the place before it.

    `blank` says which parts are missing or unreadable: "day", "month", "year" joined by blanks.
    """

    edtf: str | None
    start: int
    end: int
    place: str | None
    blank: str


_FILL = r"[^\w\n,;]{0,40}"
_DATE_LINE = re.compile(
    rf"ng[àa]y(?P<day>{_FILL}\d{{1,2}}|{_FILL}|[^\n]{{0,6}}?) ?"
    rf"(?:th[áảàãạâa]ng(?P<month>{_FILL}\d{{1,2}}|{_FILL})"
    rf" ?n[ăaâ]m(?P<year>{_FILL}\d{{2}} ?\d{{2}}|{_FILL}(?:20)?{_FILL})"
    rf"|[/.-] ?(?P<month2>\d{{1,2}}|{_FILL}) ?[/.-] ?(?P<year2>\d{{4}}))",
    re.IGNORECASE,
)


def date_in(line: str) -> DateParts | None:
    """Return the date line that a head's line holds, or None. Offsets are in `line`."""
    match = _DATE_LINE.search(line)
    if match is None:
        return None
    day, month = _value(match["day"]), _value(match["month"] or match["month2"])
    year = _value(match["year"] or match["year2"])
    if year is not None and not 1900 <= year <= 2100:
        year = None
    blank = " ".join(
        name for name, value in (("day", day), ("month", month), ("year", year)) if value is None
    )
    return DateParts(edtf(year, month, day), match.start(), match.end(), _place(line[: match.start()]), blank)


def is_date_line(line: str) -> bool:
    """Return whether a line is nothing but place and date: `Hà Tĩnh, ngày 28 tháng 6 năm 2023`."""
    parts = date_in(line)
    if parts is None or parts.place is None or parts.edtf is None:
        return False
    return line[: parts.start].rstrip(" ,") == parts.place and not line[parts.end :].strip(" ./")


def _value(text: str | None) -> int | None:
    """Return the number that a part of the date holds; one with letters (`l2`, `1O`) is unreadable."""
    digits = "".join(c for c in text or "" if c.isalnum())
    return int(digits) if digits.isdecimal() else None


def edtf(year: int | None, month: int | None, day: int | None) -> str | None:
    """Return the EDTF of a date whose parts may be missing: `2024`, `2024-05`; None without a year.

    An impossible day or month is treated as missing.
    """
    if year is None:
        return None
    if month is None or not 1 <= month <= 12:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04}-{month:02}"


def _place(before: str) -> str | None:
    """Return the place name that stands before the date on its line: the last phrase of capitalised words."""
    phrase = before.rstrip(" ,.").rpartition("\t")[2]
    mottos = [match.end() for match in _MOTTO_END.finditer(phrase)]
    words = phrase[mottos[-1] if mottos else 0 :].split()
    first = len(words)
    while first and _names_place(words, first - 1):
        first -= 1
    place = " ".join(word.strip("…_()") for word in words[first:]).strip(" ,.-")
    return place or None


# The right column of a head, read on one line with the place: its motto, or the last word of a broken one.
_MOTTO_END = re.compile(r"(?:\bvi\S?t nam|ph[úu]c|(?-i:^NAM(?= [^\W\d_][a-zà-ỹ])))\b(?=.*\w)", re.IGNORECASE)
_NUMBERED_PLACES = ("quận", "phường", "thôn", "ấp", "phố", "khóm", "khu", "tổ")
_PLACE_WORDS = frozenset("thành phố tỉnh thị xã trấn huyện quận phường đặc khu đảo".split())


def _names_place(words: list[str], index: int) -> bool:
    """Return whether a word may belong to the name of a place: `Bà Rịa - Vũng Tàu`, `thị xã Sa Pa`."""
    word = words[index].strip(".,…_()")
    if word == "-":
        return True
    if word.isdecimal():
        return len(word) < 3 and words[index - 1].lower() in _NUMBERED_PLACES
    if not word[:1].isupper() and word not in _PLACE_WORDS:
        return False
    shouted = len(word) > 3 and word.isupper() and len(words) > 4
    return not shouted and "/" not in word and not any(c.isdigit() for c in word)
