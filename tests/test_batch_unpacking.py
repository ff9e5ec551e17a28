"""Archives unpacked in a process apart: the same documents and errors as in one's own."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from khparse.batch import unpacking
from khparse.batch.unpacking import Unpacker
from khparse.errors import UnreadableError
from khparse.readers import Input, inputs
from khparse.readers.options import ReadOptions
from test_archives import sevened, tarred, zipped

FILES = {"a.txt": "KẾ HOẠCH\nTrồng cây", "2024/b.md": "# KẾ HOẠCH", "empty.txt": "", "c.xlsx": b"\x00\x01"}
ARCHIVES: dict[str, Callable[[], bytes]] = {
    "zip": lambda: zipped(FILES),
    "tar": lambda: tarred(FILES),
    "7z": lambda: sevened(FILES),
    "nested": lambda: zipped({"inner.zip": zipped(FILES), "z.txt": "QUYẾT ĐỊNH"}),
    "cut off": lambda: tarred(FILES)[:1500],
    "damaged": lambda: zipped(FILES)[:-30],
    "nothing": lambda: zipped({}),
    "locked": lambda: sevened(FILES, "secret"),
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "plans.zip"
    path.write_bytes(zipped(FILES))
    return path


def told(found: Input) -> tuple[str, str | None, bytes, str]:
    try:
        error = "" if found.read().text else "empty"
    except UnreadableError as raised:
        error = str(raised)
    return found.name, found.title, found.data, error


@pytest.mark.parametrize("name", ARCHIVES)
def test_members_are_those_of_the_reader(name: str, tmp_path: Path) -> None:
    path = tmp_path / "plans.zip"
    path.write_bytes(ARCHIVES[name]())
    options = ReadOptions()
    with Unpacker(options) as unpacker:
        for given in (str(path), f"{path}!/2024/b.md"):
            assert [*map(told, unpacker.members(given))] == [*map(told, inputs(given, options))]


def test_only_archives_are_unpacked_apart(tmp_path: Path, archive: Path) -> None:
    (tmp_path / "a.txt").write_text("KẾ HOẠCH", "utf-8")
    asked = []

    def unpack(path: str) -> Iterator[Input]:
        asked.append(path)
        yield from ()

    for path in (tmp_path / "a.txt", archive, tmp_path / "gone.zip"):
        list(inputs(path, ReadOptions(), unpack))
    assert asked == [str(archive)]


def test_a_process_that_has_gone_is_begun_anew(archive: Path) -> None:
    with Unpacker(ReadOptions()) as unpacker:
        expected = [*map(told, unpacker.members(str(archive)))]
        assert unpacker._child
        os.kill(unpacker._child._process.pid, signal.SIGKILL)
        assert [*map(told, unpacker.members(str(archive)))] == expected


def test_a_process_that_hangs_has_no_second_try(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Unpacker(ReadOptions()) as unpacker:
        list(unpacker.members(str(archive)))
        assert unpacker._child
        os.kill(unpacker._child._process.pid, signal.SIGSTOP)
        monkeypatch.setattr(unpacking, "GRACE", 0.1)
        unpacker._options = ReadOptions(timeout=0.1)
        error = "it takes longer than 0.1 seconds"
        assert [*map(told, unpacker.members(str(archive)))] == [(str(archive), None, b"", error)]


def test_an_archive_that_is_left_in_the_middle(archive: Path) -> None:
    with Unpacker(ReadOptions()) as unpacker:
        members = unpacker.members(str(archive))
        assert next(members).title == "plans.zip!/a.txt"
