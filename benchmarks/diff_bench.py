"""How exactly `khparse diff` reports known changes: precision and recall, by kind of change and size of mix.

Fixtures are changed in the text, one change at a time and in mixes of up to 30, and compared with themselves.
The exit code is 1 where facts or sections fall below 0.95, or where anything is reported for a text that is
only spelled or numbered otherwise.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from random import Random

from mutations.catalogue import KINDS, NOT_ROLLED, mixes, singles
from mutations.earlier import earlier_sources
from mutations.source import sources
from mutations.trial import Score, Trial, attempt

from khparse.compare.plans import diff

LEAST = 0.95
SIZES = (2, 5, 10, 20, 30)
SILENT = ("respell", "renumber")


def main() -> int:
    """Run the bench as the options say; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--places", type=int, default=6, help="of each kind in each fixture (default 6)")
    options.add_argument("--mixes", type=int, default=2, help="of each size in each fixture (default 2)")
    options.add_argument("--seed", type=int, default=0, help="of the places (default 0)")
    options.add_argument("--only", default="", help="only this kind of change, or mixes of this size")
    options.add_argument("--fixture", default="", help="only fixtures whose name begins so")
    options.add_argument("--details", action="store_true", help="list what was missed and what was wrong")
    chosen = options.parse_args()
    begin = time.perf_counter()
    groups: dict[str, list[Trial]] = defaultdict(list)
    for group, trial in _trials(chosen):
        groups[group].append(trial)
    passed = _print(groups, chosen.details)
    print(f"{sum(map(len, groups.values()))} comparisons in {time.perf_counter() - begin:.0f} s")
    return 0 if passed else 1


def _trials(chosen: argparse.Namespace) -> Iterator[tuple[str, Trial]]:
    for source in (*sources(), *earlier_sources()):
        if not source.name.startswith(chosen.fixture):
            continue
        random = Random(f"{chosen.seed} {source.name}")
        good = []
        for made in singles(source, random, chosen.places):
            if chosen.only and chosen.only not in (made.kind, "mix") and not chosen.only.isdigit():
                continue
            trial = attempt(source, [made], diff)
            if not trial.skipped:
                good.append(made)
            if chosen.only in ("", made.kind):
                yield made.kind, trial
        sizes = [size for size in SIZES if chosen.only in ("", "mix", str(size))]
        for size in sizes:
            for mix in mixes(source, random, good, size, chosen.mixes):
                yield f"mix of {size}", attempt(source, mix, diff)
            if source.later is None:
                for mix in mixes(source, random, good, size, chosen.mixes, NOT_ROLLED):
                    yield f"mix of {size}, rolled", attempt(source, mix, diff, rolled=True)


def _print(groups: dict[str, list[Trial]], details: bool) -> bool:
    print(
        f"{'':20}{'tried':>6}{'skip':>6}{'facts':>8}{'prec.':>7}{'recall':>7}{'sect.':>8}{'prec.':>7}{'recall':>7}{'pairs':>8}"
    )
    total: dict[bool, dict[str, Score]] = {False: defaultdict(Score), True: defaultdict(Score)}
    passed = True
    order = [*KINDS, *(f"mix of {size}{rolled}" for rolled in ("", ", rolled") for size in SIZES)]
    for group in sorted(groups, key=order.index):
        trials = [trial for trial in groups[group] if not trial.skipped]
        part = "mixes" if group.startswith("mix") else "singles"
        scores = []
        for of_sections in (False, True):
            score = Score()
            for trial in trials:
                score.add(trial, of_sections)
                total[of_sections][part].add(trial, of_sections)
            scores.append(score)
        _line(group, groups[group], scores)
        if group in SILENT and any(trial.wrong for trial in trials):
            passed = False
    for part in ("singles", "mixes"):
        ours = [t for g, ts in groups.items() for t in ts if g.startswith("mix") == (part == "mixes")]
        if ours:
            scores = [total[False][part], total[True][part]]
            _line(part, ours, scores)
            passed &= all(min(score.precision, score.recall) >= LEAST for score in scores)
    if details:
        _details(groups)
    return passed


def _line(name: str, trials: list[Trial], scores: list[Score]) -> None:
    done = [trial for trial in trials if not trial.skipped]
    cells = "".join(
        f"{score.right + score.missed:8}{score.precision:7.3f}{score.recall:7.3f}" for score in scores
    )
    pairs = sum(trial.pairs for trial in done)
    lost = sum(len(trial.pairs_missed) for trial in done)
    print(
        f"{name:20}{len(trials):6}{len(trials) - len(done):6}{cells}{1 - lost / pairs if pairs else 1:8.4f}"
    )


def _details(groups: dict[str, list[Trial]]) -> None:
    why: Counter[str] = Counter()
    for trial in (trial for trials in groups.values() for trial in trials):
        if trial.skipped:
            why[trial.skipped.partition(": ")[0]] += 1
            print(f"\nSKIPPED {trial.name}\n  {trial.skipped}")
        elif trial.missed or trial.wrong:
            print(f"\n{trial.name}")
            for expected in trial.missed:
                print("  MISSED", *(_told(row) for row in expected.rows[:2]))
            for row in trial.wrong:
                print("  WRONG ", _told(row))
            if trial.pairs_missed:
                print("  PAIRS ", trial.pairs_missed[:5])
    print("\nskipped:", dict(why))


def _told(row: tuple[str, ...]) -> str:
    return " | ".join(cell for cell in row)


if __name__ == "__main__":
    sys.exit(main())
