"""The words of the page in its two languages, beside those of every output of a comparison."""

from __future__ import annotations

from khparse.output.comparison.words import Lang

_WORDS: dict[str, tuple[str, str]] = {
    "skip": ("Đến hai văn bản", "Skip to the texts"),
    "summary": ("Tóm tắt", "Summary"),
    "controls": ("Hiển thị", "Show"),
    "only": ("Chỉ phần thay đổi", "Only changes"),
    "rollover": ("Ẩn cập nhật theo năm", "Hide rolled over"),
    "subjects": ("Đối tượng", "About"),
    "agency": ("Cơ quan", "Agency"),
    "any_agency": ("Mọi cơ quan", "Any agency"),
    "previous": ("Thay đổi trước (phím p)", "Previous change (key p)"),
    "next": ("Thay đổi sau (phím n)", "Next change (key n)"),
    "stop": ("Thay đổi {at}/{all}", "Change {at}/{all}"),
    "stops": ("{all} thay đổi", "{all} changes"),
    "dark": ("Nền tối", "Dark"),
    "back": ("Quay lại danh sách", "Back to the list"),
    "texts": ("Hai văn bản đặt cạnh nhau", "The two texts side by side"),
    "where_old": ("Mục trước", "Old place"),
    "where_new": ("Mục sau", "New place"),
    "shown_of": ("{shown} trên {all}", "{shown} of {all}"),
    "rolled": ("{count} mục chỉ cập nhật theo năm", "{count} that only moved with the year"),
    "same_run": ("{count} mục không đổi", "{count} unchanged"),
    "caption": (
        "Thay đổi; bấm vào mục để đến chỗ ghi trong hai văn bản",
        "Changes; a place leads to its words in both texts",
    ),
    "counts": ("Số thay đổi theo đối tượng và loại", "Changes by subject and kind"),
    "legend": ("Ký hiệu", "Marks"),
    "mark_deleted": ("chữ bỏ", "words left out"),
    "mark_inserted": ("chữ thêm", "words put in"),
    "mark_rolled": ("cập nhật theo năm", "moved with the year"),
    "mark_succeeded": ("cơ quan kế thừa", "successor of a body"),
    "keys": ("n, p: thay đổi sau, trước", "n, p: next, previous change"),
    "body": ("Nội dung", "Text"),
    "recipients": ("Nơi nhận", "Recipients"),
    "signature_row": ("Người ký", "Signature"),
    "place_metadata": ("Phần đầu", "Head"),
    "place_recipient": ("Nơi nhận", "Recipients"),
    "place_signature": ("Phần ký", "Signature"),
    "moved_from": ("chuyển từ {place}", "moved from {place}"),
    "moved_to": ("{place} đã chuyển đến {other}", "{place} moved to {other}"),
    "merged_to": ("{place} đã gộp vào {other}", "{place} merged into {other}"),
    "split_to": ("{place} tách từ {other}", "{place} split from {other}"),
    "fact_assignment": ("Nhiệm vụ", "Task"),
    "fact_deadline": ("Thời hạn", "Deadline"),
    "fact_reference": ("Viện dẫn", "Reference"),
    "fact_section": ("Mục", "Section"),
}


def words_in(lang: Lang) -> dict[str, str]:
    """Return the words of a language by their keys."""
    return {name: pair[lang == "en"] for name, pair in _WORDS.items()}
