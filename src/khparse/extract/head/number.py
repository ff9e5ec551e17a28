"""Number and symbol of a document, as its head prints them.

Nghị định 30/2020/NĐ-CP, Annex I: state documents put a slash behind the number (`68/KH-UBND`); Hướng dẫn
36-HD/VPTW: Party documents put a hyphen behind it and a slash before the body (`12-KH/TU`).
"""

from __future__ import annotations

import re
from typing import NamedTuple


class NumberParts(NamedTuple):
    """Number and symbol with their range in the line; `blank` says how the number is missing."""

    number: str | None
    symbol: str | None
    start: int
    end: int
    blank: str | None = None


_NUMBER_LINE = re.compile(
    r"(?P<word>S[ốỐóÓòÒồÔôoO0] ?[:.;,]?|Số\s+hiệu:?) ?"
    r"(?P<number>\d{1,6}[a-zđA-D]?(?:\.\d{1,3})?(?: ?/ ?\d{4}(?= ?/))?|[^\w\n]{0,40}(?:/\d{4}(?=/))?|[^\s]{1,9}?)"
    r" ?(?P<separator>[/\-–]) ?"
    r"(?P<symbol>[A-ZĐƯ][^\W_]*(?:[.&][^\W_]+)*(?: ?[-–/] ?[A-ZĐƯ0-9][^\W_]*(?:[.&][^\W_]+)*)*)"
)
_SPACED = re.compile(
    r"S[ốỐ]:? ?(?P<number>\d{1,6}[a-z]?) (?P<symbol>[A-ZĐ]{2,6}/[A-ZĐƯ][^\W_]*(?:-[^\W_]+)*)"
)
_BARE = re.compile(r"S[ốỐ]:? ?(?P<number>\d{1,6}[a-z]?)\s*(?=$|\n)")


def number_in(line: str) -> NumberParts | None:
    """Return number and symbol of a head's line, or None. Offsets are in `line`.

    A number left blank (`Số:     /KH-SNV`, `Số: …/2024/NQ-HĐND`) is None with `blank` = "blank"; one that OCR
    made unreadable has `blank` = "unreadable".
    """
    match = _NUMBER_LINE.search(line)
    if match is None:
        if match := _SPACED.search(line):
            return NumberParts(match["number"], _clean(match["symbol"]), match.start(), match.end())
        # "XÍ NGHIỆP SỐ 2" is the name of a body
        if (match := _BARE.search(line)) and (match.start() == 0 or ":" in match.group()):
            return NumberParts(match["number"], None, match.start(), match.end())
        return None
    number = match["number"].strip()
    if number[:1].isdigit():
        number = number.replace(" ", "")
    symbol = _clean(match["symbol"])
    if number[:1].isdigit() and re.fullmatch(r"[\d./]+[a-zđA-D]?", number):
        return NumberParts(number, symbol, match.start(), match.end())
    unreadable = any(c.isalnum() for c in number.partition("/")[0])
    return NumberParts(None, symbol, match.start(), match.end(), "unreadable" if unreadable else "blank")


def _clean(symbol: str) -> str:
    """Return a symbol without stray blanks and with plain hyphens."""
    return re.sub(r"\s+", "", symbol).replace("–", "-").replace("Ð", "Đ").rstrip(".")
