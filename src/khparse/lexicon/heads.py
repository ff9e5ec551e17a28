"""Head nouns that open a name, verbs that end one, and the words of all names that the lexicon knows."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from khparse.lexicon import table, values


class Head(NamedTuple):
    """A head noun: its words, its kind (body, post, person, collective), and where it is none.

    Bodies, posts and persons open a name when written with a capital, `anywhere` ones always; a collective
    needs a plural word (các, những) before it or a list that goes on. `not_before` are words that make it
    another word when they follow ("ban" before "hành").
    """

    words: tuple[str, ...]
    kind: str
    anywhere: bool
    not_before: frozenset[str]


@cache
def heads() -> dict[str, list[Head]]:
    """Return the head nouns by their first word, the longest first, bodies before collectives."""
    found: dict[str, list[Head]] = {}
    for row in table("agency_heads"):
        words = tuple(row["head"].replace("/", " / ").split())
        head = Head(words, row["kind"], row["case"] == "any", frozenset(values(row["not_followed_by"])))
        found.setdefault(words[0], []).append(head)
    for group in found.values():
        group.sort(key=lambda head: (-len(head.words), head.kind == "collective"))
    return found


@cache
def name_words(role: str) -> frozenset[str]:
    """Return the words with a role in names (stop, common, unit …): one word, or the first two.

    Compounds are whole; a function is the first four words of what a name says behind its head noun.
    """
    length = {"compound": None, "function": 4}.get(role, 2)
    return frozenset(
        " ".join(row["words"].split()[:length]) for row in table("name_words") if role in values(row["roles"])
    )


@cache
def verbs() -> frozenset[str]:
    """Return the verbs, adverbs and auxiliaries that begin a duty: one word, or the first two."""
    return frozenset(" ".join(row["verb"].split()[:2]) for row in table("task_verbs"))


@cache
def adverbs() -> frozenset[str]:
    """Return the adverbs and auxiliaries among the verbs."""
    return frozenset(
        " ".join(row["verb"].split()[:2]) for row in table("task_verbs") if row["kind"] != "verb"
    )


@cache
def known_names() -> dict[str, Any]:
    """Return a tree of the words of all known names, without "và"; a node that ends one holds the key ""."""
    tree: dict[str, Any] = {}
    for row in table("agencies"):
        if row["kind"] == "collective":  # chains of common nouns: the grammar reads them in any order
            continue
        for name in (row["name"], *values(row["aliases"])):
            node = tree
            for word in name.lower().replace(",", " ").replace("-", " ").replace("&", " ").split():
                if word != "và":
                    node = node.setdefault(word, {})
            node[""] = {}
    return tree
