"""How like two plans are: whether they are one document, versions of one another, or of no kin."""

from __future__ import annotations

from functools import cache
from math import sqrt
from operator import eq
from typing import Literal, NamedTuple

from khparse.compare.profiles import EMPTY, Body, Profile
from khparse.lexicon.agency_table import row_of

SAME_SUBJECT = 0.9
"""Share of topic words from which two subjects are the same one, but for spelling or a word."""
LIKE_SUBJECT = 0.75
"""From here on a subject is the other one reworded. Below it is doubtful, and no link within one year."""
NO_SUBJECT = 0.5
"""Below this two subjects are about different things, whatever the texts share."""
SAME_TEXT = 0.8
"""From here on two texts of one subject and time are one document, of which words were corrected or misread."""
SOME_TEXT = 0.3
"""A reworded subject, or the time of another plan, needs this; and a doubtful link, to be worth a look."""
NO_TEXT = 0.2
"""Plans of one office on different matters share less than this (measured: up to 0.17): formulas, closings.
Under one subject as `Công tác năm 2025` only the text can tell that."""
_LEAST_SHINGLES = 50  # of shorter texts nothing is said: a scan without its text, a title page
_LEAST_NAME = 4  # words: `ban chỉ đạo …` tells a body, `văn phòng` doesn't
_WEIGHT_OF_CITED = 3  # words: a document that a subject cites tells more than a syllable

Doubt = Literal["issuer", "subject", "text", "period", "date"]
"""What keeps a link from being sure: a body unknown or of another level, subjects or texts little alike, a plan
of a year beside one of a quarter, an order in time that the documents don't tell."""

Relation = Literal["same", "succeeded", "unsure"]
"""Of the bodies that issue two plans; that of the newer one took over from the other by the lexicon."""


class Likeness(NamedTuple):
    """How like two plans are, 0 to 1; None where a subject or text is missing."""

    issuer: Relation
    subject: float | None
    text: float | None
    doubts: tuple[Doubt, ...]

    @property
    def similarity(self) -> float:
        """The mean of the likeness of subject and text."""
        known = [value for value in (self.subject, self.text) if value is not None]
        return sum(known) / len(known) if known else 0.0


# --- Copies -------------------------------------------------------------------------------------------------


def is_copy(first: Profile, second: Profile) -> bool:
    """Return whether two files are one document: a copy, another format, a draft and what became of it."""
    if first.sha256 == second.sha256:
        return True
    issuer = relation_of(first.body, second.body)
    if not may_be_one(first, second) or not _are_of_one_kind(first, second):
        return False
    if issuer == "same" and _have_one_number(first, second):
        return True
    subject, text = subject_likeness(first, second), text_likeness(first, second)
    is_same_subject = subject is None or subject >= SAME_SUBJECT
    return issuer in ("same", "unsure") and is_same_subject and text is not None and text >= SAME_TEXT


def may_be_one(first: Profile, second: Profile) -> bool:
    """Return whether numbers, dates and times don't tell two documents apart; a draft has blanks there."""
    if _have_one_number(first, second):
        return True
    same_year = first.year == second.year or None in (first.year, second.year)
    same_time = same_year and (first.horizon, first.period) == (second.horizon, second.period)
    same_number = not first.number or not second.number or first.number == second.number
    return same_time and same_number and not _are_apart(first, second)


def _have_one_number(first: Profile, second: Profile) -> bool:
    """Return whether both have the same number of the same day: an office gives it once."""
    is_day = first.date is not None and first.date.count("-") == 2
    return is_day and first.date == second.date and bool(first.number) and first.number == second.number


def _are_apart(first: Profile, second: Profile) -> bool:
    """Return whether dates of issue differ: `2025-12` and `2025-12-15` may be one."""
    one, other = first.date or "", second.date or ""
    return not (one.startswith(other) or other.startswith(one))


# --- Versions -----------------------------------------------------------------------------------------------


def likeness(old: Profile, new: Profile) -> Likeness | None:
    """Return how like an older plan is to a newer one; None where they can't be versions of one another."""
    issuer = relation_of(old.body, new.body)
    if issuer is None or not _are_of_one_kind(old, new):
        return None
    subject = subject_likeness(old, new)
    if subject is not None and subject < (LIKE_SUBJECT if _are_of_one_time(old, new) else NO_SUBJECT):
        return None
    found = Likeness(issuer, subject, text_likeness(old, new), ())
    doubts = tuple(doubt for doubt, holds in _doubts(old, new, found).items() if holds)
    is_proven = not doubts or doubts in (("text",), ("date",)) or (found.text or 0) >= SOME_TEXT
    return found._replace(doubts=doubts) if is_proven else None


def _doubts(old: Profile, new: Profile, found: Likeness) -> dict[Doubt, bool]:
    subject, text = found.subject or 0, found.text
    is_one_time = _are_of_one_time(old, new)
    least_text = SOME_TEXT if is_one_time or subject < SAME_SUBJECT else NO_TEXT
    return {
        "issuer": found.issuer == "unsure",
        "subject": subject < (SAME_SUBJECT if is_one_time else LIKE_SUBJECT),
        "text": subject < SAME_SUBJECT if text is None else text < least_text,
        "period": old.horizon != new.horizon and bool(old.horizon and new.horizon),
        "date": not _is_before(old, new),
    }


def _are_of_one_kind(first: Profile, second: Profile) -> bool:
    """Return whether both are plans, or documents of one type; an unknown type fits all."""
    if first.is_plan and second.is_plan:
        return True
    return first.doc_type == second.doc_type or None in (first.doc_type, second.doc_type)


def _are_of_one_time(first: Profile, second: Profile) -> bool:
    return (first.year, first.period) == (second.year, second.period)


def _is_before(old: Profile, new: Profile) -> bool:
    """Return whether the documents tell that one came after the other."""
    if old.year is None or new.year is None:
        return False
    return (old.year, old.period) < (new.year, new.period) or _are_apart(old, new)


# --- Subjects and texts -------------------------------------------------------------------------------------


def subject_likeness(first: Profile, second: Profile) -> float | None:
    """Return Dice's coefficient of the topic words of two subjects."""
    if first.topic is None or second.topic is None:
        return None
    total = _weight(first.topic) + _weight(second.topic)
    return 2 * _weight(first.topic & second.topic) / total if total else 1.0


def _weight(words: frozenset[str]) -> int:
    return sum(_WEIGHT_OF_CITED if "/" in word or "-" in word else 1 for word in words)


def text_likeness(first: Profile, second: Profile) -> float | None:
    """Return the share of shingles in common (Ochiai's coefficient), estimated from the sketches.

    Unlike Jaccard's it stays high where a plan grew: a third of its length more costs an eighth, not a quarter.
    """
    sizes = first.shingles, second.shingles
    if min(sizes) < _LEAST_SHINGLES:
        return None
    empty = sum(one == other == EMPTY for one, other in zip(first.sketch, second.sketch, strict=True))
    same = sum(map(eq, first.sketch, second.sketch)) - empty
    jaccard = same / (len(first.sketch) - empty)
    common = jaccard * sum(sizes) / (1 + jaccard)
    return float(min(common / sqrt(sizes[0] * sizes[1]), 1.0))


# --- Bodies -------------------------------------------------------------------------------------------------


def relation_of(old: Body | None, new: Body | None) -> Relation | None:
    """Return whether two bodies are one, or the second took over from the first; None for two bodies.

    Bodies of one kind in two places are two; two that were merged into one don't count as each other.
    """
    if old is None or new is None:
        return "unsure"
    is_named_alike = _is_named_alike(old, new)
    if old.kind != new.kind and new.kind not in heirs(old.kind) and not is_named_alike:
        return None
    if old.place and new.place and old.place != new.place and not _took_over(old.parent, new.parent):
        return None
    if _level(old.parent) == _level(new.parent) == "province" and not (
        old.parent == new.parent or _took_over(old.parent, new.parent)
    ):
        return None
    if _level(old.kind) == _level(new.kind) == "central":
        return "same" if old.kind == new.kind else "succeeded"
    if old.province and new.province and new.province not in (old.province, old.next_province):
        return None
    is_located = old.place == new.place and old.province == new.province and (old.place or old.province)
    moved = old.place == new.place == "" and old.province and new.province and old.province != new.province
    if _level(old.kind) != _level(new.kind) or is_named_alike or not (is_located or moved):
        return "unsure"
    return "same" if old.kind == new.kind and not moved else "succeeded"


def _is_named_alike(old: Body, new: Body) -> bool:
    """Return whether one of two bodies that the lexicon doesn't know has the other's name and more words."""
    if old.is_known or new.is_known or old.kind == new.kind:
        return False
    one, other = set(old.kind.split()), set(new.kind.split())
    return (one <= other or other <= one) and min(len(one), len(other)) >= _LEAST_NAME


def _took_over(old: str, new: str) -> bool:
    return new in heirs(old)


@cache
def heirs(agency_id: str) -> frozenset[str]:
    """Return the ids of all bodies that took over work of a body, directly or by way of others."""
    found: set[str] = set()
    waiting = [agency_id]
    while waiting:
        row = row_of(waiting.pop())
        later = [successor for successor in (row.successors if row else ()) if successor not in found]
        found.update(later)
        waiting += later
    return frozenset(found)


def _level(agency_id: str) -> str:
    row = row_of(agency_id)
    return row.level if row else ""
