"""The texts of a plan by section: headings, and what stands below them."""

from __future__ import annotations

from collections.abc import Iterator

from khparse.compare.units import ROOT, keys_of
from khparse.compare.wording import Text
from khparse.models import Plan, Section, Span


class Texts:
    """The texts of one plan, by the id of their section; that of the preamble is empty."""

    def __init__(self, plan: Plan) -> None:
        self.headings: dict[str, Text] = {}
        self.own: dict[str, Text] = {}
        self._keys_of: dict[str, str] = {}
        if plan.preamble:
            self.own[ROOT] = Text(None, plan.preamble.text, plan.preamble.span.start)
        for section in _walk(plan.sections):
            self.own[section.id] = Text(section.id, section.text, section.span.start)
            if section.heading and section.heading_span:
                self.headings[section.id] = Text(section.id, section.heading, section.heading_span.start)

    def around(self, section: str | None, span: Span) -> tuple[str, str]:
        """Return the text of a section before and behind a place in it; both empty where it isn't there."""
        own = self.own.get(section or ROOT)
        if own is None or not own.start <= span.start <= span.end <= own.start + len(own.text):
            return "", ""
        return own.text[: span.start - own.start], own.text[span.end - own.start :]

    def have(self, sections: list[str], words: str) -> bool:
        """Return whether one of these sections has these words, however spelled, in a row."""
        wanted = f" {' '.join(keys_of(words))} "
        return any(wanted in self._keys(name) for name in sections)

    def _keys(self, section: str) -> str:
        """Return the keys of the words of a section, its heading first, with blanks between them."""
        if section not in self._keys_of:
            texts = filter(None, (self.headings.get(section), self.own.get(section)))
            self._keys_of[section] = f" {' '.join(key for text in texts for key in keys_of(text.text))} "
        return self._keys_of[section]


def _walk(sections: list[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.children)
