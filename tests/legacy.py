"""Writes Unicode text in legacy encodings, as the archives hold it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import khparse.encodings

_FOLDER = Path(khparse.encodings.__file__).parent
_TYPOGRAPHY = str.maketrans(
    {"→": ">", "≥": ">", "≤": "<", "☐": "o", "●": "•", "−": "-", "‑": "-", "\u202f": " "}
)


@cache
def _codes(name: str) -> dict[str, bytes]:
    lines = (_FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()[2:]
    rows = [line.split("\t") for line in lines]
    return {letter: bytes.fromhex(code) for code, letter in rows}


def _encode(name: str, text: str, small: bool = False) -> bytes:
    codes = _codes(name)
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY):
        code = codes.get(letter) or (codes.get(letter.lower()) if small else None)
        plain = {
            "“": '"',
            "”": '"',
            "‘": "'",
            "’": "'",
            "–": "-",
            "—": "-",
            "…": "...",
            "•": "-",
            "\xa0": " ",
        }
        if code is None and name in ("viscii", "vps"):  # they have letters where Windows-1252 has these
            code = plain.get(letter, letter).encode("ascii", "replace")
        out += code if code is not None else letter.encode("cp1252", "replace")
    return bytes(out)


def cp1258(text: str) -> bytes:
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tone = next((mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
            out += (unicodedata.normalize("NFC", marks.replace(tone, "")) + tone).encode("cp1258", "replace")
    return bytes(out)


ENCODERS: dict[str, Callable[[str], bytes]] = {
    "tcvn3": lambda text: _encode("tcvn3", text, small=True),
    "vni": lambda text: _encode("vni", text),
    "viscii": lambda text: _encode("viscii", text),
    "vps": lambda text: _encode("vps", text),
    "cp1258": cp1258,
}


def pasted(data: bytes) -> str:
    """The text that programs make of legacy bytes: Windows-1252, and control codes where it has none."""
    return "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in data)
