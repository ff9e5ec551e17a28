"""Tables in text: flattened between `|` lines, pipe tables, columns set with tabs."""

from __future__ import annotations

import re
from typing import NamedTuple

from khparse.fold import fold_case_kept
from khparse.layout.composed import Composed
from khparse.lexicon.doc_types import by_title


class Cell(NamedTuple):
    """A cell: the source ranges of its lines, its row and column, the columns that it covers."""

    pieces: list[tuple[int, int]]
    row: int
    column: int
    columns: int = 1


class _Opening(NamedTuple):
    """How a row begins: whether with a number, and how many bars there are beyond the one that opens it."""

    numbered: bool
    bars: int


_NUMBER = re.compile(r"\**(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?\**")
_BLANKS = " \t\u00a0\r\f\v"
_MOST_LAYOUT_CELLS = 16
_MOST_COLUMNS = 100  # Word has 63; the rest of a wider row is one cell
_MOST_HEAD_CELLS = 8
_LONGEST_HEAD_CELL = 16  # lines
_LONGEST_CELL = 80  # lines; a `|` without a partner must not swallow the rest of the document
_PAGE_LAYOUT = re.compile(
    r"cộng hòa xã hội|đảng cộng sản việt nam|đoàn tncs hồ chí minh$|độc lập ?- ?tự do|nơi nhận ?:"
    r"|\((?:đã )?ký(?:,| và| tên|\))",
    re.IGNORECASE,
)
_MOTTO = re.compile(r"độc lập ?- ?tự do|đảng cộng sản việt nam", re.IGNORECASE)
_SIGNED_FOR = re.compile(r"\b(?:(?:TM|KT|TL|TUQ)\.\s|[TK]/[MTL]\b\.?\s?)")
_SIGNING = (
    "TRƯỞNG",
    "GIÁM ĐỐC",
    "CHỦ TỊCH",
    "BÍ THƯ",
    "GIÁM HIỆU",
    "NGƯỜI LẬP",
    "THƯ KÝ",
    "CHỦ TRÌ",
    "CHỦ TỌA",
    "GIÁO VIÊN",
)
_MOST_SIGNATURE_CELLS = 6
_SEPARATOR = re.compile(r"[\s|:+-]+")


def is_page_layout(cells: list[str]) -> bool:
    """Return whether a table of these cell texts only arranges the page: a head, recipients and signature."""
    if sum(1 for cell in cells if cell.strip()) > _MOST_LAYOUT_CELLS:
        return False
    plain = [" ".join(fold_case_kept(Composed(cell).text).split()) for cell in cells]
    return any(_PAGE_LAYOUT.search(cell) or _is_signature(cell) for cell in plain) or _are_signatures(plain)


def _is_signature(cell: str) -> bool:
    """Return whether a cell says for whom somebody signs: `KT. GIÁM ĐỐC`, but not `Phòng KT. Hạ tầng`."""
    mark = _SIGNED_FOR.search(cell)
    return mark is not None and cell[mark.end() : mark.end() + 2].isupper()


def _are_signatures(cells: list[str]) -> bool:
    """Return whether cells hold nothing but offices in capitals and names: `TỔ TRƯỞNG Lê Văn Bình`."""
    filled = [cell.split() for cell in cells if cell]
    if not 1 < len(filled) <= _MOST_SIGNATURE_CELLS:
        return False
    offices = names = 0
    for words in filled:
        parted = next((n for n, word in enumerate(words) if not word.isupper()), len(words))
        name = words[parted:]
        if name and not (1 < len(name) < 7 and all(w[:1].isupper() and w[1:].islower() for w in name)):
            return False
        office = " ".join(words[:parted])
        if office and not any(title in office for title in _SIGNING):
            return False
        offices += bool(office)
        names += bool(name)
    return offices > 0 and names > 0


def bar_table(lines: list[str], index: int, offset: int) -> tuple[list[Cell], int]:
    """Return the cells of a table flattened to lines between lone `|`, and the number of lines it takes.

    A row opens and closes with `|`, so two of them in a row part two rows. Blank lines end the table unless
    the next line is a `|` again. An empty cell looks like a row's end: the header's width tells them apart.
    A head ends before the title of the document, or where a cell gets longer than those of heads are.
    """
    cells: list[Cell] = []
    opens: list[_Opening] = [_Opening(False, 0)]
    row = column = 0
    pieces: list[tuple[int, int]] = []
    texts: list[str] = []  # of the cells
    lines_of_cell: list[str] = []
    position, at, used = index, offset, 0
    bars = 0
    while position < len(lines):
        raw = lines[position]
        bare = raw.strip(_BLANKS)
        if bare == "|":
            if pieces:
                if column == _MOST_COLUMNS:
                    row, column = row + 1, 0
                    opens.append(_Opening(False, 0))
                cells.append(Cell(pieces, row, column))
                texts.append(" ".join(lines_of_cell))
                column, pieces, bars, lines_of_cell = column + 1, [], 1, []
            else:
                bars += 1
                if bars == 2 and column:
                    row, column = row + 1, 0
                    opens.append(_Opening(False, 0))
                if column == 0:
                    opens[row] = _Opening(False, bars - 1)
            used = position - index + 1
        elif not bare and not pieces:
            follower = next(
                (line.strip(_BLANKS) for line in lines[position : position + 4] if line.strip(_BLANKS)), ""
            )
            if follower != "|":
                break
        elif bare:
            start = at + raw.index(bare)
            if len(cells) < _MOST_HEAD_CELLS and (
                _is_title(bare) if not pieces else len(pieces) == _LONGEST_HEAD_CELL and _is_head(texts)
            ):
                break  # the last bar closed the head: what follows is the body
            if not pieces and column == 0:
                opens[row] = opens[row]._replace(numbered=_NUMBER.fullmatch(bare) is not None)
            pieces.append((start, start + len(bare)))
            lines_of_cell.append(bare)
            if len(pieces) > _LONGEST_CELL:
                break
        at += len(raw) + 1
        position += 1
    return _with_empty_cells(cells, opens), used


def _is_title(bare: str) -> bool:
    """Return whether a line is the type of a document in capitals: `KẾ HOẠCH`."""
    return bare.isupper() and by_title(bare.strip("*# .:")) is not None


def _is_head(texts: list[str]) -> bool:
    """Return whether cells are those of a head: one holds the motto."""
    return any(_MOTTO.search(fold_case_kept(text)) for text in texts)


def _with_empty_cells(cells: list[Cell], opens: list[_Opening]) -> list[Cell]:
    """Return the cells where rows that an empty cell has cut in two are one row again.

    A numbered row is cut where it and the unnumbered rows behind it, with the empty cells between them, are
    together as wide as the header.
    """
    widths = [0] * len(opens)
    for cell in cells:
        widths[cell.row] += 1
    moved: dict[int, tuple[int, int]] = {}
    for first in range(1, len(opens)):
        width = widths[first]
        last = first
        parts: dict[int, tuple[int, int]] = {}
        while opens[first].numbered and width < widths[0] and last + 1 < len(opens):
            last += 1
            if opens[last].numbered:
                break
            parts[last] = first, width + opens[last].bars
            width += opens[last].bars + widths[last]
        if width == widths[0]:
            moved.update(parts)
    shifts = [moved.get(row, (row, 0)) for row in range(len(opens))]
    return [c._replace(row=shifts[c.row][0], column=c.column + shifts[c.row][1]) for c in cells]


def pipe_row(raw: str, offset: int, row: int) -> list[Cell]:
    """Return the cells of one line of a pipe table; none for its rule line (`|---|---|`)."""
    if _SEPARATOR.fullmatch(raw):
        return []
    line = raw.rstrip(_BLANKS)
    start = raw.index("|") + 1
    stop = len(line) - 1 if line.endswith("|") else len(line)
    cells: list[Cell] = []
    for column, content in enumerate(line[start:stop].replace("\\|", "\\ ").split("|", _MOST_COLUMNS)):
        pieces: list[tuple[int, int]] = []
        inner = start
        for part in content.split("<br>"):
            trimmed = part.strip(_BLANKS)
            if trimmed:
                at = offset + inner + part.index(trimmed)
                pieces.append((at, at + len(trimmed)))
            inner += len(part) + 4
        if pieces:
            cells.append(Cell(pieces, row, column))
        start += len(content) + 1
    return cells


def tab_rows(lines: list[str], index: int, offset: int) -> tuple[list[Cell], int]:
    """Return the cells of lines that tabs part into three columns or more, and how many lines they are.

    One such line alone is no table. Behind the first one, lines with as many tabs are rows with empty cells.
    """
    cells: list[Cell] = []
    used = 0
    columns = len(lines[index].split("\t", _MOST_COLUMNS))
    while index + used < len(lines):
        fields = lines[index + used].split("\t", _MOST_COLUMNS)
        filled = sum(1 for field in fields if field.strip(_BLANKS))
        if filled < (1 if used and len(fields) == columns else 3):
            break
        start = offset
        for column, field in enumerate(fields):
            trimmed = field.strip(_BLANKS)
            if trimmed:
                at = start + field.index(trimmed)
                cells.append(Cell([(at, at + len(trimmed))], used, column))
            start += len(field) + 1
        offset += len(lines[index + used]) + 1
        used += 1
    return (cells, used) if used > 1 else ([], 0)
