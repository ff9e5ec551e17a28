"""The text of one paragraph of a .docx file, as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khparse.readers.docx.fonts import Fonts
from khparse.readers.docx.styles import Styles
from khparse.readers.docx.xml import ALTERNATE, MATH, NOT_PRINTED, RUN_PROPERTIES, WORD
from khparse.readers.package import deeper
from khparse.readers.symbols import symbol

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_RUN = f"{WORD}r"
_TEXTS = frozenset((f"{WORD}t", f"{MATH}t"))
_MARKS = {
    f"{WORD}tab": "\t",
    f"{WORD}ptab": "\t",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
}
_SOFT_HYPHEN = f"{WORD}softHyphen"
_FIELD_MARK = f"{WORD}fldChar"
_SYMBOL = f"{WORD}sym"
_NOTE_MARKS = {f"{WORD}footnoteReference": "footnotes", f"{WORD}endnoteReference": "endnotes"}
_TEXT_BOX = f"{WORD}txbxContent"
_KEEP_BLANKS = "{http://www.w3.org/XML/1998/namespace}space"
_XML_BLANKS = " \t\r\n"


class NoteMark(NamedTuple):
    """A mark of a note: its text is in `part` under `id`; `custom` says that it has a sign, no number."""

    part: str
    id: str
    custom: bool


class ParagraphText:
    """What one paragraph prints, or several whose marks are deleted or hidden.

    `boxes` are text boxes anchored in it, `notes` the marks of its notes; `bold` says whether all its text
    that is not blank is bold (None without any). With `fonts`, text in legacy encodings is converted.
    """

    def __init__(self, styles: Styles, fonts: Fonts | None = None) -> None:
        self.boxes: list[Element] = []
        self.notes: list[NoteMark] = []
        self.bold: bool | None = None
        self._styles = styles
        self._style = ""
        self._parts: list[str] = []
        self._fonts = fonts
        self._font = ""
        self._part_fonts: list[str] = []  # of the parts, only with `fonts`
        self._fields: list[bool] = []  # of each open field, whether its code is being read
        self._codes = 0  # how many of them are at their code

    @property
    def lines(self) -> list[str]:
        """The printed lines, split at soft breaks."""
        parts = self._parts
        if self._fonts is not None:
            converted = self._fonts.convert(list(zip(parts, self._part_fonts, strict=True)))
            # a hyphen that is printed at the end of a line only, and was no letter
            parts = ["" if part == "\xad" else part for part in converted]
        return "".join(parts).split("\n")

    @property
    def is_blank(self) -> bool:
        """Whether nothing visible is printed so far."""
        return self.bold is None

    def read(self, paragraph: Element, style: str, depth: int) -> None:
        """Append the text of a `w:p` in the paragraph style `style`."""
        self._style = style
        self._fields.clear()  # a result may go on in the next paragraph, a code doesn't
        self._codes = 0
        inherited = self._styles.bold_and_hidden(None, style)
        self._walk(paragraph, *inherited, depth)

    def _walk(self, element: Element, bold: bool, hidden: bool, depth: int) -> None:
        depth = deeper(depth)
        for child in element:
            tag = child.tag
            if tag == _RUN:
                properties = child.find(RUN_PROPERTIES)
                if self._fonts is not None:
                    self._font = self._fonts.font(properties, self._style)
                self._walk(child, *self._styles.bold_and_hidden(properties, self._style), depth)
            elif tag in NOT_PRINTED:
                continue
            elif tag == _FIELD_MARK:
                self._field(child)
            elif tag == _TEXT_BOX:
                if not hidden:
                    self.boxes.append(child)
            elif tag == ALTERNATE:
                self._alternate(child, bold, hidden, depth)
            elif hidden or self._codes:
                self._walk(child, bold, hidden, depth)  # for the marks of fields in it
            elif tag in _TEXTS:
                self._text(child, bold)
            elif tag in _MARKS:
                self._part(_MARKS[tag], self._font)
            elif tag == _SOFT_HYPHEN and self._fonts is not None:
                self._part("\xad", self._font)
            elif tag == _SYMBOL:
                self._symbol(child, bold)
            elif tag in _NOTE_MARKS:
                custom = child.get(f"{WORD}customMarkFollows", "0") in ("1", "true", "on")
                self.notes.append(NoteMark(_NOTE_MARKS[tag], child.get(f"{WORD}id", ""), custom))
            elif len(child):
                self._walk(child, bold, hidden, depth)

    def _alternate(self, element: Element, bold: bool, hidden: bool, depth: int) -> None:
        """Read the first branch of an `mc:AlternateContent` that holds anything: the others repeat it."""
        depth = deeper(depth)
        before = len(self._parts) + len(self.boxes)
        for branch in element:
            self._walk(branch, bold, hidden, depth)
            if len(self._parts) + len(self.boxes) > before:
                break

    def _text(self, element: Element, bold: bool) -> None:
        text = element.text
        if not text:
            return
        if (text[0] in _XML_BLANKS or text[-1] in _XML_BLANKS) and element.get(_KEEP_BLANKS) != "preserve":
            text = text.strip(_XML_BLANKS)
        if "\n" in text or "\r" in text:
            text = text.replace("\n", " ").replace("\r", " ")
        self._append(text, self._font, bold)

    def _symbol(self, element: Element, bold: bool) -> None:
        try:
            code = int(element.get(f"{WORD}char", "")[:6], 16)
        except ValueError:
            return
        font = element.get(f"{WORD}font", "")
        self._append(symbol(font, code), font, bold)

    def _append(self, text: str, font: str, bold: bool) -> None:
        self._part(text, font)
        if text and not text.isspace():
            self.bold = bold if self.bold is None else self.bold and bold

    def _part(self, text: str, font: str) -> None:
        self._parts.append(text)
        if self._fonts is not None:
            self._part_fonts.append(font)

    def _field(self, mark: Element) -> None:
        kind = mark.get(f"{WORD}fldCharType")
        if kind == "begin":
            self._fields.append(True)
            self._codes += 1
        elif self._fields and kind in ("separate", "end"):
            self._codes -= self._fields.pop()
            if kind == "separate":
                self._fields.append(False)
