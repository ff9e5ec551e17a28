"""Who has to do what in running text: headed units, orders, subjects, bullets, labels, reports."""

from __future__ import annotations

import pytest

import khparse
from khparse.models import Assignment, Plan

HEAD = "KẾ HOẠCH\nTriển khai công tác văn thư, lưu trữ năm 2025\n\n"


def plan_of(body: str) -> Plan:
    return khparse.parse(HEAD + body)


def numbered(section: str | None) -> str:
    """Return the path of the nearest numbered unit: bullets belong to it."""
    parts = (section or "").split("/")
    while parts and parts[-1][:1] in "-+*•":
        parts.pop()
    return "/".join(parts)


def triples(assignments: list[Assignment]) -> list[str]:
    """Return each `path | role | body` once, in document order."""
    found: dict[str, None] = {}
    for assignment in assignments:
        path = numbered(assignment.section)
        for role in ("lead", "support", "report_to"):
            for agency in getattr(assignment, role):
                found[f"{path} | {role} | {' '.join(agency.text.split())}"] = None
    return list(found)


def roles(body: str) -> list[str]:
    """Return who is assigned in a section of duties, paths without the section's own number."""
    plan = plan_of(f"II. TỔ CHỨC THỰC HIỆN\n{body}")
    return [line.removeprefix("II/").removeprefix("II | ") for line in triples(plan.assignments)]


def table(*cases: tuple[str, list[str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), cases, ids=[text for text, _ in cases])


@table(
    ("1. Sở Nội vụ\n- Hướng dẫn nghiệp vụ.", ["1 | lead | Sở Nội vụ"]),
    ("1. Sở Nội vụ:\n- Hướng dẫn nghiệp vụ.", ["1 | lead | Sở Nội vụ"]),
    ("1. Sở Nội vụ.\n- Hướng dẫn nghiệp vụ.", ["1 | lead | Sở Nội vụ"]),
    ("a) Sở Nội vụ\n- Hướng dẫn nghiệp vụ.", ["a | lead | Sở Nội vụ"]),
    ("1. Giao Sở Nội vụ\n- Hướng dẫn nghiệp vụ.", ["1 | lead | Sở Nội vụ"]),
    (
        "1. Đề nghị Ban Tuyên giáo và Dân vận Tỉnh ủy\n- Định hướng tuyên truyền.",
        ["1 | lead | Ban Tuyên giáo và Dân vận Tỉnh ủy"],
    ),
    # an order with its duty, which its siblings go on with where it is a call
    ("1. Giao Phòng Nội vụ theo dõi, đôn đốc:\n- Rà soát hồ sơ.", ["1 | lead | Phòng Nội vụ"]),
    (
        "1. Giao Phòng Nội vụ triển khai các việc sau:\n2. Rà soát hồ sơ.\n3. Sở Y tế kiểm tra.",
        ["1 | lead | Phòng Nội vụ", "2 | lead | Phòng Nội vụ", "3 | lead | Sở Y tế"],
    ),
    ("1. Giao Phòng Nội vụ rà soát hồ sơ.\n2. Chỉnh lý tài liệu.", ["1 | lead | Phòng Nội vụ"]),
    ("1. Đối với các trường THPT\n- Rà soát hồ sơ.", ["1 | lead | các trường THPT"]),
    ("1. Trách nhiệm của UBND cấp xã\n- Rà soát hồ sơ.", ["1 | lead | UBND cấp xã"]),
    ("1. Sở Nội vụ có trách nhiệm:\n- Hướng dẫn nghiệp vụ.", ["1 | lead | Sở Nội vụ"]),
    # apposition, parent in brackets, several bodies, names with commas
    (
        "1. Công an tỉnh - Cơ quan Thường trực Ban Chỉ đạo 138 tỉnh\n- Nắm tình hình.",
        ["1 | lead | Công an tỉnh - Cơ quan Thường trực Ban Chỉ đạo 138 tỉnh"],
    ),
    ("1. Ban Tôn giáo (Sở Nội vụ)\n- Nắm tình hình.", ["1 | lead | Ban Tôn giáo"]),
    (
        "1. Phòng Hành chính tổng hợp (ThS. Trần Văn Nam)\n- Nắm tình hình.",
        ["1 | lead | Phòng Hành chính tổng hợp"],
    ),
    (
        "1. Sở Tài chính, Sở Xây dựng\n- Thẩm định dự toán.",
        ["1 | lead | Sở Tài chính", "1 | lead | Sở Xây dựng"],
    ),
    ("1. Sở Văn hóa, Thể thao và Du lịch\n- Tuyên truyền.", ["1 | lead | Sở Văn hóa, Thể thao và Du lịch"]),
    (
        "1. Các sở, ban, ngành tỉnh; UBND các xã, phường\n- Tuyên truyền.",
        ["1 | lead | Các sở, ban, ngành tỉnh", "1 | lead | UBND các xã, phường"],
    ),
    ("1. Các Sở: Y tế, Nội vụ\n- Tuyên truyền.", ["1 | lead | Y tế", "1 | lead | Nội vụ"]),
    ("1. Các Sở: Y tế, Nội vụ tuyên truyền.", ["1 | lead | Y tế", "1 | lead | Nội vụ"]),
    # a heading that runs on into its text
    (
        "1. Sở Nội vụ: Hướng dẫn nghiệp vụ. Phối hợp với Sở Tài chính bố trí kinh phí.",
        ["1 | lead | Sở Nội vụ", "1 | support | Sở Tài chính"],
    ),
    ("1. Sở Nội vụ hướng dẫn nghiệp vụ cho các cơ quan.", ["1 | lead | Sở Nội vụ"]),
    ("1. **Sở Nội vụ** hướng dẫn nghiệp vụ cho các cơ quan.", ["1 | lead | Sở Nội vụ"]),
    (
        "**1. Sở Nội vụ** chủ trì, phối hợp với Sở Tài chính lập dự toán.",
        ["1 | lead | Sở Nội vụ", "1 | support | Sở Tài chính"],
    ),
    ("1. Giao Sở Nội vụ: Hướng dẫn nghiệp vụ.", ["1 | lead | Sở Nội vụ"]),
    # partners that the heading's colon lists
    (
        "1. Giao Sở Nội vụ chủ trì, phối hợp với các Sở: Tài chính, Xây dựng lập dự toán.",
        ["1 | lead | Sở Nội vụ", "1 | support | Tài chính", "1 | support | Xây dựng"],
    ),
    (
        "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính thẩm định dự toán",
        ["1 | lead | Sở Nội vụ", "1 | support | Sở Tài chính"],
    ),
    # bold that ends inside the name
    ("**1. Hội Liên hiệp** Phụ nữ tỉnh vận động hội viên.", ["1 | lead | Hội Liên hiệp** Phụ nữ tỉnh"]),
    # broken lines
    (
        "1. Trung tâm Phục vụ hành\nchính công tỉnh\n- Công khai quy trình.",
        ["1 | lead | Trung tâm Phục vụ hành chính công tỉnh"],
    ),
    # internal units, posts and persons
    ("1. Trưởng các phòng chuyên môn\n- Lập danh mục hồ sơ.", ["1 | lead | Trưởng các phòng chuyên môn"]),
    ("1. Đồng chí Trần Văn Nam, Phó Giám đốc Sở\n- Phụ trách chung.", ["1 | lead | Đồng chí Trần Văn Nam"]),
    (
        "1. Đồng chí Trần Văn Nam - Trưởng ban\n- Phụ trách chung.",
        ["1 | lead | Đồng chí Trần Văn Nam - Trưởng ban"],
    ),
    ("1. Tổ trưởng: Phụ trách chung.", ["1 | lead | Tổ trưởng"]),
    ("1. Giáo viên chủ nhiệm\n- Nhắc nhở học sinh.", ["1 | lead | Giáo viên chủ nhiệm"]),
)
def test_units_that_a_body_heads(text: str, expected: list[str]) -> None:
    assert roles(text) == expected


@table(
    ("1. Tổ chức thực hiện nghiêm Kế hoạch này.", []),
    ("1. Hội nghị sơ kết\n- Thành phần tham dự: lãnh đạo các phòng.", []),
    ("1. Ban hành văn bản chỉ đạo", []),
    ("1. Báo cáo kết quả", []),
    ("1. Phòng, chống cháy nổ", []),
    ("1. Đoàn kết nội bộ", []),
    ("1. Công tác tuyên truyền", []),
    ("1. Chế độ báo cáo", []),
    ("1. Kinh phí thực hiện", []),
    ("1. Hội thi văn thư giỏi\n- Chấm điểm công khai.", []),
    ("1. Bộ tiêu chí đánh giá\n- Mỗi tiêu chí 10 điểm.", []),
    ("1. Đối với tập thể\n- Hoàn thành xuất sắc nhiệm vụ.", []),
    ("1. Thành phần Ban Chỉ đạo\n- Trưởng ban: đồng chí Chủ tịch.", []),
    # members of a committee without duties, and labels of bodies
    (
        "1. Ban Tổ chức:\na) Ông Lê Văn Tám, Phó Giám đốc - Trưởng ban;\nb) Bà Lê Thị Ba (Kế toán) Thành viên",
        [],
    ),
    ("1. Tổ trưởng: Đồng chí Phó Chủ tịch UBND xã.\n2. Thành viên: Trưởng các thôn.", []),
    ("1. Đơn vị bảo trợ thông tin: Báo Lâm Sơn.", []),
)
def test_headings_that_name_no_body(text: str, expected: list[str]) -> None:
    assert roles(text) == expected


@table(
    ("1. Giao Sở Nội vụ theo dõi, đôn đốc việc thực hiện.", ["1 | lead | Sở Nội vụ"]),
    (
        "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, Kho bạc Nhà nước khu vực X hướng dẫn thanh toán.",
        ["1 | lead | Sở Nội vụ", "1 | support | Sở Tài chính", "1 | support | Kho bạc Nhà nước khu vực X"],
    ),
    (
        "1. Trên đây là Kế hoạch năm 2025, đề nghị các sở, ban, ngành tổ chức thực hiện.",
        ["1 | lead | các sở, ban, ngành"],
    ),
    (
        "1. Căn cứ chức năng, nhiệm vụ được giao, các sở, ban, ngành xây dựng kế hoạch.",
        ["1 | lead | các sở, ban, ngành"],
    ),
    (
        "1. Tuyên truyền trên loa truyền thanh (Văn phòng Sở chủ trì; các phòng phối hợp).",
        ["1 | lead | Văn phòng Sở", "1 | support | các phòng"],
    ),
    ("1. Bơm nước chống úng (Trạm Thủy nông số 3).", ["1 | lead | Trạm Thủy nông số 3"]),
    # bullets inherit the body above them, or name their own
    (
        "1. Sở Nội vụ\n- Chủ trì, phối hợp với Sở Tư pháp rà soát văn bản.\n"
        "- Phối hợp với Công an tỉnh bảo vệ kho lưu trữ.",
        ["1 | lead | Sở Nội vụ", "1 | support | Sở Tư pháp", "1 | support | Công an tỉnh"],
    ),
    (
        "1. Công tác chuẩn bị\n- Sở Nội vụ: Chuẩn bị tài liệu.\n- Văn phòng UBND tỉnh: Bố trí hội trường.",
        ["1 | lead | Sở Nội vụ", "1 | lead | Văn phòng UBND tỉnh"],
    ),
    (
        "1. Công tác chuẩn bị\n- Sở Nội vụ:\n+ Chuẩn bị tài liệu.\n"
        "+ Phối hợp với Văn phòng UBND tỉnh bố trí hội trường.",
        ["1 | lead | Sở Nội vụ", "1 | support | Văn phòng UBND tỉnh"],
    ),
    (
        "1. Công tác chuẩn bị\n- Giao Sở Nội vụ chuẩn bị tài liệu;\n- Sở Tài chính bố trí kinh phí.",
        ["1 | lead | Sở Nội vụ", "1 | lead | Sở Tài chính"],
    ),
    (
        "1. Sở Nội vụ\na) Hướng dẫn nghiệp vụ.\nb) Phối hợp với Sở Tài chính lập dự toán.",
        [
            "1 | lead | Sở Nội vụ",
            "1/a | lead | Sở Nội vụ",
            "1/b | lead | Sở Nội vụ",
            "1/b | support | Sở Tài chính",
        ],
    ),
    (
        "1. Cấp huyện\n- Chọn điểm.\nLiên đoàn Lao động các huyện:\na) Thăm, tặng quà công nhân.",
        ["1 | lead | Liên đoàn Lao động các huyện", "1/a | lead | Liên đoàn Lao động các huyện"],
    ),
    ("1. Ban Tổ chức gồm\n- Trưởng ban:\n+ Đồng chí Lê Văn Tám.", []),
    # several duties in one paragraph
    (
        "1. Sở Nội vụ hướng dẫn nghiệp vụ. Sở Tài chính thẩm định dự toán.",
        ["1 | lead | Sở Nội vụ", "1 | lead | Sở Tài chính"],
    ),
    (
        "1. Sở Nội vụ hướng dẫn nghiệp vụ; Sở Tài chính thẩm định dự toán.",
        ["1 | lead | Sở Nội vụ", "1 | lead | Sở Tài chính"],
    ),
    (
        "1. Sở Nội vụ hướng dẫn nghiệp vụ. Hằng quý kiểm tra, báo cáo UBND tỉnh.",
        ["1 | lead | Sở Nội vụ", "1 | report_to | UBND tỉnh"],
    ),
    # of an order by someone the ones ordered; closing paragraphs belong to the last unit
    (
        "1. Chủ tịch UBND tỉnh giao: Sở Nội vụ đôn đốc; Sở Tài chính bố trí kinh phí.",
        ["1 | lead | Sở Nội vụ", "1 | lead | Sở Tài chính"],
    ),
    (
        "1. Sở Nội vụ\n- Rà soát hồ sơ.\nYêu cầu các phòng, ban nghiêm túc thực hiện./.",
        ["1 | lead | Sở Nội vụ", "1 | lead | các phòng, ban"],
    ),
)
def test_duties_in_text(text: str, expected: list[str]) -> None:
    assert roles(text) == expected


@table(
    (
        "1. Rà soát hồ sơ\n- Cơ quan chủ trì: Sở Nội vụ.\n"
        "- Cơ quan phối hợp: Sở Tư pháp, các địa phương.\n- Thời gian: Quý II/2025.",
        ["1 | lead | Sở Nội vụ", "1 | support | Sở Tư pháp", "1 | support | các địa phương"],
    ),
    (
        "1. Rà soát hồ sơ\n- Đơn vị thực hiện: Văn phòng Sở; phối hợp: Phòng Kế toán; thời gian: tháng 6.",
        ["1 | lead | Văn phòng Sở", "1 | support | Phòng Kế toán"],
    ),
    (
        "1. Rà soát hồ sơ (Chủ trì: Sở Nội vụ; phối hợp: Sở Tư pháp).",
        ["1 | lead | Sở Nội vụ", "1 | support | Sở Tư pháp"],
    ),
    (
        "1. Rà soát hồ sơ. Cơ quan chủ trì: Sở Nội vụ. Cơ quan phối hợp: Sở Tư pháp.",
        ["1 | lead | Sở Nội vụ", "1 | support | Sở Tư pháp"],
    ),
    ("1. Rà soát hồ sơ\n- Người thực hiện: đ/c Lê Thị Hoa.", ["1 | lead | đ/c Lê Thị Hoa"]),
    (
        "1. Rà soát hồ sơ\nNgười phụ trách: Lê Thị Hoa, Trần Nam",
        ["1 | lead | Lê Thị Hoa", "1 | lead | Trần Nam"],
    ),
    (
        "1. Rà soát hồ sơ\n+ Chủ trì, phối hợp: Sở Nội vụ, Sở Tư pháp",
        ["1 | lead | Sở Nội vụ", "1 | support | Sở Tư pháp"],
    ),
    ("1. Rà soát hồ sơ\n- Địa điểm: Hội trường Sở Nội vụ.\n- Thời gian: do Sở Nội vụ thông báo.", []),
)
def test_labels(text: str, expected: list[str]) -> None:
    assert roles(text) == expected


@table(
    (
        "1. Các phòng báo cáo kết quả về Sở Nội vụ (qua Văn phòng Sở) trước ngày 15/12.",
        ["1 | lead | Các phòng", "1 | report_to | Sở Nội vụ"],
    ),
    (
        "1. Báo cáo kết quả về Sở Nội vụ (qua Văn phòng Sở, email: vanthu@abc.vn) trước ngày 15/12.",
        ["1 | report_to | Sở Nội vụ"],
    ),
    (
        "1. Các phòng gửi báo cáo về Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh.",
        ["1 | lead | Các phòng", "1 | report_to | Sở Nội vụ"],
    ),
    (
        "1. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị phản ánh về Sở Nội vụ"
        " để tổng hợp, báo cáo UBND tỉnh.",
        [],
    ),
    (
        "1. Đối với giáo viên chủ nhiệm: Theo dõi nền nếp.",
        ["1 | lead | giáo viên chủ nhiệm"],
    ),
    ("1. Trách nhiệm các phòng, ban: Tổng hợp báo cáo.", ["1 | lead | các phòng, ban"]),
    (
        "1. Yêu cầu các phòng triển khai; quá trình thực hiện có vướng mắc, báo cáo Sở Nội vụ để xem xét.",
        ["1 | lead | các phòng"],
    ),
    ("1. Tham mưu UBND tỉnh ban hành quyết định; trình HĐND tỉnh; thông báo cho Sở Tài chính.", []),
    ("1. Đối tượng: công chức văn thư của các sở, ban, ngành.", []),
    ("1. Nâng cao trách nhiệm của các cơ quan, đơn vị trong công tác lưu trữ.", []),
    ("1. Thành phần: Đại diện lãnh đạo Sở Nội vụ, Công an tỉnh.", []),
    ("1. Địa điểm: Hội trường Trung tâm Hội nghị tỉnh.", []),
    ("1. Phấn đấu 100% cơ quan thuộc UBND tỉnh lập hồ sơ điện tử.", []),
    ("1. Các khẩu hiệu: “Toàn dân đoàn kết xây dựng đời sống văn hóa”.", []),
    ("1. Đối tượng: 02 đồng chí (đ/c Lê Văn Ba, đ/c Vũ Thị Tư).", []),
    ("1. Đối tượng kiểm tra: 02 đơn vị (Trạm Y tế, Công an xã).", []),
    ("1. Lực lượng tham gia\n- Công an xã: 05 đồng chí.", []),
)
def test_reports_and_bodies_only_mentioned(text: str, expected: list[str]) -> None:
    assert roles(text) == expected


@table(
    (
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Các cơ quan, đơn vị nâng cao nhận thức.\n"
        "2. Yêu cầu\n- Các sở, ban, ngành triển khai đồng bộ.",
        [],
    ),
    ("I. MỤC TIÊU\n1. UBND các xã, phường bố trí kho lưu trữ đạt chuẩn.", []),
    ("I. CHỈ TIÊU\n1. Sở Nội vụ phấn đấu số hóa 100% hồ sơ.", []),
    ("I. TÌNH HÌNH\n1. Sở Nội vụ đã số hóa 12.000 hồ sơ.", []),
    ("I. KHÓ KHĂN, HẠN CHẾ\n1. Các phòng phối hợp thiếu chặt chẽ.", []),
    ("I. KHẨU HIỆU TUYÊN TRUYỀN\n1. Toàn dân đoàn kết, phối hợp cùng chính quyền giữ gìn di sản!", []),
    ("I. YÊU CẦU, NHIỆM VỤ\n1. Sở Nội vụ rà soát hồ sơ.", ["I/1 | lead | Sở Nội vụ"]),
)
def test_sections_of_purposes_and_targets_assign_nothing(text: str, expected: list[str]) -> None:
    assert triples(plan_of(text).assignments) == expected


@table(
    ("Trang trí khánh tiết: đ/c Hoa, đ/c Mai.", ["I/1 | lead | đ/c Hoa", "I/1 | lead | đ/c Mai"]),
    ("Âm thanh, ánh sáng: Tổ Văn phòng", ["I/1 | lead | Tổ Văn phòng"]),
    # who takes part, who sits on a committee, where
    ("Thành phần: Tổ Văn phòng, Tổ Tự nhiên.", []),
    ("Ban giám khảo: cô Hoa, thầy Nam.", []),
    ("Địa điểm: Văn phòng trường.", []),
)
def test_sections_that_share_out_tasks(text: str, expected: list[str]) -> None:
    assert triples(plan_of(f"I. PHÂN CÔNG NHIỆM VỤ\n1. {text}").assignments) == expected


@pytest.mark.parametrize("heading", ["PHÂN CÔNG LÃNH ĐẠO TRỰC", "TRÁCH NHIỆM CÁC THÀNH VIÊN"])
def test_headings_of_sections_lead_nothing(heading: str) -> None:
    text = f"I. {heading}\n1. Đồng chí Trưởng ban: Chỉ đạo chung."
    assert triples(plan_of(text).assignments) == ["I/1 | lead | Đồng chí Trưởng ban"]


@table(
    ("Căn cứ đề nghị của Giám đốc Sở Nội vụ;\nSở Nội vụ ban hành Kế hoạch như sau:\nI. NỘI DUNG\n", []),
    ("Xét đề nghị của Sở Nội vụ tại Tờ trình số 12/TTr-SNV;\nI. NỘI DUNG\n", []),
    (
        "Chủ tịch UBND tỉnh yêu cầu Giám đốc các sở thực hiện các nội dung sau:\n1. Rà soát hồ sơ.\n",
        [" | lead | Giám đốc các sở"],
    ),
)
def test_preamble(text: str, expected: list[str]) -> None:
    assert triples(plan_of(text).assignments) == expected


def test_titles_of_attachments_are_no_tasks() -> None:
    body = "1. Giao Sở Nội vụ rà soát hồ sơ.\nPHÂN CÔNG NHIỆM VỤ CỦA TỔ CÔNG TÁC\n(Kèm theo Kế hoạch số 4/KH-SNV)"
    assert [found.task for found in plan_of(f"I. TỔ CHỨC\n{body}").assignments] == [
        "Giao Sở Nội vụ rà soát hồ sơ."
    ]


def test_an_assignment_says_where_it_stands() -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n- Chủ trì, phối hợp với Sở Tư pháp rà soát văn bản.\n"
    text = HEAD + body
    plan = khparse.parse(text)
    assert [(a.id, a.section, a.origin) for a in plan.assignments] == [
        ("a1", "II/1", "prose"),
        ("a2", "II/1/-1", "prose"),
    ]
    headed, duty = plan.assignments
    assert headed.task == "Sở Nội vụ"
    assert duty.task == "Chủ trì, phối hợp với Sở Tư pháp rà soát văn bản."
    for agency in (*headed.lead, *duty.lead, *duty.support):
        assert text[agency.span.start : agency.span.end] == agency.text


def test_the_second_name_does_not_hide_the_first() -> None:
    (assignment, *_) = plan_of(
        "II. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh - Cơ quan Thường trực\n- Nắm tình hình."
    ).assignments
    assert (assignment.lead[0].text, assignment.lead[0].agency_id) == (
        "Công an tỉnh - Cơ quan Thường trực",
        "cong-an-tinh",
    )


def test_the_noun_said_once_completes_the_name() -> None:
    (assignment,) = plan_of("II. TỔ CHỨC THỰC HIỆN\n1. Đề nghị các Bộ: Công an, Y tế phối hợp.").assignments
    assert [(a.text, a.name) for a in assignment.lead] == [("Công an", "Bộ Công an"), ("Y tế", "Bộ Y tế")]


def test_an_unknown_body_keeps_its_printed_name() -> None:
    (assignment,) = plan_of("II. TỔ CHỨC THỰC HIỆN\n1. Giao Tổ Số hóa tài liệu rà soát hồ sơ.").assignments
    assert [(a.text, a.name, a.agency_id) for a in assignment.lead] == [
        ("Tổ Số hóa tài liệu", "Tổ Số hóa tài liệu", None)
    ]


def test_a_list_of_subjects_has_one_task() -> None:
    text = (
        "Điều 2. Chánh Văn phòng UBND tỉnh; Chủ tịch UBND các huyện/thành phố; các đơn vị có liên quan chịu trách"
        " nhiệm thi hành; Sở Nội vụ kiểm tra việc thi hành."
    )
    leads = [[agency.text for agency in found.lead] for found in plan_of(text).assignments]
    assert leads == [
        ["Chánh Văn phòng UBND tỉnh", "Chủ tịch UBND các huyện/thành phố", "các đơn vị có liên quan"],
        ["Sở Nội vụ"],
    ]
