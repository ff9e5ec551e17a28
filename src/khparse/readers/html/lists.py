"""The labels of list items, as a browser prints them (HTML, "the li element"; CSS Lists and Counters)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khparse.readers.html.styles import Styles
from khparse.readers.html.tree import Element
from khparse.segment.labels import label_at, roman

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_BULLETS = {"disc": "•", "circle": "◦", "square": "▪"}
_BY_DEPTH = ("disc", "circle", "square")
_CONTENT = re.compile(r"\"([^\"]*)\"|'([^']*)'|counters?\(([\w-]+)(?:\s*,\s*([\w-]+))?[^)]{0,40}\)")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6}) ?")
_LONGEST_MARKER = 200
_LARGEST = 10**6


@dataclass(slots=True)
class OpenList:
    """A list whose items are being read: the number of the next item, and how numbers are printed."""

    element: Element
    next: int
    step: int
    style: str
    marker: str | None


class Lists:
    """The lists that are open where the page is read; `continued` counts those that go on with one before."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._open: list[OpenList] = []
        self._counters: dict[str, int] = {}
        self._left: dict[tuple[int, str], int] = {}  # by depth and style, the next number of the last list
        self.continued = 0

    def enter(self, element: Element) -> None:
        """Open an `ol`, `ul`, `menu` or `dir`."""
        ordered = element.tag == "ol"
        bullets = sum(1 for found in self._open if found.element.tag != "ol")
        default = "decimal" if ordered else _BY_DEPTH[min(bullets, 2)]
        declared = self._styles.of(element)
        style = _list_style(declared.get("list-style-type") or declared.get("list-style", ""))
        style = style or _TYPES.get(element.get("type"), element.get("type").lower()) or default
        step = -1 if ordered and "reversed" in element.attributes else 1
        items = sum(1 for child in element.elements if child.tag == "li") if step < 0 else 1
        first = _number(element.get("start"), items)
        if "start" not in element.attributes and _goes_on(element):
            before = self._left.get((len(self._open), style), first)
            self.continued += before != first
            first = before
        self._open.append(OpenList(element, first, step, style, self._styles.marker(element)))

    def leave(self) -> None:
        """Close the list that was opened last."""
        left = self._open.pop()
        self._left[len(self._open), left.style] = left.next

    def label(self, item: Element) -> str:
        """Count an `li` and return its label; "" where none is printed."""
        if not self._open:
            return "•"
        found = self._open[-1]
        value = _number(item.get("value"), found.next)
        found.next = value + found.step
        if found.marker is not None:
            return self._content(found.marker, value)
        declared = self._styles.of(item)
        style = _list_style(declared.get("list-style-type") or declared.get("list-style", ""))
        style = style or _TYPES.get(item.get("type"), "") or found.style
        if style in ("none", "initial") or declared.get("display") in ("inline", "inline-block", "flex"):
            return ""
        return _BULLETS.get(style) or f"{_printed(value, style)}."

    def _content(self, marker: str, value: int) -> str:
        """Return what the property `content` prints; its last counter is that of the item."""
        parts = list(_CONTENT.finditer(marker[:_LONGEST_MARKER]))
        counters = [part[3] for part in parts if part[3]]
        if counters:
            self._counters[counters[-1]] = value
        printed = [
            _printed(self._counters.get(part[3], 1), (part[4] or "decimal").lower())
            if part[3]
            else _unescaped(part[1] or part[2] or "")
            for part in parts
        ]
        return " ".join("".join(printed).split())


def _goes_on(element: Element) -> bool:
    """Return whether a list begins in the middle of an item: with a list that has a start, in no item.

    LibreOffice writes a list so that a paragraph without number interrupts, and forgets where it was.
    """
    first = next(element.elements, None)
    while first is not None and first.tag in ("ol", "ul"):
        if _number(first.get("start"), 1) > 1:
            return True
        first = next(first.elements, None)
    return False


def is_labelled(label: str, text: str) -> bool:
    """Return whether an item's own text begins with its label, or an item with a bullet with any."""
    found = label_at(text, 0, len(text))
    if found is None:
        return False
    return not label[:1].isalnum() or text.startswith(label) or found.num == label.rstrip(".)/ ")


def _list_style(value: str) -> str:
    """Return the type in a value of `list-style` or `list-style-type`; "" where it says none of these."""
    return next((word for word in value.split() if word in _STYLES), "")


_STYLES = frozenset(
    "none disc circle square decimal decimal-leading-zero lower-alpha lower-latin upper-alpha upper-latin"
    " lower-roman upper-roman initial".split()
)


def _number(text: str, default: int) -> int:
    text = text.strip()
    if len(text) < 8 and text.lstrip("-").isdecimal():
        return max(min(int(text), _LARGEST), -_LARGEST) if text.count("-") < 2 else default
    return default


def _printed(value: int, style: str) -> str:
    """Return a number as a list style prints it; one that the style has no form for in digits."""
    if style.endswith(("alpha", "latin")) and value > 0:
        letters = ""
        while value > 0:
            value, rest = divmod(value - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters.upper() if style.startswith("upper") else letters
    if style.endswith("roman") and 0 < value < 90:
        return roman(value) if style.startswith("upper") else roman(value).lower()
    return f"{value:02}" if style == "decimal-leading-zero" else str(value)


def _unescaped(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""

    return _ESCAPE.sub(character, text)
