"""Cells of a table that compares two plans: one for each, with the words marked that only it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from khparse.compare.models import Edit
from khparse.compare.texts import Texts
from khparse.compare.wording import Text, edits_between
from khparse.compare.years import Years
from khparse.models import Span
from khparse.output.comparison.pieces import Piece, pieces_of
from khparse.output.comparison.words import Lang, word

Cell = list[Piece]
"""What stands in a cell: `same` words are plain, the others are only in this plan. A new line is a piece `\\n`."""

Own = Literal["deleted", "inserted"]
"""What words are that only one plan has: `deleted` of the old one, `inserted` of the new one."""

NEW_LINE = Piece("same", "\n")

DELETED_COLOUR, INSERTED_COLOUR = "9C2F10", "00695C"
"""Red-brown and blue-green: people who don't tell red from green see them apart, and both are dark on paper."""

_SLACK = 12  # words that may follow before a text is cut: the number of its words takes room as well
_CHARACTERS = 12  # of a word: what has no blanks is cut as well
_AROUND = 8  # words on each side of an edit in a text that is cut


class Cells:
    """Makes cells that have about `longest` words at most."""

    def __init__(self, lang: Lang, longest: int) -> None:
        self._lang: Lang = lang
        self._longest = longest

    def is_short(self, text: str) -> bool:
        """Return whether a text fits a cell."""
        return len(text) <= self._longest * _CHARACTERS and _count(text) <= self._longest + _SLACK

    def first_words(self, text: str) -> str:
        """Return a text without marks, cut with an ellipsis."""
        return text if self.is_short(text) else f"{_opening(text, self._longest)} …"

    def whole(self, text: str, own: Own, longest: int | None = None) -> Cell:
        """Return a text that only one plan has; one that is too long is cut and its words are counted."""
        if self.is_short(text) and (longest is None or _count(text) <= longest + _SLACK):
            return [Piece(own, text)] if text else []
        shown = _opening(text, self._longest if longest is None else longest)
        count = _count(text)
        if count <= _count(shown):  # a word without end
            return [Piece(own, shown), Piece("same", " …")]
        grouped = f"{count:,}".replace(",", "." if self._lang == "vi" else ",")
        return [Piece(own, shown), Piece("same", f" … {word('words_in_all', self._lang, count=grouped)}")]

    def differing(self, old: str, new: str, years: Years) -> tuple[Cell, Cell]:
        """Return both versions of a text on one line; what is only spelled otherwise isn't marked."""
        edits = edits_between([Text(None, old, 0)], [Text(None, new, 0)], years)
        return (
            self._cut(_marked(old, (edit.old.span for edit in edits), "deleted")),
            self._cut(_marked(new, (edit.new.span for edit in edits), "inserted")),
        )

    def edited(self, edits: list[Edit], texts: Texts, own: Own) -> Cell:
        """Return the words of edits that one plan has, among those that stand around them in its `texts`."""
        if own == "deleted":  # words around an edit are taken from what is the new plan
            edits = [edit.model_copy(update={"old": edit.new, "new": edit.old}) for edit in edits]
        here = (piece for piece in pieces_of(edits, texts) if piece.kind != "deleted")
        return self._cut(
            _tidy(Piece(own, text) if kind == "inserted" else Piece("same", text) for kind, text in here)
        )

    def _cut(self, cell: Cell) -> Cell:
        """Return a cell without words far from those that are marked, and without what is too much."""
        if self.is_short("".join(piece.text for piece in cell)):
            return cell
        made: Cell = []
        room = self._longest
        for at, (kind, text) in enumerate(cell):
            if room <= 0:
                left = sum(piece.kind != "same" for piece in cell[at:])
                more = f" … {word('more_places', self._lang, count=left)}" if left else ""
                return _tidy([*made, Piece("same", more)])
            if kind == "same":
                made.append(Piece("same", _near_marks(text, at > 0, at < len(cell) - 1)))
            else:
                made += self.whole(text, kind, room)
            room -= max(_count(made[-1].text), len(made[-1].text) // _CHARACTERS)
        return made


def _count(text: str) -> int:
    return len(text.split())


def _opening(text: str, words: int) -> str:
    return " ".join(text[: words * _CHARACTERS].split(" ")[:words])


def _near_marks(text: str, before: bool, behind: bool) -> str:
    """Return the words of a text next to the marked ones `before` and `behind` it."""
    words = text.split(" ")
    if len(words) <= 2 * _AROUND + 2 and len(text) <= len(words) * _CHARACTERS:
        return text
    first = _opening(text, _AROUND) if before else ""
    last = " ".join(words[-_AROUND:])[-_AROUND * _CHARACTERS :] if behind else ""
    return " … ".join((first, last)) if first and last else f"{first} …" if first else f"… {last}"


def _marked(text: str, spans: Iterable[Span], own: Own) -> Cell:
    """Return a text with the words in `spans` marked; spans are in order."""
    cell: Cell = []
    at = 0
    for span in spans:
        cell += [Piece("same", text[at : span.start]), Piece(own, text[span.start : span.end])]
        at = span.end
    return _tidy([*cell, Piece("same", text[at:])])


def _tidy(pieces: Iterable[Piece]) -> Cell:
    """Return pieces with single blanks between them, none of them marked, and without empty ones."""
    cell: Cell = []
    for kind, text in _with_blanks_apart(pieces):
        last = cell[-1].text if cell else " "
        shown = text.lstrip(" ") if last.endswith(" ") else text
        if last.rstrip(" ").endswith("…") and shown.lstrip(" ").startswith("…"):
            shown = shown.lstrip(" ")[1:].lstrip(" ")
        if not shown:
            continue
        if cell and cell[-1].kind == kind:
            cell[-1] = Piece(kind, last + shown)
        else:
            cell.append(Piece(kind, shown))
    return cell


def _with_blanks_apart(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for kind, text in pieces:
        if kind == "same":
            yield Piece(kind, text)
            continue
        middle = text.strip(" ")
        yield Piece("same", text[: len(text) - len(text.lstrip(" "))])
        yield Piece(kind, middle)
        yield Piece("same", text[len(text.rstrip(" ")) :])
