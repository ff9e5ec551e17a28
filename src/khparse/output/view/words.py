"""The words of the page in its two languages, and dates as their readers write them."""

from __future__ import annotations

import re
from typing import Literal

from khparse.models import Deadline

Language = Literal["vi", "en"]

_VI = """
skip = Đến văn bản
skip_lists = Đến danh sách
kinds = Tô sáng
dark = Nền tối
plans = Các văn bản
back = Quay lại danh sách
overview = Tóm tắt
outline = Bố cục
text = Toàn văn
facts = Kết quả trích xuất
rebuilt = Trang này được lập từ tệp JSON của khparse, không có văn bản gốc: \
phần ngoài các mục đã trích xuất để trống.
none = Không tìm thấy.
no_text = Không có nội dung.
untitled = Văn bản không có số, trích yếu
number = Số, ký hiệu
date = Ngày ban hành
issuer = Cơ quan ban hành
subject = Trích yếu
signer = Người ký
source = Nguồn
timeline = Dòng thời gian
timeline_title = Các thời hạn theo tháng
timeline_from_to = {count} thời hạn có ngày, từ {first} đến {last}; nhiều nhất vào {peak} ({most}).
timeline_undated = {count} thời hạn định kỳ hoặc không ghi ngày cụ thể có trong danh sách Thời hạn.
tasks = Nhiệm vụ
task_caption = Các nhiệm vụ; bấm vào nhiệm vụ để đến chỗ ghi trong văn bản, bấm tiêu đề cột để sắp xếp
deadlines = Thời hạn
deadline_caption = Các thời hạn; bấm vào thời hạn để đến chỗ ghi trong văn bản, bấm tiêu đề cột để sắp xếp
references = Văn bản viện dẫn
notes = Điểm cần kiểm tra
recipients = Nơi nhận
agency = Cơ quan
any_agency = Mọi cơ quan
role = Vai trò
any_role = Chủ trì hoặc phối hợp
section_of = Mục
when = Ngày
as_printed = Như ghi trong văn bản
shown_of = {shown} trên {all}
place = chỗ {index}
recurring = định kỳ
undated = không ghi ngày
until = đến {date}
before = trước {date}
since = từ {date}
unit = Mục {id}
kind_head = Phần đầu
kind_heading = Tiêu đề mục
kind_reference = Viện dẫn
kind_task = Nhiệm vụ
kind_lead = Chủ trì
kind_support = Phối hợp
kind_report = Nhận báo cáo
kind_deadline = Thời hạn
kind_recipient = Nơi nhận
kind_signature = Chữ ký
kind_note = Cần kiểm tra
relation_basis = căn cứ
relation_implements = thực hiện
relation_amends = sửa đổi
relation_replaces = thay thế
relation_repeals = bãi bỏ
relation_guides = hướng dẫn
relation_cites = viện dẫn
level_info = lưu ý
level_warning = cảnh báo
"""

_EN = """
skip = Skip to the text
skip_lists = Skip to the lists
kinds = Highlight
dark = Dark
plans = Documents
back = Back to the list
overview = Summary
outline = Outline
text = Full text
facts = What was extracted
rebuilt = This page was made from khparse's JSON, without the document itself: \
what lies outside the extracted units is blank.
none = None found.
no_text = No text.
untitled = Document without number and subject
number = Number and symbol
date = Date of issue
issuer = Issuer
subject = Subject
signer = Signer
source = Source
timeline = Timeline
timeline_title = Deadlines by month
timeline_from_to = {count} dated deadlines from {first} to {last}; most in {peak} ({most}).
timeline_undated = {count} recurring or undated ones are in the list of deadlines.
tasks = Tasks
task_caption = Tasks; a task leads to its words in the text, a column header sorts
deadlines = Deadlines
deadline_caption = Deadlines; a deadline leads to its words in the text, a column header sorts
references = References
notes = To be checked
recipients = Recipients
agency = Agency
any_agency = Any agency
role = Role
any_role = Lead or support
section_of = Unit
when = Date
as_printed = As printed
shown_of = {shown} of {all}
place = place {index}
recurring = recurring
undated = undated
until = by {date}
before = before {date}
since = from {date}
unit = Unit {id}
kind_head = Head
kind_heading = Headings
kind_reference = References
kind_task = Tasks
kind_lead = Lead
kind_support = Support
kind_report = Reported to
kind_deadline = Deadlines
kind_recipient = Recipients
kind_signature = Signature
kind_note = To be checked
relation_basis = basis
relation_implements = implements
relation_amends = amends
relation_replaces = replaces
relation_repeals = repeals
relation_guides = guides
relation_cites = cites
level_info = note
level_warning = warning
"""


def words_in(language: Language) -> dict[str, str]:
    """Return the words of a language by their keys."""
    lines = (_VI if language == "vi" else _EN).strip().split("\n")
    return dict(line.split(" = ", 1) for line in lines)


_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def date_label(iso: str | None, language: Language) -> str:
    """Return an ISO date or month (`2026-02-06`, `2026-02`, `2026`) as readers of a language write it."""
    match = _DATE.fullmatch(iso or "")
    if match is None:
        return iso or ""
    year, month, day = match.groups()
    if language == "vi":
        return "/".join(filter(None, (day, month, year)))
    return " ".join(filter(None, (day and day.lstrip("0"), month and _MONTHS[int(month) - 1], year)))


def due_label(deadline: Deadline, language: Language) -> str:
    """Return when a deadline is: its date or dates, or that it recurs or has none."""
    words = words_in(language)
    start, end = date_label(deadline.start, language), date_label(deadline.end, language)
    if deadline.recurrence:
        return words["recurring"]
    if start and end:
        return start if start == end else f"{start} – {end}"
    if end:
        return words["until" if deadline.inclusive else "before"].format(date=end)
    return words["since"].format(date=start) if start else words["undated"]
