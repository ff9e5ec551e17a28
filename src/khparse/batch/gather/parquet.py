"""Parquet: a file for each table."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from khparse.batch.gather.flat import TABLES, Row, Table, Type, rows_of
from khparse.batch.gather.source import documents
from khparse.batch.manifest import Manifest
from khparse.errors import KhparseError

try:
    import pyarrow as pa
    from pyarrow import parquet
except ModuleNotFoundError:
    raise KhparseError("Parquet output needs pyarrow", "pip install 'khparse[parquet]'") from None

_WAITING = 16 * 1024**2  # bytes of the rows of all tables that wait for their row groups, about
_VALUE, _TEXT = 8, 64  # bytes of a value, and of a text beside its characters, about

_TYPES: dict[Type, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "day": pa.date32(),
    "texts": pa.list_(pa.string()),
}


def write(manifest: Manifest, folder: Path, shard_size: int | None) -> None:
    """Write the tables of plans, to shards of at least `shard_size` bytes where it is given. Raises `OSError`."""
    with ExitStack() as stack:
        files = {table.name: stack.enter_context(_Files(table, folder, shard_size)) for table in TABLES}
        for entry, plan in documents(manifest):
            for name, rows in rows_of(entry, plan).items():
                files[name].add(rows)
            if sum(each.waiting for each in files.values()) >= _WAITING:
                max(files.values(), key=lambda each: each.waiting).write()


def schema_of(table: Table) -> pa.Schema:
    """Return the schema of a table; it is the same whatever the data."""
    return pa.schema(
        pa.field(column.name, _TYPES[column.type], not column.always, {"description": column.meaning})
        for column in table.columns
    )


class _Files:
    """The file of a table, or its shards; `waiting` are the bytes of the rows that aren't written yet, about."""

    def __init__(self, table: Table, folder: Path, shard_size: int | None) -> None:
        self._table = table
        self._schema = schema_of(table)
        self._folder = folder
        self._shard_size = shard_size
        self._numbers = count()
        self._rows: list[Row] = []
        self.waiting = 0
        self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.write()
                self._writer.close()
        finally:
            self._writer.is_open = False  # else it writes on when it is collected
            self._stream.close()

    def add(self, rows: list[Row]) -> None:
        """Add rows of the table."""
        self._rows += rows
        self.waiting += sum(map(_size, rows))

    def _open(self) -> None:
        number = f"-{next(self._numbers):05}" if self._shard_size else ""
        self._stream = (self._folder / f"{self._table.name}{number}.parquet").open("wb")
        self._writer = parquet.ParquetWriter(self._stream, self._schema, compression="zstd")

    def write(self) -> None:
        """Write the rows that wait as a row group."""
        if not self._rows:
            return
        if self._shard_size and self._stream.tell() >= self._shard_size:
            self._writer.close()
            self._stream.close()
            self._open()
        columns = zip(*self._rows, strict=True)
        arrays = [_array(list(values), field) for values, field in zip(columns, self._schema, strict=True)]
        self._rows, self.waiting = [], 0
        self._writer.write_batch(pa.record_batch(arrays, schema=self._schema))


def _array(values: list[object], field: pa.Field) -> pa.Array:
    if field.type == pa.date32():
        return pa.array(values, pa.string()).cast(field.type)
    return pa.array(values, field.type)


def _size(row: Row) -> int:
    """Return the bytes that a row takes, about."""
    size = _VALUE * len(row)
    for value in row:
        if isinstance(value, str):
            size += _TEXT + len(value)
        elif isinstance(value, list):
            size += sum(_TEXT + len(each or "") for each in value)
    return size
