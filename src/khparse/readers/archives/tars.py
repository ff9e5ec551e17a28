"""Tar archives, plain or compressed, and single compressed files (gzip, bzip2, xz), read as streams."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from functools import partial
from tarfile import (
    BLOCKSIZE,
    GNUTYPE_LONGLINK,
    GNUTYPE_LONGNAME,
    SOLARIS_XHDTYPE,
    XGLTYPE,
    XHDTYPE,
    HeaderError,
    ReadError,
    TarError,
    TarFile,
    TarInfo,
)
from typing import IO, BinaryIO, Self, cast

from khparse.readers.archives.entry import AGAIN, Entry, no_file, refusing
from khparse.readers.archives.names import decoded
from khparse.readers.limits import Budget, StoppedError

_HEADER_LIMIT = 64 * 1024  # bytes of a header with long names
_XZ_MEMORY = 256 * 1024**2  # what xz may take to unpack: `xz -9` asks for 65 MiB
_CHUNK = 64 * 1024
_SUFFIXES = (".gz", ".bz2", ".xz")
_DAMAGE = (TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RecursionError)
_NAME_HEADERS = (XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE, GNUTYPE_LONGNAME, GNUTYPE_LONGLINK)


def entries(stream: BinaryIO, name: str | None, budget: Budget) -> Iterator[Entry]:
    """Yield the files of a tar archive, or the one of a compressed file that is no tar archive.

    Raises `UnreadableError` when it is damaged.
    """
    content = _Counted(_unpacked(stream), budget)
    try:
        if content.begins_tar():
            yield from _members(content, budget)
        else:
            yield Entry(_single(name), partial(_read, content, budget))
    except _DAMAGE:
        raise _cut_off() from None


def _single(name: str | None) -> str:
    """Return the name of what the compressed file `name` holds."""
    stem = name or "content"
    return stem[: stem.rindex(".")] if stem.lower().endswith(_SUFFIXES) else stem


def _read(content: _Counted | IO[bytes] | None, budget: Budget) -> bytes:
    """Return the rest of a stream that counts what is read from it."""
    try:
        return budget.read(cast("BinaryIO", content), counted=True)
    except _DAMAGE:
        raise _cut_off() from None


def _cut_off() -> StoppedError:
    return StoppedError("it is damaged or cut off", AGAIN)


def _unpacked(stream: BinaryIO) -> BinaryIO:
    """Return the stream unpacked, by its first bytes."""
    start = stream.read(6)
    stream.seek(0)
    if start.startswith(b"\x1f\x8b"):
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    if start.startswith(b"BZh"):
        return cast("BinaryIO", bz2.BZ2File(stream))
    if start.startswith(b"\xfd7zXZ"):
        return cast("BinaryIO", _Xz(stream))
    return stream


class _Xz:
    """An unpacked .xz stream. (That of the standard library takes all the memory that a file asks for.)"""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._new()

    def _new(self) -> None:
        self._unpacker = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes, and none at the end alone. Raises `EOFError`, `lzma.LZMAError`."""
        while True:
            if self._unpacker.eof:
                rest = self._unpacker.unused_data or self._stream.read(_CHUNK)
                if not rest.strip(b"\0"):  # padding, or the end
                    return b""
                self._new()
            elif self._unpacker.needs_input:
                rest = self._stream.read(_CHUNK)
                if not rest:
                    raise EOFError
            else:
                rest = b""
            if data := self._unpacker.decompress(rest, size):
                return data


class _Counted:
    """An unpacked stream whose bytes are counted, and which knows its first block before it is read."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget
        self._first = b""

    def read(self, size: int) -> bytes:
        """Return the next `size` bytes, or less."""
        if self._first:
            data, self._first = self._first[:size], self._first[size:]
            return data
        data = self._stream.read(size)
        self._budget.count(len(data))
        return data

    def begins_tar(self) -> bool:
        """Return whether a tar archive begins here."""
        first = b""
        while len(first) < BLOCKSIZE and (data := self.read(BLOCKSIZE - len(first))):
            first += data
        self._first = first
        try:
            TarInfo.frombuf(first, "utf-8", "surrogateescape")
        except HeaderError:
            return first == bytes(BLOCKSIZE)  # one without members
        return True


class _Header(TarInfo):
    """The header of a member, of bounded size; a damaged one is an error, and not the end of the archive."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            header = super().frombuf(buf, encoding, errors)
        except HeaderError:
            if buf.strip(b"\0"):
                raise ReadError from None
            raise  # empty blocks are the end
        if header.type in _NAME_HEADERS and header.size > _HEADER_LIMIT:
            raise ReadError
        return header


def _members(content: _Counted, budget: Budget) -> Iterator[Entry]:
    archive = TarFile.open(
        fileobj=cast("BinaryIO", content),
        mode="r|",
        tarinfo=_Header,
        encoding="utf-8",
        errors="surrogateescape",
    )
    while (header := archive.next()) is not None:
        archive.members.clear()  # type: ignore[attr-defined]  # or all headers would be kept
        archive.pax_headers = {}
        path = decoded(header.name.encode("utf-8", "surrogateescape"))
        if header.isreg() and not header.issparse():
            yield Entry(path, partial(_read, archive.extractfile(header), budget))
        elif not header.isdir():
            yield refusing(path, no_file())
