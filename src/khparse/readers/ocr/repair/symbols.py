"""Symbols of documents (`KH-UBND`, `QĐ-TTg`), the lines of number and date, quarters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from khparse.document import Document
from khparse.lexicon import table, values
from khparse.readers.ocr.repair.edits import Edit, lines_of
from khparse.readers.ocr.repair.names import bare

_HEAD_LINES = 30
_DIGITS = str.maketrans("lI|OoSB", "1110058")


def symbol_edits(document: Document) -> Iterator[Edit]:
    """Yield the repairs of symbols, of the number and date lines, and of quarters."""
    yield from _head_lines(document)
    yield from _symbols(document.text)
    yield from _quarters(document.text)


# --- Symbols -----------------------------------------------------------------------------------------------

_SYMBOL = re.compile(
    r"(?<![^\W_])\d{1,6}[a-zđ]?(?:/\d{4})?[/-]([^\W\d_][^\W_]*(?:[-/][^\W_]+)*)|(?<= /)[A-ZĐÐ][^\W_]*-[^\W_]+"
)
_PART = re.compile(r"[^\W_]+")
_ALIKE = str.maketrans("ĐÐOQ01Il|", "DDQQQIIII")
_DOUBLED = re.compile(r"(ĐĐ+|ÐÐ+|ĐÐ|ÐĐ|(?<=[A-Z])TT+(?=[A-Z])|UU+|NN+(?=D|Đ))")


def _symbols(text: str) -> Iterator[Edit]:
    for match in _SYMBOL.finditer(text):
        start = match.start(1) if match[1] else match.start()
        for part in _PART.finditer(text, start, match.end()):
            known = _repaired(part.group())
            if known:
                yield Edit(part.start(), part.end(), known)


def _repaired(part: str) -> str | None:
    """Return the known code that a part of a symbol is a misreading of, or None."""
    codes = _codes()
    if part in codes.values() or part.isdigit() or len(part) < 2:
        return None
    plain = part.replace("Ð", "Đ")
    found = codes.get(plain.translate(_ALIKE))
    if found is None:
        single = _DOUBLED.sub(lambda match: match.group()[0], plain)
        found = codes.get(single.translate(_ALIKE))
        if found is None and single != plain and "ĐĐ" in plain:
            found = single
    return found or (plain if plain != part else None)


@cache
def _codes() -> dict[str, str]:
    """Return the codes of types and bodies by their shapes; shapes that several codes have are left out."""
    codes: dict[str, set[str]] = {}
    for row in table("issuers"):
        codes.setdefault(row["code"].translate(_ALIKE), set()).add(row["code"])
    for row in table("doc_types"):
        for code in values(row["symbol_codes"]):
            codes.setdefault(code.translate(_ALIKE), set()).add(code)
    return {shape: next(iter(found)) for shape, found in codes.items() if len(found) == 1}


# --- The lines of number and date --------------------------------------------------------------------------

_NUMBER = re.compile(r"(s[^\W\d_] ?[:.;,]?) ?([\dlI|OoSB]{1,6})(?= ?/ ?[^\W\d_])", re.IGNORECASE)
_DATE = re.compile(r"(ngay) ?(\S{0,3}) ?(thang) ?(\S{0,2}) ?(nam) ?(\S{0,5})")
_DATE_WORDS = {"ngay": "ngày", "thang": "tháng", "nam": "năm"}


def _head_lines(document: Document) -> Iterator[Edit]:
    for number, (start, end) in enumerate(lines_of(document)):
        if number == _HEAD_LINES:
            break
        line = document.text[start:end]
        low = bare(line)
        match = _NUMBER.search(line)
        if match and low[match.start() : match.start() + 2] == "so":
            yield from _number(match, start)
        if date := _DATE.search(low):
            yield from _date(line, date, start)


def _number(match: re.Match[str], start: int) -> Iterator[Edit]:
    word = match[1]
    if word[:2] not in ("Số", "SỐ", "số"):
        yield Edit(start + match.start(1), start + match.start(1) + 2, "SỐ" if word[:2].isupper() else "Số")
    yield from _digits(match[2], start + match.start(2))


def _date(line: str, date: re.Match[str], start: int) -> Iterator[Edit]:
    for group in (1, 3, 5):
        word = line[date.start(group) : date.end(group)]
        right = _DATE_WORDS[date[group]]
        if word.lower() != right:
            yield Edit(start + date.start(group), start + date.end(group), right)
    for group in (2, 4, 6):
        yield from _digits(line[date.start(group) : date.end(group)].rstrip(".,;"), start + date.start(group))


def _digits(text: str, start: int) -> Iterator[Edit]:
    """Yield the repair of letters that stand among digits."""
    digits = text.translate(_DIGITS)
    if digits != text and digits.isdecimal() and any(c.isdecimal() for c in text):
        yield Edit(start, start + len(text), digits)


# --- Quarters ----------------------------------------------------------------------------------------------

_QUARTER = re.compile(r"\bqu[ýíyi] ([IVHlT1|]{1,4})(?![^\W_])", re.IGNORECASE)
_STROKES = str.maketrans({"H": "II", "l": "I", "1": "I", "|": "I", "T": "I"})
_QUARTERS = ("I", "II", "III", "IV")


def _quarters(text: str) -> Iterator[Edit]:
    for match in _QUARTER.finditer(text):
        numeral = match[1]
        if not numeral.isdigit() and numeral not in _QUARTERS and numeral.translate(_STROKES) in _QUARTERS:
            yield Edit(match.start(1), match.end(1), numeral.translate(_STROKES))
