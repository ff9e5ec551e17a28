"""The front of a citation: provision, type word, number with symbol.

Everything here works on folded text in view offsets and looks a bounded stretch behind a number, so that
the whole is linear. Sources: Nghị định 30/2020/NĐ-CP, Annex III (types and their codes), Luật 64/2025/QH15
(normative texts carry the year in their number), Quy định 399-QĐ/TW (Party: number, hyphen, type, slash,
body).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from khparse.lexicon import table, values


@dataclass(slots=True)
class Mention:
    """One place where a document is cited, in view offsets.

    `name` is the id as printed here, `key` is equal for mentions of the same document, `typed` says that a
    type word stands here, `short` that the name is only a short form. `year` is the one that a law's name,
    number or date tells. A mention that is `bound` is part of the name of another one (the law inside the
    name of its amending law), so that a date behind it is not its own.
    """

    start: int
    end: int
    name: str
    key: str
    doc_type: str | None = None
    number: str | None = None
    symbol: str | None = None
    typed: bool = False
    short: bool = False
    date: str | None = None
    issuer: str | None = None
    year: str | None = None
    title: str | None = None
    bound: bool = False


@dataclass(slots=True)
class NumberToken:
    """A number with the symbol behind it; `symbol` is empty for a number that stands alone.

    `joint` is the hyphen or slash between them, empty where only a blank or nothing stands there.
    """

    start: int
    end: int
    number: str
    joint: str
    symbol: str

    @property
    def name(self) -> str:
        """The token as an id: without blanks, with its own separators."""
        return f"{self.number}{self.joint}{self.symbol}"


@dataclass(frozen=True, slots=True)
class DocumentWord:
    """A row of reference_types.tsv: `dated` types may lack the number, `nickname` ones the symbol."""

    code: str
    dated: bool
    nickname: bool


@dataclass(slots=True)
class Label:
    """What stands before a number: the type word, the word `số`, and the range of an issuer between them."""

    start: int
    word: DocumentWord | None
    numbered: bool
    issuer: tuple[int, int] | None = None


@cache
def document_words() -> dict[str, DocumentWord]:
    """Return the words that name a type of document, in lower case."""
    return {
        row["word"]: DocumentWord(row["code"], row["dated"] == "yes", row["nickname"] == "yes")
        for row in table("reference_types")
    }


@cache
def symbol_codes() -> dict[str, str]:
    """Return the type codes met in symbols, in upper case, with the code of the type they stand for."""
    codes: dict[str, str] = {}
    for row in table("reference_types"):
        for code in values(row["symbols"]):
            codes.setdefault(code.upper(), row["code"])
    return codes


@cache
def _last_words() -> frozenset[str]:
    return frozenset(word.rsplit(" ", 1)[-1] for word in document_words())


# A part of a symbol ends where the word ends, or where the next word is glued to it ("NĐ-CPngày").
_PART = r"[\w&]{1,24}?(?:(?![\w&])|(?=ngày|của|về|quy định))"
_NUMBER = re.compile(
    r"(?P<number>\d(?:(?<![\w/&-]\d)(?<!\d[.,:]\d)|(?<= số\d))\d{0,5}(?!\d)(?:\.\d{1,2}(?!\d))?"
    r"(?:[a-zđ](?!\w)|[A-ZĐ](?=[/-]))?"
    r"(?:[/-](?:19|20)\d\d(?!\d)| ?/ ?(?:19|20)\d\d(?= ?/ ?[A-ZĐ]))?)"
    rf"(?:(?P<joint> ?[-/] ?| ?)(?=[A-ZĐ])(?P<symbol>{_PART}"
    rf"(?:(?:[-/]| [-/] ?|[-/] |\.(?=[A-ZĐ][A-ZĐa-z]*(?!\w))){_PART}){{0,8}}))?"
)
# What follows a number and a blank is mostly the next word of the sentence, not a symbol.
_PLAIN_WORD = re.compile(r"(?:[A-ZĐ&]+|\w[^\WA-ZĐ]+)$")
# Companies put letters first: "Văn bản số YBB-SA032/26-LR".
_LETTERS_FIRST = re.compile(
    r"số (?P<name>[A-ZĐ][A-ZĐ&]{0,9}[-/.]?[A-Z]{0,4}\d[\w&]{0,9}(?:[-/.][\w&]{1,12}){0,5})"
)


def number_tokens(folded: str) -> Iterator[NumberToken]:
    """Yield numbers with the symbols that follow them, and bare ones behind a word, in text order."""
    for match in _NUMBER.finditer(folded):
        symbol = match["symbol"]
        start, end = match.span()
        if symbol is None and not _is_behind_word(folded, start):
            continue  # as most numbers of a text
        number = match["number"].replace(" ", "")
        if symbol is None:
            yield NumberToken(start, end, number, "", "")
            continue
        joint = match["joint"]
        kept = _trim(symbol, "/" in number or "-" in number)
        if " " in joint and _PLAIN_WORD.match(kept):
            if _is_behind_word(folded, start):
                yield NumberToken(start, match.end("number"), number, "", "")
        else:
            end -= len(symbol) - len(kept)
            yield NumberToken(start, end, number, joint.strip(), kept.replace(" ", ""))


def _is_behind_word(text: str, start: int) -> bool:
    """Return whether a number at `start` may stand for a document without a symbol: "Nghị quyết 57"."""
    before = text[max(0, start - 2) : start]
    return before.endswith((" ", ":")) and before[0].isalpha()


_SEPARATOR = re.compile(r" ?[-/.] ?")
_UNIT_CODE = re.compile(r"[A-ZĐ&]{2,8}(?![\w.])")
_TITLE_WORD = re.compile(r"-(?!Cty)[A-Z][a-z]{1,4}$")


def _trim(symbol: str, normative: bool) -> str:
    """Return the part of `symbol` that is one: a spaced hyphen behind a whole symbol is a dash.

    "TT - BCA" and "UBND - VX" are one symbol, "KH-UBND - VP" and "KH/TU - VP" are not; "SNV- VTLT" only has a
    stray blank.
    Names of files glue the title to a normative number ("QH15-Luat").
    """
    for index, separator in enumerate(_SEPARATOR.finditer(symbol)):
        glued = separator.group() == "- " or (index == 0 and separator.group() == " - ")
        if glued and _UNIT_CODE.match(symbol, separator.end()):
            continue
        if " " in separator.group():
            if index == 0 and symbol[: separator.start()].upper() in symbol_codes():
                break
            symbol = symbol[: separator.start()]
            break
    return _TITLE_WORD.sub("", symbol) if normative else symbol


def letters_first_tokens(folded: str) -> Iterator[NumberToken]:
    """Yield numbers that begin with letters, as companies give to their letters."""
    if "số " in folded:
        for match in _LETTERS_FIRST.finditer(folded):
            name = match["name"].rstrip(".")
            yield NumberToken(match.start("name"), match.start("name") + len(name), name, "", "")


_OPENING = "(\"'-+[;,.:/"


def label_before(lower: str, position: int) -> Label:
    """Return what stands before the number at `position`: "Quyết định số", "Nghị quyết", "số".

    The number may open a paragraph that a page break cut off behind `số`.
    """
    at = _skip_back(lower, position)
    if lower[at - 1 : at] == "\n" and lower[max(at - 4, 0) : at] == " số\n":
        at -= 1
    numbered = (
        lower[max(at - 2, 0) : at] in ("số", "sô", "só") and not lower[max(at - 3, 0) : at - 2].isalnum()
    )
    start = at - 2 if numbered else position
    if numbered:
        at = _skip_back(lower, at - 2)
    found = word_ending(lower, at)
    if numbered and not found:
        at = next((at - len(q) for q in _QUALIFIERS if lower.endswith(q, max(at - 16, 0), at)), at)
        found = word_ending(lower, at)
    if found:
        return Label(found[0], found[1], numbered)
    owner = lower.rfind(" của ", max(0, at - 80), at)
    if numbered and owner > 0 and not _NO_OWNER.search(lower, owner, at):
        found = word_ending(lower, owner)
        if found:
            return Label(found[0], found[1], numbered, issuer=(owner + len(" của "), at))
    return Label(start, None, numbered)


# What ends the name of an issuer between a type word and `số`; `và` belongs to the names of ministries.
_NO_OWNER = re.compile(
    r"[;.:\n\d]| về | và (?:các )?(?:nghị|quyết định|thông|công [vđ]|kế hoạch|chỉ thị|tờ trình|báo cáo|văn bản"
    r"|hướng dẫn|kết luận|luật|căn cứ)"
)
# "Chương trình công tác toàn khóa số", "Công điện hỏa tốc số".
_QUALIFIERS = (" toàn khóa", " chuyên đề", " hỏa tốc", " khẩn", " mật")


def _skip_back(lower: str, at: int) -> int:
    while at > 0 and lower[at - 1] in " :":
        at -= 1
    return at


def word_ending(lower: str, at: int) -> tuple[int, DocumentWord] | None:
    """Return where the type word that ends at `at` begins, and its row; the longest one wins."""
    window = lower[max(0, at - 40) : at]
    window = window[window.rfind("\n") + 1 :]
    words = window.rsplit(" ", 4)[-4:]
    if words[-1].lstrip(_OPENING) not in _last_words():
        return None
    known = document_words()
    for count in range(len(words), 0, -1):
        candidate = " ".join(words[-count:]).lstrip(_OPENING)
        row = known.get(candidate)
        if row:
            return at - len(candidate), row
    return None


_ASSEMBLY = re.compile(r"(?:PL-|NQ-)?(?:QH|UBTVQH|TVQHK|HĐNN|HĐBT)\d{0,2}$")
_OFFICE = re.compile(
    r"(?:UBND|HĐND|VP[A-ZĐ]*|S[A-ZĐ]{1,7}|B[A-ZĐ&]{1,8}|TTg|TCT|TCHQ|CHQ|TANDTC|VKS[A-ZĐ]*|CAT|LĐTBXH|MTTQ"
    r"|NHNN|KBNN|CP|CV)$"
)
_DATE_BEHIND = re.compile(r",? ngày \d")
_FORM_WORDS = frozenset(
    {"mẫu", "biểu", "bảng", "lục", "đơn", "form", "hiệu", "khoản", "thoại", "nhà", "ngõ", "đường"}
)


def is_document(token: NumberToken, label: Label, lower: str) -> bool:
    """Return whether a number with its symbol names a document.

    Behind a type word nearly everything does (companies number as they like); alone it must have the shape
    of a symbol: a known type code with an issuer, an assembly's term, an office with its unit.
    """
    first, *rest = re.split(r"[-/.]", token.symbol)
    known = first.upper() in symbol_codes()
    if not token.joint and not re.search(r"[/-]", token.number):
        return known and bool(rest) and (label.word is not None or label.numbered)
    if label.word is not None:
        return (
            label.numbered
            or known
            or bool(rest or _ASSEMBLY.match(first) or _OFFICE.match(first))
            or (token.joint == "/" and _DATE_BEHIND.match(lower, token.end) is not None)
        )
    if label.numbered and _word_before(lower, label.start) in _FORM_WORDS:
        return False
    if not token.joint:
        return False
    if _ASSEMBLY.match(token.symbol):
        return True
    if not rest or not re.match(r"[A-ZĐ]", rest[0]) or (len(rest[0]) < 2 and not known):
        return False
    return known or (token.joint == "/" and bool(_OFFICE.match(first)))


def _word_before(lower: str, at: int) -> str:
    return lower[max(0, at - 16) : at].split("\n")[-1].rstrip(" :").rsplit(" ", 1)[-1].lstrip(_OPENING)


def type_of(token: NumberToken, label: Label) -> str | None:
    """Return the code of the type: by its word, else by the code in the symbol.

    `Văn bản` is generic: the symbol decides, and a symbol without a type code is a letter's.
    """
    if label.word is not None and label.word.code:
        return label.word.code
    if _ASSEMBLY.match(token.symbol):
        return None
    parts = (part.split("-")[0].split(".")[0].upper() for part in token.symbol.split("/"))
    return next((symbol_codes()[part] for part in parts if part in symbol_codes()), "CV")


_UNITS = frozenset({"điểm", "khoản", "điều", "mục", "chương", "phần", "tiết", "đoạn"})
_UNIT_LABEL = re.compile(r"\d{1,3}[a-zđ]?(?:\.\d{1,3}){0,3}|[ivxlc]{1,6}|[a-zđ]")
_BETWEEN = frozenset({"và", "đến", "từ", "các", "của", "tại"})


def provision_before(lower: str, folded: str, start: int) -> str | None:
    """Return the articles and points named before a citation: "điểm a khoản 2 Điều 5", or None."""
    begin = max(0, start - 120)
    begin = max(begin, lower.rfind("\n", begin, start) + 1)
    words = [(match.start(), match.end(), match.group()) for match in re.finditer(r"\S+", lower[begin:start])]
    first = last = -1
    for index in range(len(words) - 1, -1, -1):
        word = words[index][2].rstrip(",;")
        if word.lstrip("(") in _UNITS and last >= 0:
            first = index
        elif _UNIT_LABEL.fullmatch(word):
            last = max(last, index)
        elif word not in _BETWEEN:
            break
    if first < 0:
        return None
    return folded[begin + words[first][0] : begin + words[last][1]].strip(" ,;(")
