"""Which plans of many are successive versions of one another.

Only pairs that share something rare are compared, so that the time grows about linearly with their number: rare
words of the subject within one office (prefix filtering: Chaudhuri, Ganti and Kaushik, "A Primitive Operator for
Similarity Joins", 2006), or places of the sketches of their texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import ceil
from typing import NamedTuple

from khparse.compare.likeness import SAME_SUBJECT, Likeness, heirs, is_copy, likeness, may_be_one
from khparse.compare.profiles import EMPTY, Body, Profile

_NEIGHBOURS = 16  # plans before a plan, of those that share something rare with it, that it is compared to
_PLACES = 16  # of a sketch: texts that share three tenths of their shingles meet in one at 19 of 20 times


class Version(NamedTuple):
    """A plan, and other files of the same document: copies, other formats, drafts, reports of it."""

    plan: Profile
    copies: tuple[Profile, ...]


class Link(NamedTuple):
    """A plan and the one that came after it. With doubts it is a suggestion, not a finding."""

    old: Version
    new: Version
    likeness: Likeness


class Series(NamedTuple):
    """Successive versions, oldest first, and the links from each to the next.

    A series of a body that was merged into another ends with a version of the series that goes on.
    """

    versions: tuple[Version, ...]
    links: tuple[Link, ...]


def series_of(profiles: Iterable[Profile]) -> tuple[list[Series], list[Version]]:
    """Return the series among plans, and the documents without kin; the order of the input doesn't matter.

    Each version is the older one of at most one link, and the newer one of at most one for each body that issued
    an older one. Links without doubts are taken first; of these such with the same subject before reworded ones,
    and near ones in time before far ones.
    """
    plans = sorted(profiles, key=_order)
    pairs = sorted(_candidates(plans))
    versions = _versions(plans, pairs)
    links = _chosen(_links(versions, pairs))
    linked = {id(version) for link in links for version in (link.old, link.new)}
    alone = {id(version): version for version in versions if id(version) not in linked}
    return _chains(links), sorted(alone.values(), key=_name)


def _order(plan: Profile) -> tuple[int, int, int, str, str]:
    return plan.year or 0, plan.period, plan.moment, plan.name, plan.sha256


def _name(version: Version) -> tuple[str, str]:
    return version.plan.name, version.plan.sha256


# --- Pairs worth a comparison -------------------------------------------------------------------------------

Key = tuple[str | int | None, ...]


def _candidates(plans: list[Profile]) -> set[tuple[int, int]]:
    """Return pairs of places in `plans`, the earlier first: near ones of those that share a key."""
    offices = [_offices(plan.body) for plan in plans]
    common = Counter(
        (office, word)
        for plan, found in zip(plans, offices, strict=True)
        for office in found
        for word in plan.topic or ()
    )
    sharing: defaultdict[Key, list[int]] = defaultdict(list)
    for at, (plan, found) in enumerate(zip(plans, offices, strict=True)):
        for shared in _keys(plan, found, common):
            sharing[shared].append(at)
    return {
        (before, at)
        for places in sharing.values()
        for index, at in enumerate(places)
        for before in places[max(index - _NEIGHBOURS, 0) : index]
    }


def _keys(plan: Profile, offices: list[str], common: Counter[tuple[str, str]]) -> Iterator[Key]:
    yield (plan.sha256,)
    if plan.number and plan.date:
        yield plan.number, plan.date
    for place, value in enumerate(plan.sketch[:_PLACES]):
        if value != EMPTY:
            yield from ((office, place, value) for office in ["", *offices])
    for office in offices if plan.topic is not None else ():
        yield from ((office, word) for word in _rare_words(plan.topic or frozenset(), office, common))


def _rare_words(topic: frozenset[str], office: str, common: Counter[tuple[str, str]]) -> list[str]:
    """Return the rarest words, so many that subjects alike in three quarters of their words share one."""
    words = sorted(topic, key=lambda word: (common[office, word], word))
    return words[: len(words) - ceil(0.6 * len(words)) + 1] or [""]


def _offices(body: Body | None) -> list[str]:
    """Return the names under which a body meets those that it may be one with: its own and its successors'."""
    if body is None:
        return []
    places = dict.fromkeys([body.place or body.province, body.place or body.next_province or body.province])
    return [f"{kind}|{place}" for kind in (body.kind, *sorted(heirs(body.kind))) for place in places]


# --- Versions and their links -------------------------------------------------------------------------------


def _versions(plans: list[Profile], pairs: list[tuple[int, int]]) -> list[Version]:
    """Return the document that each plan is; copies are of one."""
    groups = [[at] for at in range(len(plans))]
    for first, second in pairs:
        one, other = groups[first], groups[second]
        if one is not other and is_copy(plans[first], plans[second]):
            is_one_file = plans[first].sha256 == plans[second].sha256
            if is_one_file or all(may_be_one(plans[at], plans[copy]) for at in one for copy in other):
                one += other
                for at in other:
                    groups[at] = one
    made = {id(group): _version([plans[at] for at in group]) for group in groups}
    return [made[id(group)] for group in groups]


def _version(group: list[Profile]) -> Version:
    """Return a document by its best file: with number and day, no report of it, the longest, first by name."""
    best, *others = sorted(
        group,
        key=lambda plan: (
            plan.is_report,
            plan.number is None,
            -len(plan.date or ""),
            -plan.shingles,
            plan.name,
            plan.sha256,
        ),
    )
    return Version(best, tuple(sorted(others, key=lambda plan: (plan.name, plan.sha256))))


def _links(versions: list[Version], pairs: list[tuple[int, int]]) -> list[Link]:
    found: dict[tuple[int, int], Link] = {}
    for pair in pairs:
        old, new = sorted((versions[at] for at in pair), key=lambda version: _order(version.plan))
        known = (id(old), id(new))
        if old is not new and known not in found and (alike := likeness(old.plan, new.plan)):
            found[known] = Link(old, new, alike)
    return list(found.values())


def _chosen(links: list[Link]) -> list[Link]:
    """Return the links of each version to the next, the best first."""
    chosen: list[Link] = []
    continued: set[int] = set()
    before: defaultdict[int, list[Link]] = defaultdict(list)
    for link in sorted(links, key=_rank):
        if id(link.old) not in continued and all(_were_merged(link, other) for other in before[id(link.new)]):
            chosen.append(link)
            continued.add(id(link.old))
            before[id(link.new)].append(link)
    return chosen


def _rank(link: Link) -> tuple[bool, bool, int, int, int, float, int, tuple[str, str], tuple[str, str]]:
    old, new, alike = link.old.plan, link.new.plan, link.likeness
    years = (new.year or 9999) - (old.year or 0)
    days = new.moment - old.moment
    return (
        bool(alike.doubts),
        alike.subject is None or alike.subject < SAME_SUBJECT,
        years,
        abs(new.period - old.period),
        0 if years else days,
        -alike.similarity,
        days,
        _name(link.old),
        _name(link.new),
    )


def _were_merged(first: Link, second: Link) -> bool:
    """Return whether two versions were continued in one as their bodies were merged."""
    one, other = first.old.plan.body, second.old.plan.body
    if first.likeness.doubts or second.likeness.doubts or one is None or other is None:
        return False
    return (one.kind, one.place, one.province) != (other.kind, other.place, other.province)


def _chains(links: list[Link]) -> list[Series]:
    """Return links as series; of links to one version the first is that of the series that goes on."""
    following = {id(link.old): link for link in links}
    main: dict[int, Link] = {}
    for link in links:
        main.setdefault(id(link.new), link)
    series = []
    for link in links:
        if id(link.old) not in main:
            chain = [link]
            while main[id(chain[-1].new)] is chain[-1] and (later := following.get(id(chain[-1].new))):
                chain.append(later)
            series.append(Series((chain[0].old, *(found.new for found in chain)), tuple(chain)))
    return sorted(series, key=lambda found: [_name(version) for version in found.versions])
