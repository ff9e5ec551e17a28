"""Batches under faults: documents that end their workers, commands that are killed, and what they leave behind.

Faults are let into processes by a `sitecustomize` of their own: it reads markers that stand in documents, and in the
names of members of archives. Where it isn't on the path, the same documents are as good as any.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src"
FAULTS = ("killed", "segfault", "exit", "memory", "native-memory", "hang", "native-hang", "frozen", "slow")
_SITE = '''
import ctypes, os, re, signal, time
from pathlib import Path

import khparse.readers
import khparse.readers.archives.zips
import khparse.readers.limits

khparse.readers.limits.MEMORY = 96 * 1024**2
_read_named = khparse.readers.read_named
_hog = []


def _deaf():
    """As native code is, which doesn't come back to look for signals."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])


def _take_memory():
    while True:
        _hog.append(b"x" * 8 * 1024**2)
        time.sleep(0.01)


def _wait():
    while True:
        time.sleep(60)


FAULTS = {
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "segfault": lambda: ctypes.string_at(0),
    "exit": lambda: os._exit(7),
    "memory": _take_memory,
    "native-memory": lambda: (_deaf(), _take_memory()),
    "hang": _wait,
    "native-hang": lambda: (_deaf(), _wait()),
    "frozen": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "slow": lambda: time.sleep(0.02),
}


def read_named(data, name, options):
    document = _read_named(data, name, options)
    match = re.search(rb"fault:([a-z-]+)(?: once in (\\S+))?", data)
    if match:
        fault, once = match[1].decode(), match[2]
        if once is None or not Path(os.fsdecode(once)).exists():
            if once is not None:
                Path(os.fsdecode(once)).touch()
            FAULTS[fault]()
    if folder := os.environ.get("KHPARSE_TEST_COUNTED"):
        (Path(folder) / f"{document.sha256}-{os.getpid()}-{time.monotonic_ns()}").touch()
    return document


khparse.readers.read_named = read_named
_read = khparse.readers.archives.zips._read


def read(container, info, budget):
    match = re.search("unpack-([a-z-]+)", info.filename)
    if match:
        FAULTS[match[1]]()
    return _read(container, info, budget)


khparse.readers.archives.zips._read = read
'''


def plan(number: int, fault: str = "", once: Path | None = None) -> str:
    """Return a small plan that no other number has, with a marker for a fault of its worker."""
    assert fault in ("", *FAULTS)
    marker = f"fault:{fault}{f' once in {once}' if once else ''}" if fault else "không"
    return (
        f"ỦY BAN NHÂN DÂN XÃ ĐÔNG HÒA\n-------\nSố: {number}/KH-UBND\n"
        f"Đông Hòa, ngày {number % 28 + 1} tháng {number % 12 + 1} năm 2024\n\nKẾ HOẠCH\nTrồng {number} cây xanh\n\n"
        f"I. MỤC ĐÍCH\n1. Trồng cây ven đường, xong trước ngày {number % 28 + 1}/12/2024.\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Ủy ban nhân dân xã chủ trì, phối hợp với Công an xã thực hiện.\n"
        f"2. Ghi chú: {marker}\n"
    )


def archive(folder: Path, numbers: range, fault: str = "") -> Path:
    """Write a plan for each number into a folder; return the folder."""
    for number in numbers:
        path = folder / f"{number % 3}" / f"kh-{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plan(number, fault), "utf-8")
    return folder


class Command:
    """A running `khparse batch` in a session of its own, with faults where `site` is a folder for them."""

    def __init__(self, *arguments: str | Path, site: Path | None = None, counted: Path | None = None) -> None:
        path = [str(SOURCE)]
        if site:
            site.mkdir(exist_ok=True)
            (site / "sitecustomize.py").write_text(_SITE, "utf-8")
            path.insert(0, str(site))
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path)}
        if counted:
            counted.mkdir(exist_ok=True)
            environment["KHPARSE_TEST_COUNTED"] = str(counted)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "khparse", "batch", *map(str, arguments)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def ended(self, seconds: float = 120) -> tuple[int, str]:
        """Wait for its end; return its exit code, and what it told on standard error."""
        try:
            _, told = self.process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.end_session()
            raise
        return self.process.returncode, told.decode()

    def signalled(self, number: int) -> None:
        """Send a signal to the command alone, and not to its workers."""
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, number)

    def workers(self) -> list[int]:
        """Return the other processes of its session that live."""
        return [pid for pid in _session(self.process.pid) if pid != self.process.pid]

    def left_behind(self, seconds: float = 10) -> list[int]:
        """Return the processes that outlive the command; they get a moment to end."""
        until = time.monotonic() + seconds
        while (left := self.workers()) and time.monotonic() < until:
            time.sleep(0.02)
        return left

    def end_session(self) -> None:
        """Kill the command and all that it has started."""
        for pid in [*self.workers(), self.process.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def running(
    *arguments: str | Path, site: Path | None = None, counted: Path | None = None
) -> Iterator[Command]:
    """Give a running command; nothing of it is left after the block."""
    command = Command(*arguments, site=site, counted=counted)
    try:
        yield command
    finally:
        command.end_session()
        for stream in (command.process.stdout, command.process.stderr):
            if stream:
                stream.close()


def batch(*arguments: str | Path, site: Path | None = None, counted: Path | None = None) -> tuple[int, str]:
    """Run a command to its end: its exit code, and what it told. Nothing that it started may outlive it."""
    with running(*arguments, site=site, counted=counted) as command:
        code, told = command.ended()
        assert not command.left_behind()
    return code, told


def _session(number: int) -> Iterator[int]:
    """Yield the processes of a session that live."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        with suppress(OSError):
            state, _, _, session = (folder / "stat").read_text().rpartition(") ")[2].split()[:4]
            if int(session) == number and state != "Z":
                yield int(folder.name)


def tree(output: Path) -> dict[str, bytes]:
    """Return the results below an output, by their path. No file half written may be among them."""
    assert not temporaries(output)
    return tree_so_far(output)


def tree_so_far(output: Path) -> dict[str, bytes]:
    """Return the results below an output, by their path, which a run may be writing."""
    files = (path for path in output.rglob("*") if path.is_file())
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in files
        if path.relative_to(output).parts[0] != ".khparse" and path.suffix != ".tmp"
    }


def temporaries(output: Path) -> list[Path]:
    return [path for path in output.rglob("*") if path.name.endswith(".tmp")]


def accounted(output: Path) -> dict[str, tuple[str, str]]:
    """Return what the manifest says of each document, by the name of its file: its status, and the error."""
    with sqlite3.connect(output / ".khparse" / "manifest.sqlite") as connection:
        rows = connection.execute("SELECT name, status, error FROM documents").fetchall()
    connection.close()
    found = {Path(name).name: (status, error) for name, status, error in rows}
    assert len(found) == len(rows)
    return found
