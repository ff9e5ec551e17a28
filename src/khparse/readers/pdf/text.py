"""The text layer of a page: what it prints, where, and in which font.

A text object of pdfium has one font and one baseline; a run is what one object prints on one line. Few calls
a line, instead of several a character, are what makes reading fast.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from ctypes import addressof, c_double, c_float, create_string_buffer
from typing import NamedTuple

from khparse.readers.pdf import native

MOST_CHARACTERS = 2_000_000
"""What is read of one page."""

# A line of pdfium's text. It puts U+0002 or U+FFFE for a hyphen that ends a line, and no newline behind it.
_LINE = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_BLANKS = " \t\u00a0\u3000"
_INVISIBLE = 3  # the same of what a program has recognised in a picture, and prints for searching
_FILLED_AND_STROKED = 2  # a text rendering mode that makes letters bold without a bold font (9.3.6)
_FORCED_BOLD = 1 << 18  # of a font descriptor's flags (ISO 32000-1, table 123)
_BOLD_WEIGHT = 600
_HEAVIEST = 1000  # some programs give thickness in units of their own: only its share tells bold then
_BOLDER = 1.15
_BOLD_NAME = re.compile("bold|black|heavy|demi", re.IGNORECASE)
_LONGEST_NAME = 256
ASLANT = -1


class Style(NamedTuple):
    """How a text object is set: font name, weight, size in points, and how many quarters it is turned.

    0 is upright, 1 runs up the page, 2 is upside down, 3 runs down; -1 is aslant. `hidden` says that it is
    there for searching only.
    """

    font: str
    bold: bool
    size: float
    quarter: int
    weight: int = 400
    hidden: bool = False


class Run(NamedTuple):
    """The characters from `start` to `end` of a layer's text, printed by one object on one line.

    `x` and `y` are where its first character begins on its baseline, in the page's own coordinates.
    """

    start: int
    end: int
    style: Style
    x: float
    y: float


class TextLayer:
    """The text layer of one page, to be closed before the page."""

    def __init__(self, page: int) -> None:
        self._handle: int = native.load_text(page) or 0
        self._numbers = (c_float * 6)()
        self._address = addressof(self._numbers)
        self._point = (c_double * 2)()
        self._styles: dict[int, Style] = {}
        self._fonts: dict[int, tuple[str, bool, int]] = {}
        self.text = self._read() if self._handle else ""

    def close(self) -> None:
        """Free what pdfium holds."""
        if self._handle:
            native.close_text(self._handle)
            self._handle = 0

    def _read(self) -> str:
        """Return as many characters as pdfium counts, so that an index is one of both."""
        count = min(native.count_characters(self._handle), MOST_CHARACTERS)
        if count <= 0:
            return ""
        buffer = create_string_buffer(2 * count + 2)
        got = native.get_text(self._handle, 0, count, addressof(buffer))
        text = buffer.raw[: 2 * max(got - 1, 0)].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        codes = (native.unicode_of(self._handle, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of a character."""
        native.character_box(self._handle, index, self._address)
        left, top, right, bottom, _, _ = self._numbers
        return left, bottom, right, top

    def extent(self, start: int, end: int) -> tuple[float, float]:
        """Return the left of the character at `start` and the right of the one before `end`."""
        numbers = self._numbers
        native.character_box(self._handle, start, self._address)
        left = numbers[0]
        if end - start > 1:
            native.character_box(self._handle, end - 1, self._address)
        return left, numbers[2]

    def is_printed(self, index: int) -> bool:
        """Return whether a character is in the file; pdfium adds blanks and newlines by itself."""
        return not native.is_generated(self._handle, index)

    def runs(self) -> list[Run]:
        """Return what the text objects print, in the order of the file."""
        runs: list[Run] = []
        text, handle, point = self.text, self._handle, self._point
        x, y = addressof(point), addressof(point) + 8
        for match in _LINE.finditer(text):
            start, end = match.span()
            while start < end and text[start] in _BLANKS:
                start += 1
            while start < end and text[end - 1] in _BLANKS:
                end -= 1
            while start < end:
                key, behind = self._object(start, end)
                last = behind
                while text[last - 1] in _BLANKS:
                    last -= 1
                native.character_origin(handle, start, x, y)
                runs.append(Run(start, last, self._style(key, start), *point))
                start = behind
        return _with_bold_by_share(runs) if any(w > _HEAVIEST for _, _, w in self._fonts.values()) else runs

    def _object(self, start: int, end: int) -> tuple[int, int]:
        """Return the object that prints the character at `start`, and where in the line the next one begins."""
        text, handle, object_at = self.text, self._handle, native.text_object
        this = object_at(handle, start) or 0
        if (object_at(handle, end - 1) or 0) == this:
            return this, end
        low, high = start, end - 1  # the object of `low` is this one, that of `high` isn't
        while high - low > 1:
            middle = probe = (low + high) // 2
            while probe < high and text[probe] in _BLANKS:  # blanks that pdfium adds have no object
                probe += 1
            if probe < high and object_at(handle, probe) == this:
                low = probe
            else:
                high = middle
        while text[high] in _BLANKS:
            high += 1
        return this, high

    def _style(self, key: int, index: int) -> Style:
        """Return how the text object of a character is set."""
        style = self._styles.get(key)
        if style is None:
            native.character_matrix(self._handle, index, self._address)
            a, b, c, d, _, _ = self._numbers
            turns = math.atan2(b, a) / (math.pi / 2)
            quarter = round(turns) % 4 if abs(turns - round(turns)) < 0.06 else ASLANT
            size = native.font_size(self._handle, index) * math.hypot(c, d)
            font, bold, weight = self._font(native.font_of(key) or 0)
            mode = native.render_mode(key) if key else 0
            bold = bold or mode == _FILLED_AND_STROKED
            style = self._styles[key] = Style(font, bold, size, quarter, weight, mode == _INVISIBLE)
        return style

    def _font(self, font: int) -> tuple[str, bool, int]:
        """Return the name of a font, whether it is bold by name, flags or weight, and its weight."""
        if not font:
            return "", False, 400
        known = self._fonts.get(font)
        if known is None:
            buffer = create_string_buffer(_LONGEST_NAME)
            length = native.font_name(font, addressof(buffer), _LONGEST_NAME)
            name = buffer.raw[: max(min(length, _LONGEST_NAME) - 1, 0)].decode("utf-8", "replace")
            weight = native.font_weight(font)
            bold = (
                _BOLD_NAME.search(name) is not None
                or bool(native.font_flags(font) & _FORCED_BOLD)
                or _BOLD_WEIGHT <= weight <= _HEAVIEST
            )
            known = self._fonts[font] = name, bold, weight
        return known


def _with_bold_by_share(runs: list[Run]) -> list[Run]:
    """Return runs that are bold where their fonts are heavier than the one of most letters."""
    letters: Counter[int] = Counter()
    for run in runs:
        letters[run.style.weight] += run.end - run.start
    usual = letters.most_common(1)[0][0] if letters else 0
    return [
        run._replace(style=run.style._replace(bold=run.style.bold or run.style.weight > _BOLDER * usual))
        for run in runs
    ]
