"""Where the facts of a plan stand in its text, and the text cut at their borders.

Facts overlap: a task holds its agencies and deadlines, a deadline may run out of its heading. Here alone it is
settled how that is shown: a paragraph is cut at every border of a fact, and each piece names all facts that
cover it. Pieces never nest, so that each can be a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from khparse.facts.rows import tasks_of
from khparse.models import Assignment, Plan, Section, Span
from khparse.output.outline import walk

KINDS = (
    "head",
    "heading",
    "reference",
    "task",
    "lead",
    "support",
    "report",
    "deadline",
    "recipient",
    "signature",
    "note",
)
"""The kinds of facts, in the order of the legend."""


BODIES = ("lead", "support", "report")
"""The kinds that are bodies: they are named as the tasks that they belong to."""


class Mark(NamedTuple):
    """A fact in the text: half-open code point offsets and its kind.

    `names` are what the page calls it (`d2`; for a body the tasks it belongs to, `a3 a4`); `level` is that of a
    heading, from 1, and 0 for the label of a unit without one.
    """

    start: int
    end: int
    kind: str
    names: str
    level: int = 0

    @property
    def row(self) -> str:
        """The name of the list entry that speaks of it."""
        return f"row-{self.names.split(' ', 1)[0]}"


class Piece(NamedTuple):
    """A slice of the text, the marks that cover it, the narrowest first, and those that open in it."""

    start: int
    end: int
    marks: list[Mark]
    opens: list[Mark]


def marks_of(plan: Plan, length: int) -> list[Mark]:
    """Return the marks of a plan in the order of the text, inside a text of `length` code points.

    What stands in the same place and is of the same kind (one body that leads several tasks) is one mark.
    """
    found: dict[tuple[int, int, str], list[Mark]] = {}
    for mark in _all(plan):
        start, end = max(mark.start, 0), min(mark.end, length)
        # A task and a unit keep marks of their own: the lists lead to each of them.
        alone = mark.names if mark.kind in ("task", "heading") else mark.kind
        if start < end:
            found.setdefault((start, end, alone), []).append(mark._replace(start=start, end=end))
    marks = [
        same[0]._replace(names=" ".join(dict.fromkeys(mark.names for mark in same)))
        for same in found.values()
    ]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, KINDS.index(mark.kind)))


def _all(plan: Plan) -> Iterator[Mark]:
    head = plan.metadata
    for name, fact in (("number", head.number), ("date", head.date), ("issuer", head.issuer)):
        if fact is not None:
            yield _mark(fact.span, "head", name)
    for index, (level, section) in enumerate(walk(plan.sections)):
        if section.kind != "bullet":
            yield _heading(section, f"s{index}", level + 1)
    for index, reference in enumerate(plan.references):
        yield _mark(reference.span, "reference", f"r{index}")
    yield from _tasks(plan)
    for deadline in plan.deadlines:
        yield _mark(deadline.span, "deadline", deadline.id)
    for index, recipient in enumerate(plan.recipients):
        yield _mark(recipient.span, "recipient", f"to{index}")
    for index, signature in enumerate(filter(None, [plan.signature, *plan.other_signatures])):
        yield _mark(signature.span, "signature", f"sign{index}")
    for index, note in enumerate(plan.notes):
        if note.span is not None:
            yield _mark(note.span, "note", f"note{index}")


def _tasks(plan: Plan) -> Iterator[Mark]:
    """Yield the marks of tasks and their bodies; a heading that is no task names the body of the next one."""
    listed = {task.assignment.id for task in tasks_of(plan)}
    unlisted: list[Assignment] = []
    for found in plan.assignments:
        unlisted.append(found)
        if found.id not in listed:
            continue
        yield _mark(found.span, "task", found.id)
        for task in unlisted:
            for kind, bodies in zip(BODIES, (task.lead, task.support, task.report_to), strict=True):
                for body in bodies:
                    yield _mark(body.span, kind, found.id)
        unlisted = []


def _mark(span: Span, kind: str, name: str) -> Mark:
    return Mark(span.start, span.end, kind, name)


def _heading(section: Section, name: str, level: int) -> Mark:
    """Return the mark of a unit's label with its heading, or of its label alone."""
    start = section.extent.start
    if section.heading_span is None:
        return Mark(start, section.span.start, "heading", name)
    return Mark(start, section.heading_span.end, "heading", name, level)


_MOST_MARKS = 64  # in one place; no honest plan has so many, and the time that a page takes has a limit


def pieces(marks: list[Mark], paragraphs: list[tuple[int, int]]) -> Iterator[list[Piece]]:
    """Yield, for each paragraph (offsets, in order), its pieces: together they are the paragraph.

    `marks` are in the order of their starts. A mark opens in the first piece of text that it covers.
    """
    covering: list[Mark] = []
    following = 0
    for start, end in paragraphs:
        first = following
        while following < len(marks) and marks[following].start < end:
            following += 1
        begun = iter(marks[first:following])
        borders = {at for mark in (*covering, *marks[first:following]) for at in (mark.start, mark.end)}
        cuts = sorted({start, end, *(at for at in borders if start < at < end)})
        made: list[Piece] = []
        mark = next(begun, None)
        for left, right in pairwise(cuts):
            covering = [mark for mark in covering if mark.end > left]
            opens: list[Mark] = []
            while mark is not None and mark.start <= left:
                opens += [mark] if mark.end > left else []
                mark = next(begun, None)
            covering += opens[: max(_MOST_MARKS - len(covering), 0)]
            narrowest = sorted(covering, key=lambda mark: mark.end - mark.start)
            made.append(Piece(left, right, narrowest, opens))
        yield made


_LINE = re.compile(r"[^\n]+")
_REST_OF_HEADING = re.compile(r"[^\w\n]*\n")
_BREAK = re.compile(r"\n(?!$)")
_COLUMNS = re.compile(r"  |\t")  # what stands beside a phrase is between its lines
_WORD = re.compile(r"\w\S*")
_MAY_BREAK = {"head", "heading", "reference", "lead", "support", "report", "deadline"}
_NEVER_BREAKS_AFTER = tuple(".;:!?|*_-/")
_WIDEST = 130  # lines beyond this are paragraphs: nothing broke them to fit a page


def paragraphs_of(text: str, marks: list[Mark]) -> list[tuple[int, int]]:
    """Return the offsets of the lines of `text` that hold something; lines broken at a page's width are one.

    Nothing depends on it but how the text is set: a line runs on when a name, reference, date or heading does,
    or when its text was broken at one width and the next word had no room.
    """
    within, borders = _line_ends(text, marks)
    lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    lengths = sorted(end - start for start, end in lines)
    width = lengths[len(lengths) * 49 // 50] if lengths else 0  # a few lines may be longer: tables, addresses
    wrapped = width <= _WIDEST
    found: list[tuple[int, int]] = []
    before = 0
    for start, end in lines:
        runs_on = start in within or (
            wrapped and start not in borders and _had_no_room(text, before, start, width)
        )
        if runs_on and found and found[-1][1] + 1 == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        before = start
    return found


def _line_ends(text: str, marks: list[Mark]) -> tuple[set[int], set[int]]:
    """Return the starts of lines inside facts that are one phrase, and those that begin or follow a heading."""
    within: set[int] = set()
    borders: set[int] = set()
    for mark in marks:
        if mark.kind == "heading":
            borders.add(mark.start)
            if rest := _REST_OF_HEADING.match(text, mark.end):
                borders.add(rest.end())
        if mark.kind in _MAY_BREAK:
            phrase = text[mark.start : mark.end]
            if not _COLUMNS.search(phrase):
                within.update(mark.start + at.end() for at in _BREAK.finditer(phrase))
    return within, borders


def _had_no_room(text: str, start: int, following: int, width: int) -> bool:
    """Return whether the line from `start` ends before `following` because the next word didn't fit `width`."""
    line = text[start:following].rstrip()
    word = _WORD.match(text, following)
    return (
        word is not None
        and not line.endswith(_NEVER_BREAKS_AFTER)
        and len(line) + 1 + len(word[0]) > width * 0.8
    )
