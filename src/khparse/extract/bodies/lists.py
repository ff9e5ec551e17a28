"""Lists of bodies, posts and persons: what parts one from the next, what only explains one.

Bodies are an open class: a grammar of names finds the unknown ones too. Where a name begins is the subject of
`heads`, where it ends of `names`.
"""

from __future__ import annotations

from typing import NamedTuple

from khparse.extract.bodies.heads import head_at, is_verb, opens_name, starts_body
from khparse.extract.bodies.names import known_length, read_name
from khparse.extract.bodies.small_words import BREAKS, STOPS, is_unit
from khparse.extract.bodies.words import Words

_MOST_ITEMS = 60
_LONGEST_BRACKET = 40  # words
_LONGEST_CLAUSE = 12  # words


class Mention(NamedTuple):
    """A body, post, person or collective: its view range and the kind of its head noun.

    `name_end` is where the name proper ends: behind it stands a second name ("- Cơ quan Thường trực …").
    `prefix` is what a list says once before its colon: `Bộ` in "các Bộ: Tài chính, Công an".
    """

    start: int
    end: int
    kind: str
    name_end: int
    prefix: str = ""


class Mentions(NamedTuple):
    """A list of mentions and the index of the word behind it."""

    items: list[Mention]
    next: int


def read_bodies(
    words: Words,
    index: int,
    *,
    closed: bool = False,
    free: bool = False,
    listed: bool = False,
    limit: int | None = None,
) -> Mentions:
    """Return the bodies of the list that begins at word `index`, and the index of the word behind the list.

    `closed` says that the text holds nothing but names (a heading, a cell): verbs end a name only where they
    assign (có trách nhiệm, chủ trì, phối hợp). `free` lets the list begin with a common noun written small.
    `listed` says that it stands behind a colon, so that no list of its own begins behind another one.
    `limit` is a word index that no name crosses.
    """
    stop = words.last if limit is None else min(limit, words.last)
    items: list[Mention] = []
    end = index
    while len(items) < _MOST_ITEMS:
        found = read_name(words, index, stop, closed=closed, free=free or bool(items))
        if found is None:
            break
        behind, kind = found
        items.append(_mention(words, index, behind, kind))
        if words.lower[behind] == ":" and not listed:
            behind_colon = _read_listed(words, index, behind + 1, stop, items)
            if behind_colon:
                return behind_colon
        single = kind == "person" and words.lower[index] not in _PLURALS
        second = _skip_apposition(words, behind, stop, closed, person=single, post=kind == "post")
        if second > behind and words.lower[behind] != ",":
            items[-1] = items[-1]._replace(end=words.end(second - 1))
        behind = end = _skip_brackets(words, second, stop)
        if words.pair(behind) == "có tên":
            behind = end = _skip_clause(words, behind, stop)
            items[-1] = items[-1]._replace(end=words.end(behind - 1))
        following = _next_item(words, behind, stop)
        if following is None:
            break
        index = following
    return Mentions(items, end)


def _mention(words: Words, index: int, behind: int, kind: str) -> Mention:
    end = words.end(behind - 1)
    return Mention(words.starts[index], end, kind, end)


def _skip_brackets(words: Words, at: int, stop: int) -> int:
    """Return the index behind a bracket that explains the name before it."""
    if words.lower[at] != "(":
        return at
    for index in range(at + 1, min(at + _LONGEST_BRACKET, stop)):
        if words.lower[index] == ")":
            return index + 1
        if words.lower[index] == "\n":
            break
    return at


def _skip_clause(words: Words, at: int, stop: int) -> int:
    """Return the index behind "có tên tại Điều 1", which says whom a plural means."""
    index = at + 2
    while index < min(at + _LONGEST_CLAUSE, stop) and words.lower[index] not in _CLAUSE_ENDS:
        if is_verb(words, index):
            break
        index += 1
    return index


_CLAUSE_ENDS = BREAKS | {",", "và"}
_STANDING = ["cơ", "quan", "thường"]  # "Sở Y tế, cơ quan thường trực Ban Chỉ đạo, có trách nhiệm …"
_APPOSITIONS = frozenset({"cơ quan", "văn phòng", "đơn vị", "thường trực"})


def _skip_apposition(
    words: Words, at: int, stop: int, closed: bool, *, person: bool, post: bool = False
) -> int:
    """Return the index behind a second name: "- Cơ quan Thường trực …", a person's ", Phó Chủ tịch xã"."""
    sign = words.lower[at]
    if sign == "," and words.lower[at + 1 : at + 4] == _STANDING and not words.capital(at + 1):
        item = read_name(words, at + 1, stop, closed=closed, free=True)
        return item[0] if item and words.lower[item[0]] == "," else at
    if sign not in (("-", "–", ",") if person else ("-", "–")):
        return at
    found = head_at(words, at + 1, stop)
    if person:
        if found is None and sign != ",":
            return _behind_short_post(words, at + 1, stop) or at
        if found is None or found[0].kind == "person":
            return at
    elif words.pair(at + 1) not in _APPOSITIONS and not (post and found and found[0].kind == "post"):
        return at
    item = read_name(words, at + 1, stop, closed=closed, free=False)
    if item is None:
        return at
    return _skip_apposition(words, item[0], stop, closed, person=True) if person else item[0]


def _behind_short_post(words: Words, index: int, stop: int) -> int:
    """Return the index behind a post in initials, "CT Hội", "TPT Đội", at word `index`; 0 for other words."""
    end = index
    initials = words.view.text[words.starts[index] : words.end(index)] if index < stop else ""
    if not (len(initials) > 1 and initials.isupper()):
        return 0
    while end < stop and words.capital(end):
        end += 1
    return end


def _next_item(words: Words, at: int, stop: int) -> int | None:
    """Return where the next item of a list begins behind `at`, or None where the list ends."""
    if at >= stop:
        return None
    following = at
    if words.lower[at] in (",", ";", "và", "&", "/", "cùng", "hoặc", "+"):
        following = at + 1
        while following < stop and words.lower[following] in ("và", "với", "cùng", "giữa", "là", "-", "+"):
            following += 1
    elif not words.capital(at) or not opens_name(words, at, stop):
        return None
    if following >= stop or not starts_body(words, following, stop, free=words.lower[at] != ";"):
        return None
    return following


# --- Lists behind a colon: "các Bộ: Quốc phòng, Công an" ---------------------------------------------------

# First words of the nouns that such a list is of.
_LISTED_NOUNS = frozenset({
    "bộ", "sở", "hội", "ban", "phòng", "đơn", "xã", "phường", "trường", "ngành", "ủy", "cơ", "huyện",
    "chi", "trung", "địa", "tỉnh", "thành", "thị", "quận", "thôn", "khoa", "tổ", "cục", "vụ", "viện", "ông",
    "đồng", "đ",
})  # fmt: skip
_PLACES = frozenset({"xã", "phường", "huyện", "địa", "tỉnh", "thành", "thị", "quận", "thôn"})
_PLURALS = frozenset({"các", "những"})
_LONGEST_PLURAL = 6  # words


def _read_listed(words: Words, first: int, index: int, stop: int, items: list[Mention]) -> Mentions | None:
    """Return the bodies that a plural head with a colon lists, for the plural that ends `items`."""
    noun = _listed_noun(words, first, index)
    if noun not in _LISTED_NOUNS or index >= stop:
        return None
    if not _opens_listed(words, index, stop, noun):
        own = read_bodies(words, index, listed=True, limit=stop) if starts_body(words, index, stop) else None
        return Mentions([*items[:-1], *own.items], own.next) if own and len(own.items) > 1 else None
    said = words.view.text[items[-1].start : items[-1].end].split()
    prefix = " ".join(word for word in said if word.lower() not in _PLURALS)
    listed = items[:-1]
    end = index
    while index < stop and words.capital(index):
        length = _listed_length(words, index, stop, noun)
        found = None if length else read_name(words, index, stop, closed=False, free=False)
        if found:
            end, kind = found
            listed.append(_mention(words, index, end, kind))
        else:
            end = index + length if length else _behind_capitals(words, index, stop, noun in _PLACES)
            listed.append(_mention(words, index, end, "body")._replace(prefix=prefix))
        if words.lower[end] not in (",", ";", "và"):
            break
        index = end + 1
        while words.lower[index] in ("và", "các"):
            index += 1
    return Mentions(listed, end)


def _opens_listed(words: Words, index: int, stop: int, noun: str) -> bool:
    """Return whether a name that needs the noun said before stands at `index`, and no duty or other body."""
    if not words.capital(index):
        return False
    if noun in _PLACES and not (words.capital(index + 1) or words.lower[index + 1] in (",", ";", "và")):
        return False  # "các huyện, thành phố: Chuyển tuyến …"
    if words.lower[index + 2] in ("-", "–"):  # "các phòng: Tổ chức - Hành chính"
        return True
    own = is_verb(words, index, capital=True) or starts_body(words, index, stop)
    return not own or _listed_length(words, index, stop, noun) > 0


def _listed_length(words: Words, index: int, stop: int, noun: str) -> int:
    """Return the length of the name that the lexicon knows with `noun` before it; 0 for none.

    "Công an" after "các Bộ" is one, "Công an tỉnh" is not.
    """
    length = known_length(words, index, stop, noun)
    return 0 if is_unit(words, index + length) else length


def _listed_noun(words: Words, first: int, index: int) -> str:
    """Return the noun behind the last "các" before the colon at `index - 1`; empty where there is none."""
    near = range(index - 2, max(first, index - _LONGEST_PLURAL) - 1, -1)
    return next((words.lower[at + 1] for at in near if words.lower[at] in _PLURALS), "")


def _behind_capitals(words: Words, index: int, stop: int, is_place: bool) -> int:
    """Return the index behind a name without head noun: "Nông nghiệp và Môi trường"; places hold no "và"."""
    joints = () if is_place else ("và", "-")
    at = index + 1
    while at < stop:
        word = words.lower[at]
        if word in joints and words.capital(at + 1):
            at += 1
        elif word in BREAKS or word in STOPS or word in (",", "-") or is_verb(words, at):
            break
        at += 1
    return at
