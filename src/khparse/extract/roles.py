"""Roles in one clause: who leads, who supports, to whom it is reported.

The cues are those of Vietnamese plans: Giao / Đề nghị / Yêu cầu X; X chủ trì, phối hợp với Y, Z + verb; báo cáo
… về Y (qua Z). A body that is only informed, advised, inspected or directed has no role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khparse.extract.bodies import Mention, Mentions, read_bodies
from khparse.extract.body_heads import is_verb, starts_body
from khparse.extract.words import Words
from khparse.lexicon.heads import adverbs, name_words

ORDER = re.compile(
    r"(?:(?:kính )?đề nghị|giao(?: cho| nhiệm vụ cho| trách nhiệm cho)?|phân công(?: cho)?|yêu cầu|ủy quyền(?: cho)?|mời"
    r"|trân trọng đề nghị)\b:? "
)
_SUPPORT = re.compile(
    r"phối hợp(?:(?P<gap>[^.;:()\n]{0,48}?) (?P<with>với|cùng(?: với)?|giữa)\b)? ?(?=(?P<next>[^\s]))"
)
_REPORT = re.compile(r"(?P<verb>báo cáo|gửi|nộp|trình|tổng hợp)\b")
_TOWARDS = re.compile(r"\b(?:về|gửi về|gửi|cho|tới|đến|lên|với) ")
_LEAD_IN = re.compile(
    r"(?:căn cứ|trên cơ sở|theo|trong|ngoài ra|đồng thời|định kỳ|hằng|hàng|sau|khi|tùy|để|đối với|nếu|trước|từ|tại|thực hiện"
    r"|nhằm|với|vào|bên cạnh|tiếp tục|chậm nhất|ngay|qua|thông qua|riêng|ngày|cuối|đến|trường hợp|hưởng ứng|trên đây|quý)\b"
)
_DOING = re.compile(r"do (?<=\bdo )(?=[^\s])")
_HEADS_OF_DUTY = (
    "chủ trì",
    "chịu trách",
    "có trách",
    "đảm nhiệm",
    "đảm nhận",
    "phụ trách",
    "thực hiện",
    "làm đầu",
    "là cơ",
    "là đơn",
    "là đầu",
)


@dataclass(slots=True)
class Roles:
    """The mentions that a clause gives roles; `explicit` says that it names its own lead."""

    lead: list[Mention] = field(default_factory=list)
    support: list[Mention] = field(default_factory=list)
    report_to: list[Mention] = field(default_factory=list)


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
    return found or _doing(words, begin, end, stop)


def ordered(words: Words, offset: int, stop: int) -> Mentions | None:
    """Return the bodies behind "Giao", "Đề nghị" …, where a duty follows them."""
    index = words.at(offset)
    if index >= stop or not starts_body(words, index, stop, free=True):
        return None
    if not words.capital(index) and words.pair(index) in name_words("staff"):
        return None  # "phân công công chức theo dõi": whom a body sends, not who leads
    found = read_bodies(words, index, free=True, limit=stop)
    return found if found.items else None


def _subject(words: Words, index: int, stop: int) -> Mentions | None:
    """Return the bodies that a clause begins with, where a verb follows them.

    Where the verb is an order ("UBND tỉnh yêu cầu các sở …"), the bodies ordered are returned.
    """
    if index >= stop or not starts_body(words, index, stop):
        return None
    found = read_bodies(words, index, limit=stop)
    if not found.items or not _has_predicate(words, found.next, stop):
        return None
    order = _order_at(words, found.next)
    return (ordered(words, order, stop) if order else None) or found


def _has_predicate(words: Words, index: int, stop: int) -> bool:
    """Return whether a duty follows a subject: a verb, behind a colon or an adverbial perhaps."""
    if index >= stop:
        return False
    if words.lower[index] == ":":
        following = words.lower[index + 1]
        if index + 2 >= stop or following in ("không", "mỗi", "gồm", "số") or following.isdigit():
            return False
        return any(
            is_verb(words, at, capital=at == index + 1) for at in range(index + 1, min(index + 12, stop))
        )
    if is_verb(words, index):
        return True
    if words.lower[index] in (
        "theo",
        "trong",
        "trên",
        "căn",
        "phải",
        "sẽ",
        "cần",
        "tự",
        "cùng",
        "khi",
        "để",
        "được",
        "là",
    ):
        return any(is_verb(words, at) for at in range(index + 1, min(index + 16, stop)))
    if words.lower[index] == ",":
        return index + 1 < stop and is_verb(words, index + 1)
    return False


_AUXILIARIES = frozenset({"phải", "sẽ", "cần", "tự", "căn", "cùng", "thông"})
_ADVERBIALS = frozenset(
    {"theo chức", "theo nhiệm", "theo thẩm", "theo lĩnh", "theo phạm", "trong phạm", "trong quá", "trong thời", "trên cơ",
     "tùy theo", "theo tình", "tại địa", "theo từng", "trong phong", "hằng năm", "hàng năm", "hằng tháng", "hàng tháng",
     "hằng quý", "hàng quý", "khi có", "ngoài việc", "ngay sau", "sau khi", "trước ngày"}
)  # fmt: skip


def _behind_lead_in(words: Words, index: int, stop: int) -> Mentions | None:
    """Return the subject behind an opening phrase: "Căn cứ chức năng, nhiệm vụ, các sở … xây dựng"."""
    basis = words.lower[index] in ("căn", "trên")
    opens = words.lower[index] not in ("đồng", "tiếp")
    opening = f"{words.lower[index]} {words.lower[index + 1]}"
    if (
        is_verb(words, index, capital=True)
        and opening not in ("căn cứ", "thực hiện", "triển khai")
        and (opening not in adverbs())
    ):
        return None
    for at in range(index + 1, min(index + 60, stop)):
        before = words.lower[at - 1]
        if before == ":":
            return None
        if (
            words.lower[at] in ("yêu", "đề", "giao")
            and (order := _order_at(words, at))
            and before not in _NO_ORDER
        ):
            return ordered(words, order, stop)
        if before == "," or (
            basis and before in ("này", "trên", "giao", "cụ", "công", "quan", "phương") and words.capital(at)
        ):
            found = _subject(words, at, stop)
            if found:
                return found
    return None


_PREPOSITIONS = frozenset(
    "của với cho do về tại từ bởi gồm là và đến theo vào trong giữa qua cùng tới thuộc trên".split()
)
_NO_ORDER = frozenset({"được", "theo", "hồ", "và", "nhiệm", "trình", "văn", "vụ"})


def _order_at(words: Words, at: int) -> int | None:
    match = ORDER.match(words.view.lower, words.starts[at])
    return match.end() if match else None


def _doing(words: Words, start: int, end: int, stop: int) -> Mentions | None:
    """Return the bodies of "do X chủ trì", "do X thực hiện"."""
    for match in _DOING.finditer(words.view.lower, start, end):
        index = words.at(match.end())
        if starts_body(words, index, stop):
            found = read_bodies(words, index, limit=stop)
            pair = f"{words.lower[found.next]} {words.lower[found.next + 1]}"
            if found.items and pair in _HEADS_OF_DUTY:
                return found
    return None


def support_of(words: Words, start: int, end: int, sentence_end: int | None = None) -> list[Mention]:
    """Return the partners named after "phối hợp (với, cùng)" between two view offsets.

    A list of partners may go on over semicolons up to `sentence_end`.
    """
    partners: list[Mention] = []
    for match in _SUPPORT.finditer(words.view.lower, start, end):
        stop = words.at(sentence_end or end)
        offset = match.end()
        if match["with"] is None:
            offset = match.start() + len("phối hợp ")
        index = words.at(offset)
        while words.lower[index] in ("với", "cùng", "chặt", "chẽ", ":"):
            index += 1
        if index >= stop or not starts_body(words, index, stop, free=True):
            continue
        partners.extend(read_bodies(words, index, free=True, limit=stop).items)
    return partners


def report_of(words: Words, start: int, end: int) -> list[Mention]:
    """Return the bodies to which results are reported: "báo cáo … về Y (qua Z)", "gửi về Y"."""
    view = words.view
    found: list[Mention] = []
    position = start
    while match := _REPORT.search(view.lower, position, end):
        position = match.end()
        if match["verb"] != "báo cáo" and not _is_report(view.lower, match.end(), start, end, match["verb"]):
            continue
        mentions = _receiver(words, match.end(), end)
        if mentions is None:
            continue
        found.extend(mentions.items)
        position = words.starts[mentions.next]
        chain = view.lower.find(" để tổng hợp", position, min(position + 90, end))
        if chain >= 0:
            position = _behind_chain(view.lower, chain, end)
    return found


def _behind_chain(text: str, chain: int, end: int) -> int:
    """Skip "để tổng hợp, báo cáo Y": what the receiver does with it."""
    stop = text.find(";", chain, end)
    return stop if stop >= 0 else end


def _is_report(text: str, offset: int, start: int, end: int, verb: str) -> bool:
    """Return whether "gửi", "nộp" sends a report of results, and not a file or an application."""
    if verb in ("trình", "tổng hợp"):
        return False
    near = text[max(start, offset - 160) : min(end, offset + 60)]
    return any(word in near for word in _RESULTS)


_RESULTS = ("báo cáo", "kết quả", "tổng hợp", "số liệu", "thống kê")


def _receiver(words: Words, offset: int, end: int) -> Mentions | None:
    """Return the bodies that stand behind "báo cáo" at once, or behind the first "về", "cho", "gửi" with a body."""
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


_DECIDING = ("xem xét", "quyết định", "giải quyết", "cho ý", "phê duyệt", "có ý")


def _received(words: Words, index: int, stop: int) -> Mentions | None:
    found = read_bodies(words, index, limit=stop)
    if not found.items:
        return None
    pair = f"{words.lower[found.next]} {words.lower[found.next + 1]}"
    return None if pair in _DECIDING else found
