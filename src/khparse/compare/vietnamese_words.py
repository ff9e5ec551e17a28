"""Where Vietnamese words begin, by underthesea: most have two syllables, which a blank parts in print.

underthesea is imported on first use: that and its model take half a second; it
reads about 200,000 code points a second.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from threading import Lock

_SYLLABLE = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")


def are_available() -> bool:
    """Return whether underthesea can be imported."""
    try:
        import underthesea  # noqa: F401
    except ImportError:
        return False
    return True


_loading = Lock()


@cache
def tokenizer() -> Callable[[str], list[str]]:
    """Return underthesea's function that cuts a sentence into words. Raises `ImportError` where it isn't there.

    Its model is loaded: while one thread does that by itself, underthesea gives others half a model.
    """
    with _loading:
        from underthesea import word_tokenize

        word_tokenize("và")
    return word_tokenize  # type: ignore[no-any-return]


@lru_cache(maxsize=1 << 12)
def word_starts(sentence: str) -> frozenset[int] | None:
    """Return the offsets in a sentence at which words begin.

    None where the words found don't add up to the sentence, so that nothing can be said.
    """
    # Spellings are unified by underthesea, so that words are found again by counting syllables, not letters.
    places = [match.start() for match in _SYLLABLE.finditer(sentence)]
    starts: list[int] = []
    done = 0
    for word in tokenizer()(sentence):
        syllables = len(_SYLLABLE.findall(word))
        if syllables:
            starts += places[done : done + 1]
        done += syllables
    return frozenset(starts) if done == len(places) else None
