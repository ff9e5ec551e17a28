"""The OpenDocument reader: what LibreOffice prints, automatic numbers, tables, files that can't be read."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.readers import read as read_any
from khparse.readers.odt import read_odt
from legacy import ENCODERS, pasted

NAMES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name if name != 'draw' else 'drawing'}:1.0"
    for name in ("office", "style", "text", "table", "draw")
}
NAMESPACES = " ".join(
    [f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items()]
    + ['xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"']
    + ['xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"']
    + ['xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"']
)
MIMETYPE = "application/vnd.oasis.opendocument.text"
MANIFEST = "<manifest:manifest xmlns:manifest='urn:x'/>"


def package(body: str, styles: str = "", automatic: str = "", manifest: str = MANIFEST) -> bytes:
    """Return an .odt file: the XML of its body, of its named styles and of its automatic ones."""
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    named = f"<office:document-styles {NAMESPACES}><office:styles>{styles}</office:styles></office:document-styles>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", named)
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def flat(body: str, styles: str = "") -> bytes:
    """Return an .fodt file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {NAMESPACES}><office:styles>{styles}'
        f"</office:styles><office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def read(body: str, styles: str = "", automatic: str = "") -> Document:
    document = read_odt(package(body, styles, automatic))
    for block in document.blocks:
        for start, end in block.pieces:
            assert 0 <= start <= end <= len(document.text)
            assert "\n" not in document.text[start:end]
    return document


def texts(document: Document) -> list[str]:
    """Return each block as one text, its lines parted by bars."""
    return ["|".join(document.text[start:end] for start, end in block.pieces) for block in document.blocks]


def p(content: str = "", style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def items(*contents: str) -> str:
    return "".join(f"<text:list-item>{content}</text:list-item>" for content in contents)


def listed(*contents: str, style: str = "L", more: str = "") -> str:
    return f'<text:list text:style-name="{style}" {more}>{items(*contents)}</text:list>'


def sub(*contents: str) -> str:
    return f"<text:list>{items(*contents)}</text:list>"


def level(number: int, number_format: str, suffix: str = ".", more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{number_format}" '
        f'style:num-suffix="{suffix}" {more}/>'
    )


def list_style(*levels: str, name: str = "L") -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


OUTLINE = list_style(level(1, "I"), level(2, "1"), level(3, "a", ")"))


def test_levels_restart_below_their_parents() -> None:
    body = listed(p("x") + sub(p("y"), p("z") + sub(p("u"), p("v"))), p("x") + sub(p("y")))
    expected = ["I. x", "1. y", "2. z", "a) u", "b) v", "II. x", "1. y"]
    assert texts(read(body, OUTLINE)) == expected


def test_lists_go_on_where_they_say_so() -> None:
    inner = "<text:list-item><text:list><text:list-item>" + p("b") + "</text:list-item></text:list>"
    body = (
        listed(p("một") + sub(p("a")), more='xml:id="one"')
        + p("giữa")
        + f'<text:list text:style-name="L" text:continue-numbering="true">{inner}</text:list-item></text:list>'
        + listed(p("hai"), more='text:continue-list="one"')
        + listed(p("mới"))
    )
    expected = ["I. một", "1. a", "giữa", "2. b", "II. hai", "I. mới"]
    assert texts(read(body, OUTLINE)) == expected


def test_only_the_first_paragraph_of_an_item_has_its_label() -> None:
    header = f"<text:list-header>{p('đầu')}</text:list-header>"
    body = listed(p("một") + p("tiếp")).replace("<text:list-item>", header + "<text:list-item>", 1)
    body += '<text:list text:style-name="L"><text:list-item text:start-value="4">' + p("bốn")
    body += "</text:list-item>" + items(p("năm")) + "</text:list>"
    assert texts(read(body, OUTLINE)) == ["đầu", "I. một", "tiếp", "IV. bốn", "V. năm"]


@pytest.mark.parametrize(
    ("style", "label"),
    [
        (level(1, "1", "/", 'text:start-value="3"'), "3/"),
        (level(1, "a", ")", 'text:start-value="28"'), "ab)"),
        (level(1, "A", ")", 'text:start-value="28" style:num-letter-sync="true"'), "BB)"),
        (level(1, "i", ")", 'style:num-prefix="(" text:start-value="9"'), "(ix)"),
        (level(1, "01, 02, 03, ...", "."), "01."),
        (level(1, "", ""), ""),
        (level(1, "1", ".", 'loext:num-list-format="Điều %1%."'), "Điều 1."),
        (level(1, "1", "", 'loext:num-list-format="%1%%2%)"'), "1)"),
        ('<text:list-level-style-bullet text:level="1" text:bullet-char="-"/>', "-"),
        ('<text:list-level-style-bullet text:level="1" text:bullet-char="\uf0b7"/>', "•"),
        ('<text:list-level-style-image text:level="1"/>', "•"),
    ],
)
def test_labels(style: str, label: str) -> None:
    assert texts(read(listed(p("Nội dung")), list_style(style))) == [f"{label} Nội dung".strip()]


@pytest.mark.parametrize(
    ("second", "label"),
    [
        (level(2, "1", ".", 'text:display-levels="2"'), "1.1."),
        (level(2, "1", ".", 'loext:num-list-format="%1%.%2%."'), "1.1."),
        (level(2, "1", ")"), "1)"),
    ],
)
def test_labels_of_several_levels(second: str, label: str) -> None:
    styles = list_style(level(1, "1"), second)
    assert texts(read(listed(p("x") + sub(p("y"))), styles)) == ["1. x", f"{label} y"]
    assert texts(read(listed(sub(p("y")), p("x")), styles)) == [f"{label} y", "1. x"]


def test_list_style_of_the_paragraph_style() -> None:
    styles = OUTLINE + '<style:style style:name="Muc" style:family="paragraph" style:list-style-name="L"/>'
    automatic = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Muc"/>'
    body = f"<text:list><text:list-item>{p('một', 'P1')}</text:list-item></text:list>{p('ngoài', 'P1')}"
    assert texts(read(body, styles, automatic)) == ["I. một", "ngoài"]


def h(content: str, outline: int, more: str = "") -> str:
    return f'<text:h text:outline-level="{outline}" {more}>{content}</text:h>'


def test_numbers_of_headings() -> None:
    styles = (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="."/>'
        '<text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>'
        '<style:style style:name="Trơn" style:family="paragraph" style:list-style-name=""/>'
    )
    body = (
        h("Mục đích", 1) + h("Yêu cầu", 2) + h("Chi tiết", 3) + h("Không", 1, 'text:is-list-header="true"')
        + h("Trơn", 1, 'text:style-name="Trơn"') + h("Nội dung", 1)
        + h("Lại", 1, 'text:restart-numbering="true" text:start-value="7"')
    )  # fmt: skip
    expected = ["I. Mục đích", "1. Yêu cầu", "Chi tiết", "Không", "Trơn", "II. Nội dung", "VII. Lại"]
    assert texts(read(body, styles)) == expected


def test_numbered_paragraphs() -> None:
    one = f'<text:numbered-paragraph text:list-id="a" text:style-name="L" text:level="2">{p("x")}'
    assert texts(read((one + "</text:numbered-paragraph>") * 2, OUTLINE)) == ["1. x", "2. x"]


def cell(content: str = "", more: str = "") -> str:
    return f"<table:table-cell {more}>{content}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(*rows: str) -> str:
    return f"<table:table><table:table-column/>{''.join(rows)}</table:table>"


def grid(document: Document) -> list[tuple[int, int, int, int, str]]:
    return [
        (block.table, block.row, block.column, block.columns, text)
        for block, text in zip(document.blocks, texts(document), strict=True)
    ]


def test_merged_cells_stand_once_at_their_grid_columns() -> None:
    head = row(cell(p("Nhiệm vụ"), 'table:number-columns-spanned="2"'), COVERED, cell(p("Chủ trì")))
    body = table(
        f"<table:table-header-rows>{head}</table:table-header-rows>",
        row(cell(listed(p("A"))), cell(p("B")), cell(p("Sở Y tế"), 'table:number-rows-spanned="2"')),
        row(cell(p("C")), cell(more='table:number-columns-repeated="1"'), COVERED),
        row(cell(more='table:number-columns-repeated="2"'), cell(p("một") + p("hai"))),
    )
    assert grid(read(p("trước") + body + p("sau"), OUTLINE)) == [
        (-1, -1, -1, 1, "trước"),
        (0, 0, 0, 2, "Nhiệm vụ"), (0, 0, 2, 1, "Chủ trì"),
        (0, 1, 0, 1, "I. A"), (0, 1, 1, 1, "B"), (0, 1, 2, 1, "Sở Y tế"),
        (0, 2, 0, 1, "C"), (0, 2, 1, 1, ""),
        (0, 3, 0, 1, ""), (0, 3, 1, 1, ""), (0, 3, 2, 1, "một|hai"),
        (-1, -1, -1, 1, "sau"),
    ]  # fmt: skip


def test_repeated_rows_and_nested_tables() -> None:
    inner = table(row(cell(p("trong")), cell(p("nữa"))))
    body = table(row(cell(p("ô") + inner), more='table:number-rows-repeated="2"'))
    assert grid(read(body)) == [(0, 0, 0, 1, "ô|trong|nữa"), (0, 1, 0, 1, "ô|trong|nữa")]


BOX = "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>"
NOTE = (
    '<text:note text:note-class="{}"><text:note-citation{}>1</text:note-citation><text:note-body>{}'
    "</text:note-body></text:note>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # blanks
        (p(" một\n  hai<text:s/><text:s text:c='2'/>ba "), ["một hai   ba "]),
        (p("a<text:tab/>b<text:line-break/> c"), ["a\tb| c"]),
        (p("một <text:span>  hai</text:span>  ba"), ["một hai ba"]),
        # text boxes and shapes come first
        (p(BOX.format(p("UBND TỈNH")) + "thân"), ["UBND TỈNH", "thân"]),
        (BOX.format(p("trang")) + p("thân"), ["trang", "thân"]),
        (p(f"<draw:g><draw:custom-shape>{p('hình')}</draw:custom-shape></draw:g>"), ["hình"]),
        (p("<draw:frame><draw:object><office:text><text:p>a</text:p></office:text></draw:object>"
           "<svg:title>b</svg:title></draw:frame>"), []),
        (table(row(cell(p(BOX.format(p("hộp")) + "ô")))), ["hộp|ô"]),
        # tracked changes, annotations, hidden text
        ("<text:tracked-changes><text:changed-region><text:deletion><text:p>xóa</text:p></text:deletion>"
         "</text:changed-region></text:tracked-changes>" + p("c<text:change text:change-id='1'/>òn"), ["còn"]),
        (p("a<office:annotation><text:p>ghi chú</text:p></office:annotation>b"), ["ab"]),
        (p("a<text:span text:style-name='Ẩn'>ẩn</text:span>b"), ["ab"]),
        (p("a<text:hidden-text text:is-hidden='true'>ẩn</text:hidden-text>b"), ["ab"]),
        (p("a<text:hidden-paragraph text:is-hidden='true'/>"), []),
        (f"<text:section text:display='none'>{p('ẩn')}</text:section>", []),
        (f"<text:section>{p('hiện')}</text:section>", ["hiện"]),
        # fields, links, ruby text
        (p("ngày <text:date>01/02/2025</text:date>, <text:a>liên kết</text:a>"), ["ngày 01/02/2025, liên kết"]),
        (p("<text:ruby><text:ruby-base>a</text:ruby-base><text:ruby-text>b</text:ruby-text></text:ruby>"), ["a"]),
        (p("\uf0b7 việc"), ["• việc"]),
        # notes
        (p("một" + NOTE.format("endnote", "", p("cuối"))) + p("hai" + NOTE.format("footnote", "", p("chân"))),
         ["một", "hai", "[1] chân", "[1] cuối"]),
        (p("ba" + NOTE.format("footnote", " text:label='*'", p("riêng") + p("tiếp"))), ["ba*", "* riêng", "tiếp"]),
    ],
)  # fmt: skip
def test_what_is_printed(body: str, expected: list[str]) -> None:
    hidden = '<style:style style:name="Ẩn" style:family="text"><style:text-properties text:display="none"/>'
    assert texts(read(body, hidden + "</style:style>")) == expected


def test_lines_of_the_table_of_contents_are_text_but_no_blocks() -> None:
    contents = (
        f"<text:table-of-content><text:table-of-content-source/><text:index-body><text:index-title>"
        f"{p('MỤC LỤC')}</text:index-title>{p('I. MỤC ĐÍCH<text:tab/>1')}</text:index-body>"
        f"</text:table-of-content>"
    )
    document = read(contents + p("I. MỤC ĐÍCH"))
    assert document.text == "MỤC LỤC\nI. MỤC ĐÍCH\t1\nI. MỤC ĐÍCH\n"
    assert texts(document) == ["MỤC LỤC", "I. MỤC ĐÍCH"]


def style(name: str, family: str, weight: str = "", parent: str = "") -> str:
    properties = f'<style:text-properties fo:font-weight="{weight}"/>' if weight else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}">'
        f"{properties}</style:style>"
    )


@pytest.mark.parametrize(
    ("body", "bold"),
    [
        (p("<text:span text:style-name='T1'>đậm</text:span> "), True),
        (p("<text:span text:style-name='T1'>đậm</text:span> nhạt"), False),
        (
            p("<text:span text:style-name='T1'>a<text:span text:style-name='T2'>b</text:span></text:span>"),
            False,
        ),
        (p("đậm", "Muc"), True),
        (p("đậm", "P1"), True),
        (p("<text:span text:style-name='T2'>nhạt</text:span>", "P1"), False),
        (p("nhạt", "Vòng"), False),
        (table(row(cell(p("đậm", "P1") + p()))), True),
    ],
)
def test_bold(body: str, bold: bool) -> None:
    named = style("Muc", "paragraph", "bold") + style("Vòng", "paragraph", parent="Vòng")
    automatic = (
        style("P1", "paragraph", parent="Muc")
        + style("T1", "text", "700")
        + style("T2", "text", "normal")
    )  # fmt: skip
    assert [block.bold for block in read(body, named, automatic).blocks] == [bold]


def test_flat_files_and_templates() -> None:
    assert texts(read_odt(flat(listed(p("một")), OUTLINE))) == ["I. một"]
    assert read_any(flat(p("Kế hoạch")), "a.xml").format == "odt"
    assert read_any(package(p("Kế hoạch")), "a.doc").format == "odt"


def test_text_in_legacy_fonts() -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties style:font-name="{font}"/>'
        "</style:style>"
        for name, font in (("T", ".VnTime"), ("H", ".VnTimeH"))
    )
    encoded = pasted(ENCODERS["tcvn3"]("Uỷ ban nhân dân được giao"))
    body = p("<text:span text:style-name='H'>kÕ ho¹ch</text:span>")
    document = read(body + p(f"<text:span text:style-name='T'>{encoded}</text:span>"), styles)
    assert texts(document) == ["KẾ HOẠCH", "Uỷ ban nhân dân được giao"]
    assert [note.code for note in document.notes] == ["encoding-converted"]
    assert texts(read(p("<text:span text:style-name='H'>trung tam</text:span>"), styles)) == ["TRUNG TAM"]


PLAIN = package(p("Kế hoạch"))
ENCRYPTED = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
DEEP = "<text:section>" * 400 + p("x") + "</text:section>" * 400
DEEP_LISTS = "<text:list><text:list-item>" * 200 + p("x") + "</text:list-item></text:list>" * 200
DEEP_CELLS = "<table:table><table:table-row><table:table-cell>" * 200 + p("x")
DEEP_CELLS += "</table:table-cell></table:table-row></table:table>" * 200
DEEP_BOXES = "<text:p><draw:frame><draw:text-box>" * 200 + "</draw:text-box></draw:frame></text:p>" * 200
DEEP_SPANS = p("<text:span>" * 400 + "x" + "</text:span>" * 400)
WIDE = table(row(cell(more='table:number-columns-repeated="1000000"')))
LONG = table(row(more='table:number-rows-repeated="200000"') * 3)
MUCH = table(row(cell(p("x" * 10_000)), more='table:number-rows-repeated="100000"'))
NESTED = p("x")
for _ in range(8):
    NESTED = table(
        row(cell(NESTED, 'table:number-columns-repeated="20"'), more='table:number-rows-repeated="20"')
    )


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "the file is empty"),
        (package(p("x"), manifest=ENCRYPTED), "the file is encrypted"),
        (PLAIN[:-30], "the file is damaged or incomplete"),
        (PLAIN[:100], "the file is damaged or incomplete"),
        (flat(p("x"))[:-10], "the file is damaged or incomplete"),
        (b'<!DOCTYPE x [<!ENTITY a "a">]>' + flat(p("&a;"))[38:], "the file is damaged or incomplete"),
        (package("<text:p/>" * 5_000_000), "the file unpacks to far more text than a document holds"),
        (flat(p("x")).replace(b"office:text", b"office:spreadsheet"),
         "the file is not an OpenDocument text (.odt)"),
        (package(DEEP), "the parts of the file are nested too deeply"),
        (package(DEEP_LISTS), "the parts of the file are nested too deeply"),
        (package(DEEP_CELLS), "the parts of the file are nested too deeply"),
        (package(DEEP_BOXES), "the parts of the file are nested too deeply"),
        (package(DEEP_SPANS), "the parts of the file are nested too deeply"),
        (package(WIDE), "its tables have more than 300,000 cells"),
        (package(LONG), "its tables have more than 300,000 cells"),
        (package(MUCH), "the file repeats its cells to far more text than a document holds"),
        (package(NESTED), "the file repeats its cells to far more text than a document holds"),
    ],
    ids=[
        "empty", "encrypted", "truncated", "cut short", "flat cut", "entity", "bomb", "spreadsheet", "deep",
        "deep lists", "deep cells", "deep boxes", "deep spans", "wide", "long", "much", "nested repeats",
    ],
)  # fmt: skip
def test_unreadable(data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_odt(data)
    assert caught.value.cause == cause


def test_damaged_styles_are_noted() -> None:
    document = read_odt(package(p("Kế hoạch"), "<text:list-style>"))
    assert (texts(document), document.notes[0].code) == (["Kế hoạch"], "part-damaged")


def test_damaged_files_are_read_or_refused() -> None:
    body = (
        listed(p("một") + sub(p("hai")))
        + h("ba", 1)
        + table(row(cell(p("bốn"), 'table:number-columns-spanned="2"'), COVERED))
        + p(BOX.format(p("năm")) + NOTE.format("footnote", "", p("sáu")))
    )
    chance = random.Random(1)
    whole = package(body, OUTLINE)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        words = body.split("text:")
        first, second = chance.randrange(1, len(words)), chance.randrange(1, len(words))
        words[first], words[second] = words[second], words[first]
        swapped = package("text:".join(words), OUTLINE)
        for damaged in (bytes(data), whole[: chance.randrange(len(whole))], swapped):
            try:
                read_odt(damaged)
            except UnreadableError as error:
                assert error.cause
