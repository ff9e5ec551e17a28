"""The fonts of the runs of a .docx file: what text in legacy encodings is recognised by.

Only files with signs of such text are read with them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from khparse.readers.docx.styles import Styles
from khparse.readers.docx.xml import RUN_PROPERTIES, WORD

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from khparse.encodings.fonts import Run

_FONTS = f"{WORD}rFonts"
_RUN_STYLE = f"{WORD}rStyle"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# Where Latin-1 letters have their font, then others (17.3.2.26); a font of the theme comes before a name.
_NAMES = (
    (f"{WORD}hAnsiTheme", f"{WORD}hAnsi"),
    (f"{WORD}asciiTheme", f"{WORD}ascii"),
    (f"{WORD}cstheme", f"{WORD}cs"),
)


class Fonts:
    """The fonts of runs, and `convert`, which takes the runs of a paragraph and returns their texts."""

    def __init__(
        self, styles: Styles, theme: Element | None, convert: Callable[[list[Run]], list[str]]
    ) -> None:
        self.convert = convert
        self._styles = styles
        self._theme = {kind: _of_theme(theme, kind) for kind in ("major", "minor")}
        self._inherited: dict[str, str] = {}
        self._default = self._named(styles.run_defaults)

    def font(self, properties: Element | None, paragraph_style: str) -> str:
        """Return the font of a run, given its `w:rPr`; "" where none is named."""
        style = properties.find(_RUN_STYLE) if properties is not None else None
        return (
            self._named(properties)
            or (self._of_style(style.get(f"{WORD}val", "")) if style is not None else "")
            or self._of_style(paragraph_style)
            or self._default
        )

    def _of_style(self, style_id: str) -> str:
        found = self._inherited.get(style_id)
        if found is None:
            fonts = (self._named(style.find(RUN_PROPERTIES)) for _, style in self._styles.chain(style_id))
            found = self._inherited[style_id] = next(filter(None, fonts), "")
        return found

    def _named(self, properties: Element | None) -> str:
        element = properties.find(_FONTS) if properties is not None else None
        if element is None:
            return ""
        for theme, name in _NAMES:
            if found := self._theme.get(element.get(theme, "")[:5]) or element.get(name):
                return found
        return ""


def _of_theme(theme: Element | None, kind: str) -> str:
    """Return the font for Latin letters of a theme: of headings (`major`) or text (`minor`)."""
    latin = theme.find(f".//{_DRAWING}{kind}Font/{_DRAWING}latin") if theme is not None else None
    return latin.get("typeface", "") if latin is not None else ""
