"""Which matched sections stand at another place: below another section, or in another order."""

from __future__ import annotations

from bisect import bisect_left

from khparse.compare.sections import Alignment


def moved_units(made: Alignment) -> set[int]:
    """Return the old units that moved.

    A unit moved with the one above it hasn't; of siblings in another order as few as possible have.
    """
    moved: set[int] = set()
    old_groups, new_groups = groups_of(made)
    for unit in made.old[1:]:
        other = made.to_new.get(unit.index)
        if other is not None and old_groups[unit.parent] != new_groups[made.new[other].parent]:
            moved.add(unit.index)
    stays: dict[int, list[int]] = {}
    for unit in made.old[1:]:
        if unit.index in made.to_new and unit.index not in moved:
            stays.setdefault(old_groups[unit.parent], []).append(unit.index)
    for siblings in stays.values():
        kept = _longest_in_order([made.to_new[index] for index in siblings])
        moved.update(index for index in siblings if made.to_new[index] not in kept)
    return moved


def groups_of(made: Alignment) -> tuple[dict[int, int], dict[int, int]]:
    """Return a number for each unit of either plan; those that are the same, or parts of the same, have one."""
    old = {unit.index: unit.index for unit in made.old}
    new = {unit.index: made.to_old.get(unit.index, -unit.index) for unit in made.new}
    for index, parts in made.splits.items():
        new.update((part, old[index]) for part in parts)
    for index, parts in made.merges.items():
        old.update((part, new[index]) for part in parts)
    return old, new


def _longest_in_order(numbers: list[int]) -> set[int]:
    """Return the numbers of a longest increasing subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(numbers)
    for at, number in enumerate(numbers):
        place = bisect_left(tails, number)
        before[at] = ends[place - 1] if place else -1
        if place == len(tails):
            tails.append(number)
            ends.append(at)
        else:
            tails[place], ends[place] = number, at
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(numbers[at])
        at = before[at]
    return kept
