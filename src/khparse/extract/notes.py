"""Notes on the outline (labels missing, repeated or misread) and on tables that are hard to read."""

from __future__ import annotations

from itertools import pairwise

from khparse.document import View
from khparse.extract.task_tables.tasks import TaskTable
from khparse.models import Note
from khparse.segment.labels import roman_value
from khparse.segment.outline import Outline, Unit

_ALPHABET = (
    "abcdđeghiklmnopqrstuvxy"  # Nghị định 30/2020/NĐ-CP, Annex I: points follow the Vietnamese alphabet
)


def outline_notes(view: View, outline: Outline) -> list[Note]:
    """Return a note for each label that doesn't follow the one before it in its list, or that was repaired."""
    notes = [_repaired(view, unit) for unit in outline.units if _is_repaired(view, unit)]
    for siblings in (outline.roots, *(unit.children for unit in outline.units if len(unit.children) > 1)):
        for before, unit in pairwise(siblings):
            if note := _step(view, before, unit):
                notes.append(note)
    notes.sort(key=lambda note: note.span.start if note.span else 0)
    return notes


def _is_repaired(view: View, unit: Unit) -> bool:
    return unit.kind == "roman" and not view.text.startswith(unit.num, unit.start)


def _repaired(view: View, unit: Unit) -> Note:
    stop = view.text.index(".", unit.start)
    message = f"label {view.source(unit.start, stop)} is read as {unit.num}"
    span = view.span(unit.start, stop)
    return Note(code="label-repaired", level="info", message=message, section=unit.id, span=span)


def _step(view: View, before: Unit, unit: Unit) -> Note | None:
    if unit.kind != before.kind or "#" in before.id.rpartition("/")[2]:
        return None
    first, second = _value(before), _value(unit)
    if not first or not second or second == first + 1 or (before.num, unit.num) == ("d", "e"):
        return None  # many offices leave out đ
    span = view.span(unit.start, min(unit.start + len(unit.num) + 1, unit.end))
    if "#" in unit.id.rpartition("/")[2]:
        return Note(
            code="number-repeated",
            level="info",
            message=f"label {unit.num} is printed twice",
            section=unit.id,
            span=span,
        )
    if second > first:
        message = f"label {unit.num} follows {before.num}"
        return Note(code="numbering-gap", level="warning", message=message, section=unit.id, span=span)
    return None


def _value(unit: Unit) -> int:
    """Return the place of a unit's label in its list, or 0 where it has none."""
    number = unit.num.strip("()").rpartition(".")[2]
    if unit.kind == "roman":
        return roman_value(unit.num)
    if number.isdigit():
        return int(number)
    if unit.kind == "letter" and number in _ALPHABET:
        return _ALPHABET.index(number) + 1
    return 0


def table_notes(view: View, outline: Outline, tables: list[TaskTable]) -> list[Note]:
    """Return a note for each table of tasks whose rows have lost cells or give no task at all."""
    notes: list[Note] = []
    for number, table in enumerate(tables, 1):
        if not table.assigns or (table.tasks and not table.uneven):
            continue
        note = Note(
            code="table-uneven",
            level="info",
            message=f"{table.uneven} row(s) of table t{number} have lost cells: told by what the others hold",
            section=outline.section_id(table.grid.start),
            span=view.span(table.grid.start, table.grid.rows[-1][-1].end),
        )
        if not table.tasks:
            note.code, note.level = "table-unread", "warning"
            note.message = f"table t{number} has the headings of a table of tasks, but no row could be read"
        notes.append(note)
    return notes
