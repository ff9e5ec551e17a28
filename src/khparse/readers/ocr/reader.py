"""The reader of pictures (PNG, JPEG, TIFF): recognised by tesseract, each page of a TIFF a page."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps

from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.layout.page.compose import compose
from khparse.layout.writing import DocumentWriter
from khparse.readers.ocr.pages import Picture, handwriting_notes, recognise
from khparse.readers.ocr.repair import repair
from khparse.readers.options import DEFAULT, ReadOptions

_MOST_PIXELS = 80_000_000  # A3 at 600 dpi has 70 million
_MOST_FRAMES = 2000
_ORIENTATION = 0x0112  # the EXIF tag: how a camera was held


def read_image(data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Return the document that a picture shows.

    Raises `UnreadableError` when it is damaged or too large, when no text is recognised in it, when tesseract
    is missing, and when OCR is switched off.
    """
    if options.ocr == "never":
        raise UnreadableError("it is a picture and OCR is switched off", "allow it with --ocr auto")
    with _opened(data) as image:
        count = _count(image)
        pages = list(recognise(_frames(image, count), count, options))
    if not any(page.words for page in pages):
        raise UnreadableError("no text was recognised in the picture", "scan it again at 300 dpi")
    writer = DocumentWriter()
    writer.write(compose(pages))
    notes = list(handwriting_notes(pages))
    document = Document(writer.text, writer.blocks, pages=len(pages), ocr=True, notes=notes)
    repair(document)
    return document


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings(action="ignore"):  # of its size, which is looked at here
            return Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
    except Image.DecompressionBombError:
        raise UnreadableError("its picture is too large to read", "save it at 300 dpi") from None
    except Exception:  # whatever a decoder says of damaged bytes
        raise _damaged() from None


def _count(image: Image.Image) -> int:
    """Return the number of pages: of a TIFF its frames; those of an animation are no pages."""
    try:
        with warnings.catch_warnings(action="ignore"):
            count = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
    except Exception:
        raise _damaged() from None
    if count > _MOST_FRAMES:
        raise UnreadableError(f"it has {count:,} pages", f"give at most {_MOST_FRAMES:,} at a time")
    return count


def _frames(image: Image.Image, count: int) -> Iterator[Picture]:
    """Yield the pages with their sizes in points."""
    for number in range(count):
        try:
            with warnings.catch_warnings(action="ignore"):
                picture = _frame(image, number)
        except UnreadableError:
            raise
        except Exception:
            raise _damaged() from None
        yield picture


def _frame(image: Image.Image, number: int) -> Picture:
    """Return one page, upright, its pixels read."""
    if number:
        image.seek(number)
    width, height = image.size
    if width * height > _MOST_PIXELS:
        raise UnreadableError(f"its picture has {width:,} x {height:,} pixels", "save it at 300 dpi")
    if image.getexif().get(_ORIENTATION, 1) != 1:
        image = ImageOps.exif_transpose(image)
    image.load()
    return image, *_size(image)


def _damaged() -> UnreadableError:
    return UnreadableError("the picture is damaged", "scan or download it again")


_A4 = 842.0  # points of its longer side
_SHORTEST_PAGE, _LONGEST_PAGE = 290.0, 1700.0  # A6 and A2
_SCREEN_DPI = 96.0


def _size(image: Image.Image) -> tuple[float, float]:
    """Return width and height of a page in points.

    Many programs write a resolution that was never measured: one that makes no page of A6 to A2 is not
    believed, and the picture taken for one of A4, or smaller where it would have less than 96 dpi.
    """
    longer = max(image.size)
    across, down = (float(value) for value in image.info.get("dpi", (0.0, 0.0)))
    if not (across > 0 and _SHORTEST_PAGE <= 72 * longer / across <= _LONGEST_PAGE) or across != down:
        across = max(72.0 * longer / _A4, _SCREEN_DPI)
    return 72.0 * image.width / across, 72.0 * image.height / across
