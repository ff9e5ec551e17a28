"""PDF files: what their pages print, which of them can't be used, and what no file may do.

`office.pdf` is printed by LibreOffice, whose serif font lacks half of the Vietnamese letters: a second one prints
them. The other files are written here, byte by byte.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khparse.document import Document, View
from khparse.errors import UnreadableError
from khparse.layout.page.model import Page, Word
from khparse.layout.page.sheet import sheet_of
from khparse.readers import read
from khparse.readers.options import ReadOptions
from khparse.readers.pdf import health
from khparse.readers.pdf.file import opened
from khparse.readers.pdf.pages import TextPage, read_page
from khparse.readers.pdf.reader import read_pdf

if TYPE_CHECKING:
    from khparse.readers.ocr.pages import Picture

DATA = Path(__file__).parent / "data" / "pdf"
NEVER = ReadOptions(ocr="never")
LETTERS = "".join(map(chr, range(32, 127))) + (
    "ĐđƠơƯưĂăÂâÊêÔôÁáÀàẢảẠạẤấẦầẨẩẬậẮắẰằẶặÉéẹẻẾếỀềỂểỆệÍíÌìỉỊịÓóọỐốỒồổỘộỚớờởỢợÚúùủụỨứừửữỰựýỷ"
    "\u0301\u0323ﬁ\u00ad\uf0b7\ue001Ӝ"
)

OTHERS = f" {LETTERS[95:]}{LETTERS[1:95]}"  # of the second font: Vietnamese ones in place of ASCII


def font(name: str, letters: str) -> str:
    """A font of letters of half a unit each, which codes from 32 on print; glyphs have those below 127."""
    pairs = "".join(
        f"<{32 + index:02x}> <{letter.encode('utf-16-be').hex()}>\n" for index, letter in enumerate(letters)
    )
    cmap = f"1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar {pairs} endbfchar"
    widths = " ".join(["500"] * len(letters))
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /FirstChar 32 /LastChar {31 + len(letters)}"
        f" /Widths [{widths}] /ToUnicode STREAM{len(cmap)} {cmap}"
    )


def show(text: str, x: float, y: float, size: float = 12, face: str = "F1", matrix: str = "1 0 0 1") -> str:
    """The operators that print a text, 6 points a letter at size 12."""
    letters = OTHERS if face == "F2" else LETTERS
    codes = "".join(f"{32 + letters.index(letter):02x}" for letter in text)
    return f"BT /{face} {size} Tf {matrix} {x} {y} Tm <{codes}> Tj ET\n"


def side(matrix: str, x: float, y: float, next_x: float, next_y: float) -> str:
    """Two lines that a matrix turns."""
    return show("Sở Nội vụ", x, y, matrix=matrix) + show("Tỉnh", next_x, next_y, matrix=matrix)


def pdf(
    *contents: str,
    fonts: tuple[str, ...] = ("Serif",),
    page: str = "",
    xobject: str = "",
    packed: bool = False,
) -> bytes:
    """A file with a page for each content; `xobject` is the content of the form `/X`, which may draw itself."""
    objects: dict[int, bytes] = {}
    faces = []
    for index, name in enumerate(fonts):
        body, _, cmap = font(name, OTHERS if index else LETTERS).partition(" /ToUnicode STREAM")
        objects[100 + 2 * index] = f"{body} /ToUnicode {101 + 2 * index} 0 R >>".encode()
        cmap = cmap.partition(" ")[2]
        objects[101 + 2 * index] = _stream(cmap)
        faces.append(f"/F{index + 1} {100 + 2 * index} 0 R")
    form = "/XObject << /X 90 0 R >>" if xobject else ""
    resources = f"<< /Font << {' '.join(faces)} >> {form} >>"
    if xobject:
        head = f"<< /Type /XObject /Subtype /Form /BBox [0 0 600 850] /Resources {resources} /Length {len(xobject)} >>"
        objects[90] = f"{head}\nstream\n{xobject}\nendstream".encode()
    kids = " ".join(f"{1000 + index} 0 R" for index in range(len(contents)))
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode()
    streams = {content: 20000 + index for index, content in enumerate(dict.fromkeys(contents))}
    for index, content in enumerate(contents):
        objects[1000 + index] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources}"
            f" /Contents {streams[content]} 0 R {page} >>"
        ).encode()
    for content, number in streams.items():
        data = zlib.compress(content.encode(), 9) if packed else content.encode()
        kind = b"/Filter /FlateDecode" if packed else b""
        objects[number] = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), kind, data)
    return _written(objects)


def _stream(content: str) -> bytes:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream".encode()


def _written(objects: dict[int, bytes]) -> bytes:
    parts = [b"%PDF-1.7\n"]
    offsets: dict[int, int] = {}
    position = len(parts[0])
    for number, body in objects.items():
        offsets[number] = position
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        position += len(parts[-1])
    table = b"".join(
        b"%d 1\n%010d 00000 n \n" % (number, offset) for number, offset in sorted(offsets.items())
    )
    size = max(objects) + 1
    parts.append(b"xref\n%s" % table)
    parts.append(b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (size, position))
    return b"".join(parts)


def lines(data: bytes) -> list[str]:
    return read_pdf(data, NEVER).text.split("\n")[:-1]


# --- What pages print --------------------------------------------------------------------------------------


def blocks(document: Document) -> list[tuple[int, int, int, bool, str]]:
    view = View(document)
    return [
        (p.block.table, p.block.row, p.block.column, p.block.bold, view.text[p.start : p.end])
        for p in view.paragraphs
    ]


def test_office_file() -> None:
    document = read((DATA / "office.pdf").read_bytes(), "office.pdf")
    found = blocks(document)
    assert (document.pages, document.ocr, document.notes) == (2, False, [])
    assert [text for *_, text in found[:8]] == [
        "UBND TỈNH SÓC TRĂNG",
        "SỞ XÂY DỰNG",
        "Số: 415/KH-SXD",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sóc Trăng, ngày 07 tháng 4 năm 2025",
        "KẾ HOẠCH",
        "Kiểm tra công tác quản lý trật tự xây dựng trên địa bàn tỉnh Sóc Trăng, trọng tâm các khu dân cư mới năm"
        " 2025",
    ]
    assert (-1, -1, -1, True, "II. NỘI DUNG") in found
    table = [cell for cell in found if cell[0] == 0]  # over both pages, its header printed twice
    assert len(table) == 24
    assert table[-3:] == [
        (0, 5, 1, False, "Kiểm tra việc cấp giấy phép xây dựng và quản lý sau cấp phép tại huyện Kế Sách"),
        (0, 5, 2, False, "Phòng Hạ tầng kỹ thuật"),
        (0, 5, 3, False, "Tháng 8/2025"),
    ]
    assert [text for *_, text in found[-8:]] == [
        "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Thanh tra Sở để tổng hợp, báo cáo"
        " Giám đốc Sở xem xét, quyết định./.",
        "Nơi nhận:",
        "- UBND tỉnh (b/c);",
        "- Các huyện, thị xã;",
        "- Lưu: VT, TTr.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Lâm Ngọc Bích",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (show("Sở Nội vụ", 72, 700), ["Sở Nội vụ"]),
        # two fonts, each with the letters that the other one lacks
        (
            "BT /F1 12 Tf 1 0 0 1 72 700 Tm [<5468> -500 <63206869> -500 <6e>] TJ ET\n"
            + show("ự", 84, 700, face="F2") + show("ệ", 114, 700, face="F2"),
            ["Thực hiện"],
        ),
        # marks on their own, drawn behind the letters of the whole line
        (show("Viêt Nam", 72, 700) + show("\u0323", 84, 700, face="F2"), ["Việt Nam"]),
        (show("Nô\u0323i vu\u0323", 72, 700), ["Nội vụ"]),
        (show("ﬁ \uf0b7 a\u00adb", 72, 700), ["fi • a-b"]),
        # right to left in the file, left to right on the page
        (show("vụ", 114, 700) + show("Nội", 90, 700) + show("Sở", 72, 700), ["Sở Nội vụ"]),
        # a word in two objects
        (show("Nội v", 72, 700) + show("ụ", 102, 700, face="F2"), ["Nội vụ"]),
        # invisible letters of a scanner's program
        ("3 Tr " + show("Sở Nội vụ", 72, 700), ["Sở Nội vụ"]),
        # beyond the page; aslant; on its side among upright text
        (show("Sở", 700, 700) + show("Nội", 72, 700), ["Nội"]),
        (show("MẬT", 72, 400, matrix="0.7 0.7 -0.7 0.7") + show("Nội", 72, 700), ["Nội"]),
        (show("ĐẾN", 72, 400, matrix="0 1 -1 0") + show("Nội vụ", 72, 700), ["Nội vụ"]),
        # all of it on its side
        (side("0 1 -1 0", 300, 72, 320, 72), ["Sở Nội vụ", "Tỉnh"]),
        (side("0 -1 1 0", 300, 400, 280, 400), ["Sở Nội vụ", "Tỉnh"]),
        (side("-1 0 0 -1", 300, 400, 300, 420), ["Sở Nội vụ", "Tỉnh"]),
        ("", []),
    ],
)  # fmt: skip
def test_text_of_a_page(content: str, expected: list[str]) -> None:
    assert lines(pdf(content, fonts=("Serif", "Other"))) == expected


def test_small_print_beside_large_print_has_lines_of_its_own() -> None:
    left = show("- Như trên;", 72, 700, 10) + show("- Lưu.", 72, 688, 10)
    right = show("KT. GIÁM ĐỐC", 300, 694, 14) + show("PHÓ GIÁM ĐỐC", 300, 678, 14)
    assert lines(pdf(show("Nơi nhận:", 72, 712, 10) + left + right)) == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
    ]


def test_pieces_of_words_in_two_fonts_hide_no_gutter() -> None:
    content = (
        show("S", 72, 700)
        + show("ở", 78, 700, face="F2")
        + show(" N", 84, 700)
        + show("ộ", 96, 700, face="F2")
    )
    content += show("i v", 102, 700) + show("ụ", 120, 700, face="F2") + show("Độc l", 300, 700)
    content += show("ậ", 330, 700, face="F2") + show("p", 336, 700)
    with opened(pdf(content, fonts=("Serif", "Other"))) as file, file.page(0) as page:
        rows = sheet_of(read_page(page).page).rows
    assert [[line.text for line in row] for row in rows] == [["Sở Nội vụ", "Độc lập"]]


@pytest.mark.parametrize(
    "frame",
    ["71 679 202 42 re 72 680 200 40 re f* 171 679 102 42 re 172 680 100 40 re f*"],
)
def test_filled_frames_are_rules(frame: str) -> None:
    document = read_pdf(pdf(frame + "\n" + show("Một", 80, 696) + show("Hai", 180, 696)))
    assert [(block.row, block.column) for block in document.blocks if block.table >= 0] == [(0, 0), (0, 1)]


def test_title_of_spaced_letters() -> None:
    content = show("K Ế", 250, 700) + show("H O Ạ C H", 292, 700) + show("Năm 2025", 260, 684)
    assert lines(pdf(content)) == ["K Ế H O Ạ C H", "Năm 2025"]


def test_turned_page() -> None:
    content = show("Sở Nội vụ", 300, 72, matrix="0 1 -1 0")
    with opened(pdf(content, page="/Rotate 90")) as file, file.page(0) as page:
        found = read_page(page).page
    assert (found.width, found.height) == (842, 595)
    assert [(word.text, round(word.left)) for word in found.words] == [("Sở Nội vụ", 72)]


def test_hyphen_at_the_end_of_a_line() -> None:
    content = show("Quyết định của tỉnh số 12/2024/QĐ-", 72, 700) + show("UBND ngày 05/3/2024.", 72, 684)
    assert lines(pdf(content)) == ["Quyết định của tỉnh số 12/2024/QĐ-UBND ngày 05/3/2024."]


@pytest.mark.parametrize(
    ("fonts", "content", "bold"),
    [
        (("Serif-BoldMT",), show("Nội vụ", 72, 700), True),
        (("Times,Bold",), show("Nội vụ", 72, 700), True),
        (("Serif",), "2 Tr " + show("Nội vụ", 72, 700), True),
        (("Serif",), show("Nội vụ", 72, 700), False),
        (("Serif-Bold", "Serif"), show("Nội", 72, 700) + show("vụ", 96, 700, face="F2"), False),
    ],
)
def test_bold(fonts: tuple[str, ...], content: str, bold: bool) -> None:
    assert [block.bold for block in read_pdf(pdf(content, fonts=fonts), NEVER).blocks] == [bold]


GRID = show("TT", 74, 700) + show("Nội dung", 124, 700) + show("1", 74, 680) + show("Rà soát", 124, 680)
BOX = "72 672 200 44 re S 72 694 m 272 694 l S 120 672 m 120 716 l S\n"
BARS = "".join(f"72 {y} 200 0.5 re f\n" for y in (672, 694, 716)) + "".join(
    f"{x} 672 0.5 44 re f\n" for x in (72, 120, 272)
)
PATH = "72 672 m 272 672 l 272 716 l 72 716 l h 72 694 m 272 694 l 120 672 m 120 716 l S\n"


@pytest.mark.parametrize("drawing", [BOX, BARS, PATH, f"q 2 0 0 2 0 0 cm {BOX.replace('72', '36')} Q"])
def test_ruled_table(drawing: str) -> None:
    if "cm" in drawing:
        drawing = "q 2 0 0 2 0 0 cm 36 336 100 22 re S 36 347 m 136 347 l S 60 336 m 60 358 l S Q\n"
    found = [(b.table, b.row, b.column) for b in read_pdf(pdf(drawing + GRID), NEVER).blocks]
    assert found == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]


def test_table_in_a_form() -> None:
    content = "q 1 0 0 1 100 0 cm /X Do Q"
    found = [b.table for b in read_pdf(pdf(content, xobject=BOX + GRID), NEVER).blocks]
    assert found == [0, 0, 0, 0]


def test_line_of_one_object_through_two_cells() -> None:
    both = "BT /F1 12 Tf 1 0 0 1 74 680 Tm [<31> -3500 <32>] TJ ET\n"
    document = read_pdf(pdf(BOX + show("TT", 74, 700) + show("Số", 124, 700) + both), NEVER)
    assert document.text.split() == ["TT", "Số", "1", "2"]


def test_header_on_its_side() -> None:
    side = show("Rà soát", 150, 674, matrix="0 1 -1 0")
    drawing = "72 672 200 88 re S 72 738 m 272 738 l S 120 672 m 120 760 l S\n"
    content = drawing + show("TT", 74, 745) + show("Nội dung", 124, 745) + show("Nhiệm vụ", 74, 700) + side
    assert lines(pdf(content)) == ["TT", "Nội dung", "Nhiệm vụ", "Rà soát", ""]


def test_footnote() -> None:
    content = show("Kế hoạch số 88/KH-SNV", 72, 700) + show("1", 198, 704, 7) + show("ngày", 208, 700)
    content += "72 100 140 0.5 re f\n" + show("1", 72, 90, 6) + show("Sửa đổi năm 2024.", 78, 86, 9)
    assert lines(pdf(content)) == ["Kế hoạch số 88/KH-SNV[1] ngày", "[1] Sửa đổi năm 2024."]


def test_legacy_fonts() -> None:
    sentence = "Uû ban nh©n d©n tØnh ban hµnh kÕ ho¹ch c«ng t¸c n¨m nay"
    letters = f" {''.join(dict.fromkeys(sentence.replace(' ', '')))}"
    codes = "".join(f"{32 + letters.index(letter):02x}" for letter in sentence)
    body, _, cmap = font(".VnTime", letters).partition(" /ToUnicode STREAM")
    cmap = cmap.partition(" ")[2]
    data = _written(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            4: _stream(f"BT /F1 12 Tf 72 700 Td <{codes}> Tj ET"),
            5: f"{body} /ToUnicode 6 0 R >>".encode(),
            6: _stream(cmap),
        }
    )
    document = read_pdf(data, NEVER)
    assert document.text == "Uỷ ban nhân dân tỉnh ban hành kế hoạch công tác năm nay\n"
    assert [note.code for note in document.notes] == ["encoding-converted"]


# --- Whether text can be used ------------------------------------------------------------------------------

PLAIN = (
    "Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh về cải cách hành chính, Sở Nội vụ xây dựng Kế hoạch như sau:"
    " các phòng chủ trì, phối hợp với đơn vị có liên quan tổng hợp, báo cáo trước ngày 20 hằng tháng."
)


@pytest.mark.parametrize(
    ("text", "is_scan", "expected"),
    [
        (PLAIN, False, False),
        (PLAIN, True, False),
        (PLAIN.upper(), False, False),
        ("The committee shall report to the people of the province every month. " * 4, False, False),
        ("Thuc hien Ke hoach cua Uy ban nhan dan tinh ve cai cach hanh chinh " * 4, False, False),
        ("Thuc hien Ke hoach cua Uy ban nhan dan tinh ve cai cach hanh chinh " * 4, True, True),
        (PLAIN.replace("ự", "\ue001").replace("ế", "\ue002").replace("h", "\ue003"), False, True),
        (PLAIN.replace("ự", "Ӝ").replace("ế", "ӑ").replace("ộ", "ѭ"), False, True),
        (PLAIN.replace("ng", "ệx").replace("h", "ởz"), False, True),
        (" ".join("CNGHXHICHNGHAVITNAMCLPTDOHNHPHC" * 6), False, True),
    ],
)
def test_broken_text(text: str, is_scan: bool, expected: bool) -> None:
    assert health.is_broken(text, is_scan) == expected


def layer(text: str, pictures: float, is_drawn: bool = True) -> TextPage:
    return TextPage(Page(595, 842, [Word(text, 0, 0, 1, 1)] if text else []), [""], pictures, is_drawn)


def test_faults() -> None:
    stamp = "Trung tâm Công báo 21.03.2018 16:41:00 +07:00"
    pages = [
        layer(PLAIN, 0.0),
        layer("", 0.9),
        layer(stamp, 0.9),
        layer("", 0.0, is_drawn=False),
        layer("Lâm Ngọc Bích", 0.1),
        layer(PLAIN * 2, 1.0),
        layer("Thuc hien Ke hoach cua Uy ban nhan dan tinh " * 9, 1.0),
    ]
    assert health.faults(pages) == {1: health.NO_TEXT, 2: health.ONLY_STAMP, 6: health.BROKEN}


def test_letters_placed_one_by_one_are_no_broken_text() -> None:
    text = "Sở Nội vụ yêu cầu các phân ban, đơn vị nghiên cứu, thực hiện Kế hoạch này trong nhiều năm. " * 3
    content = "".join(
        show(letter, 20 + index % 90 * 6, 700 - index // 90 * 16)
        for index, letter in enumerate(text)
        if letter != " "
    )
    with opened(pdf(content)) as file, file.page(0) as page:
        assert health.faults([read_page(page)]) == {}


@pytest.mark.parametrize(("pages", "there", "expected"), [(2, True, 2), (2, False, 0), (25, True, 0)])
def test_what_another_program_recognised(
    pages: int, there: bool, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "can_recognise", lambda: there)
    hidden = [replace(layer(PLAIN * 2, 1.0), is_hidden=True)] * pages
    found = health.faults([*hidden, layer(PLAIN * 2, 1.0), replace(layer(PLAIN, 0.0), is_hidden=True)])
    assert found == dict.fromkeys(range(expected), health.RECOGNISED_BEFORE)


def test_hidden_text_is_seen() -> None:
    with opened(pdf("3 Tr " + TEXT, TEXT)) as file:
        for index, hidden in enumerate((True, False)):
            with file.page(index) as page:
                assert read_page(page).is_hidden == hidden


PICTURE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x40 EI Q\n"
TEXT = show("Sở Nội vụ xây dựng Kế hoạch.", 72, 700)


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[int, int], float]]:
    """Recognition that finds one word on each page, and what pictures it is given."""
    pages = pytest.importorskip("khparse.readers.ocr.pages")
    tesseract = pytest.importorskip("khparse.readers.ocr.tesseract")
    seen: list[tuple[str, tuple[int, int], float]] = []

    def recognise(pictures: Iterator[Picture], count: int, options: ReadOptions) -> Iterator[Page]:
        for image, width, height in pictures:
            seen.append((image.mode, image.size, width))
            yield Page(width, height, [Word(f"Trang {len(seen)} trong {count}.", 72, 300, 200, 314)])

    monkeypatch.setattr(tesseract, "check", lambda language: None)
    monkeypatch.setattr(pages, "recognise", recognise)
    return seen


def test_pictures_are_recognised(recognised: list[tuple[str, tuple[int, int], float]]) -> None:
    document = read_pdf(pdf(TEXT, PICTURE, "", PICTURE))
    assert document.text == "Sở Nội vụ xây dựng Kế hoạch.\nTrang 1 trong 2.\nTrang 2 trong 2.\n"
    assert document.ocr and document.pages == 4
    assert [note.message for note in document.notes] == ["pages 2, 4: recognised by OCR (they have no text)"]
    assert recognised == [("RGB", (2479, 3508), 595.0)] * 2


def test_all_pages_are_recognised_when_asked_for(recognised: list[object]) -> None:
    document = read_pdf(pdf(TEXT, TEXT), ReadOptions(ocr="always"))
    assert document.text == "Trang 1 trong 2.\nTrang 2 trong 2.\n"


def test_nothing_is_recognised_when_forbidden(recognised: list[object]) -> None:
    document = read_pdf(pdf(TEXT, PICTURE), NEVER)
    assert (document.text, document.ocr, len(recognised)) == ("Sở Nội vụ xây dựng Kế hoạch.\n", False, 0)
    assert [(note.code, note.level) for note in document.notes] == [("no-text", "warning")]
    with pytest.raises(UnreadableError, match="pictures without text"):
        read_pdf(pdf(PICTURE), NEVER)


def test_without_tesseract(recognised: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    def check(language: str) -> None:
        raise UnreadableError("it needs tesseract", "install it")

    monkeypatch.setattr("khparse.readers.ocr.tesseract.check", check)
    assert read_pdf(pdf(TEXT, PICTURE)).notes[0].message == (
        "page 2: not recognised by OCR (they have no text): it needs tesseract"
    )
    with pytest.raises(UnreadableError, match="it needs tesseract"):
        read_pdf(pdf(PICTURE))


# --- Bad and hostile files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        ((DATA / "password.pdf").read_bytes(), "protected with a password"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
        (b"%PDF-1.7" + bytes(5000), "damaged"),
        ((DATA / "office.pdf").read_bytes()[:300], "damaged"),
        (pdf(), "no pages"),
        (pdf("/X Do", xobject="/X Do /X Do"), "too much memory"),
        (pdf("q " * 20_000_000, packed=True), "too much memory"),
    ],
    ids=["password", "empty", "zeros", "truncated", "no pages", "recursion", "bomb"],
)
def test_unreadable(data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableError, match=cause):
        read_pdf(data, NEVER)


def test_restrictions_without_a_password_are_no_obstacle() -> None:
    assert read_pdf((DATA / "restricted.pdf").read_bytes()).text == "Ke hoach so 5.\n"


@pytest.mark.parametrize(
    "content",
    [
        "".join(show("ab", 72 + index % 400, 800 - index % 700) for index in range(5000)),
        "".join(f"{x} 0 m {x} 842 l S 0 {x} m 595 {x} l S\n" for x in range(0, 595, 2)) + TEXT,
        "BT /F1 12 Tf <" + "41" * 300_000 + "> Tj ET",
        "[" * 100_000 + TEXT,
        "BT /F1 1e30 Tf 1e30 0 0 1e30 1e30 1e30 Tm <4142> Tj ET" + TEXT,
        "1e38 1e38 1e38 1e38 re S nan 0 m 0 0 l S" + TEXT,
    ],
    ids=["objects", "grid", "letters", "brackets", "size", "numbers"],
)
def test_strange_pages_are_read(content: str) -> None:
    assert read_pdf(pdf(content), NEVER).pages == 1


def test_huge_page_is_pictured_small() -> None:
    with opened(pdf(PICTURE).replace(b"[0 0 595 842]", b"[0 0 9000000 9000000]")) as file:
        image, width, height = next(file.pictures([0]))
    assert image.width * image.height <= 30_500_000
    assert width == height


def test_ten_thousand_pages() -> None:
    assert read_pdf(pdf(*[TEXT] * 10_000), NEVER).pages == 10_000


@pytest.mark.parametrize("seed", range(4))
def test_damaged_files(seed: int) -> None:
    chance = random.Random(seed)
    content = GRID + BOX + show("Sở Nội vụ", 72, 500) + "q 1 0 0 1 0 0 cm /X Do Q" + PICTURE
    originals = [(DATA / "office.pdf").read_bytes(), pdf(content, TEXT, xobject=GRID)]
    for turn in range(50):
        data = bytearray(originals[turn % 2])
        if turn % 5 == 0:
            del data[chance.randrange(len(data)) :]
        else:
            for _ in range(chance.choice((1, 10, 100))):
                data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            document = read_pdf(bytes(data), NEVER)
        except UnreadableError:
            continue
        assert document.text.isprintable() or document.text
