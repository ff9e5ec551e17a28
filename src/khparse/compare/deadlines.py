"""Times of two plans: which moved with the year, which moved otherwise, which are new or gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

from khparse.compare.context import Comparison, names_of_bodies, sections_by_group
from khparse.compare.models import Side
from khparse.compare.texts import Texts
from khparse.compare.units import YEAR, differ_in_years_alone, keys_of
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
    groups = sections_by_group(made)
    for index, found in enumerate(old):
        made.account_for(found.span, None)
        if index not in pairs and not _stands_in(made.new_texts, groups[1], made.old_groups, found):
            about = _about(old_tasks.get(found.assignment or ""))
            made.add("deadline", "removed", old=_side(found), **about)
    for index, found in enumerate(new):
        made.account_for(None, found.span)
        if index not in there and not _stands_in(made.old_texts, groups[0], made.new_groups, found):
            about = _about(new_tasks.get(found.assignment or ""))
            made.add("deadline", "added", new=_side(found), **about)


def _stands_in(
    texts: Texts, sections: dict[int | None, list[str]], groups: dict[str, int], found: Deadline
) -> bool:
    """Return whether the corresponding sections of the other plan have the same words, if as no deadline."""
    return texts.have(sections.get(groups.get(found.section or ""), []), found.text, years_count=True)


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

    def context(found: Deadline, is_old: bool) -> Hashable:
        texts = made.old_texts if is_old else made.new_texts
        before = keys_of(texts.around(found.section, found.span)[0][-_AROUND:])
        words = tuple(word for word in before if not word[0].isdigit() and word != YEAR)[-_WORDS_BEFORE:]
        return words if len(words) == _WORDS_BEFORE else index_of.get(id(found), 0)

    index_of = {id(found): -at for at, found in enumerate([*made.old.deadlines, *made.new.deadlines], 1)}
    _pair(made, pairs, task, context, once=True)
    _pair_sequences(made, pairs, task)
    for where, what in (
        (task, same), (task, rolled), (task, rolled_once), (section, same), (section, rolled),
        (section, rolled_once), (task, words), (task, form), (task, nothing), (section, words),
    ):  # fmt: skip
        _pair(made, pairs, where, what)
    _pair(made, pairs, section, form, once=True)
    return pairs


_AROUND = 60  # code points before a time that tell what it is for
_WORDS_BEFORE = 4


def _pair_sequences(made: Comparison, pairs: dict[int, int], where: _Key) -> None:
    """Pair the several deadlines of a task in their order, unless each is found again as it was or a year on.

    Else of "12/2026 … 12/2027", a year later, one would be taken for unchanged and the other for one that jumped.
    """
    for old, new in _left(made, pairs, where):
        if len(old) != len(new) or len(old) < _SEVERAL:
            continue
        first, second = (
            [plan.deadlines[i] for i in side] for plan, side in ((made.old, old), (made.new, new))
        )
        along = all(_moved_along(made, a, b) for a, b in zip(first, second, strict=True))
        if along or not any(_are_all(first, second, years) for years in (0, made.years.between or 1, 1)):
            pairs.update(zip(old, new, strict=True))


_SEVERAL = 2


def _moved_along(made: Comparison, old: Deadline, new: Deadline) -> bool:
    return any(_value(old, shift) == _value(new) for shift in (0, made.years.between or 1, 1))


def _are_all(old: list[Deadline], new: list[Deadline], years: int) -> bool:
    """Return whether deadlines are the same in another order, so many years on."""
    return Counter(_value(found, years) for found in old) == Counter(map(_value, new))


def _pair(made: Comparison, pairs: dict[int, int], where: _Key, what: _Key, once: bool = False) -> None:
    """Pair deadlines that are left and have the same keys, in their order; `once`, only where no other has them."""

    def key(found: Deadline, is_old: bool) -> Hashable:
        return where(found, is_old), what(found, is_old)

    for old, new in _left(made, pairs, key):
        if not once or len(old) == len(new) == 1:
            pairs.update(zip(old, new, strict=False))


def _left(made: Comparison, pairs: dict[int, int], key: _Key) -> list[tuple[list[int], list[int]]]:
    """Return the deadlines that have no counterpart yet, by index, the old and new ones of each key together."""
    groups: dict[Hashable, tuple[list[int], list[int]]] = {}
    there = set(pairs.values())
    for index, found in enumerate(made.old.deadlines):
        if index not in pairs:
            groups.setdefault(key(found, True), ([], []))[0].append(index)
    for index, found in enumerate(made.new.deadlines):
        if index not in there:
            groups.setdefault(key(found, False), ([], []))[1].append(index)
    return list(groups.values())


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
    if _value(old) == _value(new) and (old.start, old.end) == (new.start, new.end):
        if old.inclusive != new.inclusive:
            made.add("deadline", "changed", *sides, field="inclusive", **about)
        return
    words = differ_in_years_alone(old.text, new.text, made.years)  # "từ nay đến hết năm 2025"
    shifts = {made.years.between or 1, 1}
    if old.inclusive == new.inclusive and (
        words or any(_value(old, shift) == _value(new) for shift in shifts)
    ):
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
    return {"task": task.task, "agencies": names_of_bodies(task)}
