"""Spellings of one thing: final i for y, words in two orders or forms, abbreviations and what they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from khparse.lexicon import table, values

# Both letters are met behind these consonants (kĩ thuật, công ti, bác sỹ, thường kì) and in quí, qui; behind
# others they tell names apart (Vi and Vy, Thi and Thy). Quyết định 1989/QĐ-BGDĐT of 2018 lists the same ones.
LONG_Y = {
    onset + short: onset + long
    for onset in ("h", "k", "l", "m", "s", "t", "qu")
    for short, long in zip("iìíỉĩị", "yỳýỷỹỵ", strict=True)
}


class Spelling(NamedTuple):
    """A phrase and others that mean the same; `ordinary` says that it is no name written in short."""

    phrase: str
    variants: tuple[str, ...]
    ordinary: bool


def spellings() -> Iterator[Spelling]:
    """Yield all phrases of which spellings are met, those of the table of abbreviations first.

    An abbreviation that is also an ordinary syllable (CA, TU) is left out: in capitals they look alike.
    """
    for row in table("abbreviations"):
        shorts = tuple(short for short in values(row["shorts"]) if short not in _SYLLABLES)
        yield Spelling(row["full"], shorts, ordinary=False)
    for row in table("spellings"):
        yield Spelling(row["phrase"], tuple(values(row["variants"])), ordinary=True)


_SYLLABLES = frozenset({"CA", "TU"})
