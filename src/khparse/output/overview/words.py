"""The words of the page in its two languages."""

from __future__ import annotations

from typing import Literal

Lang = Literal["vi", "en"]

_WORDS: dict[str, tuple[str, str]] = {
    "nav_types": ("Loại", "Types"),
    "nav_years": ("Năm", "Years"),
    "nav_issuers": ("Nơi ban hành", "Issuers"),
    "nav_agencies": ("Nơi được giao việc", "Agencies"),
    "nav_deadlines": ("Thời hạn", "Deadlines"),
    "nav_references": ("Viện dẫn", "Citations"),
    "nav_notes": ("Cần kiểm tra", "Notes"),
    "nav_failures": ("Không đọc được", "Failures"),
    "nav_equal": ("Giống nhau", "Equal files"),
    "title": ("Tổng quan kho văn bản", "Overview of the archive"),
    "skip": ("Đến danh sách văn bản", "Skip to the documents"),
    "parts": ("Các phần", "Parts"),
    "dark": ("Nền tối", "Dark"),
    "back": ("Quay lại số liệu", "Back to the figure"),
    "summary": ("Tóm tắt", "Summary"),
    "summary_documents": ("văn bản", "documents"),
    "summary_done": ("đọc được", "converted"),
    "summary_failed": ("không đọc được", "failed"),
    "summary_tasks": ("nhiệm vụ", "tasks"),
    "summary_deadlines": ("thời hạn", "deadlines"),
    "summary_references": ("lượt viện dẫn", "citations"),
    "summary_warning": ("điểm cần kiểm tra", "warnings"),
    "summary_equal": ("tệp giống nhau", "equal files"),
    "in_documents": ("trong {documents}", "in {documents}"),
    "share": ("{share} của kho", "{share} of all"),
    "with_tasks": ("Văn bản có nhiệm vụ", "Documents with tasks"),
    "with_documents": ("Mọi văn bản", "All documents"),
    "with_done": ("Văn bản đọc được", "Documents converted"),
    "with_failed": ("Tệp không đọc được", "Files that failed"),
    "with_deadlines": ("Văn bản có thời hạn", "Documents with deadlines"),
    "with_references": ("Văn bản có viện dẫn", "Documents with citations"),
    "with_warning": ("Văn bản có điểm cần kiểm tra", "Documents with warnings"),
    "with_recurring": ("Văn bản có thời hạn định kỳ", "Documents with recurring deadlines"),
    "with_undated": ("Văn bản có thời hạn không ghi ngày", "Documents with undated deadlines"),
    "with_equal": ("Tệp giống nhau", "Equal files"),
    "types": ("Loại văn bản", "Types"),
    "type": ("Loại", "Type"),
    "years": ("Năm ban hành", "Years"),
    "year": ("Năm", "Year"),
    "issuers": ("Cơ quan ban hành", "Issuers"),
    "issuer": ("Cơ quan ban hành", "Issuer"),
    "agencies": ("Cơ quan được giao việc", "Busiest agencies"),
    "agency": ("Cơ quan", "Agency"),
    "by_tasks": ("Nhiệm vụ:", "Tasks:"),
    "leads": ("chủ trì", "leads"),
    "supports": ("phối hợp", "supports"),
    "deadlines": ("Thời hạn", "Deadlines"),
    "deadline": ("Thời hạn", "Deadlines"),
    "references": ("Văn bản được viện dẫn nhiều", "Most cited documents"),
    "reference": ("Viện dẫn", "Cites"),
    "notes": ("Điểm cần kiểm tra", "Notes to look at"),
    "note": ("Điểm cần kiểm tra", "Note"),
    "failures": ("Tệp không đọc được", "Failures"),
    "failure": ("Không đọc được", "Failure"),
    "equal": ("Tệp giống nhau", "Equal files"),
    "equal_one": ("Tệp giống nhau", "Equal files"),
    "no_type": ("Không rõ loại", "No type found"),
    "no_year": ("Không ghi năm", "No year"),
    "no_issuer": ("Không rõ cơ quan ban hành", "No issuer found"),
    "issuers_by": (
        "Đếm theo tên và cơ quan cấp trên ghi ở đầu văn bản; không phân biệt được thì đếm chung.",
        "By name and the superior body printed above it; what these don't tell apart is counted together.",
    ),
    "agencies_by": (
        "Đếm theo tên ghi trong văn bản: các cơ quan cùng tên ở những nơi khác nhau được đếm chung.",
        "By name, as documents have it: bodies of the same name in different places are counted together.",
    ),
    "ambiguous": (
        "* Số không kèm năm: các văn bản trùng số được đếm chung.",
        "* Number without a year: documents with the same number are counted together.",
    ),
    "more": ("{shown} mục nhiều nhất, trên tổng số {count}.", "The {shown} largest of {count}."),
    "missing": (
        "Kho quá lớn để đếm hết: mỗi số có thể thiếu đến {count}.",
        "Too many to count all: each number may be up to {count} too low.",
    ),
    "cut": (
        "Ở {count} quá dài, chỉ tính {most} mục của mỗi văn bản; phần tóm tắt tính đủ.",
        "Of {count} only {most} entries each are counted here; the summary counts all.",
    ),
    "rest": ("Thêm {count}", "{count} more"),
    "none": ("Không có.", "None."),
    "chart_years": ("Số văn bản theo năm ban hành", "Documents by year of issue"),
    "chart_month": ("Số thời hạn theo tháng", "Deadlines by month"),
    "chart_quarter": ("Số thời hạn theo quý", "Deadlines by quarter"),
    "chart_year": ("Số thời hạn theo năm", "Deadlines by year"),
    "timeline_from_to": (
        "{count} có ngày, từ {first} đến {last}; nhiều nhất: {peak} ({most}).",
        "{count} with a date, from {first} to {last}; most in {peak} ({most}).",
    ),
    "recurring": ("{count} thời hạn định kỳ", "{count} recurring"),
    "undated": ("{count} không ghi ngày", "{count} undated"),
    "calendar": ("Lịch theo tháng", "Calendar"),
    "month": ("Tháng", "Month"),
    "previous": ("Tháng trước", "Previous month"),
    "next": ("Tháng sau", "Next month"),
    "calendar_most": (
        "Lịch có {shown} tháng nhiều thời hạn nhất trên {count} tháng.",
        "The calendar has the {shown} busiest of {count} months.",
    ),
    "weekdays": ("T2 T3 T4 T5 T6 T7 CN", "Mo Tu We Th Fr Sa Su"),
    "due": ("{when}: {deadlines} trong {documents}", "{when}: {deadlines} in {documents}"),
    "quarter": ("quý {part}/{year}", "quarter {part} of {year}"),
    "documents": ("Văn bản", "Documents"),
    "some_listed": ("liệt kê {listed} trên {count}", "{listed} of {count} listed"),
    "matching": ("{count} khớp", "{count} match"),
    "bound": (
        "Mỗi số liệu liệt kê nhiều nhất {most} văn bản đầu tiên (mỗi ngày {days}); các số đếm tính cả kho.",
        "Each figure lists its first {most} documents at most ({days} a day); counts are of the whole archive.",
    ),
    "show_all": ("Bỏ chọn", "Show all"),
    "search": ("Lọc theo tên, trích yếu, cơ quan", "Filter by name, title, issuer"),
    "order": ("Thứ tự", "Order"),
    "by_name": ("Tên tệp", "File name"),
    "newest": ("Mới nhất", "Newest"),
    "oldest": ("Cũ nhất", "Oldest"),
    "failed": ("Không đọc được", "Failed"),
    "untitled": ("Không có trích yếu", "No title"),
    "nothing": ("Không có văn bản nào khớp.", "No document matches."),
    "not_printed": (
        "Danh sách quá dài để in: chọn một số liệu rồi in lại thì danh sách của nó được in.",
        "The list is too long for paper: choose a figure, and its list is printed.",
    ),
    "level_warning": ("cảnh báo", "warning"),
    "level_info": ("lưu ý", "remark"),
    "example": ("Ví dụ: {message}", "Such as: {message}"),
    "remedy": ("Cách khắc phục: {remedy}", "Remedy: {remedy}"),
}  # fmt: skip

_NOTES = {
    "content-skipped": "Một phần tệp không được đọc",
    "date-blank": "Ngày ban hành để trống",
    "date-impossible": "Ngày không có thật",
    "date-inferred": "Ngày ban hành suy ra",
    "encoding-converted": "Đã chuyển bảng mã",
    "encoding-doubtful": "Bảng mã chưa chắc chắn",
    "file-truncated": "Tệp bị cắt giữa chừng",
    "from-page-metadata": "Lấy theo thông tin của trang đăng",
    "issuer-inferred": "Cơ quan ban hành suy ra",
    "issuer-missing": "Không tìm thấy cơ quan ban hành",
    "issuer-repaired": "Đã sửa tên cơ quan ban hành",
    "label-repaired": "Đã sửa số thứ tự",
    "letter-restored": "Đã khôi phục chữ bị mất",
    "list-continued": "Danh sách được đánh số tiếp",
    "no-text": "Trang ảnh chưa nhận dạng được",
    "number-blank": "Số văn bản để trống",
    "number-inferred": "Số văn bản suy ra",
    "number-repeated": "Số thứ tự ghi hai lần",
    "number-unreadable": "Không đọc được số văn bản",
    "numbering-gap": "Số thứ tự không liền nhau",
    "ocr-handwritten": "Số viết tay do máy đọc",
    "ocr-repaired": "Đã sửa chữ nhận dạng sai",
    "part-damaged": "Một phần tệp bị hỏng",
    "reference-later": "Viện dẫn văn bản ban hành sau",
    "reference-year": "Viện dẫn có số và ngày không khớp",
    "reported": "Bài viết về một văn bản",
    "table-uneven": "Bảng thiếu ô",
    "table-unread": "Bảng không đọc được",
    "text-doubtful": "Lớp chữ không đáng tin cậy",
    "text-recognised": "Chữ do máy nhận dạng",
    "year-inferred": "Năm suy ra",
    "year-missing": "Không rõ năm",
}


_NOUNS = {
    "document": "văn bản",
    "file": "tệp",
    "group": "nhóm",
    "deadline": "thời hạn",
    "task": "nhiệm vụ",
    "note": "lưu ý",
    "character": "ký tự",
}
_MONTHS = "January February March April May June July August September October November December".split()


def words_in(lang: Lang) -> dict[str, str]:
    """Return the words of a language by their keys."""
    return {name: pair[lang == "en"] for name, pair in _WORDS.items()}


def note_name(code: str, lang: Lang) -> str:
    """Return what a kind of note is called; that is its code in words where it has no other name."""
    name = code.replace("-", " ").capitalize().replace("Ocr ", "OCR ")
    return _NOTES.get(code, name) if lang == "vi" else name


def number_label(number: int, lang: Lang) -> str:
    """Return a number with its thousands apart.

    >>> number_label(20480, "vi"), number_label(20480, "en")
    ('20.480', '20,480')
    """
    made = f"{number:,}"
    return made.replace(",", ".") if lang == "vi" else made


def short_label(number: int, lang: Lang) -> str:
    """Return a number in four characters at most, about.

    >>> short_label(999, "vi"), short_label(2133, "vi"), short_label(24500, "en")
    ('999', '2,1k', '24k')
    """
    if number < 1000:
        return str(number)
    value, unit = (number / 1e6, "M") if number >= 1e6 else (number / 1000, "k")
    made = f"{value:.1f}" if value < 10 else f"{value:.0f}"
    return f"{made.replace('.', ',') if lang == 'vi' else made}{unit}"


def size_label(size: int, lang: Lang) -> str:
    """Return a number of bytes in the unit that fits (decimal, as of IEC 80000-13)."""
    value, unit = float(size), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if value < 1000:
            break
        value, unit = value / 1000, larger
    made = f"{value:.0f}" if value >= 100 or unit == "B" else f"{value:.1f}"
    return f"{made.replace('.', ',') if lang == 'vi' else made} {unit}"


def share_label(part: int, whole: int, lang: Lang) -> str:
    """Return a share in percent: never 0 % of what is there, never 100 % of what isn't all."""
    tenths = round(1000 * part / whole)
    bounded = min(max(tenths, 1), 999) if 0 < part < whole else tenths
    made = f"{bounded / 10:.1f}" if bounded < 100 or bounded > 990 else f"{bounded / 10:.0f}"
    made = made.removesuffix(".0")
    return f"{made.replace('.', ',')} %" if lang == "vi" else f"{made}%"


def count_label(count: int, noun: str, lang: Lang) -> str:
    """Return a number of things.

    >>> count_label(1, "document", "en"), count_label(1200, "document", "vi")
    ('1 document', '1.200 văn bản')
    """
    name = _NOUNS[noun] if lang == "vi" else noun if count == 1 else f"{noun}s"
    return f"{number_label(count, lang)} {name}"


def month_label(month: str, lang: Lang) -> str:
    """Return a month (`2026-03`) with its year."""
    year, number = month.split("-")
    return f"Tháng {int(number)}/{year}" if lang == "vi" else f"{_MONTHS[int(number) - 1]} {year}"
