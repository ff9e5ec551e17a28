"""The texts of a plan by section: headings, and what stands below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from khparse.compare.models import Passage
from khparse.compare.units import ROOT, YEAR, keys_of
from khparse.compare.wording import Text
from khparse.compare.words import words_of
from khparse.compare.years import as_year
from khparse.models import Plan, Section, Span


class Texts:
    """The texts of one plan, by the id of their section; that of the preamble is empty."""

    def __init__(self, plan: Plan) -> None:
        self.headings: dict[str, Text] = {}
        self._squeezed: dict[str, Span] = {}
        self.own: dict[str, Text] = {}
        self._pairs: dict[str, Counter[tuple[str, str]]] = {}
        self._keys: dict[tuple[str, bool], list[str]] = {}
        if plan.preamble:
            self.own[ROOT] = Text(None, plan.preamble.text, plan.preamble.span.start)
        for section in _walk(plan.sections):
            self.own[section.id] = Text(section.id, section.text, section.span.start)
            if section.heading and section.heading_span:
                span = section.heading_span
                self.headings[section.id] = Text(section.id, section.heading, span.start)
                if span.end - span.start != len(section.heading):
                    self._squeezed[section.id] = span

    def around(self, section: str | None, span: Span) -> tuple[str, str]:
        """Return the text of a section before and behind a place in it; both empty where it isn't there."""
        own = self.own.get(section or ROOT)
        if own is None or not own.start <= span.start <= span.end <= own.start + len(own.text):
            return "", ""
        return own.text[: span.start - own.start], own.text[span.end - own.start :]

    def placed(self, passage: Passage) -> Passage:
        """Return a passage with its place; in a heading that was printed with more blanks, that of the heading."""
        span = self._squeezed.get(passage.section or "")
        if span is None or not span.start <= passage.span.start <= span.end:
            return passage
        return passage.model_copy(update={"span": span})

    def have(self, sections: list[str], words: str, years_count: bool = False) -> bool:
        """Return whether one of these sections has these words, however spelled, in a row.

        All years are one, unless `years_count`.
        """
        keys = [word.key for word in words_of(words)] if years_count else keys_of(words)
        wanted = f" {' '.join(keys)} "
        return any(wanted in f" {' '.join(self.keys(name, years_count))} " for name in sections)

    def share(self, sections: list[str], words: tuple[str, ...]) -> float:
        """Return which share of the pairs of neighbouring words stands in these sections as well."""
        pairs = Counter(pairwise(words))
        there = [self._pairs_in(name) for name in sections]
        found = sum(min(number, sum(section[pair] for section in there)) for pair, number in pairs.items())
        return found / pairs.total() if pairs else 0.0

    def _pairs_in(self, section: str) -> Counter[tuple[str, str]]:
        if section not in self._pairs:
            self._pairs[section] = Counter(pairwise(self.keys(section)))
        return self._pairs[section]

    def keys(self, section: str, years_count: bool = False) -> list[str]:
        """Return the keys of the words of a section, its heading first; all years are one, unless they count."""
        if (section, years_count) not in self._keys:
            texts = filter(None, (self.headings.get(section), self.own.get(section)))
            keys = [word.key for text in texts for word in words_of(text.text)]
            self._keys[section, years_count] = (
                keys if years_count else [YEAR if as_year(k) else k for k in keys]
            )
        return self._keys[section, years_count]


def _walk(sections: list[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.children)
