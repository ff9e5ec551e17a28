"""How the characters and paragraphs of the text are set ([MS-DOC] 2.4.6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from khparse.errors import UnreadableError
from khparse.readers.doc import sprms
from khparse.readers.doc.pages import Formatting
from khparse.readers.doc.pieces import Pieces
from khparse.readers.doc.structures import i32, u16, u32
from khparse.readers.doc.styles import CharacterFormat, Styles, modified

_DEEPEST = 16
_RUN_LIMIT = 1_000_000
_TIMES_READ = 4  # how often properties in the data stream may be read, on average


class ParagraphFormat(NamedTuple):
    """How a paragraph is set.

    `depth` counts the tables that it is in; of its mark, `ends_cell` and `ends_row` say whether it ends an
    inner cell or a row. `list` and `level` are its list (None: as its style says) and its level there, `row`
    the properties of the row that it ends.
    """

    style: int = 0
    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False
    list: int | None = None
    level: int | None = None
    row: tuple[sprms.Sprm, ...] = ()


class TextFormat:
    """Looks up the formatting of the text, what styles say included."""

    def __init__(
        self, pieces: Pieces, styles: Styles, characters: Formatting, paragraphs: Formatting, data: bytes
    ) -> None:
        """`data` is the stream with properties that were too long for their page."""
        self._pieces = pieces
        self._styles = styles
        self._characters = characters
        self._paragraphs = paragraphs
        self._data = data
        self._budget = _TIMES_READ * len(data)
        self._runs_left = _RUN_LIMIT
        self._runs: dict[tuple[int, bytes, bytes], CharacterFormat] = {}
        self._marks: dict[tuple[bytes, bytes], ParagraphFormat] = {}

    def runs(self, start: int, end: int, style: int) -> Iterator[tuple[int, int, CharacterFormat]]:
        """Yield the runs of a stretch of text in a paragraph style: start, end and how they are set."""
        known = self._runs
        for piece in self._pieces.between(start, end):
            position, offset = piece.start, piece.offset
            while position < piece.end:
                self._runs_left -= 1
                if not self._runs_left:
                    raise UnreadableError(
                        f"it has more than {_RUN_LIMIT:,} changes of format", "give the plan alone"
                    )
                following, properties = self._characters.at(offset)
                run_end = min(max(piece.position(following), position + 1), piece.end)
                key = style, properties, piece.properties
                found = known.get(key)
                if found is None:
                    found = known[key] = self._character_format(*key)
                yield position, run_end, found
                offset += (run_end - position) * piece.width
                position = run_end

    def paragraph(self, mark: int) -> ParagraphFormat:
        """Return how the paragraph is set whose mark is at a position."""
        piece = self._pieces.at(mark)
        if piece is None:
            return ParagraphFormat()
        key = self._paragraphs.at(piece.offset)[1], piece.properties
        found = self._marks.get(key)
        if found is None:
            found = self._marks[key] = self._paragraph_format(*key)
        return found

    def _character_format(self, style: int, properties: bytes, piece: bytes) -> CharacterFormat:
        inherited = self._styles.characters(style)
        properties += piece
        for code, operand in sprms.sprms(properties):
            if code == sprms.CHARACTER_STYLE and (number := u16(operand, 0)):
                inherited = self._styles.with_character_style(self._styles.characters(style), number)
        return modified(inherited, inherited, properties)

    def _paragraph_format(self, properties: bytes, piece: bytes) -> ParagraphFormat:
        found = ParagraphFormat(style=u16(properties, 0) if len(properties) >= 2 else 0)
        row: list[sprms.Sprm] = []
        for code, operand in self._expanded(properties[2:] + piece):
            if sprms.is_of_row(code):
                row.append((code, operand))
            elif code == sprms.STYLE:
                found = found._replace(style=u16(operand, 0))
            elif code == sprms.IN_TABLE:
                found = found._replace(depth=max(found.depth, 1) if operand[0] else 0)
            elif code == sprms.DEPTH:
                found = found._replace(depth=min(max(i32(operand, 0), 0), _DEEPEST))
            elif code == sprms.DEPTH_CHANGE:
                found = found._replace(depth=min(max(found.depth + i32(operand, 0), 0), _DEEPEST))
            elif code in (sprms.ROW_END, sprms.INNER_ROW_END):
                found = found._replace(ends_row=bool(operand[0]))
            elif code == sprms.INNER_CELL:
                found = found._replace(ends_cell=bool(operand[0]))
            elif code == sprms.LIST:
                found = found._replace(list=u16(operand, 0))
            elif code == sprms.LEVEL:
                found = found._replace(level=operand[0])
        return found._replace(row=tuple(row)) if found.ends_row else found

    def _expanded(self, properties: bytes) -> Iterator[sprms.Sprm]:
        """Yield properties, with those in the data stream where they are referred to."""
        for code, operand in sprms.sprms(properties):
            if code in sprms.ELSEWHERE:
                offset = u32(operand, 0)
                size = u16(self._data, offset) if offset + 2 <= len(self._data) else 0
                self._budget -= size
                if self._budget < 0:
                    raise ValueError("properties")
                yield from sprms.sprms(self._data[offset + 2 : offset + 2 + size])
            else:
                yield code, operand
