"""The comparison of two plans: sections, then facts, then words."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from khparse._version import __version__
from khparse.compare.assignments import compare_assignments
from khparse.compare.context import Comparison
from khparse.compare.deadlines import compare_deadlines
from khparse.compare.heads import (
    account_for_own_mentions,
    compare_metadata,
    compare_recipients,
    compare_signatures,
)
from khparse.compare.models import Change, PlanDiff, Subject, Version
from khparse.compare.moves import groups_of, moved_units
from khparse.compare.parts import find_parts
from khparse.compare.references import compare_references
from khparse.compare.rewording import note_rewordings
from khparse.compare.section_changes import note_sections, pairs_of
from khparse.compare.sections import align
from khparse.compare.texts import Texts
from khparse.compare.units import units_of
from khparse.compare.wording import By
from khparse.compare.years import Years
from khparse.facts.rows import title_of
from khparse.models import Plan
from khparse.pipeline import plan_year


def diff(old: Plan, new: Plan, by: By = "word") -> PlanDiff:
    """Return what changed from one plan to the other.

    `by` says what edits consist of: whole Vietnamese words (`word`, found by underthesea), or syllables.
    """
    versions = _version(old), _version(new)
    years = Years(_between(*(version.year for version in versions)))
    alignment = align(units_of(old), units_of(new))
    find_parts(alignment)
    moved = moved_units(alignment)
    old_groups, new_groups = groups_of(alignment)
    made = Comparison(
        old, new, years, alignment, Texts(old), Texts(new),
        {unit.id: old_groups[unit.index] for unit in alignment.old},
        {unit.id: new_groups[unit.index] for unit in alignment.new},
    )  # fmt: skip
    compare_metadata(made)
    compare_references(made)
    tasks = compare_assignments(made)
    compare_deadlines(made, tasks)
    compare_recipients(made)
    compare_signatures(made)
    account_for_own_mentions(made)
    pairs = pairs_of(made, moved, tasks, by)
    note_sections(made, moved)
    note_rewordings(made, pairs, tasks)
    for edit in (edit for pair in pairs for edit in pair.edits):
        edit.old, edit.new = made.old_texts.placed(edit.old), made.new_texts.placed(edit.new)
    changes = _numbered(made.changes, (old.source.characters, new.source.characters))
    return PlanDiff(
        generator=f"khparse {__version__}",
        old=versions[0],
        new=versions[1],
        years=years.between,
        counts=counts_of(changes),
        changes=changes,
        sections=pairs,
    )


def counts_of(changes: list[Change]) -> dict[str, dict[str, int]]:
    """Return how many changes of each kind there are of each subject."""
    counted = Counter((change.subject, change.kind) for change in changes)
    found: dict[str, dict[str, int]] = {}
    for subject, kind in sorted(counted, key=lambda pair: (_SUBJECTS.index(pair[0]), pair[1])):
        found.setdefault(subject, {})[kind] = counted[subject, kind]
    return found


_HEAD = ("doc_type", "number", "date", "place", "issuer", "subject", "urgency", "secrecy")
_SUBJECTS: tuple[Subject, ...] = get_args(Subject)


def _version(plan: Plan) -> Version:
    metadata = plan.metadata
    return Version(
        name=plan.source.name,
        title=title_of(plan),
        subject=metadata.subject,
        date=metadata.date.edtf if metadata.date else None,
        year=plan_year(metadata),
        sha256=plan.source.sha256,
    )


def _between(old: int | None, new: int | None) -> int | None:
    return None if old is None or new is None else new - old


def _numbered(changes: list[Change], lengths: tuple[int, int]) -> list[Change]:
    """Return the changes by subject and along the documents, with their ids, and edits that name them."""

    def place(change: Change) -> tuple[int, float]:
        places = [
            side.span.start / max(length, 1)
            for side, length in zip((change.new, change.old), reversed(lengths), strict=True)
            if side and side.span
        ]
        if change.subject == "metadata":  # in the order in which a head is read, not in that of its columns
            return 0, _HEAD.index(change.field or "")
        return _SUBJECTS.index(change.subject), places[0] if places else 0.0

    ordered = sorted(changes, key=place)
    for number, change in enumerate(ordered, 1):
        change.id = f"c{number}"
        for edit in change.edits:
            edit.change = change.id
    return ordered
