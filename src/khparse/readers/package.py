"""Documents that are zips of XML parts, as Word and OpenDocument files are: safe unpacking, safe trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khparse.errors import UnreadableError

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

    from lxml.etree import _Element as Element

# A part may unpack to many times its size, but a small file that unpacks to a huge one is an attack.
_UNPACKED_LIMIT = 100_000_000
_UNPACKED_FREE = 10_000_000
_UNPACKED_RATIO = 100

_AGAIN = "copy or download it again, or save it again in the program that made it"
_MAX_DEPTH = 256  # libxml2 has the same limit


class ZippedParts:
    """The parts of a zip by their names, whose case doesn't matter; unpacked when asked for.

    Raises UnreadableError for a zip that is damaged, and for parts that are encrypted or, together, far larger
    than the zip.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = _open(data)
        self._names: dict[str, ZipInfo] = {
            info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._zip.infolist()
        }
        self._budget = min(_UNPACKED_LIMIT, max(_UNPACKED_FREE, _UNPACKED_RATIO * len(data)))

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a part, None where there is none."""
        from struct import error as struct_error
        from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile
        from zlib import error as zlib_error

        info = self._names.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise encrypted()
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged()
        self._budget -= info.file_size
        if self._budget < 0:
            raise UnreadableError("the file unpacks to far more text than a document holds", _AGAIN)
        try:
            return self._zip.read(info)  # zipfile never reads beyond the size checked above
        except (BadZipFile, zlib_error, struct_error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise damaged() from error


def parse_xml(data: bytes) -> Element:
    """Return the tree of an XML part.

    Nothing is fetched, and no entity is put in: these need a DOCTYPE, which these formats don't have. libxml2
    refuses elements nested deeper than 256 and texts longer than 10 million bytes.
    """
    from lxml.etree import LxmlError, XMLParser, fromstring

    if b"<!DOCTYPE" in (data.replace(b"\0", b"") if b"\0" in data[:4] else data):
        raise damaged()
    parser = XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return fromstring(data, parser)
    except (LxmlError, ValueError, LookupError) as error:
        raise (_too_deep() if "xcessive depth" in str(error) else damaged()) from error


def deeper(depth: int) -> int:
    """Return the depth of an element's children; raise UnreadableError where the nesting has no end."""
    if depth >= _MAX_DEPTH:
        raise _too_deep()
    return depth + 1


def encrypted() -> UnreadableError:
    """Return the error for a file that is protected with a password."""
    return UnreadableError("the file is encrypted", "save it without a password")


def damaged() -> UnreadableError:
    """Return the error for a file that is no whole one."""
    return UnreadableError("the file is damaged or incomplete", _AGAIN)


def _too_deep() -> UnreadableError:
    return UnreadableError("the parts of the file are nested too deeply", _AGAIN)


def empty() -> UnreadableError:
    """Return the error for a file of no bytes."""
    return UnreadableError("the file is empty", _AGAIN)


def _open(data: bytes) -> ZipFile:
    from io import BytesIO
    from struct import error as struct_error
    from zipfile import BadZipFile, ZipFile

    try:
        return ZipFile(BytesIO(data))
    except (BadZipFile, struct_error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise damaged() from error
