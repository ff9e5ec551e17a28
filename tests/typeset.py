"""Sets the text of a fixture as a Word document, the way a clerk would: head and signature side by side."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from khparse.document import Paragraph, View
from khparse.readers import read_file

_WIDE = 6  # columns; a wider table stands on a page laid on its side
_NEAR, _SHORT = 14, 70  # paragraphs, characters
_LABEL = re.compile(r"[IVX]+\.|[0-9a-zđ]{1,2}[.)]|[-+–•]")


def typeset(path: Path) -> bytes:
    """Return the .docx of a fixture: its own bytes where it is one."""
    if path.suffix == ".docx":
        return path.read_bytes()
    word = docx.Document()
    _page(word)
    view = View(read_file(path))
    beside = _beside(view.paragraphs)
    for kind, group in groupby(view.paragraphs, lambda paragraph: _kind(paragraph, beside)):
        members = list(group)
        if kind == "paragraphs":
            for paragraph in members:
                _paragraph(word.add_paragraph(), _text(view, paragraph), paragraph.block.bold)
        elif kind == "columns":
            _columns(word, view, members)
        else:
            _table(word, view, members, ruled=kind.startswith("table"))
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _kind(paragraph: Paragraph, beside: set[int]) -> str:
    block = paragraph.block
    if block.table >= 0:
        return f"{'layout' if block.layout else 'table'} {block.table}"
    return "columns" if paragraph.index in beside else "paragraphs"


def _beside(paragraphs: list[Paragraph]) -> set[int]:
    """Return which paragraphs stand in two columns: also short ones between them, whose other column is empty."""
    placed = [p.index for p in paragraphs if p.block.column >= 0 and p.block.table < 0]
    beside = set(placed) if len(placed) > 2 else set()
    for first, last in pairwise(sorted(beside)):
        between = paragraphs[first + 1 : last]
        if len(between) <= _NEAR and all(p.end - p.start < _SHORT and p.block.table < 0 for p in between):
            beside.update(p.index for p in between)
    return beside


def _text(view: View, paragraph: Paragraph) -> str:
    return view.text[paragraph.start : paragraph.end]


def _page(word: WordDocument) -> None:
    """A4 with the margins, the type and the page number of Decree 30/2020/NĐ-CP, Appendix I."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = section.right_margin = Cm(2)
    section.left_margin = Cm(3)
    style = word.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    style.paragraph_format.space_after = Pt(6)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    number._p.append(parse_xml(field))


def _paragraph(paragraph: WordParagraph, text: str, bold: bool) -> None:
    capitals = text.isupper()
    paragraph.add_run(text).bold = bold or capitals
    if capitals and not _LABEL.match(text):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1)


def _columns(word: WordDocument, view: View, members: list[Paragraph]) -> None:
    """Two columns typed with blanks become a borderless table of two cells."""
    table = word.add_table(rows=1, cols=2)
    for side in (0, 1):
        texts = [_text(view, p) for p in members if max(p.block.column, 0) == side]
        _fill(table.cell(0, side), texts, centre=True)


def _table(word: WordDocument, view: View, members: list[Paragraph], ruled: bool) -> None:
    rows = 1 + max(paragraph.block.row for paragraph in members)
    columns = max(paragraph.block.column + paragraph.block.columns for paragraph in members)
    if columns > _WIDE:
        _turn(word)
    table: Table = word.add_table(rows=rows, cols=columns)
    if ruled:
        table.style = "Table Grid"
    for (row, column), cell in groupby(
        members, lambda paragraph: (paragraph.block.row, paragraph.block.column)
    ):
        paragraphs = list(cell)
        last = column + paragraphs[0].block.columns - 1
        target = table.cell(row, column)
        if last > column:
            target = target.merge(table.cell(row, last))
        _fill(target, [line for p in paragraphs for line in _lines(view, p)], centre=not ruled)
    if columns > _WIDE:
        _turn(word)


def _lines(view: View, paragraph: Paragraph) -> Iterator[str]:
    """The lines of a cell, each of which is a paragraph of it, but for lines that were wrapped."""
    start = paragraph.start
    for offset in paragraph.breaks:
        if view.text[offset + 1].isupper() or view.text[offset + 1] in "-+(":
            yield view.text[start:offset]
            start = offset + 1
    yield view.text[start : paragraph.end]


def _fill(cell: _Cell, texts: list[str], centre: bool) -> None:
    for index, text in enumerate(texts):
        paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
        paragraph.add_run(text).bold = text.isupper()
        paragraph.paragraph_format.space_after = Pt(2)
        if centre and not _LABEL.match(text):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _turn(word: WordDocument) -> None:
    """Begin a page laid on its side, or upright again."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    upright = section.orientation == WD_ORIENT.PORTRAIT
    section.orientation = WD_ORIENT.LANDSCAPE if upright else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = section.page_height, section.page_width
