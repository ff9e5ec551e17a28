"""The page: what the template shows of each plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple

from markupsafe import Markup

from khparse.facts.rows import Due, Task, deadlines_of, tasks_of, title_of
from khparse.models import Agency, Deadline, Plan, Section
from khparse.output.notes import note_in_words
from khparse.output.page import rendered
from khparse.output.view.escape import markup
from khparse.output.view.marks import BODIES, KINDS, Mark, Piece, marks_of, paragraphs_of, pieces
from khparse.output.view.rebuild import rebuilt
from khparse.output.view.timeline import day_of, described, to_svg
from khparse.output.view.words import Language, date_label, due_label, words_in
from khparse.output.words import opening

_PARAGRAPHS_OF_A_LEAF = 30  # the browser lays out a leaf of the text when it comes near the window
_LEVELS_OF_OUTLINE = 3
_EMPHASIS = re.compile(r"\*+")


class Source(NamedTuple):
    """A plan to show, and its text where that is at hand (None for a plan from khparse's JSON)."""

    plan: Plan
    text: str | None


def to_page(sources: list[Source], language: Language = "vi") -> str:
    """Return an HTML document that shows plans, one at a time, and needs nothing beside itself.

    Its policy (CSP) lets nothing run but the script and styles written here, and nothing be fetched.
    """
    words = words_in(language)
    return rendered(
        __package__,
        language=language,
        words=words,
        kinds=[(kind, words[f"kind_{kind}"]) for kind in KINDS],
        plans=[_plan(source, f"p{index}", language) for index, source in enumerate(sources, 1)],
        title=" · ".join(title_of(source.plan) or words["untitled"] for source in sources[:3]),
    )


def _plan(source: Source, prefix: str, language: Language) -> dict[str, Any]:
    """Return what the template shows of a plan; `prefix` begins its ids."""
    plan, words = source.plan, words_in(language)
    text = rebuilt(plan) if source.text is None else source.text
    agencies = _agencies(plan)
    dues = deadlines_of(plan)
    named = {key: index for index, key in enumerate(agencies)}
    rows = [_task(task, named, language) for task in tasks_of(plan)]
    return {
        "id": prefix,
        "name": plan.source.name or "",
        "title": title_of(plan) or words["untitled"],
        "head": _head(plan, language),
        "is_rebuilt": source.text is None,
        "leaves": Markup("".join(_leaves(plan, text, prefix, words))),
        "outline": _outline(plan.sections, count(), 1),
        "agencies": list(agencies.values()),
        "tasks": rows,
        "dues": [_due(due, named, language) for due in sorted(dues, key=lambda due: day_of(due) or "~")],
        "timeline": Markup(to_svg(dues, prefix, language)),
        "timeline_text": described(dues, language),
        "references": _references(plan),
        "recipients": plan.recipients,
        "notes": [(note, note_in_words(note, language)) for note in plan.notes],
    }


def _head(plan: Plan, language: Language) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """Return the facts that identify a plan: the key of a label, and values with the names of their places."""
    head = plan.metadata
    date = (date_label(head.date.edtf, language) or head.date.text) if head.date else ""
    place_and_date = ", ".join(filter(None, [head.place, date]))
    signers = [
        (", ".join(filter(None, [signed.position, signed.rank, signed.name])) or "…", f"sign{index}")
        for index, signed in enumerate(filter(None, [plan.signature, *plan.other_signatures]))
    ]
    rows: list[tuple[str, list[tuple[str, str | None]]]] = [
        ("subject", [(head.subject or "", None)]),
        ("number", [(head.number.text, "number")] if head.number else []),
        ("date", [(place_and_date, "date" if head.date else None)]),
        ("issuer", [(head.issuer.name, "issuer")] if head.issuer else []),
        ("signer", [*signers]),
    ]
    squeezed = [(key, [(" ".join(value.split()), name) for value, name in entries]) for key, entries in rows]
    return [(key, entries) for key, entries in squeezed if any(value for value, _ in entries)]


def _leaves(plan: Plan, text: str, prefix: str, words: dict[str, str]) -> Iterator[str]:
    """Yield the text with its marks as HTML, in leaves of some paragraphs each."""
    marks = marks_of(plan, len(text))
    paragraphs = paragraphs_of(text, marks)
    writer = _Writer(text, prefix, words, is_markdown=plan.source.format == "md")
    before = 0
    for index, (bounds, made) in enumerate(zip(paragraphs, pieces(marks, paragraphs), strict=True)):
        if index % _PARAGRAPHS_OF_A_LEAF == 0:
            yield '</div><div class="leaf">' if index else '<div class="leaf">'
        apart = text.count("\n", before, bounds[0]) > 1
        yield writer.paragraph(made, apart)
        before = bounds[1]
    yield "</div>" if paragraphs else ""


class _Writer:
    """Writes paragraphs of the text as HTML."""

    def __init__(self, text: str, prefix: str, words: dict[str, str], is_markdown: bool) -> None:
        self._text = text
        self._prefix = prefix
        self._words = words
        self._is_markdown = is_markdown

    def paragraph(self, made: list[Piece], apart: bool) -> str:
        """Return a paragraph; `apart` when blank lines stand before it."""
        body: list[str] = []
        inside: Mark | None = None
        for piece in made:
            heading = next((mark for mark in piece.marks if mark.kind == "heading"), None)
            if heading is not inside:
                body.append("</span>" if inside else "")
                body.append(self._heading(heading, heading in piece.opens) if heading else "")
                inside = heading
            body.append(self._piece(piece))
        body.append("</span>" if inside else "")
        bare = not any(character.isalnum() for piece in made for character in self._slice(piece))
        classes = " ".join(name for name, so in (("apart", apart), ("bare", bare)) if so)
        return f'<p class="{classes}">{"".join(body)}</p>\n' if classes else f"<p>{''.join(body)}</p>\n"

    def _slice(self, piece: Piece) -> str:
        return self._text[piece.start : piece.end]

    def _heading(self, mark: Mark, opens: bool) -> str:
        if not opens:
            return '<span class="heading">'
        if not mark.level:
            return f'<span class="label" id="{self._id(mark.names)}">'
        level = min(mark.level + 2, 6)
        return f'<span class="heading" role="heading" aria-level="{level}" id="{self._id(mark.names)}">'

    def _piece(self, piece: Piece) -> str:
        """Return a piece of the text: a link to what the lists say of its narrowest fact, if it has one."""
        content = markup(self._slice(piece).replace("\n", " "))
        if self._is_markdown:
            content = _EMPHASIS.sub(r'<span class="sign">\g<0></span>', content)
        marks = [mark for mark in piece.marks if mark.kind != "heading"]
        if not marks or not content:
            return content
        classes = " ".join(dict.fromkeys(mark.kind for mark in marks))
        names = " ".join(dict.fromkeys(name for mark in marks for name in mark.names.split(" ")))
        anchors = [
            name
            for mark in piece.opens
            if mark.kind not in ("heading", *BODIES)
            for name in mark.names.split(" ")
        ]
        more = "".join(f'<i id="{self._id(name)}"></i>' for name in anchors[1:])
        anchor = f' id="{self._id(anchors[0])}"' if anchors else ""
        facts = [mark for mark in marks if mark.kind != "task"]
        if not facts:
            return f'{more}<span class="m {classes}"{anchor} data-f="{markup(names)}">{content}</span>'
        title = ", ".join(dict.fromkeys(self._words[f"kind_{mark.kind}"] for mark in facts))
        # The keyboard stops once at each fact: where it begins.
        stop = "" if facts[0] in piece.opens else ' tabindex="-1"'
        return (
            f'{more}<a class="m {classes}"{anchor} data-f="{markup(names)}" title="{title}" '
            f'href="#{self._id(facts[0].row)}"{stop}>{content}</a>'
        )

    def _id(self, name: str) -> str:
        return f"{self._prefix}-{markup(name)}"


def _outline(sections: list[Section], numbers: Iterator[int], level: int) -> list[dict[str, Any]]:
    """Return the units of the outline but bullets; `numbers` counts all units in document order."""
    found: list[dict[str, Any]] = []
    for section in sections:
        name = f"s{next(numbers)}"
        children = _outline(section.children, numbers, level + 1)
        if section.kind != "bullet" and level <= _LEVELS_OF_OUTLINE:
            label = opening(section.heading or section.text, 10)
            found.append({"name": name, "num": section.num, "label": label, "children": children})
    return found


def _agencies(plan: Plan) -> dict[str, str]:
    """Return the bodies that lead or support, by what tells them apart, in alphabetical order of their names."""
    found: dict[str, str] = {}
    for task in plan.assignments:
        for body in (*task.lead, *task.support):
            found.setdefault(_key(body), " ".join(body.name.split()))
    return dict(sorted(found.items(), key=lambda item: (item[1].casefold(), item[0])))


def _key(body: Agency) -> str:
    return body.agency_id or " ".join(body.name.split()).casefold()


def _numbers(bodies: list[Agency], named: dict[str, int]) -> str:
    return " ".join(str(number) for number in dict.fromkeys(named[_key(body)] for body in bodies))


def _names(bodies: list[Agency]) -> list[str]:
    return list(dict.fromkeys(" ".join(body.name.split()) for body in bodies))


def _task(task: Task, named: dict[str, int], language: Language) -> dict[str, Any]:
    fact = task.assignment
    days = sorted(filter(None, (day_of(Due(task.plan, found, fact, [])) for found in task.deadlines)))
    return {
        "name": fact.id,
        "section": fact.section or "",
        "task": opening(fact.task, 40),
        "lead": _names(fact.lead),
        "support": _names(fact.support),
        "leads": _numbers(fact.lead, named),
        "supports": _numbers(fact.support, named),
        "dues": [(found.id, _when(found, language)) for found in task.deadlines],
        "day": days[0] if days else "",
    }


def _when(deadline: Deadline, language: Language) -> str:
    """Return the date of a deadline, or what is printed where it has none."""
    dated = (deadline.start or deadline.end) and not deadline.recurrence
    return due_label(deadline, language) if dated else opening(deadline.text, 8)


def _due(due: Due, named: dict[str, int], language: Language) -> dict[str, Any]:
    task = due.assignment
    return {
        "name": due.deadline.id,
        "when": due_label(due.deadline, language),
        "printed": " ".join(due.deadline.text.split()),
        "day": day_of(due),
        "task": opening(task.task, 24) if task else opening(" › ".join(due.headings[-2:]), 24),
        "task_name": task.id if task else "",
        "lead": _names(task.lead) if task else [],
        "leads": _numbers(task.lead, named) if task else "",
        "supports": _numbers(task.support, named) if task else "",
    }


def _references(plan: Plan) -> list[dict[str, Any]]:
    """Return the documents that a plan cites, each once, with the names of the places."""
    found: dict[str, dict[str, Any]] = {}
    for index, reference in enumerate(plan.references):
        entry = found.setdefault(
            reference.id,
            {
                "text": " ".join(reference.text.split()),
                "title": reference.title,
                "relations": [],
                "names": [],
            },
        )
        entry["names"].append(f"r{index}")
        if reference.relation not in entry["relations"]:
            entry["relations"].append(reference.relation)
    return list(found.values())
