"""Plain text and markdown: bytes to Unicode text to a document."""

from __future__ import annotations

import codecs
import hashlib
from typing import NamedTuple

from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.layout.blocks import blocks_of
from khparse.models import Note
from khparse.readers.legacy import may_be_legacy

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, and the encodings that they tell."""

# Control characters that no text holds; tab, line feed, vertical tab, form feed and carriage return it does.
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
_LEGACY_LETTERS = bytes.fromhex("02 03 04 05 06 10 11 12 13 14 15 19 1C 1D 1E")  # of VISCII and VPS
_BINARY = ("it is binary data, not text", "khparse formats lists what is read")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"


class Decoded(NamedTuple):
    """A text, the encodings it was read in (`utf-8+vni` when parts of it were in VNI), and notes on them."""

    text: str
    encoding: str
    notes: list[Note]


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of `data` with its newlines as line feeds, and the encoding it was read in.

    Read are UTF-8, UTF-16 and UTF-32, with a byte order mark or without, and the legacy encodings of
    `khparse.encodings`, also where they were pasted into Unicode, part of a text or all of it; notes say what
    was converted. Nothing is guessed: bytes that no encoding explains raise `UnreadableError`, as do data
    that is no text and text that is empty. `encoding` is a name of `khparse.encodings` and overrides what
    the bytes say; a legacy one is that of all that isn't Vietnamese in Unicode already.
    """
    found, mark = _encoding(data)
    legacy = None
    if encoding is not None:
        from khparse.encodings import UNICODE, canonical

        encoding = canonical(encoding)
        if encoding in UNICODE:
            found, mark = _asked_for(encoding, found, mark)
        else:
            legacy = encoding
    try:
        text = _newlines(data[mark:].decode(found))
    except UnicodeDecodeError as error:
        if not mark and _is_binary(data.translate(None, _LEGACY_LETTERS)):
            raise UnreadableError(*_BINARY) from None
        decoded = (
            _from_bytes(data, legacy)
            if found == "utf-8" and not mark and encoding in (None, legacy)
            else None
        )
        if decoded is None:
            cause = f"it is not Unicode text (byte {mark + error.start} is not {found})"
            raise UnreadableError(cause, "save it as UTF-8, or name its encoding with --encoding") from None
    else:
        decoded = Decoded(text, found, [])
        if legacy or (encoding is None and may_be_legacy(text)):
            decoded = _from_text(text, found, legacy)
    if all(character.isspace() or character in _INVISIBLE for character in decoded.text):
        raise UnreadableError("the file is empty", "check that it was saved or downloaded in full")
    if _is_binary(decoded.text.encode()):
        raise UnreadableError(*_BINARY)
    return decoded


def _asked_for(encoding: str, found: str, mark: int) -> tuple[str, int]:
    """Return the Unicode encoding asked for, in the byte order found, and the length of its mark."""
    if found.startswith(encoding):
        return found, mark
    return encoding if encoding.endswith(("8", "e")) else f"{encoding}-le", 0


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _from_text(text: str, found: str, legacy: str | None) -> Decoded:
    """Return a Unicode text with its parts in legacy encodings converted."""
    from khparse.encodings.convert import convert_text

    converted = convert_text(text, legacy)
    return Decoded(converted.text, "+".join((found, *converted.names)), converted.notes)


def _from_bytes(data: bytes, legacy: str | None) -> Decoded | None:
    """Return the text of bytes that aren't Unicode, or None when no legacy encoding explains them."""
    from khparse.encodings.convert import convert_bytes

    converted = convert_bytes(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), legacy)
    if not converted.whole:
        return None
    names = ["utf-8"] * converted.mixed + converted.names
    return Decoded(converted.text, "+".join(names), converted.notes)


def _encoding(data: bytes) -> tuple[str, int]:
    """Return the encoding of `data` and the length of its byte order mark."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return _encoding_by_zeros(data[:4096]), 0


def _encoding_by_zeros(data: bytes) -> str:
    """Return the encoding that the zero bytes of `data` speak for.

    Blanks, digits and most letters are below U+0100: their upper bytes are zero in UTF-16 and UTF-32, and
    UTF-8 text has no zero byte at all.
    """
    if not data.count(0) > len(data) / 8:
        return "utf-8"
    zeros = [data[column::4].count(0) / max(len(data[column::4]), 1) for column in range(4)]
    if zeros[3] == 1 and zeros[2] > 0.9:
        return "utf-32-le"
    if zeros[0] == 1 and zeros[1] > 0.9:
        return "utf-32-be"
    return "utf-16-le" if zeros[1] + zeros[3] > zeros[0] + zeros[2] else "utf-16-be"


def _is_binary(data: bytes) -> bool:
    """Return whether more than one byte in a hundred is a control character.

    A few of them are tolerated: programs that take text out of PDF and Word files leave some behind.
    """
    return len(data) - len(data.translate(None, _CONTROLS)) > len(data) / 100


def read_text(
    text: str, name: str | None = None, format: str = "txt", encoding: str | None = None, sha256: str = ""
) -> Document:
    """Return the document of a text: the text itself, unchanged, and its blocks.

    Lone surrogates alone, which are no characters and can't be printed, become U+FFFD. `sha256` is that of
    the bytes read; without it, that of the text in UTF-8.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = text.encode("utf-8", "surrogatepass")
        text = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    # Old newlines are made new ones for the layout alone and keep their length: offsets are those of `text`.
    lines = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    return Document(
        text=text,
        blocks=blocks_of(lines),
        format=format,
        name=name,
        encoding=encoding,
        sha256=sha256 or hashlib.sha256(data).hexdigest(),
    )
