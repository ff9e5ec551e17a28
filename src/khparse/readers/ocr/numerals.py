"""Roman numerals I, II and III, read again by counting their strokes.

Tesseract's Vietnamese data reads most "III." as "II." or "HI.", and plans are numbered with them. In the
middle of its height each I is one dark stroke, and nothing else of the numeral is there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PIL import Image

from khparse.readers.ocr.tesseract import Recognised

_NUMERAL = re.compile(r"(\W?)(?=[^IH]*[IH])([IHl1|!]{1,4}|IIT|TII)([.,:;)\-–]{0,2})")
_BAND = 0.4, 0.6  # of the word's height
_AROUND = 0.15  # of its height: the white space beside it that is looked at
_INK = 128
_THINNER = 0.67  # a slash is thinner than a stroke of a serif letter
_STROKE = re.compile(rb"\x01+")


def counted(image: Image.Image, words: Sequence[Recognised]) -> list[Recognised]:
    """Return words with such numerals as the picture has them."""
    return [_counted(image, word) for word in words]


def _counted(image: Image.Image, word: Recognised) -> Recognised:
    match = _NUMERAL.fullmatch(word.text)
    if match is None:
        return word
    strokes, sign = _strokes(image, word), match[3]
    if len(strokes) > 1 and strokes[-1] < _THINNER * max(strokes):  # I/
        strokes.pop()
        sign = sign or "/"
    alike = strokes and min(strokes) >= _THINNER * max(strokes)
    if not alike or not 1 <= len(strokes) <= 3 or (len(strokes) == 1 and match[2] != "I"):
        return word
    return word._replace(text=f"{match[1]}{'I' * len(strokes)}{sign}")


def _strokes(image: Image.Image, word: Recognised) -> list[int]:
    """Return the widths of the strokes that a word has in the middle of its height."""
    height = word.ink_bottom - word.ink_top
    around = max(_AROUND * height, 2)
    band = image.crop(
        (
            int(word.left - around),
            int(word.ink_top + _BAND[0] * height),
            int(word.right + around),
            int(word.ink_top + _BAND[1] * height) + 1,
        )
    )
    row = band.resize((band.width, 1), Image.Resampling.BOX).point([1] * _INK + [0] * (256 - _INK)).tobytes()
    return [len(stroke.group()) for stroke in _STROKE.finditer(row)]
