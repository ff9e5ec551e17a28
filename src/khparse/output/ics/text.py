"""What events say, in Vietnamese or English."""

from __future__ import annotations

from typing import NamedTuple

from khparse.facts.rows import Due, names_of, one_line, sentence_of, title_of
from khparse.fold import key
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
    parts = (words.begins if begins else "", opening(who), opening(one_line(what), _SHOWN_WORDS))
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
    return "\n".join(f"{label}: {plain(one_line(text))}" for label, text in lines if text)
