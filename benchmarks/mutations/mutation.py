"""What a mutation is: how it changes a draft, which places it touches, and what it claims to have changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from mutations.draft import Draft, Node, Range


@dataclass(frozen=True)
class Gone:
    """All facts in a range of the original are no more."""

    range: Range


@dataclass(frozen=True)
class New:
    """All facts in a new section are added."""

    node: Node


@dataclass(frozen=True)
class OfSection:
    """A change of a section: nodes of the original and of the new text, several where it was split or merged.

    `instead` may be named as well as `old`: of two neighbours that changed places each has moved.
    """

    kind: str
    old: tuple[Node, ...] = ()
    new: tuple[Node, ...] = ()
    field: str | None = None
    instead: tuple[Node, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class OfFact:
    """A change of a fact with this id in the original, reported as one of these kinds.

    `new` is the id of a document cited now, or the name of a new recipient. What is `optional` may be reported.
    """

    subject: str
    kinds: tuple[str, ...]
    field: str | None = None
    id: str | None = None
    new: str | None = None
    old_name: str | None = None
    new_name: str | None = None
    optional: bool = False


Claim = Gone | New | OfSection | OfFact


@dataclass(frozen=True)
class Mutation:
    """A known change.

    `places` are names of what it touches; two mutations of a mix have none in common, nor a place in those
    `above` the other's. `orders` are the parents whose children it adds, drops or moves; `alone` says that
    no other may do so there.
    """

    kind: str
    what: str
    apply: Callable[[Draft], list[Claim]]
    places: frozenset[str]
    above: frozenset[str] = field(default_factory=frozenset)
    orders: frozenset[str] = field(default_factory=frozenset)
    alone: bool = False

    def disturbs(self, other: Mutation) -> bool:
        """Return whether the two may not be in one mix."""
        if self.places & (other.places | other.above) or other.places & self.above:
            return True
        return bool(self.orders & other.orders) and (self.alone or other.alone)


class Place(NamedTuple):
    """What a mutation touches, and what is above that."""

    places: frozenset[str]
    above: frozenset[str]


def at(node: Node, below: bool = True) -> Place:
    """Return the place of a section, or of one with all below it."""
    nodes = node.walk() if below else [node]
    return Place(frozenset(map(_name, nodes)), frozenset(map(_name, node.above)))


def _name(node: Node) -> str:
    return f"section {node.section.id}" if node.section else "section"
