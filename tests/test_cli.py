"""The command line as a process: what it prints where, and how it ends."""

import errno
import json
import os
import re
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

TEXT = """UBND XÃ AN THẠNH
Số: 12/KH-UBND
KẾ HOẠCH
Về việc trồng cây
I. MỤC ĐÍCH
1. Trồng cây ven đường [đỏ].
"""
NEEDS_POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX alone has it")


def run(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "khparse", *map(str, arguments)]
    settings = {**os.environ, **environment}
    return subprocess.run(command, input=stdin, capture_output=True, env=settings, cwd=cwd)


def run_with(
    pipeline: str, *arguments: str | Path, setup: str = "pass"
) -> subprocess.CompletedProcess[bytes]:
    """Run the command, after `setup`, with `parse_document` replaced by a function with the body `pipeline`."""
    program = (
        "import os, signal, sys, time, khparse.pipeline as p; original = p.parse_document\n"
        f"{setup}\n"
        f"def replaced(document):\n    {pipeline}\n"
        "p.parse_document = replaced; from khparse.cli import main; main()"
    )
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True)


def in_terminal(*arguments: str | Path, **environment: str) -> str:
    """Return what the command prints on a terminal."""
    import pty

    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "khparse", *map(str, arguments)]
    settings = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environment}
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=terminal, env=settings)
    os.close(terminal)
    printed = b""
    while True:
        try:
            printed += os.read(main, 65536)
        except OSError as error:  # Linux: the terminal's other side is closed
            assert error.errno == errno.EIO
            break
    os.close(main)
    assert process.wait() == 0
    return printed.decode()


def only_line(result: subprocess.CompletedProcess[bytes]) -> str:
    """Return the one line on stderr of a command that printed nothing on stdout."""
    assert result.stdout == b""
    lines = result.stderr.decode().splitlines()
    assert len(lines) == 1
    return lines[0]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_one_file_is_one_indented_document(plan: Path) -> None:
    result = run("extract", plan)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.startswith(b'{\n  "schema": "khparse.plan"')
    assert result.stdout.endswith(b"}\n")
    assert json.loads(result.stdout)["source"]["name"] == plan.name


def test_equal_input_gives_equal_bytes(plan: Path) -> None:
    assert run("extract", plan, PYTHONHASHSEED="1").stdout == run("extract", plan, PYTHONHASHSEED="2").stdout


@pytest.mark.parametrize(
    "files, options, lines", [(2, (), 2), (2, ("--format", "json"), 2), (1, ("--format", "jsonl"), 1)]
)
def test_json_lines(plan: Path, files: int, options: tuple[str, ...], lines: int) -> None:
    result = run("extract", *[plan] * files, *options)
    assert result.returncode == 0
    assert len(result.stdout.splitlines()) == lines
    assert all(json.loads(line)["schema"] == "khparse.plan" for line in result.stdout.splitlines())


def test_standard_input(plan: Path) -> None:
    source = json.loads(run("extract", "-", stdin=TEXT.encode()).stdout)["source"]
    assert source["name"] is None
    assert source["sha256"] == json.loads(run("extract", plan).stdout)["source"]["sha256"]


def test_only_some_parts(plan: Path) -> None:
    result = run("extract", plan, "--only", "metadata,notes", "--only", "tables")
    identity = ["schema", "schema_version", "generator", "source"]
    assert list(json.loads(result.stdout)) == [*identity, "metadata", "tables", "notes"]


def test_yaml(plan: Path) -> None:
    yaml = pytest.importorskip("yaml")
    result = run("extract", plan, plan, "--format", "yaml")
    assert list(yaml.safe_load_all(result.stdout)) == [json.loads(run("extract", plan).stdout)] * 2


def test_yaml_without_its_library(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "yaml.py").write_text("raise ModuleNotFoundError('yaml')")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    result = run("extract", plan, "--format", "yaml", PYTHONPATH=path)
    assert result.returncode == 2
    assert only_line(result) == "khparse: error: YAML output needs PyYAML (pip install 'khparse[yaml]')"


# Text and outline


def test_akoma_ntoso(plan: Path, tmp_path: Path) -> None:
    result = run("extract", plan, "--format", "akn")
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"<akomaNtoso" in result.stdout
    assert b'eId="' in result.stdout
    target = tmp_path / "a.akn"
    assert run("extract", plan, "-o", target).returncode == 0
    assert target.read_bytes() == result.stdout
    several = run("extract", plan, plan, "--format", "akn")
    assert (several.returncode, several.stdout) == (2, b"")
    assert b"one document" in several.stderr


def test_its_own_json_is_an_input(plan: Path) -> None:
    printed = run("extract", plan).stdout
    lines = run("extract", plan, "--format", "jsonl").stdout
    assert run("extract", "-", stdin=printed).stdout == printed
    assert run("extract", "-", "--format", "jsonl", stdin=lines + lines).stdout == lines + lines
    damaged = run("extract", "-", stdin=printed.replace(b'"generator"', b'"maker"'))
    assert damaged.returncode == 3
    assert "no plan that this version" in only_line(damaged)


def test_text_is_what_spans_refer_to(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbf" + "Kế hoạch\r\nnày\rđó".encode())
    assert run("text", file).stdout == "Kế hoạch\nnày\nđó".encode()


def test_outline(plan: Path) -> None:
    assert run("outline", plan).stdout.decode() == "I  MỤC ĐÍCH\n  I/1  Trồng cây ven đường [đỏ].\n"
    (unit,) = json.loads(run("outline", plan, "--format", "json").stdout)
    assert (unit["id"], unit["kind"], unit["heading"]) == ("I", "roman", "MỤC ĐÍCH")
    assert [child["id"] for child in unit["children"]] == ["I/1"]
    assert run("outline", "-", stdin=run("extract", plan).stdout).stdout == run("outline", plan).stdout


def test_outline_is_of_one_plan(plan: Path) -> None:
    result = run("outline", "-", stdin=run("extract", plan, plan).stdout)
    assert result.returncode == 3
    assert only_line(result).startswith("khparse: standard input: it holds 2 plans (")


@pytest.mark.parametrize(
    "size, read",
    [
        ("1k", True),
        ("1KB", True),
        ("1 KiB", True),
        ("200", True),
        ("100", False),
        ("50B", False),
        ("0M", False),
    ],
)
def test_largest_input(plan: Path, size: str, read: bool) -> None:
    result = run("text", plan, "--max-bytes", size)
    assert result.returncode == (0 if read else 3)
    assert read or "it is larger than" in only_line(result)


def test_defaults_are_told() -> None:
    from khparse.readers.options import DEFAULT

    for command in ("extract", "text", "outline"):
        told = " ".join(run(command, "--help", COLUMNS="200").stdout.decode().split())
        assert f"(default: {DEFAULT.max_bytes // 1024**2}MiB)" in told
        assert f"(default: {DEFAULT.timeout:g})" in told
        assert f"(default: {DEFAULT.ocr_language})" in told
        assert "[default: auto]" in told


@NEEDS_POSIX
@pytest.mark.parametrize("command", ["extract", "outline"])
def test_timeout(plan: Path, command: str) -> None:
    result = run_with("time.sleep(30)", command, plan, "--timeout", "0.2")
    assert result.returncode == 3
    assert only_line(result).startswith(f"khparse: {plan}: it takes longer than 0.2 seconds (")


@NEEDS_POSIX
def test_timeout_is_for_each_input(plan: Path) -> None:
    slow = "time.sleep(30 if document.name.startswith('slow') else 0.2); return original(document)"
    other = plan.with_name("slow.txt")
    other.write_text(TEXT, "utf-8")
    result = run_with(slow, "extract", plan, plan, other, plan, "--timeout", "0.5")
    assert result.returncode == 4
    assert len(result.stdout.splitlines()) == 3
    assert result.stderr.decode().startswith(f"khparse: {other}: it takes longer than 0.5 seconds (")


@NEEDS_POSIX
def test_memory_is_for_each_input(plan: Path) -> None:
    """What asks for more is stopped, and the others go on."""
    greedy = plan.with_name("greedy.txt")
    greedy.write_text(TEXT, "utf-8")
    pipeline = (
        "if document.name != 'greedy.txt': return original(document)\n"
        "    kept = []\n"
        "    for _ in range(600): kept.append(bytearray(5_000_000)); time.sleep(0.01)"
    )
    result = run_with(pipeline, "extract", plan, greedy, plan, "--timeout", "0")
    assert result.returncode == 4
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr.decode().startswith(
        f"khparse: {greedy}: it takes far more memory than a document does"
    )


# A signal that the main thread never gets is what native code makes of it.
HANGING = (
    "if document.name != 'hangs.txt': return original(document)\n"
    "    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM]); time.sleep(30)"
)


@NEEDS_POSIX
def test_native_code_that_hangs(plan: Path, tmp_path: Path) -> None:
    hanging, output = tmp_path / "hangs.txt", tmp_path / "out.json"
    hanging.write_text(TEXT, "utf-8")
    output.write_text("before")
    run_hanging = partial(
        run_with, HANGING, "extract", setup="import khparse.readers.limits as l; l._GRACE = 0.2"
    )
    result = run_hanging(hanging, "--timeout", "0.2")
    assert result.returncode == 3
    assert only_line(result).startswith(f"khparse: {hanging}: it takes longer than 0.2 seconds (")
    result = run_hanging(plan, hanging, plan, "--timeout", "0.2")
    assert result.returncode == 4
    assert [json.loads(line)["source"]["name"] for line in result.stdout.splitlines()] == [plan.name]
    result = run_hanging(plan, hanging, "--timeout", "0.2", "-o", output)
    assert (result.returncode, result.stdout, output.read_text()) == (3, b"", "before")
    assert sorted(tmp_path.iterdir()) == sorted([plan, hanging, output])


@NEEDS_POSIX
def test_native_code_that_takes_memory(plan: Path, tmp_path: Path) -> None:
    greedy = tmp_path / "hangs.txt"
    greedy.write_text(TEXT, "utf-8")
    pipeline = HANGING.replace("time.sleep(30)", "kept = bytearray(900_000_000); time.sleep(30)")
    result = run_with(pipeline, "extract", plan, greedy, plan)
    assert result.returncode == 4
    assert [json.loads(line)["source"]["name"] for line in result.stdout.splitlines()] == [plan.name]
    assert result.stderr.decode().startswith(
        f"khparse: {greedy}: it takes far more memory than a document does"
    )


# Output files


@pytest.mark.parametrize("name, lines", [("a.json", None), ("a.jsonl", 1), ("a.ndjson", 1), ("a", None)])
def test_output_file(plan: Path, tmp_path: Path, name: str, lines: int | None) -> None:
    result = run("extract", plan, "-o", tmp_path / name)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    written = (tmp_path / name).read_bytes()
    assert written == run("extract", plan, "--format", "jsonl" if lines else "json").stdout


def test_output_file_is_kept_when_nothing_could_be_read(plan: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    output.write_text("before")
    assert run("extract", tmp_path / "missing.txt", "-o", output).returncode == 3
    assert output.read_text() == "before"
    assert sorted(tmp_path.iterdir()) == sorted([plan, output])


def test_output_file_is_kept_on_interrupt(plan: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    output.write_text("before")
    result = run_with("os.kill(os.getpid(), signal.SIGINT)", "extract", plan, "-o", output)
    assert result.returncode == 130
    assert output.read_text() == "before"
    assert sorted(tmp_path.iterdir()) == sorted([plan, output])


@NEEDS_POSIX
def test_output_keeps_links_and_modes(plan: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.touch(0o640)
    link.symlink_to(target)
    assert run("extract", plan, "-o", link).returncode == 0
    assert link.is_symlink()
    assert json.loads(target.read_bytes())
    assert target.stat().st_mode & 0o777 == 0o640
    assert run("extract", plan, "-o", os.devnull).returncode == 0
    assert not Path(os.devnull).is_file()


def test_output_that_cannot_be_written(plan: Path, tmp_path: Path) -> None:
    for output, cause in ((tmp_path, "it is a folder"), (tmp_path / "none" / "a.json", "no such file")):
        result = run("extract", plan, "-o", output)
        assert result.returncode == 2
        assert only_line(result).startswith(f"khparse: {output}: {cause}")


def test_output_is_never_an_input(plan: Path) -> None:
    assert run("extract", plan, "-o", plan).returncode == 2
    assert plan.read_text("utf-8") == TEXT


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux alone has it")
def test_full_disk(plan: Path) -> None:
    command = [sys.executable, "-m", "khparse", "extract", str(plan)]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE)
    assert result.returncode == 2
    assert result.stderr == b"khparse: standard output: no space left on device\n"


# Errors


@pytest.mark.parametrize(
    "name, content, cause",
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b"\xef\xbb\xbf \r\n\t", "the file is empty"),
        ("data.txt", bytes(range(256)) * 9, "it is binary data"),
        ("sheet.txt", b"GIF89a", "it is a picture (GIF)"),
        ("broken.docx", b"PK\x03\x04 cut off", "its ZIP container is damaged"),
        ("german.txt", "Müller fährt über Köln".encode("latin-1"), "it is not Unicode text"),
    ],
)
def test_unreadable_input_is_one_line(tmp_path: Path, name: str, content: bytes | None, cause: str) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    for command in ("extract", "text", "outline"):
        result = run(command, file)
        assert result.returncode == 3
        line = only_line(result)
        assert line.startswith(f"khparse: {file}: {cause}")
        assert line.endswith(")")  # the remedy


def test_folder(tmp_path: Path) -> None:
    assert only_line(run("extract", tmp_path)).startswith(f"khparse: {tmp_path}: it is a folder (")


@NEEDS_POSIX
def test_pipe_in_the_file_system_does_not_hang(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    assert only_line(run("extract", fifo)).startswith(f"khparse: {fifo}: it is a pipe or device")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(plan: Path) -> None:
    plan.chmod(0)
    assert only_line(run("extract", plan)).startswith(f"khparse: {plan}: permission denied (")


def test_empty_standard_input() -> None:
    result = run("extract", "-")
    assert result.returncode == 3
    assert only_line(result).startswith("khparse: standard input: the file is empty")


@NEEDS_POSIX
@pytest.mark.parametrize(
    "command", ["extract", "text", "outline", "tasks", "digest", "diff", "view", "formats"]
)
def test_closed_standard_output(plan: Path, command: str) -> None:
    inputs = {"formats": "", "diff": f"'{plan}' '{plan}'"}.get(command, f"'{plan}'")
    result = in_shell(f"{command} {inputs} >&-")
    assert result.returncode == 2
    assert only_line(result) == "khparse: standard output: it is closed (open it)"


@NEEDS_POSIX
@pytest.mark.parametrize("command", ["extract", "text", "outline", "tasks", "digest", "view"])
def test_closed_standard_input(command: str) -> None:
    result = in_shell(f"{command} - <&-")
    assert result.returncode == 3
    assert only_line(result) == "khparse: standard input: it is closed (open it, or name a file)"


def in_shell(arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["sh", "-c", f"'{sys.executable}' -m khparse {arguments}"], capture_output=True)


@pytest.mark.parametrize(
    "command, written",
    [
        ("extract", ".json, .jsonl"),
        ("tasks", ".json, .jsonl"),
        ("digest", ".docx."),
        ("view", ".html, .htm."),
        ("diff", ".json, .jsonl"),
    ],
)
def test_suffix_that_promises_something_else(plan: Path, tmp_path: Path, command: str, written: str) -> None:
    output = tmp_path / "out.pdf"
    result = run(command, *[plan] * (2 if command == "diff" else 1), "-o", output, COLUMNS="200")
    assert (result.returncode, output.exists()) == (2, False)
    assert f".pdf is none of what is written: {written}" in result.stderr.decode()


def test_output_that_no_file_can_be_called(plan: Path) -> None:
    name = "k" * 300
    result = run("extract", plan, "-o", name)
    assert (result.returncode, only_line(result)) == (2, f"khparse: {name}: file name too long")


def test_suffix_that_tells_nothing(plan: Path, tmp_path: Path) -> None:
    for name in ("out", "out.txt", "out.2025"):
        assert run("extract", plan, "-o", tmp_path / name).returncode == 0
        assert json.loads((tmp_path / name).read_bytes())


@pytest.mark.parametrize("command", ["extract", "tasks", "digest", "view"])
def test_output_to_standard_output(plan: Path, command: str) -> None:
    result = run(command, plan.name, "-o", "-", cwd=plan.parent)
    assert result.stdout == run(command, plan).stdout
    assert result.stdout and list(plan.parent.iterdir()) == [plan]


def test_other_files_go_on_when_one_fails(plan: Path, tmp_path: Path) -> None:
    result = run("extract", plan, tmp_path / "missing", plan)
    assert result.returncode == 4
    assert len(result.stdout.splitlines()) == 2
    assert len(result.stderr.splitlines()) == 1


def test_all_of_several_files_fail(tmp_path: Path) -> None:
    result = run("extract", tmp_path / "one", tmp_path / "two")
    assert (result.returncode, result.stdout) == (3, b"")
    assert len(result.stderr.splitlines()) == 2


def test_strict(plan: Path) -> None:
    pipeline = (
        "from khparse.models import Note; plan = original(document)\n"
        "    plan.notes = [Note(code='number-blank', level='warning', message='…')]; return plan"
    )
    assert run_with(pipeline, "extract", plan).returncode == 0
    result = run_with(pipeline, "extract", plan, "--strict")
    assert result.returncode == 5
    assert json.loads(result.stdout)
    assert result.stderr.decode() == f"khparse: {plan}: 1 warning (number-blank)\n"
    harmless = pipeline.replace("'warning'", "'info'")
    assert run_with(harmless, "extract", plan, "--strict").returncode == 0


@pytest.mark.parametrize("command", ["extract", "outline"])
def test_internal_error(plan: Path, command: str) -> None:
    result = run_with("raise ValueError('two\\nlines')", command, plan)
    assert result.returncode == 1
    assert only_line(result).startswith(f"khparse: {plan}: internal error: ValueError: two lines (")
    result = run_with("raise ValueError", command, plan, "--debug")
    assert result.returncode == 1
    assert b"Traceback" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("extract",),
        ("extract", "--nonsense"),
        ("nonsense",),
        ("extract", "a", "--format", "xml"),
        ("extract", "a", "--only", "x"),
        ("extract", "a", "--ocr", "maybe"),
        ("extract", "a", "--max-bytes", "64 miles"),
        ("extract", "a", "--timeout", "-1"),
        ("formats", "--format", "yaml"),
    ],
)
def test_usage_errors(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"Usage: khparse" in result.stderr
    assert b"Traceback" not in result.stderr


# The process among others


@NEEDS_POSIX
def test_reader_that_leaves_early(plan: Path) -> None:
    script = '"$0" -m khparse extract --format jsonl "$@" | head -1; exit ${PIPESTATUS[0]}'
    result = subprocess.run(["bash", "-c", script, sys.executable, *[plan] * 50], capture_output=True)
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == b""
    assert result.returncode in (0, 128 + signal.SIGPIPE)


@NEEDS_POSIX
def test_interrupt(plan: Path) -> None:
    result = run_with("os.kill(os.getpid(), signal.SIGINT)", "extract", plan)
    assert (result.returncode, result.stdout, result.stderr) == (130, b"", b"")


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_output_is_utf8_in_any_locale(plan: Path, locale: str) -> None:
    result = run(
        "text", plan, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="latin-1"
    )
    assert result.stdout.decode() == TEXT


@NEEDS_POSIX
def test_summary_on_a_terminal(plan: Path) -> None:
    printed = in_terminal("extract", plan)
    assert "MỤC ĐÍCH" in printed
    assert "[đỏ]" in printed  # brackets are text, not markup
    coloured = re.compile(r"\x1b\[(\d+;)*3\dm")
    assert coloured.search(printed)
    assert not coloured.search(in_terminal("extract", plan, NO_COLOR="1"))
    for option in (("--format", "json"), ("--only", "metadata")):
        assert json.loads(in_terminal("extract", plan, *option))


def test_version() -> None:
    from khparse import __version__

    result = run("--version")
    assert (result.returncode, result.stdout.decode()) == (0, f"khparse {__version__}\n")


@pytest.mark.parametrize("command", [(), ("extract",), ("text",), ("outline",), ("formats",), ("schema",)])
def test_help(command: tuple[str, ...]) -> None:
    for option in ("--help", "-h"):
        result = run(*command, option)
        assert (result.returncode, result.stderr) == (0, b"")
        assert result.stdout.decode().startswith(" ".join(("Usage: khparse", *command)))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(shell: str) -> None:
    result = run(_KHPARSE_COMPLETE=f"source_{shell}")
    assert result.returncode == 0
    assert b"khparse" in result.stdout


def test_completion() -> None:
    result = run(_KHPARSE_COMPLETE="complete_bash", COMP_WORDS="khparse ex", COMP_CWORD="1")
    assert result.stdout.split() == [b"extract"]


def test_file_names_may_hold_anything(tmp_path: Path) -> None:
    odd = tmp_path / "-o [b]\n'\".txt"
    odd.write_text(TEXT, "utf-8")
    result = run("extract", "--", odd)
    assert json.loads(result.stdout)["source"]["name"] == odd.name
    assert len(run("extract", "--", f"{odd}x").stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")
def test_file_name_that_is_not_unicode(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/k\xe9.txt"
    Path(os.fsdecode(odd)).write_text(TEXT, "utf-8")
    result = subprocess.run([sys.executable, "-m", "khparse", "extract", odd], capture_output=True)
    assert (result.returncode, result.stderr) == (0, b"")
    assert json.loads(result.stdout)["source"]["name"] == "k?.txt"
