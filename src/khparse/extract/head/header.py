"""Metadata: type, number, date, place, issuer, subject, urgency and secrecy."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khparse.document import View
from khparse.extract.head.issue_date import DateParts, date_in, is_date_line
from khparse.extract.head.issuer import clean_body, first_of_peers, head_bodies, is_motto, preamble_body
from khparse.extract.head.number import NumberParts, number_in
from khparse.extract.head.title import Head, Range
from khparse.lexicon import agencies, doc_types
from khparse.models import Date, DocType, Issuer, Metadata, Note, Number

_URGENCY = ("hỏa tốc hẹn giờ", "hỏa tốc", "thượng khẩn", "khẩn")
_SECRECY = ("tuyệt mật", "tối mật", "mật")
_LONGEST_DATE_LINE = 240  # with both columns of a head merged on one line
_BEFORE_DATE = 60  # where no place can be read
_BEHIND_DATE = 25  # a date line ends with its date
_CITED = re.compile(r"\btheo (?:qđ |quyết định |kế hoạch |công văn )?\Z")  # "ĐOÀN KIỂM TRA THEO QĐ SỐ 4/QĐ-X"
_LETTER_SUBJECTS = ("V/v", "V/V", "v/v", "Về ")
_DRAFT = ("dự thảo", "bản dự thảo", "(dự thảo")
_PREAMBLE_LENGTH = 6000  # code points behind the head in which the issuing phrase is looked for


@dataclass(slots=True)
class Header:
    """The metadata with the notes and view ranges that other extractors need."""

    metadata: Metadata
    notes: list[Note] = field(default_factory=list)
    taken: list[Range] = field(default_factory=list)


def extract_header(view: View, head: Head) -> Header:
    """Return what the head of the document says; where it is lost, what the body or an appendix says."""
    header = Header(Metadata())
    number = _number(view, head.paragraphs, header)
    date = _date(view, head.paragraphs, header, number)
    bodies: list[list[Range]]
    if number is None and date is None:
        late = _late_lines(view)
        number = _number(view, late, header)
        if number:
            _date(view, late, header, number)
        if number:
            bodies = head_bodies(view, _lines_before(view, late, number), header.taken)
        elif any(is_motto(view.folded[start:end]) for start, end in head.lines):
            bodies = head_bodies(view, head.lines, head.subject)
        else:
            bodies = []
    else:
        last = max(number.end, date.end) if number and date else -1
        bodies = head_bodies(view, head.lines, header.taken + head.subject, last)
    if header.metadata.date is None:
        _date(
            view,
            [line for line in _late_lines(view) if is_date_line(view.folded[slice(*line)])],
            header,
            None,
        )
    _subject(view, head, header)
    _doc_type(head, header)
    _issuer(view, head, header, bodies)
    _marks(view, head, header)
    return header


def _number(view: View, lines: list[Range], header: Header) -> NumberParts | None:
    for start, end in lines:
        parts = number_in(view.folded[start:end])
        if parts is None or parts.start > 160 or _CITED.search(view.lower, start, start + parts.start):
            continue
        first, last = start + parts.start, start + parts.end
        header.taken.append((first, last))
        header.metadata.number = Number(
            text=view.source(first, last),
            number=parts.number,
            symbol=parts.symbol,
            span=view.span(first, last),
        )
        if parts.blank:
            message = "the number is left blank" if parts.blank == "blank" else "the number is unreadable"
            header.notes.append(
                Note(
                    code=f"number-{parts.blank}",
                    level="warning",
                    message=message,
                    span=view.span(first, last),
                )
            )
        return parts._replace(start=first, end=last)
    return None


def _date(view: View, lines: list[Range], header: Header, number: NumberParts | None) -> DateParts | None:
    for start, end in lines:
        if number and start <= number.start < end:
            start = number.end
        if end - start > _LONGEST_DATE_LINE:
            continue
        parts = date_in(view.folded[start:end])
        if parts is None or end - start - parts.end > _BEHIND_DATE:
            continue
        before = view.text[start : start + parts.start]
        if before == "(" or before.lower().startswith(_DRAFT):
            continue  # the day of the draft: "DỰ THẢO (ngày 15/8/2023)"
        if parts.place is None and len(before) > _BEFORE_DATE and not is_motto(before):
            continue  # the date of another document at the end of a sentence
        first, last = start + parts.start, start + parts.end
        while last > first and not view.text[last - 1].isalnum():
            last -= 1
        header.taken.append((start if not number or start > number.end else first, end))
        header.metadata.date = Date(
            text=view.source(first, last), edtf=parts.edtf, span=view.span(first, last)
        )
        header.metadata.place = _printed_place(view, start, first, parts.place)
        if parts.blank:
            message = f"blank or unreadable in the date: {parts.blank.replace(' ', ', ')}"
            header.notes.append(
                Note(code="date-blank", level="warning", message=message, span=view.span(first, last))
            )
        elif parts.edtf and len(parts.edtf) < len("2023-06-28"):
            message = "there is no such date"
            header.notes.append(
                Note(code="date-impossible", level="warning", message=message, span=view.span(first, last))
            )
        return parts._replace(start=first, end=last)
    return None


def _printed_place(view: View, start: int, end: int, place: str | None) -> str | None:
    """Return the place with its printed spelling: what was found in the folded text."""
    if place is None:
        return None
    at = view.folded.find(place, start, end)
    return view.text[at : at + len(place)] if at >= 0 else place


def _late_lines(view: View) -> list[Range]:
    """Return the short lines of the document's end: forms and columns read last put the head there."""
    lines: list[Range] = []
    for paragraph in view.paragraphs[-40:]:
        if paragraph.end - paragraph.start < 120 and not paragraph.in_table:
            lines.extend(view.lines(paragraph))
    return lines


def _lines_before(view: View, lines: list[Range], number: NumberParts) -> list[Range]:
    """Return the lines in capitals just above the number: the bodies that issue, and maybe the motto."""
    above: list[Range] = []
    for start, end in reversed(lines):
        if start >= number.start:
            continue
        if len(above) == 6 or not (view.text[start:end].isupper() or is_motto(view.folded[start:end])):
            break
        above.insert(0, (start, end))
    return above


def _subject(view: View, head: Head, header: Header) -> None:
    parts = [view.text[start:end].strip(" \n") for start, end in head.subject]
    subject = " ".join(part for part in parts if part).replace("\n", " ")
    header.metadata.subject = subject.strip(" *_") or None


def _doc_type(head: Head, header: Header) -> None:
    row = head.doc_type
    number = header.metadata.number
    if row is None and number and number.symbol:
        row = doc_types.by_symbol(number.symbol)
    subject = header.metadata.subject or ""
    if row is None and head.title is None and subject.startswith(_LETTER_SUBJECTS):
        row = doc_types.by_title("CÔNG VĂN")
    if row is not None:
        header.metadata.doc_type = DocType(code=row.code, name=row.name)


def _issuer(view: View, head: Head, header: Header, bodies: list[list[Range]]) -> None:
    parent: str | None = None
    if bodies:
        first = first_of_peers([view.folded[body[0][0] : body[-1][1]] for body in bodies])
        lines = [line for body in bodies[first:] for line in body]
        text = " - ".join(_joined(view, body) for body in bodies[first:])
        parent = _joined(view, bodies[first - 1]) if first else None
    else:
        start = head.subject[-1][1] if head.subject else head.title[1] if head.title else head.body_start
        stop = min(len(view.text), head.body_start + _PREAMBLE_LENGTH)
        found = preamble_body(view, min(start, head.body_start), stop)
        if found is None:
            header.notes.append(
                Note(code="issuer-missing", level="warning", message="no issuing body was found")
            )
            return
        lines = [found]
        text = _joined(view, lines)
        start, end = found
        header.notes.append(
            Note(
                code="issuer-inferred", level="info", span=view.span(start, end),
                message="the head names no issuing body: taken from the preamble",
            )
        )  # fmt: skip
    start, end = lines[0][0], lines[-1][1]
    if repaired := _LOST_LETTER.match(text):
        text = f"ỦY{text[repaired.end() :]}"
        message = f'"{repaired.group()}" is taken for "ỦY"'
        header.notes.append(
            Note(code="issuer-repaired", level="info", message=message, span=view.span(start, end))
        )
    date = header.metadata.date.edtf if header.metadata.date else None
    resolved = agencies.resolve(text, date, header.metadata.place)
    header.metadata.issuer = Issuer(
        text=view.source(start, end), name=resolved.name, parent=parent, agency_id=resolved.agency_id,
        span=view.span(start, end),
    )  # fmt: skip


_LOST_LETTER = re.compile(r"(?:Y|ÙY|UY|ỤY|ÚY)(?= BAN NHÂN DÂN)")  # Ủ read wrongly, or lost


def _joined(view: View, lines: list[Range]) -> str:
    """Return a body's name from the lines that it is printed on."""
    return clean_body(" ".join(view.text[start:end] for start, end in lines))


def _marks(view: View, head: Head, header: Header) -> None:
    """Record urgency and secrecy: marks that stand alone on a line of the head."""
    for start, end in head.lines:
        low = view.lower[start:end].strip(" .*:")
        if low in _URGENCY:
            header.metadata.urgency = view.text[start:end].strip(" .*:")
        elif low in _SECRECY:
            header.metadata.secrecy = view.text[start:end].strip(" .*:")


_ATTACHED_TO = re.compile(r"kèm theo ")
_LONGEST_ATTACHMENT_LINE = 300


def complete_from_appendix(view: View, header: Header) -> None:
    """Fill blanks of the head from the line that an appendix repeats: `(Kèm theo Kế hoạch số 68/KH-UBND …)`.

    The line must name the type of the document, and its symbol where the head has one.
    """
    metadata = header.metadata
    known = metadata.number
    complete = known and known.number and metadata.date and len(metadata.date.edtf or "") == 10
    if complete or metadata.doc_type is None:
        return
    name = metadata.doc_type.name.lower() + " s"
    for match in _ATTACHED_TO.finditer(view.lower):
        start = match.end()
        end = view.text.find("\n", start, start + _LONGEST_ATTACHMENT_LINE)
        if end < 0 or not view.lower.startswith(name, start):
            continue
        start += len(name) - 1
        line = "S" + view.folded[start + 1 : end]
        number = number_in(line)
        if number is None or number.start or (known and known.symbol != number.symbol):
            continue
        if number.number and (known is None or known.number is None):
            _complete_number(view, header, start, number)
        if (date := date_in(line)) and date.start - number.end < 3:
            _complete_date(view, header, start, date)
        return


def _complete_number(view: View, header: Header, offset: int, parts: NumberParts) -> None:
    first, last = offset + parts.start, offset + parts.end
    header.metadata.number = Number(
        text=view.source(first, last), number=parts.number, symbol=parts.symbol, span=view.span(first, last)
    )
    header.metadata.origin = "appendix"
    message = "number taken from an appendix"
    header.notes.append(
        Note(code="number-inferred", level="info", message=message, span=view.span(first, last))
    )


def _complete_date(view: View, header: Header, offset: int, parts: DateParts) -> None:
    """Take an appendix' date where it is fuller than the head's and doesn't contradict it."""
    current = header.metadata.date.edtf if header.metadata.date else None
    if not parts.edtf or len(parts.edtf) <= len(current or "") or not parts.edtf.startswith(current or ""):
        return
    first, last = offset + parts.start, offset + parts.end
    header.metadata.date = Date(text=view.source(first, last), edtf=parts.edtf, span=view.span(first, last))
    header.metadata.origin = "appendix"
    message = "date taken from an appendix"
    header.notes.append(
        Note(code="date-inferred", level="info", message=message, span=view.span(first, last))
    )
