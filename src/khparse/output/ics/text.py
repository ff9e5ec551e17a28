"""What events say, in Vietnamese or English."""

from __future__ import annotations

from typing import NamedTuple

from khparse.facts.rows import Due, names_of, title_of
from khparse.fold import key
from khparse.models import Section
from khparse.output.ics.days import Occasion
from khparse.output.words import opening, plain


class Words(NamedTuple):
    """The words around what is printed."""

    calendar: str
    begins: str
    others: str
    task: str
    lead: str
    support: str
    report_to: str
    product: str
    printed: str
    section: str
    plan: str

    @classmethod
    def of(cls, lang: str) -> Words:
        """Return the words of a language: `vi`, or English."""
        return _VIETNAMESE if lang == "vi" else _ENGLISH


_VIETNAMESE = Words(
    calendar="Thời hạn của {} văn bản",
    begins="Bắt đầu",
    others="{} và {} đơn vị khác",
    task="Nhiệm vụ",
    lead="Chủ trì",
    support="Phối hợp",
    report_to="Báo cáo",
    product="Sản phẩm",
    printed="Thời hạn ghi trong văn bản",
    section="Mục",
    plan="Văn bản",
)
_ENGLISH = Words(
    calendar="Deadlines of {} documents",
    begins="Begins",
    others="{} and {} more",
    task="Task",
    lead="Lead",
    support="Support",
    report_to="Report to",
    product="Product",
    printed="Deadline as printed",
    section="Section",
    plan="Document",
)
_SHOWN_WORDS = 18
_SENTENCE_ENDS = (". ", ".\n", "; ", ";\n", "\n\n", "|")


def summary(row: Due, occasion: Occasion, words: Words) -> str:
    """Return the line that a calendar shows: who must do what, in short."""
    if row.assignment is None:
        who, what = (row.headings or [title_of(row.plan)])[-1], sentence_of(row)
    else:
        leads = names_of(row.assignment.lead)
        who, what = leads[0] if leads else "", row.assignment.task
        if key(what).startswith(key(who)):
            who = ""
        elif len(leads) > 1:
            who = words.others.format(who, len(leads) - 1)
    deadline = row.deadline
    begins = deadline.start and not deadline.end and not occasion.rule
    parts = (words.begins if begins else "", opening(who), opening(_unmarked(what), _SHOWN_WORDS))
    return ": ".join(part for part in parts if part)


def description(row: Due, words: Words) -> str:
    """Return what an event says when it is opened: a line for each thing that the plan tells of it."""
    plan, deadline, assignment = row.plan, row.deadline, row.assignment
    metadata = plan.metadata
    issuer = metadata.issuer.text if metadata.issuer else None
    lines = [
        (words.task, assignment.task if assignment else sentence_of(row)),
        (words.lead, "; ".join(names_of(assignment.lead)) if assignment else ""),
        (words.support, "; ".join(names_of(assignment.support)) if assignment else ""),
        (words.report_to, "; ".join(names_of(assignment.report_to)) if assignment else ""),
        (words.product, assignment.product if assignment else ""),
        (words.printed, deadline.text),
        (words.section, " – ".join([deadline.section or "", *row.headings]).strip(" –")),
        (words.plan, ", ".join(dict.fromkeys(filter(None, (title_of(plan), metadata.subject, issuer))))),
    ]
    return "\n".join(f"{label}: {plain(_unmarked(text))}" for label, text in lines if text)


def sentence_of(row: Due) -> str:
    """Return the sentence that a deadline stands in, where its unit is known."""
    deadline = row.deadline
    section = _section(row.plan.sections, deadline.section)
    if section is None:
        return ""
    start, end = deadline.span.start - section.span.start, deadline.span.end - section.span.start
    if section.text[start:end] != deadline.text or start < 0:
        return ""
    before = section.text[:start]
    first = max((before.rfind(sign) + len(sign) for sign in _SENTENCE_ENDS if sign in before), default=0)
    ends = [found for sign in _SENTENCE_ENDS if (found := section.text.find(sign, end)) >= 0]
    return section.text[first : min(ends, default=len(section.text))]


def _section(sections: list[Section], wanted: str | None) -> Section | None:
    """Return the unit of an id; ids begin with the id of the unit above."""
    for section in sections:
        if section.id == wanted:
            return section
        if wanted and wanted.startswith(f"{section.id}/"):
            return _section(section.children, wanted)
    return None


def _unmarked(text: str) -> str:
    return text.replace("*", "")
