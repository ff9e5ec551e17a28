"""What groups of RTF inherit and give up: the properties of characters and paragraphs, and where they go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from khparse.readers.rtf.fonts import Font
from khparse.readers.rtf.stories import NOWHERE, Place, Story
from khparse.readers.rtf.tables import RowFormat


@dataclass(slots=True)
class State:
    """What a group inherits from the one around it, and gives up at its end.

    `fallback` is the number of characters that stand behind one in Unicode for readers without; `nesting` that
    of the tables around; `place` where the shape stands whose text box may follow.
    """

    story: Story
    font: Font
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    fallback: int = 1
    nesting: int = 0
    style: int = 0
    place: Place = NOWHERE

    def inner(self) -> State:
        """Return the state at the beginning of a group in this one."""
        return State(
            self.story,
            self.font,
            self.bold,
            self.hidden,
            self.deleted,
            self.fallback,
            self.nesting,
            self.style,
            self.place,
        )

    def row(self) -> RowFormat | None:
        """Return the row that is defined; that of a table in a cell is None: it is text of the cell."""
        return self.story.row if self.nesting <= 1 else None


Change = Callable[[State, bytes | None], None]


def _bold(state: State, number: bytes | None) -> None:
    state.bold = number != b"0"


def _hide(state: State, number: bytes | None) -> None:
    state.hidden = number != b"0"


def _delete(state: State, number: bytes | None) -> None:
    state.deleted = number != b"0"


def _fallback(state: State, number: bytes | None) -> None:
    state.fallback = max(int(number or 1), 0)


def _reset_paragraph(state: State, number: bytes | None) -> None:
    state.nesting = state.style = 0


def _style(state: State, number: bytes | None) -> None:
    state.style = int(number or 0)


def _in_table(state: State, number: bytes | None) -> None:
    state.nesting = max(state.nesting, 1)


def _nesting(state: State, number: bytes | None) -> None:
    state.nesting = max(int(number or 1), 0)


def _place(side: str, state: State, number: bytes | None) -> None:
    state.place = state.place._replace(**{side: int(number or 0)})


def _define_row(state: State, number: bytes | None) -> None:
    if state.row() is not None:
        state.story.row = RowFormat()


def _row_left(state: State, number: bytes | None) -> None:
    if (row := state.row()) is not None:
        row.left = int(number or 0)


def _merge(direction: str, value: str, state: State, number: bytes | None) -> None:
    if (row := state.row()) is not None:
        setattr(row.open, direction, value)


def _cell_edge(state: State, number: bytes | None) -> None:
    if (row := state.row()) is not None:
        row.edge(int(number or 0))


def _end_cell(state: State, number: bytes | None) -> None:
    state.story.end_cell()


def _end_nested_cell(state: State, number: bytes | None) -> None:
    state.story.end_paragraph(in_table=True)


def _end_row(state: State, number: bytes | None) -> None:
    state.story.end_row()


CHANGES: dict[bytes, Change] = {
    b"b": _bold,
    b"v": _hide,
    b"deleted": _delete,
    b"mvf": _delete,  # moved from here
    b"uc": _fallback,
    b"pard": _reset_paragraph,
    b"s": _style,
    b"intbl": _in_table,
    b"itap": _nesting,
    b"shpleft": partial(_place, "left"),
    b"shptop": partial(_place, "top"),
    b"shpbottom": partial(_place, "bottom"),
    b"trowd": _define_row,
    b"trleft": _row_left,
    b"clvmgf": partial(_merge, "vertical", "restart"),
    b"clvmrg": partial(_merge, "vertical", "continue"),
    b"clmgf": partial(_merge, "horizontal", "restart"),
    b"clmrg": partial(_merge, "horizontal", "continue"),
    b"cellx": _cell_edge,
    b"cell": _end_cell,
    b"nestcell": _end_nested_cell,
    b"row": _end_row,
}
"""What control words with their number do to the state."""
