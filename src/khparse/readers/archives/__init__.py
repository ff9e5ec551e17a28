"""Archives: their members are inputs of their own, read one after the other and never written to the disk.

A member is called by its path, as in `archive.zip!/2024/kh-12.docx`; one of an archive in an archive, as in
`a.zip!/b.zip!/c.docx`. Paths are names and nothing else: `../` leads nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from typing import BinaryIO, NamedTuple

from khparse.errors import UnreadableError
from khparse.readers.archives.entry import Entry
from khparse.readers.archives.names import composed, is_litter, is_wanted
from khparse.readers.formats import ARCHIVES, Format, format_of
from khparse.readers.limits import MAX_DEPTH, Budget, ExhaustedError, StoppedError
from khparse.readers.options import DEFAULT, ReadOptions

SEPARATOR = "!/"
"""What stands between an archive and its member."""

_MODULES = {"zip": "zips", "tar": "tars", "gz": "tars", "7z": "sevens"}


class Member(NamedTuple):
    """A document in an archive: its path, and its format and bytes, or why there are none.

    The path "" is the archive itself.
    """

    path: str
    content: tuple[Format, bytes] | UnreadableError


def members(
    archive: BinaryIO,
    format: str,
    size: int,
    options: ReadOptions = DEFAULT,
    name: str | None = None,
    wanted: str = "",
) -> Iterator[Member]:
    """Yield the documents of an archive in its order, those of archives in it in their place.

    `archive` is a stream at its beginning that can seek, `format` the name of its format (see
    `khparse.readers.formats.ARCHIVES`), `size` its length in bytes and `name` its file name, which a single
    compressed file has its own from. With `wanted`, the path of a member, only that is yielded; of an
    archive in the archive, all in it. Two members of one path are told apart as `a.docx` and `a.docx#2`.
    Folders and what systems leave behind (`__MACOSX/`, `.DS_Store`, `Thumbs.db` …) are passed over. One
    member at a time is in memory. What can't be read is yielded as its error, and nothing is raised.
    """
    yielded = False
    for member in _Walk(options, size, composed(wanted)).through(archive, format, name, "", 1):
        yielded = True
        yield member
    if not yielded and wanted:
        cause = f"the archive has no member {wanted}"
        yield Member(wanted, UnreadableError(cause, "name one as the archive has it, or the archive alone"))
    elif not yielded:
        yield Member("", UnreadableError("it holds no documents", "check that it was packed in full"))


class _Walk:
    """The way through an archive and those in it, with what they share: the budget and the member wanted."""

    def __init__(self, options: ReadOptions, size: int, wanted: str) -> None:
        self._budget = Budget(options, size)
        self._wanted = wanted

    def through(
        self, archive: BinaryIO, format: str, name: str | None, path: str, depth: int
    ) -> Iterator[Member]:
        """Yield the members of the archive at `path`, which is that of the outer one when it is empty."""
        paths: Counter[str] = Counter()
        try:
            module = import_module(f"khparse.readers.archives.{_MODULES[format]}")
            for entry in module.entries(archive, name, self._budget):
                self._budget.count_entry()
                if is_litter(entry.path):
                    continue
                paths[entry.path] += 1
                count = f"#{paths[entry.path]}" if paths[entry.path] > 1 else ""
                inner = f"{path}{SEPARATOR if path else ''}{entry.path}{count}"
                if is_wanted(inner, self._wanted):
                    yield from self._members_of(entry, inner, depth)
        except UnreadableError as error:
            if isinstance(error, ExhaustedError) and depth > 1:
                raise
            yield Member(path, error)

    def _members_of(self, entry: Entry, path: str, depth: int) -> Iterator[Member]:
        """Yield the document that an entry is, or the documents of the archive that it is."""
        try:
            data = entry.read()
            format = format_of(data, path)
        except StoppedError:
            raise
        except UnreadableError as error:
            yield Member(path, error)
            return
        if format.name not in ARCHIVES:
            yield Member(path, (format, data))
        elif depth == MAX_DEPTH:
            cause = f"it is an archive in an archive, and so on for more than {MAX_DEPTH} times"
            yield Member(path, UnreadableError(cause, "unpack it first"))
        else:
            name = path.rpartition("/")[2]
            yield from self.through(BytesIO(data), format.name, name, path, depth + 1)
