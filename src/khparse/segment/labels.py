"""Labels of units at the start of a line: `I.`, `1.`, `1.1.`, `a)`, `(1)`, `Điều 3.`, `Phụ lục I`, bullets.

Nghị định 30/2020/NĐ-CP, Annex I, names parts, chapters, sections, articles, clauses (1.) and points (a);
Party documents write `I-` and `1-`. Offices add `1/`, `1)`, `(1).`, `I/.`, `A.`, labels that repeat the one above
(`I.1.`, `a.1)`) and three kinds of bullets.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from khparse.segment.outline import Kind


class Label(NamedTuple):
    """A label: its kind, its number as ids print it, the offset behind it (blanks included).

    `style` is the sign that closes it: `1.` and `1)` are two levels where both occur.
    """

    kind: Kind
    num: str
    end: int
    style: str = ""

    @property
    def repeats_parent(self) -> bool:
        """Whether it repeats the label above it: `I.1`, `a.1`."""
        return self.style in ("I", "a")


BULLETS = "-–—+•·*●○◦▪■□➢➤✓✔♦❖"

# What follows must not make it the number of a document (`45/KH-UBND`, `12-KH/TU`) or a share (`10.5%`).
_DECIMAL = re.compile(
    r"(\d{1,3}(?:\.\d{1,2}){0,4})(?:(?: ?\.[-)/]| ?[)/]\.| ?[.)/])(?![\d%]|[A-ZĐ][^\W_]*-)"
    r"|(?= [-–] ?[^\W\d_])[ -–]{1,3}|- ?(?=[^\W\d_])(?![A-ZĐ][^\W_]*/))[ \t]*"
)
_DECIMAL_BARE = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})[ \t]+(?=[^\W\d_])")
_ROMAN = re.compile(r"([IVXL]{1,7})(?: ?(?:\.[-)/]|[)/]\.|[./):])(?![.\d])| ?[-–](?=\s?[^\W\d_]))[ \t]*")
_ROMAN_MISREAD = re.compile(r"([IVXHl1|]{2,6})\. ?(?=[^\W\d_])")  # OCR takes I for l, 1 or |, II for H
_UPPER = re.compile(r"([A-HĐ])(?:\.[-)/] ?|[)/]\. ?|\. |\) ?|/ ?|\.(?=[^\W\d_]{2})| ?[-–] )(?!\.)")
_LETTER = re.compile(r"([a-zđ])(?: ?\.?\)| ?/(?: |\. ?)|\. |- (?=[A-ZĐ]))\.?[ \t]*")
_BELOW_UPPER = re.compile(
    r"((?:[IVX]{1,5}|[A-D])(?:\.\d{1,2}){1,4})(?:[.)/][ \t]*|[ \t]+(?=[A-ZĐ]))(?=[^\W\d_])"
)
_BELOW_LETTER = re.compile(r"([a-eđgh]\.?\d{1,2})[.)][ \t]*(?=[^\W\d_])")
_PAREN = re.compile(r"\((\d{1,2}|[ivx]{1,5}|[a-zđ])\)[.:]?[ \t]*")
_WORDS = re.compile(
    r"(phần|chương|mục|tiểu mục|điều|phụ lục|phụ biểu)"
    r"(?: +(?:số )?(thứ [^\W\d_]+|[ivxlc]+(?![^\W\d_])|\d{1,3}[a-zđ]?(?![\d/%])|[a-hđ](?![^\W\d_])))?",
    re.IGNORECASE,
)
_WORD_KINDS: dict[str, Kind] = {
    "phần": "part", "chương": "chapter", "mục": "section", "tiểu mục": "section", "điều": "article",
    "phụ lục": "component", "phụ biểu": "component",
}  # fmt: skip


def roman(value: int) -> str:
    """Return `value` (1 to 89) as a roman numeral."""
    parts = []
    for size, numeral in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, value = divmod(value, size)
        parts.append(numeral * count)
    return "".join(parts)


_ROMAN_VALUES = {roman(value): value for value in range(1, 90)}


def roman_value(numeral: str) -> int:
    """Return the value of a roman numeral, or 0 where it is none (`IIX`, `VV`)."""
    return _ROMAN_VALUES.get(numeral, 0)


def label_at(text: str, start: int, end: int) -> Label | None:
    """Return the label that `text` has at offset `start`, or None. A label never reaches beyond `end`."""
    first = text[start : min(start + 1, end)]
    if not first or (first == "V" and text.startswith(("V/v", "V/V"), start)):
        return None
    found: Label | None = None
    if first in BULLETS:
        found = _bullet(text, start, end)
    elif first.isdigit():
        match = _DECIMAL.match(text, start, end)
        if match is None and (match := _DECIMAL_BARE.match(text, start, end)) and text[match.end()].islower():
            match = None  # "3.5 triệu đồng" is a quantity
        if match:
            found = Label("decimal", match[1], match.end(), text[match.end(1)])
        elif first == "1":
            found = _misread_roman(text, start, end)
    elif first == "(":
        if match := _PAREN.match(text, start, end):
            found = Label("paren", f"({match[1]})", match.end(), "1" if match[1].isdigit() else "i")
    elif first in "IVXL" and (match := _ROMAN.match(text, start, end)) and roman_value(match[1]):
        found = Label("roman", match[1], match.end())
    elif first in "IVXHl|" and (misread := _misread_roman(text, start, end)):
        found = misread
    elif first in "ABCDEFGHĐ" and (match := _UPPER.match(text, start, end)):
        if match[0][1:].strip() not in ("-", "–") or _is_title(text, match.end(), end):
            found = Label("upper", match[1], match.end())
    elif first.islower() and (match := _LETTER.match(text, start, end)):
        found = Label("letter", match[1], match.end())
    elif first in "IVXABCD" and (match := _BELOW_UPPER.match(text, start, end)):
        found = Label("decimal", match[1], match.end(), "I")
    elif first in "abcdđegh" and (match := _BELOW_LETTER.match(text, start, end)):
        found = Label("paren", match[1], match.end(), "a")
    elif first in "PpCcMmĐđTt":
        found = _worded(text, start, end)
    return found


def _is_title(text: str, start: int, end: int) -> bool:
    """Return whether capitals of some length follow: "A - NỘI DUNG", and not "B - Hải Phòng"."""
    return end - start > 4 and text[start:end].isupper()


def _misread_roman(text: str, start: int, end: int) -> Label | None:
    """Return the roman label that OCR misread (`Il.` is `II.`), its number repaired."""
    match = _ROMAN_MISREAD.match(text, start, end)
    if match is None or not set(match[1]) & set("IVX") or not set(match[1]) & set("Hl1|"):
        return None
    numeral = re.sub("[l1|]", "I", match[1].replace("H", "II"))
    return Label("roman", numeral, match.end()) if roman_value(numeral) else None


def _bullet(text: str, start: int, end: int) -> Label | None:
    behind = text[start + 1 : min(start + 2, end)]
    if behind.isdigit() or behind == text[start]:
        return None
    mark = text[start]
    return Label("bullet", "-" if mark in "–—" else mark, start + 1 + (behind == " "))


def _worded(text: str, start: int, end: int) -> Label | None:
    match = _WORDS.match(text, start, end)
    if match is None:
        return None
    word, num = match[1].lower(), match[2]
    behind = text[match.end() : min(match.end() + 2, end)]
    capital = text[start].isupper()
    if word.startswith("phụ"):
        upper = match[1].isupper()
        alone = not behind or behind[0] in ".:\n-–" or (num is None and behind[0] in "( ")
        alone = alone or text[start:end].isupper()
        if not (capital and alone and (upper or match.end() == end or num)):
            return None
        if num is None and behind.strip() and not upper:
            return None
    else:
        closing = ".:\n" if word in ("điều", "mục", "tiểu mục") else ".:\n-– )"
        if num is None or not capital or (behind and behind[0] not in closing):
            return None
    stop = match.end()
    while stop < end and text[stop] in ".:)-– ":
        stop += 1
    return Label(_WORD_KINDS[word], _printed(word, num), stop)


def _printed(word: str, num: str | None) -> str:
    """Return the label as ids print it, whatever its case: `PHỤ LỤC i` is `Phụ lục I`."""
    name = word[0].upper() + word[1:]
    if num is None:
        return name
    low = num.lower()
    if low.startswith("thứ") or num[0].isdigit():
        return f"{name} {low}"
    return f"{name} {num.upper()}"
