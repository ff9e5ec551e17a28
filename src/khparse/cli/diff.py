"""`khparse diff`: what changed between two plans, and which plans of a folder are versions of one another."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from khparse.cli.reading import Output, check_output, format_for, named, read_plan
from khparse.cli.streams import (
    Debug,
    Encoding,
    MaxBytes,
    Ocr,
    OcrLanguage,
    Timeout,
    limited_to,
    on_terminal,
    open_bytes,
    read_options,
    report,
)
from khparse.errors import ExitCode

if TYPE_CHECKING:
    from khparse.compare.models import PlanDiff
    from khparse.models import Plan
    from khparse.readers.options import ReadOptions

Format = Literal["summary", "json", "jsonl", "md", "html", "docx", "xlsx", "csv"]
_SUFFIXES: dict[str, Format] = {
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".md": "md", ".markdown": "md",
    ".html": "html", ".htm": "html", ".docx": "docx", ".xlsx": "xlsx", ".csv": "csv",
}  # fmt: skip
_BINARY = ("docx", "xlsx")
_OF_MATRIX = ("summary", "json", "jsonl", "csv", "md")
_OF_COUNTS = ("summary", "json")
_DIFFERENT = 1
_ONLY = {
    "metadata": "metadata", "sections": "section", "references": "reference", "assignments": "assignment",
    "tasks": "assignment", "deadlines": "deadline", "recipients": "recipient", "signature": "signature",
}  # fmt: skip


def diff(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OLD NEW",
            help="Two documents, archive.zip!/document, or khparse's own JSON; - for standard input.",
        ),
    ] = None,
    output: Output = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", help="Default: by the suffix of OUT; a summary on a terminal; else JSON."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="PARTS", help="Only changes of these parts, such as assignments,deadlines."
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="KINDS",
            help="Leave out: rollover, wording, moves, succession, identity (number and date); by commas.",
        ),
    ] = None,
    agency: Annotated[
        str | None,
        typer.Option(
            "--agency",
            metavar="NAME",
            callback=named,
            help="Only what concerns this body, under any of its names.",
        ),
    ] = None,
    stat: Annotated[bool, typer.Option("--stat", help="Only count the changes.")] = False,
    by: Annotated[
        Literal["word", "syllable"],
        typer.Option("--by", help="Mark whole Vietnamese words, or syllables (quicker)."),
    ] = "word",
    lang: Annotated[
        Literal["vi", "en"] | None,
        typer.Option("--lang", help="Language of the result (default: vi; of the summary en)."),
    ] = None,
    matrix: Annotated[
        str | None,
        typer.Option(
            "--matrix", metavar="DIR", help="List which plans of a folder are versions of one another."
        ),
    ] = None,
    encoding: Encoding = None,
    ocr: Ocr = "auto",
    ocr_lang: OcrLanguage = None,
    max_bytes: MaxBytes = None,
    timeout: Timeout = None,
    debug: Debug = False,
) -> None:
    """Compare two plans: sections, references, tasks, deadlines, words.

    Ends with 0 when nothing changed, 1 when something did, 2 for wrong usage, 3 when one can't be read.
    """
    options = read_options(encoding, ocr, ocr_lang, max_bytes, timeout)
    names = files or []
    chosen_format = _format(format, output, matrix is not None)
    if matrix is not None:
        from khparse.cli.matrix import list_versions

        if names:
            raise typer.BadParameter("it takes the place of OLD and NEW.", param_hint="--matrix")
        if only or ignore or agency or stat:
            raise typer.BadParameter("it compares whole plans and lists all of them.", param_hint="--matrix")
        list_versions(matrix, output, chosen_format, lang, options)
        return
    if len(names) != 2 or names.count("-") == 2:
        raise typer.BadParameter(
            "two plans are compared: OLD and NEW, one of which may be -.", param_hint="OLD NEW"
        )
    if stat and chosen_format not in _OF_COUNTS:
        raise typer.BadParameter(f"counts are printed as {' or '.join(_OF_COUNTS)}.", param_hint="--stat")
    check_output(output, names)
    parts, ignored = _parts(only), _ignored(ignore)
    old, new = (_plan(name, options) for name in names)
    try:
        with limited_to(options, " and ".join(names), old.source.characters + new.source.characters):
            found = _compared(old, new, by, parts, ignored, agency)
            content = _rendered(found, old, new, chosen_format, lang, stat)
            if agency and not found.changes:
                _note_unknown(agency, old, new)
    except Exception as error:
        raise typer.Exit(_failed("diff", error)) from None
    _write(content, output)
    raise typer.Exit(_DIFFERENT if found.changes else ExitCode.OK)


def _format(asked_for: Format | None, output: str | None, is_matrix: bool) -> Format:
    """Return what to print: as asked for, by the suffix of the file, else a summary for a terminal or JSON."""
    format = asked_for or _default(output)
    if is_matrix and format not in _OF_MATRIX:
        raise typer.BadParameter(f"a matrix is printed as {', '.join(_OF_MATRIX)}.", param_hint="--format")
    if not is_matrix and format == "csv":
        raise typer.BadParameter("csv is for --matrix; choose xlsx or jsonl.", param_hint="--format")
    if output is None and on_terminal() and format in _BINARY:
        raise typer.BadParameter(f"a terminal can't show {format}; name a file.", param_hint="--output")
    return format


def _default(output: str | None) -> Format:
    if output is None and on_terminal():
        return "summary"
    return format_for(output, _SUFFIXES, "json")


def _listed(options: list[str] | None) -> list[str]:
    return [name.strip().lower() for option in options or [] for name in option.split(",") if name.strip()]


def _parts(only: list[str] | None) -> set[str]:
    names = _listed(only)
    unknown = [name for name in names if name not in _ONLY]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(_ONLY)}.", param_hint="--only")
    return {_ONLY[name] for name in names}


def _ignored(ignore: list[str] | None) -> set[str]:
    from khparse.compare.selection import Ignored

    names = _listed(ignore)
    unknown = [name for name in names if name not in get_args(Ignored)]
    if unknown:
        known = ", ".join(get_args(Ignored))
        raise typer.BadParameter(f"{unknown[0]!r} is none of {known}.", param_hint="--ignore")
    return set(names)


def _plan(name: str, options: ReadOptions) -> Plan:
    """Return the one plan that an input holds; end the program where it can't be read."""
    try:
        return read_plan(name, options)
    except Exception as error:
        raise typer.Exit(_failed(name, error)) from None


def _failed(name: str, error: Exception) -> int:
    """Report an error; return its exit code, which is never that of a difference."""
    code = report(name, error)
    return int(ExitCode.UNREADABLE) if code == _DIFFERENT else code


def _note_unknown(agency: str, old: Plan, new: Plan) -> None:
    """Say that neither plan gives a body anything to do: its name may be another there."""
    from khparse.facts.selection import is_named

    if not is_named(agency, old) and not is_named(agency, new):
        sys.stderr.write(f"khparse: neither plan has a task of {agency}\n")


def _compared(
    old: Plan,
    new: Plan,
    by: Literal["word", "syllable"],
    parts: set[str],
    ignored: set[str],
    agency: str | None,
) -> PlanDiff:
    from khparse.compare.plans import diff as compare
    from khparse.compare.selection import chosen

    found = compare(old, new, by)
    if not (parts or ignored or agency):
        return found
    return chosen(found, new, parts, ignored, agency)  # type: ignore[arg-type]  # both were checked


def _rendered(
    found: PlanDiff, old: Plan, new: Plan, format: Format, lang: Literal["vi", "en"] | None, stat: bool
) -> str | bytes:
    readers_language = lang or "vi"
    match format:
        case "summary":
            from khparse.output.comparison.summary import to_counts, to_summary

            return to_counts(found, lang or "en") if stat else to_summary(found, old, new, lang or "en")
        case "md":
            from khparse.output.comparison.markdown import to_markdown

            return to_markdown(found, old, new, readers_language)
        case "html":
            from khparse.output.comparison.html.page import to_page

            return to_page(found, old, new, readers_language)
        case "docx":
            from khparse.output.comparison.docx import to_docx

            return to_docx(found, old, new, readers_language)
        case "xlsx":
            from khparse.output.comparison.xlsx import to_xlsx

            return to_xlsx(found, old, new, readers_language)
        case "jsonl":
            from khparse.output.comparison.json import to_json_lines

            return to_json_lines(found)
        case _:
            from khparse.output.comparison.json import to_counts as counts_as_json
            from khparse.output.comparison.json import to_json

            return counts_as_json(found) if stat else to_json(found)


def _write(content: str | bytes, output: str | None) -> None:
    with open_bytes(output) as stream:
        stream.write(content.encode() if isinstance(content, str) else content)
        stream.flush()
