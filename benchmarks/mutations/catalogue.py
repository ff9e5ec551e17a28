"""All mutations by their kind, samples of single ones, and mixes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from mutations import earlier, facts, rolling, structure, wording
from mutations.mutation import Mutation
from mutations.source import Source

KINDS: dict[str, facts.Maker] = {
    "drop": structure.drops,
    "add": structure.adds,
    "move": structure.moves,
    "move away": structure.moves_away,
    "split": structure.splits,
    "merge": structure.merges,
    "renumber": structure.renumberings,
    "reword": wording.rewordings,
    "reword heading": wording.headings,
    "agency": facts.bodies_changed,
    "succession": earlier.successions,
    "date": facts.times_changed,
    "year of one": facts.times_rolled,
    "document": facts.documents_changed,
    "document dropped": facts.documents_dropped,
    "recipient": facts.recipients_changed,
    "head": facts.heads_changed,
    "roll": rolling.rolls,
    "respell": wording.respellings,
}


NOT_ROLLED = ("year of one", "head")
"""Kinds that move years of their own, and aren't in a mix whose years are rolled."""

_WHOLE = ("roll", "respell")  # of the whole text, and done but once with each fixture


def singles(source: Source, random: Random, most: int) -> Iterator[Mutation]:
    """Yield mutations of each kind, at most so many of one; all ways to spell the whole text otherwise."""
    for kind, maker in KINDS.items():
        made = list(maker(source, random))
        if source.later is None or kind not in _WHOLE:
            yield from made if kind in _WHOLE else random.sample(made, min(most, len(made)))


def mixes(
    source: Source,
    random: Random,
    good: Sequence[Mutation],
    size: int,
    count: int,
    without: Sequence[str] = (),
) -> Iterator[list[Mutation]]:
    """Yield mixes of mutations that don't disturb each other, `without` those of some kinds."""
    usable = [made for made in good if "all" not in made.places and made.kind not in without]
    usable += wording.respellings_of_sections(source, random)
    for _ in range(count):
        random.shuffle(usable)
        mix: list[Mutation] = []
        for made in usable:
            if len(mix) < size and not any(made.disturbs(other) for other in mix):
                mix.append(made)
        if len(mix) == size:
            yield mix
