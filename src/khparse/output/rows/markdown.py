"""Rows as a Markdown table (GitHub Flavored Markdown, section 4.10)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from khparse.output.rows.cells import Row, cell_text, printed_date
from khparse.output.rows.columns import SHEETS, Column, Kind, Lang

_MARKS = re.compile(r"([\\`*_\[\]<>|&~$#])")  # what CommonMark, tables, HTML or formulas begin with


def to_markdown(kind: Kind, rows: list[Row], lang: Lang) -> str:
    """Return a table of one kind of rows, or the sentence that there are none."""
    sheet = SHEETS[kind]
    return as_markdown(sheet.columns, rows, lang) or f"{sheet.none(lang)}\n"


def as_markdown(columns: Sequence[Column], rows: list[Row], lang: Lang) -> str:
    """Return a table with the columns that have a value in some row; marks of documents are escaped."""
    kept = [column for column in columns if any(row[column.name] for row in rows)]
    return markdown_table(
        [column.heading(lang) for column in kept], [[cell(row, c) for c in kept] for row in rows]
    )


def markdown_table(heads: list[str], rows: Iterable[list[str]]) -> str:
    """Return a table of cells that are Markdown already; nothing without columns."""
    lines = [heads, ["---"] * len(heads), *rows] if heads else []
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def escaped(text: str) -> str:
    """Return a text on one line as Markdown that shows it as it is."""
    return _MARKS.sub(r"\\\1", text)


def cell(row: Row, column: Column) -> str:
    """Return a value as Markdown."""
    return escaped(printed_date(row[column.name]) if column.type == "date" else cell_text(row, column))
