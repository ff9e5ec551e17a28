"""Bad and hostile files: each ends with one line or with a plan, in bounded time and memory, and harms nothing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

import pytest

import hostile as h
from khparse.errors import UnreadableError
from khparse.readers import read_file

pytestmark = pytest.mark.skipif(os.name != "posix", reason="it measures with wait4")

GIGABYTE = 1024**3
SECONDS = 120.0
CANARY = "TAM-BI-MAT-5180"  # what must never come out
HAS_7Z = pytest.mark.skipif(not shutil.which("python") and False, reason="")


class Result(NamedTuple):
    code: int
    out: str
    err: str
    memory: int
    seconds: float


def run(folder: Path, *arguments: str | bytes | Path, stdin: Path | None = None, command: str = "extract") -> Result:
    """Run the command in `folder`, with its temporary folder in it, and measure it and its children."""
    program = [sys.executable, "-m", "khparse", command, *map(os.fsencode, arguments)]
    environment = {**os.environ, "TMPDIR": str(folder)}
    before = files_in(folder)
    with TemporaryFile() as out, TemporaryFile() as err, (stdin or Path(os.devnull)).open("rb") as source:
        process = subprocess.Popen(program, stdin=source, stdout=out, stderr=err, cwd=folder, env=environment)
        timer = threading.Timer(SECONDS, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        printed = [stream.seek(0) or stream.read().decode() for stream in (out, err)]
    assert files_in(folder) == before, "it wrote files"
    unit = 1 if sys.platform == "darwin" else 1024
    seconds = usage.ru_utime + usage.ru_stime
    return Result(process.returncode, *printed, usage.ru_maxrss * unit, seconds)


def files_in(folder: Path) -> set[tuple[str, int]]:
    return {(str(path), path.lstat().st_size) for path in folder.rglob("*")}


def check_refused(result: Result, name: str, cause: str = "", code: int = 3) -> None:
    """Assert that nothing came out but one line with the file, a cause and a remedy."""
    assert (result.code, result.out) == (code, ""), result.err
    assert len(result.err.splitlines()) == 1, result.err
    assert result.err.isascii() or result.err.rstrip("\n").isprintable()
    line = re.fullmatch(r"khparse: (.+?): ([^()]+.*) \(.+\)\n", result.err)
    assert line, result.err
    assert line[1].startswith(name)
    assert re.match(cause, line[2]), result.err
    assert result.memory < GIGABYTE


def check_bounded(result: Result) -> None:
    """Assert that a plan came out, or one line."""
    assert result.code in (0, 3), result.err
    assert len(result.err.splitlines()) == (result.code == 3), result.err
    assert bool(result.out) == (result.code == 0)
    assert result.memory < GIGABYTE
    assert CANARY not in result.out + result.err


# Damage. Of texts nothing shows that their end is missing: they are read as far as they go.

CUT = {
    **{name: h.GOOD[name] for name in ("a.docx", "a.doc", "a.odt", "a.pdf")},
    "a.png": lambda: h.png(900, 900),
    "a.zip": lambda: h.zipped({"a.txt": h.TEXT * 99}),
    "a.tar.gz": lambda: h.tar_gz({"a.txt": h.TEXT * 99}),
    "a.7z": lambda: h.sevened({"a.txt": h.TEXT.encode() * 99}),
}


@pytest.mark.parametrize("name", CUT)
def test_cut_off(name: str, tmp_path: Path) -> None:
    data = CUT[name]()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    result = run(tmp_path, name)
    if name == "a.pdf" and result.code == 0:  # pdfium restores what it can
        check_bounded(result)
    else:
        check_refused(result, name)


@pytest.mark.parametrize("name", ["a.rtf", "a.html", "a.mhtml"])
def test_cut_off_text_is_read_as_far_as_it_goes(name: str, tmp_path: Path) -> None:
    data = h.GOOD[name]()
    (tmp_path / name).write_bytes(data[: len(data) * 4 // 5])
    result = run(tmp_path, name, command="text")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(h.LINES[0])


@pytest.mark.parametrize("name", [*h.GOOD, *CUT])
def test_damaged_in_the_middle(name: str, tmp_path: Path) -> None:
    data = bytearray({**h.GOOD, **CUT}[name]())
    third = len(data) // 3
    data[third : 2 * third] = bytes(number * 37 % 256 for number in range(third))
    (tmp_path / name).write_bytes(data)
    check_bounded(run(tmp_path, name))


@pytest.mark.parametrize("name", [*h.GOOD, "a.txt", "a.png", "a.zip", "a.7z"])
def test_empty(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    check_refused(run(tmp_path, name), name, "the file is empty")


STARTS = {
    "a.docx": b"PK\x03\x04",
    "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
    "a.pdf": b"%PDF-1.7\n",
    "a.png": b"\x89PNG\r\n\x1a\n",
    "a.jpg": b"\xff\xd8\xff\xe0",
    "a.tif": b"II*\x00",
    "a.7z": b"7z\xbc\xaf'\x1c",
    "a.gz": b"\x1f\x8b\x08\x00",
    "a.xz": b"\xfd7zXZ\x00",
    "a.bz2": b"BZh9",
}


@pytest.mark.parametrize("rest", [b"", bytes(5000), bytes(range(1, 256)) * 40], ids=["only", "zeros", "noise"])
@pytest.mark.parametrize("name", STARTS)
def test_nothing_but_its_first_bytes(name: str, rest: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(STARTS[name] + rest)
    check_refused(run(tmp_path, name), name)


# Passwords

LOCKED = {
    "a.docx": lambda: STARTS["a.doc"] + "EncryptedPackage".encode("utf-16-le") + bytes(500),
    "a.doc": lambda: h.doc(0x0100),
    "a.pdf": h.encrypted_pdf,
    "a.odt": h.encrypted_odt,
    "a.zip": h.encrypted_zip,
    "a.7z": lambda: h.sevened({"a.txt": b"text"}, "secret"),
}


@pytest.mark.parametrize("name", LOCKED)
def test_password(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(LOCKED[name]())
    check_refused(run(tmp_path, name), name, "(it is protected with a password|the file is encrypted)")


# Size

LARGE = {
    "a part of zeros.docx": lambda: h.docx(**{"word/document.xml": bytes(300_000_000)}),
    "a part of blanks.docx": lambda: h.docx(" " * 90_000_000),
    "a part of zeros.odt": lambda: h.odt(**{"content.xml": bytes(300_000_000)}),
    "a picture.png": lambda: h.png(30_000, 30_000),
    "a member.zip": lambda: h.zipped({"a.txt": bytes(200_000_000)}),
    "a member.tar.gz": lambda: h.zeros(10 * 1024**3, "gz"),
    "10 GB.txt.gz": lambda: h.zeros(1024**3, "gz"),
    "10 GB.txt.bz2": lambda: h.zeros(1024**3, "bz2"),
    "10 GB.txt.xz": lambda: h.zeros(1024**3, "xz"),
}
