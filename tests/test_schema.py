"""The contract: the committed schema is the models' own, and it never changes without a new version."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import khparse
from khparse.cli.app import app
from khparse.compare.models import SCHEMA_VERSION as DIFF_SCHEMA_VERSION
from khparse.models import SCHEMA_VERSION
from khparse.output.comparison.json import schema_json as diff_schema
from khparse.output.overview.json import schema_json as overview_schema
from khparse.output.overview.models import SCHEMA_VERSION as OVERVIEW_SCHEMA_VERSION
from khparse.output.schema import schema_json as plan_schema

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


SCHEMAS = {
    "khparse.plan": (plan_schema, SCHEMA_VERSION),
    "khparse.diff": (diff_schema, DIFF_SCHEMA_VERSION),
    "khparse.overview": (overview_schema, OVERVIEW_SCHEMA_VERSION),
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_committed_copy_is_the_generated_one(name: str) -> None:
    committed = (FOLDER / f"{name}.json").read_text("utf-8")
    assert committed == SCHEMAS[name][0](), "the models have changed: run `make schema`"


@pytest.mark.parametrize("name", SCHEMAS)
def test_version_tells_changes(name: str) -> None:
    schema_json, version = SCHEMAS[name]
    versions = json.loads((FOLDER / "versions.json").read_text("utf-8"))[name]
    found = digest(schema_json())
    assert versions.get(version) == found, (
        f"the schema has changed: raise SCHEMA_VERSION in its models.py and add its digest {found!r} to"
        " schema/versions.json (replace a digest only when its version was never released)"
    )


@pytest.mark.parametrize(("of", "name"), [("plan", "plan"), ("diff", "diff"), ("report", "overview")])
def test_the_command_prints_the_schema(of: str, name: str) -> None:
    printed = CliRunner().invoke(app, ["schema", of]).stdout
    assert json.loads(printed)["title"].startswith(f"khparse.{name} ")


def test_prose_may_change_without_a_new_version() -> None:
    schema = json.loads(plan_schema())
    schema["description"] = "other words"
    assert digest(json.dumps(schema)) == digest(plan_schema())
    schema["properties"]["title"] = {"type": "string"}
    assert digest(json.dumps(schema)) != digest(plan_schema())


def test_a_plan_has_the_fields_of_the_schema() -> None:
    schema = json.loads(plan_schema())
    plan = json.loads(khparse.parse("KẾ HOẠCH").to_json())
    assert list(plan) == list(schema["properties"])
    assert set(schema["required"]) <= set(plan)
