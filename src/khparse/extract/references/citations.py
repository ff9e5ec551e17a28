"""Other legal and administrative documents that a document cites.

`extract_references` finds numbers with their symbols and names of laws, reads what stands before (provision,
type word, cue of the relation) and behind them (date, issuer, subject), and gives mentions of one document
one id. The document itself is no reference.
"""

from __future__ import annotations

import re
from heapq import merge
from itertools import pairwise
from typing import cast

from khparse.document import View
from khparse.extract.footnotes import mark_of
from khparse.extract.references.cited_body import issuer_after
from khparse.extract.references.grammar import (
    Label,
    Mention,
    NumberToken,
    is_document,
    label_before,
    letters_first_tokens,
    number_tokens,
    provision_before,
    type_of,
    word_ending,
)
from khparse.extract.references.ids import share, squeeze
from khparse.extract.references.laws import law_mentions
from khparse.extract.references.tail import date_after, date_before, subject_after
from khparse.models import Note, Number, Reference, ReferenceDate, Relation
from khparse.segment.outline import Outline


def extract_references(
    view: View, outline: Outline, own: Number | None, issue_date: str | None
) -> list[Reference]:
    """Return every citation in text order; citations of one document share its `id`.

    `own` is the document's own number and `issue_date` its date as EDTF: with its own number it is no
    reference. A span covers all from the type word to the date and the issuer, so that a date in it belongs
    to the citation. What one mention lacks (date, issuer) is taken from a fuller one of the same document.
    """
    mentions = _without_self(_mentions(view, outline), view, own, issue_date)
    mentions = share(mentions, view.lower)
    relations = _relations(view, mentions)
    starts = [mention.start for mention in mentions]
    return [
        _reference(view, outline, mention, relation, starts[index + 1 : index + 6])
        for index, (mention, relation) in enumerate(zip(mentions, relations, strict=True))
    ]


def _mentions(view: View, outline: Outline) -> list[Mention]:
    """Return all citations with their date and issuer, in text order."""
    folded, lower = view.folded, view.lower
    found = list(law_mentions(folded, lower))
    laws = {law.end: law for law in found if not law.bound}
    tokens = merge(number_tokens(folded), letters_first_tokens(folded), key=lambda token: token.start)
    for token in tokens:
        mention = _numbered(token, folded, lower)
        if mention and not _joined_to_law(mention, laws, lower):
            found.append(mention)
    found += _dated_letters(folded, lower)
    found.sort(key=lambda mention: (mention.start, mention.bound))
    for mention in found:
        _read_tail(mention, folded, lower)
    _share_in_lists(found, lower)
    return [mention for mention in found if _in_body(mention, outline) and not _is_own_line(mention, view)]


def _numbered(token: NumberToken, folded: str, lower: str) -> Mention | None:
    """Return the citation that a number belongs to, or None where it counts something else."""
    label = label_before(lower, token.start)
    if not token.symbol or not is_document(token, label, lower):
        return _number_alone(token, label, folded)
    mention = Mention(label.start, token.end, token.name, f"number {squeeze(token.name)}")
    mention.doc_type, mention.number, mention.symbol = type_of(token, label), token.number, token.symbol
    mention.typed = label.word is not None
    mention.issuer = folded[slice(*label.issuer)] if label.issuer else None
    return mention


_ALONE = re.compile(r"\d{1,4}[a-zđ]?|\d{1,3}\.\d{1,2}|\d{1,4}/(?:19|20)\d\d")


def _number_alone(token: NumberToken, label: Label, folded: str) -> Mention | None:
    """Return a citation by number without symbol: "Văn bản số 35", "Nghị quyết 57".

    Whether it is one shows in the tail or in another mention: `share` drops what nothing confirms.
    """
    if label.word is None or label.issuer:
        return None
    code = label.word.code or "CV"
    end = token.start + len(token.number)
    if token.number[0].isalpha() and label.numbered:
        return Mention(
            label.start, end, token.number, f"number {token.number}", code, token.number, typed=True
        )
    if not _ALONE.fullmatch(token.number) or (token.symbol and not label.numbered):
        return None
    key = f"alone {label.word.code} {token.number.lstrip('0')}"
    return Mention(label.start, end, folded[label.start : end], key, code, token.number, typed=True)


_LAW_JOINT = re.compile(r",? ?\(?(?:luật )?")


def _joined_to_law(mention: Mention, laws: dict[int, Mention], lower: str) -> bool:
    """Give a law the number printed behind its name, and return whether it was one.

    The label may begin in the name: "Luật Ban hành văn bản quy phạm pháp luật số …".
    """
    if not mention.symbol or "QH" not in mention.symbol:
        return False
    for end in range(mention.start + len("luật"), max(mention.start - 4, -1), -1):
        law = laws.get(end)
        if law and (end > mention.start or _LAW_JOINT.fullmatch(lower, end, mention.start)):
            law.title, law.name, law.end = law.name, mention.name, mention.end
            law.number, law.symbol = mention.number, mention.symbol
            return True
    return False


_DATED = re.compile(r" ngày (?<=\w ngày )\d{1,2}[ /.-]")


def _dated_letters(folded: str, lower: str) -> list[Mention]:
    """Return citations by type and date alone: "Công văn ngày 12/8/2014 của Bộ Nội vụ"."""
    letters: list[Mention] = []
    for match in _DATED.finditer(lower):
        found = word_ending(lower, match.start())
        if not found or not found[1].dated:
            continue
        date, end = date_after(lower, match.start())
        start = found[0]
        if date and len(date) == 10 and (folded[start].isupper() or lower.startswith(" của ", end)):
            name = folded[start:end]
            letters.append(
                Mention(start, match.start(), name, f"dated {name}", found[1].code or "CV", typed=True)
            )
    return letters


def _read_tail(mention: Mention, folded: str, lower: str) -> None:
    if mention.bound:
        return
    mention.date, mention.end = date_after(lower, mention.end)
    issuer, mention.end = issuer_after(folded, lower, mention.end)
    mention.issuer = mention.issuer or issuer
    if issuer and mention.date is None and lower.startswith(" ngày", mention.end):
        mention.date, mention.end = date_after(lower, mention.end)
    if mention.number and mention.date is None and mention.issuer is None:
        mention.date, body = date_before(lower, mention.start)
        named = mention.date and body[0] < body[1] and folded[body[0]].isupper()
        mention.issuer = folded[slice(*body)] if named else None


_LIST_JOINT = re.compile(r"(?:[,;]|,? và|:)(?: (?:và |các )?)?(?:số )?$")


def _share_in_lists(mentions: list[Mention], lower: str) -> None:
    """Give the items of a list what they share: the type word before it, the issuer behind it."""
    for previous, mention in pairwise(mentions):
        if mention.typed or not _LIST_JOINT.search(
            lower, max(previous.end, mention.start - 12), mention.start
        ):
            continue
        if mention.doc_type in (None, "CV"):
            mention.doc_type = previous.doc_type
        if mention.symbol and mention.symbol == previous.symbol:
            mention.issuer = mention.issuer or previous.issuer
    for following, mention in pairwise(reversed(mentions)):
        joint = lower[mention.end : following.start] if following.start - mention.end < 12 else ""
        alike = (mention.symbol, mention.doc_type) == (following.symbol, following.doc_type)
        if mention.issuer is None and alike and _LIST_JOINT.fullmatch(joint):
            mention.issuer = following.issuer


def _in_body(mention: Mention, outline: Outline) -> bool:
    """Return whether a citation stands where documents are cited: in head and titles with its type word."""
    zone = outline.zone_at(mention.start)
    return zone in (None, "footnotes") or (mention.typed and zone in ("head", "title"))


def _is_own_line(mention: Mention, view: View) -> bool:
    """Return whether the mention is a line of its own, as the number line of a head: "Số: 68/KH-UBND"."""
    if mention.typed:
        return False
    paragraph = view.paragraph_at(mention.start)
    return mention.start == paragraph.start and mention.end >= paragraph.end


_ATTACHED = re.compile(r"\W{0,3}(?:ban hành )?kèm theo ")


def _without_self(
    mentions: list[Mention], view: View, own: Number | None, issue_date: str | None
) -> list[Mention]:
    """Drop the document itself: its own number, unless it is the one of another year."""
    own_key = f"number {squeeze(f'{own.number}{own.symbol}')}" if own and own.number else None
    kept = []
    for mention in mentions:
        attached = _ATTACHED.match(view.lower, view.paragraph_at(mention.start).start)
        other_year = mention.date and issue_date and mention.date[:4] != issue_date[:4]
        if mention.key == own_key and (attached or not other_year):
            continue
        if attached and own_key is None and (own is None or own.symbol == mention.symbol):
            continue
        kept.append(mention)
    return kept


_CUE = re.compile(
    r"(?P<basis>căn cứ)|(?P<guides>quy định chi tiết|hướng dẫn)(?=[^:]{0,60}$)"
    r"|(?P<amends>sửa đổi|bổ sung|điều chỉnh)|(?P<replaces>thay thế)|(?P<repeals>bãi bỏ|hủy bỏ)"
    r"|(?P<implements>thực hiện|triển khai|thi hành|quán triệt|cụ thể hóa)"
    r"|(?P<cites>(?:bởi|bằng|tại|theo|kèm theo|là) (?:các )?$)"
)
_CLAUSE_END = re.compile(r".*(?:; |[.] |[)],? )")
_ITEM = re.compile(r"(?:[,;]|\bvà)(?: các| số| và)*:? ?$")


def _relations(view: View, mentions: list[Mention]) -> list[Relation]:
    """Return what each citation is cited for, by the cue before it.

    An item of a list without a cue of its own shares the relation of the first citation of its paragraph.
    """
    relations: list[Relation] = []
    opening: Relation = "cites"
    paragraph = end = -1
    for mention in mentions:
        start = view.paragraph_at(mention.start).start
        gap = view.lower[max(end, start, mention.start - 120) : mention.start]
        relation = "amends" if mention.bound else _cue(gap)
        if start != paragraph:
            paragraph, opening = start, relation or "cites"
        elif relation is None and _ITEM.search(gap):
            relation = opening
        relations.append(relation or "cites")
        end = max(mention.end, end)
    return relations


def _cue(gap: str) -> Relation | None:
    """Return the relation that the words before a citation tell: a guide beats what it guides to do."""
    clause = _CLAUSE_END.match(gap)
    found = _CUE.finditer(gap, clause.end() if clause else 0)
    cues = [cast("Relation", match.lastgroup) for match in found]
    for strong in cues:
        if strong in ("guides", "basis"):
            return strong
    return cues[-1] if cues else None


def _reference(
    view: View, outline: Outline, mention: Mention, relation: Relation, following: list[int]
) -> Reference:
    named = mention.key.startswith("law ")
    subject = None if named else subject_after(view.lower, mention.end, following)
    title = view.text[subject[0] : subject[1]] if subject else mention.title
    span = view.span(mention.start, mention.end)
    return Reference(
        id=mention.name,
        doc_type=mention.doc_type,
        number=mention.number,
        symbol=mention.symbol,
        title=title,
        date=ReferenceDate(edtf=mention.date) if mention.date else None,
        issuer=mention.issuer,
        provision=provision_before(view.lower, view.folded, mention.start),
        relation=relation,
        text=view.printed(span),
        section=_section(view, outline, mention.start),
        span=span,
    )


def _section(view: View, outline: Outline, offset: int) -> str | None:
    """Return the section at `offset`; that of a footnote is where the text refers to it."""
    if outline.zone_at(offset) != "footnotes":
        return outline.section_id(offset)
    mark = mark_of(view, offset)
    return outline.section_id(mark) if mark is not None else None


def reference_notes(references: list[Reference], issue_date: str | None) -> list[Note]:
    """Return a note for each document whose printed date can't be right.

    A document can't cite a later one (`issue_date` is its own date as EDTF), and a normative number carries
    the year of its signing (Luật 64/2025/QH15). What is printed stays as it is.
    """
    notes: dict[tuple[str, str], Note] = {}
    for reference in references:
        date = reference.date.edtf if reference.date else ""
        year = re.search(r"/((?:19|20)\d\d)$", reference.number or "")
        if issue_date and date[: len(issue_date)] > issue_date[: len(date)]:
            code, message = "reference-later", f"{reference.id} is dated {date}, later than this document"
        elif date and year and year[1] != date[:4]:
            code, message = "reference-year", f"the number {reference.id} and the date {date} tell two years"
        else:
            continue
        note = Note(
            code=code, level="warning", message=message, section=reference.section, span=reference.span
        )
        notes.setdefault((code, reference.id), note)
    return list(notes.values())
