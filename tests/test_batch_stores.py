"""Inputs and outputs in stores: in memory, and in one that speaks S3 on this machine."""

import os
import shutil
import subprocess
import sys
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from time import sleep
from uuid import uuid4

import pytest

from khparse.batch import manifest_copy, stores
from khparse.batch.ahead import opened
from khparse.batch.items import Item, items_in
from khparse.batch.manifest import Entry, Manifest
from khparse.batch.manifest_copy import manifest_copied
from khparse.batch.stores import StoreError, is_url, items_below, name_of, open_input
from khparse.batch.trees import folder_for, tree_at
from khparse.errors import UnreadableError
from khparse.readers.options import DEFAULT

fsspec = pytest.importorskip("fsspec")

_FIXTURES = sorted(
    path
    for path in (Path(__file__).parents[1] / "fixtures").iterdir()
    if path.suffix in (".md", ".txt", ".docx")
)[::5]


def _packed(names: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _archive(folder: Path) -> Path:
    """Make an archive: folders, a hidden file, equal files, a zip, a file that can't be read."""
    for number, fixture in enumerate(_FIXTURES):
        place = folder / ("2023", "2024/quý 1", ".")[number % 3]
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(fixture, place)
    shutil.copy(_FIXTURES[0], folder / "2023" / "bản sao.md")
    (folder / ".hidden.txt").write_text("x")
    (folder / "2023" / "empty.txt").write_bytes(b"")
    (folder / "more.zip").write_bytes(_packed({f"a/{_FIXTURES[1].name}": _FIXTURES[1].read_bytes() + b"\n."}))
    return folder


@pytest.fixture
def memory():
    """Give the address of an empty place in memory."""
    return f"memory://{uuid4().hex}"


@pytest.fixture(scope="module")
def s3():
    """Give a store that speaks S3 on loopback, and the environment that leads to it."""
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(
        ip_address="127.0.0.1", port=0, verbose=False
    )
    server.start()
    host, port = server.get_host_and_port()
    variables = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        stores._shared.cache_clear()
        with suppress(FileExistsError):  # of another module: there is one server a process
            fsspec.filesystem("s3", skip_instance_cache=True).mkdir("plans")
        yield "s3://plans"
        stores._shared.cache_clear()
    server.stop()


def _put(folder: Path, url: str) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            stores.write(f"{url}/{path.relative_to(folder).as_posix()}", path.read_bytes())


def _results(url: str) -> dict[str, bytes]:
    return {found.below: stores.read(found.url) for found in items_below(url)}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("s3://b/kh.docx", True),
        ("gs://b", True),
        ("memory://x", True),
        ("file:///srv/x", True),
        ("kh.docx", False),
        ("C:/kh.docx", False),
        ("/srv/a://b", False),
        ("-", False),
    ],
)
def test_is_url(path, expected):
    assert is_url(path) is expected


@pytest.mark.parametrize("kind", ["memory", "s3", "file"])
def test_a_store_lists_as_a_folder_does(kind, request, tmp_path):
    folder = _archive(tmp_path / "plans")
    if kind == "file":
        url = folder.as_uri()
    else:
        url = request.getfixturevalue(kind) + "/a/plans"
        _put(folder, url)
    local = list(items_in([str(folder)], [], [], largest_first=False))
    stored = list(items_in([url], [], [], largest_first=False))
    assert [(item.target, item.size) for item in stored] == [(item.target, item.size) for item in local]
    for one, other in zip(stored, local, strict=True):
        assert one.path.startswith(f"{url}/")
        if one.size:
            assert stores.read(one.path) == Path(other.path).read_bytes()


def test_what_an_address_names(memory):
    for name in ("a.docx", "b/c.docx", "b/d.txt", "b/e/f.docx"):
        stores.write(f"{memory}/{name}", name.encode())
    root = name_of(memory)

    def targets(path):
        return [item.target for item in items_in([f"{memory}/{path}"], [], [], largest_first=False)]

    assert targets("b/c.docx") == [f"{root}/b/c.docx"]
    assert targets("**/*.docx") == [f"{root}/a.docx", f"{root}/b/c.docx", f"{root}/b/e/f.docx"]
    assert targets("b") == ["b/c.docx", "b/d.txt", "b/e/f.docx"]
    assert targets("none.docx") == [f"{root}/none.docx"]
    assert targets("none/*.docx") == []


@pytest.mark.parametrize("limit", [10**6, 1000])
@pytest.mark.parametrize("kind", ["memory", "s3"])
def test_members_of_archives(kind, limit, request):
    """Also of one that is larger than a document may be: it is read piece by piece."""
    url = request.getfixturevalue(kind) + "/members/x.zip"
    stores.write(url, _packed({"a.txt": b"a" * 500, "b/c.txt": b"c" * 900}))
    options = DEFAULT._replace(max_bytes=limit)
    found = [(one.name, one.size, one.title) for one in open_input(url, options)]
    assert found == [(f"{url}!/a.txt", 500, "x.zip!/a.txt"), (f"{url}!/b/c.txt", 900, "x.zip!/b/c.txt")]
    (one,) = open_input(f"{url}!/b/c.txt", options)
    assert one.data == b"c" * 900


def test_what_cannot_be_read(memory):
    stores.write(f"{memory}/large.txt", b"x" * 2000)
    stores.write(f"{memory}/folder/x.txt", b"x")
    options = DEFAULT._replace(max_bytes=1000)

    def cause(name, size):
        ((_, (found,)),) = (
            (item, list(docs)) for item, docs in opened([Item(f"{memory}/{name}", "x", size)], options)
        )
        with pytest.raises(UnreadableError) as caught:
            found.read()
        return caught.value.cause

    assert cause("none.txt", 0) == "no such object"
    assert cause("large.txt", 2000) == "it is larger than 1,000 bytes"
    assert cause("large.txt", 0) == "it is larger than 1,000 bytes"


def test_objects_are_read_ahead_in_order_and_not_too_far(memory):
    for number in range(100):
        stores.write(f"{memory}/{number:03}.txt", b"%d" % number)
    taken = 0

    def items():
        nonlocal taken
        for item in items_in([memory], [], [], largest_first=False):
            taken += 1
            yield item

    documents = opened(items(), DEFAULT)
    for number in range(100):
        _, (found,) = next(documents)
        assert found.data == b"%d" % number
        assert taken <= number + 66
    assert next(documents, None) is None


def test_no_password_in_an_address():
    with pytest.raises(StoreError, match="no place for a password"):
        list(items_below("s3://key:secret@bucket/plans"))


@pytest.mark.parametrize(
    ("url", "remedy"),
    [
        ("s3://b/x", "pip install 'khparse[s3]'"),
        ("gs://b/x", "pip install 'khparse[gs]'"),
        ("hdfs://b/x", "pip install 'khparse[hdfs]'"),
    ],
)
def test_what_a_store_needs_is_missing(url, remedy, monkeypatch):
    def missing(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(stores, "import_module", missing)
    stores._shared.cache_clear()
    with pytest.raises(StoreError) as caught:
        list(items_below(url))
    assert caught.value.remedy == remedy


def test_an_unknown_store():
    with pytest.raises(StoreError, match="nowhere:// is no store that is known"):
        list(items_below("nowhere://b/x"))


@pytest.mark.parametrize("kind", ["memory", "s3", "folder", "file"])
def test_a_tree_of_results(kind, request, tmp_path):
    place = {"folder": str(tmp_path), "file": tmp_path.as_uri()}.get(kind)
    tree = tree_at(f"{place or request.getfixturevalue(kind)}/tree")
    assert tree.read("a/b") is None
    tree.remove("a/b")
    tree.write("a/b", b"{}")
    assert tree.read("a/b") == b"{}"
    tree = tree_at(tree.address("x").removesuffix("/x.json"))
    assert tree.size("a/b")
    assert not tree.size("a/c")
    tree.remove("a/b")
    assert tree.read("a/b") is None


@pytest.mark.parametrize("kind", ["memory", "s3"])
def test_the_manifest_goes_with_the_output(kind, request, tmp_path, monkeypatch):
    output = f"{request.getfixturevalue(kind)}/out"

    def run(machine, name=None):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / machine))
        path = folder_for(output) / "manifest.sqlite"
        with manifest_copied(output, path):
            manifest = Manifest(path)
            if name:
                manifest.add(Entry(name, 0, name, "", 0, "1", "failed"))
            found = sorted(entry.name for entry in manifest.entries())
            manifest.close()
        return found

    assert run("here", "a") == ["a"]
    assert run("here", "b") == ["a", "b"]
    assert run("there", "c") == ["a", "b", "c"]
    assert run("here") == ["a", "b", "c"]
    assert sorted(path.name for path in folder_for(output).iterdir()) == ["copied", "manifest.sqlite"]


def test_the_manifest_is_copied_while_a_run_goes_on(memory, tmp_path, monkeypatch):
    monkeypatch.setattr(manifest_copy, "_INTERVAL", 0.05)
    path = tmp_path / "manifest.sqlite"
    with manifest_copied(memory, path):
        manifest = Manifest(path)
        for number in range(200):
            manifest.add(Entry(str(number), number, "x", "", 0, "1", "done"))
            manifest.commit()
            sleep(0.002)
        copied = tmp_path / "copied.sqlite"
        stores.download(f"{memory}/.khparse/manifest.sqlite", copied)
        manifest.close()
    early, late = Manifest(copied), Manifest(path)
    assert 0 < len(list(early.entries())) <= len(list(late.entries())) == 200
    early.close()
    late.close()


# --- The command ------------------------------------------------------------------------------------------


def _batch(*arguments: str, machine: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(machine), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "khparse", "batch", *arguments, "--jobs", "2"]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)


def test_from_store_to_store_as_from_folder_to_folder(s3, tmp_path):
    folder = _archive(tmp_path / "plans")
    _put(folder, f"{s3}/in/plans")
    local = _batch(str(folder), "-o", str(tmp_path / "out"), machine=tmp_path)
    expected = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_bytes()
        for path in (tmp_path / "out").rglob("*.json")
    }
    assert local.returncode == 4  # one is empty
    assert len(expected) == len(_FIXTURES) + 2

    first = _batch(f"{s3}/in/plans", "-o", f"{s3}/out1", machine=tmp_path / "here")
    assert first.returncode == 4, first.stderr
    assert _results(f"{s3}/out1") == expected

    stores.remove(f"{s3}/out1/{min(expected)}")
    again = _batch(f"{s3}/in/plans", "-o", f"{s3}/out1", machine=tmp_path / "there")
    assert f"{len(expected) - 1} skipped" in again.stderr, again.stderr
    assert _results(f"{s3}/out1") == expected

    pytest.importorskip("distributed")
    dask = _batch(f"{s3}/in/plans", "-o", f"{s3}/out2", "--engine", "dask", machine=tmp_path / "here")
    assert dask.returncode == 4, dask.stderr
    assert _results(f"{s3}/out2") == expected


@pytest.mark.parametrize("format", ["jsonl", "jsonl --shard-size 20000", "sqlite", "parquet"])
def test_few_files_for_all_documents(format, s3, tmp_path):
    folder, output = _archive(tmp_path / "plans"), f"{s3}/{uuid4().hex}"
    stores.write(f"{output}/plans-00999.jsonl", b"of an earlier run")
    stores.write(f"{output}/kept.txt", b"not ours")
    for place in (tmp_path / "out", output):
        ended = _batch(str(folder), "-o", str(place), "--format", *format.split(), machine=tmp_path / "here")
        assert ended.returncode == 4, ended.stderr
    results = _results(output)
    assert results.pop("kept.txt") == b"not ours"
    if not format.startswith("jsonl"):
        assert results.pop("plans-00999.jsonl")
    assert results == {
        path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.*") if path.is_file()
    }
    assert len(results) == {"jsonl": 1, "sqlite": 1, "parquet": 5}.get(format, len(results))


def test_no_store_answers(tmp_path, monkeypatch):
    pytest.importorskip("s3fs")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    ended = _batch("s3://plans/in", "-o", str(tmp_path / "out"), machine=tmp_path)
    assert ended.returncode == 2
    assert "the store doesn't answer (EndpointConnectionError" in ended.stderr
    assert "Traceback" not in ended.stderr
