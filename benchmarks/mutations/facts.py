"""Facts changed in the text: bodies, times, cited documents, recipients, the head and the signature."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random

from khparse.lexicon.agency_table import row_of
from khparse.models import Agency, Assignment, Deadline, Reference
from mutations.draft import Draft, Edit, Node
from mutations.mutation import Claim, Mutation, OfFact, at
from mutations.names import another, read_name, some_bodies
from mutations.source import ROLES, Source, bodies


def bodies_changed(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield a mutation for each body that leads, supports or is reported to: another one in its place."""
    for span, uses in uses_of(source).items():
        body = uses[0][2]
        if _is_person(body) or source.text[span[0] : span[1]].count("\n") > 1:
            continue
        beside = {other.agency_id for task, _, _ in uses for other in bodies(task)}
        new = another(source, body, beside, random)
        if new is not None:
            name = read_name(source, new)
            claims: list[Claim] = [of_body(task, role, one, name) for task, role, one in uses]
            yield _edit(source, "agency", Edit(*span, cased(source, span, new.name)), claims, uses)


def times_changed(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield a mutation for each deadline with a date: another day or month."""
    for time in source.plan.deadlines:
        edit = _another_day(source, time, random)
        if (
            edit
            and sum(other.span.start <= edit.start < other.span.end for other in source.plan.deadlines) == 1
        ):
            yield _edit(
                source, "date", edit, [OfFact("deadline", ("changed",), id=time.id)], _tasks(source, time)
            )


def times_rolled(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield a mutation for each deadline with a year: the next year."""
    for time in source.plan.deadlines:
        years = [
            Edit(time.span.start + match.start(), time.span.start + match.end(), str(int(match[0]) + 1))
            for match in YEAR.finditer(source.slice(time.span))
        ]
        if years:
            claims: list[Claim] = [OfFact("deadline", ("rolled-over",), id=time.id)]
            yield edited(source, "year of one", years, claims, _tasks(source, time), source.slice(time.span))


def documents_changed(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield a mutation for each document that is cited once: another number and date, or another date alone."""
    for cited in _cited_once(source):
        text = source.slice(cited.span)
        number = re.search(r"số\s+(\d{1,5})(?=[/-])", text)
        dates = list(DATE.finditer(text))
        if number is None or not cited.number:
            continue
        edits = [_moved_date(cited.span.start, match, random) for match in dates]
        if dates and cited.date and random.random() < 0.35:
            claims: list[Claim] = [OfFact("reference", ("changed",), "date", cited.id, cited.id)]
            yield edited(source, "document", edits, claims, _tasks(source, cited), text, _document(cited))
            continue
        other = str(int(number[1]) + random.randrange(1, 80))
        other = other.zfill(len(number[1]))
        edits.append(Edit(cited.span.start + number.start(1), cited.span.start + number.end(1), other))
        new = cited.id.replace(number[1], other, 1)
        if any(found.id == new for found in source.plan.references):
            continue
        claims = [OfFact("reference", ("replaced",), id=cited.id, new=new)]
        yield edited(
            source, "document", edits, claims, _tasks(source, cited), f"{cited.id} -> {new}", _document(cited)
        )


_CLAUSE_END = re.compile(r"[;,]\n?")


def documents_dropped(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield mutations that take one of several cited documents out of the preamble."""
    preamble = source.plan.preamble
    if preamble is None:
        return
    for match in re.finditer(r"(?<=;)(\s+)([^;]+);", source.slice(preamble.span)):
        start, end = preamble.span.start + match.start(1), preamble.span.start + match.end()
        cited = [found for found in source.plan.references if start <= found.span.start < end]
        inside = all(found.span.end <= end for found in cited)
        if len(cited) == 1 and inside and cited[0] in _cited_once(source) and "\n\n" not in match[0].strip():
            if re.match(r"\s*(Căn cứ|Thực hiện|Theo|Xét)", match[0]):
                continue
            claims: list[Claim] = [OfFact("reference", ("removed",), id=cited[0].id)]
            claims.append(OfFact("section", ("reworded",), "text", "", optional=True))
            edit = Edit(start, end, "")
            yield _edit(source, "document dropped", edit, claims, touched=_document(cited[0]))


def recipients_changed(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield mutations of recipients: one dropped, or one more."""
    found = source.plan.recipients
    names = some_bodies(source, random, 1)
    for rank, recipient in enumerate(found[:-1]):
        start, end = recipient.span.start, recipient.span.end
        line = source.text[source.text.rfind("\n", 0, start) + 1 : source.text.find("\n", end) + 1]
        if "\t" in line or "   " in line or not line.strip().startswith("-") or ";" not in line or rank == 0:
            continue
        begin = source.text.rfind("\n", 0, start) + 1
        stop = source.text.find("\n", end) + 1
        if (
            "\n" in source.text[start:end]
            or source.text[begin:stop].strip() != source.slice(recipient.span).strip()
        ):
            continue
        if names and random.random() < 0.5:
            new = f"- {names[0]};\n"
            claims: list[Claim] = [OfFact("recipient", ("added",), new=names[0])]
            made = _edit(source, "recipient", Edit(begin, begin, new), claims)
            yield replace(made, orders=frozenset({"recipients"}), alone=True)
        else:
            claims = [OfFact("recipient", ("removed",), id=f"@{start}")]
            made = _edit(source, "recipient", Edit(begin, stop, ""), claims)
            yield replace(made, orders=frozenset({"recipients"}))


HEAD_DATE = frozenset({"date of the plan"})
_SIGNERS = ("Trần Quốc Bảo", "Nguyễn Thị Thu Hằng", "Lê Minh Đức", "Phạm Hồng Sơn")


def heads_changed(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield mutations of the number and date of the plan, and of who signs it."""
    head, signature = source.plan.metadata, source.plan.signature
    if head.number and head.number.number and head.number.number.isdigit():
        new = str(int(head.number.number) + random.randrange(3, 60))
        symbol = re.escape(f"{head.number.symbol}")
        found = list(re.finditer(rf"(?<!\d){head.number.number}(?=\s?[/-]\s?{symbol})", source.text))
        edits = [Edit(match.start(), match.end(), new) for match in found]
        if edits:
            claims: list[Claim] = [OfFact("metadata", ("changed",), "number")]
            yield edited(source, "head", edits, claims, (), f"number {new}")
    if head.date and (match := DATE.search(source.slice(head.date.span))):
        edit = _moved_date(head.date.span.start, match, random)
        yield _edit(source, "head", edit, [OfFact("metadata", ("changed",), "date")], touched=HEAD_DATE)
    if signature and signature.name:
        start = source.text.find(signature.name, signature.span.start, signature.span.end)
        new = random.choice([name for name in _SIGNERS if name != signature.name])
        if start >= 0:
            edit = Edit(start, start + len(signature.name), new)
            yield _edit(source, "head", edit, [OfFact("signature", ("changed",), "name")])


# --- Places ------------------------------------------------------------------------------------------------

YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d|/[A-ZĐ])")
DATE = re.compile(r"(\d{1,2})(\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?=\s*[/.-]\s*(?:19|20)\d\d|\s+năm\s+\d{4})")

Use = tuple[Assignment, str, Agency]


def uses_of(source: Source) -> dict[tuple[int, int], list[Use]]:
    """Return for each place where a body is named the tasks that it has by that, and its role in them."""
    found: dict[tuple[int, int], list[Use]] = {}
    for task in source.plan.assignments:
        for role in ROLES:
            for body in getattr(task, role):
                found.setdefault((body.span.start, body.span.end), []).append((task, role, body))
    return found


def _tasks(source: Source, fact: Deadline | Reference) -> list[Use]:
    return [
        (task, "", _NOBODY)
        for task in source.plan.assignments
        if task.span.start <= fact.span.start < task.span.end
    ]


def _document(cited: Reference) -> frozenset[str]:
    return frozenset({f"document {cited.id}"})


_NOBODY = Agency.model_construct(text="", name="", agency_id=None)


def _is_person(body: Agency) -> bool:
    row = row_of(body.agency_id) if body.agency_id else None
    kind = row.kind if row else ""
    return kind in ("person", "collective", "non-agency") or bool(
        re.match(r"(?i)đồng chí|đ/c|ông |bà ", body.text)
    )


def of_body(task: Assignment, role: str, old: Agency, new: str) -> OfFact:
    return OfFact("assignment", ("changed",), role, task.id, None, old.name, new)


def cased(source: Source, span: tuple[int, int], name: str) -> str:
    return name.upper() if source.text[span[0] : span[1]].isupper() else name


def _cited_once(source: Source) -> list[Reference]:
    ids = [cited.id for cited in source.plan.references]
    return [cited for cited in source.plan.references if ids.count(cited.id) == 1]


def _another_day(source: Source, time: Deadline, random: Random) -> Edit | None:
    text = source.slice(time.span)
    dates = list(DATE.finditer(text))
    if dates:
        return _moved_date(time.span.start, dates[-1], random)
    match = re.search(r"(?<=tháng )(\d{1,2})(?=/20\d\d)", text, re.I)
    if match and not re.search(r"hằng|hàng|mỗi|và", text):
        month = int(match[1])
        new = month + 1 if month < 12 else month - 1
        begin = time.span.start
        return Edit(begin + match.start(), begin + match.end(), str(new).zfill(len(match[1])))
    return None


def _moved_date(begin: int, match: re.Match[str], random: Random) -> Edit:
    """Return the edit to another day, of the same month or not."""
    day, month = int(match[1]), int(match[3])
    new_day = random.choice([found for found in range(1, 29) if found != day])
    new_month = month if random.random() < 0.6 else month % 12 + 1
    words = f"{new_day:02}{match[2]}{str(new_month).zfill(len(match[3]))}"
    return Edit(begin + match.start(), begin + match.end(), words)


def _edit(
    source: Source,
    kind: str,
    edit: Edit,
    claims: list[Claim],
    uses: Sequence[Use] = (),
    touched: frozenset[str] = frozenset(),
) -> Mutation:
    what = f"{source.text[edit.start : edit.end]!r} -> {edit.words!r}"
    return edited(source, kind, [edit], claims, uses, what, touched)


def edited(
    source: Source,
    kind: str,
    edits: list[Edit],
    claims: list[Claim],
    uses: Sequence[Use],
    what: str,
    touched: frozenset[str] = frozenset(),
) -> Mutation:
    """Return a mutation of some words; it touches the sections they stand in, and those of the tasks."""
    draft = Draft(source)
    offsets = [edit.start for edit in edits] + [task.span.start for task, _, _ in uses]
    places = touched
    above: frozenset[str] = frozenset()
    for offset in offsets:
        node = node_at(draft, offset)
        row = next(
            (
                task.id
                for task in source.plan.assignments
                if task.origin == "table" and task.span.start <= offset < task.span.end
            ),
            None,
        )
        if row is not None and node is not None:
            places |= {f"task {row}"}
            above |= at(node).above | at(node, below=False).places
        elif node is not None:
            places |= at(node, below=False).places
            above |= at(node).above
        else:
            places |= {f"word {offset}"}

    def apply(draft: Draft) -> list[Claim]:
        draft.edits += edits
        return claims

    return Mutation(kind, what, apply, places, above)


def node_at(draft: Draft, offset: int) -> Node | None:
    """Return the section whose own text has this place."""
    return next(
        (
            node
            for node in draft.root.walk()
            if node.section and node.begin <= offset < min(node.end, node.section.extent.end)
        ),
        None,
    )


Maker = Callable[[Source, Random], Iterator[Mutation]]
