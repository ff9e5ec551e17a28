"""What `khparse tasks`, `deadlines` and `refs` share: their options, collecting rows, and printing them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

import typer

from khparse.cli.reading import Reading, check_output, format_for, named
from khparse.cli.streams import on_terminal, open_bytes

if TYPE_CHECKING:
    from khparse.facts.rows import Due
    from khparse.facts.selection import Role, Selection
    from khparse.models import Plan
    from khparse.output.rows.cells import Row
    from khparse.output.rows.columns import Kind, Lang
    from khparse.readers.options import ReadOptions

TableFormat = Literal["table", "json", "jsonl", "csv", "xlsx", "md"]
DatedFormat = Literal["table", "json", "jsonl", "csv", "xlsx", "md", "ics"]

_FORMATS: dict[str, DatedFormat] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".md": "md",
    ".markdown": "md",
    ".ics": "ics",
}
_FORMAT_HELP = "Default: by the suffix of OUT; a table on a terminal; else JSON."

AsTable = Annotated[TableFormat | None, typer.Option("--format", help=_FORMAT_HELP)]
AsDated = Annotated[DatedFormat | None, typer.Option("--format", help=_FORMAT_HELP)]
Language = Annotated[
    Literal["vi", "en"], typer.Option("--lang", help="Language of headings and of recurrences.")
]
OfAgency = Annotated[
    str | None,
    typer.Option(
        "--agency",
        metavar="NAME",
        callback=named,
        help="Only those of this body: any of its names, and those it had before or has had since.",
    ),
]
OfRole = Annotated[
    Literal["lead", "support"] | None, typer.Option("--role", help="Only what it leads, or supports.")
]
InSection = Annotated[
    str | None,
    typer.Option("--section", metavar="ID", help="Only those in this section, such as III/2, and below it."),
]
Alarms = Annotated[
    list[int] | None,
    typer.Option(
        "--alarm", metavar="DAYS", min=0, max=3650, help="For ics: remind so many days before; repeatable."
    ),
]

_DATE = r"(?:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2}))"


def _day(text: str) -> str:
    """Return the ISO date that `20/12/2025` or `2025-12-20` is."""
    match = re.fullmatch(_DATE, text.strip(), re.ASCII)
    if match:
        day, month, year = match.group(1, 2, 3) if match[3] else match.group(6, 5, 4)
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            pass
    raise typer.BadParameter(f"{text!r} is no date such as 20/12/2025 or 2025-12-20.")


From = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", parser=_day, help="Only times that don't end before this day."),
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", parser=_day, help="Only times that don't begin after this day."),
]


def selection_of(
    agency: str | None = None,
    role: Role | None = None,
    start: str | None = None,
    end: str | None = None,
    section: str | None = None,
) -> Selection:
    """Return what a user chose."""
    from khparse.facts.selection import Selection

    if start and end and start > end:
        raise typer.BadParameter("it is before --from.", param_hint="--to")
    return Selection(agency, role, start, end, section)


def print_rows(
    kind: Kind,
    files: list[str],
    selection: Selection,
    options: ReadOptions,
    output: str | None,
    format: DatedFormat | None,
    lang: Lang,
    alarms: list[int] | None = None,
) -> None:
    """Print the rows of one kind that `selection` chooses in all inputs.

    Ends the program as `khparse extract` does: 3 when nothing could be read, 4 when some inputs could not.
    """
    check_output(output, files)
    format = format or _default(kind, output)
    if format == "xlsx" and output is None and on_terminal():
        raise typer.BadParameter("a workbook can't be shown on a terminal; choose a file.", param_hint="-o")
    collection = _Collection(kind, format, lang, selection, alarms or [])
    with open_bytes(output) as stream:
        reading = Reading(files, options, output, rescue=lambda: collection.write(stream))
        for found in reading:
            for plan in found.plans:
                collection.add(plan)
        if not collection.write(stream):
            reading.fail()
    if selection.agency and not collection.knows_agency:
        typer.echo(f"khparse: no plan has a task of {selection.agency}", err=True)
    reading.end()


def _default(kind: Kind, output: str | None) -> DatedFormat:
    if output is None:
        return "table" if on_terminal() else "json"
    format = format_for(output, _FORMATS, "json")
    if format == "ics" and kind == "references":
        raise typer.BadParameter("references have no dates for a calendar.", param_hint="-o")
    return format


class _Collection:
    """The rows chosen in all plans, in the order of the inputs.

    `knows_agency` tells whether any plan names the body that was chosen: it may have another name there.
    """

    knows_agency = False

    def __init__(
        self, kind: Kind, format: DatedFormat, lang: Lang, selection: Selection, alarms: list[int]
    ) -> None:
        self._kind: Kind = kind
        self._format = format
        self._lang: Lang = lang
        self._selection = selection
        self._alarms = alarms
        self._plans = 0
        self._rows: dict[Kind, list[Row]] = {"tasks": [], "deadlines": [], "references": []}
        self._dues: list[Due] = []

    def add(self, plan: Plan) -> None:
        """Add the rows of a plan: of all kinds for a workbook, else of the one asked for."""
        from khparse.facts.rows import citations_of, deadlines_of, tasks_of
        from khparse.facts.selection import is_named
        from khparse.output.rows.cells import deadline_row, reference_row, task_row

        self._plans += 1
        agency = self._selection.agency
        self.knows_agency = self.knows_agency or (agency is not None and is_named(agency, plan))
        lang, selection, rows = self._lang, self._selection, self._rows
        if self._format == "ics":
            self._dues += self._calendar(plan)
            return
        if self._wants("tasks"):
            rows["tasks"] += [task_row(row, lang) for row in selection.tasks(tasks_of(plan))]
        if self._wants("deadlines"):
            rows["deadlines"] += [deadline_row(row, lang) for row in selection.deadlines(deadlines_of(plan))]
        if self._wants("references"):
            rows["references"] += [
                reference_row(row, lang) for row in selection.citations(citations_of(plan))
            ]

    def write(self, stream: BinaryIO) -> bool:
        """Print the rows; return whether any plan was read (without one nothing is printed)."""
        if self._plans:
            stream.write(self._rendered())
            stream.flush()
        return self._plans > 0

    def _wants(self, kind: Kind) -> bool:
        return self._format == "xlsx" or kind == self._kind

    def _calendar(self, plan: Plan) -> list[Due]:
        """Return the deadlines for a calendar: those chosen, or those of the tasks chosen."""
        from khparse.facts.rows import Due, deadlines_of, tasks_of

        if self._kind == "deadlines":
            return self._selection.deadlines(deadlines_of(plan))
        dues = [
            Due(plan, deadline, task.assignment, task.headings)
            for task in self._selection.tasks(tasks_of(plan))
            for deadline in task.deadlines
        ]
        return self._selection._replace(section=None).deadlines(dues)

    def _calendar_text(self) -> str:
        from khparse.output.ics import left_out, to_ics

        undated = left_out(self._dues)
        if undated:
            typer.echo(
                f"khparse: {undated} of {len(self._dues)} deadlines have no date for a calendar", err=True
            )
        return to_ics(self._dues, self._lang, self._alarms)

    def _rendered(self) -> bytes:
        kind, lang = self._kind, self._lang
        if self._format == "xlsx":
            from khparse.output.rows.xlsx import to_xlsx

            return to_xlsx(self._rows, kind, lang)
        return self._text(kind, self._rows[kind], lang).encode()

    def _text(self, kind: Kind, rows: list[Row], lang: Lang) -> str:
        match self._format:
            case "ics":
                return self._calendar_text()
            case "csv":
                from khparse.output.rows.csv import to_csv

                return to_csv(kind, rows, lang)
            case "md":
                from khparse.output.rows.markdown import to_markdown

                return to_markdown(kind, rows, lang)
            case "table":
                from khparse.output.rows.terminal import to_table

                return to_table(kind, rows, lang)
            case _:
                from khparse.output.rows.json import to_json, to_json_lines

                return to_json_lines(rows) if self._format == "jsonl" else to_json(rows)
