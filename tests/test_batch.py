"""Archives: which documents they hold, what their results are called, and what a run leaves out and does again."""

import errno
import io
import os
import sqlite3
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from faulty import batch, plan
from khparse.batch.items import items_in, listed_in, target_of
from khparse.batch.manifest import Entry, Manifest
from khparse.batch.results import Results
from khparse.batch.run import Run, remove_temporaries
from khparse.batch.work import Job, Outcome, convert, unwritten
from khparse.errors import KhparseError
from khparse.readers.options import ReadOptions
from test_archives import zipped


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with a few plans and what lies about in folders."""
    files = {"b.txt": 1, "a.txt": 2, "2024/c.md": 3, "2024/Q1/d.txt": 4, "2023/e.txt": 5}
    for name, number in files.items():
        write(tmp_path / "plans" / name, number)
    for name in (".hidden.txt", "~$kh.docx", ".git/f.txt", "2024/.DS_Store"):
        write(tmp_path / "plans" / name, 9)
    return tmp_path / "plans"


def write(path: Path, number: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(plan(number), "utf-8")
    return path


# --- Documents of an archive ------------------------------------------------------------------------------


def found(
    *paths: str | Path, include: list[str] | None = None, exclude: list[str] | None = None
) -> list[str]:
    """Return the names of the results for what paths name, in the order in which it is found."""
    items = items_in(map(str, paths), include or [], exclude or [], largest_first=False)
    return [item.target for item in items]


def test_folders_are_walked_by_name_and_without_hidden_files(plans: Path) -> None:
    assert found(plans) == [
        "plans/a.txt", "plans/b.txt", "plans/2023/e.txt", "plans/2024/c.md", "plans/2024/Q1/d.txt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        (["*.md"], [], ["plans/2024/c.md"]),
        (["*.md", "a*"], [], ["plans/a.txt", "plans/2024/c.md"]),
        ([], ["*.txt"], ["plans/2024/c.md"]),
        (["*.txt"], ["*/2024/*"], ["plans/a.txt", "plans/b.txt", "plans/2023/e.txt"]),
        (["*.pdf"], [], []),
    ],
)
def test_include_and_exclude(
    include: list[str], exclude: list[str], expected: list[str], plans: Path
) -> None:
    assert found(plans, include=include, exclude=exclude) == expected


def test_patterns(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plans)
    assert found("*.txt") == ["a.txt", "b.txt"]
    assert found("**/*.txt") == ["2023/e.txt", "2024/Q1/d.txt", "a.txt", "b.txt"]
    assert found("*.none") == ["_.none"], "reading it says that there is none"
    assert found("202*") == ["2023/e.txt", "2024/c.md", "2024/Q1/d.txt"]
    assert found("**") == found("**/*")
    write(plans / "[1].txt", 6)
    assert found("[1].txt") == ["[1].txt"], "a file that is there is no pattern"


def test_paths_keep_their_order_and_what_is_missing_is_named(
    plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plans)
    assert found("b.txt", "missing.txt", "2024", "a.txt") == [
        "b.txt", "missing.txt", "2024/c.md", "2024/Q1/d.txt", "a.txt",
    ]  # fmt: skip


def test_large_files_come_first(tmp_path: Path) -> None:
    for name, size in {"a": 10, "b": 30, "c": 20, "d": 30}.items():
        (tmp_path / f"{name}.txt").write_bytes(b"x" * size)
    items = items_in([str(tmp_path)], [], [])
    assert [Path(item.path).stem for item in items] == ["b", "d", "c", "a"]


def test_folders_that_lead_back_are_not_followed(plans: Path) -> None:
    (plans / "2024" / "again").symlink_to(plans, target_is_directory=True)
    (plans / "2024" / "same.txt").symlink_to(plans / "a.txt")
    (plans / "2024" / "gone.txt").symlink_to(plans / "none.txt")
    assert found(plans / "2024") == ["2024/c.md", "2024/same.txt", "2024/Q1/d.txt"]


def test_a_link_to_itself_does_not_end_the_walk(plans: Path) -> None:
    (plans / "2024" / "loop.txt").symlink_to(plans / "2024" / "loop.txt")
    assert "2024/Q1/d.txt" in found(plans / "2024")


def test_a_file_that_goes_during_the_walk_does_not_end_it(plans: Path) -> None:
    items = items_in([str(plans)], [], [], largest_first=False)
    next(items)
    (plans / "b.txt").unlink()
    assert "plans/2024/c.md" in [item.target for item in items]


@pytest.mark.parametrize(
    ("listed", "by_zero", "expected"),
    [
        (b"a.txt\nb c.txt\n", False, ["a.txt", "b c.txt"]),
        (b"a.txt\r\nb.txt", False, ["a.txt", "b.txt"]),
        (b"\n\na.txt\n\n", False, ["a.txt"]),
        ("kế hoạch.txt\n".encode(), False, ["kế hoạch.txt"]),
        (b"a\nb.txt\0 c.txt\0", True, ["a\nb.txt", " c.txt"]),
        (b"a.txt\0b.txt", True, ["a.txt", "b.txt"]),
        (b"\xef\xbb\xbfa.txt\nb.txt", False, ["a.txt", "b.txt"]),
        (b"a\xff.txt\n", False, ["a\udcff.txt"]),
        (b"", True, []),
    ],
)
def test_lists(listed: bytes, by_zero: bool, expected: list[str]) -> None:
    assert list(listed_in(io.BytesIO(listed), by_zero)) == expected


def test_lists_are_read_as_they_come() -> None:
    read, write = os.pipe()
    with open(read, "rb") as stream:  # noqa: PTH123
        os.write(write, b"a.txt\0b.t")
        names = listed_in(stream, by_zero=True)
        assert next(names) == "a.txt"
        os.write(write, b"xt\0")
        os.close(write)
        assert list(names) == ["b.txt"]


# --- Names of results -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("a.txt", "a.txt"),
        ("./2024/kh.docx", "2024/kh.docx"),
        ("/srv/plans/a.txt", "srv/plans/a.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("a/../../b.txt", "a/b.txt"),
        ("plans.zip!/2024/kh.txt", "plans.zip/2024/kh.txt"),
        ("plans.zip!/../../../kh.txt", "plans.zip/kh.txt"),
        ("a.zip!/b.zip!/c.txt", "a.zip/b.zip/c.txt"),
        ("kế hoạch số 12.txt", "kế hoạch số 12.txt"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("a\nb\t.txt", "a_b_.txt"),
        ("a\udcff.txt", "a_.txt"),
        ("kh. /x .", "kh/x"),
        ("", "document"),
        ("/", "document"),
        ("..", "document"),
        (" ", "_"),
    ],
)
def test_targets_stay_below_the_output(path: str, target: str) -> None:
    assert target_of(path) == target


def test_long_names_are_cut_and_stay_apart() -> None:
    one, two = target_of("ế" * 300 + "1.txt"), target_of("ế" * 300 + "2.txt")
    assert one != two
    assert all(len(name.encode()) < 240 for name in (one, two))


# --- Runs -------------------------------------------------------------------------------------------------


class Inline:
    """An engine without processes: each job is done when it is taken, and told of when another has been taken."""

    def __init__(self) -> None:
        self.titles: list[str | None] = []

    def run(self, jobs: Iterator[tuple[int, Job] | None]) -> Iterator[tuple[int, Outcome]]:
        ended: list[tuple[int, Outcome]] = []
        for job in jobs:
            if job is not None:
                self.titles.append(job[1].title)
                ended.append((job[0], convert(job[1])))
            if job is None or len(ended) == 2:
                yield from ended
                ended = []
        yield from ended


class Archive:
    """An output, and what the last run over some inputs has told of them."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.counts: dict[str, int] = {}
        self.converted: list[str | None] = []

    def run(
        self,
        *paths: str | Path,
        files: bool = True,
        retry: bool = False,
        prune: bool = False,
        options: ReadOptions | None = None,
        engine: Inline | None = None,
    ) -> dict[str, int]:
        manifest = Manifest(self.output / ".khparse" / "manifest.sqlite")
        engine = engine or Inline()
        items = items_in(map(str, paths), [], [], largest_first=False)
        results = Results(str(self.output), manifest, files)
        places = [str(path) for path in paths]
        run = Run(results, manifest, engine, options or ReadOptions(), places, retry, prune)
        try:
            run.convert(items)
        finally:
            manifest.close()
        self.converted = engine.titles
        self.counts = dict(run.tally.counts)
        return self.counts

    def entries(self) -> dict[str, Entry]:
        manifest = Manifest(self.output / ".khparse" / "manifest.sqlite")
        found = {Path(entry.name).name: entry for entry in manifest.entries()}
        manifest.close()
        return found

    def files(self) -> list[str]:
        paths = (path.relative_to(self.output) for path in self.output.rglob("*.json"))
        return sorted(map(str, paths))

    def text(self, name: str) -> str:
        return (self.output / name).read_text("utf-8")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "out")


def test_a_second_run_has_nothing_to_do(plans: Path, archive: Archive) -> None:
    assert archive.run(plans) == {"converted": 5}
    before = {path: path.stat().st_mtime_ns for path in archive.output.rglob("*.json")}
    assert archive.run(plans) == {"skipped": 5}
    assert {path: path.stat().st_mtime_ns for path in archive.output.rglob("*.json")} == before
    assert archive.files() == [
        "plans/2023/e.txt.json", "plans/2024/Q1/d.txt.json", "plans/2024/c.md.json", "plans/a.txt.json",
        "plans/b.txt.json",
    ]  # fmt: skip


def test_results_are_those_of_extract(plans: Path, archive: Archive) -> None:
    from khparse.plans import plans_in
    from khparse.readers import read_file

    archive.run(plans)
    (expected,) = plans_in(read_file(plans / "a.txt"))
    assert archive.text("plans/a.txt.json") == expected.to_json(indent=2) + "\n"


def test_what_changed_is_done_again(plans: Path, archive: Archive) -> None:
    archive.run(plans)
    write(plans / "a.txt", 77)
    (plans / "b.txt").touch()
    write(plans / "new.txt", 78)
    assert archive.run(plans) == {"skipped": 4, "converted": 2}
    assert archive.converted == ["a.txt", "new.txt"]
    assert '"77"' in archive.text("plans/a.txt.json") or "77/KH-UBND" in archive.text("plans/a.txt.json")


def test_a_result_that_was_removed_comes_again(plans: Path, archive: Archive) -> None:
    archive.run(plans)
    (archive.output / "plans" / "a.txt.json").unlink()
    assert archive.run(plans) == {"skipped": 4, "converted": 1}
    assert "plans/a.txt.json" in archive.files()


@pytest.mark.parametrize("change", ["version", "options"])
def test_all_is_done_again_by_another_version(
    change: str, plans: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.run(plans)
    options = ReadOptions()
    if change == "version":
        monkeypatch.setattr("khparse.batch.run.__version__", "99.0")
    else:
        options = options._replace(encoding="utf-8")
    assert archive.run(plans, options=options) == {"converted": 5}
    assert archive.run(plans, options=options) == {"skipped": 5}


def test_what_limits_a_run_but_no_result_does_not_matter(plans: Path, archive: Archive) -> None:
    archive.run(plans)
    assert archive.run(plans, options=ReadOptions(timeout=5.0)) == {"skipped": 5}


def test_failures_are_noted_and_retried_when_asked(plans: Path, archive: Archive) -> None:
    (plans / "bad.pdf").write_bytes(b"%PDF-1.7 broken")
    (plans / "empty.txt").write_bytes(b"")
    assert archive.run(plans) == {"converted": 5, "failed": 2}
    entries = archive.entries()
    assert entries["bad.pdf"].status == entries["empty.txt"].status == "failed"
    assert entries["bad.pdf"].error and entries["bad.pdf"].remedy
    assert archive.run(plans)["skipped"] == 5
    assert archive.converted == [], "what failed isn't tried again"
    assert archive.run(plans, retry=True)["failed"] == 2
    assert archive.converted == ["bad.pdf"]
    write(plans / "bad.pdf", 80)
    write(plans / "empty.txt", 81)
    assert archive.run(plans) == {"skipped": 5, "converted": 2}, "what changed is tried again"


def test_a_document_that_fails_now_loses_its_result(plans: Path, archive: Archive) -> None:
    archive.run(plans)
    (plans / "a.txt").write_bytes(b"%PDF-1.7 broken")
    assert archive.run(plans) == {"skipped": 4, "failed": 1}
    assert "plans/a.txt.json" not in archive.files()


@pytest.mark.parametrize("files", [True, False])
def test_equal_files_are_parsed_once(files: bool, tmp_path: Path, archive: Archive) -> None:
    for name in ("a.txt", "b.txt", "x/c.txt"):
        write(tmp_path / "in" / name, 1)
    write(tmp_path / "in" / "d.txt", 2)
    (tmp_path / "in" / "as.md").write_text(plan(1), "utf-8")
    archive.run(tmp_path / "in", files=files)
    assert sorted(map(str, archive.converted)) == ["a.txt", "as.md", "d.txt"], (
        "markdown is read in another way"
    )
    write(tmp_path / "in" / "later.txt", 1)
    archive.run(tmp_path / "in", files=files)
    assert archive.converted == []
    assert archive.counts == {"skipped": 5, "copied": 1}
    if files:
        expected = archive.text("in/a.txt.json")
        for name in ("b.txt", "x/c.txt", "later.txt"):
            assert archive.text(f"in/{name}.json") == expected.replace('"a.txt"', f'"{Path(name).name}"')


def test_equal_files_that_fail_all_do(tmp_path: Path, archive: Archive) -> None:
    for name in "abc":
        (tmp_path / f"{name}.pdf").write_bytes(b"%PDF-1.7 broken")
    counts = archive.run(*sorted(tmp_path.glob("*.pdf")))
    assert counts == {"failed": 3}
    assert len({entry.error for entry in archive.entries().values()}) == 1


def test_a_copy_of_what_has_changed_meanwhile(tmp_path: Path, archive: Archive) -> None:
    """`b` gets what was in `a`, and `a` something new: the result of `a` is no longer one of that."""
    folder = tmp_path / "in"
    write(folder / "a.txt", 1)
    write(folder / "z.txt", 3)
    archive.run(folder)
    write(folder / "a.txt", 2)
    write(folder / "b.txt", 1)
    archive.run(folder)
    assert "1/KH-UBND" in archive.text("in/b.txt.json")
    assert "2/KH-UBND" in archive.text("in/a.txt.json")


def test_a_copy_of_what_another_archive_had_there(tmp_path: Path, archive: Archive) -> None:
    write(tmp_path / "1" / "in" / "a.txt", 1)
    archive.run(tmp_path / "1" / "in")
    write(tmp_path / "2" / "in" / "a.txt", 2)
    write(tmp_path / "2" / "in" / "b.txt", 1)
    archive.run(tmp_path / "2" / "in")
    assert "1/KH-UBND" in archive.text("in/b.txt.json")


def test_a_change_that_is_taken_back_after_a_killed_run(tmp_path: Path, archive: Archive) -> None:
    """The result of the change was there when the run ended, and the manifest knew nothing of it."""
    path = write(tmp_path / "in" / "a.txt", 1)
    archive.run(path.parent)
    before = archive.text("in/a.txt.json")
    write(path, 2)

    class Killed(Inline):
        def run(self, jobs: Iterator[tuple[int, Job] | None]) -> Iterator[tuple[int, Outcome]]:
            for _ in super().run(jobs):
                raise SystemExit
            yield from ()

    with pytest.raises(SystemExit):
        archive.run(path.parent, engine=Killed())
    write(path, 1)
    archive.run(path.parent)
    assert archive.text("in/a.txt.json") == before


def test_inputs_that_vanish(plans: Path, archive: Archive) -> None:
    given = [plans / "a.txt", plans / "b.txt", plans / "2024" / "c.md"]
    archive.run(*given)
    given[0].unlink()
    assert archive.run(*given) == {"failed": 1, "skipped": 2}
    assert archive.entries()["a.txt"].status == "done", "by an earlier run"
    assert len(archive.files()) == 3
    assert archive.run(*given, prune=True) == {"failed": 1, "skipped": 2}
    assert len(archive.files()) == 3, "it may come back"
    assert archive.run(*given[1:], prune=True) == {"skipped": 2}
    assert len(archive.files()) == 2


def test_plans_for_tables_are_those_of_the_inputs(plans: Path, archive: Archive) -> None:
    archive.run(plans, files=False)
    (plans / "a.txt").unlink()
    assert archive.run(plans, files=False) == {"skipped": 4}
    assert sorted(archive.entries()) == ["b.txt", "c.md", "d.txt", "e.txt"]


def test_what_was_no_input_is_kept_until_it_is_pruned(plans: Path, archive: Archive) -> None:
    archive.run(plans)
    names, results = sorted(archive.entries()), archive.files()
    (plans / "a.txt").unlink()
    assert archive.run(plans) == {"skipped": 4}
    assert (sorted(archive.entries()), archive.files()) == (names, results)
    assert archive.run(plans, prune=True) == {"skipped": 4}
    assert sorted(archive.entries()) == names[1:]
    assert archive.files() == [name for name in results if name != "plans/a.txt.json"]


def test_a_result_that_lies_elsewhere_now(plans: Path, archive: Archive) -> None:
    archive.run(plans)
    archive.run(plans / "2024")
    assert archive.files() == [
        "2024/Q1/d.txt.json", "2024/c.md.json", "plans/2023/e.txt.json", "plans/a.txt.json",
        "plans/b.txt.json",
    ]  # fmt: skip


def test_folders_of_one_name_one_after_the_other(tmp_path: Path, archive: Archive) -> None:
    first, second = (write(tmp_path / str(number) / "in" / "a.txt", number) for number in (1, 2))
    for _ in range(2):
        archive.run(first.parent)
        archive.run(second.parent)
        assert "1/KH-UBND" in archive.text("in/a.txt.json")
        assert "2/KH-UBND" in archive.text("in/a.txt~2.json")
    archive.run(second.parent, prune=True)
    assert archive.files() == ["in/a.txt.json"]
    assert "2/KH-UBND" in archive.text("in/a.txt.json")


def test_a_name_in_other_capitals(tmp_path: Path, archive: Archive) -> None:
    write(tmp_path / "in" / "b.txt", 1)
    archive.run(tmp_path / "in")
    write(tmp_path / "in" / "B.txt", 2)
    archive.run(tmp_path / "in")
    assert archive.files() == ["in/B.txt.json", "in/b.txt~2.json"]


def test_inputs_that_cannot_be_listed_now_are_not_pruned(tmp_path: Path, archive: Archive) -> None:
    write(tmp_path / "in" / "a.txt", 1)
    (tmp_path / "b.zip").write_bytes(zipped({"c.txt": plan(2)}))
    archive.run(tmp_path / "in", tmp_path / "b.zip")
    before = archive.files()
    (tmp_path / "in").rename(tmp_path / "away")
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 damaged")
    assert archive.run(tmp_path / "in", tmp_path / "b.zip", prune=True) == {"failed": 2}
    assert archive.files() == before
    assert archive.run(tmp_path / "away", prune=True) == {"copied": 1}
    assert archive.files() == ["away/a.txt.json"]


def test_nothing_at_all_is_no_reason_to_prune(tmp_path: Path, archive: Archive) -> None:
    write(tmp_path / "in" / "a.txt", 1)
    archive.run(tmp_path / "in")
    (tmp_path / "empty").mkdir()
    archive.run(tmp_path / "empty", prune=True)
    assert archive.files() == ["in/a.txt.json"]


@pytest.mark.parametrize("change", ["other content", "other options", "cut off"])
def test_a_file_that_is_no_longer_the_result(change: str, tmp_path: Path, archive: Archive) -> None:
    """Between two runs for files was one for tables, or the file has been cut off."""
    path = write(tmp_path / "in" / "a.txt", 1)
    archive.run(path.parent)
    if change == "cut off":
        (archive.output / "in" / "a.txt.json").write_bytes(b"")
    else:
        options = ReadOptions(encoding="cp1258") if change == "other options" else None
        if change == "other content":
            write(path, 2)
        archive.run(path.parent, files=False, options=options)
    archive.run(path.parent)
    assert f"{2 if change == 'other content' else 1}/KH-UBND" in archive.text("in/a.txt.json")


def test_files_are_known_after_a_run_for_tables(plans: Path, archive: Archive) -> None:
    archive.run(plans)
    (plans / "a.txt").unlink()
    archive.run(plans, files=False)
    archive.run(plans, prune=True)
    assert "plans/a.txt.json" not in archive.files()


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes there alone")
def test_a_name_that_is_no_text_and_equal_bytes(tmp_path: Path, archive: Archive) -> None:
    write(tmp_path / "in" / "a.txt", 1)
    write(tmp_path / "in" / os.fsdecode(b"b\xff.txt"), 1)
    assert archive.run(tmp_path / "in") == {"converted": 1, "copied": 1}
    assert '"name": "b?.txt"' in archive.text("in/b_.txt.json")


def test_a_result_that_cannot_be_written_fails_alone_or_ends_the_run(
    tmp_path: Path, archive: Archive
) -> None:
    write(tmp_path / "in" / "a.txt", 1)
    (archive.output / "in" / "a.txt.json" / "x").mkdir(parents=True)
    assert archive.run(tmp_path / "in") == {"failed": 1}
    assert archive.entries()["a.txt"].error.startswith("its result can't be written: ")
    for error in (PermissionError(errno.EACCES, "Permission denied"), OSError(errno.EFBIG, "File too large")):
        assert unwritten(error).status == "stopped"


def test_inputs_that_come_before_others(plans: Path, archive: Archive) -> None:
    archive.run(plans)
    write(plans / "0.txt", 90)
    archive.run(plans)
    assert [entry.target for entry in archive.entries().values()] == found(plans)


def test_a_file_that_is_named_twice_is_one_document(plans: Path, archive: Archive) -> None:
    archive.run(plans / "a.txt", plans / "a.txt")
    assert len(archive.files()) == 1
    assert archive.run(plans / "a.txt", plans / "a.txt").get("skipped")
    assert archive.converted == []


def test_results_with_the_same_name(tmp_path: Path, archive: Archive) -> None:
    paths = [write(tmp_path / name / "in" / "a.txt", number) for number, name in enumerate("xyz", 1)]
    folders = [path.parent for path in paths]
    archive.run(*folders)
    assert archive.files() == ["in/a.txt.json", "in/a.txt~2.json", "in/a.txt~3.json"]
    assert "2/KH-UBND" in archive.text("in/a.txt~2.json")
    assert archive.run(*folders) == {"skipped": 3}


def test_results_whose_names_differ_in_capitals(tmp_path: Path, archive: Archive) -> None:
    write(tmp_path / "in" / "KH.txt", 1)
    if (tmp_path / "in" / "kh.txt").exists():
        pytest.skip("the file system doesn't tell them apart")
    write(tmp_path / "in" / "kh.txt", 2)
    archive.run(tmp_path / "in")
    assert archive.files() == ["in/KH.txt.json", "in/kh.txt~2.json"]


def test_a_result_where_a_folder_of_results_is(tmp_path: Path, archive: Archive) -> None:
    write(tmp_path / "in" / "a", 1)
    write(tmp_path / "in" / "a.json" / "b.txt", 2)
    assert archive.run(tmp_path / "in") == {"converted": 2}


def test_members_of_archives(tmp_path: Path, archive: Archive) -> None:
    with zipfile.ZipFile(tmp_path / "plans.zip", "w") as packed:
        packed.writestr("2024/a.txt", plan(1))
        packed.writestr("../../evil.txt", plan(2))
        packed.writestr("broken.pdf", b"%PDF-1.7")
    with tarfile.open(tmp_path / "more.tar.gz", "w:gz") as tape:
        header = tarfile.TarInfo("b.txt")
        header.size = len(plan(3).encode())
        tape.addfile(header, io.BytesIO(plan(3).encode()))
    given = [tmp_path / "plans.zip", tmp_path / "more.tar.gz"]
    counts = archive.run(*given)
    assert counts == {"converted": 3, "failed": 1}
    assert [Path(name).name for name in archive.files()] == ["b.txt.json", "a.txt.json", "evil.txt.json"]
    assert not (tmp_path / "evil.txt.json").exists()
    assert archive.run(*given) == {"skipped": 3, "failed before": 1}


def test_the_output_is_no_input(plans: Path) -> None:
    for told in ("5 converted", "5 skipped"):
        assert batch(plans, "-o", plans / "2024" / "out")[1].splitlines()[0].endswith(f"s: {told}")


def test_names_that_are_no_text(tmp_path: Path, archive: Archive) -> None:
    name = os.fsencode(tmp_path) + b"/in\xff/k\xe1.txt"
    try:
        os.makedirs(os.path.dirname(name))  # noqa: PTH103, PTH120
        with open(name, "wb") as stream:  # noqa: PTH123
            stream.write(plan(1).encode())
    except OSError:
        pytest.skip("the file system takes none")
    assert archive.run(os.fsdecode(os.path.dirname(name))) == {"converted": 1}  # noqa: PTH120
    assert archive.files() == ["in_/k_.txt.json"]


def test_temporaries_are_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in ("a/.khparse-12.tmp", ".khparse-x.tmp", "a/keep.tmp", "a/.khparse-12.json", "b.json"):
        write(tmp_path / name, 1)
    remove_temporaries(tmp_path)
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert left == ["a/.khparse-12.json", "a/keep.tmp", "b.json"]


# --- The manifest -----------------------------------------------------------------------------------------


def entry(name: str, position: int, content: str = "1", status: str = "done") -> Entry:
    assert status in ("done", "failed")
    facts = '{"title": "Kế hoạch", "notes": []}' if status == "done" else None
    return Entry(name, position, name, content, 1, "v", "done" if status == "done" else "failed", facts=facts)


def test_a_manifest_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "manifest.sqlite"
    Manifest(path).close()
    Manifest(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(KhparseError, match="another version of khparse") as caught:
        Manifest(path)
    assert caught.value.remedy == "begin anew with --restart"


def test_the_manifest_keeps_what_was_added(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path / "m" / "manifest.sqlite")
    added = [entry("b", 1), entry("a", 0, "2"), entry("c", 2, "3", "failed")]
    for one in added:
        manifest.add(one)
    manifest.close()
    manifest = Manifest(tmp_path / "m" / "manifest.sqlite")
    assert list(manifest.entries()) == sorted(added, key=lambda one: one.position)
    assert list(manifest.entries("failed")) == [added[2]]
    assert manifest.get("b") == added[0]
    assert manifest.get("none") is None
    assert manifest.twin("2", "v") == added[1]
    assert manifest.twin("3", "v") is None, "a failure is no twin"
    assert manifest.twin("2", "other") is None
    manifest.close()


def test_the_manifest_can_be_read_during_a_run(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path / "manifest.sqlite")
    manifest.add(entry("a", 0))
    manifest.commit()
    manifest.add(entry("b", 1))
    reader = Manifest(tmp_path / "manifest.sqlite")
    assert [one.name for one in reader.entries()] == ["a"]
    reader.close()
    manifest.close()


def test_plans_in_the_manifest(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path / "manifest.sqlite")
    manifest.keep_plan("1", "v", b"\x00plan")
    assert manifest.plan("1", "v") == b"\x00plan"
    assert manifest.plan("1", "w") is None
    manifest.keep_plan("1", "w", b"new")
    assert manifest.plan("1", "w") == b"new"
    manifest.close()
