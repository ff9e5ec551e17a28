"""Where two sequences of words differ: near-minimal, and never quadratic in their length."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein


class Gap(NamedTuple):
    """A stretch of the old sequence and what the new one has in its place; either may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def size(self) -> int:
        """The words of the longer side."""
        return max(self.old_end - self.old_start, self.new_end - self.new_start)


class _Block(NamedTuple):
    """A stretch of both sequences still to be compared, and how it was come by."""

    gap: Gap
    runs: int  # which of _RUNS to look for
    depth: int


_COMPARED = 1 << 20  # pairs of words that are compared outright
_PIECE = 1000  # words of a block without any anchor
_RUNS = (5, 3, 1)  # words of an anchor: runs that stand once in either sequence
_DEEPEST = 6  # times a block is cut at anchors; more would make hostile texts quadratic


def gaps_between(old: list[str], new: list[str]) -> list[Gap]:
    """Return where the sequences differ, in order; at least one equal word stands between two gaps.

    Large stretches are first cut where both have the same run of words only once (patience diff: the longest
    chain of such runs in the same order), what remains is compared by Levenshtein distance. Stretches that have no
    such run in common are cut into pieces of equal number, so that time grows in proportion to the words.
    """
    numbers: dict[str, int] = {}
    ours = [numbers.setdefault(key, len(numbers)) for key in old]
    theirs = [numbers.setdefault(key, len(numbers)) for key in new]
    found: list[Gap] = []
    stack = [_Block(Gap(0, len(ours), 0, len(theirs)), 0, 0)]
    while stack:
        block = stack.pop()
        gap = _trimmed(ours, theirs, block.gap)
        old_size, new_size = gap.old_end - gap.old_start, gap.new_end - gap.new_start
        if not old_size or not new_size:
            found += [gap] if gap.size else []
        elif old_size * new_size <= _COMPARED:
            found += _compared(ours, theirs, gap)
        else:
            stack += reversed(_cut(ours, theirs, block._replace(gap=gap)))
    return [gap for gap in (_trimmed(ours, theirs, joined) for joined in _joined(found)) if gap.size]


def _trimmed(old: list[int], new: list[int], gap: Gap) -> Gap:
    """Leave out what both sides begin and end with."""
    old_start, old_end, new_start, new_end = gap
    while old_start < old_end and new_start < new_end and old[old_start] == new[new_start]:
        old_start += 1
        new_start += 1
    while old_start < old_end and new_start < new_end and old[old_end - 1] == new[new_end - 1]:
        old_end -= 1
        new_end -= 1
    return Gap(old_start, old_end, new_start, new_end)


def _compared(old: list[int], new: list[int], gap: Gap) -> Iterator[Gap]:
    """Yield the gaps within one, adjacent ones too."""
    operations = Levenshtein.opcodes(
        old[gap.old_start : gap.old_end],
        new[gap.new_start : gap.new_end],
    )
    for operation in operations:
        if operation.tag != "equal":
            yield Gap(
                gap.old_start + operation.src_start,
                gap.old_start + operation.src_end,
                gap.new_start + operation.dest_start,
                gap.new_start + operation.dest_end,
            )


def _cut(old: list[int], new: list[int], block: _Block) -> list[_Block]:
    """Cut a block at runs of words that both sides have once; without any into pieces."""
    gap, runs, depth = block
    if depth < _DEEPEST:
        for number in range(runs, len(_RUNS)):
            anchors = _anchors(old, new, gap, _RUNS[number])
            if anchors:
                return [_Block(part, number, depth + 1) for part in _parts(gap, anchors, _RUNS[number])]
    count = -(-gap.size // _PIECE)
    old_size, new_size = gap.old_end - gap.old_start, gap.new_end - gap.new_start
    cuts = [
        (gap.old_start + old_size * at // count, gap.new_start + new_size * at // count)
        for at in range(count + 1)
    ]
    return [
        _Block(Gap(start[0], end[0], start[1], end[1]), len(_RUNS), depth) for start, end in pairwise(cuts)
    ]


def _anchors(old: list[int], new: list[int], gap: Gap, size: int) -> list[tuple[int, int]]:
    """Return where runs of `size` words that either side has once stand: the longest chain in the same order."""
    ours = _places(old, gap.old_start, gap.old_end, size)
    theirs = _places(new, gap.new_start, gap.new_end, size)
    common = [(place, theirs[run]) for run, place in ours.items() if run in theirs]
    return _longest_increasing(common)


def _places(words: list[int], start: int, end: int, size: int) -> dict[tuple[int, ...], int]:
    """Map the runs of words that stand once to their places, in order."""
    if end - start < size:
        return {}
    columns = [words[start + shift : end - size + 1 + shift] for shift in range(size)]
    counts = Counter(zip(*columns, strict=True))
    return {run: start + place for place, run in enumerate(zip(*columns, strict=True)) if counts[run] == 1}


def _longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs that increases on both sides; the pairs are sorted by the first."""
    tails: list[int] = []  # the lowest second that a chain of each length ends with
    tail_pairs: list[int] = []
    before: list[int] = []
    for at, (_, second) in enumerate(pairs):
        length = bisect_left(tails, second)
        tails[length : length + 1] = [second]
        tail_pairs[length : length + 1] = [at]
        before.append(tail_pairs[length - 1] if length else -1)
    chain: list[tuple[int, int]] = []
    at = tail_pairs[-1] if tail_pairs else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _parts(gap: Gap, anchors: Iterable[tuple[int, int]], size: int) -> Iterator[Gap]:
    """Yield what lies between the anchors."""
    old_done, new_done = gap.old_start, gap.new_start
    for old_place, new_place in anchors:
        if old_place < old_done or new_place < new_done:
            continue  # overlaps with the one before
        if (old_place, new_place) != (old_done, new_done):
            yield Gap(old_done, old_place, new_done, new_place)
        old_done, new_done = old_place + size, new_place + size
    if (old_done, new_done) != (gap.old_end, gap.new_end):
        yield Gap(old_done, gap.old_end, new_done, gap.new_end)


def _joined(gaps: Iterable[Gap]) -> list[Gap]:
    """Make one of gaps that touch."""
    joined: list[Gap] = []
    for gap in gaps:
        if joined and (joined[-1].old_end, joined[-1].new_end) == (gap.old_start, gap.new_start):
            joined[-1] = union(joined[-1], gap)
        else:
            joined.append(gap)
    return joined


def union(first: Gap, second: Gap) -> Gap:
    """Return the gap from the first one to the second."""
    return Gap(first.old_start, second.old_end, first.new_start, second.new_end)
