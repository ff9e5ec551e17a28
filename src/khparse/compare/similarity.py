"""How alike two rows of words are, and which of many belong together, without comparing all with all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

Words = Sequence[str]

_LARGEST = 4_000_000  # product of two lengths; beyond it words are only counted
_COMMON = 12  # a pair of words that more texts than this share tells nothing
_CANDIDATES = 6  # for each text


def similarity(old: Words, new: Words) -> float:
    """Return from 0 to 1 how much of two rows of words is the same, in the same order."""
    if not old or not new:
        return float(not old and not new)
    if old == new:
        return 1.0
    if len(old) * len(new) <= _LARGEST:
        return Indel.normalized_similarity(old, new)
    first, second = Counter(pairwise(old)), Counter(pairwise(new))
    return 2 * (first & second).total() / (len(old) + len(new))


def share_of(part: Words, whole: Iterable[Words]) -> float:
    """Return which share of the pairs of neighbouring words of `part` stands in one of `whole` as well."""
    pairs = Counter(pairwise(part))
    there: Counter[tuple[str, str]] = Counter()
    for words in whole:
        there.update(pairwise(words))
    return (pairs & there).total() / pairs.total() if pairs else 0.0


def candidates(old: Mapping[int, Words], new: Mapping[int, Words]) -> Iterable[tuple[int, int]]:
    """Yield pairs of texts that share rare pairs of words: for each old text the few that share most.

    The time is linear in the texts: what many share isn't looked at.
    """
    places: dict[tuple[str, str], list[int]] = {}
    for index, words in new.items():
        for pair in set(_features(words)):
            places.setdefault(pair, []).append(index)
    used = Counter(pair for words in old.values() for pair in set(_features(words)))
    for index, words in old.items():
        shared: dict[int, float] = {}
        for pair in set(_features(words)):
            found = places.get(pair, ())
            if 0 < len(found) <= _COMMON and used[pair] <= _COMMON:
                for other in found:
                    shared[other] = shared.get(other, 0.0) + 1 / (len(found) * used[pair])
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        for other, _ in best[:_CANDIDATES]:
            yield index, other


def _features(words: Words) -> Iterable[tuple[str, str]]:
    return pairwise(("", *words, ""))


def pairs_by_score(
    found: Iterable[tuple[int, int]],
    score: Callable[[int, int], float],
    least: float,
    distance: Callable[[int, int], float] = lambda old, new: 0.0,
) -> list[tuple[int, int]]:
    """Return of pairs of indices the best ones, each index in one pair at most, in the order of the old ones.

    A pair needs a score of `least`. Of equally good ones the one with the smaller `distance` is taken.
    """
    scored = [(-value, distance(*pair), *pair) for pair in set(found) if (value := score(*pair)) >= least]
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, old, new in sorted(scored):
        if old not in chosen and new not in taken:
            chosen[old] = new
            taken.add(new)
    return sorted(chosen.items())
