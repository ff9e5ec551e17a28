"""Readers: bytes to documents, a file or a folder for each format (see `khparse.readers.formats`)."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.readers.formats import ARCHIVES, Format, format_of
from khparse.readers.options import DEFAULT, ReadOptions


def read_file(path: str | os.PathLike[str], options: ReadOptions = DEFAULT) -> Document:
    """Return the document in the file `path`.

    Raises `UnreadableError` when it is missing, not a regular file, not permitted, too large, or when its
    content can't be read.
    """
    path = Path(path)
    try:
        _check_kind(path.stat(), options)
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise UnreadableError(*_file_error(error)) from None
    return read(data, path.name, options)


def read_stream(stream: BinaryIO, options: ReadOptions = DEFAULT) -> Document:
    """Return the document that a binary stream, such as standard input, holds; it has no name."""
    try:
        return read(stream.read(options.max_bytes + 1), None, options)
    except OSError as error:
        raise UnreadableError(*_file_error(error)) from None


def read(data: bytes, name: str | None = None, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in `data`; `name` is its file name, whose suffix tells markdown from plain text.

    Raises `UnreadableError` when the content is empty, damaged, or of a format that is not read.
    """
    if len(data) > options.max_bytes:
        raise _too_large(options)
    if name is not None:  # bytes that are no UTF-8 can't be printed in JSON
        name = Path(name).name.encode("utf-8", "replace").decode()
    found = format_of(data, name)
    digest = hashlib.sha256(data).hexdigest()
    if found.reader:
        document = _read_with(found, data, options)
        document.name, document.sha256 = name, digest
        return document
    if found.name in ARCHIVES:
        raise UnreadableError(f"it is a {found.label}", "unpack it first")
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
    document: Document = getattr(import_module(module), function)(data, options)
    document.format = found.name
    document.blocks = arrange(document.text, document.blocks)
    if not document.text.strip():
        raise UnreadableError(
            "it holds no text", "if its pages are pictures, recognise them with --ocr always"
        )
    return document


def _check_kind(status: os.stat_result, options: ReadOptions) -> None:
    """Refuse what is no file before it is opened: opening a FIFO waits for its writer, maybe forever."""
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableError("it is a folder", "name the files in it, for example with *.docx")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("it is a pipe or device, not a file", "use - to read standard input")
    if status.st_size > options.max_bytes:
        raise _too_large(options)


def _too_large(options: ReadOptions) -> UnreadableError:
    limit = options.max_bytes
    size = f"{limit // 1024**2} MiB" if limit >= 1024**2 else f"{limit:,} bytes"
    return UnreadableError(f"it is larger than {size}", "raise --max-bytes, or give the plan alone")


def _file_error(error: OSError | ValueError) -> tuple[str, str]:
    """Return cause and remedy of a failed system call."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "no such file", "check the name and the folder"
    if isinstance(error, PermissionError):
        return "permission denied", "ask its owner for the right to read it"
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error), ""
