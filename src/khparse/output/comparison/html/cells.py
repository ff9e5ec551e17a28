"""What stands in a cell: the text of a section with its marks, as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from khparse.compare.texts import Texts
from khparse.compare.units import ROOT
from khparse.compare.wording import Text
from khparse.models import Plan, Section, Table
from khparse.output.comparison.html.links import Look
from khparse.output.comparison.html.tables import Cell, rows_in
from khparse.output.outline import walk
from khparse.output.view.escape import markup
from khparse.output.view.marks import marks_of, paragraphs_of
from khparse.output.view.rebuild import rebuilt

Which = Literal["old", "new"]

_TAGS = {"old": "del", "new": "ins"}
_LETTERS = {"old": "d", "new": "i"}
_CLASSES = {"reworded": "", "rolled-over": ' class="y"', "succeeded": ' class="s"', "minor": ' class="q"'}


class Mark(NamedTuple):
    """Words that differ: half-open offsets in the document, how they are shown, and a number shared by both sides."""

    start: int
    end: int
    look: Look
    number: int


class Writer:
    """Writes the sections of one plan."""

    def __init__(self, plan: Plan, which: Which) -> None:
        self.texts = Texts(plan)
        self._which: Which = which
        text = rebuilt(plan)
        paragraphs = paragraphs_of(text, marks_of(plan, len(text)))
        self._starts = {start for start, _ in paragraphs}
        self._sections: dict[str, tuple[int, int, Section]] = {
            section.id: (number, level, section)
            for number, (level, section) in enumerate(walk(plan.sections), 1)
        }
        self._named: set[int] = set()
        self._tables: dict[str, list[Table]] = {}
        for table in plan.tables:
            self._tables.setdefault(table.section or ROOT, []).append(table)

    def anchor(self, section: str) -> str:
        """Return the id of a section in the page."""
        number = self._sections[section][0] if section in self._sections else 0
        return f"{self._which[0]}{number}"

    def level(self, section: str) -> int:
        """Return how deep a section is, from 0; -1 for the text before the first one."""
        return self._sections[section][1] if section in self._sections else -1

    def section(self, name: str, marks: list[Mark]) -> str:
        """Return a section with its number, heading and own text; `marks` in the order of the text."""
        marked = _Marked(marks, self._which, self._named)
        head, tag = "", ""
        if name in self._sections:
            _, level, section = self._sections[name]
            label = f'<b class="num">{markup(section.num)}</b> '
            heading = self.texts.headings.get(name)
            if heading:
                tag = f'<p class="h" role="heading" aria-level="{min(level + 3, 6)}">'
                head = f"{tag}{label}{marked.html(heading, heading.start, heading.start + len(heading.text))}</p>"
                label = ""
        else:
            level, label = 0, ""
        own = self.texts.own.get(name)
        body = "".join(self._blocks(name, own, marked, label)) if own else ""
        if label and not body:
            body = f"<p>{label}</p>"
        return f'<div class="s l{min(max(level, 0), 4)}" id="{self.anchor(name)}">{head}{body}</div>'

    def _blocks(self, name: str, own: Text, marked: _Marked, label: str) -> Iterator[str]:
        """Yield the paragraphs and tables of a text; `label` stands in front of the first one."""
        tables = list(rows_in(own.text, self._tables.get(name, [])))
        reached = 0
        for start, end, rows in [*tables, (len(own.text), len(own.text), [])]:
            for first, last in self._paragraphs(own, reached, start):
                yield f"<p>{label}{marked.html(own, first, last)}</p>"
                label = ""
            if rows:
                yield f'<div class="table"><table>{"".join(_row(own, row, marked) for row in rows)}</table></div>'
            reached = end

    def _paragraphs(self, own: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the offsets in the document of the paragraphs between two places of a text."""
        first = own.start + start
        for line in own.text[start:end].split("\n"):
            line_end = own.start + start + len(line)
            following = line_end + 1
            is_last = start + len(line) >= end
            start += len(line) + 1
            if is_last or following in self._starts:
                if own.text[first - own.start : line_end - own.start].strip():
                    yield first, line_end
                first = following


def _row(own: Text, row: list[Cell], marked: _Marked) -> str:
    cells = (f"<td>{marked.html(own, own.start + start, own.start + end)}</td>" for start, end in row)
    return f"<tr>{''.join(cells)}</tr>"


class _Marked:
    """Texts with the marks in them; each mark carries its id once: `named` are the numbers of those that did."""

    def __init__(self, marks: list[Mark], which: Which, named: set[int]) -> None:
        self._marks = marks
        self._which: Which = which
        self._next = 0
        self._named = named

    def html(self, own: Text, start: int, end: int) -> str:
        """Return the words between two offsets of the document; new lines are blanks.

        Stretches are asked for in the order of the text.
        """
        made: list[str] = []
        reached = start
        while self._next < len(self._marks) and self._marks[self._next].end < start:
            self._next += 1
        for mark in islice(self._marks, self._next, None):
            if mark.start > end or (mark.start == end < mark.end):
                break
            if mark.start == mark.end:
                if mark.start < reached or mark.number in self._named:
                    continue
            elif mark.end <= reached:
                continue
            first, last = max(mark.start, reached), min(mark.end, end)
            made.append(_plain(own, reached, first))
            made.append(
                marked(_plain(own, first, last), self._which, mark.number, mark.look, self._is_new(mark))
            )
            reached = last
        made.append(_plain(own, reached, end))
        return "".join(made)

    def _is_new(self, mark: Mark) -> bool:
        is_new = mark.number not in self._named
        self._named.add(mark.number)
        return is_new


def _plain(own: Text, start: int, end: int) -> str:
    return markup(own.text[start - own.start : end - own.start].replace("\n", " "))


def marked(content: str, which: Which, number: int, look: Look, named: bool = True) -> str:
    """Return words (HTML) marked as gone or come; without words, the place where the other plan has some."""
    name = f' id="{_LETTERS[which]}{number}"' if named else ""
    if not content:
        return f'<i class="at"{name}></i>'
    tag = _TAGS[which]
    return f"<{tag}{name}{_CLASSES[look]}>{content}</{tag}>"
