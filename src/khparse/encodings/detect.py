"""Which encoding each part of a text is in, by the Vietnamese words that it makes.

A part is a line, or a cell of one. Two passes: first the parts that speak for an encoding by themselves, then
the others, for which the encodings found in the first pass are likely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khparse.encodings.syllables import Reading, assess
from khparse.encodings.tables import UNKNOWN, Table, tables

# Letters that no legacy text holds: Vietnamese ones beyond Latin-1, and combining marks.
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u0323\u1ea0-\u1ef9]")
# Signs that stand at or inside no word, as text is printed.
_SIGN = re.compile(
    r"[\x02-\x06\x10-\x15\x19\x1c-\x1e]"
    r"|(?<=[^\W\d_])[¡-¦¨ª¬¯´¶¸¹¼-¿ƒ†‡ˆ‰‹›\x80-\x9f]|[¡-¦¨-ª¬®¯´¶¸¹¼-¿ƒ†‡ˆ‰‹\x80-\x9f](?=[^\W\d_])"
    r"|(?<=[^\W\d_])[¡-¾×÷€„‚˜“”•](?=[^\W\d_])"
)
_MARGIN = 4
_WEIGHED = 200_000  # characters of one part
_ENOUGH = 2


@dataclass(slots=True)
class Part:
    """A part of a text: as it reads in Unicode, as codes, and whether it was bytes that are no Unicode.

    Detection sets `table`, and `doubtful` where the words found don't make sense.
    """

    text: str
    codes: str
    line: int
    raw: bool = False
    table: Table | None = None
    doubtful: bool = False
    shown: str = field(init=False)
    weighed: str = field(init=False)

    def __post_init__(self) -> None:
        """Keep what is weighed apart: the beginning of a part tells as much as all of it."""
        self.shown, self.weighed = self.text[:_WEIGHED], self.codes[:_WEIGHED]


def is_plain(text: str) -> bool:
    """Return whether a part needs no detection: ASCII, or Vietnamese in Unicode already."""
    return (text.isascii() and text.isprintable()) or is_unicode(text)


def is_unicode(text: str) -> bool:
    """Return whether a text holds letters of Vietnamese that are in Unicode for sure."""
    return _UNICODE.search(text) is not None


def detect(parts: list[Part], mixed: bool) -> None:
    """Set the encoding of each part that surely or likely is in one; see `Part`.

    `mixed` says that the text has other parts, in Unicode: what could be either is doubtful then.
    """
    likely = detect_alone(parts) or _of_all([part for part in parts if part.raw])
    if likely:
        for part in parts:
            settle(part, likely, mixed)


def detect_alone(parts: list[Part]) -> list[Table]:
    """Set the encoding of each part whose words leave no doubt; return those found, the main one first."""
    found = dict.fromkeys(tables(), 0)
    for part in parts:
        score = _detect_alone(part)
        if part.table:
            found[part.table.name] += score
    return [tables()[name] for name in sorted(found, key=lambda name: -found[name]) if found[name]]


def settle(part: Part, likely: list[Table], mixed: bool) -> None:
    """Set the encoding of a part by those that are likely, the most likely first; see `detect`."""
    if part.table is None:
        _detect_among(part, likely, mixed)
    if part.table is not likely[0] and (part.raw or part.table):
        _prefer(likely[0], part)


def reads_well(part: Part) -> bool:
    """Return whether the words of a part, as it stands, are Vietnamese ones, all of them."""
    printed = _as_printed(part)
    return printed.sense > 0 and not printed.nonsense


def _as_printed(part: Part) -> Reading:
    """Return how a part reads as it stands; bytes can't stand."""
    return assess("" if part.raw else _SIGN.sub(UNKNOWN, part.shown))


def _detect_alone(part: Part) -> int:
    """Set the encoding of a part whose words leave no doubt; return its score."""
    printed = _as_printed(part)
    if not printed.nonsense and not part.raw:
        return 0
    best, margin = 0, _ENOUGH if part.raw else _MARGIN
    for table in tables().values():
        reading = assess(table.probe(part.weighed))
        if reading.score < max(best + 1, _ENOUGH, printed.score + margin):
            continue
        mended = reading.common > printed.common and reading.nonsense * 2 <= printed.nonsense
        if (part.raw or mended) and reading.nonsense * 4 <= reading.sense:
            best, part.table = reading.score, table
    return best


def _of_all(parts: list[Part]) -> list[Table]:
    """Return the encoding that all parts together are in, where none of them is long enough alone."""
    best = 2 * _ENOUGH - 1
    likely: list[Table] = []
    text = "\n".join(part.weighed for part in parts)[:_WEIGHED]
    for table in tables().values():
        reading = assess(table.probe(text))
        if reading.score > best and reading.nonsense * 4 <= reading.sense:
            best, likely = reading.score, [table]
    return likely


def _detect_among(part: Part, likely: list[Table], mixed: bool) -> None:
    """Set the likely encoding that reads better than the part as it stands.

    In a text that isn't mixed, it need not read better but only no worse.
    """
    printed = _as_printed(part)
    best = printed.score
    for table in likely:
        probe = table.probe(part.weighed)
        reading = assess(probe)
        doubtful = reading.nonsense * 4 > reading.sense
        if reading.score > max(best, 0) and not doubtful:
            best, part.table = reading.score, table
            part.doubtful = mixed and not part.raw and not printed.nonsense
        elif part.table is None and not mixed and reading.score >= best and UNKNOWN not in probe:
            part.table, part.doubtful = table, doubtful


def _prefer(main: Table, part: Part) -> None:
    """Set the main encoding of the text where another one reads hardly better, or where bytes have none."""
    reading = assess(main.probe(part.weighed))
    other = assess(part.table.probe(part.weighed)).score if part.table else reading.score
    if other - reading.score < _MARGIN:
        part.table, part.doubtful = main, reading.nonsense * 4 > reading.sense
