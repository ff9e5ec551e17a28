"""Tables in the text of a section, where their cells stand one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khparse.models import Table

Cell = tuple[int, int]
"""Half-open offsets in the text."""

_BETWEEN = re.compile(r"[\s|:\-+]*")
# Of the last row alone: what looks like a border below it may be the bullet of what follows.
_CLOSING = re.compile(r"(?:[^\S\n]|\|)*")
_BLANK = re.compile(r"\s*")
_LINE = re.compile(r"^", re.MULTILINE)


def rows_in(text: str, tables: list[Table]) -> Iterator[tuple[int, int, list[list[Cell]]]]:
    """Yield where tables stand in a text (offsets) and the cells of their rows.

    A table that isn't found word by word is left out: its lines stay paragraphs.
    """
    reached = 0
    for table in tables:
        rows = [row for row in [table.header, *table.rows] if any(cell.strip() for cell in row)]
        first = next(filter(None, (cell.split() for cell in rows[0])), None) if rows else None
        if first is None:
            continue
        for line in _LINE.finditer(text, reached):
            start = _BETWEEN.match(text, line.start()).end()  # type: ignore[union-attr]
            if text.startswith(first[0], start) and (found := _table(text, start, rows)):
                end = _CLOSING.match(text, found[-1][-1][1]).end()  # type: ignore[union-attr]
                yield line.start(), end, found
                reached = end
                break


def _table(text: str, start: int, rows: list[list[str]]) -> list[list[Cell]] | None:
    found: list[list[Cell]] = []
    reached = start
    for row in rows:
        cells: list[Cell] = []
        for cell in row:
            words = cell.split()
            if not words:
                cells.append((reached, reached))
                continue
            place = _cell(text, reached, words)
            if place is None:
                return None
            cells.append(place)
            reached = place[1]
        found.append(cells)
    return found


def _cell(text: str, start: int, words: list[str]) -> Cell | None:
    """Return where the words of a cell stand, next after `start`; blanks between them may be of any kind."""
    first = reached = _between(text, start, words[0])
    for word in words:
        reached = _BLANK.match(text, reached).end()  # type: ignore[union-attr]
        if not text.startswith(word, reached):
            return None
        reached += len(word)
    return first, reached


def _between(text: str, start: int, word: str) -> int:
    """Return where the next cell begins: behind blanks and borders, unless it begins with such a sign itself."""
    end = _BETWEEN.match(text, start).end()  # type: ignore[union-attr]
    blank = _BLANK.match(text, start).end()  # type: ignore[union-attr]
    return blank if text.startswith(word, blank) else end
