"""The Python API: what `khparse` offers, and that its import is quick."""

import subprocess
import sys
from pathlib import Path

import pytest

import khparse
from khparse.compare.models import PlanDiff
from khparse.errors import KhparseError, UnreadableError
from khparse.models import Plan

TEXT = "KẾ HOẠCH\nTrồng cây năm 2025\nI. MỤC ĐÍCH\n"


def test_names() -> None:
    names = ["Plan", "PlanDiff", "__version__", "diff", "errors", "parse", "parse_file"]
    assert dir(khparse) == sorted(khparse.__all__) == names
    assert khparse.Plan is Plan
    assert khparse.PlanDiff is PlanDiff
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        khparse.nonsense  # noqa: B018


def test_diff_is_a_function_before_and_after_it_was_called() -> None:
    first, second = khparse.parse(TEXT), khparse.parse(TEXT)
    assert khparse.diff(first, second).is_same
    assert khparse.diff(first, second, by="syllable").is_same


def test_parse_is_a_function_before_and_after_it_was_called() -> None:
    first, second = khparse.parse(TEXT), khparse.parse(TEXT)
    assert isinstance(first, Plan)
    assert first == second
    assert first.source.name is None
    assert first.source.characters == len(TEXT)


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "a\r\nb\rc", "số " * 1000])
def test_any_text_gives_a_plan(text: str) -> None:
    plan = khparse.parse(text)
    assert plan.source.characters == len(text)
    assert Plan.model_validate_json(plan.to_json()) == plan


def test_parse_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, "utf-8")
    expected = khparse.parse(TEXT)
    expected.source.name, expected.source.encoding = "a.txt", "utf-8"
    for path in (file, str(file)):
        assert khparse.parse_file(path) == expected


def test_choices_that_there_are_not(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ocr is one of auto, always, never"):
        khparse.parse_file(tmp_path / "a.txt", ocr="sometimes")  # type: ignore[arg-type]


def test_errors_are_there_before_anything_was_parsed() -> None:
    program = "import khparse; print(khparse.errors.UnreadableError.__name__)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True).stdout == b"UnreadableError\n"


def test_unreadable_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file") as caught:
        khparse.parse_file(tmp_path / "missing.txt")
    assert isinstance(caught.value, KhparseError)
    assert caught.value.exit_code == 3


def test_import_is_light() -> None:
    program = (
        "import sys; before = set(sys.modules); import khparse; print(*sorted(set(sys.modules) - before))"
    )
    result = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True)
    loaded = {name.partition(".")[0] for name in result.stdout.split()}
    assert not loaded & {"pydantic", "typer", "rich", "docx", "regex", "underthesea", "yaml", "hashlib"}


@pytest.mark.parametrize("arguments, heavy", [("--version", "pydantic rich"), ("--help", "pydantic rich")])
def test_command_line_imports_what_it_needs(arguments: str, heavy: str) -> None:
    program = (
        "import sys, atexit; from khparse.cli import main; sys.argv[1:] = ['" + arguments + "']\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.returncode == 0
    assert not set(heavy.split()) & set(result.stderr.split())


def test_parsing_text_imports_what_it_needs() -> None:
    program = "import sys, khparse; khparse.parse('KẾ HOẠCH\\nI. MỤC ĐÍCH'); print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.returncode == 0
    assert not {"docx", "lxml", "regex", "rich", "typer", "underthesea", "yaml"} & set(result.stdout.split())
