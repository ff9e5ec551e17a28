"""The words of a view with their offsets: what the grammar of bodies walks over."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

from khparse.document import View

_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*|[^\w ]|_+")


class Words:
    """All words and signs of a view in lower case, a newline as a word of its own."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.starts = array("q")
        self.ends = array("q")
        self.lower: list[str] = []
        for match in _WORD.finditer(view.lower):
            self.starts.append(match.start())
            self.ends.append(match.end())
            self.lower.append(match.group())
        self.lower.append("\n")  # a guard, so that looking one ahead never fails
        self.starts.append(len(view.lower))
        self.ends.append(len(view.lower))
        self.last = len(self.lower) - 1

    def at(self, offset: int) -> int:
        """Return the index of the first word that begins at or behind view offset `offset`."""
        return min(bisect_left(self.starts, offset), self.last)

    def capital(self, index: int) -> bool:
        """Return whether the word begins with a capital letter."""
        start = self.starts[index]
        return self.view.folded[start : start + 1].isupper()
