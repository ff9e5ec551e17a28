"""The rows of the page: what corresponds stands side by side, in the order of the new plan.

A section that moved stands beside its counterpart, where the words that changed can be seen; a line at its old
place says where it went, so that the old plan can still be read from top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from khparse.compare.models import Change, PlanDiff, SectionPair
from khparse.compare.units import ROOT
from khparse.models import Plan, Section
from khparse.output.comparison.html.cells import Mark, Which, Writer
from khparse.output.comparison.html.links import Links
from khparse.output.comparison.html.words import words_in
from khparse.output.comparison.report import Line
from khparse.output.comparison.words import Lang, field_word, word
from khparse.output.view.escape import markup
from khparse.output.words import capitalised

Kind = Literal["same", "mod", "add", "del", "mov", "gone"]
"""What a row is: the same, with words that changed, only in the new plan, only in the old one, moved, or the line
at the old place of something that moved."""


@dataclass(slots=True)
class Row:
    """Two cells (HTML) with the numbers of the changes that they show; `level` is that of its section."""

    kind: Kind
    level: int
    old: str
    new: str
    changes: list[int] = field(default_factory=list)
    old_notes: list[str] = field(default_factory=list)
    new_notes: list[str] = field(default_factory=list)


class Rows:
    """The rows of the sections of two plans, and where their changes are."""

    def __init__(self, found: PlanDiff, old: Plan, new: Plan, links: Links, lang: Lang) -> None:
        self._found = found
        self._links = links
        self._lang: Lang = lang
        self._words = words_in(lang)
        self.writers = {"old": Writer(old, "old"), "new": Writer(new, "new")}
        self._plans = {"old": old, "new": new}
        self._rows = list(self._of_pairs())
        self._row_of: dict[str, dict[str, int]] = {"old": {}, "new": {}}
        for index, pair in enumerate(found.sections):
            for which in ("old", "new"):
                self._row_of[which].update(dict.fromkeys(getattr(pair, which), index))
        self._note_places()

    def noted(self, lines: dict[str, Line]) -> list[Row]:
        """Return the rows in their order, with a remark on each fact that changed; `lines` are by change."""
        for index, change in enumerate(self._found.changes):
            self._remark(index, change, lines[change.id])
        gone = {which: self._gone(which) for which in ("old", "new")}
        made: list[Row] = []
        for index in range(-1, len(self._rows)):
            made += [self._rows[index]] if index >= 0 else []
            made += [*gone["old"].get(index, []), *gone["new"].get(index, [])]
        return made

    def anchors(self, change: Change, index: int) -> tuple[str, str]:
        """Return the ids of the places of a change in both plans; empty where it has none."""
        marks = self._links.marks[index]
        made = []
        for which, letter in (("old", "d"), ("new", "i")):
            side = getattr(change, which)
            section = side.section or ROOT if side else None
            if side is None or (section not in self._row_of[which] and not marks):
                made.append("")
            else:
                made.append(f"{letter}{marks[0]}" if marks else self.writers[which].anchor(section or ROOT))
        return made[0], made[1]

    def _of_pairs(self) -> Iterator[Row]:
        number = 0
        for pair in self._found.sections:
            numbers = range(number, number + len(pair.edits))
            number += len(pair.edits)
            looks = [self._links.look(at) for at in numbers]
            cells: dict[str, str] = {}
            for which in ("old", "new"):
                passages = [getattr(edit, which).span for edit in pair.edits]
                marks = sorted(
                    Mark(span.start, max(span.start, span.end), look, at)
                    for span, look, at in zip(passages, looks, numbers, strict=True)
                )
                cells[which] = "".join(
                    self.writers[which].section(name, marks) for name in getattr(pair, which)
                )
            kind: Kind = (
                "add" if not pair.old else "del" if not pair.new
                else "mov" if pair.moved else "mod" if pair.edits else "same"
            )  # fmt: skip
            side: Which = "new" if pair.new else "old"
            level = self.writers[side].level(getattr(pair, side)[0])
            yield Row(kind, level, cells["old"], cells["new"])

    def _note_places(self) -> None:
        """Tell the rows which changes they show."""
        row_of_mark = [index for index, pair in enumerate(self._found.sections) for _ in pair.edits]
        below = {which: _below(self._plans[which].sections) for which in ("old", "new")}
        for index, change in enumerate(self._found.changes):
            rows = {row_of_mark[number] for number in self._links.marks[index]}
            for which, side in (("old", change.old), ("new", change.new)):
                if side is None or change.subject in ("metadata", "recipient", "signature"):
                    continue
                sections = [side.section or ROOT]
                if change.subject == "section" and change.kind in ("added", "removed"):
                    sections = below[which].get(sections[0], sections)
                rows |= {self._row_of[which][name] for name in sections if name in self._row_of[which]}
            for row in sorted(rows):
                self._rows[row].changes.append(index)

    def _remark(self, index: int, change: Change, line: Line) -> None:
        """Say at a row what happened to a fact in it; what its words say by themselves needs no remark."""
        if change.subject not in ("reference", "assignment", "deadline", "section"):
            return
        if change.kind in ("reworded", "rolled-over"):
            return
        which: Which = "new" if change.new else "old"
        side = change.new or change.old
        row = self._row_of[which].get((side.section if side else None) or ROOT)
        if row is None or (self._rows[row].kind in ("add", "del") and change.subject != "section"):
            return
        what = field_word(change.field, self._lang) if change.field else self._words[f"fact_{change.subject}"]
        if change.kind == "moved" and change.old:
            said = self._words["moved_from"].format(place=change.old.section or word("preamble", self._lang))
        else:
            said = line.kind_word
        note = f" ({line.note})" if line.note else ""
        remark = f'<a href="#c{index}">{markup(f"{capitalised(what)}: {said}{note}")}</a>'
        notes = self._rows[row].new_notes if which == "new" else self._rows[row].old_notes
        notes.append(remark)

    def _gone(self, which: Which) -> dict[int, list[Row]]:
        """Return, by the row they come after, lines for the sections of a plan that stand elsewhere on the page."""
        made: dict[int, list[Row]] = {}
        last = -1

        def visit(sections: list[Section], is_away: bool) -> None:
            nonlocal last
            for section in sections:
                row = self._row_of[which].get(section.id)
                left = is_away
                if row is not None and not is_away:
                    pair = self._found.sections[row]
                    left = self._is_elsewhere(pair, which, section.id, row, last)
                    if left:
                        made.setdefault(last, []).append(self._line(pair, which, section.id))
                    else:
                        last = row
                visit(section.children, left)

        visit(self._plans[which].sections, False)
        return made

    def _is_elsewhere(self, pair: SectionPair, which: Which, name: str, row: int, last: int) -> bool:
        if name != getattr(pair, which)[0]:
            return row != last  # a part that was split off or merged
        return which == "old" and pair.moved

    def _line(self, pair: SectionPair, which: Which, name: str) -> Row:
        """Return the line at the place of a section that stands elsewhere, with a link to it."""
        other = pair.new[0] if which == "old" else pair.old[0]
        said = "split_to" if which == "new" else "merged_to" if name != pair.old[0] else "moved_to"
        text = self._words[said].format(place=name, other=other or word("preamble", self._lang))
        writer = self.writers[which]
        line = f'<p class="gone"><a href="#{writer.anchor(name)}">{markup(text)}</a></p>'
        level = writer.level(name)
        changes = self._rows[self._row_of[which][name]].changes
        sides = (line, "") if which == "old" else ("", line)
        kept = [at for at in changes if self._found.changes[at].kind in ("moved", "merged", "split")]
        return Row("gone", level, *sides, kept)


def _below(sections: list[Section]) -> dict[str, list[str]]:
    """Return the ids of sections with those below them, by the id of the uppermost that is asked for."""
    found: dict[str, list[str]] = {}

    def visit(section: Section) -> list[str]:
        inside = [section.id]
        for child in section.children:
            inside += visit(child)
        found[section.id] = inside
        return inside

    for section in sections:
        visit(section)
    return found
