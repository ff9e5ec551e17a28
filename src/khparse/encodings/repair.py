"""What a table can't tell: capitals that TCVN3 leaves to a font, and its ư, which text filters delete."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

from khparse.encodings.syllables import common, is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = re.compile("[a-z]")
_CAPITALS = re.compile(r"[A-ZĂÂÊÔƠƯĐ][^\W\d_]{0,6}[A-ZĂÂÊÔƠƯĐ]")


def raise_capitals(text: str) -> str:
    """Return TCVN3 text with the marked letters of words in capitals raised: KÕ HO¹CH is read KẾ HOạCH.

    A word with one capital and no small letter without marks (Sở, KẾ) is in capitals where a neighbour is,
    or where all the text is.
    """
    if not _CAPITALS.search(text):
        return text
    words = list(_WORD.finditer(text))
    raised = [_in_capitals(match.group()) for match in words]
    if not any(raised):
        return text
    doubtful = [_is_doubtful(match.group()) for match in words]
    if not any(_SMALL.search(match.group()) for match in words):
        raised = [first or second for first, second in zip(raised, doubtful, strict=True)]
    adjacent = [text[first.end() : second.start()].isspace() for first, second in pairwise(words)]
    for index in range(1, len(words)):
        raised[index] |= doubtful[index] and raised[index - 1] and adjacent[index - 1]
    for index in range(len(words) - 2, -1, -1):
        raised[index] |= doubtful[index] and raised[index + 1] and adjacent[index]
    parts, position = [], 0
    for match, high in zip(words, raised, strict=True):
        if high:
            parts += [text[position : match.start()], match.group().upper()]
            position = match.end()
    return "".join((*parts, text[position:]))


def _in_capitals(word: str) -> bool:
    """Return whether a word is surely in capitals; abbreviations say nothing of their neighbours."""
    if sum(letter.isupper() for letter in word) < 2 or _SMALL.search(word):
        return False
    return (len(word) > 2 or not word.isascii()) and is_syllable(word.lower())


def _is_doubtful(word: str) -> bool:
    return not word.isascii() and not _SMALL.search(word)


# Where ơ is followed by these, it makes no rhyme: it was ươ.
LOST_HORN = re.compile(r"(?<![ưƯ])(?=[ơớờởỡợƠ](?:ng|c|u|NG|C|U)(?![^\W\d_]))")


# Words of one or two letters left, which are known by their neighbour: thông t, dân c, t vấn.
_PHRASE = re.compile(
    r"(?<![^\W\d_])"
    r"(?:(?:thông|vật|đầu)\s(t)|(?:luật|kỹ|giáo)\s(s)|(?:dân|định)\s(c)|tham\s(mu)|nghỉ\s(hu)"
    r"|(t)\s(?:pháp|vấn|nhân|liệu|cách|thục|tởng)|(c)\s(?:trú|dân)|(hu)\strí|(bu)\s(?:chính|điện|phẩm))"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)


class LostLetter(NamedTuple):
    """A letter that was lost before `at`, and the word that lacks it."""

    at: int
    letter: str
    word: str
    restored: str


def restore_horns(text: str) -> tuple[str, dict[str, str], bool]:
    """Return TCVN3 text with the ư put back that a text filter deleted with the soft hyphens.

    Only a text that surely lost some is changed: one without ư that holds words such as đợc. Also returned
    are the words restored, and whether any of them was no more than likely (nh is như, ngời is người).
    """
    if not has_lost_horns(text):
        return text, {}, False
    words: dict[str, str] = {}
    parts, position = [], 0
    for lost in lost_horns(text):
        words[lost.word] = lost.restored
        parts += [text[position : lost.at], lost.letter]
        position = lost.at
    likely = any(not LOST_HORN.search(word) for word in words)
    return "".join((*parts, text[position:])), words, likely


def has_lost_horns(text: str) -> bool:
    """Return whether a TCVN3 text, as Unicode, surely lost its ư."""
    return "ư" not in text and LOST_HORN.search(text) is not None


def lost_horns(text: str) -> list[LostLetter]:
    """Return what such a text, or a part of it, lost, in order."""
    found: list[LostLetter] = []
    words: dict[str, str] = {}
    for match in _WORD.finditer(text):
        word = match.group()
        restored = words.get(word) or words.setdefault(word, _restore(word))
        if restored != word:
            at = next((at for at, letter in enumerate(word) if restored[at] != letter), len(word))
            found.append(LostLetter(match.start() + at, restored[at], word, restored))
    for match in _PHRASE.finditer(text):
        start, end = match.span(match.lastindex or 0)
        word, letter = text[start:end], "Ư" if match.group().isupper() else "ư"
        found.append(LostLetter(start + 1, letter, word, f"{word[0]}{letter}{word[1:]}"))
    return sorted(found)


def _restore(word: str) -> str:
    """Return a word with its ư put back, or as it is where none is missing for sure."""
    low = word.lower()
    if match := LOST_HORN.search(low):
        at = match.start()
    elif (
        len(low) < 2
        or len(low) > 6
        or low in common()
        or (is_syllable(low) and low.isascii() and low != "lu")
    ):
        return word
    else:
        places = [at for at in range(len(low) + 1) if low[:at] + "ư" + low[at:] in common()]
        if len(places) != 1:
            return word
        at = places[0]
    horn = "Ư" if word[at - 1 : at + 1].isupper() and len(word) > 1 else "ư"
    return unicodedata.normalize("NFC", word[:at] + horn + word[at:])
