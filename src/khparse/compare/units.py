"""A plan as a row of units in document order: its sections, each with the words that it is compared by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from khparse.compare.words import words_of
from khparse.compare.years import Years, as_year
from khparse.models import Plan, Section

ROOT = ""
"""The id of the unit that holds all others; its text is what stands before the first section."""

_LONGEST_LINE, _LONGEST_LABEL = 15, 5  # words

YEAR = "<year>"
"""The key of every year, so that last year's sentence is this year's."""


@dataclass(slots=True, eq=False)
class Unit:
    """A section, or the whole plan (the first unit).

    `index` is its place in document order, `parent` that of the unit above (-1 for the whole). Its descendants
    are the units from `index + 1` up to `end`. `weight` counts its words with those of its descendants.
    """

    index: int
    id: str
    kind: str
    parent: int
    section: Section | None
    heading: tuple[str, ...]
    text: tuple[str, ...]
    end: int = 0
    weight: int = 0
    children: list[int] = field(default_factory=list)
    is_labelled: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the heading and of the unit's own text."""
        return self.heading + self.text


def units_of(plan: Plan) -> list[Unit]:
    """Return the units of a plan in document order, the whole plan first."""
    preamble = plan.preamble.text if plan.preamble else ""
    units = [Unit(0, ROOT, "plan", -1, None, (), keys_of(preamble))]
    _add(units, plan.sections, 0)
    for unit in reversed(units):
        unit.end = units[unit.children[-1]].end if unit.children else unit.index + 1
        own = len(unit.heading) + len(unit.text)
        unit.weight = own + sum(units[child].weight for child in unit.children)
    labels = [_label(unit) for unit in units]
    counted = Counter(labels)
    for unit, label in zip(units, labels, strict=True):
        unit.is_labelled = label is not None and counted[label] > 1
    return units


def _label(unit: Unit) -> tuple[str, ...] | None:
    """Return what stands before the colon of a short line."""
    if unit.section is None or unit.children or len(unit.words) > _LONGEST_LINE:
        return None
    if unit.heading:
        return unit.heading if unit.text else None
    label, sign, _ = unit.section.text.partition(":")
    return keys_of(label) if sign and len(label.split()) <= _LONGEST_LABEL else None


def _add(units: list[Unit], sections: Sequence[Section], parent: int) -> None:
    for section in sections:
        heading, text = keys_of(section.heading or ""), keys_of(section.text)
        unit = Unit(len(units), section.id, section.kind, parent, section, heading, text)
        units.append(unit)
        units[parent].children.append(unit.index)
        _add(units, section.children, unit.index)


def keys_of(text: str) -> tuple[str, ...]:
    """Return the keys of the words of a text, years as one."""
    return tuple(YEAR if as_year(word.key) else word.key for word in words_of(text))


def differ_in_years_alone(old: str, new: str, years: Years) -> bool:
    """Return whether two texts have the same words but for years that moved with the plan."""
    first, second = ([word.key for word in words_of(text)] for text in (old, new))
    if keys_of(old) != keys_of(new) or len(first) != len(second):
        return False
    moved = [(as_year(a), as_year(b)) for a, b in zip(first, second, strict=True) if a != b]
    return all(a and b and years.are_rolled(a, b) for a, b in moved)
