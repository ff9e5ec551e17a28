"""The page: what changed, in lists, and the two plans side by side."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from khparse.compare.models import Change, PlanDiff, Side
from khparse.models import Plan
from khparse.output.comparison.html.heads import Heads
from khparse.output.comparison.html.links import Links
from khparse.output.comparison.html.rows import Row, Rows
from khparse.output.comparison.html.words import words_in
from khparse.output.comparison.report import Chapter, Line, report_of
from khparse.output.comparison.words import Lang, word
from khparse.output.page import rendered
from khparse.output.view.escape import markup
from khparse.output.words import capitalised, opening, plain

_LEAF = 48  # lines of text of a leaf, about: the browser lays it out when it comes near the window
_LINE = 75  # characters
_FEW = 6  # leaves that are laid out at once
_LONGEST_OPEN = 60  # lines of a chapter that is open from the start
_WORDS = 60
_WORDS_OF_HEADING = 12
_LOOKS = {"rolled-over": "y", "succeeded": "s"}
_SIGNS = {"same": "", "time": "↻", "mod": "≠", "add": "+", "del": "−", "mov": "⇅", "gone": "↷"}


def to_page(found: PlanDiff, old: Plan, new: Plan, lang: Lang = "vi") -> str:
    """Return an HTML document that shows a comparison, and needs nothing beside itself.

    `old` and `new` are the plans compared; `found` may have been narrowed to some of the changes, and then the
    others are shown quietly. The page's policy (CSP) lets nothing run but the script and styles written here, and
    nothing be fetched.
    """
    report = report_of(found, old, new, lang)
    lines = {line.change.id: line for chapter in report.chapters for line in chapter.lines}
    links = Links(found)
    rows = Rows(found, old, new, links, lang)
    heads = Heads(found, old, new, links, lang)
    words = words_in(lang)
    parts = [
        ("metadata", word("metadata", lang), heads.head()),
        ("body", words["body"], rows.noted(lines)),
        ("recipient", words["recipients"], heads.recipients()),
        ("signature", words["signature_row"], heads.signatures()),
    ]
    agencies = sorted(
        {name for line in lines.values() for name in line.agencies}, key=lambda name: (name.casefold(), name)
    )
    places = _Places(found, links, rows, parts)
    return rendered(
        __package__,
        lang=lang,
        words=words,
        word={name: word(name, lang) for name in ("old", "new", "change", "what", "note", "none", "total")},
        report=report,
        years=report.years,
        counts=_counts(found, lang),
        chapters=[_chapter(chapter, places, agencies, lang) for chapter in report.chapters],
        subjects=[(chapter.subject, chapter.title) for chapter in report.chapters],
        agencies=agencies,
        has_rollover=any(change.kind == "rolled-over" for change in found.changes),
        subject={"old": plain(found.old.subject), "new": plain(found.new.subject)},
        parts=[(name, title, Markup(_leaves(made, name))) for name, title, made in parts if made],
        title=f"{report.title}: {report.old} – {report.new}",
    )


class _Places:
    """Where in the texts the changes are."""

    def __init__(
        self, found: PlanDiff, links: Links, rows: Rows, parts: list[tuple[str, str, list[Row]]]
    ) -> None:
        self._links = links
        self._rows = rows
        self._numbers = {change.id: index for index, change in enumerate(found.changes)}
        self._row_names: list[list[str]] = [[] for _ in found.changes]
        for part, _, made in parts:
            for index, row in enumerate(made):
                for change in row.changes:
                    self._row_names[change].append(_name(part, index))

    def of(self, change: Change) -> dict[str, Any]:
        """Return the number of a change, the links to its places, its marks and its rows."""
        index = self._numbers[change.id]
        old, new = self._rows.anchors(change, index)
        row = next(iter(self._row_names[index]), "")
        return {
            "number": index,
            "old_link": old or (row if change.old else ""),
            "new_link": new or (row if change.new else ""),
            "marks": " ".join(map(str, self._links.marks[index])),
            "rows": " ".join(self._row_names[index]),
        }


def _name(part: str, index: int) -> str:
    return f"{part[0]}r{index}"


def _leaves(rows: list[Row], part: str) -> str:
    """Return the rows in leaves of about the same height."""
    leaves: list[list[str]] = [[]]
    height = 0
    for index, row in enumerate(rows):
        if height >= _LEAF:
            leaves.append([])
            height = 0
        leaves[-1].append(_row(row, _name(part, index)))
        height += max(len(row.old), len(row.new)) // _LINE + 1
    lazy = " lazy" if len(leaves) > _FEW else ""
    return "".join(f'<div class="leaf{lazy}">{"".join(leaf)}</div>' for leaf in leaves)


def _row(row: Row, name: str) -> str:
    notes = [_notes(made) for made in (row.old_notes, row.new_notes)]
    return (
        f'<div class="row {row.kind} v{max(row.level, 0)}" id="{name}">'
        f'<div class="o">{row.old}{notes[0]}</div><i class="g">{_SIGNS[row.kind]}</i>'
        f'<div class="n">{row.new}{notes[1]}</div></div>\n'
    )


def _notes(notes: dict[str, list[int]]) -> str:
    """Return remarks as links to the lists, like ones as one."""
    made = (
        f'<a href="#c{numbers[0]}" data-c="{" ".join(map(str, numbers))}">{markup(text)}'
        f"{f' × {len(numbers)}' if len(numbers) > 1 else ''}</a>"
        for text, numbers in notes.items()
    )
    return f'<p class="notes">{" ".join(made)}</p>' if notes else ""


def _counts(found: PlanDiff, lang: Lang) -> dict[str, Any]:
    kinds = list(dict.fromkeys(kind for counts in found.counts.values() for kind in counts))
    return {
        "kinds": [(kind, capitalised(word(kind, lang))) for kind in kinds],
        "rows": [
            (subject, word(subject, lang), [counts.get(kind, 0) for kind in kinds], sum(counts.values()))
            for subject, counts in found.counts.items()
        ],
        "totals": [sum(counts.get(kind, 0) for counts in found.counts.values()) for kind in kinds],
        "total": sum(sum(counts.values()) for counts in found.counts.values()),
    }


def _chapter(chapter: Chapter, places: _Places, agencies: list[str], lang: Lang) -> dict[str, Any]:
    number_of = {name: str(number) for number, name in enumerate(agencies)}
    lines = [_line(line, places, number_of, lang) for line in chapter.lines]
    rolled = [line for line in lines if line["kind"] == "rolled-over"]
    told = [line for line in lines if line["kind"] != "rolled-over"]
    return {
        "subject": chapter.subject,
        "title": chapter.title,
        "count": len(lines),
        "told": told,
        "rolled": rolled,
        "rolled_title": words_in(lang)["rolled"].format(count=len(rolled)),
        "is_open": len(told) <= _LONGEST_OPEN,
    }


def _line(line: Line, places: _Places, number_of: dict[str, str], lang: Lang) -> dict[str, Any]:
    change = line.change
    heading, text = _heading(line), line.new_text or line.old_text
    is_whole = change.subject == "section" and not change.field  # its text, or its heading if it has one
    is_reworded = change.field in ("text", "task") and bool(line.pieces)
    is_pair = bool(line.old_text and line.new_text) and not is_whole
    has_own_heading = is_whole and heading == opening(text, _WORDS_OF_HEADING)
    told = text if is_whole else line.what if not (line.pieces or text) else ""
    about = "" if has_own_heading or (line.what and not is_reworded) else heading
    return {
        **places.of(change),
        "kind": change.kind,
        "look": _LOOKS.get(change.kind, ""),
        "word": capitalised(line.kind_word),
        "agencies": " ".join(number_of[name] for name in line.agencies),
        "old_place": _place(change.old, change, lang),
        "new_place": _place(change.new, change, lang),
        "context": [name for name in (about, "" if is_reworded else opening(line.what, _WORDS)) if name],
        "pieces": line.pieces,
        "old": opening(line.old_text, _WORDS) if is_pair else "",
        "new": opening(line.new_text, _WORDS) if is_pair else "",
        "text": "" if is_pair or line.pieces else opening(told or text, _WORDS),
        "note": line.note,
    }


def _place(side: Side | None, change: Change, lang: Lang) -> str:
    """Return the id of a section, or a word for what has none; empty where there is nothing."""
    if side is None:
        return ""
    if change.subject in ("metadata", "recipient", "signature"):
        return words_in(lang)[f"place_{change.subject}"]
    return side.section or word("preamble", lang)


def _heading(line: Line) -> str:
    """Return the heading of the section that a change is in, or the nearest above it, without its id."""
    side, place = (line.change.new, line.new_place) if line.change.new else (line.change.old, line.old_place)
    section = side.section if side else None
    return place.removeprefix(section).strip() if section else ""
