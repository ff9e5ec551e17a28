"""A comparison as rows for people: what changed, where, from what to what, in words."""

from __future__ import annotations

from typing import NamedTuple, get_args

from khparse.compare.models import Change, Edit, PlanDiff, Side, Subject, Version
from khparse.compare.texts import Texts
from khparse.facts.rows import headings_of, one_line
from khparse.models import Plan
from khparse.output.comparison.pieces import Piece, pieces_of
from khparse.output.comparison.words import Lang, field_word, word
from khparse.output.view.words import date_label
from khparse.output.words import capitalised, opening, plain

_WORDS_OF_HEADING = 12


class Line(NamedTuple):
    """A change: what happened (`kind_word`, such as `mới`), and to what.

    `old_place` and `new_place` are sections with their headings; `field` says what of a fact changed, and `task`
    the task that it is about. `old_text` and `new_text` are what stands in either plan, on one line each (empty
    where nothing does). `pieces` has the words of a rewording with those around them. `note` says by how much a
    time moved, or by what law a body took over.
    """

    change: Change
    kind_word: str
    old_place: str
    new_place: str
    field: str
    task: str
    old_text: str
    new_text: str
    pieces: list[Piece]
    agencies: list[str]
    note: str

    @property
    def what(self) -> str:
        """Field and task as one."""
        return ": ".join(filter(None, [capitalised(self.field), self.task]))

    @property
    def place(self) -> str:
        """The section in the new plan, or in the old one where the new one has none; both where they differ."""
        old, new = self.old_place, self.new_place
        if not old or not new or old == new:
            return new or old
        old_id, _, old_heading = old.partition(" ")
        return f"{old_id} → {new}" if old_heading == new.partition(" ")[2] else f"{old} → {new}"


class Chapter(NamedTuple):
    """The changes of one subject."""

    subject: Subject
    title: str
    lines: list[Line]


class Report(NamedTuple):
    """A comparison in words. `old` and `new` are the names of the plans with their dates."""

    title: str
    old: str
    new: str
    years: str
    chapters: list[Chapter]


def report_of(found: PlanDiff, old: Plan, new: Plan, lang: Lang) -> Report:
    """Return a comparison in the words of a language; chapters without changes are left out."""
    writer = _Writer(found, old, new, lang)
    chapters = []
    for subject in get_args(Subject):
        lines = [writer.line(change) for change in found.changes if change.subject == subject]
        if lines:
            chapters.append(Chapter(subject, word(subject, lang), lines))
    return Report(
        title=word("title", lang),
        old=_version(found.old, lang),
        new=_version(found.new, lang),
        years=_years(found.years, lang),
        chapters=chapters,
    )


def _version(version: Version, lang: Lang) -> str:
    date = (date_label(version.date, lang) or version.date) if version.date else ""
    title = plain(one_line(version.title)) or word("untitled", lang)
    return ", ".join(filter(None, [title, date]))


def _years(years: int | None, lang: Lang) -> str:
    if not years:
        return ""
    count = abs(years)
    return word("year_between", lang) if count == 1 else word("years_between", lang, count=count)


class _Writer:
    """Puts changes of two plans in words."""

    def __init__(self, found: PlanDiff, old: Plan, new: Plan, lang: Lang) -> None:
        self._lang: Lang = lang
        self._years = found.years
        self._headings = headings_of(old), headings_of(new)
        self._new_texts = Texts(new)
        self._edits: dict[str | None, list[Edit]] = {}
        for edit in (edit for pair in found.sections for edit in pair.edits):
            self._edits.setdefault(edit.new.section, []).append(edit)

    def line(self, change: Change) -> Line:
        """Return a change in words."""
        return Line(
            change=change,
            kind_word=word(change.kind, self._lang),
            old_place=self._place(change.old, 0, change),
            new_place=self._place(change.new, 1, change),
            field=field_word(change.field, self._lang) if change.field else "",
            task=_task(change),
            old_text=_text(change.old),
            new_text=_text(change.new),
            pieces=pieces_of(change.edits, self._new_texts, self._edits),
            agencies=[plain(name) for name in change.agencies],
            note=self._note(change),
        )

    def _place(self, side: Side | None, which: int, change: Change) -> str:
        if side is None or change.subject in ("metadata", "recipient", "signature"):
            return ""
        if not side.section:
            return word("preamble", self._lang)
        headings = self._headings[which].get(side.section, [])
        heading = opening(one_line(headings[-1]), _WORDS_OF_HEADING) if headings else ""
        return f"{side.section} {heading}".strip()

    def _note(self, change: Change) -> str:
        if change.source:
            by_lexicon = change.source.startswith("khparse:")
            return (
                word("by_lexicon", self._lang) if by_lexicon else word("by", self._lang, source=change.source)
            )
        if change.parts:
            return word("parts", self._lang, parts=", ".join(change.parts))
        if change.days:
            name = "later" if change.days > 0 else "earlier"
            count = abs(change.days)
            days = word("one_day" if count == 1 else "many_days", self._lang, count=count)
            return word(f"{name}_beyond" if self._years else name, self._lang, days=days)
        return ""


def _task(change: Change) -> str:
    """Return the task that a change is about, unless it is the task itself that stands there."""
    is_itself = change.subject == "assignment" and change.field in (None, "task")
    return "" if is_itself else plain(one_line(change.task or ""))


def _text(side: Side | None) -> str:
    return plain(one_line(side.text)) if side else ""
