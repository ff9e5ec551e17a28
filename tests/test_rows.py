"""Rows of tasks, deadlines and references on a terminal, as JSON, CSV and Markdown, and the commands for them.

`python tests/test_rows.py` writes the golden files anew; look at the difference before you commit it.
"""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

import khparse
from khparse.cli.deadlines import deadlines
from khparse.cli.refs import refs
from khparse.cli.tasks import tasks
from khparse.facts.rows import citations_of, deadlines_of, tasks_of
from khparse.models import Plan
from khparse.output.rows.cells import Row, calendar_date, deadline_row, printed_date, reference_row, task_row
from khparse.output.rows.columns import SHEETS, Kind, Lang
from khparse.output.rows.csv import to_csv
from khparse.output.rows.json import to_json, to_json_lines
from khparse.output.rows.markdown import to_markdown
from khparse.output.rows.rhythm import in_words
from khparse.output.rows.terminal import to_table

TESTS = Path(__file__).parent
GOLDEN = TESTS / "golden"
FIXTURES = [
    TESTS.parent / "fixtures" / name
    for name in ("14-kh-ubnd-phan-loai-rac.md", "19-kh-phuong-cchc-bang.md", "28-ke-hoach-thanh-nien-he.txt")
]


def rows_of(plan: Plan, lang: Lang = "vi") -> dict[Kind, list[Row]]:
    return {
        "tasks": [task_row(row, lang) for row in tasks_of(plan)],
        "deadlines": [deadline_row(row, lang) for row in deadlines_of(plan)],
        "references": [reference_row(row, lang) for row in citations_of(plan)],
    }


def golden_files(path: Path) -> dict[Path, str]:
    """Return what each golden file of a fixture holds."""
    rows = rows_of(khparse.parse_file(path))
    kinds: tuple[Kind, ...] = ("tasks", "deadlines", "references")
    return {
        **{GOLDEN / "csv" / f"{path.stem}.{kind}.csv": to_csv(kind, rows[kind], "vi") for kind in kinds},
        **{GOLDEN / "md" / f"{path.stem}.{kind}.md": to_markdown(kind, rows[kind], "vi") for kind in kinds},
        **{GOLDEN / "jsonl" / f"{path.stem}.{kind}.jsonl": to_json_lines(rows[kind]) for kind in kinds},
    }


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem[:2])
def test_golden_files(path: Path) -> None:
    for golden, text in golden_files(path).items():
        assert golden.read_bytes().decode() == text, golden.name


# --- Recurrences --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rule, vietnamese, english",
    [
        ("FREQ=DAILY", "hằng ngày", "every day"),
        ("FREQ=WEEKLY", "hằng tuần", "every week"),
        ("FREQ=WEEKLY;INTERVAL=2", "2 tuần một lần", "every 2 weeks"),
        ("FREQ=WEEKLY;BYDAY=FR", "thứ Sáu hằng tuần", "every Friday"),
        (
            "FREQ=WEEKLY;BYDAY=TH;BYHOUR=16;BYMINUTE=0",
            "16 giờ 00 thứ Năm hằng tuần",
            "at 16:00 every Thursday",
        ),
        ("FREQ=MONTHLY", "hằng tháng", "every month"),
        ("FREQ=MONTHLY;INTERVAL=3", "hằng quý", "every quarter"),
        ("FREQ=MONTHLY;INTERVAL=6", "6 tháng một lần", "every 6 months"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "ngày 15 hằng tháng", "on day 15 of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=5", "ngày 05 hằng tháng", "on day 5 of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "ngày cuối cùng hằng tháng", "on the last day of every month"),
        ("FREQ=MONTHLY;BYDAY=1SU", "Chủ nhật đầu tiên hằng tháng", "on the first Sunday of every month"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "ngày làm việc cuối cùng hằng tháng",
            "on the last working day of every month",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=20",
            "ngày 20 các tháng 3, 6, 9 và 12 hằng năm",
            "on day 20 of March, June, September and December every year",
        ),
        ("FREQ=YEARLY", "hằng năm", "every year"),
        ("FREQ=YEARLY;INTERVAL=2", "2 năm một lần", "every 2 years"),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30", "ngày 30/11 hằng năm", "on 30 November every year"),
        ("FREQ=YEARLY;BYMONTH=9", "tháng 9 hằng năm", "in September every year"),
        ("FREQ=YEARLY;BYMONTH=7,8", "tháng 7 và 8 hằng năm", "in July and August every year"),
    ],
)
def test_recurrences_in_words(rule: str, vietnamese: str, english: str) -> None:
    assert (in_words(rule, "vi"), in_words(rule, "en")) == (vietnamese, english)


@pytest.mark.parametrize(
    "rule",
    ["", "FREQ", "FREQ=HOURLY", "FREQ=DAILY;X=1", "FREQ=WEEKLY;BYDAY=", "FREQ=YEARLY;BYMONTH=13", "=1+1"],
)
def test_rules_that_are_not_known_stay(rule: str) -> None:
    assert in_words(rule, "en") == rule


def test_before_a_recurring_day() -> None:
    assert in_words("FREQ=MONTHLY;BYMONTHDAY=15", "vi", inclusive=False) == "trước ngày 15 hằng tháng"
    assert in_words("FREQ=MONTHLY;BYMONTHDAY=15", "en", inclusive=False) == "before day 15 of every month"


# --- Rows and cells -----------------------------------------------------------------------------------------

TEXT = """UBND TỈNH AN GIANG
Số: 15/KH-UBND
An Giang, ngày 10 tháng 10 năm 2025
KẾ HOẠCH
Về việc trồng cây
Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;
I. TỔ CHỨC THỰC HIỆN
1. Sở Khoa học và Công nghệ
- Chủ trì, phối hợp với Sở Tài chính rà soát quỹ đất, xong trước ngày 30/11/2025; tổng kết trong tháng 12/2025.
- Báo cáo UBND tỉnh trước ngày 15 hằng tháng.
"""
HOSTILE = "=HYPERLINK(1)|<script>alert(1)</script> *b* [a](http://x)\x1b[31m\u202e\n+84"


@pytest.fixture
def plan() -> Plan:
    return khparse.parse(TEXT)


def hostile_plan() -> Plan:
    """Return a plan as somebody may write its JSON."""
    plan = khparse.parse(TEXT)
    plan.assignments[-1].task = HOSTILE
    plan.assignments[-1].lead[0].text = "@SUM(A1)"
    plan.deadlines[-1].start = "=1+1"
    plan.deadlines[-1].recurrence = "=cmd|'/c calc'!A0"
    return plan


@pytest.fixture
def hostile() -> Plan:
    return hostile_plan()


def test_a_task_has_the_first_day_and_the_last_of_its_deadlines(plan: Plan) -> None:
    first, second = rows_of(plan)["tasks"]
    assert first["time"] == "xong trước ngày 30/11/2025; trong tháng 12/2025"
    assert (first["start"], first["end"]) == ("2025-12-01", "2025-12-31")
    assert (first["lead"], first["support"]) == (["Sở Khoa học và Công nghệ"], ["Sở Tài chính"])
    assert (second["recurrence"], second["rrule"]) == (
        "trước ngày 15 hằng tháng",
        ["FREQ=MONTHLY;BYMONTHDAY=15"],
    )
    assert first["plan"] == "Kế hoạch 15/KH-UBND"
    assert TEXT[first["span"]["start"] :].startswith("Chủ trì")


def test_rows_in_english(plan: Plan) -> None:
    rows = rows_of(plan, "en")
    assert rows["tasks"][1]["recurrence"] == "before day 15 of every month"
    assert rows["references"][0]["relation"] == "basis"


def test_marks_of_markdown_are_no_part_of_a_time() -> None:
    row = rows_of(khparse.parse_file(FIXTURES[0]))["deadlines"][0]
    assert "*" not in row["time"] + row["task"]


def test_every_row_has_a_value_for_every_column(plan: Plan) -> None:
    for kind, rows in rows_of(plan).items():
        assert rows
        for row in rows:
            assert row.keys() >= {column.name for column in SHEETS[kind].columns}


@pytest.mark.parametrize(
    "value, printed, is_day",
    [
        ("2025-12-20", "20/12/2025", True),
        ("2025-12", "12/2025", False),
        ("2025", "2025", False),
        (None, "", False),
        ("2025-02-30", "30/02/2025", False),
    ],
)
def test_dates(value: str | None, printed: str, is_day: bool) -> None:
    assert printed_date(value) == printed
    assert (calendar_date(value) is not None) == is_day


# --- Formats ------------------------------------------------------------------------------------------------


def test_csv_is_for_excel(hostile: Plan) -> None:
    text = to_csv("tasks", rows_of(hostile)["tasks"], "vi")
    assert text.startswith("\ufeffVăn bản,Mục,Nhiệm vụ,")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["Kết thúc"] for row in rows] == ["2025-12-31", ""]
    assert rows[1]["Nhiệm vụ"].startswith("'=HYPERLINK(1)|<script>")
    assert rows[1]["Chủ trì"] == "'@SUM(A1)"
    assert rows[1]["Bắt đầu"] == "'=1+1"
    assert not any(cell.startswith(tuple("=+-@\t\r")) for row in rows for cell in row.values())


def test_markdown_of_a_document_is_text(hostile: Plan) -> None:
    lines = to_markdown("tasks", rows_of(hostile)["tasks"], "vi").splitlines()
    assert lines[0].startswith("| Văn bản | Mục | Nhiệm vụ | Chủ trì |")
    assert "Sản phẩm" not in lines[0]  # empty in all rows
    assert len(lines) == 4
    assert "\\|\\<script\\>alert(1)\\</script\\> b \\[a\\](http://x)\ufffd\\[31m +84" in lines[3]


def test_a_terminal_gets_no_control_characters(hostile: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    text = to_table("tasks", rows_of(hostile)["tasks"], "vi")
    assert "\x1b" not in text
    assert "xong trước ngày 30/11/2025; trong tháng 12/2025" in text
    assert "Văn bản" not in text
    several = rows_of(hostile)["tasks"] + rows_of(khparse.parse_file(FIXTURES[0]))["tasks"]
    assert "Văn bản" in to_table("tasks", several, "vi")


@pytest.mark.parametrize("kind", ["tasks", "deadlines", "references"])
def test_no_rows(kind: Kind) -> None:
    assert to_json([]) == "[]\n"
    assert to_json_lines([]) == ""
    assert to_csv(kind, [], "en").count("\n") == 1
    assert to_markdown(kind, [], "en").startswith("No ")
    assert to_table(kind, [], "vi").startswith("Không có ")


# --- Commands -----------------------------------------------------------------------------------------------

app = typer.Typer()
for command in (tasks, deadlines, refs):
    app.command()(command)


def run(*arguments: str | Path, stdin: bytes = b"") -> Any:
    return CliRunner().invoke(app, list(map(str, arguments)), input=stdin)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.mark.parametrize("name, count", [("tasks", 2), ("deadlines", 3), ("refs", 1)])
def test_json_of_files_standard_input_and_own_json(
    name: str, count: int, document: Path, tmp_path: Path
) -> None:
    printed = tmp_path / "plan.json"
    printed.write_text(khparse.parse_file(document).to_json(), "utf-8")
    result = run(name, document)
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(json.loads(result.stdout)) == count
    assert run(name, printed).stdout == result.stdout
    own = json.loads(run(name, "-", stdin=TEXT.encode()).stdout)
    assert [{**row, "source": document.name} for row in own] == json.loads(result.stdout)
    assert len(json.loads(run(name, document, printed).stdout)) == 2 * count


def test_the_suffix_chooses_the_format(document: Path, tmp_path: Path) -> None:
    starts = {".csv": "\ufeffVăn bản", ".md": "| Văn bản", ".jsonl": '{"plan"', ".json": "[\n", ".txt": "[\n"}
    for suffix, start in starts.items():
        output = tmp_path / f"out{suffix}"
        assert run("tasks", document, "-o", output).exit_code == 0
        assert output.read_bytes().decode().startswith(start)


def test_filters(document: Path) -> None:
    def sections(*options: str) -> list[str]:
        return [row["section"] for row in json.loads(run("tasks", document, *options).stdout)]

    assert sections("--agency", "Sở KHCN") == ["I/1/-1", "I/1/-2"]
    assert sections("--agency", "Sở Tài chính", "--role", "lead") == []
    assert sections("--to", "30/11/2025", "--section", "I/1/-1") == ["I/1/-1"]
    assert sections("--from", "2026-01-01") == ["I/1/-2"]


def test_an_agency_that_no_task_names_is_told(document: Path) -> None:
    unknown = run("tasks", document, "--agency", "Sở Ngoại vụ")
    assert (unknown.exit_code, json.loads(unknown.stdout)) == (0, [])
    assert unknown.stderr == "khparse: no plan has a task of Sở Ngoại vụ\n"
    assert run("tasks", document, "--agency", "Sở Tài chính", "--role", "lead").stderr == ""


@pytest.mark.parametrize(
    "options, cause",
    [
        (["--from", "31/11/2025"], "no date"),
        (["--agency", ""], "it is empty"),
        (["--format", "ics", "--alarm", "99999999999"], "3650"),
        (["--from", "2025-12-02", "--to", "1/12/2025"], "before --from"),
        (["--format", "pdf"], "--format"),
        (["--role", "boss"], "--role"),
    ],
)
def test_wrong_options(options: list[str], cause: str, document: Path) -> None:
    result = run("tasks", document, *options)
    assert result.exit_code == 2
    assert cause in result.stderr


def test_no_calendar_of_references(document: Path, tmp_path: Path) -> None:
    output = tmp_path / "refs.ics"
    assert run("refs", document, "-o", output).exit_code == 2
    assert not output.exists()


def test_a_calendar(document: Path) -> None:
    result = run("deadlines", document, "--format", "ics", "--alarm", "1")
    assert result.exit_code == 0
    assert result.stdout.count("BEGIN:VEVENT") + result.stdout.count("BEGIN:VTODO") == 3
    some = run("tasks", document, "--format", "ics", "--to", "2025-11-30").stdout
    assert "20251231" not in some


def test_exit_codes(document: Path, tmp_path: Path) -> None:
    missing = run("tasks", tmp_path / "missing.txt")
    assert (missing.exit_code, missing.stdout) == (3, "")
    some = run("tasks", tmp_path / "missing.txt", document)
    assert some.exit_code == 4
    assert len(json.loads(some.stdout)) == 2
    assert run("tasks", document, "-o", document).exit_code == 2
    assert document.read_text("utf-8") == TEXT


def test_a_file_stays_as_it_was_when_nothing_can_be_read(tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    output.write_text("before", "utf-8")
    assert run("tasks", tmp_path / "missing.txt", "-o", output).exit_code == 3
    assert output.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [output]


def main() -> None:
    for path in FIXTURES:
        for golden, text in golden_files(path).items():
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_bytes(text.encode())


if __name__ == "__main__":
    main()
