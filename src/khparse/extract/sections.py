"""From the outline to the contract's sections."""

from __future__ import annotations

from khparse.document import View
from khparse.models import Section
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


def _section(view: View, unit: Unit) -> Section:
    start, end = unit.body
    while start < end and view.text[start] in " :.-\n":
        start += 1
    while end > start and view.text[end - 1] in " \n":
        end -= 1
    first, last = unit.heading
    span = view.span(start, end)
    heading = view.text[first:last].rstrip(" :.") or None
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
