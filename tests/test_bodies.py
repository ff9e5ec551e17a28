"""Names of bodies: where one begins and ends, and how lists of them part."""

from __future__ import annotations

import time

import pytest

from khparse.document import Block, Document, View
from khparse.extract.bodies.heads import starts_body
from khparse.extract.bodies.lists import Mentions, read_bodies
from khparse.extract.bodies.words import Words
from khparse.lexicon import table as rows_of
from khparse.lexicon import values


def words_of(text: str) -> Words:
    """Return the words of a text that is one paragraph."""
    return Words(View(Document(text, [Block([(0, len(text))])])))


def names(words: Words, found: Mentions) -> list[str]:
    return [words.view.text[mention.start : mention.end] for mention in found.items]


def listed(text: str) -> list[str]:
    """Return the bodies of a list that has been opened: what stands behind `phối hợp với`, `Giao` …"""
    words = words_of(text)
    return names(words, read_bodies(words, 0, free=True))


def headed(text: str) -> list[str]:
    """Return the bodies that a heading or a table cell names: it holds nothing else."""
    words = words_of(text)
    return names(words, read_bodies(words, 0, closed=True))


def table(*cases: tuple[str, list[str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), cases, ids=[text for text, _ in cases])


@table(
    # the verb of the duty ends a name
    ("Sở Tư pháp xây dựng đề cương tuyên truyền", ["Sở Tư pháp"]),
    ("Công an tỉnh tăng cường tuần tra ban đêm", ["Công an tỉnh"]),
    ("UBND xã Bình Lâm rà soát hộ nghèo", ["UBND xã Bình Lâm"]),
    ("Ủy ban nhân dân phường An Hội niêm yết công khai", ["Ủy ban nhân dân phường An Hội"]),
    ("Văn phòng UBND tỉnh theo dõi, đôn đốc", ["Văn phòng UBND tỉnh"]),
    ("Ủy ban MTTQ Việt Nam tỉnh giám sát việc thực hiện", ["Ủy ban MTTQ Việt Nam tỉnh"]),
    ("Chi cục Chăn nuôi và Thú y tỉnh lấy mẫu xét nghiệm", ["Chi cục Chăn nuôi và Thú y tỉnh"]),
    ("Bộ Chỉ huy Quân sự tỉnh chuẩn bị lực lượng", ["Bộ Chỉ huy Quân sự tỉnh"]),
    ("Trung tâm Y tế huyện khám sàng lọc", ["Trung tâm Y tế huyện"]),
    ("Trường THCS Lê Lợi duy trì nền nếp", ["Trường THCS Lê Lợi"]),
    ("Đài Phát thanh và Truyền hình tỉnh mở chuyên mục", ["Đài Phát thanh và Truyền hình tỉnh"]),
    (
        "Công ty cổ phần Môi trường Đô thị Sông Hậu thu gom rác",
        ["Công ty cổ phần Môi trường Đô thị Sông Hậu"],
    ),
    # so do adverbs, auxiliaries, prepositions and signs
    ("Sở Y tế chủ động nắm tình hình", ["Sở Y tế"]),
    ("Sở Y tế có trách nhiệm tổng hợp", ["Sở Y tế"]),
    ("Sở Y tế trong quá trình thực hiện", ["Sở Y tế"]),
    ("Sở Y tế để tổng hợp", ["Sở Y tế"]),
    ("Sở Y tế.", ["Sở Y tế"]),
    ("Sở Y tế; các nội dung khác", ["Sở Y tế"]),
    # a proper name is whole behind the level, and so is one that the lexicon knows: any verb follows
    ("Hội Nông dân tỉnh tôn tạo khuôn viên", ["Hội Nông dân tỉnh"]),
    ("Sở Xây dựng tôn tạo khuôn viên", ["Sở Xây dựng"]),
    ("Sở Y tế số liệu thống kê", ["Sở Y tế"]),
    ("UBND tỉnh những khó khăn", ["UBND tỉnh"]),
    ("UBND tỉnh giao Sở Y tế", ["UBND tỉnh"]),
    ("Trường Mầm non Hoa Sen mở 02 lớp", ["Trường Mầm non Hoa Sen"]),
    # "liên quan" closes a collective, whatever verb follows
    ("các đơn vị liên quan quản lý kho lưu trữ", ["các đơn vị liên quan"]),
    ("các cơ quan liên quan lãnh đạo, chỉ đạo", ["các cơ quan liên quan"]),
    ("các đơn vị quản lý rừng tuần tra", ["các đơn vị quản lý rừng"]),
    ("lãnh đạo các phòng tham dự", ["lãnh đạo các phòng"]),
    ("Đồng chí Phó Chủ tịch Hội Nông dân huyện phụ trách", ["Đồng chí Phó Chủ tịch Hội Nông dân huyện"]),
    # a place abbreviated with a full stop goes on; what is sent to a body doesn't belong to it
    ("Công an TP. Nam Sơn tuần tra", ["Công an TP. Nam Sơn"]),
    ("UBND tỉnh phương án sắp xếp", ["UBND tỉnh"]),
    ("Chủ tịch UBND huyện tiến độ giải ngân", ["Chủ tịch UBND huyện"]),
    ("các xã chưa đạt chuẩn", ["các xã"]),
    # verbs of one word, and the same syllable in other words
    ("Trạm Điều hành phía Nam lập biểu đồ", ["Trạm Điều hành phía Nam"]),
    ("Đội Tự quản thôn Hạ giữ trật tự", ["Đội Tự quản thôn Hạ"]),
    ("các trường công lập rà soát", ["các trường công lập"]),
    ("Nhà tạm giữ huyện rà soát", ["Nhà tạm giữ huyện"]),
    ("các đơn vị trực thuộc rà soát", ["các đơn vị trực thuộc"]),
    ("Các đồng chí Ủy viên dự và chỉ đạo", ["Các đồng chí Ủy viên"]),
    ("các xã nghiên cứu tài liệu", ["các xã"]),
)
def test_where_a_name_ends(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


@table(
    # commas, hyphens and "và" inside a name
    ("Sở Văn hóa, Thể thao và Du lịch tổ chức hội thi", ["Sở Văn hóa, Thể thao và Du lịch"]),
    ("Sở Lao động - Thương binh và Xã hội thẩm định", ["Sở Lao động - Thương binh và Xã hội"]),
    ("Sở Lao động – Thương binh và Xã hội thẩm định", ["Sở Lao động – Thương binh và Xã hội"]),
    ("Bộ Nông nghiệp và Môi trường hướng dẫn", ["Bộ Nông nghiệp và Môi trường"]),
    ("Phòng Văn hóa - Xã hội xã lập danh sách", ["Phòng Văn hóa - Xã hội xã"]),
    ("Phòng Kinh tế, Hạ tầng và Đô thị phường kiểm tra", ["Phòng Kinh tế, Hạ tầng và Đô thị phường"]),
    (
        "Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh chuẩn bị",
        ["Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh"],
    ),
    ("Văn phòng HĐND và UBND xã tham mưu", ["Văn phòng HĐND và UBND xã"]),
    (
        "Ban Quản lý Khu kinh tế và các Khu công nghiệp tỉnh rà soát",
        ["Ban Quản lý Khu kinh tế và các Khu công nghiệp tỉnh"],
    ),
    ("Ban Chỉ đạo phòng, chống dịch bệnh tỉnh chỉ đạo", ["Ban Chỉ đạo phòng, chống dịch bệnh tỉnh"]),
    (
        "Ban Chỉ đạo phòng chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân"
        " bảo vệ an ninh Tổ quốc xã phát động",
        [
            "Ban Chỉ đạo phòng chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc xã"
        ],
    ),
    ("Ban Chỉ đạo về chuyển đổi số tỉnh đôn đốc", ["Ban Chỉ đạo về chuyển đổi số tỉnh"]),
    ("Hội Bảo vệ quyền trẻ em tỉnh vận động", ["Hội Bảo vệ quyền trẻ em tỉnh"]),
    ("Trung tâm Kiểm soát bệnh tật tỉnh giám sát dịch", ["Trung tâm Kiểm soát bệnh tật tỉnh"]),
    ("Trung tâm Dịch vụ tổng hợp xã phát sóng", ["Trung tâm Dịch vụ tổng hợp xã"]),
    (
        "Trung tâm Hỗ trợ phát triển doanh nghiệp tỉnh tập huấn",
        ["Trung tâm Hỗ trợ phát triển doanh nghiệp tỉnh"],
    ),
    ("Trung tâm Giám sát điều hành thông minh theo dõi", ["Trung tâm Giám sát điều hành thông minh"]),
    ("Trung tâm Công nghệ thông tin vận hành hệ thống", ["Trung tâm Công nghệ thông tin"]),
    ("Phòng Kế hoạch tổng hợp báo cáo", ["Phòng Kế hoạch tổng hợp"]),
    ("Phòng Phổ biến, giáo dục pháp luật chủ trì", ["Phòng Phổ biến, giáo dục pháp luật"]),
    (
        "Chánh Văn phòng, Cục trưởng Cục Phổ biến, giáo dục pháp luật, Chánh Thanh tra chịu trách nhiệm",
        ["Chánh Văn phòng", "Cục trưởng Cục Phổ biến, giáo dục pháp luật", "Chánh Thanh tra"],
    ),
    # chains of committees, of central bodies, of forces
    ("các huyện ủy, thành ủy, đảng ủy trực thuộc báo cáo", ["các huyện ủy, thành ủy, đảng ủy trực thuộc"]),
    ("các tỉnh đoàn và thành đoàn báo cáo", ["các tỉnh đoàn và thành đoàn"]),
    ("các ban đảng, đảng ủy trực thuộc báo cáo", ["các ban đảng, đảng ủy trực thuộc"]),
    ("các Bộ, cơ quan, địa phương báo cáo", ["các Bộ, cơ quan, địa phương"]),
    ("lực lượng quân đội, công an tuần tra", ["lực lượng quân đội, công an"]),
    # what one does twice; an office or a field of a person's; a writer's name is no verb
    ("các cơ sở sản xuất, kinh doanh thực phẩm chấp hành", ["các cơ sở sản xuất, kinh doanh thực phẩm"]),
    ("các cơ sở sản xuất, xây dựng kế hoạch", ["các cơ sở sản xuất"]),
    (
        "các trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên tổ chức",
        ["các trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên"],
    ),
    (
        "Hiệu trưởng các trường đại học, cao đẳng, Giám đốc Trung tâm Y tế chỉ đạo",
        ["Hiệu trưởng các trường đại học, cao đẳng", "Giám đốc Trung tâm Y tế"],
    ),
    ("các doanh nghiệp cấp nước, viễn thông có phương án", ["các doanh nghiệp cấp nước, viễn thông"]),
    (
        "các tổ chức chính trị - xã hội, tổ chức xã hội - nghề nghiệp vận động",
        ["các tổ chức chính trị - xã hội, tổ chức xã hội - nghề nghiệp"],
    ),
    (
        "các phòng: Tổ chức - Hành chính, Kế hoạch - Tài chính lập dự toán",
        ["Tổ chức - Hành chính", "Kế hoạch - Tài chính"],
    ),
    ("Tổ Thư ký Ban Chỉ đạo 389 tỉnh tổng hợp", ["Tổ Thư ký Ban Chỉ đạo 389 tỉnh"]),
    ("Đ/c Phó Hiệu trưởng chuyên môn: Lập thời khóa biểu", ["Đ/c Phó Hiệu trưởng chuyên môn"]),
    ("ngành giáo dục để vệ sinh trường lớp", ["ngành giáo dục"]),
    ("Đoàn Thanh niên, Liên đội: tập luyện nghi thức", ["Đoàn Thanh niên", "Liên đội"]),
    ("Tổ Công nghệ số cộng đồng thôn Đông hỗ trợ", ["Tổ Công nghệ số cộng đồng thôn Đông"]),
    ("Ban Công tác xã hội làm đầu mối", ["Ban Công tác xã hội"]),
    ("Đội Cảnh sát QLHC về TTXH làm thủ tục", ["Đội Cảnh sát QLHC về TTXH"]),
    ("Phòng Cảnh sát điều tra tội phạm về ma túy triệt phá", ["Phòng Cảnh sát điều tra tội phạm về ma túy"]),
    ("Đội Cảnh sát giao thông - Trật tự tuần tra", ["Đội Cảnh sát giao thông - Trật tự"]),
    ("Đội Tổng hợp giúp Trưởng Công an huyện", ["Đội Tổng hợp"]),
    ("Bộ phận Tiếp nhận và Trả kết quả xã tiếp nhận", ["Bộ phận Tiếp nhận và Trả kết quả xã"]),
    # a second head noun inside the name
    ("Chi ủy Chi bộ Trường THCS Hạ Long tổ chức", ["Chi ủy Chi bộ Trường THCS Hạ Long"]),
    ("Công đoàn Công ty Cấp nước vận động", ["Công đoàn Công ty Cấp nước"]),
    ("Ban Thường vụ các huyện ủy, thị ủy chỉ đạo", ["Ban Thường vụ các huyện ủy, thị ủy"]),
    ("Ban tuyên giáo các huyện ủy chủ trì", ["Ban tuyên giáo các huyện ủy"]),
    # prepositions and verbs that are syllables of a noun
    ("Phòng Hậu cần - Kỹ thuật bảo đảm", ["Phòng Hậu cần - Kỹ thuật"]),
    ("Phòng Khách hàng cá nhân trả lời", ["Phòng Khách hàng cá nhân"]),
    ("Chi cục Quản lý vận tải hàng hải rà soát", ["Chi cục Quản lý vận tải hàng hải"]),
    ("Phân hiệu tại Kon Tum tuyển sinh", ["Phân hiệu tại Kon Tum"]),
    ("Văn phòng đăng ký quyền sử dụng đất lập hồ sơ", ["Văn phòng đăng ký quyền sử dụng đất"]),
    ("Trạm trồng trọt và bảo vệ thực vật hướng dẫn", ["Trạm trồng trọt và bảo vệ thực vật"]),
    # a function written small behind a head noun alone
    ("Mạng lưới quản lý chất lượng có nhiệm vụ giám sát", ["Mạng lưới quản lý chất lượng"]),
    ("Tổ tuyên truyền xã xây dựng tin bài", ["Tổ tuyên truyền xã"]),
    ("Đội thu gom rác dân lập: vận chuyển", ["Đội thu gom rác dân lập"]),
    ("Phòng Kiểm tra, kiểm soát nội bộ lập đề cương", ["Phòng Kiểm tra, kiểm soát nội bộ"]),
    ("các ban xây dựng Đảng tham mưu", ["các ban xây dựng Đảng"]),
    # and where the verb is the duty
    ("Tổ kiểm kê, đánh giá tài sản", ["Tổ"]),
    ("Trung tâm quản lý chặt chẽ học viên", ["Trung tâm"]),
    ("các ban xây dựng kế hoạch", ["các ban"]),
    ("Văn phòng xây dựng kế hoạch tổ chức hội nghị", ["Văn phòng"]),
)
def test_what_belongs_to_a_name(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


@table(
    ("Sở Nội vụ, Sở Tài chính thẩm định", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Sở Nội vụ và Sở Tài chính thẩm định", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Sở Nội vụ cùng Sở Tài chính thẩm định", ["Sở Nội vụ", "Sở Tài chính"]),
    (
        "Sở Nội vụ; Sở Tài chính; Kho bạc Nhà nước khu vực X thẩm định",
        ["Sở Nội vụ", "Sở Tài chính", "Kho bạc Nhà nước khu vực X"],
    ),
    (
        "Sở Văn hóa, Thể thao và Du lịch, Sở Y tế, Công an tỉnh và UBND các xã, phường kiểm tra",
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế", "Công an tỉnh", "UBND các xã, phường"],
    ),
    (
        "Sở Khoa học và Công nghệ, Sở Giáo dục và Đào tạo rà soát",
        ["Sở Khoa học và Công nghệ", "Sở Giáo dục và Đào tạo"],
    ),
    (
        "Báo và Đài Phát thanh - Truyền hình tỉnh, Cổng Thông tin điện tử tỉnh đưa tin",
        ["Báo và Đài Phát thanh - Truyền hình tỉnh", "Cổng Thông tin điện tử tỉnh"],
    ),
    (
        "Hội Nông dân, Hội Liên hiệp Phụ nữ, Đoàn Thanh niên xã vận động",
        ["Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên xã"],
    ),
    ("Mạng lưới an toàn, vệ sinh viên, Chi đoàn kiểm tra", ["Mạng lưới an toàn, vệ sinh viên", "Chi đoàn"]),
    ("Phòng Kinh tế xã, Công an xã, các thôn rà soát", ["Phòng Kinh tế xã", "Công an xã", "các thôn"]),
    ("các sở, ban, ngành, Công an tỉnh kiểm tra", ["các sở, ban, ngành", "Công an tỉnh"]),
    (
        "Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội tuyên truyền",
        ["Mặt trận Tổ quốc", "các đoàn thể chính trị - xã hội"],
    ),
    # the head noun said once
    (
        "các Bộ: Quốc phòng, Công an, Nông nghiệp và Môi trường",
        ["Quốc phòng", "Công an", "Nông nghiệp và Môi trường"],
    ),
    (
        "các Sở: Nội vụ, Tài chính, Văn hóa, Thể thao và Du lịch thẩm định",
        ["Nội vụ", "Tài chính", "Văn hóa, Thể thao và Du lịch"],
    ),
    ("các xã: Hòa Bình, Tân Lập và Minh Khai", ["Hòa Bình", "Tân Lập", "Minh Khai"]),
    ("các huyện, thị, thành ủy chỉ đạo", ["các huyện, thị, thành ủy"]),
    # no list of names behind the colon, but the duty
    ("các phòng chuyên môn: Rà soát hồ sơ", ["các phòng chuyên môn"]),
    ("UBND các xã: Công an xã chủ trì", ["UBND các xã"]),
    # codes of units, local units
    ("PC07, PA06 và Công an các xã", ["PC07", "PA06", "Công an các xã"]),
    (
        "Đội Cảnh sát giao thông, Công an phường An Hội tuần tra",
        ["Đội Cảnh sát giao thông", "Công an phường An Hội"],
    ),
    # brackets explain and are no second body
    ("Ban Tôn giáo (Sở Nội vụ), Sở Tư pháp rà soát", ["Ban Tôn giáo", "Sở Tư pháp"]),
    ("Sở Nội vụ (cơ quan thường trực) và Sở Y tế rà soát", ["Sở Nội vụ", "Sở Y tế"]),
    # an apposition is one body with two names
    (
        "Công an tỉnh - Cơ quan Thường trực Ban Chỉ đạo 138 tỉnh theo dõi",
        ["Công an tỉnh - Cơ quan Thường trực Ban Chỉ đạo 138 tỉnh"],
    ),
    (
        "Sở Y tế – Cơ quan Thường trực Ban Chỉ đạo, Sở Tài chính báo cáo",
        ["Sở Y tế – Cơ quan Thường trực Ban Chỉ đạo", "Sở Tài chính"],
    ),
    ("Sở Y tế, cơ quan thường trực Ban Chỉ đạo, có trách nhiệm", ["Sở Y tế"]),
    # a comma before a level begins another body
    ("Công an, Xã đội và Đài Truyền thanh kiểm tra", ["Công an", "Xã đội", "Đài Truyền thanh"]),
    ("Lãnh đạo Cục, Bộ Y tế chỉ đạo", ["Lãnh đạo Cục", "Bộ Y tế"]),
    ("hội phụ nữ, đoàn thanh niên, hội nông dân vận động", ["hội phụ nữ", "đoàn thanh niên", "hội nông dân"]),
    ("Ban Giám đốc, các khoa, phòng, công đoàn rà soát", ["Ban Giám đốc", "các khoa, phòng", "công đoàn"]),
    # units by number, places by name, departments by their initial
    ("Vụ 1, Vụ 2 và Tổ 1, 2, 3 rà soát", ["Vụ 1", "Vụ 2", "Tổ 1, 2, 3"]),
    ("Thành phố Hạ Long, thị xã An Sơn rà soát", ["Thành phố Hạ Long", "thị xã An Sơn"]),
    ("P.Kế toán, P. Kỹ thuật kiểm tra", ["P.Kế toán", "P. Kỹ thuật"]),
    ("UBND các tỉnh: Lào Cai, Hà Giang và Sơn La rà soát", ["Lào Cai", "Hà Giang", "Sơn La"]),
    # bodies named in full behind the colon of a plural
    ("Các đơn vị: Văn phòng Sở, Thanh tra Sở rà soát", ["Văn phòng Sở", "Thanh tra Sở"]),
    ("Các ông: Chánh Văn phòng, Trưởng phòng Nội vụ thi hành", ["Chánh Văn phòng", "Trưởng phòng Nội vụ"]),
    ("các huyện, thành phố: Chuyển mẫu đúng hạn", ["các huyện, thành phố"]),
    # no list goes on with a noun written small and no separator
    ("Ban Cán sự đảng UBND huyện lãnh đạo thể chế hóa", ["Ban Cán sự đảng UBND huyện"]),
)
def test_lists(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


@table(
    # a collective is one, whatever commas it holds
    ("các sở, ban, ngành, đoàn thể tỉnh triển khai", ["các sở, ban, ngành, đoàn thể tỉnh"]),
    ("các sở, ban, ngành và UBND các xã, phường thực hiện", ["các sở, ban, ngành", "UBND các xã, phường"]),
    (
        "các cơ quan, đơn vị, địa phương có liên quan rà soát",
        ["các cơ quan, đơn vị, địa phương có liên quan"],
    ),
    ("UBND các huyện, thị xã, thành phố chỉ đạo", ["UBND các huyện, thị xã, thành phố"]),
    ("UBND các xã, phường, đặc khu báo cáo", ["UBND các xã, phường, đặc khu"]),
    ("Công an các đơn vị, địa phương nắm tình hình", ["Công an các đơn vị, địa phương"]),
    ("các phòng, ban chuyên môn thuộc UBND huyện phối hợp", ["các phòng, ban chuyên môn thuộc UBND huyện"]),
    ("các tổ chức chính trị - xã hội tỉnh vận động", ["các tổ chức chính trị - xã hội tỉnh"]),
    (
        "các cơ quan thông tấn, báo chí trên địa bàn tỉnh đưa tin",
        ["các cơ quan thông tấn, báo chí trên địa bàn tỉnh"],
    ),
    ("các doanh nghiệp viễn thông bảo đảm thông tin", ["các doanh nghiệp viễn thông"]),
    ("các trường học trên địa bàn duy trì", ["các trường học trên địa bàn"]),
    ("các trường mầm non, tiểu học và THCS duy trì", ["các trường mầm non, tiểu học và THCS"]),
    ("Trường TH Kim Đồng, THCS Lê Lợi duy trì", ["Trường TH Kim Đồng", "THCS Lê Lợi"]),
    ("các thôn, tổ dân phố tuyên truyền", ["các thôn, tổ dân phố"]),
    ("các đơn vị cung cấp nước sạch kiểm tra", ["các đơn vị cung cấp nước sạch"]),
    ("các cơ quan, tổ chức, cá nhân liên quan kê khai", ["các cơ quan, tổ chức, cá nhân liên quan"]),
    ("các cơ quan, đơn vị xây dựng kế hoạch", ["các cơ quan, đơn vị"]),
    ("đoàn viên, hội viên tham gia lao động", ["đoàn viên, hội viên"]),
    ("toàn thể cán bộ, công chức, viên chức nghiêm túc chấp hành", ["toàn thể cán bộ, công chức, viên chức"]),
)
def test_collectives(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


@table(
    ("Giám đốc Sở Y tế chịu trách nhiệm", ["Giám đốc Sở Y tế"]),
    ("Chủ tịch UBND các xã, phường chỉ đạo", ["Chủ tịch UBND các xã, phường"]),
    (
        "Chánh Văn phòng Bộ, Cục trưởng Cục Thú y, Giám đốc Vườn quốc gia Ba Vì chịu trách nhiệm",
        ["Chánh Văn phòng Bộ", "Cục trưởng Cục Thú y", "Giám đốc Vườn quốc gia Ba Vì"],
    ),
    ("Thủ trưởng các cơ quan, đơn vị quán triệt", ["Thủ trưởng các cơ quan, đơn vị"]),
    ("Trưởng các phòng chuyên môn đôn đốc", ["Trưởng các phòng chuyên môn"]),
    (
        "Giám đốc các sở, Thủ trưởng các ban, ngành và Chủ tịch UBND các xã căn cứ Kế hoạch này",
        ["Giám đốc các sở", "Thủ trưởng các ban, ngành", "Chủ tịch UBND các xã"],
    ),
    (
        "Hiệu trưởng các trường THPT, Giám đốc Trung tâm GDNN-GDTX xây dựng",
        ["Hiệu trưởng các trường THPT", "Giám đốc Trung tâm GDNN-GDTX"],
    ),
    ("Đồng chí Nguyễn Văn Bình phụ trách chung", ["Đồng chí Nguyễn Văn Bình"]),
    ("Đồng chí Trần Thị Lan, Phó Chủ tịch UBND xã phụ trách", ["Đồng chí Trần Thị Lan"]),
    ("Ông Lê Văn Tám - Trưởng thôn chịu trách nhiệm", ["Ông Lê Văn Tám - Trưởng thôn"]),
    ("đ/c Phạm Hùng, đ/c Vũ Thị Mai chuẩn bị", ["đ/c Phạm Hùng", "đ/c Vũ Thị Mai"]),
    ("Giáo viên chủ nhiệm các lớp nhắc nhở học sinh", ["Giáo viên chủ nhiệm các lớp"]),
    ("BS. CKI. Hoàng Minh phụ trách", ["BS. CKI. Hoàng Minh"]),
    # a person by the post
    ("đồng chí Phó Chủ nhiệm Ủy ban Kiểm tra theo dõi", ["đồng chí Phó Chủ nhiệm Ủy ban Kiểm tra"]),
    ("đồng chí Trưởng phòng Tổ chức cán bộ theo dõi", ["đồng chí Trưởng phòng Tổ chức cán bộ"]),
    ("đồng chí Chủ tịch UBND xã, Trưởng Công an xã", ["đồng chí Chủ tịch UBND xã", "Trưởng Công an xã"]),
    ("Đ/c Thu kế toán dự trù", ["Đ/c Thu kế toán"]),
    ("Chị Hồng - CT Hội, các chi hội", ["Chị Hồng - CT Hội", "các chi hội"]),
    ("đ/c Hồng - Chuẩn bị nội dung", ["đ/c Hồng"]),
    # several by what they are
    ("Các đồng chí đảng viên được kiểm tra chuẩn bị", ["Các đồng chí đảng viên được kiểm tra"]),
    ("Các đồng chí cán bộ, giáo viên nghiêm túc", ["Các đồng chí cán bộ, giáo viên"]),
    ("Các đồng chí trong Ban Thường vụ chỉ đạo", ["Các đồng chí trong Ban Thường vụ"]),
    ("Các đồng chí Bí thư, Phó Bí thư chi bộ chỉ đạo", ["Các đồng chí Bí thư", "Phó Bí thư chi bộ"]),
    ("các ông (bà) có tên tại Điều 1 và Công an xã", ["các ông (bà) có tên tại Điều 1", "Công an xã"]),
    ("Giám đốc Sở Nội vụ và các cơ quan liên quan", ["Giám đốc Sở Nội vụ", "các cơ quan liên quan"]),
    ("giáo viên chủ nhiệm, giáo viên bộ môn nhắc nhở", ["giáo viên chủ nhiệm", "giáo viên bộ môn"]),
    ("Giáo viên môn Toán, Ngữ văn hỗ trợ", ["Giáo viên môn Toán, Ngữ văn"]),
)
def test_posts_and_persons(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


@pytest.mark.parametrize(
    ("row", "example"),
    [(row, example) for row in rows_of("name_words") for example in values(row["examples"])],
    ids=lambda value: value if isinstance(value, str) else value["words"],
)
def test_the_words_of_names(row: dict[str, str], example: str) -> None:
    name, _ = example.split(" | ")
    assert listed(example.replace(" | ", " "))[0] == name
    assert all(word in example.lower() for word in row["words"].split())


@table(
    ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
    ("Sở Tài chính, Sở Xây dựng", ["Sở Tài chính", "Sở Xây dựng"]),
    ("Trung tâm Bồi dưỡng chính trị huyện", ["Trung tâm Bồi dưỡng chính trị huyện"]),
    ("Phòng Quản lý đô thị", ["Phòng Quản lý đô thị"]),
    ("Phòng Nội vụ tham mưu", ["Phòng Nội vụ"]),
    ("Cơ quan tham mưu, giúp việc", ["Cơ quan tham mưu, giúp việc"]),
    ("Ban Quản lý dự án đầu tư xây dựng", ["Ban Quản lý dự án đầu tư xây dựng"]),
    ("Trung tâm Phát triển quỹ đất", ["Trung tâm Phát triển quỹ đất"]),
    ("Phòng An ninh chính trị nội bộ (PA03)", ["Phòng An ninh chính trị nội bộ"]),
    ("UBND các xã, phường có trách nhiệm", ["UBND các xã, phường"]),
    ("Đề án", []),
    ("Mục đích, yêu cầu", []),
)
def test_headings_and_cells_hold_names_only(text: str, expected: list[str]) -> None:
    assert headed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # words that look like heads
        "Ban hành Kế hoạch kiểm tra",
        "Ban đầu triển khai thí điểm",
        "Báo cáo kết quả thực hiện",
        "Báo chí đưa tin",
        "Bộ tiêu chí xã nông thôn mới",
        "Bộ luật Lao động",
        "Bộ máy hành chính",
        "Chi phí hội nghị",
        "Công khai kết quả",
        "Cơ sở dữ liệu dùng chung",
        "Đoàn kết, thống nhất trong Đảng",
        "Hội nghị sơ kết 6 tháng",
        "Hội thảo khoa học cấp tỉnh",
        "Hội thi tìm hiểu pháp luật",
        "Hội nhập quốc tế",
        "Hội viên tham gia",
        "Khoa học và công nghệ phát triển",
        "Khu vực đồng bằng",
        "Phòng chống thiên tai",
        "Phòng, chống ma túy",
        "Phòng ngừa tội phạm",
        "Phòng cháy, chữa cháy",
        "Sở hữu trí tuệ",
        "Tổ chức thực hiện Kế hoạch",
        "Tổ chức hội nghị tập huấn",
        "Tổ chức, thực hiện nghiêm túc",
        "Trường hợp có vướng mắc",
        "Trung tâm điểm của phong trào",
        "Văn phòng phẩm, in ấn tài liệu",
        "Đội ngũ cán bộ cơ sở",
        "Đài thọ kinh phí",
        "Hợp tác quốc tế",
        "Thanh tra việc chấp hành pháp luật",
        "Thống kê số liệu hằng tháng",
        "Thuế suất ưu đãi",
        "Quỹ đất công ích",
        # common nouns written small, without "các"
        "phòng họp tầng 2",
        "tổ chức thực hiện",
        "hội nghị trực tuyến",
        "nhân dân trong xã",
        # slogans
        "Toàn dân đoàn kết xây dựng nông thôn mới",
        "Nhiệt liệt chào mừng Đại hội",
    ],
)
def test_words_that_open_no_name(text: str) -> None:
    words = words_of(text)
    assert not starts_body(words, 0, words.last)


def test_unknown_bodies_are_kept_as_printed() -> None:
    text = "Tổ Tự quản bến bãi, Liên minh Rừng xanh Việt và Quỹ Vì nụ cười trẻ thơ hỗ trợ người dân"
    assert listed(text) == ["Tổ Tự quản bến bãi", "Liên minh Rừng xanh Việt", "Quỹ Vì nụ cười trẻ thơ"]


def test_a_second_name_is_kept_apart_from_the_first() -> None:
    words = words_of("Sở Y tế - Cơ quan Thường trực Ban Chỉ đạo tham mưu")
    (mention,) = read_bodies(words, 0).items
    assert words.view.text[mention.start : mention.name_end] == "Sở Y tế"


def test_what_is_said_once_belongs_to_each_name() -> None:
    words = words_of("UBND các xã: Tân Lập, Minh Khai rà soát")
    assert [mention.prefix for mention in read_bodies(words, 0).items] == ["UBND xã", "UBND xã"]


def test_the_list_says_where_the_duty_begins() -> None:
    words = words_of("Sở Y tế (cơ quan thường trực), Sở Tài chính và các địa phương thẩm định dự toán")
    assert words.lower[read_bodies(words, 0).next] == "thẩm"


def test_no_name_crosses_the_limit() -> None:
    words = words_of("Sở Y tế, Sở Tài chính")
    assert names(words, read_bodies(words, 0, limit=3)) == ["Sở Y tế"]


@pytest.mark.parametrize(
    "text", ["Sở " * 20_000, "các sở, " * 20_000, "Sở Y tế, " * 20_000, "(" * 50_000, "UBND xã và " * 20_000]
)
def test_time_is_linear(text: str) -> None:
    words = words_of(text)
    began = time.perf_counter()
    read_bodies(words, 0, free=True)
    assert time.perf_counter() - began < 0.5
