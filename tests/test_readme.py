"""The README keeps its word: its commands run, its example is real, every command and option is told."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

import khparse
from khparse.cli.app import COMMANDS, app
from khparse.errors import ExitCode

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SOURCE = str(Path(khparse.__file__).parent.parent)
EXAMPLE = ROOT / "fixtures" / "17-kh-cong-an-pccc.txt"


EXPECTED = re.compile(r"have no date for a calendar|khparse: [\d,]+ documents in |khparse: notes: ")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the fixtures, and a `khparse` that is the one under test."""
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    command = tmp_path / "bin" / "khparse"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m khparse "$@"\n')
    command.chmod(0o755)
    return tmp_path


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": SOURCE}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


# The two that open the README set up environments: .ci/run runs them.
@pytest.mark.parametrize("block", [block for block in blocks("sh") if "pip install" not in block])
def test_commands_run(block: str, folder: Path) -> None:
    if "jq" in block and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    result = run(["bash", "-euo", "pipefail", "-c", block], folder)
    told = [line for line in result.stderr.splitlines() if not EXPECTED.search(line)]
    assert (result.returncode, told) == (0, [])


@pytest.mark.parametrize("block", blocks("python"))
def test_python_runs(block: str, folder: Path) -> None:
    result = run([sys.executable, "-c", block], folder)
    assert (result.returncode, result.stderr) == (0, "")


def test_opening_commands() -> None:
    run, test = blocks("sh")[:2]
    assert f"khparse extract {EXAMPLE.relative_to(ROOT)}" in run
    assert "pytest" in test
    assert README.index("```") < 700


def holds(actual: Any, expected: Any) -> bool:
    """Return whether `actual` has all that `expected` has, and maybe more."""
    if isinstance(expected, dict):
        return all(key in actual and holds(actual[key], value) for key, value in expected.items())
    if isinstance(expected, list):
        return all(any(holds(item, wanted) for item in actual) for wanted in expected)
    return bool(actual == expected)


def test_example_is_real() -> None:
    (block,) = blocks("json")
    plan = json.loads(khparse.parse_file(EXAMPLE).to_json())
    for part, expected in json.loads(block).items():
        assert holds(plan[part], expected), part


def test_every_command_and_option_is_told() -> None:
    group = typer.main.get_command(app)
    context = typer.Context(group)
    commands = {"": group, **{name: group.get_command(context, name) for name in COMMANDS}}  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert f"khparse {name}".strip() in README
        for option in command.params:
            assert any(text in README for text in option.opts) or option.param_type_name == "argument", (
                option.opts
            )


def test_exit_codes_are_told() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert {int(code) for code in ExitCode} <= told
