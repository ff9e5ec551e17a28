"""A comparison as Markdown (GitHub Flavored Markdown: tables, strikethrough)."""

from __future__ import annotations

from khparse.compare.models import PlanDiff
from khparse.models import Plan
from khparse.output.comparison.report import Chapter, Line, report_of
from khparse.output.comparison.words import Lang, word
from khparse.output.rows.markdown import escaped, markdown_table
from khparse.output.words import capitalised, opening

_WORDS = 60
_MARKS = {"deleted": ("~~", "~~"), "inserted": ("**", "**"), "same": ("", "")}


def to_markdown(found: PlanDiff, old: Plan, new: Plan, lang: Lang) -> str:
    """Return a comparison with a table for each subject; marks of documents are escaped."""
    report = report_of(found, old, new, lang)
    versions = [f"* {word(name, lang)}: {escaped(getattr(report, name))}\n" for name in ("old", "new")]
    blocks = [f"# {report.title}\n", "".join(versions)]
    if report.years:
        blocks.append(f"{report.years}.\n")
    if not report.chapters:
        blocks.append(f"{word('none', lang)}\n")
    blocks += [_chapter(chapter, lang) for chapter in report.chapters]
    return "\n".join(blocks)


def _chapter(chapter: Chapter, lang: Lang) -> str:
    heads = [word(name, lang) for name in ("change", "place", "what", "old", "new", "note")]
    rows = [_cells(line) for line in chapter.lines]
    kept = [at for at in range(len(heads)) if any(row[at] for row in rows)]
    table = markdown_table([heads[at] for at in kept], [[row[at] for at in kept] for row in rows])
    return f"## {chapter.title}\n\n{table}"


def _cells(line: Line) -> list[str]:
    place = " → ".join(dict.fromkeys(filter(None, (line.old_place, line.new_place))))
    if line.pieces:
        marked = "".join(_piece(piece.kind, piece.text) for piece in line.pieces).strip()
        texts = ["", marked]
    else:
        texts = [escaped(opening(text, _WORDS)) for text in (line.old_text, line.new_text)]
    what = escaped(opening(line.what, _WORDS))
    return [capitalised(line.kind_word), escaped(place), what, *texts, escaped(line.note)]


def _piece(kind: str, text: str) -> str:
    """Return a piece with its marks; blanks stand outside of them, or they would be none."""
    stripped = text.strip()
    if not stripped:
        return text
    before, behind = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    opens, closes = _MARKS[kind]
    return f"{before}{opens}{escaped(stripped)}{closes}{behind}"
