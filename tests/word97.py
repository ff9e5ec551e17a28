"""Writes small Word 97 files ([MS-DOC]) in a compound file ([MS-CFB]), as Word and old programs save them."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

SECTOR = 512
TEXT_AT = 0x600
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_OPERANDS = {0: "B", 1: "B", 2: "H", 3: "I", 4: "H", 5: "H"}


def sprm(code: int, operand: int | bytes) -> bytes:
    """A property modifier; an operand of bytes gets its size in front, that of table rows in two bytes."""
    head = struct.pack("<H", code)
    if isinstance(operand, int):
        return head + struct.pack(f"<{_OPERANDS[code >> 13]}", operand)
    return head + struct.pack("<H" if code == 0xD608 else "B", len(operand) + (code == 0xD608)) + operand


BOLD, HIDDEN, DELETED = sprm(0x0835, 1), sprm(0x083C, 1), sprm(0x0800, 1)
IN_TABLE = sprm(0x2416, 1)
INNER = IN_TABLE + sprm(0x6649, 2)
INNER_CELL = INNER + sprm(0x244B, 1)


def font(number: int) -> bytes:
    return sprm(0x4A4F, number) + sprm(0x4A51, number)


def row_end(edges: Sequence[int], flags: Sequence[int] = (), *, inner: bool = False) -> bytes:
    """The properties of the mark that ends a row: where its cells begin and end, and how they are merged."""
    count = len(edges) - 1
    cells = b"".join(struct.pack("<H18x", flag) for flag in (*flags, *[0] * (count - len(flags))))
    definition = sprm(0xD608, struct.pack(f"<B{count + 1}h", count, *edges) + cells)
    return (INNER + sprm(0x244B, 1) + sprm(0x244C, 1) if inner else IN_TABLE + sprm(0x2417, 1)) + definition


class Paragraph(NamedTuple):
    """Runs of text with their properties, the mark at the end with its own, and those of the paragraph."""

    runs: list[tuple[str, bytes]]
    properties: bytes = b""
    style: int = 0
    mark: str = "\r"
    mark_properties: bytes = b""


def paragraph(
    text: str | list[tuple[str, bytes]],
    properties: bytes = b"",
    style: int = 0,
    mark: str = "\r",
    mark_properties: bytes = b"",
) -> Paragraph:
    runs = [(text, b"")] if isinstance(text, str) else text
    return Paragraph(runs, properties, style, mark, mark_properties)


def cell(text: str | list[tuple[str, bytes]], properties: bytes = IN_TABLE) -> Paragraph:
    return paragraph(text, properties, mark="\x07")


def end_of_row(edges: Sequence[int], flags: Sequence[int] = (), mark_properties: bytes = b"") -> Paragraph:
    return paragraph("", row_end(edges, flags), mark="\x07", mark_properties=mark_properties)


class Piece(NamedTuple):
    """A stretch of the text by its characters, with one byte a character or two, and its PRM."""

    start: int
    end: int
    is_compressed: bool = False
    prm: int = 0


def word97(
    main: Sequence[Paragraph],
    *,
    footnotes: Sequence[Paragraph] = (),
    endnotes: Sequence[Paragraph] = (),
    boxes: Sequence[Paragraph] = (),
    pieces: Sequence[Piece] = (),
    modifiers: Sequence[bytes] = (),
    tables: dict[int, bytes] | None = None,
    data: bytes = b"",
    flags: int = 0,
    version: int = 0x00C1,
) -> bytes:
    """A .doc file. `pieces` stand in the stream in the order given, `tables` are put where the FIB says."""
    stories = [main, footnotes, (), (), (), endnotes, boxes]
    lengths = [sum(len(text) for p in story for text, _ in (*p.runs, (p.mark, b""))) for story in stories]
    paragraphs = [p for story in stories for p in story]
    text = "".join(run for p in paragraphs for run, _ in (*p.runs, (p.mark, b"")))
    pieces = pieces or [Piece(0, len(text))]

    stream = bytearray(TEXT_AT)
    offsets: dict[int, int] = {}  # of each character
    places: dict[Piece, int] = {}
    for piece in pieces:
        places[piece] = len(stream)
        for position in range(piece.start, piece.end):
            offsets[position] = len(stream)
            char = text[position]
            stream += char.encode("cp1252") if piece.is_compressed else struct.pack("<H", ord(char))
    end = len(stream)
    stream += bytes(-len(stream) % SECTOR)

    runs = [
        (run, bytes([len(properties)]) + properties)
        for p in paragraphs
        for run, properties in (*p.runs, (p.mark, p.mark_properties))
    ]
    whole = [
        ("".join(run for run, _ in p.runs) + p.mark, _papx(struct.pack("<H", p.style) + p.properties))
        for p in paragraphs
    ]
    found = {
        12: _add_pages(stream, _stretches(runs, offsets), end, 1),
        13: _add_pages(stream, _stretches(whole, offsets), end, 13),
        33: _clx(pieces, places, modifiers),
        **(tables or {}),
    }
    table = bytearray(4)
    _header(stream, lengths, flags, version)
    for number, content in found.items():
        struct.pack_into("<II", stream, 0x9A + 8 * number, len(table), len(content))
        table += content
    return compound({"WordDocument": bytes(stream), "1Table": bytes(table), "Data": data})


def _header(stream: bytearray, lengths: list[int], flags: int, version: int) -> None:
    struct.pack_into("<HH", stream, 0, 0xA5EC, version)
    struct.pack_into("<H", stream, 0x0A, 0x0200 | flags)
    struct.pack_into("<7I", stream, 0x4C, *lengths)


def _papx(properties: bytes) -> bytes:
    properties += bytes(len(properties) % 2 == 0)  # a zero word has no operand: it ends the list
    return bytes([(len(properties) + 1) // 2]) + properties


def _stretches(runs: list[tuple[str, bytes]], offsets: dict[int, int]) -> list[tuple[int, bytes]]:
    """Return where in the stream the characters of a run begin, with its properties; a run may be in parts."""
    owners = [number for number, (text, _) in enumerate(runs) for _ in text]
    placed = sorted((offsets[position], number) for position, number in enumerate(owners))
    groups = groupby(placed, key=lambda pair: pair[1])
    return [(next(group)[0], runs[number][1]) for number, group in groups]


def _add_pages(stream: bytearray, stretches: list[tuple[int, bytes]], end: int, item: int) -> bytes:
    """Write pages of formatting, whose items have a size, behind the text; return the table that lists them."""
    firsts: list[int] = []
    pages: list[int] = []
    stops = [*(start for start, _ in stretches[1:]), end]
    at, page, count = 0, bytearray(), 0
    for (start, properties), stop in zip(stretches, stops, strict=True):
        size = len(properties) + len(properties) % 2
        if not page or at - size < (4 + item) * (count + 1) + 4:
            stream += page
            page, count, at = bytearray(SECTOR), 0, SECTOR - 2
            firsts.append(start)
            pages.append(len(stream) // SECTOR)
        at -= size
        page[at : at + len(properties)] = properties
        items = page[4 * (count + 1) : 4 * (count + 1) + item * count] + bytes([at // 2]) + bytes(item - 1)
        struct.pack_into("<II", page, 4 * count, start, stop)
        page[4 * (count + 2) : 4 * (count + 2) + len(items)] = items
        count += 1
        page[-1] = count
    stream += page
    return struct.pack(f"<{len(firsts) + 1}I{len(pages)}I", *firsts, end, *pages)


def _clx(pieces: Sequence[Piece], places: dict[Piece, int], modifiers: Sequence[bytes]) -> bytes:
    ordered = sorted(pieces)
    table = struct.pack(f"<{len(ordered) + 1}I", *[piece.start for piece in ordered], ordered[-1].end)
    for piece in ordered:
        place = places[piece]
        table += struct.pack("<HIH", 0, 2 * place | 0x40000000 if piece.is_compressed else place, piece.prm)
    prcs = b"".join(struct.pack("<Bh", 1, len(modifier)) + modifier for modifier in modifiers)
    return prcs + struct.pack("<BI", 2, len(table)) + table


def fonts(*names: str) -> bytes:
    entries = b""
    for name in names:
        entry = bytes(39) + (name + "\0").encode("utf-16-le")
        entries += bytes([len(entry)]) + entry
    return struct.pack("<HH", len(names), 0) + entries


def style(
    characters: bytes = b"",
    paragraphs: bytes = b"",
    *,
    base: int = 0xFFF,
    kind: int = 1,
    identity: int = 0xFFE,
) -> bytes:
    parts = [struct.pack("<H", 0) + paragraphs, characters] if kind == 1 else [characters]
    data = struct.pack("<5H", identity, kind | base << 4, len(parts), 0, 0) + struct.pack(
        "<HHH", 1, ord("x"), 0
    )
    for part in parts:
        data += struct.pack("<H", len(part)) + part + bytes(len(part) % 2)
    return data


def styles(*found: bytes, default_font: int = 0) -> bytes:
    head = struct.pack("<9H", len(found), 10, 1, 0, 15, 0, default_font, default_font, default_font)
    return struct.pack("<H", len(head)) + head + b"".join(struct.pack("<H", len(one)) + one for one in found)


def level(
    text: str, number_format: int = 0, start: int = 1, flags: int = 0, restart: int = 0, look: bytes = b""
) -> bytes:
    head = (
        struct.pack("<iBB", start, number_format, flags)
        + bytes(9 + 9)
        + struct.pack("<BBBB", len(look), 0, restart, 0)
    )
    return head + look + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def lists(*found: list[bytes], styles: Sequence[int] = ()) -> bytes:
    """The table of lists, simple ones with one level; `styles` are tied to the levels."""
    heads = b"".join(
        struct.pack("<ii9HBB", number + 1, 0, *(*styles, *[0xFFF] * 9)[:9], len(levels) == 1, 0)
        for number, levels in enumerate(found)
    )
    levels = b"".join(
        part for some in found for part in (*some, *[level("")] * (9 - len(some)) * (len(some) > 1))
    )
    return struct.pack("<H", len(found)) + heads + levels


def list_overrides(*found: tuple[int, list[tuple[int, int]]]) -> bytes:
    """The lists as paragraphs refer to them: the number of each, and levels that start anew with a number."""
    heads = b"".join(struct.pack("<iIIBBH", number, 0, 0, len(starts), 0, 0) for number, starts in found)
    tails = b"".join(
        struct.pack("<I", FREE) + b"".join(struct.pack("<iI", start, at | 0x10) for at, start in starts)
        for _, starts in found
    )
    return struct.pack("<I", len(found)) + heads + tails


def item(number: int = 1, at: int = 0) -> bytes:
    """The properties of a paragraph in a list."""
    return sprm(0x260A, at) + sprm(0x460B, number)


def plc(positions: Sequence[int], items: Sequence[bytes] = ()) -> bytes:
    return struct.pack(f"<{len(positions)}I", *positions) + b"".join(items)


def shape(identity: int, left: int = 0, top: int = 0, bottom: int = 100) -> bytes:
    return struct.pack("<IiiiiHI", identity, left, top, left + 100, bottom, 0, 0)


def box(identity: int) -> bytes:
    return struct.pack("<IIHIII", 1, 0, 0, 0, identity, 0)


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HHI", 0xF, kind, len(content)) + content


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with streams at its root, each padded so that none is a small one."""
    padded = {name: data + bytes(max(4096 - len(data), 0)) for name, data in streams.items()}
    directory_size = (len(padded) + 4) // 4
    sizes = [-(-len(data) // SECTOR) for data in padded.values()]
    starts = list(accumulate(sizes, initial=directory_size))
    tables = -(-(starts[-1] + 1) // (SECTOR // 4 - 1))
    chains = [(0, directory_size), *pairwise(starts)]
    fat = [number for first, last in chains for number in (*range(first + 1, last), END)]
    fat += [FAT] * tables
    fat += [FREE] * (tables * SECTOR // 4 - len(fat))
    directory = _entry("Root Entry", 5, 1 if padded else FREE, END, 0)
    for number, (name, data) in enumerate(padded.items(), 1):
        following = number + 1 if number < len(padded) else FREE
        directory += _entry(name, 2, FREE, starts[number - 1], len(data), following)
    head = bytearray(SECTOR)
    head[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<5H", head, 0x18, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 0x2C, tables, 0, 0, 4096, END, 0, END, 0, FREE)
    struct.pack_into("<109I", head, 0x4C, *[starts[-1] + n for n in range(tables)], *[FREE] * (109 - tables))
    body = directory.ljust(directory_size * SECTOR, b"\0")
    body += b"".join(
        data.ljust(size * SECTOR, b"\0") for data, size in zip(padded.values(), sizes, strict=True)
    )
    return bytes(head) + body + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, child: int, start: int, size: int, following: int = FREE) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB3I", len(encoded), kind, 1, FREE, following, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
