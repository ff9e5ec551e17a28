"""The bases of a plan paragraph by paragraph: they are listed in any order, and one put in moves no other."""

from __future__ import annotations

import re
from collections import Counter

from khparse.compare.wording import Text
from khparse.compare.words import words_of

_END = re.compile(r"(?<=[;.:,])[ \t]*\n|\n[ \t]*\n")


def without_equal_paragraphs(old: list[Text], new: list[Text]) -> tuple[list[Text], list[Text]]:
    """Return two texts without the paragraphs that stand in both, as often as they do, in whatever order."""
    first, second = (_paragraphs(texts) for texts in (old, new))
    shared = Counter(keys for _, keys in first) & Counter(keys for _, keys in second)
    return _others(first, shared), _others(second, shared)


def _paragraphs(texts: list[Text]) -> list[tuple[Text, tuple[str, ...]]]:
    found = []
    for text in texts:
        ends = [match.end() for match in _END.finditer(text.text)]
        for start, end in zip([0, *ends], [*ends, len(text.text)], strict=True):
            part = text.text[start:end]
            keys = tuple(word.key for word in words_of(part))
            if keys:
                found.append((Text(text.section, part, text.start + start), keys))
    return found


def _others(found: list[tuple[Text, tuple[str, ...]]], shared: Counter[tuple[str, ...]]) -> list[Text]:
    left, kept = shared.copy(), []
    for text, keys in found:
        if left[keys]:
            left[keys] -= 1
        else:
            kept.append(text)
    return kept
