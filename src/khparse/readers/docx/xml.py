"""Names and small helpers for WordprocessingML trees (ECMA-376 part 1, ISO/IEC 29500)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from khparse.readers.package import deeper

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

VALUE = f"{WORD}val"
PARAGRAPH = f"{WORD}p"
PARAGRAPH_PROPERTIES = f"{WORD}pPr"
RUN_PROPERTIES = f"{WORD}rPr"
TABLE = f"{WORD}tbl"
ALTERNATE = f"{COMPATIBILITY}AlternateContent"

NOT_PRINTED = frozenset(
    f"{WORD}{name}"
    for name in (
        # properties
        "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr",
        "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr",
        # tracked deletions, and the old place of moved text
        "del", "moveFrom", "delText", "delInstrText",
        # codes of fields, readings above a ruby text
        "instrText", "rt",
    )
)  # fmt: skip
"""Elements whose text is not part of the printed text. All unknown elements are read through."""


def child_value(element: Element | None, tag: str) -> str | None:
    """Return the `w:val` of the first child called `tag`, or None."""
    child = element.find(tag) if element is not None else None
    return child.get(VALUE) if child is not None else None


def child_number(element: Element | None, tag: str) -> int | None:
    """Return the `w:val` of the first child called `tag` as a number, or None where it is none."""
    return to_number(child_value(element, tag))


def to_number(text: str | None) -> int | None:
    """Return a number of Word's range (32 bits), or None."""
    if text is None or len(text) > 11:
        return None
    try:
        return int(text)
    except ValueError:
        return None


def is_on(element: Element | None) -> bool | None:
    """Return what an on/off property says; None where it is absent. Without a value it is on."""
    if element is None:
        return None
    return element.get(VALUE, "1") not in ("0", "false", "off")


def descend(parent: Element, wanted: frozenset[str], depth: int) -> Iterator[tuple[Element, int]]:
    """Yield the elements called `wanted` with their depth, through content controls and other wrappers.

    Of alternatives (`mc:AlternateContent`) the first branch that holds a wanted element counts.
    """
    depth = deeper(depth)
    for child in parent:
        tag = child.tag
        if tag in wanted:
            yield child, depth
        elif tag == ALTERNATE:
            for branch in child:
                found = False
                for item in descend(branch, wanted, depth):
                    found = True
                    yield item
                if found:
                    break
        elif tag not in NOT_PRINTED and len(child):
            yield from descend(child, wanted, depth)
