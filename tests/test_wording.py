"""Words of corresponding texts: which differ, in which stretches, and which are only spelled otherwise."""

from __future__ import annotations

import builtins
import random
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khparse.compare import sequences
from khparse.compare.models import Edit
from khparse.compare.sequences import gaps_between
from khparse.compare.vietnamese_words import word_starts
from khparse.compare.wording import By, Text, edits_between
from khparse.compare.words import words_of
from khparse.compare.years import Years
from khparse.lexicon import table, values

NEXT_YEAR = Years(1)


def keys(text: str) -> list[str]:
    return [word.key for word in words_of(text)]


def edits(old: str, new: str, by: By = "syllable", years: Years = NEXT_YEAR) -> list[Edit]:
    return edits_between([Text("1", old, 0)], [Text("1", new, 0)], years, by, are_succeeded)


def are_succeeded(old: str, new: str) -> bool:
    return (old, new) in {
        ("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"),
        ("Sở TT&TT", "Sở KH&CN"),
        ("Ban Dân tộc", "Sở Dân tộc và Tôn giáo"),
        ("Cục Thuế tỉnh", "Thuế tỉnh"),
    }


def shown(found: list[Edit]) -> list[tuple[str, str, str]]:
    return [(edit.old.text, edit.new.text, edit.kind) for edit in found]


# --- Keys ---


@pytest.mark.parametrize(
    ("phrase", "text"),
    [(row["phrase"], text) for row in table("spellings") for text in values(row["examples"])],
)
def test_spelling_is_the_same(phrase: str, text: str) -> None:
    first, second = text.split(" = ")
    assert keys(first) == keys(second)
    assert keys(first.upper()) == keys(second)


@pytest.mark.parametrize("text", [text for row in table("spellings") for text in values(row["not_examples"])])
def test_words_are_others(text: str) -> None:
    first, second = text.split(" = ")
    assert keys(first) != keys(second)


def test_every_spelling_has_both_kinds_of_examples() -> None:
    assert all(row["variants"] and row["examples"] and row["not_examples"] for row in table("spellings"))


@pytest.mark.parametrize(
    ("full", "short"),
    [(row["full"], short) for row in table("abbreviations") for short in values(row["shorts"])],
)
def test_abbreviations_are_written_out(full: str, short: str) -> None:
    if short in ("CA", "TU"):  # `ca bệnh`, `tu bổ` in capitals
        assert keys(short) == [short.lower()]
    else:
        assert keys(short) == keys(full)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("hoà bình, thuỷ lợi", "HÒA BÌNH - THỦY LỢI"),
        ("quý, quỷ, quả", "Quý quỷ quả"),
        ("kĩ thuật, lí do, quí I, công ti, bác sĩ", "kỹ thuật, lý do, quý I, công ty, bác sỹ"),
        ("ngày 05/6/2024", "ngày 5 tháng 06 năm 2024"),
        ("ngày 05/6/2024", "ngày 5.6.2024"),
        ("quý III năm 2024", "quý 3/2024"),
        ("1.500.000 đồng", "1500000 đồng"),
        ("10.5%", "10,5 phần trăm"),
        ("15km", "15 km"),
        ("Sở GD-ĐT", "Sở Giáo dục & Đào tạo"),
        ("Sở VH,TT&DL", "Sở VHTTDL"),
        ("UBND TP.HCM", "Uỷ ban nhân dân Thành phố Hồ Chí Minh"),
        ("bảo đảm bảo mật", "đảm bảo bảo mật"),
        ("Covid-19", "COVID 19"),
    ],
)
def test_same_words(first: str, second: str) -> None:
    assert keys(first) == keys(second) == keys(unicodedata.normalize("NFD", first))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1,05 tỷ", "1,5 tỷ"),
        ("1.500 đồng", "1,5 đồng"),
        ("đạt 80%", "đạt 80"),
        ("≥ 80 điểm", "≤ 80 điểm"),
        ("chị Vi", "chị Vy"),
        ("thi đua", "thy đua"),
        ("ca bệnh", "công an bệnh"),
        ("mua quà", "mùa quà"),
        ("tháng 6, năm nay", "tháng 6"),
        ("2 năm", "2"),
    ],
)
def test_other_words(first: str, second: str) -> None:
    assert keys(first) != keys(second)


def test_places_of_words() -> None:
    text = "Các UBND: đảm bảo 05 km"
    assert [text[word.start : word.end] for word in words_of(text)] == (
        ["Các"] + ["UBND"] * 4 + ["đảm bảo"] * 2 + ["05", "km"]
    )


# --- Edits ---


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("", " - \n"),
        ("Đảm bảo an toàn, UBND tỉnh.", "BẢO ĐẢM AN TOÀN;\nỦy ban nhân dân tỉnh"),
        ("hằng năm, 05 đợt", "hàng năm 5 đợt"),
    ],
)
@pytest.mark.parametrize("by", ["syllable", "word"])
def test_respelling_is_no_edit(old: str, new: str, by: By) -> None:
    assert edits(old, new, by) == edits(new, old, by) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "Mới có", [("", "Mới có", "reworded")]),
        ("kiểm tra công tác", "kiểm soát công tác", [("tra", "soát", "reworded")]),
        # whole numbers, dates, abbreviations
        ("trước 30/6/2023 gửi", "trước 15/7/2023 gửi", [("30/6/2023", "15/7/2023", "reworded")]),
        ("từ 5-10 lớp", "từ 5-15 lớp", [("5-10", "5-15", "reworded")]),
        ("80% số xã", "80 số xã", [("80%", "80", "reworded")]),
        ("họp lúc 8h30", "họp lúc 8h45", [("8h30", "8h45", "reworded")]),
        ("trồng 20ha rừng", "trồng 25ha rừng", [("20ha", "25ha", "reworded")]),
        ("UBND các xã", "Ủy ban Mặt trận các xã", [("UBND", "Ủy ban Mặt trận", "reworded")]),
        ("đảm bảo an toàn", "bảo vệ an toàn", [("đảm bảo", "bảo vệ", "reworded")]),
        # years
        ("trước 30/6/2023 gửi", "trước 30/6/2024 gửi", [("30/6/2023", "30/6/2024", "rolled-over")]),
        ("ngày 30/6/2023", "ngày 30 tháng 6 năm 2024",
         [("30/6/2023", "30 tháng 6 năm 2024", "rolled-over")]),
        ("năm học 2023-2024 tại xã", "năm học 2024 - 2025 tại xã",
         [("2023-2024", "2024 - 2025", "rolled-over")]),
        ("các năm 2023, 2024, 2025", "các năm 2024, 2025, 2026",
         [("2023, 2024, 2025", "2024, 2025, 2026", "rolled-over")]),
        ("từ năm 2023 đến năm 2024", "từ năm 2024 đến năm 2025",
         [("2023", "2024", "rolled-over"), ("2024", "2025", "rolled-over")]),
        ("năm 2024", "năm 2023", [("2024", "2023", "reworded")]),
        ("giai đoạn 2021-2025", "giai đoạn 2026-2030", [("2021-2025", "2026-2030", "reworded")]),
        ("mở hội nghị năm 2023 tại huyện", "tổ chức lớp năm 2024 ở xã",
         [("mở hội nghị", "tổ chức lớp", "reworded"), ("2023", "2024", "rolled-over"),
          ("tại huyện", "ở xã", "reworded")]),
        ("15/6/2023", "30/6/2024", [("15/6/2023", "30/6/2024", "reworded")]),
        # bodies
        ("Giao Sở Thông tin và Truyền thông chủ trì", "Giao Sở Khoa học và Công nghệ chủ trì",
         [("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ", "succeeded")]),
        ("Giao Sở TT&TT chủ trì", "Giao Sở KH&CN chủ trì", [("Sở TT&TT", "Sở KH&CN", "succeeded")]),
        ("Giao Ban Dân tộc chủ trì", "Giao Sở Dân tộc và Tôn giáo chủ trì",
         [("Ban Dân tộc", "Sở Dân tộc và Tôn giáo", "succeeded")]),
        ("Giao Cục Thuế tỉnh chủ trì", "Giao Thuế tỉnh chủ trì",
         [("Cục Thuế tỉnh", "Thuế tỉnh", "succeeded")]),
        ("Giao Sở Thông tin và Truyền thông chủ trì", "Giao Sở Xây dựng chủ trì",
         [("Thông tin và Truyền thông", "Xây dựng", "reworded")]),
        # what reads as one, and what doesn't
        ("Sở Y tế rà soát các văn bản", "Sở Y tế kiểm tra mọi hồ sơ",
         [("rà soát các văn bản", "kiểm tra mọi hồ sơ", "reworded")]),
        ("từ tháng 3 đến tháng 6", "từ tháng 4 đến tháng 7", [("3", "4", "reworded"), ("6", "7", "reworded")]),
        ("Mở lớp tập huấn. Rà soát văn bản", "Mở hội nghị. Kiểm tra văn bản",
         [("lớp tập huấn", "hội nghị", "reworded"), ("Rà soát", "Kiểm tra", "reworded")]),
        # words put in or left out, between marks where possible
        ("Sở A, Sở B phối hợp", "Sở A, Sở C, Sở B phối hợp", [("", "Sở C", "reworded")]),
        ("Các xã báo cáo. Các xã thực hiện.", "Các xã thực hiện.", [("Các xã báo cáo", "", "reworded")]),
    ],
)  # fmt: skip
def test_edits(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert shown(edits(old, new)) == expected


def test_years_between_plans_that_lie_apart() -> None:
    assert shown(edits("năm 2021-2025", "năm 2026-2030", years=Years(5))) == [
        ("2021-2025", "2026-2030", "rolled-over")
    ]
    assert [edit.kind for edit in edits("năm 2021", "năm 2026", years=Years(None))] == ["reworded"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kiểm tra công tác", "kiểm soát công tác", [("kiểm tra", "kiểm soát", "reworded")]),
        ("công an các xã", "công nhân các xã", [("công an", "công nhân", "reworded")]),
        ("báo cáo năm 2023", "báo cáo năm 2024", [("2023", "2024", "rolled-over")]),
        ("Giao Ban Dân tộc chủ trì", "Giao Sở Dân tộc và Tôn giáo chủ trì",
         [("Ban Dân tộc", "Sở Dân tộc và Tôn giáo", "succeeded")]),
        ("các xã báo cáo kết quả", "các xã báo cáo", [("kết quả", "", "reworded")]),
    ],
)  # fmt: skip
def test_edits_of_whole_words(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    pytest.importorskip("underthesea")
    assert shown(edits(old, new, "word")) == expected


def test_words_are_found_in_any_spelling() -> None:
    pytest.importorskip("underthesea")
    for text in (
        "toàn thể hội nghị.",
        unicodedata.normalize("NFD", "toàn thể hội nghị"),
        "toàn thể hội nghị",
    ):
        starts = word_starts(text)
        assert starts is not None
        assert sorted(starts) == [0, text.index(" h") + 1]


def test_syllables_without_underthesea(monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def missing(name: str, *args: object, **kwargs: object) -> object:
        if name == "underthesea":
            raise ImportError(name)
        return load(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.delitem(sys.modules, "underthesea", raising=False)
    monkeypatch.setattr(builtins, "__import__", missing)
    assert edits("kiểm tra", "kiểm soát", "word") == edits("kiểm tra", "kiểm soát")


def test_underthesea_is_loaded_only_for_words_that_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    def unexpected() -> bool:
        raise AssertionError("loaded")

    monkeypatch.setattr("khparse.compare.vietnamese_words.are_available", unexpected)
    assert edits("đảm bảo", "bảo đảm", "word") == []
    assert edits("kiểm tra", "kiểm soát")


def test_several_threads_may_be_the_first_to_look_for_words() -> None:
    pytest.importorskip("underthesea")
    program = (
        "import sys; from concurrent.futures import ThreadPoolExecutor\n"
        "from khparse.compare.vietnamese_words import word_starts\n"
        "sys.setswitchinterval(1e-6)\n"
        "texts = [f'kiểm tra lần {number}' for number in range(8)]\n"
        "with ThreadPoolExecutor(8) as threads: print(all(threads.map(word_starts, texts)))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (result.stdout, result.stderr) == ("True\n", "")


def test_places_count_in_the_document() -> None:
    (edit,) = edits_between([Text("a", "x kiểm tra y", 100)], [Text("b", "x kiểm soát y", 7)], NEXT_YEAR)
    assert (edit.old.section, edit.old.span.start, edit.old.span.end) == ("a", 107, 110)
    assert (edit.new.section, edit.new.span.start, edit.new.span.end) == ("b", 14, 18)


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("Các xã báo cáo.", "Hằng quý, các xã báo cáo.", (0, 0)),
        ("Các xã báo cáo.", "Các xã báo cáo kịp thời.", (14, 14)),
        ("Các xã. Các sở.", "Các xã. Hằng quý các sở.", (8, 8)),
        ("", "Mới có", (0, 0)),
    ],
)
def test_place_of_words_put_in(old: str, new: str, places: tuple[int, int]) -> None:
    (edit,) = edits(old, new)
    assert (edit.old.span.start, edit.old.span.end) == places
    (back,) = edits(new, old)
    assert back.new == edit.old


def test_several_texts_are_compared_as_one() -> None:
    old = [Text("1", "Rà soát văn bản. Mở lớp tập huấn.", 0)]
    new = [Text("1", "Rà soát hồ sơ.", 0), Text("2", "", 50), Text("3", "Tổ chức lớp tập huấn.", 60)]
    assert [(e.old.text, e.new.text, e.new.section, e.new.span.start) for e in
            edits_between(old, new, NEXT_YEAR)] == [
        ("văn bản", "hồ sơ", "1", 8), ("Mở", "Tổ chức", "3", 60)]  # fmt: skip


def test_passage_over_several_texts() -> None:
    (edit,) = edits_between(
        [Text("1", "đầu a b c cuối", 0)],
        [Text("1", "đầu x y;", 10), Text("2", " z t cuối", 20)],
        NEXT_YEAR,
    )
    assert (edit.old.text, edit.new.text, edit.new.section) == ("a b c", "x y; z t", "1")
    assert (edit.new.span.start, edit.new.span.end) == (14, 24)


def test_no_texts() -> None:
    assert edits_between([], [], NEXT_YEAR) == []
    (edit,) = edits_between([], [Text("1", "Mới", 5)], NEXT_YEAR)
    assert (edit.old.text, edit.new.span.start) == ("", 5)


# --- What holds for any texts ---

WORDS = st.sampled_from(
    "các xã phường báo cáo kiểm tra hoà thủy lí 2023 2024 2025 5 05 30/6/2023 15/7/2024 2023-2024 80% "
    "1.500.000 Sở UBND GD&ĐT đảm_bảo bảo_đảm hàng_năm 30_tháng_6_năm_2023 năm tháng quý III".split()
)
MARKS = st.sampled_from([" ", " ", " ", " ", ", ", ". ", ";\n", " - "])
TEXTS = st.lists(st.tuples(WORDS, MARKS), max_size=25).map(
    lambda parts: "".join(word.replace("_", " ") + mark for word, mark in parts)
)


@st.composite
def two_texts(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a text and one that has most of its words."""
    text = draw(st.lists(st.tuples(WORDS, MARKS), max_size=30))
    other = [part for part in text if draw(st.integers(0, 5))]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(other)))
        other[at : at + draw(st.integers(0, 2))] = draw(st.lists(st.tuples(WORDS, MARKS), max_size=3))
    first, second = ("".join(word.replace("_", " ") + mark for word, mark in part) for part in (text, other))
    return first, second


def applied(old: str, found: list[Edit]) -> str:
    """Return the old text with the new passages in the place of the old ones."""
    parts, done = [], 0
    for edit in found:
        parts += [old[done : edit.old.span.start], f" {edit.new.text} "]
        done = edit.old.span.end
    return "".join([*parts, old[done:]])


@given(two_texts())
@example(("quý 3 năm 2023", "quý năm 2023"))
@example(("a 2023", "a"))
def test_edits_lead_from_old_to_new(texts: tuple[str, str]) -> None:
    old, new = texts
    found = edits(old, new)
    for edit in found:
        assert old[edit.old.span.start : edit.old.span.end] == edit.old.text
        assert new[edit.new.span.start : edit.new.span.end] == edit.new.text
        assert keys(edit.old.text) != keys(edit.new.text)
    for first, second in pairwise(found):
        assert first.old.span.end <= second.old.span.start and first.new.span.end <= second.new.span.start
    assert keys(applied(old, found)) == keys(new)
    assert bool(found) == (keys(old) != keys(new))


@given(two_texts())
def test_spellings_have_the_same_edits(texts: tuple[str, str]) -> None:
    old, new = texts

    def respelled(text: str) -> str:
        return unicodedata.normalize("NFD", text.replace("hoà", "hòa").replace("thủy", "thuỷ"))

    def folded(found: list[Edit]) -> list[tuple[str, ...]]:
        return [(edit.kind, *(" ".join(keys(side.text)) for side in (edit.old, edit.new))) for edit in found]

    expected = folded(edits(old, new))
    assert folded(edits(respelled(old), respelled(new))) == expected
    assert folded(edits(old, respelled(new))) == expected
    assert edits(old, respelled(old)) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_characters(old: str, new: str) -> None:
    for edit in edits(old, new):
        assert old[edit.old.span.start : edit.old.span.end] == edit.old.text
        assert new[edit.new.span.start : edit.new.span.end] == edit.new.text
    assert edits(old, old) == []


# --- Sequences ---


def restored(old: list[str], new: list[str]) -> list[str]:
    """Return the old sequence with the new words put into its gaps."""
    result, done = [], 0
    for gap in gaps_between(old, new):
        assert gap.old_start > done or gap.old_start == 0
        result += old[done : gap.old_start] + new[gap.new_start : gap.new_end]
        done = gap.old_end
    return result + old[done:]


@given(st.lists(st.sampled_from("abcd"), max_size=60), st.lists(st.sampled_from("abcd"), max_size=60))
def test_gaps_lead_from_old_to_new(old: list[str], new: list[str]) -> None:
    assert restored(old, new) == new
    with pytest.MonkeyPatch.context() as patch:  # as if they were too long to compare outright
        patch.setattr(sequences, "_COMPARED", 4)
        patch.setattr(sequences, "_PIECE", 2)
        assert restored(old, new) == new


def random_words(count: int) -> list[str]:
    choose = random.Random(count)
    return [f"w{int(choose.paretovariate(0.7)) % 3000}" for _ in range(count)]


def one_anchor_at_a_time(count: int) -> list[str]:
    return [f"u{at}" if at % 1500 == 0 else "a" for at in range(count)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (random_words, lambda count: random_words(count + 1)),
        (random_words, lambda count: random_words(count)[count // 2 :] + random_words(count)[: count // 2]),
        (random_words, lambda count: random_words(count)[::-1]),
        (lambda count: ["x"] + ["a"] * count, lambda count: ["y"] + ["a"] * (count // 2) + ["z"]),
        (lambda count: ["a", "b"] * (count // 2), lambda count: ["b", "b", "a"] * (count // 3)),
        (one_anchor_at_a_time, lambda count: one_anchor_at_a_time(count)[::-1]),
    ],
)
def test_work_grows_with_the_words(
    old: Callable[[int], list[str]], new: Callable[[int], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts pairs of words compared and words looked at for anchors, not seconds."""

    def work(count: int) -> int:
        done = 0
        compared, anchors = sequences._compared, sequences._anchors

        def count_pairs(ours: list[int], theirs: list[int], gap: sequences.Gap) -> list[sequences.Gap]:
            nonlocal done
            done += (
                (gap.old_end - gap.old_start) * (gap.new_end - gap.new_start) // 64
            )  # bits in a machine word
            return list(compared(ours, theirs, gap))

        def count_words(
            ours: list[int], theirs: list[int], gap: sequences.Gap, size: int
        ) -> list[tuple[int, int]]:
            nonlocal done
            done += gap.old_end - gap.old_start + gap.new_end - gap.new_start
            return anchors(ours, theirs, gap, size)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sequences, "_compared", count_pairs)
            patch.setattr(sequences, "_anchors", count_words)
            first, second = old(count), new(count)
            assert restored(first, second) == second
        return done

    assert work(40_000) <= 40_000 * 50
