"""The file information block at the start of the text stream ([MS-DOC] 2.5): what lies where."""

from __future__ import annotations

from typing import NamedTuple

from khparse.readers.doc.structures import u16, u32

_FLAGS = 0x0A
_ENCRYPTED = 0x0100
_TABLE_1 = 0x0200
_WORD_97 = 0x00C1
_LENGTHS = 0x4C
_PLACES = 0x9A

# Numbers of the tables in FibRgFcLcb97.
STYLES = 1
FOOTNOTE_MARKS, FOOTNOTE_TEXTS = 2, 3
SECTIONS = 6
CHARACTER_PAGES, PARAGRAPH_PAGES = 12, 13
FONTS = 15
PIECES = 33
SHAPES = 40
ENDNOTE_MARKS, ENDNOTE_TEXTS = 46, 47
DRAWINGS = 50
TEXT_BOXES = 56
LISTS, LIST_OVERRIDES = 73, 74


class Story(NamedTuple):
    """A stretch of the text by its character positions, half-open."""

    start: int
    end: int


class FileInformation:
    """Flags of the file, and where its stories and tables are; raises struct.error where it is cut off."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        flags = u16(stream, _FLAGS)
        self.is_encrypted = bool(flags & _ENCRYPTED)
        self.is_old = u16(stream, 2) < _WORD_97
        self.table_stream = "1Table" if flags & _TABLE_1 else "0Table"
        lengths = [u32(stream, _LENGTHS + 4 * number) for number in range(7)]
        # The stories follow each other; those of headers, macros and annotations are not printed as text.
        starts = [sum(lengths[:number]) for number in range(8)]
        self.main = Story(starts[0], starts[1])
        self.footnotes = Story(starts[1], starts[2])
        self.endnotes = Story(starts[5], starts[6])
        self.text_boxes = Story(starts[6], starts[7])

    def place(self, number: int) -> tuple[int, int]:
        """Return offset and length of a table in the table stream."""
        at = _PLACES + 8 * number
        return u32(self._stream, at), u32(self._stream, at + 4)
