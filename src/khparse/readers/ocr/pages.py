"""Pictures of pages to pages of words, some at a time, in their order."""

from __future__ import annotations

import io
import os
import subprocess
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from PIL import Image

from khparse.errors import UnreadableError
from khparse.layout.page.model import Page, Rule, Word
from khparse.models import Note
from khparse.readers.ocr import cells, rules, tesseract
from khparse.readers.ocr.boxes import fitted
from khparse.readers.ocr.digits import Digits
from khparse.readers.ocr.noise import confidence_of, without_noise
from khparse.readers.ocr.numerals import counted
from khparse.readers.ocr.preparing import Prepared, cleaned, prepare, turned
from khparse.readers.ocr.seals import titles_under_seals
from khparse.readers.ocr.slots import with_handwriting
from khparse.readers.ocr.stamps import without_stamp
from khparse.readers.ocr.tesseract import Recognised
from khparse.readers.options import ReadOptions

Picture = tuple[Image.Image, float, float]
"""The picture of a page with the page's width and height in points."""

_MOST_WORKERS = 4


@dataclass(slots=True)
class RecognisedPage(Page):
    """A page with the numbers in its head that were written by hand."""

    handwritten: list[Digits] = field(default_factory=list)


def handwriting_notes(pages: Iterable[Page]) -> Iterator[Note]:
    """Yield a note for each handwritten number of the pages: they are read right more often than not."""
    for page in pages:
        for number in page.handwritten if isinstance(page, RecognisedPage) else ():
            message = f'a handwritten number is read as "{number.text}" ({number.probability:.0%} sure)'
            yield Note(code="ocr-handwritten", level="warning", message=message)


def recognise(pictures: Iterator[Picture], count: int, options: ReadOptions) -> Iterator[RecognisedPage]:
    """Yield the pages that tesseract reads in `pictures`, in their order; `count` is their number.

    Pictures are taken from the iterator in the caller's thread, no more than are recognised side by side.
    Raises `UnreadableError` when tesseract or its language are missing, and when `options.timeout` is over.
    """
    tesseract.check(options.ocr_language)
    recogniser = _Recogniser(options)
    workers = min(os.cpu_count() or 1, _MOST_WORKERS, max(count, 1))
    waiting: deque[Future[RecognisedPage]] = deque()
    done = 0
    with ThreadPoolExecutor(workers) as pool:
        try:
            for image, width, height in pictures:
                waiting.append(pool.submit(recogniser.page, prepare(image, width, height)))
                if len(waiting) < workers:
                    continue
                done += 1
                yield _finished(waiting.popleft(), done, count, options)
            while waiting:
                done += 1
                yield _finished(waiting.popleft(), done, count, options)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _finished(
    future: Future[RecognisedPage], number: int, count: int, options: ReadOptions
) -> RecognisedPage:
    try:
        page = future.result()
    except subprocess.TimeoutExpired:
        cause = f"recognising its text took longer than {options.timeout:g} seconds"
        raise UnreadableError(cause, "raise --timeout, or give fewer pages") from None
    if options.progress is not None:
        options.progress(number, count)
    return page


_UNCERTAIN = 65  # mean confidence below which a page may stand on its side or upside down
_LEAST_ORIENTATION = 1.0  # tesseract's confidence that it does
_LONGEST_PAGE = 120.0  # seconds
_BESIDE = 0.04  # heights
_PAGE, _BLOCK = 3, 6  # tesseract's modes: it looks for columns and paragraphs, or takes one block of text


class _Recogniser:
    """Recognises pages; one for all pages of a document, used by several threads."""

    def __init__(self, options: ReadOptions) -> None:
        self._language = options.ocr_language
        self._end = time.monotonic() + options.timeout

    def page(self, picture: Prepared) -> RecognisedPage:
        """Return the words and ruled lines of a picture."""
        level, lines, words = self._read(picture)
        if confidence_of(words) < _UNCERTAIN:
            orientation = tesseract.orientation_of(_file(picture.image), round(picture.dpi), self._left())
            if orientation.degrees and orientation.confidence > _LEAST_ORIENTATION:
                other = self._read(turned(picture, orientation.degrees))
                if confidence_of(other[2]) > confidence_of(words):
                    level, lines, words = other
        words, numbers = with_handwriting(level.image, words)
        return _page(level, lines, words, numbers)

    def _read(self, picture: Prepared) -> tuple[Prepared, list[rules.Line], list[Recognised]]:
        """Return the picture made level, its ruled lines and its words, those in cells of tables last."""
        level = cleaned(picture)
        lines = rules.find_lines(level.image, level.dpi)
        rules.erase(level.image, lines)
        found = cells.find_cells(lines, level.dpi)
        in_cells = [
            word for stack in cells.stacks(level.image, found, level.dpi) for word in self._cells(stack)
        ]
        cells.erase(level.image, found)
        words = without_noise(self._words(level.image, level.dpi, _PAGE))
        words += titles_under_seals(
            level.image, level.dpi, words, lambda part: self._words(part, level.dpi, _BLOCK)
        )
        words, lines = without_stamp(words + in_cells, lines, level.image.size, level.dpi)
        return level, lines, words

    def _cells(self, stack: cells.Stack) -> Iterator[Recognised]:
        words = self._words(stack.image, stack.dpi, _BLOCK)
        return stack.unstacked(without_noise(words, alone=True))

    def _words(self, image: Image.Image, dpi: float, mode: int) -> list[Recognised]:
        words = tesseract.words_of(_file(image), round(dpi), self._language, self._left(), mode=mode)
        return counted(image, fitted(image, words))

    def _left(self) -> float:
        """Return how long the next call of the program may take, in seconds."""
        return max(min(self._end - time.monotonic(), _LONGEST_PAGE), 0.001)


def _word(word: Recognised, scale: float) -> Word:
    """Return a word in points, with the room that a font leaves beside its letters."""
    room = _BESIDE * (word.bottom - word.top)
    return Word(
        word.text,
        (word.left - room) * scale,
        word.top * scale,
        (word.right + room) * scale,
        word.bottom * scale,
    )


def _file(image: Image.Image) -> bytes:
    """Return the picture as PGM, which takes no time to write and to read."""
    buffer = io.BytesIO()
    image.save(buffer, "PPM")
    return buffer.getvalue()


def _page(
    picture: Prepared, lines: list[rules.Line], words: list[Recognised], handwritten: list[Digits]
) -> RecognisedPage:
    """Return a page in points."""
    scale = 72.0 / picture.dpi
    return RecognisedPage(
        width=picture.image.width * scale,
        height=picture.image.height * scale,
        words=[_word(word, scale) for word in words],
        rules=[Rule(*(edge * scale for edge in line)) for line in lines],
        handwritten=handwritten,
    )
