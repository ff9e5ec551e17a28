"""The rows of what stands outside of the sections: head, recipients, signatures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from khparse.compare.models import Change, Passage, PlanDiff
from khparse.compare.wording import Text, edits_between
from khparse.compare.years import Years
from khparse.facts.rows import one_line
from khparse.models import Plan, Recipient, Signature
from khparse.output.comparison.html.cells import Which, marked
from khparse.output.comparison.html.links import Links, Look
from khparse.output.comparison.html.rows import Kind, Row
from khparse.output.comparison.words import Lang, field_word
from khparse.output.view.escape import markup
from khparse.output.words import capitalised

_HEAD = ("issuer", "number", "place", "date", "urgency", "secrecy", "doc_type", "subject")
_SIGNATURE = ("authority", "position", "rank", "name")


class Heads:
    """The rows of the facts outside of the sections, with marks in what changed."""

    def __init__(self, found: PlanDiff, old: Plan, new: Plan, links: Links, lang: Lang) -> None:
        self._found = found
        self._old, self._new = old, new
        self._links = links
        self._lang: Lang = lang
        self._years = Years(found.years)
        self._waiting: dict[tuple[str, str | None], list[int]] = {}
        for index, change in enumerate(found.changes):
            self._waiting.setdefault((change.subject, change.field), []).append(index)

    def head(self) -> list[Row]:
        """Return a row for each fact of the head that one of the plans has."""
        return list(self._fields("metadata", _HEAD, _head_of(self._old), _head_of(self._new)))

    def signatures(self) -> list[Row]:
        """Return a row for each part of the signatures."""
        first, second = _signatures(self._old), _signatures(self._new)
        rows: list[Row] = []
        for index in range(max(len(first), len(second))):
            sides = [
                {name: getattr(found[index], name) if index < len(found) else None for name in _SIGNATURE}
                for found in (first, second)
            ]
            rows += self._fields("signature", _SIGNATURE, *sides)
        return rows

    def recipients(self) -> list[Row]:
        """Return a row with the recipients of both plans."""
        changes = self._waiting.get(("recipient", None), [])
        numbers = {index: self._links.add(index) for index in changes}
        cells: list[str] = []
        for which, plan in _sides(self._old, self._new):
            at: dict[int, int] = {}
            for index in changes:
                change = self._found.changes[index]
                side = change.old if which == "old" else change.new
                if side and side.span:
                    at[side.span.start] = index
            cells.append("".join(self._recipient(found, which, at, numbers) for found in plan.recipients))
        kind: Kind = "mod" if changes else "same"
        return [Row(kind, 0, cells[0], cells[1], changes)] if any(cells) else []

    def _recipient(self, found: Recipient, which: Which, at: dict[int, int], numbers: dict[int, int]) -> str:
        purpose = f' <span class="soft">({markup(one_line(found.purpose))})</span>' if found.purpose else ""
        name = markup(one_line(found.name)) + purpose
        index = at.get(found.span.start)
        if index is not None:
            name = marked(name, which, numbers[index], _look(self._found.changes[index]))
        return f'<p><b class="num">-</b> {name}</p>'

    def _fields(
        self, subject: str, fields: tuple[str, ...], old: dict[str, str | None], new: dict[str, str | None]
    ) -> Iterator[Row]:
        for name in fields:
            texts = one_line(old[name] or ""), one_line(new[name] or "")
            if not any(texts):
                continue
            label = f'<span class="field">{markup(capitalised(field_word(name, self._lang)))}</span> '
            waiting = self._waiting.get((subject, name), [])
            index = next((at for at in waiting if self._is_about(at, texts)), None)
            cells = [markup(text) for text in texts]
            if index is not None:
                waiting.remove(index)
                cells = self._compared(index, texts)
            shown = [f"<p>{label}{cell}</p>" if text else "" for cell, text in zip(cells, texts, strict=True)]
            changes = [] if index is None else [index]
            yield Row(self._kind(index), 0, shown[0], shown[1], changes)

    def _kind(self, index: int | None) -> Kind:
        if index is None:
            return "same"
        return "time" if self._found.changes[index].kind == "rolled-over" else "mod"

    def _is_about(self, index: int, texts: tuple[str, str]) -> bool:
        """Return whether a change is about these texts; a document may have several signatures."""
        change = self._found.changes[index]
        return all(
            bool(text) == (side is not None)
            and (side is None or change.subject != "signature" or one_line(side.text) == text)
            for side, text in zip((change.old, change.new), texts, strict=True)
        )

    def _compared(self, index: int, texts: tuple[str, str]) -> list[str]:
        """Return both texts with their marks: the words that differ, or all of a text that stands alone."""
        look = _look(self._found.changes[index])
        old, new = ([Text(None, text, 0)] if text else [] for text in texts)
        edits = edits_between(old, new, self._years) if all(texts) else []
        if not edits:
            number = self._links.add(index)
            return [
                marked(markup(text), which, number, look) if text else "" for which, text in _sides(*texts)
            ]
        numbers = [self._links.add(index) for _ in edits]
        return [
            _with_edits(
                text, [edit.old if which == "old" else edit.new for edit in edits], numbers, which, look
            )
            for which, text in _sides(*texts)
        ]


_T = TypeVar("_T")


def _sides(old: _T, new: _T) -> tuple[tuple[Which, _T], tuple[Which, _T]]:
    return ("old", old), ("new", new)


def _with_edits(text: str, passages: list[Passage], numbers: list[int], which: Which, look: Look) -> str:
    made: list[str] = []
    reached = 0
    for passage, number in zip(passages, numbers, strict=True):
        span = passage.span
        made.append(markup(text[reached : span.start]))
        made.append(marked(markup(text[span.start : span.end]), which, number, look))
        reached = span.end
    return "".join([*made, markup(text[reached:])])


def _look(change: Change) -> Look:
    return change.kind if change.kind in ("rolled-over", "succeeded") else "reworded"


def _head_of(plan: Plan) -> dict[str, str | None]:
    head = plan.metadata
    return {
        "issuer": head.issuer.name if head.issuer else None,
        "number": head.number.text if head.number else None,
        "place": head.place,
        "date": head.date.text if head.date else None,
        "urgency": head.urgency,
        "secrecy": head.secrecy,
        "doc_type": head.doc_type.name if head.doc_type else None,
        "subject": head.subject,
    }


def _signatures(plan: Plan) -> list[Signature]:
    return [*([plan.signature] if plan.signature else []), *plan.other_signatures]
