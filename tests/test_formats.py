"""`khparse formats`: what is read, what it needs, and whether that is there."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from khparse.output.formats import formats_text
from khparse.readers import needs as needs_module
from khparse.readers.formats import ARCHIVES, FORMATS
from khparse.readers.needs import Need, needs


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "khparse", "formats", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})


def listed(**environment: str) -> list[dict[str, object]]:
    result = run(**environment)
    assert (result.returncode, result.stderr) == (0, "")
    items: list[dict[str, object]] = json.loads(result.stdout)
    return items


def test_all_formats_are_listed() -> None:
    items = listed()
    assert {str(item["name"]) for item in items} == set(FORMATS)
    assert {suffix for item in items for suffix in item["suffixes"]} >= {".doc", ".mhtml", ".tif", ".tgz"}  # type: ignore[attr-defined]
    for item in items:
        assert item["available"] is (item["install"] is None)


def test_every_format_has_its_reader() -> None:
    for found in FORMATS.values():
        if found.reader:
            assert find_spec(found.reader.partition(":")[0]), found.name
        else:
            assert found.name in (*ARCHIVES, "txt", "md")


def test_suffixes_are_of_one_format() -> None:
    suffixes = [suffix for found in FORMATS.values() for suffix in found.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_table() -> None:
    result = run("--format", "text")
    header, *lines = result.stdout.splitlines()
    assert header.split() == ["FORMAT", "SUFFIXES", "NEEDS", "THERE"]
    assert len(lines) == len(FORMATS) + 1
    assert lines[0].split() == ["txt", "plain", "text", ".txt", ".text", "-", "yes"]


def test_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"apt": "/usr/bin/apt"}
    monkeypatch.setattr(needs_module, "find_spec", lambda name: None)
    monkeypatch.setattr(needs_module.shutil, "which", there.get)
    by_name = {need.format.name: need for need in needs()}
    assert by_name["docx"].install is None
    assert by_name["7z"].install == "pip install 'khparse[7z]'"
    tesseract = "sudo apt install tesseract-ocr tesseract-ocr-vie"
    assert by_name["png"] == Need(
        FORMATS["png"], "ocr", ["tesseract (vie)"], f"pip install 'khparse[ocr]' && {tesseract}"
    )
    assert tesseract in formats_text(list(by_name.values()))
    there.clear()
    there["brew"] = "/opt/homebrew/bin/brew"
    assert [need.install for need in needs() if need.format.name == "tiff"] == [
        "pip install 'khparse[ocr]' && brew install tesseract tesseract-lang"
    ]


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands for tesseract")
@pytest.mark.parametrize("languages, there", [("eng osd", False), ("eng vie", True)])
def test_tesseract_needs_vietnamese(languages: str, there: bool, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' 'List of available languages (2):' {languages}\n")
    program.chmod(0o755)
    (png,) = (item for item in listed(PATH=str(tmp_path)) if item["name"] == "png")
    assert ("tesseract" not in str(png["install"])) is there


def test_nothing_is_imported_to_find_out() -> None:
    program = "import sys; from khparse.readers.needs import needs; needs(); print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.returncode == 0
    assert not {"PIL", "pytesseract", "py7zr", "pypdfium2", "docx", "lxml"} & set(result.stdout.split())
