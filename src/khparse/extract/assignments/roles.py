"""Roles in one clause: who leads, who supports (to whom it is reported is the subject of `reports`).

The cues are those of Vietnamese plans: Giao / Đề nghị / Yêu cầu X; X chủ trì, phối hợp với Y, Z + verb.
A body that is only informed, advised, inspected or directed has no role.
"""

from __future__ import annotations

import re

from khparse.extract.bodies.heads import QUANTIFIERS, is_verb, starts_body
from khparse.extract.bodies.lists import Mention, Mentions, read_bodies
from khparse.extract.bodies.names import is_whole
from khparse.extract.bodies.words import Words
from khparse.lexicon.heads import adverbs, name_words

ORDER = re.compile(
    r"(?:(?:kính |trân trọng )?đề nghị|(?:(?:thống nhất|đồng ý|nhất trí) )?giao"
    r"(?: cho| nhiệm vụ cho| trách nhiệm cho)?|phân công(?: cho)?|yêu cầu|ủy quyền(?: cho)?)\b:? "
)
_SUPPORT = re.compile(
    r"phối hợp(?:[^.;:()\n]{0,48}? (?P<with>với|cùng(?: với)?|giữa)\b)? ?(?=\S)|chủ trì,? (?P<joined>cùng) (?=\S)"
)
_LEAD_IN = re.compile(
    r"(?:căn cứ|trên cơ sở|theo|trong|ngoài|đồng thời|định kỳ|hằng|hàng|sau|khi|tùy|để|đối với|nếu|trước"
    r"|từ|tại|thực hiện|nhằm|với|vào|bên cạnh|tiếp tục|chậm nhất|ngay|qua|thông qua|riêng|ngày|cuối|đến"
    r"|trường hợp|hưởng ứng|trên đây|quý|về|nhận được|thống nhất|đồng ý|nhất trí)\b"
)
_LED = re.compile(r"chủ trì[^,;.:\n]{0,60}[,;] ?")
_DOING = re.compile(r"do (?<=\bdo )(?=\S)")
_ORDER_WORDS = frozenset({"yêu", "đề", "giao"})  # first words of orders inside a sentence
_NO_ORDER_BEHIND = frozenset({"được", "theo", "hồ", "và", "nhiệm", "trình", "văn", "vụ"})  # "hồ sơ đề nghị"
_PASSIVE_DUTIES = frozenset({
    "chủ trì", "chịu trách", "có trách", "đảm nhiệm", "đảm nhận", "phụ trách", "thực hiện", "làm đầu",
    "là cơ", "là đơn", "là đầu", "chuẩn bị", "huy động", "bố trí", "bảo đảm", "đảm bảo", "cân đối", "chi trả",
})  # fmt: skip
_ADVERBIALS = frozenset(
    {"theo", "trong", "trên", "căn", "phải", "sẽ", "cần", "tự", "cùng", "khi", "để", "được", "là", "còn", "cũng",
     "luôn", "đều"}
)  # fmt: skip
_ASIDES = frozenset(
    {"với vai", "với tư", "với chức", "với trách", "trong phạm", "theo chức", "theo nhiệm", "trên cơ",
     "ngoài việc"}
)  # fmt: skip
_FIRM_DUTIES = frozenset({
    "chịu trách", "có trách", "chủ động", "chủ trì", "phối hợp", "xây dựng", "tổ chức", "thực hiện",
    "triển khai", "tăng cường", "rà soát", "bố trí", "báo cáo", "tạo điều",
})  # fmt: skip
# What makes "là" a duty: "là cơ quan thường trực", "là đầu mối".
_BEING = frozenset({"cơ", "đơn", "đầu", "nòng", "bộ", "người", "lực", "thường"})
# Heads that old texts print small before a name: "phòng Văn hóa thông tin".
_SMALL_HEADS = frozenset({"phòng", "trường", "hội", "ban", "sở", "trạm", "đài", "đoàn", "tổ", "đội", "khoa"})
_NO_DUTY_BEHIND_COLON = frozenset({"không", "mỗi", "gồm", "số"})
_LONGEST_ASIDE = 16  # words
_LONGEST_LEAD_IN = 60  # words
_LONG_LIST = 10  # bodies; lists without a duty that are longer are read once, not from each comma again
_LONGEST_LIST = 2000  # code points behind the clause that a list begins in


def lead_of(words: Words, start: int, end: int, sentence_end: int | None = None) -> Mentions | None:
    """Return the bodies that the clause between view offsets `start` and `end` makes responsible, or None.

    A list of bodies may go on over semicolons up to `sentence_end`.
    """
    view = words.view
    stop = words.at(sentence_end or end)
    index = words.at(start)
    while index < stop and words.lower[index] in ("-", "+", "•", "*", "–", '"'):
        index += 1
    begin = words.starts[index]
    if order := ORDER.match(view.lower, begin, end):
        return ordered(words, order.end(), stop)
    index += words.lower[index] == "riêng"
    small = words.lower[index] in _SMALL_HEADS and words.capital(index + 1) and not words.capital(index)
    found = _subject(words, index, stop, free=small)
    if found:
        return found
    if _LEAD_IN.match(view.lower, begin, end) or (
        starts_body(words, index, stop) and (index in words.idle or not _lists(words, index))
    ):
        found = _behind_lead_in(words, index, stop)
    found = found or _behind_colon(words, begin, end, stop) or _doing(words, begin, end, stop)
    return found or _behind_dash(words, begin, end, stop)


def _lists(words: Words, index: int) -> bool:
    """Return whether a clause says who sits on the body that it begins with: "Đoàn kiểm tra gồm …"."""
    behind = read_bodies(words, index).next
    return words.lower[behind] == "gồm" or words.pair(behind) == "bao gồm"


def ordered(words: Words, offset: int, stop: int) -> Mentions | None:
    """Return the bodies behind "Giao", "Đề nghị" …, where a duty follows them."""
    index = words.at(offset)
    index += words.lower[index] == "quý"  # "đề nghị quý đơn vị"
    if index >= stop or not starts_body(words, index, stop, free=True):
        return None
    if words.lower[index] == "ban" and words.lower[index - 1] == "giao" and not words.capital(index):
        return None  # "họp giao ban"
    if sends_staff(words, index):
        return None
    found = read_bodies(words, index, free=True, limit=stop)
    return found if found.items else None


def sends_staff(words: Words, index: int) -> bool:
    """Return whether an order names whom a body sends, and not who leads: "phân công công chức theo dõi"."""
    if words.capital(index) and not words.view.text[words.starts[index] : words.end(index)].isupper():
        return False
    leaders = words.pair(index) in ("lãnh đạo", "thành viên") and words.pair(index - 2) == "phân công"
    return leaders or words.pair(index) in name_words("staff")


def _behind_colon(words: Words, begin: int, end: int, stop: int) -> Mentions | None:
    """Return who does a task that is named first: "Lễ phát động: giao Văn phòng chủ trì"."""
    colon = words.view.lower.find(": ", begin, end)
    if colon < 0:
        return None
    if order := ORDER.match(words.view.lower, colon + 2, end):
        return ordered(words, order.end(), stop)
    index = words.at(colon + 2)
    return None if words.lower[index] in _NO_DUTY_BEHIND_COLON else _subject(words, index, stop)


def _subject(words: Words, index: int, stop: int, *, free: bool = False) -> Mentions | None:
    """Return the bodies that a clause begins with, where a verb follows them.

    Where the verb is an order ("UBND tỉnh yêu cầu các sở …"), the bodies ordered are returned. `free` lets
    the first one begin with a noun written small: "phòng Nội vụ".
    """
    if index >= stop or index in words.idle or not starts_body(words, index, stop, free=free):
        return None
    found = read_bodies(words, index, free=free, limit=stop)
    if found.items and words.lower[found.next] in ("gồm", "bao"):
        return found if _do_members(words, found.next, stop) else None
    if not found.items or not (
        _has_predicate(words, found.next, stop) or _is_followed_by_word(words, found, stop)
    ):
        if len(found.items) > _LONG_LIST:
            words.idle = range(index, found.next)
        return None
    if words.pair(found.next) in _ORDERING and words.lower[found.next + 2] in (":", "\n"):
        return None  # "Chủ tịch UBND tỉnh yêu cầu:"
    order = _order_at(words, found.next)
    return (ordered(words, order, stop) if order else None) or found


def _do_members(words: Words, at: int, stop: int) -> bool:
    """Return whether the duty follows behind who sits on a committee: "Tổ công tác gồm A, B xây dựng …"."""
    while at < stop and words.lower[at] in ("bao", "gồm", "có", ":"):
        at += 1
    members = read_bodies(words, at, free=True, limit=stop)
    return bool(members.items) and _has_predicate(words, members.next, stop)


_ORDERING = frozenset({"yêu cầu", "đề nghị"})


def _is_followed_by_word(words: Words, found: Mentions, stop: int) -> bool:
    """Return whether a word written small stands behind a whole name: an unknown verb."""
    last, at = found.items[-1], found.next
    if at >= stop or last.kind != "body" or words.lower[at] in QUANTIFIERS or words.pair(at) in _FINDINGS:
        return False
    if _NOTICE.match(words.view.lower, words.starts[at], words.starts[stop]):
        return False
    return is_whole(words, words.at(last.start), at)


# What the issuer closes with: "Văn phòng UBND tỉnh (xin) thông báo để các sở, ngành biết, thực hiện".
_NOTICE = re.compile(r"(?:xin |trân trọng |kính )?thông báo (?:để|đến|tới|cho) [^.;:\n]{0,200}\bbiết\b")
_FINDINGS = frozenset({"nhận thấy", "nhận định", "nhận được", "cho biết", "cho rằng"})  # no duties


def _has_predicate(words: Words, index: int, stop: int) -> bool:
    """Return whether a duty follows a subject: a verb, behind a colon or an adverbial perhaps."""
    if index >= stop or _NOTICE.match(words.view.lower, words.starts[index], words.starts[stop]):
        return False
    word, following = words.lower[index], words.lower[index + 1]
    if word == ":":
        if index + 2 >= stop or following in _NO_DUTY_BEHIND_COLON or following.isdigit():
            return False
        if words.pair(index + 1) == "đại diện" or words.pair(index + 1) in _ORDERING:
            return False  # who sits on a committee; what a speaker asks of others
        return is_verb(words, index + 1, capital=True) or _verb_within(words, index + 2, index + 12, stop)
    if word == "là":  # no duty: "Trưởng ban là Chủ tịch UBND tỉnh"
        return not words.capital(index + 1) and following in _BEING
    if is_verb(words, index):
        return True
    if word == "có":  # "UBND các xã có rừng chịu trách nhiệm"
        behind = range(index + 1, min(index + _LONGEST_ASIDE, stop))
        return any(words.pair(at) in _FIRM_DUTIES for at in behind)
    if (word, following) == ("còn", "lại"):
        return False
    if word == "theo" and following == "quy":  # "theo quy định" is no duty
        index += 2
    if word in _ADVERBIALS:
        return _verb_within(words, index + 1, index + _LONGEST_ASIDE, stop)
    if word == "," and words.pair(index + 1) in _ASIDES:
        return _verb_within(words, index + 3, index + _LONGEST_ASIDE, stop)
    if word in (",", "-"):
        return index + 1 < stop and is_verb(words, index + 1)
    return False


def _verb_within(words: Words, first: int, last: int, stop: int) -> bool:
    return any(is_verb(words, at) for at in range(first, min(last, stop)))


def _behind_lead_in(words: Words, index: int, stop: int) -> Mentions | None:
    """Return the subject behind an opening phrase: "Căn cứ chức năng, nhiệm vụ, các sở … xây dựng"."""
    basis = words.lower[index] in ("căn", "trên")
    begins_late = basis or words.lower[index] in _TIMES  # the duty may follow without a subject
    opening = words.pair(index)
    agrees = opening in _AGREEING  # "Đồng ý với đề nghị của Sở Y tế, giao Sở Tài chính …"
    is_duty = opening not in _NO_DUTIES and opening not in adverbs()
    if is_duty and is_verb(words, index, capital=True):
        return None
    if opening == "tiếp tục" and words.pair(index + 2) not in _NO_DUTIES and is_verb(words, index + 2):
        return None  # "Tiếp tục tham mưu …": a duty of its own
    for at in range(index + 1, min(index + _LONGEST_LEAD_IN, stop)):
        before = words.lower[at - 1]
        if agrees and before == ";":
            return None  # the order is a clause of its own
        if before == ":" or (begins_late and before == "," and _begins_duty(words, at, stop)):
            return None
        may_order = words.lower[at] in _ORDER_WORDS and (
            before not in _NO_ORDER_BEHIND or (before == "và" and agrees)
        )
        if may_order and (order := _order_at(words, at)):
            found = ordered(words, order, stop)
            if found or not agrees:
                return found
        ends_basis = basis and before in _LAST_OF_BASIS and words.capital(at)
        ends_basis = ends_basis or (opening == "nhận được" and before == "này")
        if (before == "," or ends_basis) and (found := _subject(words, at, stop)):
            return found
    return None


# They open a phrase: "Thực hiện Kế hoạch này, các phòng …".
_NO_DUTIES = frozenset({"căn cứ", "thực hiện", "triển khai"})
_AGREEING = frozenset({"thống nhất", "đồng ý", "nhất trí"})
_TIMES = frozenset({"định", "hằng", "hàng", "ngoài", "đồng", "riêng", "cuối"})  # "Định kỳ hằng năm, …"
_OPEN_DUTIES = frozenset({"phối hợp", "tham mưu", "xem xét", "chủ động", "chủ trì"})


def _begins_duty(words: Words, at: int, stop: int) -> bool:
    """Return whether a duty without a subject begins at `at`: "Căn cứ …, chỉ đạo các trường, các đơn vị …"."""
    if words.pair(at) in _OPEN_DUTIES:
        return True
    if words.lower[at] in _ORDER_WORDS:
        return False
    return is_verb(words, at) and starts_body(words, at + 2, stop)


# Words that end "Căn cứ Kế hoạch này", "Trên cơ sở nhiệm vụ được giao" where no comma parts the subject.
_LAST_OF_BASIS = frozenset({"này", "trên", "giao", "cụ", "công", "quan", "phương"})


def _order_at(words: Words, at: int) -> int | None:
    match = ORDER.match(words.view.lower, words.starts[at])
    return match.end() if match else None


def _doing(words: Words, start: int, end: int, stop: int) -> Mentions | None:
    """Return the bodies of "do X chủ trì", "do X thực hiện"."""
    for match in _DOING.finditer(words.view.lower, start, end):
        index = words.at(match.end())
        if starts_body(words, index, stop):
            found = read_bodies(words, index, limit=stop)
            if found.items and words.pair(found.next) in _PASSIVE_DUTIES:
                return found
    return None


def _behind_dash(words: Words, start: int, end: int, stop: int) -> Mentions | None:
    """Return the bodies of "Rà soát quy hoạch - Phòng Quản lý đô thị chủ trì"."""
    dash = words.view.folded.rfind(" - ", start, end)
    index = words.at(dash + 3)
    if dash < 0 or words.view.lower.find("phối hợp", start, dash) >= 0 or not starts_body(words, index, stop):
        return None
    found = read_bodies(words, index, limit=stop)
    return found if words.pair(found.next) == "chủ trì" else None


_BRACKET_END = re.compile(r"\)[\s.;]*$")


def bracketed(words: Words, start: int, end: int) -> list[Mention]:
    """Return the lead named in brackets behind a task: "(Công an tỉnh chủ trì)", "(Sở Nội vụ)"."""
    view = words.view
    opening = view.text.rfind("(", start, end)
    if opening < 0:
        return []
    index, stop = words.at(opening + 1), words.at(end)
    if not starts_body(words, index, stop):
        return []
    found = read_bodies(words, index, limit=stop)
    if words.pair(found.next) in _PASSIVE_DUTIES:
        return found.items
    alone = words.lower[found.next] == ")" and _BRACKET_END.search(view.text[words.starts[found.next] : end])
    return found.items if alone and not _explained(words, words.at(opening) - 1) else []


def _explained(words: Words, at: int) -> bool:
    """Return whether a bracket explains the word before it, which `at` is.

    "gửi Sở Nội vụ (Phòng Tổ chức)" tells a department, "02 đồng chí (đ/c A, đ/c B)" who they are.
    """
    return words.capital(at) or words.pair(at - 1) in _COUNTED or words.lower[at - 1] in QUANTIFIERS


_COUNTED = frozenset(
    {"đồng chí", "cá nhân", "đảng viên", "thành viên", "đơn vị", "cơ quan", "cán bộ", "tổ chức"}
)


def support_of(words: Words, start: int, end: int, sentence_end: int | None = None) -> list[Mention]:
    """Return the partners named after "phối hợp (với, cùng)" between two view offsets, or before it.

    A list of partners may go on over semicolons up to `sentence_end`.
    """
    last = min(sentence_end or end, end + _LONGEST_LIST)
    lower = words.view.lower
    if lower.find("phối hợp", start, last) < 0 and lower.find("chủ trì", start, last) < 0:
        return []
    stop = words.at(last)
    partners: list[Mention] = []
    for match in _SUPPORT.finditer(words.view.lower, start, end):
        with_ = match["with"] or match["joined"]
        index = words.at(match.end() if with_ else match.start() + len("phối hợp "))
        while words.lower[index] in ("với", "cùng", "chặt", "chẽ", ":"):
            index += 1
        if index < stop and starts_body(words, index, stop, free=True):
            partners.extend(read_bodies(words, index, free=True, limit=stop).items)
    return partners or _joining(words, start, last)


def _joining(words: Words, start: int, end: int) -> list[Mention]:
    """Return the partners of "X chủ trì, Y phối hợp": those who join the one that leads."""
    for match in _LED.finditer(words.view.lower, start, end):
        index, stop = words.at(match.end()), words.at(end)
        if index < stop and starts_body(words, index, stop):
            found = read_bodies(words, index, limit=stop)
            if words.pair(found.next) == "phối hợp":
                return found.items
    return []
