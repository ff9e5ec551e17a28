"""The text by its pieces ([MS-DOC] 2.8.35): a file saved fast has them in any order, with properties."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from khparse.errors import UnreadableError
from khparse.readers.doc.structures import i16, plc, u16, u32

_TEXT_LIMIT = 4_000_000  # characters; a long book has one million

_PROPERTIES, _PIECE_TABLE = 1, 2
_COMPRESSED = 0x4000_0000
# Properties that a piece names by a number of their own, of those that count for the text (2.9.218, Prm0).
_SHORT = {
    0x0C: 0x260A, 0x18: 0x2416, 0x19: 0x2417,
    0x41: 0x0800, 0x53: 0x2A33, 0x55: 0x0835, 0x5C: 0x083C,
}  # fmt: skip

_CP1252 = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_SURROGATE = re.compile("[\ud800-\udfff]")


class Piece(NamedTuple):
    """A stretch of the text by its character positions, its offset in the stream and bytes a character.

    `properties` hold for all of it, over those that its characters have in the stream.
    """

    start: int
    end: int
    offset: int
    width: int
    properties: bytes

    def position(self, offset: int) -> int:
        """Return the character position that an offset in the stream has by this piece."""
        return self.start + -(-(offset - self.offset) // self.width)


class Pieces:
    """The text of all stories; a character position is an index of `text`, one for each UTF-16 unit."""

    def __init__(self, stream: bytes, table: bytes) -> None:
        """Read the pieces in `table`, the CLX of the file."""
        self._pieces = _pieces(table)
        self._starts = [piece.start for piece in self._pieces]
        self.text = "".join(_decode(stream, piece) for piece in self._pieces)
        self.has_surrogates = _SURROGATE.search(self.text) is not None

    def between(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the parts of pieces that make up a stretch of the text."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self._pieces) and (piece := self._pieces[index]).start < end:
            first = max(start, piece.start)
            offset = piece.offset + (first - piece.start) * piece.width
            yield piece._replace(start=first, end=min(end, piece.end), offset=offset)
            index += 1

    def at(self, position: int) -> Piece | None:
        """Return the part of a piece that begins at a character position."""
        return next(self.between(position, position + 1), None)


def _pieces(table: bytes) -> list[Piece]:
    properties: list[bytes] = []
    at = 0
    while table[at] == _PROPERTIES:
        size = i16(table, at + 1)
        if size < 0:
            raise ValueError(size)
        properties.append(table[at + 3 : at + 3 + size])
        at += 3 + size
    if table[at] != _PIECE_TABLE:
        raise ValueError(table[at])
    positions, items = plc(table[at + 5 : at + 5 + u32(table, at + 1)], 8)
    if not items or positions[0]:
        raise ValueError("piece table")
    if positions[-1] > _TEXT_LIMIT:
        raise UnreadableError(f"its text is longer than {_TEXT_LIMIT:,} characters", "give the plan alone")
    pieces: list[Piece] = []
    for number, item in enumerate(items):
        start, end = positions[number : number + 2]
        place, prm = u32(item, 2), u16(item, 6)
        width = 1 if place & _COMPRESSED else 2
        offset = place & (_COMPRESSED - 1)
        pieces.append(
            Piece(start, end, offset // 2 if width == 1 else offset, width, _modifiers(prm, properties))
        )
    return [piece for piece in pieces if piece.start < piece.end]


def _modifiers(prm: int, properties: list[bytes]) -> bytes:
    """Return the properties that the PRM of a piece stands for."""
    if prm & 1:
        return properties[prm >> 1] if prm >> 1 < len(properties) else b""
    code = _SHORT.get(prm >> 1 & 0x7F)
    return struct.pack("<HB", code, prm >> 8) if code is not None else b""


def _decode(stream: bytes, piece: Piece) -> str:
    count = piece.end - piece.start
    data = stream[piece.offset : piece.offset + count * piece.width]
    if len(data) < count * piece.width:
        raise ValueError(piece.offset)
    if piece.width == 1:
        return data.decode("latin-1").translate(_CP1252)
    text = data.decode("utf-16-le", "surrogatepass")
    if len(text) < count:  # pairs of surrogates have become one character
        text = "".join(map(chr, struct.unpack(f"<{count}H", data)))
    return text
