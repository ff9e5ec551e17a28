"""Parse random, mutated and pathological inputs, and check what must hold for any input.

No exception but `UnreadableError` from the readers; a plan that fits its models; spans that slice back to
their text; ids that exist; equal output for equal input; time that grows linearly with the size.
Failing inputs are written to a temporary folder; the exit code is then 1.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from fuzz_inputs import fixtures, random_bytes, random_text
from fuzz_shapes import shapes

import khparse
from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.models import Plan
from khparse.pipeline import parse_document
from khparse.readers import read
from khparse.readers.text import read_text

STEEPEST = 2.6  # times as long for an input twice as large; 2 is linear
MEASURABLE = 0.03  # seconds; below, noise and fixed costs hide the growth
SMALL, LARGE = 16_000, 100_000  # characters of the smallest of the three sizes, by default and with --full
SLOW = 4_000  # characters; the speed of smaller inputs says nothing
MEGABYTE = 1_000_000
MOST_MEMORY = 8 * 1024**3


@dataclass
class Run:
    """What has been tried, and what went wrong."""

    inputs: int = 0
    failures: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    folder: Path | None = None

    def fail(self, what: str, data: str | bytes, name: str) -> None:
        """Record a failure and keep its input."""
        self.folder = self.folder or Path(tempfile.mkdtemp(prefix="khparse-fuzz-"))
        raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
        path = self.folder / f"{len(self.failures):04}"
        path.write_bytes(raw[: 20 * MEGABYTE])
        path.with_suffix(".why").write_text(f"{name}\n{what}\n", "utf-8", "replace")
        self.failures.append(what)
        print(f"FAILED {name}: {what.strip().splitlines()[-1]}\n  {path} ({len(raw)} bytes)", file=sys.stderr)

    def timed(self, seconds: float, size: int, name: str) -> None:
        """Count an input, and remember it where it is the slowest for its size."""
        self.inputs += 1
        if size >= SLOW:
            self.slowest = max(self.slowest, (seconds * 1e6 / size, name))


def main() -> int:
    """Run the fuzzer as the options say; return the exit code."""
    gc.disable()  # its pauses come when they like, and hide how the time grows
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--seconds", type=float, default=60, help="how long to run (default 60)")
    options.add_argument("--count", type=int, help="how many random inputs, however long they take")
    options.add_argument("--seed", type=int, default=0, help="of the random inputs (default 0)")
    options.add_argument(
        "--full", action="store_true", help="all pathological texts, large, and one of 50 MB"
    )
    options.add_argument("--only", default="", help="only pathological texts whose name contains this")
    chosen = options.parse_args()
    run, random, begin = Run(), Random(chosen.seed), time.perf_counter()
    if chosen.full:
        _grow_all(run, random, chosen.only, LARGE, None)
        _large(run)
    else:
        _grow_all(run, random, chosen.only, SMALL, begin + 0.6 * chosen.seconds)
    _random_all(run, random, chosen.count, begin + chosen.seconds)
    speed, name = run.slowest
    print(
        f"{run.inputs} inputs in {time.perf_counter() - begin:.1f} s, worst {speed:.2f} ms/KB ({name}), "
        f"{len(run.failures)} failures"
    )
    return 1 if run.failures else 0


# --- Random inputs -----------------------------------------------------------------------------------------


def _random_all(run: Run, random: Random, count: int | None, deadline: float) -> None:
    plans = fixtures()
    done = 0
    while done < count if count is not None else time.perf_counter() < deadline:
        done += 1
        if done % 1000 == 0:
            gc.collect()
        if random.random() < 0.2:
            data, name = random_bytes(random, plans)
            _try_bytes(run, data, name, f"random {done}")
        else:
            text = random_text(random, plans)
            _try(
                run, text, lambda text=text: read_text(text), f"random {done}", repeat=random.random() < 0.25
            )


def _try_bytes(run: Run, data: bytes, file: str, name: str) -> None:
    try:
        document = read(data, file)
    except UnreadableError:
        run.inputs += 1
    except Exception:
        run.fail(traceback.format_exc(limit=-4), data, name)
    else:
        _try(run, data, lambda: document, name, repeat=False)


def _try(
    run: Run, data: str | bytes, document: Callable[[], Document], name: str, *, repeat: bool
) -> float | None:
    """Parse one input and check its plan; return the seconds it took, or None where it failed."""
    try:
        with _alarm(10 + len(data) / 10_000):
            begin = time.process_time()
            read_document = document()
            plan = parse_document(read_document)
            seconds = time.process_time() - begin
        printed = plan.to_json()
        problem = next(problems(printed, read_document.text), None)
        if problem is None and repeat and parse_document(document()).to_json() != printed:
            problem = "the second output differs from the first"
    except Exception:
        problem = traceback.format_exc(limit=-6)
    if problem:
        run.fail(problem, data, name)
        return None
    run.timed(seconds, len(data), name)
    return seconds


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise `TimeoutError` inside the block when it takes longer."""

    def ring(*_: object) -> None:
        raise TimeoutError(f"not done within {seconds:.0f} s")

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


# --- What must hold ----------------------------------------------------------------------------------------


def problems(printed: str, text: str) -> Iterator[str]:
    """Yield what is wrong with a plan, given as its JSON, of a document with this text."""
    Plan.model_validate_json(printed)
    plan = json.loads(printed)
    ids: dict[str, list[str]] = {"sections": [], "assignments": [], "deadlines": [], "tables": []}
    for place, fact in _facts(plan, "plan"):
        yield from _bad_spans(place, fact, text)
        kind = place.rsplit(".", 1)[-1]
        if "id" in fact and (kind in ids or kind == "children"):
            ids["sections" if kind == "children" else kind].append(fact["id"])
    for kind, names in ids.items():
        if len(names) != len(set(names)):
            yield f"an id is met twice in {kind}"
    sections, tasks = set(ids["sections"]), set(ids["assignments"])
    for kind in ("references", "assignments", "deadlines", "tables", "notes"):
        for fact in plan[kind]:
            if fact["section"] is not None and fact["section"] not in sections:
                yield f"{kind}: no section has the id {fact['section']!r}"
    for deadline in plan["deadlines"]:
        if deadline["assignment"] is not None and deadline["assignment"] not in tasks:
            yield f"deadlines: no assignment has the id {deadline['assignment']!r}"


def _facts(value: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield all objects of a plan with where they stand, outer ones first."""
    stack = [(place, value)]
    while stack:
        place, value = stack.pop()
        if isinstance(value, dict):
            yield place, value
            stack.extend((f"{place}.{key}", inner) for key, inner in value.items())
        elif isinstance(value, list):
            stack.extend((place, inner) for inner in value)


def _bad_spans(place: str, fact: dict[str, Any], text: str) -> Iterator[str]:
    for name in ("span", "heading_span", "extent"):
        span = fact.get(name)
        if span and not 0 <= span["start"] <= span["end"] <= len(text):
            yield f"{place}.{name}: {span} is out of range"
    span = fact.get("span")
    if span and "text" in fact and text[span["start"] : span["end"]] != fact["text"]:
        yield f"{place}: {text[span['start'] : span['end']]!r:.200} is not {fact['text']!r:.200}"
    if (
        span
        and fact.get("extent")
        and not fact["extent"]["start"] <= span["start"] <= span["end"] <= fact["extent"]["end"]
    ):
        yield f"{place}: span {span} is not inside {fact['extent']}"


# --- Growth ------------------------------------------------------------------------------------------------


def _grow_all(run: Run, random: Random, part: str, size: int, deadline: float | None) -> None:
    """Measure all shapes, or until `deadline` those that chance puts first."""
    chosen = [(name, make) for name, make in shapes().items() if part in name]
    if deadline:
        random.shuffle(chosen)
    for done, (name, make) in enumerate(chosen):
        if deadline and time.perf_counter() > deadline:
            print(f"{done} of {len(chosen)} pathological texts tried; --full tries all")
            return
        _grow(run, name, make, size)


def _grow(run: Run, name: str, make: Callable[[int], str], size: int) -> None:
    """Fail where a text twice as long takes much longer than twice the time, three times measured."""
    before = 0.0
    gc.collect()
    for factor in (1, 2, 4):
        text = make(size * factor)
        title = f"{name}, {len(text)} characters"
        seconds = _try(run, text, lambda text=text: read_text(text), title, repeat=factor == 1)
        if seconds is None:
            return
        for _ in range(2):
            if before > MEASURABLE and seconds > STEEPEST * before:
                before = max(before, _seconds(make(size * factor // 2)))
                seconds = min(seconds, _seconds(text))
        if before > MEASURABLE and seconds > STEEPEST * before:
            run.fail(f"{seconds:.2f} s, and {before:.2f} s for half of it", text, title)
            return
        before = seconds


def _seconds(text: str) -> float:
    begin = time.process_time()
    khparse.parse(text)
    return time.process_time() - begin


def _large(run: Run) -> None:
    """Parse one line of 5 MB, and plans of 50 MB."""
    gc.enable()
    plans = "\n".join(fixtures())
    for name, text in (
        ("one line of 5 MB", " ".join(plans.split()) * (5 * MEGABYTE // len(plans.encode()) + 1)),
        ("plans of 50 MB", plans * (50 * MEGABYTE // len(plans.encode()) + 1)),
    ):
        size = len(text.encode())
        seconds = _try(run, text, lambda text=text: read_text(text), name, repeat=False)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        if seconds is not None:
            print(f"{name}: {size / MEGABYTE:.1f} MB in {seconds:.1f} s, {peak:.0f} MiB at most")


if __name__ == "__main__":
    sys.exit(main())
