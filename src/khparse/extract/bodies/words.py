"""The words of a view with their offsets: what the grammar of bodies walks over."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

from khparse.document import View

_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*|[^\w ]|_+")

_GUARDS = 8  # newlines at the end, so that looking some words ahead never fails


class Words:
    """All words and signs of a view in lower case, a newline as a word of its own."""

    def __init__(self, view: View) -> None:
        self.view = view
        # The names that the document itself tells, as a tree of words like `lexicon.heads.known_names`.
        self.names: dict[str, Any] = {}
        self.idle = range(0)  # the words of the last long list of bodies without a duty
        self.starts: list[int] = []
        self.lower: list[str] = []
        known: dict[str, str] = {}  # each word is kept once: long texts say few
        start = 0
        for chunk in view.lower.split(" "):
            if chunk.isalnum():  # as most are: quicker than to search them
                self.starts.append(start)
                self.lower.append(known.setdefault(chunk, chunk))
            else:
                for match in _WORD.finditer(chunk):
                    self.starts.append(start + match.start())
                    word = match.group()
                    self.lower.append(known.setdefault(word, word))
            start += len(chunk) + 1
        self.last = len(self.lower)
        self.starts += [len(view.lower)] * _GUARDS
        self.lower += ["\n"] * _GUARDS

    def end(self, index: int) -> int:
        """Return the view offset behind the word."""
        return min(self.starts[index] + len(self.lower[index]), len(self.view.lower))

    def at(self, offset: int) -> int:
        """Return the index of the first word that begins at or behind view offset `offset`."""
        return bisect_left(self.starts, offset, 0, self.last)

    def pair(self, index: int) -> str:
        """Return the word and the one behind it, joined with a blank."""
        return f"{self.lower[index]} {self.lower[index + 1]}"

    def capital(self, index: int) -> bool:
        """Return whether the word begins with a capital letter."""
        start = self.starts[index]
        return self.view.folded[start : start + 1].isupper()
