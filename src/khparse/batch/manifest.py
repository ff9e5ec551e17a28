"""The manifest: what became of each document, so that a run can go on where another stopped.

It is an SQLite file (`.khparse/manifest.sqlite` below the output): a row for each document in `documents`, and in
`plans` the JSON of those whose output isn't a file of their own. One process writes it; see `khparse.batch.lock`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, Literal, NamedTuple

from khparse.errors import KhparseError


class NoRoomError(KhparseError):
    """Nothing can be written any more."""


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
  title TEXT,                    -- what its plan calls it: the name without folders
  facts TEXT                     -- JSON, see khparse.batch.facts
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_content ON documents (content, version, status);
CREATE INDEX IF NOT EXISTS by_position ON documents (position);
CREATE TABLE IF NOT EXISTS plans (
  content TEXT, version TEXT, json BLOB NOT NULL, PRIMARY KEY (content, version)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS targets (
  key INTEGER PRIMARY KEY,       -- hash of a target in small letters
  position INTEGER NOT NULL      -- of the document that has it
);
"""
_LAYOUT = 1  # of these tables, and of the facts in them
_INTERVAL = 1.0  # seconds between commits; what isn't committed is done again
_COLUMNS = "name, position, target, content, size, version, status, error, remedy, seconds, title, facts"


def remove_manifest(path: Path) -> None:
    """Remove a manifest, with what SQLite may have left beside it."""
    for end in ("-wal", "-shm", ""):
        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)


class Entry(NamedTuple):
    """What became of a document; `title` is what its plan calls it, and `facts` (JSON) are None where it failed."""

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
    title: str | None = None
    facts: str | None = None

    def read_facts(self) -> dict[str, Any]:
        """Return the facts, see `khparse.batch.facts`; none where the document failed."""
        return json.loads(self.facts) if self.facts else {}


class Manifest:
    """The manifest in a file, which is made where there is none.

    What was added is on the disk after a second at the latest, and when it is closed.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None)
        for command in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = NORMAL",
            *_SCHEMA.split(";\n"),
            "BEGIN",
        ):
            self._execute(command)
        self._check_layout()
        self._committed = monotonic()

    def _check_layout(self) -> None:
        """Raise `KhparseError` where another version of khparse has made another kind of manifest."""
        (found,) = self._execute("PRAGMA user_version").fetchone()
        if found == 0 and self._execute("SELECT 1 FROM documents LIMIT 1").fetchone() is None:
            self._execute(f"PRAGMA user_version = {_LAYOUT}")
        elif found != _LAYOUT:
            self._connection.close()
            raise KhparseError("its manifest is of another version of khparse", "begin anew with --restart")

    def get(self, name: str) -> Entry | None:
        """Return what is known of a document."""
        return self._one("WHERE name = ?", name)

    def twin(self, content: str, version: str) -> Entry | None:
        """Return a document with the same bytes that is done."""
        return self._one("WHERE content = ? AND version = ? AND status = 'done' LIMIT 1", content, version)

    def add(self, entry: Entry) -> None:
        """Add a document, or what is new of it."""
        marks = ", ".join("?" * len(entry))
        self._execute(f"INSERT OR REPLACE INTO documents ({_COLUMNS}) VALUES ({marks})", entry)
        if monotonic() - self._committed > _INTERVAL:
            self.commit()

    def next_position(self) -> int:
        """Return a position that no document has had: where a run begins to count."""
        found = self._execute(
            "SELECT max(p) FROM (SELECT max(position) AS p FROM documents UNION SELECT max(position) FROM targets)"
        ).fetchone()
        return 0 if found[0] is None else int(found[0]) + 1

    def claim(self, target: str, name: str, position: int, begun: int) -> bool:
        """Give a target to a document of the run that has begun with a position; return False where another has it.

        Capitals don't count, as on many disks. A document of an earlier run that had the target is forgotten.
        """
        claimant = self.claimant(target)
        if claimant >= begun:
            return False
        if claimant >= 0:
            found = self._execute("SELECT name FROM documents WHERE position = ?", (claimant,)).fetchone()
            if found and found[0] != name:
                self.forget(found[0])
        self._execute("INSERT OR REPLACE INTO targets VALUES (?, ?)", (_key(target), position))
        return True

    def claimant(self, target: str) -> int:
        """Return the position of the document that was last given a target; -1 for none."""
        found = self._execute("SELECT position FROM targets WHERE key = ?", (_key(target),)).fetchone()
        return int(found[0]) if found else -1

    def move(self, name: str, position: int) -> None:
        """Note where a known document stands in this run."""
        self._execute("UPDATE documents SET position = ? WHERE name = ?", (position, name))

    def keep_plan(self, content: str, version: str, plan: bytes) -> None:
        """Keep the JSON of a plan, compressed by zlib."""
        self._execute("INSERT OR REPLACE INTO plans VALUES (?, ?, ?)", (content, version, plan))

    def plan(self, content: str, version: str) -> bytes | None:
        """Return the JSON of a plan, compressed by zlib."""
        found = self._execute(
            "SELECT json FROM plans WHERE content = ? AND version = ?", (content, version)
        ).fetchone()
        return None if found is None else bytes(found[0])

    def entries(self, status: str | None = None) -> Iterator[Entry]:
        """Yield all documents, or those with a status, in the order of the inputs."""
        where = "WHERE status = ?" if status else ""
        rows = self._execute(
            f"SELECT {_COLUMNS} FROM documents {where} ORDER BY position, name", (status,) if status else ()
        )
        return map(Entry._make, rows)

    def forget(self, name: str) -> None:
        """Forget a document at once."""
        self._execute("DELETE FROM documents WHERE name = ?", (name,))
        self.commit()

    def targets_before(self, position: int) -> Iterator[str]:
        """Yield the targets of documents that stand before a position: those of earlier runs."""
        return (
            row[0] for row in self._execute("SELECT target FROM documents WHERE position < ?", (position,))
        )

    def count_before(self, position: int) -> int:
        """Return how many documents stand before a position."""
        found = self._execute("SELECT count(*) FROM documents WHERE position < ?", (position,)).fetchone()
        return int(found[0])

    def forget_before(self, position: int, failed_only: bool = False) -> None:
        """Forget documents that stand before a position."""
        where = " AND status = 'failed'" if failed_only else ""
        self._execute(f"DELETE FROM documents WHERE position < ?{where}", (position,))

    def tidy(self) -> None:
        """Forget plans that no document has any more."""
        self._execute(
            "DELETE FROM plans WHERE NOT EXISTS (SELECT 1 FROM documents WHERE status = 'done' "
            "AND documents.content = plans.content AND documents.version = plans.version)"
        )

    def commit(self) -> None:
        """Put on the disk what was added."""
        if self._connection.in_transaction:  # a full disk has ended it
            self._execute("COMMIT")
        self._execute("BEGIN")
        self._committed = monotonic()

    def close(self) -> None:
        """Put on the disk what was added, and close the file."""
        try:
            if self._connection.in_transaction:
                self._execute("COMMIT")
        finally:
            self._connection.close()

    def _execute(
        self, command: str, values: Sequence[str | int | float | bytes | None] = ()
    ) -> sqlite3.Cursor:
        try:
            return self._connection.execute(command, values)
        except sqlite3.DatabaseError as error:
            raise _error(error) from error

    def _one(self, where: str, *values: str) -> Entry | None:
        row = self._execute(f"SELECT {_COLUMNS} FROM documents {where}", values).fetchone()
        return None if row is None else Entry._make(row)


def _key(target: str) -> int:
    digest = hashlib.blake2b(target.casefold().encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _error(error: sqlite3.DatabaseError) -> KhparseError:
    if error.sqlite_errorcode in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return KhparseError("its manifest is damaged", "begin anew with --restart")
    if error.sqlite_errorcode == sqlite3.SQLITE_FULL or error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_IOERR:
        return NoRoomError("no space left on device", "free some space, then run it again")
    return KhparseError(f"its manifest can't be written: {error}", "check the folder")
