"""Pages in legacy Vietnamese encodings: their texts made Unicode where they stand, by font and content."""

from __future__ import annotations

import re

from khparse.encodings.fonts import FontConverter, Run
from khparse.models import Note
from khparse.readers.html.styles import Look, Styles
from khparse.readers.html.tree import BLOCKS, Element, Page

# What no Vietnamese text in Unicode holds, but texts in legacy encodings do: letters of other languages, signs.
_SIGN = re.compile(
    "[¡-¦¨ª¬®¯´µ¶¸¹¼¾ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïðñöøûüþÿŒœŠšŽžŸƒˆ\x02-\x06\x10-\x1e\x80-\x9fÃ\xad½·÷×ìò]"
)
Place = tuple[Element, int]


def convert_page(page: Page, styles: Styles, encoding: str | None) -> list[Note]:
    """Convert the texts of a page; return notes on what was converted.

    `encoding` is that of all texts that aren't Vietnamese in Unicode already; without it, fonts and words say.
    """
    if encoding is None and not _SIGN.search(page.title) and not _holds_sign(page.root):
        return []
    paragraphs: list[tuple[list[Place], list[Run]]] = []
    _collect(page.root, styles, Look(), paragraphs)
    converter = FontConverter([run for _, runs in paragraphs for run in runs], encoding)
    for places, runs in paragraphs:
        for (element, at), text in zip(places, converter.convert(runs), strict=True):
            element.children[at] = text
    page.title = converter.convert([(page.title, "")])[0]
    return list(converter.notes)


def _holds_sign(root: Element) -> bool:
    return any(
        _SIGN.search(child) for element in root.walk() for child in element.children if isinstance(child, str)
    )


def _collect(
    element: Element, styles: Styles, inherited: Look, paragraphs: list[tuple[list[Place], list[Run]]]
) -> None:
    """Collect the runs of each paragraph with the places of their texts."""
    look = styles.look(element, inherited)
    breaks = element.tag in BLOCKS or element.tag == "br"
    if breaks or not paragraphs:
        paragraphs.append(([], []))
    for at, child in enumerate(element.children):
        if isinstance(child, Element):
            _collect(child, styles, look, paragraphs)
        elif child:
            paragraphs[-1][0].append((element, at))
            paragraphs[-1][1].append((child, look.font))
    if breaks:
        paragraphs.append(([], []))
