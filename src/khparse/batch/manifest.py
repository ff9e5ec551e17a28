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
  result_size INTEGER NOT NULL,  -- bytes of its file below the output, 0 where it has none
  title TEXT,                    -- what its plan calls it: the name without folders
  facts TEXT                     -- JSON, see khparse.batch.facts
);
CREATE INDEX IF NOT EXISTS by_content ON documents (content, version, status);
CREATE INDEX IF NOT EXISTS by_position ON documents (position);
CREATE TABLE IF NOT EXISTS plans (
  content TEXT, version TEXT, json BLOB NOT NULL, PRIMARY KEY (content, version)
);
CREATE TABLE IF NOT EXISTS targets (
  key INTEGER PRIMARY KEY,       -- hash of a target in small letters
  position INTEGER NOT NULL      -- of the document that has it
);
"""
_LAYOUT = 1  # of these tables, and of the facts in them
_INTERVAL = 1.0  # seconds between commits; what isn't committed is done again
_COLUMNS = "name, position, target, content, size, version, status, error, remedy, seconds, result_size, title, facts"


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
    result_size: int = 0
    title: str | None = None
    facts: str | None = None

    def read_facts(self) -> dict[str, Any]:
        """Return the facts, see `khparse.batch.facts`; none where the document failed."""
        return json.loads(self.facts) if self.facts else {}

    def note_codes(self) -> list[str]:
        """Return the codes of its notes."""
        return [code for code, _, _ in self.read_facts().get("notes", [])]


class Manifest:
    """The manifest in a file, which is made where there is none.

    What was added is on the disk after a second at the latest, and when it is closed. `entries` begin with the
    position `first`.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.first = 0
        try:
            self._connection = sqlite3.connect(path, isolation_level=None)
        except sqlite3.DatabaseError as error:
            raise _error(error) from error
        layout = () if self._has_layout() else (f"PRAGMA user_version = {_LAYOUT}",)
        for command in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = NORMAL",
            *layout,
            *_SCHEMA.split(";\n"),
            "BEGIN",
        ):
            self._execute(command)
        self._committed = monotonic()

    def _has_layout(self) -> bool:
        """Return whether there is a manifest. Raises `KhparseError` for that of another version of khparse."""
        (layout,) = self._execute("PRAGMA user_version").fetchone()
        (tables,) = self._execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and layout != _LAYOUT:
            self._connection.close()
            raise KhparseError("its manifest is of another version of khparse", "begin anew with --restart")
        return bool(tables)

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

    def claim(self, target: str, position: int) -> int:
        """Note that a target is that of the document with a position, unless another has it; return who has it then.

        Capitals don't count, as on many disks.
        """
        made = self._execute("INSERT OR IGNORE INTO targets VALUES (?, ?)", (_key(target), position))
        return position if made.rowcount else self.claimant(target)

    def hand_over(self, target: str, position: int) -> None:
        """Note that a target, which another had, is that of the document with a position."""
        self._execute("UPDATE targets SET position = ? WHERE key = ?", (position, _key(target)))

    def at(self, position: int) -> Entry | None:
        """Return the document with a position."""
        return self._one("WHERE position = ?", position)

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
        where, values = ("AND status = ?", (self.first, status)) if status else ("", (self.first,))
        rows = self._execute(
            f"SELECT {_COLUMNS} FROM documents WHERE position >= ? {where} ORDER BY position, name", values
        )
        return map(Entry._make, rows)

    def forget(self, name: str) -> None:
        """Forget a document at once."""
        self._execute("DELETE FROM documents WHERE name = ?", (name,))
        self.commit()

    def before(self, position: int) -> Iterator[tuple[str, str]]:
        """Yield names and targets of the documents that stand before a position: those of earlier runs."""
        return self._execute("SELECT name, target FROM documents WHERE position < ?", (position,))

    def count_before(self, position: int) -> int:
        """Return how many documents stand before a position."""
        found = self._execute("SELECT count(*) FROM documents WHERE position < ?", (position,)).fetchone()
        return int(found[0])

    def forget_before(self, position: int) -> None:
        """Forget documents that stand before a position and have no file: what failed, what only tables had."""
        self._execute("DELETE FROM documents WHERE position < ? AND result_size = 0", (position,))

    def redo(self) -> None:
        """Note that nothing is done any more; the files that there are stay known."""
        self._execute("UPDATE documents SET version = ''")
        self._execute("DELETE FROM plans")
        self.commit()

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

    def _one(self, where: str, *values: str | int) -> Entry | None:
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
