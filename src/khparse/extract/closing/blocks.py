"""The closing of a document: where recipients and signature stand, whichever comes first.

Nghị định 30/2020/NĐ-CP, Annex I: recipients (Nơi nhận) left, signature right, side by side; text extraction
puts either first. A decision with an attached plan, and a joint plan, have several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from khparse.document import Paragraph, View
from khparse.extract.closing.persons import is_name, is_office, is_shouted_name, name_at_end
from khparse.extract.footnotes import is_footnote
from khparse.extract.head.issue_date import is_date_line
from khparse.extract.head.issuer import is_motto, names_body
from khparse.extract.head.title import Range
from khparse.lexicon.doc_types import by_title, without_marks
from khparse.segment.labels import label_at

AUTHORITY = re.compile(
    r"(?P<mark>TM|KT|TL|TUQ|TƯQ|Q|T ?/ ?M|K ?/ ?T|T ?/ ?L|T ?/ ?UQ)(?: ?[./]|(?= ))\s*(?=[A-ZĐ]|[^\W\d_a-z])"
)
_RECIPIENTS = re.compile(r"\W*n[ơo]i\s+(?:nhận|nhân|nhan|gửi)\b\W*", re.IGNORECASE)
SIGNED = re.compile(
    r"\W*(?:đã ký|ký tên|chữ ký|ký, ghi rõ|ký bởi|chưa ký|ký, đóng dấu|ký\)|ký và ghi)", re.IGNORECASE
)
_TITLES = (
    "CHỦ TỊCH", "PHÓ CHỦ", "GIÁM ĐỐC", "PHÓ GIÁM", "TRƯỞNG", "PHÓ TRƯỞNG", "BÍ THƯ", "PHÓ BÍ", "CHÁNH", "PHÓ CHÁNH",
    "HIỆU TRƯỞNG", "PHÓ HIỆU", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "THỦ TƯỚNG", "PHÓ THỦ", "CHỈ HUY", "CHÍNH ỦY", "TỔNG",
    "PHÓ TỔNG", "VIỆN TRƯỞNG", "PHÓ VIỆN", "CỤC TRƯỞNG", "PHÓ CỤC", "TỔ TRƯỞNG", "QUYỀN ", "ỦY VIÊN", "THƯỜNG TRỰC",
    "THỦ TRƯỞNG", "ĐỘI TRƯỞNG", "CHI CỤC", "KẾ TOÁN", "THƯ KÝ", "PHÓ TỔ", "KIÊM", "NGƯỜI ", "PHỤ TRÁCH", "CHỦ TỌA",
    "CHỦ TRÌ", "BAN GIÁM HIỆU", "THỐNG ĐỐC", "PHÓ THỐNG", "CHỦ NHIỆM", "TƯ LỆNH", "PHÓ TƯ LỆNH", "CHÍNH TRỊ VIÊN",
    "GIÁO VIÊN",
)  # fmt: skip
_LONGEST_ITEM = 330
_LONGEST_LINE = 90


@dataclass(slots=True)
class Closing:
    """One closing in view offsets: item lines of recipients, lines of each signature column."""

    start: int
    end: int
    recipients: list[Range] = field(default_factory=list)
    columns: list[list[Range]] = field(default_factory=list)


def find_closings(view: View, body_start: int) -> list[Closing]:
    """Return the closings of a document in order."""
    closings: list[Closing] = []
    paragraphs = view.paragraphs
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        if paragraph.in_table or not _is_anchor(view, paragraph):
            index += 1
            continue
        first = _first(view, index, closings[-1].end if closings else body_start)
        last = _last(view, index)
        closings.append(_closing(view, paragraphs[first : last + 1]))
        index = last + 1
    return closings or _unmarked(view, body_start)


_MOST_LAST_LINES = 12


def _unmarked(view: View, body_start: int) -> list[Closing]:
    """Return the closing that has neither recipients nor an authority mark: an office and a name end the text."""
    paragraphs = view.paragraphs
    first = len(paragraphs)
    title = 0
    while first and len(paragraphs) - first < _MOST_LAST_LINES:
        paragraph = paragraphs[first - 1]
        text = view.folded[paragraph.start : paragraph.end]
        body = title == first and len(text) < _LONGEST_LINE and text.isupper() and names_body(text)
        body = body or (title == first and _is_date(view, paragraph))
        if paragraph.in_table or paragraph.start < body_start:
            break
        if not (body or _is_signature_line(view, paragraph)):
            break
        first -= 1
        title = first if body or (text.isupper() and is_title(text) and not by_title(text)) else title
    if not title or not is_name(view.folded[paragraphs[-1].start : paragraphs[-1].end]):
        return []
    return [_closing(view, paragraphs[title:])]


def is_recipients_heading(view: View, paragraph: Paragraph) -> bool:
    """Return whether a paragraph opens the list of recipients."""
    return _RECIPIENTS.match(view.text, paragraph.start, paragraph.end) is not None


def _is_anchor(view: View, paragraph: Paragraph) -> bool:
    if is_recipients_heading(view, paragraph):
        return paragraph.end - paragraph.start < _LONGEST_ITEM * 4
    if paragraph.end - paragraph.start > 2 * _LONGEST_LINE:
        return False
    mark = AUTHORITY.match(view.folded, paragraph.start, paragraph.end)
    if mark is None:
        return False
    rest = view.folded[mark.end() : paragraph.end]
    return _is_capitals(rest) or _is_small_capacity(rest)


def _is_small_capacity(text: str) -> bool:
    """Return whether what stands behind a mark is an office or a body in small letters: "KT. Bộ trưởng"."""
    if len(text) > _LONGEST_LINE or text[-1:] in ("", ".", ";", ":", ","):
        return False
    return text[:1].isupper() and (is_office(text) or names_body(text))


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) > 0.6 * len(letters)


def _first(view: View, index: int, limit: int) -> int:
    """Return the first paragraph of the closing that the anchor at `index` belongs to."""
    paragraphs = view.paragraphs
    table = paragraphs[index].block.table
    while index > 0:
        before = paragraphs[index - 1]
        same_table = table >= 0 and before.block.table == table
        if before.start < limit:
            break
        if not (same_table or _is_signature_line(view, before) or _is_date(view, before)):
            break
        index -= 1
    return index


def _last(view: View, index: int) -> int:
    """Return the last paragraph of the closing that begins before or at `index`."""
    paragraphs = view.paragraphs
    table = paragraphs[index].block.table
    last = index
    for number in range(index + 1, len(paragraphs)):
        paragraph = paragraphs[number]
        if table >= 0 and paragraph.block.table == table:
            last = number
            continue
        if paragraph.in_table or _opens_part(view, paragraph):
            break
        if _is_signature_line(view, paragraph) or _is_item(view, paragraph) or _is_anchor(view, paragraph):
            last = number
        elif number - last > 1:
            break
    return last


def _opens_part(view: View, paragraph: Paragraph) -> bool:
    text = view.folded[paragraph.start : paragraph.end]
    if view.lower.startswith(("(kèm theo", "(ban hành"), paragraph.start) or is_footnote(view, paragraph):
        return True
    label = label_at(text, 0, len(text))
    if label is not None and label.kind in ("component", "roman", "chapter", "part", "article"):
        return True
    return text.isupper() and by_title(text) is not None


def _is_item(view: View, paragraph: Paragraph) -> bool:
    """Return whether a paragraph may be a line of recipients."""
    if paragraph.end - paragraph.start > _LONGEST_ITEM:
        return False
    label = label_at(view.folded, paragraph.start, paragraph.end)
    if label is not None:
        return label.kind == "bullet"
    low = view.lower[paragraph.start : paragraph.end]
    return low[-1] in ";," or low.startswith(("như ", "lưu")) or (len(low) < _LONGEST_LINE and low[-1] == ".")


def _is_signature_line(view: View, paragraph: Paragraph) -> bool:
    """Return whether a paragraph may stand in a signature block: a title, a mark, a name."""
    text = view.folded[paragraph.start : paragraph.end]
    if len(text) > 2 * _LONGEST_LINE or (text[-1] in ".:;" and not text.isupper()):
        return SIGNED.match(text) is not None and len(text) < 2 * _LONGEST_LINE
    label = label_at(text, 0, len(text))
    if (label is not None and label.kind != "upper") or is_motto(text):
        return False
    if SIGNED.match(text) or AUTHORITY.match(text) or not any(c.isalnum() for c in text):
        return True
    if not text.isupper():
        return is_name(text) or (is_office(text) and _is_below_mark(view, paragraph))
    return is_title(text) or is_shouted_name(text) or paragraph.block.column >= 0


def _is_date(view: View, paragraph: Paragraph) -> bool:
    """Return whether a paragraph is the place and date that some forms print above the signature."""
    return is_date_line(view.folded[paragraph.start : paragraph.end])


def _is_below_mark(view: View, paragraph: Paragraph) -> bool:
    """Return whether the paragraph above says for whom somebody signs."""
    above = view.paragraphs[max(paragraph.index - 1, 0)]
    return AUTHORITY.match(view.folded, above.start, above.end) is not None


def is_title(text: str) -> bool:
    """Return whether a line in capitals names an office (`PHÓ CHỦ TỊCH UBND TỈNH`), maybe without its accents."""
    titles = _plain_titles() if text.isascii() else _TITLES
    return text.startswith(titles) or any(f" {title}" in text for title in titles)


@cache
def _plain_titles() -> tuple[str, ...]:
    return tuple(without_marks(title) for title in _TITLES)


def _closing(view: View, paragraphs: list[Paragraph]) -> Closing:
    """Part the paragraphs of a closing into recipients and signature columns."""
    closing = Closing(paragraphs[0].start, paragraphs[-1].end + 1)
    reading: dict[tuple[int, int], bool] = {}
    columns: dict[tuple[int, int], list[Range]] = {}
    for paragraph in paragraphs:
        cell = (paragraph.block.table, max(paragraph.block.column, 0))
        if is_recipients_heading(view, paragraph):
            reading[cell] = True
            match = _RECIPIENTS.match(view.text, paragraph.start, paragraph.end)
            rest = match.end() if match else paragraph.end
            bullet = view.folded.rfind("-", paragraph.start, rest)
            merged = _merged_signature(view, rest - 2, paragraph.end, False)
            columns.setdefault((cell[0], 1), []).extend(merged)
            _recipient_lines(
                view, closing, bullet if bullet >= 0 else rest, merged[0][0] if merged else paragraph.end
            )
        elif (
            reading.get(cell) and not _is_anchor(view, paragraph) and not _is_signature_line(view, paragraph)
        ):
            right = columns.setdefault((cell[0], 1), [])
            merged = _merged_signature(view, paragraph.start, paragraph.end, bool(right))
            right.extend(merged)
            _recipient_lines(view, closing, paragraph.start, merged[0][0] if merged else paragraph.end)
        elif not _is_date(view, paragraph):
            reading[cell] = False
            columns.setdefault(cell, []).extend(view.lines(paragraph))
    closing.columns = list(columns.values())
    return closing


_MERGED = re.compile(
    r"[;:,.)] +(?=(?:TM|KT|TL|TUQ|Q)\.|[TK]/[ML]|PHÓ |CHỦ |GIÁM |TRƯỞNG|CHÁNH|HIỆU|BÍ THƯ|BỘ TRƯỞNG|THỨ )"
)


def _merged_signature(view: View, start: int, end: int, opened: bool) -> list[Range]:
    """Return the line of the signature column that stands at the end of a line of recipients, if any.

    A name counts where the column has been `opened` by a line of its own.
    """
    match = _MERGED.search(view.folded, start, end)
    office = view.folded[match.end() : end] if match else ""
    if match and sum(c.isalpha() for c in office) > 5 and office.isupper():
        return [(match.end(), end)]
    name = name_at_end(view.text[start:end]) if opened else None
    if name and view.text[start : start + name].rstrip().endswith((".", ";", ",", ")")):
        return [(start + name, end)]
    return []


def _recipient_lines(view: View, closing: Closing, start: int, end: int) -> None:
    """Add a line of recipients; items that stand on one line are taken apart at their bullets."""
    if start >= end or not any(c.isalnum() for c in view.text[start:end]):
        return
    for match in _SECOND_ITEM.finditer(view.folded, start + 2, end):
        closing.recipients.append((start, match.end()))
        start = match.end()
    closing.recipients.append((start, end))


_SECOND_ITEM = re.compile(r"[;.,:] ?(?=[-–] ?[^\W\d_])")
