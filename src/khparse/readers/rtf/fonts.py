"""The fonts of an RTF file, and the code pages that its characters are written in.

A character code `\\'hh` is in the code page of the font it is set in, which the font's character set names
("Font Table", "Character Set" of the specification); the document's own, `\\ansicpg`, is that of the others.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from khparse.readers.rtf.tokens import entries
from khparse.readers.symbols import symbol

ANSI = "cp1252"
_SYMBOLS = "symbols"
_CHARSETS = {
    0: ANSI, 2: _SYMBOLS, 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_DEFAULT_CHARSET = 1
_PAGES: dict[int, str] = {65001: "utf-8", 936: "gbk", 1361: "johab", 10000: "mac_roman"} | {
    page: f"cp{page}"
    for page in (
        437,
        737,
        775,
        850,
        852,
        855,
        857,
        858,
        *range(860, 867),
        869,
        874,
        932,
        949,
        950,
        *range(1250, 1259),
    )
}
_MULTIBYTE = frozenset(("cp932", "cp949", "johab", "gbk", "cp950", "utf-8"))
_VIETNAMESE = "cp1258"
# Fonts of Vietnamese encodings older than Unicode: the bytes alone say which (see `FontConverter`), whatever
# character set writers take them for.
_LEGACY_NAME = re.compile(r"\.?vn|vps|viscii", re.IGNORECASE)
_SYMBOL_NAME = re.compile(r"symbol|wingdings", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True, eq=False)
class Font:
    """A font: its name, how its characters are decoded, and whether their tone marks stand alone."""

    name: str
    decode: Callable[[bytes], str]
    is_decomposed: bool = False

    def printed(self, text: str) -> str:
        """Return text in this font with its marks composed, and surrogates paired (U+FFFD for one alone)."""
        if text.isascii():
            return text
        if _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if self.is_decomposed:
            from unicodedata import normalize

            text = normalize("NFC", text)
        return text


def font(name: str, codec: str) -> Font:
    """Return the font of a name whose characters are in `codec`."""
    return Font(name, _decoder(name, codec), codec == _VIETNAMESE)


def code_page(number: bytes | None) -> str:
    """Return the codec of a Windows code page; Windows-1252 for one that isn't known."""
    return _PAGES.get(int(number or 0), ANSI)


def read_fonts(data: bytes, start: int, end: int, ansi: str) -> dict[int, Font]:
    """Return the fonts in the table that stands in the group `data[start:end]`, by their numbers.

    `ansi` is the codec of the document.
    """
    fonts: dict[int, Font] = {}
    for words, encoded in entries(data, start, end):
        number = words.get(b"f")
        if number is None:
            continue
        charset = int(words.get(b"fcharset") or _DEFAULT_CHARSET)
        codec = _CHARSETS.get(charset, ansi)
        if words.get(b"cpg"):
            codec = code_page(words[b"cpg"])
        elif codec == ANSI and ansi == "utf-8":
            codec = ansi
        name = encoded.decode(ANSI if codec == _SYMBOLS else codec, "replace")
        if codec != _SYMBOLS and _LEGACY_NAME.match(name):
            codec = ANSI
        fonts[int(number)] = font(name, codec)
    return fonts


def _decoder(name: str, codec: str) -> Callable[[bytes], str]:
    if codec in _MULTIBYTE:  # the bytes of a character may be in two tokens
        return codecs.getincrementaldecoder(codec)("replace").decode
    table = _symbols(name) if codec == _SYMBOLS else _characters(codec)

    def decode(data: bytes) -> str:
        return codecs.charmap_decode(data, "strict", table)[0]

    return decode


@cache
def _characters(codec: str) -> str:
    """Return the character of each byte, as Windows has them: a control code where the code page has none."""
    return "".join(bytes([code]).decode(codec, "ignore") or chr(code) for code in range(256))


def _symbols(name: str) -> str:
    """Return what each byte prints in a font of symbols: private codes in those that aren't of Windows."""
    if not _SYMBOL_NAME.match(name):
        return "".join(chr(code if code <= 0x20 else 0xF000 + code) for code in range(256))
    return "".join(chr(code) if code <= 0x20 else _symbol(name, code) for code in range(256))


def _symbol(name: str, code: int) -> str:
    """Return a sign of a font of symbols, which has figures and stops where ASCII has them."""
    found = symbol(name, code)
    return chr(code) if code < 0x7F and 0xF000 <= ord(found) <= 0xF0FF else found
