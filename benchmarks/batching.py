"""Measure `khparse batch` over an archive of fixtures, varied so that no two documents are equal.

    python benchmarks/batching.py [--documents N] [--folder FOLDER] [--rounds N] [--json OUT]

Times are those of the clock, the best of the rounds, and batches begin with their start. Rates with 1 and 2 processes
stand next to a loop that reads, parses and prints each document to JSON without writing it, which runs in turns with
them, and to a pass that only reads the files. Ratios mean something on an idle machine alone: its load, which two
processes bring to 2 by themselves, stands in the first line. The memory is that of the process that gives work to the
others, at its peak, over 1,000 documents and over all.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

from bench import FIXTURES, Ratio
from turns import Program, in_turns

from khparse.plans import plans_in
from khparse.readers import read_file

SOURCE = Path(__file__).parent.parent / "src"
_FEW = 1000
_PLACES = (
    "An Bình",
    "Bình Minh",
    "Đông Hòa",
    "Hưng Thịnh",
    "Long Phú",
    "Mỹ Lộc",
    "Phước An",
    "Tân Lập",
    "Yên Sơn",
)
_PLACE = re.compile(r"\b(?:xã|huyện|phường|tỉnh) (?:\w+ ){1}\w+\b")
_NUMBER = re.compile(r"\b\d{1,4}(?=/(?:KH|QĐ|CT|CV|TB|HD|CTr|CĐ)\b)")
_DATE = re.compile(r"\b\d{1,2}/\d{1,2}(?=/20\d\d\b)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000, help="how many (default: 10,000)")
    parser.add_argument(
        "--folder", type=Path, help="where the archive is built (default: a temporary folder)"
    )
    parser.add_argument("--rounds", type=int, default=1, help="rounds of all runs (default: 1)")
    parser.add_argument("--json", metavar="OUT", type=Path, help="also write the figures to this file")
    parser.add_argument("--loop", metavar="ARCHIVE", type=Path, help="only run the loop over an archive")
    options = parser.parse_args()
    if options.loop:
        _loop(_files_in(options.loop))
        return
    with TemporaryDirectory(dir=options.folder) as temporary:
        folder = Path(temporary)
        build(folder / "archive", options.documents)
        paths = _files_in(folder / "archive")
        size = sum(path.stat().st_size for path in paths)
        times, memory = _measured(folder, paths, options.rounds)
    ratios = _ratios(times, memory)
    _print(len(paths), size, times, memory, ratios)
    if options.json:
        figures = {"documents": len(paths), "bytes": size, "seconds": times, "megabytes": memory}
        told = [{"name": ratio.name, "value": ratio.value, "kept": ratio.kept} for ratio in ratios]
        options.json.write_text(json.dumps(figures | {"ratios": told}, indent=2) + "\n", "utf-8")


# --- The archive ----------------------------------------------------------------------------------------------


def build(folder: Path, count: int) -> None:
    """Write an archive of `count` documents, a hundred to a folder; the first thousand lie in `few`."""
    for number, (name, content) in enumerate(islice(_documents(), count)):
        place = folder / ("few" if number < _FEW else "more") / f"{number // 100:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}-{name}").write_bytes(content)


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _documents() -> Iterator[tuple[str, bytes]]:
    """Yield documents without an end: fixtures with other numbers, dates and places."""
    paths = sorted(path for path in FIXTURES.iterdir() if path.suffix in (".txt", ".md", ".docx"))
    contents = {path.name: path.read_bytes() for path in paths}
    number = 0
    while True:
        for name, content in contents.items():
            number += 1
            yield name, _varied_word(content, number) if name.endswith(".docx") else _varied(content, number)


def _varied(content: bytes, number: int) -> bytes:
    text = _NUMBER.sub(lambda match: str(int(match[0]) + number), content.decode())
    text = _DATE.sub(f"{number % 28 + 1}/{number % 12 + 1}", text)
    text = _PLACE.sub(lambda match: f"{match[0].split()[0]} {_PLACES[number % len(_PLACES)]}", text)
    return f"{text}\nLưu: VT, hồ sơ {number}.\n".encode()


def _varied_word(content: bytes, number: int) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                text = _DATE.sub(f"{number % 28 + 1}/{number % 12 + 1}", part.decode())
                closing = f"<w:p><w:r><w:t>Lưu: VT, hồ sơ {number}.</w:t></w:r></w:p>"
                at = text.rfind("<w:sectPr")
                part = f"{text[:at]}{closing}{text[at:]}".encode() if at > 0 else text.encode()
            new.writestr(name, part)
    return made.getvalue()


# --- Runs -----------------------------------------------------------------------------------------------------


def _measured(folder: Path, paths: list[Path], rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Return the best time of each run over all documents in seconds, and the memory of two of them in MB."""
    archive, environment = folder / "archive", {"PYTHONPATH": str(SOURCE)}

    def batch(source: Path, processes: int) -> Program:
        output = Path(mkdtemp(dir=folder)) / "out"
        batch = ["batch", source, "-o", output, "--jobs", processes, "--progress", "none"]
        return Program([sys.executable, "-m", "khparse", *batch], environment)

    times = {"files read only": inf}
    memory: dict[str, float] = {}
    for _ in range(rounds):
        times["files read only"] = min(times["files read only"], _timed(_read_only, paths))
        few = batch(archive / "few", 2)
        in_turns([few])
        loop = Program([sys.executable, __file__, "--loop", archive], environment, ready=True)
        runs = {
            "loop: read, parse, to_json": loop,
            "khparse batch, 1 process": batch(archive, 1),
            "khparse batch, 2 processes": batch(archive, 2),
        }
        in_turns(list(runs.values()))
        for name, run in runs.items():
            times[name] = min(times.get(name, inf), run.seconds)
        most = {f"{min(_FEW, len(paths)):,} documents": few, f"{len(paths):,} documents": run}
        for name, run in most.items():
            memory[name] = max(memory.get(name, 0.0), run.megabytes)
    return times, memory


def _timed(run: Callable[[list[Path]], None], paths: list[Path]) -> float:
    start = perf_counter()
    run(paths)
    return perf_counter() - start


def _loop(paths: list[Path]) -> None:
    """Read and parse documents, after a line that says that it begins: what is loaded at its first use is there."""
    gc.set_threshold(100_000)  # as the command does
    _parse(paths[:40])
    print("ready", flush=True)
    _parse(paths)


def _parse(paths: list[Path]) -> None:
    for path in paths:
        for plan in plans_in(read_file(path)):
            plan.to_json(indent=2).encode()


def _read_only(paths: list[Path]) -> None:
    for path in paths:
        path.read_bytes()


# --- Figures --------------------------------------------------------------------------------------------------


def _ratios(times: dict[str, float], memory: dict[str, float]) -> list[Ratio]:
    _, loop, one, two = times.values()
    ratios = [
        Ratio("2 processes ÷ 1", one / two, 1.7, True),
        Ratio("1 process ÷ loop", one / loop, 1.15, False),
    ]
    few, *more = memory.values()
    if more and few:
        ratios.append(Ratio("memory: all ÷ 1,000", more[0] / few, 1.1, False))
    return ratios


def _print(
    count: int, size: int, times: dict[str, float], memory: dict[str, float], ratios: list[Ratio]
) -> None:
    load = f", load {os.getloadavg()[1]:.1f} in the last minutes" if hasattr(os, "getloadavg") else ""
    print(f"{count:,} documents, {size / 1e6:.1f} MB; {os.cpu_count()} cores{load}\n")
    for name, seconds in times.items():
        print(f"{name:32}{count / seconds:10.1f} /s {size / 1e6 / seconds:10.3f} MB/s {seconds:10.1f} s")
    print()
    for name, megabytes in memory.items():
        print(f"{name:32}{megabytes:10.1f} MB")
    print()
    for ratio in ratios:
        sign, verdict = "≥" if ratio.at_least else "≤", "ok" if ratio.kept else "MISSED"
        print(f"{ratio.name:32}{ratio.value:10.3f}    limit {sign} {ratio.limit:g}   {verdict}")


if __name__ == "__main__":
    main()
