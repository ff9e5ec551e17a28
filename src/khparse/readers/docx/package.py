"""The package of a .docx file: a zip of XML parts tied by relationships (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from khparse.errors import UnreadableError
from khparse.readers.docx.xml import WORD
from khparse.readers.package import ZippedParts, empty, encrypted, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT_WORD = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_CAPITAL_FONT = re.compile(rb"""\.[Vv][Nn][^"'<>]{0,40}[Hh]["']""")


class Package:
    """The parts of a .docx file, read when asked for.

    `document` is the tree of the main part; `damaged` names the other parts that could not be read;
    `names_capital_font` says whether those read so far name a font that prints capitals (`.VnTimeH`). Raises
    UnreadableError for what is empty, encrypted, damaged, too large unpacked, or no Word document.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = _open(data)
        self.damaged: list[str] = []
        self.names_capital_font = False
        self._trees: dict[str, Element | None] = {}
        main = self._targets("").get("officeDocument", "word/document.xml")
        tree = self._tree(main)
        if tree is None or tree.tag != f"{WORD}document":
            raise _no_word_document()
        self.document = tree
        self._folder = posixpath.dirname(main)
        self._parts = self._optional_targets(main)

    def part(self, kind: str) -> Element | None:
        """Return the tree of the part of a kind (`styles`, `numbering` …), or None where there is none."""
        if kind not in self._trees:
            name = self._parts.get(kind, posixpath.join(self._folder, f"{kind}.xml"))
            try:
                self._trees[kind] = self._tree(name)
            except UnreadableError:
                self.damaged.append(kind)
                self._trees[kind] = None
        return self._trees[kind]

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
        data = self._zip.read(name)
        if data is None:
            return None
        self.names_capital_font |= (b".Vn" in data or b".VN" in data) and _CAPITAL_FONT.search(
            data
        ) is not None
        if _STRICT_WORD in data:
            data = data.replace(_STRICT_WORD, WORD.strip("{}").encode())
        return parse_xml(data)


def _no_word_document() -> UnreadableError:
    return UnreadableError("the file is not a Word document (.docx)", "save it as .docx in Word")


def _open(data: bytes) -> ZippedParts:
    if not data:
        raise empty()
    if data.startswith(_OLE_MAGIC):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise encrypted()
        raise UnreadableError("the file is no .docx but an older Office document", "save it as .docx in Word")
    if not data.startswith(b"PK"):
        raise _no_word_document()
    return ZippedParts(data)
