"""Sections that were split into several, or merged into one.

What one direction finds is what the other does with the plans exchanged: a *part* is a unit of one plan without
a counterpart, and a *whole* the unit of the other plan that holds its words.
"""

from __future__ import annotations

from khparse.compare.sections import Alignment
from khparse.compare.similarity import candidates, share_of, similarity
from khparse.compare.units import Unit

_SHARE = 0.6  # of the words of a part that stand in the whole
_SHARE_FAR = 0.85  # where part and whole don't stand at the same place
_COPY = 0.5  # share above which the counterpart of the whole has the words as well
_FEWEST = 4  # words of a part
_ALIKE = 0.75


def find_parts(made: Alignment) -> None:
    """Add the splits and merges to an alignment whose matches are complete; no unit is in two of them."""
    for whole, parts in _parts_of(made.new, made.old, made.to_old, made.to_new).items():
        if whole not in made.to_new:
            made.match(whole, parts.pop(0))
        if parts:
            made.splits[whole] = parts
            if _are_unlabelled(made.old[whole], made.new[made.to_new[whole]], [made.new[p] for p in parts]):
                made.dropped_labels.update((whole, part) for part in parts)
    taken = made.parts_of_new
    for whole, parts in _parts_of(made.old, made.new, made.to_new, made.to_old).items():
        if whole in taken or made.to_old.get(whole) in made.splits:
            continue
        if whole not in made.to_old:
            made.match(parts.pop(0), whole)
        if parts:
            made.merges[whole] = parts
            if _are_unlabelled(made.new[whole], made.old[made.to_old[whole]], [made.old[p] for p in parts]):
                made.dropped_labels.update((part, whole) for part in parts)


def _parts_of(
    units: list[Unit], wholes: list[Unit], counterparts: dict[int, int], other_way: dict[int, int]
) -> dict[int, list[int]]:
    """Return the parts among `units` of each of `wholes`, a whole without a counterpart having two or more."""
    free = [
        unit
        for unit in units
        if unit.index not in counterparts and unit.weight >= _FEWEST and not unit.is_labelled
    ]
    near: dict[int, set[int]] = {}
    for part, whole in candidates({u.index: u.words for u in free}, {u.index: u.words for u in wholes}):
        near.setdefault(part, set()).add(whole)
    found: dict[int, list[int]] = {}
    for unit in free:
        below = [wholes[counterparts[child]].parent for child in unit.children if child in counterparts]
        scored = []
        for index in sorted({*near.get(unit.index, ()), *below} - {0}):
            counterpart = units[other_way[index]] if index in other_way else None
            share = _share(unit, units, wholes[index], counterparts)
            if counterpart and unit.text and share_of(unit.text, [counterpart.words]) >= _COPY:
                continue
            least = _SHARE if counterpart is None or _are_near(unit, counterpart) else _SHARE_FAR
            if share >= least:
                scored.append((-share, index))
        if scored:
            found.setdefault(min(scored)[1], []).append(unit.index)
    return {
        index: sorted(parts, key=lambda part: -units[part].weight if index not in other_way else part)
        for index, parts in sorted(found.items())
        if index in other_way or len(parts) > 1
    }


def _share(unit: Unit, units: list[Unit], whole: Unit, counterparts: dict[int, int]) -> float:
    """Return which share of the words of a unit, its name apart, is in the whole or in units below it."""
    total = shared = 0.0
    for index in range(unit.index, unit.end):
        words = units[index].text if index == unit.index and units[index].text else units[index].words
        if index == unit.index and unit.children and not unit.text:
            continue
        total += len(words)
        other = counterparts.get(index)
        if other is None:
            shared += len(words) * share_of(words, [whole.words])
        elif whole.index < other < whole.end:
            shared += len(words)
    return shared / total if total else 0.0


def _are_near(unit: Unit, counterpart: Unit) -> bool:
    """Return whether a unit stands beside or below another."""
    return unit.parent in (counterpart.parent, counterpart.index) or counterpart.parent == unit.index


def _are_unlabelled(whole: Unit, counterpart: Unit, parts: list[Unit]) -> bool:
    """Return whether parts are the own text of the unit above them, with numbers, word for word."""
    words = tuple(word for part in parts for word in part.words)
    below = all(part.parent == counterpart.index for part in parts)
    return below and not counterpart.text and similarity(words, whole.text) >= _ALIKE
