"""Metadata of a plan that a news report tells of: number, date, issuer and signer in the running text.

A text without head, type line and recipients that says "… vừa ký ban hành Kế hoạch số 96/KH-BCĐ ngày
21/4/2023 về …" reports a plan; `origin` is then `reported`.
"""

from __future__ import annotations

import re

from khparse.document import View
from khparse.extract.closing.persons import name_at_end
from khparse.extract.head.header import Header
from khparse.extract.head.issue_date import edtf
from khparse.extract.head.number import number_in
from khparse.extract.head.title import Range
from khparse.lexicon import agencies, doc_types
from khparse.models import Date, DocType, Issuer, Note, Number, Signature

_ISSUED = re.compile(
    r"(?:ký ban hành|ban hành|ký|triển khai|công bố) (?:văn bản )?"
    r"(?P<type>kế hoạch(?: hành động)?|quyết định|chỉ thị|công điện|chương trình(?: hành động)?|thông báo"
    r"|hướng dẫn) (?P<number>số [^\s;,]{3,40})"
    r"(?:,? ngày (?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}))?"
)
_ISSUER = re.compile(r" của (?P<issuer>[^,;.\n]{3,80}?)(?=,? về )")
_SUBJECT = re.compile(
    r",? (?:về việc|về) (?P<subject>[^.;\n]{5,300}?)(?=[.;\n]|, (?:với|trong đó|nhằm|cụ thể|theo đó)\b|$)"
)
_POST = re.compile(
    r"(?P<title>(?:Phó )?(?:Chủ tịch|Bí thư|Giám đốc|Chánh Văn phòng|Trưởng [bB]an|Bộ trưởng|Thủ tướng)"
    r"(?: [Tt]hường trực)?)"
    r"(?: (?!vừa|đã|ký)[^\s,;:.]{1,12}){2,16}"
)
_HEADED = re.compile(r"Trưởng (?P<body>Ban [^,;.\n]{4,90}?)(?= (?:vừa|đã|ký|ban hành)|,)")
_LONGEST_DATELINE = 40  # "Lâm Sơn (LSO) - "
_SENTENCE_START = re.compile(r"[.;\n] ?")


def report_of_plan(view: View, header: Header) -> Signature | None:
    """Fill `header` from a report's running text and return the signer that it names, if any."""
    match = _ISSUED.search(view.lower)
    if match is None:
        return None
    metadata = header.metadata
    metadata.origin = "reported"
    row = doc_types.by_title(match["type"])
    if row is not None:
        metadata.doc_type = DocType(code=row.code, name=row.name)
    start, end = match.span("number")
    if parts := number_in("S" + view.folded[start + 1 : end]):
        span = view.span(start + parts.start, start + parts.end)
        text = view.source(start + parts.start, start + parts.end)
        metadata.number = Number(text=text, number=parts.number, symbol=parts.symbol, span=span)
    if match["date"]:
        day, month, year = (int(part) for part in re.findall(r"\d+", match["date"]))
        first, last = match.span("date")
        metadata.date = Date(
            text=view.source(first, last), edtf=edtf(year, month, day), span=view.span(first, last)
        )
    issuer = _ISSUER.match(view.lower, match.end())
    if subject := _SUBJECT.match(view.lower, issuer.end() if issuer else match.end()):
        first, last = subject.span("subject")
        metadata.subject = view.text[first:last].strip()
    stops = [m.end() for m in _SENTENCE_START.finditer(view.text, 0, match.start())]
    sentence = stops[-1] if stops else 0
    signer = _signer(view, sentence, match.start())
    post = signer[1] if signer else None
    body = issuer.span("issuer") if issuer else _signing_body(view, sentence, match.start(), post)
    _issuer(view, header, body)
    header.notes = [note for note in header.notes if note.code != "issuer-missing"]
    header.notes.append(
        Note(
            code="reported",
            level="info",
            message="a report about a document: its facts are taken from running text",
        )
    )
    return signer[0] if signer else None


def _signing_body(view: View, start: int, end: int, post: Range | None) -> Range:
    """Return the range of the body whose head signs, or of the subject of the sentence.

    `post` is the range of the signer's post: "Phó Chủ tịch UBND tỉnh" signs for UBND tỉnh.
    """
    headed = list(_HEADED.finditer(view.text, start, end + 1))
    if headed:
        return headed[-1].span("body")
    if post and (title := _POST.match(view.text, post[0])) and post[1] > title.end("title"):
        return title.end("title") + 1, post[1]
    comma = max(view.text.rfind(", ", start, end), view.text.rfind("; ", start, end))
    first, last = (comma + 2 if comma >= 0 else start), end
    dash = view.folded.find(") - ", first, min(first + _LONGEST_DATELINE, last))
    first = dash + 4 if dash >= 0 else first
    while last > first and view.lower[first:last].endswith((" vừa", " đã", " ")):
        last = view.text.rfind(" ", first, last)
    return first, last


def _issuer(view: View, header: Header, body: Range) -> None:
    first, last = body
    text = view.text[first:last].strip()
    if not text or not text[0].isupper() or len(text) > 120:
        return
    date = header.metadata.date.edtf if header.metadata.date else None
    resolved = agencies.resolve(text, date)
    header.metadata.issuer = Issuer(
        text=view.source(first, last),
        name=resolved.name,
        agency_id=resolved.agency_id,
        span=view.span(first, last),
    )


def _signer(view: View, start: int, end: int) -> tuple[Signature, Range] | None:
    """Return the signer whom a sentence names, with the range of the post."""
    for match in _POST.finditer(view.text, start, end):
        at = name_at_end(match.group())
        if at is None or at <= match.end("title") - match.start():
            continue
        first, name = match.start(), match.start() + at
        post = view.text[first:name].rstrip()
        span = view.span(first, match.end())
        signature = Signature(name=view.text[name : match.end()], position=post, lines=[post], span=span)
        return signature, (first, first + len(post))
    return None
