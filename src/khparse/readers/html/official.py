"""The head of an official document in a page: its motto or its number, near the line of its date.

Nghị định 30/2020/NĐ-CP, Annex I; Hướng dẫn 36-HD/VPTW for the Party; the Youth Union has its own name for a motto.
"""

from __future__ import annotations

import re

from khparse.readers.html.measure import Line

_MOTTO = re.compile(
    r"C[ỘO]NG H(?:ÒA|OÀ) XÃ\b"  # often broken behind it
    r"|^[\W_]*(?:ĐẢNG CỘNG SẢN VIỆT NAM|.{0,60}ĐOÀN TNCS HỒ CHÍ MINH)[\W_]*(?:$|\S+, ngày)"
)
_MOTTO_SMALL = re.compile(
    r"[\W_]*(?:cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|đảng cộng sản việt nam[\W_]*$|độc lập\W{1,5}tự do\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\bSố\s?:?\s?[\d.…_\s]{0,30}[-/]\s?[A-ZĐ]")
_NUMBER_LINE = re.compile(r"[\W_]*Số\s?:?\s?[\d.…_\s]{0,30}\w?\s?[-/]\s?[A-ZĐ][\w/-]{0,40}[\W_]*")
_DATE = re.compile(r"ngày [\d.…_\s]{0,30}tháng [\d.…_\s]{0,30}năm [\d.…_\s]{2,30}", re.IGNORECASE)
_NEAR = 12
_LONGEST_LINE = 250
_MARKS_ABOVE = 8  # issuer, its superior, marks of secrecy and urgency
_LONGEST_ABOVE = 90
_RECIPIENTS = re.compile(r"[\W_]*Nơi nhận\b", re.IGNORECASE)
_SIGNED_FOR = re.compile(r"[\W_]*(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\.?\s[A-ZĐÁÀẢÃẠĂÂÊÔƠƯỦỘ]{2}")

_ATTACHED = re.compile(
    r"[\W_]*(?:PH[ỤU] L[ỤU]C|Phụ lục(?: (?:số )?[IVX\d]+\b|$)|PHỤ BIỂU|BIỂU|DANH MỤC|DANH SÁCH|MẪU SỐ|ĐỀ CƯƠNG"
    r"|KẾ HOẠCH)\b|\(?(?:Kèm theo|Ban hành kèm theo)\b|\[\d{1,3}\]"
)


def find_head(lines: list[Line]) -> int | None:
    """Return the index of the line with which an official document begins, or None where there is none."""
    for line in lines:
        text = line.text
        if len(text) > 20 and _is_motto(text):
            if any(_NUMBER.search(near) or _DATE.search(near) for near in _around(lines, line.index)):
                return _first_line(lines, line.index)
        elif text[:1] in "Ss*-" and _is_number_line(text):
            around = _around(lines, line.index)
            if any(len(near) < _LONGEST_LINE and _DATE.search(near) for near in around):
                return _first_line(lines, line.index)
    return None


def _is_motto(text: str) -> bool:
    if _MOTTO.search(text):
        return True
    return len(text) < _LONGEST_LINE and _MOTTO_SMALL.match(text) is not None


def _is_number_line(text: str) -> bool:
    """Return whether a line holds a number and nothing else, but for the place and date beside it."""
    if len(text) > _LONGEST_LINE:
        return False
    number = _NUMBER_LINE.match(text)
    return number is not None and (number.end() == len(text) or _DATE.search(text, number.end()) is not None)


def _around(lines: list[Line], index: int) -> list[str]:
    return [line.text for line in lines[max(index - _NEAR, 0) : index + _NEAR + 1]]


def _first_line(lines: list[Line], index: int) -> int:
    """Return the index of the first line of a head, given that of its motto or number."""
    first = index
    for line in reversed(lines[max(index - _MARKS_ABOVE, 0) : index]):
        if len(line.text) > _LONGEST_ABOVE or line.linked or not _is_of_head(line.text):
            break
        first = line.index
    return first


def _is_of_head(text: str) -> bool:
    """Return whether a short line may stand in a head: names in capitals, rules, mottos, number, date."""
    if text.isupper() or not any(letter.isalpha() for letter in text) or _is_number_line(text):
        return True
    return _MOTTO_SMALL.match(text) is not None or _DATE.search(text) is not None


def last_closing(lines: list[Line], first: int) -> int | None:
    """Return the index of the last line behind the `first` that begins recipients or a signature, if any."""
    for line in reversed(lines[first + 1 :]):
        if line.linked == 0 and (_RECIPIENTS.match(line.text) or _SIGNED_FOR.match(line.text)):
            return line.index
    return None


def is_attached(line: Line) -> bool:
    """Return whether a line behind the closing heads an appendix or begins a footnote."""
    return not line.linked and _ATTACHED.match(line.text) is not None
