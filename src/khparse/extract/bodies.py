"""A grammar of names: where the name of a body, post or person begins and ends, and how lists of them part.

Bodies are an open class. A head noun (Sở, Ban, UBND, Trung tâm …) opens a name; the name goes on over
capitalised words and over lower-case ones that are no verb, preposition or new head; commas and "và" belong to
it where the lexicon knows the name (Sở Văn hóa, Thể thao và Du lịch), in chains of collectives (các sở, ban,
ngành) and of administrative units (UBND các huyện, thị xã, thành phố).
"""

from __future__ import annotations

from typing import NamedTuple

from khparse.extract.words import Words
from khparse.lexicon.heads import Head, heads, known_names, verbs


class Mention(NamedTuple):
    """A body, post, person or collective: its view range and the kind of its head noun.

    `name_end` is where the name proper ends: behind it stands a second name ("- Cơ quan Thường trực …").
    """

    start: int
    end: int
    kind: str
    name_end: int


class Mentions(NamedTuple):
    """A list of mentions and the index of the word behind it."""

    items: list[Mention]
    next: int


class Name(NamedTuple):
    """A name that is being read: its first word, its head noun, what it is made of.

    `plural` says that a quantifier stands before it, `generic` that it is a collective ("sở, ban, ngành"),
    `closed` that verbs don't end it (a heading or a table cell holds nothing but names).
    """

    start: int
    head: Head
    plural: bool
    generic: bool
    closed: bool


_STAFF = frozenset(
    "cán bộ|công chức|viên chức|nhân viên|đảng viên|hội viên|đoàn viên|người lao|giáo viên".split("|")
)
_LONGEST_NAME = 40  # words
_MOST_ITEMS = 60
_QUANTIFIERS = frozenset("các những mỗi từng toàn cả tất một".split())
_AFTER_QUANTIFIER = frozenset("các bộ số thể cả".split())
_GENERIC = frozenset(
    "sở ban ngành hội phòng huyện xã phường bộ viện trường đài báo đoàn cục vụ khoa tổ đội trạm mttq lớp".split()
)
_GENERIC_PAIRS = frozenset(
    "đoàn thể|địa phương|cơ quan|đơn vị|tổ chức|cá nhân|mặt trận|doanh nghiệp|hợp tác|hộ gia|hộ kinh|hiệp hội|báo chí"
    "|truyền thông|thị trấn|chính quyền|cấp ủy|lực lượng|trung tâm|nhà trường|bộ phận|tập thể|khu phố|cán bộ|công chức"
    "|viên chức|nhân viên|người lao|đảng viên|hội viên|đoàn viên|giáo viên|nhân dân|người dân|chi bộ|chi hội|chi đoàn|cơ sở|viện nghiên|trường đại|trường học|chủ rừng|đảng bộ".split(
        "|"
    )
)
_ADMIN = frozenset("xã phường huyện quận tỉnh thôn bản ấp buôn khóm thị xóm".split())
_ADMIN_PAIRS = frozenset(
    {"thị trấn", "thị xã", "thành phố", "đặc khu", "khu phố", "tổ dân", "khu dân", "làng bản"}
)
_STOPS = frozenset(
    "để nhằm theo tại khi nếu cho bằng do bởi sẽ phải cần đã đang không như vào ra trước sau hằng hàng này đó"
    " mà thì nhưng đồng ngay cũng còn kể căn trên nêu ngoài nhất gồm qua với cùng và hoặc được là có về từ đến"
    " trong trừ đặc hướng tới lên gửi tự".split()
)
_BREAKS = frozenset('\n;:.()[]!?"…')
_COUNCILS = frozenset({"hđnd", "hội", "đoàn", "đđbqh"})
# Verbs that tell what a body is for when they stand directly behind its common noun.
_PURPOSES = frozenset(
    "quản lý|thông tin|kinh doanh|cấp nước|cung cấp|tư vấn|thi công|sử dụng|khai thác|vận hành|đầu tư|đào tạo|dự báo"
    "|nghiên cứu|truyền thông|chuyên môn|sản xuất|phát hành|hoạt động|dịch vụ|kiểm định|hành nghề|lâm sàng|tham gia"
    "|giáo dục|bảo vệ|chăm sóc|phân phối|thu gom|xây dựng|thiết kế|chủ quản|viễn thông|vận tải".split("|")
)
_PURPOSE_NOUNS = frozenset(
    {"quan", "vị", "chức", "nghiệp", "sở", "lượng", "hội", "trường", "hộ", "trạm", "xã", "cấp", "tổ"}
)
# Verbs that are as often part of a proper name, behind its capitalised words ("Dịch vụ tổng hợp phường").
_NAME_VERBS = frozenset(
    "thông tin|tổng hợp|giáo dục|quản lý|phát triển|bảo vệ|chăm sóc|kiểm soát|kiểm định|điều hành|đào tạo|bồi dưỡng"
    "|hỗ trợ|tư vấn|dự báo|phục vụ|sản xuất|đăng ký|xúc tiến|khuyến khích|điều phối|phòng ngừa|giám định|thống kê".split(
        "|"
    )
)


def read_bodies(
    words: Words, index: int, *, closed: bool = False, free: bool = False, limit: int | None = None
) -> Mentions:
    """Return the bodies of the list that begins at word `index`, and the index of the word behind the list.

    `closed` says that the text holds nothing but names (a heading, a cell): verbs end a name only where they
    assign (có trách nhiệm, chủ trì, phối hợp). `free` lets the list begin with a common noun written small.
    `limit` is a word index that no name crosses.
    """
    stop = words.last if limit is None else min(limit, words.last)
    items: list[Mention] = []
    end = index
    while len(items) < _MOST_ITEMS:
        found = _read_item(words, index, stop, closed=closed, free=free or bool(items))
        if found is None:
            break
        behind, kind = found
        items.append(_mention(words, index, behind, kind))
        if words.lower[behind] == ":" and (listed := _read_listed(words, index, behind + 1, stop, items)):
            return listed
        second = _skip_apposition(words, behind, stop, closed, person=kind == "person")
        if second > behind and words.lower[behind] != ",":
            items[-1] = items[-1]._replace(end=words.end(second - 1))
        behind = end = _skip_brackets(words, second, stop)
        following = _next_item(words, behind, stop)
        if following is None:
            break
        index = following
    return Mentions(items, end)


def _mention(words: Words, index: int, behind: int, kind: str) -> Mention:
    end = words.end(behind - 1)
    return Mention(words.starts[index], end, kind, end)


def starts_body(words: Words, index: int, stop: int, *, free: bool = False) -> bool:
    """Return whether a mention can begin at word `index`."""
    at, plural = _skip_quantifiers(words, index, stop)
    return at < stop and head_at(words, at, stop, plural=plural, free=free) is not None


def head_at(
    words: Words, index: int, stop: int, *, plural: bool = False, free: bool = False
) -> tuple[Head, int] | None:
    """Return the head noun at word `index` and the index behind it.

    `plural` says that a quantifier stands before it, `free` that a list has been opened ("phối hợp với …"),
    so that common nouns written small count as well.
    """
    candidates = heads().get(words.lower[index])
    if not candidates:
        return _code_at(words, index)
    for head in candidates:
        length = len(head.words)
        if index + length > stop or (length > 1 and tuple(words.lower[index : index + length]) != head.words):
            continue
        capital = words.capital(index)
        common = head.kind == "collective"
        listed = free and (common or _is_common(words, index))
        if not (plural or head.anywhere or listed or (capital and not common)):
            continue
        behind = index + length
        if _is_other_word(words, head, index, behind, plural=plural):
            return None
        if not plural and not capital and _is_clause(words, index):
            continue
        return head, behind
    return None


def _is_other_word(words: Words, head: Head, index: int, behind: int, *, plural: bool) -> bool:
    """Return whether what follows a head noun makes it another word: "ban hành", "PHÒNG, CHỐNG", "Tổ chức".

    A capital there begins a name ("Ban Công tác xã hội"), unless all is set in capitals; "các tổ chức" is
    never the verb.
    """
    at = behind + 1 if words.lower[behind] == "," else behind
    if words.lower[at] not in head.not_before or (plural and head.words == ("tổ", "chức")):
        return False
    return not words.capital(at) or words.view.folded[words.starts[index] : words.end(index)].isupper()


_CODE_HEAD = Head(("",), "body", True, frozenset())


def _code_at(words: Words, index: int) -> tuple[Head, int] | None:
    """Return a unit named by its code, as police units are: `PC06`, `PA03`."""
    word = words.lower[index]
    if 3 <= len(word) <= 5 and word[-2:].isdigit() and word[:-2].isalpha() and words.capital(index):
        return _CODE_HEAD, index + 1
    return None


def _skip_quantifiers(words: Words, index: int, stop: int) -> tuple[int, bool]:
    at = index
    while at < stop and at - index < 3:
        word = words.lower[at]
        if word in _QUANTIFIERS or (
            at > index and word in _AFTER_QUANTIFIER and words.lower[at - 1] != "các"
        ):
            at += 1
        else:
            break
    return at, at > index


def _read_item(words: Words, index: int, stop: int, *, closed: bool, free: bool) -> tuple[int, str] | None:
    """Return the index behind the mention that begins at word `index`, and its kind."""
    at, plural = _skip_quantifiers(words, index, stop)
    if at >= stop:
        return None
    found = head_at(words, at, stop, plural=plural, free=free)
    if found is None:
        return None
    head, behind = found
    known = _known_length(words, at, stop)
    chain = words.lower[behind] == "," and words.lower[behind + 1] in _GENERIC and words.lower[at] in _GENERIC
    several = head.kind == "post" and ("các" in words.lower[at : behind + 2] or _is_common(words, behind))
    staff = " ".join(head.words[:2]) in _STAFF
    generic = head.kind == "collective" or plural or chain or several or staff
    generic = generic or not words.capital(at)
    name = Name(at, head, plural, generic, closed)
    behind = max(behind, at + known)
    last = min(at + _LONGEST_NAME, stop)
    while behind < last:
        step = _step(words, name, behind, last)
        if step == 0:
            break
        behind += step
    behind = min(behind, last)
    while behind > at + 1 and words.lower[behind - 1] in (
        ",",
        "-",
        "–",
        "và",
        "/",
        "của",
        "thuộc",
        "có",
        "các",
    ):
        behind -= 1
    return behind, head.kind


def _known_length(words: Words, index: int, stop: int, prefix: str = "") -> int:
    """Return how many words the longest name that the lexicon knows takes from `index` on; 0 for none.

    `prefix` is a head noun that the text leaves out: "các Bộ: Quốc phòng" names Bộ Quốc phòng.
    """
    node = known_names()
    path = [prefix] if prefix else []
    best = 0
    for at in range(index, min(index + 24, stop)):
        word = words.lower[at]
        if word in (",", "-", "–", "và", "&") and at > index:
            continue
        for step in (*path, word):
            child = node.get(step)
            if child is None:
                return best
            node = child
        path = []
        if "" in node:
            best = at + 1 - index
    return best


def _step(words: Words, name: Name, at: int, stop: int) -> int:
    """Return by how many words a name goes on at word `at`; 0 where it ends."""
    word = words.lower[at]
    if word == "." and name.head.kind == "person" and at - name.start <= 3 and words.capital(at + 1):
        return 1  # degrees: "BS. CKII. …"
    if word in _BREAKS:
        return 0
    if word == "/":
        return 1 if name.generic and (words.lower[at + 1] in _GENERIC or words.lower[at + 1] in _ADMIN) else 0
    if word == ",":
        if lower_part := _lower_part(words, name, at + 1, stop):
            return lower_part - at
        return 1 if _goes_on_behind_comma(words, name, at, stop) else 0
    if word in ("và", "&"):
        return 1 if _goes_on_behind_and(words, name, at, stop) else 0
    if word in ("-", "–"):
        joined = words.capital(at + 1) or (name.generic and words.lower[at + 1] in ("xã", "kỹ"))
        return 1 if joined and not _opens_name(words, at + 1, stop) and name.head.kind != "person" else 0
    if words.capital(at):
        return 0 if _opens_twin(words, name, at, stop) else _whole_head(words, at, stop)
    if word in ("mỗi", "từng"):
        return 0
    if word in _STOPS and not (_is_admin(words, at) and _behind_admin(words, at - 1)):
        return _step_over_stop(words, name, at)
    if name.head.kind == "person":
        return 0
    if is_verb(words, at):
        return _step_over_verb(words, name, at)
    return 1


def _whole_head(words: Words, at: int, stop: int) -> int:
    """Return the length of the head noun at `at`: "Văn phòng Ban chỉ đạo …" goes on behind "Ban chỉ đạo"."""
    found = head_at(words, at, stop)
    return max(found[1] - at, _known_length(words, at, stop)) if found else 1


def _step_over_verb(words: Words, name: Name, at: int) -> int:
    """Let a name go on over a verb that belongs to it: "các đơn vị cấp nước", "Trung tâm Dịch vụ tổng hợp xã"."""
    pair = f"{words.lower[at]} {words.lower[at + 1]}"
    if name.closed and not _assigns(words, at):
        return 1
    if name.generic and pair in _PURPOSES and words.lower[at - 1] in _PURPOSE_NOUNS:
        return 2
    behind = words.lower[at + 2]
    if (
        pair in _NAME_VERBS
        and words.capital(at - 1)
        and not name.generic
        and at - name.start > len(name.head.words)
    ):
        closes = behind in _ADMIN or behind in (",", ";", ".", "\n", "và", "cấp") or words.capital(at + 2)
        return 2 if closes else 0
    return 0


_TOPICAL = frozenset({"ban chỉ", "tổ công", "tổ giúp", "ban tổ", "tiểu ban", "đoàn kiểm", "đoàn giám", "ủy ban", "ban bầu",
                      "hội đồng", "tổ bầu", "ban điều", "ban vận"})  # fmt: skip
_TOPIC_LENGTH = 24  # words
_LEVELS = frozenset({"tỉnh", "huyện", "xã", "phường", "quốc", "trung", "thành", "cấp", "thị", "đặc", "chính"})
_DUTY_PAIRS = frozenset(
    {"chủ trì", "phối hợp", "có trách", "xây dựng", "thực hiện", "tham mưu", "tổng hợp", "là đầu"}
)
_PREDICATES = frozenset(
    {"chủ trì", "phối hợp", "có trách", "chịu trách", "theo dõi", "đôn đốc", "hướng dẫn", "tham mưu"}
)


def _topic_end(words: Words, name: Name, at: int) -> int:
    """Return the index behind the topic that names a committee ("Ban Chỉ đạo phòng, chống ma túy tỉnh"), or 0.

    The topic follows the head noun at once and ends with the level: tỉnh, xã, quốc gia …
    """
    opening = f"{words.lower[name.start]} {words.lower[name.start + 1]}"
    if opening not in _TOPICAL or at > name.start + len(name.head.words) + 1:
        return 0
    for index in range(at + 1, min(at + _TOPIC_LENGTH, words.last)):
        word = words.lower[index]
        if word in _BREAKS or f"{word} {words.lower[index + 1]}" in _PREDICATES:
            return 0
        if word in _LEVELS and words.lower[index - 1] not in (",", "và", "các", "của"):
            return index + (2 if word in ("quốc", "trung", "thành", "cấp", "thị", "đặc", "chính") else 1)
        if word == "của" and words.lower[index + 1] in _LEVELS:
            return index + 2
    return 0


def _step_over_stop(words: Words, name: Name, at: int) -> int:
    """Let a name go on over a preposition that belongs to it ("trên địa bàn", "có liên quan")."""
    word, behind = words.lower[at], words.lower[at + 1]
    common = name.generic or name.head.kind == "post"
    if (word, behind) in _JOINED or (word == "không" and behind == "chuyên"):
        return 2
    if (
        word == "về"
        and name.head.kind == "body"
        and words.lower[name.start] in ("ban", "tổ", "hội", "tiểu", "văn", "bcđ", "cơ")
    ):
        return 1 if at - name.start <= 7 and not is_verb(words, at + 1) else 0
    if not common:
        return 1 if word == "từ" and words.capital(at + 1) and name.head.kind == "post" else 0
    if word == "trong" and behind in ("các", "khối", "và", "tỉnh", "ngành", "hệ", "lĩnh", "toàn", "khu"):
        return 1
    if word == "từ" and words.capital(at + 1):
        return 1
    if word == "đến" and words.capital(at + 1) and "từ" in words.lower[name.start : at]:
        return 1
    if word == "là" and behind in ("thành", "tổ", "cơ", "đơn", "hội", "đoàn"):
        return 2 if words.lower[at + 2] in ("viên", "chức", "quan", "vị") else 0
    if word == "được" and behind in ("giao", "phân", "giám", "kiểm", "cử"):
        follows = words.lower[at + 2]
        return 3 if behind != "giao" or follows in ("nhiệm", "phụ", "chủ", "trách") else 2
    return 1 if name.closed and word in ("do", "của", "tại") else 0


_JOINED = frozenset(
    {
        ("có", "liên"), ("có", "thẩm"), ("có", "trụ"), ("có", "chức"), ("trên", "địa"), ("trên", "toàn"),
        ("nêu", "trên"), ("ngoài", "nước"), ("ngoài", "công"),
    }
)  # fmt: skip


def _opens_name(words: Words, at: int, stop: int) -> bool:
    """Return whether a proper body or a post begins at `at`."""
    found = head_at(words, at, stop)
    return found is not None and found[0].kind in ("body", "post")


_TWINS = frozenset("sở bộ phòng trường hội trung cục vụ công chi khoa".split())


def _opens_twin(words: Words, name: Name, at: int, stop: int) -> bool:
    """Return whether a second body begins without a separator: "Sở Y tế Sở Tài chính"."""
    if at - name.start < 2 or not _opens_name(words, at, stop):
        return False
    first, word = words.lower[name.start], words.lower[at]
    if word == first and word in _TWINS and name.head.kind == "body":
        return True
    return words.starts[at] - 1 in _line_ends(words, at)


def _line_ends(words: Words, at: int) -> list[int]:
    """Return where the lines of a cell end, in formats whose lines are no mere wrapping."""
    paragraph = words.view.paragraph_at(words.starts[at])
    printed = words.view.document.format not in ("txt", "md")
    return paragraph.breaks if paragraph.in_table and printed else []


def _is_admin(words: Words, at: int) -> bool:
    return words.lower[at] in _ADMIN or f"{words.lower[at]} {words.lower[at + 1]}" in _ADMIN_PAIRS


def _behind_admin(words: Words, at: int) -> bool:
    """Return whether the word before `at` ends the noun of an administrative unit."""
    return words.lower[at - 1] in _ADMIN or f"{words.lower[at - 2]} {words.lower[at - 1]}" in _ADMIN_PAIRS


def _is_common(words: Words, at: int) -> bool:
    return words.lower[at] in _GENERIC or f"{words.lower[at]} {words.lower[at + 1]}" in _GENERIC_PAIRS


_APART = frozenset({"doanh nghiệp", "viện nghiên", "trường đại", "hợp tác", "nhà đầu", "nhà cung", "hộ kinh"})


def _goes_on_behind_comma(words: Words, name: Name, at: int, stop: int) -> bool:
    following = at + 1
    word = words.lower[following]
    if following >= stop or word in _BREAKS or word in _QUANTIFIERS:
        return False
    zones = words.lower[following] in ("khu", "cụm") and "khu" in words.lower[name.start : at]
    if zones and not words.capital(following):
        return True  # "các khu công nghệ cao, khu công nghiệp, cụm công nghiệp"
    if _is_admin(words, following) and _behind_admin(words, at) and not words.capital(following):
        return True
    if name.generic and _is_common(words, following):
        if not name.plural and f"{word} {words.lower[following + 1]}" in _APART:
            return False
        chained = words.lower[at - 1] in _GENERIC and words.capital(at - 1) and word in _GENERIC
        return chained or (not words.capital(following) and not _is_clause(words, following))
    if word == "chống" and words.lower[at - 1] == "phòng":
        return True
    if name.closed and name.plural and not words.capital(following) and not is_verb(words, following):
        return not starts_body(words, following, stop)
    if name.head.kind != "body" or name.generic:
        return False
    if not words.capital(following):
        return (
            name.closed
            and not starts_body(words, following, stop, free=True)
            and not _assigns(words, following)
        )
    return head_at(words, following, stop) is None


_LISTING = frozenset("phòng ban khoa trung tổ vụ cục chi hội".split())
_LONGEST_PART = 12  # words


def _lower_part(words: Words, name: Name, at: int, stop: int) -> int:
    """Return the index behind the part of a name in lower case that begins at `at` behind a comma, or 0.

    "Phòng Phổ biến, giáo dục pháp luật" is one name of fields of work: a bracket, a colon or the duty follows.
    """
    listing = words.lower[name.start] in _LISTING and at - name.start < 9 and name.head.kind == "body"
    if (
        not listing
        or name.closed
        or name.generic
        or words.capital(at)
        or words.lower[at] in _STOPS | {"và", "tham", "chủ"}
    ):
        return 0
    if starts_body(words, at, stop, free=True) or f"{words.lower[at]} {words.lower[at + 1]}" in _PREDICATES:
        return 0
    for index in range(at + 2, min(at + _LONGEST_PART, stop)):
        word = words.lower[index]
        if word in ("(", ":") or f"{word} {words.lower[index + 1]}" in _DUTY_PAIRS:
            return index
        if word in _BREAKS or word == ",":
            return 0
    return 0


_NOUN_BEHIND = frozenset(
    {", ", "và", "chính", "xã", "có", "liên", "đoàn", "kinh", ";", "cá", "hội", ",", "hành", "đảng", "công", "tín",
     "quản", "phi", "cơ", "sở", "khoa", "tôn", "quốc", "nghề", "hữu", "trong", "thuộc", "hợp", "cung", ")", "khác"}
)  # fmt: skip


def _is_clause(words: Words, at: int) -> bool:
    """Return whether a common noun is a verb here: "tổ chức thực hiện", "báo cáo kết quả"."""
    pair = f"{words.lower[at]} {words.lower[at + 1]}"
    if pair == "tổ chức":
        return words.lower[at + 2] not in _NOUN_BEHIND
    return pair in (
        "báo cáo",
        "hội nghị",
        "hội thảo",
        "hội viên",
        "phòng chống",
        "phòng ngừa",
        "báo về",
        "hợp tác",
    ) and not (pair == "hợp tác" and words.lower[at + 2] == "xã")


def _goes_on_behind_and(words: Words, name: Name, at: int, stop: int) -> bool:
    following = at + 1
    if following >= stop or words.lower[following] in _BREAKS or words.lower[following] in _STOPS:
        return False
    if words.lower[following] in ("ubnd", "hđnd", "ủy", "hội") and words.lower[name.start] in ("văn", "vp"):
        return bool(_COUNCILS & set(words.lower[name.start : at]))
    inner, plural = _skip_quantifiers(words, following, stop)
    if plural and words.lower[inner] == "khu" and words.lower[name.start + 1] == "quản":
        return True  # "Ban Quản lý Khu kinh tế … và các Khu công nghiệp …"
    if plural:
        return name.generic and _is_common(words, inner) and not words.capital(inner)
    if _is_admin(words, inner) and not words.capital(inner):
        return _behind_admin(words, at) or name.closed
    if name.generic and _is_common(words, inner) and not words.capital(inner):
        return not _is_clause(words, inner)
    if _opens_name(words, inner, stop):
        return (
            "," in words.lower[name.start : at]
            and not name.generic
            and words.lower[inner] not in _TWINS | {"ubnd", "ủy"}
        )
    if words.capital(following):
        return True
    return not is_verb(words, following) and (name.generic or name.closed)


def _has_capital_part(words: Words, name: Name, at: int) -> bool:
    """Return whether a name already goes on behind a comma: "Cục Văn hóa cơ sở, Gia đình" (và Thư viện)."""
    if name.generic or name.head.kind != "body":
        return False
    return any(words.lower[n] == "," and words.capital(n + 1) for n in range(name.start, at))


_LEVEL_WORDS = frozenset(
    "xã tỉnh huyện ủy uỷ cơ thành phường quận thôn trên dưới trung quốc bộ sở có nào".split()
)


def is_verb(words: Words, at: int, *, capital: bool = False) -> bool:
    """Return whether the word at `at` begins a verb or adverb of a duty, written small (or `capital` too)."""
    if words.capital(at) and not capital:
        return False
    word = words.lower[at]
    if (word == "cấp" and words.lower[at + 1] in _LEVEL_WORDS) or (
        word == "trực" and words.lower[at + 1] == "thuộc"
    ):
        return False
    known = verbs()
    if f"{word} {words.lower[at + 1]}" in known:
        return not (at and words.lower[at - 1] in _QUANTIFIERS)
    return word in known


_ASSIGNING = frozenset(
    {"có trách", "chịu trách", "chủ trì", "phối hợp", "chủ động", "tiếp tục", "căn cứ", "tổ chức"}
)


def _assigns(words: Words, at: int) -> bool:
    return f"{words.lower[at]} {words.lower[at + 1]}" in _ASSIGNING


def _skip_brackets(words: Words, at: int, stop: int) -> int:
    """Return the index behind a bracket that explains the name before it."""
    if words.lower[at] != "(":
        return at
    for index in range(at + 1, min(at + 40, stop)):
        if words.lower[index] == ")":
            return index + 1
        if words.lower[index] == "\n":
            break
    return at


_APPOSITIONS = frozenset({"cơ quan", "văn phòng", "đơn vị", "thường trực"})


def _skip_apposition(words: Words, at: int, stop: int, closed: bool, *, person: bool = False) -> int:
    """Return the index behind a second name: "- Cơ quan Thường trực …", a person's posts ", Phó Chủ tịch UBND xã"."""
    sign = words.lower[at]
    if sign == "," and not person or sign not in ("-", "–", ","):
        return at
    if person:
        found = head_at(words, at + 1, stop)
        if found is None or found[0].kind == "person":
            return at
    elif f"{words.lower[at + 1]} {words.lower[at + 2]}" not in _APPOSITIONS:
        return at
    item = _read_item(words, at + 1, stop, closed=closed, free=False)
    if item is None:
        return at
    return _skip_apposition(words, item[0], stop, closed, person=person) if person else item[0]


def _next_item(words: Words, at: int, stop: int) -> int | None:
    """Return where the next item of a list begins behind `at`, or None where the list ends."""
    if at >= stop:
        return None
    following = at
    if words.lower[at] in (",", ";", "và", "&", "/", "cùng", "hoặc", "+"):
        following = at + 1
        while following < stop and words.lower[following] in ("và", "với", "cùng", "giữa", "là", "-", "+"):
            following += 1
    elif not _opens_name(words, at, stop):
        return None
    if following >= stop or not starts_body(words, following, stop, free=words.lower[at] != ";"):
        return None
    return following


def _read_listed(words: Words, first: int, index: int, stop: int, items: list[Mention]) -> Mentions | None:
    """Return the bodies that a plural head with a colon lists: "các Bộ: Quốc phòng, Công an"."""
    if index >= stop or not words.capital(index):
        return None
    plural = [n for n in range(max(first, index - 5), index - 1) if words.lower[n] in ("các", "những")]
    if not plural:
        return None
    noun = words.lower[plural[-1] + 1]
    if is_verb(words, index) or noun not in (
        "bộ",
        "sở",
        "hội",
        "ban",
        "phòng",
        "đơn",
        "xã",
        "phường",
        "trường",
        "ngành",
        "ủy",
        "cơ",
        "huyện",
        "chi",
        "trung",
        "địa",
    ):
        return None
    listed = items[:-1]
    end = index
    while index < stop and words.capital(index):
        found = _read_item(words, index, stop, closed=False, free=False)
        behind, kind = found if found else (_capital_phrase(words, index, stop, noun), "body")
        listed.append(_mention(words, index, behind, kind))
        end = behind
        if words.lower[behind] not in (",", ";", "và"):
            break
        index = behind + 1
        while words.lower[index] in ("và", "các"):
            index += 1
    return Mentions(listed, end)


def _capital_phrase(words: Words, index: int, stop: int, prefix: str) -> int:
    """Return the index behind a name without head noun: "Nông nghiệp và Môi trường"."""
    if length := _known_length(words, index, stop, prefix):
        return index + length
    at = index + 1
    while at < stop:
        word = words.lower[at]
        if word in _BREAKS or word == "," or is_verb(words, at) or word in _STOPS - {"và"}:
            break
        if word in ("và", "-") and not words.capital(at + 1):
            break
        at += 1
    return at
