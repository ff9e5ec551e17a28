"""Which encoding the bytes of a page are in: what they are first, what the page says of itself second."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from khparse.encodings import LEGACY, canonical
from khparse.models import Note
from khparse.readers.text import MARKS

_DECLARED = re.compile(
    rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|^\s*<\?xml\b[^>]{0,100}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 1 << 14  # Word puts its settings before it
# Names that pages give the Vietnamese encodings, by what they hold.
_VIETNAMESE = (
    ("viscii", "viscii"), ("tcvn", "tcvn3"), ("vps", "vps"), ("vni", "vni"), ("1258", "cp1258"),
)  # fmt: skip
# Declared for want of better on pages whose fonts make Vietnamese letters of these codes.
_LATIN = frozenset(
    "ascii us-ascii iso-8859-1 iso8859-1 latin1 latin-1 windows-1252 cp1252 iso-8859-15 x-user-defined".split()
)
_UTF8_LETTER = re.compile(b"\xe1[\xba\xbb][\x80-\xbf]")


class Decoded(NamedTuple):
    """The source of a page, the encoding it was read in, and notes on it.

    `legacy` is the Vietnamese encoding that the codes in the text are said to be in, if any.
    """

    text: str
    encoding: str
    legacy: str | None = None
    notes: tuple[Note, ...] = ()


def decode(data: bytes, asked: str | None = None, sent: str | None = None) -> Decoded:
    """Return the source of a page. `asked` is the encoding that a user names, `sent` that of its transport.

    Raises `KhparseError` where a user names one that isn't known.
    """
    wanted = canonical(asked) if asked else None
    if wanted and wanted not in LEGACY:
        return _read(data, wanted)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], encoding, wanted)
    if zeros := _by_zeros(data[:4096]):
        return _read(data, zeros, wanted)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", wanted)
    except UnicodeDecodeError as error:
        if _UTF8_LETTER.search(data) and not wanted:
            # A saved page may be cut off inside a letter; anything else is damage.
            return _read(data, "utf-8", None, at_end=error.start >= len(data) - 3)
    declared = _known(sent) or _known(_declared(data))
    legacy = wanted or next((name for part, name in _VIETNAMESE if part in declared), None)
    if legacy or not declared or declared in _LATIN:
        return Decoded(_codes(data), legacy or "windows-1252", legacy)
    return _read(data, declared)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    return (match[1] or match[2]).decode("ascii") if match else None


def _known(name: str | None) -> str:
    """Return a declared encoding in lower case; "" for UTF-8, which it isn't, and for names of none."""
    low = (name or "").strip().lower()
    if any(part in low for part, _ in _VIETNAMESE) or low in _LATIN:
        return low
    try:
        found = codecs.lookup(low).name if low else ""
    except (LookupError, ValueError):
        return ""
    is_text = found and not found.startswith("utf") and found not in _NO_TEXT
    return found if is_text else ""


_NO_TEXT = frozenset(
    "base64 bz2 hex quopri rot13 uu zlib idna punycode raw-unicode-escape unicode-escape undefined mbcs oem".split()
)


def _by_zeros(data: bytes) -> str | None:
    """Return UTF-16 by the zero bytes of markup, whose characters are below U+0100; None without them."""
    if data.count(0) * 4 < len(data):
        return None
    return "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"


def _read(data: bytes, encoding: str, legacy: str | None = None, at_end: bool = False) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = 0 if at_end else text.count("\ufffd")
    notes: tuple[Note, ...] = ()
    if lost and encoding == "utf-8":
        message = f"{lost} place(s) of the page are not {encoding} and are lost"
        notes = (Note(code="encoding-doubtful", level="warning", message=message),)
    return Decoded(text.rstrip("\ufffd") if at_end else text, encoding, legacy, notes)


def _codes(data: bytes) -> str:
    """Return bytes as Windows-1252, those that it doesn't have as the codes they are."""
    return data.decode("latin-1").translate(_WINDOWS)


_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
