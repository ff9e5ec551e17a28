"""Folding: spellings that mean the same become equal, no offset moves, the rest stays as it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khparse.fold import fold, fold_case_kept, is_composed, key, lower


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the tone of an open oa, oe, uy moves to its first vowel
        ("xã Hoà Sơn", "xã Hòa Sơn"),
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
        ("UỶ BAN, CỘNG HOÀ", "ỦY BAN, CỘNG HÒA"),
        ("sức khoẻ, hoả hoạn, toạ đàm", "sức khỏe, hỏa hoạn, tọa đàm"),
        ("thuỷ lợi, tuỳ tình hình, luỹ kế, luỵ", "thủy lợi, tùy tình hình, lũy kế, lụy"),
        ("Uỳ, OÀ, oÀ", "Ùy, ÒA, òA"),
        # a closed syllable has one spelling only, and in quy the u belongs to the consonant
        ("hoàn thành, toán, khoảng, thuyền", "hoàn thành, toán, khoảng, thuyền"),
        ("Quý I, quỹ đất, quỳ hợp, QUỸ", "Quý I, quỹ đất, quỳ hợp, QUỸ"),
        ("hòa, khỏe, thủy", "hòa, khỏe, thủy"),
        # dashes, quotes, fraction slashes
        ("2026 – 2030 — 2035 − 1", "2026 - 2030 - 2035 - 1"),
        ("“Xanh” «sạch» ‘đẹp’", '"Xanh" "sạch" \'đẹp\''),
        ("24⁄24 giờ, 1∕3", "24/24 giờ, 1/3"),
        # look-alikes of Đ
        ("QÐ-UBND, Ɖông, ðất, ɖê", "QĐ-UBND, Đông, đất, đê"),
        # what looks similar and differs
        ("Dự án, Hoa, dấu: … ; và/hoặc", "Dự án, Hoa, dấu: … ; và/hoặc"),
    ],
)
def test_folding(text: str, expected: str) -> None:
    assert fold_case_kept(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("UỶ BAN – Ð", "ủy ban - đ"), ("İ stays, Ử does not", "İ stays, ử does not"), ("SỐ 5/KH", "số 5/kh")],
)
def test_lower_case(text: str, expected: str) -> None:
    assert fold(text)[1] == expected


@given(st.text())
def test_no_offset_moves(text: str) -> None:
    folded, low = fold(text)
    assert len(folded) == len(low) == len(lower(text)) == len(text)


@given(st.text(alphabet="aăâeêoôơuưyAOUY\u0300\u0301\u0303\u0309\u0323qQhktđĐ –“", max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    once = fold_case_kept(composed)
    assert fold_case_kept(once) == once


@pytest.mark.parametrize(
    "names",
    [
        (
            "Sở Văn hoá, Thể thao & Du lịch",
            "Sở Văn hóa - Thể thao và Du Lịch",
            "SỞ VĂN HÓA THỂ THAO, DU LỊCH",
        ),
        ("Phòng Kinh tế – Hạ tầng", "phòng Kinh tế, hạ tầng", "Phòng  Kinh tế\nvà Hạ tầng"),
        ("BCĐ 389", "BCÐ-389", unicodedata.normalize("NFD", "BCĐ 389")),
    ],
)
def test_names_with_one_key(names: tuple[str, ...]) -> None:
    assert len({key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Y tế", "Sở Ý tế"),
        ("Phòng Nội vụ", "Phòng Nội vụ huyện"),
        ("Ban Quản lý Vạn", "Ban Quản lý Vân"),
        ("Hội Nông dân", "Hội Nông Dần"),
    ],
)
def test_names_with_two_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Kế hoạch", True), ("", True), (unicodedata.normalize("NFD", "Kế hoạch"), False), ("Ke\u0302", False)],
)
def test_composed(text: str, expected: bool) -> None:
    assert is_composed(text) is expected
