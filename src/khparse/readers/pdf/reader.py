"""The reader of PDF files: their text layer by where its words stand, or what OCR reads in their pages."""

from __future__ import annotations

from collections.abc import Iterator

from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.layout.page.compose import compose
from khparse.layout.page.model import Page
from khparse.layout.writing import DocumentWriter
from khparse.models import Note
from khparse.readers.options import DEFAULT, ReadOptions
from khparse.readers.pdf import trial
from khparse.readers.pdf.file import PdfFile, opened
from khparse.readers.pdf.fonts import unicode_text
from khparse.readers.pdf.health import BROKEN, NO_TEXT, RECOGNISED_BEFORE, faults
from khparse.readers.pdf.pages import TextPage, read_page

MOST_CHARACTERS = 50_000_000
"""What is read of one file: ten thousand full pages."""

_SHOWN = 8


def read_pdf(data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Return the document that a PDF file holds.

    Pages without a usable text layer are recognised from their pictures as `options.ocr` says. Raises
    `UnreadableError` for a file that is damaged, protected with a password or too large, and for one of
    pictures alone where they may not or can't be recognised.
    """
    with opened(data) as file:
        if trial.is_dangerous(data) and not trial.succeeds(lambda: _try(file)):
            raise UnreadableError("reading its pages takes too much memory or time", "print it to a new PDF")
        texts, notes = _texts(file, options)
        pages: list[Page | None] = [text.page if text else None for text in texts]
        wrong = _wrong(texts, options)
        recognised = _recognise(file, wrong, pages, options, notes) if wrong else []
    writer = DocumentWriter()
    writer.write(compose(_drained(pages)))
    document = Document(writer.text, writer.blocks, pages=len(pages), ocr=bool(recognised), notes=notes)
    if recognised or any(text.is_hidden for text in texts if text):
        _repair(document)
    return document


def _repair(document: Document) -> None:
    """Repair what was recognised, by khparse or by another program; without the extra `ocr` it stays."""
    try:
        from khparse.readers.ocr.repair import repair
    except UnreadableError:
        return
    repair(document)


def _try(file: PdfFile) -> None:
    """Read all pages for nothing."""
    for index in range(file.count):
        with file.page(index) as page:
            if page:
                read_page(page)


def _texts(file: PdfFile, options: ReadOptions) -> tuple[list[TextPage | None], list[Note]]:
    """Return the text layers of all pages, None for a page that is damaged, and notes on them."""
    texts: list[TextPage | None] = []
    damaged: list[int] = []
    characters = 0
    for index in range(file.count):
        with file.page(index) as page:
            text = read_page(page) if page else None
        texts.append(text)
        if text is None:
            damaged.append(index)
        else:
            characters += sum(len(word.text) for word in text.page.words)
        if characters > MOST_CHARACTERS:
            raise UnreadableError(f"it holds more than {MOST_CHARACTERS:,} characters", "give a part of it")
    if len(damaged) == file.count:
        raise UnreadableError("its pages are damaged", "download or save it again")
    notes = unicode_text([text for text in texts if text], options.encoding)
    if damaged:
        message = f"{_pages(damaged)} can't be read: the file is damaged there"
        notes.append(Note(code="part-damaged", level="warning", message=message))
    return texts, notes


def _wrong(texts: list[TextPage | None], options: ReadOptions) -> dict[int, str]:
    """Return the pages that are to be recognised, by index, and why."""
    there = [index for index, text in enumerate(texts) if text]
    if options.ocr == "always":
        return dict.fromkeys(there, "as asked for")
    found = faults([text for text in texts if text])
    return {there[at]: reason for at, reason in found.items()}


def _recognise(
    file: PdfFile, wrong: dict[int, str], pages: list[Page | None], options: ReadOptions, notes: list[Note]
) -> list[int]:
    """Put pages recognised in the place of those in `wrong`; return which they are.

    Where that can't be done, what text they have is used, with a warning, unless no page has any.
    """
    failure = _no_ocr(options)
    if failure is not None:  # then what another program recognised will do
        wrong = {index: reason for index, reason in wrong.items() if reason != RECOGNISED_BEFORE}
    if failure is None:
        from khparse.readers.ocr.pages import handwriting_notes, recognise

        indexes = sorted(wrong)
        found = list(recognise(file.pictures(indexes), len(indexes), options))
        for index, page in zip(indexes, found, strict=False):
            pages[index] = page
        notes.extend(handwriting_notes(found))
    elif wrong and not any(page.words for index, page in enumerate(pages) if page and index not in wrong):
        broken = any(reason == BROKEN for reason in wrong.values())
        if options.ocr == "never" and not broken and not any(page.words for page in pages if page):
            raise failure
        if options.ocr != "never":
            raise failure
    for reason in dict.fromkeys(wrong.values()):
        named = _pages([index for index in sorted(wrong) if wrong[index] == reason])
        if failure is None:
            message = f"{named}: recognised by OCR ({reason})"
            notes.append(Note(code="text-recognised", level="info", message=message))
        else:
            message = f"{named}: not recognised by OCR ({reason}): {failure.cause}"
            code = "no-text" if reason == NO_TEXT else "text-doubtful"
            notes.append(Note(code=code, level="warning", message=message))
    return sorted(wrong) if failure is None else []


def _no_ocr(options: ReadOptions) -> UnreadableError | None:
    """Return why nothing can be recognised, or None."""
    if options.ocr == "never":
        return UnreadableError(
            "its pages are pictures without text", "recognise them with --ocr auto, which needs tesseract"
        )
    try:
        from khparse.readers.ocr.tesseract import check

        check(options.ocr_language)
    except ImportError:
        return UnreadableError(
            "its pages are pictures, and recognising them needs Pillow", 'pip install "khparse[ocr]"'
        )
    except UnreadableError as error:
        return error
    return None


def _drained(pages: list[Page | None]) -> Iterator[Page]:
    """Yield pages and forget each, so that a long document isn't in memory twice."""
    for index, page in enumerate(pages):
        pages[index] = None
        yield page if page is not None else Page(595.0, 842.0)


def _pages(indexes: list[int]) -> str:
    """Return page numbers as text: `pages 1-3, 7`."""
    ranges: list[list[int]] = []
    for index in indexes:
        if ranges and index == ranges[-1][1]:
            ranges[-1][1] = index + 1
        else:
            ranges.append([index + 1, index + 1])
    shown = [f"{first}-{last}" if last > first else f"{first}" for first, last in ranges[:_SHOWN]]
    return f"page{'s' * (len(indexes) > 1)} {', '.join(shown)}{', …' * (len(ranges) > _SHOWN)}"
