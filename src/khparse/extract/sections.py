"""From the outline to the contract's sections."""

from __future__ import annotations

from khparse.document import View
from khparse.models import Preamble, Section
from khparse.segment.outline import Outline, Unit


def sections_of(view: View, outline: Outline) -> list[Section]:
    """Return the sections of a document as a tree; `text` is a unit's own text without its heading."""
    made: dict[int, Section] = {}
    roots: list[Section] = []
    for unit in outline.units:
        section = _section(view, unit)
        made[id(unit)] = section
        (made[id(unit.parent)].children if unit.parent else roots).append(section)
    return roots


def preamble_of(view: View, outline: Outline, start: int) -> Preamble | None:
    """Return the text from view offset `start`, where the head ends, to the first unit or closing."""
    ends = [unit.start for unit in outline.units[:1]] + [
        zone for _, zone, _ in outline.zones if zone >= start
    ]
    start, end = _trimmed(view, start, min(ends, default=len(view.text)), " \n")
    span = view.span(start, end)
    return Preamble(text=view.printed(span), span=span) if start < end else None


def _trimmed(view: View, start: int, end: int, before: str) -> tuple[int, int]:
    """Return a range of the view without blanks at its ends and what stands `before` its text."""
    while start < end and view.text[start] in before:
        start += 1
    while end > start and view.text[end - 1] in " \n":
        end -= 1
    return start, end


def _section(view: View, unit: Unit) -> Section:
    start, end = _trimmed(view, *unit.body, " :.-\n")
    first, last = unit.heading
    span = view.span(start, end)
    heading = view.text[first:last].replace("\n", " ").rstrip(" :.") or None
    return Section(
        id=unit.id,
        kind=unit.kind,
        num=unit.num,
        heading=heading,
        text=view.printed(span),
        span=span,
        heading_span=view.span(first, last) if heading else None,
        extent=view.span(unit.start, unit.extent_end),
        children=[],
    )
