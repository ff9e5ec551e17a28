"""Names of OpenDocument trees (OASIS OpenDocument 1.3, part 3) and small helpers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{_OASIS}office:1.0}}"
STYLE = f"{_OASIS}style:1.0}}"
TABLE = f"{_OASIS}table:1.0}}"
TEXT = f"{_OASIS}text:1.0}}"
DRAW = f"{_OASIS}drawing:1.0}}"
FORMAT = f"{_OASIS}xsl-fo-compatible:1.0}}"
SVG = f"{_OASIS}svg-compatible:1.0}}"
EXTENSION = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

STYLE_NAME = f"{TEXT}style-name"
PARAGRAPH = f"{TEXT}p"
HEADING = f"{TEXT}h"
LIST = f"{TEXT}list"
TABLE_ELEMENT = f"{TABLE}table"

NOT_PRINTED = frozenset(
    (
        f"{OFFICE}annotation",
        f"{OFFICE}forms",
        f"{OFFICE}event-listeners",
        f"{TEXT}tracked-changes",
        f"{TEXT}ruby-text",
        f"{TEXT}script",
        f"{TEXT}number",  # a label as the program that wrote it saw it
        f"{DRAW}object",
        f"{DRAW}object-ole",
        f"{DRAW}image",
        f"{SVG}title",
        f"{SVG}desc",
    )
)
"""Elements whose text is not part of the printed text. All unknown elements are read through."""


def number_of(element: Element, name: str, default: int, most: int) -> int:
    """Return an attribute as a number from 0 to `most`, and `default` where it is missing or none."""
    text = element.get(name, "").strip()
    if not text.isdecimal():
        return default
    return most if len(text) > 9 else min(int(text), most)


def is_true(element: Element, name: str) -> bool:
    """Return whether an attribute says true; it is false where it is missing."""
    return element.get(name) == "true"
