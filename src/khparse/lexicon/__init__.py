"""Facts about Vietnam as data: tables (TSV) with examples that the tests run.

A table is a UTF-8 file of tab-separated columns with a heading row; `;` separates several values in a cell,
`-` stands for none.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def table(name: str) -> list[dict[str, str]]:
    """Return the rows of the lexicon table `name` (without its suffix), `-` as an empty string."""
    text = (_FOLDER / f"{name}.tsv").read_text("utf-8")
    for _ in range(2):  # neighbours share a tab
        text = text.replace("\t-\t", "\t\t").replace("\t-\n", "\t\n")
    heads, *rows = [line.split("\t") for line in text.splitlines() if line]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def values(cell: str) -> list[str]:
    """Return the values of a cell that holds several, separated by `;`."""
    return [value.strip() for value in cell.split(";") if value.strip()]
