"""Which encoding each part of a text is in, by the Vietnamese words that it makes.

A part is a line, or a cell of one. Two passes: first the parts that speak for an encoding by themselves, then
the others, for which the encodings found in the first pass are likely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from khparse.encodings.syllables import assess
from khparse.encodings.tables import UNKNOWN, Table, codes, tables

# Letters that no legacy text holds: Vietnamese ones beyond Latin-1, and combining marks.
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u0323\u1ea0-\u1ef9]")
# Signs that stand inside no word.
_SIGN = re.compile(r"(?<=[^\W\d_])[¡-¾×÷ƒ†‡ˆ‰‹›€„‚˜“”•\x80-\x9f](?=[^\W\d_])")
_MARGIN = 4
_ENOUGH = 2


@dataclass(slots=True)
class Part:
    """A part of a text: as printed, as codes, and whether it was bytes that are no Unicode.

    Detection sets `table`, and `doubtful` where the words found don't make sense.
    """

    text: str
    line: int
    raw: bool = False
    codes: str = ""
    table: Table | None = None
    doubtful: bool = False


def is_plain(text: str) -> bool:
    """Return whether a part needs no detection: ASCII, or Vietnamese in Unicode already."""
    return (text.isascii() and text.isprintable()) or _UNICODE.search(text) is not None


def detect(parts: list[Part], mixed: bool) -> None:
    """Set the encoding of each part that surely or likely is in one; see `Part`.

    `mixed` says that the text has other parts, in Unicode: what could be either is doubtful then.
    """
    for part in parts:
        part.codes = part.text if part.raw else codes(part.text)
    found = dict.fromkeys(tables(), 0)
    for part in parts:
        score = _detect_alone(part)
        if part.table:
            found[part.table.name] += score
    likely = sorted((name for name in found if found[name]), key=lambda name: -found[name])
    if not likely:
        likely = _of_all([part for part in parts if part.raw])
    for part in parts:
        if part.table is None and likely:
            _detect_among(part, [tables()[name] for name in likely], mixed)


def _detect_alone(part: Part) -> int:
    """Set the encoding of a part whose words leave no doubt; return its score."""
    read, nonsense = _as_printed(part)
    if not nonsense and not part.raw:
        return 0
    best = 0
    for table in tables().values():
        score, sense, nonsense = assess(table.probe(part.codes))
        if score > max(best, _ENOUGH - 1) and score - read >= _margin(part) and nonsense * 4 <= sense:
            best, part.table = score, table
    return best


def _as_printed(part: Part) -> tuple[int, int]:
    """Return the score of a part as it stands, and how many words make no sense; bytes can't stand."""
    if part.raw:
        return 0, 0
    score, _, nonsense = assess(_SIGN.sub(UNKNOWN, part.text))
    return score, nonsense


def _margin(part: Part) -> int:
    """Return by how much a conversion must read better than the part as it stands: bytes can't stand."""
    return _ENOUGH if part.raw else _MARGIN


def _of_all(parts: list[Part]) -> list[str]:
    """Return the encoding that all parts together are in, where none of them is long enough alone."""
    best, likely = 2 * _ENOUGH - 1, []
    text = "\n".join(part.codes for part in parts)
    for table in tables().values():
        score, sense, nonsense = assess(table.probe(text))
        if score > best and nonsense * 4 <= sense:
            best, likely = score, [table.name]
    return likely


def _detect_among(part: Part, likely: list[Table], mixed: bool) -> None:
    """Set the likely encoding that reads better than the part as it stands; bytes must be in one of them."""
    read, strange = _as_printed(part)
    if part.raw:
        part.table, part.doubtful, read = likely[0], True, -1
    for table in likely:
        score, sense, nonsense = assess(table.probe(part.codes))
        if score > read and (part.raw or (sense and score > 0)) and nonsense * 4 <= sense:
            read, part.table = score, table
            part.doubtful = mixed and not part.raw and not strange
