"""Elements of Akoma Ntoso, with text that XML can hold."""

from __future__ import annotations

import re

from lxml import etree

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root() -> etree._Element:
    """Return an empty document."""
    return etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})


def add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str | None) -> etree._Element:
    """Append an element; attributes that are None are left out."""
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    for name, value in attributes.items():
        if value is not None:
            element.set(name, clean(value))
    if text:
        element.text = clean(text)
    return element


def append_text(element: etree._Element, text: str) -> None:
    """Append text behind all that an element holds."""
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + clean(text)
    else:
        element.text = (element.text or "") + clean(text)


def clean(text: str) -> str:
    """Return text with U+FFFD for what XML 1.0 has no place for: control characters, halves of surrogates."""
    return _NOT_XML.sub("\ufffd", text)
