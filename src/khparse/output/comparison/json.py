"""A comparison as JSON, as JSON Lines, and the JSON Schema of it."""

from __future__ import annotations

import json
from typing import Any

from khparse.compare.models import SCHEMA_VERSION, PlanDiff


def to_json(found: PlanDiff) -> str:
    """Return the whole comparison as indented JSON."""
    return found.to_json(indent=2) + "\n"


def to_json_lines(found: PlanDiff) -> str:
    """Return a line for each change, with the names of the two plans."""
    names = {"old_plan": found.old.name or found.old.title, "new_plan": found.new.name or found.new.title}
    lines = ({**names, **change.model_dump(mode="json")} for change in found.changes)
    return "".join(f"{json.dumps(line, ensure_ascii=False, separators=(',', ':'))}\n" for line in lines)


def to_counts(found: PlanDiff) -> str:
    """Return how many changes of each kind there are of each subject."""
    parts = {"schema", "schema_version", "old", "new", "years", "counts"}
    return json.dumps(_parts(found, parts), ensure_ascii=False, indent=2) + "\n"


def _parts(found: PlanDiff, names: set[str]) -> dict[str, Any]:
    whole = found.model_dump(mode="json", by_alias=True, exclude={"changes", "sections"})
    return {name: value for name, value in whole.items() if name in names}


def schema_json() -> str:
    """Return the JSON Schema (2020-12) of the JSON that `khparse diff` prints."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **PlanDiff.model_json_schema(by_alias=True, mode="serialization"),
    }
    schema["title"] = f"khparse.diff {SCHEMA_VERSION}"
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
