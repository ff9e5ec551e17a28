"""The JSON Schema of a plan, generated from the models."""

from __future__ import annotations

import json

from khparse.models import SCHEMA_VERSION, Plan


def schema_json() -> str:
    """Return the JSON Schema (2020-12) of the JSON that `khparse extract` prints."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Plan.model_json_schema(by_alias=True, mode="serialization"),
    }
    schema["title"] = f"khparse.plan {SCHEMA_VERSION}"
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
