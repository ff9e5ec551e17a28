"""Headings: how much of a labelled paragraph is the unit's name, and where its text begins."""

from __future__ import annotations

from khparse.document import Paragraph, View
from khparse.segment.labels import Label

_LONGEST_HEADING = 300  # code points; names of units that list a dozen bodies are that long
_LONGEST_NAME = 160  # before a colon that opens the text


def heading_range(view: View, paragraph: Paragraph, label: Label) -> tuple[int, int]:
    """Return the view range of a unit's heading; empty (at the label's end) where the text follows at once.

    A heading is a paragraph without a full stop, or in bold or capitals; the part set in bold; or the name
    before a colon (`2. Mục tiêu: Đến năm …`).
    """
    start, end = label.end, paragraph.end
    if label.kind == "bullet":
        return start, start
    text = view.text[start:end]
    whole = paragraph.block.bold or text.isupper() or _is_name(text)
    if whole and len(text) <= _LONGEST_HEADING:
        return start, end
    if bold_end := _bold_end(view, paragraph, start):
        return start, bold_end
    colon = text.find(": ")
    if 0 < colon <= _LONGEST_NAME and not any(stop in text[:colon] for stop in (". ", "; ")):
        return start, start + colon
    return start, start


def _is_name(text: str) -> bool:
    """Return whether a text reads as a name: no full stop at its end nor inside."""
    return text[-1:] not in (".", ";", "/", "!") and ". " not in text[:-1] and "; " not in text


def _bold_end(view: View, paragraph: Paragraph, start: int) -> int:
    """Return the view offset where a paragraph's bold beginning ends, or 0 where it doesn't begin bold."""
    source = view.document.text
    begin, last = view.source_start(start), view.source_end(paragraph.end)
    line_start = source.rfind("\n", 0, view.source_start(paragraph.start)) + 1
    if source.count("**", line_start, begin) % 2 == 0:  # bold is closed before the text: "**1.** Các sở"
        return 0
    closing = source.find("**", begin, last)
    if closing < 0:
        return 0
    low, high = start, paragraph.end
    while low < high:  # the view offset whose source offset is `closing`
        middle = (low + high) // 2
        if view.source_start(middle) < closing:
            low = middle + 1
        else:
            high = middle
    end = low
    while end > start and view.text[end - 1] in " :.":
        end -= 1
    return end if end - start > 2 else 0
