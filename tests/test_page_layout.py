"""Pages of placed words, drawn with letters: a column is 6 points wide, a row 17 points high."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from khparse.layout.page.compose import compose
from khparse.layout.page.model import Page, Rule, Word
from khparse.layout.writing import Paragraph, TableCell

WIDE, HIGH, SIZE = 6.0, 17.0, 14.0
LEFT, TOP = 60.0, 80.0

HEAD = """
   UBND TỈNH AN GIANG       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
     SỞ NỘI VỤ                  Độc lập - Tự do - Hạnh phúc

  Số: 12/KH-SNV              An Giang, ngày 05 tháng 3 năm 2025
                           KẾ HOẠCH
           Tuyên truyền cải cách hành chính năm 2025
"""
CLOSING = """
     Trên đây là Kế hoạch công tác năm 2025 của Sở Nội vụ, các phòng
thực hiện nghiêm túc./.
Nơi nhận:                                 KT. GIÁM ĐỐC
- UBND tỉnh (b/c);                        PHÓ GIÁM ĐỐC
- Các phòng, đơn vị thuộc
Sở (t/h);
- Lưu: VT.                               Trần Thị Hoa
"""


def page(art: str, *more: Word, top: float = TOP, rules: tuple[Rule, ...] = ()) -> Page:
    """A page of A4 with the words and rules of a drawing, in which `+`, `---` and `|` draw tables."""
    rows = art.strip("\n").split("\n")
    words = [word for number, row in enumerate(rows) for word in _words(row, top + number * HIGH)]
    drawn = [rule for number, row in enumerate(rows) for rule in _rules(row, top + number * HIGH)]
    return Page(595, 842, [*words, *more], [*drawn, *rules])


def _words(row: str, y: float) -> Iterator[Word]:
    bare = re.sub(r"\+[-+]+\+", lambda drawn: " " * len(drawn[0]), row)
    for match in re.finditer(r"[^\s|]+", bare):
        left, right = LEFT + match.start() * WIDE, LEFT + match.end() * WIDE
        yield Word(match.group(), left, y, right, y + SIZE)


def _rules(row: str, y: float) -> Iterator[Rule]:
    for match in re.finditer(r"(?=\+(-+)\+)", row):
        x = LEFT + match.start() * WIDE
        yield Rule(x, y + 8, x + (len(match[1]) + 1) * WIDE, y + 8)
    for match in re.finditer(r"\|", row):
        x = LEFT + match.start() * WIDE
        yield Rule(x, y + 8 - HIGH, x, y + 8 + HIGH)


def composed(*pages: Page) -> list[str]:
    """Paragraphs as their lines with ` / ` between, tables as `[row, cell+columns: text | …]`."""
    return [
        " / ".join(item.lines) if isinstance(item, Paragraph) else _table(item) for item in compose(pages)
    ]


def _table(cells: list[TableCell]) -> str:
    rows: dict[int, list[str]] = {}
    for cell in cells:
        text = " / ".join(line for paragraph in cell.paragraphs for line in paragraph.lines)
        place = f"{cell.column}" + f"-{cell.column + cell.columns - 1}" * (cell.columns > 1)
        rows.setdefault(cell.row, []).append(f"{place} {text}".strip())
    return "; ".join(" | ".join(row) for row in rows.values())


@pytest.mark.parametrize(
    ("art", "expected"),
    [
        (
            HEAD,
            [
                "UBND TỈNH AN GIANG",
                "SỞ NỘI VỤ",
                "Số: 12/KH-SNV",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "An Giang, ngày 05 tháng 3 năm 2025",
                "KẾ HOẠCH",
                "Tuyên truyền cải cách hành chính năm 2025",
            ],
        ),
        (
            CLOSING,
            [
                "Trên đây là Kế hoạch công tác năm 2025 của Sở Nội vụ, các phòng / thực hiện nghiêm túc./.",
                "Nơi nhận:",
                "- UBND tỉnh (b/c);",
                "- Các phòng, đơn vị thuộc / Sở (t/h);",
                "- Lưu: VT.",
                "KT. GIÁM ĐỐC",
                "PHÓ GIÁM ĐỐC",
                "Trần Thị Hoa",
            ],
        ),
        (  # what is signed stands above and below the recipients
            """
     Trên đây là ý kiến của Sở Tư pháp về hồ sơ đề nghị phê chuẩn./.
                                            GIÁM ĐỐC
Nơi nhận:
- Như trên;
- Lưu: VT.

                                         Trần Thị Hoa
""",
            [
                "Trên đây là ý kiến của Sở Tư pháp về hồ sơ đề nghị phê chuẩn./.",
                "Nơi nhận:",
                "- Như trên;",
                "- Lưu: VT.",
                "GIÁM ĐỐC",
                "Trần Thị Hoa",
            ],
        ),
        (  # a lone name beside a recipient; what is attached below is no column
            """
Nơi nhận:                                 GIÁM ĐỐC
- UBND tỉnh;
- Lưu: VT.                               Trần Thị Hoa
                            PHỤ LỤC
        Danh mục nhiệm vụ (kèm theo Kế hoạch số 12/KH-SNV)
""",
            [
                "Nơi nhận:",
                "- UBND tỉnh;",
                "- Lưu: VT.",
                "GIÁM ĐỐC",
                "Trần Thị Hoa",
                "PHỤ LỤC",
                "Danh mục nhiệm vụ (kèm theo Kế hoạch số 12/KH-SNV)",
            ],
        ),
        (  # recipients below two signatures
            """
  LIÊN ĐOÀN LAO ĐỘNG                PHÒNG GIÁO DỤC
       CHỦ TỊCH                      TRƯỞNG PHÒNG
     Lê Văn Nam                      Trần Thị Hoa
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
""",
            [
                "LIÊN ĐOÀN LAO ĐỘNG",
                "CHỦ TỊCH",
                "Lê Văn Nam",
                "PHÒNG GIÁO DỤC",
                "TRƯỞNG PHÒNG",
                "Trần Thị Hoa",
                "Nơi nhận:",
                "- UBND tỉnh;",
                "- Lưu: VT.",
            ],
        ),
        (  # the motto in a narrow column, a recipient that goes on in capitals
            """
   UBND TỈNH AN GIANG             CỘNG HÒA XÃ HỘI
     SỞ NỘI VỤ                  CHỦ NGHĨA VIỆT NAM
                            Độc lập - Tự do - Hạnh phúc
""",
            [
                "UBND TỈNH AN GIANG",
                "SỞ NỘI VỤ",
                "CỘNG HÒA XÃ HỘI / CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
            ],
        ),
        (
            """
Nơi nhận:                                 GIÁM ĐỐC
- VPUB: các phòng, đơn vị:
TH, KTN, NC;
- Lưu: VT.                               Trần Thị Hoa
""",
            [
                "Nơi nhận:",
                "- VPUB: các phòng, đơn vị: / TH, KTN, NC;",
                "- Lưu: VT.",
                "GIÁM ĐỐC",
                "Trần Thị Hoa",
            ],
        ),
        (  # a tab parts no columns
            """
- Thời gian:        07 giờ 30 ngày 12/3/2025
- Địa điểm:         Hội trường Sở Nội vụ
""",
            ["- Thời gian: 07 giờ 30 ngày 12/3/2025", "- Địa điểm: Hội trường Sở Nội vụ"],
        ),
        (
            "II.      TỔ CHỨC THỰC HIỆN\n1.       Phòng Tổ chức cán bộ",
            ["II. TỔ CHỨC THỰC HIỆN", "1. Phòng Tổ chức cán bộ"],
        ),
    ],
)
def test_columns(art: str, expected: list[str]) -> None:
    assert composed(page(art)) == expected


@pytest.mark.parametrize(
    ("art", "expected"),
    [
        (  # set-in first lines; a full line, a label, a short one
            """
     1. Phòng Cải cách hành chính chủ trì, phối hợp với các phòng tổng
hợp báo cáo, trình Giám đốc Sở trước ngày 20 hằng tháng; đôn đốc các
đơn vị.
     2. Văn phòng Sở bố trí kinh phí từ nguồn chi thường xuyên năm nay.
     Các phòng nghiêm túc thực hiện.
""",
            [
                "1. Phòng Cải cách hành chính chủ trì, phối hợp với các phòng tổng / hợp báo cáo, trình Giám"
                " đốc Sở trước ngày 20 hằng tháng; đôn đốc các / đơn vị.",
                "2. Văn phòng Sở bố trí kinh phí từ nguồn chi thường xuyên năm nay.",
                "Các phòng nghiêm túc thực hiện.",
            ],
        ),
        (  # no indents
            """
I. MỤC ĐÍCH
1. Nâng cao nhận thức của cán bộ, công chức về cải cách hành chính,
Chương trình tổng thể của Chính phủ và Kế hoạch của Bộ Nội vụ.
2. Bảo đảm tiết kiệm.
""",
            [
                "I. MỤC ĐÍCH",
                "1. Nâng cao nhận thức của cán bộ, công chức về cải cách hành chính, / Chương trình tổng"
                " thể của Chính phủ và Kế hoạch của Bộ Nội vụ.",
                "2. Bảo đảm tiết kiệm.",
            ],
        ),
        (  # a hanging item, and a dash within a name
            """
a) Tham mưu Ủy ban nhân dân tỉnh ban hành các văn bản chỉ đạo, điều
   hành trong lĩnh vực nội vụ.
Thực hiện Công văn số 148 ngày 15/01/2024 của Bộ Lao động, Bộ Y tế
- Dân số về kế hoạch năm.
""",
            [
                "a) Tham mưu Ủy ban nhân dân tỉnh ban hành các văn bản chỉ đạo, điều / hành trong lĩnh vực"
                " nội vụ.",
                "Thực hiện Công văn số 148 ngày 15/01/2024 của Bộ Lao động, Bộ Y tế / - Dân số về kế hoạch"
                " năm.",
            ],
        ),
        (  # within brackets; a set-in line with as much room behind it, above one that fills its column
            """
Tiếp tục quán triệt sâu rộng Chỉ thị số 44 của Ban Bí thư khóa (khóa
X) về công tác nhân quyền trong tình hình mới; Chương trình của năm.
     Chủ trì, phối hợp với các cơ quan có liên quan, tham mưu
UBND tỉnh các giải pháp đẩy mạnh xây dựng, hoàn thiện hạ tầng cơ sở.
""",
            [
                "Tiếp tục quán triệt sâu rộng Chỉ thị số 44 của Ban Bí thư khóa (khóa / X) về công tác nhân"
                " quyền trong tình hình mới; Chương trình của năm.",
                "Chủ trì, phối hợp với các cơ quan có liên quan, tham mưu / UBND tỉnh các giải pháp đẩy mạnh"
                " xây dựng, hoàn thiện hạ tầng cơ sở.",
            ],
        ),
        (  # broken at a hyphen
            """
Căn cứ Quyết định của Ủy ban nhân dân tỉnh An Giang số 1306/2024/QĐ-
UBND ngày 25/3/2024 về công tác cán bộ.
""",
            [
                "Căn cứ Quyết định của Ủy ban nhân dân tỉnh An Giang số 1306/2024/QĐ-UBND ngày 25/3/2024 về"
                " công tác cán bộ."
            ],
        ),
    ],
)
def test_paragraphs(art: str, expected: list[str]) -> None:
    assert composed(page(art)) == expected


FIRST = """
     1. Phòng Cải cách hành chính chủ trì, phối hợp với các phòng tổng
hợp báo cáo, trình Giám đốc Sở trước ngày 20 hằng tháng; đôn đốc các
đơn vị; giúp Giám đốc Sở theo dõi tiến độ của từng phòng và đơn vị có
"""
SECOND = """
liên quan trong toàn tỉnh.
     2. Văn phòng Sở bố trí kinh phí từ nguồn chi thường xuyên năm nay.
"""
JOINED = [
    "1. Phòng Cải cách hành chính chủ trì, phối hợp với các phòng tổng / hợp báo cáo, trình Giám đốc Sở"
    " trước ngày 20 hằng tháng; đôn đốc các / đơn vị; giúp Giám đốc Sở theo dõi tiến độ của từng phòng và"
    " đơn vị có / liên quan trong toàn tỉnh.",
    "2. Văn phòng Sở bố trí kinh phí từ nguồn chi thường xuyên năm nay.",
]


def at(text: str, x: float, y: float, size: float = SIZE) -> Word:
    return Word(text, x, y, x + len(text) * WIDE * size / SIZE, y + size)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([], []),
        ([at("1", 300, 40)], [at("2", 300, 40)]),
        ([at("Trang 1/2", 480, 800)], [at("Trang 2/2", 480, 800)]),
        ([at("CÔNG BÁO/Số 12/Ngày 12-3-2025", 200, 45), at("3", 500, 45)],
         [at("CÔNG BÁO/Số 12/Ngày 12-3-2025", 200, 45), at("4", 500, 45)]),
        ([at("Ký bởi: Sở Nội vụ", 400, 30, 9), at("Email: snv@angiang.gov.vn", 400, 41, 9),
          at("Thời gian ký: 05/3/2025 16:41:00 +07:00", 400, 52, 9)], []),
        ([at("Signature Not Verified", 60, 700, 8), at("Ngày ký: 05-3-2025", 60, 710, 8)], [at("- 2 -", 290, 45)]),
        ([at("DỰ THẢO", 150, 90, 60)], []),
    ],
)  # fmt: skip
def test_furniture_is_set_apart(first: list[Word], second: list[Word]) -> None:
    assert composed(page(FIRST, *first), page(SECOND, *second)) == JOINED


def test_numbers_in_the_text_are_no_page_numbers() -> None:
    assert composed(page("Tổng số hồ sơ:\n\n                    2025", top=300))[-1] == "2025"


def test_heads_of_two_documents_are_no_running_header() -> None:
    found = composed(page(HEAD, top=50), page(FIRST), page(HEAD, top=50))
    assert found.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 2


def test_closing_over_two_pages() -> None:
    upper, lower = CLOSING.split("- Các phòng")
    assert composed(page(upper), page(f"- Các phòng{lower}")) == composed(page(CLOSING))


TABLE = """
+-----+----------------+-------------------------+
| TT  |  Nhiệm vụ      |       Đơn vị            |
|     |                +------------+------------+
|     |                |  Chủ trì   |  Phối hợp  |
+-----+----------------+------------+------------+
| 1   | Rà soát hồ sơ  | Phòng Nội  |            |
|     | địa chính      | vụ         |            |
+-----+----------------+------------+------------+
| 2   | Báo cáo quý    | Văn phòng  | Các phòng  |
+-----+----------------+------------+------------+
"""


def test_ruled_table_with_merged_cells() -> None:
    assert composed(page(f"Phụ lục\n{TABLE}\nHết")) == [
        "Phụ lục",
        "0 TT | 1 Nhiệm vụ | 2-3 Đơn vị; 2 Chủ trì | 3 Phối hợp;"
        " 0 1 | 1 Rà soát hồ sơ / địa chính | 2 Phòng Nội / vụ | 3;"
        " 0 2 | 1 Báo cáo quý | 2 Văn phòng | 3 Các phòng",
        "Hết",
    ]


ROWS = "+-----+----------------+--------+\n| TT  | Nhiệm vụ       | Hạn    |\n"
LINE = "+-----+----------------+--------+\n"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (  # the header is printed again
            f"{ROWS}{LINE}| 1   | Rà soát        | Quý I  |\n{LINE}",
            f"{ROWS}{LINE}| 2   | Báo cáo        | Quý II |\n{LINE}",
            "0 TT | 1 Nhiệm vụ | 2 Hạn; 0 1 | 1 Rà soát | 2 Quý I; 0 2 | 1 Báo cáo | 2 Quý II",
        ),
        (  # a row is cut
            f"{ROWS}{LINE}| 1   | Rà soát hồ sơ  | Quý I  |\n{LINE}",
            f"{LINE}|     | địa chính      |        |\n{LINE}| 2   | Báo cáo        | Quý II |\n{LINE}",
            "0 TT | 1 Nhiệm vụ | 2 Hạn; 0 1 | 1 Rà soát hồ sơ / địa chính | 2 Quý I; 0 2 | 1 Báo cáo | 2 Quý II",
        ),
        (  # a row without a number is no rest of one that is complete
            f"{ROWS}{LINE}| 1   | Rà soát.       | Quý I  |\n{LINE}",
            f"{LINE}|     | Báo cáo        | Quý II |\n{LINE}",
            "0 TT | 1 Nhiệm vụ | 2 Hạn; 0 1 | 1 Rà soát. | 2 Quý I; 0 | 1 Báo cáo | 2 Quý II",
        ),
    ],
)  # fmt: skip
def test_table_over_two_pages(first: str, second: str, expected: str) -> None:
    assert composed(page(first), page(second)) == [expected]


def test_tables_of_other_widths_are_two() -> None:
    assert len(composed(page(TABLE), page(f"{ROWS}{LINE}"))) == 2


def test_box_around_a_text_is_no_table() -> None:
    assert composed(page("+---------------+\n| HỎA TỐC       |\n+---------------+")) == ["HỎA TỐC"]


def test_long_number_in_a_narrow_cell() -> None:
    art = "+-----+------------+\n| 1   | 343/2016/T |\n|     | T-BTC của  |\n+-----+------------+"
    assert composed(page(art)) == ["0 1 | 1 343/2016/TT-BTC của"]


def test_table_without_rules() -> None:
    art = """
TT    Nhiệm vụ            Đơn vị chủ trì       Thời gian
1     Rà soát hồ sơ       Phòng Nội vụ         Quý I
      địa chính
2     Báo cáo             Văn phòng            Quý II
Các phòng, đơn vị căn cứ Phụ lục này xây dựng kế hoạch của mình.
"""
    assert composed(page(art)) == [
        "0 TT | 1 Nhiệm vụ | 2 Đơn vị chủ trì | 3 Thời gian;"
        " 0 1 | 1 Rà soát hồ sơ / địa chính | 2 Phòng Nội vụ | 3 Quý I;"
        " 0 2 | 1 Báo cáo | 2 Văn phòng | 3 Quý II",
        "Các phòng, đơn vị căn cứ Phụ lục này xây dựng kế hoạch của mình.",
    ]


def test_footnotes_stand_at_the_end() -> None:
    mark = Word("1", 60 + 45 * WIDE - 1, 79, 60 + 45 * WIDE + 4, 87, glued=True)
    note = [at("1", 60, 702, 7), at("Sửa đổi tại Quyết định số 9/QĐ-SNV.", 68, 704, 10)]
    art = "Căn cứ Kế hoạch số 88/KH-SNV ngày 12/9/2024\n\nI. MỤC ĐÍCH"
    rule = Rule(60, 698, 200, 698.5)
    first = page(art, mark._replace(left=320, right=325), *note, rules=(rule,))
    assert composed(first, page("II. YÊU CẦU")) == [
        "Căn cứ Kế hoạch số 88/KH-SNV ngày 12/9/2024[1]",
        "I. MỤC ĐÍCH",
        "II. YÊU CẦU",
        "[1] Sửa đổi tại Quyết định số 9/QĐ-SNV.",
    ]


def test_raised_number_without_a_note_stays() -> None:
    square = Word("2", 100, 79, 104, 87, glued=True)
    assert composed(page("Tổng m\n", square)) == ["Tổng m2"]


def test_contents() -> None:
    art = "I. MỤC ĐÍCH ............................ 1\nII. NHIỆM VỤ ........................... 3"
    items = compose([page(art)])
    assert [isinstance(item, Paragraph) and item.is_contents for item in items] == [True, True]


def test_bold_is_that_of_all_words() -> None:
    drawn = page("I. MỤC ĐÍCH\n1. Bảo đảm tiết kiệm, hiệu quả.")
    drawn.words = [word._replace(bold=word.text.isupper() or word.text == "1.") for word in drawn.words]
    assert [item.bold for item in compose([drawn]) if isinstance(item, Paragraph)] == [True, False]


def test_pages_without_words() -> None:
    assert composed() == composed(Page(595, 842)) == []
