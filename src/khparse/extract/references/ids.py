"""One id for all mentions of a document, and what they tell each other.

A number is the same document whatever separators and case it is printed with; a law cited with its year or
number in one place and plainly in another is one document, unless the text cites it of two years.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from khparse.extract.references.grammar import Mention, document_words
from khparse.extract.references.laws import law_of_number


def squeeze(name: str) -> str:
    """Return a number with its symbol as one run, so that its spellings meet: 57/NQ-TW, 57-NQ/TW."""
    return re.sub(r"[\W_]", "", name).upper().replace("Đ", "D")


def share(mentions: list[Mention], lower: str) -> list[Mention]:
    """Give mentions of one document the same name (their id), and a date and issuer where they lack one.

    Returns the mentions without the bare numbers that nothing shows to be a citation.
    """
    mentions = _join_bare_numbers(mentions, lower)
    _join_law_numbers(mentions)
    _join_law_aliases(mentions, lower)
    _join_law_years(mentions)
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.key].append(mention)
    for group in groups.values():
        name = _best_name(group)
        date = next((m.date for m in group if m.date), None)
        issuer = next((m.issuer for m in group if m.issuer), None)
        for mention in group:
            mention.name = name
            mention.date = mention.date or date
            mention.issuer = mention.issuer or issuer
    return mentions


def _join_bare_numbers(mentions: list[Mention], lower: str) -> list[Mention]:
    """Link "Nghị quyết 57" to the full citation; without one keep what a date, issuer or habit confirms."""
    full: dict[tuple[str | None, str], Mention] = {}
    for mention in mentions:
        if mention.symbol and mention.number:
            number = mention.number.lstrip("0")
            full.setdefault((mention.doc_type, number), mention)
            full.setdefault((mention.doc_type, number.partition("/")[0]), mention)  # "12" of "12/2024"
    kept = []
    for mention in mentions:
        if mention.key.startswith("alone ") and mention.number:
            same = full.get((mention.doc_type, mention.number.lstrip("0")))
            if same and (not mention.date or mention.date == same.date):
                mention.key, mention.short = same.key, True
            elif " số" in mention.name and (mention.date or mention.issuer):
                mention.name = mention.number
            elif not _is_nickname(mention, lower):
                continue
        kept.append(mention)
    return kept


_COUNTED = re.compile(r" (?!của|về|và|ngày|trên|tại|cho|được|đã|có|theo)\w")


def _is_nickname(mention: Mention, lower: str) -> bool:
    """Return whether the document is known by its bare number of two digits or more: Đề án 06.

    A word that follows is mostly what the number counts: "Đề án 10 triệu cây".
    """
    words, _, number = mention.name.rpartition(" ")
    word = document_words().get(words.lower().removesuffix(" số"))
    if word is None or not word.nickname or not words[0].isupper() or len(number) < 2:
        return False
    return mention.issuer is not None or not _COUNTED.match(lower, mention.end)


def _is_law(mention: Mention) -> bool:
    return mention.key.startswith("law ")


def _join_law_numbers(mentions: list[Mention]) -> None:
    """Give "Luật số 31/2024/QH15" the key of the law that has this number, by this text or by the table."""
    named = {_number(m): m.key for m in mentions if _is_law(m) and m.number}
    for mention in mentions:
        if mention.symbol and "QH" in mention.symbol and not _is_law(mention):
            known = law_of_number(_number(mention))
            mention.key = named.get(_number(mention)) or (f"law {known}" if known else mention.key)


def _number(mention: Mention) -> str:
    return f"{mention.number}/{mention.symbol}"


_ALIAS = re.compile(r"(?:gọi|viết)(?: tắt| chung)? là:? ?\"?$")


def _join_law_aliases(mentions: list[Mention], lower: str) -> None:
    """Give a short name the key of the law before it: "(sau đây gọi tắt là Luật Trồng cây)"."""
    aliases: dict[str, str] = {}
    for previous, mention in pairwise(mentions):
        two_laws = _is_law(previous) and _is_law(mention) and previous.key != mention.key
        if two_laws and _ALIAS.search(lower, max(0, mention.start - 24), mention.start):
            aliases[mention.key] = previous.key
    for mention in mentions:
        if mention.key in aliases:
            mention.key, mention.short = aliases[mention.key], True


def _join_law_years(mentions: list[Mention]) -> None:
    """Tell a law of one year from that of another; a plain name means the one cited last, or else first."""
    years: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        if _is_law(mention):
            mention.year = mention.year or _year(mention)
            if mention.year:
                years[mention.key].append(mention.year)
    current: dict[str, str] = {}
    for mention in mentions:
        key = mention.key
        if years.get(key):
            current[key] = mention.year or current.get(key) or years[key][0]
            mention.key = f"{key} {current[key]}"


def _year(mention: Mention) -> str | None:
    """Return the year that a law's number or date tells."""
    printed = re.search(r"(?:19|20)\d\d", mention.number or "")
    if printed:
        return printed.group()
    return mention.date[:4] if mention.date else None


_USUAL_CASE = {"TTG": "TTg", "CTR": "CTr", "TTR": "TTr", "QĐI": "QĐi", "QYĐ": "QyĐ"}


def _best_name(group: list[Mention]) -> str:
    """Return the id of a document: its number in the usual spelling, else its fullest name with capitals."""
    full = [mention for mention in group if not mention.short] or group
    numbered = Counter(mention.name for mention in full if mention.number)
    if not numbered:
        return max((mention.name for mention in full), key=_fullness)
    name = max(numbered, key=lambda n: (any(c.islower() for c in n), n.count("Đ"), numbered[n]))
    if name.isupper():  # a title in capitals
        return re.sub(r"[A-ZĐ]+", lambda part: _USUAL_CASE.get(part.group(), part.group()), name)
    return name


def _fullness(name: str) -> tuple[bool, bool, int, int]:
    """Return what makes one spelling of a name better than another: small letters, its year, its commas."""
    return (not name.isupper(), bool(re.search(r"\d{4}$", name)), name.count(","), len(name))
