"""The package of a .docx file: a zip of XML parts tied by relationships (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from khparse.errors import UnreadableError
from khparse.readers.docx.xml import WORD

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element
    from zipfile import ZipFile, ZipInfo

# A part may unpack to many times its size, but a small file that unpacks to a huge one is an attack.
_UNPACKED_LIMIT = 100_000_000
_UNPACKED_FREE = 10_000_000
_UNPACKED_RATIO = 100

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT_WORD = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_AGAIN = "copy or download it again, or save it again as .docx in Word"


class Package:
    """The parts of a .docx file, read when asked for.

    `document` is the tree of the main part; `damaged` names the other parts that could not be read. Raises
    UnreadableError for what is empty, encrypted, damaged, too large unpacked, or no Word document.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = _open(data)
        self._names: dict[str, ZipInfo] = {
            info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._zip.infolist()
        }
        self._budget = min(_UNPACKED_LIMIT, max(_UNPACKED_FREE, _UNPACKED_RATIO * len(data)))
        self.damaged: list[str] = []
        main = self._targets("").get("officeDocument", "word/document.xml")
        tree = self._tree(main)
        if tree is None or tree.tag != f"{WORD}document":
            raise _no_word_document()
        self.document = tree
        self._folder = posixpath.dirname(main)
        self._parts = self._optional_targets(main)

    def part(self, kind: str) -> Element | None:
        """Return the tree of the part of a kind (`styles`, `numbering` …), or None where there is none."""
        name = self._parts.get(kind, posixpath.join(self._folder, f"{kind}.xml"))
        try:
            return self._tree(name)
        except UnreadableError:
            self.damaged.append(kind)
            return None

    def _optional_targets(self, part: str) -> dict[str, str]:
        try:
            return self._targets(part)
        except UnreadableError:
            self.damaged.append("relationships")
            return {}

    def _targets(self, part: str) -> dict[str, str]:
        """Return the parts that `part` points to (the package itself: "") by the last word of their type."""
        folder, base = posixpath.split(part)
        tree = self._tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        targets: dict[str, str] = {}
        for relation in tree.iter(f"{_RELATIONSHIPS}Relationship") if tree is not None else ():
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                targets.setdefault(kind, target.lstrip("/"))
        return targets

    def _tree(self, name: str) -> Element | None:
        info = self._names.get(name.lower())
        return _parse(self._read(info)) if info is not None else None

    def _read(self, info: ZipInfo) -> bytes:
        from struct import error as struct_error
        from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile
        from zlib import error as zlib_error

        if info.flag_bits & 1:
            raise _encrypted()
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _damaged()
        self._budget -= info.file_size
        if self._budget < 0:
            raise UnreadableError("the file unpacks to far more text than a document holds")
        try:
            return self._zip.read(info)  # zipfile never reads beyond the size checked above
        except (BadZipFile, zlib_error, struct_error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise _damaged() from error


def _encrypted() -> UnreadableError:
    return UnreadableError("the file is encrypted", "save it without a password")


def _damaged() -> UnreadableError:
    return UnreadableError("the file is damaged or incomplete", _AGAIN)


def _no_word_document() -> UnreadableError:
    return UnreadableError("the file is not a Word document (.docx)", "save it as .docx in Word")


def _open(data: bytes) -> ZipFile:
    from io import BytesIO
    from struct import error as struct_error
    from zipfile import BadZipFile, ZipFile

    if not data:
        raise UnreadableError("the file is empty", _AGAIN)
    if data.startswith(_OLE_MAGIC):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _encrypted()
        raise UnreadableError("the file is no .docx but an older Office document", "save it as .docx in Word")
    if not data.startswith(b"PK"):
        raise _no_word_document()
    try:
        return ZipFile(BytesIO(data))
    except (BadZipFile, struct_error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise _damaged() from error


def _parse(data: bytes) -> Element:
    """Return the tree of an XML part.

    ElementTree fetches nothing, and entities need a DOCTYPE, which the packaging standard bans.
    """
    from xml.etree.ElementTree import ParseError, fromstring

    if b"<!DOCTYPE" in (data.replace(b"\0", b"") if b"\0" in data[:4] else data):
        raise _damaged()
    if _STRICT_WORD in data:
        data = data.replace(_STRICT_WORD, WORD.strip("{}").encode())
    try:
        return fromstring(data)
    except (ParseError, ValueError, LookupError) as error:
        raise _damaged() from error
