"""The manifest: what became of each document, so that a run can go on where another stopped.

It is an SQLite file (`.khparse/manifest.sqlite` below the output): a row for each document in `documents`, and in
`plans` the JSON of those whose output isn't a file of their own. One process writes it; see `khparse.batch.lock`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any, Literal, NamedTuple

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
  name TEXT PRIMARY KEY,         -- the path of the input, as in plans.zip!/2024/kh-12.docx
  position INTEGER NOT NULL,     -- in the order of the inputs
  target TEXT NOT NULL,          -- its file below the output, without .json
  content TEXT NOT NULL,         -- SHA-256 of its bytes, and its suffix; empty where it couldn't be read
  size INTEGER NOT NULL,
  version TEXT NOT NULL,         -- of khparse, of the schema, and of the options of reading
  status TEXT NOT NULL,          -- done or failed
  error TEXT NOT NULL,
  remedy TEXT NOT NULL,
  seconds REAL NOT NULL,
  facts TEXT                     -- JSON, see khparse.batch.facts
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_content ON documents (content, version, status);
CREATE INDEX IF NOT EXISTS by_position ON documents (position);
CREATE TABLE IF NOT EXISTS plans (content TEXT PRIMARY KEY, version TEXT NOT NULL, json BLOB NOT NULL) WITHOUT ROWID;
"""
_INTERVAL = 1.0  # seconds between commits; what isn't committed is done again
_COLUMNS = "name, position, target, content, size, version, status, error, remedy, seconds, facts"


class Entry(NamedTuple):
    """What became of a document; `facts` are None where it failed."""

    name: str
    position: int
    target: str
    content: str
    size: int
    version: str
    status: Literal["done", "failed"]
    error: str = ""
    remedy: str = ""
    seconds: float = 0.0
    facts: dict[str, Any] | None = None


class Manifest:
    """The manifest in a file, which is made where there is none.

    What was added is on the disk after a second at the latest, and when it is closed.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(_SCHEMA)
        self._connection.execute("BEGIN")
        self._committed = monotonic()

    def get(self, name: str) -> Entry | None:
        """Return what is known of a document."""
        return self._one("WHERE name = ?", name)

    def twin(self, content: str, version: str) -> Entry | None:
        """Return a document with the same bytes that is done."""
        return self._one("WHERE content = ? AND version = ? AND status = 'done' LIMIT 1", content, version)

    def add(self, entry: Entry) -> None:
        """Add a document, or what is new of it."""
        facts = None if entry.facts is None else json.dumps(entry.facts, ensure_ascii=False)
        marks = ", ".join("?" * len(entry))
        self._connection.execute(
            f"INSERT OR REPLACE INTO documents ({_COLUMNS}) VALUES ({marks})", (*entry[:-1], facts)
        )
        if monotonic() - self._committed > _INTERVAL:
            self.commit()

    def move(self, name: str, position: int) -> None:
        """Note where a known document stands in this run."""
        self._connection.execute(
            "UPDATE documents SET position = ? WHERE name = ? AND position <> ?", (position, name, position)
        )

    def keep_plan(self, content: str, version: str, plan: bytes) -> None:
        """Keep the JSON of a plan, compressed by zlib."""
        self._connection.execute("INSERT OR REPLACE INTO plans VALUES (?, ?, ?)", (content, version, plan))

    def plan(self, content: str, version: str) -> bytes | None:
        """Return the JSON of a plan, compressed by zlib."""
        found = self._connection.execute(
            "SELECT json FROM plans WHERE content = ? AND version = ?", (content, version)
        ).fetchone()
        return None if found is None else bytes(found[0])

    def entries(self, status: str | None = None) -> Iterator[Entry]:
        """Yield all documents, or those with a status, in the order of the inputs."""
        where = "WHERE status = ?" if status else ""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM documents {where} ORDER BY position, name", (status,) if status else ()
        )
        return map(_entry, rows)

    def forget_after(self, position: int) -> None:
        """Forget documents that stand behind a position: those of an earlier run that are no inputs any more."""
        self._connection.execute("DELETE FROM documents WHERE position >= ?", (position,))

    def commit(self) -> None:
        """Put on the disk what was added."""
        self._connection.execute("COMMIT")
        self._connection.execute("BEGIN")
        self._committed = monotonic()

    def close(self) -> None:
        """Put on the disk what was added, and close the file."""
        self._connection.execute("COMMIT")
        self._connection.close()

    def _one(self, where: str, *values: str) -> Entry | None:
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM documents {where}", values).fetchone()
        return None if row is None else _entry(row)


def _entry(row: tuple[Any, ...]) -> Entry:
    *values, facts = row
    return Entry._make([*values, None if facts is None else json.loads(facts)])
