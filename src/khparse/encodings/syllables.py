"""Vietnamese syllables: whether letters can be one, and whether it is common in administrative texts.

A text in the wrong encoding still holds letters, but they make no syllables; this is what tells encodings
apart. Rhymes and onsets are those of Vietnamese spelling (chữ quốc ngữ), a closed set.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = """
    a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong
    ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uôc uôi uôm uôn uông uôt
    uy uya uych uyên uyêt uynh uyn uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y ych yêm yên yêng yêt yêu ynh yt
"""
_KNOWN_ONSETS = frozenset(["", *_ONSETS.split()])
_KNOWN_RHYMES = frozenset(_RHYMES.split())
_FRONT = tuple("eêiy")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHARP_OR_HEAVY = ("\u0301", "\u0323")
_LONGEST = 7  # nghiêng
_SPLIT = re.compile(r"(qu|gi(?=.)|ngh?|[cgknpt]h|tr|[bcdđghklmnprstvx])?(.+)")


@lru_cache(1 << 16)
def is_syllable(word: str) -> bool:
    """Return whether `word` (lower case, composed) is spelt as a Vietnamese syllable.

    The tone may stand on any vowel; syllables that end in a stop have the tones sắc or nặng only.
    """
    if not 0 < len(word) <= _LONGEST:
        return False
    letters = unicodedata.normalize("NFD", word)
    tones = [mark for mark in letters if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in letters if mark not in _TONES))
    match = _SPLIT.fullmatch(bare)
    if match is None or len(tones) > 1:
        return False
    onset, rhyme = match.group(1) or "", match.group(2)
    if onset == "gi" and rhyme not in _KNOWN_RHYMES:
        onset, rhyme = "g", f"i{rhyme}"  # gìn
    if onset not in _KNOWN_ONSETS or rhyme not in _KNOWN_RHYMES:
        return bare == "gi"
    if rhyme.endswith(("c", "ch", "p", "t", "k")) and not (tones and tones[0] in _SHARP_OR_HEAVY):
        return rhyme.endswith("k")  # Đăk
    if onset in ("gh", "ngh"):
        return rhyme.startswith(_FRONT)
    return not (onset in ("c", "ng") and rhyme.startswith(_FRONT)) and not (
        onset == "g" and rhyme.startswith(("e", "ê"))
    )


@cache
def common() -> frozenset[str]:
    """Return the syllables with marks that administrative texts use often, in lower case."""
    lines = Path(__file__).with_name("common.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_WORD = re.compile(r"(?:[^\W\d_²³¹¼-¾]|[\u0300-\u0323\ufffd])+")
_SMALL = re.compile("[a-z]")
_CONSONANTS = frozenset("BCDĐGHKLMNPQRSTVWXZ")
_FOREIGN = -1  # a word without marks that is no Vietnamese one
_NONSENSE = -2
_SYLLABLE = 1
_COMMON = 2


class Reading(NamedTuple):
    """How Vietnamese a text reads: a score, and how many of its marked words are what."""

    score: int
    sense: int
    nonsense: int
    common: int


def assess(text: str) -> Reading:
    """Return how Vietnamese a text reads."""
    # Longer ones are no words, and would fill the cache.
    ratings = [_rate(word) if len(word) <= 4 * _LONGEST else _NONSENSE for word in _WORD.findall(text)]
    common = ratings.count(_COMMON)
    return Reading(sum(ratings), common + ratings.count(_SYLLABLE), ratings.count(_NONSENSE), common)


@lru_cache(1 << 16)
def _rate(word: str) -> int:
    low = unicodedata.normalize("NFC", word.lower())
    if word.isascii():
        return 0 if len(word) < 2 or not word.islower() or is_syllable(low) else _FOREIGN
    if (len(low) == 1 and (low == "đ" or is_syllable(low))) or (
        word.isupper() and _CONSONANTS.issuperset(word)
    ):
        return 0  # labels and abbreviations say nothing
    if _SMALL.search(word) and any(letter.isupper() for letter in word[1:]):
        return _NONSENSE
    if low in common():
        return _COMMON
    return _SYLLABLE if is_syllable(low) else _NONSENSE
