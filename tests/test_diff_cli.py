"""`khparse diff` as a process: what it prints where, and how it ends."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from test_archives import zipped
from test_cli import NEEDS_POSIX, only_line, run

SAME, DIFFERENT, USAGE, UNREADABLE, SOME_FAILED = 0, 1, 2, 3, 4

OLD = """SỞ GIAO THÔNG VẬN TẢI
Số: 12/KH-SGTVT
Lào Cai, ngày 10 tháng 01 năm 2024

KẾ HOẠCH
An toàn đường thủy năm 2024

Căn cứ Luật Giao thông đường thủy nội địa ngày 15 tháng 6 năm 2004;
I. NHIỆM VỤ
1. Sở Y tế chủ trì, phối hợp với Đoàn Thanh niên tập huấn sơ cứu cho chủ đò trước ngày 30/6/2024.
2. Công an tỉnh chủ trì kiểm tra các bến đò trước ngày 30/9/2024.
"""
NEW = (
    OLD.replace("12/KH", "21/KH")
    .replace("2024", "2025")
    .replace("Đoàn Thanh niên", "Hội Nông dân")
    .replace("30/9/2025", "15/10/2025")
)
CHANGES = [
    "metadata number changed", "metadata date changed", "metadata subject rolled-over",
    "assignment support changed", "deadline rolled-over", "deadline changed",
]  # fmt: skip


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("hai năm")
    paths = folder / "cũ.txt", folder / "mới.txt"
    for path, text in zip(paths, (OLD, NEW), strict=True):
        path.write_text(text, "utf-8")
    return paths


def kinds(changes: list[dict[str, str | None]]) -> list[str]:
    return [" ".join(filter(None, (c["subject"], c["field"], c["kind"]))) for c in changes]


def compare(
    *arguments: str | Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command with syllables, which spares the time that the words take to load."""
    return run("diff", "--by", "syllable", *arguments, stdin=stdin, **environment)


def changes_in(result: subprocess.CompletedProcess[bytes]) -> list[str]:
    assert result.stderr == b""
    found = json.loads(result.stdout)
    assert result.returncode == (DIFFERENT if found["changes"] else SAME)
    return kinds(found["changes"])


def in_terminal(*arguments: str | Path, **environment: str) -> tuple[int, str]:
    """Return how the command ends on a terminal, and what it prints there."""
    import pty

    main, terminal = pty.openpty()
    settings = {"TERM": "xterm-256color", "COLUMNS": "100", **environment}
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-m", "khparse", "diff", *map(str, arguments)],
        stdin=subprocess.DEVNULL, stdout=terminal, stderr=subprocess.PIPE, env={**clean, **settings},
    )  # fmt: skip
    os.close(terminal)
    printed = b""
    while True:
        try:
            read = os.read(main, 65536)
        except OSError:  # Linux: the terminal's other side is closed
            break
        if not read:
            break
        printed += read
    os.close(main)
    assert process.stderr
    process.stderr.close()
    return process.wait(), printed.decode()


# --- How it ends --------------------------------------------------------------------------------------------


def test_different(pair: tuple[Path, Path]) -> None:
    result = compare(*pair)
    assert result.stdout.startswith(b'{\n  "schema": "khparse.diff"') and result.stdout.endswith(b"}\n")
    assert sorted(changes_in(result)) == sorted(CHANGES)
    assert [json.loads(result.stdout)[which]["name"] for which in ("old", "new")] == ["cũ.txt", "mới.txt"]
    assert compare(*pair, PYTHONHASHSEED="7").stdout == result.stdout


def test_same(pair: tuple[Path, Path]) -> None:
    respelled = OLD.replace("thủy", "thuỷ").replace("1. Sở", "a) Sở").replace("2. Công", "b) Công")
    assert changes_in(compare(pair[0], "-", stdin=respelled.encode())) == []


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        ((), "two plans are compared"),
        (("{old}",), "two plans are compared"),
        (("{old}", "{new}", "{old}"), "two plans are compared"),
        (("-", "-"), "one of which may be -"),
        (("{old}", "{new}", "--only", "tables"), "'tables' is none of metadata"),
        (("{old}", "{new}", "--only", "deadlines,x"), "'x' is none of"),
        (("{old}", "{new}", "--ignore", "typos"), "'typos' is none of rollover"),
        (("{old}", "{new}", "--format", "csv"), "csv is for --matrix"),
        (("{old}", "{new}", "--format", "pdf"), "pdf"),
        (("{old}", "{new}", "--by", "letter"), "letter"),
        (("{old}", "{new}", "--lang", "fr"), "fr"),
        (("{old}", "{new}", "-o", "{old}"), "input"),
        (("{old}", "{new}", "--stat", "--format", "md"), "counts are printed as summary or json"),
        (("{old}", "{new}", "--agency", " "), "it is empty"),
        (("--matrix", "{folder}", "{old}"), "takes the place of OLD and NEW"),
        (("--matrix", "{folder}", "--stat"), "it compares whole plans"),
        (("--matrix", "{folder}", "--format", "html"), "a matrix is printed as"),
        (("--matrix", "{folder}/none"), "doesn't exist"),
    ],
)
def test_wrong_usage(pair: tuple[Path, Path], arguments: tuple[str, ...], cause: str) -> None:
    places = {"old": str(pair[0]), "new": str(pair[1]), "folder": str(pair[0].parent)}
    result = run(
        "diff", *(argument.format_map(places) for argument in arguments), COLUMNS="300", NO_COLOR="1"
    )
    assert (result.returncode, result.stdout) == (USAGE, b"")
    assert cause in result.stderr.decode()
    assert pair[0].read_text("utf-8") == OLD


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (None, "no such file"),
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", ""),
        (b"PK\x03\x04 torn", ""),
        (b'{"schema": "khparse.plan"}', "no plan that this version"),
        (zipped({"a.txt": OLD, "b.txt": NEW}), "several documents (name one"),
    ],
)
@pytest.mark.parametrize("is_old", [True, False])
def test_unreadable(
    pair: tuple[Path, Path], tmp_path: Path, content: bytes | None, cause: str, is_old: bool
) -> None:
    path = tmp_path / "hỏng.bin"
    if content is not None:
        path.write_bytes(content)
    result = compare(*((path, pair[1]) if is_old else (pair[0], path)))
    assert result.returncode == UNREADABLE
    line = only_line(result)
    assert line.startswith(f"khparse: {path}: ") and cause in line


@NEEDS_POSIX
@pytest.mark.parametrize("where", ["khparse.compare.plans.diff", "khparse.pipeline.parse_document"])
def test_internal_errors_are_no_difference(pair: tuple[Path, Path], where: str) -> None:
    """What diff(1) says with 1 is that two files differ."""
    module, _, name = where.rpartition(".")
    program = (
        f"import {module} as m\ndef broken(*_): raise ZeroDivisionError('oops')\n"
        f"m.{name} = broken\nfrom khparse.cli import main; main()"
    )
    command = [sys.executable, "-c", program, "diff", *map(str, pair)]
    result = subprocess.run(command, capture_output=True)
    assert result.returncode == UNREADABLE
    assert "internal error: ZeroDivisionError: oops" in only_line(result)


@NEEDS_POSIX
def test_reader_that_goes_away(pair: tuple[Path, Path]) -> None:
    command = [sys.executable, "-m", "khparse", "diff", *map(str, pair)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


# --- What it reads ------------------------------------------------------------------------------------------


def test_standard_input_for_one_side(pair: tuple[Path, Path]) -> None:
    for arguments, text, which in ((("-", pair[1]), OLD, "old"), ((pair[0], "-"), NEW, "new")):
        result = compare(*arguments, stdin=text.encode())
        assert sorted(changes_in(result)) == sorted(CHANGES)
        assert json.loads(result.stdout)[which]["name"] is None


def test_its_own_json(pair: tuple[Path, Path], tmp_path: Path) -> None:
    expected = compare(*pair).stdout
    printed = tmp_path / "cũ.json"
    printed.write_bytes(run("extract", pair[0]).stdout)
    assert compare(printed, pair[1]).stdout == expected
    assert compare(printed, "-", stdin=run("extract", pair[1]).stdout).stdout == expected


def test_several_plans_in_its_own_json(pair: tuple[Path, Path]) -> None:
    lines = run("extract", *pair, "--format", "jsonl").stdout
    result = compare(pair[0], "-", stdin=lines)
    assert result.returncode == UNREADABLE
    assert only_line(result).startswith("khparse: standard input: it holds 2 plans (")


def test_member_of_an_archive(pair: tuple[Path, Path], tmp_path: Path) -> None:
    archive = tmp_path / "kế hoạch.zip"
    archive.write_bytes(zipped({"2024/a.txt": OLD, "2025/b.txt": NEW}))
    result = compare(f"{archive}!/2024/a.txt", f"{archive}!/2025/b.txt")
    assert sorted(changes_in(result)) == sorted(CHANGES)


# --- What it prints -----------------------------------------------------------------------------------------


BEGINNINGS = {
    "json": b"{\n",
    "jsonl": b'{"old_plan":"c\xc5\xa9.txt"',
    "md": b"# ",
    "html": b"<!doctype html>",
    "docx": b"PK",
    "xlsx": b"PK",
    "summary": b"",
}


@pytest.mark.parametrize("format", BEGINNINGS)
def test_formats(pair: tuple[Path, Path], format: str) -> None:
    result = compare(*pair, "--format", format, COLUMNS="100")
    assert (result.returncode, result.stderr) == (DIFFERENT, b"")
    assert result.stdout.startswith(BEGINNINGS[format])
    if format in ("docx", "xlsx"):
        assert zipfile.ZipFile(io.BytesIO(result.stdout)).testzip() is None
    else:
        assert "Hội Nông dân" in " ".join(result.stdout.decode().split()) and b"\x1b" not in result.stdout


@pytest.mark.parametrize("suffix", ["jsonl", "md", "html", "docx", "xlsx", "json", "out"])
def test_format_by_suffix(pair: tuple[Path, Path], tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"khác.{suffix}"
    result = compare(*pair, "-o", target)
    assert (result.returncode, result.stdout, result.stderr) == (DIFFERENT, b"", b"")
    assert target.read_bytes().startswith(BEGINNINGS.get(suffix, BEGINNINGS["json"]))


def test_format_before_suffix(pair: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    assert compare(*pair, "-o", target, "--format", "json").returncode == DIFFERENT
    assert target.read_bytes() == compare(*pair).stdout


def test_output_that_cannot_be_written(pair: tuple[Path, Path], tmp_path: Path) -> None:
    result = compare(*pair, "-o", tmp_path / "none" / "a.json")
    assert result.returncode == USAGE
    assert "no such file or directory" in only_line(result)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--only", "deadlines"), ["deadline rolled-over", "deadline changed"]),
        (("--only", "Tasks, deadlines"), CHANGES[3:]),
        (("--only", "tasks", "--only", "deadlines"), CHANGES[3:]),
        (("--ignore", "rollover,identity"), ["assignment support changed", "deadline changed"]),
        (("--agency", "Công an tỉnh"), ["deadline changed"]),
        (("--agency", "SYT", "--only", "assignments"), ["assignment support changed"]),
        (("--only", "recipients"), []),
        (("--only", "metadata", "--ignore", "rollover,identity"), []),
    ],
)
def test_chosen_changes(pair: tuple[Path, Path], options: tuple[str, ...], expected: list[str]) -> None:
    """What is left out is no difference either."""
    assert changes_in(compare(*pair, *options)) == expected


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [
        (("Sở Công Thương",), SAME, "khparse: neither plan has a task of Sở Công Thương\n"),
        (("Công an tỉnh", "--only", "recipients"), SAME, ""),
        (("Hội Nông dân",), DIFFERENT, ""),
    ],
)
def test_a_body_that_has_nothing_to_do(
    options: tuple[str, ...], status: int, told: str, pair: tuple[Path, Path]
) -> None:
    result = compare(*pair, "--agency", *options)
    assert (result.returncode, result.stderr.decode()) == (status, told)


def test_only_counts(pair: tuple[Path, Path]) -> None:
    result = compare(*pair, "--stat", "--ignore", "identity")
    found = json.loads(result.stdout)
    assert result.returncode == DIFFERENT and "changes" not in found
    assert found["counts"] == {
        "metadata": {"rolled-over": 1},
        "assignment": {"changed": 1},
        "deadline": {"changed": 1, "rolled-over": 1},
    }
    text = compare(*pair, "--stat", "--format", "summary", COLUMNS="100").stdout.decode()
    assert "1" in text and "Hội Nông dân" not in text


@pytest.mark.parametrize(
    ("by", "old", "new"), [("word", "kiểm tra", "kiểm soát"), ("syllable", "tra", "soát")]
)
def test_words_or_syllables(pair: tuple[Path, Path], by: str, old: str, new: str) -> None:
    text = OLD.replace("kiểm tra các bến đò", "kiểm soát các bến đò").encode()
    (change,) = json.loads(compare(pair[0], "-", "--by", by, stdin=text).stdout)["changes"]
    assert [(edit["old"]["text"], edit["new"]["text"]) for edit in change["edits"]] == [(old, new)]


@pytest.mark.parametrize(
    ("options", "words"), [((), "hạn"), (("--lang", "vi"), "hạn"), (("--lang", "en"), "deadline")]
)
def test_language(pair: tuple[Path, Path], options: tuple[str, ...], words: str) -> None:
    assert words in compare(*pair, "--format", "md", *options).stdout.decode().lower()


# --- On a terminal ------------------------------------------------------------------------------------------


@NEEDS_POSIX
def test_summary_on_a_terminal(pair: tuple[Path, Path]) -> None:
    code, printed = in_terminal(*pair)
    assert code == DIFFERENT and "\x1b[" in printed
    assert "Hội Nông dân" in printed and "schema" not in printed
    code, plain = in_terminal(*pair, NO_COLOR="1")
    assert code == DIFFERENT and "Hội Nông dân" in plain
    assert not re.search(r"\x1b\[[0-9;]*[349][0-7]", plain)


@NEEDS_POSIX
def test_terminals_show_no_binary_files(pair: tuple[Path, Path]) -> None:
    assert in_terminal(*pair, "--format", "docx") == (USAGE, "")


@NEEDS_POSIX
def test_documents_do_not_write_to_the_terminal(pair: tuple[Path, Path], tmp_path: Path) -> None:
    evil = tmp_path / "evil.txt"
    evil.write_text(NEW.replace("Hội Nông dân", "Hội \x1b]0;x\x07Nông dân"), "utf-8")
    assert "\x1b]0;" not in in_terminal(pair[0], evil)[1]
    assert b"\x1b]0;" not in compare(pair[0], evil, "--format", "summary").stdout


# --- Folders ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kho")
    (folder / "2025").mkdir()
    (folder / "2024.txt").write_text(OLD, "utf-8")
    (folder / "2025" / "kế hoạch.txt").write_text(NEW, "utf-8")
    (folder / "khác.txt").write_text(OLD.replace("An toàn đường thủy", "Phát triển thư viện"), "utf-8")
    (folder / ".hidden.txt").write_text(OLD, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("format", "begin"),
    [("summary", ""), ("json", "{\n"), ("jsonl", '{"series":1'), ("csv", "\ufeff"), ("md", "")],
)
def test_matrix(folder: Path, format: str, begin: str) -> None:
    result = run("diff", "--matrix", folder, "--format", format, COLUMNS="200")
    text = result.stdout.decode()
    assert (result.returncode, result.stderr) == (SAME, b"")
    assert text.startswith(begin)
    assert "2024.txt" in text and "kế hoạch.txt" in text and "hidden" not in text
    if format == "json":
        (series,) = json.loads(text)["series"]
        assert [Path(version["file"]).name for version in series["versions"]] == ["2024.txt", "kế hoạch.txt"]


def test_matrix_to_a_file(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "matrix.csv"
    assert run("diff", "--matrix", folder, "-o", target).stdout == b""
    assert target.read_bytes() == run("diff", "--matrix", folder, "--format", "csv").stdout


def test_matrix_of_an_empty_folder(tmp_path: Path) -> None:
    result = run("diff", "--matrix", tmp_path, COLUMNS="300", NO_COLOR="1")
    assert (result.returncode, result.stdout) == (USAGE, b"")
    assert "holds no files" in result.stderr.decode()


def test_matrix_with_unreadable_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OLD, "utf-8")
    (tmp_path / "b.txt").write_text(NEW, "utf-8")
    (tmp_path / "torn.docx").write_bytes(b"PK\x03\x04 torn")
    result = run("diff", "--matrix", tmp_path)
    assert result.returncode == SOME_FAILED
    assert len(json.loads(result.stdout)["series"]) == 1
    (line,) = result.stderr.decode().splitlines()
    assert line.startswith(f"khparse: {tmp_path / 'torn.docx'}: ")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).unlink()
    assert run("diff", "--matrix", tmp_path).returncode == UNREADABLE
