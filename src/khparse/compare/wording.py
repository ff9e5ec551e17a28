"""Which words of two corresponding texts differ, as a person would mark them.

Words are compared by their keys (words.py), so that spellings make no edit. What differs is then made readable:

* an edit covers whole numbers, dates, periods and abbreviations: `30/6/2023` instead of `30/6`, not `6` of `5`;
* of several places that words may have been put in at, it is the one between marks of punctuation;
* edits with one or two equal words between them become one, if neither has fewer words than stand between, and no
  sentence ends there: `Thông tin và Truyền thông` instead of `Khoa học và Công nghệ`;
* years that moved with the plan are edits of their own, so that they can be told apart (`rolled-over`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby, product
from typing import Literal, NamedTuple

from khparse.compare import vietnamese_words
from khparse.compare.models import Edit, Passage, Wording
from khparse.compare.sequences import Gap, gaps_between
from khparse.compare.words import Word, words_of
from khparse.compare.years import Years, as_year
from khparse.models import Span

By = Literal["word", "syllable"]
"""What an edit consists of: Vietnamese words (of one or more syllables), or syllables."""

Succeeded = Callable[[str, str], bool]
"""Tells whether the second phrase names the body that took over from the one that the first names."""


class Text(NamedTuple):
    """A text to compare: the id of the section it stands in, and its offset in the document (code points)."""

    section: str | None
    text: str
    start: int


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
    sides = _Sides(_Side(old), _Side(new))
    gaps = gaps_between([word.key for word in sides.old.words], [word.key for word in sides.new.words])
    if not gaps:
        return []
    gaps = _widened(_shifted(sides, gaps), sides.is_whole, 0, len(sides.old.words))
    gaps = _joined(sides, _with_rolled_years(sides, gaps, years), years)
    gaps = [part for gap in gaps for part in _years_apart(sides, gap, years)]
    kinds = list(_kinds(sides, gaps, years, are_succeeded))
    if by == "word" and vietnamese_words.are_available():
        kinds = _to_whole_words(sides, kinds)
    return [sides.edit(gap, kind) for gap, kind in kinds]


# --- The texts of one plan ---

_COMMA, _SENTENCE, _PARAGRAPH = 1, 2, 3
_LOOSE_GLUE, _TIGHT_GLUE = frozenset("/-–"), frozenset("/-–.,")  # between numbers, with blanks and without
_LONGEST_SENTENCE = 100  # words


class _Side:
    """The words of the texts on one side."""

    def __init__(self, texts: list[Text]) -> None:
        self.texts = texts
        self.words: list[Word] = []  # with places in the document
        self._text_of: list[int] = []
        self._sentences: list[int] = []  # the words that they begin with; found when they are needed
        for number, text in enumerate(texts):
            found = words_of(text.text)
            self.words += [Word(key, text.start + start, text.start + end) for key, start, end in found]
            self._text_of += [number] * len(found)

    def printed(self, start: int, end: int) -> str:
        """Return the words from `start` up to `end` as printed."""
        first, last = self._text_of[start], self._text_of[end - 1]
        if first == last:
            return self._slice(first, self.words[start].start, self.words[end - 1].end)
        return " ".join(
            self._slice(
                number,
                self.words[start].start if number == first else text.start,
                self.words[end - 1].end if number == last else text.start + len(text.text),
            ).strip()
            for number, text in enumerate(self.texts[first : last + 1], first)
        )

    def _slice(self, number: int, start: int, end: int) -> str:
        text = self.texts[number]
        return text.text[start - text.start : end - text.start]

    def between(self, at: int) -> str:
        """Return what is printed between the word `at` and the one before; a new line at either end."""
        if not 0 < at < len(self.words) or self._text_of[at - 1] != self._text_of[at]:
            return "\n"
        return self._slice(self._text_of[at], self.words[at - 1].end, self.words[at].start)

    def pause(self, at: int) -> int:
        """Return how much of a break there is before the word `at`: of paragraphs, sentences, clauses or none."""
        mark = self.between(at)
        if "\n" in mark:
            return _PARAGRAPH
        if any(sign in mark for sign in ".;:!?"):
            return _SENTENCE
        return _COMMA if mark.strip() else 0

    def is_glued(self, at: int) -> bool:
        """Tell whether the word `at` is part of one number, date or phrase with the word before."""
        if not 0 < at < len(self.words) or self._text_of[at - 1] != self._text_of[at]:
            return False
        before, word = self.words[at - 1], self.words[at]
        if before.start == word.start:
            return True  # of a phrase with several spellings
        if not before.key[0].isdecimal():
            return False
        if not word.key[0].isdecimal():
            return word.key == "%"
        mark = self.between(at)
        if "\n" in mark:
            return False
        if mark.strip():
            return mark.strip() in _LOOSE_GLUE or mark in _TIGHT_GLUE
        place = self.words[at].start  # `tháng 6` and `năm 2023` of a date are one word each
        return not self._slice(self._text_of[at], place, place + 1).isdecimal()

    def passage(self, start: int, end: int, *, is_before: bool) -> Passage:
        """Return the words from `start` up to `end` with their place.

        An empty passage stands right behind the word before, or right before the next one (`is_before`).
        """
        words = self.words
        if start < end:
            text, printed = self.texts[self._text_of[start]], self.printed(start, end)
            return _passage(text, words[start].start, words[end - 1].end, printed)
        if not words:
            text = self.texts[0] if self.texts else Text(None, "", 0)
            return _passage(text, text.start, text.start, "")
        if start and not (is_before and start < len(words)):
            place = words[start - 1].end
            return _passage(self.texts[self._text_of[start - 1]], place, place, "")
        place = words[start].start
        return _passage(self.texts[self._text_of[start]], place, place, "")

    def begins_word(self, at: int) -> bool:
        """Tell whether a Vietnamese word begins at the word `at`, as far as is known."""
        if not 0 < at < len(self.words) or self.pause(at):
            return True
        if not self._sentences:
            self._sentences = self._split()
        number = bisect_right(self._sentences, at) - 1
        start = self._sentences[number]
        end = self._sentences[number + 1] if number + 1 < len(self._sentences) else len(self.words)
        starts = vietnamese_words.word_starts(self.printed(start, end))
        return starts is None or self.words[at].start - self.words[start].start in starts

    def _split(self) -> list[int]:
        """Return where sentences begin; very long ones are cut."""
        starts = [0]
        for at in range(1, len(self.words)):
            if self.pause(at) >= _SENTENCE or at - starts[-1] >= _LONGEST_SENTENCE:
                starts.append(at)
        return starts


def _passage(text: Text, start: int, end: int, printed: str) -> Passage:
    return Passage(section=text.section, text=printed, span=Span(start=start, end=end))


class _Sides(NamedTuple):
    """Both sides."""

    old: _Side
    new: _Side

    def is_whole(self, old: int, new: int) -> bool:
        """Tell whether no number or phrase is cut apart before these words."""
        return not self.old.is_glued(old) and not self.new.is_glued(new)

    def is_between_words(self, old: int, new: int) -> bool:
        """Tell whether no Vietnamese word is cut apart before these words."""
        return self.is_whole(old, new) and self.old.begins_word(old) and self.new.begins_word(new)

    def pause(self, old: int, new: int) -> int:
        """Return the greater of the breaks before these words."""
        return max(self.old.pause(old), self.new.pause(new))

    def trimmed(self, gap: Gap) -> Gap:
        """Leave out the words that both sides begin and end with, but nothing less than whole numbers."""
        old_start, old_end, new_start, new_end = gap
        best_start, best_end = (old_start, new_start), (old_end, new_end)
        while old_start < old_end and new_start < new_end and self._are_equal(old_start, new_start):
            old_start, new_start = old_start + 1, new_start + 1
            if self.is_whole(old_start, new_start):
                best_start = old_start, new_start
        old_start, new_start = best_start
        while old_start < old_end and new_start < new_end and self._are_equal(old_end - 1, new_end - 1):
            old_end, new_end = old_end - 1, new_end - 1
            if self.is_whole(old_end, new_end):
                best_end = old_end, new_end
        return Gap(old_start, best_end[0], new_start, best_end[1])

    def _are_equal(self, old: int, new: int) -> bool:
        return self.old.words[old].key == self.new.words[new].key

    def edit(self, gap: Gap, kind: Wording) -> Edit:
        """Return what an edit says; words put in or left out belong to the side that the lesser break is on."""
        filled, start, end = (
            (self.new, gap.new_start, gap.new_end)
            if gap.old_start == gap.old_end
            else (self.old, gap.old_start, gap.old_end)
        )
        is_before = filled.pause(end) < filled.pause(start)
        return Edit(
            kind=kind,
            old=self.old.passage(gap.old_start, gap.old_end, is_before=is_before),
            new=self.new.passage(gap.new_start, gap.new_end, is_before=is_before),
            change=None,
        )


# --- Readable edits ---

_FARTHEST = 40  # words that an insertion or deletion is shifted by


def _shifted(sides: _Sides, gaps: list[Gap]) -> list[Gap]:
    """Shift words put in or left out to where they stand between marks, if the same words are there too."""
    shifted: list[Gap] = []
    for number, gap in enumerate(gaps):
        behind = gaps[number + 1] if number + 1 < len(gaps) else None
        old_empty, new_empty = gap.old_start == gap.old_end, gap.new_start == gap.new_end
        if old_empty == new_empty:
            shifted.append(gap)
            continue
        side, start, end = (sides.new, gap.new_start, gap.new_end) if old_empty else (
            sides.old, gap.old_start, gap.old_end)  # fmt: skip
        before_end = (shifted[-1].old_end, shifted[-1].new_end) if shifted else (-1, -1)
        room_left = min(gap.old_start - before_end[0], gap.new_start - before_end[1]) - 1
        room_right = (
            min(behind.old_start - gap.old_end, behind.new_start - gap.new_end) - 1
            if behind
            else len(side.words)
        )
        shift = _best_shift(side, start, end, room_left, room_right)
        shifted.append(Gap(*(place + shift for place in gap)))
    return shifted


def _best_shift(side: _Side, start: int, end: int, room_left: int, room_right: int) -> int:
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


def _widened(
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

    widened: list[Gap] = []
    done = 0  # gaps
    while done < len(gaps):
        gap = gaps[done]
        done += 1
        left = steps(
            gap.old_start, gap.new_start, -1, gap.old_start - (widened[-1].old_end if widened else first)
        )
        gap = gap._replace(old_start=gap.old_start - left, new_start=gap.new_start - left)
        while True:
            end = gaps[done].old_start if done < len(gaps) else last
            right = steps(gap.old_end, gap.new_end, 1, end - gap.old_end)
            gap = gap._replace(old_end=gap.old_end + right, new_end=gap.new_end + right)
            if done == len(gaps) or gap.old_end < end:
                break
            gap = _union(gap, gaps[done])
            done += 1
        if left and widened and widened[-1].old_end == gap.old_start:
            gap = _union(widened.pop(), gap)
        widened.append(gap)
    return widened


def _union(first: Gap, second: Gap) -> Gap:
    return Gap(first.old_start, second.old_end, first.new_start, second.new_end)


_JOINED_WORDS = 2  # equal words that edits are joined over
_ROLLED_WORDS = 12  # of a phrase whose years are compared one by one


def _with_rolled_years(sides: _Sides, gaps: list[Gap], years: Years) -> list[Gap]:
    """Join gaps that only together are years that moved: `2023, 2024` instead of `2024, 2025`."""
    joined: list[Gap] = []
    for gap in gaps:
        if joined:
            whole = _union(joined[-1], gap)
            if (
                whole.size <= _ROLLED_WORDS
                and not _is_rolled(sides, joined[-1], years)
                and not _is_rolled(sides, gap, years)
                and _is_rolled(sides, whole, years)
            ):
                joined[-1] = whole
                continue
        joined.append(gap)
    return joined


def _joined(sides: _Sides, gaps: list[Gap], years: Years) -> list[Gap]:
    """Join gaps with so few equal words between them that they read as one."""
    joined: list[Gap] = []
    for gap in gaps:
        if joined and _read_as_one(sides, joined[-1], gap, years):
            joined[-1] = _union(joined[-1], gap)
        else:
            joined.append(gap)
    return joined


def _read_as_one(sides: _Sides, first: Gap, second: Gap, years: Years) -> bool:
    equal = second.old_start - first.old_end
    return (
        equal <= min(_JOINED_WORDS, first.size, second.size)
        and all(sides.pause(first.old_end + at, first.new_end + at) < _SENTENCE for at in range(equal + 1))
        and not _is_rolled(sides, first, years)
        and not _is_rolled(sides, second, years)
    )


# --- Kinds of edits ---


def _is_rolled(sides: _Sides, gap: Gap, years: Years) -> bool:
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


def _years_apart(sides: _Sides, gap: Gap, years: Years) -> Iterator[Gap]:
    """Yield the parts of a gap, those of years that moved each by itself."""
    old = _years_in(sides.old, gap.old_start, gap.old_end)
    new = _years_in(sides.new, gap.new_start, gap.new_end)
    pairs = [Gap(*first, *second) for first, second in zip(old, new, strict=False)]
    if (
        not pairs
        or len(old) != len(new)
        or _is_rolled(sides, gap, years)
        or not all(_is_rolled(sides, pair, years) for pair in pairs)
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


def _years_in(side: _Side, start: int, end: int) -> list[tuple[int, int]]:
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


_LONGEST_NAME = 16  # words of a body's name, those that didn't change included
_WIDEST = 4  # equal words on either side that may belong to it


def _kinds(
    sides: _Sides, gaps: list[Gap], years: Years, are_succeeded: Succeeded | None
) -> Iterator[tuple[Gap, Wording]]:
    """Yield the gaps with their kinds; that of a succession is widened to the names of both bodies."""
    done = at = 0
    while at < len(gaps):
        gap = gaps[at]
        at += 1
        if _is_rolled(sides, gap, years):
            yield gap, "rolled-over"
        elif are_succeeded and (named := _succession(sides, gaps, at - 1, done, are_succeeded)):
            gap, count = named
            at += count - 1
            yield gap, "succeeded"
        else:
            yield gap, "reworded"
        done = gap.old_end


def _succession(
    sides: _Sides, gaps: list[Gap], at: int, done: int, are_succeeded: Succeeded
) -> tuple[Gap, int] | None:
    """Return the shortest phrase around one gap or two that names a body and its successor, and how many gaps.

    `Ban Dân tộc` and `Sở Dân tộc và Tôn giáo` differ in two places. At most 50 phrases are asked for.
    """
    for count in (1, 2):
        if at + count > len(gaps):
            break
        gap = _union(gaps[at], gaps[at + count - 1])
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


def _room(sides: _Sides, gap: Gap, left: int, right: int) -> tuple[int, int]:
    """Return by how many equal words a gap can be widened within its sentence."""
    before = after = 0
    while (
        before < min(left, _WIDEST)
        and sides.pause(gap.old_start - before, gap.new_start - before) < _SENTENCE
    ):
        before += 1
    while after < min(right, _WIDEST) and sides.pause(gap.old_end + after, gap.new_end + after) < _SENTENCE:
        after += 1
    return before, after


def _may_be_names(sides: _Sides, gap: Gap) -> bool:
    """Tell whether both sides begin and end at whole words and are as long as names can be."""
    return (
        gap.old_start < gap.old_end
        and gap.new_start < gap.new_end
        and gap.size <= _LONGEST_NAME
        and sides.is_whole(gap.old_start, gap.new_start)
        and sides.is_whole(gap.old_end, gap.new_end)
    )


_WORD_SYLLABLES = 4  # that an edit is widened by on a side


def _to_whole_words(sides: _Sides, kinds: list[tuple[Gap, Wording]]) -> list[tuple[Gap, Wording]]:
    """Widen what is reworded to whole Vietnamese words, up to the edits of another kind around it."""
    whole: list[tuple[Gap, Wording]] = []
    groups = [(kind, [gap for gap, _ in group]) for kind, group in groupby(kinds, key=lambda item: item[1])]
    for number, (kind, gaps) in enumerate(groups):
        if kind == "reworded":
            first = whole[-1][0].old_end if whole else 0
            last = groups[number + 1][1][0].old_start if number + 1 < len(groups) else len(sides.old.words)
            gaps = _widened(gaps, sides.is_between_words, first, last, _WORD_SYLLABLES)
        whole += [(gap, kind) for gap in gaps]
    return whole
