"""`khparse batch` with formats that gather an archive and as a stream, and `khparse report`."""

import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from faulty import SOURCE, plan
from khparse.batch import progress
from khparse.batch.items import items_in
from khparse.batch.progress import Watch
from khparse.batch.run import Tally


def khparse(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "khparse", *arguments],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an archive: three plans, of which two are equal, and what can't be read."""
    plans = tmp_path / "plans"
    plans.mkdir()
    for name, number in {"b": 1, "a": 2, "c": 1}.items():
        (plans / f"{name}.txt").write_text(plan(number), "utf-8")
    (plans / "d.txt").touch()
    return tmp_path


def names(path: Path) -> list[str]:
    return [json.loads(line)["source"]["name"] for line in path.read_text("utf-8").splitlines()]


# --- Formats ----------------------------------------------------------------------------------------------


def test_json_lines(folder: Path) -> None:
    (folder / "plans" / "large.txt").write_text(plan(3) + "\n" * 100, "utf-8")
    found = khparse(folder, "batch", "plans", "-o", "out", "--format", "jsonl")
    assert found.returncode == 4, found.stderr
    assert names(folder / "out" / "plans.jsonl") == ["a.txt", "b.txt", "c.txt", "large.txt"]
    assert sorted(path.name for path in (folder / "out").iterdir()) == [".khparse", "plans.jsonl"]
    assert khparse(folder, "batch", "plans/a.txt", "-o", "out", "--format", "jsonl").returncode == 0
    assert names(folder / "out" / "plans.jsonl") == ["a.txt"]


def test_shards(folder: Path) -> None:
    arguments = ("batch", "plans", "-o", "out", "--format", "jsonl")
    assert khparse(folder, *arguments, "--shard-size", "1").returncode == 4
    found = sorted((folder / "out").glob("plans*"))
    assert [path.name for path in found] == [f"plans-{number:05}.jsonl" for number in range(3)]
    assert khparse(folder, *arguments).returncode == 4
    assert [path.name for path in (folder / "out").glob("plans*")] == ["plans.jsonl"]


@pytest.mark.parametrize("format", ["json", "sqlite"])
def test_formats_without_shards(format: str, folder: Path) -> None:
    found = khparse(folder, "batch", "plans", "-o", "out", "--format", format, "--shard-size", "1MB")
    assert (found.returncode, "--shard-size" in found.stderr) == (2, True)
    assert not (folder / "out").exists()


def test_sqlite(folder: Path) -> None:
    assert khparse(folder, "batch", "plans", "-o", "out", "--format", "sqlite").returncode == 4
    connection = sqlite3.connect(folder / "out" / "plans.sqlite")
    found = connection.execute("SELECT name, status FROM documents ORDER BY name").fetchall()
    connection.close()
    assert found == [(f"plans/{name}.txt", "failed" if name == "d" else "done") for name in "abcd"]


def test_parquet(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert khparse(folder, "batch", "plans", "-o", "out", "--format", "parquet").returncode == 4
    assert parquet.read_table(folder / "out" / "documents.parquet").num_rows == 4


def test_no_limit_of_time(folder: Path) -> None:
    found = khparse(folder, "batch", "plans", "-o", "out", "--timeout", "0")
    assert found.returncode == 4
    assert "3 converted" in found.stderr or "2 converted, 1 copied" in found.stderr


def test_progress_on_a_terminal_and_its_end(folder: Path) -> None:
    pty = pytest.importorskip("pty", reason="needs a terminal")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "khparse", "batch", "plans", "-o", "out"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "TERM": "xterm"}
    process = subprocess.Popen(command, cwd=folder, env=environment, stderr=theirs, stdout=subprocess.PIPE)
    os.close(theirs)
    told = b""
    with suppress(OSError):  # the other side has gone
        while part := os.read(ours, 4096):
            told += part
    os.close(ours)
    assert process.communicate() == (b"", None)
    assert process.returncode == 4
    assert "━" in told.decode()
    assert b"khparse: 4 documents in" in told


def test_progress_in_lines(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "_INTERVAL", 0.0)
    watch = Watch("plain", items_in([str(folder)], [], []))
    tally = Tally(Counter(converted=1234, failed=2), files=3, bytes=10**6)
    with watch.shown():
        while watch._total == 0:
            time.sleep(0.01)
        watch(tally)
    first, *summary = capsys.readouterr().err.splitlines()
    assert re.fullmatch(r"khparse: 3 of 4 files, 1,236 documents, \d+\.\d MB/s, 2 failed", first)
    assert re.fullmatch(r"khparse: 1,236 documents in \d+\.\d s: 1,234 converted, 2 failed", summary[0])


@pytest.mark.parametrize("output", ["plans", ".", "plans/../plans/", "./plans/.."])
def test_results_do_not_come_to_lie_among_documents(output: str, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    for source in ("plans", str(folder / "plans")):
        found = khparse(folder, "batch", source, "-o", output)
        assert (found.returncode, found.stdout) == (2, "")
        cause = "its results would lie among the documents (name another folder with -o)"
        assert found.stderr == f"khparse: {output}: {cause}\n"
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("source", "output"), [("plans", "plans/results"), (".", "out"), ("./", "./out"), (".", "plans/deep/out")]
)
def test_results_in_a_folder_among_documents_are_no_documents(source: str, output: str, folder: Path) -> None:
    (folder / "earlier" / ".khparse").mkdir(parents=True)
    (folder / "earlier" / "a.txt.json").write_text("{}", "utf-8")
    for _ in range(3):
        found = khparse(folder, "batch", source, "-o", output)
        assert found.returncode == 4
        assert "khparse: 4 documents in" in found.stderr


def test_documents_in_the_output_are_not_passed_over(folder: Path) -> None:
    (folder / "plans" / "2024").mkdir()
    (folder / "plans" / "2024" / "x.txt").write_text(plan(3), "utf-8")
    found = khparse(folder, "batch", "plans", "-o", "plans/2024")
    assert (found.returncode, len(found.stderr.splitlines())) == (2, 1)


def test_what_fails_is_named(folder: Path) -> None:
    found = khparse(folder, "batch", "plans", "none", "x/*.txt", "-o", "out")
    assert found.returncode == 4
    *named, summary, _ = found.stderr.splitlines()
    assert named == [
        "khparse: plans/d.txt: the file is empty (check that it was saved or downloaded in full)",
        "khparse: none: no such file (check the name and the folder)",
        "khparse: x/*.txt: no such file (check the name and the folder)",
    ]
    assert summary.startswith("khparse: 6 documents in")
    for number in range(40):
        (folder / "plans" / f"{number}.txt").touch()
    lines = khparse(folder, "batch", "plans", "-o", "out2").stderr.splitlines()
    assert len([line for line in lines if "the file is empty (" in line]) == 20
    assert lines[20] == "khparse: further failures are not told here; khparse report lists all"


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("empty",), 3, "empty: no documents are there (check the names and the patterns)"),
        (
            ("plans", "--include", "*.none"),
            3,
            "plans: no documents are there (check the names and the patterns)",
        ),
        (("",), 2, "it is empty"),
        (("plans", "-0"), 2, "it goes with --files-from"),
        (("-",), 2, "a list on standard input is --files-from -"),
    ],
)
def test_nothing_to_do(arguments: tuple[str, ...], status: int, told: str, folder: Path) -> None:
    (folder / "empty").mkdir()
    found = khparse(folder, "batch", *arguments, "-o", "out")
    assert found.returncode == status
    assert told in found.stderr
    assert not list(folder.glob("out/*.json"))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--include", "1"), ["1/a.txt", "1/b.md"]),
        (("--exclude", "1"), ["2/c.txt"]),
        (("--include", "in/1/*"), ["1/a.txt", "1/b.md"]),
        (("--include", "*.txt", "--exclude", "2"), ["1/a.txt"]),
        (("--exclude", "in"), ["1/a.txt", "1/b.md", "2/c.txt"]),
    ],
)
@pytest.mark.parametrize("is_absolute", [False, True], ids=["relative", "absolute"])
def test_chosen_files(
    options: tuple[str, ...], expected: list[str], is_absolute: bool, tmp_path: Path
) -> None:
    for name in ("1/a.txt", "1/b.md", "2/c.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).touch()
    given = str(tmp_path / "in") if is_absolute else "in"
    lines = khparse(tmp_path, "batch", given, "--dry-run", *options).stdout.splitlines()
    assert sorted(line.split("\t")[2] for line in lines) == [f"in/{name}.json" for name in expected]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_closed_streams(folder: Path) -> None:
    command = f"{sys.executable} -m khparse batch plans -o out 2>&-"
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    assert subprocess.run(command, shell=True, cwd=folder, env=environment).returncode == 4
    assert len(list((folder / "out").rglob("*.json"))) == 3
    command = f"{sys.executable} -m khparse batch plans --format jsonl >&-"
    ended = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (2, "khparse: standard output: it is closed (open it)\n")


def test_what_parquet_needs_is_told_before_anything_is_converted(folder: Path) -> None:
    (folder / "pyarrow.py").write_text("raise ModuleNotFoundError('pyarrow')", "utf-8")
    found = khparse(folder, "batch", "plans", "-o", "out", "--format", "parquet")
    assert found.returncode == 2
    assert found.stderr == ("khparse: out: Parquet output needs pyarrow (pip install 'khparse[parquet]')\n")
    assert not (folder / "out").exists()


def test_other_formats_are_told_without_files_of_documents(folder: Path) -> None:
    arguments = ("batch", "plans/a.txt", "--dry-run", "--format")
    assert khparse(folder, *arguments, "json").stdout.endswith("\tplans/a.txt\tplans/a.txt.json\n")
    assert khparse(folder, *arguments, "sqlite").stdout.endswith("\tplans/a.txt\n")


def test_a_dash_is_the_stream(folder: Path) -> None:
    found = khparse(folder, "batch", "plans/a.txt", "-o", "-", "--format", "jsonl")
    assert json.loads(found.stdout)["source"]["name"] == "a.txt"
    refused = khparse(folder, "batch", "plans/a.txt", "-o", "-")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert not (folder / "-").exists()


@pytest.mark.parametrize("empty", [100, 300])
def test_a_stream_of_many_files_that_cannot_be_read(empty: int, folder: Path) -> None:
    for number in range(empty):
        (folder / "plans" / f"b{number}.txt").touch()
    found = khparse(folder, "batch", "plans", "--format", "jsonl")
    assert (found.returncode, len(found.stderr.splitlines())) == (4, empty + 1)
    assert [json.loads(line)["source"]["name"] for line in found.stdout.splitlines()] == [
        "a.txt", "b.txt", "c.txt",
    ]  # fmt: skip


def test_a_stream_of_nothing_but_files_that_cannot_be_read(tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / f"{number}.txt").touch()
    found = khparse(tmp_path, "batch", ".", "--format", "jsonl")
    assert (found.returncode, found.stdout, len(found.stderr.splitlines())) == (4, "", 100)


# --- The report -------------------------------------------------------------------------------------------


@pytest.fixture
def archive(folder: Path) -> Path:
    assert khparse(folder, "batch", "plans", "-o", "out", "--progress", "none").returncode == 4
    return folder


def test_a_page(archive: Path) -> None:
    found = khparse(archive, "report", "out", "-o", "report.html")
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")
    page = (archive / "report.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert '"./out/plans/a.txt.json"' in page
    assert 'lang="vi"' in page
    assert 'lang="en"' in khparse(archive, "report", "out", "--lang", "en").stdout


@pytest.mark.parametrize("arguments", [("-o", "report.json"), ("--format", "json")])
def test_figures(arguments: tuple[str, str], archive: Path) -> None:
    found = khparse(archive, "report", "out", *arguments)
    assert (found.returncode, found.stderr) == (0, "")
    text = (archive / "report.json").read_text("utf-8") if arguments[0] == "-o" else found.stdout
    figures: dict[str, Any] = json.loads(text)
    assert figures["documents"] == 4
    assert [figure["documents"] for figure in figures["equal"]["figures"]] == [2]


def test_no_archive(tmp_path: Path) -> None:
    found = khparse(tmp_path, "report", ".", "-o", "report.html")
    assert (found.returncode, found.stdout) == (3, "")
    assert found.stderr == (
        "khparse: .: it has no manifest (name a folder that khparse batch -o has written)\n"
    )
    assert list(tmp_path.iterdir()) == []
