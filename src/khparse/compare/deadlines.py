"""Times of two plans: which moved with the year, which moved otherwise, which are new or gone."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

from khparse.compare.context import Comparison
from khparse.compare.models import Side
from khparse.compare.units import keys_of
from khparse.models import Assignment, Deadline

_Key = Callable[[Deadline, bool], Hashable]


def compare_deadlines(made: Comparison, tasks: dict[str, str]) -> None:
    """Note the changes of deadlines; `tasks` has the new ids of the tasks by the old ones."""
    old, new = made.old.deadlines, made.new.deadlines
    pairs = _match(made, tasks)
    old_tasks = {found.id: found for found in made.old.assignments}
    new_tasks = {found.id: found for found in made.new.assignments}
    for first, second in sorted(pairs.items()):
        _compare(made, old[first], new[second], new_tasks.get(new[second].assignment or ""))
    there = set(pairs.values())
    for index, found in enumerate(old):
        made.account_for(found.span, None)
        if index not in pairs:
            about = _about(old_tasks.get(found.assignment or ""))
            made.add("deadline", "removed", old=_side(found), **about)
    for index, found in enumerate(new):
        made.account_for(None, found.span)
        if index not in there:
            about = _about(new_tasks.get(found.assignment or ""))
            made.add("deadline", "added", new=_side(found), **about)


def _match(made: Comparison, tasks: dict[str, str]) -> dict[int, int]:
    """Return which deadlines are the same, by index: the surest first."""
    pairs: dict[int, int] = {}

    def task(found: Deadline, is_old: bool) -> Hashable:
        if found.assignment is None:
            return section(found, is_old)
        return tasks.get(found.assignment, f"old {found.assignment}") if is_old else found.assignment

    def section(found: Deadline, is_old: bool) -> Hashable:
        groups = made.old_groups if is_old else made.new_groups
        return groups.get(found.section or "")

    def same(found: Deadline, is_old: bool) -> Hashable:
        return (_value(found), found.inclusive)

    def rolled(found: Deadline, is_old: bool) -> Hashable:
        return _value(found, (made.years.between or 1) if is_old else 0)

    def rolled_once(found: Deadline, is_old: bool) -> Hashable:
        return _value(found, 1 if is_old else 0)

    def form(found: Deadline, is_old: bool) -> Hashable:
        return bool(found.start), bool(found.end), bool(found.recurrence), bool(found.relative)

    def words(found: Deadline, is_old: bool) -> Hashable:
        return keys_of(found.text)

    def nothing(found: Deadline, is_old: bool) -> Hashable:
        return None

    _pair_sequences(made, pairs, task)
    for where, what in (
        (task, same), (task, rolled), (task, rolled_once), (section, same), (section, rolled),
        (section, rolled_once), (task, words), (task, form), (task, nothing), (section, words),
    ):  # fmt: skip
        _pair(made, pairs, where, what)
    return pairs


def _pair_sequences(made: Comparison, pairs: dict[int, int], where: _Key) -> None:
    """Pair the several deadlines of a task in their order, where each is the same or moved with the year.

    Else "12/2026 … 12/2027", a year later, would be taken for one that stayed and one that jumped.
    """
    groups: dict[Hashable, tuple[list[int], list[int]]] = {}
    for index, found in enumerate(made.old.deadlines):
        groups.setdefault(where(found, True), ([], []))[0].append(index)
    for index, found in enumerate(made.new.deadlines):
        groups.setdefault(where(found, False), ([], []))[1].append(index)
    for old, new in groups.values():
        if len(old) != len(new) or len(old) < _SEVERAL:
            continue
        if all(
            _moved_along(made, made.old.deadlines[a], made.new.deadlines[b])
            for a, b in zip(old, new, strict=True)
        ):
            pairs.update(zip(old, new, strict=True))


_SEVERAL = 2


def _moved_along(made: Comparison, old: Deadline, new: Deadline) -> bool:
    return any(_value(old, shift) == _value(new) for shift in (0, made.years.between or 1, 1))


def _pair(made: Comparison, pairs: dict[int, int], where: _Key, what: _Key) -> None:
    """Pair deadlines that are left and have the same keys, in their order."""

    def key(found: Deadline, is_old: bool) -> Hashable:
        return where(found, is_old), what(found, is_old)

    places: dict[Hashable, list[int]] = {}
    there = set(pairs.values())
    for index, found in enumerate(made.new.deadlines):
        if index not in there:
            places.setdefault(key(found, False), []).append(index)
    for index, found in enumerate(made.old.deadlines):
        if index not in pairs and (left := places.get(key(found, True))):
            pairs[index] = left.pop(0)


def _value(found: Deadline, years: int = 0) -> Hashable:
    """Return what a deadline means, its dates some years later; the last day of February stays the last."""
    relative = keys_of(found.relative or "")
    return _later(found.start, years), _later(found.end, years), found.recurrence, relative


def _later(day: str | None, years: int) -> str | None:
    if day is None:
        return None
    moved = f"{int(day[:4]) + years:04}{day[4:]}"
    return f"{moved[:4]}-02-end" if moved[4:] in ("-02-28", "-02-29") else moved


def _compare(made: Comparison, old: Deadline, new: Deadline, task: Assignment | None) -> None:
    sides, about = (_side(old), _side(new)), _about(task)
    if _value(old) == _value(new):
        if old.inclusive != new.inclusive:
            made.add("deadline", "changed", *sides, field="inclusive", **about)
        return
    shifts = {made.years.between or 1, 1}
    if old.inclusive == new.inclusive and any(_value(old, shift) == _value(new) for shift in shifts):
        made.add("deadline", "rolled-over", *sides, **about)
        return
    made.add("deadline", "changed", *sides, days=_days(old, new, made.years.between or 0), **about)


def _days(old: Deadline, new: Deadline, years: int) -> int | None:
    """Return how many days later a time ends than so many years after the old one; None where it has no day."""
    first, second = old.end or old.start, new.end or new.start
    if not first or not second:
        return None
    try:
        start = date.fromisoformat(first)
        if (start.month, start.day) == (2, 29):
            start = start.replace(day=28)
        return (date.fromisoformat(second) - start.replace(year=start.year + years)).days
    except ValueError:
        return None


def _side(found: Deadline) -> Side:
    interval = "/".join((found.start or "..", found.end or "..")) if found.start or found.end else None
    value = found.recurrence or interval or found.relative
    return Side(id=found.id, section=found.section, text=found.text, value=value, span=found.span)


def _about(task: Assignment | None) -> dict[str, Any]:
    if task is None:
        return {}
    names = [body.name for body in (*task.lead, *task.support)]
    return {"task": task.task, "agencies": list(dict.fromkeys(names))}
