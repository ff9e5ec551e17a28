"""7z archives, with py7zr (extra `7z`).

What is read is bounded three times: by the sizes that the archive declares, for py7zr unpacks no more than
those; by the memory that its methods ask for; and by the bytes that really come out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from khparse.errors import UnreadableError
from khparse.readers.archives.entry import AGAIN, Entry, damaged, encrypted, no_file, refusing
from khparse.readers.archives.names import composed
from khparse.readers.limits import Budget, too_large

try:
    from py7zr import SevenZipFile
    from py7zr.exceptions import PasswordRequired
    from py7zr.io import BytesIOFactory
except ModuleNotFoundError:
    raise UnreadableError("reading 7z archives needs py7zr", "pip install 'khparse[7z]'") from None

_MEMORY_LIMIT = 256 * 1024**2  # what unpacking may take, as `7z -mx=9` asks for
_LZMA, _LZMA2, _PPMD = b"\x03\x01\x01", b"\x21", b"\x03\x04\x01"  # methods, 7-Zip's Methods.txt


def entries(stream: BinaryIO, name: str | None, budget: Budget) -> Iterator[Entry]:
    """Yield the files of a 7z archive. Raises `UnreadableError` when it is damaged or encrypted."""
    try:
        archive = SevenZipFile(stream)
        listed = archive.list()
    except PasswordRequired:
        raise encrypted() from None
    except Exception:  # py7zr lets any exception through that damaged data brings about
        raise UnreadableError("its 7z container is damaged", AGAIN) from None
    if archive.needs_password():
        raise encrypted()
    if not listed:
        return
    _check_memory(archive)
    budget.count(sum(info.uncompressed for info in listed))
    reader = _Reader(archive, [info.uncompressed for info in listed], budget)
    for index, info in enumerate(listed):
        path = composed(info.filename)
        if info.is_file:
            yield Entry(path, partial(reader.read, index))
        elif not info.is_directory:
            yield refusing(path, no_file())


def _check_memory(archive: SevenZipFile) -> None:
    """Refuse methods that ask for a lot of memory: for a dictionary (LZMA), or a model (PPMd)."""
    streams = archive.header.main_streams
    for folder in streams.unpackinfo.folders if streams is not None else ():
        for coder in folder.coders:
            if _memory(coder["method"], coder["properties"] or b"") > _MEMORY_LIMIT:
                raise UnreadableError(
                    "it takes too much memory to unpack", "pack it with a smaller dictionary"
                )


def _memory(method: bytes, properties: bytes) -> int:
    """Return how many bytes of memory a method asks for, by its properties (7-Zip's Methods.txt)."""
    if method in (_LZMA, _PPMD) and len(properties) == 5:
        return int.from_bytes(properties[1:], "little")
    if method == _LZMA2 and len(properties) == 1:
        return (2 | properties[0] & 1) << (properties[0] // 2 + 11)
    return 0


class _Reader:
    """Unpacks members.

    They are packed one behind the other, so that each would be unpacked again for the one behind it. Hence as
    many are unpacked at once as one may take bytes.
    """

    def __init__(self, archive: SevenZipFile, sizes: list[int], budget: Budget) -> None:
        self._archive = archive
        self._sizes = sizes
        self._budget = budget
        self._ready: dict[int, bytes] = {}
        for index, file in enumerate(archive.header.files_info.files):
            file["filename"] = str(
                index
            )  # py7zr asks for members by name; those may be the same, or lead out

    def read(self, index: int) -> bytes:
        """Return the content of the member at `index`."""
        if self._sizes[index] > self._budget.max_bytes:
            raise too_large(self._budget.max_bytes)
        if index not in self._ready:
            self._ready = self._unpack(self._batch(index))
        if index not in self._ready:  # maybe another one is damaged
            self._budget.count(sum(self._sizes))
            self._ready = self._unpack([index])
        if index not in self._ready:
            raise damaged()
        return self._ready.pop(index)

    def _batch(self, index: int) -> list[int]:
        batch, room = [], self._budget.max_bytes
        for following in range(index, len(self._sizes)):
            room -= self._sizes[following]
            if room < 0:
                break
            batch.append(following)
        return batch

    def _unpack(self, batch: list[int]) -> dict[int, bytes]:
        """Return the contents of members; none when one of them is damaged."""
        factory = BytesIOFactory(self._budget.max_bytes + 1)
        try:
            self._archive.reset()
            self._archive.extract(targets=[str(index) for index in batch], factory=factory)
        except Exception:
            return {}
        return {int(name): product.read() for name, product in factory.products.items()}
