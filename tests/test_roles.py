"""Roles in one clause: who leads, who supports, to whom it is reported; how a paragraph parts into clauses."""

from __future__ import annotations

import pytest

from khparse.document import Block, Document, View
from khparse.extract.assignments.clauses import clauses, sentences
from khparse.extract.assignments.labels import read_labels
from khparse.extract.assignments.reports import report_of
from khparse.extract.assignments.roles import lead_of, support_of
from khparse.extract.bodies.lists import Mention
from khparse.extract.bodies.words import Words


def words_of(text: str) -> Words:
    """Return the words of a text that is one paragraph."""
    return Words(View(Document(text, [Block([(0, len(text))])])))


def names(words: Words, mentions: list[Mention]) -> list[str]:
    return [words.view.text[mention.start : mention.end] for mention in mentions]


def table(*cases: tuple[str, list[str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), cases, ids=[text for text, _ in cases])


def nobody(*texts: str) -> pytest.MarkDecorator:
    return table(*[(text, []) for text in texts])


@table(
    # an order
    ("Giao Sở Nội vụ theo dõi, đôn đốc.", ["Sở Nội vụ"]),
    ("Giao cho Văn phòng UBND tỉnh tổng hợp.", ["Văn phòng UBND tỉnh"]),
    ("Phân công Phòng Tổ chức cán bộ làm đầu mối.", ["Phòng Tổ chức cán bộ"]),
    ("Ủy quyền Giám đốc Sở Xây dựng ký hợp đồng.", ["Giám đốc Sở Xây dựng"]),
    ("Yêu cầu Thủ trưởng các cơ quan, đơn vị nghiêm túc thực hiện.", ["Thủ trưởng các cơ quan, đơn vị"]),
    ("Đề nghị Ủy ban MTTQ Việt Nam tỉnh giám sát.", ["Ủy ban MTTQ Việt Nam tỉnh"]),
    ("Kính đề nghị Ban Thường vụ Tỉnh ủy quan tâm chỉ đạo.", ["Ban Thường vụ Tỉnh ủy"]),
    ("- Giao Sở Nội vụ, Sở Tài chính tham mưu.", ["Sở Nội vụ", "Sở Tài chính"]),
    # an order by someone
    ("UBND tỉnh giao Sở Nội vụ tham mưu.", ["Sở Nội vụ"]),
    ("Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành khẩn trương triển khai.", ["các sở, ban, ngành"]),
    ("Trên đây là Kế hoạch năm 2025, đề nghị các địa phương triển khai.", ["các địa phương"]),
    ("Về kinh phí, giao Sở Tài chính thẩm định.", ["Sở Tài chính"]),
    ("Lễ phát động: giao Ban Tuyên giáo chủ trì.", ["Ban Tuyên giáo"]),
    ("Cấp cơ sở: Các cơ sở Đoàn tổ chức ra quân.", ["Các cơ sở Đoàn"]),
    ("Trong quá trình triển khai, đề nghị Văn phòng Tỉnh ủy phối hợp chỉ đạo.", ["Văn phòng Tỉnh ủy"]),
    ("Thống nhất giao Sở Nội vụ rà soát.", ["Sở Nội vụ"]),
    ("Đồng ý chủ trương và giao Sở Xây dựng hoàn thiện hồ sơ.", ["Sở Xây dựng"]),
    ("Đồng ý với đề nghị của Sở Y tế về tiến độ, giao Sở Tài chính thẩm định.", ["Sở Tài chính"]),
    ("Nhận được Công văn này, đề nghị các phòng triển khai.", ["các phòng"]),
    ("Nhận được Công văn này các phòng triển khai.", ["các phòng"]),
    ("Riêng Sở Y tế báo cáo hằng ngày.", ["Sở Y tế"]),
    ("Ngoài ra, Công an xã còn có trách nhiệm trực chốt.", ["Công an xã"]),
    ("Rà soát quy hoạch - Phòng Quản lý đô thị chủ trì.", ["Phòng Quản lý đô thị"]),
    ("Tổ giúp việc gồm Sở Y tế (tổ trưởng), Sở Nội vụ đề xuất danh sách.", ["Tổ giúp việc"]),
    ("Sở Y tế - Cơ quan Thường trực Ban Chỉ đạo - tổng hợp.", ["Sở Y tế - Cơ quan Thường trực Ban Chỉ đạo"]),
    ("Cô Thu: đề nghị nhà trường mua thêm sách.", ["nhà trường"]),
    # a subject
    ("Sở Y tế xây dựng phương án.", ["Sở Y tế"]),
    ("Sở Y tế có trách nhiệm xây dựng phương án.", ["Sở Y tế"]),
    ("Sở Y tế là cơ quan thường trực, theo dõi việc thực hiện.", ["Sở Y tế"]),
    ("Sở Y tế (cơ quan thường trực) tổng hợp.", ["Sở Y tế"]),
    ("Sở Y tế, với vai trò cơ quan thường trực, tham mưu UBND tỉnh.", ["Sở Y tế"]),
    ("Sở Y tế căn cứ Kế hoạch này xây dựng kế hoạch chi tiết.", ["Sở Y tế"]),
    ("Sở Y tế: Chỉ đạo các bệnh viện trực cấp cứu.", ["Sở Y tế"]),
    ("Sở Y tế mở 02 lớp tập huấn.", ["Sở Y tế"]),
    ("Phòng An toàn tổ chức diễn tập.", ["Phòng An toàn"]),
    ("Ban Chỉ huy PCTT và TKCN trực 24/24 giờ.", ["Ban Chỉ huy PCTT và TKCN"]),
    ("Điều dưỡng trưởng các khoa giám sát vệ sinh tay.", ["Điều dưỡng trưởng các khoa"]),
    ("Sở Y tế, Sở Tài chính và các địa phương rà soát.", ["Sở Y tế", "Sở Tài chính", "các địa phương"]),
    ("Đảng ủy, lãnh đạo Sở tập trung lãnh đạo, chỉ đạo.", ["Đảng ủy", "lãnh đạo Sở"]),
    ("Mỗi cơ quan, đơn vị bố trí ít nhất 01 công chức văn thư.", ["Mỗi cơ quan, đơn vị"]),
    ("Toàn thể cán bộ, giáo viên nghiêm túc thực hiện.", ["Toàn thể cán bộ, giáo viên"]),
    ("Hiệu trưởng chịu trách nhiệm chỉ đạo chung.", ["Hiệu trưởng"]),
    ("Đồng chí Lê Văn Tám phụ trách hậu cần.", ["Đồng chí Lê Văn Tám"]),
    ("PC06 hướng dẫn thủ tục cấp căn cước.", ["PC06"]),
    ("UBND các xã, phường có rừng chịu trách nhiệm trực chòi canh.", ["UBND các xã, phường"]),
    ("Hội Nông dân tỉnh tôn tạo khuôn viên.", ["Hội Nông dân tỉnh"]),
    ("Chủ đầu tư bố trí kinh phí giải phóng mặt bằng.", ["Chủ đầu tư"]),
    ("Công ty Điện lực tỉnh có phương án bảo đảm cấp điện.", ["Công ty Điện lực tỉnh"]),
    ("Bộ phận Tài vụ: Chuẩn bị kinh phí.", ["Bộ phận Tài vụ"]),
    ("cô Nguyễn Thị Lan chuẩn bị chương trình văn nghệ.", ["cô Nguyễn Thị Lan"]),
    ("UBND các xã theo quy định của pháp luật tổ chức kiểm tra.", ["UBND các xã"]),
    # a subject behind an opening phrase
    ("Căn cứ chức năng, nhiệm vụ được giao, các sở, ban, ngành xây dựng kế hoạch.", ["các sở, ban, ngành"]),
    ("Trên cơ sở Kế hoạch này, UBND các xã cụ thể hóa nhiệm vụ.", ["UBND các xã"]),
    ("Trong năm 2025, Sở Nội vụ tổ chức kiểm tra.", ["Sở Nội vụ"]),
    ("Hằng tháng, Văn phòng Sở rà soát tiến độ.", ["Văn phòng Sở"]),
    ("Khi có dịch, Trung tâm Y tế huyện khoanh vùng, xử lý.", ["Trung tâm Y tế huyện"]),
    ("Đối với hồ sơ tồn đọng, các phòng chuyên môn tự chỉnh lý.", ["các phòng chuyên môn"]),
    ("Căn cứ kết quả rà soát, kiểm kê, Sở Nội vụ lập danh mục.", ["Sở Nội vụ"]),
    (
        "Tiếp tục thực hiện Chương trình số 05-CTr/TU, các phòng chuyên môn lập hồ sơ.",
        ["các phòng chuyên môn"],
    ),
    # those who lead, led by a verb of their own
    ("Các huyện ủy, thành ủy lãnh đạo, chỉ đạo quán triệt Kế hoạch.", ["Các huyện ủy, thành ủy"]),
    ("Chi bộ Văn phòng lãnh đạo thực hiện việc chỉnh lý.", ["Chi bộ Văn phòng"]),
    # the doer of a passive
    ("Công tác hậu cần do Văn phòng Sở thực hiện.", ["Văn phòng Sở"]),
    ("Kinh phí do Sở Tài chính chủ trì thẩm định.", ["Sở Tài chính"]),
    ("Kênh nội đồng do các hợp tác xã đảm nhận.", ["các hợp tác xã"]),
    ("Hội trường do Văn phòng Sở bố trí.", ["Văn phòng Sở"]),
)
def test_lead(text: str, expected: list[str]) -> None:
    words = words_of(text)
    found = lead_of(words, 0, len(text))
    assert found
    assert names(words, found.items) == expected


@nobody(
    # no body opens the clause
    "Xây dựng phương án ứng phó.",
    "Tổ chức hội nghị sơ kết.",
    "Hội nghị tổ chức vào quý III.",
    "Ban hành quy chế làm việc.",
    "Báo cáo kết quả hằng quý.",
    "Phòng, chống cháy, nổ.",
    "Đoàn kết, thống nhất, quyết tâm thực hiện.",
    # an object: advised, guided, inspected, directed, informed
    "Tham mưu UBND tỉnh ban hành quyết định.",
    "Hướng dẫn các cơ quan, đơn vị lập hồ sơ.",
    "Kiểm tra UBND xã Bình Lâm và UBND xã Tân Hòa.",
    "Chỉ đạo Phòng Văn hóa - Xã hội rà soát.",
    "Thông báo cho Sở Tài chính biết.",
    "Cung cấp thông tin cho các cơ quan báo chí.",
    "Trình Chủ tịch UBND tỉnh phê duyệt.",
    "Xin ý kiến Ban Thường vụ Tỉnh ủy.",
    # only mentioned
    "Theo đề nghị của Giám đốc Sở Nội vụ.",
    "Thực hiện Công văn số 15/SNV-VTLT của Sở Nội vụ.",
    "Số liệu do các địa phương cung cấp.",
    "Nguồn tài liệu do Trung tâm Lưu trữ lịch sử tỉnh quản lý.",
    "Kho đặt tại Trung tâm Lưu trữ lịch sử tỉnh.",
    "Thông qua Hội Văn thư Lưu trữ để tuyên truyền.",
    "Việc khen thưởng theo hướng dẫn của Ban Thi đua - Khen thưởng tỉnh.",
    "Kinh phí: Từ ngân sách cấp cho Sở Nội vụ.",
    "Sở Nội vụ: 05 đồng chí.",
    "Cơ quan, đơn vị nào vi phạm sẽ bị xử lý.",
    "Phân công công chức theo dõi.",
    # objects of a duty without a subject behind an opening phrase
    "Căn cứ chức năng, nhiệm vụ, chỉ đạo các phòng, các đơn vị trực thuộc lập danh mục hồ sơ.",
    "Trên cơ sở kết quả kiểm tra, xem xét trách nhiệm của các cá nhân, người đứng đầu làm cơ sở xếp loại.",
    "Tiếp tục tham mưu UBND tỉnh nhắc nhở các sở, Chủ tịch UBND cấp xã theo quy định.",
    "Định kỳ hằng năm tổng hợp, báo cáo UBND tỉnh, Bộ Nội vụ theo quy định.",
    "Hằng quý, báo cáo Sở Nội vụ, Chủ tịch UBND huyện theo quy định.",
    "Chủ đầu tư: Sở Xây dựng.",
    "Nhà xây mới bố trí ở nơi cao.",
    "Cơ sở vật chất xuống cấp.",
    "Bộ phận cấu thành của hồ sơ.",
    # what the issuer closes with
    "Văn phòng UBND tỉnh thông báo để các sở, ngành biết, thực hiện.",
    "Văn phòng Tỉnh ủy xin thông báo đến các đồng chí được biết.",
    "Mời đại diện Sở Nội vụ dự họp.",
    "Khen thưởng: Mỗi đơn vị chọn 01 cá nhân.",
    "Đối thoại: mời lãnh đạo UBND tỉnh, Sở Y tế dự.",
    "Trưởng ban là Chủ tịch UBND tỉnh, phụ trách chung.",
    "Sở Nội vụ nhận thấy một số hồ sơ chưa được bàn giao.",
    "Các cơ quan có tỷ lệ giải ngân thấp.",
    "Chủ tịch UBND tỉnh yêu cầu:",
    "Cuộc họp giao ban hằng tuần.",
    "Phân công lãnh đạo theo dõi.",
    "Ban tổ chức: đại diện lãnh đạo, chuyên viên Phòng Giáo dục.",
    "Đoàn kiểm tra gồm Sở Y tế, Sở Nội vụ.",
    "Một số xã chưa quan tâm.",
    "Các cơ quan còn lại thuộc Sở.",
    "Tỉnh Lào Cai là địa phương dẫn đầu.",
    "THCS: 12 trường.",
    "Phối hợp với Sở Y tế - Công an tỉnh thực hiện.",
    # a name alone
    "Sở Nội vụ",
    "Sở Nội vụ.",
)
def test_no_lead(text: str, expected: list[str]) -> None:
    words = words_of(text)
    found = lead_of(words, 0, len(text))
    assert names(words, found.items if found else []) == expected


@table(
    ("Chủ trì, phối hợp với Sở Y tế, Sở Tài chính hướng dẫn.", ["Sở Y tế", "Sở Tài chính"]),
    (
        "Chủ trì phối hợp cùng Ban Tuyên giáo và Dân vận Tỉnh ủy định hướng.",
        ["Ban Tuyên giáo và Dân vận Tỉnh ủy"],
    ),
    ("Phối hợp chặt chẽ với Công an tỉnh, các địa phương nắm tình hình.", ["Công an tỉnh", "các địa phương"]),
    ("Phối hợp cùng với Hội Luật gia tỉnh tư vấn pháp lý.", ["Hội Luật gia tỉnh"]),
    (
        "Chủ trì, phối hợp các sở, ngành liên quan và UBND các xã kiểm tra.",
        ["các sở, ngành liên quan", "UBND các xã"],
    ),
    (
        "Phối hợp với: Sở Y tế; Sở Tài chính; UBND các xã, phường kiểm tra.",
        ["Sở Y tế", "Sở Tài chính", "UBND các xã, phường"],
    ),
    ("Phối hợp tổ chức tập huấn với Sở Nội vụ.", ["Sở Nội vụ"]),
    ("Sở Nội vụ chủ trì, Sở Tài chính phối hợp thực hiện.", ["Sở Tài chính"]),
    ("Sở Nội vụ chủ trì; Sở Tài chính, Sở Tư pháp phối hợp.", ["Sở Tài chính", "Sở Tư pháp"]),
    ("Sở Nội vụ chủ trì, cùng với Sở Tài chính, Sở Tư pháp rà soát.", ["Sở Tài chính", "Sở Tư pháp"]),
    # nobody
    ("Phối hợp tổ chức tập huấn.", []),
    ("Thường xuyên phối hợp, trao đổi thông tin.", []),
    ("Thực hiện Quy chế phối hợp.", []),
    ("Sở Nội vụ và Công an tỉnh phối hợp kiểm tra.", []),
)
def test_support(text: str, expected: list[str]) -> None:
    words = words_of(text)
    assert (
        names(words, support_of(words, 0, text.find(";") if "chủ trì;" in text else len(text), len(text)))
        == expected
    )


@table(
    ("Báo cáo kết quả về UBND tỉnh (qua Sở Nội vụ) trước ngày 15/12.", ["UBND tỉnh"]),
    ("Báo cáo kết quả thực hiện cho Ban Chỉ đạo 35 tỉnh.", ["Ban Chỉ đạo 35 tỉnh"]),
    ("Báo cáo Giám đốc Sở trước ngày 15/12.", ["Giám đốc Sở"]),
    ("Định kỳ hằng quý báo cáo gửi về Văn phòng Sở.", ["Văn phòng Sở"]),
    ("Gửi báo cáo về Sở Nội vụ và Sở Tài chính.", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Tổng hợp, gửi kết quả cho Sở Tư pháp.", ["Sở Tư pháp"]),
    ("Gửi báo cáo về Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh.", ["Sở Nội vụ"]),
    ("Tổng hợp kết quả, báo cáo UBND tỉnh và Bộ Nội vụ.", ["UBND tỉnh", "Bộ Nội vụ"]),
    ("Tổng hợp kết quả, báo cáo, đề xuất UBND tỉnh xem xét.", ["UBND tỉnh"]),
    ("Báo cáo UBND tỉnh phương án bố trí vốn.", ["UBND tỉnh"]),
    # no report of results
    ("Báo cáo, đề xuất UBND tỉnh xem xét.", []),
    ("Gửi hồ sơ dự thi về Sở Nội vụ.", []),
    ("Gửi công văn cho Sở Nội vụ.", []),
    ("Trình UBND tỉnh phê duyệt.", []),
    ("Báo cáo UBND tỉnh xem xét, quyết định.", []),
    ("Phản ánh về Sở Nội vụ để được hướng dẫn.", []),
    ("Báo cáo viên của Sở Nội vụ lên lớp.", []),
    ("Báo cáo: 02 bản.", []),
)
def test_report(text: str, expected: list[str]) -> None:
    words = words_of(text)
    assert names(words, report_of(words, 0, len(text))) == expected


@pytest.mark.parametrize(
    ("text", "lead", "support"),
    [
        ("Cơ quan chủ trì: Sở Nội vụ; phối hợp: Sở Tư pháp; thời gian: Quý II.", ["Sở Nội vụ"], ["Sở Tư pháp"]),
        ("Chủ trì: Sở Nội vụ, phối hợp: Sở Tư pháp", ["Sở Nội vụ"], ["Sở Tư pháp"]),
        ("(Chủ trì: Sở Nội vụ. Phối hợp: Sở Tư pháp)", ["Sở Nội vụ"], ["Sở Tư pháp"]),
        ("Đơn vị tổ chức: Văn phòng Sở", ["Văn phòng Sở"], []),
        ("Cơ quan chủ trì, phối hợp: Sở Nội vụ, Sở Tư pháp", ["Sở Nội vụ"], ["Sở Tư pháp"]),
        ("Đơn vị thực hiện: Phòng Quản lý đô thị", ["Phòng Quản lý đô thị"], []),
        ("Người thực hiện: Lê Hoa, Trần Nam", ["Lê Hoa", "Trần Nam"], []),
        ("Người phụ trách: Lê Hoa; Thời gian: tháng 6", ["Lê Hoa"], []),
        ("Chủ trì: Sở Nội vụ phối hợp với Sở Tư pháp", ["Sở Nội vụ"], ["Sở Tư pháp"]),
        # no labels
        ("Thời gian: Quý II.", None, None),
        ("Nội dung thực hiện: Rà soát hồ sơ.", None, None),
        ("Phòng Tham mưu: Xây dựng kế hoạch.", None, None),
        ("Sở Nội vụ chủ trì.", None, None),
    ],
)  # fmt: skip
def test_labels(text: str, lead: list[str] | None, support: list[str] | None) -> None:
    words = words_of("- " + text)
    found = read_labels(words, 2, len(text) + 2)
    assert (names(words, found.lead) if found else None) == lead
    assert (names(words, found.support) if found else None) == support


def parts(text: str) -> list[list[str]]:
    """Return the sentences of a text with their clauses."""
    view = words_of(text).view
    return [
        [view.text[first:last] for first, last in clauses(view, start, end)]
        for start, end in sentences(view, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rà soát. Báo cáo.", [["Rà soát."], ["Báo cáo."]]),
        ("Rà soát; báo cáo.", [["Rà soát", "báo cáo."]]),
        ("Rà soát. Lập hồ sơ; lưu trữ! Báo cáo", [["Rà soát."], ["Lập hồ sơ", "lưu trữ!"], ["Báo cáo"]]),
        # a stop that ends no sentence
        ("UBND TP. Huế chủ trì.", [["UBND TP. Huế chủ trì."]]),
        ("Do ThS. Lê Nam phụ trách.", [["Do ThS. Lê Nam phụ trách."]]),
        ("Đợt 1. Kiểm tra.", [["Đợt 1. Kiểm tra."]]),
        ("Kinh phí 1.500.000 đồng.", [["Kinh phí 1.500.000 đồng."]]),
        ("hồ sơ, tài liệu v.v. của đơn vị.", [["hồ sơ, tài liệu v.v. của đơn vị."]]),
        # a semicolon inside brackets and quotes
        ("Rà soát (hồ sơ; tài liệu); báo cáo.", [["Rà soát (hồ sơ; tài liệu)", "báo cáo."]]),
        ("Treo băng rôn “Đoàn kết; sáng tạo”; báo cáo.", [["Treo băng rôn “Đoàn kết; sáng tạo”", "báo cáo."]]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_and_clauses(text: str, expected: list[list[str]]) -> None:
    assert parts(text) == expected
