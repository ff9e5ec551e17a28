"""The plan of last year issued again: every year in it is the next one, but for the documents it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from khparse.models import Span
from mutations.draft import Draft, Edit, Node
from mutations.facts import YEAR, node_at
from mutations.mutation import Claim, Gone, Mutation, OfFact, OfSection
from mutations.source import Source


def rolls(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield the one mutation that rolls all years of a plan."""
    if year_edits(source) and source.plan.metadata.date:
        yield Mutation("roll", "all years", lambda draft: roll(draft, []), frozenset({"all"}))


def roll(draft: Draft, others: list[Claim]) -> list[Claim]:
    """Roll the years of a draft that are left after other mutations; return what it comes to besides theirs."""
    gone = [claim.range for claim in others if isinstance(claim, Gone)]
    edits = [
        edit
        for edit in year_edits(draft.source)
        if not any(start <= edit.start < end for start, end in gone)
        and not any(edit.start < other.end and other.start < edit.end for other in draft.edits)
    ]
    draft.edits += edits
    return list(_besides(_claims(draft, edits), others, draft.source))


def year_edits(source: Source) -> list[Edit]:
    """Return the edits of all years of a plan that are no part of a cited document."""
    cited = [(fact.span.start, fact.span.end) for fact in source.plan.references]
    number = source.plan.metadata.number
    if number:
        cited.append((number.span.start, number.span.end))
    return [
        Edit(match.start(), match.end(), str(int(match[0]) + 1))
        for match in YEAR.finditer(source.text)
        if not any(start <= match.start() < end for start, end in cited)
    ]


def _claims(draft: Draft, edits: list[Edit]) -> Iterator[Claim]:
    """Yield what the edits come to: times rolled over; else tasks, and else sections, whose words did."""
    plan = draft.source.plan
    for time in plan.deadlines:
        if time.start or time.end:
            yield OfFact("deadline", ("rolled-over",), id=time.id)
    tasks: set[str] = set()
    sections: dict[tuple[Node, str], bool] = {}
    own = own_dates(draft.source)
    for edit in edits:
        if _is_in_head(draft.source, edit) or any(_has(time.span, edit) for time in plan.deadlines):
            continue
        covering = [task.id for task in plan.assignments if _has(task.span, edit)]
        tasks.update(covering)
        node = node_at(Draft(draft.source), edit.start)
        if node is None and plan.preamble and _has(plan.preamble.span, edit):
            node = draft.root
        if node and not covering:
            node = draft.of_id[node.section.id] if node.section else draft.root
            heading = node.section.heading_span if node.section else None
            key = node, "heading" if heading and _has(heading, edit) else "text"
            sections[key] = sections.get(key, True) and edit.start in own
    for task in sorted(tasks):
        yield OfFact("assignment", ("rolled-over",), "task", task)
    for (node, field), optional in sections.items():
        yield OfSection("rolled-over", (node,), (node,), field, optional=optional)
    if plan.metadata.date and any(_has(plan.metadata.date.span, edit) for edit in edits):
        yield OfFact("metadata", ("changed", "rolled-over"), "date")
    start, end = _title(draft.source)
    if any(start <= edit.start < end for edit in edits):
        yield OfFact("metadata", ("rolled-over",), "subject")


def _besides(claims: Iterator[Claim], others: list[Claim], source: Source) -> Iterator[Claim]:
    """Yield the claims that other mutations leave: nothing of what is gone or changed more than by its year."""
    gone = [claim.range for claim in others if isinstance(claim, Gone)]
    spans = dict(source.spans)
    changed = {(claim.subject, claim.field, claim.id) for claim in others if isinstance(claim, OfFact)}
    reworded = {(node, claim.field) for claim in others if isinstance(claim, OfSection) for node in claim.old}
    parted = {
        node: claim.new[0]
        for claim in others
        if isinstance(claim, OfSection) and claim.kind in ("split", "merged")
        for node in (*claim.old, *claim.new)
    }
    for claim in claims:
        if isinstance(claim, OfFact):
            span = spans.get(claim.id or "")
            lost = span is not None and any(start <= span.start < end for start, end in gone)
            if not lost and (claim.subject, claim.field, claim.id) not in changed:
                yield claim
        elif isinstance(claim, OfSection) and (claim.old[0], claim.field) not in reworded:
            node = parted.get(claim.old[0], claim.old[0])
            unsure = claim.old[0] in parted or (not node.section and ("section", "text", "") in changed)
            yield replace(claim, old=(node,), new=(node,), optional=claim.optional or unsure)


# --- Years that tell of something else ---------------------------------------------------------------------

_OWN = re.compile(r"[Kk]èm\s+theo[^.;]{0,90}\s(?:ngày|tháng|/)[^.;]{0,20}\Z")


def own_dates(source: Source) -> set[int]:
    """Return where the year of the plan's own date stands behind its number, as in an appendix.

    Whether that is more than the new date of the plan can be seen either way.
    """
    text = source.text
    return {m.start() for m in YEAR.finditer(text) if _OWN.search(text, max(0, m.start() - 160), m.start())}


def _is_in_head(source: Source, edit: Edit) -> bool:
    preamble = source.plan.preamble
    return edit.start < (preamble.span.start if preamble else source.sections[0].extent.start)


def _title(source: Source) -> tuple[int, int]:
    """Return where the subject of the plan stands in its text."""
    words = map(re.escape, (source.plan.metadata.subject or "").split())
    match = re.search(r"[\s*_|]+".join(words), source.text)
    return match.span() if match else (0, 0)


def _has(span: Span, edit: Edit) -> bool:
    return span.start <= edit.start < span.end
