"""The text of one paragraph of a .doc file, as printed."""

from __future__ import annotations

import re

from khparse.readers.doc.anchors import Anchored, NoteMark, TextBox
from khparse.readers.doc.formatting import TextFormat
from khparse.readers.doc.pieces import Pieces
from khparse.readers.doc.styles import CharacterFormat
from khparse.readers.symbols import symbol

SOFT_HYPHEN = "\xad"

_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_PRINTED = {"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": SOFT_HYPHEN}
# Characters with a meaning of their own ([MS-DOC] 2.4.1); those that print nothing are marks of objects.
_SPECIAL = re.compile("([\x00-\x08\x0a-\x1f])")
_SYMBOL_PLACE = "("


class Source:
    """What paragraphs are read from: the text, how it is set, the names of fonts, and what is anchored."""

    def __init__(
        self,
        pieces: Pieces,
        looks: TextFormat,
        fonts: list[str],
        notes: Anchored[NoteMark],
        boxes: Anchored[TextBox],
    ) -> None:
        self.pieces = pieces
        self.looks = looks
        self.notes = notes
        self.boxes = boxes
        self._fonts = fonts

    def font(self, number: int | None) -> str:
        """Return the name of a font, "" where it has none."""
        return self._fonts[number] if number is not None and number < len(self._fonts) else ""


class ParagraphText:
    """What one paragraph prints, or several whose marks are deleted or hidden.

    `runs` are its texts with their fonts; `boxes` are text boxes anchored in it, `notes` the marks of its
    notes; `bold` says whether all its text that is not blank is bold (None without any).
    """

    def __init__(self, source: Source) -> None:
        self.runs: list[tuple[str, str]] = []
        self.boxes: list[TextBox] = []
        self.notes: list[NoteMark] = []
        self.bold: bool | None = None
        self._source = source
        self._fields: list[bool] = []  # of each open field, whether its code is being read
        self._codes = 0  # how many of them are at their code

    @property
    def is_blank(self) -> bool:
        """Whether nothing visible is printed so far."""
        return self.bold is None

    def read(self, start: int, end: int, style: int) -> None:
        """Append the text between two positions, of a paragraph in a style."""
        self._fields.clear()  # a result may go on in the next paragraph, a code doesn't
        self._codes = 0
        source = self._source
        text = source.pieces.text
        for first, last, look in source.looks.runs(start, end, style):
            if look.deleted:
                continue
            if not look.hidden:
                self.boxes += source.boxes.between(first, last)
                if not self._codes:
                    self.notes += source.notes.between(first, last)
            self._read_run(text[first:last], look)

    def _read_run(self, text: str, look: CharacterFormat) -> None:
        font = self._source.font(look.font if text.isascii() else look.font_other)
        if self._source.pieces.has_surrogates:
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        for index, part in enumerate(_SPECIAL.split(text)):
            if index % 2 and part in (_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END):
                self._field(part)
            elif not part or look.hidden or self._codes:
                continue
            elif index % 2:
                if printed := _PRINTED.get(part):
                    self.runs.append((printed, font))
            elif look.symbol is not None and part == _SYMBOL_PLACE * len(part):
                number, code = look.symbol
                name = self._source.font(number)
                self._append(symbol(name, code) * len(part), name, look.bold)
            else:
                self._append(part, font, look.bold)

    def _append(self, text: str, font: str, bold: bool) -> None:
        self.runs.append((text, font))
        if text and not text.isspace():
            self.bold = bold if self.bold is None else self.bold and bold

    def _field(self, mark: str) -> None:
        if mark == _FIELD_BEGIN:
            self._fields.append(True)
            self._codes += 1
        elif self._fields:
            self._codes -= self._fields.pop()
            if mark == _FIELD_RESULT:
                self._fields.append(False)
