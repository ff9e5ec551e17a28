"""The rows of the page: what corresponds stands side by side, in the order of the new plan.

A section that moved stands beside its counterpart, where the words that changed can be seen; a line at its old
place says where it went, so that the old plan can still be read from top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from khparse.compare.models import Change, PlanDiff, SectionPair, Side
from khparse.compare.units import ROOT
from khparse.models import Plan, Section
from khparse.output.comparison.html.cells import Mark, Which, Writer
from khparse.output.comparison.html.links import Links
from khparse.output.comparison.html.words import words_in
from khparse.output.comparison.report import Line
from khparse.output.comparison.words import Lang, field_word, word
from khparse.output.view.escape import markup
from khparse.output.words import capitalised

Kind = Literal["same", "time", "mod", "add", "del", "mov", "gone"]
"""What a row is: the same, with times that moved with the year, with other changes, only in the new plan, only in
the old one, moved, or the place of something whose counterpart stands elsewhere."""


_SIDES: tuple[Which, Which] = ("old", "new")
_REMARKED = ("section", "reference", "assignment", "deadline")


@dataclass(slots=True)
class Row:
    """Two cells (HTML) with the numbers of the changes that they show; `level` is that of its section.

    `old_notes` and `new_notes` are remarks with the changes that they are on.
    """

    kind: Kind
    level: int
    old: str
    new: str
    changes: list[int] = field(default_factory=list)
    old_notes: dict[str, list[int]] = field(default_factory=dict)
    new_notes: dict[str, list[int]] = field(default_factory=dict)


class Rows:
    """The rows of the sections of two plans, and where their changes are."""

    def __init__(self, found: PlanDiff, old: Plan, new: Plan, links: Links, lang: Lang) -> None:
        self._found = found
        self._links = links
        self._lang: Lang = lang
        self._words = words_in(lang)
        self.writers = {"old": Writer(old, "old"), "new": Writer(new, "new")}
        self._plans = {"old": old, "new": new}
        self._row_of: dict[str, dict[str, int]] = {"old": {}, "new": {}}
        for index, pair in enumerate(found.sections):
            for which in ("old", "new"):
                self._row_of[which].update(dict.fromkeys(getattr(pair, which), index))
        self._away = {which: list(self._elsewhere(which)) for which in _SIDES}
        self._unedited: dict[tuple[Which, int], list[tuple[int, int, int]]] = {}
        self._mark_unedited()
        self._rows = list(self._of_pairs())
        self._note_places()

    def noted(self, lines: dict[str, Line]) -> list[Row]:
        """Return the rows in their order, with a remark on each fact that changed; `lines` are by change."""
        for index, change in enumerate(self._found.changes):
            self._remark(index, change, lines[change.id])
        for row in self._rows:
            row.kind = self._kind(row)
        behind: dict[int, list[Row]] = {}
        for which in _SIDES:
            for name, row_before in self._away[which]:
                behind.setdefault(row_before, []).append(self._away_row(which, name))
        made = behind.get(-1, [])
        for index, row in enumerate(self._rows):
            made += [row, *behind.get(index, [])]
        return made

    def _kind(self, row: Row) -> Kind:
        """Return what a row is when its changes are known."""
        kinds = {self._found.changes[index].kind for index in row.changes}
        if row.kind != "same" or not kinds:
            return row.kind
        return "time" if kinds == {"rolled-over"} else "mod"

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
        away = {which: {name for name, _ in self._away[which]} for which in _SIDES}
        number = 0
        self._marks: list[dict[Which, list[Mark]]] = []
        for row, pair in enumerate(self._found.sections):
            numbers = range(number, number + len(pair.edits))
            number += len(pair.edits)
            self._marks.append({which: self._marks_of(row, pair, which, numbers) for which in _SIDES})
            cells: dict[Which, str] = {}
            for which in _SIDES:
                names = _names(pair, which)
                shown = [name for at, name in enumerate(names) if not at or name not in away[which]]
                cells[which] = "".join(
                    self.writers[which].section(name, self._marks[-1][which]) for name in shown
                )
            kind: Kind = "add" if not pair.old else "del" if not pair.new else "mov" if pair.moved else "same"
            side: Which = "new" if pair.new else "old"
            yield Row(kind, self.writers[side].level(_names(pair, side)[0]), cells["old"], cells["new"])

    def _marks_of(self, row: int, pair: SectionPair, which: Which, numbers: range) -> list[Mark]:
        passages = [edit.old if which == "old" else edit.new for edit in pair.edits]
        places = [
            (passage.span.start, passage.span.end, at) for passage, at in zip(passages, numbers, strict=True)
        ]
        places += self._unedited.get((which, row), [])
        return sorted(Mark(start, max(start, end), self._links.look(at), at) for start, end, at in places)

    def _mark_unedited(self) -> None:
        """Mark facts that changed without an edit of words, as where the rows of a table are compared by their facts.

        Of a fact that came or went all is marked, unless the other plan has the same words in the same place.
        """
        waiting = [
            index
            for index, change in enumerate(self._found.changes)
            if not self._links.marks[index] and change.subject in _REMARKED and change.subject != "section"
        ]
        for index in sorted(waiting, key=lambda index: -_length(self._found.changes[index])):
            change = self._found.changes[index]
            places = [
                (which, row, side.span)
                for which, side in zip(_SIDES, (change.old, change.new), strict=True)
                if side and side.span and (row := self._row_with(which, side)) is not None
            ]
            if not places or (
                change.old and change.new and (len(places) < 2 or change.old.text == change.new.text)
            ):
                continue
            covering = [
                number
                for which, row, span in places
                for start, end, number in self._unedited.get((which, row), [])
                if start < span.end and span.start < end
            ]
            if covering:
                self._links.link(covering[0], index)
                continue
            number = self._links.add(index)
            for which, row, span in places:
                self._unedited.setdefault((which, row), []).append((span.start, span.end, number))

    def _row_with(self, which: Which, side: Side) -> int | None:
        """Return the row that shows a fact in one of two texts, which differ there."""
        row = self._row_of[which].get(side.section or ROOT)
        if row is None or side.span is None:
            return None
        pair = self._found.sections[row]
        other: Which = "new" if which == "old" else "old"
        own = self.writers[which].texts.own.get(side.section or ROOT)
        is_inside = own and own.start <= side.span.start <= side.span.end <= own.start + len(own.text)
        against = [self.writers[other].texts.own.get(name) for name in _names(pair, other)]
        if not is_inside or not against or any(text and side.text in text.text for text in against):
            return None
        return row

    def _note_places(self) -> None:
        """Tell the rows which changes they show."""
        row_of_mark = dict(
            enumerate(index for index, pair in enumerate(self._found.sections) for _ in pair.edits)
        )
        row_of_mark |= {number: row for (_, row), marks in self._unedited.items() for _, _, number in marks}
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
        side = change.new or change.old
        if change.subject not in _REMARKED or change.kind in ("reworded", "rolled-over") or side is None:
            return
        which: Which = "new" if change.new else "old"
        row = self._row_of[which].get(side.section or ROOT)
        if row is None or self._rows[row].kind in ("add", "del"):
            return
        what = field_word(change.field, self._lang) if change.field else self._words[f"fact_{change.subject}"]
        said = line.kind_word
        if change.kind == "moved" and change.old:
            said = self._words["moved_from"].format(place=change.old.section or word("preamble", self._lang))
        note = f" ({line.note})" if line.note else ""
        notes = self._rows[row].new_notes if which == "new" else self._rows[row].old_notes
        notes.setdefault(f"{capitalised(what)}: {said}{note}", []).append(index)

    def _elsewhere(self, which: Which) -> Iterator[tuple[str, int]]:
        """Yield the sections of a plan whose counterpart stands elsewhere on the page, and the row before them."""
        last = -1
        waiting = [(section, False) for section in reversed(self._plans[which].sections)]
        while waiting:
            section, is_away = waiting.pop()
            row = self._row_of[which].get(section.id)
            if row is not None and not is_away:
                pair = self._found.sections[row]
                is_part = section.id != _names(pair, which)[0]
                is_away = which == "old" and pair.moved and not is_part
                if is_away or (is_part and row != last):
                    yield section.id, last
                elif not is_part:
                    last = row
            waiting += [(child, is_away) for child in reversed(section.children)]

    def _away_row(self, which: Which, name: str) -> Row:
        """Return the row at the place of a section whose counterpart stands elsewhere, with a link to it.

        A part that was split off or merged is here itself; of what moved there is only the link.
        """
        number = self._row_of[which][name]
        pair = self._found.sections[number]
        is_part = name != _names(pair, which)[0]
        other: Which = "new" if which == "old" else "old"
        target = _names(pair, other)[0]
        writer = self.writers[other]
        said = "moved_to" if not is_part else "merged_to" if which == "old" else "split_to"
        text = self._words[said].format(place=name, other=target or word("preamble", self._lang))
        line = f'<p class="gone"><a href="#{writer.anchor(target)}">{markup(text)}</a></p>'
        cells = {which: "", other: line} if is_part else {which: line, other: ""}
        if is_part:
            cells[which] = self.writers[which].section(name, self._marks[number][which])
        changes = self._rows[number].changes
        kept = [at for at in changes if self._found.changes[at].kind in ("moved", "merged", "split")]
        level = self.writers[which].level(name)
        return Row("mod" if is_part else "gone", level, cells["old"], cells["new"], kept)


def _length(change: Change) -> int:
    return max(
        (side.span.end - side.span.start for side in (change.old, change.new) if side and side.span),
        default=0,
    )


def _names(pair: SectionPair, which: Which) -> list[str]:
    return pair.old if which == "old" else pair.new


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
