"""Words that changed, told of what they belong to: a fact, a task, or the section.

An edit inside a fact that is compared by itself (a body, a time, a citation) is no rewording; one inside a task
is that task's, any other its section's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import takewhile

from khparse.compare.context import Comparison, names_of_bodies
from khparse.compare.models import Edit, Passage, SectionPair, Side, Wording
from khparse.compare.words import Word, words_of
from khparse.models import Assignment, Span

CONNECTIVES = frozenset(
    "và với cùng các của do tại về việc theo từ đến trong số ngày tháng năm quý trước sau hoặc cho là để có "
    "phối hợp chủ trì giao căn cứ thực hiện thời gian hoàn thành xong hạn liên quan "
    "sáng chiều thứ hai ba tư sáu bảy chủ nhật".split()
)
"""Words that come and go with a body, a time (its weekday) or a citation, and say nothing of their own."""


class Ranges:
    """Ranges of one text, joined where they touch."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((span.start, span.end) for span in spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def hold(self, start: int, end: int) -> bool:
        """Return whether a range lies in one of these."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index]


class _Tasks:
    """Tasks of a plan that have a counterpart, by their place."""

    def __init__(self, tasks: Iterable[Assignment]) -> None:
        self._tasks = sorted(tasks, key=lambda task: task.span.start)
        self._starts = [task.span.start for task in self._tasks]

    def at(self, span: Span) -> Assignment | None:
        """Return the task that a place is inside of."""
        index = bisect_right(self._starts, span.start)
        for task in reversed(self._tasks[max(0, index - _NESTED) : index]):
            if span.end <= task.span.end:
                return task
        return None


_NESTED = 4  # tasks before a place among which one that holds it is looked for


def note_rewordings(made: Comparison, pairs: list[SectionPair], tasks: dict[str, str]) -> None:
    """Note the edits of corresponding sections that no other fact tells of; `tasks` are ids, old to new."""
    old_ranges, new_ranges = Ranges(made.old_spans), Ranges(made.new_spans)
    old_tasks = _Tasks(task for task in made.old.assignments if task.id in tasks)
    old_by_new = {new: old for old, new in tasks.items()}
    new_tasks = _Tasks(task for task in made.new.assignments if task.id in old_by_new)
    old_by_id = {task.id: task for task in made.old.assignments}
    new_by_id = {task.id: task for task in made.new.assignments}
    with_other_bodies = {c.old.id for c in made.changes if c.subject == "assignment" and c.field and c.old}
    products = {
        change.old.id: (change.old.text, change.new.text)
        for change in made.changes
        if change.field == "product" and change.old and change.new
    }
    of_tasks: dict[str, list[Edit]] = {}
    for pair in pairs:
        of_section: dict[str, list[Edit]] = {}
        is_one = len(pair.old) == len(pair.new) == 1
        for edit in pair.edits:
            left = _left(edit, old_ranges, new_ranges)
            says_nothing = not (left[0] - CONNECTIVES or left[1] - CONNECTIVES)
            if says_nothing and (_touches(edit, old_ranges, new_ranges)):
                continue
            place = edit.old.text and old_tasks.at(edit.old.span)
            other = edit.new.text and new_tasks.at(edit.new.span)
            task = place.id if place else old_by_new[other.id] if other else None
            if task and ((says_nothing and task in with_other_bodies) or _is_in(edit, products.get(task))):
                continue
            if task:
                of_tasks.setdefault(task, []).append(edit)
                continue
            in_heading = _is_in_heading(made, edit)
            if not in_heading or is_one:
                of_section.setdefault("heading" if in_heading else "text", []).append(edit)
        for field, edits in of_section.items():
            sides = _passage_side(pair.old[0], edits, "old"), _passage_side(pair.new[0], edits, "new")
            made.add("section", _kind(edits), *sides, field=field, edits=edits)
    for task_id, edits in of_tasks.items():
        old, new = old_by_id[task_id], new_by_id[tasks[task_id]]
        first, second = (Side(id=t.id, section=t.section, text=t.task, span=t.span) for t in (old, new))
        made.add(
            "assignment", _kind(edits), first, second,
            field="task", task=new.task, agencies=names_of_bodies(new, old), edits=edits,
        )  # fmt: skip


def _is_in(edit: Edit, product: tuple[str, str] | None) -> bool:
    """Return whether an edit is one of a product that is told to have changed."""
    if product is None:
        return False
    texts = (edit.old.text, product[0]), (edit.new.text, product[1])
    keys = ((f" {' '.join(word.key for word in words_of(text))} " for text in pair) for pair in texts)
    return all(part in whole or not part.strip() for part, whole in keys)


def _kind(edits: list[Edit]) -> Wording:
    """Return what edits are together: a rewording, unless all are what moved with the year or took over."""
    kinds = {edit.kind for edit in edits}
    order: tuple[Wording, ...] = ("reworded", "succeeded", "rolled-over")
    return next(kind for kind in order if kind in kinds)


def _left(edit: Edit, old: Ranges, new: Ranges) -> tuple[set[str], set[str]]:
    """Return the words of an edit that no fact tells of, without those that only make its ends whole words."""
    first, second = words_of(edit.old.text), words_of(edit.new.text)
    while first and second and first[-1].key == second[-1].key:
        first, second = first[:-1], second[:-1]
    common = sum(
        1 for _ in takewhile(lambda pair: pair[0].key == pair[1].key, zip(first, second, strict=False))
    )
    return _outside(first[common:], edit.old.span.start, old), _outside(
        second[common:], edit.new.span.start, new
    )


def _outside(words: list[Word], start: int, ranges: Ranges) -> set[str]:
    return {word.key for word in words if not ranges.hold(start + word.start, start + word.end)}


def _touches(edit: Edit, old: Ranges, new: Ranges) -> bool:
    """Return whether an edit holds words of a fact."""
    for passage, ranges in ((edit.old, old), (edit.new, new)):
        start = passage.span.start
        if any(ranges.hold(start + word.start, start + word.end) for word in words_of(passage.text)):
            return True
    return False


def _is_in_heading(made: Comparison, edit: Edit) -> bool:
    for passage, texts in ((edit.old, made.old_texts), (edit.new, made.new_texts)):
        heading = texts.headings.get(passage.section or "")
        inside = heading and heading.start <= passage.span.start <= heading.start + len(heading.text)
        if passage.text and inside:
            return True
    return False


def _passage_side(section: str, edits: list[Edit], which: str) -> Side:
    passages: list[Passage] = [getattr(edit, which) for edit in edits]
    span = Span(start=min(p.span.start for p in passages), end=max(p.span.end for p in passages))
    text = " … ".join(passage.text for passage in passages if passage.text)
    return Side(id=section, section=section or None, text=text, span=span)
