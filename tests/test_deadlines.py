"""Deadlines: which times a plan sets for its own work, and what they are attached to."""

from __future__ import annotations

import time

import pytest

from khparse.document import Block, Document, View
from khparse.extract.deadlines.times import TableTime, extract_deadlines
from khparse.models import Assignment, Deadline, Note, Reference, Span
from khparse.segment.outline import Outline
from khparse.segment.tree import build_outline

LEAD = "Ủy ban nhân dân xã ban hành Kế hoạch như sau:\nII. NHIỆM VỤ\n1. Sở Nội vụ\n- "


def document(text: str, table: bool = False) -> tuple[View, Outline]:
    """Return the view and outline of a text whose lines are its paragraphs (or the cells of one column)."""
    blocks, start = [], 0
    for row, line in enumerate(text.split("\n")):
        blocks.append(
            Block([(start, start + len(line))], table=0, row=row, column=0)
            if table
            else Block([(start, start + len(line))])
        )
        start += len(line) + 1
    view = View(Document(text, blocks))
    return view, build_outline(view, 0, [])


def extract(
    text: str,
    year: int | None = 2025,
    issued: str | None = "2025-02-10",
    references: list[Reference] | None = None,
    assignments: list[Assignment] | None = None,
) -> tuple[list[Deadline], list[Note]]:
    view, outline = document(text)
    return extract_deadlines(view, outline, references or [], assignments or [], year, issued, [])


def cells(text: str, year: int | None = 2025) -> list[Deadline]:
    """Return the deadlines of time cells, one a line, of a table."""
    view, outline = document(text, table=True)
    times = [TableTime(p.start, p.end, f"a{p.index}", "Phụ lục") for p in view.paragraphs]
    return extract_deadlines(view, outline, [], [], year, "2025-02-10", times)[0]


def short(deadline: Deadline) -> str:
    """Return a deadline as `start/end`, a rhythm as its word with its day, a limit as `relative`."""
    if deadline.recurrence is None:
        if deadline.start or deadline.end:
            return f"{deadline.start or '..'}/{deadline.end or '..'}"
        return "relative" if deadline.relative else "nothing"
    parts = dict(part.split("=") for part in deadline.recurrence.split(";"))
    names = {("MONTHLY", "3"): "quarterly", ("MONTHLY", "6"): "semiannual"}
    word = names.get((parts["FREQ"], parts.get("INTERVAL", "1")), parts["FREQ"].lower())
    day, month = parts.get("BYMONTHDAY", ""), parts.get("BYMONTH", "")
    if not day:
        return word
    return f"{word}:{int(month):02}-{int(day):02}" if word == "yearly" else f"{word}:{day}"


DEADLINES: list[tuple[str, list[str]]] = [
    (
        "Báo cáo kết quả thực hiện về UBND tỉnh (qua Sở Nội vụ) trước ngày 15/12/2025 để tổng hợp.",
        ["../2025-12-15"],
    ),
    ("Các đơn vị gửi báo cáo về Sở Y tế chậm nhất vào ngày 30 tháng 11 năm 2025.", ["../2025-11-30"]),
    ("Hoàn thành việc rà soát trong Quý II/2025.", ["2025-04-01/2025-06-30"]),
    ("Xây dựng dự thảo, hoàn thành trong tháng 6 năm 2025.", ["2025-06-01/2025-06-30"]),
    ("Tổ chức Hội nghị sơ kết vào tháng 7/2025.", ["2025-07-01/2025-07-31"]),
    ("Dự kiến tổ chức vào trung tuần tháng 8/2025.", ["2025-08-11/2025-08-20"]),
    ("Thời gian: Quý III/2025.", ["2025-07-01/2025-09-30"]),
    ("Thời gian thực hiện: Từ tháng 3 đến tháng 12 năm 2025.", ["2025-03-01/2025-12-31"]),
    ("Thời gian hoàn thành: Trước ngày 30/6/2025.", ["../2025-06-30"]),
    ("Thời gian thực hiện: Năm 2025.", ["2025-01-01/2025-12-31"]),
    ("Thời gian thực hiện: Năm 2025 và các năm tiếp theo.", ["2025-01-01/2025-12-31"]),
    ("Thời gian thực hiện: 2025 - 2030.", ["2025-01-01/2030-12-31"]),
    ("Thời gian thực hiện: giai đoạn 2025 - 2030.", ["2025-01-01/2030-12-31"]),
    ("Thời gian thực hiện: Thường xuyên.", []),
    ("Thời gian thực hiện: Hằng năm.", ["yearly"]),
    ("Thời gian tổ chức: 01 ngày, ngày 20/5/2025.", ["2025-05-20/2025-05-20"]),
    ("Thời gian: 08 giờ 00, ngày 20/5/2025 (thứ Ba).", ["2025-05-20/2025-05-20"]),
    # hours of one day; a day or two that the range itself dates; what begins and ends
    ("Thời gian: Từ 7h30' đến 9h30' ngày 05/9/2025 (thứ Sáu).", ["2025-09-05/2025-09-05"]),
    ("Thời gian: 14 giờ 00 - 16 giờ 30 phút, ngày 05/9/2025.", ["2025-09-05/2025-09-05"]),
    ("Thời gian: Từ 7h30 ngày 05/9/2025 đến 17h00 ngày 06/9/2025.", ["2025-09-05/2025-09-06"]),
    ("Tổ chức trong 02 ngày, từ ngày 15/10 đến ngày 16/10/2025.", ["2025-10-15/2025-10-16"]),
    ("Gửi danh sách trong 02 ngày, từ ngày nhận được văn bản.", ["relative"]),
    ("Đợt kiểm tra bắt đầu từ ngày 15/4/2025, kết thúc ngày 14/5/2025.", ["2025-04-15/2025-05-14"]),
    ("Thời gian thực hiện: Sau khi Kế hoạch được ban hành đến ngày 30/11/2025.", ["../2025-11-30"]),
    ("Thời hạn nộp hồ sơ: 30/9/2025.", ["2025-09-30/2025-09-30"]),
    ("Định kỳ hằng quý, báo cáo kết quả về Sở Tư pháp.", ["quarterly"]),
    ("Định kỳ 6 tháng, hằng năm báo cáo Ủy ban nhân dân tỉnh.", ["semiannual", "yearly"]),
    ("Định kỳ hằng tháng (trước ngày 20) báo cáo tiến độ.", ["monthly:20"]),
    ("Định kỳ hằng quý (trước ngày 25 của tháng cuối quý) báo cáo.", ["quarterly:25"]),
    ("Trước ngày 25 hằng tháng, gửi báo cáo về Văn phòng.", ["monthly:25"]),
    ("Định kỳ hằng năm, trước ngày 10/12 báo cáo Bộ Nội vụ.", ["yearly:12-10"]),
    ("Hằng năm, tổ chức ít nhất 01 lớp tập huấn cho cán bộ.", ["yearly"]),
    ("Tổ chức kiểm tra ít nhất 02 lần/năm.", ["semiannual"]),
    ("Báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12.", ["yearly:06-15", "yearly:12-15"]),
    (
        "Báo cáo định kỳ 6 tháng (trước ngày 10/6) và năm (trước ngày 10/12) gửi về Sở.",
        ["yearly:06-10", "yearly:12-10"],
    ),
    ("Từ nay đến hết tháng 12/2025, tập trung tuyên truyền trên các phương tiện.", ["2025-02-10/2025-12-31"]),
    ("Tổ chức treo băng rôn, khẩu hiệu từ ngày 15/4 đến ngày 15/5/2025.", ["2025-04-15/2025-05-15"]),
    ("Ra quân đồng loạt ngày 18/3/2025 trên địa bàn tỉnh.", ["2025-03-18/2025-03-18"]),
    (
        "Quý I/2025: Xây dựng kế hoạch; Quý II/2025: tổ chức thực hiện.",
        ["2025-01-01/2025-03-31", "2025-04-01/2025-06-30"],
    ),
    ("Tháng 3/2025: Ban hành văn bản hướng dẫn.", ["2025-03-01/2025-03-31"]),
    ("Năm 2026: Sơ kết, đánh giá kết quả thực hiện.", ["2026-01-01/2026-12-31"]),
    ("Cuối năm 2025 tổ chức tổng kết Kế hoạch.", ["2025-12-01/2025-12-31"]),
    ("Giai đoạn 2026 - 2030: Nhân rộng mô hình trên toàn tỉnh.", ["2026-01-01/2030-12-31"]),
    ("Đợt 1: từ ngày 01/3 đến ngày 31/3/2025.", ["2025-03-01/2025-03-31"]),
    ("Đợt 2 (tháng 9/2025): kiểm tra tại các xã.", ["2025-09-01/2025-09-30"]),
    ("Hoàn thành xong trước ngày 30/4.", ["../2025-04-30"]),
    ("Hoàn thành trước 17h00 ngày 28/02/2025.", ["../2025-02-28"]),
    ("Tổng kết vào cuối năm 2025.", ["2025-12-01/2025-12-31"]),
    ("Phê duyệt danh sách chậm nhất ngày 05/3.", ["../2025-03-05"]),
    ("Gửi danh sách về Sở Nội vụ đến hết ngày 20/3/2025.", ["../2025-03-20"]),
    ("Đến năm 2030, hoàn thành việc số hóa toàn bộ hồ sơ lưu trữ.", ["../2030-12-31"]),
    ("Từ năm 2026, thực hiện chấm điểm chuyển đổi số cấp xã.", ["2026-01-01/.."]),
    ("Trong năm 2025, Sở Nội vụ tổ chức 03 lớp bồi dưỡng.", ["2025-01-01/2025-12-31"]),
    ("Trong 6 tháng đầu năm 2025 hoàn thành việc sắp xếp.", ["2025-01-01/2025-06-30"]),
    ("Họp giao ban hằng tuần.", ["weekly"]),
    ("Báo cáo nhanh hằng ngày về Ban Chỉ đạo.", ["daily"]),
    ("Gửi báo cáo trước 15h00 thứ Sáu hằng tuần.", ["weekly"]),
    ("Tổng hợp, báo cáo kết quả hằng quý.", ["quarterly"]),
    ("Kiểm tra đột xuất và định kỳ 02 lần/năm.", ["semiannual"]),
    ("Sơ kết 01 năm/lần.", ["yearly"]),
    (
        "Chậm nhất sau 05 ngày làm việc kể từ ngày nhận được Kế hoạch này, xây dựng kế hoạch cụ thể.",
        ["relative"],
    ),
    ("Trong thời hạn 10 ngày kể từ ngày ban hành Kế hoạch.", ["relative"]),
    ("Báo cáo kết quả trong vòng 07 ngày sau khi kết thúc đợt kiểm tra.", ["relative"]),
    (
        "Báo cáo giữa kỳ (năm 2027) và báo cáo tổng kết (năm 2030) gửi về Bộ.",
        ["2027-01-01/2027-12-31", "2030-01-01/2030-12-31"],
    ),
    ("Triển khai chiến dịch (từ ngày 01/6 đến ngày 30/6).", ["2025-06-01/2025-06-30"]),
    ("Tổ chức tập huấn (Quý II/2025).", ["2025-04-01/2025-06-30"]),
    ("Xong trước tháng 10/2025.", ["../2025-10-01"]),
    (
        "Vòng sơ khảo: từ ngày 05 đến ngày 10/5/2025; Vòng chung khảo: ngày 20/5/2025.",
        ["2025-05-05/2025-05-10", "2025-05-20/2025-05-20"],
    ),
    ("Ngày 26/3/2025: Lễ khai mạc tại Nhà văn hóa.", ["2025-03-26/2025-03-26"]),
    ("Lễ phát động được tổ chức vào lúc 7h30 ngày 16/4/2025 tại Quảng trường.", ["2025-04-16/2025-04-16"]),
    ("Tiến độ: Tháng 4 - 5/2025.", ["2025-04-01/2025-05-31"]),
    ("Đơn vị chủ trì: Sở Tài chính. Thời gian: Trong quý II năm 2025.", ["2025-04-01/2025-06-30"]),
    (
        "Sở Tài chính bố trí kinh phí, xong trước ngày 01/7/2025; báo cáo UBND trước ngày 05/7/2025.",
        ["../2025-07-01", "../2025-07-05"],
    ),
    ("Các địa phương báo cáo kết quả (qua Sở Y tế) trước ngày 15 tháng cuối quý.", ["quarterly:15"]),
    ("Báo cáo tháng gửi trước ngày 15 của tháng.", ["monthly:15"]),
    ("Kế hoạch kiểm tra được xây dựng xong trong tháng 01 hằng năm.", ["yearly"]),
    ("Hằng năm, vào dịp Ngày Pháp luật, tổ chức tọa đàm.", ["yearly"]),
    ("Định kỳ trước ngày 15/6 và ngày 15/12 hằng năm báo cáo Bộ Tư pháp.", ["yearly:06-15", "yearly:12-15"]),
    (
        "Định kỳ hằng năm báo cáo kết quả về Sở Nông nghiệp và Môi trường trước ngày 30/11 để tổng hợp.",
        ["yearly:11-30"],
    ),
    ("Kết thúc ngày 30/11/2025.", ["2025-11-30/2025-11-30"]),
    (
        "Nhận bài dự thi từ ngày 15/3/2025 đến hết ngày 30/6/2025 (tính theo dấu bưu điện).",
        ["2025-03-15/2025-06-30"],
    ),
    ("Chấm thi: Tháng 8 năm 2025.", ["2025-08-01/2025-08-31"]),
    ("Tổng kết và trao giải: Dự kiến tháng 9/2025.", ["2025-09-01/2025-09-30"]),
    ("Mỗi quý tổ chức ít nhất 01 buổi sinh hoạt chuyên đề.", ["quarterly"]),
    ("Mỗi năm tổ chức 02 đợt kiểm tra.", ["yearly"]),
    ("Hoàn thành việc lập danh sách trong tháng 3, 4/2025.", ["2025-03-01/2025-04-30"]),
    ("Thời gian cao điểm: 15/12/2025 - 28/02/2026.", ["2025-12-15/2026-02-28"]),
    ("Hạn cuối nhận hồ sơ: 17 giờ 00 ngày 31/3/2025.", ["2025-03-31/2025-03-31"]),
    ("Tổ chức Lễ khai giảng (ngày 05/9/2025).", ["2025-09-05/2025-09-05"]),
    ("Tuần 1 (từ 05/9 đến 10/9/2025): Ổn định nền nếp.", ["2025-09-05/2025-09-10"]),
    ("Chậm nhất đến ngày 15/11 hằng năm gửi dự toán.", ["yearly:11-15"]),
    ("Quyết toán trước ngày 31 tháng 3 năm sau.", ["yearly:03-31"]),
    ("Từ ngày ban hành Kế hoạch đến hết ngày 31/12/2025.", ["2025-02-10/2025-12-31"]),
    ("Vào ngày 10 và 25 hằng tháng, cập nhật số liệu.", ["monthly:10", "monthly:25"]),
    ("Hoàn thành trước ngày 15 / 12 / 2025.", ["../2025-12-15"]),
    ("Thời gian: Thường xuyên, hằng năm.", ["yearly"]),
    ("Căn cứ nhiệm vụ được giao, hằng năm các sở, ban, ngành xây dựng dự toán kinh phí.", ["yearly"]),
    ("Kiểm tra định kỳ 6 tháng 1 lần.", ["semiannual"]),
    ("Tập huấn 02 năm/lần.", ["yearly"]),
    ("Thời gian giám sát: Quý III/2025.", ["2025-07-01/2025-09-30"]),
    ("Họp định kỳ mỗi tháng một lần.", ["monthly"]),
    ("Hằng tháng, hằng quý và đột xuất báo cáo kết quả.", ["monthly", "quarterly"]),
    ("Vào Quý IV hằng năm, tổ chức tổng kết.", ["yearly"]),
    (
        "Báo cáo sơ kết trước ngày 20/6/2025 và tổng kết trước ngày 05/12/2025.",
        ["../2025-06-20", "../2025-12-05"],
    ),
    (
        "Các xã, phường tổ chức xong trước ngày 20/4/2025, cấp tỉnh tổ chức trong tháng 5/2025.",
        ["../2025-04-20", "2025-05-01/2025-05-31"],
    ),
    ("Học kỳ I: từ ngày 05/9/2025 đến ngày 17/01/2026.", ["2025-09-05/2026-01-17"]),
    ("Kết thúc năm học trước ngày 31/5/2025.", ["../2025-05-31"]),
    ("Mở cao điểm 30 ngày đêm từ 01/4 đến 30/4/2025.", ["2025-04-01/2025-04-30"]),
    ("Báo cáo kết quả về Ban Thường vụ trước 30-11-2025.", ["../2025-11-30"]),
    ("Ban hành kế hoạch của đơn vị trong tháng 3-2025.", ["2025-03-01/2025-03-31"]),
    ("Trong Quý I, II/2025 rà soát, bổ sung quy chế.", ["2025-01-01/2025-06-30"]),
    ("Định kỳ trước ngày 05 hằng tháng và trước ngày 05/12 hằng năm báo cáo.", ["monthly:5", "yearly:12-05"]),
    ("Hằng năm (trước ngày 15/11), Sở Nội vụ tham mưu UBND tỉnh.", ["yearly:11-15"]),
    ("Hoàn thành vào năm 2027.", ["2027-01-01/2027-12-31"]),
    ("Triển khai thí điểm từ tháng 6/2025.", ["2025-06-01/.."]),
    ("Bắt đầu từ ngày 01/7/2025 tiếp nhận hồ sơ trực tuyến.", ["2025-07-01/.."]),
    ("Tháng 5, tháng 10 hằng năm tổ chức chiến dịch.", ["yearly"]),
    ("Nhiệm vụ đã được phân công phải hoàn thành trước ngày 30/6/2025.", ["../2025-06-30"]),
    ("Cập nhật số liệu trước ngày 15/6/2025.", ["../2025-06-15"]),
    ("Thành lập Tổ công tác trước ngày 15/3/2025.", ["../2025-03-15"]),
    ("Đoàn Thanh niên ra quân vệ sinh môi trường vào các ngày 23, 24/8/2025.", ["2025-08-23/2025-08-24"]),
    ("Doanh nghiệp nhỏ và vừa nộp hồ sơ đến hết ngày 31/3/2025.", ["../2025-03-31"]),
    ("Lễ phát động dự kiến lúc 07 giờ 30 ngày 17/4/2025.", ["2025-04-17/2025-04-17"]),
    ("Tổ chức sơ kết đợt cao điểm trong tuần cuối tháng 10/2025.", ["2025-10-25/2025-10-31"]),
    ("Từ ngày 01/7/2025, đồng loạt kiểm tra, xử phạt.", ["2025-07-01/.."]),
    ("Thành lập 04 đoàn công tác tại các địa phương từ ngày 23/5/2025.", ["2025-05-23/.."]),
    ("Nghiên cứu bổ sung quy hoạch; thực hiện giai đoạn 2026 - 2028.", ["2026-01-01/2028-12-31"]),
    ("Xây dựng mô hình điểm; nhân rộng từ năm 2028.", ["2028-01-01/.."]),
    (
        "Cấp 20 xe trong năm 2026, 40 xe trong các năm 2027 - 2028.",
        ["2026-01-01/2026-12-31", "2027-01-01/2028-12-31"],
    ),
    ("Căn cứ tình hình thực tế, ký kết kế hoạch phối hợp trong tháng 3/2025.", ["2025-03-01/2025-03-31"]),
    ("Sao lưu dữ liệu hằng ngày.", ["daily"]),
    ("Thu gom rác trước 06 giờ sáng hằng ngày.", ["daily"]),
    ("Xây dựng chuyên mục phát sóng hằng tuần; phản ánh kịp thời.", ["weekly"]),
    ("Chuyên mục “Người tốt - Việc tốt”, mỗi tháng ít nhất 02 kỳ.", ["monthly"]),
    (
        "Báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 05/12/2025.",
        ["../2025-06-15", "../2025-12-05"],
    ),
    (
        "Tổng hợp báo cáo định kỳ hằng tháng (trước ngày 20), 6 tháng và năm.",
        ["monthly:20", "semiannual", "yearly"],
    ),
    ("Tổ chức đợt cao điểm (tháng 02 hằng năm).", ["yearly"]),
    ("Thời gian trình: Kỳ họp giữa năm 2025 (Quý II/2025).", ["2025-04-01/2025-06-30"]),
    ("Đồng ý gia hạn thời gian thực hiện dự án đến hết năm 2026.", ["../2026-12-31"]),
    # limits that a label announces
    ("Thời hạn thẩm định: 07 ngày làm việc kể từ ngày nhận đủ hồ sơ.", ["relative"]),
    ("Thời hạn nhận hồ sơ dự tuyển là 30 ngày kể từ ngày niêm yết thông báo.", ["relative"]),
    ("Thời gian kiểm tra 10 ngày làm việc, kể từ ngày công bố quyết định.", ["relative"]),
    # school years and semesters have a calendar of their own, as lunar days have
    ("Thời gian thực hiện: Học kỳ I năm học 2025 - 2026.", ["relative"]),
    ("Thời gian: Năm học 2025-2026 và các năm học tiếp theo.", ["relative"]),
    ("Hoàn thành trong học kỳ II, năm học 2025-2026.", ["relative"]),
    ("Định kỳ cuối học kỳ I tổng hợp kết quả gửi về Sở.", ["relative"]),
    ("Tổ chức lễ dâng hương vào ngày 10 tháng 3 âm lịch.", ["relative"]),
    ("Kết thúc học kỳ I trước ngày 17/01/2026.", ["../2026-01-17"]),
    ("Thời gian: Học kỳ I bắt đầu từ ngày 06/9/2025.", ["2025-09-06/.."]),
    ("Thời gian: Từ tháng 9 đến tháng 12/2025 (học kỳ I).", ["2025-09-01/2025-12-31"]),
    # events; duties; a rhythm within the next clause
    ("Riêng các lớp đầu cấp tựu trường ngày 22/8/2025.", ["2025-08-22/2025-08-22"]),
    ("Ngày 15/4/2025, các xã phải báo cáo những việc đã tổ chức.", ["2025-04-15/2025-04-15"]),
    ("Tổ tự quản có nhiệm vụ tuần tra hằng tuần.", ["weekly"]),
    ("Cung cấp số liệu định kỳ hằng quý cho Sở Tài chính.", ["quarterly"]),
    ("Tổng hợp số liệu gửi về Chi cục trước ngày 10 hằng tháng.", ["monthly:10"]),
    (
        "Thi ngày 18 và 19/4/2025, công bố kết quả ngày 30/4/2025.",
        ["2025-04-18/2025-04-19", "2025-04-30/2025-04-30"],
    ),
    (
        "Báo cáo tháng trước ngày 20, báo cáo quý trước ngày 20 tháng cuối quý.",
        ["monthly:20", "quarterly:20"],
    ),
    ("Chậm nhất vào ngày 18 tháng cuối kỳ báo cáo, gửi về Văn phòng.", ["quarterly:18"]),
    ("Từ nay đến năm 2030, tập trung trồng rừng phòng hộ.", ["2025-02-10/2030-12-31"]),
]
NO_DEADLINES = [
    "Tuyên truyền kỷ niệm 95 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2025).",
    "Hưởng ứng Ngày Môi trường thế giới (05/6) và Ngày Đại dương thế giới (08/6).",
    "Hưởng ứng Ngày Pháp luật Việt Nam 09/11 bằng các hình thức phù hợp.",
    "Chào mừng ngày 20/11 và các ngày lễ lớn trong năm.",
    "Triển khai Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021 - 2025.",
    "Thực hiện Chiến lược phát triển thanh niên giai đoạn 2021-2030, tầm nhìn đến năm 2045.",
    "Thực hiện Quy hoạch tỉnh thời kỳ 2021 - 2030, tầm nhìn đến năm 2050.",
    "Đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2026 - 2031.",
    "Triển khai nhiệm vụ năm học 2025 - 2026.",
    "Kết quả rèn luyện của học sinh trong học kỳ I được công bố trên trang của trường.",
    "Thực hiện Đề án trồng rừng, chống sa mạc hóa từ nay đến năm 2030 và những năm tiếp theo.",
    "Nghị quyết này đã được Hội đồng nhân dân xã khóa II, kỳ họp thứ 5 thông qua ngày 20 tháng 7 năm 2025.",
    "Ngày 10/4/2025, Ủy ban nhân dân huyện đã ban hành Quyết định số 30/QĐ-UBND về nội dung này.",
    "Ngày 10/4/2025, Sở Nội vụ ban hành Hướng dẫn số 30/HD-SNV về nội dung này.",
    "Quyết định này có hiệu lực thi hành sau 10 ngày kể từ ngày ký.",
    "Số liệu báo cáo hằng tháng: Tính từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo.",
    "Thời gian chốt số liệu quý: từ ngày 15 tháng trước kỳ báo cáo đến ngày 14 tháng cuối quý thuộc kỳ báo cáo.",
    "Nghỉ lễ thực hiện theo các văn bản hướng dẫn hằng năm.",
    "Số liệu báo cáo 6 tháng lấy từ ngày 15/12 năm trước đến ngày 14/6 của năm báo cáo.",
    "Theo biên bản kiểm tra ngày 05/02/2025 của đoàn công tác.",
    "Khắc phục những hạn chế, tồn tại trong năm 2024.",
    "Công tác cải cách hành chính năm 2025 của tỉnh.",
    "Thực hiện Kế hoạch phát triển kinh tế - xã hội năm 2025.",
    "Thường xuyên kiểm tra, đôn đốc các đơn vị.",
    "Tăng cường kiểm tra thường xuyên, định kỳ và đột xuất.",
    "Cập nhật dữ liệu định kỳ.",
    "Kinh phí được bố trí trong dự toán ngân sách hằng năm của các cơ quan, đơn vị.",
    "Sử dụng nguồn kinh phí được phân bổ hằng năm cho các đơn vị.",
    "Theo Nghị quyết hằng năm của Hội đồng nhân dân tỉnh.",
    "Gắn với công tác thi đua, khen thưởng hằng năm của đơn vị.",
    "Đưa vào chương trình, kế hoạch công tác hằng năm.",
    "Bảo đảm đời sống hằng ngày của Nhân dân.",
    "Tỷ lệ tăng trưởng bình quân hằng năm đạt 8%.",
    "Ngân hàng Chính sách xã hội tỉnh giải ngân vốn vay.",
    "Vận động khách hàng năm mới sử dụng dịch vụ số.",
    "Quản lý mặt hàng quý hiếm.",
    "Có hiệu lực từ ngày 01/7/2025.",
    "Luật Đất đai có hiệu lực thi hành kể từ ngày 01/8/2024.",
    "Tính đến ngày 31/12/2024, toàn tỉnh có 120 xã đạt chuẩn.",
    "Số liệu tính từ ngày 15/12/2024 đến ngày 14/12/2025.",
    "Đạt 12/15 chỉ tiêu, tăng 3/4 so với cùng kỳ.",
    "Tiếp nhận phản ánh 24/7 qua đường dây nóng.",
    "Ngày 14/01/2025 đã xảy ra vụ cháy tại xã A.",
    "Các dự án đã được phê duyệt trước ngày 01/8/2024 tiếp tục thực hiện.",
    "Đồng chí Nguyễn Văn A, sinh ngày 19/5/1980.",
    "Báo cáo kết quả công tác năm 2024 và phương hướng năm 2025.",
    "Tổng kết công tác năm 2025, triển khai nhiệm vụ năm 2026.",
    'Tuyên truyền khẩu hiệu "Quyết tâm hoàn thành kế hoạch trước ngày 30/4/2025".',
    "Kế hoạch đầu tư công trung hạn 5 năm 2026-2030.",
    "Chuẩn bị Đại hội Đảng bộ tỉnh nhiệm kỳ 2025-2030.",
    "Đề án phát triển đô thị thông minh đến năm 2030, định hướng đến năm 2035.",
    "Áp dụng Điều 2.1 và mục 3.2 của hướng dẫn.",
    "Cho trẻ từ 6-11 tuổi, tỷ lệ 50% - 60%.",
    "Trong gần 40 năm đổi mới, tỉnh đã đạt nhiều thành tựu.",
    "Rằm tháng Giêng, mùng 10 tháng 3 âm lịch.",
    "Trước, trong và sau Ngày Quốc khánh (02/9).",
    "Quý vị đại biểu, quý cơ quan phối hợp thực hiện.",
    "Phong trào thi đua năm 2025 với chủ đề đoàn kết.",
    "Nâng cao chất lượng cuộc sống hằng ngày cho người dân.",
    "Theo quy định tại Thông tư số 05/2024/TT-BNV.",
    "Mức hỗ trợ 500.000 đồng/người/tháng.",
    "Diễn ra trong 03 ngày tại hội trường.",
    "Người từ đủ 16 tuổi trở lên trong thời gian tới.",
    "Công tác 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm.",
    "Kết quả 6 tháng đầu năm 2025.",
    "Kỳ họp thứ 10 diễn ra thành công ngày 10/01/2025.",
    "So với cùng kỳ năm 2024 tăng 5%.",
    "Số liệu năm 2023, 2024 do các đơn vị cung cấp.",
    "Hội nghị lần thứ 13 Ban Chấp hành Trung ương khóa XIII.",
    "Vận động 100% hộ dân ký cam kết, phấn đấu đến năm 2030 đạt trên 95%.",
    "Đến năm 2030, 100% cơ quan nhà nước cung cấp dữ liệu mở.",
    "Mốc thời gian giám sát: Từ ngày 01/01/2023 đến ngày 30/6/2025.",
    "Thời kỳ giám sát: từ năm 2022 đến năm 2025.",
    "Thời gian giám sát số liệu: từ năm 2021 đến năm 2024.",
    "Theo dự báo, từ ngày 15/3 đến ngày 18/3/2025 khu vực có mưa lớn.",
    "Sau ngày 30/6/2025, đơn vị nào chưa thực hiện thì giải trình.",
    "Hội thảo do Bộ Y tế chủ trì, kinh phí 6 tháng đầu năm 2025.",
    "Phấn đấu tỷ lệ hộ nghèo giảm còn 2% vào năm 2025.",
    "Phục vụ nhu cầu đi lại hằng ngày của Nhân dân.",
    "Chỉ tiêu giao hằng năm của HĐND tỉnh.",
    "Theo dự toán được giao hằng năm.",
    "Nhân dịp kỷ niệm 50 năm Ngày Giải phóng miền Nam, thống nhất đất nước (30/4/1975 - 30/4/2025).",
    "Lập thành tích chào mừng kỷ niệm 80 năm Ngày Quốc khánh 02/9/2025.",
    "Chuẩn bị cuộc bầu cử nhiệm kỳ 2026-2031.",
    "Số: 15/KH-UBND ngày 05/02/2025.",
    "Nhiệm vụ trọng tâm trong năm 2025 của ngành.",
    "Công tác phòng, chống thiên tai và tìm kiếm cứu nạn năm 2025.",
    "Các mục tiêu đến năm 2030 của Chiến lược.",
    "Mỗi ngày có 02 chuyến xe buýt.",
    "Theo kết quả điều tra ngày 01/4/2024.",
    "Quyết định thành lập trước ngày 01/01/2020.",
    "Nhóm tuổi 15-18 và 19-25.",
    "Bảng 3.1, Hình 2.2 và Phụ lục 1.2.",
    "Điện thoại: 0912.345.678; 024.3825.1234.",
    "Tổng kinh phí: 1.250.000.000 đồng (năm 2025: 500 triệu đồng; năm 2026: 750 triệu đồng).",
    "Tháng Thanh niên, Tháng hành động vì trẻ em, Tháng công nhân.",
    "Giảm 10% so với năm 2024, tăng 5% trong năm 2025 của toàn tỉnh.",
    "Thông qua Nghị quyết tại kỳ họp thường lệ cuối năm 2024.",
    "Đã hoàn thành trước ngày 31/12/2024.",
    "Ngày 27/7 và Tết Nguyên đán.",
    "Bên cạnh đó, trong giai đoạn 2026 - 2030 nước ta có nhiều thuận lợi.",
    "Từ cuối năm 2008 đến nay tình hình có nhiều biến động.",
    "Bố trí dự toán ngân sách hàng năm cho các sở, ngành.",
    "Xây dựng danh mục dự án đầu tư triển khai trong giai đoạn 2026-2030.",
    "Tổ chức vệ sinh môi trường, học sinh, sinh viên tham gia.",
    "Kế hoạch phát triển kinh tế - xã hội 5 năm 2026 - 2030.",
    "Quyết định số 12/QĐ-UBND ngày 15/3/2025, có hiệu lực từ ngày 01/4/2025.",
    "Hiến pháp năm 2013 quy định quyền của công dân.",
    "Phát huy những kết quả đã làm được trong năm 2024.",
    "Tờ trình số 12/TTr-STC ngày 05/02/2025 của Sở Tài chính.",
    "Nộp hồ sơ vào sáng thứ Hai, thứ Tư.",
    "Bố trí trong kế hoạch đầu tư công trung hạn giai đoạn 2026 - 2030.",
    "Không tiêm cho trẻ đã tiêm trong vòng 01 tháng trước ngày tiêm.",
    "Từ ngày 02/5/2025 đến nay, dịch bệnh xảy ra tại nhiều xã.",
    "Khai thác hồ sơ địa chính trước năm 1975.",
    "Số hóa tài liệu xuất bản trước năm 1954.",
    "Kế thừa kết quả đã đạt được trong giai đoạn 2021 - 2025.",
]


@pytest.mark.parametrize(("sentence", "expected"), DEADLINES)
def test_a_time_of_work(sentence: str, expected: list[str]) -> None:
    deadlines, _ = extract(LEAD + sentence)
    assert [short(deadline) for deadline in deadlines] == expected


@pytest.mark.parametrize("sentence", NO_DEADLINES)
def test_no_time_of_work(sentence: str) -> None:
    deadlines, _ = extract(LEAD + sentence)
    assert [deadline.text for deadline in deadlines] == []


PLANS: list[tuple[int, str, str, list[str]]] = [
    (
        2025,
        "2025-06-20",
        """Ủy ban nhân dân xã báo cáo kết quả như sau:
I. KẾT QUẢ
- Trong 6 tháng đầu năm, toàn xã tiếp nhận 1.250 hồ sơ.
II. TỒN TẠI, HẠN CHẾ
- Một số đơn vị chưa gửi báo cáo trước ngày 15 hằng tháng.
III. NHIỆM VỤ 6 THÁNG CUỐI NĂM
- Trong 6 tháng cuối năm, toàn xã ra quân dọn vệ sinh các tuyến đường.
- Phấn đấu đến cuối năm 2025 đạt 50% hồ sơ trực tuyến.
IV. KHÓ KHĂN, VƯỚNG MẮC VÀ GIẢI PHÁP
- Sửa chữa trụ sở xong trước ngày 31/8.""",
        ["III 2025-07-01/2025-12-31", "IV ../2025-08-31"],
    ),
    (
        2026,
        "2026-01-12",
        """Căn cứ Kế hoạch số 15-KH/TU ngày 05/01/2026, Ủy ban nhân dân xã ban hành Kế hoạch năm 2026:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Phấn đấu đến cuối năm 2026 tăng ít nhất 02 bậc so với năm 2025.
II. MỤC TIÊU
1. Đến hết quý II/2026, 90% hồ sơ được số hóa.
III. NHIỆM VỤ
1. Chỉ đạo, điều hành
- Ban hành kế hoạch truyền thông năm 2026, thời gian hoàn thành trong tháng 01/2026.
- Xây dựng báo cáo tự chấm điểm; hoàn thành trước ngày 15/11/2026.
2. Cải cách thể chế
- Rà soát văn bản; thời gian: thường xuyên trong năm.
- Tự kiểm tra văn bản hằng quý.
IV. TỔ CHỨC THỰC HIỆN
1. Văn phòng
- Tổ chức sơ kết 6 tháng đầu năm (trước ngày 20/6/2026) và tổng kết năm (trước ngày 10/12/2026).
2. Các đơn vị
- Định kỳ hằng quý (trước ngày 05 của tháng cuối quý), 6 tháng (trước ngày 05/6) và năm (trước ngày 05/11)
báo cáo.""",
        [
            "III/1 2026-01-01/2026-01-31",
            "III/1 ../2026-11-15",
            "III/2 quarterly",
            "IV/1 ../2026-06-20",
            "IV/1 ../2026-12-10",
            "IV/2 quarterly:5",
            "IV/2 yearly:06-05",
            "IV/2 yearly:11-05",
        ],
    ),
    (
        2025,
        "2025-03-03",
        """Thực hiện nghị quyết, Đảng ủy xây dựng Kế hoạch từ ngày 15/4/2025 đến ngày 15/9/2025:
I. MỤC ĐÍCH
- Nâng cao nhận thức của đảng viên.
II. NỘI DUNG, THỜI GIAN
1. Treo cờ: từ ngày 30/8/2025 đến hết ngày 03/9/2025.
2. Dâng hương: 7 giờ 30 phút, ngày 01/9/2025.
3. Hội thi
a) Vòng sơ khảo: Tháng 6/2025.
b) Vòng chung kết: Tuần cuối tháng 8/2025.
3.1. Ngày hội toàn dân (18/11/2025)
3.2. Trước Ngày hội (01/11-17/11/2025)
4. Thời gian tổng kết
Quý IV/2025.
III. TỔ CHỨC THỰC HIỆN
1. Công an phường xây dựng phương án, xong trước ngày 25/8.""",
        [
            "None 2025-04-15/2025-09-15",
            "II/1 2025-08-30/2025-09-03",
            "II/2 2025-09-01/2025-09-01",
            "II/3/a 2025-06-01/2025-06-30",
            "II/3/b 2025-08-25/2025-08-31",
            "II/3/3.1 2025-11-18/2025-11-18",
            "II/3/3.2 2025-11-01/2025-11-17",
            "II/4 2025-10-01/2025-12-31",
            "III/1 ../2025-08-25",
        ],
    ),
    (
        2024,
        "2024-05-06",
        """I. TÌNH HÌNH
1. Trong năm 2024, trên địa bàn xảy ra 02 vụ; từ ngày 15/12/2023 đến ngày 14/4/2024 đã kiểm tra 120 cơ sở.
II. NỘI DUNG
1. Thời gian kiểm tra: Từ ngày 20/5/2024 đến ngày 30/6/2024.
2. Mốc thời gian kiểm tra: từ ngày 01/01/2023 đến ngày 30/6/2024.
3. Lịch kiểm tra
- Ngày 21/5/2024: Công ty A.
- Sáng ngày 22/5/2024: Công ty B.
III. TỔ CHỨC THỰC HIỆN
1. Đoàn kiểm tra thông báo kết quả trong thời hạn 05 ngày làm việc kể từ ngày kết thúc kiểm tra.
2. Các cơ sở khắc phục xong trước 31/7/2024 và hằng tháng báo cáo tiến độ.""",
        [
            "II/1 2024-05-20/2024-06-30",
            "II/3 2024-05-21/2024-05-21",
            "II/3 2024-05-22/2024-05-22",
            "III/1 relative",
            "III/2 ../2024-07-31",
            "III/2 monthly",
        ],
    ),
    (
        2026,
        "2025-12-20",
        """Ủy ban nhân dân tỉnh ban hành Kế hoạch thực hiện Chương trình giai đoạn 2026 - 2030 như sau:
I. MỤC TIÊU, CHỈ TIÊU
1. Hằng năm, 100% thanh niên được tuyên truyền.
2. Đến năm 2028, 80% thanh niên được tư vấn.
II. LỘ TRÌNH THỰC HIỆN
1. Giai đoạn 1 (2026 - 2027)
- Xây dựng cơ sở dữ liệu, hoàn thành trong năm 2026.
2. Giai đoạn 2028 - 2030
- Nhân rộng mô hình.
3. Năm 2028: sơ kết giữa kỳ; năm 2030: tổng kết Chương trình.
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính: Hằng năm, căn cứ khả năng ngân sách, tham mưu bố trí kinh phí.
2. Các sở: xây dựng kế hoạch giai đoạn 2026 - 2030 trước ngày 28/02/2026; kế hoạch hằng năm trước ngày 15/01;
báo cáo kết quả trước ngày 05/12 hằng năm.""",
        [
            "II/1 2026-01-01/2027-12-31",
            "II/1 2026-01-01/2026-12-31",
            "II/2 2028-01-01/2030-12-31",
            "II/3 2028-01-01/2028-12-31",
            "II/3 2030-01-01/2030-12-31",
            "III/1 yearly",
            "III/2 ../2026-02-28",
            "III/2 yearly:01-15",
            "III/2 yearly:12-05",
        ],
    ),
    (
        2025,
        "2025-06-10",
        """Kính gửi: Các sở, ban, ngành.
Thực hiện yêu cầu báo cáo kết quả chính sách đến ngày 30/6/2025 của Bộ Nội vụ.
Ủy ban nhân dân tỉnh yêu cầu các đơn vị gửi báo cáo về Sở Nội vụ trước 16 giờ ngày 18/6/2025, gồm:
1. Kết quả 5 tháng đầu năm 2025.
2. Khó khăn, vướng mắc.""",
        ["None ../2025-06-18"],
    ),
    (
        2025,
        "2025-11-03",
        """Theo dự báo, từ ngày 04-07/11/2025 khu vực có mưa lớn.
Chủ tịch UBND tỉnh yêu cầu:
1. Các địa phương báo cáo hằng ngày trước 16h00 về Ban Chỉ huy.
2. Sở Xây dựng khắc phục hư hỏng, hoàn thành trước ngày 30/11/2025.""",
        ["1 daily", "2 ../2025-11-30"],
    ),
]


@pytest.mark.parametrize(("year", "issued", "text", "expected"), PLANS)
def test_a_whole_plan(year: int, issued: str, text: str, expected: list[str]) -> None:
    deadlines, _ = extract(text, year, issued)
    found = [f"{(d.section or 'None').split('/-')[0]} {short(d)}" for d in deadlines]
    assert found == expected
    assert [d.id for d in deadlines] == [f"d{n}" for n in range(1, len(deadlines) + 1)]
    assert all(text[d.span.start : d.span.end] == d.text for d in deadlines)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Quý III Năm 2026", ["2026-07-01/2026-09-30"]),
        ("2026", ["2026-01-01/2026-12-31"]),
        ("2025 - 2035", ["2025-01-01/2035-12-31"]),
        ("Trong năm", ["2025-01-01/2025-12-31"]),
        ("Tháng 3, 4", ["2025-03-01/2025-04-30"]),
        ("31/12", ["2025-12-31/2025-12-31"]),
        ("Trước 30/6/2025", ["../2025-06-30"]),
        ("Hàng năm", ["yearly"]),
        ("Thường xuyên, hằng năm", ["yearly"]),
        ("Hằng quý, 6 tháng, năm", ["quarterly", "semiannual", "yearly"]),
        ("Thường xuyên", []),
        ("Theo quy định", []),
        ("Nhiệm kỳ 2025-2030", []),
    ],
)
def test_time_cells_need_no_cue(cell: str, expected: list[str]) -> None:
    deadlines = cells(cell)
    assert [short(d) for d in deadlines] == expected
    assert all((d.assignment, d.section) == ("a0", "Phụ lục") for d in deadlines)


def test_two_cells_can_be_the_start_and_the_end() -> None:
    lines = ["Nhiệm vụ", "Bắt đầu", "Kết thúc", "Rà soát", "01/02/2025", "31/3/2025"]
    text, blocks, start = "\n".join(lines), [], 0
    for index, line in enumerate(lines):
        blocks.append(Block([(start, start + len(line))], table=0, row=index // 3, column=index % 3))
        start += len(line) + 1
    view = View(Document(text, blocks))
    times = [TableTime(p.start, p.end, "a1", None) for p in view.paragraphs[4:]]
    deadlines, _ = extract_deadlines(view, Outline([], []), [], [], 2025, None, times)
    assert [(d.text, short(d)) for d in deadlines] == [("01/02/2025\n31/3/2025", "2025-02-01/2025-03-31")]


def test_other_cells_hold_no_deadline() -> None:
    view, outline = document("Báo cáo trước ngày 15/6/2025\nTrước ngày 30/6/2025", table=True)
    second = view.paragraphs[1]
    times = [TableTime(second.start, second.end, None, None)]
    deadlines, _ = extract_deadlines(view, outline, [], [], 2025, None, times)
    assert [d.text for d in deadlines] == ["Trước ngày 30/6/2025"]


def test_a_continuous_duty_keeps_its_word_beside_its_rhythm() -> None:
    (deadline,) = cells("Thường xuyên, hằng năm")
    assert (deadline.recurrence, deadline.relative) == ("FREQ=YEARLY", "Thường xuyên")


def test_before_a_date_is_exclusive() -> None:
    deadlines, _ = extract(LEAD + "Báo cáo trước ngày 15/6/2025; kết thúc chậm nhất ngày 20/6/2025.")
    assert [(d.text, d.inclusive) for d in deadlines] == [
        ("trước ngày 15/6/2025", False),
        ("chậm nhất ngày 20/6/2025", True),
    ]


def test_the_date_of_a_citation_is_no_deadline() -> None:
    text = LEAD + "Hoàn thành việc thực hiện Kế hoạch số 5/KH-UBND trước ngày 15/6/2025."
    start = text.index("Kế hoạch số")
    reference = Reference.model_construct(span=Span(start=start, end=len(text)))
    assert [d.text for d in extract(text)[0]] == ["trước ngày 15/6/2025"]
    assert extract(text, references=[reference])[0] == []


def test_zones_hold_no_deadline() -> None:
    text = "Gửi báo cáo trước ngày 15/6/2025."
    view, _ = document(text)
    outline = Outline([], [("closing", 0, len(view.lower))])
    assert extract_deadlines(view, outline, [], [], 2025, None, [])[0] == []


def test_a_deadline_belongs_to_the_task_that_holds_it_or_the_last_one_before() -> None:
    text = (
        "II. NHIỆM VỤ\n1. Sở Y tế\n- Rà soát xong trước ngày 15/6/2025.\n- Hoàn thành trước ngày 20/6/2025."
        "\nIII. KHÁC\nXong trước ngày 25/6/2025."
    )
    first = text.index("Rà soát"), text.index("\n- Hoàn")
    task = Assignment(id="a1", task="Rà soát", section="II/1/-2", span=Span(start=first[0], end=first[1]))
    deadlines, _ = extract(text, assignments=[task])
    assert [d.assignment for d in deadlines] == ["a1", "a1", None]


def test_doubts_are_noted() -> None:
    _, notes = extract(LEAD + "Hoàn thành trước ngày 31/02/2025; báo cáo trước ngày 15/6.")
    assert [(n.code, n.level) for n in notes] == [("date-impossible", "warning"), ("year-inferred", "info")]
    assert all(n.span and n.section == "II/1/-1" for n in notes)


def test_without_a_year_the_words_stay() -> None:
    deadlines, notes = extract(LEAD + "Báo cáo trước ngày 15/6.", year=None, issued=None)
    assert [(d.end, d.relative) for d in deadlines] == [(None, "trước ngày 15/6")]
    assert [n.code for n in notes] == ["year-missing"]


def test_the_only_printed_year_is_that_of_all_dates() -> None:
    text = LEAD + "Báo cáo trước ngày 15/6; tổng kết trước ngày 20/12/2025."
    deadlines, _ = extract(text, year=None, issued=None)
    assert [d.end for d in deadlines] == ["2025-06-15", "2025-12-20"]


SCHOOL = "KẾ HOẠCH\nKiểm tra nội bộ năm học 2025 - 2026"


@pytest.mark.parametrize(
    ("issued", "sentence", "expected"),
    [
        ("2025-09-12", "Gửi kết quả trước ngày 25/5.", ["../2026-05-25"]),
        ("2025-09-12", "Thời gian: Từ tháng 10 đến tháng 4.", ["2025-10-01/2026-04-30"]),
        ("2025-09-12", "Hoàn thành trong Quý IV.", ["2025-10-01/2025-12-31"]),
        ("2025-09-12", "Hoàn thành trước ngày 30/6/2027.", ["../2027-06-30"]),
        ("2025-09-12", "Báo cáo trước ngày 25 hằng tháng.", ["monthly:25"]),
        ("2025-04-02", "Nộp hồ sơ trước ngày 20/5.", ["../2025-05-20"]),  # admission: in the spring before it
        ("2025", "Nộp hồ sơ trước ngày 20/5.", ["../2026-05-20"]),
    ],
)
def test_months_of_a_school_year_follow_the_date_of_issue(
    issued: str, sentence: str, expected: list[str]
) -> None:
    view, _ = document(f"{SCHOOL}\n{LEAD}{sentence}")
    outline = build_outline(view, len(SCHOOL), [("head", 0, len(SCHOOL))])
    deadlines, notes = extract_deadlines(view, outline, [], [], None, issued, [])
    assert [short(deadline) for deadline in deadlines] == expected
    assert [note.code for note in notes] == (
        [] if "2027" in sentence or "hằng" in sentence else ["year-inferred"]
    )


def test_titles_of_two_school_years_fill_no_year() -> None:
    view, _ = document(f"{SCHOOL}, năm học 2026 - 2027\n{LEAD}Gửi kết quả trước ngày 25/5.")
    outline = build_outline(view, len(SCHOOL) + 24, [("head", 0, len(SCHOOL) + 24)])
    (deadline,) = extract_deadlines(view, outline, [], [], None, "2025-09-12", [])[0]
    assert deadline.end == "2025-05-25"


def test_from_now_begins_with_a_full_date_of_issue() -> None:
    text = LEAD + "Từ nay đến hết năm 2025, tổ chức tuyên truyền."
    assert [d.start for d in extract(text)[0]] == ["2025-02-10"]
    assert [d.start for d in extract(text, issued="2025-02")[0]] == [None]


@pytest.mark.parametrize(
    "piece",
    [
        "trước ngày 15/6 ",
        '"trước ngày 15/6/2025" ',
        "(ngày 15/6/2025) ",
        "thời gian: ngày 15/6/2025 ",
        "đến năm 2030 ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    text = LEAD + piece * (100_000 // len(piece))
    began = time.perf_counter()
    extract(text)
    assert time.perf_counter() - began < 4
