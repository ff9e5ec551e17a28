"""The outline of a plan as indented text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from khparse.models import Plan, Section
from khparse.output.words import opening


def outline_text(plan: Plan) -> str:
    """Return a line for each unit: its id and heading (or first words), indented by its level."""
    return "".join(
        f"{'  ' * level}{section.id}  {opening(section.heading or section.text)}".rstrip() + "\n"
        for level, section in walk(plan.sections)
    )


def outline_json(plan: Plan) -> str:
    """Return the units as JSON: `id`, `kind`, `num`, `heading`, `span` and `children` of each."""
    return json.dumps([_unit(section) for section in plan.sections], ensure_ascii=False, indent=2) + "\n"


def walk(sections: list[Section], level: int = 0) -> Iterator[tuple[int, Section]]:
    """Yield all units in document order, with their level from 0."""
    for section in sections:
        yield level, section
        yield from walk(section.children, level + 1)


def _unit(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "kind": section.kind,
        "num": section.num,
        "heading": section.heading,
        "span": {"start": section.span.start, "end": section.span.end},
        "children": [_unit(child) for child in section.children],
    }
