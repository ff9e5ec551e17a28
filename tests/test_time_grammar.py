"""The grammar of times: every printed form and what it means, whatever the document around it."""

from __future__ import annotations

import time

import pytest

from khparse.fold import fold
from khparse.time.grammar import find_times
from khparse.time.values import TimeExpression, resolve

YEAR, ISSUED = 2024, "2024-02-01"


def times(text: str) -> list[TimeExpression]:
    return find_times(fold(text)[1])


def meaning(text: str) -> list[str]:
    """Return each period as `start/end`, with `<` where the end is excluded, or as its rule."""
    found = []
    for expression in times(text):
        for period in resolve(expression, YEAR, ISSUED):
            bound = "" if period.inclusive else "<"
            found.append(period.recurrence or f"{period.start or '..'}/{bound}{period.end or '..'}")
    return found


DATES = [
    ("ngày 28 tháng 6 năm 2023", "2023-06-28/2023-06-28"),
    ("28/6/2023", "2023-06-28/2023-06-28"),
    ("28/06/2023", "2023-06-28/2023-06-28"),
    ("28-6-2023", "2023-06-28/2023-06-28"),
    ("28.6.2023", "2023-06-28/2023-06-28"),
    ("ngày 28/6/2023", "2023-06-28/2023-06-28"),
    ("ngày 28 / 6 / 2023", "2023-06-28/2023-06-28"),
    ("ngày 28/6/23", "2023-06-28/2023-06-28"),
    ("ngày 28/6", "2024-06-28/2024-06-28"),
    ("ngày 28-6", "2024-06-28/2024-06-28"),
    ("từ ngày 20-8 đến ngày 5-9", "2024-08-20/2024-09-05"),
    ("vào ngày 5-9 hằng năm", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=5"),
    ("từ ngày 1-5 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=1"),
    ("các ngày 8-10 tháng 6", "2024-06-08/2024-06-10"),
    ("từ 19 đến 21/8/2024", "2024-08-19/2024-08-21"),
    ("từ 15 đến 20 tháng 9", "2024-09-15/2024-09-20"),
    ("trước 17 giờ 00 phút, thứ Sáu (ngày 21/6/2024)", "../<2024-06-21"),
    ("chậm nhất là 17 giờ ngày 14/3/2024", "../2024-03-14"),
    ("ngày 5 tháng 7 năm2024", "2024-07-05/2024-07-05"),
    ("tuần 3, 4 tháng 11/2024", "2024-11-15/2024-11-28"),
    ("từ 01/12 đến 30/4 năm sau", "2024-12-01/2025-04-30"),
    ("từ tháng 11 năm trước đến tháng 4 năm sau", "2024-11-01/2025-04-30"),
    ("trước ngày 15/01 năm sau", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15"),
    ("báo cáo tháng (trước ngày 20)", "FREQ=MONTHLY;BYMONTHDAY=20"),
    ("ngày 05 tháng liền kề sau quý báo cáo", "FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,4,7,10;BYMONTHDAY=5"),
    ("thứ 5 hằng tuần", "FREQ=WEEKLY;BYDAY=TH"),
    ("ngày 16 tháng 12", "2024-12-16/2024-12-16"),
    ("28 tháng Sáu năm 2023", "2023-06-28/2023-06-28"),
    ("ngày mồng 3 tháng 2 năm 2025", "2025-02-03/2025-02-03"),
    ("tháng 3/2024", "2024-03-01/2024-03-31"),
    ("tháng 02 năm 2025", "2025-02-01/2025-02-28"),
    ("tháng 3-2024", "2024-03-01/2024-03-31"),
    ("T3/2024", "2024-03-01/2024-03-31"),
    ("03/2024", "2024-03-01/2024-03-31"),
    ("năm 2024", "2024-01-01/2024-12-31"),
    ("Quý I/2024", "2024-01-01/2024-03-31"),
    ("Quý IV", "2024-10-01/2024-12-31"),
    ("Quí 3/2024", "2024-07-01/2024-09-30"),
    ("Quí IV-2025", "2025-10-01/2025-12-31"),
    ("Quý III Năm 2026", "2026-07-01/2026-09-30"),
    ("Quý lV/2024", "2024-10-01/2024-12-31"),
    ("6 tháng đầu năm 2024", "2024-01-01/2024-06-30"),
    ("06 tháng cuối năm", "2024-07-01/2024-12-31"),
    ("sáu tháng đầu năm 2025", "2025-01-01/2025-06-30"),
    ("9 tháng đầu năm 2024", "2024-01-01/2024-09-30"),
    ("cuối năm 2012", "2012-12-01/2012-12-31"),
    ("cuối năm", "2024-12-01/2024-12-31"),
    ("đầu năm 2025", "2025-01-01/2025-03-31"),
    ("giữa năm 2024", "2024-06-01/2024-07-31"),
    ("cả năm", "2024-01-01/2024-12-31"),
    ("đầu tháng 5/2024", "2024-05-01/2024-05-10"),
    ("giữa tháng 5/2024", "2024-05-11/2024-05-20"),
    ("cuối tháng 5/2024", "2024-05-21/2024-05-31"),
    ("trung tuần tháng 8", "2024-08-11/2024-08-20"),
    ("nửa đầu tháng 6/2025", "2025-06-01/2025-06-15"),
    ("cuối Quý III/2024", "2024-09-01/2024-09-30"),
    ("tuần 2 tháng 5", "2024-05-08/2024-05-14"),
    ("tuần thứ 3 của tháng 5/2024", "2024-05-15/2024-05-21"),
    ("tuần cuối tháng 5/2024", "2024-05-25/2024-05-31"),
    ("08 giờ 00, ngày 20/5/2024", "2024-05-20/2024-05-20"),
    ("13h30' ngày 29/4/2026", "2026-04-29/2026-04-29"),
    ("thứ Hai, ngày 20/5/2024", "2024-05-20/2024-05-20"),
]
RANGES = [
    ("từ ngày 30/11/2023 đến hết ngày 30/12/2023", "2023-11-30/2023-12-30"),
    ("Từ ngày 01/11/2024-31/12/2024", "2024-11-01/2024-12-31"),
    ("(01/11-09/12/2024)", "2024-11-01/2024-12-09"),
    ("(từ 10/12-31/12/2024)", "2024-12-10/2024-12-31"),
    ("từ ngày 15 đến ngày 20/5/2024", "2024-05-15/2024-05-20"),
    ("từ ngày 15 - 20/5/2024", "2024-05-15/2024-05-20"),
    ("từ ngày 16-20/11/2025", "2025-11-16/2025-11-20"),
    ("từ ngày 15/11 đến ngày 15/01", "2024-11-15/2025-01-15"),
    ("từ ngày 15/11 đến ngày 15/01/2025", "2024-11-15/2025-01-15"),
    ("từ ngày 08/9/2025 đến trước ngày 18/01/2026", "2025-09-08/2026-01-18"),
    ("từ 8h00 ngày 15/5/2025 đến 17h00 ngày 20/5/2025", "2025-05-15/2025-05-20"),
    ("từ tháng 01 đến tháng 3 năm 2024", "2024-01-01/2024-03-31"),
    ("tháng 9 - 10/2024", "2024-09-01/2024-10-31"),
    ("tháng 11, 12/2024", "2024-11-01/2024-12-31"),
    ("tháng 5 và tháng 6/2024", "2024-05-01/2024-06-30"),
    ("quý II, III năm 2024", "2024-04-01/2024-09-30"),
    ("Quý III-IV/2024", "2024-07-01/2024-12-31"),
    ("Quý IV/2025- Quý II/2026", "2025-10-01/2026-06-30"),
    ("từ Quý II/2024 đến Quý I/2025", "2024-04-01/2025-03-31"),
    ("giai đoạn 2021 – 2025", "2021-01-01/2025-12-31"),
    ("giai đoạn 20112020", "2011-01-01/2020-12-31"),
    ("giai đoạn từ năm 2021 đến năm 2025", "2021-01-01/2025-12-31"),
    ("từ năm 2026 đến 2030", "2026-01-01/2030-12-31"),
    ("2025 - 2035", "2025-01-01/2035-12-31"),
    ("24, 25 và 26 tháng 8 năm 2026", "2026-08-24/2026-08-26"),
    ("các ngày 05, 06/6/2025", "2025-06-05/2025-06-06"),
    ("từ nay đến cuối năm 2024", "2024-02-01/2024-12-31"),
    ("từ nay đến ngày 30/12/2025", "2024-02-01/2025-12-30"),
    ("từ nay đến hết năm", "2024-02-01/2024-12-31"),
    ("từ ngày ban hành Kế hoạch đến hết ngày 30/6/2024", "2024-02-01/2024-06-30"),
]
BOUNDS = [
    ("trước ngày 20/12/2023", "../<2023-12-20"),
    ("xong trước 30/6/2024", "../<2024-06-30"),
    ("chậm nhất trước 15/9", "../<2024-09-15"),
    ("trước tháng 10/2024", "../<2024-10-01"),
    ("trước tháng 28/10/2019", "../<2019-10-28"),
    ("trước năm 2025", "../<2025-01-01"),
    ("trước 16h00 ngày 15/5/2024", "../<2024-05-15"),
    ("trước 17 giờ 00 phút ngày 15/5/2024", "../<2024-05-15"),
    ("chậm nhất ngày 30/6/2024", "../2024-06-30"),
    ("muộn nhất là ngày 30/6/2024", "../2024-06-30"),
    ("đến hết ngày 31/3/2024", "../2024-03-31"),
    ("hạn cuối ngày 05/4/2024", "../2024-04-05"),
    ("đến hết quý II năm 2025", "../2025-06-30"),
    ("đến năm 2030", "../2030-12-31"),
    ("hết năm 2025", "../2025-12-31"),
    ("từ ngày 01/7/2025", "2025-07-01/.."),
    ("từ năm 2025 trở đi", "2025-01-01/.."),
    ("hoàn thành trong tháng 3/2024", "2024-03-01/2024-03-31"),
    ("xong trong Quý II/2024", "2024-04-01/2024-06-30"),
    ("dự kiến ngày 15/8/2024", "2024-08-15/2024-08-15"),
]
RHYTHMS = [
    ("hàng tháng", ["FREQ=MONTHLY"]),
    ("hằng quý", ["FREQ=MONTHLY;INTERVAL=3"]),
    ("mỗi năm", ["FREQ=YEARLY"]),
    ("hằng tuần", ["FREQ=WEEKLY"]),
    ("hằng ngày", ["FREQ=DAILY"]),
    ("thứ Sáu hàng tuần", ["FREQ=WEEKLY;BYDAY=FR"]),
    ("trước 15h00 thứ Năm hằng tuần", ["FREQ=WEEKLY;BYDAY=TH;BYHOUR=15;BYMINUTE=0"]),
    ("thứ Hai đầu tháng", ["FREQ=MONTHLY;BYDAY=1MO"]),
    ("thứ bảy tuần đầu tiên hằng tháng", ["FREQ=MONTHLY;BYDAY=1SA"]),
    ("thứ Sáu tuần cuối của hằng tháng", ["FREQ=MONTHLY;BYDAY=-1FR"]),
    ("2 tháng/lần", ["FREQ=MONTHLY;INTERVAL=2"]),
    ("6 tháng 1 lần", ["FREQ=MONTHLY;INTERVAL=6"]),
    ("3 năm một lần", ["FREQ=YEARLY;INTERVAL=3"]),
    ("2 lần/năm", ["FREQ=MONTHLY;INTERVAL=6"]),
    ("ít nhất 01 lần/quý", ["FREQ=MONTHLY;INTERVAL=3"]),
    ("02 lần/tháng", ["FREQ=MONTHLY"]),
    ("mỗi năm 01 lần", ["FREQ=YEARLY"]),
    ("định kỳ mỗi tháng một lần", ["FREQ=MONTHLY"]),
    ("định kỳ 6 tháng, 1 năm", ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
    (
        "định kỳ hằng quý, 6 tháng và năm",
        ["FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"],
    ),
    ("định kỳ (hằng năm)", ["FREQ=YEARLY"]),
    ("định kỳ hàng tháng (trước ngày 15)", ["FREQ=MONTHLY;BYMONTHDAY=15"]),
    ("trước ngày 05 hàng tháng", ["FREQ=MONTHLY;BYMONTHDAY=5"]),
    ("trước ngày 15 của tháng", ["FREQ=MONTHLY;BYMONTHDAY=15"]),
    ("ngày 10 và 25 hằng tháng", ["FREQ=MONTHLY;BYMONTHDAY=10", "FREQ=MONTHLY;BYMONTHDAY=25"]),
    ("ngày cuối cùng của tháng", ["FREQ=MONTHLY;BYMONTHDAY=-1"]),
    ("ngày làm việc cuối cùng của tháng", ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"]),
    ("ngày 20 hằng quý", ["FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"]),
    ("trước ngày 20 của tháng cuối quý", ["FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=20"]),
    ("trước ngày 05 tháng cuối cùng của mỗi quý", ["FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=5"]),
    ("trước ngày 10 của tháng đầu quý sau", ["FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,4,7,10;BYMONTHDAY=10"]),
    ("trước ngày 15/12 hằng năm", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"]),
    ("trước ngày 30 tháng 11 hàng năm", ["FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30"]),
    ("trước ngày 31 tháng 3 năm sau", ["FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"]),
    (
        "định kỳ trước ngày 01/6 và 15/11 hằng năm",
        ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"],
    ),
    (
        "báo cáo 6 tháng trước ngày 05/6, báo cáo năm trước ngày 25/11",
        ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=5", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=25"],
    ),
    (
        "báo cáo định kỳ 6 tháng (trước 15/6), năm (trước 15/12)",
        ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"],
    ),
    ("hằng năm báo cáo kết quả về Sở trước ngày 10/12", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"]),
    ("định kỳ gửi số liệu trước ngày 20/11", ["FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20"]),
    ("tháng 11 hằng năm", ["FREQ=YEARLY;BYMONTH=11"]),
    ("tháng 5, tháng 10 hằng năm", ["FREQ=YEARLY;BYMONTH=5,10"]),
    ("Quý I hằng năm", ["FREQ=YEARLY;BYMONTH=1,2,3"]),
    ("từ 15/4 đến 15/5 hằng năm", ["FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15"]),
]


@pytest.mark.parametrize(("text", "expected"), DATES + RANGES + BOUNDS)
def test_one_period(text: str, expected: str) -> None:
    assert meaning(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), RHYTHMS)
def test_rules(text: str, expected: list[str]) -> None:
    assert meaning(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trước ngày 25 hằng tháng, hằng quý trước ngày 20 tháng cuối quý", 2),
        ("các tháng 3, 6, 9, 12", 4),
        ("ngày 30/4 và 02/9", 2),
        ("đợt 1: tháng 3/2024; đợt 2: tháng 9/2024", 2),
    ],
)
def test_several_periods(text: str, expected: int) -> None:
    assert len(meaning(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "trong vòng 30 ngày",
        "trong thời hạn 15 ngày làm việc, kể từ ngày nhận được hồ sơ",
        "chậm nhất sau 03 ngày làm việc kể từ ngày ký",
        "sau 05 ngày làm việc kể từ ngày kết thúc",
        "trước 05 ngày làm việc so với ngày tổ chức",
        "trong thời hạn 10 (mười) ngày kể từ ngày ban hành",
        "trong thời gian 10 ngày kể từ ngày nhận hồ sơ",
        "chậm nhất trong vòng 24h kể từ khi xảy ra",
    ],
)
def test_limits_are_taken_whole(text: str) -> None:
    (expression,) = times(text)
    assert (expression.kind, expression.start, expression.end) == ("limit", 0, len(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nhiệm kỳ 2020 - 2025", "term"),
        ("năm học 2024-2025", "undated"),
        ("trong học kỳ I năm học 2024 - 2025", "undated"),
        ("cuối học kỳ 2", "undated"),
        ("thời kỳ 2021 - 2030", "term"),
        ("ngày 10 tháng 3 âm lịch", "undated"),
        ("10/3 (âm lịch)", "undated"),
        ("định kỳ", "periodic"),
        ("thường xuyên, liên tục", "periodic"),
    ],
)
def test_kinds_without_a_date(text: str, kind: str) -> None:
    assert [expression.kind for expression in times(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 19-2017/NQ-CP",
        "Thông tư số 05/2024/TT-BNV",
        "Văn bản số 31.1/YP",
        "Mục 2.1. và 1.2.3",
        "lứa tuổi 16-18, tỷ lệ 50% - 60%",
        "tăng 98,5%, đạt 4/100.000 trẻ",
        "1.250.000.000 đồng",
        "Điện thoại 024.3825.1234",
        "mặt hàng quý hiếm, hàng hóa",
        "khách hàng năm mới",
        "quý vị đại biểu, quý cơ quan",
        "ngày     tháng     năm",
        "Tháng hành động vì trẻ em",
        "trong gần 40 năm đổi mới",
        "kỷ niệm 76 năm ngày thành lập",
        "khóa XIII",
        "theo đúng quy định",
        "trong 03 tháng",
        "các ngày 8-10, 02 ngày 8-9",
        "từ 5 đến 10 người",
        "ngày ..../..../20....",
        "",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert meaning(text) == []


@pytest.mark.parametrize("text", ["ngày 31/02/2024", "ngày 30 tháng 2", "ngày 31/4/2025", "29/02/2025"])
def test_impossible_days_give_nothing(text: str) -> None:
    (expression,) = times(text)
    assert not expression.intervals[0].with_year(YEAR).exists()
    assert meaning(text) == []


def test_offsets_are_those_of_the_text() -> None:
    text = "Báo cáo về Sở Nội vụ chậm nhất trước 15 giờ ngày 15/9/2024 để tổng hợp."
    (expression,) = times(text)
    assert text[expression.start : expression.end] == "chậm nhất trước 15 giờ ngày 15/9/2024"
    assert find_times(text.lower(), 60, len(text)) == []


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1, ",
        "1/1/",
        "ngày 1 ",
        "ngày 1, 2 và ",
        "quý i, ",
        "năm 2025 - 2030, ",
        "hằng năm, ",
        "số ",
        "học kỳ i ",
        "từ 1 đến ",
        "thời hạn 1 ngày kể từ ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.perf_counter()
    find_times(text)
    assert time.perf_counter() - began < 4
