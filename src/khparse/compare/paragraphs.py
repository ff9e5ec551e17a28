"""The bases of a plan item by item: they are listed in any order, and one put in moves no other.

An item is a paragraph, or what stands between semicolons in one that lists many.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from khparse.compare.similarity import candidates, pairs_by_score, similarity
from khparse.compare.wording import Text
from khparse.compare.words import words_of

_END = re.compile(r"(?<=[;.:,])[ \t]*\n|\n[ \t]*\n")
_NEXT = re.compile(r";(?=\s)")
_MANY = 6  # semicolons in a paragraph that lists them
_ALIKE = 0.5
_ALL_PAIRS = 2500
_TELLING, _SHARE = (
    4,
    0.3,
)  # a word in more items than this, and in more than this share of them, tells nothing


class _Item(NamedTuple):
    text: Text
    keys: tuple[str, ...]


def corresponding_items(old: list[Text], new: list[Text]) -> Iterator[tuple[list[Text], list[Text]]]:
    """Yield the items of two texts that differ, each with the one that it became.

    One that only one text has is yielded with an empty text at its place in the other.
    """
    sides = _items(old), _items(new)
    pairs = dict(_equal(*sides))
    pairs.update(_alike(*sides, pairs))
    for first, second in sorted(pairs.items()):
        if sides[0][first].keys != sides[1][second].keys:
            yield [sides[0][first].text], [sides[1][second].text]
    for index, place in _places_of_others(sides[0], sides[1], pairs, new):
        yield [sides[0][index].text], [place]
    back = {second: first for first, second in pairs.items()}
    for index, place in _places_of_others(sides[1], sides[0], back, old):
        yield [place], [sides[1][index].text]


def _items(texts: list[Text]) -> list[_Item]:
    parts = [part for text in texts for paragraph in _parts(text, _END) for part in _listed(paragraph)]
    items = (_Item(part, tuple(word.key for word in words_of(part.text))) for part in parts)
    return [item for item in items if item.keys]


def _listed(paragraph: Text) -> list[Text]:
    return _parts(paragraph, _NEXT) if len(_NEXT.findall(paragraph.text)) >= _MANY else [paragraph]


def _parts(text: Text, end: re.Pattern[str]) -> list[Text]:
    """Return the parts of a text up to each end, without blanks around them."""
    ends = [match.end() for match in end.finditer(text.text)]
    found = []
    for start, stop in zip([0, *ends], [*ends, len(text.text)], strict=True):
        part = text.text[start:stop]
        blanks = len(part) - len(part.lstrip())
        found.append(Text(text.section, part.strip(), text.start + start + blanks))
    return found


def _equal(old: list[_Item], new: list[_Item]) -> Iterator[tuple[int, int]]:
    places: dict[tuple[str, ...], list[int]] = {}
    for index, item in enumerate(new):
        places.setdefault(item.keys, []).append(index)
    for index, item in enumerate(old):
        if places.get(item.keys):
            yield index, places[item.keys].pop(0)


def _alike(old: list[_Item], new: list[_Item], pairs: dict[int, int]) -> list[tuple[int, int]]:
    """Return which of the items left are alike in what isn't said in all of them."""
    taken = set(pairs.values())
    counted = Counter(key for item in (*old, *new) for key in set(item.keys))
    most = max(_TELLING, _SHARE * (len(old) + len(new)))
    first = {i: _telling(item, counted, most) for i, item in enumerate(old) if i not in pairs}
    second = {i: _telling(item, counted, most) for i, item in enumerate(new) if i not in taken}
    near = (
        [(a, b) for a in first for b in second]
        if len(first) * len(second) <= _ALL_PAIRS
        else list(candidates(first, second))
    )

    def distance(a: int, b: int) -> float:
        return abs(a / len(old) - b / len(new))

    return pairs_by_score(near, lambda a, b: similarity(first[a], second[b]), _ALIKE, distance)


def _telling(item: _Item, counted: Counter[str], most: float) -> list[str]:
    return [key for key in item.keys if counted[key] <= most] or list(item.keys)


def _places_of_others(
    items: list[_Item], others: list[_Item], pairs: dict[int, int], texts: list[Text]
) -> Iterator[tuple[int, Text]]:
    """Yield the items without a counterpart, with an empty text where they would stand among the others."""
    place = texts[0]._replace(text="") if texts else Text(None, "", 0)
    for index in range(len(items)):
        if index in pairs:
            other = others[pairs[index]].text
            place = other._replace(text="", start=other.start + len(other.text))
        else:
            yield index, place
