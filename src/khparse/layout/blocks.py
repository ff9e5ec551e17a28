"""From lines to blocks: wrapped lines joined to paragraphs, tables told from text.

Page numbers and rule lines stand between; tables come flattened to one cell a line between `|` lines, as pipe
tables, drawn with borders, or with tabs. Nothing here refuses a text: what can't be recognised stays a paragraph.
"""

from __future__ import annotations

import re

from khparse.document import Block
from khparse.layout.composed import Composed
from khparse.layout.grid_tables import grid_table, is_border
from khparse.layout.lines import MARKS, RULE, Line, is_noise, line_of, lines_of
from khparse.layout.paragraphs import OPENERS, UNWRAPPED, Wrapping, is_cut_head_line, paragraphs, wrapping_of
from khparse.layout.tables import Cell, bar_table, is_page_layout, pipe_row, tab_rows
from khparse.segment.labels import label_at

_HEAD_LINES = 60
_LONGEST_HEAD_LINE = 120  # both columns on one line
_HEAD_LINE = re.compile(
    r"s[ốóô]\b.{0,40}[/-]|cộng h|độc lập|đảng cộng sản|.{0,90}ngày.{0,14}tháng.{0,14}năm.{0,9}$",
    re.IGNORECASE,
)


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a plain or markdown text, in reading order."""
    composed = Composed(text)
    blocks = _blocks_of(composed.text)
    if composed.moves:
        for block in blocks:
            block.pieces = [(composed.source(start), composed.source(end)) for start, end in block.pieces]
    return blocks


def _blocks_of(text: str) -> list[Block]:
    blocks: list[Block] = []
    run: list[Line] = []
    lines = text.split("\n")
    wrapping = wrapping_of(lines)
    head_end = 0 if wrapping is UNWRAPPED else _head_end(lines)
    tables = 0

    def flush() -> None:
        blocks.extend(paragraphs(run, wrapping if index >= head_end else UNWRAPPED))
        run.clear()

    offset, index, gap = 0, 0, True
    before = ""
    while index < len(lines):
        if index == head_end:
            blocks.extend(paragraphs(run, UNWRAPPED))
            run.clear()
        raw = lines[index]
        bare = raw.strip(MARKS)
        if bare[:1] == "|" or "\t" in bare or (bare[:1] == "+" and is_border(bare)):
            cells, used = _table_at(lines, index, offset)
            if cells:
                flush()
                blocks.extend(_table_blocks(text, cells, tables, wrapping))
                tables += 1
            if used:  # without a cell it is nothing but bars and rules
                offset += sum(len(line) + 1 for line in lines[index : index + used])
                index, gap = index + used, True
                continue
        if not bare or (is_noise(bare, raw) and not _is_cut_year(bare, before)):
            gap = True
        else:
            run.extend(lines_of(raw, offset, gap, any(line.column >= 0 for line in run[-3:])))
            gap = run[-1].column > 0
            before = bare
        offset += len(raw) + 1
        index += 1
    flush()
    return blocks


def _is_cut_year(bare: str, before: str) -> bool:
    """Return whether a line that looks like a page number is the year of a period: "NĂM 2019 - / 2020"."""
    if len(bare) != 4 or bare[:2] not in ("19", "20") or not bare.isdigit():
        return False
    return before.lower().endswith((" -", " –", " năm"))


def _head_end(lines: list[str]) -> int:
    """Return the index of the line behind the head, whose lines are no wrapped paragraphs in any text."""
    end = 0
    found = False
    for index, raw in enumerate(lines[:_HEAD_LINES]):
        bare = raw.strip(MARKS)
        if len(bare) > _LONGEST_HEAD_LINE or bare.lower().startswith(OPENERS):
            break
        if (label := label_at(bare, 0, len(bare))) and label.kind != "bullet":
            break
        if _HEAD_LINE.match(bare):
            found = True
            end = index + 1
        elif bare.isupper():
            end = index + 1
    return end if found else 0


def _table_at(lines: list[str], index: int, offset: int) -> tuple[list[Cell], int]:
    """Return the cells of the table that begins at line `index`, and how many lines it takes (0: none)."""
    bare = lines[index].strip(MARKS)
    if bare == "|":
        return bar_table(lines, index, offset)
    if is_border(bare):
        return grid_table(lines, index, offset)
    cells: list[Cell] = []
    used, row = 0, 0
    if bare[0] == "|" and bare.count("|") >= 2:
        while (
            index + used < len(lines) and (line := lines[index + used].strip())[:1] == "|" and len(line) > 1
        ):
            found = pipe_row(lines[index + used], offset, row)
            cells.extend(found)
            row += bool(found)
            offset += len(lines[index + used]) + 1
            used += 1
        return cells, used
    return tab_rows(lines, index, offset)


def _table_blocks(text: str, cells: list[Cell], number: int, wrapping: Wrapping) -> list[Block]:
    """Return the blocks of a table: a cell each, or paragraphs where it only arranges the page."""
    layout = is_page_layout([" ".join(text[a:b] for a, b in cell.pieces) for cell in cells])
    blocks: list[Block] = []
    for cell in cells:
        if not layout:
            blocks.append(Block(cell.pieces, number, cell.row, cell.column, cell.columns))
            continue
        lines = [line_of(text[a:b], 0, b - a, a, False) for a, b in cell.pieces if text[a:b].strip(MARKS)]
        lines = [line for line in lines if not RULE.fullmatch(line.bare)]
        if lines:
            lines[0] = lines[0]._replace(gap=True)
        for block in paragraphs(lines, Wrapping(wrapping.form)):
            block.table, block.row, block.column, block.layout = number, cell.row, cell.column, True
            blocks.append(block)
    return blocks


def _lines_of_cell(text: str, pieces: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return the lines of a cell that arranges the page; a number or date cut in two is one."""
    lines: list[list[tuple[int, int]]] = []
    last = ""
    for start, end in pieces:
        line = text[start:end].strip(MARKS)
        if lines and is_cut_head_line(last, line):
            lines[-1].append((start, end))
        else:
            lines.append([(start, end)])
        last = line
    return lines


def arrange(text: str, blocks: list[Block]) -> list[Block]:
    """Return a reader's blocks with tables that only arrange the page taken apart into paragraphs."""
    arranged: list[Block] = []
    index = 0
    while index < len(blocks):
        number, stop = blocks[index].table, index + 1
        while stop < len(blocks) and number >= 0 and blocks[stop].table == number:
            stop += 1
        table = blocks[index:stop]
        if number >= 0 and is_page_layout([" ".join(text[a:b] for a, b in b_.pieces) for b_ in table]):
            for block in table:
                arranged.extend(
                    Block(pieces, number, block.row, block.column, bold=block.bold, layout=True)
                    for pieces in _lines_of_cell(text, block.pieces)
                )
        else:
            arranged.extend(table)
        index = stop
    return arranged
