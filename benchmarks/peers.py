"""Peers: libraries that do a part of the work, each over the same texts in its plainest use.

None does the same: eyecite looks for citations of American law, dateparser for dates alone, spaCy's matcher
for names that are given to it word by word. What is compared is the text that passes through in a second.

eyecite finds nothing in Vietnamese, and is quick because it skips patterns whose literal words a text lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

Run = Callable[[Iterable[str]], int]
"""Runs over texts and returns the number of finds."""


def _eyecite() -> Run:
    from eyecite import get_citations

    return lambda texts: sum(len(get_citations(text)) for text in texts)


def _dateparser() -> Run:
    from dateparser.search import search_dates

    return lambda texts: sum(len(search_dates(text, languages=["vi"]) or ()) for text in texts)


def _spacy() -> Run:
    import spacy
    from spacy.matcher import PhraseMatcher

    from khparse.lexicon import table, values

    # The language "vi" needs a word segmenter that is a package of its own.
    language = spacy.blank("xx")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    names = [name for row in table("agencies") for name in (row["name"], *values(row["aliases"]))]
    matcher.add("agency", [language.make_doc(name) for name in names])
    return lambda texts: sum(len(matcher(language.make_doc(text))) for text in texts)


PEERS: dict[str, Callable[[], Run]] = {
    "eyecite": _eyecite,
    "dateparser.search, vi": _dateparser,
    "spaCy blank, PhraseMatcher": _spacy,
}
"""Each imports its library and returns its run; ImportError where it isn't installed."""
