"""Characters of the symbol fonts: Word stores them in the private use area as U+F000 + code."""

from __future__ import annotations

import re

_BULLET = "•"

# Code in the font → character, for the signs that plans hold (Adobe Symbol encoding; Wingdings charts).
_SYMBOL = {
    0x2A: "*", 0x2B: "+", 0x2D: "-", 0x2F: "/", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x7E: "~",
    0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x64: "δ", 0x6C: "λ", 0x6D: "μ", 0x70: "π",
    0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xB7: _BULLET, 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xDB: "⇔", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS = {
    0x6C: _BULLET, 0x6E: _BULLET, 0x71: _BULLET, 0x75: _BULLET, 0x76: _BULLET, 0x77: _BULLET, 0x9F: _BULLET,
    0xA7: _BULLET, 0xB7: _BULLET, 0xD8: _BULLET, 0x6F: "☐", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑", 0xDF: "←", 0xE0: "→", 0xE7: "←", 0xE8: "→", 0xEF: "⇐", 0xF0: "⇒", 0xF3: "⇔",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x52: "☑", 0x53: "☒", 0xA3: "☐", 0x97: _BULLET}

_PRIVATE = re.compile("[\uf020-\uf0ff]")
# Text that keeps private characters doesn't say their font here: bullets and ticks are what is meant.
_ANY_FONT = {0xF000 + code: char for table in (_SYMBOL, _WINGDINGS) for code, char in table.items()}
_KEPT_BULLETS = frozenset("-–—‐‑+*•.")


def symbol(font: str, code: int) -> str:
    """Return the character of a `w:sym`, given its font and code; an unknown one stays as it is stored."""
    name = font.lower()
    table = _SYMBOL
    if name == "wingdings 2":
        table = _WINGDINGS_2
    elif name.startswith("wingdings"):
        table = _WINGDINGS
    elif name != "symbol" and not 0xF000 <= code <= 0xF0FF:
        return chr(code) if 0x20 <= code < 0xD800 else ""
    return table.get(code & 0xFF, chr(0xF000 + (code & 0xFF)))


def readable(text: str) -> str:
    """Return `text` with the private characters of symbol fonts replaced, one by one (same length)."""
    return text.translate(_ANY_FONT) if _PRIVATE.search(text) else text


def bullet(text: str) -> str:
    """Return how a list bullet is printed: dashes, `+` and `*` stay, every other single sign is `•`."""
    text = text.strip()
    if len(text) != 1:
        return readable(text)
    text = {"\uf02d": "-", "\uf02b": "+", "\uf02a": "*", "−": "-"}.get(text, text)
    return text if text in _KEPT_BULLETS else _BULLET
