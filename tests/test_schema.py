"""The contract: the committed schema is the models' own, and it never changes without a new version."""

import hashlib
import json
from pathlib import Path
from typing import Any

import khparse
from khparse.models import SCHEMA_VERSION
from khparse.output.schema import schema_json

FOLDER = Path(__file__).parent.parent / "schema"


def meaning(schema: Any, names: bool = False) -> Any:
    """Return the schema without its prose; `names` says that keys are names of fields, not keywords."""
    if isinstance(schema, list):
        return [meaning(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    prose = () if names else ("title", "description")
    return {
        key: meaning(value, names=not names and key in ("properties", "$defs"))
        for key, value in sorted(schema.items())
        if key not in prose
    }


def digest(schema: str) -> str:
    text = json.dumps(meaning(json.loads(schema)), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def test_committed_copy_is_the_generated_one() -> None:
    committed = (FOLDER / "khparse.plan.json").read_text("utf-8")
    assert committed == schema_json(), "the models have changed: run `make schema`"


def test_version_tells_changes() -> None:
    versions = json.loads((FOLDER / "versions.json").read_text("utf-8"))
    found = digest(schema_json())
    assert versions.get(SCHEMA_VERSION) == found, (
        f"the schema has changed: raise SCHEMA_VERSION in models.py and add its digest {found!r} to"
        " schema/versions.json (replace a digest only when its version was never released)"
    )


def test_prose_may_change_without_a_new_version() -> None:
    schema = json.loads(schema_json())
    schema["description"] = "other words"
    assert digest(json.dumps(schema)) == digest(schema_json())
    schema["properties"]["title"] = {"type": "string"}
    assert digest(json.dumps(schema)) != digest(schema_json())


def test_a_plan_has_the_fields_of_the_schema() -> None:
    schema = json.loads(schema_json())
    plan = json.loads(khparse.parse("KẾ HOẠCH").to_json())
    assert list(plan) == list(schema["properties"])
    assert set(schema["required"]) <= set(plan)
