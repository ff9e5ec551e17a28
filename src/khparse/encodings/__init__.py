"""Legacy Vietnamese encodings: TCVN3, VNI-Windows, VISCII, VPS, Windows-1258, and UTF-8 encoded twice.

Nothing here is imported for a text without signs of them; see `khparse.readers.text`.
"""

from __future__ import annotations

from khparse.errors import KhparseError

UNICODE = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
LEGACY = ("tcvn3", "vni", "viscii", "vps", "cp1258", "utf-8-cp1252")
"""The last one is UTF-8 that was read as Windows-1252 and saved again."""

_ALIASES = {
    "utf8": "utf-8",
    "utf16": "utf-16",
    "abc": "tcvn3",
    "vni-windows": "vni",
    "windows-1258": "cp1258",
}


def canonical(name: str) -> str:
    """Return the name of an encoding as results print it; raises `KhparseError` for one that isn't known."""
    low = name.strip().lower().replace("_", "-")
    low = _ALIASES.get(low, low)
    if low not in (*UNICODE, *LEGACY):
        raise KhparseError(f"unknown encoding {name!r}", f"known are {', '.join((*UNICODE, *LEGACY))}")
    return low
