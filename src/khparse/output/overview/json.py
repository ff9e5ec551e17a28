"""The figures as JSON, and the JSON Schema of them."""

from __future__ import annotations

import json

from khparse.output.overview.models import SCHEMA_VERSION, Figures


def to_json(figures: Figures) -> str:
    """Return the figures as indented JSON; those that list documents list their names."""
    return figures.model_dump_json(by_alias=True, indent=2) + "\n"


def schema_json() -> str:
    """Return the JSON Schema (2020-12) of the JSON that `khparse report` prints."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Figures.model_json_schema(by_alias=True, mode="serialization"),
    }
    schema["title"] = f"khparse.overview {SCHEMA_VERSION}"
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
