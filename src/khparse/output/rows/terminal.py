"""Rows as a table on a terminal, with rich."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from khparse.output.rows.cells import Row, cell_text, printed_date
from khparse.output.rows.columns import SHEETS, Column, Kind, Lang
from khparse.output.words import opening

_WORDS = 40
_STYLES = {"section": "green", "lead": "bold", "reference": "bold"}
_SHARES = {"task": 4, "title": 3, "lead": 2, "support": 2, "time": 2, "issuer": 2}


def to_table(kind: Kind, rows: list[Row], lang: Lang) -> str:
    """Return the main columns, as wide as the terminal that stdout is; long texts are cut.

    The plan is shown where the rows come from several.
    """
    console = Console(highlight=False, markup=False, emoji=False)
    sheet = SHEETS[kind]
    several = len({row["plan"] for row in rows}) > 1
    columns = [
        column
        for column in sheet.columns
        if (column.main and any(row[column.name] for row in rows)) or (several and column.name == "plan")
    ]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold cyan", show_lines=False)
    for column in columns:
        table.add_column(
            column.heading(lang),
            style=_STYLES.get(column.name, ""),
            overflow="fold",
            ratio=_SHARES.get(column.name),
            no_wrap=column.type == "date",
        )
    for row in rows:
        table.add_row(*(_cell(row, column) for column in columns))
    with console.capture() as capture:
        console.print(table if rows else sheet.none(lang))
    return capture.get()


def _cell(row: Row, column: Column) -> Text:
    if column.type == "date":
        return Text(printed_date(row[column.name]))
    if column.type == "names":
        return Text("\n".join(map(opening, row[column.name])))
    return Text(opening(cell_text(row, column), _WORDS))
