"""Which plans are versions of one another: on a terminal, as JSON, JSON Lines, CSV and Markdown.

A row is a plan and the version after it; documents without another version come last, with the columns of the
newer one empty. A link with doubts is marked and tells them.
"""

from __future__ import annotations

import json
from typing import Any

from khparse.compare.likeness import LIKE_SUBJECT, SAME_SUBJECT, SOME_TEXT, Doubt, Likeness
from khparse.compare.series import Link, Series, Version
from khparse.output.rows.cells import Row, printed_date
from khparse.output.rows.columns import Column, Lang
from khparse.output.rows.csv import as_csv
from khparse.output.rows.markdown import as_markdown, cell
from khparse.output.words import opening, plain

_COLUMNS = (
    Column("series", "text", 6, "Chuỗi", "Series"),
    Column("old", "text", 24, "Tệp cũ", "Old file"),
    Column("old_title", "text", 24, "Bản cũ", "Old version"),
    Column("old_date", "date", 11, "Ngày (cũ)", "Old date"),
    Column("new", "text", 24, "Tệp mới", "New file"),
    Column("new_title", "text", 24, "Bản mới", "New version"),
    Column("new_date", "date", 11, "Ngày (mới)", "New date"),
    Column("similarity", "text", 8, "Giống nhau", "Similarity"),
    Column("basis", "names", 24, "Cơ sở", "Basis"),
    Column("doubts", "names", 24, "Còn ngờ", "Doubts"),
    Column("subject", "text", 40, "Trích yếu", "Subject"),
    Column("old_copies", "names", 24, "Bản sao của tệp cũ", "Copies of the old file"),
    Column("new_copies", "names", 24, "Bản sao của tệp mới", "Copies of the new file"),
)
_COLUMN = {column.name: column for column in _COLUMNS}


# --- Words --------------------------------------------------------------------------------------------------

_ISSUERS = {
    "same": ("cùng cơ quan", "same issuer"),
    "succeeded": ("cơ quan kế thừa", "issuer that took over"),
}
_DOUBTS: dict[Doubt, tuple[str, str]] = {
    "issuer": ("chưa chắc cùng cơ quan", "perhaps another issuer"),
    "subject": ("trích yếu khác nhiều", "subjects differ"),
    "text": ("nội dung khác nhiều", "texts differ"),
    "period": ("kỳ kế hoạch khác nhau", "periods of other length"),
    "date": ("chưa rõ bản nào trước", "order unknown"),
}


def _basis(alike: Likeness, lang: Lang) -> list[str]:
    """Return what a link is based on, in words."""
    at = lang == "en"
    found = [_ISSUERS[alike.issuer][at]] if alike.issuer in _ISSUERS else []
    if alike.subject is not None and alike.subject >= LIKE_SUBJECT:
        is_same = alike.subject >= SAME_SUBJECT
        found.append(
            ("cùng trích yếu", "same subject")[at] if is_same else ("trích yếu gần giống", "like subject")[at]
        )
    if alike.text is not None and alike.text >= SOME_TEXT:
        found.append(("nội dung giống", "like text")[at] + f" {alike.text:.0%}")
    return found


# --- Rows ---------------------------------------------------------------------------------------------------


def rows_of(series: list[Series], alone: list[Version], lang: Lang) -> list[Row]:
    """Return a row for each link, and one for each document without another version."""
    rows = [_row(link, at, lang) for at, found in enumerate(series, 1) for link in found.links]
    blank: Row = {column.name: [] if column.type == "names" else None for column in _COLUMNS}
    return rows + [{**blank, **_side("old", version), "subject": version.plan.subject} for version in alone]


def _row(link: Link, series: int, lang: Lang) -> Row:
    alike = link.likeness
    return {
        "series": str(series),
        **_side("old", link.old),
        **_side("new", link.new),
        "similarity": f"{alike.similarity:.0%}",
        "basis": _basis(alike, lang),
        "doubts": [_DOUBTS[doubt][lang == "en"] for doubt in alike.doubts],
        "subject": link.new.plan.subject or link.old.plan.subject,
    }


def _side(name: str, version: Version) -> Row:
    return {
        name: version.plan.name,
        f"{name}_title": version.plan.title,
        f"{name}_date": version.plan.date,
        f"{name}_copies": [copy.name for copy in version.copies],
    }


# --- Formats ------------------------------------------------------------------------------------------------


def to_json(series: list[Series], alone: list[Version]) -> str:
    """Return `{"series": [{"versions": […], "links": […]}], "alone": […]}`; a link is from each to the next."""
    found = [
        {"versions": [_version(v) for v in chain.versions], "links": [_link(link) for link in chain.links]}
        for chain in series
    ]
    return (
        json.dumps({"series": found, "alone": list(map(_version, alone))}, ensure_ascii=False, indent=2)
        + "\n"
    )


def to_json_lines(series: list[Series], alone: list[Version]) -> str:
    """Return each link as one line with both versions, then each document alone, with `new` null."""
    lines = [
        {"series": at, **_link(link), "old": _version(link.old), "new": _version(link.new)}
        for at, chain in enumerate(series, 1)
        for link in chain.links
    ]
    lines += [{"series": None, "old": _version(version), "new": None} for version in alone]
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)


def _version(version: Version) -> dict[str, Any]:
    plan = version.plan
    return {
        "file": plan.name,
        "title": plan.title,
        "number": plan.number,
        "date": plan.date,
        "year": plan.year,
        "issuer": plan.issuer,
        "subject": plan.subject,
        "sha256": plan.sha256,
        "copies": [copy.name for copy in version.copies],
    }


def _link(link: Link) -> dict[str, Any]:
    alike = link.likeness
    return {
        "old": link.old.plan.name,
        "new": link.new.plan.name,
        "similarity": round(alike.similarity, 3),
        "issuer": alike.issuer,
        "subject": None if alike.subject is None else round(alike.subject, 3),
        "text": None if alike.text is None else round(alike.text, 3),
        "doubts": list(alike.doubts),
    }


def to_csv(series: list[Series], alone: list[Version], lang: Lang = "vi") -> str:
    """Return the rows as CSV, as `khparse.output.rows.csv` says: for Excel, and nothing is run as a formula."""
    return as_csv(_COLUMNS, rows_of(series, alone, lang), lang)


def to_markdown(series: list[Series], alone: list[Version], lang: Lang = "vi") -> str:
    """Return the links as a table with the columns that have a value, and the documents alone as a list."""
    table = as_markdown(_COLUMNS, rows_of(series, [], lang), lang) or f"{_none(lang)}\n"
    if not alone:
        return table
    columns = [_COLUMN[name] for name in ("old", "old_title", "old_copies")]
    listed = [
        ": ".join(filter(None, (cell(row, column) for column in columns))) for row in rows_of([], alone, lang)
    ]
    return f"{table}\n{_alone(len(alone), lang)}:\n\n" + "".join(f"- {line}\n" for line in listed)


def to_table(series: list[Series], alone: list[Version], lang: Lang = "vi") -> str:
    """Return the links as a table as wide as the terminal that stdout is, and how many documents are alone."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold cyan")
    table.add_column(("Bản cũ", "Old version")[lang == "en"], overflow="fold", ratio=4)
    table.add_column(("Bản mới", "New version")[lang == "en"], overflow="fold", ratio=4)
    table.add_column(("Giống nhau", "Similarity")[lang == "en"], justify="right", no_wrap=True)
    table.add_column(("Cơ sở", "Basis")[lang == "en"], overflow="fold", ratio=3)
    for at, found in enumerate(series, 1):
        for row in rows_of([found], [], lang):
            basis = Text("\n".join(row["basis"]))
            for doubt in row["doubts"]:
                basis.append(f"\n? {doubt}", "yellow")
            table.add_row(
                Text("\n".join(_told(row, "old"))),
                Text("\n".join(_told(row, "new"))),
                Text(row["similarity"], "yellow" if row["doubts"] else "green"),
                basis,
                end_section=at < len(series) and row["new"] == found.versions[-1].plan.name,
            )
    with console.capture() as capture:
        console.print(table if series else _none(lang))
        if alone:
            console.print(f"{_alone(len(alone), lang)}.", style="dim")
        for version in alone:
            if version.copies:
                names = [version.plan.name, *(copy.name for copy in version.copies)]
                console.print(" = ".join(map(plain, names)), style="dim")
    return capture.get()


def _told(row: Row, side: str) -> list[str]:
    """Return file, title and date, and copies of a version, each for a line."""
    told = [row[f"{side}_title"], printed_date(row[f"{side}_date"])]
    copies = [f"= {name}" for name in row[f"{side}_copies"]]
    return [plain(row[side]), opening(", ".join(filter(None, told)), 20), *map(plain, copies)]


def _none(lang: Lang) -> str:
    return ("Không có văn bản nào là bản tiếp nối của văn bản khác.", "No plan is a version of another.")[
        lang == "en"
    ]


def _alone(count: int, lang: Lang) -> str:
    if lang == "vi":
        return f"{count} văn bản không có bản nào khác"
    return f"{count} documents have no other version" if count > 1 else "1 document has no other version"
