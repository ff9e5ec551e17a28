"""Style sheet and fonts ([MS-DOC] 2.9.271 and 2.9.286): what paragraphs and runs inherit."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from khparse.readers.doc import sprms
from khparse.readers.doc.structures import u16

_PARAGRAPH_STYLE, _CHARACTER_STYLE = 1, 2
_MAX_BASES = 50  # Word itself allows eleven
_CONTENTS = range(19, 28)  # the numbers of the built-in styles `toc 1` to `toc 9`
_FONT_NAME = 40


Look = TypeVar("Look")


class CharacterFormat(NamedTuple):
    """How a run is set. `font` and `font_other` number the fonts for ASCII and for other characters.

    `symbol` holds font and code of the sign that stands for each of its characters.
    """

    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int | None = None
    font_other: int | None = None
    symbol: tuple[int, int] | None = None


class StyleList(NamedTuple):
    """The list that a style puts its paragraphs in (0: none), and the level; None where it says none."""

    number: int | None
    level: int | None


class _Style(NamedTuple):
    kind: int
    identity: int
    base: int
    paragraph: bytes
    character: bytes


class Styles:
    """The styles of a document; numbers that don't exist mean the first one, the default."""

    def __init__(self, data: bytes) -> None:
        self._styles: list[_Style | None] = []
        self._default = CharacterFormat()
        self._characters: dict[int, CharacterFormat] = {}
        self._own_characters: dict[int, CharacterFormat] = {}
        self._lists: dict[int, StyleList] = {}
        if data:
            self._read(data)

    def characters(self, number: int) -> CharacterFormat:
        """Return how a paragraph style sets its characters."""
        return self._resolve(number, self._characters, self._default, _characters)

    def with_character_style(self, inherited: CharacterFormat, number: int) -> CharacterFormat:
        """Return how a character style sets a run in a paragraph whose style says `inherited`.

        Of the two exactly one must switch bold or hidden on, as in .docx files.
        """
        own = self._resolve(number, self._own_characters, CharacterFormat(), _own_characters)
        return inherited._replace(
            bold=inherited.bold != own.bold,
            hidden=inherited.hidden != own.hidden,
            font=inherited.font if own.font is None else own.font,
            font_other=inherited.font_other if own.font_other is None else own.font_other,
        )

    def list_of(self, number: int) -> StyleList:
        """Return the list of a paragraph style."""
        return self._resolve(number, self._lists, StyleList(None, None), _list)

    def is_contents(self, number: int) -> bool:
        """Whether it is one of the styles `toc 1` to `toc 9` of an automatic table of contents."""
        chain = self._chain(number)
        return bool(chain) and chain[0][1].identity in _CONTENTS

    def _resolve(
        self, number: int, known: dict[int, Look], start: Look, change: Callable[[Look, _Style], Look]
    ) -> Look:
        """Return what a style makes of `start`, its bases first."""
        found = start
        for base, style in reversed(self._chain(number)):
            if base not in known:
                known[base] = change(found, style)
            found = known[base]
        return found

    def _chain(self, number: int) -> list[tuple[int, _Style]]:
        """Return the style and its bases, nearest first, with their numbers."""
        if number >= len(self._styles) or self._styles[number] is None:
            number = 0
        chain: list[tuple[int, _Style]] = []
        while len(chain) < _MAX_BASES and number < len(self._styles):
            style = self._styles[number]
            if style is None:
                break
            chain.append((number, style))
            number = style.base
        return chain

    def _read(self, data: bytes) -> None:
        size = u16(data, 0)
        count, base_size = u16(data, 2), u16(data, 4)
        if size >= 18:
            self._default = CharacterFormat(font=u16(data, 14), font_other=u16(data, 18))
        at = 2 + size
        for _ in range(count):
            length = u16(data, at)
            self._styles.append(_style(data[at + 2 : at + 2 + length], base_size) if length else None)
            at += 2 + length + length % 2


def _style(data: bytes, base_size: int) -> _Style:
    identity, kind_and_base, count = u16(data, 0) & 0x0FFF, u16(data, 2), u16(data, 4) & 0x000F
    kind, base = kind_and_base & 0x000F, kind_and_base >> 4
    at = base_size + 2 + 2 * u16(data, base_size) + 2  # behind the name
    parts: list[bytes] = []
    for _ in range(min(count, 3)):
        size = u16(data, at)
        parts.append(data[at + 2 : at + 2 + size])
        at += 2 + size + size % 2
    if kind == _PARAGRAPH_STYLE and len(parts) >= 2:
        return _Style(kind, identity, base, parts[0][2:], parts[1])
    if kind == _CHARACTER_STYLE and parts:
        return _Style(kind, identity, base, b"", parts[0])
    return _Style(kind, identity, base, b"", b"")


def _characters(current: CharacterFormat, style: _Style) -> CharacterFormat:
    return modified(current, current, style.character)


def _own_characters(current: CharacterFormat, style: _Style) -> CharacterFormat:
    return modified(current, current, style.character) if style.kind == _CHARACTER_STYLE else current


def _list(current: StyleList, style: _Style) -> StyleList:
    for code, operand in sprms.sprms(style.paragraph):
        if code == sprms.LIST:
            current = current._replace(number=u16(operand, 0))
        elif code == sprms.LEVEL:
            current = current._replace(level=operand[0])
    return current


def modified(current: CharacterFormat, style: CharacterFormat, properties: bytes) -> CharacterFormat:
    """Return `current` with the properties applied; `style` is what some of them refer to."""
    for code, operand in sprms.sprms(properties):
        if code == sprms.BOLD:
            current = current._replace(bold=_switch(operand[0], style.bold))
        elif code == sprms.HIDDEN:
            current = current._replace(hidden=_switch(operand[0], style.hidden))
        elif code == sprms.DELETED:
            current = current._replace(deleted=bool(operand[0]))
        elif code == sprms.FONT:
            current = current._replace(font=u16(operand, 0))
        elif code == sprms.FONT_OTHER:
            current = current._replace(font_other=u16(operand, 0))
        elif code == sprms.SYMBOL:
            current = current._replace(symbol=(u16(operand, 0), u16(operand, 2)))
        elif code == sprms.PLAIN:
            current = style._replace(deleted=current.deleted)
    return current


def _switch(operand: int, style: bool) -> bool:
    """Return what the operand of a toggle says: on, off, as in the style, or its opposite (2.9.327)."""
    return (style != bool(operand & 1)) if operand & 0x80 else bool(operand)


def fonts(data: bytes) -> list[str]:
    """Return the names of the fonts by their numbers."""
    names: list[str] = []
    at = 4
    for _ in range(u16(data, 0) if data else 0):
        size = data[at]
        name = data[at + _FONT_NAME : at + 1 + size].decode("utf-16-le", "replace")
        names.append(name.partition("\0")[0])
        at += 1 + size
    return names
