"""Sections that came, went, moved, were split or merged, and the words that differ in those that stayed."""

from __future__ import annotations

from khparse.compare.context import Comparison
from khparse.compare.models import Edit, SectionPair, Side
from khparse.compare.texts import Texts
from khparse.compare.units import ROOT, Unit
from khparse.compare.wording import By, Text, edits_between
from khparse.facts import bodies
from khparse.lexicon import agencies
from khparse.models import Plan, Span


def pairs_of(made: Comparison, moved: set[int], by: By) -> list[SectionPair]:
    """Return which sections correspond, in the order of the new plan, those that went behind their neighbours."""
    alignment = made.alignment
    parts_of_new = {part for parts in alignment.splits.values() for part in parts}
    parts_of_old = {part for parts in alignment.merges.values() for part in parts}
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
        pairs.append(_pair(made, old, new, other in moved, by))
    while gone < len(alignment.old):
        pairs.append(SectionPair(old=[alignment.old[gone].id], new=[]))
        gone = next(waiting)
    return pairs


def _pair(made: Comparison, old: list[int], new: list[int], moved: bool, by: By) -> SectionPair:
    first = [made.alignment.old[index].id for index in old]
    second = [made.alignment.new[index].id for index in new]
    edits = _edits(made, first, second, by)
    return SectionPair(old=first, new=second, renumbered=first != second and not moved, moved=moved, edits=edits)


def _edits(made: Comparison, old: list[str], new: list[str], by: By) -> list[Edit]:
    texts = _texts(made.old_texts, old), _texts(made.new_texts, new)
    if [text.text for text in texts[0]] == [text.text for text in texts[1]]:
        return []
    dates = [plan.metadata.date.edtf if plan.metadata.date else None for plan in (made.old, made.new)]
    places = [plan.metadata.place for plan in (made.old, made.new)]

    def are_succeeded(first: str, second: str) -> bool:
        body = agencies.resolve(first, dates[0], places[0]).agency_id
        heir = agencies.resolve(second, dates[1], places[1]).agency_id
        return bool(body and heir and body != heir and bodies.succession(body, heir))

    return edits_between(*texts, made.years, by, are_succeeded)


def _texts(texts: Texts, ids: list[str]) -> list[Text]:
    found = [text for name in ids for text in (texts.headings.get(name), texts.own.get(name)) if text]
    return [text for text in found if text.text]


def note_sections(made: Comparison, moved: set[int]) -> None:
    """Note the sections that came, went, moved, were split and merged; a section stands for those below it."""
    alignment = made.alignment
    parts_of_new = {part for parts in alignment.splits.values() for part in parts}
    parts_of_old = {part for parts in alignment.merges.values() for part in parts}
    old_names, new_names = _names(made.old), _names(made.new)
    gone = {
        unit.index for unit in alignment.old if unit.index not in alignment.to_new
    } - parts_of_old  # fmt: skip
    come = {
        unit.index for unit in alignment.new if unit.index not in alignment.to_old
    } - parts_of_new  # fmt: skip
    for unit in alignment.old:
        if unit.index in gone and unit.parent not in gone:
            made.add("section", "removed", old=_side(unit), agencies=_names_in(alignment.old, unit, old_names))
    for unit in alignment.new:
        if unit.index in come and unit.parent not in come:
            made.add("section", "added", new=_side(unit), agencies=_names_in(alignment.new, unit, new_names))
    for index in sorted(moved):
        unit, other = alignment.old[index], alignment.new[alignment.to_new[index]]
        made.add("section", "moved", _side(unit), _side(other), agencies=_names_in(alignment.new, other, new_names))
    for index, parts in alignment.splits.items():
        unit, other = alignment.old[index], alignment.new[alignment.to_new[index]]
        if {(index, part) for part in parts} <= alignment.dropped_labels:
            continue
        ids = [alignment.new[part].id for part in sorted([other.index, *parts])]
        made.add("section", "split", _side(unit), _side(other), parts=ids)
    for index, parts in alignment.merges.items():
        unit, other = alignment.old[alignment.to_old[index]], alignment.new[index]
        if {(part, index) for part in parts} <= alignment.dropped_labels:
            continue
        ids = [alignment.old[part].id for part in sorted([unit.index, *parts])]
        made.add("section", "merged", _side(unit), _side(other), parts=ids)


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
