"""Start-up: how long whole processes take, from nothing to their end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 20

TYPER = "import typer"
TYPER_AND_MODEL = """
import typer
from pydantic import BaseModel

class Fact(BaseModel):
    text: str
    start: int
    end: int
"""


def commands(document: Path) -> dict[str, list[str]]:
    """Return the commands by their names: bare interpreters to compare to, and the installed `khparse`."""
    python, khparse = sys.executable, str(Path(sys.executable).with_name("khparse"))
    return {
        "python -c 'import typer'": [python, "-c", TYPER],
        "khparse --version": [khparse, "--version"],
        "khparse --help": [khparse, "--help"],
        "python: typer and one model": [python, "-c", TYPER_AND_MODEL],
        "khparse extract (15 KB)": [khparse, "extract", str(document), "--format", "json"],
    }


def medians(document: Path) -> dict[str, float]:
    """Return the median seconds of each command; the commands take turns, so that all meet the same noise."""
    taken: dict[str, list[float]] = {name: [] for name in commands(document)}
    for run in range(RUNS + 1):
        for name, command in commands(document).items():
            seconds = _seconds(command)
            if run:  # the first one reads the disk and compiles
                taken[name].append(seconds)
    return {name: median(times) for name, times in taken.items()}


def _seconds(command: list[str]) -> float:
    # Compiled files may be kept, as they are where packages are installed.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return perf_counter() - start
