"""Which columns each kind of row has, with their headings in Vietnamese and English."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["vi", "en"]
Kind = Literal["tasks", "deadlines", "references"]
CellType = Literal["text", "names", "date", "span"]


class Column(NamedTuple):
    """A column: the name of its value in a row, its headings, and how it is shown.

    `width` is in characters of a sheet. `main` columns are shown where there is little room; those that are not
    `printed` only help to find the place in the source.
    """

    name: str
    type: CellType
    width: float
    vi: str
    en: str
    main: bool = False
    printed: bool = True

    def heading(self, lang: Lang) -> str:
        """Return the heading in a language."""
        return self.vi if lang == "vi" else self.en


class Sheet(NamedTuple):
    """A kind of rows: its names, what is said when there are none, and its columns."""

    vi: str
    en: str
    none_vi: str
    none_en: str
    columns: tuple[Column, ...]

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.vi if lang == "vi" else self.en

    def none(self, lang: Lang) -> str:
        """Return the sentence that there are none."""
        return self.none_vi if lang == "vi" else self.none_en


_PLAN = Column("plan", "text", 11, "Văn bản", "Plan")
_SECTION = Column("section", "text", 8, "Mục", "Section", main=True)
_TASK = Column("task", "text", 40, "Nhiệm vụ", "Task", main=True)
_LEAD = Column("lead", "names", 18, "Chủ trì", "Lead", main=True)
_SUPPORT = Column("support", "names", 18, "Phối hợp", "Support", main=True)
_TIME = Column("time", "text", 14, "Thời hạn (nguyên văn)", "Time as printed", main=True)
_START = Column("start", "date", 11, "Bắt đầu", "Start")
_END = Column("end", "date", 11, "Kết thúc", "End")
_RECURRENCE = Column("recurrence", "text", 12, "Định kỳ", "Recurrence")
_PLACE = (
    Column("heading", "text", 30, "Đề mục", "Heading", printed=False),
    Column("source", "text", 24, "Tệp nguồn", "Source", printed=False),
    Column("span", "span", 14, "Vị trí trong văn bản", "Span", printed=False),
)

SHEETS: dict[Kind, Sheet] = {
    "tasks": Sheet(
        "Nhiệm vụ",
        "Tasks",
        "Không có nhiệm vụ nào.",
        "No tasks.",
        (
            _PLAN,
            _SECTION,
            _TASK,
            _LEAD,
            _SUPPORT,
            Column("report_to", "names", 12, "Báo cáo", "Report to"),
            Column("product", "text", 12, "Sản phẩm", "Product"),
            _TIME,
            _START,
            _END,
            _RECURRENCE,
            *_PLACE,
        ),
    ),
    "deadlines": Sheet(
        "Thời hạn",
        "Deadlines",
        "Không có thời hạn nào.",
        "No deadlines.",
        (
            _PLAN,
            _SECTION,
            _TIME,
            _START._replace(main=True),
            _END._replace(main=True),
            _RECURRENCE,
            _TASK,
            _LEAD,
            _SUPPORT._replace(main=False),
            *_PLACE,
        ),
    ),
    "references": Sheet(
        "Văn bản viện dẫn",
        "References",
        "Không có văn bản nào được viện dẫn.",
        "No references.",
        (
            _PLAN,
            _SECTION,
            Column("reference", "text", 18, "Số, ký hiệu", "Reference", main=True),
            Column("type", "text", 12, "Loại", "Type"),
            Column("title", "text", 34, "Tên văn bản", "Title", main=True),
            Column("date", "date", 11, "Ngày", "Date", main=True),
            Column("issuer", "text", 18, "Cơ quan ban hành", "Issuer", main=True),
            Column("provision", "text", 14, "Điều khoản", "Provision"),
            Column("relation", "text", 12, "Quan hệ", "Relation", main=True),
            Column("text", "text", 34, "Nguyên văn", "As printed"),
            *_PLACE,
        ),
    ),
}
