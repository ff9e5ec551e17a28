"""The reader of PDF files."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_void_p, cast

import pypdfium2.raw as pdfium

from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.layout.page.compose import compose
from khparse.layout.page.model import Page
from khparse.layout.writing import DocumentWriter
from khparse.readers.options import DEFAULT, ReadOptions
from khparse.readers.pdf import native
from khparse.readers.pdf.pages import read_page

_DAMAGED = ("it is damaged or no PDF", "download or save it again")
_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: ("it is protected with a password", "save it without its password"),
    pdfium.FPDF_ERR_SECURITY: ("its encryption is not known", "print it to a new PDF without protection"),
}


def read_pdf(data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Return the document that a PDF file holds."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise UnreadableError(*_ERRORS.get(pdfium.FPDF_GetLastError(), _DAMAGED))
    try:
        handle = cast(document, c_void_p).value or 0
        count = pdfium.FPDF_GetPageCount(document)
        writer = DocumentWriter()
        writer.write(compose(list(_pages(handle, count))))
    finally:
        pdfium.FPDF_CloseDocument(document)
    return Document(text=writer.text, blocks=writer.blocks, format="pdf", pages=count)


def _pages(document: int, count: int) -> Iterator[Page]:
    for index in range(count):
        page = native.load_page(document, index)
        if page:
            try:
                yield read_page(page).page
            finally:
                native.close_page(page)
