"""Batches that meet with faults: whatever happens, the next run makes of it what an undisturbed one would have."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import pytest

from faulty import accounted, archive, batch, plan, running, temporaries, tree, tree_so_far

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")

CAUSES = {
    "killed": "its worker was ended by SIGKILL",
    "segfault": "its worker was ended by SIGSEGV",
    "exit": "its worker ended with code 7",
    "memory": "it takes far more memory than a document does",
    "hang": "it takes longer than 1 seconds",
    "frozen": "it takes longer than 1 seconds",
    "native-memory": "it takes far more memory than a document does",
    "native-hang": "it takes longer than 1 seconds",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, int, str]:
    """An archive with a document for each fault among others, and what a run over it has made."""
    folder = tmp_path_factory.mktemp("hostile")
    archive(folder / "in", range(20))
    for number, fault in enumerate(CAUSES, 100):
        (folder / "in" / f"{fault}.txt").write_text(plan(number, fault), "utf-8")
    code, told = batch(folder / "in", "-o", folder / "out", "-j", "2", "--timeout", "1", site=folder / "site")
    return folder / "in", folder / "out", code, told


@pytest.mark.parametrize("fault", [fault for fault in CAUSES if not fault.startswith("native")])
def test_a_document_that_ends_its_worker_fails_alone(
    fault: str, hostile: tuple[Path, Path, int, str]
) -> None:
    _, output, code, _ = hostile
    assert code == 4
    found = accounted(output)
    assert found[f"{fault}.txt"] == ("failed", CAUSES[fault])
    assert [found[f"kh-{number}.txt"] for number in range(20)] == [("done", "")] * 20


@pytest.mark.parametrize("fault", [fault for fault in CAUSES if fault.startswith("native")])
def test_code_that_does_not_come_back_fails_alone(fault: str, hostile: tuple[Path, Path, int, str]) -> None:
    assert accounted(hostile[1])[f"{fault}.txt"] == ("failed", CAUSES[fault])


def test_what_failed_is_retried(hostile: tuple[Path, Path, int, str], tmp_path: Path) -> None:
    source, output, _, _ = hostile
    code, told = batch(source, "-o", output)
    assert code == 4 and f"{len(CAUSES)} failed before" in told
    code, told = batch(source, "-o", output, "--retry-failed")
    assert code == 0 and f"{len(CAUSES)} converted, 20 skipped" in told
    assert batch(source, "-o", tmp_path / "undisturbed")[0] == 0
    assert tree(output) == tree(tmp_path / "undisturbed")


def test_an_archive_that_ends_its_process_fails_alone(tmp_path: Path) -> None:
    """What was unpacked before is kept, and the archives behind it are unpacked."""
    (tmp_path / "in").mkdir()
    for number, fault in enumerate(CAUSES):
        names = (f"a-{fault}.txt", f"unpack-{fault}.txt", f"z-{fault}.txt")
        with ZipFile(tmp_path / "in" / f"{fault}.zip", "w") as packed:
            for member, name in enumerate(names):
                packed.writestr(name, plan(number * 10 + member))
    code, told = batch(
        tmp_path / "in", "-o", tmp_path / "out", "-j", "1", "--timeout", "1", site=tmp_path / "site"
    )
    assert code == 4, told
    found = accounted(tmp_path / "out")
    assert {name: error for name, (status, error) in found.items() if status == "failed"} == {
        f"{fault}.zip": cause for fault, cause in CAUSES.items()
    }
    assert {name for name, (status, _) in found.items() if status == "done"} == {
        f"a-{fault}.txt" for fault in CAUSES
    }
    assert batch(tmp_path / "in", "-o", tmp_path / "out")[0] == 0
    assert batch(tmp_path / "in", "-o", tmp_path / "undisturbed")[0] == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "undisturbed")


@pytest.mark.parametrize("jobs", [1, 2])
def test_workers_that_are_killed_from_outside(jobs: int, tmp_path: Path) -> None:
    """As the system does when memory runs out; documents have their worker twice, so some may fail."""
    source = archive(tmp_path / "in", range(100), "slow")
    chance = random.Random(jobs)
    with running(source, "-o", tmp_path / "out", "-j", str(jobs), site=tmp_path / "site") as command:
        killed = 0
        while command.process.poll() is None and killed < 12:
            time.sleep(chance.uniform(0.02, 0.12))
            workers = [pid for pid in command.workers() if _is_worker(pid)]
            if workers:
                _kill(chance.choice(workers))
                killed += 1
        code, told = command.ended()
        assert not command.left_behind()
    assert code in (0, 4), told
    found = accounted(tmp_path / "out")
    assert len(found) == 100
    assert {error for _, error in found.values()} <= {"", CAUSES["killed"]}
    assert batch(source, "-o", tmp_path / "out", "--retry-failed")[0] == 0
    assert batch(source, "-o", tmp_path / "undisturbed")[0] == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "undisturbed")


def test_a_run_that_is_killed_again_and_again(tmp_path: Path) -> None:
    """Before each of the runs some documents come, and one is changed, so that there is work at all times."""
    chance, source, output = random.Random(30), tmp_path / "in", tmp_path / "out"
    for count in range(30):
        archive(source, range(count * 8, count * 8 + 8), "slow")
        (source / "1" / "kh-1.txt").write_text(plan(1000 + count, "slow"), "utf-8")
        with running(source, "-o", output, "-j", "2", site=tmp_path / "site") as command:
            time.sleep(chance.uniform(0.05, 0.95))
            command.signalled(signal.SIGKILL)
            assert command.process.wait() in (-signal.SIGKILL, 0)
            assert not command.left_behind()
    assert batch(source, "-o", output)[0] == 0
    assert {status for status, _ in accounted(output).values()} == {"done"}
    assert len(accounted(output)) == 240
    assert batch(source, "-o", tmp_path / "undisturbed")[0] == 0
    assert tree(output) == tree(tmp_path / "undisturbed")


@pytest.mark.parametrize(
    ("number", "moment"), [(signal.SIGINT, "begun"), (signal.SIGINT, "running"), (signal.SIGTERM, "running")]
)
def test_a_run_that_is_interrupted(number: int, moment: str, tmp_path: Path) -> None:
    source, output = archive(tmp_path / "in", range(100), "slow"), tmp_path / "out"
    with running(source, "-o", output, "-j", "2", site=tmp_path / "site") as command:
        _wait_for(
            lambda: (
                bool(tree_so_far(output)) if moment == "running" else (output / ".khparse" / "lock").exists()
            )
        )
        begun = time.monotonic()
        command.signalled(number)
        code, told = command.ended()
        assert time.monotonic() - begun < 10
        assert not command.left_behind()
    assert code == 130
    assert "Traceback" not in told
    assert not temporaries(tmp_path / "out")
    assert batch(source, "-o", tmp_path / "out")[0] == 0
    assert len(accounted(tmp_path / "out")) == 100
    assert batch(source, "-o", tmp_path / "undisturbed")[0] == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "undisturbed")


def test_two_runs_on_one_output_refuse_each_other(tmp_path: Path) -> None:
    source, output = archive(tmp_path / "in", range(100), "slow"), tmp_path / "out"
    with running(source, "-o", output, "-j", "2", site=tmp_path / "site") as first:
        _wait_for(lambda: bool(tree_so_far(output)))
        code, told = batch(source, "-o", output)
        assert code == 2
        assert told.startswith(
            f"khparse: {output}: another run is writing there (process {first.process.pid})"
        )
        assert len(told.splitlines()) == 1
        assert first.ended()[0] == 0
    assert len(accounted(output)) == 100
    assert batch(source, "-o", output)[0] == 0, "the lock goes with its process"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, which is small until it is mounted anew."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder], capture_output=True
    ).returncode:
        pytest.skip("mounting isn't allowed")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _resize(folder: Path, size: str) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)


@pytest.mark.parametrize(
    ("size", "format"), [("64k", "json"), ("120k", "jsonl"), ("250k", "json"), ("250k", "jsonl")]
)
def test_a_full_disk(size: str, format: str, small_disk: Path, tmp_path: Path) -> None:
    """The disk is full when a result is written, or the manifest, or that is made; then it grows."""
    source, output = archive(tmp_path / "in", range(150)), small_disk / "out"
    _resize(small_disk, size)
    code, told = batch(source, "-o", output, "-j", "2", "--format", format)
    assert code == 2
    assert "no space left on device" in told
    assert "internal error" not in told
    assert not temporaries(output)
    _resize(small_disk, "16m")
    code, told = batch(source, "-o", output, "-j", "2", "--format", format)
    assert code == 0, told
    assert len(accounted(output)) == 150
    assert batch(source, "-o", tmp_path / "undisturbed", "--format", format)[0] == 0
    assert tree(output) == tree(tmp_path / "undisturbed")


def test_a_damaged_manifest(tmp_path: Path) -> None:
    source, output = archive(tmp_path / "in", range(3)), tmp_path / "out"
    assert batch(source, "-o", output)[0] == 0
    for path in (output / ".khparse").glob("manifest.sqlite*"):
        path.write_bytes(b"x" * 8192)
    code, told = batch(source, "-o", output)
    assert code == 2
    assert "its manifest is damaged" in told and "internal error" not in told
    assert batch(source, "-o", output, "--restart")[0] == 0


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    source = archive(tmp_path / "in", range(3))
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "list").write_bytes(b"".join(b"%s\0" % os.fsencode(path) for path in (
        source, tmp_path / "pipe.txt", tmp_path / "gone.txt", "/proc/self/mem", tmp_path / "empty.txt",
    )))  # fmt: skip
    code, _ = batch("--files-from", tmp_path / "list", "-0", "-o", tmp_path / "out")
    assert code == 4
    found = accounted(tmp_path / "out")
    assert len(found) == 7
    assert {name: error for name, (status, error) in found.items() if status == "failed"} == {
        "pipe.txt": "it is a pipe or device, not a file",
        "gone.txt": "no such file",
        "mem": "input/output error",
        "empty.txt": "the file is empty",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_that_nobody_may_read(tmp_path: Path) -> None:
    source = archive(tmp_path / "in", range(3))
    (source / "0" / "kh-0.txt").chmod(0)
    (source / "1").chmod(0)
    try:
        assert batch(source, "-o", tmp_path / "out")[0] == 4
    finally:
        (source / "1").chmod(0o700)
    found = accounted(tmp_path / "out")
    assert {name: status for name, (status, _) in found.items()} == {
        "kh-0.txt": "failed",
        "1": "failed",
        "kh-2.txt": "done",
    }
    assert found["kh-0.txt"][1] == "permission denied"


def test_documents_that_vanish_during_a_run(tmp_path: Path) -> None:
    """They are noted as failed by the run that they vanish from, and forgotten by the next; what was done stays."""
    source, output = archive(tmp_path / "in", range(120), "slow"), tmp_path / "out"
    with running(source, "-o", output, "-j", "2", site=tmp_path / "site") as command:
        _wait_for(lambda: bool(tree_so_far(output)))
        for number in range(0, 120, 4):
            (source / str(number % 3) / f"kh-{number}.txt").unlink()
        code, _ = command.ended()
    found = accounted(output)
    gone = {name for name, (status, _) in found.items() if status == "failed"}
    assert code == 4
    assert len(found) == 120
    assert {found[name][1] for name in gone} == {"no such file"}
    assert batch(source, "-o", output)[0] == 0
    assert len(accounted(output)) == 120 - len(gone)
    assert batch(source, "-o", tmp_path / "undisturbed")[0] == 0
    assert batch(source, "-o", output, "--prune")[0] == 0
    assert len(accounted(output)) == 90
    assert tree(output) == tree(tmp_path / "undisturbed")


def test_a_pipe_that_is_closed_ends_the_stream(tmp_path: Path) -> None:
    source = archive(tmp_path / "in", range(100), "slow")
    with running(source, "--format", "jsonl", "-j", "2", site=tmp_path / "site") as command:
        assert command.process.stdout
        assert command.process.stdout.readline().startswith(b'{"schema":"khparse.plan"')
        command.process.stdout.close()
        assert command.process.wait(20) in (0, -signal.SIGPIPE)
        assert not command.left_behind()


def _wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def _is_worker(pid: int) -> bool:
    """Return whether a process is neither the server that workers come from nor the tracker of resources."""
    try:
        parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[1])
        return "forkserver" in Path(f"/proc/{parent}/cmdline").read_text()
    except OSError:
        return False


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
