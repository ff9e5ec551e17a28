"""Which section of one plan is which of the other, however renumbered, reworded or moved.

Four steps, each linear or nearly so: what is equal and stands once in each plan; what holds the same sections
below it; what is alike under the same section; what is alike anywhere. Then what is left over is looked at as a
part of a section that was split, or as one of those that were merged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from khparse.compare.similarity import candidates, pairs_by_score, similarity
from khparse.compare.units import Unit

_ALIKE = 0.75  # under the same section, before other places are looked at
_ALIKE_ELSEWHERE = 0.6
_ALIKE_IN_PLACE = 0.45  # under the same section, when nothing better is left
_SAME_HEADING = 0.8
_SAME_NAME = 0.3  # what the same name adds for units that hold the same sections
_TELLING = 5  # words that a unit must have to be known again elsewhere
_ALL_PAIRS = 900  # of children that are compared each with each


@dataclass(slots=True)
class Alignment:
    """The units of two plans and which are the same; both directions of `to_new` are kept.

    `splits` has, by old index, the further new units that took a part of it; `merges`, by new index, the further
    old units that went into it. `dropped_labels` are those of them that only lost or got their number. `old_trees`
    and `new_trees` have one number for units that are equal down to their last child.
    """

    old: list[Unit]
    new: list[Unit]
    to_new: dict[int, int] = field(default_factory=dict)
    to_old: dict[int, int] = field(default_factory=dict)
    splits: dict[int, list[int]] = field(default_factory=dict)
    merges: dict[int, list[int]] = field(default_factory=dict)
    dropped_labels: set[tuple[int, int]] = field(default_factory=set)
    old_trees: list[int] = field(default_factory=list)
    new_trees: list[int] = field(default_factory=list)

    @property
    def parts_of_old(self) -> set[int]:
        """The further old units that went into new ones."""
        return {part for parts in self.merges.values() for part in parts}

    @property
    def parts_of_new(self) -> set[int]:
        """The further new units that took a part of old ones."""
        return {part for parts in self.splits.values() for part in parts}

    def match(self, old: int, new: int) -> None:
        """Take two units for the same."""
        self.to_new[old] = new
        self.to_old[new] = old

    def is_free(self, old: int, new: int) -> bool:
        """Return whether neither unit has a counterpart yet."""
        return old not in self.to_new and new not in self.to_old


def align(old: list[Unit], new: list[Unit]) -> Alignment:
    """Return which units of two plans are the same."""
    made = Alignment(old, new)
    made.match(0, 0)
    numbers: dict[object, int] = {}
    made.old_trees, made.new_trees = _subtrees(old, numbers), _subtrees(new, numbers)
    _match_equal(made, made.old_trees, made.new_trees, with_below=True)
    _match_equal(made, _own_words(old, numbers), _own_words(new, numbers))
    _match_by_contents(made)
    _match_below_matched(made, _ALIKE)
    _match_elsewhere(made)
    _match_by_contents(made)
    _match_below_matched(made, _ALIKE_IN_PLACE)
    _match_equal_left(made)
    return made


# --- Equal units -------------------------------------------------------------------------------------------


def _subtrees(units: list[Unit], numbers: dict[object, int]) -> list[int]:
    """Return a number for each unit that is the same for units of the same words, down to their last child."""
    keys = [0] * len(units)
    for unit in reversed(units):
        content = (unit.heading, unit.text, tuple(keys[child] for child in unit.children))
        keys[unit.index] = numbers.setdefault(content, len(numbers))
    return keys


def _own_words(units: list[Unit], numbers: dict[object, int]) -> list[int]:
    """Return a number for each unit that is the same for units of the same own words."""
    return [numbers.setdefault(unit.words, len(numbers)) for unit in units]


def _match_equal(made: Alignment, old_keys: list[int], new_keys: list[int], with_below: bool = False) -> None:
    """Match units whose key stands once in each plan, `with_below` with all that is below them."""
    old_counts, new_counts = Counter(old_keys), Counter(new_keys)
    places = {key: index for index, key in enumerate(new_keys) if new_counts[key] == 1}
    for unit in made.old:
        other = places.get(old_keys[unit.index])
        weight = unit.weight if with_below else len(unit.words)
        if other is None or old_counts[old_keys[unit.index]] > 1 or weight < _TELLING:
            continue
        if unit.is_labelled and made.to_new.get(unit.parent) != made.new[other].parent:
            continue
        if not made.is_free(unit.index, other):
            continue
        size = unit.end - unit.index if with_below else 1
        for step in range(size):
            if made.is_free(unit.index + step, other + step):
                made.match(unit.index + step, other + step)


def _match_equal_left(made: Alignment) -> None:
    """Match units of the same words that stand several times, one after the other."""
    places: dict[tuple[str, ...], list[int]] = {}
    for unit in made.new:
        if unit.index not in made.to_old and _is_telling(unit):
            places.setdefault(unit.words, []).append(unit.index)
    for unit in made.old:
        if unit.index not in made.to_new and places.get(unit.words):
            made.match(unit.index, places[unit.words].pop(0))


# --- Alike units -------------------------------------------------------------------------------------------


def score_of(made: Alignment, old: int, new: int) -> float:
    """Return from 0 to 1 how much two units have in common: their own words, and units below that are matched."""
    if made.old_trees[old] == made.new_trees[new]:
        return 1.0
    first, second = made.old[old], made.new[new]
    own_first, own_second = len(first.words), len(second.words)
    own = similarity(first.words, second.words) * (own_first + own_second)
    below = 2 * _common_below(made, first, second)
    total = first.weight + second.weight
    return (own + below) / total if total else 0.0


def _common_below(made: Alignment, first: Unit, second: Unit) -> float:
    """Return how many words are in units below the one that have their counterpart below the other."""
    common = 0.0
    for index in range(first.index + 1, first.end):
        other = made.to_new.get(index, 0)
        if second.index < other < second.end:
            words = len(made.old[index].words), len(made.new[other].words)
            common += sum(words) / 2
    return common


def _match_by_contents(made: Alignment) -> None:
    """Match units by the units below them that are matched, the innermost first; their names count as well."""

    def score(first: int, second: int) -> float:
        same_name = _heading_score(made.old[first], made.new[second]) > 0
        return score_of(made, first, second) + (_SAME_NAME if same_name else 0)

    levels: dict[int, list[Unit]] = {}
    for unit in made.old:
        if unit.index not in made.to_new and unit.children:
            levels.setdefault(unit.id.count("/"), []).append(unit)
    for _, units in sorted(levels.items(), reverse=True):
        found = []
        for unit in units:
            found += [
                (unit.index, other) for other in _above_children(made, unit) if other not in made.to_old
            ]
        for pair in pairs_by_score(found, score, _ALIKE_IN_PLACE):
            made.match(*pair)


def _above_children(made: Alignment, unit: Unit) -> set[int]:
    """Return the new units right above counterparts of a unit's children, and those of its name further up."""
    above: set[int] = set()
    for child in unit.children:
        other = made.new[made.to_new[child]].parent if child in made.to_new else 0
        is_next = True
        while other > 0:
            if is_next or _heading_score(unit, made.new[other]):
                above.add(other)
            other, is_next = made.new[other].parent, False
    return above


def _match_below_matched(made: Alignment, least: float) -> None:
    """Match units below the same unit that are alike, from the top down."""
    for unit in made.old:
        if unit.index in made.to_new:
            _match_children(made, unit, made.new[made.to_new[unit.index]], least)


def _match_children(made: Alignment, unit: Unit, other: Unit, least: float) -> None:
    old = [child for child in unit.children if child not in made.to_new]
    new = [child for child in other.children if child not in made.to_old]
    if not old or not new:
        return
    old_ranks, new_ranks = _ranks(unit), _ranks(other)

    def score(first: int, second: int) -> float:
        return max(score_of(made, first, second), _heading_score(made.old[first], made.new[second]))

    def distance(first: int, second: int) -> float:
        return abs(old_ranks[first] - new_ranks[second])

    for pair in pairs_by_score(_pairs(made, old, new), score, least, distance):
        made.match(*pair)


def _ranks(unit: Unit) -> dict[int, float]:
    """Return where each child stands among its siblings, from 0 to 1."""
    return {child: rank / len(unit.children) for rank, child in enumerate(unit.children)}


def _heading_score(old: Unit, new: Unit) -> float:
    """Return a score for units of the same name at the same place, whatever they say."""
    return _SAME_HEADING if old.heading and old.heading == new.heading else 0.0


def _pairs(made: Alignment, old: list[int], new: list[int]) -> Iterator[tuple[int, int]]:
    if len(old) * len(new) <= _ALL_PAIRS:
        yield from ((first, second) for first in old for second in new)
        return
    yield from candidates({i: made.old[i].words for i in old}, {i: made.new[i].words for i in new})
    headings: dict[tuple[str, ...], list[int]] = {}
    for index in new:
        headings.setdefault(made.new[index].heading, []).append(index)
    for index in old:
        heading = made.old[index].heading
        if heading:
            yield from ((index, other) for other in headings.get(heading, ())[:1])


def _is_telling(unit: Unit) -> bool:
    """Return whether a unit is known again by its own words wherever it stands."""
    return len(unit.words) >= _TELLING and not unit.is_labelled


def _match_elsewhere(made: Alignment) -> None:
    """Match units that are alike, wherever they stand."""
    old = {u.index: u.words for u in made.old if u.index not in made.to_new and _is_telling(u)}
    new = {u.index: u.words for u in made.new if u.index not in made.to_old and _is_telling(u)}

    def distance(first: int, second: int) -> float:
        return float(made.to_new.get(made.old[first].parent) != made.new[second].parent)

    def score(first: int, second: int) -> float:
        return similarity(made.old[first].words, made.new[second].words)

    for pair in pairs_by_score(candidates(old, new), score, _ALIKE_ELSEWHERE, distance):
        made.match(*pair)
