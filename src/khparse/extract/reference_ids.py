"""One id for all mentions of a document, and what they tell each other.

A number is the same document whatever separators and case it is printed with; a law cited with its year or
number in one place and plainly in another is one document, unless the text cites it of two years.
"""

from __future__ import annotations

import re
from collections import defaultdict

from khparse.extract.laws import law_of_number
from khparse.extract.reference_grammar import Mention, document_words


def squeeze(name: str) -> str:
    """Return a number with its symbol as one run, so that its spellings meet: 57/NQ-TW, 57-NQ/TW."""
    return re.sub(r"[\W_]", "", name).upper().replace("Đ", "D")


def share(mentions: list[Mention], lower: str) -> list[Mention]:
    """Give mentions of one document the same name (their id), and a date and issuer where they lack one.

    Returns the mentions without the bare numbers that nothing shows to be a citation.
    """
    _join_aliases(mentions, lower)
    mentions = _join_bare_numbers(mentions)
    _join_laws(mentions)
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.key].append(mention)
    for group in groups.values():
        name = _best_name(group)
        fullest = next((m for m in group if m.date), None)
        owner = next((m for m in group if m.issuer), None)
        for mention in group:
            mention.name = name
            mention.date = mention.date or (fullest.date if fullest else None)
            mention.issuer = mention.issuer or (owner.issuer if owner else None)
    return mentions


_ALIAS = re.compile(r"(?:gọi|viết)(?: tắt| chung)? là:? ?\"?$")


def _join_aliases(mentions: list[Mention], lower: str) -> None:
    """Give short names the key of the document before them: "(sau đây gọi tắt là Luật BHXH)"."""
    aliases: dict[str, str] = {}
    for previous, mention in zip(mentions, mentions[1:], strict=False):
        if previous.key != mention.key and _ALIAS.search(lower, max(0, mention.start - 24), mention.start):
            aliases[mention.key] = previous.key
    for mention in mentions:
        key = aliases.get(mention.key)
        if key:
            mention.key, mention.name = key, ""


def _join_bare_numbers(mentions: list[Mention]) -> list[Mention]:
    """Link "Nghị quyết 57" to the full citation; without one keep what a date, issuer or habit confirms."""
    full: dict[tuple[str | None, str], Mention] = {}
    for mention in mentions:
        if mention.symbol and mention.number:
            full.setdefault((mention.doc_type, mention.number.lstrip("0")), mention)
    kept = []
    for mention in mentions:
        if mention.key.startswith("alone ") and mention.number:
            same = full.get((mention.doc_type, mention.number.lstrip("0")))
            if same and (not mention.date or mention.date == same.date):
                mention.key, mention.name = same.key, ""
            elif " số" in mention.name and (mention.date or mention.issuer):
                mention.name = mention.number
            elif not _is_nickname(mention.name):
                continue
        kept.append(mention)
    return kept


def _is_nickname(name: str) -> bool:
    """Return whether documents of this type are known by a bare number of two digits or more: Đề án 06."""
    words, _, number = name.rpartition(" ")
    word = document_words().get(words.lower().removesuffix(" số"))
    return word is not None and word.nickname and name[0].isupper() and len(number) > 1


def _join_laws(mentions: list[Mention]) -> None:
    """Give mentions of a law one key: by its number, its year, or plainly by its name."""
    named = {_number(m): m.key for m in mentions if _is_law(m) and m.number}
    years: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        if mention.symbol and "QH" in mention.symbol and not _is_law(mention):
            known = law_of_number(_number(mention))
            mention.key = named.get(_number(mention)) or (f"law {known}" if known else mention.key)
        if _is_law(mention):
            mention.year = mention.year or _year(mention)
            if mention.year:
                years[mention.key].append(mention.year)
    current: dict[str, str] = {}
    for mention in mentions:
        if _is_law(mention) and years[mention.key]:
            key = mention.key
            current[key] = mention.year or current.get(key) or years[key][0]
            mention.key = f"{key} {current[key]}"


def _number(mention: Mention) -> str:
    return f"{mention.number}/{mention.symbol}"


def _is_law(mention: Mention) -> bool:
    return mention.key.startswith("law ")


def _year(mention: Mention) -> str | None:
    """Return the year that a law's number or date tells."""
    printed = re.search(r"(?:19|20)\d\d", mention.number or "")
    return printed.group() if printed else mention.date[:4] if mention.date else None


_USUAL_CASE = {"TTG": "TTg", "CTR": "CTr", "TTR": "TTr", "QĐI": "QĐi", "QYĐ": "QyĐ"}


def _best_name(group: list[Mention]) -> str:
    """Return the id of a document: its number in the usual spelling, else its fullest name with capitals."""
    names = [mention.name for mention in group if mention.name]
    numbered = [mention.name for mention in group if mention.number and mention.name]
    if numbered:
        name = max(numbered, key=lambda n: (any(c.islower() for c in n), n.count("Đ"), numbered.count(n)))
        if name.isupper():
            return re.sub(r"[A-ZĐ]+", lambda part: _USUAL_CASE.get(part.group(), part.group()), name)
        return name
    return max(names, key=_fullness)


def _fullness(name: str) -> tuple[bool, bool, int, int]:
    """Return what makes one spelling of a name better than another: small letters, its year, its commas."""
    return (not name.isupper(), bool(re.search(r"\d{4}$", name)), name.count(","), len(name))
