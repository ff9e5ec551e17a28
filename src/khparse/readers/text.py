"""Plain text and markdown: bytes to Unicode text to a document."""

from __future__ import annotations

import codecs
import hashlib

from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.layout import blocks_of

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that no text holds; tab, line feed, vertical tab, form feed and carriage return it does.
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
_BINARY = ("it is binary data, not text", "give a .txt, .md or .docx file")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"


# What no Vietnamese text in Unicode holds but most texts in legacy encodings do that were pasted as Latin-1:
# letters of other languages, signs inside words, pairs of letters with marks.
_LEGACY_SIGN = re.compile(
    "[¡¢£¤¥¦¨©ª¬®¯´µ¶¸¹¼¾ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïðñöøûüþÿŒœŠšŽžŸƒˆ\x80-\x9f]"
    "|(?<=[A-Za-z])[«»·½×÷\xad](?=[A-Za-z])"
    "|(?<=[aeAE])[ÙÕÁÀÃÂùõáàãâ]|(?<=[oO])[ÙÕùõ]|(?<=[uU])[Ùù]|á[º»]|Ã[\xa0-¿]"
)


class Decoded(NamedTuple):
    """The text of bytes, the encoding it was read in (`utf-8+vni` when parts were in VNI), and notes on it."""

    text: str
    encoding: str
    notes: list[Note]


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of `data` with its newlines as line feeds, and the encoding it was read in.

    Read are UTF-8, UTF-16 and UTF-32, with a byte order mark or without, and the legacy encodings that
    `khparse.encodings` has tables of, also where a part alone is in one; a note says what was converted.
    Nothing is replaced: bytes that no table explains raise `UnreadableError`, as do data that is no text and
    text that is empty. `encoding` is one of `khparse.encodings.ENCODINGS` and overrides what the bytes say.
    """
    found, mark = _encoding(data)
    legacy = None
    if encoding is not None:
        from khparse.encodings import UNICODE

        if encoding in UNICODE:
            found = _of_family(found, mark, encoding)
        else:
            legacy = encoding
    try:
        decoded = _plain(data[mark:].decode(found), found)
    except UnicodeDecodeError as error:
        if not mark and _is_binary(data.translate(None, _LEGACY_LETTERS)):
            raise UnreadableError(*_BINARY) from None
        legacy_text = None
        if found == "utf-8" and not mark and encoding not in UNICODE_NAMES:
            pass
        raise
    return decoded


def _encoding(data: bytes) -> tuple[str, int]:
    """Return the encoding of `data` and the length of its byte order mark."""
    for mark, encoding in _MARKS:
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
