"""Boxes of words made to fit their ink: tesseract tells only about where a word ends."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from khparse.readers.ocr.tesseract import Recognised

_WIDE = 0.55  # heights: gaps between words that are looked at
_BETWEEN_LETTERS = 0.15  # heights: the widest gap inside a word
_INK = 128


def fitted(image: Image.Image, words: Sequence[Recognised]) -> list[Recognised]:
    """Return words of a picture with wide gaps between them narrowed to where there is no ink."""
    fitting = list(words)
    for index in range(1, len(fitting)):
        before, word = fitting[index - 1], fitting[index]
        height = word.bottom - word.top
        if word.line != before.line or word.left - before.right < _WIDE * height:
            continue
        ink = _columns(image, before, word)
        letters = max(round(_BETWEEN_LETTERS * height), 1)
        gap = b"\0" * letters
        behind = ink.find(gap)
        ahead = ink.rfind(gap)
        if behind > 0:
            fitting[index - 1] = before._replace(right=before.right + behind)
        if 0 <= ahead < len(ink) - letters:
            fitting[index] = word._replace(left=word.left - (len(ink) - letters - ahead))
    return fitting


def _columns(image: Image.Image, before: Recognised, word: Recognised) -> bytes:
    """Return for each column of pixels between two words whether there is ink in it."""
    top, bottom = int(max(before.ink_top, word.ink_top)), int(min(before.ink_bottom, word.ink_bottom))
    gap = image.crop((int(before.right), top, int(word.left), max(bottom, top + 1)))
    ink = gap.point([255] * _INK + [0] * (256 - _INK))
    columns = ink.resize((gap.width, 1), Image.Resampling.BOX)
    return columns.point([0] * 8 + [1] * 248).tobytes()
