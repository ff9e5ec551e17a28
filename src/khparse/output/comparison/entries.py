"""A comparison as the rows of an office's table: a cell for each plan, the words that differ in them marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from khparse.compare.models import Change, Edit, PlanDiff, Side, Subject
from khparse.compare.texts import Texts
from khparse.compare.wording import Text, edits_between
from khparse.compare.years import Years
from khparse.facts.rows import headings_of, one_line
from khparse.models import Assignment, Plan, Section, Span
from khparse.output.comparison.pieces import Piece, pieces_of
from khparse.output.comparison.report import Line, report_of
from khparse.output.comparison.words import Lang, word
from khparse.output.digest.words import section_label
from khparse.output.outline import walk
from khparse.output.words import capitalised, opening, plain

Cell = list[Piece]
"""What stands in a cell: `same` words are plain, the others are only in this plan. A new line is a piece `\\n`."""

NEW_LINE = Piece("same", "\n")
_WORDS_OF_HEADING = 40
_SLACK = 15  # words that may follow before a text is cut: an ellipsis with a count is no shorter


class Entry(NamedTuple):
    """A change as a row.

    `number` counts the changes of the whole comparison. The labels are those of its sections as readers cite
    them (`II.2`), `what` names the field and the task or heading it is about, each on a line.
    """

    number: int
    line: Line
    old_label: str
    new_label: str
    what: str
    old: Cell
    new: Cell

    @property
    def label(self) -> str:
        """The section in the new plan, else in the old one; both where they differ."""
        return " → ".join(dict.fromkeys(filter(None, (self.old_label, self.new_label))))


class Part(NamedTuple):
    """The changes of one subject."""

    subject: Subject
    title: str
    entries: list[Entry]


def parts_of(found: PlanDiff, old: Plan, new: Plan, lang: Lang, longest: int) -> list[Part]:
    """Return the changes by subject, numbered through; a cell has about `longest` words at most."""
    writer = _Writer(found, old, new, lang, longest)
    parts, number = [], 0
    for chapter in report_of(found, old, new, lang).chapters:
        entries = [writer.entry(at, line) for at, line in enumerate(chapter.lines, number + 1)]
        number += len(entries)
        parts.append(Part(chapter.subject, chapter.title, entries))
    return parts


class _Version:
    """What the cells of one plan are written from."""

    def __init__(self, plan: Plan) -> None:
        self.texts = Texts(plan)
        self.headings = headings_of(plan)
        self.sections: dict[str, Section] = {section.id: section for _, section in walk(plan.sections)}
        self.tasks: dict[str, Assignment] = {task.id: task for task in plan.assignments}


class _Writer:
    """Puts changes of two plans in cells."""

    def __init__(self, found: PlanDiff, old: Plan, new: Plan, lang: Lang, longest: int) -> None:
        self._lang: Lang = lang
        self._longest = longest
        self._years = Years(found.years)
        self._old, self._new = _Version(old), _Version(new)

    def entry(self, number: int, line: Line) -> Entry:
        """Return a change as a row."""
        change = line.change
        is_placed = change.subject not in ("metadata", "recipient", "signature")
        old, new = self._cells(line)
        return Entry(
            number=number,
            line=line,
            old_label=self._label(change.old) if is_placed else "",
            new_label=self._label(change.new) if is_placed else "",
            what=self._what(line) if is_placed else line.what,
            old=old,
            new=new,
        )

    def _label(self, side: Side | None) -> str:
        if side is None:
            return ""
        if not side.section:
            return word("preamble", self._lang)
        return section_label(side.section) or plain(side.section)

    def _what(self, line: Line) -> str:
        """Return what a change is about: a task with those who do it, else the heading above."""
        change = line.change
        if change.subject == "assignment" and change.field in (None, "task"):
            return self._bodies(change)
        if change.task:
            return opening(line.what, self._longest)
        is_of_section = change.subject == "section"
        if is_of_section and not change.field:
            return ""  # the heading is what changed
        field = "" if is_of_section and change.field == "text" else line.what
        heading = "" if change.field == "heading" else self._heading(change)
        return "\n".join(filter(None, (field, heading)))

    def _bodies(self, change: Change) -> str:
        """Return who leads and who supports a task."""
        task = self._new.tasks.get(change.new.id or "") if change.new else None
        if task is None and change.old:
            task = self._old.tasks.get(change.old.id or "")
        if task is None:
            return "; ".join(map(plain, change.agencies))
        roles = {"lead": task.lead, "support": task.support}
        lines = [
            f"{capitalised(word(role, self._lang))}: {'; '.join(plain(body.name) for body in bodies)}"
            for role, bodies in roles.items()
            if bodies
        ]
        return "\n".join(lines)

    def _heading(self, change: Change) -> str:
        """Return the heading that a change stands below, of the new plan where it is in it."""
        for side, version in ((change.new, self._new), (change.old, self._old)):
            if side:
                headings = version.headings.get(side.section or "")
                return opening(one_line(headings[-1]), _WORDS_OF_HEADING) if headings else ""
        return ""

    # --- The cells of the two plans ---

    def _cells(self, line: Line) -> tuple[Cell, Cell]:
        change = line.change
        if change.subject == "section" and change.field is None:
            return self._section_cells(change)
        if change.subject == "section" and change.field == "heading":
            heads = self._whole_headings(change)
            if heads:
                return self._differing(*heads)
        is_of_section = change.subject == "section"
        is_short = max(_count(line.old_text), _count(line.new_text)) <= self._longest
        if change.edits and (is_of_section or not is_short):
            return self._edited(change.edits, self._old, "deleted"), self._edited(change.edits, self._new, "inserted")
        if change.old and change.new:
            return self._differing(line.old_text, line.new_text)
        return self._whole(line.old_text, "deleted"), self._whole(line.new_text, "inserted")

    def _differing(self, old: str, new: str) -> tuple[Cell, Cell]:
        """Return two versions of a text with the words marked that differ; spellings don't."""
        edits = edits_between([Text(None, old, 0)], [Text(None, new, 0)], self._years)
        cells = (
            _marked(old, [edit.old.span for edit in edits], "deleted"),
            _marked(new, [edit.new.span for edit in edits], "inserted"),
        )
        return self._cut(cells[0]), self._cut(cells[1])

    def _whole_headings(self, change: Change) -> tuple[str, str] | None:
        """Return the headings of a section in both plans, None where one isn't known."""
        sides = ((change.old, self._old), (change.new, self._new))
        found = [version.texts.headings.get(side.section or "") if side else None for side, version in sides]
        lines = [plain(one_line(text.text)) if text else "" for text in found]
        return (lines[0], lines[1]) if all(lines) else None

    def _edited(self, edits: list[Edit], version: _Version, kind: Kind) -> Cell:
        """Return the edited words of one plan among those that stand around them there."""
        if kind == "deleted":  # as if it were the new plan: words around an edit are taken from that
            edits = [edit.model_copy(update={"old": edit.new, "new": edit.old}) for edit in edits]
        pieces = pieces_of(edits, version.texts)
        own = [Piece(kind, piece.text) if piece.kind == "inserted" else piece for piece in pieces]
        return self._cut(_tidy([piece for piece, found in zip(own, pieces, strict=True) if found.kind != "deleted"]))

    def _section_cells(self, change: Change) -> tuple[Cell, Cell]:
        """Return the cells of a section that came or went, in its first words, or was moved, split or merged."""
        if change.old is None or change.new is None:
            return self._contents(change.old, self._old, "deleted"), self._contents(change.new, self._new, "inserted")
        old, new = [change.old.section or ""], [change.new.section or ""]
        if change.kind == "merged":
            old = change.parts or old
        elif change.kind == "split":
            new = change.parts or new
        return self._named(old, self._old), self._named(new, self._new)

    def _named(self, ids: list[str], version: _Version) -> Cell:
        """Return sections with their headings or first words, one a line."""
        cell: Cell = []
        for name in ids:
            section = version.sections.get(name)
            text = (section.heading or section.text) if section else word("preamble", self._lang)
            shown = opening(one_line(text), _WORDS_OF_HEADING)
            label = section_label(name) if section and section.kind != "bullet" else ""
            cell += [NEW_LINE, Piece("same", " ".join(filter(None, (label, shown))))]
        return cell[1:]

    def _contents(self, side: Side | None, version: _Version, kind: Kind) -> Cell:
        """Return a whole section: its heading, and the first words of what stands below."""
        section = version.sections.get(side.section or "") if side else None
        if side is None or section is None:
            return self._whole(plain(one_line(side.text)), kind) if side else []
        units = [_numbered(unit) for _, unit in walk([section])]
        first, *rest = units
        if not section.heading:
            return self._whole(" ".join(filter(None, (first.text, *(unit.both for unit in rest)))), kind)
        below = " ".join(filter(None, (first.text, *(unit.both for unit in rest))))
        cell = self._whole(first.heading, kind)
        return [*cell, NEW_LINE, *self._whole(below, kind)] if below else cell

    # --- Cutting ---

    def _whole(self, text: str, kind: Kind) -> Cell:
        """Return a text that is only in one plan; one that is too long is cut, with the number of its words."""
        if not text:
            return []
        shown = _shown(text, self._longest)
        if shown == text:
            return [Piece(kind, text)]
        return [Piece(kind, shown), Piece("same", f" … {self._counted('words_in_all', _count(text))}")]

    def _cut(self, cell: Cell) -> Cell:
        """Return a cell without the words far from those that are marked, and without what is too much."""
        if sum(_count(piece.text) for piece in cell) <= self._longest + _SLACK and _is_short(cell, self._longest):
            return cell
        made: Cell = []
        room = self._longest
        for at, piece in enumerate(cell):
            if room <= 0:
                left = sum(piece.kind != "same" for piece in cell[at:])
                return [*made, Piece("same", f" … {self._counted('more_places', left)}")] if left else made
            if piece.kind == "same":
                shown = _around(piece.text, at == 0, at == len(cell) - 1)
                made.append(Piece("same", shown))
            else:
                made += self._whole(piece.text, piece.kind) if _count(piece.text) > room else [piece]
                shown = piece.text
            room -= _count(shown)
        return made

    def _counted(self, name: str, count: int) -> str:
        grouped = f"{count:,}"
        return word(name, self._lang, count=grouped.replace(",", ".") if self._lang == "vi" else grouped)
