"""What a comparison should say of a mutated text: rows of what changed, found by the places that were kept.

Rows are made twice and must agree: from what the mutations claim, and from what the parser reads at
corresponding places. Where they don't, the mutation confused the parser, or is no clear case: it tests nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from khparse.compare.models import PlanDiff
from khparse.compare.words import words_of
from khparse.lexicon.agencies import successors
from khparse.models import Agency, Assignment, Deadline, Plan, Recipient, Reference, Section, Span
from mutations.draft import Draft, Node, Printed, Range
from mutations.mutation import Claim, Gone, New, OfFact, OfSection
from mutations.source import ROLES, Source, only_names


class Row(NamedTuple):
    """A change: ids of the facts or sections, and names of bodies where those changed.

    Recipients have no ids; they are named by where they begin. `old` and `new` of a section that was split or
    merged are the ids of all its parts.
    """

    subject: str
    kind: str
    field: str = ""
    old: str = ""
    new: str = ""
    old_name: str = ""
    new_name: str = ""


@dataclass(frozen=True)
class Expected:
    """A change that should be reported, in one of these forms; an optional one may be."""

    rows: tuple[Row, ...]
    optional: bool = False


def simple(text: str | None) -> str:
    """Return the words of a text without what is mere spelling."""
    return " ".join(word.key for word in words_of(text or ""))


# --- What the parser reads ---------------------------------------------------------------------------------

_Fact = TypeVar("_Fact", Assignment, Deadline, Reference, Recipient)


def pairs(
    old: Iterable[_Fact], new: Iterable[_Fact], printed: Printed
) -> list[tuple[_Fact | None, _Fact | None]]:
    """Return facts that stand at corresponding places; those alone have None beside them."""
    places: dict[tuple[int, int], list[_Fact]] = defaultdict(list)
    for fact in new:
        places[fact.span.start, fact.span.end].append(fact)
    found: list[tuple[_Fact | None, _Fact | None]] = []
    for one in old:
        place = printed.range_of(one.span.start, one.span.end)
        other = places[place].pop(0) if place and places.get(place) else None
        found.append((one, other))
    return found + [(None, fact) for facts in places.values() for fact in facts]


def read_changes(source: Source, new: Plan, printed: Printed) -> set[Row]:
    """Return the changes of facts between what is read in the original and in the new text.

    Words of tasks are left out; which were changed is for the mutation to say.
    """
    old = source.plan
    rows: set[Row] = set()
    for task, other in pairs(old.assignments, new.assignments, printed):
        rows |= _of_tasks(task, other, printed, new)
    for time, later in pairs(old.deadlines, new.deadlines, printed):
        rows |= _of_times(time, later)
    rows |= _of_references(old, new, printed)
    for first, second in pairs(old.recipients, new.recipients, printed):
        row = _row("recipient", _place(first), _place(second))
        if row.kind != "changed" or (first and second and _line(first) != _line(second)):
            rows.add(row)
    rows |= _of_heads("metadata", _metadata(old), _metadata(new))
    return rows | _of_heads("signature", _signature(old), _signature(new))


def _row(subject: str, old: str, new: str, field: str = "") -> Row:
    kind = "changed" if old and new else "removed" if old else "added"
    return Row(subject, kind, field, old, new)


def _place(recipient: Recipient | None) -> str:
    return f"@{recipient.span.start}" if recipient else ""


def _line(recipient: Recipient) -> tuple[str, str]:
    return simple(recipient.name), simple(recipient.purpose)


def _of_tasks(old: Assignment | None, new: Assignment | None, printed: Printed, plan: Plan) -> set[Row]:
    if old is None or new is None:
        return {_row("assignment", old.id if old else "", new.id if new else "")}
    rows = set()
    for role in ROLES:
        before: dict[Range | None, Agency] = {
            printed.range_of(body.span.start, body.span.end): body for body in getattr(old, role)
        }
        after: dict[Range | None, Agency] = {
            (body.span.start, body.span.end): body for body in getattr(new, role)
        }
        for place in before.keys() | after.keys():
            one, other = before.get(place), after.get(place)
            if one is None or other is None or _body(one) != _body(other):
                rows.add(_of_bodies(role, old.id, new.id, one, other, plan))
    if simple(old.product) != simple(new.product):
        rows.add(_row("assignment", old.id, new.id, "product"))
    return rows


def _body(body: Agency) -> str:
    return body.agency_id or simple(body.name)


def _of_bodies(
    role: str, old_id: str, new_id: str, old: Agency | None, new: Agency | None, plan: Plan
) -> Row:
    if old is None:
        return Row("assignment", "added", role, "", new_id, "", simple(new.name) if new else "")
    if new is None:
        return Row("assignment", "removed", role, old_id, "", simple(old.name), "")
    later = plan.metadata.date.edtf if plan.metadata.date else None
    took_over = new.agency_id in successors(old.agency_id or "", later or "9999")
    kind = "succeeded" if took_over else "changed"
    return Row("assignment", kind, role, old_id, new_id, simple(old.name), simple(new.name))


def _of_times(old: Deadline | None, new: Deadline | None) -> set[Row]:
    if old is None or new is None:
        return {_row("deadline", old.id if old else "", new.id if new else "")}
    before, after = _time(old), _time(new)
    if before == after:
        return set()
    kind = "rolled-over" if rolls(old, new) else "changed"
    return {Row("deadline", kind, "", old.id, new.id)}


def _time(time: Deadline) -> tuple[object, ...]:
    return time.start, time.end, time.inclusive, time.recurrence, simple(time.relative)


def rolls(old: Deadline, new: Deadline) -> bool:
    """Return whether a time moved by exactly a year: the same day or period of the next one."""
    shifted = [_next_year(day, rank == 1) for rank, day in enumerate((old.start, old.end))]
    return (
        all(day in choices for day, choices in zip((new.start, new.end), shifted, strict=True))
        and new.recurrence == old.recurrence
    )


def _next_year(day: str | None, is_end: bool) -> set[str | None]:
    if day is None:
        return {None}
    if len(day) < 10:
        return {f"{int(day[:4]) + 1}{day[4:]}"}
    year, rest = int(day[:4]) + 1, day[4:]
    if rest == "-02-29":
        return {f"{year}-02-28"}
    choices: set[str | None] = {f"{year}{rest}"}
    if is_end and rest == "-02-28":
        choices.add((date(year, 3, 1) - timedelta(days=1)).isoformat())
    return choices


def _of_references(old: Plan, new: Plan, printed: Printed) -> set[Row]:
    before, after = {cited.id for cited in old.references}, {cited.id for cited in new.references}
    rows: set[Row] = set()
    replaced: set[str] = set()
    for one, other in pairs(old.references, new.references, printed):
        if one is None or other is None:
            continue
        if one.id == other.id:
            for field in ("date", "provision", "relation"):
                if getattr(one, field) != getattr(other, field):
                    rows.add(Row("reference", "changed", field, one.id, other.id))
        elif one.id not in after and other.id not in before:
            rows.add(Row("reference", "replaced", "", one.id, other.id))
            replaced |= {one.id, other.id}
    rows |= {Row("reference", "removed", "", name) for name in before - after - replaced}
    return rows | {Row("reference", "added", "", "", name) for name in after - before - replaced}


def _of_heads(subject: str, old: dict[str, str], new: dict[str, str]) -> set[Row]:
    return {
        _row(subject, old.get(field, ""), new.get(field, ""), field)._replace(old="", new="")
        for field in old.keys() | new.keys()
        if old.get(field, "") != new.get(field, "")
    }


def _metadata(plan: Plan) -> dict[str, str]:
    head = plan.metadata
    return {
        "doc_type": head.doc_type.code if head.doc_type else "",
        "number": f"{head.number.number}/{head.number.symbol}" if head.number else "",
        "date": (head.date.edtf or "") if head.date else "",
        "place": simple(head.place),
        "issuer": simple(head.issuer.name) if head.issuer else "",
        "subject": simple(head.subject),
        "urgency": simple(head.urgency),
        "secrecy": simple(head.secrecy),
    }


def _signature(plan: Plan) -> dict[str, str]:
    signature = plan.signature
    if signature is None:
        return {}
    return {
        "authority": signature.authority or "",
        "name": simple(signature.name),
        "rank": simple(signature.rank),
        "position": simple(signature.position),
    }


# --- What the mutations claim ------------------------------------------------------------------------------


class Outcome:
    """A mutated text, read: the new plan, and which section of it each node is."""

    def __init__(self, draft: Draft, printed: Printed, new: Plan) -> None:
        self.draft, self.printed, self.new = draft, printed, new
        self.source = draft.source
        self.sections: dict[int, Section] = {}
        self.parents: dict[int, int | None] = {}
        self._walk(new.sections, None)
        old = self.source.plan
        tasks = pairs(old.assignments, new.assignments, printed)
        times = pairs(old.deadlines, new.deadlines, printed)
        self._counterparts = {one.id: other.id for one, other in tasks if one and other}
        self._counterparts |= {one.id: other.id for one, other in times if one and other}

    def _walk(self, sections: list[Section], parent: int | None) -> None:
        for section in sections:
            self.sections[section.extent.start] = section
            self.parents[section.extent.start] = parent
            self._walk(section.children, section.extent.start)

    def has_tree(self) -> bool:
        """Return whether the parser reads the sections as the mutations left them."""
        nodes = [node for node in self.draft.root.walk() if node is not self.draft.root]
        starts = {self.printed.starts[node]: node for node in nodes}
        if starts.keys() != self.sections.keys():
            return False
        for start, node in starts.items():
            parent = node.parent
            above = self.printed.starts[parent] if parent and parent is not self.draft.root else None
            if self.parents[start] != above:
                return False
            before, after = node.section, self.sections[start]
            if before and (before.heading is None) != (after.heading is None):
                return False
        return True

    def id_of(self, node: Node) -> str:
        """Return the id that a node has in the new plan, empty for the text before all sections."""
        return "" if node is self.draft.root else self.sections[self.printed.starts[node]].id

    def claimed(self, claims: list[Claim]) -> list[Expected]:
        """Return the rows that the claims come to."""
        gone = [claim.range for claim in claims if isinstance(claim, Gone)]
        added = [self._range(claim.node) for claim in claims if isinstance(claim, New)]
        found = [*self._facts_gone(gone), *self._facts_added(added)]
        for claim in claims:
            if isinstance(claim, OfSection):
                found.append(self._of_section(claim))
            elif isinstance(claim, OfFact):
                found.append(self._of_fact(claim))
        return found

    def pairs_missed(self, compared: PlanDiff) -> tuple[int, list[tuple[str, str]]]:
        """Return how many sections stayed, and which of them the comparison takes for others."""
        stayed = [
            (node.section.id, self.id_of(node))
            for node in self.draft.root.walk()
            if node.section and node in self.printed.starts
        ]
        said = {(old, new) for pair in compared.sections for old in pair.old for new in pair.new}
        return len(stayed), [pair for pair in stayed if pair not in said]

    def _range(self, node: Node) -> tuple[int, int]:
        return self.printed.starts[node], self.printed.ends[list(node.walk())[-1]]

    def _facts_gone(self, gone: list[tuple[int, int]]) -> list[Expected]:
        plan, stays = self.source.plan, {cited.id for cited in self.new.references}
        rows = [
            Row(subject, "removed", "", name)
            for subject, name, span in _facts(plan)
            if _is_in(span, gone) and not (subject == "reference" and name in stays)
        ]
        return [Expected((row,), row.old in self.source.names_only) for row in dict.fromkeys(rows)]

    def _facts_added(self, added: list[tuple[int, int]]) -> list[Expected]:
        plan, known = self.new, {cited.id for cited in self.source.plan.references}
        rows = [
            Row(subject, "added", "", "", name)
            for subject, name, span in _facts(plan)
            if _is_in(span, added) and not (subject == "reference" and name in known)
        ]
        return [Expected((row,), row.new in only_names(self.new)) for row in dict.fromkeys(rows)]

    def _of_section(self, claim: OfSection) -> Expected:
        def ids(old: tuple[Node, ...], new: tuple[Node, ...]) -> Row:
            before = [node.section.id if node.section else "" for node in old]
            after = [self.id_of(node) for node in new]
            return Row("section", claim.kind, claim.field or "", " ".join(before), " ".join(after))

        rows = [ids(claim.old, claim.new)]
        if claim.instead:
            rows.append(ids(claim.instead, claim.instead))
        return Expected(tuple(rows), claim.optional)

    def _of_fact(self, claim: OfFact) -> Expected:
        new = claim.new or ""
        if claim.subject in ("assignment", "deadline") and claim.id:
            new = self._counterparts.get(claim.id, "")
        if claim.subject == "recipient" and claim.id:
            place = self.printed.start_of(int(claim.id[1:]))
            new = f"@{place}" if place is not None else ""
        elif claim.subject == "recipient":
            name = simple(claim.new)
            new = next((_place(found) for found in self.new.recipients if simple(found.name) == name), "")
        names = simple(claim.old_name), simple(claim.new_name)
        rows = tuple(
            Row(
                claim.subject,
                kind,
                claim.field or "",
                "" if kind == "added" else claim.id or "",
                "" if kind == "removed" else new,
                *names,
            )
            for kind in claim.kinds
        )
        only_name = claim.subject == "assignment" and claim.id in self.source.names_only
        return Expected(rows, claim.optional or only_name)


def _facts(plan: Plan) -> Iterator[tuple[str, str, Span]]:
    yield from (("assignment", task.id, task.span) for task in plan.assignments)
    yield from (("deadline", time.id, time.span) for time in plan.deadlines)
    yield from (("reference", cited.id, cited.span) for cited in plan.references)


def _is_in(span: Span, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= span.start < end for start, end in ranges)
