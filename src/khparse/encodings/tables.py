"""The legacy encodings: tables (TSV: code, letter) and what converts a text with each.

All of them work on code texts: strings whose characters below U+0100 stand for bytes. Bytes become one by
Latin-1, text that was pasted as Windows-1252 by `codes`. Characters above stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from khparse.encodings.repair import LOST_HORN, raise_capitals
from khparse.encodings.syllables import is_syllable

UNKNOWN = "\ufffd"
_LETTERS = frozenset(chr(code) for code in range(0xC0, 0x100)) - set("×÷")


def _windows_1252() -> dict[int, str]:
    """Return the characters of Windows-1252 that are not those of Latin-1, by code."""
    found = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
    return {code: character for code, character in found.items() if character}


_PUNCTUATION = _windows_1252()
_CODES = {ord(character): code for code, character in _PUNCTUATION.items()}


def codes(text: str) -> str:
    """Return a text that was read as Windows-1252 or Latin-1 as the codes it was read from."""
    return text.translate(_CODES)


@dataclass(frozen=True, slots=True)
class Table:
    """An encoding of one code a letter. `name` is its name in options and results, `label` that in notes."""

    name: str
    label: str
    letters: dict[int, str]
    doubts: dict[int, str]

    def convert(self, text: str) -> str:
        """Return a code text as Unicode, composed (NFC); codes without a letter as in Windows-1252."""
        return unicodedata.normalize("NFC", text.translate(self.letters))

    def probe(self, text: str) -> str:
        """Return a code text as Unicode, with U+FFFD for each letter that the encoding doesn't have."""
        return unicodedata.normalize("NFC", text.translate(self.doubts))


class Abc(Table):
    """TCVN3: its fonts make the capitals, and text filters delete its ư."""

    def convert(self, text: str) -> str:
        """Return a code text as Unicode, words in capitals wholly so."""
        return raise_capitals(Table.convert(self, text))

    def probe(self, text: str) -> str:
        """Return a code text as Unicode, U+FFFD for letters it doesn't have, sure losses of ư restored."""
        return LOST_HORN.sub("ư", Table.probe(self, text))


class Pairs(Table):
    """VNI-Windows: most letters are two codes, one for the vowel and one for its marks."""

    def convert(self, text: str) -> str:
        """Return a code text as Unicode; codes without a letter as in Windows-1252."""
        pattern, pairs = _pairs()
        return pattern.sub(lambda match: pairs.get(match.group(), match.group()), text).translate(
            _PUNCTUATION
        )

    def probe(self, text: str) -> str:
        """Return a code text as Unicode, with U+FFFD for each letter that the encoding doesn't have."""
        pattern, pairs = _pairs()
        return pattern.sub(lambda match: pairs.get(match.group(), UNKNOWN), text).translate(_PUNCTUATION)


class Twice(Table):
    """UTF-8 that was read as Windows-1252 and saved once more."""

    def convert(self, text: str) -> str:
        """Return a code text as Unicode; what is no UTF-8 as in Windows-1252."""
        read = _UTF8.sub(_read_utf8, restore_bytes(text))
        return unicodedata.normalize("NFC", read.translate(_PUNCTUATION))

    def probe(self, text: str) -> str:
        """Return a code text as Unicode, with U+FFFD for each letter that is no UTF-8."""
        read = _UTF8.sub(
            lambda match: _read_utf8(match) if len(match.group()) > 1 else UNKNOWN, restore_bytes(text)
        )
        return unicodedata.normalize("NFC", read.translate(_PUNCTUATION))


_UTF8 = re.compile(
    "[\xc3-\xdf][\x80-\xbf]|\xc2[\xa0-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\xc3-\xf4]"
)
# The second byte of à is a no-break blank, which many programs make a plain one; that of í is a soft hyphen,
# which many drop.
_LOST_BLANK = re.compile("([A-Za-z]{0,7}+)\xc3 ([A-Za-z]{0,7}+)([\x80-\xff]?)")
_LOST_HYPHEN = re.compile("\xc3(?=[A-Za-z.,;:)]|$)")


def restore_bytes(text: str) -> str:
    """Return the code text of twice encoded UTF-8 with the lost second bytes of à and í put back."""
    if "\xc3" not in text:
        return text
    return _LOST_HYPHEN.sub("\xc3\xad", _LOST_BLANK.sub(_restore_blank, text))


def _restore_blank(match: re.Match[str]) -> str:
    before, after, rest = match.groups()
    joined = not rest and is_syllable(f"{before}à{after}".lower())
    return f"{before}\xc3\xa0{'' if joined else ' '}{after}{rest}"


def _read_utf8(match: re.Match[str]) -> str:
    found = match.group()
    try:
        return found.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return found


def _rows(name: str) -> list[tuple[str, str]]:
    """Return the codes, as code texts, and letters of the table `name`."""
    lines = Path(__file__).with_name(f"{name}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines[2:]]
    return [(bytes.fromhex(code).decode("latin-1"), letter) for code, letter in rows]


@cache
def _pairs() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the letters of VNI-Windows, or marks that stand alone, and the letters themselves."""
    pairs = dict(_rows("vni"))
    marks = {code[1] for code in pairs if len(code) == 2}
    vowels = {code[0] for code in pairs if len(code) == 2}
    for code, letter in list(pairs.items()):  # the mark's case may differ: Uûy ban
        if len(code) == 2:
            pairs.setdefault(code[0] + code[1].swapcase(), letter)
    marks |= {mark.swapcase() for mark in marks}
    singles = "".join(_LETTERS)
    return re.compile(f"[{''.join(vowels)}][{''.join(marks)}]|[{singles}]"), pairs


def _single(name: str, label: str, letters: dict[int, str]) -> Table:
    others = {ord(letter): UNKNOWN for letter in (*_LETTERS, *"µªº")}
    kind = Abc if name == "tcvn3" else Table
    return kind(name, label, {**_PUNCTUATION, **letters}, {**_PUNCTUATION, **others, **letters})


def _windows_1258() -> dict[int, str]:
    """Return the characters of Windows-1258: letters, and tones that follow their vowel."""
    found = {code: bytes([code]).decode("cp1258", "ignore") for code in range(0x80, 0x100)}
    return {code: character for code, character in found.items() if character}


@cache
def tables() -> dict[str, Table]:
    """Return the encodings by name, the most frequent in archives first."""
    single = {
        name: {ord(code): letter for code, letter in _rows(name)} for name in ("tcvn3", "viscii", "vps")
    }
    found = (
        _single("tcvn3", "TCVN3 (ABC)", single["tcvn3"]),
        Pairs("vni", "VNI-Windows", {}, {}),
        Twice("utf-8-cp1252", "UTF-8 read as Windows-1252", {}, {}),
        _single("viscii", "VISCII", single["viscii"]),
        _single("cp1258", "Windows-1258", _windows_1258()),
        _single("vps", "VPS", single["vps"]),
    )
    return {table.name: table for table in found}
