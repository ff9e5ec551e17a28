"""Rows as a Markdown table (GitHub Flavored Markdown, section 4.10)."""

from __future__ import annotations

import re

from khparse.output.rows.cells import Row, cell_text, printed_date
from khparse.output.rows.columns import SHEETS, Column, Kind, Lang

_MARKS = re.compile(r"([\\`*_\[\]<>|&~$#])")  # what CommonMark, tables, HTML or formulas begin with


def to_markdown(kind: Kind, rows: list[Row], lang: Lang) -> str:
    """Return a table with the columns that have a value in some row; marks of documents are escaped."""
    sheet = SHEETS[kind]
    columns = [column for column in sheet.columns if any(row[column.name] for row in rows)]
    if not columns:
        return f"{sheet.none(lang)}\n"
    heads = [column.heading(lang) for column in columns]
    lines = [heads, ["---"] * len(heads), *([_cell(row, column) for column in columns] for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def escaped(text: str) -> str:
    """Return a text on one line as Markdown that shows it as it is."""
    return _MARKS.sub(r"\\\1", text)


def _cell(row: Row, column: Column) -> str:
    return escaped(printed_date(row[column.name]) if column.type == "date" else cell_text(row, column))
