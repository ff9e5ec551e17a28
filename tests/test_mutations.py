"""A small share of the mutation bench (`make diff-bench`): known changes of a text, and what is said of them."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))
from mutations.catalogue import KINDS, NOT_ROLLED, mixes, singles
from mutations.draft import Draft
from mutations.earlier import earlier_sources
from mutations.source import Source, sources
from mutations.trial import Score, Trial, attempt

from khparse.compare.plans import diff

LEAST = 0.95
FIXTURES = ("04", "16", "24")
PLACES = 2
SIZES = (2, 5, 10, 20)


def source_of(prefix: str) -> Source:
    return next(source for source in sources() if source.name.startswith(prefix))


def trials_of(source: Source) -> list[tuple[str, Trial]]:
    random = Random(f"test {source.name}")
    found = [(made.kind, attempt(source, [made], diff)) for made in singles(source, random, PLACES)]
    good = [trial.mutations[0] for _, trial in found if not trial.skipped]
    for size in SIZES:
        found += [("mix", attempt(source, mix, diff)) for mix in mixes(source, random, good, size, 1)]
        found += [
            ("mix", attempt(source, mix, diff, rolled=True))
            for mix in mixes(source, random, good, size, 1, NOT_ROLLED)
        ]
    return found


@pytest.fixture(scope="module")
def trials() -> list[tuple[str, Trial]]:
    earlier = next(source for source in earlier_sources() if source.name.startswith("26"))
    chosen = [*(source_of(prefix) for prefix in FIXTURES), earlier]
    return [found for source in chosen for found in trials_of(source)]


def test_most_mutations_are_read_as_they_claim(trials: list[tuple[str, Trial]]) -> None:
    assert {kind for kind, _ in trials} == {*KINDS, "mix"}
    assert sum(bool(trial.skipped) for _, trial in trials) < 0.1 * len(trials)


@pytest.mark.parametrize("of_mixes", [False, True], ids=["singles", "mixes"])
@pytest.mark.parametrize("of_sections", [False, True], ids=["facts", "sections"])
def test_known_changes_are_reported(
    trials: list[tuple[str, Trial]], of_sections: bool, of_mixes: bool
) -> None:
    score = Score()
    for kind, trial in trials:
        if not trial.skipped and (kind == "mix") == of_mixes:
            score.add(trial, of_sections)
    assert score.right
    assert score.precision >= LEAST, score
    assert score.recall >= LEAST, score


@pytest.mark.parametrize("kind", ["respell", "renumber"])
def test_spelling_and_numbers_alone_are_no_change(trials: list[tuple[str, Trial]], kind: str) -> None:
    said = {trial.name: trial.wrong for found, trial in trials if found == kind and trial.wrong}
    assert said == {}


@pytest.mark.parametrize("prefix", FIXTURES)
def test_a_draft_without_changes_is_the_original(prefix: str) -> None:
    source = source_of(prefix)
    printed = Draft(source).print()
    assert printed.text == source.text
    assert printed.range_of(10, 20) == (10, 20)
