"""`khparse report` on archives: what the manifest keeps of long plans, results in a store, the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import khparse
from khparse.batch import stores
from khparse.batch.facts import MOST, facts_of
from khparse.batch.manifest import Entry, Manifest
from khparse.cli.app import app
from khparse.models import Agency, Assignment, Deadline, Note, Plan, Reference, Span
from test_batch_stores import memory, s3  # noqa: F401  # fixtures

SPAN = Span(start=0, end=1)


def plan_of(head: str = "") -> Plan:
    return khparse.parse(f"{head}\nSố: 12/KH-SYT\nHà Tĩnh, ngày 06 tháng 02 năm 2026\nKẾ HOẠCH\nTiêm chủng\n")


# --- Facts ----------------------------------------------------------------------------------------------------


def test_facts_have_the_issuer_and_the_canonical_name_of_its_superior() -> None:
    found = facts_of(plan_of("UBND TỈNH HÀ TĨNH\nSỞ Y TẾ"))
    assert (found["issuer"], found["issuer_parent"]) == ("Sở Y tế", "Ủy ban nhân dân tỉnh Hà Tĩnh")
    assert facts_of(plan_of())["issuer_parent"] is None


def test_lists_are_cut_and_numbers_are_not() -> None:
    plan = plan_of()
    count = MOST + 100
    plan.references = [_reference(f"{number % count}/KH-UBND") for number in range(2 * count)]
    plan.deadlines = [
        *(_deadline(f"{2001 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}") for n in range(count)),
        *(_deadline("2050-01-01") for _ in range(7)),
        *(_deadline(None) for _ in range(3)),
        *(_deadline("2026-01-01", "FREQ=MONTHLY") for _ in range(2)),
    ]
    plan.assignments = [_task(f"Sở {number}") for number in range(count)] + [_task("Sở 599")]
    plan.notes = [Note(code="label-repaired", level="info", message=f"{n}") for n in range(count)]
    plan.notes.append(Note(code="date-blank", level="warning", message="x" * 1000))
    found = facts_of(plan)
    assert (found["cited"], len(found["references"]), found["references"][0]) == (count, MOST, "0/KH-UBND")
    assert (found["deadlines"], len(found["days"])) == ([count + 12, 2, 3], MOST)
    assert found["days"][0] == ("2050-01-01", 7)
    assert (found["tasks"], found["agencies"][0][:3]) == (count + 1, ["Sở 599", None, 2])
    assert found["note_counts"] == {"label-repaired": (0, count), "date-blank": (1, 0)}
    assert (len(found["notes"]), found["notes"][1][:2]) == (MOST, ["date-blank", "warning"])
    assert found["cut"] == ["agencies", "days", "references"]
    assert len(json.dumps(found)) < 150_000


def _reference(name: str) -> Reference:
    return Reference.model_construct(id=name)


def _deadline(end: str | None, recurrence: str | None = None) -> Deadline:
    return Deadline.model_construct(start=None, end=end, recurrence=recurrence, text="")


def _task(name: str) -> Assignment:
    body = Agency(text=name, name=name, agency_id=None, span=SPAN)
    return Assignment(id="a", task="", lead=[body, body], span=SPAN)


@pytest.mark.parametrize("end", ["2026-06", "٢٠٢٦-06-30", "2026-13-01", ""])
def test_what_is_no_day_has_no_date(end: str) -> None:
    plan = plan_of()
    plan.deadlines = [_deadline(end)]
    assert (facts_of(plan)["deadlines"], facts_of(plan)["days"]) == ([1, 0, 1], [])


# --- The command ----------------------------------------------------------------------------------------------


def _run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["report", *arguments])


def _manifest(path: Path) -> Path:
    manifest = Manifest(path)
    for index, target in enumerate(("quý 1/a", "b")):
        facts = json.dumps(facts_of(plan_of("UBND TỈNH HÀ TĨNH\nSỞ Y TẾ")))
        manifest.add(Entry(f"{target}.docx", index, target, f"{index}", 9, "v", "done", facts=facts))
    manifest.close()
    return path


@pytest.mark.parametrize("kind", ["memory", "s3"])
def test_an_archive_in_a_store(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    output = f"{request.getfixturevalue(kind)}/out"
    stores.upload(_manifest(tmp_path / "manifest.sqlite"), f"{output}/.khparse/manifest.sqlite")
    stores.write(f"{output}/quý 1/a.json", b"{}")
    state = stores.state_of(f"{output}/.khparse/manifest.sqlite")
    page = tmp_path / "report.html"
    ended = _run(f"{output}/", "-o", str(page))
    assert ended.exit_code == 0, ended.output
    text = page.read_text(encoding="utf-8")
    assert f'href="{output}/qu%C3%BD%201/a.json"' in text
    assert f"{output}/b.json" not in text
    assert f"<small>{output.partition('://')[2]}</small>" in text
    assert json.loads(_run(output, "--format", "json").stdout)["documents"] == 2
    assert stores.state_of(f"{output}/.khparse/manifest.sqlite") == state


@pytest.mark.parametrize("kind", ["memory", "s3", "tmp_path"])
def test_no_archive(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    place = f"{request.getfixturevalue(kind)}/none"
    ended = _run(place)
    assert ended.exit_code == 3
    assert f"{place}: it has no manifest (name " in ended.output
    assert list(tmp_path.iterdir()) == []


def test_an_archive_in_a_folder(tmp_path: Path) -> None:
    _manifest(tmp_path / ".khparse/manifest.sqlite")
    found = json.loads(_run(str(tmp_path), "--format", "json").stdout)
    assert found["issuers"]["figures"][0]["parent"] == "Ủy ban nhân dân tỉnh Hà Tĩnh"


def test_a_page_is_not_written_to_another_kind_of_file(tmp_path: Path) -> None:
    _manifest(tmp_path / ".khparse/manifest.sqlite")
    ended = _run(str(tmp_path), "-o", str(tmp_path / "report.pdf"))
    assert (ended.exit_code, (tmp_path / "report.pdf").exists()) == (2, False)


def test_an_archive_that_may_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _manifest(tmp_path / ".khparse/manifest.sqlite")
    state = path.stat()
    monkeypatch.setattr("khparse.cli.report.os.access", lambda path, mode: False)
    assert json.loads(_run(str(tmp_path), "--format", "json").stdout)["documents"] == 2
    assert (path.stat(), list(path.parent.iterdir())) == (state, [path])
