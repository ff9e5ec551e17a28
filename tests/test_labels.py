"""Labels at the start of a line, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khparse.segment.labels import label_at, roman, roman_value


def read(text: str) -> tuple[str, str, str] | None:
    """Return kind and number of a text's label with the text behind it."""
    label = label_at(text, 0, len(text))
    return (label.kind, label.num, text[label.end :]) if label else None


LABELS = [
    # sections
    ("I. MỤC ĐÍCH", "roman", "I"),
    ("I- MỤC ĐÍCH", "roman", "I"),
    ("I.MỤC ĐÍCH", "roman", "I"),
    ("II/ Nội dung", "roman", "II"),
    ("II) Nội dung", "roman", "II"),
    ("II: Nội dung", "roman", "II"),
    ("II . Nội dung", "roman", "II"),
    ("XIX. TỔ CHỨC THỰC HIỆN", "roman", "XIX"),
    ("A. KẾT QUẢ", "upper", "A"),
    ("B) KẾT QUẢ", "upper", "B"),
    ("Đ.Nhiệm vụ", "upper", "Đ"),
    # two closing signs
    ("I/. MỤC ĐÍCH", "roman", "I"),
    ("II.- NỘI DUNG", "roman", "II"),
    ("III). NỘI DUNG", "roman", "III"),
    ("A/. Nội dung", "upper", "A"),
    ("2/. Trạm bơm", "decimal", "2"),
    ("b/. Trạm bơm", "letter", "b"),
    ("A - NỘI DUNG", "upper", "A"),
    ("b- Trạm bơm", "letter", "b"),
    # what OCR makes of roman numerals
    ("Il. NỘI DUNG", "roman", "II"),
    ("1I. NỘI DUNG", "roman", "II"),
    ("IlI. TỔ CHỨC", "roman", "III"),
    ("HI. THỜI GIAN", "roman", "III"),
    ("VIl. KINH PHÍ", "roman", "VII"),
    # clauses
    ("1. Phòng Kinh tế", "decimal", "1"),
    ("01. Phòng Kinh tế", "decimal", "01"),
    ("1.Phòng Kinh tế", "decimal", "1"),
    ("1 . Phòng Kinh tế", "decimal", "1"),
    ("1/ Phòng Kinh tế", "decimal", "1"),
    ("1) Phòng Kinh tế", "decimal", "1"),
    ("1- Phòng Kinh tế", "decimal", "1"),
    ("1.- Phòng Kinh tế", "decimal", "1"),
    ("1 - Phòng Kinh tế", "decimal", "1"),
    ("12. Các xã", "decimal", "12"),
    ("1.1. Kênh cấp I", "decimal", "1.1"),
    ("1.1 Kênh cấp I", "decimal", "1.1"),
    ("2.1.3. Kênh cấp I", "decimal", "2.1.3"),
    ("2.1.3.4 Kênh cấp I", "decimal", "2.1.3.4"),
    ("2.1) Kênh cấp I", "decimal", "2.1"),
    # points
    ("a) Kênh", "letter", "a"),
    ("a)Kênh", "letter", "a"),
    ("a ) Kênh", "letter", "a"),
    ("b/ Kênh", "letter", "b"),
    ("b. Kênh", "letter", "b"),
    ("đ) Trạm bơm", "letter", "đ"),
    ("đ. Trạm bơm", "letter", "đ"),
    ("y) Việc khác", "letter", "y"),
    ("(1) Vùng bãi", "paren", "(1)"),
    ("(1). Vùng bãi", "paren", "(1)"),
    ("(12) Vùng bãi", "paren", "(12)"),
    ("(i) Vùng bãi", "paren", "(i)"),
    ("(iv) Vùng bãi", "paren", "(iv)"),
    ("(đ) Vùng bãi", "paren", "(đ)"),
    # labels that repeat the one above
    ("I.1. Kênh", "decimal", "I.1"),
    ("IV.2 Kênh", "decimal", "IV.2"),
    ("B.1.2. Kênh", "decimal", "B.1.2"),
    ("a.1) Kênh", "paren", "a.1"),
    ("b2) Kênh", "paren", "b2"),
    ("đ.1. Kênh", "paren", "đ.1"),
    # bullets
    ("- Rà soát", "bullet", "-"),
    ("-Rà soát", "bullet", "-"),
    ("– Rà soát", "bullet", "-"),
    ("- 100% số xã", "bullet", "-"),
    ("+ Rà soát", "bullet", "+"),
    ("* Rà soát", "bullet", "*"),
    ("• Rà soát", "bullet", "•"),
    ("➢ Rà soát", "bullet", "➢"),
    # words
    ("Phần thứ nhất. Quy định chung", "part", "Phần thứ nhất"),
    ("PHẦN II: NHIỆM VỤ", "part", "Phần II"),
    ("Chương I. Quy định chung", "chapter", "Chương I"),
    ("CHƯƠNG IV - TỔ CHỨC", "chapter", "Chương IV"),
    ("Mục 2. Trách nhiệm", "section", "Mục 2"),
    ("Tiểu mục 1. Kênh", "section", "Tiểu mục 1"),
    ("Điều 1. Ban hành", "article", "Điều 1"),
    ("ĐIỀU 12: Hiệu lực", "article", "Điều 12"),
    ("Điều 3a. Hiệu lực", "article", "Điều 3a"),
    ("PHỤ LỤC 1: DANH MỤC", "component", "Phụ lục 1"),
    ("PHỤ LỤC DANH MỤC", "component", "Phụ lục"),
    ("Phụ lục II. Danh mục", "component", "Phụ lục II"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "num"), LABELS)
def test_label(text: str, kind: str, num: str) -> None:
    found = read(text)
    assert found is not None
    assert found[:2] == (kind, num)
    assert found[2][:1].isalnum()
    assert text.endswith(found[2])


@pytest.mark.parametrize(
    ("text", "num"),
    [
        ("Chương II", "Chương II"), ("PHẦN THỨ HAI", "Phần thứ hai"), ("Điều 7.", "Điều 7"),
        ("Mục 1", "Mục 1"),
        ("PHỤ LỤC", "Phụ lục"), ("Phụ lục", "Phụ lục"), ("Phụ lục số 02", "Phụ lục 02"),
        ("Phụ biểu 3", "Phụ biểu 3"),
    ],
)  # fmt: skip
def test_label_that_stands_alone(text: str, num: str) -> None:
    found = read(text)
    assert found is not None
    assert found[1:] == (num, "")


@pytest.mark.parametrize(
    "text",
    [
        # dates, periods, years, shares and quantities
        "15/3/2024 hoàn thành", "15.3.2024", "02 tháng 3 năm 2024", "2021 - 2025", "2025. Các xã",
        "5 - 7 ngày", "10% diện tích", "10.5% diện tích", "20 ha lúa", "3,5 triệu đồng", "3.5 triệu đồng",
        "24/24 giờ", "1.200 ha", "8h30: Khai mạc", "-5 độ C", "m2. Các xã", "m3/ngày đêm",
        # numbers of documents
        "45/KH-UBND ngày 02 tháng 3 năm 2024", "12-KH/TU ngày 05/5/2024", "1079/QĐ-TTg", "37/2025/NQ-HĐND",
        # words that begin like a label
        "Chương trình hành động", "Mục tiêu chung", "Mục II Kế hoạch này", "Điều kiện thi công",
        "Điều 5 Luật Thủy lợi", "điều 5 của Luật", "Phần lớn các xã", "Phụ lục kèm theo Kế hoạch này",
        "Phụ lục I kèm theo", "phụ lục I", "II.1 của Kế hoạch", "V/v trồng cây",
        "(Kèm theo Kế hoạch số 5/KH-UBND)",
        # no label at all
        "B - Trạm bơm số 2", "a-b Kênh", "c - Kênh", "I/.5 điểm", "HỒ - ĐẬP",
        "Phòng Kinh tế", "I MỤC ĐÍCH", "IIX. Không có", "-- Rà soát", "---", "", "(a.b) Kênh", "ab) Kênh",
    ],
)  # fmt: skip
def test_no_label(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("value", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (89, "LXXXIX")]
)
def test_roman_numerals(value: int, numeral: str) -> None:
    assert roman(value) == numeral
    assert roman_value(numeral) == value


@pytest.mark.parametrize("text", ["", "IIX", "VV", "IIII", "ABC", "XC", "ii"])
def test_no_roman_numeral(text: str) -> None:
    assert roman_value(text) == 0


@given(st.text(alphabet="IVXLHl1|.-/() aàđĐ1290:PhụlcĐiềuChương", max_size=20), st.integers(0, 20))
def test_a_label_never_reaches_beyond_the_end(text: str, end: int) -> None:
    end = min(end, len(text))
    label = label_at(text, 0, end)
    assert label is None or (0 < label.end <= end and label.num)
