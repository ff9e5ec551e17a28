"""Words that are no text: specks of dust, pieces of stamps and signatures that tesseract took for letters.

A doubtful word between sure ones stays, for a mangled word says more than a gap; what is dropped stands
apart from sure words, has no letter or digit in it, or is far higher or lower than its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khparse.readers.ocr.tesseract import Recognised

_SURE = 60  # from here on tesseract is mostly right
_DOUBTFUL = 40
_WIDE_GAP = 3.0  # heights between two words that belong to different columns
_TALLEST, _LOWEST = 1.7, 0.3  # heights of a line
_NEVER_ALONE = frozenset("|¦_¬`~^\\{}‹›«»°©®")


def without_noise(words: Sequence[Recognised], *, alone: bool = False) -> list[Recognised]:
    """Return words without those that are noise; `alone` lets one letter or digit stand alone, as in cells."""
    kept: list[Recognised] = []
    for piece in _pieces(words):
        if any(word.confidence >= _SURE and (alone or _is_text(word.text)) for word in piece):
            kept += [word for word in piece if not _is_noise(word)]
    return kept


def confidence_of(words: Sequence[Recognised]) -> float:
    """Return how sure the words of a page are on the whole, 0 to 100: the mean of their letters."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _pieces(words: Sequence[Recognised]) -> Iterator[list[Recognised]]:
    """Yield the words by line, parted at wide gaps."""
    piece: list[Recognised] = []
    for word in words:
        if piece and (
            word.line != piece[-1].line
            or word.left - piece[-1].right > _WIDE_GAP * (piece[-1].bottom - piece[-1].top)
        ):
            yield piece
            piece = []
        piece.append(word)
    if piece:
        yield piece


def _is_text(text: str) -> bool:
    """Return whether a word can vouch for its neighbours: two letters or digits, or a label."""
    return sum(character.isalnum() for character in text) > 1 or text.endswith((".", ")"))


def _is_noise(word: Recognised) -> bool:
    if _NEVER_ALONE.issuperset(word.text):
        return True
    if word.confidence >= _SURE:
        return False
    if not any(character.isalnum() for character in word.text):
        return word.confidence < _DOUBTFUL
    share = (word.ink_bottom - word.ink_top) / (word.bottom - word.top)
    return share > _TALLEST or share < _LOWEST
