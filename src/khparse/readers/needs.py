"""What formats need beside khparse itself, and whether it is there. Nothing of it is imported to find out."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from typing import NamedTuple

from khparse.readers.formats import FORMATS, Format, scans

LANGUAGE = "vie"
"""tesseract's name of the language of documents."""

# How tesseract and its Vietnamese data come to a system, by the program that installs packages there.
_INSTALL_TESSERACT = {
    "apt": "sudo apt install tesseract-ocr tesseract-ocr-vie",
    "dnf": "sudo dnf install tesseract tesseract-langpack-vie",
    "pacman": "sudo pacman -S tesseract tesseract-data-vie",
    "zypper": "sudo zypper install tesseract-ocr tesseract-ocr-traineddata-vietnamese",
    "brew": "brew install tesseract tesseract-lang",
    "winget": "winget install UB-Mannheim.TesseractOCR",
}


class Need(NamedTuple):
    """A format, what it needs (an extra of khparse, programs), and the command that installs what is missing.

    The command is None where nothing is missing.
    """

    format: Format
    extra: str | None
    programs: list[str]
    install: str | None


def needs() -> list[Need]:
    """Return all formats that are read, in the order of `khparse.readers.formats.FORMATS`."""
    listed = list(FORMATS.values())
    listed.insert(listed.index(FORMATS["pdf"]) + 1, scans())
    has_tesseract = _has_tesseract()
    return [_need(found, has_tesseract) for found in listed]


def _need(found: Format, has_tesseract: bool) -> Need:
    commands = []
    if any(find_spec(module) is None for module in found.modules):
        commands.append(f"pip install 'khparse[{found.extra}]'")
    if found.programs and not has_tesseract:
        commands.append(_install_tesseract())
    programs = [f"{program} ({LANGUAGE})" for program in found.programs]
    return Need(found, found.extra or None, programs, " && ".join(commands) or None)


def _has_tesseract() -> bool:
    """Return whether tesseract is there, and its data for Vietnamese."""
    if shutil.which("tesseract") is None:
        return False
    try:
        result = subprocess.run(["tesseract", "--list-langs"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in result.stdout.decode("utf-8", "replace").split()


def can_recognise() -> bool:
    """Return whether all is there that recognising pictures needs."""
    return all(find_spec(module) for module in scans().modules) and _has_tesseract()


def _install_tesseract() -> str:
    for program, command in _INSTALL_TESSERACT.items():
        if shutil.which(program):
            return command
    return _INSTALL_TESSERACT["winget" if sys.platform == "win32" else "apt"]
