"""A comparison as a Word document for an office's file: a table of changes for each subject, on A4 on its side.

The words that only one plan has are struck through in the old one and underlined in the new one, by character
styles. They are no tracked changes (`w:ins`, `w:del`): those are a text that its reader accepts or rejects, but
here each plan has a cell of its own, and accepting them all would empty the old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from khparse.compare.models import PlanDiff
from khparse.facts.rows import one_line
from khparse.models import Plan
from khparse.output.comparison.cells import DELETED_COLOUR, INSERTED_COLOUR, Cell
from khparse.output.comparison.entries import Entry, Part, kinds_of, parts_of
from khparse.output.comparison.pieces import Piece
from khparse.output.comparison.report import Report, report_of
from khparse.output.comparison.words import Lang, word
from khparse.output.digest import package, page
from khparse.output.digest.body import Body, Column, Element, Look, W, run
from khparse.output.digest.words import Words
from khparse.output.view.words import date_label
from khparse.output.words import capitalised, opening, plain

_STYLES = {
    "deleted": ("DeletedWords", "Deleted Words", f'<w:strike/><w:color w:val="{DELETED_COLOUR}"/>'),
    "inserted": (
        "InsertedWords",
        "Inserted Words",
        f'<w:color w:val="{INSERTED_COLOUR}"/><w:u w:val="single"/>',
    ),
}
_LONGEST = 60  # words of a cell
_WORDS_OF_SUBJECT, _WORDS_OF_TITLE = 60, 20
_WIDTHS = {"number": 12, "place": 25, "what": 42, "old": 70, "new": 70, "note": 33}  # in millimetres
_WIDTHS_OF_TASKS = _WIDTHS | {"what": 76, "old": 53, "new": 53}
_ROMAN = "I II III IV V VI VII".split()


def to_docx(found: PlanDiff, old: Plan, new: Plan, lang: Lang = "vi") -> bytes:
    """Return a comparison as a .docx; equal comparisons give equal bytes. Long texts are cut."""
    report = report_of(found, old, new, lang)
    document = package.new_document()
    page.set_page(document)
    page.set_language(document, lang)
    _lay_on_its_side(document)
    width = package.text_width(document)
    styles = page.style_ids(document, width, new=True, chapters=False)
    _define_marks(document)
    body = Body(Words(lang), styles, width, numbered=True)
    _front(body, report, found, (old, new), lang)
    parts = parts_of(report, found, old, new, lang, _LONGEST)
    for number, part in zip(_ROMAN, parts, strict=False):
        body.heading(1, f"{number}.", part.title)
        _table(body, part, lang)
    package.place(document, body.elements)
    versions = " → ".join(plain(one_line(version.title)) for version in (found.old, found.new))
    return package.to_bytes(document, report.title, versions, lang, _moment(found))


def _lay_on_its_side(document: Any) -> None:
    """Turn the page: a decree's margins hold for it as well (Nghị định 30/2020/NĐ-CP, Annex I, I.3)."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _define_marks(document: Any) -> None:
    for name, shown, look in _STYLES.values():
        document.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="character" w:customStyle="1" w:styleId="{name}">'
                f'<w:name w:val="{shown}"/><w:uiPriority w:val="1"/><w:qFormat/><w:rPr>{look}</w:rPr></w:style>'
            )
        )


# --- What is compared, and how much changed ---


def _front(body: Body, report: Report, found: PlanDiff, plans: tuple[Plan, Plan], lang: Lang) -> None:
    body.paragraph(report.title.upper(), "Title")
    body.paragraph("", "Table Gap")
    _versions(body, found, plans, lang)
    if not found.changes:
        body.paragraph(word("none", lang), "Body Text")
        return
    body.paragraph(_counted(found, lang), "Body Text")
    _counts(body, found, lang)
    legend = body.paragraph("", "Body Text")
    run(legend, word("legend", lang), Look(italic=True))
    _write(legend, [
        Piece("deleted", word("legend_deleted", lang)), Piece("same", "; "),
        Piece("inserted", word("legend_inserted", lang)), Piece("same", "; "),
        Piece("same", word("legend_omitted", lang)),
    ])  # fmt: skip


def _versions(body: Body, found: PlanDiff, plans: tuple[Plan, Plan], lang: Lang) -> None:
    """Add a table with what identifies the two plans."""
    versions = found.old, found.new
    names = [plain(one_line(version.title)) or word("untitled", lang) for version in versions]
    issuers = [plan.metadata.issuer.name if plan.metadata.issuer else "" for plan in plans]
    subjects = [opening(one_line(version.subject or ""), _WORDS_OF_SUBJECT) for version in versions]
    rows = [
        [word("document", lang), *names],
        [capitalised(word("date", lang)), *(date_label(version.date, lang) for version in versions)],
        [capitalised(word("issuer", lang)), *map(plain, issuers)],
        [capitalised(word("subject_field", lang)), *subjects],
        [word("file", lang), *(plain(version.name) for version in versions)],
    ]
    columns = [Column("", 40), Column(word("old", lang), 106), Column(word("new", lang), 106)]
    body.table(columns, [row for row in rows if any(row[1:])])


def _counted(found: PlanDiff, lang: Lang) -> str:
    """Return a sentence on how many changes there are, and how many of them come with the year alone."""
    titles = (opening(one_line(version.title), _WORDS_OF_TITLE) for version in (found.old, found.new))
    old, new = (title or word("untitled", lang) for title in titles)
    count = len(found.changes)
    rolled = sum(change.kind == "rolled-over" for change in found.changes)
    sentence = word(
        "change_counted" if count == 1 else "changes_counted", lang, old=old, new=new, count=count
    )
    return f"{sentence}{word('rolled_counted', lang, count=rolled) if rolled else ''}."


def _counts(body: Body, found: PlanDiff, lang: Lang) -> None:
    """Add a table of the numbers of changes by subject and kind."""
    kinds = kinds_of(found)
    columns = [
        Column(word("subject", lang), 60),
        *(Column(capitalised(word(kind, lang)), 20, True) for kind in kinds),
        Column(word("total", lang), 20, True),
    ]
    rows = [
        [word(subject, lang), *(str(counts.get(kind) or "–") for kind in kinds), str(sum(counts.values()))]
        for subject, counts in found.counts.items()
    ]
    sums = [sum(counts.get(kind, 0) for counts in found.counts.values()) for kind in kinds]
    rows.append([word("total", lang), *map(str, sums), str(sum(sums))])
    body.table(columns, rows)
    for cell in _last_table(body)[-1].iter(f"{W}r"):
        cell.insert(0, parse_xml(f"<w:rPr {nsdecls('w')}><w:b/></w:rPr>"))


# --- The changes ---


def _table(body: Body, part: Part, lang: Lang) -> None:
    """Add the table of a chapter; columns that it doesn't need leave their room to the others."""
    rows = [_row(entry, lang) for entry in part.entries]
    widths = _WIDTHS_OF_TASKS if part.subject in ("assignment", "deadline") else _WIDTHS
    names = [name for name in widths if any(row[name] for row in rows)]
    columns = [Column(word(name, lang), widths[name], name in ("number", "place")) for name in names]
    body.table(columns, [[_text(row[name]) for name in names] for row in rows])
    for drawn, row in zip(_last_table(body).iterchildren(f"{W}tr"), [{}, *rows], strict=True):
        for cell, name in zip(drawn.iterchildren(f"{W}tc"), names, strict=True):
            content = row.get(name, "")
            if not isinstance(content, str):
                _mark(cell, content)


def _last_table(body: Body) -> Element:
    return next(element for element in reversed(body.elements) if element.tag == f"{W}tbl")


def _row(entry: Entry, lang: Lang) -> dict[str, str | Cell]:
    kind = capitalised(entry.line.kind_word)
    note = "" if entry.line.change.parts else entry.line.note  # the cells name the parts
    return {
        "number": str(entry.number),
        "place": entry.label,
        "what": entry.what,
        "old": entry.old,
        "new": entry.new,
        "note": "\n".join(filter(None, (kind, capitalised(note)))),
    }


def _text(content: str | Cell) -> str:
    return content if isinstance(content, str) else "".join(piece.text for piece in content)


def _mark(cell: Element, content: Cell) -> None:
    """Write the text of a cell anew, with its marks."""
    for paragraph, line in zip(cell.iterchildren(f"{W}p"), _lines(content), strict=True):
        for old in paragraph.findall(f"{W}r"):
            paragraph.remove(old)
        _write(paragraph, line)


def _lines(content: Cell) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for piece in content:
        if piece.text == "\n":
            yield line
            line = []
        else:
            line.append(piece)
    yield line


def _write(paragraph: Element, line: list[Piece]) -> None:
    for kind, text in line:
        run(paragraph, text)
        if kind in _STYLES:
            properties = etree.Element(f"{W}rPr")
            etree.SubElement(properties, f"{W}rStyle", {f"{W}val": _STYLES[kind][0]})
            paragraph[-1].insert(0, properties)


def _moment(found: PlanDiff) -> datetime | None:
    """Return the date of the new plan, else of the old one: the time of writing would change the bytes."""
    for version in (found.new, found.old):
        try:
            return datetime.fromisoformat(f"{version.date or ''}-01-01"[:10])
        except ValueError:
            continue
    return None
