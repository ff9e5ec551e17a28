"""Readers: bytes to documents, a file or a folder for each format (see `khparse.readers.formats`)."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.readers.formats import ARCHIVES, Format, archive_of, format_of
from khparse.readers.limits import too_large
from khparse.readers.options import DEFAULT, ReadOptions


class Input(NamedTuple):
    """A document to read: its name, as in `plans.zip!/2024/kh-12.docx`, and the function that reads it.

    `read` raises `UnreadableError` when it can't be read. `data` are its bytes, `size` of them, and `title` the
    name that results call it by; without data nothing could be read.
    """

    name: str
    read: Callable[[], Document]
    size: int = 0
    data: bytes = b""
    title: str | None = None


Unpack = Callable[[str], Iterator[Input]]
"""Yields what the archive at a path holds, or the member that the path names."""


def inputs(
    path: str | os.PathLike[str], options: ReadOptions = DEFAULT, unpack: Unpack | None = None
) -> Iterator[Input]:
    """Yield what `path` names: a file, the members of an archive, or one of them (`plans.zip!/kh-12.docx`).

    Nothing is raised: what can't be opened or unpacked is an input whose `read` raises `UnreadableError`.
    Members are unpacked one by one as they are asked for, in the order of the archive, and in memory alone;
    see `khparse.readers.archives` for their names and `khparse.readers.limits` for what is too much. `unpack` is
    what does so instead, as in a process apart.
    """
    name = os.fspath(path)
    outer, wanted = split(name)
    try:
        stream = _open(outer)
    except UnreadableError as error:
        yield failing(name, error)
        return
    with stream:
        size = os.fstat(stream.fileno()).st_size
        title = os.path.basename(outer)  # noqa: PTH119
        yield from inputs_in(stream, size, outer, title, wanted, options, unpack and partial(unpack, name))


def stream_inputs(stream: BinaryIO, wanted: str = "", options: ReadOptions = DEFAULT) -> Iterator[Input]:
    """Yield what a binary stream, such as standard input, holds: a document, or the members of an archive.

    The stream is called `-`, and a member of an archive in it `-!/kh-12.docx`; with `wanted`, only that
    member is yielded. At most `options.max_bytes` are read, also of an archive.
    """
    try:
        data = stream.read(options.max_bytes + 1)
    except OSError as error:
        yield failing("-", _file_error(error))
        return
    if len(data) > options.max_bytes:
        yield failing("-", too_large(options.max_bytes))
        return
    yield from inputs_in(BytesIO(data), len(data), "-", None, wanted, options)


def read_file(path: str | os.PathLike[str], options: ReadOptions = DEFAULT) -> Document:
    """Return the document in the file `path`, or the member of an archive, as in `plans.zip!/kh-12.docx`.

    Raises `UnreadableError` when it is missing, not a regular file, not permitted, too large, an archive of
    several documents, or when its content can't be read.
    """
    return only(inputs(path, options)).read()


def read_stream(stream: BinaryIO, options: ReadOptions = DEFAULT, wanted: str = "") -> Document:
    """Return the document that a binary stream holds; it has no name. See `read_file` and `stream_inputs`."""
    return only(stream_inputs(stream, wanted, options)).read()


def read(data: bytes, name: str | None = None, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in `data`; `name` is its file name, whose suffix tells markdown from plain text.

    Raises `UnreadableError` when the content is empty, damaged, or of a format that is not read.
    """
    name = Path(name).name if name is not None else None
    return only(inputs_in(BytesIO(data), len(data), name or "-", name, "", options)).read()


def read_named(data: bytes, name: str | None, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in `data`, which results call `name`, be it a file or a member of an archive.

    Raises `UnreadableError`, as `read` does.
    """
    return _read_as(format_of(data, name), data, name, options)


def split(path: str) -> tuple[str, str]:
    """Return the file that a path as in `plans.zip!/kh-12.docx` begins with, and the member that it names."""
    end = path.find("!/")
    while end >= 0 and not Path(path).exists():
        if path.startswith("-!/") or Path(path[:end]).is_file():
            return path[:end], path[end + 2 :]
        end = path.find("!/", end + 1)
    return path, ""


def inputs_in(
    stream: BinaryIO,
    size: int,
    path: str,
    name: str | None,
    wanted: str,
    options: ReadOptions,
    unpack: Callable[[], Iterator[Input]] | None = None,
) -> Iterator[Input]:
    """Yield what a stream of `size` bytes that can seek holds, which messages call `path` and results `name`.

    See `inputs`; `wanted` is the path of a member, or empty, and `unpack` yields what an archive holds.
    """
    try:
        data, found = _recognise(stream, size, name, options)
        if wanted and found.name not in ARCHIVES:
            raise UnreadableError("it is no archive", "name it without a member")
    except UnreadableError as error:
        yield failing(path, error)
        return
    if found.name not in ARCHIVES:
        yield Input(path, partial(_read_as, found, data, name, options), len(data), data, name)
        return
    if unpack is not None:
        yield from unpack()
        return
    from khparse.readers.archives import members

    stream.seek(0)
    for member in members(stream, found.name, size, options, name, wanted):
        inner = f"!/{member.path}" if member.path else ""
        if isinstance(member.content, UnreadableError):
            yield failing(f"{path}{inner}", member.content)
        else:
            found, data = member.content
            title = f"{name or '-'}{inner}"
            read = partial(_read_as, found, data, title, options)
            yield Input(f"{path}{inner}", read, len(data), data, title)


def _recognise(stream: BinaryIO, size: int, name: str | None, options: ReadOptions) -> tuple[bytes, Format]:
    """Return the content of a stream, unless it is an archive, and its format."""
    try:
        if size <= options.max_bytes:
            data = stream.read(options.max_bytes + 1)  # it may have grown, or never have told its size
            if len(data) > options.max_bytes:
                raise too_large(options.max_bytes)
            found = format_of(data, name)
            return (b"" if found.name in ARCHIVES else data), found
        archive = archive_of(stream)
    except OSError as error:
        raise _file_error(error) from None
    if archive is None:
        raise too_large(options.max_bytes)
    return b"", archive


def only(found: Iterator[Input]) -> Input:
    """Return the only one of inputs. Raises `UnreadableError` when there are several."""
    first, *others = islice(found, 2)
    if others:
        raise UnreadableError("it holds several documents", f"name one of them, such as {first.name}")
    return first


def _read_as(found: Format, data: bytes, name: str | None, options: ReadOptions) -> Document:
    """Return the document that the bytes of a format hold, in its blocks."""
    digest = hashlib.sha256(data).hexdigest()
    if name is not None:  # bytes that are no UTF-8 can't be printed in JSON
        name = name.encode("utf-8", "replace").decode()
    if found.reader:
        document = _read_with(found, data, options)
        document.name, document.sha256 = name, digest
        return document
    from khparse.readers.text import decode, read_text

    decoded = decode(data, options.encoding)
    document = read_text(decoded.text, name, found.name, decoded.encoding, digest)
    document.notes = decoded.notes
    return document


def _read_with(found: Format, data: bytes, options: ReadOptions) -> Document:
    """Return the document that a format's reader makes of `data`."""
    from importlib import import_module

    from khparse.layout.blocks import arrange

    module, function = found.reader.split(":")
    try:
        document: Document = getattr(import_module(module), function)(data, options)
    except ModuleNotFoundError as error:
        if error.name not in found.modules:
            raise
        cause = f"reading a {found.label} needs more than khparse alone"
        raise UnreadableError(cause, f"pip install 'khparse[{found.extra}]'") from None
    document.format = found.name
    document.blocks = arrange(document.text, document.blocks)
    if not document.text.strip():
        raise UnreadableError(
            "it holds no text", "if its pages are pictures, recognise them with --ocr always"
        )
    return document


def failing(name: str, error: Exception) -> Input:
    """Return an input that can't be read."""

    def read() -> Document:
        raise error

    return Input(name, read)


def _open(path: str) -> BinaryIO:
    """Return the open file; without path objects, which take their while where there are many.

    What is no file is refused before it is opened: opening a FIFO waits for its writer, maybe forever.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
        if stat.S_ISDIR(mode):
            if not os.access(path, os.R_OK | os.X_OK):
                raise PermissionError
            raise UnreadableError("it is a folder", "name the files in it, for example with *.docx")
        if not stat.S_ISREG(mode):
            raise UnreadableError("it is a pipe or device, not a file", "use - to read standard input")
        return open(path, "rb")  # noqa: PTH123
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise _file_error(error) from None


def _file_error(error: OSError | ValueError) -> UnreadableError:
    """Return the error for a failed system call."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnreadableError("no such file", "check the name and the folder")
    if isinstance(error, PermissionError):
        return UnreadableError("permission denied", "ask its owner for the right to read it")
    cause = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableError(cause.lower(), "check the name and the disk")
