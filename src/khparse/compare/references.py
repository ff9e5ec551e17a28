"""Documents that two plans cite: which are new, which are no longer cited, which took the place of another.

A document counts once, wherever and however often a plan cites it.
"""

from __future__ import annotations

from collections import Counter

from khparse.compare.context import Comparison
from khparse.compare.models import Side
from khparse.compare.similarity import candidates, pairs_by_score, similarity
from khparse.compare.texts import Texts
from khparse.compare.units import YEAR, keys_of
from khparse.compare.words import words_of
from khparse.fold import key
from khparse.models import Plan, Reference, Span

_ALIKE = 0.6
_ALL_PAIRS = 2500
_TELLING, _SHARE = 4, 0.3  # a word around more citations than this, and more than this share, tells nothing
_AROUND = 90  # code points before and behind a citation that tell what it is cited for
_FIRST_OF_TITLE = 4  # words that may stand between a citation and the title of the document


def compare_references(made: Comparison) -> None:
    """Note the changes of what is cited."""
    old, new = _documents(made.old), _documents(made.new)
    for name in old.keys() & new.keys():
        for first in old[name]:
            made.account_for(first.span, None)
        for second in new[name]:
            made.account_for(None, second.span)
    gone = [found for name, found in old.items() if name not in new]
    come = [found for name, found in new.items() if name not in old]
    pairs = dict(_replacements(made, gone, come))
    for name in old:
        if name in new:
            _compare(made, old[name], new[name])
    for index, found in enumerate(gone):
        for citation in found:
            made.account_for(_with_title(made.old_texts, citation), None)
        if index in pairs:
            made.add("reference", "replaced", _side(found[0]), _side(come[pairs[index]][0]))
        else:
            made.add("reference", "removed", old=_side(found[0]))
    there = set(pairs.values())
    for index, found in enumerate(come):
        for citation in found:
            made.account_for(None, _with_title(made.new_texts, citation))
        if index not in there:
            made.add("reference", "added", new=_side(found[0]))


def _documents(plan: Plan) -> dict[str, list[Reference]]:
    """Return the citations of a plan by the document that they cite."""
    found: dict[str, list[Reference]] = {}
    for reference in plan.references:
        found.setdefault(key(reference.id), []).append(reference)
    return found


def _replacements(
    made: Comparison, gone: list[list[Reference]], come: list[list[Reference]]
) -> list[tuple[int, int]]:
    """Return which of the new documents stand where those that are gone stood, by index."""
    old_words = [_words_around(made.old_texts, found[0]) for found in gone]
    new_words = [_words_around(made.new_texts, found[0]) for found in come]
    counted = Counter(word for words in (*old_words, *new_words) for word in set(words))
    most = max(_TELLING, _SHARE * (len(old_words) + len(new_words)))
    old_words, new_words = (
        [[word for word in words if counted[word] <= most] or words for words in side]
        for side in (old_words, new_words)
    )

    def score(first: int, second: int) -> float:
        old, new = gone[first][0], come[second][0]
        alike = similarity(old_words[first], new_words[second])
        if old.title and new.title:
            alike = max(alike, similarity(keys_of(old.title), keys_of(new.title)))
        same_type = old.doc_type == new.doc_type
        same_issuer = bool(old.issuer) and key(old.issuer or "") == key(new.issuer or "")
        return (
            alike - (0 if same_type else 0.2) - (0 if same_issuer or not (old.issuer and new.issuer) else 0.1)
        )

    def is_near(first: int, second: int) -> bool:
        sections = gone[first][0].section or "", come[second][0].section or ""
        return made.old_groups.get(sections[0]) == made.new_groups.get(sections[1])

    if len(gone) * len(come) <= _ALL_PAIRS:
        pairs = [(a, b) for a in range(len(gone)) for b in range(len(come))]
    else:
        pairs = list(candidates(dict(enumerate(old_words)), dict(enumerate(new_words))))

    def distance(first: int, second: int) -> float:
        return (not is_near(first, second)) + abs(first / len(gone) - second / len(come))

    return pairs_by_score(pairs, score, _ALIKE, distance)


def _named(found: Reference) -> bool:
    """Return whether a document has a symbol, and is a letter or the like, whose body nothing else tells."""
    return bool(found.symbol) and not found.issuer and found.doc_type not in _OF_AUTHORITIES


_OF_AUTHORITIES = ("L", "PL", "BL", "NĐ", "NQ", "QĐ", "CT", "TT", "TTLT", "KH", "CTr")


def _words_around(texts: Texts, found: Reference) -> list[str]:
    """Return the words of a citation and around it, without numbers: what it is, and what it is cited for."""
    before, behind = texts.around(found.section, found.span)
    before = before[-_AROUND:].replace("\n", ";").rpartition(";")[2]
    behind = behind[:_AROUND].replace("\n", ";").partition(";")[0]
    keys = keys_of(f"{before} {found.text} {behind}")
    symbol = set(keys_of(found.id))
    return [word for word in keys if not word[0].isdigit() and word not in symbol and word != YEAR]


def _with_title(texts: Texts, found: Reference) -> Span:
    """Return the place of a citation with the title printed behind it."""
    title = keys_of(found.title or "")
    if not title:
        return found.span
    behind = texts.around(found.section, found.span)[1][: 3 * len(found.title or "")]
    words = words_of(behind)
    keys = keys_of(behind)
    for at in range(_FIRST_OF_TITLE):
        if keys[at : at + len(title)] == title and len(words) == len(keys):
            return Span(start=found.span.start, end=found.span.end + words[at + len(title) - 1].end)
    return found.span


def _with_provision(texts: Texts, found: Reference) -> Span:
    """Return the place of a citation with the provision printed before it."""
    provision = keys_of(found.provision or "")
    before = texts.around(found.section, found.span)[0][-3 * len(found.provision or "") - 20 :]
    words = words_of(before)
    offset = found.span.start - len(before)
    for at in range(len(words) - len(provision), -1, -1):
        if tuple(word.key for word in words[at : at + len(provision)]) == provision:
            return Span(start=offset + words[at].start, end=found.span.end)
    return found.span


def _compare(made: Comparison, old: list[Reference], new: list[Reference]) -> None:
    """Note where another part of a document is cited, or it is said to be of another date or issuer."""
    gone = [a for a in old if a.provision and key(a.provision) not in {key(b.provision or "") for b in new}]
    come = [b for b in new if b.provision and key(b.provision) not in {key(a.provision or "") for a in old}]
    for first, second in zip(gone, come, strict=False):
        made.account_for(_with_provision(made.old_texts, first), _with_provision(made.new_texts, second))
        sides = _side(first, first.provision), _side(second, second.provision)
        made.add("reference", "changed", *sides, field="provision")
    for field in ("date", "issuer"):
        before, after = _values(old, field), _values(new, field)
        gone_values = [value for name, value in before.items() if name not in after]
        come_values = [value for name, value in after.items() if name not in before]
        if (
            not gone_values
            or not come_values
            or (field == "issuer" and not _are_others(gone_values, come_values))
        ):
            continue
        a, b = gone_values[0], come_values[0]
        if field == "date" and not a[0].number and a[1][:4] != b[1][:4]:  # a law of the same name
            made.add("reference", "replaced", _side(a[0]), _side(b[0]))
        else:
            made.add("reference", "changed", _side(*a), _side(*b), field=field)


_Value = tuple[Reference, str]


def _values(found: list[Reference], field: str) -> dict[str, _Value]:
    """Return the dates or issuers that citations of a document name, with the first citation that does."""
    values: dict[str, _Value] = {}
    for reference in found:
        value = reference.issuer if field == "issuer" else reference.date.edtf if reference.date else None
        if value:
            values.setdefault(key(value), (reference, value))
    return values


def _are_others(old: list[_Value], new: list[_Value]) -> bool:
    """Return whether issuers are others, not the same ones named more or less fully, or by their post."""
    words = [{word for _, value in side for word in keys_of(value)} for side in (old, new)]
    return len(words[0] & words[1]) < _SAME_ISSUER * min(map(len, words))


_SAME_ISSUER = 0.7  # share of words


def _side(found: Reference, value: str | None = None) -> Side:
    return Side(id=found.id, section=found.section, text=found.text, value=value, span=found.span)
