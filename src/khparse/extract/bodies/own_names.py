"""Names that a document sets alone, in a heading or a recipient's line: where they end is certain there.

"1. Phòng Quản lý vận tải, phương tiện và người lái" tells how to read the same words inside a sentence.
"""

from __future__ import annotations

from khparse.extract.bodies.heads import QUANTIFIERS
from khparse.extract.bodies.lists import read_bodies
from khparse.extract.bodies.small_words import BREAKS
from khparse.extract.bodies.words import Words
from khparse.extract.closing.blocks import Closing
from khparse.segment.outline import Outline

_FEWEST = 3  # words
_LONGEST = 18
_SIGNS = BREAKS | {"-", "–", "+", "•", "*", ","}


def learn_names(words: Words, outline: Outline, closings: list[Closing]) -> None:
    """Add the bodies that headings and recipients name alone to the names that `words` knows."""
    for unit in outline.units:
        if unit.heading[0] < unit.heading[1]:
            _learn(words, *unit.heading)
    for closing in closings:
        for start, end in closing.recipients:
            _learn(words, start, end)


def _learn(words: Words, start: int, end: int) -> None:
    first, last = words.at(start), words.at(end)
    while first < last and words.lower[first] in _SIGNS:
        first += 1
    if "(" in words.lower[first:last]:
        last = words.lower.index("(", first)
    while first < last and words.lower[last - 1] in _SIGNS:
        last -= 1
    if not _FEWEST <= last - first <= _LONGEST or words.lower[first] in QUANTIFIERS:
        return
    found = read_bodies(words, first, closed=True, limit=last)
    if len(found.items) == 1 and found.next == last and found.items[0].kind == "body":
        node = words.names
        for word in words.lower[first:last]:
            if word not in (",", "-", "–", "và", "&"):
                node = node.setdefault(word, {})
        node[""] = {}
