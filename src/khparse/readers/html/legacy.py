"""Pages in legacy Vietnamese encodings: their texts made Unicode where they stand, by font and content."""

from __future__ import annotations

from khparse.encodings.fonts import FontConverter, Run
from khparse.models import Note
from khparse.readers.html.styles import Look, Styles
from khparse.readers.html.tree import BLOCKS, Element, Page
from khparse.readers.legacy import may_be_legacy

Place = tuple[Element, int]


class Conversion:
    """The texts of a page in a legacy encoding, converted as this is made.

    `encoding` is that of all texts that aren't Vietnamese in Unicode already; without it, fonts and words say.
    """

    def __init__(self, page: Page, styles: Styles, encoding: str | None) -> None:
        self._encoding = encoding
        self._paragraphs: list[tuple[list[Place], list[Run]]] = []
        if encoding is None and not may_be_legacy(page.title) and not _may_be_legacy(page.root):
            return
        self._collect(page.root, styles, Look())
        converter = self._converter()
        for places, runs in self._paragraphs:
            for (element, at), text in zip(places, converter.convert(runs), strict=True):
                element.children[at] = text
        page.title = converter.convert([(page.title, "")])[0]

    def notes(self, article: Element) -> list[Note]:
        """Return notes on what was converted of what is left in the page: the article."""
        if not self._paragraphs:
            return []
        left = {id(element) for element in article.walk()}
        converter = self._converter()
        for places, runs in self._paragraphs:
            if any(id(element) in left and len(element.children) > at for element, at in places):
                converter.convert(runs)
        return list(converter.notes)

    def _converter(self) -> FontConverter:
        return FontConverter([run for _, runs in self._paragraphs for run in runs], self._encoding)

    def _collect(self, element: Element, styles: Styles, inherited: Look) -> None:
        """Collect the runs of each paragraph with the places of their texts."""
        look = styles.look(element, inherited)
        breaks = element.tag in BLOCKS or element.tag == "br"
        if breaks or not self._paragraphs:
            self._paragraphs.append(([], []))
        for at, child in enumerate(element.children):
            if isinstance(child, Element):
                self._collect(child, styles, look)
            elif child:
                places, runs = self._paragraphs[-1]
                places.append((element, at))
                runs.append((child, look.font))
        if breaks:
            self._paragraphs.append(([], []))


def _may_be_legacy(root: Element) -> bool:
    return any(
        not child.isascii() and may_be_legacy(child)
        for element in root.walk()
        for child in element.children
        if isinstance(child, str)
    )
