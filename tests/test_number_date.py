"""Lines of a head: number and symbol in all their forms, place and date with their blanks."""

from __future__ import annotations

import pytest

from khparse.extract.head.issue_date import date_in, is_date_line
from khparse.extract.head.number import number_in


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        # state: type and issuer, unit, host; leading zeros and letters as printed
        ("Số: 68/KH-UBND", "68", "KH-UBND"),
        ("Số 068/KH-UBND", "068", "KH-UBND"),
        ("SỐ: 7308/KH-NNMT-TL", "7308", "KH-NNMT-TL"),
        ("Số: 3401/KH-BCĐ-CAT", "3401", "KH-BCĐ-CAT"),
        ("Số: 123a/KH-UBND", "123a", "KH-UBND"),
        ("Số: 66.1/KH-UBND", "66.1", "KH-UBND"),
        ("Số: 05/HD-MTTQ-BTT", "05", "HD-MTTQ-BTT"),
        ("Số: 45/BCTT-KTNS", "45", "BCTT-KTNS"),
        ("Số: 15/KH-BCĐ389", "15", "KH-BCĐ389"),
        ("Số: 15/KH-THCS.TL", "15", "KH-THCS.TL"),
        # letters have no type; a number alone
        ("Số: 2716/UBND-NC", "2716", "UBND-NC"),
        ("Số: 126/SNV", "126", "SNV"),
        ("Số: 232 /VPTT-CAT", "232", "VPTT-CAT"),
        ("Số: 15", "15", None),
        # normative: the year belongs to the number
        ("Số: 06/2024/NQ-HĐND", "06/2024", "NQ-HĐND"),
        ("Số: 80/2015/QH13", "80/2015", "QH13"),
        ("Số: 05 /2008/TT-BYT", "05/2008", "TT-BYT"),
        ("Số: 63 / 2012 / NĐ - CP", "63/2012", "NĐ-CP"),
        ("Số: 136/2001/QĐ.TTg", "136/2001", "QĐ.TTg"),
        ("Số: 01/2026/VLN/CV-AB", "01/2026", "VLN/CV-AB"),
        # Party and mass organisations
        ("Số 12-KH/TU", "12", "KH/TU"),
        ("Số 8011-CV/BTCTW", "8011", "CV/BTCTW"),
        ("Số 83-KH/BTGDVTW-BCĐ", "83", "KH/BTGDVTW-BCĐ"),
        ("Số: 15 -KH/ĐTN", "15", "KH/ĐTN"),
        ("Số: 84 QĐ/TWĐTN", "84", "QĐ/TWĐTN"),
        # joint
        ("Số: 05/KHLT-SGDĐT-CAT", "05", "KHLT-SGDĐT-CAT"),
        ("Số: 255/KHLT/BGDĐT-BCA", "255", "KHLT/BGDĐT-BCA"),
        ("Số: 15/KH-BCA-BNN&MT", "15", "KH-BCA-BNN&MT"),
        # stray blanks, dashes, look-alikes, both columns on one line
        ("Số : 12/KH – UBND", "12", "KH-UBND"),
        ("Số:12 / KH-UBND", "12", "KH-UBND"),
        ("Só: 15/QÐ-UBND", "15", "QĐ-UBND"),
        ("Số: 15/KH-UBND Tân Lập, ngày 02 tháng 3 năm 2024", "15", "KH-UBND"),
    ],
)
def test_number(line: str, number: str, symbol: str | None) -> None:
    found = number_in(line)
    assert found is not None
    assert (found.number, found.symbol, found.blank) == (number, symbol, None)


@pytest.mark.parametrize(
    ("line", "symbol", "why"),
    [
        ("Số:     /KH-SNV", "KH-SNV", "blank"),
        ("Số /KH-UBND", "KH-UBND", "blank"),
        ("Số: …/KH-UBND", "KH-UBND", "blank"),
        ("Số:......../KH-UBND", "KH-UBND", "blank"),
        ("Số:____/KH-UBND", "KH-UBND", "blank"),
        ("Số:      -KH/HU", "KH/HU", "blank"),
        ("Số:       /2024/QĐ-UBND", "QĐ-UBND", "blank"),
        ("Số: l5/KH-UBND", "KH-UBND", "unreadable"),
        ("Số: 1O5/KH-UBND", "KH-UBND", "unreadable"),
    ],
)
def test_number_that_is_blank_or_unreadable(line: str, symbol: str, why: str) -> None:
    found = number_in(line)
    assert found is not None
    assert (found.number, found.symbol, found.blank) == (None, symbol, why)


@pytest.mark.parametrize(
    "line",
    [
        "Một số kết quả",
        "Số lượng: 15 cây",
        "Số 15 đường Trần Phú",
        "Điện thoại: 0912/345",
        "Kế hoạch số 15/KH-UBND",
        "TRƯỜNG TIỂU HỌC SỐ 2",
        "",
    ],
)
def test_no_number(line: str) -> None:
    assert number_in(line) is None


@pytest.mark.parametrize(
    ("line", "edtf", "place", "blank"),
    [
        ("Tân Lập, ngày 02 tháng 3 năm 2024", "2024-03-02", "Tân Lập", ""),
        ("Tân Lập ngày 2 tháng 12 năm 2024", "2024-12-02", "Tân Lập", ""),
        ("TÂN LẬP, NGÀY 02 THÁNG 3 NĂM 2024", "2024-03-02", "TÂN LẬP", ""),
        ("Tân Lập, ngày2 tháng3 năm2024", "2024-03-02", "Tân Lập", ""),
        ("Tân Lập, ngày 02/3/2024", "2024-03-02", "Tân Lập", ""),
        ("Tân Lập, ngày 02.3.2024", "2024-03-02", "Tân Lập", ""),
        ("Tân Lập, ngày 02 thảng 3 nam 20 24", "2024-03-02", "Tân Lập", ""),
        ("ngày 02 tháng 3 năm 2024", "2024-03-02", None, ""),
        # places
        ("TP. Hồ Chí Minh, ngày 02 tháng 3 năm 2024", "2024-03-02", "TP. Hồ Chí Minh", ""),
        ("thành phố Cần Thơ, ngày 02 tháng 3 năm 2024", "2024-03-02", "thành phố Cần Thơ", ""),
        ("Bà Rịa - Vũng Tàu, ngày 02 tháng 3 năm 2024", "2024-03-02", "Bà Rịa - Vũng Tàu", ""),
        ("Phường 12, ngày 02 tháng 3 năm 2024", "2024-03-02", "Phường 12", ""),
        ("Ea H'leo, ngày 02 tháng 3 năm 2024", "2024-03-02", "Ea H'leo", ""),
        ("Độc lập - Tự do - Hạnh phúc Tân Lập, ngày 02 tháng 3 năm 2024", "2024-03-02", "Tân Lập", ""),
        ("Số: 12/KH-UBND Tân Lập, ngày 02 tháng 3 năm 2024", "2024-03-02", "Tân Lập", ""),
        ("Nam Sơn, ngày 02 tháng 3 năm 2024", "2024-03-02", "Nam Sơn", ""),
        ("XÃ HỘI CHỦ NGHĨA VIỆT NAM Nam Sơn, ngày 02 tháng 3 năm 2024", "2024-03-02", "Nam Sơn", ""),
        ("NAM Tân Lập, ngày 02 tháng 3 năm 2024", "2024-03-02", "Tân Lập", ""),
        ("Tan Lap, ngay 02 thang 3 nam 2024", "2024-03-02", "Tan Lap", ""),
        # blanks are missing parts
        ("Tân Lập, ngày     tháng 3 năm 2024", "2024-03", "Tân Lập", "day"),
        ("Tân Lập, ngày … /3/2024", "2024-03", "Tân Lập", "day"),
        ("Tân Lập, ngày ....tháng....năm 2024", "2024", "Tân Lập", "day month"),
        ("Tân Lập, ngày … tháng … năm 20…", None, "Tân Lập", "day month year"),
        ("………, ngày     tháng     năm", None, None, "day month year"),
        # what can't be read or can't be is not guessed
        ("Tân Lập, ngày l2 tháng 3 năm 2024", "2024-03", "Tân Lập", "day"),
        ("Tân Lập, ngày 31 tháng 02 năm 2024", "2024-02", "Tân Lập", ""),
        ("Tân Lập, ngày 12 tháng 13 năm 2024", "2024", "Tân Lập", ""),
    ],
)
def test_date(line: str, edtf: str | None, place: str | None, blank: str) -> None:
    found = date_in(line)
    assert found is not None
    assert (found.edtf, found.place, found.blank) == (edtf, place, blank)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tân Lập, ngày 02 tháng 3 năm 2024", True),
        ("Nam Sơn, ngày 02/3/2024.", True),
        ("Họp tại Tân Lập, ngày 02 tháng 3 năm 2024", False),
        ("Tân Lập, ngày 02 tháng 3 năm 2024 hoàn thành", False),
        ("Tân Lập, ngày … tháng … năm …", False),
        ("ngày 02 tháng 3 năm 2024", False),
    ],
)
def test_date_line(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected


@pytest.mark.parametrize(
    "line", ["Hằng ngày, trong tháng 3 năm 2024", "Tháng 3 năm 2024", "Ngày hội đại đoàn kết", ""]
)
def test_no_date(line: str) -> None:
    assert date_in(line) is None
