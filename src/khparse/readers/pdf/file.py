"""A PDF file opened with pdfium: its pages, and pictures of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ctypes import c_void_p, cast, string_at
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from khparse.errors import UnreadableError
from khparse.readers.pdf import native

if TYPE_CHECKING:
    from khparse.readers.ocr.pages import Picture

MOST_PAGES = 20_000

_DAMAGED = ("it is damaged or no PDF", "download or save it again")
_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: ("it is protected with a password", "save it without its password"),
    pdfium.FPDF_ERR_SECURITY: ("it is encrypted in a way that is not known", "print it to a new PDF"),
}
_DPI = 300
_MOST_PIXELS = 30_000_000
_WHITE = 0xFFFFFFFF


class PdfFile:
    """An open file; pages are known by their index from 0."""

    def __init__(self, document: int) -> None:
        self._document = document
        self.count: int = native.count_pages(document)

    @contextmanager
    def page(self, index: int) -> Iterator[int]:
        """Give the handle of a page, 0 for one that is damaged."""
        handle: int = native.load_page(self._document, index) or 0
        try:
            yield handle
        finally:
            if handle:
                native.close_page(handle)

    def pictures(self, indexes: Iterable[int]) -> Iterator[Picture]:
        """Yield pictures of pages, one after the other, at 300 dpi or what keeps them below 30 million pixels.

        Annotations, such as the stamps of digital signatures, are not drawn.
        """
        for index in indexes:
            with self.page(index) as page:
                yield _picture(page)


@contextmanager
def opened(data: bytes) -> Iterator[PdfFile]:
    """Open a file and close it at the end.

    Raises `UnreadableError` for one that needs a password, is damaged, or has no pages or too many.
    """
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise UnreadableError(*_ERRORS.get(pdfium.FPDF_GetLastError(), _DAMAGED))
    try:
        file = PdfFile(cast(document, c_void_p).value or 0)
        if file.count <= 0:
            raise UnreadableError("it has no pages", "download or save it again")
        if file.count > MOST_PAGES:
            raise UnreadableError(f"it has {file.count:,} pages", f"give at most {MOST_PAGES:,} of them")
        yield file
    finally:
        pdfium.FPDF_CloseDocument(document)


def _picture(page: int) -> Picture:
    from PIL import Image

    width, height = (native.page_width(page), native.page_height(page)) if page else (595.0, 842.0)
    width, height = max(width, 1.0), max(height, 1.0)
    scale = min(_DPI / 72, math.sqrt(_MOST_PIXELS / (width * height)))
    across, down = max(round(width * scale), 1), max(round(height * scale), 1)
    if not page or max(across, down) > 20 * min(across, down):
        return Image.new("L", (1, 1), "white"), width, height
    bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_BGRx, None, 0)
    if not bitmap:
        return Image.new("L", (1, 1), "white"), width, height
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, _WHITE)
        native.render_page(cast(bitmap, c_void_p).value, page, 0, 0, across, down, 0, 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * down)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Image.frombuffer("RGB", (across, down), pixels, "raw", "BGRX", stride, 1), width, height
