"""Formats that gather an archive: what they hold, in which order, and what happens when it goes wrong."""

import errno
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import khparse
from khparse.batch.facts import facts_of
from khparse.batch.gather import GatheredFormat, gather
from khparse.batch.gather.flat import AGENCIES, TABLES, rows_of
from khparse.batch.manifest import Entry, Manifest
from khparse.errors import KhparseError

FORMATS: list[GatheredFormat] = ["jsonl", "parquet", "sqlite"]
FIXTURES = sorted((Path(__file__).parent.parent / "fixtures").glob("*.md"))
TEXT = """ỦY BAN NHÂN DÂN
TỈNH HÒA BÌNH
Số: {number}/KH-UBND
Hòa Bình, ngày 05 tháng 3 năm 2024
KẾ HOẠCH
Trồng cây phân tán năm 2024
Thực hiện Luật Lâm nghiệp ngày 15 tháng 11 năm 2017, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:
I. MỤC ĐÍCH
Phủ xanh đất trống.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nông nghiệp và Phát triển nông thôn chủ trì, phối hợp với Sở Tài chính cấp cây giống trước ngày 30/4/2024.
2. Sở Tài chính bố trí kinh phí, hoàn thành trong quý II/2024.
"""

Json = dict[str, Any]


def add(manifest: Manifest, name: str, plan: Json | None, position: int, content: str = "") -> None:
    """Add a document to a manifest as a run does; without a plan it failed."""
    if plan is None:
        manifest.add(
            Entry(name, position, name, "", 0, "1", "failed", "no such file", "check the name and the folder")
        )
        return
    content = content or f"{sha256(name.encode()).hexdigest()}.txt"
    text = json.dumps(plan).encode()
    manifest.keep_plan(content, "1", zlib.compress(text))
    facts = json.dumps({"title": f"title of {name}", "year": 2024, "notes": []})
    title = re.sub(r"^[^!]*/", "", name)  # as readers call it
    manifest.add(
        Entry(name, position, name, content, 7, "1", "done", seconds=position / 7, title=title, facts=facts)
    )


def plan_of(number: int = 1) -> Json:
    plan: Json = json.loads(khparse.parse(TEXT.format(number=number)).to_json())
    return plan


def filled(folder: Path, plans: dict[str, Json | None]) -> Manifest:
    manifest = Manifest(folder / ".khparse" / "manifest.sqlite")
    for position, (name, plan) in enumerate(plans.items()):
        add(manifest, name, plan, position)
    return manifest


def gathered(
    format: GatheredFormat, folder: Path, plans: dict[str, Json | None], shard: int | None = None
) -> Path:
    manifest = filled(folder, plans)
    gather(format, manifest, folder, shard)
    manifest.close()
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def lines(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def parquet_rows(folder: Path, table: str) -> list[Json]:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows: list[Json] = []
    for path in sorted(folder.glob(f"{table}*.parquet")):
        rows += parquet.read_table(path).to_pylist()
    return rows


def sqlite_rows(folder: Path, table: str) -> list[Json]:
    connection = sqlite3.connect(folder / "plans.sqlite")
    connection.row_factory = sqlite3.Row
    rows = [dict(row) for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')]
    connection.close()
    return rows


@pytest.fixture(params=FORMATS)
def format(request: pytest.FixtureRequest) -> GatheredFormat:
    if request.param == "parquet":
        pytest.importorskip("pyarrow")
    found: GatheredFormat = request.param
    return found


# --- What they hold ---------------------------------------------------------------------------------------


def test_a_plan_a_line_in_the_order_of_the_inputs(tmp_path: Path) -> None:
    plans = {"z/9.txt": plan_of(9), "gone.txt": None, "a/b.zip!/c/1.txt": plan_of(1), "m.txt": plan_of(2)}
    found = lines(gathered("jsonl", tmp_path, plans) / "plans.jsonl")
    assert [plan["metadata"]["number"]["number"] for plan in found] == ["9", "1", "2"]
    assert [plan["source"]["name"] for plan in found] == ["9.txt", "b.zip!/c/1.txt", "m.txt"]
    assert [{**plan, "source": None} for plan in found] == [
        {**plan, "source": None} for plan in plans.values() if plan
    ]
    khparse.Plan.model_validate(found[0])


def test_equal_files_have_names_of_their_own(tmp_path: Path, format: GatheredFormat) -> None:
    manifest = Manifest(tmp_path / ".khparse" / "manifest.sqlite")
    for position, name in enumerate(["a.txt", "b.txt"]):
        add(manifest, name, plan_of(), position, "same.txt")
    gather(format, manifest, tmp_path)
    if format == "jsonl":
        assert [plan["source"]["name"] for plan in lines(tmp_path / "plans.jsonl")] == ["a.txt", "b.txt"]
    else:
        rows = parquet_rows if format == "parquet" else sqlite_rows
        assert [row["document"] for row in rows(tmp_path, "deadlines")] == ["a.txt"] * 2 + ["b.txt"] * 2


@pytest.mark.parametrize("rows", [parquet_rows, sqlite_rows])
def test_tables(rows: Callable[[Path, str], list[Json]], tmp_path: Path) -> None:
    is_sqlite = rows is sqlite_rows
    if not is_sqlite:
        pytest.importorskip("pyarrow")
    plan = plan_of(68)
    gathered("sqlite" if is_sqlite else "parquet", tmp_path, {"x/gone.txt": None, "x/a.txt": plan})

    failed, done = rows(tmp_path, "documents")
    assert (failed["name"], failed["position"], failed["status"]) == ("x/gone.txt", 0, "failed")
    assert (failed["error"], failed["remedy"]) == ("no such file", "check the name and the folder")
    assert failed["doc_type"] is failed["characters"] is failed["sha256"] is None
    assert (done["name"], done["position"], done["status"], done["error"]) == ("x/a.txt", 1, "done", None)
    assert (done["doc_type"], done["doc_type_name"]) == ("KH", "Kế hoạch")
    assert (done["number"], done["symbol"], done["year"]) == ("68", "KH-UBND", 2024)
    assert (done["date"], str(done["day"])) == ("2024-03-05", "2024-03-05")
    assert done["issuer"] == plan["metadata"]["issuer"]["name"]
    assert (done["characters"], done["title"]) == (len(TEXT.format(number=68)), "title of x/a.txt")
    assert not isinstance(failed["ocr"], bool) and done["ocr"] in (0, False)

    assert [(row["id"], row["parent"], row["level"]) for row in rows(tmp_path, "sections")] == [
        ("I", None, 1),
        ("II", None, 1),
        ("II/1", "II", 2),
        ("II/2", "II", 2),
    ]
    first = rows(tmp_path, "references")[0]
    assert (first["document"], first["position"], first["date"]) == ("x/a.txt", 0, "2017-11-15")
    assert (first["id"], first["text"]) == (plan["references"][0]["id"], plan["references"][0]["text"])

    task = rows(tmp_path, "assignments")[0]
    lead, ids = task["lead"], task["lead_ids"]
    if is_sqlite:
        lead, ids = json.loads(lead), json.loads(ids)
    assert lead == [body["name"] for body in plan["assignments"][0]["lead"]]
    assert ids == [body["agency_id"] for body in plan["assignments"][0]["lead"]]

    before, quarter = rows(tmp_path, "deadlines")
    assert (before["assignment"], before["start"], before["start_day"]) == ("a1", None, None)
    assert (before["end"], str(before["end_day"])) == (plan["deadlines"][0]["end"], before["end"])
    assert (str(quarter["start_day"]), str(quarter["end_day"])) == ("2024-04-01", "2024-06-30")
    if not is_sqlite:
        assert quarter["end_day"] == date(2024, 6, 30)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_each_row_fits_its_columns(path: Path) -> None:
    plan = khparse.parse(path.read_text("utf-8"))
    entry = Entry("a.md", 0, "a.md", "0.md", 1, "1", "done", facts=json.dumps(facts_of(plan)))
    types = {"text": str, "day": str, "integer": int, "boolean": bool, "texts": list}
    found = rows_of(entry, json.loads(plan.to_json()))
    assert list(found) == [table.name for table in TABLES]
    for table in TABLES:
        for row in found[table.name]:
            for value, column in zip(row, table.columns, strict=True):
                fits = value is None or type(value) is types[column.type]
                assert fits and (value is not None or not column.always), (table.name, column.name, value)


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2024-03", "2024-03-05/2024-03-09", "20240305", "٢٠٢٤-03-05", None]
)
def test_what_is_no_day(text: str | None) -> None:
    plan = plan_of()
    plan["deadlines"][0]["end"] = text
    row = rows_of(Entry("a", 0, "a", "c", 1, "1", "done"), plan)["deadlines"][0]
    values = dict(zip((column.name for column in TABLES[4].columns), row, strict=True))
    assert (values["end"], values["end_day"]) == (text, None)


def test_agencies_have_rows_in_sqlite(tmp_path: Path) -> None:
    plan = plan_of()
    gathered("sqlite", tmp_path, {"a.txt": plan, "b.txt": plan})
    found = [
        (row["document"], row["assignment"], row["role"], row["position"], row["name"], row["agency_id"])
        for row in sqlite_rows(tmp_path, "agencies")
    ]
    assert found == [
        (document, task["id"], role, position, body["name"], body["agency_id"])
        for document in ("a.txt", "b.txt")
        for task in plan["assignments"]
        for role in ("lead", "support", "report_to")
        for position, body in enumerate(task[role])
    ]


def test_sqlite_is_sound(tmp_path: Path) -> None:
    plans: dict[str, Json | None] = {
        path.name: json.loads(khparse.parse(path.read_text("utf-8")).to_json()) for path in FIXTURES
    }
    gathered("sqlite", tmp_path, plans | {"gone.txt": None})
    connection = sqlite3.connect(f"file:{tmp_path}/plans.sqlite?mode=ro&immutable=1", uri=True)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in (*TABLES, AGENCIES):
        columns = connection.execute(f'PRAGMA table_info("{table.name}")').fetchall()
        assert [column[1] for column in columns] == [column.name for column in table.columns]
    wanted = "SELECT document FROM deadlines WHERE end_day BETWEEN '2024-01-01' AND '2024-12-31'"
    (told,) = connection.execute(f"EXPLAIN QUERY PLAN {wanted}").fetchall()
    assert "deadlines_by_end_day" in told[3]
    connection.close()


def test_the_schema_of_parquet_is_always_the_same(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    empty = plan_of()
    for part in ("sections", "references", "assignments", "deadlines", "recipients", "notes"):
        empty[part] = []
    full, bare, none = tmp_path / "full", tmp_path / "bare", tmp_path / "none"
    gathered("parquet", full, {"a.txt": plan_of()})
    gathered("parquet", bare, {"a.txt": empty})
    gathered("parquet", none, {})
    for table in TABLES:
        schemas = [parquet.read_schema(folder / f"{table.name}.parquet") for folder in (full, bare, none)]
        assert schemas[0].equals(schemas[1], check_metadata=True)
        assert schemas[0].equals(schemas[2], check_metadata=True)
        assert schemas[0].names == [column.name for column in table.columns]
    schema = parquet.read_schema(full / "deadlines.parquet")
    assert str(schema.field("end_day").type) == "date32[day]"
    assert schema.field("end").metadata[b"description"].startswith(b"last day")
    assert not schema.field("document").nullable
    assert (
        parquet.ParquetFile(full / "documents.parquet").metadata.row_group(0).column(0).compression == "ZSTD"
    )


# --- Archives of all sizes --------------------------------------------------------------------------------


def test_no_documents(format: GatheredFormat, tmp_path: Path) -> None:
    gathered(format, tmp_path, {})
    if format == "jsonl":
        assert files(tmp_path) == {"plans.jsonl": b""}
    else:
        rows = parquet_rows if format == "parquet" else sqlite_rows
        assert [rows(tmp_path, table.name) for table in TABLES] == [[]] * 5


def test_shards_of_json_lines(tmp_path: Path) -> None:
    plans: dict[str, Json | None] = {f"{number}.txt": plan_of(number) for number in range(20)}
    whole = (gathered("jsonl", tmp_path / "whole", plans) / "plans.jsonl").read_bytes()
    line = len(whole) // 20
    found = files(gathered("jsonl", tmp_path / "shards", plans, 3 * line + line // 2))
    assert list(found) == [f"plans-{number:05}.jsonl" for number in range(7)]
    assert b"".join(found.values()) == whole
    assert all(len(shard) <= 3 * line + line // 2 for shard in found.values())
    single = files(gathered("jsonl", tmp_path / "single", plans, 1))
    assert len(single) == 20 and b"".join(single.values()) == whole
    assert files(gathered("jsonl", tmp_path / "none", {}, 1)) == {"plans-00000.jsonl": b""}


def test_shards_of_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("khparse.batch.gather.parquet._WAITING", 30_000)
    plans: dict[str, Json | None] = {f"{number}.txt": plan_of(number) for number in range(60)}
    gathered("parquet", tmp_path / "whole", plans)
    gathered("parquet", tmp_path / "shards", plans, 8_000)
    for table in TABLES:
        *full, last = sorted((tmp_path / "shards").glob(f"{table.name}-*.parquet"))
        assert last.name == f"{table.name}-{len(full):05}.parquet"
        assert full or table.name == "references"  # few
        assert all(shard.stat().st_size >= 8_000 for shard in full)
        assert parquet_rows(tmp_path / "shards", table.name) == parquet_rows(tmp_path / "whole", table.name)
    groups = parquet.ParquetFile(tmp_path / "whole" / "sections.parquet").metadata
    assert groups.num_row_groups > 5


def test_other_shards_are_removed_and_nothing_else(format: GatheredFormat, tmp_path: Path) -> None:
    kept = ["plans-of-mine.jsonl", "plans-1.jsonl", "my-documents.parquet", "plans.sqlite.bak"]
    for name in kept:
        (tmp_path / name).write_text("mine")
    plans: dict[str, Json | None] = {f"{number}.txt": plan_of(number) for number in range(4)}
    gathered(format, tmp_path / "fresh", plans)
    gathered(format, tmp_path, plans, 1)
    gathered(format, tmp_path, plans)
    assert files(tmp_path) == dict.fromkeys(kept, b"mine") | files(tmp_path / "fresh")


@pytest.mark.skipif(sys.platform != "linux", reason="it measures as Linux does")
def test_memory_is_flat(format: GatheredFormat, tmp_path: Path) -> None:
    """The whole process, with what libraries take, from when the rows that wait for a row group are all there."""
    manifest = Manifest(tmp_path / ".khparse" / "manifest.sqlite")
    text = json.dumps(plan_of() | {"preamble": {"text": "x" * 4000, "span": {"start": 0, "end": 1}}}).encode()
    peaks, position = [], 0
    manifest.keep_plan("same", "1", zlib.compress(text))
    for number in (4_000, 10_000):
        while position < number:
            manifest.add(Entry(f"x/{position}.txt", position, "", "same", 7, "1", "done", facts="{}"))
            position += 1
        manifest.commit()
        peaks.append(_peak(format, tmp_path))
    manifest.close()
    assert peaks[1] < 1.1 * peaks[0], peaks


def _peak(format: GatheredFormat, folder: Path) -> int:
    """Return the most memory (KB) that a process takes which gathers the manifest in a folder."""
    code = (
        "import sys, resource; from pathlib import Path; from khparse.batch.gather import gather;"
        "from khparse.batch.manifest import Manifest; folder = Path(sys.argv[2]);"
        "gather(sys.argv[1], Manifest(folder / '.khparse' / 'manifest.sqlite'), folder);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, format, str(folder)], check=True, capture_output=True, text=True
    )
    return int(told.stdout)


# --- Hostile content --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "in_tables", "in_json"),
    [
        ("a\ud800b", "a\ufffdb", "a\ufffdb"),
        ("\udfff\ud800", "\ufffd\ufffd", "\ufffd\ufffd"),
        ("a\0b", "a\ufffdb", "a\0b"),
        ("\U0001f600 \\u0000 \\ud800", "\U0001f600 \\u0000 \\ud800", "\U0001f600 \\u0000 \\ud800"),
        ("a\nb\r\u2028\"'", "a\nb\r\u2028\"'", "a\nb\r\u2028\"'"),
        ("ế" * 3_000_000, "ế" * 3_000_000, "ế" * 3_000_000),
        ("", "", ""),
    ],
    ids=["half", "halves", "zero", "escapes", "ends", "long", "empty"],
)
def test_hostile_texts(
    format: GatheredFormat, text: str, in_tables: str, in_json: str, tmp_path: Path
) -> None:
    plan = plan_of()
    plan["sections"][0]["text"] = plan["assignments"][0]["task"] = text
    plan["assignments"][0]["lead"][0]["name"] = plan["deadlines"][0]["text"] = text
    gathered(format, tmp_path, {"a.txt": plan, "b\0.txt": None})
    if format == "jsonl":
        (found,) = lines(tmp_path / "plans.jsonl")
        assert found["sections"][0]["text"] == found["assignments"][0]["lead"][0]["name"] == in_json
        return
    rows = parquet_rows if format == "parquet" else sqlite_rows
    assert rows(tmp_path, "sections")[0]["text"] == in_tables
    assert rows(tmp_path, "deadlines")[0]["text"] == in_tables
    task = rows(tmp_path, "assignments")[0]
    assert task["task"] == in_tables
    lead = task["lead"] if format == "parquet" else json.loads(task["lead"])
    assert lead[0] == in_tables
    assert rows(tmp_path, "documents")[1]["name"] == "b\ufffd.txt"


# --- Equal bytes, and what goes wrong ---------------------------------------------------------------------


def test_equal_input_gives_equal_bytes(format: GatheredFormat, tmp_path: Path) -> None:
    plans: dict[str, Json | None] = {f"{number}.txt": plan_of(number) for number in range(30)}
    one = filled(tmp_path / "one", plans | {"gone.txt": None})
    other = Manifest(tmp_path / "other" / ".khparse" / "manifest.sqlite")
    for position, name in reversed(
        list(enumerate([*plans, "gone.txt"]))
    ):  # in the order in which they are ready
        add(other, name, plans.get(name), position)
    gather(format, one, tmp_path / "one")
    gather(format, other, tmp_path / "other")
    gather(format, other, tmp_path / "other")
    assert files(tmp_path / "one") == files(tmp_path / "other")


@pytest.fixture
def old(format: GatheredFormat, tmp_path: Path) -> Iterator[tuple[Manifest, dict[str, bytes]]]:
    """A manifest with more documents than the result beside it, and that result."""
    manifest = filled(tmp_path, {"a.txt": plan_of(1)})
    gather(format, manifest, tmp_path)
    for number in range(2, 40):
        add(manifest, f"{number}.txt", plan_of(number), number)
    manifest.commit()
    yield manifest, files(tmp_path)
    manifest.close()


def test_an_error_leaves_the_old_result(
    format: GatheredFormat, old: tuple[Manifest, dict[str, bytes]], tmp_path: Path
) -> None:
    manifest, result = old
    manifest.add(Entry("z.txt", 99, "z", "lost", 1, "1", "done"))
    with pytest.raises(KhparseError, match=re.escape("the manifest has no plan of z.txt")):
        gather(format, manifest, tmp_path)
    assert files(tmp_path) == result
    assert not (tmp_path / ".khparse" / "assembling").exists()


def test_a_kill_leaves_the_old_result(
    format: GatheredFormat, old: tuple[Manifest, dict[str, bytes]], tmp_path: Path
) -> None:
    code = (
        "import os, sys; from pathlib import Path; from khparse.batch.gather import gather, assembly;"
        "from khparse.batch.manifest import Manifest; folder = Path(sys.argv[2]);"
        "assembly.os.fsync = lambda file: os.kill(os.getpid(), 9);"
        "gather(sys.argv[1], Manifest(folder / '.khparse' / 'manifest.sqlite'), folder)"
    )
    ended = subprocess.run([sys.executable, "-c", code, format, str(tmp_path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert files(tmp_path) == old[1]
    gather(format, old[0], tmp_path)
    names = {path.name: path for path in tmp_path.iterdir() if path.is_file()}
    assert list(names) and all(names[name].read_bytes() != old[1][name] for name in names)
    assert not (tmp_path / ".khparse" / "assembling").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="limits of files")
def test_no_room(format: GatheredFormat, old: tuple[Manifest, dict[str, bytes]], tmp_path: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, limits[1]))
    try:
        with pytest.raises(OSError) as caught:
            gather(format, old[0], tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert caught.value.errno in (errno.EFBIG, errno.EIO, errno.ENOSPC), os.strerror(caught.value.errno or 0)
    assert files(tmp_path) == old[1]
    assert not (tmp_path / ".khparse" / "assembling").exists()


def test_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "khparse.batch.gather.parquet", raising=False)
    with pytest.raises(KhparseError, match="Parquet output needs pyarrow") as caught:
        gathered("parquet", tmp_path, {})
    assert caught.value.remedy == "pip install 'khparse[parquet]'"
    assert files(tmp_path) == {}
