"""What a page is made of: words and ruled lines with their places.

Lengths are points (1/72 inch) from the upper left corner of the page as it is read; pictures of pages are
scaled to them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Word(NamedTuple):
    """A word, or several with blanks between them, and the box it fills.

    The box reaches from the top of its line to the bottom of its descenders. `glued` says that no blank
    parts it from what stands before it on its line (a mark of a note, the rest of a word in another font).
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    glued: bool = False


class Rule(NamedTuple):
    """A ruled line, or the thin rectangle that draws one; horizontal where it is wider than high."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Page:
    """A page: its size, its words in the order of the file, its ruled lines."""

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
