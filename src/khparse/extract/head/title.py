"""Where the head of a document ends: its lines, its type line, its subject, and the body behind them.

Nghị định 30/2020/NĐ-CP, Annex I: motto, issuer, number, place and date stand above the type name and the
subject (trích yếu); a letter has no type name, its subject stands under the number after `V/v`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from khparse.document import Paragraph, View
from khparse.extract.head.addressees import behind_addressees
from khparse.extract.head.issue_date import is_date_line
from khparse.lexicon.doc_types import DocTypeRow, by_title, title_at_start, without_marks
from khparse.segment.labels import label_at

Range = tuple[int, int]


@dataclass(slots=True)
class Head:
    """The head in view offsets: its paragraphs and source lines, the type line, the subject.

    `body_start` is where the preamble begins.
    """

    paragraphs: list[Range] = field(default_factory=list)
    lines: list[Range] = field(default_factory=list)
    title: Range | None = None
    doc_type: DocTypeRow | None = None
    subject: list[Range] = field(default_factory=list)
    body_start: int = 0


_PREAMBLE = (
    "căn cứ ", "thực hiện ", "triển khai ", "theo ", "xét ", "để ", "nhằm ", "tiếp tục ", "kính gửi", "thi hành ",
    "trên cơ sở", "điều 1", "quyết định:", "nghị quyết:", "thời gian qua", "trong thời gian", "hưởng ứng ",
    "hôm nay,", "hôm nay ", "họ và tên", "họ tên", "chức vụ:",
)  # fmt: skip
# How the line begins that says who decides, between the subject of a decision and its grounds.
_AUTHORITIES = (
    "ủy ban nhân dân", "chủ tịch ", "hội đồng ", "giám đốc ", "bộ trưởng ", "thủ tướng ", "chính phủ",
    "cục trưởng ", "tổng cục trưởng ", "chi cục trưởng ", "hiệu trưởng ", "viện trưởng ", "trưởng ban ",
    "ban thường vụ ", "ban chấp hành ", "tổng giám đốc ", "chánh án ", "ban thường trực ",
)  # fmt: skip
_COMMITTEE = "ủy ban nhân dân"
_LONGEST_AUTHORITY = 90
_GOES_ON = (" của", " do", " và", " với", " theo", " tại", " cho", " bởi", " giữa", ",", "-")
_ATTACHED = ("(kèm theo", "(ban hành", "(đính kèm", "ban hành kèm theo", "kèm theo")
_LETTER_SUBJECT = re.compile(r"(?:v/v|về việc)\b:?", re.IGNORECASE)
_ABOUT = re.compile(r"Về [a-zđà-ỹ]")  # a subject where it stands right below the number
_NUMBERED = re.compile(
    r"số ?: ?\S{2,40} (?=v/v\b|về việc\b)"
)  # the number of a letter, with its subject behind it
_STARTS_BODY = re.compile(
    r"(?:xây dựng|ban hành|lập|triển khai)\b.{0,40}\bkế hoạch|như sau|điện:|yêu cầu:?|\bthông báo\b.{0,30}như sau"
)
# A type line that a reader has put behind the date: "Đông Hà, ngày 15 tháng 9 năm 2020 DỰ THẢO KẾ HOẠCH".
_DATED_TITLE = re.compile(r"\bngày\b.{0,30}\bnăm \d{4} (?:DỰ THẢO )?(?=[A-ZĐ])")
_MOTTOS = ("cộng h", "đảng cộng sản")
_OPEN_BODY = ("part", "chapter", "section", "roman", "article")
_HEAD_LINES = 60  # of one paragraph
_DATED_START = re.compile(r"ngày \d|năm \d{4},? (?!và)[^\W\d_]")
_HEAD_PARAGRAPHS = 40  # the head of a real document is far shorter
_LONGEST_SUBJECT = 700


def find_head(view: View) -> Head:
    """Return the head of a document; one that has none gets empty lines and a body from offset 0."""
    head = _find_head(view)
    head.body_start = behind_addressees(view, head.body_start)
    return head


def _find_head(view: View) -> Head:
    head = Head()
    for paragraph in view.paragraphs[_page_title_end(view) :][:_HEAD_PARAGRAPHS]:
        if paragraph.in_table:
            break
        if _open_title(view, paragraph, head):
            if head.body_start > paragraph.end:
                _read_subject(view, _widened_title(view, paragraph, head), head)
                _drop_authority(view, head)
            return head
        text = view.lower[paragraph.start : paragraph.end]
        label = label_at(view.folded, paragraph.start, paragraph.end)
        heading = label is not None and label.kind != "bullet"
        if heading or text.startswith("kính gửi") or len(text) > 600:
            break
        head.paragraphs.append((paragraph.start, paragraph.end))
        head.lines.extend(view.lines(paragraph))
    return _without_title(view, head)


def _page_title_end(view: View) -> int:
    """Return the index of the paragraph behind what a web page prints as its title above the head.

    Such a title is the type line and maybe the subject, both of which the head below repeats. 0 where there is none.
    """
    first = motto = 0
    for paragraph in view.paragraphs[:_HEAD_PARAGRAPHS]:
        text = view.text[paragraph.start : paragraph.end]
        if text.isupper() and by_title(text.strip(" .:-*")):
            if motto:
                return _behind_same(view, first, paragraph.index + 1) if first else 0
            first = paragraph.index + 1
        elif view.lower.startswith(_MOTTOS, paragraph.start):
            motto = paragraph.index
        elif (label := label_at(view.folded, paragraph.start, paragraph.end)) and label.kind != "bullet":
            break
    return 0


def _behind_same(view: View, first: int, second: int) -> int:
    """Return the index behind the paragraphs from `first` that say the same as those from `second`."""
    for one, other in zip(view.paragraphs[first:], view.paragraphs[second:], strict=False):
        if view.lower[one.start : one.end] != view.lower[other.start : other.end]:
            return one.index
    return first


def _open_title(view: View, paragraph: Paragraph, head: Head) -> bool:
    """Record the type line where `paragraph` holds it: alone, or followed by the subject."""
    lines = list(islice(view.lines(paragraph), _HEAD_LINES))
    for number, (line_start, end) in enumerate(lines):
        dated = _DATED_TITLE.search(view.text, line_start, end)
        start = dated.end() if dated else line_start
        text = view.text[start:end].strip(" .:-*")
        letters = text.replace(" ", "")
        if not letters[:6].isupper() or len(letters) < 5:
            continue
        row = by_title(text, ignore_marks=text.isupper())
        if row is None and _is_spaced(text):
            row = by_title(_unspaced(text))
        rest = 0
        if row is None and number == 0 and (found := title_at_start(text)):
            row, subject = found
            rest = len(subject)
            if subject.isupper() and not _is_spaced(text) and len(subject.split()) < 2:
                row, rest = _over_two(view, paragraph, text), 0
        if row is None:
            continue
        if start > paragraph.start:
            head.paragraphs.append((paragraph.start, start - 1))
            head.lines.extend(lines[:number] + [(line_start, start - 1)] * (start > line_start))
        head.title = (start, end - rest - (rest > 0))
        head.doc_type = row
        stop = _preamble_line(view, paragraph)
        if rest:
            head.subject.append((end - rest, stop))
        elif number + 1 < len(lines):
            head.subject.append((lines[number + 1][0], stop))
        head.body_start = stop + 1
        return True
    return False


def _over_two(view: View, paragraph: Paragraph, text: str) -> DocTypeRow | None:
    """Return the type that `text` and the next paragraph name together ("QUY CHẾ LÀM / VIỆC")."""
    following = view.paragraphs[paragraph.index + 1 : paragraph.index + 2]
    rest = view.text[following[0].start : following[0].end] if following else ""
    return by_title(f"{text} {rest}".strip(" .:-*")) if rest.isupper() else None


def _widened_title(view: View, paragraph: Paragraph, head: Head) -> Paragraph:
    """Return the paragraph where the type line ends: one type may take two ("CHƯƠNG TRÌNH / HÀNH ĐỘNG")."""
    following = view.paragraphs[paragraph.index + 1 : paragraph.index + 2]
    if head.subject or not head.title or not following:
        return paragraph
    both = _over_two(view, paragraph, view.text[slice(*head.title)])
    if both is None:
        return paragraph
    head.title, head.doc_type = (head.title[0], following[0].end), both
    head.body_start = following[0].end + 1
    return following[0]


def attached_titles(view: View, after: int) -> list[Range]:
    """Return the type lines behind view offset `after`: of a plan or regulation attached to its decision.

    Of the title of an attached list with units of its own (`DANH MỤC NHIỆM VỤ`) the range holds the first words.
    """
    titles: list[Range] = []
    for paragraph in view.paragraphs:
        text = view.text[paragraph.start : paragraph.end].strip(" .:")
        if paragraph.start < after or paragraph.in_table or not text.isupper():
            continue
        following = view.paragraphs[paragraph.index + 1 : paragraph.index + 6]
        attached = any(view.lower[p.start : p.start + 30].startswith(_ATTACHED) for p in following)
        listed = _LIST_TITLE.match(view.lower, paragraph.start) if attached else None
        if by_title(text) is not None and (attached or not titles):
            titles.append((paragraph.start, paragraph.end))
        elif listed and _has_units(view, paragraph) and not _is_below_appendix(view, paragraph):
            titles.append(listed.span())
    return titles


def _has_units(view: View, title: Paragraph) -> bool:
    """Return whether numbered units stand below a title, and not a table alone."""
    for paragraph in view.paragraphs[title.index + 1 : title.index + 8]:
        label = label_at(view.folded, paragraph.start, paragraph.end)
        if label is not None and label.kind != "bullet" and not paragraph.in_table:
            return True
    return False


def _is_below_appendix(view: View, paragraph: Paragraph) -> bool:
    """Return whether "PHỤ LỤC" stands just above a title, which then is the name of that appendix."""
    labels = (
        label_at(view.folded, p.start, p.end)
        for p in view.paragraphs[max(paragraph.index - 3, 0) : paragraph.index]
    )
    return any(label is not None and label.kind == "component" for label in labels)


_LIST_TITLE = re.compile(
    r"(?:danh mục|danh sách|khung|lịch|bảng|biểu|tiêu chí|bộ tiêu chí|đề cương|phân công)(?= |$|\n)"
)


def _is_spaced(text: str) -> bool:
    """Return whether a line is set with blanks between its letters (`K Ế  H O Ạ C H`)."""
    words = text.split(" ")
    return len(words) > 4 and sum(len(word) == 1 for word in words) > 0.8 * len(words)


def _unspaced(text: str) -> str:
    """Join single letters; the type names have syllables that `by_title` knows by their letters only."""
    joined = text.replace(" ", "")
    for name in ("KẾ HOẠCH", "QUYẾT ĐỊNH", "THÔNG BÁO", "CHỈ THỊ", "CÔNG ĐIỆN", "HƯỚNG DẪN", "BÁO CÁO"):
        if name.replace(" ", "") == joined:
            return name
    return joined


def _read_subject(view: View, title: Paragraph, head: Head) -> None:
    """Collect the subject's paragraphs behind the type line, up to the preamble."""
    bracket = False  # a bracket is open that says what the document is attached to
    for paragraph in view.paragraphs[title.index + 1 : title.index + 8]:
        end = _preamble_line(view, paragraph)
        text = view.text[paragraph.start : end]
        low = view.lower[paragraph.start : end]
        if bracket or low.startswith(_ATTACHED):
            bracket = (bracket or text[0] == "(") and ")" not in text
            head.body_start = paragraph.end + 1
            continue
        if is_date_line(view.folded[paragraph.start : end]):
            head.paragraphs.append((paragraph.start, end))
            head.lines.append((paragraph.start, end))
            head.body_start = paragraph.end + 1
            continue
        if paragraph.in_table or not _is_subject(view, head, paragraph, text, low):
            break
        if head.subject and text.isupper() and not view.lower.endswith(_GOES_ON, 0, head.subject[-1][1]):
            following = view.lower[paragraph.start : paragraph.start + _LONGEST_AUTHORITY].replace("\n", " ")
            if _names_authority(following):
                break
        head.subject.append((paragraph.start, end))
        head.body_start = end + 1
        if end < paragraph.end:
            break


def _drop_authority(view: View, head: Head) -> None:
    """Drop who decides, behind the type on its line: "QUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ Y TẾ / Về việc …"."""
    if len(head.subject) < 2 or head.title is None or head.subject[0][0] > head.title[1] + 1:
        return
    first = view.lower[slice(*head.subject[0])].strip()
    named = first.startswith("của ") and _names_authority(first[4:])
    if named and view.lower.startswith(("v/v", "về "), head.subject[1][0]):
        del head.subject[0]


def _preamble_line(view: View, paragraph: Paragraph) -> int:
    """Return where the preamble begins on a line of its own inside a paragraph, or the paragraph's end."""
    for start, end in view.lines(paragraph):
        if start == paragraph.start or not view.text[start].isupper():
            continue
        if view.lower.startswith(_PREAMBLE, start) or _DATED_START.match(view.lower, start, end):
            return start - 1
        rest = view.text[start : paragraph.end]
        alone = len(rest) < _LONGEST_AUTHORITY and rest.isupper() and "," not in rest
        if alone and _names_authority(rest.lower()) and not view.lower.endswith(_GOES_ON, 0, start - 1):
            return start - 1
    return paragraph.end


def _names_authority(low: str) -> bool:
    """Return whether a line names who decides, also where accents are misread ("ỦY BAN NHẨN DÂN")."""
    return low.startswith(_AUTHORITIES) or without_marks(low).startswith(without_marks(_COMMITTEE))


def _is_subject(view: View, head: Head, paragraph: Paragraph, text: str, low: str) -> bool:
    first = not head.subject
    if len(text) > _LONGEST_SUBJECT or low.startswith(("căn cứ ", "kính gửi", "điều 1", "xét ")):
        return False
    label = label_at(view.folded, paragraph.start, paragraph.end)
    if label is not None and label.kind != "bullet":
        first_label = label.kind in _OPEN_BODY or label.num in ("A", "1", "01")
        if first_label or not text.isupper():
            return False
    if text.isupper():
        return first or view.text[head.subject[-1][0] : head.subject[-1][1]].isupper()
    if text[-1] in ":;" or low.endswith(("như sau", "./.")):
        return False
    if first:
        return not (low.startswith(_PREAMBLE) and text[-1] in ".,")
    if _STARTS_BODY.search(low):
        return False
    before = view.text[head.subject[-1][0] : head.subject[-1][1]]
    if before[-1] in ".;:" or low.startswith(_PREAMBLE):
        return False
    return text[0] in '(“"' or text[0].islower() or (len(text) < 150 and text[-1] != ".")


def _without_title(view: View, head: Head) -> Head:
    """Find the subject of a letter: the lines from `V/v` on, up to the date or the addressee."""
    below_number = False
    for number, (start, end) in enumerate(head.lines):
        numbered = _NUMBERED.match(view.lower, start, end)
        subject = numbered.end() if numbered else start
        found = _LETTER_SUBJECT.match(view.text, subject, end)
        about = below_number and _ABOUT.match(view.text, start, end)
        below_number = view.lower.startswith("số", start)
        if not (found or about):
            continue
        paragraph = view.paragraph_at(start)
        for line_start, line_end in head.lines[number:]:
            other = view.paragraph_at(line_start)
            if max(other.block.column, 0) > max(paragraph.block.column, 0):
                continue  # the right column of a head whose left one holds the subject
            low = view.lower[line_start:line_end]
            if low.startswith(("kính gửi", "cộng hòa", "độc lập")) or (" ngày " in low and "tháng" in low):
                break
            if head.subject and other.block.table != paragraph.block.table:
                break
            if head.subject and view.text[line_start].isupper() and low.startswith(_PREAMBLE):
                break
            head.subject.append((max(line_start, subject), line_end))
        if head.subject:
            head.body_start = max(head.body_start, head.subject[-1][1] + 1)
        break
    else:
        _read_untitled(view, head)
    if head.lines and (head.subject or any(view.lower[a:b].startswith("số") for a, b in head.lines)):
        head.body_start = max(head.body_start, _head_end(view, head))
    return head


_LAST_OF_HEAD = re.compile(r"\bngày\b.{0,30}\bnăm \d{4}\W*$")
_OTHER_LINES = ("số", "cộng h", "độc lập", "đảng cộng", "v/v", "về việc")
_SHORTEST_UNTITLED = 16  # code points


def _read_untitled(view: View, head: Head) -> None:
    """Take the lines in capitals right behind the date for the subject where the type line has been lost."""
    dated = [n for n, line in enumerate(head.lines) if _LAST_OF_HEAD.search(view.lower, *line)]
    behind = head.lines[dated[-1] + 1 :] if dated else []
    if any(view.lower.startswith(_OTHER_LINES, start) for start, _ in behind):
        return  # the columns of the head are read in another order
    for start, end in behind:
        text = view.text[start:end]
        if not text.isupper() or _names_authority(view.lower[start:end]):
            break
        head.subject.append((start, end))
    if sum(end - start for start, end in head.subject) < _SHORTEST_UNTITLED:
        head.subject.clear()
        return
    head.body_start = max(head.body_start, head.subject[-1][1] + 1)


def _head_end(view: View, head: Head) -> int:
    """Return where a head without a type line ends: behind its last short line."""
    end = 0
    for start, stop in head.lines:
        low = view.lower[start:stop]
        if stop - start > 120 and not low.startswith("v/v"):
            break
        end = stop + 1
    return end
