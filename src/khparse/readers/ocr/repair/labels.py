"""Labels of headings in capitals and of items, and the words that open the closing.

Tesseract loses the dot of a label, or takes its strokes for other letters: `II MỤC TIÊU`, `L MỤC ĐÍCH`,
`1H. TỔ CHỨC`. A label is repaired where it is the next in the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khparse.document import Document
from khparse.readers.ocr.repair.edits import Edit, lines_of
from khparse.readers.ocr.repair.names import bare
from khparse.segment.labels import roman, roman_value

_HEADING = re.compile(r"(\W?)((?=[HTU]*[IVXLl1|!])[IVXHLlTU1|!]{1,5})( ?[.,:;/)] ?| )(?=[^\W\d_]{2})")
_STROKES = str.maketrans({"H": "II", "U": "II", "L": "I", "l": "I", "1": "I", "|": "I", "!": "I", "T": "I"})
_LEAST_LETTERS = 4


def label_edits(document: Document) -> Iterator[Edit]:
    """Yield the repairs of labels, of `Nơi nhận` and of the marks of authority."""
    lines = [(start, document.text[start:end]) for start, end in lines_of(document)]
    yield from _romans(lines)
    yield from _letters(lines)
    for index, (start, line) in enumerate(lines):
        following = lines[index + 1][1] if index + 1 < len(lines) else ""
        yield from _closing(start, line, following)


def _romans(lines: list[tuple[int, str]]) -> Iterator[Edit]:
    before = 0
    headings = [(start, match) for start, line in lines if (match := _heading(line))]
    for index, (start, match) in enumerate(headings):
        printed, sign = match[2], match[3].strip()
        value = 0 if "L" in printed else roman_value(printed)
        read = value or roman_value(printed.translate(_STROKES))
        if before > 1 and value == before and roman(before + 1) == f"{printed}I":  # one stroke less
            before = value + 1
            yield Edit(start + match.start(2), start + match.end(2), roman(before))
        elif value and sign in (".", "/", ":", ")"):
            before = value
        elif read == before + 1 and (not printed.isdigit() or _opens_row(headings[index + 1 :])):
            before = read
            right = f"{roman(read)}{sign if sign in ('/', ':', ')') else '.'} "
            yield Edit(start + match.start(2), start + match.end(), right)


_LETTER = re.compile(r"(\S)\) ?(?=[^\W\d_])")
_OTHER_LABEL = re.compile(r"(?:[IVX]+|\d{1,2}(?:\.\d{1,2}){0,3})[.)/] ?(?=\S)")
_ORDER = "abcdđeghiklmnopqrstuvxy"
_MISREAD = {"ø": "g", "8": "g", "9": "g", "C": "c", "Ð": "đ", "Đ": "đ", "d": "đ", "ð": "đ"}


def _letters(lines: list[tuple[int, str]]) -> Iterator[Edit]:
    """Yield the repairs of letters that label items, where what is read is taken for the next in the row."""
    before = ""
    for start, line in lines:
        match = _LETTER.match(line)
        if match is None:
            before = "" if _OTHER_LABEL.match(line) else before
            continue
        following = _ORDER[_ORDER.find(before) + 1 :][:1] if before else ""
        if following and match[1] != following and _MISREAD.get(match[1]) == following:
            before = following
            yield Edit(start, start + 1, following)
        else:
            before = match[1] if match[1] in _ORDER else ""


def _heading(line: str) -> re.Match[str] | None:
    """Return the label of a line whose other letters are capitals."""
    match = _HEADING.match(line)
    if match is None:
        return None
    letters = [character for character in line[match.end() :] if character.isalpha()]
    return match if len(letters) >= _LEAST_LETTERS and all(c.isupper() for c in letters) else None


def _opens_row(following: list[tuple[int, re.Match[str]]]) -> bool:
    """Return whether the next heading is numbered II: then a "1." before it is a misread I."""
    return bool(following) and roman_value(following[0][1][2].translate(_STROKES)) == 2


_RECIPIENTS = re.compile(r"\W{0,2}(noi nh[a-z]n)\b")
_RECIPIENTS_ABOVE_LIST = re.compile(r"\W{0,2}((?:(?:[a-z]{1,2}oi?|n[a-z]i) )?nh[a-z]n)\s?[:;.]\W*$")
_AUTHORITY = re.compile(r"(?:\W{1,3}(?=K))?(K[TI1]|T[MLUQ]{1,2}|[1I]M)([.,;:]?) ?(?=[^\W\d_]{2})")
_MARKS = {
    "KT": "KT.",
    "KI": "KT.",
    "K1": "KT.",
    "TM": "TM.",
    "1M": "TM.",
    "IM": "TM.",
    "TL": "TL.",
    "TUQ": "TUQ.",
}
_OFFICES = (
    "chu tich", "giam doc", "truong", "bi thu", "chanh", "hieu truong", "bo truong", "uy ban", "ban ", "hoi dong",
    "cuc truong", "chi cuc truong", "vien truong", "thu tuong", "chi huy", "tong giam doc", "so ", "dang uy",
)  # fmt: skip


def _closing(start: int, line: str, following: str) -> Iterator[Edit]:
    recipients = _RECIPIENTS.match(bare(line))
    if recipients is None and following.startswith(("-", "–")):
        recipients = _RECIPIENTS_ABOVE_LIST.match(bare(line))
    if recipients and line[recipients.start(1) : recipients.end(1)] != "Nơi nhận":
        yield Edit(start + recipients.start(1), start + recipients.end(1), "Nơi nhận")
    mark = _AUTHORITY.match(line)
    if mark and line.isupper() and bare(line[mark.end() :]).startswith(_OFFICES):
        right = _MARKS.get(mark[1])
        if right and mark.group().strip() != right:
            yield Edit(start, start + mark.end(), f"{right} ")
