"""Roles in one clause: who leads, who supports, to whom it is reported.

The cues are those of Vietnamese plans: Giao / Đề nghị / Yêu cầu X; X chủ trì, phối hợp với Y, Z + verb;
báo cáo … về Y (qua Z). A body that is only informed, advised, inspected or directed has no role.
"""

from __future__ import annotations

import re

from khparse.extract.bodies.heads import QUANTIFIERS, is_verb, starts_body
from khparse.extract.bodies.lists import Mention, Mentions, read_bodies
from khparse.extract.bodies.names import is_whole
from khparse.extract.bodies.words import Words
from khparse.lexicon.heads import adverbs, name_words

ORDER = re.compile(
    r"(?:(?:kính |trân trọng )?đề nghị|giao(?: cho| nhiệm vụ cho| trách nhiệm cho)?|phân công(?: cho)?"
    r"|yêu cầu|ủy quyền(?: cho)?)\b:? "
)
_SUPPORT = re.compile(r"phối hợp(?:[^.;:()\n]{0,48}? (?P<with>với|cùng(?: với)?|giữa)\b)? ?(?=\S)")
_REPORT = re.compile(r"(?P<verb>báo cáo|gửi|nộp|trình|tổng hợp)\b")
_TOWARDS = re.compile(r"\b(?:về|gửi về|gửi|cho|tới|đến|lên|với) ")
_LEAD_IN = re.compile(
    r"(?:căn cứ|trên cơ sở|theo|trong|ngoài ra|đồng thời|định kỳ|hằng|hàng|sau|khi|tùy|để|đối với|nếu|trước"
    r"|từ|tại|thực hiện|nhằm|với|vào|bên cạnh|tiếp tục|chậm nhất|ngay|qua|thông qua|riêng|ngày|cuối|đến"
    r"|trường hợp|hưởng ứng|trên đây|quý|về)\b"
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
    {"theo", "trong", "trên", "căn", "phải", "sẽ", "cần", "tự", "cùng", "khi", "để", "được", "là"}
)  # fmt: skip
_ASIDES = frozenset(
    {"với vai", "với tư", "với chức", "với trách", "trong phạm", "theo chức", "theo nhiệm", "trên cơ",
     "ngoài việc"}
)  # fmt: skip
_FIRM_DUTIES = frozenset({
    "chịu trách", "có trách", "chủ động", "chủ trì", "phối hợp", "xây dựng", "tổ chức", "thực hiện",
    "triển khai", "tăng cường", "rà soát", "bố trí", "báo cáo",
})  # fmt: skip
_MEMBERSHIP = frozenset({"trưởng", "phó", "chủ", "thành", "ủy", "đồng", "ông", "bà", "thư", "tổ"})
_NO_DUTY_BEHIND_COLON = frozenset({"không", "mỗi", "gồm", "số"})
_LONGEST_ASIDE = 16  # words
_LONGEST_LEAD_IN = 60  # words
_LONG_LIST = 10  # bodies; lists without a duty that are longer are read once, not from each comma again
_LONGEST_LIST = 2000  # code points behind the clause that a list begins in
_DIFFICULTIES_BEFORE = 300  # code points


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
    found = _subject(words, index, stop)
    if found:
        return found
    if _LEAD_IN.match(view.lower, begin, end) or starts_body(words, index, stop):
        found = _behind_lead_in(words, index, stop)
    return found or _behind_colon(words, begin, end, stop) or _doing(words, begin, end, stop)


def ordered(words: Words, offset: int, stop: int) -> Mentions | None:
    """Return the bodies behind "Giao", "Đề nghị" …, where a duty follows them."""
    index = words.at(offset)
    if index >= stop or not starts_body(words, index, stop, free=True):
        return None
    if not words.capital(index) and words.pair(index) in name_words("staff"):
        return None  # "phân công công chức theo dõi": whom a body sends, not who leads
    found = read_bodies(words, index, free=True, limit=stop)
    return found if found.items else None


def _behind_colon(words: Words, begin: int, end: int, stop: int) -> Mentions | None:
    """Return who does a task that is named first: "Lễ phát động: giao Văn phòng chủ trì"."""
    colon = words.view.lower.find(": ", begin, end)
    if colon < 0:
        return None
    if order := ORDER.match(words.view.lower, colon + 2, end):
        return ordered(words, order.end(), stop)
    index = words.at(colon + 2)
    return None if words.lower[index] in _NO_DUTY_BEHIND_COLON else _subject(words, index, stop)


def _subject(words: Words, index: int, stop: int) -> Mentions | None:
    """Return the bodies that a clause begins with, where a verb follows them.

    Where the verb is an order ("UBND tỉnh yêu cầu các sở …"), the bodies ordered are returned.
    """
    if index >= stop or index in words.idle or not starts_body(words, index, stop):
        return None
    found = read_bodies(words, index, limit=stop)
    if not found.items or not (
        _has_predicate(words, found.next, stop) or _is_followed_by_word(words, found, stop)
    ):
        if len(found.items) > _LONG_LIST:
            words.idle = range(index, found.next)
        return None
    order = _order_at(words, found.next)
    return (ordered(words, order, stop) if order else None) or found


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
        return is_verb(words, index + 1, capital=True) or _verb_within(words, index + 2, index + 12, stop)
    if word == "là" and (words.capital(index + 1) or following in _MEMBERSHIP):
        return False  # "Trưởng ban là Chủ tịch UBND tỉnh"
    if is_verb(words, index):
        return True
    if word == "có":  # "UBND các xã có rừng chịu trách nhiệm"
        behind = range(index + 1, min(index + _LONGEST_ASIDE, stop))
        return any(words.pair(at) in _FIRM_DUTIES for at in behind)
    if word == "theo" and following == "quy":  # "theo quy định" is no duty
        index += 2
    if word in _ADVERBIALS:
        return _verb_within(words, index + 1, index + _LONGEST_ASIDE, stop)
    if word == "," and words.pair(index + 1) in _ASIDES:
        return _verb_within(words, index + 3, index + _LONGEST_ASIDE, stop)
    if word == ",":
        return index + 1 < stop and is_verb(words, index + 1)
    return False


def _verb_within(words: Words, first: int, last: int, stop: int) -> bool:
    return any(is_verb(words, at) for at in range(first, min(last, stop)))


def _behind_lead_in(words: Words, index: int, stop: int) -> Mentions | None:
    """Return the subject behind an opening phrase: "Căn cứ chức năng, nhiệm vụ, các sở … xây dựng"."""
    basis = words.lower[index] in ("căn", "trên")
    begins_late = basis or words.lower[index] in _TIMES  # the duty may follow without a subject
    opening = words.pair(index)
    is_duty = opening not in _NO_DUTIES and opening not in adverbs()
    if is_duty and is_verb(words, index, capital=True):
        return None
    if opening == "tiếp tục" and words.pair(index + 2) not in _NO_DUTIES and is_verb(words, index + 2):
        return None  # "Tiếp tục tham mưu …": a duty of its own
    for at in range(index + 1, min(index + _LONGEST_LEAD_IN, stop)):
        before = words.lower[at - 1]
        if before == ":" or (begins_late and before == "," and _begins_duty(words, at, stop)):
            return None
        may_order = words.lower[at] in _ORDER_WORDS and before not in _NO_ORDER_BEHIND
        if may_order and (order := _order_at(words, at)):
            return ordered(words, order, stop)
        ends_basis = basis and before in _LAST_OF_BASIS and words.capital(at)
        if (before == "," or ends_basis) and (found := _subject(words, at, stop)):
            return found
    return None


# They open a phrase: "Thực hiện Kế hoạch này, các phòng …".
_NO_DUTIES = frozenset({"căn cứ", "thực hiện", "triển khai"})
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
    behind_name = words.capital(words.at(opening) - 1)  # "gửi Sở Nội vụ (Phòng Tổ chức)": its department
    return found.items if alone and not behind_name else []


def support_of(words: Words, start: int, end: int, sentence_end: int | None = None) -> list[Mention]:
    """Return the partners named after "phối hợp (với, cùng)" between two view offsets, or before it.

    A list of partners may go on over semicolons up to `sentence_end`.
    """
    last = min(sentence_end or end, end + _LONGEST_LIST)
    if words.view.lower.find("phối hợp", start, last) < 0:
        return []
    stop = words.at(last)
    partners: list[Mention] = []
    for match in _SUPPORT.finditer(words.view.lower, start, end):
        index = words.at(match.end() if match["with"] else match.start() + len("phối hợp "))
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


def report_of(words: Words, start: int, end: int) -> list[Mention]:
    """Return the bodies to which results are reported: "báo cáo … về Y (qua Z)", "gửi về Y"."""
    view = words.view
    found: list[Mention] = []
    position = start
    while match := _REPORT.search(view.lower, position, end):
        position = match.end()
        if match["verb"] != "báo cáo" and not _is_report(view.lower, match.end(), start, end, match["verb"]):
            continue
        if _DIFFICULTIES.search(view.lower, max(start, match.start() - _DIFFICULTIES_BEFORE), match.start()):
            continue
        mentions = _proposed_to(words, match, start, end) or _receiver(words, match.end(), end)
        if mentions is None:
            continue
        found.extend(mentions.items)
        position = words.starts[mentions.next]
        chain = view.lower.find("để tổng hợp", position, min(position + 90, end))
        if chain >= 0:
            position = _behind_chain(view.lower, chain, end)
    return found


# "tổng hợp kết quả báo cáo, đề xuất Y xem xét": results that Y gets, with what is proposed.
_PROPOSAL = re.compile(r",? (?:và )?(?:đề xuất|tham mưu|kiến nghị) (?:với )?")
_RESULTS_BEFORE = 40


def _proposed_to(words: Words, report: re.Match[str], start: int, end: int) -> Mentions | None:
    lower = words.view.lower
    proposal = _PROPOSAL.match(lower, report.end(), end)
    before = max(start, report.start() - _RESULTS_BEFORE)
    if proposal is None or lower.find("kết quả", before, report.start()) < 0:
        return None
    found = read_bodies(words, words.at(proposal.end()), limit=words.at(end))
    return found if found.items else None


# "Quá trình thực hiện có vướng mắc, báo cáo UBND huyện" asks for no report of results.
_DIFFICULTIES = re.compile(
    r"(?:quá trình|nếu|trường hợp|khi) (?:[^.;\n]{0,120}?)(?:khó khăn|vướng mắc|phát sinh|bất cập)"
)


def _behind_chain(text: str, chain: int, end: int) -> int:
    """Skip "để tổng hợp, báo cáo Y": what the receiver does with it."""
    stop = text.find(";", chain, end)
    return stop if stop >= 0 else end


def _is_report(text: str, offset: int, start: int, end: int, verb: str) -> bool:
    """Return whether "gửi", "nộp" sends a report of results, and not a file or an application."""
    if verb in ("trình", "tổng hợp"):
        return False
    if text.endswith(": ", 0, start):  # "Báo cáo tổng kết: các đơn vị gửi về Sở Y tế"
        start = text.rfind("\n", 0, start) + 1
    near = text[max(start, offset - 160) : min(end, offset + 60)]
    return any(word in near for word in _RESULTS)


_RESULTS = ("báo cáo", "kết quả", "tổng hợp", "số liệu", "thống kê")


def _receiver(words: Words, offset: int, end: int) -> Mentions | None:
    """Return the bodies right behind "báo cáo", or behind the first "về", "cho", "gửi" with a body."""
    view = words.view
    index, stop = words.at(offset), words.at(end)
    if words.lower[index] in (":", "("):
        return None
    if starts_body(words, index, stop):
        return _received(words, index, stop)
    limit = min(end, offset + 260)
    for match in _TOWARDS.finditer(view.lower, offset - 1, limit):
        index = words.at(match.end())
        if view.lower.find("phản ánh", offset, match.start()) >= 0:
            return None
        if index < stop and starts_body(words, index, stop) and words.capital(index):
            return _received(words, index, stop)
    return None


_DECIDING = frozenset({"xem xét", "quyết định", "giải quyết", "cho ý", "phê duyệt", "có ý"})


def _received(words: Words, index: int, stop: int) -> Mentions | None:
    found = read_bodies(words, index, limit=stop)
    if not found.items:
        return None
    return None if words.pair(found.next) in _DECIDING else found
