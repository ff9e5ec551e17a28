"""Differences made readable: whole numbers, at marks of punctuation, neither shredded nor lumped together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from khparse.compare.sequences import Gap, union
from khparse.compare.text_words import SENTENCE, TextPair, TextWords
from khparse.compare.years import Years, as_year

_FARTHEST = 40  # words that an insertion or deletion is shifted by


def shifted(sides: TextPair, gaps: list[Gap]) -> list[Gap]:
    """Shift words put in or left out to where they stand between marks, if the same words are there too."""
    moved: list[Gap] = []
    for number, gap in enumerate(gaps):
        behind = gaps[number + 1] if number + 1 < len(gaps) else None
        old_empty, new_empty = gap.old_start == gap.old_end, gap.new_start == gap.new_end
        if old_empty == new_empty:
            moved.append(gap)
            continue
        side, start, end = (sides.new, gap.new_start, gap.new_end) if old_empty else (
            sides.old, gap.old_start, gap.old_end)  # fmt: skip
        before_end = (moved[-1].old_end, moved[-1].new_end) if moved else (-1, -1)
        room_left = min(gap.old_start - before_end[0], gap.new_start - before_end[1]) - 1
        room_right = (
            min(behind.old_start - gap.old_end, behind.new_start - gap.new_end) - 1
            if behind
            else len(side.words)
        )
        shift = _best_shift(side, start, end, room_left, room_right)
        moved.append(Gap(*(place + shift for place in gap)))
    return moved


def _best_shift(side: TextWords, start: int, end: int, room_left: int, room_right: int) -> int:
    """Return by how much to shift a stretch so that it begins and ends at the greatest breaks."""
    words = side.words
    left = right = 0
    while left < min(room_left, _FARTHEST) and words[start - left - 1].key == words[end - left - 1].key:
        left += 1
    while (
        right < min(room_right, _FARTHEST, len(words) - end)
        and words[start + right].key == words[end + right].key
    ):
        right += 1
    if not left and not right:
        return 0

    def quality(shift: int) -> tuple[int, int]:
        first, last = start + shift, end + shift
        glued = side.is_glued(first) + side.is_glued(last)
        return side.pause(first) + side.pause(last) - 10 * glued, -abs(shift)

    return max(range(-left, right + 1), key=quality)


def widened(
    gaps: list[Gap], is_boundary: Callable[[int, int], bool], first: int, last: int, most: int | None = None
) -> list[Gap]:
    """Widen gaps by equal words on both sides until they begin and end at boundaries; those that meet are joined.

    `first` and `last` are the old words that they are widened between. With `most`, a gap stays as it is on a
    side on which no boundary is within so many words.
    """

    def steps(old: int, new: int, direction: int, room: int) -> int:
        for step in range((room if most is None else min(room, most)) + 1):
            if is_boundary(old + direction * step, new + direction * step):
                return step
        return room if most is None else 0

    wide: list[Gap] = []
    done = 0  # gaps
    while done < len(gaps):
        gap = gaps[done]
        done += 1
        left = steps(gap.old_start, gap.new_start, -1, gap.old_start - (wide[-1].old_end if wide else first))
        gap = gap._replace(old_start=gap.old_start - left, new_start=gap.new_start - left)
        while True:
            end = gaps[done].old_start if done < len(gaps) else last
            right = steps(gap.old_end, gap.new_end, 1, end - gap.old_end)
            gap = gap._replace(old_end=gap.old_end + right, new_end=gap.new_end + right)
            if done == len(gaps) or gap.old_end < end:
                break
            gap = union(gap, gaps[done])
            done += 1
        if left and wide and wide[-1].old_end == gap.old_start:
            gap = union(wide.pop(), gap)
        wide.append(gap)
    return wide


_LONGEST = 400  # words of a gap that is taken apart


def by_sentences(sides: TextPair, gaps: list[Gap]) -> list[Gap]:
    """Part gaps where sentences end, if as many end on both sides."""
    parts: list[Gap] = []
    for gap in gaps:
        old = _sentence_starts(sides.old, gap.old_start, gap.old_end) if gap.size <= _LONGEST else []
        new = _sentence_starts(sides.new, gap.new_start, gap.new_end) if old else []
        if old and len(old) == len(new):
            starts = [(gap.old_start, gap.new_start), *zip(old, new, strict=True), (gap.old_end, gap.new_end)]
            pairs = [Gap(start[0], end[0], start[1], end[1]) for start, end in pairwise(starts)]
            parts += [part for part in map(sides.trimmed, pairs) if part.size]
        else:
            parts.append(gap)
    return parts


def _sentence_starts(side: TextWords, start: int, end: int) -> list[int]:
    return [at for at in range(start + 1, end) if side.pause(at) >= SENTENCE]


_JOINED_WORDS = 2  # equal words that edits are joined over
_ROLLED_WORDS = 12  # of a phrase whose years are compared one by one


def with_rolled_years(sides: TextPair, gaps: list[Gap], years: Years) -> list[Gap]:
    """Join gaps that only together are years that moved: `2023, 2024` instead of `2024, 2025`."""
    found: list[Gap] = []
    for gap in gaps:
        if found:
            whole = union(found[-1], gap)
            if (
                whole.size <= _ROLLED_WORDS
                and not is_rolled(sides, found[-1], years)
                and not is_rolled(sides, gap, years)
                and is_rolled(sides, whole, years)
            ):
                found[-1] = whole
                continue
        found.append(gap)
    return found


def joined(sides: TextPair, gaps: list[Gap], years: Years) -> list[Gap]:
    """Join gaps with so few equal words between them that they read as one."""
    found: list[Gap] = []
    for gap in gaps:
        if found and _read_as_one(sides, found[-1], gap, years):
            found[-1] = union(found[-1], gap)
        else:
            found.append(gap)
    return found


def _read_as_one(sides: TextPair, first: Gap, second: Gap, years: Years) -> bool:
    equal = second.old_start - first.old_end
    return (
        equal <= min(_JOINED_WORDS, first.size, second.size)
        and all(sides.pause(first.old_end + at, first.new_end + at) < SENTENCE for at in range(equal + 1))
        and not is_rolled(sides, first, years)
        and not is_rolled(sides, second, years)
    )


def is_rolled(sides: TextPair, gap: Gap, years: Years) -> bool:
    """Tell whether only years differ that moved as the plans did."""
    if gap.old_end - gap.old_start != gap.new_end - gap.new_start:
        return False
    pairs = (
        (sides.old.words[gap.old_start + at].key, sides.new.words[gap.new_start + at].key)
        for at in range(gap.size)
    )
    moved = False
    for old, new in pairs:
        if old != new:
            if not _are_rolled(old, new, years):
                return False
            moved = True
    return moved


def _are_rolled(old: str, new: str, years: Years) -> bool:
    old_year, new_year = as_year(old), as_year(new)
    return old_year is not None and new_year is not None and years.are_rolled(old_year, new_year)


def years_apart(sides: TextPair, gap: Gap, years: Years) -> Iterator[Gap]:
    """Yield the parts of a gap, those of years that moved each by itself."""
    old = _years_in(sides.old, gap.old_start, gap.old_end)
    new = _years_in(sides.new, gap.new_start, gap.new_end)
    pairs = [Gap(*first, *second) for first, second in zip(old, new, strict=False)]
    if (
        not pairs
        or len(old) != len(new)
        or is_rolled(sides, gap, years)
        or not all(is_rolled(sides, pair, years) for pair in pairs)
    ):
        yield gap
        return
    old_done, new_done = gap.old_start, gap.new_start
    for pair in [*pairs, Gap(gap.old_end, gap.old_end, gap.new_end, gap.new_end)]:
        words = sides.trimmed(Gap(old_done, pair.old_start, new_done, pair.new_start))
        if words.size:
            yield words
        if pair.size:
            yield pair
        old_done, new_done = pair.old_end, pair.new_end


def _years_in(side: TextWords, start: int, end: int) -> list[tuple[int, int]]:
    """Return the years, with all of the dates and periods that they belong to."""
    found: list[tuple[int, int]] = []
    for at in range(start, end):
        if as_year(side.words[at].key) is None or (found and at < found[-1][1]):
            continue
        first, last = at, at + 1
        while first > start and side.is_glued(first):
            first -= 1
        while last < end and side.is_glued(last):
            last += 1
        found.append((first, last))
    return found
