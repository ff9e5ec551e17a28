"""Rows as JSON and JSON Lines."""

from __future__ import annotations

import json

from khparse.output.rows.cells import Row


def to_json(rows: list[Row]) -> str:
    """Return the rows as an indented JSON array."""
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def to_json_lines(rows: list[Row]) -> str:
    """Return each row as one line."""
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
