"""Tables in text: one cell a line between bars, pipe tables, tabs; and what only looks like a table."""

from __future__ import annotations

import pytest

import khparse
from khparse.document import View
from khparse.layout.tables import is_page_layout
from khparse.readers.text import read_text


def rows(text: str) -> list[list[str]]:
    """Return the rows of a text's tables, an empty string for each empty cell before the last full one."""
    view = View(read_text(text))
    found: dict[tuple[int, int], list[str]] = {}
    for paragraph in view.paragraphs:
        block = paragraph.block
        if paragraph.in_table:
            row = found.setdefault((block.table, block.row), [])
            row.extend([""] * (block.column - len(row)))
            row.append(view.text[paragraph.start : paragraph.end])
    return list(found.values())


def outside(text: str) -> list[str]:
    view = View(read_text(text))
    return [view.text[p.start : p.end] for p in view.paragraphs if not p.in_table]


def bars(*table: list[str]) -> str:
    """Return a table as converters flatten it: each cell on its own line between lone bars."""
    return "\n".join("|\n" + "\n|\n".join(row) + "\n|" for row in table)


HEADER = ["TT", "Nội dung", "Chủ trì", "Phối hợp"]
FIRST = ["1", "Nạo vét kênh Tây", "Phòng Kinh tế", "Các xã"]
SECOND = ["2", "Tu bổ đê bãi", "Các xã", "Hội Nông dân"]

SAME_TABLE = [
    bars(HEADER, FIRST, SECOND),
    "| TT | Nội dung | Chủ trì | Phối hợp |\n|---|:---|:---:|---|\n"
    "| 1 | Nạo vét kênh Tây | Phòng Kinh tế | Các xã |\n| 2 | Tu bổ đê bãi | Các xã | Hội Nông dân |",
    "| **TT** | **Nội dung** | **Chủ trì** | **Phối hợp** |\n| --- | --- | --- | --- |\n"
    "| 1 | *Nạo vét kênh Tây* | Phòng Kinh tế | Các xã\n| 2 | Tu bổ đê bãi | Các xã | Hội Nông dân",
    # as pandoc draws it, with cells over lines; as a database program does, which lets cells grow over their border
    "+----+-----------+----------+-----------+\n| TT | Nội dung  | Chủ trì  | Phối hợp  |\n"
    "+:===+===========+==========+===========+\n| 1  | Nạo vét   | Phòng    | Các xã    |\n"
    "|    | kênh Tây  | Kinh tế  |           |\n+----+-----------+----------+-----------+\n"
    "| 2  | Tu bổ đê  | Các xã   | Hội Nông  |\n|    | bãi       |          | dân       |\n"
    "+----+-----------+----------+-----------+",
    "  +----+----------+---------+----------+\n  | TT | Nội dung | Chủ trì | Phối hợp |\n"
    "  +----+----------+---------+----------+\n  | 1  | Nạo vét kênh Tây | Phòng Kinh tế | Các xã |\n"
    "  | 2  | Tu bổ đê bãi | Các xã  | Hội Nông |\n  |    |          |         | dân |\n"
    "  +----+----------+---------+----------+",
    "\n".join("\t".join(row) for row in (HEADER, FIRST, SECOND)),
    "\n".join("  " + "  \t ".join(row) for row in (HEADER, FIRST, SECOND)),
]


@pytest.mark.parametrize("text", SAME_TABLE)
def test_forms_of_one_table(text: str) -> None:
    assert rows(text) == [HEADER, FIRST, SECOND]


@pytest.mark.parametrize("text", SAME_TABLE)
def test_text_around_a_table(text: str) -> None:
    around = f"Phân công như sau:\n{text}\nCác xã báo cáo kết quả."
    assert rows(around) == [HEADER, FIRST, SECOND]
    assert outside(around) == ["Phân công như sau:", "Các xã báo cáo kết quả."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # lines of one cell, page breaks, and blank lines between rows
        (
            bars(["TT", "Nội dung"], ["1", "Nạo vét kênh,\ntu bổ đê\nvà cống"]),
            [["TT", "Nội dung"], ["1", "Nạo vét kênh, tu bổ đê và cống"]],
        ),
        (bars(["TT", "Nội dung"]) + "\n\n" + bars(["1", "Kênh"]), [["TT", "Nội dung"], ["1", "Kênh"]]),
        ("| TT | Nội dung |\n|---|---|\n| 1 | Kênh<br>và đê |", [["TT", "Nội dung"], ["1", "Kênh và đê"]]),
        ("| TT | Mục A \\| B |\n|---|---|\n| 1 | Kênh |", [["TT", "Mục A | B"], ["1", "Kênh"]]),
        # empty cells keep the columns of the others
        (
            "| TT | Việc | Chủ trì |\n|---|---|---|\n| I | | Huyện |",
            [["TT", "Việc", "Chủ trì"], ["I", "", "Huyện"]],
        ),
        (
            "TT\tViệc\tChủ trì\n1\tKênh\tHuyện\n\tvà cống\t\n2\tĐê\tCác xã",
            [["TT", "Việc", "Chủ trì"], ["1", "Kênh", "Huyện"], ["", "và cống"], ["2", "Đê", "Các xã"]],
        ),
        (
            bars(["TT", "Việc", "Chủ trì", "Hạn"], ["1", "Kênh", "Huyện", "Quý I"])
            + "\n|\n2\n|\nĐê\n|\n|\nQuý II\n|",
            [["TT", "Việc", "Chủ trì", "Hạn"], ["1", "Kênh", "Huyện", "Quý I"], ["2", "Đê", "", "Quý II"]],
        ),
        # a table without an end keeps its full cells
        ("|\nTT\n|\nNội dung\n|\n|\n1\n|\nKênh\n\nĐoạn văn về việc khác.", [["TT", "Nội dung"], ["1"]]),
    ],
)
def test_cells(text: str, expected: list[list[str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Trang chủ | Văn bản | Liên hệ",
        "Chọn phương án A | B | C để thực hiện.",
        "Họ tên\tNgày sinh\tQuê quán",
        "1.\tNạo vét kênh\n2.\tTu bổ đê",
        "\tCác xã rà soát.\n\tPhòng Kinh tế tổng hợp.",
        "Nội dung\tChủ trì\nKênh\tHuyện",
        "|\n\n|",
    ],
)
def test_no_table(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["UBND XÃ TÂN LẬP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], True),
        (["HUYỆN ỦY", "ĐẢNG CỘNG SẢN VIỆT NAM"], True),
        (["Số: 5/KH-UBND", "Độc lập – Tự do – Hạnh phúc"], True),
        (["Nơi nhận: - Các xã; - Lưu: VT.", "CHỦ TỊCH"], True),
        (["", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"], True),
        (["CHỦ TỊCH", "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"], True),
        (["T/M BAN THƯỜNG VỤ", ""], True),
        (["K/T TRƯỞNG BAN"], True),
        # tables of data
        (["TT", "Nội dung", "Nơi nhận"], False),
        (["1", "Rà soát hồ sơ", "Phòng KT. Hạ tầng"], False),
        (["TT", "Xã Độc Lập", "Thôn Tự Do"], False),
        (["TT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", *"abcdefghijklmnopq"], False),
        ([], False),
    ],
)
def test_tables_that_arrange_the_page(cells: list[str], expected: bool) -> None:
    assert is_page_layout(cells) is expected


def test_a_head_set_as_a_table_reads_as_paragraphs() -> None:
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    head = f"| UBND HUYỆN<br>PHÒNG Y TẾ | {motto} |\n|---|---|\n| Số: 5/KH-YT | *Độc lập* |"
    assert rows(head) == []
    assert outside(head) == ["UBND HUYỆN", "PHÒNG Y TẾ", motto, "Số: 5/KH-YT", "Độc lập"]


CELLS = "UBND XÃ TÂN LẬP\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do\n|\nSố: 5/KH-UBND\n|\n"
LINES = "\n".join(f"{number}. Nạo vét kênh số {number}." for number in range(1, 20))


@pytest.mark.parametrize(
    "body",
    [f"KẾ HOẠCH\nTu bổ kênh mương\n{LINES}", f"Để tu bổ kênh mương, UBND xã yêu cầu các thôn:\n{LINES}"],
    ids=["a title", "a long text"],
)
def test_the_last_bar_of_a_head_closes_it(body: str) -> None:
    """What follows a head without a blank line is no cell, though the signature's bars come later."""
    plan = khparse.parse(
        f"{CELLS}{body}\nNơi nhận:\n- Các thôn.\n|\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Bình\n|"
    )
    assert [section.num for section in plan.sections] == [str(number) for number in range(1, 20)]
    assert plan.signature is not None
    assert plan.signature.name == "Lê Văn Bình"
