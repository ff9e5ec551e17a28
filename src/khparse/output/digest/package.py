"""Word packages: opening a template, finding the place for the digest, writing equal bytes for equal content."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import docx
from docx.oxml.ns import qn

from khparse.errors import UnreadableError
from khparse.output.digest.body import Element

PLACEHOLDER = "{{digest}}"
BOOKMARK = "digest"
_EARLIEST = datetime(1980, 1, 1)  # of a zip archive


def new_document() -> Any:
    """Return an empty document without what python-docx's template has for Word 2010, and without its thumbnail."""
    document = docx.Document()
    for owner in (document.part.package, document.part):
        for name in [name for name, found in owner.rels.items() if found.reltype.endswith(_UNWANTED)]:
            del owner.rels[name]
    return document


_UNWANTED = ("/thumbnail", "/stylesWithEffects")


def open_template(content: bytes) -> Any:
    """Return the document in `content`; raises `UnreadableError` when it is no .docx."""
    try:
        return docx.Document(io.BytesIO(content))
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own pass
        cause = "it is no Word document (.docx) that can be used as a template"
        raise UnreadableError(cause, "save it with Word as .docx") from error


def place(document: Any, elements: list[Element]) -> None:
    """Put elements where a template wants them: at `{{digest}}`, at the bookmark `digest`, else at its end."""
    body = document.element.body
    for paragraph in body.iter(qn("w:p")):
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        if PLACEHOLDER in text:
            _put_before(paragraph, elements, keep=bool(text.replace(PLACEHOLDER, "").strip()))
            return
    for start in body.iter(qn("w:bookmarkStart")):
        if start.get(qn("w:name"), "").lower() == BOOKMARK:
            paragraph = next((found for found in start.iterancestors(qn("w:p"))), start)
            _put_before(paragraph, elements, keep=True)
            return
    end = body.find(qn("w:sectPr"))
    at = len(body) if end is None else body.index(end)
    body[at:at] = elements


def _put_before(paragraph: Element, elements: list[Element], keep: bool) -> None:
    """Put elements before a paragraph that marks their place; it goes unless it holds other words."""
    for element in elements:
        paragraph.addprevious(element)
    nodes = list(paragraph.iter(qn("w:t")))
    if keep and nodes:
        nodes[0].text = "".join(node.text or "" for node in nodes).replace(PLACEHOLDER, "")
        for node in nodes[1:]:
            node.text = ""
    parent = paragraph.getparent()
    last_of_cell = parent is not None and parent.tag == qn("w:tc") and parent[-1] is paragraph
    if (
        not keep
        and parent is not None
        and not last_of_cell
        and paragraph.find(f".//{qn('w:sectPr')}") is None
    ):
        parent.remove(paragraph)
    elif not keep:
        for node in nodes:
            node.text = ""


def text_width(document: Any) -> int:
    """Return the width between the margins of the last section, in twips."""
    section = document.sections[-1]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    if not page or page - (left or 0) - (right or 0) <= 0:
        return 9354  # A4 with the margins of Nghị định 30/2020/NĐ-CP
    return int((page - (left or 0) - (right or 0)) / 635)  # EMU


def to_bytes(document: Any, title: str, subject: str, language: str, moment: datetime | None) -> bytes:
    """Return the document as a .docx whose bytes depend on its content alone; `moment` is its date."""
    moment = max(moment or _EARLIEST, _EARLIEST)
    core = document.core_properties
    core.title, core.subject, core.language = title[:255], subject[:255], language
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.created = core.modified = moment
    core.revision = 1
    raw = io.BytesIO()
    document.save(raw)
    result = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()
