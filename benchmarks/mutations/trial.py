"""One comparison: a text with mutations on it, what should be said of it, and what is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import khparse
from khparse.compare.models import Change, PlanDiff, Side
from khparse.models import Plan
from mutations.draft import Draft
from mutations.expected import Expected, Outcome, Row, read_changes, simple
from mutations.mutation import Claim, Mutation
from mutations.rolling import roll
from mutations.source import Source

Diff = Callable[[Plan, Plan], PlanDiff]
WORDING = frozenset({"reworded", "rolled-over"})


@dataclass
class Trial:
    """A mutated text and its score; `skipped` says why it tests nothing."""

    source: Source
    mutations: list[Mutation]
    text: str = ""
    skipped: str = ""
    missed: list[Expected] = field(default_factory=list)
    wrong: list[Row] = field(default_factory=list)
    found: list[Row] = field(default_factory=list)
    pairs: int = 0
    pairs_missed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Where it is, in a line."""
        return f"{self.source.name[:2]} " + "; ".join(f"{made.kind} ({made.what})" for made in self.mutations)


@dataclass
class Score:
    """Counts of rows of one sort."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Which share of what was reported is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Which share of what changed was reported."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def add(self, trial: Trial, of_sections: bool) -> None:
        """Count the rows of a trial."""

        def ours(row: Row) -> bool:
            return (row.subject == "section") == of_sections

        self.right += sum(map(ours, trial.found))
        self.wrong += sum(map(ours, trial.wrong))
        self.missed += sum(ours(expected.rows[0]) for expected in trial.missed)


def attempt(source: Source, mutations: Sequence[Mutation], diff: Diff, rolled: bool = False) -> Trial:
    """Return how the comparison of a fixture with its mutated text went; the years may be `rolled` as well."""
    trial = Trial(source, list(mutations))
    draft = Draft(source)
    try:
        claims: list[Claim] = [claim for made in mutations for claim in made.apply(draft)]
        claims += roll(draft, claims) if rolled else []
    except ValueError:
        trial.skipped = "no number"
        return trial
    printed = draft.print()
    trial.text = printed.text
    new = khparse.parse(printed.text)
    outcome = Outcome(draft, printed, new)
    if not outcome.has_tree():
        trial.skipped = "outline read otherwise"
        return trial
    expected = outcome.claimed(claims)
    trial.skipped = _doubt(expected, read_changes(source, new, printed))
    if not trial.skipped:
        compared = diff(source.plan, new)
        _score(trial, expected, rows_of(compared))
        trial.pairs, trial.pairs_missed = outcome.pairs_missed(compared)
    return trial


def _doubt(expected: list[Expected], read: set[Row]) -> str:
    """Return what the parser read otherwise than the mutations claim; empty where it is as they say."""
    facts = [one for one in expected if one.rows[0].subject != "section" and one.rows[0].field != "task"]
    facts = [one for one in facts if one.rows[0] != Row("metadata", "rolled-over", "subject")]
    read = read - {Row("metadata", "changed", "subject")}
    unread = [one for one in facts if not one.optional and not read.intersection(one.rows)]
    if unread:
        return f"not read: {unread[0].rows[0]}"
    unsaid = read - {row for one in facts for row in one.rows}
    if unsaid:
        return f"read besides: {min(unsaid)}"
    lost = [one for one in expected if one.rows[0].field == "task" and not one.rows[0].new]
    return f"no longer read: {lost[0].rows[0]}" if lost else ""


def _score(trial: Trial, expected: list[Expected], reported: list[Row]) -> None:
    left = Counter(reported)
    for one in expected:
        row = next((row for row in one.rows if left[row] > 0), None)
        if row is not None:
            left[row] -= 1
            if not one.optional:
                trial.found.append(row)
        elif not one.optional:
            trial.missed.append(one)
    trial.wrong = sorted(left.elements())


# --- What the comparison says ------------------------------------------------------------------------------


def rows_of(compared: PlanDiff) -> list[Row]:
    """Return the changes of a comparison as rows."""
    return [_row_of(change) for change in compared.changes]


def _row_of(change: Change) -> Row:
    old, new = _key(change, change.old), _key(change, change.new)
    if change.kind == "split":
        new = " ".join(change.parts)
    elif change.kind == "merged":
        old = " ".join(change.parts)
    if change.subject in ("metadata", "signature"):
        old = new = ""
    names = ("", "")
    if change.subject == "assignment" and change.field in ("lead", "support", "report_to"):
        names = _name(change.old), _name(change.new)
        old = "" if change.kind == "added" else old
        new = "" if change.kind == "removed" else new
    return Row(change.subject, change.kind, change.field or "", old, new, *names)


def _key(change: Change, side: Side | None) -> str:
    if side is None:
        return ""
    if change.subject == "recipient":
        return f"@{side.span.start}" if side.span else ""
    return side.id or ""


def _name(side: Side | None) -> str:
    return simple(side.value or side.text) if side else ""
