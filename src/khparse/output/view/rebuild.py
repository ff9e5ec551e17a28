"""The text of a plan that came as khparse's JSON: what the JSON holds of it, each part at its own place."""

from __future__ import annotations

from collections.abc import Iterator

from khparse.models import Plan, Span
from khparse.output.outline import walk

_LABEL = 8  # code points that may stand between the label of a unit and its text
_LONGEST = 1 << 26  # code points; more than any text that khparse reads


def rebuilt(plan: Plan) -> str:
    """Return a text in which the spans of a plan hold what it says of them, and blanks stand elsewhere.

    Units, recipients, the parts of the head and what follows a longer blank begin lines of their own.
    """
    parts = sorted(
        (
            (span.start, -span.end, text)
            for span, text in _parts(plan)
            if 0 <= span.start < span.end <= _LONGEST
        )
    )
    line_starts = _line_starts(plan)
    made: list[str] = []
    reached = 0
    for start, negative_end, text in parts:
        if start > reached:
            gap = start - reached
            made.append(("\n" if gap > _LABEL or start in line_starts else " ") * gap)
            reached = start
        rest = text[reached - start : -negative_end - start]
        made.append(rest)
        reached += len(rest)
    return "".join(made)


def _parts(plan: Plan) -> Iterator[tuple[Span, str]]:
    head = plan.metadata
    for fact in (head.number, head.date, head.issuer, *plan.references, *plan.deadlines):
        if fact is not None:
            yield fact.span, fact.text
    if plan.preamble is not None:
        yield plan.preamble.span, plan.preamble.text
    for _, section in walk(plan.sections):
        yield Span(start=section.extent.start, end=section.extent.end), section.num
        yield section.span, section.text
        if section.heading_span is not None:
            yield section.heading_span, section.heading or ""
    for task in plan.assignments:
        # In running text a unit has it as printed; of a table nothing else keeps the words of the cell.
        if task.origin == "table" and len(task.task) == task.span.end - task.span.start:
            yield task.span, task.task
        for body in (*task.lead, *task.support, *task.report_to):
            yield body.span, body.text
    for recipient in plan.recipients:
        yield recipient.span, recipient.name
    for signature in filter(None, [plan.signature, *plan.other_signatures]):
        yield signature.span, "\n".join([*signature.lines, signature.name or ""])


def _line_starts(plan: Plan) -> set[int]:
    head = plan.metadata
    facts = [head.number, head.date, head.issuer, plan.signature, *plan.recipients, *plan.assignments]
    return {fact.span.start for fact in facts if fact} | {
        section.extent.start for _, section in walk(plan.sections)
    }
