"""The tokens of RTF: control words, control symbols, groups, and text ("RTF Syntax" of the specification)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TOKEN = re.compile(
    rb"\\u(-?\d{1,7})\d* ?(?:[\r\n]*(\\'[0-9a-fA-F]{2}|[^\\{}\r\n]))?"
    rb"|\\([a-zA-Z]+)(?:(-?\d{1,10})\d*)? ?"
    rb"|((?:\\'[0-9a-fA-F]{2}){1,64})"
    rb"|([^\\{}\x00-\x08\x0a-\x1f]+)"
    rb"|([{}])"
    rb"|\\([^a-zA-Z])"
)
"""A token; the kinds below are the numbers of its groups, told by `lastindex`.

What matches nothing, newlines and other control characters, is no part of the document.
"""
LETTER, FALLBACK, WORD, NUMBER, CODES, TEXT, BRACE, SYMBOL = range(1, 9)
"""A letter in Unicode and the character for readers without; a control word and its number; characters as
hexadecimal codes; text; a brace; a control symbol. The parser relies on their order."""

_GROUP = re.compile(rb"[{}]|\\bin(\d{1,10})\d* ?|\\[^a-zA-Z]")


class Entry(NamedTuple):
    """An entry of a table of fonts or styles: its control words with their numbers, its name as bytes."""

    words: dict[bytes, bytes | None]
    name: bytes


def group_end(data: bytes, start: int) -> int:
    """Return the offset of the brace that ends the group whose inside `start` is in; where none does, the end.

    Binary data (`\\bin`) may hold braces of its own.
    """
    depth = 1
    at = start
    while True:
        for match in _GROUP.finditer(data, at):
            token = match[0]
            if token == b"{":
                depth += 1
            elif token == b"}":
                depth -= 1
                if depth == 0:
                    return match.start()
            elif match[1] is not None:
                at = match.end() + int(match[1])
                break
        else:
            return len(data)


def code_bytes(codes: bytes) -> bytes:
    """Return the bytes that `\\'hh` codes stand for."""
    return bytes.fromhex(codes.replace(b"\\'", b"").decode())


def entries(data: bytes, start: int, end: int) -> Iterator[Entry]:
    """Yield the entries of the table inside a group: each ends with a semicolon, most are groups."""
    words: dict[bytes, bytes | None] = {}
    name = bytearray()
    depth = 0
    for match in TOKEN.finditer(data, start, end):
        kind = match.lastindex
        if kind == BRACE:
            depth += 1 if match[BRACE] == b"{" else -1
        elif depth > 1:
            continue  # other names of a font, its PANOSE number
        elif kind in (WORD, NUMBER):
            words[match[WORD]] = match[NUMBER]
        elif kind == CODES:
            name += code_bytes(match[CODES])
        elif kind == TEXT:
            before, *behind = match[TEXT].split(b";")
            name += before
            if behind:
                yield Entry(words, bytes(name).strip())
                words, name = {}, bytearray()
