"""Stories of an RTF file: the body, a note, a text box, the label of a list, with paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import StringIO
from typing import Literal, NamedTuple

from khparse.encodings.fonts import Run
from khparse.errors import UnreadableError
from khparse.layout.writing import Paragraph, TableCell
from khparse.readers.rtf.fonts import Font
from khparse.readers.rtf.tables import Row, RowFormat, place

Item = Paragraph | list[TableCell]
Kind = Literal["body", "note", "box", "label"]


@dataclass(slots=True)
class RunParagraph(Paragraph):
    """A paragraph as its runs, whose fonts tell how they are to be read; its lines are made in the end.

    `label` is the number of a list as the file has it, `note` the number of the note that it begins.
    """

    runs: list[Run] = field(default_factory=list)
    label: list[Run] = field(default_factory=list)
    note: str = ""


class Place(NamedTuple):
    """Where a text box stands, in twips from the same point for all that hang on one paragraph."""

    left: int
    top: int
    bottom: int


NOWHERE = Place(0, 0, 0)


class Budget:
    """Counts the paragraphs and runs of a file: they take far more memory than the bytes that they are of."""

    def __init__(self, left: int) -> None:
        self._left = left

    def spend(self) -> None:
        """Count one; raises `UnreadableError` for more than any document has."""
        self._left -= 1
        if self._left < 0:
            raise UnreadableError("it holds more paragraphs than any document", "give the plan alone")


class Story:
    """A story in the making; `items` are its finished paragraphs and tables.

    `paragraphs` collects those of all stories in the order they end. A text box comes before the paragraph
    that it hangs on. `row` is how the cells of the rows are defined, `place` where a box stands; a note may be
    numbered, or have a sign of its own.
    """

    def __init__(self, kind: Kind, paragraphs: list[RunParagraph], budget: Budget) -> None:
        self.kind = kind
        self.items: list[Item] = []
        self.row = RowFormat()
        self.place = NOWHERE
        self.is_numbered = False
        self.is_endnote = False
        self._paragraphs = paragraphs
        self._budget = budget
        self._boxes: list[Story] = []
        self._rows: list[Row] = []
        self._cells: list[list[Paragraph]] = []
        self._cell: list[Paragraph] = []
        self._label: list[Run] = []
        self._runs: list[Run] = []
        self._font: Font | None = None
        self._text = StringIO()
        self._bold: bool | None = None

    @property
    def is_blank(self) -> bool:
        """Whether the paragraph has nothing visible so far."""
        return self._bold is None

    def write(self, text: str, font: Font, bold: bool) -> None:
        """Append text to the paragraph."""
        if font is not self._font:
            self._end_run()
            self._font = font
        self._text.write(text)
        if self._bold is not bold and not text.isspace():
            self._bold = bold if self._bold is None else False

    def take(self, label: Story) -> None:
        """Take the text of a story as the label of the paragraph."""
        label._end_run()
        self._label = label._runs

    def hang(self, box: Story) -> None:
        """Hang a text box on the paragraph."""
        box.finish()
        self._boxes.append(box)

    def end_paragraph(self, in_table: bool, is_contents: bool = False) -> None:
        """End the paragraph; it belongs to the open cell if it says so, or if its row has cells already."""
        self._end_run()
        self._budget.spend()
        paragraph = RunParagraph([], self._bold, is_contents, self._runs, self._label)
        self._paragraphs.append(paragraph)
        boxes = [item for box in _in_order(self._boxes) for item in box.items] if self._boxes else []
        if in_table or self._cells:
            self._cell += _paragraphs_of(boxes)
            self._cell.append(paragraph)
        else:
            self._end_table()
            self.items += boxes
            self.items.append(paragraph)
        self._boxes, self._label, self._runs, self._bold = [], [], [], None

    def end_cell(self) -> None:
        """End the open cell."""
        self.end_paragraph(in_table=True)
        self._cells.append(self._cell)
        self._cell = []

    def end_row(self) -> None:
        """End the row; what stands behind its last cell is a cell too."""
        if not self.is_blank:
            self.end_paragraph(in_table=True)
        if self._cell:
            self._cells.append(self._cell)
        if self._cells:
            self._rows.append(Row(self.row, self._cells))
        self._cells, self._cell = [], []

    def finish(self) -> None:
        """End what is still open at the end of the story."""
        self._end_run()
        if self._runs or self._boxes or self._label:
            self.end_paragraph(in_table=bool(self._cell))
        self._end_table()

    def _end_table(self) -> None:
        if self._cells or self._cell:
            self.end_row()
        if self._rows:
            self.items.append(place(self._rows))
            self._rows = []

    def _end_run(self) -> None:
        if self._font is not None and (text := self._text.getvalue()):
            self._budget.spend()
            self._runs.append((self._font.printed(text), self._font.name))
            self._text = StringIO()
        self._font = None


def _paragraphs_of(items: list[Item]) -> list[Paragraph]:
    """Return the paragraphs among items, those in the cells of tables too."""
    paragraphs: list[Paragraph] = []
    for item in items:
        if isinstance(item, Paragraph):
            paragraphs.append(item)
        else:
            paragraphs += [paragraph for cell in item for paragraph in cell.paragraphs]
    return paragraphs


def _in_order(boxes: list[Story]) -> list[Story]:
    """Return text boxes as they are read: those beside each other from the left, else from above."""
    ordered: list[Story] = []
    beside: list[Story] = []
    for box in sorted(boxes, key=lambda box: box.place.top):
        if beside and box.place.top >= beside[0].place.bottom:
            ordered += sorted(beside, key=lambda box: box.place.left)
            beside = []
        beside.append(box)
    return ordered + sorted(beside, key=lambda box: box.place.left)
