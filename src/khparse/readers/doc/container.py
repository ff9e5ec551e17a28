"""The streams of a .doc file: a compound file ([MS-CFB]) with the text in one and tables in another."""

from __future__ import annotations

import io
from typing import NamedTuple

import olefile

from khparse.errors import UnreadableError
from khparse.readers.doc.file_information import FileInformation
from khparse.readers.doc.structures import DAMAGES, u16, u32

# Places in the header of a compound file ([MS-CFB] 2.2), and the sizes of sectors that it allows.
_SECTOR_SHIFT, _TABLE_SECTORS, _SMALL_TABLE_SECTORS, _MORE_TABLE_SECTORS = 0x1E, 0x2C, 0x40, 0x48
_SHIFTS = (9, 12)
_SPARE_TABLES = 16

_MAGIC = b"\xec\xa5"
_OLD_MAGIC = (b"\xdb\xa5", b"\xdc\xa5")


class Streams(NamedTuple):
    """The streams that hold a document: `text` with the pages of formatting, `table` with all else.

    `data` has properties that were too long for their page.
    """

    information: FileInformation
    text: bytes
    table: bytes
    data: bytes


def damaged() -> UnreadableError:
    """Return the error for a file whose text can't be found."""
    return UnreadableError("the file is damaged", "copy or download it again, or save it again in Word")


def open_streams(data: bytes) -> Streams:
    """Return the streams of a .doc file; raises UnreadableError for one that can't be read."""
    try:
        _check_sizes(data)
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return _streams(container, len(data))
    except (OSError, RecursionError, AttributeError, TypeError, KeyError, *DAMAGES):
        raise damaged() from None


def _check_sizes(data: bytes) -> None:
    """Raise ValueError where the header promises more sectors than the file has.

    olefile forgives that, and with a chain of sectors that bites its tail it would read without end.
    """
    shift = u16(data, _SECTOR_SHIFT)
    if shift not in _SHIFTS:
        raise ValueError(shift)
    sectors = len(data) >> shift
    entries = 1 << shift - 2
    tables, small, more = (
        u32(data, at) for at in (_TABLE_SECTORS, _SMALL_TABLE_SECTORS, _MORE_TABLE_SECTORS)
    )
    if (tables - _SPARE_TABLES) * entries > sectors or small > sectors or more > sectors:
        raise ValueError(sectors)


def _streams(container: olefile.OleFileIO, size: int) -> Streams:
    if container.root.size > size:
        raise damaged()
    text = _stream(container, "WordDocument", size)
    if not text:
        raise UnreadableError("it is an old Office file, but no Word document", "convert it to .docx or PDF")
    if text.startswith(_OLD_MAGIC) or FileInformation(text).is_old:
        raise UnreadableError("it is a Word 95 file or older", "open it in LibreOffice and save it as .docx")
    information = FileInformation(text)
    if information.is_encrypted:
        raise UnreadableError("it is protected with a password", "save it without its password")
    table = _stream(container, information.table_stream, size)
    if not text.startswith(_MAGIC) or not table:
        raise damaged()
    return Streams(information, text, table, _stream(container, "Data", size))


def _stream(container: olefile.OleFileIO, name: str, limit: int) -> bytes:
    """Return a stream of at most `limit` bytes, empty where there is none."""
    if container.get_type(name) != olefile.STGTY_STREAM:
        return b""
    if container.get_size(name) > limit:
        raise damaged()
    content: bytes = container.openstream(name).read()
    return content
