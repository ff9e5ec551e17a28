"""Every row of the lexicon proves itself by its examples; the tables agree with the code that reads them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from khparse import lexicon
from khparse.lexicon import agency_table, doc_types, issuers, provinces, table, values
from khparse.lexicon.agencies import Resolved, resolve, successors
from khparse.lexicon.closing_words import purpose_of, token_at_start
from khparse.lexicon.periods import in_force
from khparse.lexicon.table_headers import header_role

TABLES = sorted(path.stem for path in Path(lexicon.__file__).parent.glob("*.tsv"))
TODAY = "2025-12-01"


def cases(name: str, column: str) -> list[tuple[dict[str, str], str]]:
    """Return each row of a table with each of its examples (or counter-examples)."""
    return [(row, value) for row in table(name) for value in values(row[column])]


def each(name: str, column: str) -> pytest.MarkDecorator:
    found = cases(name, column)
    return pytest.mark.parametrize(("row", "text"), found, ids=[text for _, text in found])


@pytest.mark.parametrize("name", TABLES)
def test_tables_load_and_are_composed(name: str) -> None:
    rows = table(name)
    assert rows
    cells = [cell for row in rows for cell in row.values()]
    assert cells == [unicodedata.normalize("NFC", cell.strip()) for cell in cells]
    first = next(iter(rows[0]))
    assert all(row[first] for row in rows)


# --- Types of documents ---


def test_doc_type_keys_are_unique() -> None:
    keys = [row.key for row in doc_types.rows()]
    assert len(set(keys)) == len(keys)


@each("doc_types", "titles")
def test_title_tells_the_type(row: dict[str, str], text: str) -> None:
    for line in (text, f"  {text.capitalize()}:"):
        found = doc_types.by_title(line)
        assert found and found.code == row["code"]


@each("doc_types", "examples")
def test_symbol_tells_the_type(row: dict[str, str], text: str) -> None:
    found = doc_types.by_symbol(text)
    assert found and found.key == row["key"]


@each("doc_types", "not_examples")
def test_symbol_is_of_another_type(row: dict[str, str], text: str) -> None:
    found = doc_types.by_symbol(text)
    assert found is None or found.key != row["key"]


@pytest.mark.parametrize(
    ("line", "code", "rest"),
    [
        ("KẾ HOẠCH Phòng, chống bệnh dại", "KH", "Phòng, chống bệnh dại"),
        ("KẾ HOẠCH LIÊN TỊCH tuyên truyền", "KH", "tuyên truyền"),
        ("KẾ HOẠCH Công tác dân vận", "KH", "Công tác dân vận"),
        ("Thông báo", "TB", ""),
        ("Về việc kiểm tra", None, ""),
        ("Kế hoạchnày", None, ""),
    ],
)
def test_title_at_start(line: str, code: str | None, rest: str) -> None:
    found = doc_types.title_at_start(line)
    assert (found[0].code, found[1]) == (code, rest) if found else code is None


@pytest.mark.parametrize("line", ["KÉ HOẠCH", "KẾ HOACH", "QUYÉT ĐỊNH"])
def test_misread_accents_only_on_demand(line: str) -> None:
    assert doc_types.by_title(line) is None
    assert doc_types.by_title(line, ignore_marks=True) is not None


@pytest.mark.parametrize("symbol", ["", "-", "68", "QH15", "UBTVQH14", "VPTT-CAT", "THPTLHP-VP", "BCĐNQ"])
def test_symbol_without_a_type(symbol: str) -> None:
    assert doc_types.by_symbol(symbol) is None


# --- Issuers and provinces ---


@each("issuers", "examples")
def test_issuer_code_is_found_in_its_symbol(row: dict[str, str], text: str) -> None:
    code = re.split("[-/]", text, maxsplit=1)[1]
    found = issuers.find(code, row["family"])
    assert found and found.code == row["code"] and found.names == tuple(values(row["name"]))


@each("provinces", "examples")
def test_province_is_found_in_its_period(row: dict[str, str], text: str) -> None:
    found = provinces.find(text, row["valid_from"] or row["valid_to"] or TODAY)
    assert found and (found.name, found.valid_from) == (row["name"], row["valid_from"])


@each("provinces", "not_examples")
def test_province_is_another(row: dict[str, str], text: str) -> None:
    found = provinces.find(text, TODAY)
    assert found is None or found.name != row["name"]


@pytest.mark.parametrize(
    ("date", "count", "cities"),
    [("2024-12-31", 63, 5), ("2025-01-15", 63, 6), ("2025-07-01", 34, 6), ("2026-10-01", 34, 9)],
)
def test_number_of_provinces(date: str, count: int, cities: int) -> None:
    current = [row for row in table("provinces") if in_force(row["valid_from"], row["valid_to"], date)]
    assert len(current) == count
    assert sum(row["type"] == "thành phố" for row in current) == cities


def test_province_periods_follow_each_other() -> None:
    assert all(provinces.find(row["successor"]) for row in table("provinces") if row["valid_to"])


@pytest.mark.parametrize(("place", "name"), [("Vinh", "Nghệ An"), ("Hà Tĩnh", "Hà Tĩnh"), ("Thạch Hà", None)])
def test_province_of_a_date_line(place: str, name: str | None) -> None:
    found = provinces.of_place(place, "2006-12-27")
    assert (found.name if found else None) == name


# --- Bodies ---


def test_agency_ids_are_unique_slugs() -> None:
    ids = [row.id for row in agency_table.rows()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", agency_id) for agency_id in ids)


def test_every_agency_has_an_example_and_known_successors() -> None:
    ids = {row.id for row in agency_table.rows()}
    for row in table("agencies"):
        assert row["examples"], row["id"]
        assert ids.issuperset(values(row["successors"])), row["id"]
        assert row["valid_to"] or not row["successors"], row["id"]


def test_keys_of_the_table_are_those_of_its_names() -> None:
    """The table is folded in one stroke; that must give what folding each name gives."""
    expected = {
        " ".join(agency_table.words_of(name))
        for row in table("agencies")
        for name in (row["name"], *values(row["aliases"]))
    }
    assert set(agency_table.by_key()) == expected


def period_date(row: dict[str, str]) -> str:
    """Return a date at which the body exists."""
    return row["valid_to"] or max(row["valid_from"], TODAY)


@each("agencies", "examples")
def test_mention_resolves(row: dict[str, str], text: str) -> None:
    assert resolve(text, period_date(row)).agency_id == row["id"]
    assert resolve(text.upper(), period_date(row)).agency_id == row["id"]


@each("agencies", "not_examples")
def test_mention_is_another_body(row: dict[str, str], text: str) -> None:
    assert resolve(text, period_date(row)).agency_id != row["id"]


@each("agencies", "name")
def test_canonical_name_resolves_to_itself(row: dict[str, str], text: str) -> None:
    assert resolve(text, period_date(row)) == Resolved(text, row["id"])


@each("abbreviations", "examples")
def test_abbreviation_is_understood(row: dict[str, str], text: str) -> None:
    assert any(resolve(text, date).agency_id for date in ("2006-01-01", "2020-01-01", TODAY))


@pytest.mark.parametrize(
    ("text", "date", "province", "name", "agency_id"),
    [
        ("Công an tỉnh", "2024-03-01", "Hà Tĩnh", "Công an tỉnh Hà Tĩnh", "cong-an-tinh"),
        ("Công an Hà Tĩnh", "2024-03-01", "Hà Tĩnh", "Công an tỉnh Hà Tĩnh", "cong-an-tinh"),
        ("Công an tỉnh Nghệ An", "2024-03-01", "Hà Tĩnh", "Công an tỉnh Nghệ An", "cong-an-tinh"),
        ("Công an tỉnh", "2006-03-01", "Vinh", "Công an tỉnh Nghệ An", "cong-an-tinh"),
        ("Công an tỉnh", None, None, "Công an tỉnh", "cong-an-tinh"),
        # a city that bears its province's name, and one that became central in 2025
        ("UBND thành phố Lào Cai", "2024-03-01", None, "Ủy ban nhân dân thành phố Lào Cai", "uy-ban-nhan-dan-huyen"),
        ("UBND thành phố Huế", "2024-03-01", "Huế", "Ủy ban nhân dân thành phố Huế", "uy-ban-nhan-dan-huyen"),
        ("UBND thành phố Huế", TODAY, "Huế", "Ủy ban nhân dân thành phố Huế", "uy-ban-nhan-dan-tinh"),
        ("UBND quận 1", "2020-03-01", "Hồ Chí Minh", "Ủy ban nhân dân quận 1", "uy-ban-nhan-dan-huyen"),
        # the issuer or its parent, not all of them
        ("Công ty", TODAY, None, "Công ty", None),
        ("Sở", TODAY, None, "Sở", None),
        # a hyphen inside a name is no apposition
        ("Ban Tổ chức - Kiểm tra", TODAY, None, "Ban Tổ chức - Kiểm tra", None),
        ("UBND Thành phố", TODAY, "Hà Nội", "Ủy ban nhân dân thành phố Hà Nội", "uy-ban-nhan-dan-tinh"),
        ("UBND TP.HCM", TODAY, None, "Ủy ban nhân dân Thành phố Hồ Chí Minh", "uy-ban-nhan-dan-tinh"),
        ("UBND thành phố", "2019-01-01", "Bắc Giang", "Ủy ban nhân dân thành phố", "uy-ban-nhan-dan-huyen"),
        ("UBND thành phố", TODAY, "Lào Cai", "UBND thành phố", None),
        ("Thành ủy", TODAY, "Đà Nẵng", "Thành ủy Đà Nẵng", "tinh-uy"),
        ("Ban Tổ chức TU", TODAY, "Hà Tĩnh", "Ban Tổ chức Tỉnh ủy Hà Tĩnh", "ban-to-chuc-tinh-uy"),
        ("Sở KH&CN", TODAY, "Cần Thơ", "Sở Khoa học và Công nghệ", "so-khoa-hoc-va-cong-nghe"),
        ("Sở Y tế tỉnh Bắc Ninh", "2024", "Bắc Ninh", "Sở Y tế", "so-y-te"),
        ("Sở Y tế tỉnh Bắc Ninh", "2024", "Hà Nam", "Sở Y tế tỉnh Bắc Ninh", "so-y-te"),
        ("Sở Lao động - TB&XH", "2026-01-01", None, "Sở Lao động - Thương binh và Xã hội",
         "so-lao-dong-thuong-binh-va-xa-hoi"),
        ("Sở VHTT", "2006", None, "Sở Văn hóa - Thông tin", "so-van-hoa-thong-tin"),
        ("Sở VHTT", "2020", None, "Sở Văn hóa và Thể thao", "so-van-hoa-va-the-thao"),
        ("Sở VHTT", None, None, "Sở VHTT", None),
        ("Giám đốc Sở Y tế", TODAY, None, "Giám đốc Sở Y tế", "so-y-te"),
        ("đ/c Giám đốc Công an tỉnh", TODAY, "Huế", "Giám đốc Công an thành phố Huế", "cong-an-tinh"),
        ("đ/c Giám đốc Công an tỉnh", TODAY, "Hà Tĩnh", "Giám đốc Công an tỉnh Hà Tĩnh", "cong-an-tinh"),
        ("Công an tỉnh - Cơ quan Thường trực Ban Chỉ đạo", TODAY, None, "Công an tỉnh", "cong-an-tinh"),
        ("UBND XÃ TÂN LẬP", TODAY, None, "Ủy ban nhân dân xã Tân Lập", "uy-ban-nhan-dan-xa"),
        ("Công an các xã, phường", TODAY, None, "Công an cấp xã", "cong-an-xa"),
        ("UBND thành phố, thị xã, các huyện", "2020", None,
         "Ủy ban nhân dân các huyện, thị xã, thành phố", "uy-ban-nhan-dan-cac-huyen-thi-xa-thanh-pho"),
        ("UBND huyện, xã", "2020", None, "UBND huyện, xã", None),
        ("UBND cấp xã", "2024", None, "Ủy ban nhân dân các xã, phường, thị trấn",
         "uy-ban-nhan-dan-cac-xa-phuong-thi-tran"),
        ("Thuế cơ sở 5", TODAY, None, "Thuế cơ sở 5", "thue-co-so"),
        ("một số sở, ngành có liên quan", TODAY, None, "Các sở, ban, ngành", "cac-so-ban-nganh"),
        ("  Trường   THPT Lê Lợi; ", TODAY, None, "Trường THPT Lê Lợi", None),
        ("", None, None, "", None),
    ],
)  # fmt: skip
def test_resolve(text: str, date: str | None, province: str | None, name: str, agency_id: str | None) -> None:
    assert resolve(text, date, province) == Resolved(name, agency_id)


@pytest.mark.parametrize(
    ("agency_id", "date", "expected"),
    [
        ("so-ke-hoach-va-dau-tu", "2024-06-01", ["so-ke-hoach-va-dau-tu"]),
        ("so-ke-hoach-va-dau-tu", "2025-06-01", ["so-tai-chinh"]),
        ("cuc-thue-tinh", "2026-01-01", ["thue-tinh"]),
        ("so-buu-chinh-vien-thong", "2026", ["so-khoa-hoc-va-cong-nghe", "so-van-hoa-the-thao-va-du-lich"]),
        ("khong-co", "2026", []),
    ],
)
def test_successors(agency_id: str, date: str, expected: list[str]) -> None:
    assert successors(agency_id, date) == expected


# --- Head nouns, verbs, headings, closings ---

_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*|[^\w ]")


def opens_a_name(row: dict[str, str], text: str) -> bool:
    """Tell by the columns of the table whether `text` begins with a name under this head noun."""
    words = _WORD.findall(text)
    plural = words[0] in ("các", "những")
    words = words[plural:]
    head = row["head"].replace("/", " / ").split()
    if [word.lower() for word in words[: len(head)]] != head:
        return False
    if row["case"] == "capital" and not plural and not words[0][0].isupper():
        return False
    behind = words[len(head)] if len(words) > len(head) else ""
    return behind.isupper() or behind not in values(row["not_followed_by"])


@each("agency_heads", "examples")
def test_head_opens_a_name(row: dict[str, str], text: str) -> None:
    assert opens_a_name(row, text)


@each("agency_heads", "not_examples")
def test_word_is_no_head(row: dict[str, str], text: str) -> None:
    assert not opens_a_name(row, text)


def test_heads_and_verbs_are_unique_and_of_known_kinds() -> None:
    heads, verbs = table("agency_heads"), table("task_verbs")
    assert len({row["head"] for row in heads}) == len(heads)
    assert {row["kind"] for row in heads} == {"body", "collective", "post", "person"}
    assert {row["case"] for row in heads} == {"capital", "any"}
    assert len({row["verb"] for row in verbs}) == len(verbs) >= 250
    assert {row["kind"] for row in verbs} == {"verb", "adverb", "auxiliary"}


@each("task_verbs", "example")
def test_verb_opens_its_example(row: dict[str, str], text: str) -> None:
    assert text.startswith(f"{row['verb']} ")


@each("table_headers", "headers")
def test_heading_has_its_role(row: dict[str, str], text: str) -> None:
    assert header_role(text) == header_role(text.upper()) == row["role"]


@each("table_headers", "examples")
def test_heading_example(row: dict[str, str], text: str) -> None:
    assert header_role(text) == row["role"]


@each("table_headers", "not_examples")
def test_heading_of_another_role(row: dict[str, str], text: str) -> None:
    assert header_role(text) != row["role"]


@each("signature_tokens", "examples")
def test_signature_token(row: dict[str, str], text: str) -> None:
    found = token_at_start(text)
    assert found and found[0] == (row["kind"], row["meaning"])


@each("signature_tokens", "not_examples")
def test_no_signature_token(row: dict[str, str], text: str) -> None:
    found = token_at_start(text)
    assert found is None or found[0] != (row["kind"], row["meaning"])


@each("recipient_forms", "examples")
def test_purpose_of_a_recipient(row: dict[str, str], text: str) -> None:
    assert purpose_of(text[text.rfind("(") :]) == row["purpose"]


@each("recipient_forms", "not_examples")
def test_no_purpose(row: dict[str, str], text: str) -> None:
    assert purpose_of(text) is None
