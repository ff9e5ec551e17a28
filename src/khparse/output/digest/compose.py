"""A digest from its parts: one plan with its sections, or several as chapters with a common timetable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from khparse.errors import KhparseError
from khparse.facts.rows import Due, Task, tasks_of
from khparse.models import Note, Plan
from khparse.output.digest import identity, package, page
from khparse.output.digest.body import Body, Column, Look
from khparse.output.digest.contents import contents
from khparse.output.digest.doubts import write_doubts
from khparse.output.digest.key_terms import key_terms
from khparse.output.digest.sources import write_sources
from khparse.output.digest.tasks import Share, duties_of, share_of, write_share, write_tasks
from khparse.output.digest.times import date_in_words
from khparse.output.digest.timetable import dues_of, timetable_of, write_timetable
from khparse.output.digest.words import Language, Words, opening
from khparse.output.words import clean

_ROWS_OF_A_LONG_DIGEST = 60
_ROMAN = "I II III IV V VI VII VIII IX X".split()


class Wanted(NamedTuple):
    """What a digest shall be.

    `agency` makes it that of one agency; `office` is who has it made, for its head; `template` the bytes of a
    .docx that gives styles, margins and header; `terms` asks for key terms.
    """

    language: Language = "vi"
    agency: str | None = None
    office: str | None = None
    template: bytes | None = None
    terms: bool = False


class Part(NamedTuple):
    """A plan with its tasks, and the share of the agency that was asked for."""

    plan: Plan
    tasks: list[Task]
    share: Share | None

    def shown(self) -> list[Task]:
        """Return the tasks that count: all, or the agency's own."""
        return self.tasks if self.share is None else [*self.share.led, *self.share.supported]

    def dues(self) -> list[Due]:
        """Return the deadlines that count: all, or those of the agency's own tasks."""
        found = dues_of(self.plan)
        if self.share is None:
            return found
        tasks = {row.assignment.id for row in self.shown()}
        return [row for row in found if row.assignment and row.assignment.id in tasks]

    def notes(self) -> list[Note]:
        """Return the notes that count: all, or those on the document as a whole and on the agency's tasks."""
        if self.share is None:
            return self.plan.notes
        shares = (*self.share.led, *self.share.supported, *self.share.common)
        sections = {row.assignment.section for row in shares}
        return [note for note in self.plan.notes if note.section is None or note.section in sections]


def to_digest(plans: Sequence[Plan], wanted: Wanted) -> bytes:
    """Return a digest of plans as a .docx; equal plans give equal bytes.

    Raises `KhparseError` when no task of any plan is for the agency asked for, and `UnreadableError` for a
    template that is no .docx.
    """
    words = Words(wanted.language)
    parts, without = _parts(plans, wanted)
    several = len(parts) > 1
    new = wanted.template is None
    document = package.new_document() if wanted.template is None else package.open_template(wanted.template)
    if new:
        page.set_page(document)
        page.set_language(document, wanted.language)
    width = package.text_width(document)
    styles = page.style_ids(document, width, new=new, chapters=several)
    body = Body(words, styles, width, numbered=new or not page.is_numbered(document))
    body.tables = int(several)  # the table of documents comes before
    if several:
        _chapters(body, parts, wanted)
    else:
        _sections(body, parts[0], wanted, 1)
    if without and wanted.agency:
        names = "; ".join(identity.short_name(plan, words) for plan in without)
        body.paragraph(words("no tasks in", clean(wanted.agency), names), "Body Text", Look(italic=True))
    front = Body(words, styles, width, numbered=False)
    if new:
        identity.letterhead(front, wanted.office or wanted.agency)
    title, subject = _titles(front, parts, wanted)
    _counts(front, parts, wanted.agency)
    if several:
        _documents(front, parts)
    if several or body.rows > _ROWS_OF_A_LONG_DIGEST:
        front.elements.append(contents(body, words("contents"), 2 if several else 1))
    package.place(document, [*front.elements, *body.elements])
    return package.to_bytes(document, title, subject, wanted.language, _moment(parts))


def _parts(plans: Sequence[Plan], wanted: Wanted) -> tuple[list[Part], list[Plan]]:
    """Return the plans to digest, and those in which the agency asked for has no task."""
    parts: list[Part] = []
    without: list[Plan] = []
    for plan in plans:
        tasks = tasks_of(plan)
        share = share_of(tasks, wanted.agency, plan) if wanted.agency else None
        if share is None or share.led or share.supported or share.common:
            parts.append(Part(plan, tasks, share))
        else:
            without.append(plan)
    if not any(part.share is None or part.share.led or part.share.supported for part in parts):
        cause = f"no task names {clean(wanted.agency)!r}" if plans else "there is no plan to digest"
        raise KhparseError(cause, "khparse tasks lists the agencies that have tasks")
    return parts, without


def _chapters(body: Body, parts: list[Part], wanted: Wanted) -> None:
    words = body.words
    for number, part in enumerate(parts, 1):
        body.heading(1, "", words("part", number, identity.short_name(part.plan, words)))
        subject = clean(part.plan.metadata.subject)
        if subject and part.plan.metadata.number:
            body.paragraph(subject, "Subtitle")
        _sections(body, part, wanted, 2)
    common = timetable_of(
        (part.plan, _place(number, part, words), part.dues()) for number, part in enumerate(parts, 1)
    )
    if common:
        body.heading(1, "", words("part", len(parts) + 1, words("common timetable")))
        write_timetable(body, common, 2)


def _place(number: int, part: Part, words: Words) -> str:
    """Return which chapter a plan is, and its number: `Phần 1`, `2147/KH-UBND`."""
    name = words("part alone", number)
    numbered = part.plan.metadata.number and part.plan.metadata.number.number
    return f"{name}\n{identity.symbol(part.plan.metadata)}" if numbered else name


def _documents(front: Body, parts: list[Part]) -> None:
    """Add a table of the documents that are digested."""
    words = front.words
    columns = [
        Column(words("no."), 10, True),
        Column(words("document"), 64),
        Column(words("issuer"), 42),
        Column(words("issued"), 26, True),
        Column(words("tasks given"), 22, True),
    ]
    rows = []
    for number, part in enumerate(parts, 1):
        metadata = part.plan.metadata
        name, subject = identity.short_name(part.plan, words), opening(clean(metadata.subject))
        rows.append(
            [
                str(number),
                name if name == clean(metadata.subject) else f"{name}\n{subject}".strip(),
                clean(metadata.issuer.name) if metadata.issuer else "",
                date_in_words(metadata.date.edtf, words.language)
                if metadata.date and metadata.date.edtf
                else "",
                str(len(part.shown())),
            ]
        )
    front.caption(words("documents digested"))
    front.table(columns, rows)


def _sections(body: Body, part: Part, wanted: Wanted, level: int) -> None:
    """Add the sections of one plan that have any content, numbered in Roman figures."""
    words, plan = body.words, part.plan
    terms = key_terms(plan) if wanted.terms else []
    purpose = identity.purpose_of(plan)
    sections: list[tuple[str, bool, Callable[[], None]]] = [
        (words("identity"), True, lambda: identity.write_identity(body, plan, terms)),
    ]
    if purpose:
        name, unit = purpose
        sections.append((words(name), True, lambda: identity.write_purpose(body, unit)))
    share = part.share
    if share and wanted.agency:
        agency = clean(wanted.agency)
        sections.append(
            (words("tasks of", agency), True, lambda: write_share(body, share, agency, level + 1))
        )
    else:
        sections.append((words("tasks"), bool(part.tasks), lambda: write_tasks(body, part.tasks, level + 1)))
    if level == 1:
        times = timetable_of([(plan, "", part.dues())])
        sections.append((words("timetable"), bool(times), lambda: write_timetable(body, times, level + 1)))
    sections += [
        (words("sources"), bool(plan.references) and share is None, lambda: write_sources(body, plan)),
        (words("doubts"), bool(part.notes()), lambda: write_doubts(body, part.notes())),
    ]
    there = [(title, write) for title, is_there, write in sections if is_there]
    for number, (title, write) in zip(_ROMAN, there, strict=False):
        body.heading(level, f"{number}.", title)
        write()


def _titles(front: Body, parts: list[Part], wanted: Wanted) -> tuple[str, str]:
    """Add the title of the digest and return it with the subject."""
    words = front.words
    plan = parts[0].plan
    subject = clean(plan.metadata.subject)
    kind = clean(plan.metadata.doc_type.name).upper() if plan.metadata.doc_type else ""
    if len(parts) > 1:
        title, subject = words("digest of several", len(parts)), ""
    else:
        title = words("digest of", kind) if kind else words("digest of document")
    if wanted.agency:
        name = (
            words("in several", len(parts)) if len(parts) > 1 else words("in", identity.name_of(plan, words))
        )
        title = words("tasks of", clean(wanted.agency)).upper()
        front.paragraph(title, "Title")
        front.paragraph(name, "Subtitle")
        return title, name
    front.paragraph(title, "Title")
    if subject:
        front.paragraph(subject, "Subtitle")
    return title, subject


def _counts(front: Body, parts: list[Part], agency: str | None) -> None:
    """Add a sentence on how many tasks, agencies and times there are, and one on doubts."""
    words = front.words
    times = words("times counted", sum(len(part.dues()) for part in parts))
    if agency:
        shares = [part.share for part in parts if part.share]
        led, supported = (
            sum(len(share.led) for share in shares),
            sum(len(share.supported) for share in shares),
        )
        counted = (clean(agency), words("tasks counted", led), words("tasks counted", supported), times)
        sentences = [words("counts of agency", *counted)]
    else:
        tasks = sum(len(part.tasks) for part in parts)
        agencies = {name for part in parts for duties in duties_of(part.tasks) for name in duties.names}
        several = len(parts) > 1
        who = words("documents", len(parts)) if several else identity.name_of(parts[0].plan, words)
        counted = (who, words("tasks counted", tasks), words("agencies counted", len(agencies)), times)
        kind = "counts none" if not tasks else "counts several" if several else "counts"
        sentences = [words(kind, *counted)]
    if doubts := sum(len(part.notes()) for part in parts):
        sentences.append(words("doubts counted", doubts))
    front.paragraph(" ".join(sentences), "Body Text")


def _moment(parts: list[Part]) -> datetime | None:
    """Return the latest date of the documents: the digest's own date would change its bytes."""
    dates = [date.edtf for part in parts if (date := part.plan.metadata.date) and date.edtf]
    for edtf in sorted(dates, reverse=True):
        try:
            return datetime.fromisoformat(f"{edtf}-01-01"[:10])
        except ValueError:
            continue
    return None
