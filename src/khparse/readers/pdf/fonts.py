"""Text in the fonts of legacy encodings: `.VnTime`, `VNI-Times`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khparse.models import Note
from khparse.readers.legacy import may_be_legacy
from khparse.readers.pdf.pages import TextPage
from khparse.readers.pdf.words import LEGACY_FONT, tidy


def unicode_text(pages: Sequence[TextPage], encoding: str | None) -> list[Note]:
    """Put the words of pages into Unicode where they are in a legacy encoding; return notes on that."""
    if encoding is None and not any(map(_may_be_legacy, pages)):
        return []
    from khparse.encodings.fonts import FontConverter

    converter = FontConverter((run for page in pages for run in _runs(page)), encoding)
    for page in pages:
        runs = list(_runs(page))
        converted = converter.convert(runs)
        for index, (word, (before, font), text) in enumerate(
            zip(page.page.words, runs, converted, strict=True)
        ):
            if text != before or LEGACY_FONT.match(font):
                page.page.words[index] = word._replace(text=tidy(text).strip())
    return converter.notes


def _may_be_legacy(page: TextPage) -> bool:
    return any(map(LEGACY_FONT.match, set(page.fonts))) or may_be_legacy(page.text)


def _runs(page: TextPage) -> Iterator[tuple[str, str]]:
    """Yield the words of a page with their fonts, each with the blank behind it."""
    words = page.page.words
    for index, (word, font) in enumerate(zip(words, page.fonts, strict=True)):
        glued = index + 1 < len(words) and words[index + 1].glued
        yield (word.text if glued else f"{word.text} "), font
