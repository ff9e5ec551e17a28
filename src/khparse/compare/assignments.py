"""Tasks of two plans: which are new, which were dropped, and who was given something else."""

from __future__ import annotations

from typing import Any

from khparse.compare.context import Comparison, names_of_bodies, same_body, sections_by_group, succession_of
from khparse.compare.models import Kind, Side
from khparse.compare.similarity import candidates, pairs_by_score, similarity
from khparse.compare.texts import Texts
from khparse.compare.units import keys_of
from khparse.facts import bodies
from khparse.facts.rows import only_names_bodies, tasks_of
from khparse.models import Agency, Assignment

_ALIKE = 0.5  # in the same section
_ALIKE_ELSEWHERE = 0.8
_ALL_PAIRS = 400
_LONGER, _NEARLY_ALL = 6, 0.8  # words of a task, and share of them, by which it is found in joined sections
_ROLES = ("lead", "support", "report_to")


def compare_assignments(made: Comparison) -> dict[str, str]:
    """Note the changes of tasks; return the ids of the new ones by those of the old ones that they are."""
    old, new = ([task.assignment for task in tasks_of(plan)] for plan in (made.old, made.new))
    pairs = _match(made, old, new)
    for first, second in pairs.items():
        _compare(made, old[first], new[second])
    there = set(pairs.values())
    left = [found for index, found in enumerate(old) if index not in pairs]
    right = [found for index, found in enumerate(new) if index not in there]
    _note_unmatched(made, left, right)
    return {old[first].id: new[second].id for first, second in pairs.items()}


def _note_unmatched(made: Comparison, gone: list[Assignment], come: list[Assignment]) -> None:
    """Note tasks that one plan alone has; of words that both have, who leads them came or went."""
    old_sections, new_sections = sections_by_group(made)
    old_leads = _leads_by_group(made.old.assignments, made.old_groups)
    new_leads = _leads_by_group(made.new.assignments, made.new_groups)
    for found in gone:
        group = made.old_groups.get(found.section or "")
        if not _has_words(made.new_texts, new_sections.get(group, []), found.task):
            made.add("assignment", "removed", old=_side(found), **_about(found))
            made.account_for(found.span, None)
            continue
        for body in _distinct(found.lead):
            leads = new_leads.get(group, [])
            if not any(same_body(body, other) or succession_of(body, other) for other in leads):
                made.add("assignment", "removed", old=_body_side(found, body), field="lead", **_about(found))
    for found in come:
        group = made.new_groups.get(found.section or "")
        if not _has_words(made.old_texts, old_sections.get(group, []), found.task):
            made.add("assignment", "added", new=_side(found), **_about(found))
            made.account_for(None, found.span)
            continue
        for body in _distinct(found.lead):
            leads = old_leads.get(group, [])
            if not any(same_body(other, body) or succession_of(other, body) for other in leads):
                made.add("assignment", "added", new=_body_side(found, body), field="lead", **_about(found))


def _has_words(texts: Texts, sections: list[str], task: str) -> bool:
    """Return whether sections have the words of a task, in a row, or nearly all of a longer one in places."""
    if texts.have(sections, task):
        return True
    words = keys_of(task)
    return len(words) >= _LONGER and texts.share(sections, words) >= _NEARLY_ALL


def _leads_by_group(tasks: list[Assignment], groups: dict[str, int]) -> dict[int | None, list[Agency]]:
    found: dict[int | None, list[Agency]] = {}
    for task in tasks:
        found.setdefault(groups.get(task.section or ""), []).extend(task.lead)
    return found


def _match(made: Comparison, old: list[Assignment], new: list[Assignment]) -> dict[int, int]:
    """Return which tasks are the same, by index: first those of one section, then the others."""
    old_words = [keys_of(found.task) for found in old]
    new_words = [keys_of(found.task) for found in new]

    def score(first: int, second: int) -> float:
        return similarity(old_words[first], new_words[second])

    def distance(first: int, second: int) -> float:
        other_lead = not _same_bodies(old[first].lead, new[second].lead)
        return other_lead + abs(first / len(old) - second / len(new))

    groups: dict[int | None, tuple[list[int], list[int]]] = {}
    for index, found in enumerate(old):
        groups.setdefault(made.old_groups.get(found.section or ""), ([], []))[0].append(index)
    for index, found in enumerate(new):
        groups.setdefault(made.new_groups.get(found.section or ""), ([], []))[1].append(index)
    pairs: dict[int, int] = {}
    for first, second in groups.values():
        if len(first) * len(second) <= _ALL_PAIRS:
            near = [(a, b) for a in first for b in second]
        else:
            near = list(candidates({a: old_words[a] for a in first}, {b: new_words[b] for b in second}))
        alike = dict(pairs_by_score(near, score, _ALIKE, distance))
        there = set(alike.values())
        rest = [a for a in first if a not in alike], [b for b in second if b not in there]
        pairs.update(alike | _only_names(old, new, *rest))
    there = set(pairs.values())
    left = {index: words for index, words in enumerate(old_words) if index not in pairs}
    right = {index: words for index, words in enumerate(new_words) if index not in there}
    pairs.update(pairs_by_score(candidates(left, right), score, _ALIKE_ELSEWHERE, distance))
    return pairs


def _only_names(
    old: list[Assignment], new: list[Assignment], left: list[int], right: list[int]
) -> dict[int, int]:
    """Return, of what is left in one section, the two tasks that do no more than name a body, by index."""
    if len(left) != 1 or len(right) != 1:
        return {}
    names = only_names_bodies(old[left[0]]) and only_names_bodies(new[right[0]])
    return {left[0]: right[0]} if names else {}


def _compare(made: Comparison, old: Assignment, new: Assignment) -> None:
    about = _about(new, old)
    for role in _ROLES:
        _compare_bodies(made, role, (old, new), about)
    if old.product != new.product and keys_of(old.product or "") != keys_of(new.product or ""):
        kind: Kind = "added" if not old.product else "removed" if not new.product else "changed"
        sides = [
            Side(id=found.id, section=found.section, text=found.product) if found.product else None
            for found in (old, new)
        ]
        made.add("assignment", kind, *sides, field="product", **about)


def _compare_bodies(
    made: Comparison, role: str, tasks: tuple[Assignment, Assignment], about: dict[str, Any]
) -> None:
    """Note which bodies have another role in a task."""
    old: list[Agency] = list(getattr(tasks[0], role))
    new: list[Agency] = list(getattr(tasks[1], role))
    gone = [body for body in _distinct(old) if not any(same_body(body, other) for other in new)]
    come = [body for body in _distinct(new) if not any(same_body(body, other) for other in old)]
    for body in old:
        if _is_told(body, gone, new):
            made.account_for(body.span, None)
    for body in new:
        if _is_told(body, come, old):
            made.account_for(None, body.span)
    for body in list(gone):
        heir = _heir(body, come, [*new, *_kept_in_other_roles(tasks, role)])
        if heir is not None:
            gone.remove(body)
            come = [other for other in come if other is not heir]
            source = succession_of(body, heir)
            sides = _body_side(tasks[0], body), _body_side(tasks[1], heir)
            made.add("assignment", "succeeded", *sides, field=role, source=source, **about)
    if len(gone) == len(come) == 1:
        sides = _body_side(tasks[0], gone[0]), _body_side(tasks[1], come[0])
        made.add("assignment", "changed", *sides, field=role, **about)
        return
    for body in gone:
        made.add("assignment", "removed", old=_body_side(tasks[0], body), field=role, **about)
    for body in come:
        made.add("assignment", "added", new=_body_side(tasks[1], body), field=role, **about)


def _is_told(body: Agency, changed: list[Agency], others: list[Agency]) -> bool:
    """Return whether a body is told of as a change, or is there under the same name: not as another post of it."""
    if any(same_body(body, other) for other in changed):
        return True
    return any(bodies.same_name(body.name, b.name) or keys_of(body.text) == keys_of(b.text) for b in others)


def _heir(body: Agency, come: list[Agency], there: list[Agency]) -> Agency | None:
    """Return who took over from a body: one that is new, or the main heir where it is there already."""
    heirs = bodies.heirs(body.agency_id) if body.agency_id else []
    main = [other for other in there if other.agency_id in heirs]
    return next((other for other in [*come, *main] if succession_of(body, other)), None)


def _kept_in_other_roles(tasks: tuple[Assignment, Assignment], role: str) -> list[Agency]:
    """Return who has another role in a task as before, or in the place of one that it took over from."""
    kept: list[Agency] = []
    for other in ("lead", "support"):
        if other != role:
            before = getattr(tasks[0], other)
            kept += [
                b
                for b in getattr(tasks[1], other)
                if any(same_body(a, b) or succession_of(a, b) for a in before)
            ]
    return kept


def _distinct(found: list[Agency]) -> list[Agency]:
    return [body for at, body in enumerate(found) if not any(same_body(body, b) for b in found[:at])]


def _same_bodies(old: list[Agency], new: list[Agency]) -> bool:
    return len(old) == len(new) and all(map(same_body, old, new))


def _side(found: Assignment) -> Side:
    return Side(id=found.id, section=found.section, text=found.task, span=found.span)


def _body_side(task: Assignment, body: Agency) -> Side:
    return Side(id=task.id, section=task.section, text=body.text, value=body.name, span=body.span)


def _about(*tasks: Assignment) -> dict[str, Any]:
    """Return what a change says of the task it is of."""
    return {"task": tasks[0].task, "agencies": names_of_bodies(*tasks)}
