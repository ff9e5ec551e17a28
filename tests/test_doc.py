"""The .doc reader: what Word prints, from files as old programs save them, and files that can't be read."""

from __future__ import annotations

import random
import struct
import time
from pathlib import Path

import pytest

from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.readers.doc.reader import read_doc
from khparse.readers.docx.reader import read_docx
from khparse.readers.options import ReadOptions
from legacy import ENCODERS
from word97 import (
    BOLD,
    DELETED,
    HIDDEN,
    IN_TABLE,
    INNER,
    INNER_CELL,
    Paragraph,
    Piece,
    box,
    cell,
    compound,
    end_of_row,
    font,
    fonts,
    item,
    level,
    list_overrides,
    lists,
    paragraph,
    plc,
    record,
    row_end,
    shape,
    sprm,
    style,
    styles,
    word97,
)

HERE = Path(__file__).parent
STYLES, FOOTNOTE_MARKS, FOOTNOTE_TEXTS, SECTIONS, FONTS = 1, 2, 3, 6, 15
SHAPES, ENDNOTE_MARKS, ENDNOTE_TEXTS, DRAWINGS, BOXES, LISTS, OVERRIDES = 40, 46, 47, 50, 56, 73, 74
AUTOMATIC, CUSTOM = struct.pack("<H", 1), struct.pack("<H", 0)


def checked(document: Document) -> Document:
    for block in document.blocks:
        for start, end in block.pieces:
            assert 0 <= start <= end <= len(document.text)
            assert "\n" not in document.text[start:end]
    return document


def texts(data: bytes) -> list[str]:
    """Each block as one text, its lines between bars."""
    document = checked(read_doc(data))
    return ["|".join(document.text[a:b] for a, b in block.pieces) for block in document.blocks]


def cells(data: bytes) -> list[tuple[int, int, int, str]]:
    """Row, column, columns and text of each table cell."""
    document = checked(read_doc(data))
    return [
        (block.row, block.column, block.columns, "|".join(document.text[a:b] for a, b in block.pieces))
        for block in document.blocks
        if block.table >= 0
    ]


def one(*runs: tuple[str, bytes]) -> list[Paragraph]:
    return [paragraph(list(runs))]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([("một ", b""), ("hai", BOLD)], ["một hai"]),
        ([("một\tđêm", b"")], ["một\tđêm"]),
        ([("hai\x0bdòng", b"")], ["hai|dòng"]),
        ([("ngắt\x0ctrang\x0ecột", b"")], ["ngắt|trang|cột"]),
        ([("a\x1eb\x1fc", b"")], ["a-bc"]),
        ([("a\xa0b", b"")], ["a\xa0b"]),
        ([("hình\x01 và \x08khung\x05", b"")], ["hình và khung"]),
        ([("giữ", b""), (" xóa", DELETED), (" lại", b"")], ["giữ lại"]),
        ([("thấy", b""), (" ẩn", HIDDEN)], ["thấy"]),
        ([("hết", HIDDEN)], []),
        ([("Số \U0001f4ce 12", b"")], ["Số \U0001f4ce 12"]),
        ([("(", sprm(0x6A09, 0xF0FE0001)), (" có", b"")], ["☑ có"]),
        ([("\uf0b7 việc", b"")], ["• việc"]),
        ([("hoa", sprm(0x083B, 1))], ["hoa"]),
        ([("\x13 PAGEREF x \x14", b""), ("12", b""), ("\x15.", b"")], ["12."]),
        ([("\x13 IF \x13 A \x14 B\x15 \x14kết quả\x15", b"")], ["kết quả"]),
        ([("mã \x13 DATE \x15 hết", b"")], ["mã  hết"]),
        ([("\x13", HIDDEN), (" XE ", HIDDEN), ("\x15", HIDDEN), ("chữ", b"")], ["chữ"]),
    ],
)
def test_what_is_printed(runs: list[tuple[str, bytes]], expected: list[str]) -> None:
    units = [
        (
            "".join(
                chr(u) for u in struct.unpack(f"<{len(t.encode('utf-16-le')) // 2}H", t.encode("utf-16-le"))
            ),
            p,
        )
        for t, p in runs
    ]
    assert texts(word97(one(*units), tables={FONTS: fonts("Times New Roman", "Wingdings")})) == expected


def test_pieces_in_any_order_and_width() -> None:
    text = [paragraph([("Điều ", BOLD), ("café “1” Œ\x9d", b"")]), paragraph("cuối")]
    whole = sum(len(run) for p in text for run, _ in p.runs) + 2
    pieces = [Piece(whole - 5, whole), Piece(5, 15, True), Piece(0, 5), Piece(15, whole - 5)]
    document = read_doc(word97(text, pieces=pieces))
    assert document.text == "Điều café “1” Œ\x9d\ncuối\n"
    assert [block.bold for block in document.blocks] == [False, False]


@pytest.mark.parametrize(
    ("prm", "modifiers"),
    [(0x41 << 1 | 1 << 8, []), (0x5C << 1 | 1 << 8, []), (1, [HIDDEN]), (3, [BOLD, DELETED])],
)
def test_properties_of_a_piece(prm: int, modifiers: list[bytes]) -> None:
    data = word97(
        [paragraph("giữ bỏ giữ")],
        pieces=[Piece(0, 4), Piece(4, 7, prm=prm), Piece(7, 11)],
        modifiers=modifiers,
    )
    assert texts(data) == ["giữ giữ"]


@pytest.mark.parametrize(
    ("runs", "number", "expected"),
    [
        ([("đậm", BOLD)], 0, True),
        ([("đậm", BOLD), (" ", b"")], 0, True),
        ([("đậm", BOLD), (" nhạt", b"")], 0, False),
        ([("x", b"")], 1, True),
        ([("x", sprm(0x0835, 0))], 1, False),
        ([("x", sprm(0x0835, 0x80))], 1, True),
        ([("x", sprm(0x0835, 0x81))], 1, False),
        ([("x", b"")], 2, True),
        ([("x", b"")], 3, False),
        ([("x", sprm(0x4A30, 4))], 0, True),
        ([("x", sprm(0x4A30, 4))], 1, False),
        ([("x", BOLD + sprm(0x2A33, 0))], 0, False),
        ([("x", b"")], 99, False),
    ],
)
def test_bold(runs: list[tuple[str, bytes]], number: int, expected: bool) -> None:
    sheet = styles(
        style(),
        style(BOLD),
        style(base=1),
        style(sprm(0x0835, 0x81), base=1),
        style(BOLD, kind=2),
    )
    document = read_doc(word97([paragraph(runs, style=number)], tables={STYLES: sheet}))
    assert [block.bold for block in document.blocks] == [expected]


def test_styles_that_are_based_on_each_other() -> None:
    sheet = styles(style(), style(BOLD, base=2), style(base=1))
    assert texts(word97([paragraph("x", style=1)], tables={STYLES: sheet})) == ["x"]


def test_a_paragraph_whose_mark_is_deleted_or_hidden_runs_on() -> None:
    main = [
        paragraph("một ", mark_properties=DELETED),
        paragraph("hai ", mark_properties=HIDDEN),
        paragraph("ba"),
    ]
    assert texts(word97(main)) == ["một hai ba"]


def test_section_marks_end_a_paragraph() -> None:
    main = [paragraph("một", mark="\x0c"), paragraph("hai\x0cba")]
    assert texts(word97(main, tables={SECTIONS: plc([0, 4, 11], [bytes(12)] * 2)})) == ["một", "hai|ba"]


def test_contents_are_text_but_no_blocks() -> None:
    sheet = styles(style(), style(identity=19))
    document = read_doc(word97([paragraph("I. MỤC\t1", style=1), paragraph("x")], tables={STYLES: sheet}))
    assert (document.text, len(document.blocks)) == ("I. MỤC\t1\nx\n", 1)


def test_merged_cells_stand_once_at_their_grid_columns() -> None:
    main = [
        paragraph("trước"),
        *map(cell, ("TT", "Việc", "Quý", "")),
        end_of_row([-108, 400, 3000, 4000, 5000], [0x60, 0, 1, 2]),
        *map(cell, ("", "", "I", "II")),
        end_of_row([-100, 410, 3010, 4020, 5000], [0x20]),
        *map(cell, ("1", "hai|cột")),
        end_of_row([-108, 400, 5000]),
        paragraph("sau"),
    ]
    data = word97(main)
    assert cells(data) == [
        (0, 0, 1, "TT"),
        (0, 1, 1, "Việc"),
        (0, 2, 2, "Quý"),
        (1, 1, 1, ""),
        (1, 2, 1, "I"),
        (1, 3, 1, "II"),
        (2, 0, 1, "1"),
        (2, 1, 3, "hai|cột"),
    ]
    assert read_doc(data).text == "trước\n\nTT\nViệc\nQuý\nI\nII\n1\nhai|cột\n\nsau\n"


def test_merging_told_apart_from_the_definition_of_the_row() -> None:
    operand = struct.pack("<BB", 0, 2)
    merge = struct.pack("<H", 0x5624) + operand
    vertical = [sprm(0xD62B, bytes([2, flag])) for flag in (3, 1)]
    main = [
        *map(cell, "abc"),
        end_of_row([0, 500, 1000, 1500]),
        *map(cell, "def"),
        end_of_row([0, 500, 1000, 1500]),
    ]
    main[3] = main[3]._replace(properties=main[3].properties + merge + vertical[0])
    main[7] = main[7]._replace(properties=main[7].properties + vertical[1])
    assert cells(word97(main)) == [(0, 0, 2, "a"), (0, 2, 1, "c"), (1, 0, 1, "d"), (1, 1, 1, "e")]


def test_a_cell_has_paragraphs_and_inner_tables() -> None:
    main = [
        paragraph("một", IN_TABLE),
        paragraph("trong 1", INNER_CELL),
        paragraph("trong 2", INNER_CELL),
        paragraph("", row_end([0, 500, 900], inner=True)),
        paragraph("", INNER_CELL),
        paragraph("", row_end([0, 900], inner=True)),
        cell("hai"),
        cell("ba"),
        end_of_row([0, 1000, 2000]),
    ]
    assert cells(word97(main)) == [(0, 0, 1, "một|trong 1|trong 2|hai"), (0, 1, 1, "ba")]
    assert INNER in main[1].properties


def test_rows_whose_mark_is_deleted_are_no_rows() -> None:
    main = [
        cell([("bỏ", DELETED)]),
        end_of_row([0, 1000], mark_properties=DELETED),
        cell("còn"),
        end_of_row([0, 1000]),
    ]
    assert cells(word97(main)) == [(0, 0, 1, "còn")]


def test_a_table_without_an_end() -> None:
    assert cells(word97([cell("a"), cell("b"), paragraph("c", IN_TABLE)])) == [
        (0, 0, 1, "a"),
        (0, 1, 1, "b"),
        (0, 2, 1, "c"),
    ]


@pytest.mark.parametrize("code", [0x6645, 0x6646, 0x646B])
def test_long_properties_stand_in_the_data_stream(code: int) -> None:
    long = row_end([0, 500, 1500])
    end = paragraph("", sprm(code, 4), mark="\x07")
    data = bytes(4) + struct.pack("<H", len(long)) + long
    main = [cell("a"), cell("b"), end, cell("c"), end_of_row([0, 1500])]
    assert [row[:3] for row in cells(word97(main, data=data))] == [(0, 0, 1), (0, 1, 1), (1, 0, 2)]


OUTLINE = [level("\0.", 1), level("\1.", 0), level("\2)", 4)]


@pytest.mark.parametrize(
    ("levels", "at", "expected"),
    [
        (OUTLINE, [0, 1, 1, 2, 2, 1, 0, 1], ["I.", "1.", "2.", "a)", "b)", "3.", "II.", "1."]),
        ([level("\0.", 0, start=4)], [0, 0], ["4.", "5."]),
        ([level("Điều \0.")], [0, 0], ["Điều 1.", "Điều 2."]),
        ([level("\0", 22)], [0], ["01"]),
        ([level("\uf0b7", 23)], [0], ["•"]),
        ([level("-", 23)], [0], ["-"]),
        ([level("100% \0")], [0], ["100% 1"]),
        ([level("\0.", look=HIDDEN)], [0], [""]),
        ([level("\0.", 1), level("\0.\1", 0, flags=4)], [0, 1], ["I.", "1.1"]),
        ([level("\0."), level("\1.", flags=8)], [0, 1, 0, 1], ["1.", "1.", "2.", "2."]),
    ],
)
def test_automatic_numbers(levels: list[bytes], at: list[int], expected: list[str]) -> None:
    tables = {LISTS: lists(levels), OVERRIDES: list_overrides((1, []))}
    main = [paragraph("x", item(1, number)) for number in at]
    assert texts(word97(main, tables=tables)) == [f"{label} x".strip() for label in expected]


def test_lists_go_on_unless_they_start_anew() -> None:
    tables = {
        LISTS: lists([level("\0.")]),
        OVERRIDES: list_overrides((1, []), (1, []), (1, [(0, 1)]), (7, [])),
    }
    main = [paragraph("x", item(number)) for number in (1, 1, 2, 3, 3, 4, 0, 9, 2047)]
    expected = ["1. x", "2. x", "3. x", "1. x", "2. x", "x", "x", "x", "x"]
    assert texts(word97(main, tables=tables)) == expected


def test_numbers_of_styles() -> None:
    sheet = styles(style(), style(paragraphs=sprm(0x460B, 1)), style(base=1), style(paragraphs=item(1, 1)))
    tables = {
        STYLES: sheet,
        LISTS: lists([level("\0.", 1), level("\1."), level("\2)", 4)], styles=[1, 0xFFF, 2]),
        OVERRIDES: list_overrides((1, [])),
    }
    main = [paragraph("x", style=number) for number in (1, 3, 2, 2)]
    main.append(paragraph("x", sprm(0x460B, 0), style=1))
    assert texts(word97(main, tables=tables)) == ["I. x", "1. x", "a) x", "b) x", "x"]


def test_notes_follow_the_text() -> None:
    main = [paragraph([("một\x02", b""), (" hai*", b""), ("\x02", DELETED), (" ba\x02\x02", b"")])]
    notes = [paragraph(text) for text in ("\x02 ghi một", "* ghi hai", "\x02 đã xóa", "\x02 ghi ba")]
    tables = {
        FOOTNOTE_MARKS: plc([3, 8, 9, 13, 15], [AUTOMATIC, CUSTOM, AUTOMATIC, AUTOMATIC]),
        FOOTNOTE_TEXTS: plc([0, 10, 20, 29, 38, 39]),
        ENDNOTE_MARKS: plc([14, 15], [AUTOMATIC]),
        ENDNOTE_TEXTS: plc([0, 7, 8]),
    }
    data = word97(main, footnotes=notes, endnotes=[paragraph("\x02 cuối")], tables=tables)
    assert texts(data) == ["một hai* ba", "[1] ghi một", "* ghi hai", "[2] ghi ba", "[1] cuối"]


def test_text_boxes_come_before_their_paragraph() -> None:
    main = [paragraph("trước"), paragraph("\x08\x08\x08sau"), paragraph("cuối\x08")]
    boxes = [paragraph(text) for text in ("ba", "hai", "một", "nhóm", "")]
    group = record(0xF004, record(0xF00A, struct.pack("<II", 14, 0)))
    inner = record(0xF004, record(0xF00A, struct.pack("<II", 15, 0)))
    drawing = record(0xF002, record(0xF003, group + record(0xF003, group + inner)))
    shapes = [shape(11, top=500, bottom=600), shape(12, left=900, top=5), shape(13), shape(14)]
    tables = {
        SHAPES: plc([6, 7, 8, 17, 18], shapes),
        BOXES: plc([0, 3, 7, 11, 16, 17], [box(number) for number in (11, 12, 13, 15, 0)]),
        DRAWINGS: record(0xF000, b"") + b"\0" + drawing,
    }
    assert texts(word97(main, boxes=boxes, tables=tables)) == [
        "trước",
        "một",
        "hai",
        "ba",
        "sau",
        "nhóm",
        "cuối",
    ]


def tcvn3(text: str) -> str:
    return ENCODERS["tcvn3"](text).decode("latin-1")


def test_text_in_legacy_fonts_is_converted() -> None:
    title, body = "kế hoạch", "Sở Nội vụ đã phê duyệt phương án đầu tư trước ngày 15/8/2003"
    stored = tcvn3(body).replace("\xad", "\x1f")  # Word has a code of its own for soft hyphens
    tables = {
        FONTS: fonts("Times New Roman", ".VnTime", ".VnTimeH"),
        LISTS: lists([level(tcvn3("Điều \0."), look=font(1))]),
        OVERRIDES: list_overrides((1, [])),
        STYLES: styles(style(), style(font(1))),
    }
    main = [
        paragraph([(tcvn3(title), font(2))]),
        paragraph([(stored[:9], b""), (stored[9:], b"")], style=1),
        paragraph([(tcvn3("phạm vi điều chỉnh"), font(1))], item(1)),
        paragraph("Chữ Unicode có gạch\x1f nối"),
    ]
    document = read_doc(word97(main, tables=tables))
    assert document.text.split("\n") == [
        "KẾ HOẠCH",
        body,
        "Điều 1. phạm vi điều chỉnh",
        "Chữ Unicode có gạch nối",
        "",
    ]
    assert [note.code for note in document.notes] == ["encoding-converted"]


def test_an_encoding_that_is_asked_for() -> None:
    data = word97(one((ENCODERS["vni"]("Kế hoạch năm 1999").decode("cp1252"), b"")))
    assert read_doc(data, ReadOptions(encoding="vni")).text == "Kế hoạch năm 1999\n"


PLAN = word97([paragraph("Kế hoạch")])


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (word97([paragraph("x")], flags=0x0100), "it is protected with a password"),
        (word97([paragraph("x")], flags=0x8100), "it is protected with a password"),
        (word97([paragraph("x")], version=0x0068), "it is a Word 95 file or older"),
        (compound({"WordDocument": b"\xdc\xa5" + bytes(100)}), "it is a Word 95 file or older"),
        (compound({"WordDocument": b"\xec\xa5\xc1\0" + bytes(100)}), "the file is damaged"),
        (
            compound({"WordDocument": b"\xec\xa5\xc1\0" + bytes(2000), "0Table": bytes(9)}),
            "the file is damaged",
        ),
        (compound({"Workbook": b"x"}), "it is an old Office file, but no Word document"),
        (PLAN[:600], "the file is damaged"),
        (PLAN[:4000], "the file is damaged"),
        (PLAN[:8], "the file is damaged"),
        (b"", "the file is damaged"),
        (b"x" * 5000, "the file is damaged"),
    ],
)
def test_files_that_can_not_be_read(data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read_doc(data)
    assert raised.value.cause == cause
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("number", "table", "kind"),
    [
        (STYLES, struct.pack("<HHH", 4, 9, 9), "styles"),
        (FONTS, struct.pack("<HH", 9, 0), "fonts"),
        (LISTS, struct.pack("<H", 0x7FFF), "lists"),
        (FOOTNOTE_MARKS, plc([9, 3, 1], [AUTOMATIC] * 2), "notes"),
        (SHAPES, plc([9, 3, 1], [shape(1)] * 2), "text boxes"),
    ],
)
def test_damaged_parts_are_left_out(number: int, table: bytes, kind: str) -> None:
    tables = {number: table, OVERRIDES: list_overrides((1, []))}
    document = read_doc(word97([paragraph("Kế hoạch")], tables=tables))
    assert document.text == "Kế hoạch\n"
    assert [note.message for note in document.notes] == [f"the {kind} of the file are damaged and left out"]


def patched(data: bytes, *words: tuple[int, int]) -> bytes:
    """`data` with 32-bit numbers put at offsets."""
    changed = bytearray(data)
    for at, number in words:
        struct.pack_into("<I", changed, at, number)
    return bytes(changed)


FIB = 512 * 2  # behind the header and the directory
FAT = len(PLAN) - 512


@pytest.mark.parametrize(
    "data",
    [
        patched(
            PLAN, (512 + 128 + 120, 0x7FFFFFFF), (FAT + 4, 1)
        ),  # a huge stream whose chain bites its tail
        patched(PLAN, (512 + 120, 0x7FFFFFFF)),  # a huge stream of small streams
        patched(PLAN, (0x2C, 0x00FFFFFF), (0x48, 0x00020000), (0x44, 1)),  # tables of sectors without end
        patched(PLAN, (0x40, 0x00FFFFFF)),
        patched(PLAN, (0x1C, 0xFFFFFFFE)),  # sectors of 2^65535 bytes
        patched(PLAN, (FIB + 0x9A + 8 * 33, 0x7FFFFFF0)),  # the table of pieces outside
        patched(PLAN, (FIB + 0x9A + 8 * 33 + 4, 0)),
    ],
)
def test_promises_that_the_file_does_not_hold(data: bytes) -> None:
    start = time.perf_counter()
    with pytest.raises(UnreadableError, match="damaged"):
        read_doc(data)
    assert time.perf_counter() - start < 1


def test_a_directory_whose_chain_bites_its_tail() -> None:
    assert texts(patched(PLAN, (FAT, 0))) == ["Kế hoạch"]


def test_more_text_than_any_document_has() -> None:
    text = "x" * 1000
    pieces = [Piece(1000 * number, 1000 * number + 1000) for number in range(4001)]
    data = word97([paragraph(text)])
    table = plc([piece.start for piece in pieces] + [pieces[-1].end], [bytes(8)] * len(pieces))
    hostile = word97([paragraph(text)], tables={33: struct.pack("<BI", 2, len(table)) + table})
    assert texts(data) == [text]
    with pytest.raises(UnreadableError, match="longer than"):
        read_doc(hostile)


def test_a_text_that_ends_too_early_is_noted() -> None:
    document = read_doc(patched(PLAN, (FIB + 0x4C, 5000)))
    assert document.text == "Kế hoạch\n"
    assert [note.message for note in document.notes] == ["the end of the text is missing"]


SAVED = sorted((HERE / "data" / "doc").glob("*.doc"))


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_files_that_an_office_saved_read_as_their_source(path: Path) -> None:
    """LibreOffice made them of the fixtures: automatic numbers, merged cells, text boxes, revisions, a note."""
    found = checked(read_doc(path.read_bytes()))
    source = read_docx((HERE.parent / "fixtures" / f"{path.stem}.docx").read_bytes())
    assert found.notes == []

    def facts(document: Document) -> list[object]:
        return [
            (b.table, b.row, b.column, b.columns, b.bold, [document.text[x:y].rstrip() for x, y in b.pieces])
            for b in document.blocks
        ]

    assert facts(found) == facts(source)


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_damaged_files_are_read_or_refused(path: Path) -> None:
    good, chance = path.read_bytes(), random.Random(path.stem)
    for trial in range(150):
        data = bytearray(good)
        if trial % 5 == 0:
            del data[chance.randrange(len(data)) :]
        elif trial % 5 == 1:
            at = chance.randrange(len(data) // 4) * 4
            data[at : at + 4] = chance.choice(
                [b"\xff\xff\xff\x7f", b"\xff\xff\xff\xff", bytes(4), b"\0\0\0\x40"]
            )
        else:
            area = 512 + 0x400 if trial % 5 == 2 else len(data)
            for _ in range(chance.choice([1, 5, 40])):
                data[chance.randrange(area)] = chance.randrange(256)
        try:
            checked(read_doc(bytes(data)))
        except UnreadableError as error:
            assert error.cause
