"""The head: issuer, type, subject, marks in all layouts; where it is lost, the preamble or an appendix."""

from __future__ import annotations

import pytest

import khparse

PARTS = {
    "motto": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "words": "Độc lập - Tự do - Hạnh phúc",
    "up": "UBND HUYỆN ĐÔNG LÂM",
    "body": "PHÒNG KINH TẾ\nVÀ HẠ TẦNG",
    "line": "PHÒNG KINH TẾ VÀ HẠ TẦNG",
    "no": "Số: 68/KH-KTHT",
    "date": "Đông Lâm, ngày 02 tháng 3 năm 2024",
}
# One head as extraction prints it.
HEADS = {
    "left column first": "{up}\n{body}\n-----\n{no}\n{motto}\n{words}\n------\n{date}",
    "right column first": "{motto}\n{words}\n-----\n{date}\n{up}\n{body}\n{no}",
    "merged": "{up} {motto}\n{line} {words}\n{no} {date}",
    "merged, motto over lines": "{up} CỘNG HÒA XÃ HỘI CHỦ NGHĨA\n{line} VIỆT NAM\n{words}\n{no} {date}",
    "tabs": "{up}\t{motto}\nPHÒNG KINH TẾ\t{words}\nVÀ HẠ TẦNG\n{no}\t{date}",
    "blanks": "{up}      {motto}\n PHÒNG KINH TẾ      {words}\n  VÀ HẠ TẦNG\n{no}      {date}",
    "pipes": "| {up}<br>**{line}** | {motto}<br>{words} |\n|---|---|\n| {no} | *{date}* |\n",
    "bars": "|\n{up}\n{body}\n|\n{motto}\n{words}\n|\n|\n{no}\n|\n{date}\n|",
    "bold": "{up}\n\n**{body}**\n\n{no}\n\n**{motto}**\n\n*{date}*\n",
    "web site": "Trang chủ | Văn bản\nNgày đăng: 05/3/2024\n{up}\n{body}\n{no}\n{date}",
    "number and date cut": "|\n{up}\n{body}\n|\nCỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM\n|\n|\nSố:\n68/KH-KTHT\n|\n"
    "Đông Lâm, ngày\n02 tháng 3 năm 2024\n|",
    "first words cut": "{up}\n{body}\n{no}\nCỘNG\nHOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{words}\n\n{date}",
    "motto with a lost blank": "{up}\n{body}\n{no}\n\nCỘNG HÒA XàHỘI CHỦ NGHĨA VIỆT NAM\n{words}\n\n{date}",
    "properties above": "Số hiệu: 68/KH-KTHT Loại văn bản: Kế hoạch\nNgày ban hành: 02/3/2024\n\n{up}\n{body}\n"
    "{motto}\n\n{no}\n\n{date}",
    "draft": "DỰ THẢO LẦN 2\n{up}\n{line}\n*\n{no}\n{motto}\n{date}",
    "title of a web page": "KẾ HOẠCH\nTrồng cây phân tán\n\n{up}\n\n{line}\n\n{no}\n\n{motto}\n\n{words}\n\n{date}\n",
    "place cut": "|\n{up}\n{body}\n|\n{motto}\n|\n|\n{no}\n|\nĐông\nLâm, ngày 02 tháng 3\nnăm 2024\n|",
    "day of the draft": "DỰ THẢO\n(ngày 15/01/2024)\n{up}\n{body}\n{no}\n{motto}\n{date}",
    "bars that only close": "{up} | {motto} |\n{line} | {words} |\n{no} | {date} |",
}
BODY = "\nCăn cứ Luật Lâm nghiệp;\nI. MỤC ĐÍCH\n1. Phủ xanh đất trống.\n"
WRAPPED = (
    "2. Giao các xã phối hợp với\ncác hội vận động nhân dân\ntham gia trồng cây ở ven\nđường, kênh mương."
)


@pytest.mark.parametrize("tail", ["", WRAPPED], ids=["lines are paragraphs", "wrapped"])
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_forms_of_one_head(head: str, tail: str) -> None:
    found = khparse.parse(head.format(**PARTS) + "\nKẾ HOẠCH\nTrồng cây phân tán" + BODY + tail).metadata
    assert found.issuer and found.number and found.date and found.doc_type
    assert (found.issuer.name, found.issuer.parent) == ("Phòng Kinh tế và Hạ tầng", "UBND HUYỆN ĐÔNG LÂM")
    assert (found.number.number, found.number.symbol) == ("68", "KH-KTHT")
    assert (found.date.edtf, found.place, found.origin) == ("2024-03-02", "Đông Lâm", "header")
    assert (found.doc_type.code, found.subject) == ("KH", "Trồng cây phân tán")


def test_type_behind_the_date() -> None:
    text = "{up}\n{body}\n{no}\n{motto}\n{date} DỰ THẢO KẾ HOẠCH\n\nTRỒNG CÂY PHÂN TÁN\n".format(**PARTS)
    found = khparse.parse(text + BODY).metadata
    assert found.issuer and found.date and found.doc_type
    assert (found.issuer.name, found.date.edtf) == ("Phòng Kinh tế và Hạ tầng", "2024-03-02")
    assert (found.doc_type.code, found.subject) == ("KH", "TRỒNG CÂY PHÂN TÁN")


@pytest.mark.parametrize("first", ["Y", "ÙY"])
def test_issuer_with_a_lost_letter(first: str) -> None:
    plan = khparse.parse(f"{first} BAN NHÂN DÂN\nTỈNH KON TUM\nSố: 5/KH-UBND\nKẾ HOẠCH\nTrồng cây\n{BODY}")
    assert plan.metadata.issuer is not None
    assert plan.metadata.issuer.name == "Ủy ban nhân dân tỉnh Kon Tum"
    assert "issuer-repaired" in {note.code for note in plan.notes}


def head(left: str, title: str, **parts: str) -> str:
    """Return a document with this left column and this title and subject."""
    return "{left}\n{motto}\n{words}\n{date}\n{title}".format(left=left, title=title, **{**PARTS, **parts})


@pytest.mark.parametrize(
    ("left", "issuer", "parent"),
    [
        ("ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP", "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP", None),
        ("UBND XÃ TÂN LẬP\nTRẠM Y TẾ", "TRẠM Y TẾ", "UBND XÃ TÂN LẬP"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG THPT TÂN LẬP", "TRƯỜNG THPT TÂN LẬP", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
        ("UBND HUYỆN\nBAN CHỈ ĐẠO PHÒNG,\nCHÁY RỪNG", "BAN CHỈ ĐẠO PHÒNG,\nCHÁY RỪNG", "UBND HUYỆN"),
        ("ĐẢNG BỘ HUYỆN\nĐẢNG ỦY XÃ TÂN LẬP\n*", "ĐẢNG ỦY XÃ TÂN LẬP", "ĐẢNG BỘ HUYỆN"),
        ("TỈNH ỦY LÂM SƠN\n*", "TỈNH ỦY LÂM SƠN", None),
        ("ỦY\nBAN NHÂN DÂN\nTỈNH KHÁNH HÒA", "ỦY\nBAN NHÂN DÂN\nTỈNH KHÁNH HÒA", None),
        ("BỘ\nY TẾ", "BỘ\nY TẾ", None),
        ("SỞ TƯ PHÁP - LIÊN ĐOÀN LAO ĐỘNG", "SỞ TƯ PHÁP - LIÊN ĐOÀN LAO ĐỘNG", None),
        # bodies of one level, one below the other
        ("SỞ NỘI VỤ\nSỞ TÀI CHÍNH", "SỞ NỘI VỤ\nSỞ TÀI CHÍNH", None),
        ("UBND HUYỆN\nPHÒNG NỘI VỤ\nPHÒNG Y TẾ", "PHÒNG NỘI VỤ\nPHÒNG Y TẾ", "UBND HUYỆN"),
        ("BỘ QUỐC PHÒNG\nBỘ TƯ LỆNH QUÂN KHU", "BỘ TƯ LỆNH QUÂN KHU", "BỘ QUỐC PHÒNG"),
        ("UBND THÀNH PHỐ HÀ NỘI\nSỞ Y TẾ", "SỞ Y TẾ", "UBND THÀNH PHỐ HÀ NỘI"),
        ("QUÂN KHU 9\nBỘ CHỈ HUY QUÂN SỰ\nTỈNH LÂM SƠN", "BỘ CHỈ HUY QUÂN SỰ\nTỈNH LÂM SƠN", "QUÂN KHU 9"),
        ("BỘ TƯ LỆNH\nQUÂN KHU 9", "BỘ TƯ LỆNH\nQUÂN KHU 9", None),
        ("CÔNG TY MÔI TRƯỜNG\nXÍ NGHIỆP SỐ 2", "XÍ NGHIỆP SỐ 2", "CÔNG TY MÔI TRƯỜNG"),
        ("BỘ NỘI VỤ\nVỤ TỔ CHỨC", "VỤ TỔ CHỨC", "BỘ NỘI VỤ"),
        (
            "THANH TRA HUYỆN\nĐOÀN THANH TRA THEO QĐ SỐ 9/QĐ-TTr",
            "ĐOÀN THANH TRA THEO QĐ SỐ 9/QĐ-TTr",
            "THANH TRA HUYỆN",
        ),
        ("UY BAN NHAN DAN\nXA TAN LAP", "UY BAN NHAN DAN\nXA TAN LAP", None),
        ("UBND XÃ……\nTRƯỜNG MẦM NON………", "TRƯỜNG MẦM NON………", "UBND XÃ"),
        ("BCH ĐOÀN XÃ TÂN LẬP\n***", "BCH ĐOÀN XÃ TÂN LẬP", None),
        ("ĐỘI TNTP HỒ CHÍ MINH\nLIÊN ĐỘI THCS TÂN LẬP", "LIÊN ĐỘI THCS TÂN LẬP", "ĐỘI TNTP HỒ CHÍ MINH"),
        # names in small letters above the number
        ("Phòng GD&ĐT Đông Lâm\nTrường THCS Tân Lập", "Trường THCS Tân Lập", "Phòng GD&ĐT Đông Lâm"),
        ("Phòng GD&ĐT Đông Lâm\nTRƯỜNG THCS TÂN LẬP", "TRƯỜNG THCS TÂN LẬP", "Phòng GD&ĐT Đông Lâm"),
        ("Trang chủ\nBan hành ngày 05/3/2024\nUBND XÃ TÂN LẬP", "UBND XÃ TÂN LẬP", None),
    ],
)
def test_issuer(left: str, issuer: str, parent: str | None) -> None:
    found = khparse.parse(head(f"{left}\nSố: 5/KH-A", "KẾ HOẠCH\nTrồng cây\nI. MỤC ĐÍCH")).metadata.issuer
    assert found is not None
    assert (found.text, found.parent) == (issuer, parent)


@pytest.mark.parametrize(
    ("title", "code", "subject"),
    [
        ("KẾ HOẠCH\nTrồng cây, giữ rừng\nvà lúa\nnăm 2024\n---", "KH", "Trồng cây, giữ rừng và lúa năm 2024"),
        ("KẾ HOẠCH\nTRỒNG CÂY, BẢO VỆ RỪNG\nNĂM 2024", "KH", "TRỒNG CÂY, BẢO VỆ RỪNG NĂM 2024"),
        ("KẾ HOẠCH trồng cây phân tán", "KH", "trồng cây phân tán"),
        ("K Ế  H O Ạ C H\nTrồng cây", "KH", "Trồng cây"),
        ("KÉ HOẠCH\nTrồng cây", "KH", "Trồng cây"),
        ("# KẾ HOẠCH\n### Trồng cây", "KH", "Trồng cây"),
        ("**KẾ HOẠCH\nTrồng cây\nphân tán**", "KH", "Trồng cây phân tán"),
        ("KẾ HOẠCH PHỐI HỢP\nTrồng cây\n(vùng đồi)", "KH", "Trồng cây (vùng đồi)"),
        ("QUY CHẾ LÀM\nVIỆC\nCủa Hội đồng trường", "QC", "Của Hội đồng trường"),
        ("KẾ HOẠCH\nTRỒNG CÂY\nPHẦN I: TÌNH HÌNH", "KH", "TRỒNG CÂY"),
        ("KẾ HOẠCH\nTRỒNG CÂY\nA. TÌNH HÌNH", "KH", "TRỒNG CÂY"),
        ("KẾ HOẠCH\nTRỒNG CÂY\n1. TÌNH HÌNH", "KH", "TRỒNG CÂY"),
        ("KẾ HOẠCH\nTrồng cây\nHọ và tên: Lê Văn Bình\nChức vụ: Tổ trưởng", "KH", "Trồng cây"),
        ("BIÊN BẢN\nHọp thôn\nHôm nay, hồi 8 giờ, thôn họp", "BB", "Họp thôn"),
        ("QUYẾT ĐỊNH CỦA CHỦ TỊCH UBND XÃ\nVề việc trồng cây", "QĐ", "Về việc trồng cây"),
        ("QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch trồng cây", "QĐ", "Về việc ban hành Kế hoạch trồng cây"),
        ("CHỈ THỊ\nVề bảo vệ rừng\nThời gian qua, rừng bị phá. UBND huyện yêu cầu:", "CT", "Về bảo vệ rừng"),
        ("THÔNG BÁO\nKết luận cuộc họp\nNgày 10 tháng 3, Chủ tịch chủ trì họp.", "TB", "Kết luận cuộc họp"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("tail", ["", WRAPPED], ids=["lines are paragraphs", "wrapped"])
def test_type_and_subject(title: str, code: str, subject: str, tail: str) -> None:
    found = khparse.parse(head("UBND XÃ TÂN LẬP\nSố: 5/KH-UBND", title + BODY + tail)).metadata
    assert found.doc_type is not None
    assert (found.doc_type.code, found.subject) == (code, subject)


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        ("VỀ VIỆC TRỒNG CÂY\nỦY BAN NHÂN DÂN TỈNH LÂM SƠN", "VỀ VIỆC TRỒNG CÂY"),
        ("VỀ VIỆC TRỒNG CÂY\nỦY BAN NHẨN DÂN TỈNH LÂM SƠN", "VỀ VIỆC TRỒNG CÂY"),
        ("VỀ VIỆC TRỒNG CÂY\nỦY\nBAN NHÂN DÂN TỈNH LÂM SƠN", "VỀ VIỆC TRỒNG CÂY"),
        ("THỰC HIỆN QUYẾT ĐỊNH CỦA\nỦY BAN NHÂN DÂN TỈNH", "THỰC HIỆN QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN TỈNH"),
    ],
)
@pytest.mark.parametrize("tail", ["", WRAPPED], ids=["lines are paragraphs", "wrapped"])
def test_authority_behind_the_subject(lines: str, subject: str, tail: str) -> None:
    text = head(
        "UBND TỈNH LÂM SƠN\nSố: 5/QĐ-UBND", f"QUYẾT ĐỊNH\n{lines}\nCăn cứ Luật Lâm nghiệp;\nĐiều 1. Trồng.\n"
    )
    assert khparse.parse(text + tail).metadata.subject == subject


@pytest.mark.parametrize(
    ("left", "right", "subject"),
    [
        (
            "Số: 5/UBND-VP\nV/v chuẩn bị cây giống\ntrồng phân tán",
            "",
            "V/v chuẩn bị cây giống trồng phân tán",
        ),
        (
            "Số: 5/UBND-VP",
            "V/v: chuẩn bị cây giống\ntrồng phân tán\n",
            "V/v: chuẩn bị cây giống trồng phân tán",
        ),
        ("Số: 5/UBND-VP\nVề việc chuẩn bị cây giống", "", "Về việc chuẩn bị cây giống"),
        ("Số: 5/XYZ-MN\nVề chuẩn bị cây giống", "", "Về chuẩn bị cây giống"),
        ("Số: 5/UBND-VP V/v chuẩn bị cây giống", "", "V/v chuẩn bị cây giống"),
    ],
)
def test_letter(left: str, right: str, subject: str) -> None:
    to = "Kính gửi: Các thôn.\nTheo chỉ đạo của huyện, UBND xã yêu cầu các thôn rà soát."
    found = khparse.parse(head(f"UBND XÃ TÂN LẬP\n{left}", right + to)).metadata
    assert found.doc_type is not None
    assert (found.doc_type.code, found.subject) == ("CV", subject)


def test_letter_in_two_columns() -> None:
    lines = (
        "UBND XÃ TÂN LẬP\t{motto}",
        "Số: 5/UBND-VP\t{words}",
        "V/v chuẩn bị cây\t{date}",
        "trồng phân tán",
    )
    text = "\n".join(lines).format(**PARTS) + "\n\nKính gửi: Các thôn."
    assert khparse.parse(text).metadata.subject == "V/v chuẩn bị cây trồng phân tán"


def test_addressees_are_no_units() -> None:
    to = "Kính gửi:\n- Các thôn;\n- Trường Tiểu học Tân Lập.\nUBND xã yêu cầu:\n- Các thôn rà soát.\n"
    plan = khparse.parse(head("UBND XÃ TÂN LẬP\nSố: 5/UBND-VP\nV/v rà soát", to))
    assert [section.text for section in plan.sections] == ["Các thôn rà soát."]


@pytest.mark.parametrize("opening", ["CHỦ TỊCH UBND XÃ ĐIỆN:", "Chủ tịch UBND xã điện:"])
def test_addressees_of_a_telegram_are_no_units(opening: str) -> None:
    title = f"CÔNG ĐIỆN\nVề việc phòng bão\n{opening}\n- Các thôn;\n- Trạm Y tế.\n"
    body = "Bão đang vào bờ. UBND xã yêu cầu:\n1. Các thôn trực ban."
    plan = khparse.parse(head("UBND XÃ TÂN LẬP\nSố: 5/CĐ-UBND", title + body))
    assert [section.id for section in plan.sections] == ["1"]
    assert plan.preamble is not None
    assert plan.preamble.text == "Bão đang vào bờ. UBND xã yêu cầu:"


@pytest.mark.parametrize(
    ("text", "edtf", "place"),
    [
        ("KẾ HOẠCH\nTrồng cây\n{}\n{}\nNGƯỜI LẬP\nLê Văn Bình", "2024-03-02", "Đông Lâm"),
        ("KẾ HOẠCH\nTrồng cây\n{}\n{}", "2024-03-02", "Đông Lâm"),
        ("KẾ HOẠCH\nTrồng cây\n{1}\n{0}", "2024-03-02", "Đông Lâm"),
        ("KẾ HOẠCH\nTrồng cây\n{}\nHoàn thành tại {}", None, None),
    ],
)
def test_date_below_the_head(text: str, edtf: str | None, place: str | None) -> None:
    found = khparse.parse(text.format("I. MỤC ĐÍCH\n1. Phủ xanh.", PARTS["date"])).metadata
    assert (found.date and found.date.edtf, found.place, found.subject) == (edtf, place, "Trồng cây")


@pytest.mark.parametrize(
    ("left", "urgency", "secrecy"),
    [
        ("Số: 5/KH-UBND\nHỎA TỐC\nMẬT", "HỎA TỐC", "MẬT"),
        ("Số: 5/KH-UBND\n**HỎA TỐC HẸN GIỜ**\nTUYỆT MẬT", "HỎA TỐC HẸN GIỜ", "TUYỆT MẬT"),
        ("KHẨN\nSố: 5/KH-UBND", "KHẨN", None),
        ("Số: 5/KH-UBND\nTHƯỢNG KHẨN", "THƯỢNG KHẨN", None),
        ("Số: 5/KH-UBND", None, None),
    ],
)
def test_marks(left: str, urgency: str | None, secrecy: str | None) -> None:
    title = "KẾ HOẠCH\nỨng phó khẩn cấp, bảo vệ bí mật\nI. MỤC ĐÍCH"
    found = khparse.parse(head(f"UBND XÃ TÂN LẬP\n{left}", title)).metadata
    assert (found.urgency, found.secrecy) == (urgency, secrecy)


@pytest.mark.parametrize(
    ("preamble", "issuer"),
    [
        ("Thực hiện Luật Lâm nghiệp, UBND xã Tân Lập xây dựng Kế hoạch như sau:", "UBND xã Tân Lập"),
        ("Để chủ động mùa vụ; Hội Nông dân xã ban hành Kế hoạch trồng cây:", "Hội Nông dân xã"),
        ("Căn cứ Luật Lâm nghiệp;\nSở Nội vụ lập Kế hoạch như sau:", "Sở Nội vụ"),
        ("Theo tình hình, Ban Chỉ huy xã (sau đây gọi là Ban) xây dựng Kế hoạch như sau:", "Ban Chỉ huy xã"),
        ("Theo chỉ đạo của tỉnh, Ban Thường vụ Huyện\nủy ban hành Kế hoạch:", "Ban Thường vụ Huyện\nủy"),
        ("Thực hiện kế hoạch của huyện, các thôn trồng cây như sau:", None),
        ("Căn cứ Luật Lâm nghiệp;\nBan hành kèm theo Quyết định này Kế hoạch trồng cây.", None),
    ],
)
def test_lost_head(preamble: str, issuer: str | None) -> None:
    plan = khparse.parse(f"KẾ HOẠCH\nTrồng cây\n{preamble}\nI. MỤC ĐÍCH\n1. Phủ xanh.\n{WRAPPED}")
    found = plan.metadata
    assert (found.subject, found.number, found.date) == ("Trồng cây", None, None)
    assert (found.issuer.text if found.issuer else None) == issuer
    assert ("issuer-inferred" if issuer else "issuer-missing") in [note.code for note in plan.notes]


def test_head_that_stands_at_the_end() -> None:
    text = (
        "KẾ HOẠCH\nTrồng cây"
        + BODY
        + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Bình\n{up}\n{line}\n{no}\n{motto}\n{date}"
    )
    found = khparse.parse(text.format(**PARTS)).metadata
    assert found.issuer and found.number and found.date
    assert (found.issuer.text, found.issuer.parent) == ("PHÒNG KINH TẾ VÀ HẠ TẦNG", "UBND HUYỆN ĐÔNG LÂM")
    assert (found.number.number, found.date.edtf, found.place) == ("68", "2024-03-02", "Đông Lâm")


BLANKS = "UBND XÃ TÂN LẬP\nSố:     /KH-UBND", "Tân Lập, ngày     tháng     năm 2024"


@pytest.mark.parametrize(
    ("line", "number", "edtf"),
    [
        ("(Kèm theo Kế hoạch số 68/KH-UBND ngày 12/3/2024 của UBND xã Tân Lập)", "68", "2024-03-12"),
        ("(Ban hành kèm theo Kế hoạch số: 68/KH-UBND ngày 12 tháng 3 năm 2024)", "68", "2024-03-12"),
        ("(Kèm theo Kế hoạch số     /KH-UBND ngày     /3/2024 của UBND xã)", None, "2024-03"),
        # another document, another year
        ("(Kèm theo Công văn số 99/SNV-VP ngày 12/3/2024 của Sở Nội vụ)", None, "2024"),
        ("(Kèm theo Kế hoạch số 99/KH-SNV ngày 12/3/2024 của Sở Nội vụ)", None, "2024"),
        ("(Kèm theo Kế hoạch số 68/KH-UBND ngày 12/3/2023 của UBND xã)", "68", "2024"),
    ],
)
def test_blanks_filled_from_an_appendix(line: str, number: str | None, edtf: str) -> None:
    text = head(
        BLANKS[0], "KẾ HOẠCH\nTrồng cây" + BODY + f"PHỤ LỤC\nDANH MỤC\n{line}\n1. Keo", date=BLANKS[1]
    )
    found = khparse.parse(text).metadata
    assert found.number and found.date
    assert (found.number.number, found.number.symbol, found.date.edtf) == (number, "KH-UBND", edtf)
    assert found.origin == ("header" if number is None and edtf == "2024" else "appendix")


@pytest.mark.parametrize(
    ("number", "date", "codes"),
    [
        ("Số: 5/KH-UBND", "Tân Lập, ngày 02 tháng 3 năm 2024", []),
        ("Số:   /KH-UBND", "Tân Lập, ngày    tháng 3 năm 2024", ["number-blank", "date-blank"]),
        ("Số: l5/KH-UBND", "Tân Lập, ngày 31 tháng 02 năm 2024", ["number-unreadable", "date-impossible"]),
    ],
)
def test_notes(number: str, date: str, codes: list[str]) -> None:
    text = head(f"UBND XÃ TÂN LẬP\n{number}", "KẾ HOẠCH\nTrồng cây" + BODY, date=date)
    assert [note.code for note in khparse.parse(text).notes] == codes


@pytest.mark.parametrize(
    ("sentence", "issuer", "signer"),
    [
        (
            "Phó Chủ tịch UBND tỉnh Lâm Sơn Trần Văn Hậu vừa ký ban hành {} ngày 21/4/2024 về giữ rừng.",
            "UBND tỉnh Lâm Sơn",
            ("Trần Văn Hậu", "Phó Chủ tịch UBND tỉnh Lâm Sơn"),
        ),
        (
            "UBND tỉnh Lâm Sơn đã ban hành {} ngày 21 tháng 4 năm 2024 về việc giữ rừng, trong đó nêu rõ.",
            "UBND tỉnh Lâm Sơn",
            None,
        ),
        (
            "Giám đốc Sở Y tế Lê Thị Mai, Trưởng Ban Chỉ đạo vừa ký {} ngày 21/4/2024 về giữ rừng.",
            "Ban Chỉ đạo",
            ("Lê Thị Mai", "Giám đốc Sở Y tế"),
        ),
    ],
)
def test_report_about_a_plan(sentence: str, issuer: str, signer: tuple[str, str] | None) -> None:
    text = sentence.format("Kế hoạch số 96/KH-UBND")
    plan = khparse.parse(f"Chủ động giữ rừng mùa khô\n(LS) - {text}\nTheo đó, các huyện rà soát.")
    found = plan.metadata
    assert found.number and found.date and found.issuer
    assert (found.origin, found.number.symbol, found.date.edtf) == ("reported", "KH-UBND", "2024-04-21")
    assert (found.issuer.text, found.subject) == (issuer, "giữ rừng")
    assert signer == (plan.signature and (plan.signature.name, plan.signature.position))


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        ("TRỒNG CÂY PHÂN TÁN\nTRÊN ĐỊA BÀN HUYỆN", "TRỒNG CÂY PHÂN TÁN TRÊN ĐỊA BÀN HUYỆN"),
        ("Trồng cây phân tán", None),
        ("HỎA TỐC", None),
    ],
)
def test_subject_without_its_type(lines: str, subject: str | None) -> None:
    """Some web sites lose the type line; the symbol still tells the type."""
    found = khparse.parse("{up}\n{line}\n{no}\n{motto}\n{date}\n".format(**PARTS) + lines + BODY).metadata
    assert found.doc_type is not None
    assert (found.doc_type.code, found.subject) == ("KH", subject)


def test_issuer_of_a_form_without_number_and_date() -> None:
    found = khparse.parse("{up}\n{motto}\nKẾ HOẠCH\nTrồng cây".format(**PARTS) + BODY).metadata
    assert found.issuer is not None
    assert found.issuer.text == "UBND HUYỆN ĐÔNG LÂM"
