"""Styles of an OpenDocument text: what a paragraph or a span of text inherits (part 3, 16)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from khparse.readers.odt.xml import FORMAT, STYLE, SVG, TEXT

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAX_BASES = 50
_BOLD = ("bold", "600", "700", "800", "900")
_LISTS = (f"{TEXT}list-style", f"{TEXT}outline-style")
_SECTION_PROPERTIES = f"{STYLE}section-properties"


class Look(NamedTuple):
    """How text looks: what a style says of it, None where it says nothing."""

    bold: bool | None = None
    hidden: bool | None = None
    font: str | None = None

    def over(self, below: Look) -> Look:
        """Return this look, completed by the one that it is set in."""
        pairs = zip(self, below, strict=True)
        return Look(*(under if own is None else own for own, under in pairs))  # type: ignore[arg-type]


class Styles:
    """The styles of a document; `lists` are its list styles by name, `outline` that of headings."""

    def __init__(self, parts: Iterable[Element]) -> None:
        self.lists: dict[str, Element] = {}
        self.outline: Element | None = None
        self._styles: dict[tuple[str, str], Element] = {}
        self._defaults: dict[str, Element] = {}
        self._families: dict[str, str] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        for part in parts:
            for element in part:
                self._add(element)

    def _add(self, element: Element) -> None:
        name = element.get(f"{STYLE}name", "")
        family = element.get(f"{STYLE}family", "")
        if element.tag == f"{STYLE}style":
            self._styles.setdefault((family, name), element)
        elif element.tag == f"{STYLE}default-style":
            self._defaults.setdefault(family, element)
        elif element.tag == f"{STYLE}font-face":
            self._families[name] = element.get(f"{SVG}font-family", name).strip("'\"")
        elif element.tag in _LISTS:
            self.lists.setdefault(name, element)
            if element.tag == _LISTS[1]:
                self.outline = element

    def paragraph(self, name: str) -> Look:
        """Return the look of the text of a paragraph in a style."""
        return self._look("paragraph", name)

    def span(self, name: str) -> Look:
        """Return the look that a style of text adds."""
        return self._look("text", name)

    def list_of(self, name: str) -> str | None:
        """Return the name of the list style that a paragraph style asks for; "" is none, by its word."""
        found = (style.get(f"{STYLE}list-style-name") for style in self._chain("paragraph", name))
        return next((list_style for list_style in found if list_style is not None), None)

    def hides_section(self, name: str) -> bool:
        """Return whether a style of sections hides them."""
        for style in self._chain("section", name):
            properties = style.find(_SECTION_PROPERTIES)
            if properties is not None and properties.get(f"{TEXT}display") == "none":
                return True
        return False

    def _look(self, family: str, name: str) -> Look:
        found = self._looks.get((family, name))
        if found is None:
            found = Look()
            for style in self._chain(family, name):
                found = found.over(self._own(style))
            if family == "paragraph" and family in self._defaults:
                found = found.over(self._own(self._defaults[family]))
            self._looks[family, name] = found
        return found

    def _own(self, style: Element) -> Look:
        properties = style.find(f"{STYLE}text-properties")
        if properties is None:
            return Look()
        weight, display = properties.get(f"{FORMAT}font-weight"), properties.get(f"{TEXT}display")
        face = properties.get(f"{STYLE}font-name")
        return Look(
            bold=None if weight is None else weight in _BOLD,
            hidden=None if display is None else display == "none",
            font=self._families.get(face, face) if face else properties.get(f"{FORMAT}font-family"),
        )

    def _chain(self, family: str, name: str) -> list[Element]:
        """Return the style and its parents, nearest first."""
        chain: list[Element] = []
        while (style := self._styles.get((family, name))) is not None and len(chain) < _MAX_BASES:
            chain.append(style)
            name = style.get(f"{STYLE}parent-style-name", "")
        return chain
