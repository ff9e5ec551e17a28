"""OCR: preparing pictures, finding rules and cells, repairs, and whole pages through tesseract."""

from __future__ import annotations

import io
import random
import shutil
import struct
import subprocess
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

Image = pytest.importorskip("PIL.Image", reason="Pillow (khparse[ocr]) is not installed")
from PIL import ImageChops, ImageDraw  # noqa: E402

from khparse.document import Document  # noqa: E402
from khparse.errors import UnreadableError  # noqa: E402
from khparse.layout.blocks import arrange  # noqa: E402
from khparse.layout.writing import DocumentWriter, Paragraph  # noqa: E402
from khparse.models import Plan  # noqa: E402
from khparse.pipeline import parse_document  # noqa: E402
from khparse.readers.ocr import cells, digits, noise, numerals, pages, preparing, rules, slots, tesseract  # noqa: E402
from khparse.readers.ocr.reader import read_image  # noqa: E402
from khparse.readers.ocr.repair import repair  # noqa: E402
from khparse.readers.ocr.stamps import without_stamp  # noqa: E402
from khparse.readers.ocr.tesseract import Recognised  # noqa: E402
from khparse.readers.options import ReadOptions  # noqa: E402

PAGE = Path(__file__).parent / "data" / "ocr" / "page.png"


@cache
def _lacks_tesseract() -> bool:
    if shutil.which("tesseract") is None:
        return True
    return (
        "vie"
        not in subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout.split()
    )


needs_tesseract = pytest.mark.skipif(
    _lacks_tesseract(), reason="tesseract with the language vie is not installed"
)


# --- Repairs -----------------------------------------------------------------------------------------------


def repaired(*lines: str) -> Document:
    writer = DocumentWriter()
    for line in lines:
        writer.paragraph(Paragraph([line]))
    document = Document(writer.text, writer.blocks)
    repair(document)
    return document


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("KÉ HOẠCH", "KẾ HOẠCH"),
        ("QUYÉT ĐỊNH", "QUYẾT ĐỊNH"),
        ("CỘNG HÓA XA HỌI CHU NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Độc lâp - Tự do - Hanh phúc", "Độc lập - Tự do - Hạnh phúc"),
        ("ĐẲNG CỘNG SẢN VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("Só: 57/KH-UBNĐ", "Số: 57/KH-UBND"),
        ("Số: 5l/KH-UBND", "Số: 51/KH-UBND"),
        ("Nghị định số 113/2025/NĐÐ-CP", "Nghị định số 113/2025/NĐ-CP"),
        ("Quyết định số 12/QĐĐ-BVHTTDL", "Quyết định số 12/QĐ-BVHTTDL"),
        ("theo Ké hoạch số 45/KH-UBND", "theo Kế hoạch số 45/KH-UBND"),
        ("Thanh Ba, ngảy 15 tháng 3 nam 2O21", "Thanh Ba, ngày 15 tháng 3 năm 2021"),
        ("SƠ KHOA HỌC VÀ CÔNG NGHẸ", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
        ("3. Phòng Kinh tê và Hạ tầng", "3. Phòng Kinh tế và Hạ tầng"),
        ("TĨNH QUANG NGAI", "TỈNH QUẢNG NGÃI"),
        ("Quý HI/2025 và Quý TV", "Quý III/2025 và Quý IV"),
        ("Nơi nhân:", "Nơi nhận:"),
        ("— KT, CHÚ TỊCH", "KT. CHỦ TỊCH"),
        ("TM UY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN"),
    ],
)
def test_repairs_known_slots(read: str, right: str) -> None:
    document = repaired(read)
    assert document.text == f"{right}\n"
    assert [document.text[a:b] for block in document.blocks for a, b in block.pieces] == [right]
    assert document.notes and all(note.code == "ocr-repaired" for note in document.notes)
    for note in document.notes:
        assert note.span is not None
        assert f'"{document.text[note.span.start : note.span.end].strip()}"' in note.message


@pytest.mark.parametrize(
    "text",
    [
        "Uỷ ban nhân dân tỉnh Hoà Bình",  # tone placement is spelling
        "bàn tổ chức lại công việc",  # a name begins with a capital
        "Sơ kết 6 tháng, không đê xảy ra tai nạn",  # damage outside the slots stays
        "Căn cứ Công văn số 12/ABC-XYZ ngày 05/3/2020",
        "Quý 1/2025, quý II/2025, quý khách",
        "1. MỤC TIÊU",
        "T HUỐC LÁ",
        "II MỤC TIÊU",  # the second before the first
        "Đồng chí Trần Thị Hoa",
    ],
)
def test_leaves_other_text(text: str) -> None:
    document = repaired(text)
    assert (document.text, document.notes) == (f"{text}\n", [])


def test_labels_are_repaired_in_their_row() -> None:
    document = repaired("L MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "IL NỘI DUNG", "1H. KINH PHÍ", "IV. TỔ CHỨC")
    assert [line[:4] for line in document.text.splitlines()] == ["I. M", "1. M", "II. ", "III.", "IV. "]
    assert [document.text[a:b][:3] for block in document.blocks for a, b in block.pieces][2] == "II."


def test_a_label_that_lost_a_stroke() -> None:
    document = repaired("I. MỤC ĐÍCH", "II. NỘI DUNG", "II. TỔ CHỨC THỰC HIỆN", "IV. KINH PHÍ")
    assert [line.split()[0] for line in document.text.splitlines()] == ["I.", "II.", "III.", "IV."]
    parts = repaired("I. MỤC ĐÍCH", "I. NỘI DUNG")  # of two parts
    assert [line.split()[0] for line in parts.text.splitlines()] == ["I.", "I."]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("a) b) C) d) d) e) ø) h)", "a) b) c) d) đ) e) g) h)"),
        ("a) b) c) d) e)", "a) b) c) d) e)"),
        ("e) 7) 8) 9)", "e) 7) 8) 9)"),
        ("a) ø) b)", "a) ø) b)"),
    ],
)
def test_letters_are_repaired_in_their_row(labels: str, expected: str) -> None:
    document = repaired(*(f"{label} Rà soát hồ sơ." for label in labels.split()))
    assert [line.split()[0] for line in document.text.splitlines()] == expected.split()


def test_recipients_are_told_by_the_list_below() -> None:
    assert repaired("ào nhận:", "- Như trên;").text.startswith("Nơi nhận:\n")
    assert repaired("nhận:", "- Như trên;").text.startswith("Nơi nhận:\n")
    assert repaired("Ghi nhận:", "- Như trên;").text.startswith("Ghi nhận:\n")


def test_a_digit_is_a_label_only_before_ii() -> None:
    assert repaired("1. MỤC ĐÍCH", "II. NỘI DUNG").text.startswith("I. ")
    assert repaired("1. MỤC ĐÍCH", "2. NỘI DUNG").text.startswith("1. ")


# --- hOCR, noise -------------------------------------------------------------------------------------------

HOCR = """
<span class='ocr_line' id='line_1_1' title="bbox 100 100 400 150; baseline 0 -10; x_size 40; x_descenders 8">
<span class='ocrx_word' id='word_1_1' title='bbox 100 110 180 140; x_wconf 96'>K&#7871;</span>
<span class='ocrx_word' id='word_1_2' title='bbox 200 110 400 140; x_wconf 91'>&lt;hoạch&gt;</span>
</span>
<span class='ocr_header' id='line_1_2' title="bbox 100 200 400 245; baseline 0 -10; x_size 44; x_descenders 8">
<span class='ocrx_word' id='word_1_3' title='bbox 100 210 180 240; x_wconf 30'> </span>
<span class='ocrx_word' id='word_1_4' title='bbox 200 205 400 245; x_wconf 80'>năm</span>
"""


def test_words_of_a_line_have_one_height() -> None:
    words = list(tesseract._words(HOCR))
    assert [word.text for word in words] == ["Kế", "<hoạch>", "năm"]
    assert len({word.bottom - word.top for word in words}) == 1  # sizes are estimates
    assert words[0].bottom == pytest.approx(140 + 0.2 * 48)
    assert words[0].line == words[1].line != words[2].line


def word(text: str, confidence: int, left: float = 0, line: int = 0, height: float = 30) -> Recognised:
    return Recognised(
        text, left, 0, left + 20 * len(text), 40, 20 - height / 2, 20 + height / 2, confidence, line
    )


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ([word("Kế", 96), word("hoạch", 20, 50)], "Kế hoạch"),
        ([word("Kế", 96), word("|", 90, 50), word("¬", 30, 90)], "Kế"),
        ([word("#xÄ", 0), word("2{", 18, 100)], ""),  # a piece of a stamp
        ([word("Số:", 93), word("80", 19, 70), word("/KH", 92, 130)], "Số: 80 /KH"),
        ([word("x", 90)], ""),
        ([word("Kế", 96), word("ị", 10, 50, height=90)], "Kế"),
        ([word("-", 95), word("Kế", 96, 30)], "- Kế"),
    ],
)
def test_noise(words: list[Recognised], kept: str) -> None:
    assert " ".join(word.text for word in noise.without_noise(words)) == kept


def test_one_sign_may_stand_alone_in_a_cell() -> None:
    assert noise.without_noise([word("x", 90)], alone=True)


# --- Pictures ----------------------------------------------------------------------------------------------


def blank(width: int = 1000, height: int = 1400, mode: str = "L") -> Image.Image:
    return Image.new(mode, (width, height), "white")


def striped(angle: float) -> Image.Image:
    picture = blank()
    draw = ImageDraw.Draw(picture)
    for top in range(150, 1250, 40):
        for left in range(150, 850, 30):
            draw.rectangle((left, top, left + 18, top + 14), fill=0)
    return picture.rotate(angle, fillcolor=255)


@pytest.mark.parametrize("angle", [-4.0, -1.0, 0.0, 0.5, 3.0])
def test_skew(angle: float) -> None:
    assert preparing.skew_of(preparing.Prepared(striped(angle), 120)) == pytest.approx(-angle, abs=0.2)


def test_seals_and_signatures_fade_and_numbers_stay() -> None:
    picture = blank(1000, 1400, "RGB")
    draw = ImageDraw.Draw(picture)
    for top in (100, 1200):
        draw.rectangle((100, top, 200, top + 40), fill=(220, 30, 40))
        draw.rectangle((300, top, 400, top + 40), fill=(20, 30, 180))
        draw.rectangle((500, top, 900, top + 40), fill=(10, 10, 10))
    grey = preparing.prepare(picture, 360, 504).image
    assert [grey.getpixel((x, 120)) for x in (150, 350, 700)] == [255, 20, 10]
    assert [grey.getpixel((x, 1220)) for x in (150, 350, 700)] == [255, 255, 10]


def test_a_page_printed_in_red_is_not_faded() -> None:
    picture = blank(mode="RGB")
    ImageDraw.Draw(picture).rectangle((100, 100, 500, 500), fill=(200, 0, 0))
    low, _ = preparing.prepare(picture, 500, 700).image.getextrema()
    assert low < 100


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F"])
def test_any_mode_is_read(mode: str) -> None:
    picture = striped(0)
    if mode == "LA":
        picture.putalpha(255)
    elif mode == "I;16":
        picture = picture.convert("I").point(lambda value: value * 256).convert("I;16")
    prepared = preparing.prepare(picture.convert(mode), 600, 840)
    low, high = prepared.image.getextrema()
    assert prepared.image.mode == "L"
    assert low < 60
    assert high > 240


@pytest.mark.parametrize(("pixels", "dpi"), [(600, 216), (1400, 250), (2339, 200), (3508, 300), (7016, 300)])
def test_scale(pixels: int, dpi: float) -> None:
    prepared = preparing.prepare(blank(pixels * 595 // 842, pixels), 595, 842)
    assert prepared.dpi == pytest.approx(dpi if pixels > 600 else 72 * pixels / 842 * 3, rel=0.02)


def table_picture() -> Image.Image:
    """A table of two rows at 200 dpi; the cells of its first row are merged, its second has three."""
    picture = blank()
    draw = ImageDraw.Draw(picture)
    for top in (200, 300, 420):
        draw.rectangle((100, top, 902, top + 2), fill=0)
    for left, top in ((100, 200), (360, 300), (630, 300), (900, 200)):
        draw.rectangle((left, top, left + 2, 422), fill=0)
    return picture


def test_ruled_lines_and_cells() -> None:
    lines = rules.find_lines(table_picture(), 200)
    assert [tuple(line) for line in lines][:3] == [(100, y, 903, y + 3) for y in (200, 300, 420)]
    assert len(lines) == 7
    found = cells.find_cells(lines, 200)
    assert [(box[0], box[2]) for box in found] == [(101, 901), (101, 361), (361, 631), (631, 901)]
    assert rules.find_lines(striped(0), 200) == []


def test_stacked_words_return_to_their_cells() -> None:
    picture = table_picture()
    ImageDraw.Draw(picture).rectangle((700, 340, 740, 370), fill=0)
    found = cells.find_cells(rules.find_lines(picture, 200), 200)
    rules.erase(picture, rules.find_lines(picture, 200))
    (stack,) = cells.stacks(picture, found, 200)
    inside = Recognised("x", 30, 30, 71, 61, 30, 61, 90, 1)
    (placed,) = stack.unstacked([inside])
    assert (placed.left, placed.ink_top) == (700, 340)


@pytest.mark.parametrize(
    ("strokes", "read", "right"),
    [
        (3, "II.", "III."),
        (3, "HI.", "III."),
        (2, "I.", "II."),
        (2, "II.", "II."),
        (1, "II.", "II."),
        (3, "TT", "TT"),
    ],
)
def test_strokes_of_numerals(strokes: int, read: str, right: str) -> None:
    picture = blank(200, 100)
    draw = ImageDraw.Draw(picture)
    for index in range(strokes):
        left = 50 + 14 * index
        draw.rectangle((left, 30, left + 4, 70), fill=0)
    box = Recognised(read, 50, 25, 50 + 14 * strokes, 75, 30, 70, 80, 1)
    expected = "II." if strokes == 1 else right
    assert numerals.counted(picture, [box])[0].text == expected


def test_a_stamp_of_receipt_is_left_out() -> None:
    stamp = [rules.Line(100, 300, 500, 303), rules.Line(100, 500, 500, 503), rules.Line(100, 300, 103, 503)]
    other = rules.Line(600, 900, 900, 903)
    inside = [
        Recognised(text, 150, 350 + 40 * n, 250, 380 + 40 * n, 350 + 40 * n, 380 + 40 * n, 50, n)
        for n, text in enumerate(("ĐẾN", "Số:...2352", "Ngày:.21/3"))
    ]
    outside = Recognised("Về", 600, 350, 650, 380, 350, 380, 96, 9)
    assert without_stamp([*inside, outside], [*stamp, other], (1654, 2339), 200) == ([outside], [other])
    assert without_stamp([outside], [*stamp, other], (1654, 2339), 200) == ([outside], [*stamp, other])


# --- Handwritten numbers ---------------------------------------------------------------------------------

STROKES: dict[str, list[list[tuple[float, float]]]] = {
    "0": [[(0.5, 0), (0.1, 0.25), (0.05, 0.6), (0.3, 1), (0.7, 0.9), (0.9, 0.5), (0.8, 0.1), (0.5, 0)]],
    "1": [[(0.2, 0.25), (0.55, 0), (0.55, 1)]],
    "2": [[(0.1, 0.2), (0.4, 0), (0.8, 0.15), (0.75, 0.45), (0.1, 1), (0.95, 1)]],
    "4": [[(0.5, 0), (0.05, 0.65), (0.95, 0.65)], [(0.65, 0.35), (0.65, 1)]],
    "7": [[(0.05, 0.05), (0.9, 0), (0.4, 1)], [(0.3, 0.5), (0.8, 0.45)]],
}


def written(number: str, left: int, picture: Image.Image, slant: float = 0.2) -> None:
    """Write digits 44 pixels high, slanted, with a thick pen."""
    draw = ImageDraw.Draw(picture)
    for index, digit in enumerate(number):
        for stroke in STROKES[digit]:
            line = [(left + 38 * index + 28 * x + 44 * slant * (1 - y), 20 + 44 * y) for x, y in stroke]
            draw.line(line, fill=0, width=6, joint="curve")


@pytest.mark.parametrize("number", ["07", "20", "12", "4", "271", "1042"])
def test_handwritten_digits(number: str) -> None:
    picture = blank(260, 90)
    written(number, 30, picture)
    found = digits.read_digits(picture)
    assert found is not None
    assert found.text == number


def test_handwriting_may_be_limited_to_days() -> None:
    picture = blank(160, 90)
    written("20", 30, picture)
    found = digits.read_digits(picture, ["02", "20"])
    assert found is not None and found.text == "20"
    assert digits.read_digits(picture, ["1", "2"]) is None
    assert digits.read_digits(blank(160, 90)) is None


def head_line(between: list[Recognised]) -> list[Recognised]:
    before = Recognised("Số:", 20, 15, 80, 75, 25, 65, 95, 1)
    behind = Recognised("/KH-UBND", 240, 15, 440, 75, 25, 65, 92, 1)
    return [before, *between, behind]


@pytest.mark.parametrize(
    ("number", "between", "text"),
    [
        ("07", [Recognised("ý#", 110, 15, 180, 75, 20, 70, 40, 1)], "Số: 07 /KH-UBND"),
        ("07", [], "Số: 07 /KH-UBND"),
        ("", [], "Số: /KH-UBND"),  # left blank
        ("07", [Recognised("36", 110, 15, 180, 75, 20, 70, 95, 1)], "Số: 36 /KH-UBND"),  # printed
    ],
)
def test_handwritten_numbers_of_a_head(number: str, between: list[Recognised], text: str) -> None:
    picture = blank(800, 1100)
    written(number, 110, picture)
    words, found = slots.with_handwriting(picture, head_line(between))
    assert " ".join(word.text for word in words) == text
    assert [number.text for number in found] == (["07"] if "07" in text else [])


def test_dots_of_a_leader_are_no_digits() -> None:
    picture = blank(800, 1100)
    for left in range(100, 230, 16):
        ImageDraw.Draw(picture).ellipse((left, 58, left + 5, 63), fill=0)
    assert slots.with_handwriting(picture, head_line([]))[1] == []


def test_handwriting_is_noted() -> None:
    read = pages.RecognisedPage(595, 842, handwritten=[digits.Digits("07", 0.9)])
    (note,) = pages.handwriting_notes([read])
    assert (note.code, note.level) == ("ocr-handwritten", "warning")
    assert '"07" (90% sure)' in note.message


# --- Whole pages -------------------------------------------------------------------------------------------


def page() -> Image.Image:
    return Image.open(PAGE).convert("L")


def saved(*pictures: Image.Image, format: str = "TIFF", dpi: int = 200) -> bytes:
    buffer = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if len(pictures) > 1 else {}
    pictures[0].save(buffer, format, dpi=(dpi, dpi), **more)
    return buffer.getvalue()


def plan_of(data: bytes) -> Plan:
    document = read_image(data)
    document.blocks = arrange(document.text, document.blocks)
    return parse_document(document)


def stamped() -> Image.Image:
    """The page with a red seal over the title and name of the signer, and a blue signature."""
    ink = blank(1654, 2339, "RGB")
    draw = ImageDraw.Draw(ink)
    for radius in (130, 128, 90):
        draw.ellipse(
            (980 - radius, 1830 - radius, 980 + radius, 1830 + radius), outline=(205, 30, 45), width=4
        )
    draw.line([(980, 1800), (1060, 1860), (1120, 1790), (1200, 1840)], fill=(40, 60, 180), width=5)
    return ImageChops.multiply(page().convert("RGB"), ink)


PICTURES = {
    "png": lambda: PAGE.read_bytes(),
    "jpeg": lambda: saved(page(), format="JPEG"),
    "skewed": lambda: saved(page().rotate(2, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)),
    "stamped": lambda: saved(stamped()),
    "on its side": lambda: saved(page().transpose(Image.Transpose.ROTATE_90)),
    "small": lambda: saved(page().resize((1100, 1556), Image.Resampling.LANCZOS), dpi=133),
}


@needs_tesseract
@pytest.mark.parametrize("name", PICTURES)
def test_a_page_gives_its_plan(name: str) -> None:
    plan = plan_of(PICTURES[name]())
    metadata = plan.metadata
    assert metadata.doc_type is not None and metadata.doc_type.code == "KH"
    assert metadata.number is not None
    assert (metadata.number.number, metadata.number.symbol) == ("36", "KH-PNV")
    assert metadata.date is not None and metadata.date.edtf == "2024-05-14"
    assert metadata.issuer is not None and metadata.issuer.name.upper().startswith("PHÒNG NỘI VỤ")
    assert [section.num for section in plan.sections] == ["I", "II", "III", "IV"]
    assert [reference.id for reference in plan.references] == ["30/2020/NĐ-CP"]
    assert "2024-11-15" in {deadline.end for deadline in plan.deadlines}
    assert len(plan.recipients) == 3
    assert plan.signature is not None
    assert (plan.signature.authority, plan.signature.name) == ("KT", "Hà Thị Minh Nguyệt")
    assert [table.kind for table in plan.tables] == ["tasks"]
    assert (plan.source.ocr, plan.source.pages) == (True, 1)


@needs_tesseract
def test_frames_are_pages_in_their_order() -> None:
    seen: list[tuple[int, int]] = []
    options = ReadOptions(progress=lambda number, count: seen.append((number, count)))
    top, bottom = page().crop((0, 0, 1654, 1000)), page().crop((0, 1000, 1654, 2339))
    document = read_image(saved(top, bottom, page()), options)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert document.pages == 3
    assert document.text.count("Hà Thị Minh Nguyệt") == 2
    assert document.text.startswith("UBND HUYỆN")


@needs_tesseract
def test_pictures_are_not_taken_ahead() -> None:
    taken = 0

    def pictures() -> Iterator[pages.Picture]:
        nonlocal taken
        for _ in range(8):
            taken += 1
            yield blank(300, 400), 108, 144

    done = 0
    for _ in pages.recognise(pictures(), 8, ReadOptions()):
        done += 1
        assert taken - done < pages._MOST_WORKERS
    assert done == 8


# --- Bad and hostile pictures ------------------------------------------------------------------------------


def refusal(data: bytes, options: ReadOptions | None = None) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read_image(data, options or ReadOptions())
    assert "\n" not in caught.value.line("a.png")
    return caught.value


def png_of_size(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(bytes(1000))
    chunks = [
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
        for part in (header, data)
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_switched_off() -> None:
    error = refusal(PAGE.read_bytes(), ReadOptions(ocr="never"))
    assert "switched off" in error.cause
    assert "--ocr auto" in error.remedy


def test_without_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refusal(PAGE.read_bytes())
    assert "apt install tesseract-ocr tesseract-ocr-vie" in error.remedy


@needs_tesseract
@pytest.mark.parametrize("language", ["xyz", "vie+xyz", "", "-l", "vie eng", "../vie"])
def test_without_the_language(language: str) -> None:
    assert "language" in refusal(PAGE.read_bytes(), ReadOptions(ocr_language=language)).cause


@needs_tesseract
def test_timeout() -> None:
    assert "longer than" in refusal(PAGE.read_bytes(), ReadOptions(timeout=0.01)).cause


@needs_tesseract
@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (40, 40), (1654, 2339)])
def test_pictures_without_text(size: tuple[int, int]) -> None:
    assert "no text was recognised" in refusal(saved(blank(*size), format="PNG")).cause


@needs_tesseract
@pytest.mark.parametrize("size", [(60_000, 60_000), (12_000, 12_000), (2_000_000_000, 2)])
def test_bombs(size: tuple[int, int]) -> None:
    assert refusal(png_of_size(*size)).cause


@needs_tesseract
def test_damaged_pictures_are_refused_or_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the bytes are: a document or one line. What tesseract makes of the pixels is not asked."""
    nothing = pytest.MonkeyPatch()
    nothing.setattr(tesseract, "words_of", lambda *args, **kwargs: [])
    nothing.setattr(tesseract, "orientation_of", lambda *args: tesseract.Orientation(0, 0.0))
    chance = random.Random(7)
    small = page().resize((330, 466))
    try:
        for data in (saved(small, format="PNG"), saved(small, format="JPEG"), saved(small, small)):
            for _ in range(60):
                damaged = bytearray(data)
                if chance.random() < 0.4:
                    del damaged[chance.randrange(len(damaged)) :]
                else:
                    for _ in range(chance.choice((1, 3, 20))):
                        damaged[chance.randrange(8, len(damaged))] = chance.randrange(256)
                refusal(bytes(damaged))
    finally:
        nothing.undo()
