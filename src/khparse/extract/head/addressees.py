"""Addressees: the list behind "Kính gửi:" of a letter, or behind "… điện:" of a telegram."""

from __future__ import annotations

from khparse.document import Paragraph, View
from khparse.segment.labels import BULLETS, label_at

_MOST_ADDRESSEES = 40
_LONGEST_OPENING = 90
_TELEGRAM = (" điện:", " điện :", " điện")


def behind_addressees(view: View, start: int) -> int:
    """Return where the list behind "Kính gửi:" or "… điện:" ends when it stands at `start`, else `start`."""
    at = view.paragraph_at(start).index if start < len(view.text) else len(view.paragraphs)
    following = view.paragraphs[at : at + _MOST_ADDRESSEES]
    if not following or not _opens(view, following[:2]):
        return start
    for paragraph in following[1:]:
        label = label_at(view.folded, paragraph.start, paragraph.end)
        if label is None or label.kind != "bullet":
            return paragraph.start
    return start


def _opens(view: View, paragraphs: list[Paragraph]) -> bool:
    """Return whether the first paragraph opens a list of addressees; that of a telegram has bullets below it."""
    first = paragraphs[0]
    if view.lower.startswith("kính gửi", first.start):
        return True
    if first.end - first.start > _LONGEST_OPENING or not view.lower.endswith(
        _TELEGRAM, first.start, first.end
    ):
        return False
    return len(paragraphs) > 1 and view.text[paragraphs[1].start] in BULLETS
