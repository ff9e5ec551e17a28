"""The words of a text as they are compared: spellings that mean the same have one key.

Tone placement, NFC and NFD, capitals, i for y, leading zeros and punctuation make no difference, nor do phrases
of which several spellings are met (lexicon/spellings.tsv, lexicon/abbreviations.tsv), nor whether a date is
written with words or strokes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from khparse.compare.years import as_year
from khparse.fold import fold_case_kept, lower
from khparse.lexicon.spellings import LONG_Y, spellings

# A syllable, a number with its thousands or decimals, other digits, a sign that changes what is said.
# The look-behind keeps dates (30.6.2023) and lists (1,2,3) apart, and the search linear.
_WORD = re.compile(
    r"[^\W\d_][^\W_]*(?:[\u0300-\u036f]+[^\W_]*)*"
    r"|(?<!\d[.,/])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+[.,]\d{1,3})(?![.,/]?\d)|\d+"
    r"|[%‰&<>≤≥]"
)


class Word(NamedTuple):
    """A syllable or number: the key by which it is compared, and its place in the text (code points).

    The words of a phrase with several spellings all have the place of the whole phrase.
    """

    key: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the syllables and numbers of a text, without punctuation; abbreviations are written out."""
    words = [Word(_key(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
    sizes = _phrases().sizes
    at_phrases = [at for at, word in enumerate(words) if word[0] in sizes]
    return _unified(words, at_phrases) if at_phrases else words


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    if word[0].isdecimal():
        return _number(word)
    low = lower(fold_case_kept(unicodedata.normalize("NFC", word))).translate(_SIGNS)
    return LONG_Y.get(low, low)


_SIGNS = str.maketrans({"&": "và", "²": "2", "³": "3"})


def _number(word: str) -> str:
    if "." in word and all(len(group) == 3 for group in word.split(",")[0].split(".")[1:]):
        word = word.replace(".", "")  # thousands
    whole, comma, decimals = word.replace(".", ",").partition(",")
    return (whole.lstrip("0") or "0") + comma + decimals


class _Phrases(NamedTuple):
    """The keys of phrases and what they are compared as, and their sizes by the first key, longest first."""

    keys: dict[tuple[str, ...], tuple[str, ...]]
    sizes: dict[str, list[int]]


def _keys(phrase: str) -> tuple[str, ...]:
    return tuple(_key(word) for word in _WORD.findall(phrase))


@cache
def _phrases() -> _Phrases:
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for spelling in spellings():
        full = _keys(spelling.phrase)
        if spelling.ordinary and len(full) > 1:
            known.setdefault(full, full)  # so that in `bảo đảm bảo mật` nothing is taken for `đảm bảo`
        for variant in map(_keys, spelling.variants):
            known.setdefault(variant, full)
            if not spelling.ordinary:
                known.setdefault(tuple(key for key in variant if key != "và"), full)
    sizes: dict[str, set[int]] = {"tháng": set(), "năm": set()}
    for keys in known:
        sizes.setdefault(keys[0], set()).add(len(keys))
    return _Phrases(known, {key: sorted(found, reverse=True) for key, found in sizes.items()})


def _unified(words: list[Word], at_phrases: list[int]) -> list[Word]:
    """Return the words with phrases as they are compared; `at_phrases` says where one may begin."""
    known, sizes = _phrases()
    unified: list[Word] = []
    done = 0
    for at in at_phrases:
        if at < done:
            continue
        if _is_within_date(words, at):
            found: tuple[int, tuple[str, ...]] | None = 2, (words[at + 1].key,)
        else:
            found = _phrase(words, at, known, sizes)
        if found:
            size, keys = found
            start, end = words[at].start, words[at + size - 1].end
            unified += words[done:at]
            unified += [Word(key, start, end) for key in keys]
            done = at + size
    return unified + words[done:]


_FARTHEST = 3  # code points between the words of a phrase: `GD & ĐT`


def _phrase(
    words: list[Word], at: int, known: dict[tuple[str, ...], tuple[str, ...]], sizes: dict[str, list[int]]
) -> tuple[int, tuple[str, ...]] | None:
    """Return how many words the longest phrase that begins here has, and what it is compared as."""
    for size in sizes[words[at].key]:
        phrase = words[at : at + size]
        keys = known.get(tuple([word.key for word in phrase]))
        if keys and len(phrase) == size and _is_close(phrase):
            return size, keys
    return None


def _is_close(phrase: list[Word]) -> bool:
    return all(word.start - before.end <= _FARTHEST for before, word in pairwise(phrase))


_MONTHS = frozenset(map(str, range(1, 13)))
_DAYS = frozenset(map(str, range(1, 32)))
_QUARTERS = frozenset({"i", "ii", "iii", "iv"})


def _is_within_date(words: list[Word], at: int) -> bool:
    """Tell `tháng` and `năm` in `30 tháng 6 năm 2023`, for which `30/6/2023` has strokes."""
    if not 0 < at < len(words) - 1:
        return False
    before, word, behind = words[at - 1].key, words[at].key, words[at + 1].key
    if word == "tháng":
        return before in _DAYS and behind in _MONTHS
    return word == "năm" and (before in _MONTHS or before in _QUARTERS) and as_year(behind) is not None
