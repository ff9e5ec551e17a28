"""Two years of one office's plan: the changes that a careful reader wrote down (fixtures/pairs) are what is found."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import khparse
from khparse.compare.models import Change, PlanDiff, Side

PAIRS = Path(__file__).parent.parent / "fixtures" / "pairs"
NAMES = sorted(
    folder.name for folder in PAIRS.iterdir() if folder.is_dir() and (folder / "changes.toml").exists()
)
Row = dict[str, Any]


def compared(name: str, by: str = "syllable") -> PlanDiff:
    old, new = (next((PAIRS / name).glob(f"{which}.*")) for which in ("old", "new"))
    return khparse.diff(khparse.parse_file(old), khparse.parse_file(new), by=by)  # type: ignore[arg-type]


def is_of(row: Row, change: Change) -> bool:
    """Whether a row of the reader tells of a change."""
    if (row["subject"], row["kind"], row.get("field")) != (change.subject, change.kind, change.field):
        return False
    if "task" in row and not squeezed(change.task or "").startswith(squeezed(row["task"]).rstrip(" …")):
        return False
    if change.field == "task":
        return True
    return names(row.get("old"), change.old) and names(row.get("new"), change.new)


def names(said: str | None, side: Side | None) -> bool:
    """Whether words of a reader name what stands on one side: its id, its words or their beginning."""
    if said is None or side is None:
        return said is None or side is None
    wanted, text = squeezed(said), squeezed(side.text)
    if said in (side.id, side.value) or (wanted and text.startswith(wanted.rstrip(" …"))):
        return True
    return side.value is not None and wanted.startswith(squeezed(side.value))  # a provision of a document


def squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()


@pytest.mark.parametrize("name", NAMES)
def test_changes_are_those_of_a_careful_reader(name: str) -> None:
    rows: list[Row] = tomllib.loads((PAIRS / name / "changes.toml").read_text("utf-8"))["change"]
    found = compared(name).changes
    left = list(found)
    missed = []
    for row in rows:
        change = next((change for change in left if is_of(row, change)), None)
        if change is None:
            missed.append({key: value for key, value in row.items() if key != "edits"})
        else:
            left.remove(change)
    surplus = [
        (c.subject, c.kind, c.field, c.old and c.old.text[:60], c.new and c.new.text[:60]) for c in left
    ]
    assert not missed and not surplus, "\n".join(
        ["missed:", *map(str, missed), "surplus:", *map(str, surplus)]
    )


@pytest.mark.parametrize("name", NAMES)
def test_counts_are_those_of_the_changes(name: str) -> None:
    found = compared(name)
    counted = Counter((change.subject, change.kind) for change in found.changes)
    assert {(s, k): n for s, kinds in found.counts.items() for k, n in kinds.items()} == dict(counted)
    assert [change.id for change in found.changes] == [f"c{n}" for n in range(1, len(found.changes) + 1)]
