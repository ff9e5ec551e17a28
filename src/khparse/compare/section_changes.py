"""Sections that came, went, moved, were split or merged, and the words that differ in those that stayed."""

from __future__ import annotations

from khparse.compare.context import Comparison
from khparse.compare.models import Edit, SectionPair, Side
from khparse.compare.paragraphs import corresponding_items
from khparse.compare.table_rows import TableRows
from khparse.compare.units import ROOT, Unit
from khparse.compare.wording import By, Text, edits_between
from khparse.facts import bodies
from khparse.lexicon import agencies
from khparse.models import Plan, Span


def pairs_of(made: Comparison, moved: set[int], tasks: dict[str, str], by: By) -> list[SectionPair]:
    """Return which sections correspond, in the order of the new plan, those that went behind their neighbours.

    `tasks` has the new ids of the tasks by the old ones: rows of tables are compared as they correspond.
    """
    alignment = made.alignment
    wording = _Wording(made, tasks, by)
    parts_of_new, parts_of_old = alignment.parts_of_new, alignment.parts_of_old
    alone = [
        unit.index
        for unit in alignment.old
        if unit.index not in alignment.to_new and unit.index not in parts_of_old
    ]
    pairs: list[SectionPair] = []
    waiting = iter([*alone, len(alignment.old)])
    gone = next(waiting)
    for unit in alignment.new:
        other = alignment.to_old.get(unit.index)
        if other is None:
            if unit.index not in parts_of_new:
                pairs.append(SectionPair(old=[], new=[unit.id]))
            continue
        while gone < other:
            pairs.append(SectionPair(old=[alignment.old[gone].id], new=[]))
            gone = next(waiting)
        old = sorted([other, *alignment.merges.get(unit.index, [])])
        new = sorted([unit.index, *alignment.splits.get(other, [])])
        pairs.append(_pair(made, old, new, other in moved, wording))
    while gone < len(alignment.old):
        pairs.append(SectionPair(old=[alignment.old[gone].id], new=[]))
        gone = next(waiting)
    return pairs


def _pair(made: Comparison, old: list[int], new: list[int], moved: bool, wording: _Wording) -> SectionPair:
    first = [made.alignment.old[index].id for index in old]
    second = [made.alignment.new[index].id for index in new]
    edits = wording.edits(first, second)
    return SectionPair(
        old=first, new=second, renumbered=first != second and not moved, moved=moved, edits=edits
    )


class _Wording:
    """Compares the words of corresponding sections, and of corresponding rows in them."""

    def __init__(self, made: Comparison, tasks: dict[str, str], by: By) -> None:
        self._made = made
        self._by: By = by
        self._old_rows = TableRows(made.old, made.old_texts)
        self._new_rows = TableRows(made.new, made.new_texts)
        self._dates = [
            plan.metadata.date.edtf if plan.metadata.date else None for plan in (made.old, made.new)
        ]
        self._places = [plan.metadata.place for plan in (made.old, made.new)]
        self._rows: dict[str, list[tuple[Text, Text]]] = {}
        for first, second in tasks.items():
            rows = self._old_rows.get(first), self._new_rows.get(second)
            if rows[0] and rows[1]:
                self._rows.setdefault(rows[1].section or ROOT, []).append((rows[0], rows[1]))

    def edits(self, old: list[str], new: list[str]) -> list[Edit]:
        """Return the edits between sections, along the new plan."""
        texts = (
            [text for name in old for text in self._old_rows.around(name)],
            [text for name in new for text in self._new_rows.around(name)],
        )
        if old == new == [ROOT] and self._made.new.sections:
            found = [edit for pair in corresponding_items(*texts) for edit in self._between(*pair)]
        else:
            found = self._between(*texts)
        for name in new:
            for first, second in self._rows.get(name, ()):
                found += self._between([first], [second])
        return sorted(found, key=lambda edit: (edit.new.span.start, edit.new.span.end, edit.old.span.start))

    def _between(self, old: list[Text], new: list[Text]) -> list[Edit]:
        return edits_between(old, new, self._made.years, self._by, self._are_succeeded)

    def _are_succeeded(self, old: str, new: str) -> bool:
        firsts = bodies.first_words()
        if (
            old.split(maxsplit=1)[0].lower() not in firsts[0]
            or new.split(maxsplit=1)[0].lower() not in firsts[1]
        ):
            return False
        body = agencies.resolve(old, self._dates[0], self._places[0]).agency_id
        heir = agencies.resolve(new, self._dates[1], self._places[1]).agency_id
        return bool(body and heir and body != heir and bodies.succession(body, heir))


def note_sections(made: Comparison, moved: set[int]) -> None:
    """Note the sections that came, went, moved, were split and merged; a section stands for those below it."""
    alignment = made.alignment
    old_names, new_names = _names(made.old), _names(made.new)
    gone = {unit.index for unit in alignment.old} - alignment.to_new.keys() - alignment.parts_of_old
    come = {unit.index for unit in alignment.new} - alignment.to_old.keys() - alignment.parts_of_new
    for unit in alignment.old:
        if unit.index in gone and unit.parent not in gone:
            made.add(
                "section", "removed", old=_side(unit), agencies=_names_in(alignment.old, unit, old_names)
            )
    for unit in alignment.new:
        if unit.index in come and unit.parent not in come:
            made.add("section", "added", new=_side(unit), agencies=_names_in(alignment.new, unit, new_names))
    for index in sorted(moved):
        unit, other = alignment.old[index], alignment.new[alignment.to_new[index]]
        made.add(
            "section", "moved", _side(unit), _side(other), agencies=_names_in(alignment.new, other, new_names)
        )
    for index, parts in alignment.splits.items():
        if {(index, part) for part in parts} <= alignment.dropped_labels:
            continue
        units = [alignment.new[part] for part in sorted([alignment.to_new[index], *parts])]
        sides = _side(alignment.old[index]), _side(units[0])
        made.add("section", "split", *sides, parts=[unit.id for unit in units])
    for index, parts in alignment.merges.items():
        if {(part, index) for part in parts} <= alignment.dropped_labels:
            continue
        units = [alignment.old[part] for part in sorted([alignment.to_old[index], *parts])]
        sides = _side(units[0]), _side(alignment.new[index])
        made.add("section", "merged", *sides, parts=[unit.id for unit in units])


def _side(unit: Unit) -> Side:
    section = unit.section
    if section is None:
        return Side(id=ROOT, text="")
    span = Span(start=section.extent.start, end=section.extent.end)
    return Side(id=section.id, section=section.id, text=section.heading or section.text, span=span)


def _names(plan: Plan) -> dict[str, list[str]]:
    """Return the names of the bodies that lead or support tasks, by section."""
    found: dict[str, list[str]] = {}
    for task in plan.assignments:
        names = [body.name for body in (*task.lead, *task.support)]
        found.setdefault(task.section or ROOT, []).extend(names)
    return found


def _names_in(units: list[Unit], unit: Unit, names: dict[str, list[str]]) -> list[str]:
    inside = (name for index in range(unit.index, unit.end) for name in names.get(units[index].id, ()))
    return list(dict.fromkeys(inside))
