"""Names that are known as a whole: bodies, provinces, types and offices, the motto.

OCR mostly loses or changes marks on vowels, so names are looked up by their bare letters; a name is repaired
where the letters of all its words agree, and no other known name has the same letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from khparse.document import Document
from khparse.fold import fold_case_kept
from khparse.lexicon import table, values
from khparse.readers.ocr.repair.edits import Edit, lines_of

_MOTTOS = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập Tự do Hạnh phúc", "Đảng Cộng sản Việt Nam",
    "Đoàn TNCS Hồ Chí Minh",
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_LEAST_WORDS = 3
_WIDEST_GAP = 3  # code points between two words of a name: a blank, a comma, a dash


class _Name(NamedTuple):
    """A known name: its words, their bare letters, and whether it stands on lines of its own, in capitals."""

    words: tuple[str, ...]
    letters: tuple[str, ...]
    in_capitals: bool


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class _Bare(dict[int, str]):
    """Letters without marks, for `str.translate`; of the same length for composed text."""

    def __missing__(self, character: int) -> str:
        letter = unicodedata.normalize("NFD", chr(character))[0]
        self[character] = letter = {"Đ": "D", "đ": "d", "Ð": "D"}.get(letter, letter).lower()
        return letter


_BARE = _Bare()


def bare(text: str) -> str:
    """Return a composed text in lower case without marks, with its length kept."""
    return text.translate(_BARE)


def name_edits(document: Document) -> Iterator[Edit]:
    """Yield the repairs of names: in running text those of three words, in lines of capitals all."""
    tokens: list[_Token] = []
    for start, end in lines_of(document):
        line = document.text[start:end]
        found = [_Token(m.group(), start + m.start(), start + m.end()) for m in _WORD.finditer(line)]
        tokens += found
        if line.isupper():
            yield from _edits(document.text, found, capitals=True)
    yield from _edits(document.text, tokens, capitals=False)
    yield from _cited_types(document)


def _edits(text: str, tokens: Sequence[_Token], *, capitals: bool) -> Iterator[Edit]:
    position = 0
    while position < len(tokens):
        name = _name_at(text, tokens, position, capitals)
        if name is None:
            position += 1
            continue
        for word, token in zip(name.words, tokens[position : position + len(name.words)], strict=True):
            if fold_case_kept(token.text).lower() != fold_case_kept(word).lower():
                yield Edit(token.start, token.end, _cased(word, token.text))
        position += len(name.words)


def _name_at(text: str, tokens: Sequence[_Token], position: int, capitals: bool) -> _Name | None:
    """Return the longest name that the tokens from `position` on may be a misreading of, or are."""
    for name in _names().get(bare(tokens[position].text), ()):
        part = tokens[position : position + len(name.words)]
        if name.in_capitals and not capitals:
            continue
        if tuple(bare(token.text) for token in part) == name.letters and _fits(text, part, name, capitals):
            return name
    return None


def _fits(text: str, part: Sequence[_Token], name: _Name, capitals: bool) -> bool:
    """Return whether tokens stand together, begin with capitals where the name does, and mostly agree."""
    for before, after in pairwise(part):
        between = text[before.end : after.start]
        if len(between) > _WIDEST_GAP or "." in between or ";" in between or "\n\n" in between:
            return False
    if capitals:
        return True
    if any(
        word[0].isupper() and not token.text[0].isupper()
        for word, token in zip(name.words, part, strict=True)
    ):
        return False
    wrong = sum(
        fold_case_kept(token.text).lower() != fold_case_kept(word).lower()
        for word, token in zip(name.words, part, strict=True)
    )
    return 2 * wrong <= len(name.words)


def _cased(word: str, like: str) -> str:
    if like.isupper() and (len(like) > 1 or word.isupper()):
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word.lower()


@cache
def _names() -> dict[str, list[_Name]]:
    """Return the names by the bare letters of their first words, the longest first."""
    forms: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    in_capitals: set[tuple[str, ...]] = set()
    for form, needs_capitals in _forms():
        words = tuple(_WORD.findall(fold_case_kept(form)))
        letters = tuple(bare(word) for word in words)
        spelt = forms.setdefault(letters, set())
        if not any([one.lower() for one in words] == [other.lower() for other in known] for known in spelt):
            spelt.add(words)
        if needs_capitals or len(words) < _LEAST_WORDS:
            in_capitals.add(letters)
    names: dict[str, list[_Name]] = {}
    for letters, spelt in forms.items():
        if len(spelt) == 1 and len(letters) > 1:
            names.setdefault(letters[0], []).append(_Name(next(iter(spelt)), letters, letters in in_capitals))
    for group in names.values():
        group.sort(key=lambda name: -len(name.words))
    return names


def _forms() -> Iterator[tuple[str, bool]]:
    """Yield all known forms, and whether each counts in lines of capitals only."""
    for motto in _MOTTOS:
        yield motto, False
    for row in table("agencies"):
        for form in (row["name"], *values(row["aliases"])):
            yield form, False
    for row in table("provinces"):
        yield f"{row['type']} {row['name']}", False
    for row in table("doc_types"):
        for form in values(row["titles"]):
            yield form, True
    for row in table("signature_tokens"):
        if row["kind"] == "title":
            for form in values(row["tokens"]):
                yield form, True


# --- Types before a number: "Ké hoạch số 12/KH-UBND" -----------------------------------------------------

_CITED = re.compile(r"\b([a-z]+(?: [a-z]+){1,2}) (so) \d{1,6}[a-z]?[/-]")


def _cited_types(document: Document) -> Iterator[Edit]:
    text = document.text
    for match in _CITED.finditer(bare(text)):
        words = match[1].split(" ")
        for size in (3, 2):
            name = _types().get(" ".join(words[-size:])) if len(words) >= size else None
            if name is None:
                continue
            start = match.end(1) - len(name)
            printed = text[start : match.end(1)]
            if printed[0].isupper() and fold_case_kept(printed).lower() != name.lower():
                yield Edit(start, match.end(1), printed[0].upper().replace(printed[0], name[0]) + name[1:])
            if text[match.start(2) : match.end(2)].lower() != "số":
                yield Edit(match.start(2), match.end(2), "số")
            break


@cache
def _types() -> dict[str, str]:
    """Return the names of types by their bare letters."""
    return {bare(row["name"]): fold_case_kept(row["name"]) for row in table("doc_types")}
