"""The readers of web pages: what a browser prints, which part of a page is the document, hostile pages."""

from __future__ import annotations

import base64
import quopri
import random
import re
from collections.abc import Callable

import pytest

import legacy
from khparse.document import Document, View
from khparse.errors import UnreadableError
from khparse.layout.blocks import arrange
from khparse.pipeline import parse_document
from khparse.readers import read as read_page_source
from khparse.readers.html.article import find_article
from khparse.readers.html.mhtml import read_mhtml
from khparse.readers.html.reader import read_html
from khparse.readers.html.styles import Styles
from khparse.readers.html.tree import parse
from khparse.readers.options import ReadOptions


def read(source: str, encoding: str = "utf-8") -> Document:
    return read_html(source.encode(encoding))


def lines(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


def paragraphs(source: str) -> list[str]:
    return [paragraph for paragraph in View(read(source)).text.split("\n") if paragraph]


def grid(source: str) -> list[tuple[int, int, int, str]]:
    document = read(source)
    return [
        (block.row, block.column, block.columns, " / ".join(document.text[a:b] for a, b in block.pieces))
        for block in document.blocks
        if block.table >= 0
    ]


# What a browser prints.


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Một\n  hai&nbsp;ba <b> bốn</b>\t.</p>", ["Một hai ba bốn ."]),
        ("<p>\x04SỞ NỘI VỤ\x05</p>", ["SỞ NỘI VỤ"]),
        ("<p>Mở<wbr>rộng, <span>liền</span>nhau</p>", ["Mởrộng, liềnnhau"]),
        ("Đầu<div>giữa<div>trong</div>sau</div>cuối", ["Đầu", "giữa", "trong", "sau", "cuối"]),
        ("<p>&nbsp;</p><p></p><p>Chỉ một<p>Hai", ["Chỉ một", "Hai"]),
        ("<p>KẾ HOẠCH<br>Phát triển du lịch<br/>năm 2026</p>", ["KẾ HOẠCH Phát triển du lịch năm 2026"]),
        ("<p>Đoạn trước.<br><br>Đoạn sau.</p>", ["Đoạn trước.", "Đoạn sau."]),
        ("<div>I. MỤC ĐÍCH<br>1. Nâng cao<br>- Chất lượng</div>", ["I. MỤC ĐÍCH", "1. Nâng cao", "- Chất lượng"]),
        ("<pre>1. Rà soát\n   hồ sơ;\n2. Báo cáo.</pre>", ["1. Rà soát hồ sơ;", "2. Báo cáo."]),
        ("<p>30 m<sup>2</sup> &#8211; 5&deg;C &lt;x&gt; &unknown;</p>", ["30 m2 – 5°C <x> &unknown;"]),
        ("<p style='text-transform: uppercase'>kế hoạch</p>", ["kế hoạch"]),
        ("<p>Còn<del>bỏ đi</del> <ins>thêm</ins></p>", ["Còn thêm"]),
        ("<p>a<script>x()</script>b<style>p{}</style><!-- c --><noscript>d</noscript></p>", ["ab"]),
        ("<span style='display:block'>Một</span><span style='display:block'>Hai</span>", ["Một", "Hai"]),
        ("<dl><dt>Sở Y tế</dt><dd>chủ trì</dd></dl>", ["Sở Y tế", "chủ trì"]),
    ],
)  # fmt: skip
def test_text(source: str, expected: list[str]) -> None:
    assert paragraphs(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ol><li>Một<li>Hai<ul><li>ba</ul></ol>", ["1. Một", "2. Hai", "• ba"]),
        ("<ol type=I start=3><li>A</li><li value=7>B</li><li>C</li></ol>", ["III. A", "VII. B", "VIII. C"]),
        ("<ol type=a><li>x<ol style='list-style-type:lower-roman'><li>y</ol></ol>", ["a. x", "i. y"]),
        ("<ol reversed><li>x<li>y</ol>", ["2. x", "1. y"]),
        ("<ul style='list-style:none'><li>x</ul>", ["x"]),
        ("<ul><li>- Sở Y tế;</ul>", ["- Sở Y tế;"]),
        ("<ol><li>1. Sở Y tế</ol>", ["1. Sở Y tế"]),
        ("<ol><li><p>Một</p><p>tiếp</p></li><li><p></p></li><li>Ba</ol>", ["1. Một", "tiếp", "3. Ba"]),
        ("<ol type=A start=27><li>x</ol><ol start=-1><li>y</ol><ol start=9999999999><li>z</ol>",
         ["AA. x", "-1. y", "1. z"]),
    ],
)  # fmt: skip
def test_list_labels(source: str, expected: list[str]) -> None:
    assert paragraphs(source) == expected


def test_list_that_libreoffice_cuts_goes_on() -> None:
    source = """<ol type=I><li><p>MỤC ĐÍCH</p><ol><li><p>Mục tiêu</p></ol></ol><p>Chung.</p>
        <ol type=I><ol start=2><li><p>Yêu cầu</p></ol><li><p>NỘI DUNG</p></ol>"""
    document = read(source)
    assert lines(document) == ["I. MỤC ĐÍCH", "1. Mục tiêu", "Chung.", "2. Yêu cầu", "II. NỘI DUNG"]
    assert [note.code for note in document.notes] == ["list-continued"]


def test_word_labels_are_printed() -> None:
    source = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--
        p.MsoNormal {mso-style-parent:""; font-family:"Times New Roman"} --></style>
        <!--[if gte mso 9]><xml><o:P>bỏ</o:P></xml><![endif]--></head><body lang=VI><div class=WordSection1>
        <p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
        <b><span
        style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span>
        </span></b>
        <![endif]><b>Mục đích<o:p></o:p></b></p>
        <p class=MsoNormal>Thường<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span
        class=MsoFootnoteReference>[1]</span></a>.<o:p>&nbsp;</o:p></p><p class=MsoToc1>Mục lục</p></div>
        <div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p
        class=MsoFootnoteText>
        <a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Ghi chú.</p>
        </div></div>
        <div style='mso-element:comment-list'><p>Nhận xét</p></div></body></html>"""
    document = read(source)
    assert [" ".join(line.split()) for line in lines(document)] == [
        "1. Mục đích", "Thường.", "Mục lục", "[1] Ghi chú.",
    ]  # fmt: skip
    assert [block.bold for block in document.blocks] == [True, False, False]


def test_google_docs_counters() -> None:
    source = """<html><head><style type="text/css">@import
        url('https://x/y');ol.lst-kix_a-0{list-style-type:none}
        .lst-kix_a-0 > li:before{content:"" counter(lst-ctn-kix_a-0,upper-roman) ". "}
        .lst-kix_a-1 > li:before{content:"" counter(lst-ctn-kix_a-0,decimal) "." counter(lst-ctn-kix_a-1,decimal) " "}
        .lst-kix_b-0>li:before{content:"\\0025cf   "}.c1{font-weight:700}@media
        print{.c2{display:none}}</style></head>
        <body><ol class="c9 lst-kix_a-0 start" start="1"><li class="c2"><span class="c1">MỤC ĐÍCH</span>
        </li></ol>
        <p class="c2"><span>Chung</span></p><ol class="lst-kix_a-0" start="2"><li><span>NỘI DUNG</span>
        </li></ol>
        <ol class="lst-kix_a-1 start" start="1"><li>Mục con</li></ol><ul class="lst-kix_b-0"><li>điểm</li></ul>
        <p>Thân<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><hr>
        <div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Ghi chú</span></p></div></body></html>"""
    document = read(source)
    assert [" ".join(line.split()) for line in lines(document)] == [
        "I. MỤC ĐÍCH",
        "Chung",
        "II. NỘI DUNG",
        "2.1 Mục con",
        "● điểm",
        "Thân",
        "[1] Ghi chú",
    ]
    assert [block.bold for block in document.blocks][:2] == [True, False]


@pytest.mark.parametrize(
    ("source", "bold"),
    [
        ("<p><b>Một</b> <strong>hai</strong></p>", True),
        ("<p><b>Một</b> hai</p>", False),
        ("<h2>Một</h2>", True),
        ("<p style='font-weight:bold'>Một</p>", True),
        ("<p style='font-weight: 700 !important'>Một</p>", True),
        ("<h2 style='font-weight:normal'>Một</h2>", False),
        ("<style>.b, .c {font-weight:bold} p{font:12pt x}</style><p><span class=b>Một</span></p>", True),
    ],
)
def test_bold(source: str, bold: bool) -> None:
    assert [block.bold for block in read(source).blocks] == [bold]


# Tables.


def test_merged_cells_are_once() -> None:
    source = """<table><thead><tr><th rowspan=2>TT<th colspan=2>Thời gian<th rowspan="2">Ghi chú
        <tr><th>Quý I<th>Quý II</thead><tfoot><tr><td colspan=4>Cộng</tfoot>
        <tr><td>1<td>x<td></td><td><p>a</p>2<br>- b</table>"""
    assert grid(source) == [
        (0, 0, 1, "TT"), (0, 1, 2, "Thời gian"), (0, 3, 1, "Ghi chú"), (1, 1, 1, "Quý I"), (1, 2, 1, "Quý II"),
        (2, 0, 1, "1"), (2, 1, 1, "x"), (2, 2, 1, ""), (2, 3, 1, "a / 2 / - b"), (3, 0, 4, "Cộng"),
    ]  # fmt: skip


def test_paragraphs_that_are_but_lines_are_joined() -> None:
    words = "Sở Y tế chủ trì, phối hợp với các đơn vị liên quan triển khai nhiệm vụ được giao trong năm 2025;".split()
    rows = [f"<div>{n}. {' '.join(words[:12])}</div><div>{' '.join(words[12:])}</div>" for n in range(1, 15)]
    assert paragraphs("".join(rows)) == [f"{n}. {' '.join(words)}" for n in range(1, 15)]


def test_table_in_a_cell_is_its_text() -> None:
    source = "<table><tr><td>1<td>Rà soát<table><tr><td>a<td>b</table><tr><td>2<td>Báo cáo</table>"
    assert [cell[3] for cell in grid(source)] == ["1", "Rà soát / a / b", "2", "Báo cáo"]


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td><p>Một</p><p>Hai</p><tr><td>Ba</table>",
        "<table><tr><td><td><p>Một</p><p>Hai</p><td> <tr><td>Ba</table>",
        "<table>Một<tr><td>Hai<tr><td>Ba</table>",
    ],
)
def test_table_of_one_column_is_paragraphs(source: str) -> None:
    document = read(source)
    assert sorted(lines(document)) == ["Ba", "Hai", "Một"]
    assert all(block.table < 0 for block in document.blocks)


# Which part of a page is the document.

HEAD = """<table width="100%"><tr><td align=center><b>UBND TỈNH NAM NINH</b><br><b>SỞ Y TẾ</b><br>-------<br>
    Số: 27/KH-SYT</td><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b><br>
    <i>Nam Ninh, ngày 05 tháng 3 năm 2025</i></td></tr></table>"""
BODY = """<p align=center><b>KẾ HOẠCH</b></p><p align=center><b>Phòng, chống dịch bệnh mùa hè năm 2025</b></p>
    <p>Căn cứ Luật Phòng, chống bệnh truyền nhiễm ngày 21/11/2007; thực hiện Chỉ thị số <a
        href="/vb/5">04/CT-UBND</a>
    ngày 11/02/2025 của UBND tỉnh về tăng cường phòng, chống dịch, Sở Y tế xây dựng Kế hoạch như sau:</p>
    <p><b>I. MỤC ĐÍCH, YÊU CẦU</b></p><p>1. Phát hiện sớm, xử lý kịp thời các ổ dịch, không để dịch lan
        rộng trong cộng
    đồng và giảm thấp nhất số người mắc, người tử vong do bệnh truyền nhiễm.</p><p><b>II. TỔ CHỨC THỰC
        HIỆN</b></p>
    <table border=1><tr><td>TT</td><td>Nội dung</td><td>Chủ trì</td><td>Thời gian</td></tr><tr><td>1</td>
    <td>Phun hóa chất diệt muỗi</td><td>Trung tâm Y tế</td><td>Tháng 5</td></tr><tr><td>2</td><td>Đánh giá</td>
    <td>Phòng Nghiệp vụ Y</td><td>Trước 15/12/2025</td></tr></table>
    <p>Trung tâm Kiểm soát bệnh tật chủ trì, phối hợp với các đơn vị giám sát, báo cáo Sở Y tế trước ngày
        20 hằng
    tháng để tổng hợp, báo cáo Ủy ban nhân dân tỉnh theo quy định./.</p>"""
CLOSING = """<table><tr><td><b><i>Nơi nhận:</i></b><br>- UBND tỉnh (b/c);<br>- Các đơn vị;<br>- Lưu: VT,
        NVY.</td>
    <td><b>KT. GIÁM ĐỐC<br>PHÓ GIÁM ĐỐC</b><br><br><b>Lê Thị Sáu</b></td></tr></table>"""
PLAN = HEAD + BODY + CLOSING
MENU = "".join(f'<li><a href="/m{n}">{name}</a></li>' for n, name in enumerate(
    ("Trang chủ", "Giới thiệu", "Văn bản", "Công báo", "Hỏi đáp", "Thủ tục hành chính", "Liên hệ")
))  # fmt: skip
LONG = """Nghị định mới quy định chi tiết chính sách hỗ trợ doanh nghiệp nhỏ và vừa, trong đó mức hỗ trợ tối đa được
    nâng lên so với trước đây và thủ tục được rút gọn đáng kể cho người nộp hồ sơ tại bộ phận một cửa."""
PROPERTIES = """<table><tr><td>Số hiệu:</td><td>27/KH-SYT</td><td>Loại văn bản:</td><td>Kế hoạch</td></tr>
    <tr><td>Nơi ban hành:</td><td>Tỉnh Nam Ninh</td><td>Người ký:</td><td>Lê Thị Sáu</td></tr><tr><td>Ngày
        ban hành:</td>
    <td>05/03/2025</td><td>Ngày hiệu lực:</td><td>Đã biết</td></tr></table>"""
RELATED = "".join(
    f'<li><a href="/v{n}">Kế hoạch {n}/KH-UBND về phòng cháy</a> 0{n}/03/2025</li>' for n in range(1, 7)
)


def archive(plan: str) -> str:
    """A page as archives of laws have it: tabs, properties, notices, related documents, one form around all."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Kế hoạch 27/KH-SYT năm 2025 phòng
        dịch do Sở Y tế
        tỉnh Nam Ninh ban hành</title></head><body><form id="aspnetForm"><input type="hidden"
        name="__VIEWSTATE">
        <div id="top"><ul class="menu">{MENU}</ul><div class="searchbox"><input name="q"><label>Tìm
        trong</label></div></div>
        <div class="breadcrumb"><a href="/">Trang chủ</a> » <a href="/vb">Văn bản</a> » Kế hoạch 27/KH-SYT</div>
        <table><tr><td class="left"><h3>Lĩnh vực</h3><ul>{MENU}</ul></td><td><h1>Kế hoạch 27/KH-SYT năm
        2025</h1>
        <div class="tab">{PROPERTIES}</div><p>Bạn phải <a href="/d">đăng nhập</a> để sử dụng đầy đủ tiện
        ích.</p>
        <div id="tab1"><div class="text">{plan}</div></div><div><h3>Văn bản liên quan</h3>
        <ul>{RELATED}</ul></div>
        <div class="hoi-dap"><b>Hỏi đáp pháp luật</b><p>{LONG}</p></div><div id="comments"><p>{LONG}</p>
        <textarea>Viết
        </textarea></div></td><td class="right"><p>{LONG}</p></td></tr></table><div class="footer"><p>Giấy
        phép số:
        27/GP-TTĐT ngày 09/05/2019. {LONG}</p></div></form><div class="cookie-bar">Trang này dùng
        cookie.</div></body></html>"""


def portal(plan: str) -> str:
    """A page as portals of provinces have it: tables in tables, no tags or names that say what is what."""
    cells = "".join(f"<TD><A href=/{n}>Mục {n}</A></TD>" for n in range(8))
    return f"""<HTML><HEAD><TITLE>Cổng thông tin</TITLE></HEAD><BODY><FORM><TABLE width=1000><TR><TD
        colspan=3>CỔNG THÔNG
        TIN ĐIỆN TỬ TỈNH NAM NINH<TR>{cells}<TR><TD valign=top><TABLE>{cells.replace("TD", "TR")}</TABLE>
        <TABLE><TR><TD>Thời
        tiết<TR><TD>28 độ</TABLE><TD><TABLE><TR><TD><a href=/>Trang chủ</a> &gt; Văn bản<TR><TD>Kế hoạch
        phòng dịch<TR><TD>
        <dl><dt>Số ký hiệu<dd>27/KH-SYT<dt>Ngày ban hành<dd>05/03/2025<dt>Cơ quan ban hành<dd>Sở Y
        tế<dt>Trích yếu<dd>{LONG}
        </dl><TR><TD><DIV class=ExternalClass01>{plan}</DIV><TR><TD><a href="javascript:print()">In
        trang</a> | Lượt xem: 12
        <TR><TD><b>Các tin khác</b><ul>{RELATED}</ul></TABLE><TD><TABLE><TR><TD>LIÊN KẾT WEBSITE<select>
        <option>-</select>
        <TR><TD>{LONG}</TABLE><TR><TD colspan=3>Bản quyền thuộc Sở Y tế. {LONG}</TABLE></FORM></BODY></HTML>"""


def application(plan: str) -> str:
    """A page made by scripts: nothing but `div` with names that say nothing."""
    pairs = (("Số hiệu", "27/KH-SYT"), ("Ngày ban hành", "05/03/2025"), ("Người ký", "Lê Thị Sáu"))
    box = "".join(f"<div class=r><div>{name}</div><div>{value}</div></div>" for name, value in pairs)
    menu = "".join(f'<a class=c href="/{n}">Mục {n}</a>' for n in range(8))
    aside = "".join(f'<div><a href="/q{n}">Bài {n} của tuần</a><div>{LONG}</div></div>' for n in range(3))
    return f"""<!DOCTYPE html><html><body><div id="root"><div class="a1"><div class="a2">{menu}</div>
        <button>OK</button></div>
        <div class="a3"><div class="a4"><div><a href="/">Trang chủ</a>/<a href="/v">Văn bản</a></div><h1>Kế
        hoạch</h1>
        <div class="a5">{box}</div><div class="a6"><div class="a7">{plan}</div></div><div><div>Văn bản liên
        quan</div>
        <div>{RELATED}</div></div></div><div class="a8"><div>Quan tâm nhiều</div>{aside}</div></div><div>©
        2025 Kho dữ liệu.
        {LONG}</div></div></body></html>"""


def library(plan: str) -> str:
    """A page without forms and without tags that say what is what; a summary stands above the document."""
    menu = "".join(f'<div class="mi"><a href="/{n}">Mục {n}</a></div>' for n in range(8))
    return f"""<!doctype html><html><head><title>Kế hoạch 27/KH-SYT</title></head><body><div class="hd">{menu}</div>
        <main><h1>Kế hoạch 27/KH-SYT năm 2025</h1><div><h2>Tóm tắt</h2><p>Ngày 05/3/2025, Sở Y tế ban hành Kế hoạch
        27/KH-SYT. {LONG}</p></div><div><div class="body">{plan}</div><p><a href="/en">Bản tiếng Anh</a></p></div>
        <div><h2>Giải đáp pháp luật</h2><p>{LONG}</p><p>{LONG}</p></div></main><div>© 2025. {LONG}</div></body>
        </html>"""


APPENDIX = """<div class="p2"><p><b>PHỤ LỤC</b></p><p>(Kèm theo Kế hoạch số 27/KH-SYT)</p><table><tr><td>Điểm</td>
    <td>Ngày</td></tr><tr><td>Chợ Mới</td><td>12/5</td></tr></table></div>"""
BROKEN = PLAN.replace("XÃ HỘI CHỦ", "XÃ HỘI</b></p><p><b>CHỦ").replace(
    "UBND TỈNH", "ỦY BAN NHÂN</b></p><p><b>DÂN TỈNH"
)


@pytest.mark.parametrize(
    ("page", "plan"),
    [
        *((page, plan) for page in (archive, portal, application) for plan in (PLAN, BODY + CLOSING)),
        *((page, f"<div>{PLAN}</div>{APPENDIX}") for page in (archive, portal, application, library)),
        (library, PLAN), (archive, BROKEN), (application, PLAN.replace("<p>", "<p><font size=2>")),
    ],
)  # fmt: skip
def test_page_gives_its_document(page: Callable[[str], str], plan: str) -> None:
    alone, found = read(f"<body>{plan}</body>"), read(page(plan))
    assert lines(found) == lines(alone)
    assert [block.pieces for block in arrange(found.text, found.blocks)]
    assert [(b.table, b.row, b.column) for b in found.blocks] == [
        (b.table, b.row, b.column) for b in alone.blocks
    ]


@pytest.mark.parametrize("page", [archive, portal, application])
def test_what_the_page_says(page: Callable[[str], str]) -> None:
    parsed = parse(page(PLAN))
    _, properties = find_article(parsed, Styles(parsed.sheets))
    assert properties.described["number"] == "27/KH-SYT"
    assert properties.described["date"] == "2025-03-05"


def test_properties_of_an_archive() -> None:
    parsed = parse(archive(PLAN))
    _, properties = find_article(parsed, Styles(parsed.sheets))
    assert {name: value for name, value in properties.described.items() if name != "title"} == {
        "number": "27/KH-SYT", "doc_type": "Kế hoạch", "issuer": "Tỉnh Nam Ninh", "signer": "Lê Thị Sáu",
        "date": "2025-03-05",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<title>Kế hoạch 12/KH-UBND năm 2025 về du lịch do tỉnh Nam Ninh ban hành</title>",
         {"number": "12/KH-UBND", "doc_type": "Kế hoạch", "issuer": "tỉnh Nam Ninh"}),
        ("<title>Chỉ thị số 05-CT/TU về tiết kiệm | Trang tin</title>", {"number": "05-CT/TU", "doc_type": "Chỉ thị"}),
        ("<title>Ban hành 12/KH-UBND</title>", {}),
        ('<script type="application/ld+json">[{"@graph":[{"@type":"Legislation","legislationIdentifier":"9/KH-SNV",'
         '"legislationDate":"2025-02-03","legislationPassedBy":{"name":"Sở Nội vụ"}}]}]</script>',
         {"number": "9/KH-SNV", "date": "2025-02-03", "issuer": "Sở Nội vụ"}),
        ('<script type="application/ld+json">{"a": [[[[</script>', {}),
        ('<meta property="article:published_time" content="2026-03-19T08:15:00+07:00">', {"published": "2026-03-19"}),
        ("<table><tr><td>Số hiệu<td>Ngày ban hành<td>Trích yếu<tr><td>1/KH-UBND<td>01/02/2024<td>a<tr><td>2/KH-UBND"
         "<td>02/02/2024<td>b<tr><td>3/KH-UBND<td>03/02/2024<td>c</table>", {}),
        ("<ul><li>Số hiệu: 5/KH-SCT<li>Ngày ban hành: ngày 3 tháng 4 năm 2025<li>Người ký: ***</ul>",
         {"number": "5/KH-SCT", "date": "2025-04-03"}),
        ("<ul><li>Số hiệu: Đã biết<li>Ngày ban hành: 40/13/2025<li>Người ký: Lê A</ul>", {"signer": "Lê A"}),
    ],
)  # fmt: skip
def test_described(source: str, expected: dict[str, str]) -> None:
    page = parse(f"<html><head>{source}</head><body><p>x</p></body></html>")
    _, properties = find_article(page, Styles([]))
    assert {name: value for name, value in properties.described.items() if name != "title"} == expected


NEWS = f"""<html><head><title>Sẵn sàng cho mùa du lịch năm 2026 - Báo Nam Ninh</title></head><body><header>
    <h1>Báo Nam Ninh</h1><nav><ul>{MENU}</ul></nav></header><div class=main>
    <h1>Sẵn sàng cho mùa du lịch năm 2026</h1><div><span>Thứ Năm,
    19/03/2026</span><div class="social-share"><a href="/f">Facebook</a></div></div><p class="sapo">UBND
        tỉnh vừa ban hành
    Kế hoạch số 87/KH-UBND ngày 12/3/2026.</p><div class="detail"><p>Đoạn một. {LONG}</p><p>Đoạn hai. {LONG}</p>
    <div class="box-lienquan"><a href="/1">Khai mạc lễ hội</a></div><p>Đoạn ba. {LONG}</p><p>Thu Thảo</p></div>
    <div class="box-comment"><h3>Ý kiến bạn đọc (2)</h3><p>{LONG}</p></div><h2>Tin cùng chuyên mục</h2>
        <div><p>{LONG}</p></div>
    </div><aside><h3>Đọc nhiều</h3><p>{LONG}</p></aside><footer><p>{LONG}</p></footer><div
        style="display:none">Vui lòng đăng
    nhập.</div></body></html>"""


def test_article_of_a_news_site() -> None:
    starts = [line[:9] for line in lines(read(NEWS))]
    assert starts == [
        "Sẵn sàng ",
        "Thứ Năm, ",
        "UBND tỉnh",
        "Đoạn một.",
        "Đoạn hai.",
        "Đoạn ba. ",
        "Thu Thảo",
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>Ẩn</p>", "<p style='DISPLAY: none'>Ẩn</p>", "<div aria-hidden=true><p>Ẩn</p></div>",
        "<span style='visibility:hidden'>Ẩn</span>", "<p class='x sr-only'>Ẩn</p>", "<p style='mso-hide:all'>Ẩn</p>",
        "<p style='position:absolute;left:-9999px'>Ẩn</p>", "<style>.q{display:none}</style><p class=q>Ẩn</p>",
    ],
)  # fmt: skip
def test_hidden(hidden: str) -> None:
    assert lines(read(f"<p>Hiện</p>{hidden}")) == ["Hiện"]


def test_hidden_page_is_read() -> None:
    assert "Nơi nhận:" in read(f"<body><p>Mở tab</p><div style='display:none'>{PLAN}</div></body>").text


def test_notice_within_a_document() -> None:
    notice = "<div>Bạn phải <a href=/d>đăng nhập</a> để xem tiếp.</div>"
    plan = PLAN.replace("<p><b>II.", f"{notice}<p><b>II.")
    assert lines(read(archive(plan))) == lines(read(PLAN))


def test_sentences_of_a_document_are_no_notices() -> None:
    tasks = (
        "- Đăng ký ngay danh mục nhiệm vụ.",
        "Để công dân đăng nhập tài khoản định danh.",
        "Đánh giá",
        "Lược đồ",
    )
    plan = PLAN.replace("<p><b>II.", "".join(f"<p>{task}</p>" for task in tasks) + "<p><b>II.")
    assert set(tasks) < set(lines(read(archive(plan))))


def test_page_without_dense_text_is_kept() -> None:
    assert lines(read("<nav>Mục</nav><div><p>Số: 5/KH-SYT</p><p>Kế hoạch</p></div>")) == [
        "Số: 5/KH-SYT",
        "Kế hoạch",
    ]


# Encodings.


@pytest.mark.parametrize(
    "data",
    [
        PLAN.encode(), b"\xef\xbb\xbf" + PLAN.encode(), PLAN.encode("utf-16"), PLAN.encode("utf-16-be"),
        b"<meta charset=iso-8859-1>" + PLAN.encode(), legacy.cp1258(PLAN),
        b"<meta http-equiv=Content-Type content='text/html; charset=windows-1258'>" + legacy.cp1258(PLAN),
        PLAN.encode("ascii", "xmlcharrefreplace"), legacy.ENCODERS["vni"](PLAN),
        legacy.ENCODERS["vni"](f"<font face='VNI-Times'>{PLAN}</font>"),
        legacy.pasted(legacy.ENCODERS["vni"](f"<font face='VNI-Times'>{PLAN}</font>")).encode(),
        b"<meta charset=x-viet-tcvn5712>" + legacy.ENCODERS["tcvn3"](PLAN),
        legacy.pasted(legacy.ENCODERS["tcvn3"](f"<p style='font-family:.VnTime'>{PLAN}")).encode(),
        b"<meta charset=viscii>" + legacy.ENCODERS["viscii"](PLAN),
    ],
)  # fmt: skip
def test_encodings(data: bytes) -> None:
    assert [line.lower() for line in lines(read_html(data))] == [line.lower() for line in lines(read(PLAN))]


def test_encoding_asked_for() -> None:
    data = legacy.ENCODERS["vni"]("<p>Keá hoaïch</p>") + legacy.ENCODERS["vni"]("<p>Kế hoạch</p>")
    assert lines(read_html(data, ReadOptions(encoding="vni")))[-1] == "Kế hoạch"


def test_xhtml_closes_what_html_cannot() -> None:
    source = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]>
        <html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x"/></head><body><p/>
        <p>Kế<br/>hoạch &e;</p>
        <div/><p>Hai</p></body></html>"""
    assert paragraphs(source) == ["Kế hoạch &e;", "Hai"]


# MHTML.


def archive_file(content: bytes, encoding: str, charset: str = "utf-8", kind: str = "text/html") -> bytes:
    head = f"""From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r
\ttype="text/html";\r\n\tboundary="----Part--x"\r\n\r\n\r\n------Part--x\r\nContent-Type: {kind}; charset={charset}\r
Content-Transfer-Encoding: {encoding}\r\nContent-Location: https://x/y\r\n\r\n"""
    rest = "\r\n------Part--x\r\nContent-Type: image/png\r\n\r\nPNG\r\n------Part--x--\r\n"
    return head.encode() + content + rest.encode()


@pytest.mark.parametrize(
    "data",
    [
        archive_file(quopri.encodestring(PLAN.encode()), "quoted-printable"),
        archive_file(base64.encodebytes(PLAN.encode()), "BASE64"),
        archive_file(PLAN.encode(), "8bit"),
        archive_file(base64.encodebytes(PLAN.encode("utf-16")), "base64", "unicode"),
        archive_file(legacy.cp1258(PLAN), "binary", "windows-1258"),
        archive_file(PLAN.encode(), "8bit")[: -len("------Part--x--\r\n")],
        b"Content-Type: text/html; charset=utf-8\r\nMIME-Version: 1.0\r\n\r\n" + PLAN.encode(),
    ],
)  # fmt: skip
def test_mhtml(data: bytes) -> None:
    document = read_mhtml(data)
    assert document.format == "mhtml"
    assert lines(document) == lines(read(PLAN))


@pytest.mark.parametrize(
    "data", [b"", b"Content-Type: multipart/related\r\n\r\nx", archive_file(b"x", "8bit", kind="text/css")]
)
def test_mhtml_without_page(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="without the page"):
        read_mhtml(data)


# Hostile pages.


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 2500 + "sâu" + "</div>" * 2500 + "<p>cuối</p>",
        "<table><tr>" + "<td>x" * 20_000 + "</table>",
        "<table><tr><td colspan=1000000 rowspan=1000000>x<td>y" + "<tr><td colspan=99999>z" * 2000 + "</table>",
        "<table><tr><td>" * 700 + "x",
        "<ol>" * 900 + "<li>x",
        "<p " + "a='b' " * 50_000 + ">x</p>",
        "<p title='" + "x" * 500_000 + "'>x",
        "<img src='data:image/png;base64," + "A" * 3_000_000 + "'><p>x",
        "<" * 200_000, "&" * 200_000, "&#x110000;&#0;&#55296;x" * 1000, "x" + "<!--" * 50_000, "</p>" * 50_000 + "x",
        "<!DOCTYPE x [" + "".join(f'<!ENTITY a{n + 1} "&a{n};&a{n};">' for n in range(99)) + "]><p>&a99;x",
        "<style>" + "{" * 100_000 + ".a" * 100_000 + "</style>x", "<p>tin khác</p>" * 5000 + "x",
        "<p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>" * 3000, "<p><b>x" * 20_000, "<i hidden>x</i>" * 20_000 + "x",
        "<a href=#a name=a>1</a>" * 5000 + "<a href=#b name=c>1</a>", "x\0\ufffe",
    ],
)  # fmt: skip
def test_hostile_pages(source: str) -> None:
    assert read(source).text.strip()


def test_refused_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableError, match="too deep"):
        read("<div>" * 100_000 + "x")
    monkeypatch.setattr("khparse.readers.html.tree._MOST_ELEMENTS", 1000)
    with pytest.raises(UnreadableError, match="millions of elements"):
        read("<p>x" * 1200)


def test_wide_table_is_bounded() -> None:
    cells = grid("<table><tr>" + "<td>x" * 20_000 + "<tr><td>y<td>z</table>")
    assert max(cell[1] for cell in cells) == 199


def test_damaged_pages() -> None:
    """Whatever bytes come, there is a document or a line that says why not."""
    chance = random.Random(7)
    files = [
        archive(PLAN).encode(),
        portal(PLAN).encode("utf-16"),
        archive_file(base64.encodebytes(NEWS.encode()), "base64"),
    ]
    for number in range(240):
        data = bytearray(files[number % 3])
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if number % 4 == 0:
            del data[chance.randrange(len(data)) :]
        try:
            (read_mhtml if number % 3 == 2 else read_html)(bytes(data))
        except UnreadableError as error:
            assert re.fullmatch(r"it .+", error.cause)


# What the page says of its document fills blanks.


@pytest.mark.parametrize(
    ("number", "date", "said", "expected"),
    [
        ("Số: /KH-UBND", "ngày tháng 3 năm 2024", True, ("12", "KH-UBND", "2024-03-05", "Lê Thị Mận")),
        ("Số: 9/KH-UBND", "ngày 7 tháng 3 năm 2024", True, ("9", "KH-UBND", "2024-03-07", "Lê Thị Mận")),
        ("Số: /KH-SNV", "ngày tháng 4 năm 2024", True, (None, "KH-SNV", "2024-04", "Lê Thị Mận")),
        ("Số: /KH-UBND", "ngày tháng 3 năm 2024", False, (None, "KH-UBND", "2024-03", None)),
    ],
    ids=["blanks", "printed ones stay", "contradictions stay blank", "nothing said"],
)
def test_page_fills_blanks(number: str, date: str, said: bool, expected: tuple[str | None, ...]) -> None:
    rows = {
        "Số hiệu": "12/KH-UBND",
        "Loại văn bản": "Kế hoạch",
        "Ngày ban hành": "05/03/2024",
        "Người ký": "Lê Thị Mận",
    }
    table = "".join(f"<tr><td>{name}:</td><td>{value}</td></tr>" for name, value in rows.items())
    head = [
        "UBND HUYỆN AN LÃO",
        number,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        f"An Lão, {date}",
        "KẾ HOẠCH",
        "Trồng cây",
    ]
    body = ["I. MỤC ĐÍCH", "1. Trồng 1.000 cây xanh trong toàn huyện, chăm sóc và bảo vệ."] * 3
    text = "".join(f"<p>{line}</p>" for line in head + body)
    page = f"<html><body>{f'<table>{table}</table>' * said}<div id=content>{text}</div></body></html>"
    document = read_page_source(page.encode(), "a.html")
    plan = parse_document(document)
    found = plan.metadata
    assert found.number and found.date
    signer = plan.signature.name if plan.signature else None
    assert (found.number.number, found.number.symbol, found.date.edtf, signer) == expected
    for fact in (found.number, found.date):
        assert document.text[fact.span.start : fact.span.end] == fact.text
    assert ("from-page-metadata" in {note.code for note in plan.notes}) == said
