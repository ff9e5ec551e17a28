"""The words of corresponding texts with their places: what is printed between them, and which belong together."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from khparse.compare import vietnamese_words
from khparse.compare.models import Edit, Passage, Wording
from khparse.compare.sequences import Gap
from khparse.compare.words import Word, words_of
from khparse.models import Span


class Text(NamedTuple):
    """A text to compare: the id of the section it stands in, and its offset in the document (code points)."""

    section: str | None
    text: str
    start: int


COMMA, SENTENCE, PARAGRAPH = 1, 2, 3  # breaks between words
_LOOSE_GLUE, _TIGHT_GLUE = frozenset("/-–"), frozenset("/-–.,")  # between numbers, with blanks and without
_LONGEST_SENTENCE = 100  # words


class TextWords:
    """The words of the texts on one side."""

    def __init__(self, texts: list[Text]) -> None:
        self.texts = texts or [Text(None, "", 0)]
        self.words: list[Word] = []  # with places in their text
        self._firsts: list[int] = []  # the words that the texts begin with
        self._sentences: list[int] = []  # and the sentences; found when they are needed
        for text in self.texts:
            self._firsts.append(len(self.words))
            self.words += words_of(text.text)

    def _text_of(self, at: int) -> Text:
        return self.texts[bisect_right(self._firsts, at) - 1]

    def printed(self, start: int, end: int) -> str:
        """Return the words from `start` up to `end` as printed."""
        first, last = bisect_right(self._firsts, start) - 1, bisect_right(self._firsts, end - 1) - 1
        if first == last:
            return self.texts[first].text[self.words[start].start : self.words[end - 1].end]
        middle = [text.text for text in self.texts[first + 1 : last]]
        opening = self.texts[first].text[self.words[start].start :]
        closing = self.texts[last].text[: self.words[end - 1].end]
        return " ".join(text.strip() for text in (opening, *middle, closing))

    def _between(self, at: int) -> str:
        """Return what is printed between the word `at` and the one before; a new line where a text ends."""
        if at == len(self.words) or self._begins_text(at):
            return "\n"
        return self._text_of(at).text[self.words[at - 1].end : self.words[at].start]

    def _begins_text(self, at: int) -> bool:
        return at == self._firsts[bisect_right(self._firsts, at) - 1]

    def pause(self, at: int) -> int:
        """Return how much of a break there is before the word `at`: of paragraphs, sentences, clauses or none."""
        mark = self._between(at)
        if "\n" in mark:
            return PARAGRAPH
        if any(sign in mark for sign in ".;:!?"):
            return SENTENCE
        return COMMA if mark.strip() else 0

    def is_glued(self, at: int) -> bool:
        """Tell whether the word `at` is part of one number, date or phrase with the word before."""
        if at == len(self.words) or self._begins_text(at):
            return False
        before, word = self.words[at - 1], self.words[at]
        if before.start == word.start:
            return True  # of a phrase with several spellings
        if not before.key[0].isdecimal():
            return False
        if not word.key[0].isdecimal():
            return word.key == "%" or before.end == word.start  # 8h30, 20m2
        text = self._text_of(at).text
        mark = text[before.end : word.start]
        if "\n" in mark:
            return False
        if mark.strip():
            return mark.strip() in _LOOSE_GLUE or mark in _TIGHT_GLUE
        return not text[word.start].isdecimal()  # `tháng 6` and `năm 2023` of a date are one word each

    def passage(self, start: int, end: int, *, is_before: bool) -> Passage:
        """Return the words from `start` up to `end` with their place in the document.

        An empty passage stands right behind the word before, or right before the next one (`is_before`).
        """
        if start < end:
            return self._passage(
                self._place(start), self._place(end - 1, is_end=True), self.printed(start, end)
            )
        if not self.words:
            place = 0, self.texts[0].start
        elif start and not (is_before and start < len(self.words)):
            place = self._place(start - 1, is_end=True)
        else:
            place = self._place(start)
        return self._passage(place, place, "")

    def _place(self, at: int, *, is_end: bool = False) -> tuple[int, int]:
        """Return the number of the text that a word stands in, and its beginning or end in the document."""
        number = bisect_right(self._firsts, at) - 1
        word = self.words[at]
        return number, self.texts[number].start + (word.end if is_end else word.start)

    def _passage(self, start: tuple[int, int], end: tuple[int, int], printed: str) -> Passage:
        section = self.texts[start[0]].section
        return Passage(section=section, text=printed, span=Span(start=start[1], end=end[1]))

    def begins_word(self, at: int) -> bool:
        """Tell whether a Vietnamese word begins at the word `at`, as far as is known."""
        if at == len(self.words) or self.pause(at):
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
            if self.pause(at) >= SENTENCE or at - starts[-1] >= _LONGEST_SENTENCE:
                starts.append(at)
        return starts


class TextPair(NamedTuple):
    """Both sides."""

    old: TextWords
    new: TextWords

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
