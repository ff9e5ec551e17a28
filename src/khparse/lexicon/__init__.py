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
    lines = (_FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    heads = lines[0].split("\t")
    return [
        dict(zip(heads, ["" if cell == "-" else cell for cell in line.split("\t")], strict=True))
        for line in lines[1:]
        if line
    ]


def values(cell: str) -> list[str]:
    """Return the values of a cell that holds several, separated by `;`."""
    if ";" not in cell:  # as most are
        return [cell] if cell else []
    return [value.strip() for value in cell.split(";") if value.strip()]
