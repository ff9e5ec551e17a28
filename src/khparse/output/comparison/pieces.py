"""Words that changed, in the words that stand around them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Literal, NamedTuple

from khparse.compare.models import Edit
from khparse.compare.texts import Texts
from khparse.facts.rows import one_line
from khparse.output.words import plain

_AROUND = 6  # words before and behind an edit
_ELLIPSIS = " … "


class Piece(NamedTuple):
    """A stretch of text: in both plans, only in the old one, or only in the new one."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


def pieces_of(
    edits: list[Edit], new: Texts, others: Mapping[str | None, list[Edit]] | None = None
) -> list[Piece]:
    """Return edits with some words of the new plan around each; what lies between is left out (`…`).

    `others` has all edits by section: where there are more among the words shown, they are shown as well.
    """
    made: list[Piece] = []
    for section, group in groupby(edits, key=lambda edit: edit.new.section):
        if made:
            made.append(Piece("same", _ELLIPSIS))
        made += _in_section(_with_near(list(group), (others or {}).get(section, []), new), new)
    return [piece for piece in made if piece.text]


def _with_near(edits: list[Edit], others: list[Edit], new: Texts) -> list[Edit]:
    """Return edits with those others that lie among the words shown around them."""
    windows = []
    for edit in edits:
        before, behind = new.around(edit.new.section, edit.new.span)
        reach = len(" ".join(before.split()[-_AROUND:])), len(" ".join(behind.split()[:_AROUND]))
        windows.append((edit.new.span.start - reach[0], edit.new.span.end + reach[1]))
    near = [
        other
        for other in others
        if other in edits or any(start <= other.new.span.start <= end for start, end in windows)
    ]
    return near if len(near) >= len(edits) else edits


def _in_section(edits: list[Edit], new: Texts) -> list[Piece]:
    made: list[Piece] = []
    for at, edit in enumerate(edits):
        before, behind = (_line(part) for part in new.around(edit.new.section, edit.new.span))
        if at > 0 and edits[at - 1].new.span.end <= edit.new.span.start:
            start = edits[at - 1].new.span
            between = _line(new.around(edit.new.section, start)[1][: edit.new.span.start - start.end])
            made.append(Piece("same", _shortened(between, True, True)))
        else:
            made.append(Piece("same", _shortened(before, True, False)))
        made.append(Piece("deleted", _line(edit.old.text)))
        if edit.old.text and edit.new.text:
            made.append(Piece("same", " "))
        made.append(Piece("inserted", _line(edit.new.text)))
        if at + 1 == len(edits) or edits[at + 1].new.span.start < edit.new.span.end:
            made.append(Piece("same", _shortened(behind, False, True)))
    return made


def _shortened(text: str, at_end: bool, at_start: bool) -> str:
    """Return the words of a text next to an edit: at its end, at its start, or both with the middle left out."""
    words = text.split(" ")
    if at_end and at_start:
        if len(words) <= 2 * _AROUND + 2:
            return text
        return f"{_joined(words[:_AROUND])}{_ELLIPSIS}{_joined(words[-_AROUND:])}"
    if at_end:
        return text if len(words) <= _AROUND + 1 else f"… {_joined(words[-_AROUND:])}"
    return text if len(words) <= _AROUND + 1 else f"{_joined(words[:_AROUND])} …"


def _joined(words: list[str]) -> str:
    return " ".join(words)


def _line(text: str) -> str:
    """Return a text on one line; blanks at its ends are kept as one."""
    squeezed = plain(one_line(text))
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and squeezed else ""
    return f"{start}{squeezed}{end}"
