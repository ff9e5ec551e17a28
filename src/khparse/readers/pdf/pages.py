"""A page of the file as it is read: upright, its words and rules measured from its upper left corner."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import addressof, c_float
from dataclasses import dataclass

from khparse.layout.page.model import Page, Word
from khparse.readers.pdf import native
from khparse.readers.pdf.frame import Frame
from khparse.readers.pdf.rules import RuleReader
from khparse.readers.pdf.text import ASLANT, Run, TextLayer
from khparse.readers.pdf.words import FontWord, WordReader

_MANY_PATHS = 150  # a page without text that draws so many shows letters, or a figure


@dataclass(slots=True)
class TextPage:
    """A page as it is read, and the font of each of its words.

    `pictures` is the part of it that pictures cover; `is_drawn` says that it shows a picture or many lines,
    `is_hidden` that most of its text isn't shown: another program has recognised it in the picture.
    """

    page: Page
    fonts: list[str]
    pictures: float
    is_drawn: bool
    is_hidden: bool = False

    @property
    def text(self) -> str:
        """Its words in their order, a blank between any two that are not glued."""
        return "".join(word.text if word.glued else f" {word.text}" for word in self.page.words).lstrip(" ")


def read_page(page: int) -> TextPage:
    """Return what a page, a handle of pdfium, prints as text."""
    layer = TextLayer(page)
    try:
        runs = layer.runs()
        frame = _frame(page, runs)
        objects = RuleReader(page)
        rules = objects.read(frame)
        words = list(WordReader(layer, frame, rules).read(runs))
        if rules:
            words += _turned(layer, runs, frame)
    finally:
        layer.close()
    width, height = frame.size()
    share = objects.pictures / max(width * height, 1.0)
    drawn = share > 0.01 or objects.paths > _MANY_PATHS
    hidden = sum(run.end - run.start for run in runs if run.style.hidden)
    is_hidden = 2 * hidden > sum(run.end - run.start for run in runs)
    content = Page(width, height, [w for w, _ in words], rules)
    return TextPage(content, [f for _, f in words], share, drawn, is_hidden)


def _turned(layer: TextLayer, runs: list[Run], frame: Frame) -> Iterator[FontWord]:
    """Yield the words that stand on their side, as headers of narrow columns do."""
    for quarter in {run.style.quarter for run in runs} - {frame.quarter, ASLANT}:
        own = frame._replace(quarter=quarter)
        for word, font in WordReader(layer, own, ()).read(runs):
            left, top, right, bottom = frame.turned_box(word[1:5], own)
            yield FontWord(Word(word.text, left, top, right, bottom, word.bold), font)


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
