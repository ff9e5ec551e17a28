"""Footnotes behind the text: the .docx reader and converters print them at the end as `[1] …`."""

from __future__ import annotations

import re

from khparse.document import Paragraph, View
from khparse.segment.labels import label_at

_LABEL = re.compile(r"(?P<mark>\[\^?\d{1,3}\]):? ")
_FIRST = re.compile(r"\n\[\^?1\]:? ")


def is_footnote(view: View, paragraph: Paragraph) -> bool:
    """Return whether a paragraph begins with the number of a footnote in square brackets."""
    return _LABEL.match(view.text, paragraph.start, paragraph.end) is not None


def find_footnotes(view: View) -> list[tuple[int, int]]:
    """Return the view range of the footnotes at the end, as a list of none or one.

    Only in a .docx document may one have several paragraphs: elsewhere what follows them can be anything.
    """
    start = max((match.start() + 1 for match in _FIRST.finditer(view.text)), default=0)
    tail = view.paragraphs[view.paragraph_at(start).index :] if start else []
    may_go_on = view.document.format == "docx"
    if tail and all(is_footnote(view, p) or (may_go_on and _goes_on(view, p)) for p in tail):
        return [(start, len(view.text))]
    return []


def _goes_on(view: View, paragraph: Paragraph) -> bool:
    """Return whether a paragraph may belong to the footnote before it: no cell, no unit of the outline."""
    return not paragraph.in_table and label_at(view.folded, paragraph.start, paragraph.end) is None


def mark_of(view: View, offset: int) -> int | None:
    """Return the view offset where the text refers to the footnote at `offset`; None where none shows."""
    index = view.paragraph_at(offset).index
    while index and not is_footnote(view, view.paragraphs[index]):
        index -= 1
    label = _LABEL.match(view.text, view.paragraphs[index].start)
    at = view.text.find(label["mark"], 0, label.start()) if label else -1
    return at if at >= 0 else None
