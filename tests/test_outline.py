"""The outline: which unit a label opens, below which other, and how much of it is a heading."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import khparse
from khparse.models import Section


def walk(sections: list[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from walk(section.children)


def ids(text: str) -> list[str]:
    return [section.id for section in walk(khparse.parse(text).sections)]


LEVELS = [
    ("I. MỘT\n1. Một\na) Một\nb) Hai\n2. Hai\nII. HAI", "I I/1 I/1/a I/1/b I/2 II"),
    ("I- MỘT\n1- Một\n2- Hai\nII- HAI\n1- Ba", "I I/1 I/2 II II/1"),
    (
        "1. MỘT\n1.1. Một\n1.1.1. Một\n1.1.2 Hai\n1.2. Ba\n2. HAI\n2.1. Bốn",
        "1 1/1.1 1/1.1/1.1.1 1/1.1/1.1.2 1/1.2 2 2/2.1",
    ),
    ("1. Một\na. Một\nb. Hai\n2. Hai\na. Ba", "1 1/a 1/b 2 2/a"),
    (
        "1. Một\na) Hai\n(1) Ba\n(i) Bốn\n(ii) Năm\n(2) Sáu\nb) Bảy",
        "1 1/a 1/a/(1) 1/a/(1)/(i) 1/a/(1)/(ii) 1/a/(2) 1/b",
    ),
    ("1. Một\n(1) Hai\na) Ba\nb) Bốn\n(2) Năm", "1 1/(1) 1/(1)/a 1/(1)/b 1/(2)"),
    ("a) Một\n1. Hai\n2. Ba\nb) Bốn", "a a/1 a/2 b"),
    ("1. Một\n1) Hai\n2) Ba\n2. Bốn", "1 1/1 1/2 2"),
    ("1. Một\n2/ Hai\n3. Ba", "1 2 3"),
    # A. above I. or below it, as the document begins
    ("A. MỘT\nI. Hai\n1. Ba\nII. Bốn\nB. NĂM\nI. Sáu", "A A/I A/I/1 A/II B B/I"),
    ("I. MỘT\nA. Hai\n1. Ba\nB. Bốn\nII. NĂM\nA. Sáu", "I I/A I/A/1 I/B II II/A"),
    # labels that repeat the one above
    ("I. MỘT\nI.1. Hai\nI.2. Ba\n1. Bốn\nII. NĂM\nII.1 Sáu", "I I/I.1 I/I.2 I/I.2/1 II II/II.1"),
    ("1. Một\na) Hai\na.1) Ba\na.2) Bốn\nb) Năm\nb.1) Sáu", "1 1/a 1/a/a.1 1/a/a.2 1/b 1/b/b.1"),
    ("1. Một\na.1) Hai", "1"),
    # two labels on one line
    ("1. a) Một\nb) Hai\n2. Ba", "1 1/a 1/b 2"),
    ("I. 1. Một\nI. 2. Hai\na) Ba\nII. 1. Bốn\nII. 2. Năm", "I I/1 I/2 I/2/a II II/1 II/2"),
    # a label alone on its line, with its text on the next
    ("1. Một\n1.1.\nTrồng keo\n1.2.\n\nTrồng thông\n•\nGiữ rừng", "1 1/1.1 1/1.2 1/1.2/•1"),
    # parts, chapters, articles
    (
        "Phần thứ nhất\nQUY ĐỊNH CHUNG\nI. MỘT\n1. Hai\nPhần thứ hai\nNHIỆM VỤ\nI. BA",
        "Phần thứ nhất|Phần thứ nhất/I|Phần thứ nhất/I/1|Phần thứ hai|Phần thứ hai/I",
    ),
    (
        "Chương I\nĐiều 1. Một\n1. Hai\na) Ba\nĐiều 2. Bốn\nChương II\nMục 1. Năm\nĐiều 3. Sáu",
        "Chương I|Chương I/Điều 1|Chương I/Điều 1/1|Chương I/Điều 1/1/a|Chương I/Điều 2"
        "|Chương II|Chương II/Mục 1|Chương II/Mục 1/Điều 3",
    ),
    # appendices are components of their own
    (
        "I. MỘT\n1. Hai\nPHỤ LỤC I\nDANH MỤC\nI. BA\n1. Bốn\nPhụ lục II. Mẫu\n1. Năm",
        "I|I/1|Phụ lục I|Phụ lục I/I|Phụ lục I/I/1|Phụ lục II|Phụ lục II/1",
    ),
    # the grounds of the document have bullets as well
    ("- Căn cứ Luật Lâm nghiệp;\n- Thực hiện Kế hoạch số 5;\n- Để giữ rừng,\nI. MỘT\n- Hai", "I I/-1"),
    ("- Thực hiện nghiêm việc trực\n- Hai\n1. Ba", "-1 -2 1"),
    # missing, repeated and skipped labels are taken as printed
    ("1. Một\n2. Hai\n4. Bốn\nIII. NĂM", "1 2 4 III"),
    ("III. MỘT\n1. Hai\n2. Ba\n2. Bốn\n3. Năm", "III III/1 III/2 III/2#2 III/3"),
    ("1. Một\na) Hai\nc) Ba\nd) Bốn\nđ) Năm\ng) Sáu", "1 1/a 1/c 1/d 1/đ 1/g"),
    ("Il. MỘT\nIIl. Hai", "II III"),
    # bullets: their signs nest in the order of their first use
    ("1. Một\n- Hai\n+ Ba\n+ Bốn\n- Năm", "1 1/-1 1/-1/+1 1/-1/+2 1/-2"),
    ("1. Một\n- Hai\n+ Ba\n• Bốn\n• Năm\n+ Sáu\n- Bảy", "1 1/-1 1/-1/+1 1/-1/+1/•1 1/-1/+1/•2 1/-1/+2 1/-2"),
    ("1. Một\n* Hai\n- Ba\n- Bốn\n* Năm\n2. Sáu\n- Bảy", "1 1/*1 1/*1/-1 1/*1/-2 1/*2 2 2/-1"),
    ("1. Một\n- Hai\na) Ba\n– Bốn", "1 1/-1 1/a 1/a/-1"),
    # markdown levels don't count
    ("# I. MỘT\n## 1. Hai\n##### 2. Ba\n**II. BỐN**\n1\\. Năm", "I I/1 I/2 II II/1"),
]


@pytest.mark.parametrize(("text", "expected"), LEVELS)
def test_levels(text: str, expected: str) -> None:
    assert ids(text) == expected.split("|" if "|" in expected else " ")


@pytest.mark.parametrize(
    "text",
    [
        "1. Trồng ba loại cây\n20 ha keo;\n3.5 triệu cây giống.\n15/3/2024 hoàn thành.",
        "1. Căn cứ\n45/KH-UBND ngày 02/3/2024 của huyện;\n12-KH/TU của Tỉnh ủy.",
        "1. Nội dung\nMục tiêu chung của huyện.\nĐiều kiện thi công.\nPhần lớn các xã tham gia.",
        "1. Nội dung\nC. Mác và V. Lênin.",
        "1. Nội dung\n2.",
        "1. Nội dung\n|\nTT\n|\nViệc\n|\n|\n1. Kênh\n|\n2. Đê\n|",
    ],
)
def test_one_unit_only(text: str) -> None:
    assert ids(text) == ["1"]


@pytest.mark.parametrize(
    ("text", "heading", "rest"),
    [
        # a name without a full stop is a heading; a sentence is text
        ("1. Công an huyện", "Công an huyện", ""),
        ("1. Công an huyện phối hợp tuần tra.", None, "Công an huyện phối hợp tuần tra."),
        ("a) Nạo vét kênh Tây; tu bổ đê bãi", None, "Nạo vét kênh Tây; tu bổ đê bãi"),
        ("1. NẠO VÉT KÊNH. TU BỔ ĐÊ.", "NẠO VÉT KÊNH. TU BỔ ĐÊ", ""),
        ("**1. Tuyên truyền; vận động nhân dân.**", "Tuyên truyền; vận động nhân dân", ""),
        ("1. Ủy ban Mặt trận Tổ quốc xã (đề nghị)", "Ủy ban Mặt trận Tổ quốc xã (đề nghị)", ""),
        # a heading that runs on into its text
        ("1. Mục tiêu: Đến năm 2030, kiên cố 80% kênh.", "Mục tiêu", "Đến năm 2030, kiên cố 80% kênh."),
        ("1. **Phòng Kinh tế** chủ trì rà soát kênh.", "Phòng Kinh tế", "chủ trì rà soát kênh."),
        ("1. **Thời gian.** Trong quý III.", "Thời gian", "Trong quý III."),
        ("**1. Thời gian:** Trong quý III.", "Thời gian", "Trong quý III."),
        ("1**. Phòng Văn hóa** tuyên truyền.", "Phòng Văn hóa", "tuyên truyền."),
        ("a) *Cây bóng mát*: trồng ven đường.", "Cây bóng mát", "trồng ven đường."),
        ("1. **Phòng Văn\nhóa** tuyên truyền.", "Phòng Văn hóa", "tuyên truyền."),
        # the text of the lines below
        ("1. Phòng Văn hóa\nTuyên truyền trên đài.", "Phòng Văn hóa", "Tuyên truyền trên đài."),
        ("Chương I\nQUY ĐỊNH CHUNG\nÁp dụng cho các xã.", "QUY ĐỊNH CHUNG", "Áp dụng cho các xã."),
        (
            "Chương I\nQUY ĐỊNH VỀ\nTRỒNG CÂY\nÁp dụng cho các xã.",
            "QUY ĐỊNH VỀ TRỒNG CÂY",
            "Áp dụng cho các xã.",
        ),
        ("Chương I. TRỒNG CÂY\nBẢO VỆ RỪNG", "TRỒNG CÂY", "BẢO VỆ RỪNG"),
        ("- Cây bóng mát", None, "Cây bóng mát"),
    ],
)
def test_headings(text: str, heading: str | None, rest: str) -> None:
    section = khparse.parse(text).sections[0]
    assert (section.heading, section.text) == (heading, rest)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("1. Một\n2. Hai\n3. Ba", []),
        ("1. Một\n2. Hai\n4. Bốn", ["numbering-gap 4"]),
        ("I. MỘT\n1. Hai\nIII. BA\n1. Bốn\n2. Năm", ["numbering-gap III"]),
        ("III. MỘT\n1. Hai\n1. Ba", ["number-repeated III/1#2"]),
        ("1. Một\na) Hai\nb) Ba\nd) Bốn\nđ) Năm", ["numbering-gap 1/d"]),
        ("1. Một\nd) Hai\ne) Ba\ng) Bốn", []),
        ("1.1. Một\n1.2. Hai\n1.4. Ba", ["numbering-gap 1.4"]),
        ("IIl. MỘT", ["label-repaired III"]),
        ("- Một\n- Hai\n+ Ba", []),
    ],
)
def test_notes(text: str, notes: list[str]) -> None:
    about = ("numbering-gap", "number-repeated", "label-repaired")
    assert [f"{n.code} {n.section}" for n in khparse.parse(text).notes if n.code in about] == notes


DECISION = """ỦY BAN NHÂN DÂN
XÃ TÂN LẬP
Số: 45/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Tân Lập, ngày 02 tháng 3 năm 2024
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch trồng cây
Căn cứ Luật Lâm nghiệp;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng cây.
Điều 2. Các thôn thi hành Quyết định này./.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
CHỦ TỊCH
Lê Văn Bình
{title}
Trồng cây phân tán
(Ban hành kèm theo Quyết định số 45/QĐ-UBND ngày 02/3/2024 của UBND xã)
I. MỤC ĐÍCH
1. Mục đích
II. NỘI DUNG
"""


@pytest.mark.parametrize("title", ["KẾ HOẠCH", "**KẾ HOẠCH**", "# KẾ HOẠCH"])
def test_plan_attached_to_a_decision(title: str) -> None:
    found = ids(DECISION.format(title=title))
    assert found == ["Điều 1", "Điều 2", "Kế hoạch", "Kế hoạch/I", "Kế hoạch/I/1", "Kế hoạch/II"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("DANH MỤC\nCÁC LOÀI CÂY", "Danh mục|Danh mục/I|Danh mục/I/1|Danh mục/II"),
        ("KHUNG KẾ HOẠCH TRỒNG CÂY", "Khung|Khung/I|Khung/I/1|Khung/II"),
        # the name of an appendix, other words in capitals
        ("PHỤ LỤC\nDANH MỤC CÁC LOÀI CÂY", "Phụ lục|Phụ lục/I|Phụ lục/I/1|Phụ lục/II"),
        ("TRỒNG CÂY PHÂN TÁN", "I|I/1|II"),
    ],
)
def test_list_attached_to_a_decision(title: str, expected: str) -> None:
    assert ids(DECISION.format(title=title)) == ["Điều 1", "Điều 2", *expected.split("|")]


def test_attached_list_that_is_a_table_alone() -> None:
    text = DECISION.split("{title}")[0]
    table = "DANH MỤC\n(Kèm theo Quyết định số 45/QĐ-UBND)\n|\nTT\n|\nViệc\n|\n|\n1\n|\nTrồng keo\n|\n"
    assert ids(text + table) == ["Điều 1", "Điều 2"]


def test_a_closing_is_no_text_of_the_last_unit() -> None:
    text = DECISION.split("{title}")[0] + "Tải về | In trang"
    assert khparse.parse(text).sections[-1].text == "Các thôn thi hành Quyết định này./."


def test_extents_hold_the_children() -> None:
    for section in walk(khparse.parse(DECISION.format(title="KẾ HOẠCH")).sections):
        for child in section.children:
            assert section.span.end <= child.extent.start < child.extent.end <= section.extent.end
