"""Rows as an XLSX workbook (ISO/IEC 29500) that is a tracker: a sheet of tasks, of deadlines, of references.

All that comes from documents is written as text or as a date, never as a formula or a link.
"""

from __future__ import annotations

import io
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from khparse.errors import KhparseError
from khparse.output.rows.cells import Row, calendar_date, cell_text, printed_date
from khparse.output.rows.columns import SHEETS, Column, Kind, Lang
from khparse.output.words import plain

STATUS = Column("status", "text", 14, "Trạng thái", "Status")
STATES: dict[Lang, tuple[str, str, str]] = {
    "vi": ("Chưa thực hiện", "Đang thực hiện", "Hoàn thành"),
    "en": ("Not started", "In progress", "Done"),
}
"""What the status of a task or deadline can be; the first is written, the last ends it."""

_NUMBER = Column("number", "text", 5, "STT", "No.")
_PAGE = {"vi": "Trang &P/&N", "en": "Page &P of &N"}
_CREATED = datetime(2000, 1, 1)  # equal input gives equal bytes
FONT = "Times New Roman"
_A4 = 9
_LONGEST_TEXT = 32767  # characters of a cell, as Excel counts them
_LONGEST_TITLE = 100  # characters; Excel takes no page header of more than 255
_MOST_ROWS = 1_048_575
_LINE = 14  # points, of the font above in its size
_CHARACTERS_OF_WIDTH = 1.25  # of that font, small ones; those of the default font make the width
_ROOM = 2
_HIGHEST_ROW = 409  # points; Excel takes no more


def to_xlsx(rows: dict[Kind, list[Row]], first: Kind, lang: Lang) -> bytes:
    """Return a workbook with a sheet for each kind of rows; it opens at the one of `first`.

    Raises `KhparseError` where there are more rows than a sheet can hold.
    """
    check_rows(max(map(len, rows.values())))
    stream = io.BytesIO()
    workbook = new_workbook(stream, SHEETS[first].title(lang))
    styles = Styles(workbook)
    for kind in SHEETS:
        sheet = _Tracker(workbook.add_worksheet(SHEETS[kind].title(lang)), kind, rows[kind], lang, styles)
        sheet.write()
        if kind == first:
            sheet.sheet.activate()
    workbook.close()
    return stream.getvalue()


def check_rows(count: int) -> None:
    """Raise `KhparseError` where there are more rows than a sheet can hold."""
    if count > _MOST_ROWS:
        raise KhparseError(f"more than {_MOST_ROWS:,} rows", "choose fewer inputs, or another --format")


def new_workbook(stream: io.BytesIO, title: str) -> Workbook:
    """Return a workbook that writes equal bytes for equal content."""
    workbook = Workbook(stream, {"in_memory": True})
    workbook.set_properties({"title": title, "author": "khparse", "created": _CREATED})
    return workbook


class Styles:
    """The formats of cells."""

    def __init__(self, workbook: Workbook) -> None:
        cell = {"font_name": FONT, "font_size": 11, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
        self.head = workbook.add_format(
            {
                **cell,
                "bold": True,
                "text_wrap": True,
                "align": "center",
                "valign": "vcenter",
                "bg_color": "#D9E2F3",
            }
        )
        self.text = workbook.add_format({**cell, "text_wrap": True})
        self.number = workbook.add_format({**cell, "align": "center"})
        self.date = workbook.add_format({**cell, "align": "center", "num_format": "dd/mm/yyyy"})
        self.none = workbook.add_format({"font_name": FONT, "font_size": 11, "italic": True})
        self.overdue = workbook.add_format({"bg_color": "#F8CBAD", "font_color": "#9C0006"})
        self.done = workbook.add_format({"bg_color": "#E2EFDA", "font_color": "#385723"})


class _Tracker:
    """A sheet with a heading row, filters, and what it looks like on A4 paper."""

    def __init__(self, sheet: Worksheet, kind: Kind, rows: list[Row], lang: Lang, styles: Styles) -> None:
        self.sheet = sheet
        self._kind: Kind = kind
        self._rows = rows
        self._lang: Lang = lang
        self._styles = styles
        columns = SHEETS[kind].columns
        status = [] if kind == "references" else [STATUS]
        self._printed = [_NUMBER, *(column for column in columns if column.printed), *status]
        self._columns = [*self._printed, *(column for column in columns if not column.printed)]

    def write(self) -> None:
        """Write everything."""
        for at, column in enumerate(self._columns):
            hidden = self._is_idle(column)
            self.sheet.set_column(at, at, column.width, None, {"hidden": hidden})
            self.sheet.write_string(0, at, column.heading(self._lang), self._styles.head)
        self.sheet.set_row(0, height_of(2))
        for number, row in enumerate(self._rows, 1):
            lines = [self._write_cell(number, at, column, row) for at, column in enumerate(self._columns)]
            self.sheet.set_row(number, height_of(max(lines)))
        if not self._rows:
            self.sheet.write_string(1, 0, SHEETS[self._kind].none(self._lang), self._styles.none)
        self.sheet.freeze_panes(1, 0)
        self.sheet.autofilter(0, 0, len(self._rows), len(self._columns) - 1)
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(self._columns))}1048576"})
        if STATUS in self._printed and self._rows:
            self._track()
        lay_out(self.sheet, len(self._rows), len(self._printed), self._title(), self._lang)

    def _is_idle(self, column: Column) -> bool:
        """Return whether a column is hidden: one that nobody misses where it is empty."""
        spare = (
            column.printed and not column.main and column.type != "date" and column not in (_NUMBER, STATUS)
        )
        return spare and bool(self._rows) and not any(row[column.name] for row in self._rows)

    def _write_cell(self, number: int, at: int, column: Column, row: Row) -> int:
        """Write a cell; return how many lines it takes."""
        if column is _NUMBER:
            self.sheet.write_number(number, at, number, self._styles.number)
            return 1
        if column.type == "date":
            day = calendar_date(row[column.name])
            if day and day >= date(1900, 1, 1):  # where the dates of Excel begin
                self.sheet.write_datetime(number, at, day, self._styles.date)
                return 1
            text = printed_date(row[column.name])
        elif column.type == "names":
            text = ";\n".join(map(plain, row[column.name]))
        else:
            text = STATES[self._lang][0] if column is STATUS else cell_text(row, column)
        text = fitting(text)
        if text:
            self.sheet.write_string(number, at, text, self._styles.text)
        else:
            self.sheet.write_blank(number, at, None, self._styles.text)
        return lines_of(text, column.width) if column.printed else 1

    def _track(self) -> None:
        """Add the drop-down of states, and colours for what is done and what is overdue."""
        names = [column.name for column in self._columns]
        status, last = self._printed.index(STATUS), len(self._rows)
        states = STATES[self._lang]
        self.sheet.data_validation(1, status, last, status, {"validate": "list", "source": list(states)})
        state, end = xl_col_to_name(status), xl_col_to_name(names.index("end"))
        done = f'=${state}2="{states[-1]}"'
        overdue = f"=AND(ISNUMBER(${end}2),${end}2<TODAY())"
        for criteria, style in ((done, self._styles.done), (overdue, self._styles.overdue)):
            self.sheet.conditional_format(
                1,
                0,
                last,
                len(self._printed) - 1,
                {"type": "formula", "criteria": criteria, "format": style, "stop_if_true": True},
            )

    def _title(self) -> str:
        """Return the name of the sheet with that of the plan, where it is one."""
        plans = {row["plan"] for row in self._rows}
        title = SHEETS[self._kind].title(self._lang)
        if len(plans) == 1:
            title = f"{title} - {plain(plans.pop())}"
        return title


def lay_out(sheet: Worksheet, rows: int, columns: int, title: str, lang: Lang) -> None:
    """Fit columns to the width of A4 paper that lies on its side, below a header row that repeats."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, max(rows, 1), columns - 1)
    header = title[:_LONGEST_TITLE].replace("&", "&&")
    sheet.set_header(f'&L&"{FONT},Bold"&10 {header}', {"margin": 0.3})
    sheet.set_footer(f'&C&"{FONT},Regular"&10 {_PAGE[lang]}', {"margin": 0.3})


def fitting(text: str) -> str:
    """Return a text that a cell can hold, cut with an ellipsis where it is longer."""
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"


def height_of(lines: int) -> float:
    """Return the height of a row with so many lines, in points."""
    return min(lines * _LINE + _ROOM, _HIGHEST_ROW)


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column so wide, words kept whole.

    Only Excel makes rows as high as their text by itself.
    """
    room = int(_CHARACTERS_OF_WIDTH * width)
    lines = 0
    for line in text.split("\n"):
        left = 0
        for word in line.split(" "):
            size = len(word) * 3 // 2 if word.isupper() else len(word)
            if left < size:
                lines, left = lines + 1 + size // (room + 1), room
            left -= size + 1
    return max(lines, 1)
