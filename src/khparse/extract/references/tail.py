"""The tail of a citation: its date and its subject.

All functions look ahead from a view offset, over a bounded stretch of folded text in lower case.
"""

from __future__ import annotations

import re
from calendar import monthrange

_DATE = re.compile(
    r" ?,? ?\(?(?:(?:hồi \d{1,2} ?(?:giờ|h) ?\d{0,2} |(?:được )?(?:ký |ban hành |cùng )?)ngày:? ?)?(?:"
    r"(?P<day>\d{1,2}) ?(?:[-/.]|tháng) ?(?P<month>\d{1,2}) ?(?:[-/.]|năm)"
    r" ?(?P<year>(?:19|20)\d\d|\d\d(?![\d/]))(?!\d)"
    r"|(?<=ngày )(?P<partial>\d{1,2} ?(?:[-/.]|tháng) ?\d{1,2})(?![\d/])"
    r"|(?<=[^,] )tháng ?(?P<month2>\d{1,2}) ?(?:[-/.]|năm) ?(?P<year2>(?:19|20)\d\d)"
    r"|(?<=[^,] )năm (?P<year3>(?:19|20)\d\d)(?=[;.,)\n]| của| về| phê| quy| ban)"
    r")"
)


def date_after(lower: str, position: int) -> tuple[str | None, int]:
    """Return the date printed at `position` as EDTF, and where it ends; `position` where there is none.

    A date without its year or one that no calendar has is passed over, and the date is None.
    """
    match = _DATE.match(lower, position)
    if not match:
        return None, position
    if match["partial"]:
        return None, match.end()
    if match["year2"]:
        return edtf(match["year2"], match["month2"]), match.end()
    if match["year3"]:
        return match["year3"], match.end()
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    return edtf(year, match["month"], match["day"]), match.end()


_LEAD_IN = re.compile(
    r"(?:^|[,.;:\n(] ?|[-+] )ngày(?= \d)(?P<date> [\d/.-]{6,10}| \d\d? tháng \d\d? năm \d{4}),? "
    r"(?:(?P<body>[^,.;:\n\d]{2,90}?) )?(?:đã |vừa )?(?:ký )?(?:ban hành|thông qua|ký|có|ra) $"
)
_ISSUES = ("ban hành ", "thông qua ", " ký ", " có ", " ra ")
_LEAD_WINDOW = 160


def date_before(lower: str, position: int) -> tuple[str | None, tuple[int, int]]:
    """Return the date of issue told before a citation at `position`, and the range of the body that issued it.

    "Ngày 26/4/2013, Thủ tướng Chính phủ đã ban hành Quyết định số …": None where nothing like it stands there;
    the range is empty where no body is named.
    """
    begin = max(position - _LEAD_WINDOW, 0)
    match = _LEAD_IN.search(lower, begin, position) if lower.endswith(_ISSUES, 0, position) else None
    if not match:
        return None, (position, position)
    body = match.span("body") if match["body"] else (position, position)
    return date_after(lower, match.start("date"))[0], body


def edtf(year: str, month: str, day: str | None = None) -> str | None:
    """Return a date as EDTF level 0, or None for one that the calendar doesn't have."""
    if not 1 <= int(month) <= 12:
        return None
    if day is None:
        return f"{year}-{int(month):02}"
    if not 1 <= int(day) <= monthrange(int(year), int(month))[1]:
        return None
    return f"{year}-{int(month):02}-{int(day):02}"


_TERM = re.compile(r" ?\((?:khóa|nhiệm kỳ|gọi tắt|sau đây)[^()\n]{1,80}\)")
_SUBJECT = re.compile(
    r"[,:]? ?(?P<quote>\"?)(?P<about>(?:về việc |về |v/v )(?P<inner>\"? ?))?"
    r"(?=\S)(?P<verb>phê duyệt|ban hành|quy định|thông báo|sửa đổi|bổ sung|hướng dẫn|thay thế|bãi bỏ"
    r"|triển khai|thực hiện|thành lập|kiện toàn|công bố|điều chỉnh|phân công|phân bổ|giao|quy hoạch"
    r"|tăng cường|chấn chỉnh|đẩy mạnh)?"
)
_SUBJECT_END = re.compile(r"[;\n]|\.(?:\s|$)|\.\.|\. ?/|\(sau đây|\((?:gọi|viết) tắt|, (?:cụ thể )?như sau")
_MAIN_CLAUSE = re.compile(
    r"[,.;] ?(?=(?:ủy ban|ubnd|hđnd|hội đồng|sở|ban|bộ|công an|văn phòng|trường|phòng|hội|chi bộ|đảng ủy"
    r"|tỉnh ủy|chi cục|cục) [^,;.\n]{0,90}(?:ban hành|xây dựng|đề nghị|yêu cầu))"
)
_SUBJECT_LENGTH = 400


def subject_after(lower: str, position: int, siblings: list[int]) -> tuple[int, int] | None:
    """Return the view range of what a citation is about: behind `về (việc)`, or from the verb on.

    It ends at `;`, at the end of the sentence, or before the first of `siblings` (starts of the citations
    that follow) that is joined by a comma or `và` and so isn't part of the subject.
    """
    term = _TERM.match(lower, position)
    match = _SUBJECT.match(lower, term.end() if term else position)
    if match and siblings and siblings[0] == match.end("quote") and not match["about"]:
        return None  # "…, Quy định số 15" is the next citation
    if not match or not (match["about"] or match["verb"]):
        return None
    start = match.start("verb") if match["verb"] else match.end("about")
    limit = min(start + _SUBJECT_LENGTH, len(lower))
    if match["quote"] or match["inner"]:
        closing = lower.find('"', start, limit)
        limit = closing if closing >= 0 else limit
    for pattern in (_SUBJECT_END, _MAIN_CLAUSE):
        stop = pattern.search(lower, start, limit)
        limit = stop.start() if stop else limit
    for sibling in siblings:
        if sibling >= limit:
            break
        before = lower[max(start, sibling - 12) : sibling].rstrip()
        if sibling > start and before.endswith((",", " và", ", các", " và các")):
            limit = sibling
            break
    text = lower[start:limit]
    text = text[: _unmatched(text)]
    while text != (text := text.rstrip(" ,:(").removesuffix(" và").removesuffix(" các")):
        pass
    return (start, start + len(text)) if text else None


def _unmatched(text: str) -> int:
    """Return where the first bracket closes that isn't opened in `text`, or its length."""
    depth = 0
    for bracket in re.finditer(r"[()]", text):
        depth += 1 if bracket.group() == "(" else -1
        if depth < 0:
            return bracket.start()
    return len(text)
