"""Text of documents made fit for a page: nothing in it is markup, nothing turns the reading direction."""

from __future__ import annotations

import re
from html import escape

# C0 and C1 controls but tab and line feed, what sets the direction of text (UAX #9), and lone surrogates.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(text: str) -> str:
    """Return `text` with each character that acts instead of being seen as its name, such as `[U+202E]`.

    Ends of lines and pages but line feeds are dropped: they mean nothing here.
    """
    return _UNFIT.sub(_name, text)


def markup(text: str) -> str:
    """Return `text` as HTML that shows it and nothing else, also inside a quoted attribute."""
    return escape(shown(text))


def _name(match: re.Match[str]) -> str:
    return "" if match[0] in "\r\f\v" else f"[U+{ord(match[0]):04X}]"
