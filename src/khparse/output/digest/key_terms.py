"""Key terms of a plan: the compounds that it uses most, by underthesea's word segmentation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from khparse.fold import fold
from khparse.models import Plan
from khparse.output.outline import walk
from khparse.output.words import clean

_MOST_TEXT = 60_000  # characters that are segmented: some seconds at most
_MOST_TERMS = 12
_FEWEST_USES = 3
_OFFICE_WORDS = frozenset(
    "thực hiện; tổ chức; triển khai; kế hoạch; xây dựng; phối hợp; chủ trì; tăng cường; đẩy mạnh; nâng cao; "
    "bảo đảm; đảm bảo; tiếp tục; hoàn thành; báo cáo; tổng hợp; hướng dẫn; kiểm tra; chỉ đạo; nhiệm vụ; giải pháp; "
    "cơ quan; đơn vị; địa phương; địa bàn; nội dung; công tác; hoạt động; liên quan; quy định; yêu cầu; mục tiêu; "
    "mục đích; kết quả; kịp thời; hiệu quả; chất lượng; thời gian; trách nhiệm; ủy ban; nhân dân; ủy ban nhân dân; "
    "định kỳ; tham mưu; đề xuất; phê duyệt; ban hành; chính phủ; thủ tướng; quyết định; nghị quyết; chỉ thị; "
    "nghị định; phòng ban; sở ngành; trên địa bàn; căn cứ; bố trí; theo dõi; đôn đốc; tham gia; giám đốc; chủ tịch; "
    "phụ lục; danh mục; đồng thời; cụ thể; toàn tỉnh; các cấp; văn bản; tình hình; trường hợp; có thể; chủ động; "
    "rà soát; quản lý; thành phố; việt nam; phát triển; sử dụng; đề nghị; thường xuyên; hằng năm; giai đoạn; "
    "đối tượng; danh sách; hồ sơ; thông tin; tiếp nhận; tổng kết; quy mô; "
    "nguy cơ; trọng điểm; phụ trách; kinh phí; phạm vi; khu vực; chính quyền; cán bộ; công chức; kết hợp; "
    "phù hợp; hỗ trợ".split("; ")
)


def key_terms(plan: Plan) -> list[str]:
    """Return the compounds that subject, headings and tasks use most, the most frequent first.

    Words that all plans use are left out, and those of names of agencies and places that the subject doesn't
    hold. Without underthesea the list is empty.
    """
    try:
        from underthesea import word_tokenize
    except ImportError:
        return []
    counts: Counter[str] = Counter()
    names, subject = _names(plan), f" {_plain(plan.metadata.subject or '')} "
    length = 0
    for text in _texts(plan):
        length += len(text)
        if length > _MOST_TEXT:
            break
        words = (fold(word)[1] for word in word_tokenize(text))
        terms = (word for word in words if _is_term(word))
        counts.update(word for word in terms if f" {word} " in subject or f" {word} " not in names)
    found = [(word, count) for word, count in counts.items() if count >= _FEWEST_USES]
    found.sort(key=lambda pair: (-pair[1] * len(pair[0].split()), pair[0]))
    return [word for word, _ in found[:_MOST_TERMS]]


def _names(plan: Plan) -> str:
    """Return the names of agencies and of the place in lower case, between blanks: their words are no terms."""
    bodies = {body.text for row in plan.assignments for body in (*row.lead, *row.support, *row.report_to)}
    issuer = plan.metadata.issuer.name if plan.metadata.issuer else ""
    names = map(_plain, (*bodies, issuer, plan.metadata.place or ""))
    return " " + "  ".join(sorted(names)) + " "


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)[1]))


_WORD = re.compile(r"\w+")


def _texts(plan: Plan) -> Iterator[str]:
    if plan.metadata.subject:
        yield clean(plan.metadata.subject).lower()
    for _, section in walk(plan.sections):
        heading = clean(section.heading)
        yield heading.lower() if heading.isupper() else heading
    for assignment in plan.assignments:
        yield clean(assignment.task)


def _is_term(word: str) -> bool:
    parts = word.split()
    if len(parts) < 2 or parts[0] in ("và", "quý", "tháng", "năm") or not all(map(str.isalpha, parts)):
        return False
    return word not in _OFFICE_WORDS
