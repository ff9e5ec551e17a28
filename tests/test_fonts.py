"""Runs of text in the fonts of legacy encodings: what is converted, what stays, and whose part it is."""

from __future__ import annotations

import random

import pytest

from khparse.encodings.fonts import FontConverter, Run
from khparse.errors import KhparseError
from legacy import ENCODERS, pasted


def tcvn3(text: str) -> str:
    return pasted(ENCODERS["tcvn3"](text))


def vni(text: str) -> str:
    return pasted(ENCODERS["vni"](text))


TIME, CAPITALS, VNI, ROMAN = ".VnTime", ".VnTimeH", "VNI-Times", "Times New Roman"
BODY = "Uỷ ban nhân dân huyện giao các phòng, ban chuyên môn phối hợp thực hiện"
IN_TCVN3 = [(tcvn3(BODY), TIME)]
IN_UNICODE = [(BODY, TIME)]


def convert(
    *paragraphs: list[Run], encoding: str | None = None
) -> tuple[list[list[str]], list[tuple[str, str]]]:
    """Return the texts of the paragraphs, and code and level of the notes."""
    converter = FontConverter([run for paragraph in paragraphs for run in paragraph], encoding)
    texts = [converter.convert(paragraph) for paragraph in paragraphs]
    return texts, [(note.code, note.level) for note in converter.notes]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([(tcvn3("Kế hoạch"), TIME)], ["Kế hoạch"]),
        ([(vni("KẾ HOẠCH"), VNI)], ["KẾ HOẠCH"]),
        ([(tcvn3("vào"), TIME)], ["vào"]),  # one word is enough in its own font
        ([(tcvn3("kế hoạch"), CAPITALS)], ["KẾ HOẠCH"]),
        ([(tcvn3("Số"), CAPITALS), (": 12/KH-", TIME)], ["SỐ", ": 12/KH-"]),
        ([(tcvn3("ủ"), CAPITALS), (tcvn3("y ban"), TIME)], ["Ủ", "y ban"]),
        ([("cong an", CAPITALS)], ["CONG AN"]),
        # runs that part a word, or a letter and its mark
        ([("KE", VNI), ("Á HOAÏ", VNI), ("CH", VNI)], ["KẾ", " HOẠ", "CH"]),
        ([("ho", TIME), ("¹", TIME), ("ch", TIME)], ["ho", "ạ", "ch"]),
        ([("á»¦y ban nh", ROMAN), ("Ã", ROMAN), ("¢n dÃ", ROMAN), ("¢n", ROMAN)], ["Ủy ban nh", "â", "n dâ", "n"]),
        # the name is a hint: the letters decide
        ([(vni("Ủy ban nhân dân tỉnh"), TIME)], ["Ủy ban nhân dân tỉnh"]),
        ([(tcvn3(BODY), ROMAN)], [BODY]),
        ([(tcvn3(BODY), "VNI-Times")], [BODY]),
        ([("Kế hoạch năm", TIME)], ["Kế hoạch năm"]),
        ([("Tô Ký và Toán", TIME)], ["Tô Ký và Toán"]),
        ([("Kế hoạch năm", CAPITALS), ("Nam", CAPITALS)], ["Kế hoạch năm", "Nam"]),
        ([("Müller", ROMAN), (" và Søren", ROMAN)], ["Müller", " và Søren"]),
        # one paragraph in several
        ([(vni("KẾ HOẠCH"), ROMAN), (" của Tỉnh ủy", ROMAN)], ["KẾ HOẠCH", " của Tỉnh ủy"]),
        ([(tcvn3("kế hoạch"), CAPITALS), (" của ", TIME), (vni("Tỉnh đoàn"), VNI)],
         ["KẾ HOẠCH", " của ", "Tỉnh đoàn"]),
        ([("\uf0a7", "Wingdings"), ("§", "Symbol"), (tcvn3(" Điều"), TIME)], ["\uf0a7", "§", " Điều"]),
        # fonts that say they hold symbols
        ([("".join(chr(0xF000 + ord(c)) for c in "KÕ ho¹ch"), TIME)], ["Kế hoạch"]),
        ([], []),
        ([("", TIME), ("\t", ""), (tcvn3("Kế hoạch"), "")], ["", "\t", "Kế hoạch"]),
    ],
)  # fmt: skip
def test_runs(runs: list[Run], expected: list[str]) -> None:
    assert convert(runs)[0] == [expected]


@pytest.mark.parametrize(
    ("runs", "document", "expected"),
    [
        ([("§ 5", TIME)], IN_TCVN3, ["Đ 5"]),
        ([("25°C – “x”", TIME)], IN_TCVN3, ["25°C – “x”"]),
        ([(tcvn3("156/2018/nđ-cp"), CAPITALS)], [(tcvn3("kế hoạch"), CAPITALS)], ["156/2018/NĐ-CP"]),
        ([("Nam", CAPITALS)], IN_TCVN3, ["NAM"]),
        ([("Nam", CAPITALS)], IN_UNICODE, ["Nam"]),
        ([("cã", TIME)], IN_UNICODE, ["cã"]),
        ([("phân công và có", TIME)], IN_UNICODE, ["phân công và có"]),
        ([("phân công ", TIME), ("nhiệm vụ", TIME)], IN_TCVN3, ["phân công ", "nhiệm vụ"]),
        ([("Tô Ký và Toán", ROMAN)], IN_TCVN3, ["Tô Ký và Toán"]),
        ([(tcvn3("chủ trì"), ROMAN)], IN_TCVN3, ["chủ trì"]),
    ],
)
def test_runs_in_a_document(runs: list[Run], document: list[Run], expected: list[str]) -> None:
    assert convert(runs, document)[0][0] == expected


def test_notes() -> None:
    runs = [[(tcvn3("Kế hoạch"), TIME)], [(vni("KẾ HOẠCH"), VNI)], [("Ủy ban", ROMAN)]]
    converter = FontConverter([run for paragraph in runs for run in paragraph])
    for paragraph in runs:
        converter.convert(paragraph)
    assert [note.message for note in converter.notes] == [
        "1 paragraph (font .VnTime): converted from TCVN3 (ABC)",
        "1 paragraph (font VNI-Times): converted from VNI-Windows",
    ]
    assert convert([("Kế hoạch", CAPITALS)], IN_UNICODE)[1] == []


def test_lost_soft_hyphens() -> None:
    runs = [("C¸c phßng ", TIME), ("®", TIME), ("îc giao nh híng dÉn cña ngê", TIME), ("i phô tr¸ch", TIME)]
    texts, notes = convert(runs, [("Lu: VT", TIME)])
    assert texts == [
        ["Các phòng ", "đư", "ợc giao như hướng dẫn của ngườ", "i phụ trách"],
        ["Lưu: VT"],
    ]
    assert notes[-1] == ("letter-restored", "warning")


def test_encoding_asked_for() -> None:
    runs = [("ch¬i", ROMAN), ("Thõa", ROMAN)]
    assert convert(runs, encoding="abc")[0] == [["chơi", "Thừa"]]
    assert convert([(tcvn3(BODY), TIME)], encoding="utf-8") == ([[tcvn3(BODY)]], [])
    assert convert([("Kế hoạch", ROMAN)], encoding="vni") == ([["Kế hoạch"]], [])
    with pytest.raises(KhparseError, match="unknown encoding"):
        FontConverter([], "koi8-r")


@pytest.mark.parametrize("name", ENCODERS)
def test_cuts_lose_nothing(name: str) -> None:
    chance = random.Random(7)
    text = pasted(ENCODERS[name](BODY))
    whole = "".join(convert([(text, "")])[0][0])
    assert whole.lower() == BODY.lower() or name == "viscii"  # it has letters that paste as control codes
    for _ in range(50):
        cuts = sorted(chance.sample(range(len(text) + 1), 9))
        pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        texts = convert([(piece, "") for piece in pieces])[0][0]
        assert len(texts) == len(pieces)
        assert "".join(texts) == whole


def test_any_runs_are_converted() -> None:
    chance = random.Random(3)
    letters = "aeouKHN §®­µ¸¹¦¥ÕØøùûõïâêÖôöáäå\xa0\t\nủĐ\uf0d1»‡Ã\u0301"
    fonts = (TIME, CAPITALS, VNI, ROMAN, "Wingdings", "", "VPS Times Hoa", "VI Times")
    for _ in range(300):
        runs = [
            ("".join(chance.choices(letters, k=chance.randrange(9))), chance.choice(fonts))
            for _ in range(chance.randrange(9))
        ]
        texts, _ = convert(
            runs, runs[:3], encoding=chance.choice((None, None, "vni", "tcvn3", "utf-8-cp1252"))
        )
        assert [len(text) for text in texts] == [len(runs), len(runs[:3])]
