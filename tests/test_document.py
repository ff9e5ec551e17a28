"""The view: text made easy to match, and the way back from its offsets to the document's own."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khparse.document import Block, Document, View
from khparse.readers.text import read_text


def view(text: str) -> View:
    """Return the view of a document whose lines are one block, as the lines of a wrapped paragraph are."""
    pieces, start = [], 0
    for line in text.split("\n"):
        pieces.append((start, start + len(line)))
        start += len(line) + 1
    return View(Document(text, [Block(pieces)]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # blanks of all kinds are single ones, none at the ends of a line
        ("Phòng  Kinh\u00a0tế\tvà\u2009Hạ tầng ", "Phòng Kinh tế và Hạ tầng"),
        ("  \u00a0Các xã\r", "Các xã"),
        ("trang\x0c sau", "trang sau"),
        # what can't be seen is gone
        ("\ufeffKế\u200b hoạch trồng\u00ad cây\u2060", "Kế hoạch trồng cây"),
        # emphasis, and backslashes that only protect a sign
        ("**1. Phòng Kinh tế** chủ trì", "1. Phòng Kinh tế chủ trì"),
        ("***Các xã*** *rà soát*", "Các xã rà soát"),
        ("1\\. Mục đích \\- yêu cầu", "1. Mục đích - yêu cầu"),
        ("ổ đĩa C:\\Plan", "ổ đĩa C:\\Plan"),
        # a star that opens a line is a bullet
        ("* Cấp huyện", "* Cấp huyện"),
        ("*Cấp* huyện", "Cấp huyện"),
        # decomposed letters are composed
        (unicodedata.normalize("NFD", "Ủy ban xã Đường Thượng"), "Ủy ban xã Đường Thượng"),
        # wrapped lines are joined, also where marks open on one and close on the next
        ("Ban Chấp hành Đoàn\nxã Tân Lập", "Ban Chấp hành Đoàn xã Tân Lập"),
        ("**Phòng Kinh\ntế** huyện", "Phòng Kinh tế huyện"),
        ("Các xã\n**\nrà soát", "Các xã rà soát"),
        # leaders stay: they are blanks to fill in
        ("Số: …../KH-UBND", "Số: …../KH-UBND"),
        ("ngày ___ tháng ___", "ngày ___ tháng ___"),
    ],
)
def test_view_text(text: str, expected: str) -> None:
    assert view(text).text == expected + "\n"


@pytest.mark.parametrize("text", ["", " \u00a0\u200b", "**", "\u00ad\n\n**"])
def test_what_holds_nothing_is_no_paragraph(text: str) -> None:
    assert (view(text).text, view(text).paragraphs) == ("", [])


def test_folded_and_lower_share_offsets() -> None:
    found = view("UỶ BAN xã Hoà Sơn – “xanh”")
    assert found.text == "UỶ BAN xã Hoà Sơn – “xanh”\n"
    assert found.folded == 'ỦY BAN xã Hòa Sơn - "xanh"\n'
    assert found.lower == 'ủy ban xã hòa sơn - "xanh"\n'


@pytest.mark.parametrize(
    ("text", "phrase", "printed"),
    [
        ("Giao **Phòng  Kinh\u00a0tế** chủ trì", "Phòng Kinh tế", "Phòng  Kinh\u00a0tế"),
        ("Giao **Phòng Kinh\ntế** chủ trì", "Phòng Kinh tế chủ trì", "Phòng Kinh\ntế** chủ trì"),
        ("Giao Phòng\u200b Kinh tế", "Phòng Kinh", "Phòng\u200b Kinh"),
        (unicodedata.normalize("NFD", "giao Sở Y tế"), "Sở Y tế", unicodedata.normalize("NFD", "Sở Y tế")),
        (unicodedata.normalize("NFD", "Đợt một"), "t một", unicodedata.normalize("NFD", "t một")),
        ("1\\. Các xã", "1. Các xã", "1\\. Các xã"),
    ],
)
def test_spans_give_the_printed_text(text: str, phrase: str, printed: str) -> None:
    found = view(text)
    start = found.text.index(phrase)
    span = found.span(start, start + len(phrase))
    assert text[span.start : span.end] == printed == found.source(start, start + len(phrase))


# Words, decomposed ones too, between everything that a view drops, joins or keeps.
WORDS = ["Sở", "Y tế", "xã Hoà", unicodedata.normalize("NFD", "ủy ban"), "1.", "Ð", "İ", "|", "a", "…"]
NOISE = [" ", "  ", "\n", "\n\n", "\t", "**", "*", "\u00a0", "\u200b", "\u00ad", "\\-", "- ", "\r\n", "\x0c"]
NOISY = st.lists(st.sampled_from([*WORDS, *NOISE]), max_size=40).map("".join)


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFC", text))


@given(NOISY)
def test_every_word_is_found_again(text: str) -> None:
    found = View(read_text(text))
    for match in re.finditer(r"[^\s]+", found.text):
        span = found.span(*match.span())
        assert 0 <= span.start < span.end <= len(text)
        assert letters(text[span.start : span.end]) == letters(match.group())


@given(NOISY)
def test_no_letter_is_lost_and_order_is_kept(text: str) -> None:
    found = View(read_text(text))
    assert re.sub(r"\d", "", letters(found.text)) == re.sub(r"\d", "", letters(text))
    starts = [found.source_start(offset) for offset in range(len(found.text))]
    assert starts == sorted(starts)


def test_paragraphs_know_their_lines() -> None:
    found = View(read_text("I. MỤC ĐÍCH\n\nPhòng Kinh tế rà soát các tuyến kênh\nvà báo cáo\nkết quả.\n"))
    first, second = found.paragraphs
    assert [found.text[a:b] for a, b in found.lines(first)] == ["I. MỤC ĐÍCH"]
    assert [found.text[a:b] for a, b in found.lines(second)] == [
        "Phòng Kinh tế rà soát các tuyến kênh",
        "và báo cáo",
        "kết quả.",
    ]
    assert found.paragraph_at(found.text.index("báo cáo")) is second
    assert found.paragraph_at(0) is first
    assert found.paragraph_at(len(found.text)) is second
