"""Plans as JSON."""

from __future__ import annotations

from khparse.models import Plan

IDENTITY = ("schema_", "schema_version", "generator", "source")
"""Fields that every output has, whatever parts were asked for."""

PARTS = tuple(name for name in Plan.model_fields if name not in IDENTITY)
"""Names of the parts of a plan that can be asked for."""


def fields(parts: list[str]) -> set[str] | None:
    """Return the names of the fields to print: all (None) when no parts are asked for."""
    return {*IDENTITY, *parts} if parts else None


def to_json(plan: Plan, parts: list[str]) -> str:
    """Return the plan as indented JSON."""
    return plan.model_dump_json(by_alias=True, include=fields(parts), indent=2) + "\n"


def to_json_line(plan: Plan, parts: list[str]) -> str:
    """Return the plan as one line of JSON Lines."""
    return plan.model_dump_json(by_alias=True, include=fields(parts)) + "\n"
