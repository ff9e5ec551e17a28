"""Clauses: the sentences of a paragraph, parted where a new duty may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khparse.document import View

# A sentence ends at a full stop before a capital, not behind an abbreviation or a number ("TP. Huế", "1. Cấp").
_STOP = re.compile(r"[.!?…] (?=(?P<next>[^\W\d_]|[\"(]))")
_SEMICOLON = re.compile(r"; ?(?=\w)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:TP|Tp|TX|Q|P|H|TT|ThS|TS|PGS|GS|BS|KS|ĐT|Đ/c|tr|vv|\d{1,3}|[A-ZĐ])\.$"
)


def sentences(view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the view ranges of the sentences between `start` and `end`."""
    begin = start
    for match in _STOP.finditer(view.folded, start, end):
        if match["next"].islower():
            continue
        if _ABBREVIATION.search(view.folded, max(begin, match.start() - 6), match.start() + 1):
            continue
        yield begin, match.start() + 1
        begin = match.end()
    if begin < end:
        yield begin, end


def clauses(view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the view ranges of a sentence's clauses, parted at semicolons outside brackets and quotes."""
    begin = counted = start
    brackets = quotes = 0
    for match in _SEMICOLON.finditer(view.folded, start, end):
        inside = view.folded[counted : match.start()]
        brackets += inside.count("(") - inside.count(")")
        quotes += inside.count('"')
        counted = match.start()
        if brackets > 0 or quotes % 2:
            continue
        yield begin, match.start()
        begin, brackets, quotes = match.end(), 0, 0
    if begin < end:
        yield begin, end
