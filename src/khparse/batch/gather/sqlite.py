"""SQLite: a file with the flat tables, indexes, and the agencies of assignments as rows."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from khparse.batch.gather.flat import AGENCIES, TABLES, Row, Table, Type, agency_rows, rows_of
from khparse.batch.gather.source import documents
from khparse.batch.manifest import Manifest

_TYPES: dict[Type, str] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "boolean": "INTEGER",
    "day": "DATE",
    "texts": "TEXT",  # a JSON array
}
_IN_DOCUMENT = ("PRIMARY KEY (document, position)", "FOREIGN KEY (document) REFERENCES documents (name)")
_OF_ASSIGNMENT = "FOREIGN KEY (document, assignment) REFERENCES assignments (document, id)"
_KEYS = {
    "documents": ("PRIMARY KEY (name)",),
    "sections": _IN_DOCUMENT,
    "references": _IN_DOCUMENT,
    "assignments": (*_IN_DOCUMENT, "UNIQUE (document, id)"),
    "deadlines": (*_IN_DOCUMENT, _OF_ASSIGNMENT),
    "agencies": (
        "PRIMARY KEY (document, assignment, role, position)",
        "FOREIGN KEY (document) REFERENCES documents (name)",
        _OF_ASSIGNMENT,
    ),
}
_INDEXES = {
    "documents": ["position", "status", "doc_type", "year", "day", "issuer_id"],
    "sections": ["document, id"],
    "references": ["id"],
    "deadlines": ["document, assignment", "end_day"],
    "agencies": ["agency_id", "name"],
}
# The file is new and written by nobody else: what fails is thrown away. The rest is fixed so that it doesn't
# depend on how SQLite was built.
_SETTINGS = """
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA auto_vacuum = NONE;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -8000;
"""


def write(manifest: Manifest, folder: Path, shard_size: int | None) -> None:
    """Write the tables of plans to `plans.sqlite`; `shard_size` is for other formats. Raises `OSError`."""
    with (
        _system_errors(),
        closing(sqlite3.connect(folder / "plans.sqlite", isolation_level=None)) as connection,
    ):
        connection.executescript(_SETTINGS)
        connection.execute("BEGIN")
        for table in (*TABLES, AGENCIES):
            connection.execute(create(table))
        _fill(connection, manifest)
        for name, indexed in _INDEXES.items():
            for columns in indexed:
                connection.execute(_index(name, columns))
        connection.execute("COMMIT")


def create(table: Table) -> str:
    """Return the statement that creates a table; it says what each column means."""
    lines = [
        f'  "{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.always else ""},  -- {column.meaning}'
        for column in table.columns
    ]
    keys = ",\n  ".join(_KEYS[table.name])
    return f'CREATE TABLE "{table.name}" (\n' + "\n".join(lines) + f"\n  {keys}\n)"


def _index(table: str, columns: str) -> str:
    name = f"{table}_by_{columns.replace(', ', '_')}"
    return f'CREATE INDEX "{name}" ON "{table}" ({columns})'


def _fill(connection: sqlite3.Connection, manifest: Manifest) -> None:
    inserts = {table.name: _insert(table) for table in (*TABLES, AGENCIES)}
    for entry, plan in documents(manifest):
        for name, rows in rows_of(entry, plan).items():
            connection.executemany(inserts[name], _stored(name, rows))
        if plan is not None:
            connection.executemany(inserts["agencies"], agency_rows(entry, plan))


def _insert(table: Table) -> str:
    return f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'


_LISTS = {table.name: any(column.type == "texts" for column in table.columns) for table in TABLES}


def _stored(table: str, rows: list[Row]) -> Iterable[Row]:
    """Return rows as SQLite takes them: lists as JSON."""
    if not _LISTS[table]:
        return rows
    return (tuple(_json(value) if isinstance(value, list) else value for value in row) for row in rows)


def _json(values: list[str | None]) -> str:
    return json.dumps(values, ensure_ascii=False) if values else "[]"


@contextmanager
def _system_errors() -> Iterator[None]:
    """Raise what SQLite says of the disk as the `OSError` that it is."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = _ERRORS.get(error.sqlite_errorcode & 0xFF)
        if code is None:
            raise
        raise OSError(code, os.strerror(code)) from error


_ERRORS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_READONLY: errno.EROFS,
}
