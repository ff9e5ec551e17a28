"""What a page says of its document beside the text: its table of properties, its `meta` elements, its title.

Archives show properties as a table or list of names and values: Số hiệu, Loại văn bản, Nơi ban hành, Ngày ban
hành, Người ký. Pages describe themselves with Open Graph, Dublin Core and schema.org (JSON-LD: Legislation,
NewsArticle).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from khparse.lexicon.doc_types import by_title
from khparse.readers.html.measure import Line, Measures, common_ancestor
from khparse.readers.html.tree import Element, Page

Described = dict[str, str]

# Names of properties in lower case → what they are; "" for those that say nothing of use here.
_NAMES = {
    "số hiệu": "number", "số ký hiệu": "number", "số kí hiệu": "number", "số/ký hiệu": "number",
    "số, ký hiệu": "number", "ký hiệu": "number", "số văn bản": "number", "số hiệu văn bản": "number",
    "số/ký hiệu văn bản": "number", "số ký hiệu văn bản": "number",
    "loại văn bản": "doc_type", "hình thức văn bản": "doc_type", "thể loại": "doc_type", "loại vb": "doc_type",
    "thể loại văn bản": "doc_type",
    "nơi ban hành": "issuer", "cơ quan ban hành": "issuer", "đơn vị ban hành": "issuer",
    "cơ quan/đơn vị ban hành": "issuer", "cơ quan ban hành/ chức danh/ người ký": "", "tác giả": "",
    "cơ quan ban hành văn bản": "issuer", "cq ban hành": "issuer",
    "ngày ban hành": "date", "ngày ký": "date", "ngày văn bản": "date", "ngày ban hành văn bản": "date",
    "người ký": "signer", "người ký duyệt": "signer", "người ký văn bản": "signer",
    "trích yếu": "subject", "trích yếu nội dung": "subject", "về việc": "subject", "tên văn bản": "subject",
    "ngày có hiệu lực": "", "ngày hiệu lực": "", "có hiệu lực": "", "ngày hết hiệu lực": "", "hiệu lực": "",
    "ngày công báo": "", "số công báo": "", "ngày đăng": "", "ngày cập nhật": "", "cập nhật": "",
    "tình trạng": "", "tình trạng hiệu lực": "", "lĩnh vực": "", "ngành": "", "chức danh": "", "chức vụ": "",
    "phạm vi": "", "thông tin áp dụng": "", "nguồn thu thập": "", "lĩnh vực, ngành": "", "lĩnh vực/ngành": "",
    "tệp đính kèm": "", "file đính kèm": "", "tệp tin": "", "tài liệu đính kèm": "", "ngày đăng công báo": "",
    "văn bản gốc": "", "độ mật": "", "độ khẩn": "", "đính kèm": "",
}  # fmt: skip
_PROPERTY = re.compile(r"[\W_]*([^\W\d_][^:\d]{3,40}?)\s*(?::\s*(.{0,1000}))?", re.DOTALL)
_LEAST = 3
_LARGEST_BOX = 3000
_LONGEST_LINE = 1100
_DATE = re.compile(r"\b(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)\d\d)\b")
_ISO_DATE = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)")
_WRITTEN_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d\d)", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\w.]{0,12}(?:/\d{4})?\s?[/-]\s?[A-ZĐ][\w./&-]{1,40}")
_TITLE = re.compile(
    r"(?P<type>[^\W\d_]+(?: [^\W\d_]+){0,3}?) (?:số:? ?)?"
    r"(?P<number>\d[\w.]{0,12}(?:/\d{4})?[/-][A-ZĐ][\w./&-]{1,40})(?![\w/])"
    r"(?:.{0,1000}\bdo (?P<issuer>.{3,100}?) ban hành)?"
)
_UNKNOWN = re.compile(
    r"[\W_]*(?:đã biết|dữ liệu đang cập nhật|đang cập nhật|không xác định|\*+)?[\W_]*", re.IGNORECASE
)
_METAS = {
    "og:title": "title", "article:published_time": "published", "dc.title": "title", "datepublished": "published",
    "dc.date": "published", "pubdate": "published", "dc.identifier": "",
}  # fmt: skip
_LEGISLATION = {
    "legislationIdentifier": "number", "legislationType": "doc_type", "legislationDate": "date",
    "legislationPassedBy": "issuer", "datePublished": "published", "headline": "title",
}  # fmt: skip
_LONGEST_DATA = 1 << 18
_MOST_DEPTH = 6


@dataclass(slots=True)
class Properties:
    """What a page says of its document.

    `described` holds `number`, `date` (ISO 8601), `issuer`, `doc_type`, `signer`, `subject` of the document,
    and `title` and `published` (ISO 8601) of the page, all as the page says them. `boxes` are the elements
    that show properties.
    """

    described: Described = field(default_factory=dict)
    boxes: list[Element] = field(default_factory=list)


def find_properties(page: Page, measures: Measures, head: Line | None) -> Properties:
    """Return what a page says of its document; `head` is the first line of an official document in it."""
    found = Properties()
    named = [(line, *named) for line in measures.lines if (named := _named(line))]
    at = 0
    while at + _LEAST <= len(named):
        box = _box([line for line, _, _ in named[at : at + _LEAST]], measures, head)
        if box is None:
            at += 1
            continue
        inside = {id(element) for element in box.walk()}
        while at < len(named) and id(named[at][0].block) in inside:
            line, name, value = named[at]
            _add(found.described, _NAMES[name], value or _next_value(measures.lines, line, inside))
            at += 1
        found.boxes.append(box)
    for name, value in _of_page(page):
        _add(found.described, name, value)
    if found.boxes or "published" not in found.described:
        for name, value in _of_title(found.described.get("title", "")):
            _add(found.described, name, value)
    return found


def _named(line: Line) -> tuple[str, str] | None:
    """Return the name of the property that a line begins with, and its value on the same line."""
    if len(line.text) > _LONGEST_LINE:
        return None
    match = _PROPERTY.fullmatch(line.text)
    if match is None:
        return None
    name = " ".join(match[1].lower().split())
    return (name, (match[2] or "").strip()) if name in _NAMES else None


def _box(lines: list[Line], measures: Measures, head: Line | None) -> Element | None:
    """Return the element that shows the properties in these lines, if one small element does."""
    if len({line.text.lower() for line in lines}) < _LEAST:
        return None
    box = lines[0].block
    for line in lines[1:]:
        box = common_ancestor(box, line.block)
    if box.tag == "tr" and not _is_alone(box):
        return None  # the heading of a table of documents
    while box.tag in ("tr", "tbody", "thead") and box.parent is not None:
        box = box.parent
    if measures.size(box) > _LARGEST_BOX or box.tag in ("html", "body"):
        return None
    if head is not None and any(box is element for element in (head.block, *head.block.ancestors())):
        return None
    return box


def _is_alone(row: Element) -> bool:
    """Return whether a row stands in a table of no more than two rows."""
    return row.parent is None or sum(1 for element in row.parent.elements if element.tag == "tr") <= 2


def _next_value(lines: list[Line], line: Line, inside: set[int]) -> str:
    """Return the line behind the name of a property, unless it is another name or outside of the box."""
    if line.index + 1 >= len(lines):
        return ""
    following = lines[line.index + 1]
    return following.text if id(following.block) in inside and _named(following) is None else ""


def _add(described: Described, name: str, value: str) -> None:
    """Add a value where none is yet."""
    value = " ".join(value.split())
    if not name or name in described or _UNKNOWN.fullmatch(value):
        return
    if name in ("date", "published"):
        value = _date(value)
    elif name == "number":
        match = _NUMBER.search(value)
        value = match.group() if match else ""
    if value:
        described[name] = value


def _date(text: str) -> str:
    """Return the first date in a text as ISO 8601, or "" without one."""
    if match := _ISO_DATE.search(text):
        year, month, day = match.groups()
    elif match := _DATE.search(text) or _WRITTEN_DATE.search(text):
        day, month, year = match.groups()
    else:
        return ""
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    return f"{year}-{int(month):02}-{int(day):02}"


def _of_page(page: Page) -> list[tuple[str, str]]:
    """Return what the page says of itself, the most telling first."""
    found: list[tuple[str, str]] = []
    for text in page.data:
        found += _of_data(text)
    for meta in page.metas:
        for key in ("property", "name", "itemprop"):
            if name := _METAS.get(meta.get(key, "").lower(), ""):
                found.append((name, meta.get("content", "")))
    return [*found, ("title", page.title)]


def _of_title(title: str) -> list[tuple[str, str]]:
    """Return what the title of an archive's page says: `Kế hoạch 12/KH-UBND năm 2025 về … do … ban hành`."""
    match = _TITLE.match(title)
    if match is None or (row := by_title(match["type"])) is None:
        return []
    found = [("number", match["number"]), ("doc_type", row.name)]
    return [*found, ("issuer", match["issuer"])] if match["issuer"] else found


def _of_data(text: str) -> list[tuple[str, str]]:
    try:
        data = json.loads(text[:_LONGEST_DATA])
    except (ValueError, RecursionError):
        return []
    found: list[tuple[str, str]] = []
    _walk_data(data, found, 0)
    return found


def _walk_data(data: Any, found: list[tuple[str, str]], depth: int) -> None:
    if depth > _MOST_DEPTH:
        return
    if isinstance(data, list):
        for item in data:
            _walk_data(item, found, depth + 1)
    elif isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, dict) and isinstance(value.get("name"), str):
                value = value["name"]
            if isinstance(value, str) and key in _LEGISLATION:
                found.append((_LEGISLATION[key], value))
            elif key == "@graph":
                _walk_data(value, found, depth + 1)
