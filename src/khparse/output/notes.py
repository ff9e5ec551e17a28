"""Notes in the words of the reader.

Notes are written in English. Their Vietnamese is told by their code; a pattern takes the words of the document
out of the message, where it has any.
"""

from __future__ import annotations

import re
from typing import Literal

from khparse.models import Note
from khparse.output.words import capitalised, clean

# By code: patterns of messages, each with its Vietnamese sentence; the last one, without a pattern, is for all
# others of the code.
_VIETNAMESE: dict[str, tuple[tuple[str, str], ...]] = {
    "content-skipped": (
        (r"(\d+) embedded", "{0} tài liệu nhúng trong tệp không đọc được."),
        ("", "Phần đứng sau chỗ kết thúc của tệp không được đọc."),
    ),
    "date-blank": (("", "Ngày ban hành để trống hoặc không đọc được đầy đủ."),),
    "date-impossible": (
        (r"['\"](.+)['\"] names", "“{0}” là ngày không có thật; không đưa vào mốc thời gian."),
        ("", "Ngày ghi trong văn bản không có thật."),
    ),
    "date-inferred": (("", "Ngày ban hành lấy từ phụ lục."),),
    "encoding-converted": (
        (r"converted from (.+)", "Chữ đã được chuyển từ bảng mã {0}."),
        ("", "Chữ đã được chuyển bảng mã."),
    ),
    "encoding-doubtful": (
        (r"likely, not surely, ([^:]+)", "Bảng mã có thể là {0}, chưa chắc chắn; cần xem lại chữ."),
        (r"(\d+) place", "Có {0} chỗ sai bảng mã, chữ đã mất."),
        ("", "Bảng mã chưa chắc chắn; cần xem lại chữ."),
    ),
    "file-truncated": (("", "Tệp bị cắt giữa chừng; chỉ đọc được phần còn lại."),),
    "from-page-metadata": (
        (r".*?taken from .*?: (.+)", "Lấy theo thông tin của trang đăng văn bản, không phải từ lời văn: {0}."),
    ),
    "issuer-inferred": (("", "Phần đầu không ghi cơ quan ban hành; lấy từ lời mở đầu."),),
    "issuer-missing": (("", "Không tìm thấy cơ quan ban hành."),),
    "issuer-repaired": ((r'"(.+)" is taken for "(.+)"', "Tên cơ quan ban hành: “{0}” được hiểu là “{1}”."),),
    "label-repaired": ((r"label (.+) is read as (.+)", "Số thứ tự “{0}” được đọc là “{1}”."),),
    "letter-restored": (
        (r"the letter ư was lost .*?: (.+)", "Chữ “ư” bị mất khi chuyển bảng mã, đã khôi phục: {0}."),
        ("", "Chữ “à” hoặc “í” bị mất khi chuyển bảng mã, đã khôi phục."),
    ),
    "list-continued": (("", "Danh sách bị ngắt trên trang mạng được đánh số tiếp theo danh sách trước."),),
    "no-text": (("", "Có trang chỉ là ảnh, chưa nhận dạng được chữ."),),
    "number-blank": (("", "Số văn bản để trống."),),
    "number-inferred": (("", "Số văn bản lấy từ phụ lục."),),
    "number-repeated": ((r"label (.+) is printed twice", "Số thứ tự “{0}” được ghi hai lần."),),
    "number-unreadable": (("", "Không đọc được số văn bản."),),
    "numbering-gap": (
        (r"label (.+) follows (.+)", "Số thứ tự “{0}” đứng ngay sau “{1}”; có thể thiếu một mục."),
    ),
    "ocr-handwritten": (
        (r'a handwritten number is read as "(.*)" \((\d+%)', "Số viết tay được đọc là “{0}” (chắc chắn {1})."),
    ),
    "ocr-repaired": (
        (r'recognised as "(.*)", taken for "(.*)", (\d+) times', "Nhận dạng chữ: “{0}” được hiểu là “{1}” ({2} lần)."),
        (r'recognised as "(.*)", taken for "(.*)"', "Nhận dạng chữ: “{0}” được hiểu là “{1}”."),
        (r"(\d+) more", "Còn {0} chỗ nhận dạng sai khác đã được sửa."),
    ),
    "part-damaged": (
        (r"pages? (.+) can't be read", "Không đọc được trang {0}: tệp bị hỏng ở đó."),
        ("", "Một phần của tệp bị hỏng, không đọc được."),
    ),
    "reference-later": (
        (r"(.+) is dated (.+), later", "Văn bản viện dẫn {0} ghi ngày {1}, sau ngày của văn bản này."),
    ),
    "reference-year": (
        (r"the number (.+) and the date (.+) tell", "Số {0} và ngày {1} của văn bản viện dẫn không cùng năm."),
    ),
    "reported": (("", "Đây là bài viết về một văn bản; thông tin lấy từ lời văn của bài."),),
    "table-uneven": (
        (r"(\d+) row\(s\) of table t(\d+)", "{0} dòng của bảng {1} thiếu ô; được đọc theo nội dung các ô còn lại."),
    ),
    "table-unread": ((r"table t(\d+)", "Bảng {0} có tiêu đề của bảng phân công nhưng không đọc được dòng nào."),),
    "text-doubtful": (("", "Lớp chữ của một số trang không đáng tin cậy."),),
    "text-recognised": (
        (r"(?:pages?) (.+): recognised", "Chữ của trang {0} do máy nhận dạng từ ảnh."),
        ("", "Chữ do máy nhận dạng từ ảnh."),
    ),
    "year-inferred": (
        (r"['\"](.+)['\"] has no year; taken to be (\d+(?:-\d+)?)", "“{0}” không ghi năm; được hiểu là năm {1}."),
    ),
    "year-missing": (
        (r"['\"](.+)['\"] has no year", "“{0}” không ghi năm và không rõ năm của văn bản; không đưa vào theo ngày."),
    ),
}  # fmt: skip


_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


def note_in_words(note: Note, language: Literal["vi", "en"]) -> str:
    """Return the message of a note; in Vietnamese, one that isn't known is quoted with its code."""
    message = clean(note.message)
    if language == "en":
        return capitalised(message)
    for pattern, sentence in _VIETNAMESE.get(note.code, ()):
        if not pattern:
            return sentence
        if found := re.search(pattern, message):
            return sentence.format(*(_ISO.sub(r"\3/\2/\1", words) for words in found.groups()))
    return f"{clean(note.code)}: {message}"
