"""What identifies two plans: their heads, recipients and signatures."""

from __future__ import annotations

import re

from khparse.compare.context import Comparison, same_body, succession_of
from khparse.compare.models import Kind, Side
from khparse.compare.similarity import pairs_by_score, similarity
from khparse.compare.units import YEAR, differ_in_years_alone, keys_of
from khparse.compare.words import words_of
from khparse.facts.rows import symbol_of
from khparse.fold import fold_case_kept, lower
from khparse.lexicon import agencies
from khparse.models import Agency, Issuer, Plan, Recipient, Signature, Span

_ALIKE = 0.6
_ALL_PAIRS = 10_000
_ARCHIVED = "lưu"  # the first word of the last line, which names the unit that keeps a copy


def compare_metadata(made: Comparison) -> None:
    """Note the changes of the head."""
    old, new = made.old.metadata, made.new.metadata
    for head, spans in ((old, made.old_spans), (new, made.new_spans)):
        spans += [fact.span for fact in (head.number, head.date, head.issuer) if fact]
    _compare_field(
        made, "doc_type", *(_side(head.doc_type.name if head.doc_type else None) for head in (old, new))
    )
    numbers = [
        _side(" ".join(head.number.text.split()), symbol_of(head.number), head.number.span)
        if head.number
        else None
        for head in (old, new)
    ]
    _compare_field(made, "number", *numbers)
    dates = [
        _side(head.date.text, head.date.edtf, head.date.span) if head.date else None for head in (old, new)
    ]
    _compare_field(made, "date", *dates)
    _compare_field(made, "place", _side(old.place), _side(new.place))
    _compare_issuers(made, old.issuer, new.issuer)
    _compare_field(made, "subject", _side(old.subject), _side(new.subject))
    _compare_field(made, "urgency", _side(old.urgency), _side(new.urgency))
    _compare_field(made, "secrecy", _side(old.secrecy), _side(new.secrecy))


def _side(text: str | None, value: str | None = None, span: Span | None = None) -> Side | None:
    return Side(text=text, value=value, span=span) if text and text.strip() else None


def _compare_field(made: Comparison, field: str, old: Side | None, new: Side | None) -> None:
    first, second = (side.value or side.text if side else "" for side in (old, new))
    if _keys(first) == _keys(second):
        return
    kind: Kind = "added" if old is None else "removed" if new is None else "changed"
    if (
        kind == "changed"
        and field not in ("number", "date")
        and differ_in_years_alone(first, second, made.years)
    ):
        kind = "rolled-over"
    made.add("metadata", kind, old, new, field=field)


def _keys(text: str) -> list[str]:
    return [word.key for word in words_of(text)]


def _compare_issuers(made: Comparison, old: Issuer | None, new: Issuer | None) -> None:
    sides = [_side(issuer.text, issuer.name, issuer.span) if issuer else None for issuer in (old, new)]
    if old and new:
        first, second = (
            Agency(text=issuer.text, name=issuer.name, agency_id=issuer.agency_id, span=issuer.span)
            for issuer in (old, new)
        )
        if same_body(first, second):
            return
        source = succession_of(first, second)
        if source:
            made.add("metadata", "succeeded", *sides, field="issuer", source=source)
            return
    _compare_field(made, "issuer", *sides)


_ATTACHED = re.compile(
    r"\((?:ban hành )?kèm theo [^\n)]{0,160}|\bkèm theo (?:kế hoạch|quyết định|công văn|tờ trình) số[^\n;,.)]{0,60}"
)


def account_for_own_mentions(made: Comparison) -> None:
    """Account for the places where a plan names itself: `(Kèm theo Kế hoạch số 46/KH-UBND ngày …)`."""
    for texts, spans in ((made.old_texts, made.old_spans), (made.new_texts, made.new_spans)):
        for text in texts.own.values():
            found = _ATTACHED.finditer(lower(fold_case_kept(text.text)))
            spans += [Span(start=text.start + m.start(), end=text.start + m.end()) for m in found]


def compare_signatures(made: Comparison) -> None:
    """Note the changes of who signed, and with what authority."""
    first, second = _signatures(made.old), _signatures(made.new)
    made.old_spans += [signature.span for signature in first]
    made.new_spans += [signature.span for signature in second]
    for index in range(max(len(first), len(second))):
        old = first[index] if index < len(first) else None
        new = second[index] if index < len(second) else None
        for field in ("authority", "position", "rank", "name"):
            sides = [_signature_side(signature, field) for signature in (old, new)]
            texts = [_keys(side.text) if side else [] for side in sides]
            if texts[0] != texts[1]:
                kind: Kind = "added" if not texts[0] else "removed" if not texts[1] else "changed"
                made.add("signature", kind, *sides, field=field)


def _signatures(plan: Plan) -> list[Signature]:
    return [*([plan.signature] if plan.signature else []), *plan.other_signatures]


def _signature_side(signature: Signature | None, field: str) -> Side | None:
    if signature is None:
        return None
    return _side(getattr(signature, field), span=signature.span)


def compare_recipients(made: Comparison) -> None:
    """Note who gets the document that didn't, and who doesn't any more."""
    old, new = made.old.recipients, made.new.recipients
    first, second = ([_Named(plan, found) for found in plan.recipients] for plan in (made.old, made.new))
    pairs = _same_recipients(first, second)
    left = [index for index in range(len(old)) if index not in pairs]
    right = sorted(set(range(len(new))) - set(pairs.values()))

    def score(a: int, b: int) -> float:
        if same_body(first[a].body, second[b].body) or succession_of(first[a].body, second[b].body):
            return 1.0
        if first[a].words[:1] == second[b].words[:1] == (_ARCHIVED,):
            return 1.0
        return similarity(first[a].words, second[b].words)

    near = [(a, b) for a in left for b in right] if len(left) * len(right) <= _ALL_PAIRS else []
    pairs.update(pairs_by_score(near, score, _ALIKE, lambda a, b: abs(a - b)))
    for index, named in enumerate(first):
        if index not in pairs:
            made.add("recipient", "removed", old=_line_side(old[index]))
            continue
        other = second[pairs[index]]
        sides = [_line_side(item) for item in (old[index], new[pairs[index]])]
        source = succession_of(named.body, other.body)
        if source and named.words != other.words:
            made.add("recipient", "succeeded", *sides, source=source)
        elif named.purpose != other.purpose or not same_body(named.body, other.body):
            made.add("recipient", "changed", *sides)
    for index in sorted(set(right) - set(pairs.values())):
        made.add("recipient", "added", new=_line_side(new[index]))


def _line_side(found: Recipient) -> Side | None:
    return _side(f"{found.name} ({found.purpose})" if found.purpose else found.name, span=found.span)


def _same_recipients(old: list[_Named], new: list[_Named]) -> dict[int, int]:
    """Return which lines have the same words, by index."""
    places: dict[tuple[str, ...], list[int]] = {}
    for index, named in enumerate(new):
        places.setdefault(named.words, []).append(index)
    return {i: places[named.words].pop(0) for i, named in enumerate(old) if places.get(named.words)}


class _Named:
    """A line of the recipients with its words, and the body that it names."""

    def __init__(self, plan: Plan, found: Recipient) -> None:
        date = plan.metadata.date.edtf if plan.metadata.date else None
        resolved = agencies.resolve(found.name, date, plan.metadata.place)
        self.words = tuple(word for word in keys_of(found.name) if word != YEAR)
        self.purpose = keys_of(found.purpose or found.name.partition("(")[2])
        self.body = Agency(text=found.name, name=resolved.name, agency_id=resolved.agency_id, span=found.span)
