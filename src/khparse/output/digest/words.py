"""The words of a digest in two languages, and text of documents made fit for Word."""

from __future__ import annotations

from typing import Literal

from khparse.output.words import clean

Language = Literal["vi", "en"]

_WORDS = {
    "motto": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM"),
    "motto below": ("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"),
    "blank office": ("…………………………", "…………………………"),
    "blank date": ("…………, ngày …… tháng …… năm ………", "…………………, ………………… 20……"),
    "digest of": ("TÓM TẮT {0}", "DIGEST: {0}"),
    "digest of document": ("TÓM TẮT VĂN BẢN", "DIGEST OF A DOCUMENT"),
    "digest of several": ("TỔNG HỢP {0} VĂN BẢN", "DIGEST OF {0} DOCUMENTS"),
    "tasks of": ("Nhiệm vụ của {0}", "Tasks of {0}"),
    "in": ("trong {0}", "in {0}"),
    "in several": ("trong {0} văn bản", "in {0} documents"),
    "number": ("số {0}", "No. {0}"),
    "dated": ("ngày {0}", "of {0}"),
    "of body": ("của {0}", "of {0}"),
    "contents": ("MỤC LỤC", "CONTENTS"),
    "part": ("Phần {0}. {1}", "Part {0}. {1}"),
    "part alone": ("Phần {0}", "Part {0}"),
    "documents digested": ("Các văn bản được tổng hợp", "The documents"),
    "tasks given": ("Nhiệm vụ", "Tasks"),
    "issued": ("Ngày", "Date"),
    "untitled": ("Văn bản không có số, trích yếu", "Document without number and subject"),
    # counts
    "counts": ("{0} giao {1} cho {2}; có {3}.", "{0} gives {1} to {2} and sets {3}."),
    "counts none": (
        "Không nhận ra nhiệm vụ giao cho cơ quan cụ thể nào; có {3}.",
        "No task given to a named agency was recognised; {0} sets {3}.",
    ),
    "counts several": (
        "{0} giao tổng cộng {1} cho {2}; có {3}.",
        "{0} give {1} in all to {2} and set {3}.",
    ),
    "counts of agency": (
        "{0} chủ trì {1}, phối hợp thực hiện {2}; có {3}.",
        "{0} leads {1} and supports {2}, with {3}.",
    ),
    "this document": ("Văn bản", "The document"),
    "documents": ("{0} văn bản", "{0} documents"),
    "tasks counted": ("{0} nhiệm vụ", "{0} task|{0} tasks"),
    "agencies counted": ("{0} cơ quan, đơn vị", "{0} agency|{0} agencies"),
    "times counted": ("{0} mốc thời gian", "{0} time limit|{0} time limits"),
    "doubts counted": (
        "Có {0} điểm cần đối chiếu với văn bản gốc.",
        "{0} reading needs checking against the original.|{0} readings need checking against the original.",
    ),
    # identity
    "identity": ("Thông tin chung", "The document"),
    "type": ("Loại văn bản", "Type"),
    "symbol": ("Số, ký hiệu", "Number"),
    "date": ("Ngày ban hành", "Date"),
    "issuer": ("Cơ quan ban hành", "Issuer"),
    "signer": ("Người ký", "Signed by"),
    "subject": ("Trích yếu", "Subject"),
    "urgency": ("Mức độ khẩn", "Urgency"),
    "secrecy": ("Mức độ mật", "Secrecy"),
    "basis": ("Căn cứ", "Basis"),
    "implements": ("Thực hiện", "Carries out"),
    "key terms": ("Từ khóa", "Key terms"),
    "source": ("Tệp nguồn", "Source file"),
    "left blank": ("(để trống trong văn bản)", "(left blank in the document)"),
    "not found": ("(không tìm thấy trong văn bản)", "(not found in the document)"),
    # purpose
    "purpose": ("Mục đích", "Purpose"),
    "aim": ("Mục tiêu", "Aims"),
    "cut": ("(…) Xem tiếp tại {0} của văn bản.", "(…) Continued in {0} of the document."),
    # tasks
    "tasks": ("Nhiệm vụ theo cơ quan, đơn vị", "Tasks by agency"),
    "agency": ("Cơ quan, đơn vị", "Agency"),
    "led": ("Chủ trì", "Leads"),
    "supported": ("Phối hợp", "Supports"),
    "next due": ("Hạn sớm nhất", "Earliest limit"),
    "overview": ("Số nhiệm vụ của từng cơ quan, đơn vị", "Number of tasks of each agency"),
    "lead tasks": ("Nhiệm vụ chủ trì thực hiện", "Tasks it leads"),
    "support tasks": ("Nhiệm vụ phối hợp thực hiện", "Tasks it supports"),
    "other agencies": ("Các cơ quan, đơn vị phối hợp khác", "Other supporting agencies"),
    "shared tasks": ("Nhiệm vụ giao chung, cần đối chiếu", "Tasks given to groups, to be checked"),
    "shared tasks said": (
        "Các nhiệm vụ sau giao cho một nhóm cơ quan mà không nêu tên; cần xác định {0} có thuộc nhóm đó hay không.",
        "These tasks are given to a group of agencies without naming them; whether {0} is one of them has to be "
        "checked.",
    ),
    "no lead": ("Nhiệm vụ không nêu cơ quan thực hiện", "Tasks without a named agency"),
    "no tasks in": (
        "Không có nhiệm vụ nào nêu tên {0} trong: {1}.",
        "No task names {0} in: {1}.",
    ),
    "no.": ("TT", "No."),
    "task": ("Nhiệm vụ", "Task"),
    "with": ("Cơ quan liên quan", "Others concerned"),
    "lead": ("Chủ trì: {0}", "Lead: {0}"),
    "co-lead": ("Cùng chủ trì: {0}", "Joint lead: {0}"),
    "support": ("Phối hợp: {0}", "Support: {0}"),
    "report to": ("Báo cáo: {0}", "Report to: {0}"),
    "product": ("Sản phẩm: {0}", "Product: {0}"),
    "due": ("Thời hạn", "Time limit"),
    "in section": ("mục {0}", "section {0}"),
    "section": ("Mục", "Section"),
    "plan": ("Văn bản", "Document"),
    # timetable
    "timetable": ("Mốc thời gian", "Timetable"),
    "common timetable": ("Mốc thời gian chung", "Common timetable"),
    "dated times": ("Theo ngày", "By date"),
    "recurring times": ("Công việc định kỳ", "Recurring duties"),
    "relative times": ("Thời hạn tính từ một sự kiện", "Limits counted from an event"),
    "rhythm": ("Định kỳ", "Rhythm"),
    "work": ("Nội dung công việc", "Work"),
    "doers": ("Cơ quan thực hiện", "Agencies"),
    # sources
    "sources": ("Văn bản làm căn cứ và được viện dẫn", "Documents it rests on and cites"),
    "sources caption": ("Văn bản làm căn cứ và được viện dẫn", "Documents it rests on and cites"),
    "document": ("Văn bản", "Document"),
    "about": ("Trích yếu", "Subject"),
    "relation": ("Quan hệ", "Relation"),
    "relation basis": ("Căn cứ", "basis"),
    "relation implements": ("Thực hiện", "carried out"),
    "relation amends": ("Được sửa đổi, bổ sung", "amended"),
    "relation replaces": ("Được thay thế", "replaced"),
    "relation repeals": ("Bị bãi bỏ", "repealed"),
    "relation guides": ("Được hướng dẫn, quy định chi tiết", "detailed"),
    "relation cites": ("Viện dẫn", "cited"),
    # doubts
    "doubts": ("Điểm cần đối chiếu với văn bản gốc", "Readings to check against the original"),
    "doubts caption": ("Điểm cần đối chiếu", "Readings to check"),
    "doubt": ("Nội dung", "What to check"),
    "level": ("Mức độ", "Level"),
    "level warning": ("Cần kiểm tra", "check"),
    "level info": ("Lưu ý", "note"),
    "table": ("Bảng", "Table"),
}


class Words:
    """The words of one language: `words("number", "68/KH-UBND")` fills what the words leave open."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._column = 0 if language == "vi" else 1

    def __call__(self, key: str, *values: str | int) -> str:
        """Return the words called `key`, in the plural where English has one and the first value isn't 1."""
        one, _, many = _WORDS[key][self._column].partition("|")
        return (many if many and values[0] != 1 else one).format(*values)

    def placed(self, text: str, section: str | None) -> str:
        """Return text with the unit that it stands in: `Lập danh sách (mục V.1)`, `… (Phụ lục)`."""
        label = section_label(section)
        if not label:
            return text
        named = label if " " in label.partition(".")[0] else self("in section", label)
        return f"{text} ({named.replace(' ', NO_BREAK) if len(named) < _SHORT else named})"


NO_BREAK = "\u00a0"
_SHORT = 16  # characters that a line can do without


def opening(text: str, words: int = 18) -> str:
    """Return the first words of a cleaned text, with an ellipsis where more follow."""
    parts = text.split(" ")
    return text if len(parts) <= words + 3 else " ".join(parts[:words]) + " …"


def section_label(section: str | None) -> str:
    """Return a unit's id as readers cite it: `V.1` for `V/1/-2`, `Phụ lục I.2.a` for `Phụ lục I/2/a`.

    Bullets have no name: their unit stands for them. A label that repeats those above it (`II/2/2.1`) is not
    printed twice, and the second of two equal ones (`2#2`) says so.
    """
    label = above = ""
    for part in (section or "").split("/"):
        name, _, time = part.partition("#")
        name = clean(name).strip("()")
        if not name or name[0] in "-+•*–":
            continue
        shown = name.removeprefix(f"{above}.") if above else name
        if label:
            label += "." if _ends_in_label(label) and _ends_in_label(shown) and " " not in shown else ", "
        label += shown + (f" ({time})" if time else "")
        above = name
    return label


def _ends_in_label(text: str) -> bool:
    """Return whether the last word is a number or letter (`Phụ lục I`, `V.1`), not a word (`Phần thứ hai`)."""
    last = text.rpartition(" ")[2]
    return not last.isalpha() or len(last) == 1 or not set(last) - set("IVXLC")
