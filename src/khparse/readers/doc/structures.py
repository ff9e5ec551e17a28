"""Numbers and tables in the streams of a .doc file, all little-endian ([MS-DOC] 2.2)."""

from __future__ import annotations

import struct
from operator import gt
from typing import NamedTuple

_U16 = struct.Struct("<H").unpack_from
_I16 = struct.Struct("<h").unpack_from
_U32 = struct.Struct("<I").unpack_from
_I32 = struct.Struct("<i").unpack_from

DAMAGES = (struct.error, IndexError, ValueError, OverflowError)
"""What reading a damaged structure may raise: it ends too early, or a number in it is out of its range."""


def u16(data: bytes, at: int) -> int:
    """Return the unsigned 16-bit number at an offset."""
    number: int = _U16(data, at)[0]
    return number


def i16(data: bytes, at: int) -> int:
    """Return the signed 16-bit number at an offset."""
    number: int = _I16(data, at)[0]
    return number


def u32(data: bytes, at: int) -> int:
    """Return the unsigned 32-bit number at an offset."""
    number: int = _U32(data, at)[0]
    return number


def i32(data: bytes, at: int) -> int:
    """Return the signed 32-bit number at an offset."""
    number: int = _I32(data, at)[0]
    return number


_LONGEST = 500_000  # items; larger ones are an attack


class Plc(NamedTuple):
    """A table of positions in ascending order, with an item for each stretch between two of them."""

    positions: tuple[int, ...]
    items: list[bytes]


def plc(data: bytes, size: int) -> Plc:
    """Return the PLC ([MS-DOC] 2.2.2) in `data`, whose items have `size` bytes; an empty one has none.

    Raises ValueError for one whose positions don't ascend: what lies between them would overlap.
    """
    count = max(len(data) - 4, 0) // (4 + size)
    if not count:
        return Plc((), [])
    start = 4 * (count + 1)
    if count > _LONGEST:
        raise ValueError(count)
    positions = struct.unpack_from(f"<{count + 1}I", data)
    if any(map(gt, positions, positions[1:])):
        raise ValueError("positions")
    items = [data[start + size * n : start + size * (n + 1)] for n in range(count)]
    return Plc(positions, items)
