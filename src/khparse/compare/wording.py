"""Which words of two corresponding texts differ, as a person would mark them.

Words are compared by their keys (words.py), so that spellings make no edit. What differs is then made readable:

* an edit covers whole numbers, dates, periods and abbreviations: `30/6/2023` instead of `30/6`, not `6` of `5`;
* of several places that words may have been put in at, it is the one between marks of punctuation;
* edits with one or two equal words between them become one, if neither has fewer words than stand between, and no
  sentence ends there: `Thông tin và Truyền thông` instead of `Khoa học và Công nghệ`;
* what runs over several sentences is parted where they end, if as many end on both sides;
* years that moved with the plan are edits of their own, so that they can be told apart (`rolled-over`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby, product
from typing import Literal

from khparse.compare import vietnamese_words
from khparse.compare.models import Edit, Wording
from khparse.compare.readable_edits import (
    by_sentences,
    is_rolled,
    joined,
    shifted,
    widened,
    with_rolled_years,
    years_apart,
)
from khparse.compare.sequences import Gap, gaps_between, union
from khparse.compare.text_words import SENTENCE, Text, TextPair, TextWords
from khparse.compare.years import Years

__all__ = ["By", "Succeeded", "Text", "edits_between"]

By = Literal["word", "syllable"]
"""What an edit consists of: Vietnamese words (of one or more syllables), or syllables."""

Succeeded = Callable[[str, str], bool]
"""Tells whether the second phrase names the body that took over from the one that the first names."""


def edits_between(
    old: list[Text],
    new: list[Text],
    years: Years,
    by: By = "syllable",
    are_succeeded: Succeeded | None = None,
) -> list[Edit]:
    """Return the words that differ, in order; spans count in the documents.

    Several texts are compared as one, as where a section was split; a passage that runs over several has their
    words joined with a blank and the section of the first. Words put in have an empty passage at their place in
    the old text, words left out in the new one. Without underthesea, `by` word is taken for syllable.
    """
    if [text.text for text in old] == [text.text for text in new]:
        return []
    sides = TextPair(TextWords(old), TextWords(new))
    gaps = gaps_between([word.key for word in sides.old.words], [word.key for word in sides.new.words])
    if not gaps:
        return []
    gaps = widened(shifted(sides, gaps), sides.is_whole, 0, len(sides.old.words))
    gaps = by_sentences(sides, gaps)
    gaps = joined(sides, with_rolled_years(sides, gaps, years), years)
    gaps = [part for gap in gaps for part in years_apart(sides, gap, years)]
    kinds = list(_kinds(sides, gaps, years, are_succeeded and cache(are_succeeded)))
    if by == "word" and vietnamese_words.are_available():
        kinds = _to_whole_words(sides, kinds)
    return [sides.edit(gap, kind) for gap, kind in kinds]


_LONGEST_NAME = 16  # words of a body's name, those that didn't change included
_WIDEST = 4  # equal words on either side that may belong to it


def _kinds(
    sides: TextPair, gaps: list[Gap], years: Years, are_succeeded: Succeeded | None
) -> Iterator[tuple[Gap, Wording]]:
    """Yield the gaps with their kinds; that of a succession is widened to the names of both bodies."""
    done = at = 0
    while at < len(gaps):
        gap = gaps[at]
        at += 1
        if is_rolled(sides, gap, years):
            yield gap, "rolled-over"
        elif are_succeeded and (named := _succession(sides, gaps, at - 1, done, are_succeeded)):
            gap, count = named
            at += count - 1
            yield gap, "succeeded"
        else:
            yield gap, "reworded"
        done = gap.old_end


def _succession(
    sides: TextPair, gaps: list[Gap], at: int, done: int, are_succeeded: Succeeded
) -> tuple[Gap, int] | None:
    """Return the shortest phrase around one gap or two that names a body and its successor, and how many gaps.

    `Ban Dân tộc` and `Sở Dân tộc và Tôn giáo` differ in two places. At most 50 phrases are asked for.
    """
    for count in (1, 2):
        if at + count > len(gaps):
            break
        gap = union(gaps[at], gaps[at + count - 1])
        if count == 2 and gaps[at + 1].old_start - gaps[at].old_end > _WIDEST:
            break
        behind = gaps[at + count].old_start if at + count < len(gaps) else len(sides.old.words)
        left, right = _room(sides, gap, gap.old_start - done, behind - gap.old_end)
        for before, after in sorted(product(range(left + 1), range(right + 1)), key=sum):
            phrase = Gap(
                gap.old_start - before, gap.old_end + after, gap.new_start - before, gap.new_end + after
            )
            if _may_be_names(sides, phrase) and are_succeeded(
                sides.old.printed(phrase.old_start, phrase.old_end),
                sides.new.printed(phrase.new_start, phrase.new_end),
            ):
                return phrase, count
    return None


def _room(sides: TextPair, gap: Gap, left: int, right: int) -> tuple[int, int]:
    """Return by how many equal words a gap can be widened within its sentence."""
    before = after = 0
    while (
        before < min(left, _WIDEST) and sides.pause(gap.old_start - before, gap.new_start - before) < SENTENCE
    ):
        before += 1
    while after < min(right, _WIDEST) and sides.pause(gap.old_end + after, gap.new_end + after) < SENTENCE:
        after += 1
    return before, after


def _may_be_names(sides: TextPair, gap: Gap) -> bool:
    """Tell whether both sides begin and end at whole words and are as long as names can be."""
    return (
        gap.old_start < gap.old_end
        and gap.new_start < gap.new_end
        and gap.size <= _LONGEST_NAME
        and sides.is_whole(gap.old_start, gap.new_start)
        and sides.is_whole(gap.old_end, gap.new_end)
    )


_WORD_SYLLABLES = 4  # that an edit is widened by on a side


def _to_whole_words(sides: TextPair, kinds: list[tuple[Gap, Wording]]) -> list[tuple[Gap, Wording]]:
    """Widen what is reworded to whole Vietnamese words, up to the edits of another kind around it."""
    whole: list[tuple[Gap, Wording]] = []
    groups = [(kind, [gap for gap, _ in group]) for kind, group in groupby(kinds, key=lambda item: item[1])]
    for number, (kind, gaps) in enumerate(groups):
        if kind == "reworded":
            first = whole[-1][0].old_end if whole else 0
            last = groups[number + 1][1][0].old_start if number + 1 < len(groups) else len(sides.old.words)
            gaps = widened(gaps, sides.is_between_words, first, last, _WORD_SYLLABLES)
        whole += [(gap, kind) for gap in gaps]
    return whole
