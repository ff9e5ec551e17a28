"""Measure khparse: text to JSON next to a floor and to peers on the same text, files read, and its start.

    python benchmarks/bench.py [--json OUT] [--rounds N]

Rates are MB (1,000,000 bytes) of UTF-8 in a second of processor time on one core, the best of several rounds;
start-up is the median of whole processes. The limits beside the ratios are those that a change must keep.
Peers come with `pip install 'khparse[bench]'`; one that isn't installed is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time

import comparing
import floor
import reading
import startup
from peers import PEERS

import khparse

FIXTURES = Path(__file__).parent.parent / "fixtures"


@dataclass
class Ratio:
    """A ratio and its limit: a least value for rates, a largest one for times."""

    name: str
    value: float
    limit: float
    at_least: bool

    @property
    def kept(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--json", metavar="OUT", type=Path, help="also write the figures to this file")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of the text (default: 7)")
    options = parser.parse_args()
    paths = sorted(path for path in FIXTURES.iterdir() if path.suffix in (".txt", ".md"))
    texts = [path.read_text("utf-8") for path in paths]
    times = startup.medians(min(paths, key=lambda path: abs(path.stat().st_size - 15_000)))
    _use_one_core()
    rates = _rates(texts, options.rounds)
    files = reading.rates()
    ratios = _ratios(rates, times) + [
        Ratio(f"{name.replace(':', ' ÷')}", own / peer, 0.5, True) for name, (own, peer) in files.items()
    ]
    compared = {pages: comparing.times(pages) for pages in comparing.SIZES}
    ratios += _ratios_of_comparing(compared)
    _print(texts, rates, times, files, compared, ratios)
    if options.json:
        figures = {
            "python": platform.python_version(),
            "machine": platform.platform(),
            "bytes": _size(texts),
            "megabytes_per_second": rates,
            "seconds": times,
            "files_and_pages_per_second": files,
            "comparing_by_pages": compared,
            "ratios": [asdict(ratio) | {"kept": ratio.kept} for ratio in ratios],
        }
        options.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


def _use_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):  # Linux
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _text_to_json(texts: Iterable[str]) -> int:
    return sum(len(khparse.parse(text).to_json()) for text in texts)


def _rates(texts: list[str], rounds: int) -> dict[str, float | None]:
    """Return the rate of each run by its name, None for a peer that isn't installed."""
    best: dict[str, float] = {}
    runs: dict[str, Callable[[Iterable[str]], int]] = {
        "khparse text → JSON": _text_to_json,
        "floor: 20 patterns": floor.count_matches,
    }
    for _ in range(rounds):  # both in each round, so that the noise of the machine meets both
        for name, run in runs.items():
            best[name] = max(best.get(name, 0.0), _rate(run, texts))
    rates: dict[str, float | None] = dict(best)
    for name, ready in PEERS.items():
        try:
            run = ready()
        except ImportError:
            rates[name] = None
            continue
        run(texts[:1])  # what it loads at its first use doesn't count
        rates[name] = max(_rate(run, texts) for _ in range(2))
    return rates


def _rate(run: Callable[[Iterable[str]], int], texts: list[str]) -> float:
    start = process_time()
    run(texts)
    return _size(texts) / 1e6 / (process_time() - start)


def _size(texts: list[str]) -> int:
    return sum(len(text.encode()) for text in texts)


def _ratios(rates: dict[str, float | None], times: dict[str, float]) -> list[Ratio]:
    own, floor_, eyecite, *_ = rates.values()
    typer, version, help_, model, extract = times.values()
    assert own and floor_
    ratios = [Ratio("khparse ÷ floor", own / floor_, 0.12, True)]
    if eyecite:
        ratios.append(Ratio("khparse ÷ eyecite", own / eyecite, 5, True))
    return [
        *ratios,
        Ratio("--version ÷ import typer", version / typer, 1.3, False),
        Ratio("--help ÷ import typer", help_ / typer, 2, False),
        Ratio("extract ÷ typer and one model", extract / model, 1.6, False),
    ]


def _ratios_of_comparing(compared: dict[int, dict[str, float]]) -> list[Ratio]:
    """Return how the time grows with the text, and the memory that the longest plans take."""
    least, most = compared[min(compared)], compared[max(compared)]
    growth = (most["word"] / least["word"]) / (most["characters"] / least["characters"])
    return [
        Ratio("diff: growth ÷ linear", growth, 1.5, False),
        Ratio("diff: MB of 300 pages", most["MB"], 500, False),
    ]


def _print(
    texts: list[str],
    rates: dict[str, float | None],
    times: dict[str, float],
    files: dict[str, tuple[float, float]],
    compared: dict[int, dict[str, float]],
    ratios: list[Ratio],
) -> None:
    print(f"{len(texts)} texts, {_size(texts) / 1000:.0f} KB; Python {platform.python_version()}\n")
    for name, rate in rates.items():
        print(f"{name:32}" + (f"{rate:10.3f} MB/s" if rate is not None else "   not installed"))
    print()
    for name, seconds in times.items():
        print(f"{name:32}{seconds * 1000:10.1f} ms")
    print()
    for name, (own, peer) in files.items():
        print(f"{name:32}{own:10.1f} /s, khparse; {peer:.1f} /s, the peer")
    print()
    for pages, found in compared.items():
        print(comparing.line(pages, found))
    print()
    for ratio in ratios:
        sign, verdict = "≥" if ratio.at_least else "≤", "ok" if ratio.kept else "MISSED"
        print(f"{ratio.name:32}{ratio.value:10.3f}    limit {sign} {ratio.limit:g}   {verdict}")


if __name__ == "__main__":
    main()
