"""The .rtf reader: text, fonts and code pages, what is left out, lists, notes, tables, and damaged files."""

from __future__ import annotations

import random

import pytest

from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.readers import read
from khparse.readers.rtf import parser as parsing
from khparse.readers.rtf.reader import read_rtf
from khparse.readers.rtf.tokens import group_end
from legacy import ENCODERS

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman{\*\falt Times};}"
    r"{\f1\froman\fcharset2 Symbol;}{\f2\fnil\fcharset2 Wingdings;}{\f3\fcharset163 Arial;}{\f4\fcharset238 Arial;}"
    r"{\f5\fcharset204 Arial;}{\f6\fcharset128 MS Mincho;}{\f7\fcharset0 .VnTime;}{\f8\fcharset0 .VnTimeH;}"
    r"{\f9\fcharset0 VNI-Times;}{\f10\cpg1258 Tahoma;}}"
)
HEAD = r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS


def rtf(body: str, head: str = HEAD) -> Document:
    document = read_rtf(f"{head}{body}}}".encode("latin-1"))
    for block in document.blocks:
        for start, end in block.pieces:
            assert 0 <= start <= end <= len(document.text)
            assert "\n" not in document.text[start:end]
    return document


def texts(document: Document) -> list[str]:
    """Return each block as one text, its lines parted by bars."""
    return ["|".join(document.text[start:end] for start, end in block.pieces) for block in document.blocks]


def grid(document: Document) -> list[tuple[int, int, int, str]]:
    """Return row, column, columns and text of each cell."""
    found = zip(document.blocks, texts(document), strict=True)
    return [(block.row, block.column, block.columns, text) for block, text in found if block.table >= 0]


def codes(document: Document) -> list[str]:
    return [note.code for note in document.notes]


def escaped(data: bytes) -> str:
    """Return bytes as a writer of RTF puts them: those beyond ASCII as codes."""
    return "".join(chr(byte) if 0x20 <= byte < 0x7F else f"\\'{byte:02x}" for byte in data)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"K\u7871? ho\u7841\'3fch", "Kế hoạch"),
        (r"\uc0\u7910 y ban", "Ủy ban"),
        (r"{\uc2 K\u7871\'82\'a0 ho\u7841 ??ch} n\u259?m", "Kế hoạch năm"),
        (r"a\u8209\_b \u8226\bullet c", "a‑b •c"),
        ("K\\u7871\r\n?\r\n h\\'f4m\r\n nay", "Kế hôm nay"),
        (r"\u-3913 \u-10179\'3f\u-8704\'3f \u-10179?", "•😀 �"),
        (r"\u65533999?x", "�x"),
        (r"a\tab b\line c\page d\~e\emspace f\enspace g", "a\tb|c|d\xa0e\u2003f\u2002g"),
        (r"\lquote a\rquote \ldblquote b\rdblquote \endash \emdash \bullet", "‘a’“b”–—•"),
        (r"\{x\}\\ y", "{x}\\ y"),
        (r"chia\-se", "chiase"),
        ("a\\\nb", "a b"),
        (r"{\upr{x\'3f}{\*\ud{c\u7911?}}} hai", "củ hai"),
        (r"a\bin8 {{{{}\\} b", "a b"),
        (r"{\caps Ph\u242\'f2ng} {\scaps x}", "Phòng x"),
        (r"\unknownword12 a\'zz", "azz"),
    ],
)
def test_characters(body: str, expected: str) -> None:
    assert " ".join(texts(rtf(body + r"\par"))) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"caf\'e9 \'93x\'94 \'96", "café “x” –"),
        (r"{\f3 Ti\'ea\'ecng Vi\'ea\'f2t, \'d0\'f4ng}", "Tiếng Việt, Đông"),
        (r"{\f10 mo\'f2i}", "mọi"),
        (r"{\f4 \'b3\'f3d\'9f}{\f5 \'d0\'ee\'f1}", "łódźРос"),
        (r"{\f6 \'83I\'82\'a0}", "オあ"),
        (r"{\f1 \'b7}{\f2 \'fe\'a7 }{\f1 12}{\f1 a}", "•☑• 12α"),
        (r"{\field{\*\fldinst SYMBOL 183 \\f " + '"Symbol"' + r" \\s 10}{\fldrslt\f1}} b", "• b"),
    ],
)
def test_code_pages_of_fonts(body: str, expected: str) -> None:
    assert texts(rtf(body + r"\par")) == [expected]


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (r"{\rtf1\ansi\ansicpg1258", r"vi\'ea\'f2t", "việt"),
        (r"{\rtf1\mac", r"\'8e\'d2", "é“"),
        (r"{\rtf1\pc", r"\'82", "é"),
        (r"{\rtf1\ansi\ansicpg99999", r"\'e9", "é"),
        (r"{\rtf1\ansi\deff3{\fonttbl\f3\fnil\fcharset163 Arial;}", r"vi\'ea\'f2t\plain\'d0", "việtĐ"),
        (r"{\rtf1\ansi{\fonttbl\f0\fcharset0 A;\f1\fcharset163 B;}", r"\f1 \'d0\f0 \'d0\f77 \'e9", "ĐÐé"),
        (r"{\rtf1\ansi\ansicpg65001{\fonttbl{\f0\fcharset0 A;}}", r"\f0 \'e1\'bb\'a6y", "Ủy"),
    ],
)
def test_code_page_of_the_document(head: str, body: str, expected: str) -> None:
    assert texts(rtf(body, head)) == [expected]


@pytest.mark.parametrize("charset", ["", r"\fcharset0", r"\fcharset2", r"\fcharset163"])
@pytest.mark.parametrize(("encoding", "name"), [("tcvn3", ".VnTime"), ("vni", "VNI-Times")])
def test_legacy_fonts(encoding: str, name: str, charset: str) -> None:
    text = "Kế hoạch tổ chức hội nghị năm 2024 của phường Hòa Cường, thành phố Đà Nẵng"
    head = rf"{{\rtf1\ansi\ansicpg1258{{\fonttbl{{\f0{charset} {name};}}}}"
    document = rtf(rf"\f0 {escaped(ENCODERS[encoding](text))}\par", head)
    assert texts(document) == [text]
    assert codes(document) == ["encoding-converted"]


def test_legacy_fonts_of_capitals_and_soft_hyphens() -> None:
    def coded(text: str) -> str:
        return escaped(ENCODERS["tcvn3"](text)).replace(r"\'ad", r"\-")

    body = rf"{{\f8 {coded('tổ chức thực hiện')}}}\par {{\f7 {coded('Trường học, phường xã')}}} 15%\par"
    assert texts(rtf(body)) == ["TỔ CHỨC THỰC HIỆN", "Trường học, phường xã 15%"]


@pytest.mark.parametrize(
    "left_out",
    [
        r"{\v x}",
        r"\v x\v0 ",
        r"{\deleted x}",
        r"{\mvf x}",
        r"{\*\unknown x{\b y}}",
        r"{\* \pn\pnlvlbody{\pntxta x}}",
        r"{\header x\par}{\footerf x\par}",
        r"{\info{\title x}{\author y}}",
        r"{\pict\wmetafile8 0105\bin3 }}}000}",
        r"{\object\objemb{\*\objdata 01}{\result x}}",
        r"{\*\annotation x\par}{\*\atnid x}",
        r"{\*\bkmkstart x}{\*\bkmkend x}{\xe x}{\tc x}",
        r"{\*\fldinst PAGE}{\v{\footnote x\par}}",
        r"{\v{\listtext x}}",
        "{\r\n\\info x}",
    ],
)
def test_what_is_not_printed(left_out: str) -> None:
    assert texts(rtf(rf"a {left_out}b\par")) == ["a b"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt {\ul b}}}", "b"),
        (r"{\field\flddirty{\*\fldinst{ DATE }}{\fldrslt 05/3}}", "05/3"),
        (r"{\revised\revauth1 b}", "b"),
        (r"{\mmath{\*\moMath{\mf{\mfPr{\mctrlPr x}}{\mnum{\mr 1}}{\mden{\mr 2}}}}{\mmathPict x}}", "12"),
        (r"{\v x\plain b}", "b"),
    ],
)
def test_what_is_printed(body: str, expected: str) -> None:
    assert texts(rtf(body + r"\par")) == [expected]


def test_hidden_and_deleted_paragraph_marks_run_on() -> None:
    assert texts(rtf(r"a{\deleted\par}b{\v c\par}d\par e\sect\sectd f")) == ["abd", "e", "f"]


def test_bold() -> None:
    body = r"{\b I. M\u7908\'3fC} {\ab\b \u272\'3fCH}\par {\b a} b\par\b c\plain\par \b d\b0\par\par"
    assert [block.bold for block in rtf(body).blocks] == [True, False, True, True]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (r"{\listtext\pard\plain  1.\tab}", "1. x"),
        (r"{\pntext\f0 a)\tab}{\*\pn\pnlvlbody\pndec{\pntxta )}}", "a) x"),
        (r"{\listtext\pard\plain\f1 \loch\af1\hich\f1 \'b7\tab}", "• x"),
        (r"{\listtext\pard\plain\f0 o\tab}", "• x"),
        (r"{\listtext -\tab}", "- x"),
        ("{\\listtext\tII.\t}", "II. x"),
        (r"{\listtext \tab}", "x"),
    ],
)
def test_labels_of_lists(label: str, expected: str) -> None:
    body = rf"a\par {label}\ls1 x\par b\par"
    assert texts(rtf(body)) == ["a", expected, "b"]


def test_a_label_in_the_group_of_the_paragraph_before() -> None:
    assert texts(rtf(r"{\b a\par {\listtext 2.\tab}}\pard {b\par }")) == ["a", "2. b"]


def test_lines_of_a_table_of_contents_are_no_blocks() -> None:
    styles = r"{\stylesheet{Normal;}{\s1\b\sbasedon0 heading 1;}{\s21\sbasedon0 toc 1;}{\s22 Contents 2;}{\*\cs9 x;}}"
    document = rtf(styles + r"\pard\s21 I. A\tab 2\par\s22 1. B\par\pard\s1\b I. A\par")
    assert texts(document) == ["I. A"]
    assert document.text == "I. A\t2\n1. B\nI. A\n"


def test_notes_stand_at_the_end() -> None:
    body = (
        r"a{\super\chftn{\*\footnote\pard\plain\chftn  m\u7897?t\par hai}}, b{\footnote\ftnalt\chftn  c\par}"
        r"{\footnote * sao}{\footnote\chftn d}.\par e\par"
    )
    assert texts(rtf(body)) == ["a, b.", "e", "[1] một", "hai", "* sao", "[2] d", "[1] c"]


def shape(text: str, left: int, top: int, bottom: int) -> str:
    place = rf"\shpleft{left}\shptop{top}\shpright{left + 100}\shpbottom{bottom}"
    return rf"{{\shp{{\*\shpinst{place}{{\sp{{\sn x}}{{\sv 1}}}}{{\shptxt {text}\par}}}}{{\shprslt x}}}}"


def test_text_boxes_come_first_from_left_to_right() -> None:
    boxes = shape("right", 5000, 0, 900) + shape("left", 0, 10, 700) + shape("below", 0, 1000, 1200)
    assert texts(rtf(rf"a {boxes}b\par c\par")) == ["left", "right", "below", "a b", "c"]
    old = r"{\*\do\dobxcolumn{\dptxbxtext\pard box\par}\dpx0\dpy0}"
    assert texts(rtf(rf"a{old}\par")) == ["box", "a"]


def row(edges: str, *cells: str) -> str:
    content = "".join(rf"{cell}\cell " for cell in cells)
    return rf"\trowd {edges}\pard\intbl {content}\row\pard "


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            row(r"\cellx1000\cellx2000\cellx3000", "a", "b", "c") + row(r"\cellx1010\cellx3000", "d", "e"),
            [(0, 0, 1, "a"), (0, 1, 1, "b"), (0, 2, 1, "c"), (1, 0, 1, "d"), (1, 1, 2, "e")],
        ),
        (
            row(r"\clvmgf\cellx1000\cellx2000", "a", "b") + row(r"\clvmrg\cellx1000\cellx2000", "", "c"),
            [(0, 0, 1, "a"), (0, 1, 1, "b"), (1, 1, 1, "c")],
        ),
        (
            row(r"\clmgf\cellx1000\clmrg\cellx2000\cellx3000", "a", "", "b"),
            [(0, 0, 2, "a"), (0, 2, 1, "b")],
        ),
        (
            row(r"\trleft0\cellx1000\cellx2000", "a", "b") + row(r"\trleft1000\cellx2000", "c"),
            [(0, 0, 1, "a"), (0, 1, 1, "b"), (1, 1, 1, "c")],
        ),
        (
            row(r"\cellx1\cellx2\cellx3", "a", "", "c"),
            [(0, 0, 1, "a"), (0, 1, 1, ""), (0, 2, 1, "c")],
        ),
        (
            row(r"\cellx1000\cellx2000\cellx2010", "a", "b", "") + row(r"\cellx2010", "c"),
            [(0, 0, 1, "a"), (0, 1, 1, "b"), (1, 0, 2, "c")],
        ),
        (row(r"\cellx1000", "a", "b", ""), [(0, 0, 1, "a"), (0, 1, 1, "b")]),
        (r"a\cell b\cell\row c\cell d\cell\row ", [(0, 0, 1, "a"), (0, 1, 1, "b"), (1, 0, 1, "c"), (1, 1, 1, "d")]),
        (r"{\pard\intbl a\cell {\trowd\cellx1000\row}}", [(0, 0, 1, "a")]),
        (row(r"\cellx1000\cellx2000", r"a\par b\line c", "d"), [(0, 0, 1, "a|b|c"), (0, 1, 1, "d")]),
        (
            row(r"\cellx1000", "a") + r"\intbl b\cell\row\pard ",
            [(0, 0, 1, "a"), (1, 0, 1, "b")],
        ),
    ],
    ids=[
        "edges nearly agree", "merged down", "merged across", "begins farther right", "edges not measured",
        "a gap at the end", "more cells than edges", "no edges", "edges behind the cells", "lines", "same edges",
    ],
)  # fmt: skip
def test_tables(rows: str, expected: list[tuple[int, int, int, str]]) -> None:
    document = rtf(rf"A\par {rows}B\par")
    assert grid(document) == expected
    assert texts(document)[0] == "A"
    assert texts(document)[-1] == "B"
    assert document.blocks[-1].table == -1


@pytest.mark.parametrize(
    "end",
    [
        r"{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par }",
        r"\trowd\cellx500\cellx900\nestrow ",
    ],
)
def test_a_table_in_a_cell_is_text_of_the_cell(end: str) -> None:
    inner = rf"a\par\pard\intbl\itap2 b\nestcell c\nestcell {end}\pard\intbl d"
    expected = [(0, 0, 1, "a|b|c|d"), (0, 1, 1, "e")]
    assert grid(rtf(row(r"\cellx1000\cellx2000", inner, "e"))) == expected


def test_tables_in_a_row_are_parted_by_a_paragraph() -> None:
    one = row(r"\cellx1000", "a")
    assert [block.table for block in rtf(rf"{one}\par {one}b\par").blocks] == [0, 1, -1]


GOOD = (
    HEAD
    + r"{\b A}\par "
    + row(r"\cellx1000\cellx2000", r"\u7871? b", "{c}")
    + r"d{\footnote e\par}\par f\par}"
)


def test_a_truncated_file_keeps_what_is_there() -> None:
    document = read_rtf(GOOD[: GOOD.index("{c}") + 2].encode())
    assert texts(document) == ["A", "ế b", "c"]
    assert codes(document) == ["file-truncated"]


def test_what_follows_the_document_is_no_part_of_it() -> None:
    assert codes(read_rtf(rb"{\rtf1 a\par}" + b"\r\n\0\0")) == []
    document = read_rtf(rb"{\rtf1 a\par}{\rtf1 b\par}")
    assert texts(document) == ["a"]
    assert codes(document) == ["content-skipped"]


def test_damaged_files() -> None:
    rng = random.Random(3)
    for _ in range(300):
        data = bytearray(GOOD.encode())
        for _ in range(rng.choice((0, 1, 20))):
            data[rng.randrange(6, len(data))] = rng.choice(b"{}\\*\0\xff9-a ")
        try:
            document = read(bytes(data[: rng.randrange(7, len(data) + 1)]), "x.rtf")
        except UnreadableError:
            continue
        document.text.encode()


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (rb"{\rtf1" + b"{" * 20_000, "nested deeper"),
        (rb"{\rtf1" + rb"\par" * 60_000, "more paragraphs"),
        (rb"{\rtf1{\fonttbl\f1 A;}" + rb"\f1 a\f0 b" * 60_000, "more paragraphs"),
        (rb"{\rtf1" + rb"\cell" * 60_000, "more paragraphs"),
        (rb"{\rtf1" + rb"{\pict" * 20_000, "no text"),
        (rb"{\rtf1" + rb"{\*\x}" * 20_000, "no text"),
        (rb"{\rtf1", "no text"),
    ],
)
def test_hostile_files(data: bytes, cause: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_MOST_PARAGRAPHS", 50_000)
    with pytest.raises(UnreadableError, match=cause):
        read(data, "x.rtf")


def test_large_numbers() -> None:
    row_ = row(r"\cellx99999999999\cellx-2147483648\trleft9999999999", "a", "b")
    assert texts(rtf(rf"\b99999999999\f9999999999\s-1\uc9999999999{row_}\bin9999999999 c")) == ["a", "b"]


def test_binary_data_in_groups_that_are_passed_over() -> None:
    assert group_end(rb"a\bin2 }}{\}}}x", 0) == 13


def test_rtf_under_another_name() -> None:
    assert read(GOOD.encode(), "plan.doc").format == "rtf"
