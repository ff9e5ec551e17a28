"""Styles of a .docx file: what a paragraph or run inherits (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khparse.readers.docx.xml import (
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    WORD,
    child_number,
    child_value,
    is_on,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BOLD = f"{WORD}b"
_HIDDEN = f"{WORD}vanish"
_RUN_STYLE = f"{WORD}rStyle"
_NUMBERING = f"{WORD}numPr"
_MAX_BASES = 50  # Word itself allows eleven


class StyleNumbering(NamedTuple):
    """The list of a style, and for the style and each of its bases: id and list level as written there."""

    number_id: str | None
    levels: list[tuple[str, int | None]]


class Styles:
    """The styles of a document; ids that don't exist mean the default paragraph style."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        defaults = f"{WORD}docDefaults/{WORD}rPrDefault/{RUN_PROPERTIES}"
        self.run_defaults = root.find(defaults) if root is not None else None
        for style in root.iter(f"{WORD}style") if root is not None else ():
            style_id = style.get(f"{WORD}styleId", "")
            self._styles[style_id] = style
            if style.get(f"{WORD}type") == "paragraph" and style.get(f"{WORD}default") in ("1", "true", "on"):
                self._default = style_id
        self._switches: dict[str, tuple[bool, bool]] = {"": (False, False)}
        self._numberings: dict[str, StyleNumbering] = {}

    def paragraph_style(self, properties: Element | None) -> str:
        """Return the id of the style of a paragraph, given its `w:pPr`."""
        style_id = child_value(properties, f"{WORD}pStyle")
        return style_id if style_id in self._styles and style_id is not None else self._default

    def bold_and_hidden(self, properties: Element | None, paragraph_style: str) -> tuple[bool, bool]:
        """Return whether a run is bold and whether it is hidden, given its `w:rPr`.

        Of paragraph and character style exactly one must switch it on (17.7.3); the run's own word overrides.
        """
        bold, hidden = self._inherited(paragraph_style)
        if properties is None:
            return bold, hidden
        style = properties.find(_RUN_STYLE)
        if style is not None:
            character_bold, character_hidden = self._inherited(style.get(f"{WORD}val", ""))
            bold, hidden = bold != character_bold, hidden != character_hidden
        own_bold, own_hidden = is_on(properties.find(_BOLD)), is_on(properties.find(_HIDDEN))
        return bold if own_bold is None else own_bold, hidden if own_hidden is None else own_hidden

    def numbering(self, style_id: str) -> StyleNumbering:
        """Return the list that a paragraph style puts its paragraphs in."""
        found = self._numberings.get(style_id)
        if found is None:
            number_id: str | None = None
            levels: list[tuple[str, int | None]] = []
            for base_id, style in self.chain(style_id):
                numbering = style.find(f"{PARAGRAPH_PROPERTIES}/{_NUMBERING}")
                number_id = number_id or child_value(numbering, f"{WORD}numId")
                levels.append((base_id, child_number(numbering, f"{WORD}ilvl")))
            found = self._numberings[style_id] = StyleNumbering(number_id, levels)
        return found

    def is_contents(self, style_id: str) -> bool:
        """Whether it is one of the styles `toc 1` to `toc 9` of an automatic table of contents."""
        style = self._styles.get(style_id)
        name = (child_value(style, f"{WORD}name") or "").lower()
        return len(name) == 5 and name.startswith("toc ") and name[4].isdigit()

    def chain(self, style_id: str) -> list[tuple[str, Element]]:
        """Return the style and its bases, nearest first."""
        chain: list[tuple[str, Element]] = []
        while (style := self._styles.get(style_id)) is not None and len(chain) < _MAX_BASES:
            chain.append((style_id, style))
            style_id = child_value(style, f"{WORD}basedOn") or ""
        return chain

    def _inherited(self, style_id: str) -> tuple[bool, bool]:
        """Return whether a style with its bases switches bold and hidden on."""
        found = self._switches.get(style_id)
        if found is None:
            bold: bool | None = None
            hidden: bool | None = None
            for _, style in self.chain(style_id):
                properties = style.find(RUN_PROPERTIES)
                if properties is not None:
                    bold = is_on(properties.find(_BOLD)) if bold is None else bold
                    hidden = is_on(properties.find(_HIDDEN)) if hidden is None else hidden
            found = self._switches[style_id] = (bool(bold), bool(hidden))
        return found
