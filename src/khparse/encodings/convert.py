"""Texts and bytes in legacy encodings to Unicode, with notes on what was converted."""

from __future__ import annotations

import re
from typing import NamedTuple

from khparse.encodings.detect import Part, detect, is_plain
from khparse.encodings.repair import restore_horns
from khparse.encodings.tables import UNKNOWN, codes, restore_bytes, tables
from khparse.models import Note


class Converted(NamedTuple):
    """A text in Unicode, the names of the encodings that parts of it were in, and notes on them.

    `mixed` says that other parts were in Unicode already, `whole` that no byte was left unexplained.
    """

    text: str
    names: list[str]
    notes: list[Note]
    mixed: bool = True
    whole: bool = True


# Splitting by it gives texts at even indices, separators at odd ones.
_SEPARATOR = r"([\n\t|])"


def convert_text(text: str, name: str | None = None) -> Converted:
    """Return a text with its parts in a legacy encoding, pasted as Windows-1252, converted to Unicode.

    `name` is the encoding of all parts that aren't Vietnamese in Unicode already; without it, each is
    converted only where its words say so.
    """
    pieces = re.split(_SEPARATOR, text)
    lines = _line_numbers(pieces)
    parts = {
        at: Part(piece, codes(piece), lines[at])
        for at, piece in enumerate(pieces)
        if at % 2 == 0 and not is_plain(piece)
    }
    return _convert(pieces, parts, name)


# A letter of Vietnamese in UTF-8: bytes around it are a damaged UTF-8 text, not one in another encoding.
_UTF8_LETTER = re.compile(b"\xe1[\xba\xbb][\x80-\xbf]")


def convert_bytes(data: bytes, name: str | None = None) -> Converted:
    """Return the text of bytes that aren't UTF-8 as a whole; parts that are remain what they are.

    `name` is the encoding of all other parts; without it, the words decide. See `Converted.whole`.
    """
    pieces = [piece.decode("latin-1") for piece in re.split(_SEPARATOR.encode(), data)]
    lines = _line_numbers(pieces)
    parts: dict[int, Part] = {}
    for at, piece in enumerate(pieces):
        if at % 2 or (piece.isascii() and piece.isprintable()):
            continue
        octets = piece.encode("latin-1")
        try:
            pieces[at] = octets.decode("utf-8")
        except UnicodeDecodeError:
            if name is None and _UTF8_LETTER.search(octets):
                return Converted("", [], [], whole=False)
            parts[at] = Part(piece, piece, lines[at], raw=True)
        else:
            if not is_plain(pieces[at]):  # a legacy text of few letters may be UTF-8 by chance
                parts[at] = Part(pieces[at], piece, lines[at])
    return _convert(pieces, parts, name)


def _line_numbers(pieces: list[str]) -> list[int]:
    numbers, line = [], 1
    for piece in pieces:
        numbers.append(line)
        line += piece == "\n"
    return numbers


def _convert(pieces: list[str], parts: dict[int, Part], name: str | None) -> Converted:
    """Return the text of `pieces` with `parts`, some of the pieces by index, converted."""
    mixed = any(not piece.isascii() for at, piece in enumerate(pieces) if at not in parts)
    _set_tables(list(parts.values()), name, mixed)
    converted: dict[int, Part] = {}
    for at, part in parts.items():
        if part.table:
            converted[at] = part
            pieces[at] = part.table.convert(part.codes)
        elif part.raw:
            return Converted("", [], [], whole=False)
    mixed |= any(at not in converted and not part.text.isascii() for at, part in parts.items())
    notes = _notes(list(converted.values()))
    notes += _restore(pieces, converted)
    names = dict.fromkeys(part.table.name for part in converted.values() if part.table)
    return Converted("".join(pieces), list(names), notes, mixed)


def _set_tables(parts: list[Part], name: str | None, mixed: bool) -> None:
    if name is None:
        detect(parts, mixed)
        return
    for part in parts:
        part.table = tables()[name]
        part.doubtful = UNKNOWN in part.table.probe(part.codes)


def _restore(pieces: list[str], converted: dict[int, Part]) -> list[Note]:
    """Put back, in `pieces`, letters that were lost before the text was read; return notes on them."""
    tcvn3 = [index for index, part in converted.items() if part.table and part.table.name == "tcvn3"]
    text, words, likely = restore_horns("\n".join(pieces[index] for index in tcvn3))
    notes = []
    if words:
        for index, restored in zip(tcvn3, text.split("\n"), strict=True):
            pieces[index] = restored
        notes.append(horns_note(words, likely))
    twice = [part for part in converted.values() if part.table and part.table.name == "utf-8-cp1252"]
    if lines := sorted({part.line for part in twice if restore_bytes(part.codes) != part.codes}):
        message = f"{_lines(lines)}: a lost second byte of à or í is put back"
        notes.append(Note(code="letter-restored", level="info", message=message))
    return notes


def horns_note(words: dict[str, str], likely: bool) -> Note:
    """Return the note on words whose ư is put back; `likely` says that some of them are so by likelihood."""
    shown = ", ".join(f"{word} is {restored}" for word, restored in list(words.items())[:8])
    message = f"the letter ư was lost (soft hyphens of TCVN3 deleted) and is put back: {shown}"
    message += f" and {len(words) - 8} more words" * (len(words) > 8)
    return Note(code="letter-restored", level="warning" if likely else "info", message=message)


def _notes(converted: list[Part]) -> list[Note]:
    """Return a note for each encoding on the lines converted, and a warning on those that are doubtful."""
    notes = []
    for name, table in tables().items():
        parts = [part for part in converted if part.table and part.table.name == name]
        doubtful = [part for part in parts if part.doubtful]
        if parts:
            message = f"{_lines([part.line for part in parts])}: converted from {table.label}"
            notes.append(Note(code="encoding-converted", level="info", message=message))
        if doubtful:
            message = f"{_lines([part.line for part in doubtful])}: likely, not surely, {table.label}"
            notes.append(Note(code="encoding-doubtful", level="warning", message=message))
    return notes


def _lines(numbers: list[int]) -> str:
    """Return line numbers, in order, as text: `lines 1-3, 7`."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number <= ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = [f"{first}-{last}" if last > first else f"{first}" for first, last in ranges]
    if len(shown) > 12:
        shown = [*shown[:12], "…"]
    return f"line{'s' * (len(numbers) > 1 and numbers[0] != numbers[-1])} {', '.join(shown)}"
