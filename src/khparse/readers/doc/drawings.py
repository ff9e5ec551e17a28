"""Drawings of a .doc file ([MS-ODRAW]): which shapes are in which group."""

from __future__ import annotations

from collections.abc import Iterator

from khparse.readers.doc.structures import u16, u32

_ALL_DRAWINGS, _DRAWING, _GROUP, _SHAPE, _SHAPE_IDENTITY = 0xF000, 0xF002, 0xF003, 0xF004, 0xF00A
_HEADER = 8
_DEEPEST = 32


def groups(data: bytes) -> dict[int, int]:
    """Return, for each shape in a group, the outermost group that it is in, both by their identifiers.

    `data` is the table of drawings of the main text and of headers ([MS-DOC] 2.9.172).
    """
    members: dict[int, int] = {}
    at = _HEADER + u32(data, 4) if len(data) >= _HEADER and u16(data, 2) == _ALL_DRAWINGS else len(data)
    while at + 1 + _HEADER <= len(data):
        end = at + 1 + _HEADER + u32(data, at + 5)
        for kind, start, stop in _records(data, at + 1, min(end, len(data))):
            if kind == _DRAWING:
                for inner, first, last in _records(data, start, stop):
                    if inner == _GROUP:  # the one that holds all shapes of the drawing
                        _read_drawing(data, first, last, members)
        at = end
    return members


def _read_drawing(data: bytes, start: int, end: int, members: dict[int, int]) -> None:
    for kind, first, last in _records(data, start, end):
        if kind == _GROUP:
            shapes = list(_shapes(data, first, last))
            members.update((shape, shapes[0]) for shape in shapes)


def _shapes(data: bytes, start: int, end: int, depth: int = 0) -> Iterator[int]:
    """Yield the identifiers of the shapes of a group; the first one is its own."""
    for kind, first, last in _records(data, start, end):
        if kind == _SHAPE:
            for inner, place, _ in _records(data, first, last):
                if inner == _SHAPE_IDENTITY:
                    yield u32(data, place)
        elif kind == _GROUP and depth < _DEEPEST:
            yield from _shapes(data, first, last, depth + 1)


def _records(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield type, start and end of the contents of each record."""
    while start + _HEADER <= end:
        size = u32(data, start + 4)
        yield u16(data, start + 2), start + _HEADER, min(start + _HEADER + size, end)
        start += _HEADER + size
