"""The figures as JSON."""

from __future__ import annotations

from khparse.output.overview.models import Figures


def to_json(figures: Figures) -> str:
    """Return the figures as indented JSON; those that list documents list their names."""
    return figures.model_dump_json(by_alias=True, indent=2) + "\n"
