"""The formats that are read, as a table and as JSON."""

from __future__ import annotations

import json

from khparse.readers.needs import Need

_HEADER = ("FORMAT", "", "SUFFIXES", "NEEDS", "THERE")


def formats_text(needs: list[Need]) -> str:
    """Return a table with a line for each format: `yes`, or the command that installs what is missing."""
    rows = [_HEADER, *map(_row, needs)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADER))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "".join(line.rstrip() + "\n" for line in lines)


def _row(need: Need) -> tuple[str, ...]:
    found = need.format
    needed = [f"khparse[{need.extra}]"] * bool(need.extra) + need.programs
    return (
        found.name,
        found.label,
        " ".join(found.suffixes),
        ", ".join(needed) or "-",
        need.install or "yes",
    )


def formats_json(needs: list[Need]) -> str:
    """Return a list with an object for each format; `install` is null where nothing is missing."""
    items = [
        {
            "name": need.format.name,
            "label": need.format.label,
            "suffixes": need.format.suffixes,
            "extra": need.extra,
            "programs": need.programs,
            "available": need.install is None,
            "install": need.install,
        }
        for need in needs
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
