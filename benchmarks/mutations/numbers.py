"""The numbers of sections as offices print them: I, 1, 1.1, a, (1), A, Mục 1, Điều 1, Phần thứ nhất."""

from __future__ import annotations

import re

from khparse.models import Section
from khparse.segment.labels import roman, roman_value

_LETTERS = "a b c d đ e g h i k l m n o p q r s t u v x y".split()
_UPPER = "A B C D Đ E G H".split()
_ORDINALS = "nhất hai ba tư năm sáu bảy tám".split()
_LAST = re.compile(r"(.*?)(\d+|[IVXL]+|[a-zđ]|[A-HĐ]|nhất|hai|ba|tư|năm|sáu|bảy|tám)(\W*)\Z", re.S)


def numbered(text: str, section: Section) -> str:
    """Return the number of a section as the text prints it; empty where it can't be told."""
    start = section.extent.start
    if section.kind == "bullet":
        return text[start]
    if section.kind == "paren":
        end = text.find(")", start, start + 8) + 1
        return text[start:end]
    printed = text[start : start + len(section.num)]
    return printed if printed == section.num else ""


def value_of(kind: str, number: str) -> int | None:
    """Return which of its siblings a number makes a section, None for bullets and what isn't known."""
    match = _LAST.match(number)
    if kind == "bullet" or match is None:
        return None
    last = match[2]
    if last.isdigit():
        return int(last)
    lists = {"letter": _LETTERS, "paren": _LETTERS, "upper": _UPPER}
    if kind in lists and last in lists[kind]:
        return lists[kind].index(last) + 1
    if last in _ORDINALS:
        return _ORDINALS.index(last) + 1
    return roman_value(last) or None


def with_value(kind: str, number: str, value: int) -> str | None:
    """Return a number like `number` for the sibling at `value`; None where there is none."""
    match = _LAST.match(number)
    if match is None or value < 1:
        return None
    last = match[2]
    names = _LETTERS if kind in ("letter", "paren") else _UPPER if kind == "upper" else _ORDINALS
    if last.isdigit():
        new = str(value)
    elif kind in ("letter", "paren", "upper") or last in _ORDINALS:
        if value > len(names):
            return None
        new = names[value - 1]
    else:
        new = roman(value)
    return match[1] + new + match[3]
