"""A comparison as the rows of an office's table, numbered through, with a cell for each plan."""

from __future__ import annotations

from typing import NamedTuple, get_args

from khparse.compare.models import Change, Kind, PlanDiff, Side, Subject
from khparse.compare.texts import Texts
from khparse.compare.years import Years
from khparse.facts.rows import headings_of, one_line
from khparse.fold import key
from khparse.models import Assignment, Plan, Section
from khparse.output.comparison.cells import NEW_LINE, Cell, Cells, Own
from khparse.output.comparison.pieces import Piece
from khparse.output.comparison.report import Line, Report
from khparse.output.comparison.words import Lang, field_word, word
from khparse.output.digest.words import section_label
from khparse.output.outline import walk
from khparse.output.view.words import date_label
from khparse.output.words import capitalised, opening, plain

_WORDS_OF_HEADING = 40
_WITHOUT_PLACE = ("metadata", "recipient", "signature")


class Entry(NamedTuple):
    """A change as a row.

    `number` counts the changes of the whole comparison. The labels are those of its sections as readers cite
    them (`II.2`); `what` names the field with the task, or the heading, that it is about.
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


def parts_of(report: Report, found: PlanDiff, old: Plan, new: Plan, lang: Lang, longest: int) -> list[Part]:
    """Return the changes of a report as rows; a cell has about `longest` words at most."""
    writer = _Writer(found, old, new, lang, longest)
    parts: list[Part] = []
    number = 0
    for chapter in report.chapters:
        entries = [writer.entry(at, line) for at, line in enumerate(chapter.lines, number + 1)]
        number += len(entries)
        parts.append(Part(chapter.subject, chapter.title, entries))
    return parts


def kinds_of(found: PlanDiff) -> list[Kind]:
    """Return the kinds of changes there are, what came and went first."""
    there = {kind for counts in found.counts.values() for kind in counts}
    return [kind for kind in get_args(Kind) if kind in there]


class _Source:
    """One of the plans, by ids."""

    def __init__(self, plan: Plan, own: Own) -> None:
        self.own: Own = own
        self.texts = Texts(plan)
        self.headings = headings_of(plan)
        self.sections: dict[str, Section] = {section.id: section for _, section in walk(plan.sections)}
        self.tasks: dict[str, Assignment] = {task.id: task for task in plan.assignments}

    def heading(self, side: Side | None) -> str:
        """Return the heading of a section; empty where it has none of its own."""
        text = self.texts.headings.get(side.section or "") if side else None
        return plain(one_line(text.text)) if text else ""


class _Writer:
    """Puts changes of two plans in rows."""

    def __init__(self, found: PlanDiff, old: Plan, new: Plan, lang: Lang, longest: int) -> None:
        self._lang: Lang = lang
        self._years = Years(found.years)
        self._cells = Cells(lang, longest)
        self._old, self._new = _Source(old, "deleted"), _Source(new, "inserted")

    def entry(self, number: int, line: Line) -> Entry:
        """Return a change as a row."""
        change = line.change
        is_placed = change.subject not in _WITHOUT_PLACE
        old, new = self._section_cells(change) if _is_whole_section(change) else self._text_cells(line)
        return Entry(
            number=number,
            line=line,
            old_label=self._label(change.old) if is_placed else "",
            new_label=self._label(change.new) if is_placed else "",
            what=self._what(line),
            old=old,
            new=new,
        )

    def _label(self, side: Side | None) -> str:
        if side is None:
            return ""
        if not side.section:
            return word("preamble", self._lang)
        return section_label(side.section) or plain(side.section)

    # --- What a change is about ---

    def _what(self, line: Line) -> str:
        change = line.change
        if change.subject in _WITHOUT_PLACE:
            return line.what
        if change.subject == "assignment" and change.field in (None, "task"):
            return self._bodies(change)
        if change.task:
            field = f"{capitalised(field_word(change.field, self._lang))}:" if change.field else ""
            return "\n".join(filter(None, (field, self._cells.first_words(plain(one_line(change.task))))))
        if _is_whole_section(change):
            return ""  # its heading is what changed
        if change.subject == "section":
            return line.what if change.field == "heading" else self._heading_above(change)
        return "\n".join(filter(None, (line.what, self._heading_above(change))))

    def _bodies(self, change: Change) -> str:
        """Return who leads a task and who supports it."""
        pairs = ((change.new, self._new), (change.old, self._old))
        tasks = (source.tasks.get(side.id or "") for side, source in pairs if side)
        task = next(filter(None, tasks), None)
        if task is None:
            return "; ".join(map(plain, change.agencies))
        roles = {"lead": task.lead, "support": task.support}
        return "\n".join(
            f"{capitalised(word(role, self._lang))}: {'; '.join(plain(body.name) for body in bodies)}"
            for role, bodies in roles.items()
            if bodies
        )

    def _heading_above(self, change: Change) -> str:
        """Return the nearest heading above a change, in the new plan where it is in it."""
        side, source = (change.new, self._new) if change.new else (change.old, self._old)
        headings = source.headings.get(side.section or "") if side else None
        return opening(one_line(headings[-1]), _WORDS_OF_HEADING) if headings else ""

    # --- What stands in the plans ---

    def _text_cells(self, line: Line) -> tuple[Cell, Cell]:
        """Return the cells of a fact, of a heading, or of a text in which words differ."""
        change, texts = line.change, (line.old_text, line.new_text)
        if change.old is None or change.new is None:
            return self._cells.whole(texts[0], "deleted"), self._cells.whole(texts[1], "inserted")
        headings = self._old.heading(change.old), self._new.heading(change.new)
        if change.subject == "section" and change.field == "heading" and all(headings):
            return self._cells.differing(*headings, self._years)
        if change.edits and (change.subject == "section" or not all(map(self._cells.is_short, texts))):
            return (
                self._cells.edited(change.edits, self._old.texts, "deleted"),
                self._cells.edited(change.edits, self._new.texts, "inserted"),
            )
        cells = self._cells.differing(*texts, self._years)
        if any(piece.kind != "same" for cell in cells for piece in cell):
            return cells
        return self._cells.differing(*self._valued(line), self._years)

    def _valued(self, line: Line) -> tuple[str, str]:
        """Return two texts of the same words with what they mean, where that is what differs."""
        change = line.change
        made = []
        for side, text in ((change.old, line.old_text), (change.new, line.new_text)):
            value = " – ".join(
                date_label(part, self._lang) for part in plain(side.value if side else None).split("/")
            )
            is_said = not value or key(value) in key(text)
            made.append(
                text if is_said else f"{value} {text}" if change.field == "provision" else f"{text} ({value})"
            )
        return made[0], made[1]

    def _section_cells(self, change: Change) -> tuple[Cell, Cell]:
        """Return the cells of a section that came, went, was moved, split or merged."""
        if change.old is None or change.new is None:
            return self._contents(change.old, self._old), self._contents(change.new, self._new)
        old, new = [change.old.section or ""], [change.new.section or ""]
        if change.kind == "merged":
            old = change.parts or old
        elif change.kind == "split":
            new = change.parts or new
        return self._named(old, self._old), self._named(new, self._new)

    def _named(self, ids: list[str], source: _Source) -> Cell:
        """Return sections by their numbers with headings or first words, each on a line."""
        cell: Cell = []
        for name in ids:
            section = source.sections.get(name)
            text = (section.heading or section.text) if section else ""
            label = _numbered(section) if section else word("preamble", self._lang)
            line = " ".join(filter(None, (label, opening(one_line(text), _WORDS_OF_HEADING))))
            cell += [NEW_LINE, Piece("same", line)]
        return cell[1:]

    def _contents(self, side: Side | None, source: _Source) -> Cell:
        """Return a whole section: its heading, and the first words of all that stands below."""
        if side is None:
            return []
        section = source.sections.get(side.section or "")
        if section is None:
            return self._cells.whole(plain(one_line(side.text)), source.own)
        heading = _joined(_numbered(section), section.heading)
        below = [_joined(_numbered(unit), unit.heading, unit.text) for _, unit in walk(section.children)]
        text = _joined(section.text, *below)
        if not section.heading:
            return self._cells.whole(_joined(heading, text), source.own)
        lines = self._cells.whole(heading, source.own), self._cells.whole(text, source.own)
        return [*lines[0], NEW_LINE, *lines[1]] if text else lines[0]


def _is_whole_section(change: Change) -> bool:
    return change.subject == "section" and change.field is None


def _joined(*texts: str | None) -> str:
    return " ".join(filter(None, (plain(one_line(text or "")) for text in texts)))


def _numbered(section: Section) -> str:
    """Return the number of a section as it is printed before its words: `2.1.`, `a)`, `-`."""
    number = plain(section.num)
    if section.kind == "letter" and number[-1:].isalnum():
        return f"{number})"
    return f"{number}." if number[-1:].isalnum() else number
