"""Elements of Akoma Ntoso, with text that XML can hold."""

from __future__ import annotations

import re

from lxml import etree

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_RUNNING = frozenset(f"{{{NAMESPACE}}}{tag}" for tag in ("p", "num", "heading", "listIntroduction"))
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root() -> etree._Element:
    """Return an empty document."""
    return etree.fromstring(f'<akomaNtoso xmlns="{NAMESPACE}"/>')


def add(
    parent: etree._Element, tag: str, text: str | None = None, **attributes: str | None
) -> etree._Element:
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


def to_text(element: etree._Element) -> str:
    """Return a document as UTF-8 XML, an element a line down to running text, where blanks would count."""
    stack = [(element, 0)]
    while stack:
        parent, level = stack.pop()
        if len(parent) and parent.tag not in _RUNNING:
            parent.text = "\n" + " " * (level + 1)
            for child in parent:
                child.tail = parent.text
                stack.append((child, level + 1))
            parent[-1].tail = "\n" + " " * level
    content: bytes = etree.tostring(element, encoding="UTF-8", xml_declaration=True)
    return content.decode() + "\n"
