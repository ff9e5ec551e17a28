"""Footnotes of a page: pairs of links, the mark in the text and the number before the note."""

from __future__ import annotations

import re

from khparse.readers.html.tree import Element

_MARK = re.compile(r"[\[(]?(?:(\d{1,3})|[*†‡a-z]{1,3})[\])]?")


def settle_footnotes(root: Element) -> None:
    """Take the marks out of the text, and write the numbers before the notes as `[1]`.

    A mark and the number of its note are links to one another; the first of them is the mark.
    """
    links: dict[str, tuple[Element, str]] = {}
    for element in root.walk():
        href = element.get("href") if element.tag == "a" else ""
        if len(href) > 1 and href[0] == "#":
            place = element.parent if element.parent is not None else element
            for name in (element.get("name"), element.get("id"), place.get("id")):
                if name:
                    links.setdefault(name, (element, href[1:]))
    settled: set[int] = set()
    for name, (mark, target) in links.items():
        note, back = links.get(target, (mark, ""))
        if note is mark or back != name or id(mark) in settled:
            continue
        found = _MARK.fullmatch(note.text())
        if found is None or _MARK.fullmatch(mark.text()) is None:
            continue
        settled |= {id(mark), id(note)}
        mark.children = []
        if found[1]:
            note.children = [f"[{found[1]}] "]
