"""Counts by key in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator

_CAPACITY = 200_000  # keys, about 50 MB


class Tally:
    """How many documents have a key, and sums of amounts that come with it.

    All counts are exact up to `capacity` keys. Beyond that the rarer half is forgotten whenever there are more
    (Manku and Motwani's lossy counting, with a bound in place of an error): no count is too high, and none is too
    low by more than `missing`.
    """

    def __init__(self, capacity: int = _CAPACITY) -> None:
        self.missing = 0
        self._capacity = capacity
        self._counts: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, key: str, amounts: tuple[int, ...] = (), documents: int = 1) -> None:
        """Count a document that has a key, or several."""
        found = self._counts.get(key)
        if found is None:
            if len(self._counts) >= self._capacity:
                self._forget()
            self._counts[key] = [documents, *amounts]
            return
        found[0] += documents
        for index, amount in enumerate(amounts, 1):
            found[index] += amount

    def get(self, key: str, amounts: int = 0) -> list[int]:
        """Return the documents with a key and the sums; `amounts` of them are 0 where there is none."""
        return self._counts.get(key, [0] * (amounts + 1))

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._counts))

    def top(self, most: int, weight: Callable[[list[int]], int], least: int = 1) -> list[str]:
        """Return the keys that weigh most, and at least `least`; the first by name among equals."""
        heavy = [(-weight(count), key) for key, count in self._counts.items() if weight(count) >= least]
        return [key for _, key in sorted(heavy)[:most]]

    def _forget(self) -> None:
        counts = sorted(count[0] for count in self._counts.values())
        limit = counts[len(counts) // 2]
        excess = len(counts) // 2
        kept: dict[str, list[int]] = {}
        for key, count in self._counts.items():
            if count[0] < limit or (count[0] == limit and excess > 0):
                excess -= 1
            else:
                kept[key] = count
        self._counts = kept
        self.missing += limit
