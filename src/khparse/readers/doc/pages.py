"""The pages of formatting in the text stream ([MS-DOC] 2.9.33 and 2.9.175): properties by file offset."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from khparse.readers.doc.structures import plc, u32

_PAGE = 512
_PAGE_NUMBER = 0x003F_FFFF
_KEPT_PAGES = 256
_PARAGRAPH_ITEM = 13


class Page(NamedTuple):
    """Offsets in ascending order, and the properties of what stands between two of them."""

    offsets: tuple[int, ...]
    properties: list[bytes]


class Formatting:
    """The properties of one kind, of characters or of paragraphs, by offsets in the text stream."""

    def __init__(self, stream: bytes, table: bytes, read: Callable[[bytes], Page]) -> None:
        """`table` lists the pages in the stream, `read` takes one apart."""
        self._stream = stream
        self._firsts, numbers = plc(table, 4)
        self._places = [_PAGE * (u32(number, 0) & _PAGE_NUMBER) for number in numbers]
        self._read = read
        self._page = lru_cache(_KEPT_PAGES)(self._load)

    def at(self, offset: int) -> tuple[int, bytes]:
        """Return the offset up to which the properties at an offset hold, and these; none where unknown."""
        index = bisect_right(self._firsts, offset) - 1
        if not 0 <= index < len(self._places):
            following = self._firsts[0] if self._firsts and index < 0 else len(self._stream)
            return max(following, offset + 1), b""
        page_end = self._firsts[index + 1]
        page = self._page(self._places[index])
        run = bisect_right(page.offsets, offset) - 1
        if not 0 <= run < len(page.properties):
            following = page.offsets[0] if page.offsets and run < 0 else page_end
            return max(following, offset + 1), b""
        return page.offsets[run + 1], page.properties[run]

    def _load(self, place: int) -> Page:
        page = self._stream[place : place + _PAGE]
        return self._read(page) if len(page) == _PAGE else Page((), [])


def character_page(page: bytes) -> Page:
    """Return the runs of characters of a page."""
    count = min(page[-1], (_PAGE - 5) // 5)
    offsets = struct.unpack_from(f"<{count + 1}I", page)
    properties: list[bytes] = []
    for place in page[4 * (count + 1) : 4 * (count + 1) + count]:
        at = 2 * place
        properties.append(page[at + 1 : at + 1 + page[at]] if place else b"")
    return Page(offsets, properties)


def paragraph_page(page: bytes) -> Page:
    """Return the paragraphs of a page: number of the style and properties."""
    count = min(page[-1], (_PAGE - 5) // (4 + _PARAGRAPH_ITEM))
    offsets = struct.unpack_from(f"<{count + 1}I", page)
    start = 4 * (count + 1)
    properties: list[bytes] = []
    for place in page[start : start + count * _PARAGRAPH_ITEM : _PARAGRAPH_ITEM]:
        at = 2 * place
        if not place:
            properties.append(b"")
        elif page[at]:
            properties.append(page[at + 1 : at + 2 * page[at]])
        else:
            properties.append(page[at + 2 : at + 2 + 2 * page[at + 1]])
    return Page(offsets, properties)
