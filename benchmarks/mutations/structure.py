"""Sections dropped, added, moved, split, merged and renumbered, with the labels that follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from mutations import bank
from mutations.draft import Draft, Edit, Node, trimmed_end
from mutations.mutation import Claim, Gone, Mutation, New, OfSection, at
from mutations.names import some_bodies
from mutations.numbers import numbered, value_of, with_value
from mutations.source import Source, bodies


def drops(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield a mutation for each section that can be dropped."""
    for node in _movable(source):
        if len(_siblings(node)) < 2:
            continue

        def apply(draft: Draft, name: str = _id(node)) -> list[Claim]:
            node = draft.of_id[name]
            _take_out(draft, node)
            return [OfSection("removed", old=(node,)), Gone((node.begin, node.last))]

        yield Mutation("drop", _id(node), apply, *at(node), orders=_order(node))


def adds(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield a mutation for each section that another can be put behind."""
    lead_of = _leads(source)
    for node in _movable(source):
        prefix, suffix = _label_frame(source, node)
        if prefix and node.section and node.section.heading:
            suffix = suffix.rstrip("* ") + " "
        names = some_bodies(source, random, 2)
        year = (source.plan.metadata.date.edtf or "2025")[:4] if source.plan.metadata.date else "2025"
        sentences = [random.choice(bank.SENTENCES)]
        if names and not lead_of.intersection(_id(found) for found in node.above):
            task = random.choice(bank.TASKS)
            sentences.append(task.format(lead=names[0], support=names[1], year=year))
        text = random.choice(sentences)
        if node.section and node.section.heading and random.random() < 0.7:
            closes = "**" if prefix == "**" else ""
            if source.text[node.start : node.end].count("\n") > 1 or node.children:
                text = f"{random.choice(bank.HEADINGS)}{closes}{_gap(source)}{text}"
            else:
                text = f"{random.choice(bank.HEADINGS)}{closes}: {text}"
        elif prefix == "**" and "**" not in suffix:
            suffix = suffix.rstrip() + "** "

        def apply(
            draft: Draft,
            name: str = _id(node),
            prefix: str = prefix,
            words: str = f"{suffix}{text}{_gap(source)}",
        ) -> list[Claim]:
            node = draft.of_id[name]
            new = Node(None, [words], prefix=prefix)
            _put_behind(draft, new, node)
            return [OfSection("added", new=(new,)), New(new)]

        where = at(node, below=False)
        yield Mutation("add", f"behind {_id(node)}: {text[:40]}", apply, *where, orders=_order(node))


def moves(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield mutations that move sections to another place among their siblings."""
    for node in _movable(source):
        siblings = [sibling for sibling in _siblings(node) if _is_movable(source, sibling)]
        if len(siblings) < 3 or node not in siblings:
            continue
        rank = _siblings(node).index(node)
        targets = [found for found in siblings if abs(_siblings(node).index(found) - rank) >= 1]
        target = random.choice(targets)
        later = _siblings(node).index(target) > rank
        beside = abs(_siblings(node).index(target) - rank) == 1

        def apply(
            draft: Draft,
            name: str = _id(node),
            to: str = _id(target),
            later: bool = later,
            beside: bool = beside,
        ) -> list[Claim]:
            node, target = draft.of_id[name], draft.of_id[to]
            _take_out(draft, node)
            _put_behind(draft, node, target, before=not later)
            return [OfSection("moved", (node,), (node,), instead=(target,) if beside else ())]

        places = at(node).places | at(target).places
        yield Mutation(
            "move", f"{_id(node)} to {_id(target)}", apply, places, at(node).above, _order(node), True
        )


def moves_away(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield mutations that move sections below another one of the same rank.

    What is said below the name of a body is a task of it: nothing is moved there or from there.
    """
    lead_of = _leads(source)
    movable = list(_movable(source))
    for node in movable:
        names = {_id(found) for found in node.above}
        if lead_of & names or len(_siblings(node)) < 2 or not node.above:
            continue
        targets = [
            other
            for other in movable
            if other.parent is not node.parent
            and other.section
            and node.section
            and other.section.kind == node.section.kind
            and len(other.above) == len(node.above)
            and _has_tasks(source, other.parent) == _has_tasks(source, node.parent)
            and not lead_of & {_id(found) for found in other.above}
        ]
        if not targets or any(not node.begin <= s < node.last for s in _bodies_of(source, node)):
            continue
        target = random.choice(targets)

        def apply(draft: Draft, name: str = _id(node), to: str = _id(target)) -> list[Claim]:
            node, target = draft.of_id[name], draft.of_id[to]
            _take_out(draft, node)
            _put_behind(draft, node, target)
            return [OfSection("moved", (node,), (node,))]

        places = at(node).places | at(target, below=False).places
        above = at(node).above | at(target).above
        orders = _order(node) | _order(target)
        yield Mutation("move away", f"{_id(node)} to {_id(target)}", apply, places, above, orders, True)


_SENTENCE_END = re.compile(r"[.;]\s+(?=[^\W\d_])")


def splits(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield a mutation for each section that can be split between two sentences."""
    units = [span for _, span in source.spans]
    for node in _movable(source):
        section = node.section
        if section is None or node.children or section.heading:
            continue
        start, end = section.span.start, trimmed_end(source.text, section.span.start, section.span.end)
        places = []
        for match in _SENTENCE_END.finditer(source.text, start, end):
            shortest = min(
                len(source.text[a:b].split()) for a, b in ((start, match.start()), (match.end(), end))
            )
            across = any(span.start < match.end() < span.end for span in units)
            if shortest >= 8 and not across:
                places.append((match.start(), match.end()))
        if not places:
            continue
        cut = random.choice(places)
        prefix, suffix = _label_frame(source, node)

        def apply(
            draft: Draft,
            name: str = section.id,
            cut: tuple[int, int] = cut,
            frame: tuple[str, str] = (prefix, suffix),
        ) -> list[Claim]:
            node = draft.of_id[name]
            text = draft.source.text
            node.pieces = [(node.start, cut[0]), "." + _gap(draft.source)]
            second = Node(None, [frame[1], (cut[1], node.end)], prefix=frame[0])
            if text[cut[1]].islower():
                draft.edits.append(Edit(cut[1], cut[1] + 1, text[cut[1]].upper()))
            _put_behind(draft, second, node)
            return [OfSection("split", (node,), (node, second))]

        yield Mutation("split", section.id, apply, *at(node), orders=_order(node))


def merges(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield a mutation for each two neighbours that can be written as one section."""
    for first, second in pairwise(source_nodes(source)):
        if not (first.section and second.section and first.parent is second.parent):
            continue
        if (
            not (_is_movable(source, first) and _is_movable(source, second))
            or first.children
            or second.children
        ):
            continue
        if first.section.heading or second.section.heading or len(_siblings(first)) < 2:
            continue

        def apply(draft: Draft, one: str = first.section.id, two: str = second.section.id) -> list[Claim]:
            first, second = draft.of_id[one], draft.of_id[two]
            text = draft.source.text
            assert second.section
            first.pieces = [
                (first.start, trimmed_end(text, first.start, first.end)),
                " ",
                (second.section.span.start, second.end),
            ]
            _take_out(draft, second)
            return [OfSection("merged", (first, second), (first,))]

        places = at(first).places | at(second).places
        what = f"{first.section.id} and {second.section.id}"
        yield Mutation("merge", what, apply, places, at(first).above, _order(first))


def renumberings(source: Source, random: Random) -> Iterator[Mutation]:
    """Yield mutations that number siblings otherwise: from another number on, or with a gap between them."""
    parents = {id(node.parent): node.parent for node in _movable(source) if node.parent}
    for parent in parents.values():
        kids = parent.children
        if len(kids) < 2 or any(value is None for value in _values(source, kids)):
            continue
        begin, after = random.choice([(0, 2), (random.randrange(1, len(kids)), 1)])

        def apply(
            draft: Draft,
            name: str = _id(parent),
            begin: int = begin,
            step: int = after,
        ) -> list[Claim]:
            parent = draft.of_id[name] if name else draft.root
            values = _values(draft.source, parent.children)
            for rank, (node, value) in enumerate(zip(parent.children, values, strict=True)):
                if rank >= begin and value is not None:
                    _relabel(draft, node, value + step)
            return []

        places = frozenset(name for node in kids for name in at(node).places)
        above = at(kids[0]).above
        order = frozenset({_id(parent)})
        yield Mutation("renumber", f"below {_id(parent)}", apply, places, above, order, True)


# --- Places ------------------------------------------------------------------------------------------------


def source_nodes(source: Source) -> list[Node]:
    """Return the sections of the original as nodes."""
    return [node for node in Draft(source).root.walk() if node.section]


def _movable(source: Source) -> list[Node]:
    return [node for node in source_nodes(source) if _is_movable(source, node)]


def _is_movable(source: Source, node: Node) -> bool:
    """Return whether a section begins a line, ends before the closing words, and can be numbered otherwise."""
    section = node.section
    if section is None or section.kind in ("component", "article", "part") or node.last > source.body_end:
        return False
    if node.begin and source.text[node.begin - 1] != "\n":
        return False
    kinds = {sibling.section.kind for sibling in _siblings(node) if sibling.section}
    if len(kinds) != 1:
        return False
    values = _values(source, _siblings(node))
    if section.kind == "bullet":
        return True
    return all(value is not None for value in values) and all(
        b == a + 1 for a, b in pairwise(value for value in values if value is not None)
    )


def _siblings(node: Node) -> list[Node]:
    return node.parent.children if node.parent else []


def _values(source: Source, nodes: list[Node]) -> list[int | None]:
    return [
        value_of(node.section.kind, numbered(source.text, node.section)) if node.section else None
        for node in nodes
    ]


def _id(node: Node) -> str:
    return node.section.id if node.section else ""


def _order(node: Node) -> frozenset[str]:
    return frozenset({_id(node.parent)}) if node.parent else frozenset()


def _leads(source: Source) -> set[str]:
    """Return the sections whose bodies have tasks in the sections below."""
    found: set[str] = set()
    for task in source.plan.assignments:
        for body in bodies(task):
            if not task.span.start <= body.span.start < task.span.end:
                found.update(
                    section.id
                    for section in source.sections
                    if section.extent.start <= body.span.start < section.extent.end
                )
    return found


def _has_tasks(source: Source, node: Node | None) -> bool:
    """Return whether tasks are read below a section: in some, like those of purposes, none are."""
    return node is not None and any(
        node.begin <= task.span.start < node.last for task in source.plan.assignments
    )


def _bodies_of(source: Source, node: Node) -> list[int]:
    return [
        body.span.start
        for task in source.plan.assignments
        if node.begin <= task.span.start < node.last
        for body in bodies(task)
    ]


# --- Changes of the tree -----------------------------------------------------------------------------------


def _gap(source: Source) -> str:
    return "\n\n" if ".md" in source.name else "\n"


def _label_frame(source: Source, node: Node) -> tuple[str, str]:
    """Return what stands before and behind the number of a section."""
    section = node.section
    assert section
    begin = section.heading_span.start if section.heading_span else section.span.start
    behind = section.extent.start + len(numbered(source.text, section))
    return source.text[node.marks[0] : node.marks[1]], source.text[behind:begin]


def _take_out(draft: Draft, node: Node) -> None:
    parent = node.parent
    assert parent
    parent.children.remove(node)
    node.parent = None
    number(draft, parent)


def _put_behind(draft: Draft, node: Node, other: Node, before: bool = False) -> None:
    parent = other.parent
    assert parent
    parent.children.insert(parent.children.index(other) + (not before), node)
    node.parent = parent
    number(draft, parent)


def number(draft: Draft, parent: Node) -> None:
    """Number the children of a section as an office would, from the number of the first on."""
    original = [found for found in source_children(draft, parent) if found.section]
    if not original or original[0].section is None:
        return
    like = numbered(draft.source.text, original[0].section)
    first = value_of(original[0].section.kind, like)
    if parent.section and parent.label:
        above = numbered(draft.source.text, parent.section)
        like = parent.label + like[len(above) :] if like.startswith(above + ".") else like
    for rank, node in enumerate(parent.children):
        if first is None:
            printed = numbered(draft.source.text, node.section) if node.section else None
            node.label = None if printed == like else like
        else:
            _relabel(draft, node, first + rank, like)


def source_children(draft: Draft, parent: Node) -> list[Node]:
    """Return the children that a section has in the original."""
    sections = parent.section.children if parent.section else draft.source.plan.sections
    return [draft.of_id[section.id] for section in sections]


def _relabel(draft: Draft, node: Node, value: int, like: str = "") -> None:
    printed = numbered(draft.source.text, node.section) if node.section else ""
    kind = draft.kind_below(node)
    new = with_value(kind, like or printed, value)
    if new is None:
        raise ValueError("no such number")
    node.label = None if new == printed else new
    _relabel_below(draft, node, printed, new)


def _relabel_below(draft: Draft, node: Node, old: str, new: str) -> None:
    for child in node.children:
        printed = numbered(draft.source.text, child.section) if child.section else ""
        if old and printed.startswith(old + "."):
            child.label = new + printed[len(old) :] if new != old else None
            _relabel_below(draft, child, printed, child.label or printed)
