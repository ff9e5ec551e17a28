"""Titles of signers that a seal covers, looked for again beside the recipients.

Where a seal lies over a title tesseract takes both for a picture and leaves them out. A second look, at this
part of the page as one block of text, finds what of the title is free. What stands before it, covered, is
shown as "…": it may be KT. or PHÓ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from PIL import Image

from khparse.lexicon import table, values
from khparse.readers.ocr.repair.names import bare
from khparse.readers.ocr.tesseract import Recognised

_ABOVE, _BELOW = 0.4, 1.2  # inches around the line "Nơi nhận"
_MIDDLE = 0.45  # of the page's width: where the right column begins
_SURE = 85
_COVERED = "…"
_BEFORE = 0.6  # inches before a title in which ink says that something is covered
_INK = 128
_LEAST_INK = 0.03


def titles_under_seals(
    image: Image.Image,
    dpi: float,
    words: Sequence[Recognised],
    read: Callable[[Image.Image], list[Recognised]],
) -> list[Recognised]:
    """Return the words of titles in a picture that are not among its `words`.

    `read` recognises a picture as one block. It is called only where a page has recipients and no title
    beside them.
    """
    anchor = _recipients(words)
    if anchor is None:
        return []
    left = int(_MIDDLE * image.width)
    top, bottom = max(int(anchor.ink_top - _ABOVE * dpi), 0), int(anchor.ink_bottom + _BELOW * dpi)
    for word in words:
        beside = word.left > left and top < word.ink_bottom and word.ink_top < bottom
        if beside and word.text.isupper() and len(word.text) > 2:
            return []
    found: list[Recognised] = []
    lines: dict[int, list[Recognised]] = {}
    for word in read(image.crop((left, top, image.width, bottom))):
        if word.confidence >= _SURE and word.text.isalpha() and word.text.isupper():
            moved = word._replace(
                left=word.left + left, right=word.right + left, top=word.top + top, bottom=word.bottom + top,
                ink_top=word.ink_top + top, ink_bottom=word.ink_bottom + top,
            )  # fmt: skip
            lines.setdefault(word.line, []).append(moved)
    for line in lines.values():
        if bare(" ".join(word.text for word in line)) in _titles():
            found += [*_covered(image, dpi, line[0]), *line]
    return found


def _recipients(words: Sequence[Recognised]) -> Recognised | None:
    for word, following in pairwise(words):
        if bare(word.text) == "noi" and bare(following.text).startswith("nhan"):
            return word
    return None


def _covered(image: Image.Image, dpi: float, word: Recognised) -> list[Recognised]:
    """Return a sign for what stands before a title, covered by the seal, if anything does."""
    left = max(int(word.left - _BEFORE * dpi), 0)
    before = image.crop((left, int(word.top), int(word.left), int(word.bottom)))
    share = sum(before.histogram()[:_INK]) / max(before.width * before.height, 1)
    if share < _LEAST_INK:
        return []
    width = (word.bottom - word.top) / 2
    return [word._replace(text=_COVERED, left=word.left - 1.2 * width, right=word.left - 0.2 * width)]


@cache
def _titles() -> frozenset[str]:
    return frozenset(
        bare(form)
        for row in table("signature_tokens")
        if row["kind"] == "title"
        for form in values(row["tokens"])
        if " " in form
    )
