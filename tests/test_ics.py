"""Calendars of deadlines. `python tests/test_ics.py` writes the golden files anew."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

import golden
import khparse
from khparse.facts.rows import Due, deadlines_of
from khparse.models import Plan
from khparse.output.ics import left_out, to_ics
from khparse.output.ics.rules import rules_of

GOLDEN = Path(__file__).parent / "golden" / "ics"
NAMES = ("07-quyet-dinh-ke-hoach-thu-vien.md", "19-kh-phuong-cchc-bang.md", "28-ke-hoach-thanh-nien-he.txt")

HEAD = """ỦY BAN NHÂN DÂN TỈNH GIA LAI

Số: 12/KH-UBND

Gia Lai, ngày 20 tháng 12 năm 2023

KẾ HOẠCH
{subject}

"""


def rows_of(body: str, subject: str = "Công tác lưu trữ năm 2024") -> list[Due]:
    return deadlines_of(khparse.parse(HEAD.format(subject=subject) + body))


def events_of(text: str) -> list[dict[str, str]]:
    """Return the properties of the events of a calendar, as written."""
    return [
        {name: event[name].to_ical().decode() for name in event if hasattr(event[name], "to_ical")}
        for event in Calendar.from_ical(text).events
    ]


def due(plan: Plan, **fields: object) -> Due:
    """Return a deadline with other dates."""
    row = deadlines_of(plan)[0]
    return row._replace(deadline=row.deadline.model_copy(update=fields))


@pytest.fixture(scope="module")
def plan() -> Plan:
    return khparse.parse(
        HEAD.format(subject="Công tác lưu trữ năm 2024") + "1. Sở Nội vụ báo cáo trước ngày 10/3/2024.\n"
    )


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({"start": None, "end": "2024-12-20", "inclusive": False}, ("20241219", "20241220")),
        ({"start": None, "end": "2024-12-20", "inclusive": True}, ("20241220", "20241221")),
        ({"start": "2024-05-10", "end": "2024-05-12", "inclusive": True}, ("20240510", "20240513")),
        ({"start": "2024-05-01", "end": "2024-05-31", "inclusive": True}, ("20240531", "20240601")),
        ({"start": "2024-05-10", "end": "2024-05-10", "inclusive": False}, ("20240509", "20240510")),
        ({"start": "2024-05-10", "end": None, "inclusive": True}, ("20240510", "20240511")),
    ],
)
def test_all_day_events(plan: Plan, fields: dict[str, object], days: tuple[str, str]) -> None:
    (event,) = events_of(to_ics([due(plan, **fields)]))
    assert (event["DTSTART"], event["DTEND"]) == days


@pytest.mark.parametrize(
    "fields",
    [
        {"start": None, "end": None, "relative": "05 ngày làm việc kể từ ngày nhận"},
        {"start": None, "end": "2024-13-45"},
        {"start": None, "end": "9999-12-31"},
        {"start": None, "end": None, "recurrence": "FREQ=SECONDLY"},
        {"start": None, "end": None, "recurrence": "FREQ=MONTHLY;BYMONTHDAY=99"},
        {"start": None, "end": None, "recurrence": "X"},
        {"start": None, "end": None, "recurrence": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"},
    ],
)
def test_what_has_no_day_is_left_out(plan: Plan, fields: dict[str, object]) -> None:
    rows = [due(plan, **fields), deadlines_of(plan)[0]]
    assert len(events_of(to_ics(rows))) == 1
    assert left_out(rows) == 1


@pytest.mark.parametrize(
    ("recurrence", "inclusive", "start", "rule"),
    [
        ("FREQ=DAILY", True, "20240101", "FREQ=DAILY;UNTIL=20241231"),
        ("FREQ=WEEKLY", True, "20240105", "FREQ=WEEKLY;UNTIL=20241231;BYDAY=FR"),
        ("FREQ=WEEKLY;BYDAY=MO", False, "20240107", "FREQ=WEEKLY;UNTIL=20241231;BYDAY=SU"),
        ("FREQ=WEEKLY;INTERVAL=2", True, "20240105", "FREQ=WEEKLY;UNTIL=20241231;INTERVAL=2;BYDAY=FR"),
        ("FREQ=WEEKLY;BYDAY=TH;BYHOUR=10;BYMINUTE=0", True, "20240104", "FREQ=WEEKLY;UNTIL=20241231;BYDAY=TH"),
        ("FREQ=MONTHLY", True, "20240131", "FREQ=MONTHLY;UNTIL=20241231;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY;BYMONTHDAY=20", False, "20240119", "FREQ=MONTHLY;UNTIL=20241231;BYMONTHDAY=19"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", False, "20240131", "FREQ=MONTHLY;UNTIL=20241231;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY;BYDAY=1SU", True, "20240107", "FREQ=MONTHLY;UNTIL=20241231;BYDAY=1SU"),
        ("FREQ=MONTHLY;INTERVAL=3", True, "20240331", "FREQ=MONTHLY;UNTIL=20241231;INTERVAL=3;BYMONTHDAY=-1"),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=25", False, "20240324",
            "FREQ=MONTHLY;UNTIL=20241231;INTERVAL=3;BYMONTHDAY=24",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", True, "20240131",
            "FREQ=MONTHLY;UNTIL=20241231;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        ),
        ("FREQ=YEARLY", True, "20241231", "FREQ=YEARLY;UNTIL=20241231;BYMONTHDAY=-1;BYMONTH=12"),
        ("FREQ=YEARLY;BYMONTH=7,8", True, "20240831", "FREQ=YEARLY;UNTIL=20241231;BYMONTHDAY=-1;BYMONTH=8"),
        (
            "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", False, "20240531",
            "FREQ=YEARLY;UNTIL=20241231;BYMONTHDAY=-1;BYMONTH=5",
        ),
    ],
)  # fmt: skip
def test_recurring_events(plan: Plan, recurrence: str, inclusive: bool, start: str, rule: str) -> None:
    row = due(plan, start=None, end=None, recurrence=recurrence, inclusive=inclusive)
    (event,) = events_of(to_ics([row]))
    assert (event["DTSTART"], event["RRULE"]) == (start, rule)


def test_months_without_an_even_gap_become_an_event_each(plan: Plan) -> None:
    row = due(plan, start=None, end=None, recurrence="FREQ=YEARLY;BYMONTH=4,9", inclusive=True)
    assert [event["DTSTART"] for event in events_of(to_ics([row]))] == ["20240430", "20240930"]


@pytest.mark.parametrize(
    ("subject", "recurrence", "start", "until"),
    [
        ("Công tác lưu trữ năm 2024", "FREQ=MONTHLY", "20240131", "20241231"),
        ("Công tác lưu trữ giai đoạn 2021 - 2025", "FREQ=MONTHLY", "20231231", "20251231"),
        ("Công tác lưu trữ đến năm 2030", "FREQ=MONTHLY", "20231231", "20301231"),
        ("Thực hiện Nghị quyết số 12/2022/NQ-HĐND", "FREQ=MONTHLY", "20231231", "20241231"),
        ("Thực hiện Nghị quyết số 12/2022/NQ-HĐND", "FREQ=YEARLY", "20231231", None),
    ],
)
def test_recurring_events_last_as_long_as_the_plan(
    subject: str, recurrence: str, start: str, until: str | None
) -> None:
    found = khparse.parse(HEAD.format(subject=subject) + "1. Sở Nội vụ báo cáo trước ngày 10/3/2024.\n")
    (event,) = events_of(to_ics([due(found, start=None, end=None, recurrence=recurrence, inclusive=True)]))
    assert event["DTSTART"] == start
    assert (f"UNTIL={until}" in event["RRULE"]) if until else ("UNTIL" not in event["RRULE"])


def test_first_days_are_those_of_dateutil() -> None:
    from dateutil.rrule import rrulestr

    begin = date(2024, 2, 10)
    rhythms = (
        "FREQ=WEEKLY;BYDAY=WE", "FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=9", "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYDAY=2MO", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=MONTHLY;BYMONTHDAY=-2", "FREQ=MONTHLY;INTERVAL=6",
    )  # fmt: skip
    for rhythm in rhythms:
        (rule,) = rules_of(rhythm, True)
        first = rule.first(begin)
        assert first is not None
        written = ";".join(
            f"{name}={','.join(map(str, value)) if isinstance(value, list) else value}"
            for name, value in rule.parts().items()
        )
        # from its own first day each rule begins with that day: DTSTART is in step with RRULE (RFC 5545, 3.8.5.3)
        assert rrulestr(written, dtstart=first_time(first))[0].date() == first
        if "INTERVAL" not in written:
            assert rrulestr(written, dtstart=first_time(begin))[0].date() == first


def first_time(day: date) -> datetime:
    return datetime.combine(day, time())


def test_what_events_say() -> None:
    rows = rows_of(
        "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, Sở Tư pháp rà soát kho lưu trữ; xong trước ngày 10/3/2024.\n"
    )
    (event,) = Calendar.from_ical(to_ics(rows)).events
    assert str(event["SUMMARY"]).startswith("Sở Nội vụ")
    lines = str(event["DESCRIPTION"]).split("\n")
    assert "Chủ trì: Sở Nội vụ" in lines
    assert "Phối hợp: Sở Tài chính; Sở Tư pháp" in lines
    assert any(
        line.startswith("Thời hạn ghi trong văn bản: ") and "trước ngày 10/3/2024" in line for line in lines
    )
    assert any(line.startswith("Văn bản: Kế hoạch 12/KH-UBND, Công tác lưu trữ năm 2024") for line in lines)
    assert event.categories == ["Kế hoạch 12/KH-UBND", "Sở Nội vụ"]
    (event,) = Calendar.from_ical(to_ics(rows, "en")).events
    assert "Lead: Sở Nội vụ" in str(event["DESCRIPTION"]).split("\n")


def test_uids_are_those_of_the_facts() -> None:
    first, again = (
        "1. Sở Nội vụ báo cáo trước ngày 10/3/2024.\n",
        "\n\n1.  Sở Nội vụ báo\ncáo trước ngày 10/3/2024.\n",
    )
    (event,), (same,) = events_of(to_ics(rows_of(first))), events_of(to_ics(rows_of(again), "en", [1]))
    assert event["UID"] == same["UID"]
    (later,) = events_of(to_ics(rows_of(first.replace("10/3", "11/3"))))
    (other,) = events_of(to_ics(rows_of(first, "Công tác lưu trữ năm 2024")))
    assert later["UID"] != event["UID"] == other["UID"]


def test_equal_deadlines_of_one_plan_stay_apart_and_two_copies_of_a_plan_fall_together() -> None:
    rows = rows_of(
        "1. Sở Nội vụ báo cáo trước ngày 10/3/2024.\n\n2. Sở Nội vụ báo cáo trước ngày 10/3/2024.\n"
    )
    assert len({event["UID"] for event in events_of(to_ics(rows))}) == len(rows) == 2
    copy = rows_of(
        "1. Sở Nội vụ báo cáo trước ngày 10/3/2024.\n\n2. Sở Nội vụ báo cáo trước ngày 10/3/2024.\n"
    )
    assert to_ics(rows + copy) == to_ics(rows)


def test_alarms_ring_at_eight_but_not_every_day(plan: Plan) -> None:
    (event,) = Calendar.from_ical(to_ics([due(plan)], alarm_days=[3, 0])).events
    triggers = [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    assert triggers == [timedelta(hours=8), timedelta(days=-3, hours=8)]
    daily = due(plan, start=None, end=None, recurrence="FREQ=DAILY", inclusive=True)
    assert "VALARM" not in to_ics([daily], alarm_days=[3])


def test_hostile_words_stay_words(plan: Plan) -> None:
    task = "báo cáo\r\nEND:VEVENT\nBEGIN:VEVENT\x00; a, b \\n \u202e"
    row = due(plan)
    assert row.assignment is not None
    row = row._replace(assignment=row.assignment.model_copy(update={"task": task}))
    text = to_ics([row])
    (event,) = Calendar.from_ical(text).events
    assert "báo cáo END:VEVENT BEGIN:VEVENT\ufffd; a, b \\n" in str(event["DESCRIPTION"])
    assert "\x00" not in text


def test_lines_are_folded_and_end_in_crlf(plan: Plan) -> None:
    text = to_ics(deadlines_of(plan))
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize("path", golden.documents(), ids=lambda path: path.name)
def test_fixtures_are_read_by_another_parser(path: Path) -> None:
    """`ical` checks what RFC 5545 says of each property, and unfolds the recurrences."""
    stream = pytest.importorskip("ical.calendar_stream")
    rows = deadlines_of(khparse.parse_file(path))
    text = to_ics(rows, alarm_days=[3])
    found = stream.IcsCalendarStream.calendar_from_ics(text)
    assert len(found.events) >= len(rows) - left_out(rows)
    assert len({event.uid for event in found.events}) == len(found.events)
    for event in found.events:
        assert isinstance(event.dtstart, date)
        assert event.dtend > event.dtstart
        if event.rrule:
            assert next(iter(event.rrule.as_rrule(event.dtstart))).date() == event.dtstart


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str) -> None:
    assert calendar(name) == (GOLDEN / f"{name}.ics").read_bytes()


def calendar(name: str) -> bytes:
    return to_ics(deadlines_of(khparse.parse_file(golden.FIXTURES / name)), alarm_days=[3]).encode()


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        (GOLDEN / f"{name}.ics").write_bytes(calendar(name))
