"""ZIP archives (PKWARE APPNOTE 6.3), read with the standard library."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from khparse.errors import UnreadableError
from khparse.readers.archives.entry import AGAIN, Entry, damaged, encrypted, no_file
from khparse.readers.archives.names import composed, decoded
from khparse.readers.limits import Budget, too_large

_LIST_LIMIT = 16 * 1024**2  # bytes of the list of members: some 150,000 of them
_ENCRYPTED, _UTF8 = 0x1, 0x800  # bits of the general purpose flag
_LOCAL_HEADER = 30  # bytes before its name
_UNICODE_PATH = 0x7075  # the extra field in which WinRAR and Info-ZIP keep the name
_DAMAGE = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError)


class _BoundedReads:
    """A stream of which no more is read at once than the list of members may take."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        if size > _LIST_LIMIT:
            raise UnreadableError("it has too many members", "unpack it first")
        return self._stream.read(size)


def open_zip(stream: BinaryIO) -> ZipFile:
    """Return the ZIP container in a stream.

    Raises `UnreadableError` when it is damaged, when the list of its members is longer than 16 MiB, or when
    members overlap, which they do in zip bombs alone.
    """
    try:
        container = ZipFile(cast("BinaryIO", _BoundedReads(stream)))
    except _DAMAGE:
        raise UnreadableError("its ZIP container is damaged", AGAIN) from None
    end = 0
    for info in sorted(container.infolist(), key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise UnreadableError("its ZIP container is damaged: its members overlap", AGAIN)
        end = info.header_offset + _LOCAL_HEADER + len(info.orig_filename) + info.compress_size
    return container


def entries(stream: BinaryIO, name: str | None, budget: Budget) -> Iterator[Entry]:
    """Yield the files of a ZIP archive. Raises `UnreadableError` when it is damaged."""
    container = open_zip(stream)
    for info in container.infolist():
        if not info.is_dir():
            yield Entry(_path(info), partial(_read, container, info, budget))


def _path(info: ZipInfo) -> str:
    """Return the path of a member: as its extra field has it, in UTF-8 by its flag, or in any code page."""
    extra = info.extra
    while len(extra) > 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_PATH and extra[4:5] == b"\x01":
            return decoded(extra[9 : 4 + size])
        extra = extra[4 + size :]
    if info.flag_bits & _UTF8:
        return composed(info.filename)
    return decoded(info.filename.encode("cp437", "replace"))


def _read(container: ZipFile, info: ZipInfo, budget: Budget) -> bytes:
    """Return the content of a member."""
    if stat.S_ISLNK(info.external_attr >> 16):
        raise no_file()
    if info.flag_bits & _ENCRYPTED:
        raise encrypted()
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise UnreadableError("it is packed in an unusual way", "pack it again with the usual one, Deflate")
    if info.file_size > budget.max_bytes:
        raise too_large(budget.max_bytes)
    try:
        with container.open(info) as member:  # which never gives more than the size that the list has
            return budget.read(cast("BinaryIO", member))
    except _DAMAGE:
        raise damaged() from None
