"""What holds for the comparison of any two plans.

Plans are made of a small grammar, are fixtures, or are any text at all.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

import khparse
from khparse.compare import similarity
from khparse.compare.models import PlanDiff
from khparse.models import Plan, Section
from khparse.readers.text import read_text
from test_diff_pairs import NAMES, PAIRS
from test_properties import TEXTS, VARIANTS, plain, texts

SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SPELLINGS = ("decomposed", "old tones", "new tones")


def compared(old: str, new: str) -> PlanDiff:
    return khparse.diff(khparse.parse(old), khparse.parse(new), by="syllable")


# --- A grammar of plans -------------------------------------------------------------------------------------

SENTENCES = [
    "Công an xã chủ trì, phối hợp với Đoàn Thanh niên kiểm tra các bến đò trước ngày 30/6/2024.",
    "Trạm Y tế tổng hợp số liệu, báo cáo Sở Y tế trước ngày 15 hằng tháng.",
    "Sở Giao thông vận tải chủ trì rà soát các tuyến đường thủy, hoà mạng dữ liệu.",
    "Thực hiện Nghị định số 08/2022/NĐ-CP ngày 10 tháng 01 năm 2022 của Chính phủ.",
    "Hoàn thành trong Quý II năm 2024; tổng kết trước ngày 15/12/2024.",
    "Tuyên truyền phân loại rác tại các khu dân cư, trường học và chợ.",
    "Họp định kỳ.",
    "Kinh phí lấy từ ngân sách xã và nguồn xã hội hóa.",
    "Rà soát, củng cố đội tuỳ viên ở các ấp thuỷ lợi.",
]
HEADINGS = ["MỤC ĐÍCH, YÊU CẦU", "NHIỆM VỤ", "KINH PHÍ", "TỔ CHỨC THỰC HIỆN", "Công an xã"]
items = st.tuples(
    st.sampled_from(SENTENCES), st.lists(st.sampled_from(SENTENCES), max_size=2)
)  # an item, and what is below it
plans = st.tuples(
    st.integers(2023, 2025),
    st.lists(st.sampled_from(SENTENCES), max_size=1),
    st.lists(st.tuples(st.sampled_from(HEADINGS), st.lists(items, max_size=4)), max_size=4),
)


@st.composite
def papers(draw: st.DrawFn, *, says_all_once: bool = False) -> str:
    """A plan with Roman sections, Arabic ones below them, and bullets; no sentence twice if `says_all_once`."""
    year, preamble, sections = draw(plans)
    lines = [
        "ỦY BAN NHÂN DÂN", "XÃ TÂN MỸ", f"Số: {year % 100}/KH-UBND",
        f"Tân Mỹ, ngày 10 tháng 01 năm {year}", "", "KẾ HOẠCH", f"Thu gom rác năm {year}", "",
        "Căn cứ Luật Bảo vệ môi trường ngày 17 tháng 11 năm 2020;", *preamble,
    ]  # fmt: skip
    for number, (heading, below) in enumerate(sections):
        lines.append(f"{('I', 'II', 'III', 'IV')[number]}. {heading}")
        for label, (sentence, bullets) in enumerate(below, 1):
            lines += [f"{label}. {sentence}", *(f"- {bullet}" for bullet in bullets)]
    if says_all_once:
        said_by = {line.partition(" ")[2] or line: line for line in reversed(lines)}
        lines = list(reversed(said_by.values()))
    return "\n".join(lines)


# --- What holds ---------------------------------------------------------------------------------------------


def sides(found: PlanDiff) -> Iterator[tuple[str, Any]]:
    for change in found.changes:
        yield from (("old", change.old), ("new", change.new))
        for edit in change.edits:
            yield from (("old", edit.old), ("new", edit.new))
    for pair in found.sections:
        for edit in pair.edits:
            yield from (("old", edit.old), ("new", edit.new))


def letters(text: str) -> str:
    """Letters and digits alone, composed."""
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return "".join(re.findall(r"\w", unicodedata.normalize("NFC", shown)))


def are_in(some: str, all_letters: str) -> bool:
    """Whether letters stand among others in this order."""
    left = iter(all_letters)
    return all(letter in left for letter in some)


def assert_spans(found: PlanDiff, documents: dict[str, str], left_out: dict[str, set[str]]) -> None:
    """Sides and edits are what is printed at their place, save marks, and labels between two sections."""
    for change in found.changes:
        if change.subject in ("metadata", "signature"):
            continue  # parts of a head and a signature, with the place of the whole
        for which, side in (("old", change.old), ("new", change.new)):
            if side and side.span and side.section not in left_out[which]:
                printed = documents[which][side.span.start : side.span.end]
                assert are_in(letters(side.text), letters(printed)), side
    for pair in found.sections:
        for edit in pair.edits:
            for which, passage in (("old", edit.old), ("new", edit.new)):
                printed = documents[which][passage.span.start : passage.span.end]
                if passage.section in left_out[which]:
                    continue
                if len(pair.old) == len(pair.new) == 1:
                    assert letters(passage.text) == letters(printed), passage
                else:
                    assert are_in(letters(passage.text), letters(printed)), passage


def with_cleaned_headings(plan: Plan, text: str) -> set[str]:
    """The sections whose heading isn't letter by letter what is printed."""
    return {
        section.id
        for section in all_of(plan.sections)
        if section.heading_span
        and text[section.heading_span.start : section.heading_span.end] != section.heading
    }


def assert_holds(found: PlanDiff, old: str, new: str) -> None:
    documents = {"old": read_text(old).text, "new": read_text(new).text}
    plans = {"old": khparse.parse(old), "new": khparse.parse(new)}
    assert [change.id for change in found.changes] == [f"c{n}" for n in range(1, len(found.changes) + 1)]
    assert_spans(
        found, documents, {w: with_cleaned_headings(plan, documents[w]) for w, plan in plans.items()}
    )
    ids = {which: {"", *ids_of(plan.sections)} for which, plan in plans.items()}
    assert {which: set(listed(found, which)) for which in plans} == ids
    for which, side in sides(found):
        assert side is None or (side.section or "") in ids[which]
    named = {edit.change for pair in found.sections for edit in pair.edits} - {None}
    assert named <= {change.id for change in found.changes}
    counted = Counter((change.subject, change.kind) for change in found.changes)
    assert {(s, k): n for s, kinds in found.counts.items() for k, n in kinds.items()} == dict(counted)
    assert PlanDiff.model_validate_json(found.to_json()) == found


def listed(found: PlanDiff, which: str) -> Counter[str]:
    """How often the pairs name each section of one plan."""
    return Counter(name for pair in found.sections for name in getattr(pair, which))


def all_of(sections: list[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from all_of(section.children)


def ids_of(sections: list[Section]) -> Iterator[str]:
    return (section.id for section in all_of(sections))


def test_places_of_edits_in_headings_with_wide_blanks() -> None:
    """A plan keeps the words of a heading, not its blanks: the edit is told to be in the whole heading."""
    old = "I. MỤC ĐÍCH,   YÊU   CẦU CHUNG\n1. Họp các ấp."
    new = old.replace("CHUNG", "RIÊNG")
    (edit,) = compared(old, new).sections[1].edits
    assert old[edit.old.span.start : edit.old.span.end] == "MỤC ĐÍCH,   YÊU   CẦU CHUNG"
    assert edit.old.text == "CHUNG"


@given(papers(), papers())
@SOME
def test_any_two_plans(old: str, new: str) -> None:
    assert_holds(compared(old, new), old, new)


@given(papers(says_all_once=True))
@SOME
def test_nothing_changed_between_a_plan_and_itself(text: str) -> None:
    assert compared(text, text).is_same


@given(texts, texts)
@example("", "")
@example("I.", "1. - a)")
@example("\0", "\ud800")
@SOME
def test_any_two_texts(old: str, new: str) -> None:
    assert_holds(compared(old, new), old, new)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I. VIỆC\n1. Họp định kỳ.\nII. VIỆC\n1. Họp định kỳ.",
        pytest.param("1. Họp.\n- Họp.\n- Họp."),
        pytest.param("Điều 1.\nĐiều 2."),
        pytest.param("1. ……………\n2. ……………"),
        pytest.param("I. VIỆC\n- …………\n- …………"),
        pytest.param(
            "I. VIỆC\n1. Họp định kỳ.\n- Họp định kỳ.\n- Họp định kỳ.\n"
            "II. VIỆC\n1. Họp định kỳ.\n- Họp định kỳ.\n- Họp định kỳ."
        ),
    ],
)
def test_nothing_changed_between_a_text_and_itself(text: str) -> None:
    assert compared(text, text).changes == []


def test_a_section_is_in_one_pair() -> None:
    boats, health = SENTENCES[:2]
    old = (
        f"I. VIỆC CHUNG\n1. {boats}\nII. VIỆC CHUNG\n1. {boats}\n- {boats}\n2. {boats}\n- {health}\n- {health}\n"
        "III. VIỆC CHUNG"
    )
    new = (
        "I. VIỆC CHUNG\nII. VIỆC CHUNG\n1. Rà soát các tuyến đường thủy.\n"
        f"III. NHIỆM VỤ\n1. {boats}\n2. {boats}\n- {boats}\n3. {health}\n- {health}"
    )
    found = compared(old, new)
    assert max(listed(found, "old").values()) == max(listed(found, "new").values()) == 1


# --- Spelling -----------------------------------------------------------------------------------------------


def said(found: PlanDiff) -> list[str]:
    """What the changes say, in one spelling and without offsets; what of both plans comes first is left open."""

    def spelled(value: Any) -> Any:
        if isinstance(value, dict):
            left_out = ("id", "change", "span") if "kind" in value else ("span",)
            return {name: spelled(inner) for name, inner in value.items() if name not in left_out}
        if isinstance(value, list):
            return [spelled(inner) for inner in value]
        return plain(value) if isinstance(value, str) else value

    changes = [spelled(change) for change in json.loads(found.to_json())["changes"]]
    for change in changes:
        change["agencies"] = sorted(set(change["agencies"]))
    return sorted(json.dumps(change, ensure_ascii=False) for change in changes)


@given(papers(), papers(), st.sampled_from(SPELLINGS), st.booleans())
@SOME
def test_spelling_changes_no_change(old: str, new: str, spelling: str, is_old: bool) -> None:
    expected = said(compared(old, new))
    respelled = VARIANTS[spelling]
    found = compared(respelled(old), new) if is_old else compared(old, respelled(new))
    assert said(found) == expected


def test_agencies_of_a_change_are_named_once() -> None:
    old = "1. Các huyện uỷ xây dựng kế hoạch trước ngày 10/4/2023."
    (change,) = compared(old, old.replace("uỷ", "ủy").replace("kế hoạch", "chương trình, kế hoạch")).changes
    assert len(change.agencies) == 1


@given(papers(says_all_once=True), st.sampled_from(SPELLINGS))
@SOME
def test_spelling_alone_is_no_change(text: str, spelling: str) -> None:
    assert compared(text, VARIANTS[spelling](text)).is_same


# --- Fixtures -----------------------------------------------------------------------------------------------


@cache
def plan_of(name: str) -> Plan:
    return khparse.parse(TEXTS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_fixture_and_itself(name: str) -> None:
    assert khparse.diff(plan_of(name), plan_of(name), by="syllable").is_same


OF_BLANKS = ("hard blanks", "double blanks", "long dashes", "indented")


@pytest.mark.parametrize("variant", [*SPELLINGS, *OF_BLANKS])
@pytest.mark.parametrize("name", list(TEXTS)[::3])
def test_fixture_and_its_variants(name: str, variant: str) -> None:
    found = khparse.diff(plan_of(name), khparse.parse(VARIANTS[variant](TEXTS[name])), by="syllable")
    assert said(found) == []


@pytest.mark.parametrize(("old", "new"), list(zip(list(TEXTS), list(TEXTS)[1:], strict=False))[::4])
def test_plans_that_have_nothing_to_do_with_each_other(old: str, new: str) -> None:
    found = khparse.diff(plan_of(old), plan_of(new), by="syllable")
    assert_holds(found, TEXTS[old], TEXTS[new])
    assert max(listed(found, "old").values()) == max(listed(found, "new").values()) == 1


def pair(name: str) -> tuple[str, str]:
    old, new = (next((PAIRS / name).glob(f"{which}.*")) for which in ("old", "new"))
    return (old.read_text("utf-8"), new.read_text("utf-8"))


TEXT_PAIRS = [
    name for name in NAMES if not [path for path in (PAIRS / name).iterdir() if path.suffix == ".docx"]
]


@pytest.mark.parametrize("name", TEXT_PAIRS)
def test_two_years_of_one_plan(name: str) -> None:
    old, new = pair(name)
    found = compared(old, new)
    assert_holds(found, old, new)
    expected = said(found)
    for spelling in SPELLINGS:
        respelled = VARIANTS[spelling]
        assert said(compared(respelled(old), new)) == expected
        assert said(compared(old, respelled(new))) == expected


# --- Work ---------------------------------------------------------------------------------------------------

FLAT: dict[str, Callable[[int], tuple[str, str]]] = {
    "each reworded": lambda size: (
        "\n".join(f"- Xã số {n} trồng {n * 7} cây tràm ven kênh {n * 13}." for n in range(size)),
        "\n".join(f"- Xã số {n} trồng {n * 7} cây mắm ven kênh {n * 13}." for n in range(size)),
    ),
    "in another order": lambda size: (
        "\n".join(f"- Xã số {n} trồng {n * 7} cây tràm ven kênh {n * 13}." for n in range(size)),
        "\n".join(f"- Xã số {n} trồng {n * 7} cây mắm ven kênh {n * 13}." for n in reversed(range(size))),
    ),
    "nothing in common": lambda size: (
        "\n".join(f"- Trồng {n * 7} cây tràm ở kênh {n}." for n in range(size)),
        "\n".join(f"- Mua {n * 7 + 3} con cá thả xuống ao {n * 5 + 2}." for n in range(size)),
    ),
    "one sentence many times": lambda size: (
        "\n".join("- Các ấp họp dân mỗi tháng một lần." for _ in range(size)),
        "\n".join("- Các ấp họp dân mỗi quý một lần." for _ in range(size)),
    ),
    "tasks": lambda size: (
        "\n".join(f"- Công an xã chủ trì tuần tra {n} đêm ở ấp {n * 3}." for n in range(size)),
        "\n".join(f"- Trạm Y tế chủ trì tuần tra {n} đêm ở ấp {n * 3}." for n in range(size)),
    ),
}


@pytest.mark.parametrize("shape", FLAT)
def test_work_grows_with_the_length(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as many bullets need about twice as many comparisons of words, not four times as many."""
    calls = 0
    original: Callable[[Any, Any], float] = Indel.normalized_similarity

    class Counting:
        @staticmethod
        def normalized_similarity(old: Any, new: Any) -> float:
            nonlocal calls
            calls += 1
            return original(old, new)

    monkeypatch.setattr(similarity, "Indel", Counting)
    counts = []
    for size in (200, 400):
        calls = 0
        compared(*FLAT[shape](size))
        counts.append(calls)
    assert counts[1] < 3 * counts[0] + 100
