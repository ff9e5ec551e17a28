"""The names of members: bytes to text, and which of them are no documents."""

from __future__ import annotations

import unicodedata

_LITTER = {".ds_store", "thumbs.db", "desktop.ini"}
_LITTER_STARTS = ("._", "~$")  # what macOS keeps of a file beside it; the mark that Word has it open
_VIETNAMESE = {ord(letter) for letter in "AEIOUYaeiouyÂÊÔĂƠƯâêôăơư"}
_MARKS = {0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323}


def is_litter(path: str) -> bool:
    """Return whether systems and programs left this behind, so that nobody misses it."""
    *folders, name = path.lower().split("/")
    return name in _LITTER or name.startswith(_LITTER_STARTS) or "__macosx" in folders


def is_wanted(path: str, wanted: str) -> bool:
    """Return whether `path` is the member wanted, an archive that it lies in, or lies in it itself."""
    return not wanted or f"{path}!/".startswith(f"{wanted}!/") or wanted.startswith(f"{path}!/")


def decoded(name: bytes) -> str:
    """Return a name from an archive that doesn't say its encoding, as `composed` does.

    It is UTF-8 where it can be. Else it is in a code page of DOS or Windows: 1258 (Vietnamese) when all that
    isn't ASCII then makes Vietnamese letters, and else 437, which has a character for every byte.
    """
    try:
        return composed(name.decode())
    except UnicodeDecodeError:
        pass
    try:
        vietnamese = composed(name.decode("cp1258"))
    except UnicodeDecodeError:
        return composed(name.decode("cp437"))
    return vietnamese if all(map(_is_vietnamese, vietnamese)) else composed(name.decode("cp437"))


def composed(name: str) -> str:
    """Return a name with its letters composed (NFC), and `?` for what is no character."""
    if not name.isascii():
        name = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode())
    return name.removeprefix("./")


def _is_vietnamese(letter: str) -> bool:
    if letter.isascii() or letter in "đĐ":
        return True
    codes = [int(code, 16) for code in unicodedata.decomposition(letter).split() if code[0] != "<"]
    return len(codes) == 2 and codes[0] in _VIETNAMESE and codes[1] in _MARKS
