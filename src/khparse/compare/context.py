"""What the comparisons of facts share: the two plans, which sections correspond, and what was found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from khparse.compare.models import Change, Kind, Side, Subject
from khparse.compare.sections import Alignment
from khparse.compare.texts import Texts
from khparse.compare.units import keys_of
from khparse.compare.years import Years
from khparse.facts import bodies
from khparse.models import Agency, Assignment, Plan, Span


@dataclass(slots=True)
class Comparison:
    """Two plans with their sections aligned.

    `old_groups` and `new_groups` number the sections of each plan by id so that those that correspond have one
    number. `old_spans` and `new_spans` collect the places whose words are accounted for by facts.
    """

    old: Plan
    new: Plan
    years: Years
    alignment: Alignment
    old_texts: Texts
    new_texts: Texts
    old_groups: dict[str, int]
    new_groups: dict[str, int]
    changes: list[Change] = field(default_factory=list)
    old_spans: list[Span] = field(default_factory=list)
    new_spans: list[Span] = field(default_factory=list)

    def add(
        self, subject: Subject, kind: Kind, old: Side | None = None, new: Side | None = None, **more: Any
    ) -> None:
        """Note a change; it gets its id when all are known."""
        self.changes.append(Change(id="", subject=subject, kind=kind, old=old, new=new, **more))

    def account_for(self, old: Span | None, new: Span | None) -> None:
        """Note that a fact tells of the words at these places, so that they are no rewording as well."""
        self.old_spans += [old] if old else []
        self.new_spans += [new] if new else []


def same_body(old: Agency, new: Agency) -> bool:
    """Return whether two names mean one body: as printed, or as the lexicon knows it at the date of either plan."""
    return (
        bodies.are_same(old, new)
        or keys_of(old.text) == keys_of(new.text)
        or keys_of(old.name) == keys_of(new.name)
    )


def names_of_bodies(*tasks: Assignment) -> list[str]:
    """Return the canonical names of who leads and supports tasks, each once however spelled."""
    names = {
        keys_of(body.name): body.name for task in reversed(tasks) for body in (*task.support, *task.lead)
    }
    ordered = (names[keys_of(body.name)] for task in tasks for body in (*task.lead, *task.support))
    return list(dict.fromkeys(ordered))


def succession_of(old: Agency, new: Agency) -> str | None:
    """Return where it is laid down that one body took over from another; None where it didn't."""
    if old.agency_id is None or new.agency_id is None or old.agency_id == new.agency_id:
        return None
    return bodies.succession(old.agency_id, new.agency_id)


def sections_by_group(made: Comparison) -> tuple[dict[int | None, list[str]], dict[int | None, list[str]]]:
    """Return the ids of the old sections and of the new ones, by their number."""
    found: list[dict[int | None, list[str]]] = [{}, {}]
    for groups, by_group in zip((made.old_groups, made.new_groups), found, strict=True):
        for section, group in groups.items():
            by_group.setdefault(group, []).append(section)
    return found[0], found[1]
