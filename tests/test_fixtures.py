"""Whole documents: each fixture gives its golden JSON, and the facts that a careful reader wrote down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import khparse
from facts import compare, load
from golden import FIXTURES, documents, found, golden

FACTS = sorted((FIXTURES / "facts").glob("*.toml"))


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_golden(path: Path) -> None:
    assert json.loads(found(path)) == json.loads(golden(path).read_text("utf-8")), "make golden, and look"


def test_every_document_has_facts() -> None:
    assert {load(path)["source"] for path in FACTS} == {path.name for path in documents()}


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
def test_facts(path: Path) -> None:
    facts = load(path)
    plan = khparse.parse_file(FIXTURES / facts["source"])
    differences = compare(facts, json.loads(plan.to_json()))
    known = facts.get("known_differences", [])
    assert sorted(differences) == sorted(known)
