"""Lines to paragraphs: wrapped lines, page breaks, noise between lines, two columns."""

from __future__ import annotations

import pytest

from khparse.document import Block, View
from khparse.layout.blocks import arrange, blocks_of
from khparse.readers.text import read_text

# How a text is wrapped shows in several places of it. This tail says "at any column, also inside phrases".
WRAPPED = """
Ủy ban nhân dân các xã phối hợp với
các hội, đoàn thể vận động nhân dân
tham gia nạo vét kênh mương, dọn cỏ
và trồng cây dọc các tuyến đường.
"""


def paragraphs(text: str) -> list[str]:
    return View(read_text(text)).text.splitlines()


def wrapped(text: str) -> list[str]:
    """Return the paragraphs of a text that stands in a wrapped document."""
    return paragraphs(text + "\n" + WRAPPED)[:-1]


@pytest.mark.parametrize(
    "text",
    [
        # in mid-phrase, inside names, numbers and dates
        "Giao Phòng\nKinh tế chủ trì rà soát\ncác tuyến kênh.",
        "Đề nghị Đoàn Thanh niên Cộng sản Hồ\nChí Minh huyện phát động trồng cây.",
        "Thực hiện Kế hoạch số\n45/KH-UBND ngày 02 tháng\n3 năm 2024 của tỉnh",
        "Thực hiện Kết luận\nsố 12-KL/HU của Ban Thường\nvụ Huyện ủy",
        # a number or dash that begins a wrapped line is no label
        "phát tin cảnh báo theo cấp độ\n1. Cấp ngay lương thực cho vùng bị chia cắt.",
        "chương trình giai đoạn 2021\n- 2025 của huyện",
        "hỗ trợ các hộ quy định tại khoản\n2. Kinh phí do xã bảo đảm.",
        "từ 5\n- 7 ngày",
        # nor is the dash of a name
        "Theo đề nghị của Giám đốc Sở Lao động\n- Thương binh và Xã hội tại Tờ trình số 9",
        # headings, in bold and capitals too
        "II. NHIỆM VỤ VÀ GIẢI PHÁP TRỌNG TÂM\nVỀ THỦY LỢI NỘI ĐỒNG",
        "**3. Phòng Nông nghiệp và Môi\ntrường huyện**",
        "**1. Phòng Kinh tế và\nHạ tầng** chủ trì rà soát.",
        "1. Ban Quản lý rừng phòng hộ\nĐầu nguồn",
        "a) Tuyên truyền trên hệ thống\nLoa truyền thanh cơ sở",
    ],
)
def test_wrapped_lines_are_joined(text: str) -> None:
    assert wrapped(text) == [text.replace("**", "").replace("\n", " ")]


@pytest.mark.parametrize(
    "text",
    [
        "1. Nạo vét kênh Tây\n2. Tu bổ đê bãi",
        "- Rà soát các tuyến kênh;\n- Thống kê cống hư hỏng",
        "+ Cây bóng mát\n+ Cây ăn quả",
        "a) Kênh cấp I\nđ) Kênh nội đồng",
        "(1) Vùng bãi\n(ii) Vùng đồi",
        "Căn cứ Luật Thủy lợi;\nCăn cứ Luật Đê điều;",
        "I. MỤC ĐÍCH\nBảo đảm nước tưới cho vụ Xuân.",
        "Báo cáo kết quả hằng tháng\n3. Phòng Nội vụ",
        "Sở Lao động.\n- Thương binh và Xã hội hóa",
        "đẩy mạnh chuyển đổi số\n2. Công an huyện",
        "Nhân dân tự giác tham gia\nTM. ỦY BAN NHÂN DÂN",
        "Các xã thực hiện nghiêm túc\nNơi nhận:",
        "UBND XÃ TÂN LẬP\nSố: 12/KH-UBND",
        "PHỤ LỤC I\nPhụ lục II",
        "Điều 1. Phạm vi\nĐiều 2. Đối tượng",
        "1. Mục đích\nBảo đảm nước tưới cho vụ Xuân.",
        "3. Chế độ báo cáo\nĐề nghị các xã gửi báo cáo.",
    ],
)
def test_paragraphs_stay_apart(text: str) -> None:
    assert wrapped(text) == paragraphs(text) == text.split("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a line in lower case goes on, one with a capital doesn't, unless the line before can't end there
        ("Các xã rà soát kênh mương\nvà báo cáo.", ["Các xã rà soát kênh mương và báo cáo."]),
        (
            "Các xã rà soát kênh mương\nPhòng Kinh tế tổng hợp",
            ["Các xã rà soát kênh mương", "Phòng Kinh tế tổng hợp"],
        ),
        ("Các xã rà soát kênh mương.\nvà báo cáo", ["Các xã rà soát kênh mương.", "và báo cáo"]),
        (
            "Rà soát theo chỉ đạo của\nỦy ban nhân dân huyện",
            ["Rà soát theo chỉ đạo của Ủy ban nhân dân huyện"],
        ),
        ("Triển khai Kế hoạch số\n45/KH-UBND", ["Triển khai Kế hoạch số 45/KH-UBND"]),
        ("Chương trình giai đoạn 2021\n- 2025", ["Chương trình giai đoạn 2021 - 2025"]),
        ("Diện tích năm 2021\n- 25% là keo", ["Diện tích năm 2021", "- 25% là keo"]),
        (
            "Kỷ niệm ngày Tết trồng cây (28/11/1959\n– 28/11/2019)",
            ["Kỷ niệm ngày Tết trồng cây (28/11/1959 – 28/11/2019)"],
        ),
        # a year alone on its line ends a period, and is else the number of a page
        ("TƯỚI TIÊU VỤ XUÂN 2019 -\n2020", ["TƯỚI TIÊU VỤ XUÂN 2019 -", "2020"]),
        ("Rà soát các tuyến kênh\n2020\n- Thống kê", ["Rà soát các tuyến kênh", "- Thống kê"]),
        ("Hoàn thành trước 31/3/2024\n- 15/4/2024: Họp", ["Hoàn thành trước 31/3/2024", "- 15/4/2024: Họp"]),
        # bold that is still open, a long heading in bold or capitals
        ("**1. Trạm Khuyến\nNông huyện**", ["1. Trạm Khuyến Nông huyện"]),
        ("**TM. ĐẢNG ỦY\nBí thư**", ["TM. ĐẢNG ỦY", "Bí thư"]),
        (
            "**II. CÁC NHIỆM VỤ TRỌNG TÂM VÀ GIẢI PHÁP**\n\n**THỰC HIỆN TRONG NĂM**",
            ["II. CÁC NHIỆM VỤ TRỌNG TÂM VÀ GIẢI PHÁP THỰC HIỆN TRONG NĂM"],
        ),
        ("**II. NHIỆM VỤ**\n\n**THUẬN LỢI**", ["II. NHIỆM VỤ", "THUẬN LỢI"]),
        # a narrow column has cut the place, or the last recipient
        ("Tân\nLập, ngày 02 tháng 3 năm 2024", ["Tân Lập, ngày 02 tháng 3 năm 2024"]),
        ("TÂN LẬP\nTân Lập, ngày 02 tháng 3 năm 2024", ["TÂN LẬP", "Tân Lập, ngày 02 tháng 3 năm 2024"]),
        ("- Lưu:\nVT, KT.", ["- Lưu: VT, KT."]),
        # a label alone
        ("1.\n\nTrồng keo", ["1. Trồng keo"]),
        ("1.\na) Trồng keo", ["1.", "a) Trồng keo"]),
    ],
)
def test_text_that_is_not_wrapped(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


# A text set at one width: a line with room for the next word ends its paragraph.
EVEN = """
Ủy ban nhân dân các xã rà soát, thống kê các tuyến kênh bị sạt lở, báo cáo Ủy
ban nhân dân huyện trước ngày 20 hằng tháng; đề xuất kinh phí nạo vét, tu bổ
các công trình thủy lợi do huyện quản lý và hướng dẫn nhân dân thực hiện theo
quy định của pháp luật về thủy lợi, đê điều và phòng chống thiên tai trên địa
bàn; tăng cường tuần tra, kiểm soát, kịp thời phát hiện, ngăn chặn hành vi lấn
chiếm bờ kênh.
"""


@pytest.mark.parametrize(
    "text",
    [
        "2. Công an huyện\nTăng cường tuần tra trên các tuyến sông.",
        "Thuận lợi\nNhân dân đồng tình",
        "3. Các xã\n- tổ chức ra quân;\n- bố trí kinh phí",
        "theo cấp độ\n1. Cấp ngay lương thực",
        "PHỤ LỤC I\nDANH MỤC CÔNG TRÌNH",
    ],
)
def test_lines_with_room_end_a_paragraph(text: str) -> None:
    assert paragraphs(f"{text}\n{EVEN}")[:-1] == text.split("\n")


def test_full_lines_go_on() -> None:
    assert paragraphs(EVEN) == [EVEN.strip().replace("\n", " ")]


PAGE = "Các xã rà soát, thống kê đầy đủ các tuyến kênh bị sạt lở"


@pytest.mark.parametrize(
    "break_", ["\n\n", "\n3\n", "\n\n- 3 -\n\n", "\n\x0c", "\n\nTrang 3/12\n\n", "\n[3]\n", "\n– 4 –\n"]
)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PAGE, "trên địa bàn, gửi về Phòng Kinh tế."),
        (PAGE + " theo hướng dẫn của", "Phòng Kinh tế và Hạ tầng."),
        (PAGE + " trên địa b", "àn huyện."),
    ],
)
def test_page_break_inside_a_sentence(before: str, break_: str, after: str) -> None:
    assert paragraphs(before + break_ + after) == [f"{before} {after}"]


@pytest.mark.parametrize(
    "break_", ["\n\n", "\n3\n", "\n-----\n", "\n***\n", "\n_____\n", "\n* * *\n", "\n|\n", "\n•••••\n"]
)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PAGE + ".", "Phòng Kinh tế tổng hợp."),
        (PAGE + ";", "gửi báo cáo về huyện."),
        (PAGE, "Phòng Kinh tế tổng hợp."),
        (PAGE, "2. Phòng Kinh tế"),
        ("KẾ HOẠCH", "trồng cây phân tán"),
    ],
)
def test_noise_between_paragraphs(before: str, break_: str, after: str) -> None:
    assert paragraphs(before + break_ + after) == [before, after]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# I. MỤC ĐÍCH\n### 1. Mục đích\n##### 2. Yêu cầu", ["I. MỤC ĐÍCH", "1. Mục đích", "2. Yêu cầu"]),
        ("> Trích nội dung\n> cuộc họp", ["Trích nội dung cuộc họp"]),
        ("* Cấp huyện\n* Cấp xã", ["* Cấp huyện", "* Cấp xã"]),
        ("*Cấp huyện*\n\n**Cấp xã**", ["Cấp huyện", "Cấp xã"]),
        ("1\\. Một\n2\\. Hai\n\\- Ba", ["1. Một", "2. Hai", "- Ba"]),
        ("1.\tNạo vét kênh\n\tCác xã rà soát.", ["1. Nạo vét kênh", "Các xã rà soát."]),
    ],
)
def test_markdown_and_indents(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        (
            "UBND XÃ TÂN LẬP\tCỘNG HÒA XÃ HỘI\nVĂN PHÒNG\tĐộc lập",
            ["UBND XÃ TÂN LẬP", "VĂN PHÒNG"],
            ["CỘNG HÒA XÃ HỘI", "Độc lập"],
        ),
        ("UBND XÃ      CỘNG HÒA\n  VĂN PHÒNG     Độc lập", ["UBND XÃ", "VĂN PHÒNG"], ["CỘNG HÒA", "Độc lập"]),
        ("- Các xã;\tKT. CHỦ TỊCH\n\tPHÓ CHỦ TỊCH", ["- Các xã;"], ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        ("- Lưu: VT.\tCHỦ TỊCH\n" + " " * 40 + "Lê Văn Bình", ["- Lưu: VT."], ["CHỦ TỊCH", "Lê Văn Bình"]),
        # one column: a number with its date, a label, a quantity
        ("Số: 5/KH-UBND\tTân Lập, ngày 02 tháng 3 năm 2024", [], []),
        ("a)\tKênh cấp I", [], []),
        ("Diện tích\t20 ha", [], []),
    ],
)
def test_two_columns(text: str, left: list[str], right: list[str]) -> None:
    view = View(read_text(text))
    for column, expected in enumerate((left, right)):
        assert [view.text[p.start : p.end] for p in view.paragraphs if p.block.column == column] == expected


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("**1. Các xã**", [True]),
        ("**1. Phòng Kinh\ntế huyện**", [True]),
        ("**1. Các xã** rà soát", [False]),
        ("1. Các xã", [False]),
        ("**Một** và **hai**", [False]),
    ],
)
def test_bold_paragraphs(text: str, bold: list[bool]) -> None:
    assert [paragraph.block.bold for paragraph in View(read_text(text)).paragraphs] == bold


def test_tables_of_a_reader_that_arrange_the_page() -> None:
    text = "UBND XÃ\nTÂN LẬP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTT\nNội dung"
    head = [Block([(0, 7), (8, 15)], 0, 0, 0), Block([(16, 50)], 0, 0, 1)]
    data = [Block([(51, 53)], 1, 0, 0), Block([(54, 62)], 1, 0, 1)]
    arranged = arrange(text, head + data)
    assert [(block.pieces, block.layout) for block in arranged] == [
        ([(0, 7)], True),
        ([(8, 15)], True),
        ([(16, 50)], True),
        ([(51, 53)], False),
        ([(54, 62)], False),
    ]


def test_recipients_glued_to_the_end_of_the_text() -> None:
    text = "Các xã thực hiện./.Nơi nhận:\n- Như trên;"
    assert [text[a:b] for block in blocks_of(text) for a, b in block.pieces] == [
        "Các xã thực hiện./.",
        "Nơi nhận:",
        "- Như trên;",
    ]
