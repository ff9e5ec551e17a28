"""The rows of what stands outside of the sections: head, recipients, signatures."""

from __future__ import annotations

from collections.abc import Iterator

from khparse.compare.models import Change, PlanDiff, Side
from khparse.compare.wording import Text, edits_between
from khparse.compare.years import Years
from khparse.facts.rows import one_line
from khparse.models import Plan, Recipient, Signature
from khparse.output.comparison.html.cells import Which, marked
from khparse.output.comparison.html.links import Links, Look
from khparse.output.comparison.html.rows import Row
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
        by_place: dict[tuple[Which, int], tuple[int, int]] = {}
        for index in changes:
            change, number = self._found.changes[index], self._links.add(index)
            if change.old and change.old.span:
                by_place["old", change.old.span.start] = number, index
            if change.new and change.new.span:
                by_place["new", change.new.span.start] = number, index
        cells = [
            "".join(
                self._recipient(found, which, by_place.get((which, found.span.start)))
                for found in plan.recipients
            )
            for which, plan in (("old", self._old), ("new", self._new))
        ]
        return [Row("mod" if changes else "same", 0, *cells, changes)] if any(cells) else []

    def _recipient(self, found: Recipient, which: Which, place: tuple[int, int] | None) -> str:
        name = markup(one_line(found.name))
        if place:
            number, index = place
            name = marked(name, which, number, _look(self._found.changes[index]))
        purpose = f' <span class="soft">({markup(one_line(found.purpose))})</span>' if found.purpose else ""
        return f'<p><b class="num">-</b> {name}{purpose}</p>'

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
            yield Row("same" if index is None else "mod", 0, shown[0], shown[1], changes)

    def _is_about(self, index: int, texts: tuple[str, str]) -> bool:
        change = self._found.changes[index]
        return (bool(texts[0]), bool(texts[1])) == (change.old is not None, change.new is not None) and all(
            side is None or _words(side) in (text, "")
            for side, text in zip((change.old, change.new), texts, strict=True)
        )

    def _compared(self, index: int, texts: tuple[str, str]) -> list[str]:
        """Return both texts with their marks: the words that differ, or all of a text that stands alone."""
        look = _look(self._found.changes[index])
        edits = edits_between(
            *([Text(None, text, 0)] if text else [] for text in texts), self._years
        ) if all(texts) else []  # fmt: skip
        if not edits:
            number = self._links.add(index)
            return [
                marked(markup(text), which, number, look) if text else ""
                for which, text in (("old", texts[0]), ("new", texts[1]))
            ]
        cells = ["", ""]
        reached = [0, 0]
        for edit in edits:
            number = self._links.add(index)
            for side, (which, passage) in enumerate((("old", edit.old), ("new", edit.new))):
                cells[side] += markup(texts[side][reached[side] : passage.span.start])
                words = markup(texts[side][passage.span.start : passage.span.end])
                cells[side] += marked(words, which, number, look)  # type: ignore[arg-type]
                reached[side] = passage.span.end
        return [cell + markup(text[end:]) for cell, text, end in zip(cells, texts, reached, strict=True)]


def _look(change: Change) -> Look:
    return change.kind if change.kind in ("rolled-over", "succeeded") else "reworded"


def _words(side: Side) -> str:
    return one_line(side.text)


def _head_of(plan: Plan) -> dict[str, str | None]:
    head = plan.metadata
    return {
        "issuer": head.issuer.text if head.issuer else None,
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
