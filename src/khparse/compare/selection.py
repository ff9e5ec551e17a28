"""Choosing changes: by what they are about, by what happened, and by agency."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from khparse.compare.models import Change, PlanDiff, Subject
from khparse.compare.plans import counts_of
from khparse.facts.selection import is_same_body
from khparse.lexicon import agencies
from khparse.models import Agency, Plan, Span

Ignored = Literal["rollover", "wording", "moves", "succession", "identity"]

_KINDS = {
    "rollover": {"rolled-over"},
    "wording": {"reworded"},
    "moves": {"moved", "split", "merged"},
    "succession": {"succeeded"},
}
_IDENTITY = ("number", "date")


def chosen(
    found: PlanDiff,
    new: Plan,
    only: Collection[Subject] = (),
    ignore: Collection[Ignored] = (),
    agency: str | None = None,
) -> PlanDiff:
    """Return a comparison with the changes that were asked for.

    `only` keeps those about these things (all where it is empty); `ignore` drops times that moved with the year
    (`rollover`), rewordings, moves with splits and merges, successions of bodies, and the number and date that
    every document has anew (`identity`); `agency` keeps those that concern a body, under any of its names.
    `new` is the plan that the names are read in.
    """
    kinds = {kind for name in ignore for kind in _KINDS.get(name, ())}
    changes = [
        change
        for change in found.changes
        if (not only or change.subject in only)
        and change.kind not in kinds
        and not ("identity" in ignore and change.subject == "metadata" and change.field in _IDENTITY)
        and (agency is None or _concerns(change, agency, new))
    ]
    kept = {change.id for change in changes}
    pairs = [
        pair.model_copy(
            update={
                "edits": [
                    e if e.change in kept else e.model_copy(update={"change": None}) for e in pair.edits
                ]
            }
        )
        for pair in found.sections
    ]
    return found.model_copy(update={"changes": changes, "counts": counts_of(changes), "sections": pairs})


def _concerns(change: Change, agency: str, plan: Plan) -> bool:
    """Return whether a change is about a body, or about what it leads or supports."""
    names = list(change.agencies)
    if change.subject in ("recipient", "assignment") or change.field == "issuer":
        sides = [side for side in (change.old, change.new) if side]
        names += [side.value or side.text for side in sides if change.field != "task"]
    date = plan.metadata.date.edtf if plan.metadata.date else None
    for name in dict.fromkeys(names):
        resolved = agencies.resolve(name, date, plan.metadata.place)
        body = Agency(text=name, name=resolved.name, agency_id=resolved.agency_id, span=Span(start=0, end=0))
        if is_same_body(body, agency, plan):
            return True
    return False
