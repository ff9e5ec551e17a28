"""Readers: bytes to documents, one file a format.

What the bytes are is told by their content first and by the file's suffix second, so that a wrong suffix
does no harm. Formats that are known but not read yet are refused by their name.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.readers.text import decode, read_text

MAX_BYTES = 64 * 1024**2
"""The largest input that is read: 64 MiB, which take up to 7 GB of memory."""

_TOO_LARGE = (f"it is larger than {MAX_BYTES // 1024**2} MiB", "split it, or give the plan alone")
_MARKDOWN = (".md", ".markdown")
_CONVERT = "convert it to .docx or text"
_OCR = "recognise the text first, for example with tesseract -l vie"
_UNPACK = "unpack it first"
# The first bytes of formats that are not read, what they are, and what helps.
_MAGIC = (
    (b"%PDF-", "PDF is not supported yet", _CONVERT),
    (b"{\\rtf", "RTF is not supported yet", _CONVERT),
    (b"\x89PNG\r\n", "it is a picture (PNG)", _OCR),
    (b"\xff\xd8\xff", "it is a picture (JPEG)", _OCR),
    (b"GIF8", "it is a picture (GIF)", _OCR),
    (b"II*\x00", "it is a picture (TIFF)", _OCR),
    (b"MM\x00*", "it is a picture (TIFF)", _OCR),
    (b"\x1f\x8b", "it is compressed (gzip)", _UNPACK),
    (b"BZh", "it is compressed (bzip2)", _UNPACK),
    (b"\xfd7zXZ\x00", "it is compressed (xz)", _UNPACK),
    (b"(\xb5/\xfd", "it is compressed (zstd)", _UNPACK),
    (b"7z\xbc\xaf'\x1c", "it is an archive (7z)", _UNPACK),
    (b"Rar!\x1a\x07", "it is an archive (RAR)", _UNPACK),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# How markup begins that is text, but not the text that a reader of the document sees.
_MARKUP = (
    ("<!doctype html", "HTML is not supported yet"),
    ("<html", "HTML is not supported yet"),
    ("<?xml", "XML is not supported yet"),
    ("mime-version:", "web archives (MHTML) are not supported yet"),
)


def read_file(path: str | os.PathLike[str], encoding: str | None = None) -> Document:
    """Return the document in the file `path`; `encoding` is that of a text, which is told by itself without.

    Raises `UnreadableError` when it is missing, not a regular file, not permitted, too large, or when its
    content can't be read.
    """
    path = Path(path)
    try:
        status = path.stat()
        _check_kind(status)
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise UnreadableError(*_file_error(error)) from None
    return read(data, path.name, encoding)


def read_stream(stream: BinaryIO, encoding: str | None = None) -> Document:
    """Return the document that a binary stream, such as standard input, holds; it has no name."""
    try:
        return read(stream.read(MAX_BYTES + 1), encoding=encoding)
    except OSError as error:
        raise UnreadableError(*_file_error(error)) from None


def read(data: bytes, name: str | None = None, encoding: str | None = None) -> Document:
    """Return the document in `data`; `name` is its file name, whose suffix tells markdown from plain text.

    `encoding` is that of a text (see `khparse.encodings`) and is of no use for other formats.

    Raises `UnreadableError` when the content is empty, damaged, or of a format that is not read.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError(*_TOO_LARGE)
    if name is not None:  # bytes that are no UTF-8 can't be printed in JSON
        name = Path(name).name.encode("utf-8", "replace").decode()
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(_ZIP):
        document = _read_zip(data, name)
        document.name, document.sha256 = name, digest
        return document
    _refuse(data)
    decoded = decode(data, encoding)
    _refuse_markup(decoded.text)
    markdown = name is not None and name.lower().endswith(_MARKDOWN)
    document = read_text(decoded.text, name, "md" if markdown else "txt", decoded.encoding, digest)
    document.notes = decoded.notes
    return document


def _check_kind(status: os.stat_result) -> None:
    """Refuse what is no file before it is opened: opening a FIFO waits for its writer, maybe forever."""
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableError("it is a folder", "name the files in it, for example with *.docx")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("it is a pipe or device, not a file", "use - to read standard input")
    if status.st_size > MAX_BYTES:
        raise UnreadableError(*_TOO_LARGE)


def _file_error(error: OSError | ValueError) -> tuple[str, str]:
    """Return cause and remedy of a failed system call."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "no such file", "check the name and the folder"
    if isinstance(error, PermissionError):
        return "permission denied", "ask its owner for the right to read it"
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error), ""


def _refuse(data: bytes) -> None:
    """Raise `UnreadableError` for bytes of a known format that is not read."""
    for magic, cause, remedy in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(cause, remedy)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableError("it is protected with a password", "save it without its password")
        if "WordDocument".encode("utf-16-le") in data:
            raise UnreadableError("Word 97-2003 (.doc) is not supported yet", _CONVERT)
        raise UnreadableError("it is an old Office file, but no Word document", _CONVERT)


def _refuse_markup(text: str) -> None:
    """Raise `UnreadableError` for text that is the markup of a format that is not read."""
    start = text[:1024].lstrip("\ufeff \t\n").lower()
    for mark, cause in _MARKUP:
        if start.startswith(mark):
            raise UnreadableError(cause, _CONVERT)


def _read_zip(data: bytes, name: str | None) -> Document:
    """Return the Word document in a ZIP container (ISO/IEC 29500-2)."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = {part.replace("\\", "/").lstrip("/").lower() for part in container.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadableError("its ZIP container is damaged", "download or save it again") from None
    if "[content_types].xml" in parts:
        if any(part.startswith(("xl/", "ppt/", "visio/")) for part in parts):
            raise UnreadableError("it is an Office file, but no Word document", _CONVERT)
        from khparse.layout.blocks import arrange
        from khparse.readers.docx.reader import read_docx

        document = read_docx(data, name)
        document.blocks = arrange(document.text, document.blocks)
        if not document.text.strip():
            raise UnreadableError("it holds no text", f"if its pages are pictures, {_OCR}")
        return document
    if "mimetype" in parts and "content.xml" in parts:
        raise UnreadableError("OpenDocument is not supported yet", _CONVERT)
    raise UnreadableError("it is a ZIP archive", _UNPACK)
