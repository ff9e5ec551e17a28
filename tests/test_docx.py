"""The .docx reader: what Word prints, automatic numbers, tables, and files that can't be read."""

from __future__ import annotations

import io
import random
import zipfile
from xml.sax.saxutils import escape

import docx
import pytest

from khparse.document import Document, View
from khparse.errors import UnreadableError
from khparse.readers.docx.reader import read_docx
from khparse.readers.options import ReadOptions

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def package(body: str, **parts: str) -> bytes:
    """Return a .docx file: the XML of its body, and of other parts by their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        for part, content in parts.items():
            archive.writestr(f"word/{part}.xml", f"<w:{part} {NAMESPACES}>{content}</w:{part}>")
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content if '<' in content else run(content)}</w:p>"


def item(text: str, number: int = 1, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(index: int, number_format: str, text: str, extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(*levels: str, id: int = 0, extra: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{id}">{extra}{"".join(levels)}</w:abstractNum>'


def number(id: int = 1, abstract_id: int = 0, overrides: str = "") -> str:
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def start_override(start: int, at: int = 0) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def read(body: str, **parts: str) -> Document:
    document = read_docx(package(body, **parts))
    for block in document.blocks:
        for start, end in block.pieces:
            assert 0 <= start <= end <= len(document.text)
            assert "\n" not in document.text[start:end]
    return document


def lines(document: Document) -> list[list[str]]:
    """Return the lines of each block."""
    return [[document.text[start:end] for start, end in block.pieces] for block in document.blocks]


def texts(document: Document) -> list[str]:
    """Return each block as one text."""
    return ["|".join(block) for block in lines(document)]


OUTLINE = abstract(
    level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)")
)  # fmt: skip


def test_levels_restart_below_their_parents() -> None:
    body = "".join(item("x", level=at) for at in (0, 1, 1, 2, 2, 1, 2, 0, 1, 2))
    found = texts(read(body, numbering=OUTLINE + number()))
    assert found == [f"{label} x" for label in ("I.", "1.", "2.", "a)", "b)", "3.", "a)", "II.", "1.", "a)")]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1", "1.1", "1.1.1", "1.2", "1.2.1", "2", "2.1.1"]),
        ('<w:lvlRestart w:val="0"/>', ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.1.3"]),
        ('<w:lvlRestart w:val="1"/>', ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.1.1"]),
    ],
)
def test_level_restart(restart: str, expected: list[str]) -> None:
    levels = abstract(
        level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3", restart)
    )
    body = "".join(item("", level=at) for at in (0, 1, 2, 1, 2, 0, 2))
    assert texts(read(body, numbering=levels + number())) == expected


def test_lists_of_one_abstract_list_go_on_unless_they_override_the_start() -> None:
    numbering = OUTLINE + number(1) + number(2) + number(3, overrides=start_override(1))
    body = "".join(item("", number=n) for n in (1, 1, 2, 3, 3, 1))
    assert texts(read(body, numbering=numbering)) == ["I.", "II.", "III.", "I.", "II.", "III."]


def test_override_of_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "Điều %1.", start=5)}</w:lvlOverride>'
    body = item("Phạm vi") + item("Đối tượng")
    found = texts(read(body, numbering=OUTLINE + number(overrides=override)))
    assert found == ["Điều 5. Phạm vi", "Điều 6. Đối tượng"]


@pytest.mark.parametrize(
    ("number_format", "text", "start", "label"),
    [
        ("decimal", "%1/", 3, "3/"),
        ("decimalZero", "%1.", 9, "09."),
        ("upperRoman", "%1.", 44, "XLIV."),
        ("lowerRoman", "(%1)", 9, "(ix)"),
        ("upperLetter", "%1.", 28, "BB."),
        ("lowerLetter", "%1)", 4, "d)"),
        ("ordinal", "%1", 22, "22nd"),
        ("numberInDash", "%1", 2, "- 2 -"),
        ("vietnameseCounting", "%1.", 7, "7."),
        ("none", "Ghi chú: ", 1, "Ghi chú:"),
        ("none", "%1", 1, ""),
        ("decimal", "", 1, ""),
        ("bullet", "-", 1, "-"),
        ("bullet", "–", 1, "–"),
        ("bullet", "+", 1, "+"),
        ("bullet", "\uf0b7", 1, "•"),
        ("bullet", "\uf0a7", 1, "•"),
        ("bullet", "\uf02d", 1, "-"),
        ("bullet", "o", 1, "•"),
        ("upperLetter", "%1", 2_000_000_000, "2000000000"),
    ],
)
def test_number_formats(number_format: str, text: str, start: int, label: str) -> None:
    numbering = abstract(level(0, number_format, text, start=start)) + number()
    assert texts(read(item("Nội dung"), numbering=numbering)) == [f"{label} Nội dung".strip()]


@pytest.mark.parametrize("start", [-1, 0, 27, 5000, 2**31])
def test_every_number_has_a_label(start: int) -> None:
    names = ("upperRoman", "lowerLetter", "ordinal", "decimalEnclosedCircle", "decimalEnclosedParen")
    levels = [level(index, name, f"%{index + 1}", start=start) for index, name in enumerate(names)]
    body = "".join(item("", level=index) for index in range(len(names)))
    assert len(texts(read(body, numbering=abstract(*levels) + number()))) == len(names)


def test_legal_numbers_are_figures() -> None:
    legal = level(1, "decimal", "%1.%2.", "<w:isLgl/>")
    numbering = abstract(level(0, "upperRoman", "%1."), legal) + number()
    assert texts(read(item("") + item("", level=1), numbering=numbering)) == ["I.", "1.1."]


def test_custom_format_in_an_alternative() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert texts(read(item("x"), numbering=abstract(custom) + number())) == ["007 x"]


def test_a_level_whose_parent_was_never_used_shows_its_start() -> None:
    numbering = abstract(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")) + number()
    assert texts(read(item("", level=1) + item(""), numbering=numbering)) == ["1.1", "1."]


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:pPr><w:numPr><w:numId w:val="1"/>
  </w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="MucCon"><w:name w:val="Mục con"/><w:basedOn w:val="Muc"/></w:style>
<w:style w:type="paragraph" w:styleId="Khoan"><w:name w:val="Khoản"/><w:basedOn w:val="Muc"/><w:pPr><w:numPr>
  <w:ilvl w:val="1"/></w:numPr></w:pPr><w:rPr><w:b w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Diem"><w:name w:val="Điểm"/><w:basedOn w:val="Muc"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>
<w:style w:type="character" w:styleId="Dam"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="numbering" w:styleId="Lien"><w:pPr><w:numPr><w:numId w:val="8"/></w:numPr></w:pPr></w:style>
"""


def styled(text: str, style: str, properties: str = "") -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>{properties}')


def test_numbers_of_styles() -> None:
    levels = abstract(
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2."),
        level(2, "lowerLetter", "%3)", '<w:pStyle w:val="Diem"/>'),
    )
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        styled("một", "Muc") + styled("hai", "Khoan") + styled("ba", "Diem") + styled("bốn", "Diem")
        + styled("năm", "MucCon") + styled("sáu", "Muc", none) + styled("bảy", "A") + styled("tám", "Mất")
    )  # fmt: skip
    assert texts(read(body, numbering=levels + number(), styles=STYLES)) == [
        "I. một", "1. hai", "a) ba", "b) bốn", "II. năm", "sáu", "bảy", "tám"
    ]  # fmt: skip


def test_list_linked_through_a_numbering_style() -> None:
    numbering = (
        abstract(extra='<w:numStyleLink w:val="Lien"/>', id=0)
        + abstract(level(0, "decimal", "%1."), extra='<w:styleLink w:val="Lien"/>', id=3)
        + number(1, 0) + number(8, 3)
    )  # fmt: skip
    assert texts(read(item("x") + item("y", 8), numbering=numbering, styles=STYLES)) == ["1. x", "2. y"]


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


RESTART = '<w:vMerge w:val="restart"/>'
CONTINUE = "<w:vMerge/>"


def grid(document: Document) -> list[tuple[int, int, int, int, str]]:
    return [
        (block.table, block.row, block.column, block.columns, text)
        for block, text in zip(document.blocks, texts(document), strict=True)
    ]


def test_merged_cells_stand_once_at_their_grid_columns() -> None:
    body = table(
        row(cell(paragraph("Nhiệm vụ"), '<w:gridSpan w:val="2"/>'), cell(paragraph("Chủ trì"))),
        row(cell(item("A")), cell(paragraph("B")), cell(paragraph("Sở Y tế"), RESTART)),
        row(cell(item("C")), cell(paragraph()), cell(item("ẩn"), CONTINUE)),
        row(cell(item("D")), cell(paragraph("E"), CONTINUE), properties='<w:gridBefore w:val="1"/>'),
    )
    numbering = abstract(level(0, "decimal", "%1.")) + number()
    assert grid(read(paragraph("trước") + body + paragraph("sau"), numbering=numbering)) == [
        (-1, -1, -1, 1, "trước"),
        (0, 0, 0, 2, "Nhiệm vụ"),
        (0, 0, 2, 1, "Chủ trì"),
        (0, 1, 0, 1, "1. A"),
        (0, 1, 1, 1, "B"),
        (0, 1, 2, 1, "Sở Y tế"),
        (0, 2, 0, 1, "2. C"),
        (0, 2, 1, 1, ""),
        (0, 3, 1, 1, "3. D"),
        (-1, -1, -1, 1, "sau"),
    ]


def test_continuing_cell_without_a_beginning_is_printed() -> None:
    assert texts(read(table(row(cell(paragraph("Sở Y tế"), CONTINUE))))) == ["Sở Y tế"]


def test_horizontal_merge_of_old_files() -> None:
    body = table(
        row(
            cell(paragraph("A"), '<w:hMerge w:val="restart"/>'),
            cell(paragraph(), "<w:hMerge/>"),
            cell(paragraph("B")),
        )
    )
    assert grid(read(body)) == [(0, 0, 0, 2, "A"), (0, 0, 2, 1, "B")]


def test_deleted_and_hidden_rows_are_no_rows() -> None:
    body = table(
        row(cell(paragraph("xóa")), properties="<w:del/>"),
        row(cell(paragraph("ẩn")), properties="<w:hidden/>"),
        row(cell(paragraph("còn"))),
    )
    assert grid(read(body)) == [(0, 0, 0, 1, "còn")]


def test_cell_lines_and_nested_table() -> None:
    inner = table(row(cell(paragraph("trong 1")), cell(paragraph("trong 2"))))
    body = table(row(cell(paragraph("một") + paragraph() + inner + paragraph("hai"))))
    assert lines(read(body)) == [["một", "trong 1", "trong 2", "hai"]]


def test_table_made_by_python_docx() -> None:
    made = docx.Document()
    made.add_paragraph("Kế hoạch", style="Heading 1")
    grid_table = made.add_table(3, 3)
    for index, made_cell in enumerate(
        made_cell for made_row in grid_table.rows for made_cell in made_row.cells
    ):
        made_cell.text = str(index)
    grid_table.cell(0, 0).merge(grid_table.cell(0, 1))
    grid_table.cell(1, 2).merge(grid_table.cell(2, 2))
    stream = io.BytesIO()
    made.save(stream)
    document = read_docx(stream.getvalue())
    assert grid(document) == [
        (-1, -1, -1, 1, "Kế hoạch"),
        (0, 0, 0, 2, "0|1"), (0, 0, 2, 1, "2"),
        (0, 1, 0, 1, "3"), (0, 1, 1, 1, "4"), (0, 1, 2, 1, "5|8"),
        (0, 2, 0, 1, "6"), (0, 2, 1, 1, "7"),
    ]  # fmt: skip
    assert document.blocks[0].bold


def test_layout_of_the_text() -> None:
    body = paragraph("một") + paragraph() + table(row(cell(paragraph("hai")))) + paragraph("ba")
    assert read(body).text == "một\n\n\nhai\n\nba\n"


BOX = "<w:txbxContent>{}</w:txbxContent>"


def box(content: str) -> str:
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        f"{BOX.format(content)}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{BOX.format(content)}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DOCPROPERTY</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>mã</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>kết quả</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
OPEN_FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
DELETED_MARK = "<w:rPr><w:del/></w:rPr>"
HIDDEN_MARK = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # text boxes come first, and once
        (paragraph(box(paragraph("UBND TỈNH")) + run("thân")), ["UBND TỈNH", "thân"]),
        (paragraph(box(paragraph())), []),
        (paragraph(f"<w:r><w:rPr><w:vanish/></w:rPr>{box(paragraph('ẩn'))[5:-6]}</w:r>"), []),
        (table(row(cell(paragraph(box(paragraph("hộp")) + run("ô"))))), ["hộp|ô"]),
        # tracked changes
        (paragraph(f"<w:ins>{run('thêm ')}</w:ins><w:del><w:r><w:delText>bớt</w:delText></w:r></w:del>"
                   f"<w:moveFrom>{run('từ')}</w:moveFrom><w:moveTo>{run('đến')}</w:moveTo>"), ["thêm đến"]),
        (paragraph("một ", DELETED_MARK) + paragraph("hai"), ["một hai"]),
        (paragraph("một", DELETED_MARK) + table(row(cell(paragraph("ô")))), ["một", "ô"]),
        (paragraph("một", DELETED_MARK), ["một"]),
        (paragraph("một. ", HIDDEN_MARK) + paragraph("hai"), ["một. hai"]),
        # wrappers
        (f"<w:sdt><w:sdtPr><w:tag/></w:sdtPr><w:sdtContent>{paragraph('a')}</w:sdtContent></w:sdt>", ["a"]),
        (paragraph(f"<w:sdt><w:sdtContent>{run('số')}</w:sdtContent></w:sdt>{run(' 5')}"), ["số 5"]),
        (f"<w:customXml>{table(row(cell(paragraph('ô'))))}</w:customXml>", ["ô"]),
        (paragraph(f"<w:hyperlink>{run('liên')}</w:hyperlink><w:smartTag><w:smartTag>{run(' kết')}"
                   "</w:smartTag></w:smartTag>"), ["liên kết"]),
        (paragraph("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), ["x=1"]),
        # fields
        (paragraph(FIELD), ["kết quả"]),
        (paragraph(f"<w:fldSimple w:instr='PAGE'>{run('3')}</w:fldSimple>"), ["3"]),
        (paragraph(OPEN_FIELD) + paragraph("còn"), ["còn"]),
        # signs
        (paragraph("<w:r><w:t>một</w:t><w:br/><w:t>hai</w:t><w:cr/></w:r>"), ["một|hai"]),
        (paragraph("<w:r><w:t>a</w:t><w:br w:type='page'/><w:t>b</w:t></w:r>"), ["a|b"]),
        (paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"), ["a\tb"]),
        (paragraph("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>b</w:t></w:r>"), ["a-b"]),
        (paragraph("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>"), ["✓"]),
        (paragraph("<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>"), ["≥"]),
        (paragraph("<w:r><w:sym w:font='Wingdings' w:char='zz'/><w:sym/></w:r>"), []),
        (paragraph("\uf0b7 việc"), ["• việc"]),
        (paragraph("<w:r><w:t>\n  một\n  hai </w:t></w:r>"), ["một   hai"]),
        # hidden text, capitals
        (paragraph(run("a") + run("ẩn", "<w:vanish/>") + run("b", "<w:vanish w:val='0'/>")), ["ab"]),
        (paragraph(run("Kế hoạch", "<w:caps/>")), ["Kế hoạch"]),
    ],
)  # fmt: skip
def test_what_is_printed(body: str, expected: list[str]) -> None:
    assert texts(read(body)) == expected


def test_numbers_of_joined_paragraphs() -> None:
    gone = "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    deleted = item(gone).replace("</w:pPr>", f"{DELETED_MARK}</w:pPr>")
    heading = item("Mục đích. ").replace("</w:pPr>", f"{HIDDEN_MARK}</w:pPr>")
    numbering = abstract(level(0, "decimal", "%1.")) + number()
    body = deleted + item("Một") + heading + paragraph("Để") + deleted
    assert texts(read(body, numbering=numbering)) == ["1. Một", "2. Mục đích. Để"]


@pytest.mark.parametrize(
    ("body", "bold"),
    [
        (paragraph(run("đậm", "<w:b/>") + run(" ") + run("hết", "<w:b w:val='true'/>")), True),
        (paragraph(run("đậm", "<w:b/>") + run("nhạt")), False),
        (paragraph(run("nhạt", "<w:b w:val='0'/>")), False),
        (styled("đậm", "Muc"), True),
        (styled("đậm", "MucCon"), True),
        (styled("nhạt", "Khoan"), False),
        (styled(run("nhạt", "<w:b w:val='false'/>"), "Muc"), False),
        (paragraph(run("đậm", "<w:rStyle w:val='Dam'/>")), True),
        (styled(run("đảo lại", "<w:rStyle w:val='Dam'/>"), "Muc"), False),
        (table(row(cell(paragraph(run("đậm", "<w:b/>")) + paragraph()))), True),
        (table(row(cell(paragraph(run("đậm", "<w:b/>")) + paragraph("nhạt")))), False),
    ],
)
def test_bold(body: str, bold: bool) -> None:
    assert [block.bold for block in read(body, styles=STYLES).blocks] == [bold]


def test_notes_follow_the_text() -> None:
    mark = "<w:r><w:{}Reference w:id='{}'{}/></w:r>"
    body = (
        paragraph(run("một") + mark.format("endnote", 1, ""))
        + paragraph(run("hai") + mark.format("footnote", 5, "") + run(","))
        + paragraph(run("ba") + mark.format("footnote", 3, " w:customMarkFollows='1'") + run("*"))
        + paragraph(run("bốn") + mark.format("footnote", 4, ""))
        + paragraph(f"<w:del>{mark.format('footnote', 6, '')}</w:del>")
    )
    footnotes = "".join(
        f"<w:footnote w:id='{id}'>{paragraph('<w:r><w:footnoteRef/></w:r>' + run(text))}</w:footnote>"
        for id, text in (
            (-1, "gạch"),
            (3, "* ghi chú riêng"),
            (4, " ghi chú bốn"),
            (5, " ghi chú năm"),
            (6, "bỏ"),
        )
    )
    endnotes = f"<w:endnote w:id='1'>{paragraph(' cuối')}{paragraph('tiếp')}</w:endnote>"
    assert texts(read(body, footnotes=footnotes, endnotes=endnotes)) == [
        "một", "hai,", "ba*", "bốn",
        "[1] ghi chú năm", "* ghi chú riêng", "[2] ghi chú bốn", "[1] cuối", "tiếp",
    ]  # fmt: skip


def test_lines_of_the_table_of_contents_are_text_but_no_blocks() -> None:
    document = read(styled("I. MỤC ĐÍCH\t1", "TOC1") + paragraph("I. MỤC ĐÍCH"), styles=STYLES)
    assert document.text == "I. MỤC ĐÍCH\t1\nI. MỤC ĐÍCH\n"
    assert texts(document) == ["I. MỤC ĐÍCH"]


def test_view_joins_soft_breaks() -> None:
    view = View(read(paragraph("<w:r><w:t>ỦY BAN</w:t><w:br/><w:t>NHÂN DÂN</w:t></w:r>")))
    assert view.text.strip() == "ỦY BAN NHÂN DÂN"
    assert view.source(0, len("ỦY BAN NHÂN DÂN")) == "ỦY BAN\nNHÂN DÂN"


FONTS = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/></w:rPr>
</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Muc"><w:rPr><w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>
<w:style w:type="character" w:styleId="Dam"><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr></w:style>
"""
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:minorFont>'
    '<a:latin typeface=".VnTime"/></a:minorFont></a:theme>'
)


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(run("KÕ ho¹ch", font(".VnTime"))), ["Kế hoạch"]),
        (paragraph(run("ho", font(".VnTime")) + run("¹ch", font(".VnTime"))), ["hoạch"]),
        (styled("kÕ ho¹ch nam", "MucCon"), ["KẾ HOẠCH NAM"]),
        (styled("trung tam", "Muc"), ["TRUNG TAM"]),
        (styled(run("Keá hoaïch", '<w:rStyle w:val="Dam"/>') + run(" n¨m"), "Muc"), ["Kế hoạch NĂM"]),
        (paragraph("vµ"), ["và"]),  # the theme's font
        (paragraph(run("®", font(".VnTime")) + "<w:r><w:softHyphen/></w:r>" + run("îc", font(".VnTime"))),
         ["được"]),
        (paragraph(run("®­îc giao", font(".VnTime")) + "<w:r><w:br/></w:r>" + run("Kế hoạch năm")),
         ["được giao|Kế hoạch năm"]),
        (paragraph(run("§iÒu", font(".VnTime")) + "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>"),
         ["Điều✓"]),
        (item("ph¹m vi"), ["Điều 1. phạm vi"]),
        (table(row(cell(paragraph(run("Chñ tr×", font(".VnTime")))))), ["Chủ trì"]),
    ],
)  # fmt: skip
def test_text_in_legacy_fonts(body: str, expected: list[str]) -> None:
    parts = {"styles": FONTS, "numbering": abstract(level(0, "decimal", "§iÒu %1.")) + number()}
    data = package(body + paragraph(run("Uû ban nh©n d©n giao", font(".VnTime"))), **parts)
    document = read_docx(with_part(data, "word/theme.xml", THEME))
    assert texts(document) == [*expected, "Uỷ ban nhân dân giao"]
    assert document.notes[0].code == "encoding-converted"


def with_part(data: bytes, name: str, content: str) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def test_unicode_in_legacy_fonts_is_untouched() -> None:
    body = "".join(
        paragraph(run(text, font(name)))
        for name in (".VnTime", ".VnTimeH", "VNI-Times")
        for text in ("Ủy ban nhân dân", "phân công và có", "Nam")
    )
    document = read_docx(package(body))
    assert texts(document) == ["Ủy ban nhân dân", "phân công và có", "Nam"] * 3
    assert not document.notes


def test_encoding_asked_for() -> None:
    data = package(paragraph("ch¬i Thõa"))
    assert texts(read_docx(data, ReadOptions(encoding="tcvn3"))) == ["chơi Thừa"]
    assert texts(read_docx(data, ReadOptions(encoding="utf-8"))) == ["ch¬i Thõa"]


def test_doubts_are_noted() -> None:
    skipped = read(paragraph("một") + "<w:altChunk/>")
    damaged = read(item("một"), numbering="<w:num")
    picture = read(paragraph("<w:r><w:drawing/></w:r>"))
    found = [document.notes[0].code for document in (skipped, damaged, picture)]
    assert found == ["content-skipped", "part-damaged", "no-text"]
    assert not read(paragraph("một")).notes


def repack(data: bytes, old: bytes, new: bytes, part: str = "word/document.xml") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name == part else content)
    return stream.getvalue()


def zipped(**files: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


PLAIN = package(paragraph("Kế hoạch"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
DEEP = package("<w:smartTag>" * 400 + paragraph("x") + "</w:smartTag>" * 400)
DEEP_CELLS = package("<w:tbl><w:tr><w:tc>" * 200 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 200)
DEEP_BOXES = package("<w:p><w:txbxContent>" * 200 + "</w:txbxContent></w:p>" * 200)
ENTITY = repack(PLAIN, b"<w:document", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document')


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "the file is empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "the file is encrypted"),
        (OLE, "the file is no .docx but an older Office document"),
        ("Kế hoạch".encode(), "the file is not a Word document (.docx)"),
        (zipped(mimetype="opendocument"), "the file is not a Word document (.docx)"),
        (zipped(word__document="<a/>"), "the file is not a Word document (.docx)"),
        (PLAIN[:-30], "the file is damaged or incomplete"),
        (PLAIN[:100], "the file is damaged or incomplete"),
        (repack(PLAIN, b"</w:body>", b""), "the file is damaged or incomplete"),
        (ENTITY, "the file is damaged or incomplete"),
        (package("<w:p/>" * 5_000_000), "the file unpacks to far more text than a document holds"),
        (DEEP, "the parts of the file are nested too deeply"),
        (DEEP_CELLS, "the parts of the file are nested too deeply"),
        (DEEP_BOXES, "the parts of the file are nested too deeply"),
    ],
    ids=[
        "empty", "encrypted", "doc", "text", "odt", "other zip", "truncated", "cut short", "unclosed",
        "entity", "bomb", "deep", "deep cells", "deep boxes",
    ],
)  # fmt: skip
def test_unreadable(data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_docx(data)
    assert caught.value.cause == cause


def test_encrypted_zip_entry() -> None:
    data = bytearray(PLAIN)
    data[data.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableError, match="encrypted"):
        read_docx(bytes(data))


def test_strict_documents_and_moved_parts() -> None:
    strict = repack(
        PLAIN,
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert texts(read_docx(strict)) == ["Kế hoạch"]
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        content = archive.read("word/document.xml")
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="/word/Document2.xml"/></Relationships>'
    )
    moved = zipped(**{"_rels/.rels": relations, "word/document2.xml": content})
    assert texts(read_docx(moved)) == ["Kế hoạch"]


def test_a_label_can_not_blow_the_text_up() -> None:
    numbering = abstract(level(0, "decimal", "%1" * 100_000)) + number()
    assert len(read(item("x"), numbering=numbering).text) < 1000


def test_damaged_trees_are_read_or_refused() -> None:
    body = (
        item("một")
        + table(row(cell(item("hai", level=1), RESTART)))
        + paragraph(box(paragraph("ba")) + FIELD)
    )
    parts = {"body": body, "numbering": OUTLINE + number(), "styles": STYLES}
    chance = random.Random(1)
    for _ in range(300):
        part = chance.choice(list(parts))
        words = parts[part].split("w:")
        first, second = chance.randrange(1, len(words)), chance.randrange(1, len(words))
        words[first], words[second] = words[second], words[first]
        try:
            read(**{**parts, part: "w:".join(words)})
        except UnreadableError as error:
            assert error.cause
