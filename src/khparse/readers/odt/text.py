"""The text of one paragraph of an OpenDocument text, as printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from khparse.readers.odt.styles import Look, Styles
from khparse.readers.odt.xml import DRAW, NOT_PRINTED, STYLE_NAME, TEXT, is_true, number_of
from khparse.readers.package import deeper

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from khparse.encodings.fonts import Run

_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_BLANKS = 1000
_SPAN = f"{TEXT}span"
_NOTE = f"{TEXT}note"
_CITATION = f"{TEXT}note-citation"
_HIDDEN_FIELDS = (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph")


class ParagraphText:
    """What one paragraph prints.

    `boxes` are frames and shapes anchored in it, `notes` its footnotes and endnotes; `bold` says whether all
    its text that is not blank is bold (None without any). `convert` takes the runs and returns their texts.
    """

    def __init__(self, styles: Styles, convert: Callable[[list[Run]], list[str]]) -> None:
        self.boxes: list[Element] = []
        self.notes: list[Element] = []
        self.bold: bool | None = None
        self.is_hidden = False
        self._styles = styles
        self._convert = convert
        self._runs: list[Run] = []
        self._may_begin = False  # a blank of the source is printed here

    @property
    def lines(self) -> list[str]:
        """The printed lines, split at soft breaks."""
        return "".join(self._convert(self._runs)).split("\n")

    def read(self, paragraph: Element, depth: int) -> None:
        """Append the text of a `text:p` or `text:h`."""
        look = self._styles.paragraph(paragraph.get(STYLE_NAME, ""))
        self._walk(paragraph, look, depth)

    def _walk(self, element: Element, look: Look, depth: int) -> None:
        depth = deeper(depth)
        self._text(element.text, look)
        for child in element:
            tag = child.tag
            if tag == _SPAN:
                self._walk(child, self._styles.span(child.get(STYLE_NAME, "")).over(look), depth)
            elif tag in NOT_PRINTED or not isinstance(tag, str):
                pass
            elif tag in _HIDDEN_FIELDS and is_true(child, f"{TEXT}is-hidden"):
                self.is_hidden |= tag == _HIDDEN_FIELDS[1]
            elif tag.startswith(DRAW):
                if not look.hidden:
                    self.boxes.append(child)
            elif tag == _NOTE:
                self._note(child, look)
            else:
                self._sign(child, look)
                self._walk(child, look, depth)
            self._text(child.tail, look)

    def _sign(self, element: Element, look: Look) -> None:
        if element.tag == f"{TEXT}s":
            self._append(" " * number_of(element, f"{TEXT}c", 1, _MOST_BLANKS), look)
            self._may_begin = True
        elif element.tag == f"{TEXT}tab":
            self._append("\t", look)
            self._may_begin = True
        elif element.tag == f"{TEXT}line-break":
            self._append("\n", look)
            self._may_begin = True

    def _note(self, note: Element, look: Look) -> None:
        if look.hidden:
            return
        self.notes.append(note)
        self._append(note_sign(note), look)

    def _text(self, text: str | None, look: Look) -> None:
        if not text:
            return
        text = _BLANKS.sub(" ", text)
        if text.startswith(" ") and not self._may_begin:
            text = text[1:]
        if text and not look.hidden:
            self._may_begin = not text.endswith(" ")
            self._append(text, look)

    def _append(self, text: str, look: Look) -> None:
        if not text or look.hidden:
            return
        self._runs.append((text, look.font or ""))
        if not text.isspace():
            self.bold = bool(look.bold) if self.bold is None else self.bold and bool(look.bold)


def note_sign(note: Element) -> str:
    """Return the sign that a note has in place of a number; "" where it has none."""
    citation = note.find(_CITATION)
    return citation.get(f"{TEXT}label", "") if citation is not None else ""
