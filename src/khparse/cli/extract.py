"""`khparse extract`: documents to plans."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from khparse.cli.reading import Files, Output, Reading, check_output, format_for
from khparse.cli.streams import (
    Debug,
    Encoding,
    MaxBytes,
    Ocr,
    OcrLanguage,
    Timeout,
    on_terminal,
    open_output,
    read_options,
)
from khparse.errors import ExitCode

if TYPE_CHECKING:
    from khparse.models import Plan

    Writer = Callable[[Plan, str | None], str]


class Format(StrEnum):
    """How plans are printed."""

    JSON = "json"
    JSONL = "jsonl"
    YAML = "yaml"
    AKN = "akn"


_SUFFIXES = {
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".yaml": Format.YAML,
    ".yml": Format.YAML,
    ".akn": Format.AKN,
}


def extract(
    files: Files,
    output: Output = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", help="Default: by the suffix of OUT; a summary on a terminal; else JSON."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="PARTS", help="Only these parts, such as metadata,references."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 5 when a plan has warnings.")] = False,
    encoding: Encoding = None,
    ocr: Ocr = "auto",
    ocr_lang: OcrLanguage = None,
    max_bytes: MaxBytes = None,
    timeout: Timeout = None,
    debug: Debug = False,
) -> None:
    """Print the facts of documents as JSON: one document for one input, JSON Lines for several.

    On a terminal a summary is printed instead, unless --format, --only or --output asks for data. `khparse
    formats` lists what can be read.
    """
    parts = _parts(only or [])
    check_output(output, files)
    options = read_options(encoding, ocr, ocr_lang, max_bytes, timeout)
    alone = _writer(format, output, parts, several=False)
    among_others = _writer(format, output, parts, several=True)
    warned = False
    with open_output(output) as stream:
        printer = _Printer(stream, alone, among_others, several=len(files) > 1)
        reading = Reading(files, options, output, printer.begin, printer.finish)
        for found in reading:
            for plan in found.plans:
                printer.add(plan, found.text)
                warned |= strict and _warn(found.name, plan)
        if not printer.finish():
            reading.fail()
    reading.end()
    if warned:
        raise typer.Exit(ExitCode.WARNINGS)


class _Printer:
    """Prints plans: a single one as a document, several as JSON Lines.

    How many inputs there are in an archive shows when they are read: the first plan waits for the second input.
    """

    def __init__(self, stream: TextIO, alone: Writer, among_others: Writer, several: bool) -> None:
        self._stream = stream
        self._alone = alone
        self._among_others = among_others
        self._several = several
        self._begun = False
        self._waiting: tuple[Plan, str | None] | None = None
        self._printed = False

    def begin(self) -> None:
        """Note that another input begins."""
        self._several |= self._begun
        self._begun = True
        self._print()

    def add(self, plan: Plan, text: str | None) -> None:
        """Print a plan, or keep it until it is known to be one of several."""
        if self._waiting is not None:
            self._several = True
            self._print()
        self._waiting = plan, text
        if self._several:
            self._print()

    def finish(self) -> bool:
        """Print what is waiting; return whether anything was printed."""
        self._print()
        return self._printed

    def _print(self) -> None:
        if self._waiting is not None:
            write = self._among_others if self._several else self._alone
            self._stream.write(write(*self._waiting))
            self._stream.flush()
            self._waiting, self._printed = None, True


def _parts(only: list[str]) -> list[str]:
    """Return the parts asked for, with lists that are joined by commas taken apart."""
    from khparse.output.json import PARTS

    names = [name.strip() for joined in only for name in joined.split(",") if name.strip()]
    for name in names:
        if name not in PARTS:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(PARTS)}.", param_hint="--only")
    return names


def _writer(format: Format | None, output: str | None, parts: list[str], several: bool) -> Writer:
    """Return the function that turns a plan and its text, alone or one of several, into what is printed."""
    if format is None and output is None and not parts and on_terminal():
        from khparse.output.summary import to_summary

        return lambda plan, text: to_summary(plan, parts)
    if format is None:
        format = format_for(output, _SUFFIXES, Format.JSON)
    if format is Format.YAML:
        from khparse.output.yaml import to_yaml

        return lambda plan, text: to_yaml(plan, parts)
    if format is Format.AKN:
        if several:
            return _refuse_several
        from khparse.output.akn import to_akn

        return to_akn
    from khparse.output.json import to_json, to_json_line

    to_text = to_json_line if several or format is Format.JSONL else to_json
    return lambda plan, text: to_text(plan, parts)


def _refuse_several(plan: Plan, text: str | None) -> str:
    raise typer.BadParameter("Akoma Ntoso holds one document; give one FILE.", param_hint="--format")


def _warn(name: str, plan: Plan) -> bool:
    """Print a line about the warnings of a plan; return whether there are any."""
    codes = [note.code for note in plan.notes if note.level == "warning"]
    if codes:
        count = f"{len(codes)} warning{'s' * (len(codes) > 1)}"
        typer.echo(f"khparse: {name}: {count} ({', '.join(dict.fromkeys(codes))})", err=True)
    return bool(codes)
