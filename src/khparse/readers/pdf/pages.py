"""A page of the file as it is read: upright, its words and rules measured from its upper left corner."""

from __future__ import annotations

from ctypes import addressof, c_float
from typing import NamedTuple

from khparse.layout.page.model import Page
from khparse.readers.pdf import native
from khparse.readers.pdf.frame import Frame
from khparse.readers.pdf.rules import RuleReader
from khparse.readers.pdf.text import Run, TextLayer
from khparse.readers.pdf.words import WordReader


class TextPage(NamedTuple):
    """A page as it is read, and the font of each of its words."""

    page: Page
    fonts: list[str]


def read_page(page: int) -> TextPage:
    """Return what a page, a handle of pdfium, prints as text."""
    layer = TextLayer(page)
    try:
        runs = layer.runs()
        frame = _frame(page, runs)
        rules = RuleReader(page).read(frame)
        words = list(WordReader(layer, frame, rules).read(runs))
    finally:
        layer.close()
    return TextPage(Page(*frame.size(), [word for word, _ in words], rules), [font for _, font in words])


def _frame(page: int, runs: list[Run]) -> Frame:
    """Return the frame of a page, turned as most of its letters are."""
    box = (c_float * 4)()
    native.page_box(page, addressof(box))
    left, top, right, bottom = box
    letters = [0, 0, 0, 0]
    for run in runs:
        if run.style.quarter >= 0:
            letters[run.style.quarter] += run.end - run.start
    return Frame(left, bottom, right, top, max(range(4), key=letters.__getitem__))
