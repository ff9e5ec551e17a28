"""The golden JSON of the fixtures: what the parser finds in each, reviewed by hand.

`python tests/golden.py` writes them anew (`make golden`); look at the difference before you commit it.
"""

from __future__ import annotations

import json
from pathlib import Path

import khparse

FIXTURES = Path(__file__).parent.parent / "fixtures"
EXPECTED = FIXTURES / "expected"
SUFFIXES = {".txt", ".md", ".docx"}


def documents() -> list[Path]:
    """Return the fixture documents in order of their names."""
    return sorted(path for path in FIXTURES.iterdir() if path.suffix in SUFFIXES)


def golden(path: Path) -> Path:
    """Return where the golden JSON of a fixture lies."""
    return EXPECTED / f"{path.name}.json"


def found(path: Path) -> str:
    """Return what the parser finds in a fixture, as JSON text without the version of khparse."""
    plan = json.loads(khparse.parse_file(path).to_json())
    del plan["generator"]
    return json.dumps(plan, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    EXPECTED.mkdir(exist_ok=True)
    names = {golden(path) for path in documents()}
    for stale in set(EXPECTED.glob("*.json")) - names:
        stale.unlink()
    for path in documents():
        golden(path).write_text(found(path), "utf-8")


if __name__ == "__main__":
    main()
