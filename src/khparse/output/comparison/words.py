"""The words of a comparison in its two languages."""

from __future__ import annotations

from typing import Literal

Lang = Literal["vi", "en"]

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("So sánh hai kế hoạch", "Comparison of two plans"),
    "old": ("Bản trước", "Old"),
    "new": ("Bản sau", "New"),
    "changes": ("Thay đổi", "Changes"),
    "none": ("Không có thay đổi nào về nội dung.", "Nothing changed."),
    "change": ("Loại thay đổi", "Change"),
    "subject": ("Đối tượng", "Subject"),
    "place": ("Mục", "Section"),
    "what": ("Nội dung", "What"),
    "agencies": ("Cơ quan", "Agencies"),
    "note": ("Ghi chú", "Note"),
    "number": ("STT", "No."),
    "total": ("Tổng cộng", "Total"),
    "years_between": ("Cách nhau {count} năm", "{count} years apart"),
    "year_between": ("Cách nhau 1 năm", "1 year apart"),
    "metadata": ("Thông tin chung", "Document details"),
    "section": ("Bố cục và câu chữ", "Sections and wording"),
    "reference": ("Văn bản viện dẫn", "References"),
    "assignment": ("Nhiệm vụ và phân công", "Tasks and who does them"),
    "deadline": ("Thời hạn", "Deadlines"),
    "recipient": ("Nơi nhận", "Recipients"),
    "signature": ("Người ký", "Signature"),
    "added": ("bổ sung", "added"),
    "removed": ("bỏ", "removed"),
    "changed": ("đổi", "changed"),
    "replaced": ("thay thế", "replaced"),
    "succeeded": ("cơ quan kế thừa", "succeeded"),
    "rolled-over": ("cập nhật theo năm", "rolled over"),
    "moved": ("chuyển chỗ", "moved"),
    "split": ("tách", "split"),
    "merged": ("gộp", "merged"),
    "reworded": ("sửa câu chữ", "reworded"),
    "lead": ("cơ quan chủ trì", "lead"),
    "support": ("cơ quan phối hợp", "support"),
    "report_to": ("nơi nhận báo cáo", "report to"),
    "product": ("sản phẩm", "product"),
    "task": ("nhiệm vụ", "task"),
    "heading": ("đề mục", "heading"),
    "text": ("nội dung", "text"),
    "provision": ("điều khoản", "provision"),
    "inclusive": ("trước hay đến hết ngày", "before or until"),
    "doc_type": ("loại văn bản", "type"),
    "number_field": ("số, ký hiệu", "number"),
    "date": ("ngày", "date"),
    "issuer": ("cơ quan ban hành", "issuer"),
    "subject_field": ("trích yếu", "subject"),
    "place_field": ("địa danh", "place"),
    "urgency": ("độ khẩn", "urgency"),
    "secrecy": ("độ mật", "secrecy"),
    "authority": ("thẩm quyền ký", "authority"),
    "position": ("chức vụ", "position"),
    "rank": ("cấp bậc", "rank"),
    "name": ("họ tên", "name"),
    "one_day": ("1 ngày", "1 day"),
    "many_days": ("{count} ngày", "{count} days"),
    "later": ("chậm hơn {days}", "{days} later"),
    "earlier": ("sớm hơn {days}", "{days} earlier"),
    "later_beyond": ("chậm hơn {days} so với cùng kỳ", "{days} later in the year"),
    "earlier_beyond": ("sớm hơn {days} so với cùng kỳ", "{days} earlier in the year"),
    "by": ("theo {source}", "by {source}"),
    "by_lexicon": ("theo danh mục cơ quan của khparse", "by the agencies that khparse knows"),
    "parts": ("gồm {parts}", "of {parts}"),
    "preamble": ("Phần mở đầu", "Preamble"),
    "untitled": ("Văn bản không có số, trích yếu", "Untitled document"),
    # --- the document and the workbook for an office ---
    "changes_counted": (
        "So với {old}, {new} có {count} thay đổi",
        "{new} differs from {old} in {count} changes",
    ),
    "change_counted": ("So với {old}, {new} có 1 thay đổi", "{new} differs from {old} in 1 change"),
    "rolled_counted": (", trong đó {count} thay đổi chỉ do chuyển năm", ", {count} of them only by the year"),
    "legend": ("Quy ước: ", "Marks: "),
    "legend_deleted": ("chữ của bản trước không còn", "words of the old plan that are gone"),
    "legend_inserted": ("chữ mới có ở bản sau", "words that are new"),
    "legend_omitted": ("“…” là phần lược bớt.", "“…” stands for words left out."),
    "document": ("Văn bản", "Document"),
    "file": ("Tệp nguồn", "Source file"),
    "counts": ("Số lượng", "Counts"),
    "no_subject": ("(không có)", "(none)"),
    "more_places": ("(và {count} chỗ khác)", "(and {count} more places)"),
    "words_in_all": ("(tổng cộng {count} từ)", "({count} words in all)"),
    "old_section": ("Mục (bản trước)", "Section (old)"),
    "new_section": ("Mục (bản sau)", "Section (new)"),
    "days": ("Số ngày dời", "Days moved"),
    "source_column": ("Căn cứ kế thừa", "Succession by"),
    "id": ("Mã thay đổi", "Change id"),
    "old_id": ("Mã mục (bản trước)", "Section id (old)"),
    "new_id": ("Mã mục (bản sau)", "Section id (new)"),
}

_FIELDS = {"number": "number_field", "subject": "subject_field", "place": "place_field"}


def word(name: str, lang: Lang, **values: object) -> str:
    """Return a word or sentence by its name, its blanks filled."""
    return _WORDS[name][lang == "en"].format(**values)


def field_word(field: str, lang: Lang) -> str:
    """Return the name of a field of a change."""
    return word(_FIELDS.get(field, field), lang)
