"""The words around a time that say what it is: the patterns by which `context` judges.

All patterns read lower-case text with single blanks. Those that end with `$` are searched in the words of a
sentence before a time, those for `after` are matched right behind it.
"""

from __future__ import annotations

import re


def _words(phrases: str, behind: str) -> re.Pattern[str]:
    """Return a pattern of phrases (separated by commas), and of what may stand between them and the time."""
    alternatives = "|".join(" ".join(phrase.split()) for phrase in phrases.split(","))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w){behind}")


# Headings.
GOAL_HEADING = re.compile(
    r"mục tiêu|chỉ tiêu|quan điểm|mục đích|thực trạng|kết quả đạt|sự cần thiết"
    r"|^\W*(?:đặc điểm |đánh giá |căn cứ, )?tình hình"
)
REPORT_HEADING = re.compile(
    r"^\W*(?:(?:\d{1,2}|[ivx]{1,4})[.)] ?)?(?:những |một số |các )*"
    r"(?:tồn tại|hạn chế|khó khăn|vướng mắc|nguyên nhân|kết quả đạt được|bài học)(?!\w)"
)
WORK_HEADING = re.compile(r"nhiệm vụ|giải pháp|nội dung|thực hiện|thời gian|triển khai|phân công|tiến độ")
TIME_HEADING = re.compile(
    r"thời gian(?! qua| tới)|(?:^|, |và )(?:tiến độ|thời hạn|lịch |lộ trình thực hiện|lộ trình triển khai)"
)
LABEL = _words(
    """thời gian, thời hạn, thời điểm, tiến độ, hạn cuối, hạn chót, hạn nộp, hạn gửi, hạn hoàn thành, lộ
    trình, hoàn thành, khai mạc, kết thúc, bắt đầu, ngày tổ chức, ngày thi, ngày họp, ngày bắt đầu, ngày
    kết thúc, ngày hoàn thành, lịch""",
    r"(?! qua| tới)[^:.;\n]{0,60}$",
)
OPENING = re.compile(
    r"(?:^|[.;:!?] |\n)\W*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)/]?|[ivx]{1,5}[.)-]|\w\)|\(\w{1,3}\))?\W*"
    r"(?:(?:giai đoạn|đợt|ngày|bước|vòng|tuần|buổi|lần|kỳ) (?:\d{1,2}|[ivx]{1,4}|một|hai|ba)\W*)?$"
)

# What governs a time.
STRONG_CUE = re.compile(
    r"trước|nhất|hạn|hoàn thành|xong|dự kiến|kết thúc|diễn ra|không|bắt đầu (?:trong|vào)"
)
SUBJECT_AFTER = re.compile(r":| (?:bắt đầu|kết thúc|gồm|có|từ|là)(?!\w)")  # "Học kỳ I: từ ngày 06/9 …"
UNDATED_CUE = re.compile(
    r"(?<!\w)(?:(?:hoàn thành|xong|kết thúc|dự kiến|thực hiện) (?:trong|vào|trước)"
    r"|(?:chậm|muộn) nhất(?: là)?(?: vào| trong)?|định kỳ) ?$"
)
BEGINS_WORK = _words(
    """thực hiện, triển khai, áp dụng, bắt đầu, tổ chức, hoàn thành, kéo dài, duy trì, tiến hành, nhân
    rộng, vận hành, khai thác, phát sóng""",
    r"[^,;.:]{0,60}$",
)
PROLONGED = _words("gia hạn, kéo dài", r"[^,;.:]{0,80}$")
EVENT = _words(
    """tổ chức, khai mạc, bế mạc, họp, phát động, ra quân, diễn ra, tiến hành, khai giảng, ra mắt, cho,
    tựu trường, bế giảng, khánh thành""",
    r"[^,;.:()]{0,80}\(?$",
)
EVENT_BESIDE = _words(
    """tổng hợp, công bố, công bố kết quả, thi, chấm thi, coi thi, phúc khảo, sơ khảo, chung kết, trao giải, xét duyệt,
    tập huấn, kiểm tra, bàn giao, nghiệm thu, giao quân, khởi công""",
    r" (?:trong |vào |các )*\(?$",
)
CARRIED_OUT = re.compile(r"(?:^|[;,.:] |và )(?:thời gian )?(?:thực hiện|triển khai) $")
MILESTONE = _words(
    "báo cáo, sơ kết, tổng kết, đánh giá, hoàn thành, khởi công, bàn giao, nghiệm thu", r"[^;.]{0,90}$"
)
ISSUES_PLAN = re.compile(r"(?:ban hành|xây dựng|lập) (?:và triển khai )?kế hoạch(?!\w)[^;]*$")
ORDERS = _words("báo cáo, gửi, hoàn thành, nộp, góp ý, đăng ký, đề nghị, yêu cầu", "")
BASIS = ("căn cứ", "thực hiện", "theo", "xét", "trên cơ sở", "triển khai", "để ", "nhằm", "tiếp tục")

# What a time is where it is no deadline.
DONE = re.compile(
    r"(?<!\w)(?:đã (?:được )?(?:[^\W\d_]+ ){0,2}|được (?:ban hành|phê duyệt|thành lập|cấp|ký|công nhận) "
    r"|có hiệu lực (?:thi hành )?|sinh )$"
)
EFFECT = re.compile(r"có hiệu lực (?:thi hành )?$")
# "Ngày 5/3, UBND huyện đã ban hành …": a report of what was done on that day.
REPORTS_PAST = re.compile(
    r",? (?:(?!(?<!\w)(?:phải|cần|sẽ|báo cáo|tổng hợp|đề nghị|yêu cầu)(?!\w))[^.;:()\d]){2,90}?(?<!\w)"
    r"(?:(?:đã|vừa)(?: ký)? (?:ban hành|tổ chức|có|thông qua|ký|phê duyệt|họp)"
    r"|(?:ban hành|thông qua|ký|có) (?:quyết định|kế hoạch|chỉ thị|công văn|văn bản|thông báo|nghị |thông tư"
    r"|hướng dẫn|công điện|tờ trình|kết luận|chương trình)[^.;:,\d]{0,25} ?\d)"
)
ADOPTED = re.compile(r"(?<!\w)được [^.;]{2,140} (?:thông qua|ban hành|phê duyệt) $")
PROGRAMME = re.compile(
    r"(?<!\w)(?:đề án|chương trình|chiến lược|kế hoạch|quy hoạch|nghị quyết|chỉ thị|quyết định)(?!\w)"
    r"[^.;:()]{0,140}[^,.;:() ] $"
)
# "Trong 6 tháng đầu năm, toàn tỉnh tiếp nhận 1.250 hồ sơ": figures of a period that has begun.
RESULT_AFTER = re.compile(r",? (?:toàn|cả|trên địa bàn) [^.;:]{2,80}? \d")
# "từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo": what a report's figures cover.
COUNTED_FROM = re.compile(r"tính (?:từ|đến|cho)")
DATA_AFTER = re.compile(
    r"(?: (?:của )?(?:tháng|năm)(?: cuối(?: của)?(?: qu[ýí]))?)? (?:thuộc|của) kỳ báo cáo"
    r"| (?:của )?(?:tháng|năm) trước (?:đến|tới|liền kề|kỳ|của kỳ)"
)
DONE_CLAUSE = _words(
    "đã, vừa qua, có hiệu lực, được ban hành, được phê duyệt, được thành lập", r"[^,;:()]{0,70}$"
)
REPORTED = re.compile(
    r"(?<!\w)(?:(?<!công bố )(?<!gửi )kết quả|so với|tình hình(?! thực tế)|đạt được|dự báo|thực trạng"
    r"|xảy ra|ghi nhận)(?!\w)[^;]{0,60}$"
)
NAMED_DAY = re.compile(
    r"(?:ngày (?!\d)[^,.;()\d]{3,70}"
    r"|(?:kỷ niệm|nhân dịp|dịp|chào mừng|hưởng ứng|hướng tới|mừng)(?!\w)[^.;()]{0,90})\W*$"
)
DOCUMENT = _words(
    "luật, nghị định, nghị quyết, thông tư, quyết định, công văn, kế hoạch, tờ trình, chỉ thị", r"[^,;.]*$"
)
TITLE = _words(
    """chương trình, đề án, kế hoạch, chiến lược, quy hoạch, nghị quyết, quyết định, chỉ thị, dự án, phong
    trào, lộ trình, luật, nhiệm vụ, công tác, tầm nhìn, định hướng, mục tiêu, chỉ tiêu, kinh phí, dự
    toán, ngân sách, tổng kết, sơ kết, hoạt động, đại hội""",
    r"[^,;:()]{0,100}$",
)
DATA_WINDOW = re.compile(
    r"(?<!\w)(?:mốc thời gian (?!hoàn|thực)|thời kỳ|niên độ|phạm vi|số liệu|kỳ báo cáo)[^:;.]{0,50}:? ?$"
)
SHARE = re.compile(r"\d ?%|(?<!\w)(?:đạt|tỷ lệ)(?!\w)")
TARGET_AFTER = re.compile(
    r"[^.;]{0,140}?(?:\d ?%|(?<!\w)(?:đạt|tỷ lệ|phấn đấu|trở thành|nằm trong nhóm)(?!\w))"
)
AMOUNT_AFTER = re.compile(r"\W{0,3}(?:khoảng |đạt |trên |là )?[\d.,]+ ?(?:%|triệu|tỷ|nghìn|đồng)")

# Rhythms.
RHYTHM_OF_THING = _words(
    """ngân sách, dự toán, kinh phí, nghị quyết, phân bổ, bố trí, kế hoạch, chương trình, nguồn, vốn, khen
    thưởng, thi đua, xếp loại, chỉ tiêu, (?<!có )nhiệm vụ, đời sống, sinh hoạt, thu nhập, bình quân, tăng
    trưởng, trung bình, biên chế, được giao, công việc, học tập, văn bản hướng dẫn, theo hướng dẫn""",
    r"(?: [^\W\d_]+){0,4}$",
)
DUTY_AFTER = re.compile(
    r"\W{0,2}(?:có trách nhiệm |chủ động |kịp thời |phải |cần )?"
    + _words(
        """báo cáo, tổ chức, xây dựng, lập, tham mưu, rà soát, kiểm tra, đánh giá, tổng hợp, cung cấp, định
        hướng, cập nhật, cân đối, bố trí, ban hành, thực hiện, triển khai, phối hợp, chủ trì, tiến hành,
        sơ kết, tổng kết, thống kê, công bố, đăng ký, gửi, căn cứ, hướng dẫn, theo dõi, giao ban, họp,
        chỉ đạo, trao đổi, rút kinh nghiệm, giám sát, khảo sát, đề xuất, thông báo, nộp, dành, trích,
        phân công, ít nhất, tối thiểu, có ít nhất, kiểm điểm, đôn đốc, thẩm định, trình, bình xét, tự""",
        "",
    ).pattern
)
DUTY_BEFORE = _words(
    """báo cáo, họp, giao ban, sơ kết, tổng kết, đánh giá, kiểm tra, rà soát, cập nhật, tổ chức, giám sát,
    khảo sát, thống kê, tập huấn, cung cấp, công bố, đối thoại, kiểm điểm, trao đổi, tham mưu, định kỳ,
    thực hiện, chế độ, trực, thông báo, phát sóng, phát bản tin, đăng, đưa tin, chấm điểm, sao lưu, thu gom,
    tuần tra, theo dõi, mở, xây dựng, công khai, ra quân, phát động, cắm chốt, ghi chép, vệ sinh""",
    "",
)
REPORT_BEFORE = _words("báo cáo, giao ban", r"[^;.]{0,110}$")
COUNT_AFTER = re.compile(
    r" (?:ít nhất |tối thiểu )?\d{1,2} (?:phiên|buổi|cuộc|đợt|số|kỳ|tin|bài|lớp|hội nghị|chuyên)(?!\w)"
)
BELONGS_AFTER = (" của ", " cho ", " được ", " thuộc ")
GOES_ON_AFTER = (
    " và ", " để ", " về ", " gửi ", " trên ", " tại ", " theo ", " cho ", " của ", " với ", " hoặc ",
    " trước ", " khi ", " trong ", " vào ",
)  # fmt: skip
CLAUSE_ENDS = ("", ".", ",", ";", ":", ")", "\n", "/")
