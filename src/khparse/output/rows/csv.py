"""Rows as CSV (RFC 4180) that spreadsheets open with Vietnamese intact and without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from khparse.output.rows.cells import Row, cell_text
from khparse.output.rows.columns import SHEETS, Column, Kind, Lang

_BYTE_ORDER_MARK = "\ufeff"  # or Excel reads UTF-8 as the code page of the machine
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def to_csv(kind: Kind, rows: list[Row], lang: Lang) -> str:
    """Return a table of one kind of rows with all its columns."""
    return as_csv(SHEETS[kind].columns, rows, lang)


def as_csv(columns: Sequence[Column], rows: Iterable[Row], lang: Lang) -> str:
    """Return a table with these columns; dates are ISO, names are apart by semicolons.

    A value that a spreadsheet could take for a formula gets an apostrophe (OWASP, CSV injection).
    """
    stream = io.StringIO(newline="")
    stream.write(_BYTE_ORDER_MARK)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.heading(lang) for column in columns])
    writer.writerows([_harmless(cell_text(row, column)) for column in columns] for row in rows)
    return stream.getvalue()


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
