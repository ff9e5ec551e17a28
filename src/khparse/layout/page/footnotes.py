"""Footnotes: small print below a short rule at the foot of a page, and the raised numbers that refer to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from khparse.layout.page.lines import MARK, Row, joined
from khparse.layout.page.sheet import Sheet

_SHORTEST_RULE = 40.0  # points
_LONGEST_RULE = 0.5  # of the width of a page
_SMALLER = 0.95
_LABEL = re.compile("(?:\ufdd0([0-9]{1,3})\ufdd1|\\[?([0-9]{1,3})\\]?(?=[ .)][^\\d]))[.)]?\\s*")


def take_notes(sheets: Sequence[Sheet]) -> None:
    """Move footnotes from the rows of sheets to their notes."""
    for sheet in sheets:
        start = _start_of_notes(sheet)
        if start is None:
            continue
        for row in sheet.rows[start:]:
            line = joined(row)
            match = _LABEL.match(line.text)
            if match:
                number = int(match[1] or match[2])
                sheet.notes.append((number, [[line._replace(text=line.text[match.end() :])]]))
            elif sheet.notes:
                sheet.notes[-1][1].append([line])
            else:
                sheet.notes.append((0, [[line]]))
        del sheet.rows[start:]


def _start_of_notes(sheet: Sheet) -> int | None:
    """Return the index of the first row of footnotes, or None."""
    if not sheet.rules or not sheet.rows:
        return None
    margin = min(line.left for row in sheet.rows for line in row)
    heights = median(line.height for row in sheet.rows for line in row)
    for rule in sheet.rules:
        width = rule.right - rule.left
        if not _SHORTEST_RULE < width < _LONGEST_RULE * sheet.width or abs(rule.left - margin) > 12:
            continue
        if any(grid.bottom > rule.top for grid in sheet.grids):
            continue
        start = next((i for i, row in enumerate(sheet.rows) if row[0].bottom > rule.bottom + 2), None)
        if start is None:
            continue
        below = [line for row in sheet.rows[start:] for line in row]
        is_small = all(line.height < _SMALLER * heights for line in below)
        label = _LABEL.match(below[0].text)
        if label and (is_small or _is_referred_to(label[1] or label[2], sheet.rows[:start])):
            return start
        if is_small and below[0].top > 0.6 * sheet.height:  # a note that began on the page before
            return start
    return None


def _is_referred_to(number: str, rows: list[Row]) -> bool:
    return any(number in MARK.findall(line.text) for row in rows for line in row)


class NoteMarks:
    """Numbers the notes of all pages in their order, as `[1]`."""

    def __init__(self) -> None:
        self.texts: list[list[Row]] = []

    def enter(self, sheet: Sheet) -> dict[int, int]:
        """Take the notes of a page; return the numbers of the document by those of the page."""
        numbers: dict[int, int] = {}
        for printed, rows in sheet.notes:
            if printed == 0 and self.texts:
                self.texts[-1] += rows
                continue
            self.texts.append(rows)
            numbers[printed] = len(self.texts)
        return numbers


def with_marks(rows: list[Row], numbers: dict[int, int]) -> Iterator[Row]:
    """Yield rows with raised numbers written as marks of notes, or as plain digits where they are none."""
    for row in rows:
        if any("\ufdd0" in line.text for line in row):
            yield [line._replace(text=marked(line.text, numbers)) for line in row]
        else:
            yield row


def marked(text: str, numbers: dict[int, int]) -> str:
    """Return a text with its raised numbers written out."""

    def written(match: re.Match[str]) -> str:
        number = numbers.get(int(match[1]))
        return f"[{number}]" if number else match[1]

    return MARK.sub(written, text)
