"""A comparison as an XLSX workbook: a sheet of all changes to filter and print, and one of how many there are.

All that comes from documents is written as text, never as a formula or a link.
"""

from __future__ import annotations

import io
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from khparse.compare.models import PlanDiff
from khparse.facts.rows import one_line
from khparse.models import Plan
from khparse.output.comparison.cells import DELETED_COLOUR, INSERTED_COLOUR, NEW_LINE, Cell
from khparse.output.comparison.entries import Entry, kinds_of, parts_of
from khparse.output.comparison.report import Report, report_of
from khparse.output.comparison.words import Lang, word
from khparse.output.rows.xlsx import (
    FONT,
    Styles,
    check_rows,
    fitting,
    height_of,
    lay_out,
    lines_of,
    new_workbook,
)
from khparse.output.words import capitalised, plain

_LONGEST = 150  # words of a cell
_WIDTHS = {
    "number": 5, "subject": 14, "change": 12, "old_section": 8, "new_section": 8, "what": 30, "old": 32, "new": 32,
    "agencies": 18, "days": 7, "source_column": 13, "id": 9, "old_id": 12, "new_id": 12,
}  # fmt: skip
"""The columns of the sheet of changes with their widths in characters."""

_WIDTH_OF_SUBJECT, _WIDTH_OF_KIND = 26, 13
_PRINTED = list(_WIDTHS)[:-3]  # the others only help to find a change in the JSON
_IDLE = ("agencies", "days", "source_column")  # hidden where they are empty

_Row = dict[str, str | int | Cell]


def to_xlsx(found: PlanDiff, old: Plan, new: Plan, lang: Lang = "vi") -> bytes:
    """Return a comparison as a workbook; equal comparisons give equal bytes. Long texts are cut.

    Raises `KhparseError` where there are more changes than a sheet can hold.
    """
    check_rows(len(found.changes))
    report = report_of(found, old, new, lang)
    stream = io.BytesIO()
    workbook = new_workbook(stream, report.title)
    styles = _Marks(workbook)
    parts = parts_of(report, found, old, new, lang, _LONGEST)
    rows = [_row(entry, part.title) for part in parts for entry in part.entries]
    changes, counts = (workbook.add_worksheet(word(name, lang)) for name in ("changes", "counts"))
    _write_changes(changes, rows, styles, lang)
    last = _write_counts(counts, report, found, styles, lang)
    plans = " → ".join(plain(one_line(version.title)) for version in (found.old, found.new))
    lay_out(changes, len(rows), len(_PRINTED), f"{word('changes', lang)}: {plans}", lang)
    lay_out(counts, *last, f"{word('counts', lang)}: {plans}", lang)
    workbook.close()
    return stream.getvalue()


class _Marks(Styles):
    """The formats of cells, and of the words in them that only one plan has."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        font = {"font_name": FONT, "font_size": 11}
        cell = {**font, "valign": "top", "border": 1, "border_color": "#BFBFBF", "text_wrap": True}
        looks: dict[str, dict[str, Any]] = {
            "same": {},
            "deleted": {"font_strikeout": True, "font_color": f"#{DELETED_COLOUR}"},
            "inserted": {"underline": 1, "font_color": f"#{INSERTED_COLOUR}"},
        }
        self.words = {kind: workbook.add_format({**font, **look}) for kind, look in looks.items()}
        self.cells = {kind: workbook.add_format({**cell, **look}) for kind, look in looks.items()}
        self.total = workbook.add_format({**cell, "bold": True})
        self.total_number = workbook.add_format({**cell, "bold": True, "align": "center"})


# --- The changes ---


def _row(entry: Entry, subject: str) -> _Row:
    change = entry.line.change
    return {
        "number": entry.number,
        "subject": subject,
        "change": capitalised(entry.line.kind_word),
        "old_section": entry.old_label,
        "new_section": entry.new_label,
        "what": entry.what,
        "old": entry.old,
        "new": entry.new,
        "agencies": ";\n".join(entry.line.agencies),
        "days": change.days or "",
        "source_column": capitalised(plain(entry.line.note)) if change.source else "",
        "id": plain(change.id),
        "old_id": plain(change.old.section if change.old else None),
        "new_id": plain(change.new.section if change.new else None),
    }


def _write_changes(sheet: Worksheet, rows: list[_Row], styles: _Marks, lang: Lang) -> None:
    for at, (name, width) in enumerate(_WIDTHS.items()):
        is_hidden = name in _IDLE and bool(rows) and not any(row[name] for row in rows)
        sheet.set_column(at, at, width, None, {"hidden": is_hidden})
        sheet.write_string(0, at, word(name, lang), styles.head)
    sheet.set_row(0, height_of(2))
    for number, row in enumerate(rows, 1):
        for at, name in enumerate(_WIDTHS):
            _write(sheet, number, at, row[name], styles)
        sheet.set_row(number, height_of(max(lines_of(_text(row[name]), _WIDTHS[name]) for name in _PRINTED)))
    if not rows:
        sheet.write_string(1, 0, word("none", lang), styles.none)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(_WIDTHS) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(_WIDTHS) - 1)}1048576"})


def _text(value: str | int | Cell) -> str:
    return "".join(piece.text for piece in value) if isinstance(value, list) else str(value)


def _write(sheet: Worksheet, row: int, column: int, value: str | int | Cell, styles: _Marks) -> None:
    """Write a cell; words that only one plan has are marked in it."""
    if isinstance(value, int):
        sheet.write_number(row, column, value, styles.number)
        return
    text = fitting(_text(value))
    if not text:
        sheet.write_blank(row, column, None, styles.text)
        return
    kinds = {piece.kind for piece in value if piece is not NEW_LINE} if isinstance(value, list) else {"same"}
    if len(kinds) == 1:
        sheet.write_string(row, column, text, styles.cells[kinds.pop()])
    elif isinstance(value, list):
        fragments: list[Any] = []
        left = len(text)
        for kind, words in value:
            if left > 0:
                fragments += [styles.words[kind], words[:left]]
            left -= len(words)
        sheet.write_rich_string(row, column, *fragments, styles.text)


# --- How many there are ---


def _write_counts(
    sheet: Worksheet, report: Report, found: PlanDiff, styles: _Marks, lang: Lang
) -> tuple[int, int]:
    """Write the names of the plans and a table of subjects and kinds; return how many rows and columns."""
    kinds = kinds_of(found)
    names = [capitalised(word(kind, lang)) for kind in kinds]
    for at, name in enumerate([word("subject", lang), *names, word("total", lang)]):
        sheet.write_string(0, at, name, styles.head)
    sheet.set_column(0, 0, _WIDTH_OF_SUBJECT)
    sheet.set_column(1, len(kinds) + 1, _WIDTH_OF_KIND)
    sheet.set_row(0, height_of(2))
    for row, (subject, counts) in enumerate(found.counts.items(), 1):
        sheet.write_string(row, 0, word(subject, lang), styles.text)
        for at, kind in enumerate(kinds, 1):
            if kind in counts:
                sheet.write_number(row, at, counts[kind], styles.number)
            else:
                sheet.write_blank(row, at, None, styles.number)
        sheet.write_number(row, len(kinds) + 1, sum(counts.values()), styles.total_number)
    last = len(found.counts) + 1
    sums = [sum(counts.get(kind, 0) for counts in found.counts.values()) for kind in kinds]
    sheet.write_string(last, 0, word("total", lang), styles.total)
    for at, count in enumerate([*sums, sum(sums)], 1):
        sheet.write_number(last, at, count, styles.total_number)
    lines = [f"{word('old', lang)}: {report.old}", f"{word('new', lang)}: {report.new}", report.years]
    for at, line in enumerate(filter(None, lines), last + 2):
        sheet.write_string(at, 0, fitting(line), styles.words["same"])
    sheet.freeze_panes(1, 1)
    return last + 1 + len(lines), len(kinds) + 2
