"""The parts of an OpenDocument text: a zip of XML parts, or one flat XML file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khparse.errors import UnreadableError
from khparse.readers.odt.xml import OFFICE
from khparse.readers.package import ZippedParts, damaged, empty, encrypted, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class Parts(NamedTuple):
    """The text of a document, the elements that hold styles, and whether those of its own part are lost."""

    text: Element
    styles: list[Element]
    styles_damaged: bool = False


def read_parts(data: bytes) -> Parts:
    """Return the parts of a file.

    Raises UnreadableError for what is empty, encrypted, damaged, too large unpacked, or no OpenDocument text.
    """
    if not data:
        raise empty()
    if not data.startswith(b"PK"):
        root = parse_xml(data)
        return Parts(_text(root), _styles(root, "styles", "automatic-styles", "font-face-decls"))
    zipped = ZippedParts(data)
    if b"encryption-data" in (zipped.read("META-INF/manifest.xml") or b""):
        raise encrypted()
    content = zipped.read("content.xml")
    if content is None:
        raise _no_text()
    root = parse_xml(content)
    styles = _styles(root, "automatic-styles", "font-face-decls")
    try:
        named = zipped.read("styles.xml")
        # the automatic styles of that part are those of headers and footers, by names that the text uses too
        styles += _styles(parse_xml(named), "styles", "font-face-decls") if named is not None else []
    except UnreadableError:
        return Parts(_text(root), styles, styles_damaged=True)
    return Parts(_text(root), styles)


def _text(root: Element) -> Element:
    if root.tag not in (f"{OFFICE}document", f"{OFFICE}document-content"):
        raise _no_text()
    body = root.find(f"{OFFICE}body")
    if body is None:
        raise damaged()
    text = body.find(f"{OFFICE}text")
    if text is None:
        raise _no_text()
    return text


def _styles(root: Element, *names: str) -> list[Element]:
    return [element for name in names for element in root.iterfind(f"{OFFICE}{name}")]


def _no_text() -> UnreadableError:
    return UnreadableError("the file is not an OpenDocument text (.odt)", "save it as .odt or .docx")
