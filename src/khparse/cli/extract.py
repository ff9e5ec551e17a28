"""`khparse extract`: documents to plans."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khparse.cli.streams import Debug, Encoding, open_output, read_input, report
from khparse.errors import ExitCode

if TYPE_CHECKING:
    from khparse.models import Plan

    Writer = Callable[[Plan, list[str]], str]


class Format(StrEnum):
    """How plans are printed."""

    JSON = "json"
    JSONL = "jsonl"
    YAML = "yaml"


_SUFFIXES = {".jsonl": Format.JSONL, ".ndjson": Format.JSONL, ".yaml": Format.YAML, ".yml": Format.YAML}


def extract(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Documents: .txt, .md, .docx; - for standard input."),
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="OUT", help="Write to this file, whole or not at all."),
    ] = None,
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
    debug: Debug = False,
) -> None:
    """Print the facts of documents as JSON: one document for one file, JSON Lines for several.

    On a terminal a summary is printed instead, unless --format, --only or --output asks for data.
    """
    from khparse.pipeline import parse_document

    parts = _parts(only or [])
    _check_output(output, files)
    write = _writer(format, output, parts, several=len(files) > 1)
    failures: list[int] = []
    warned = False
    with open_output(output) as stream:
        for name in files:
            try:
                plan = parse_document(read_input(name, encoding))
                text = write(plan, parts)
            except Exception as error:
                failures.append(report(name, error))
                continue
            stream.write(text)
            stream.flush()
            warned |= strict and _warn(name, plan)
        if len(failures) == len(files):
            raise typer.Exit(failures[0])
    if failures:
        raise typer.Exit(ExitCode.SOME_FAILED)
    if warned:
        raise typer.Exit(ExitCode.WARNINGS)


def _parts(only: list[str]) -> list[str]:
    """Return the parts asked for, with lists that are joined by commas taken apart."""
    from khparse.output.json import PARTS

    names = [name.strip() for joined in only for name in joined.split(",") if name.strip()]
    for name in names:
        if name not in PARTS:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(PARTS)}.", param_hint="--only")
    return names


def _check_output(output: str | None, files: list[str]) -> None:
    """Refuse to write the result over an input."""
    target = Path(output) if output else None
    if target and target.exists() and any(Path(f).exists() and target.samefile(f) for f in files):
        raise typer.BadParameter("it is also an input; choose another file.", param_hint="--output")


def _writer(format: Format | None, output: str | None, parts: list[str], several: bool) -> Writer:
    """Return the function that turns a plan into the text to print."""
    if format is None and output is None and not parts and sys.stdout.isatty():
        from khparse.output.summary import to_summary

        return to_summary
    if format is None:
        format = _SUFFIXES.get(Path(output or "").suffix.lower(), Format.JSON)
    if format is Format.YAML:
        from khparse.output.yaml import to_yaml

        return to_yaml
    from khparse.output.json import to_json, to_json_line

    return to_json_line if several or format is Format.JSONL else to_json


def _warn(name: str, plan: Plan) -> bool:
    """Print a line about the warnings of a plan; return whether there are any."""
    codes = [note.code for note in plan.notes if note.level == "warning"]
    if codes:
        count = f"{len(codes)} warning{'s' * (len(codes) > 1)}"
        typer.echo(f"khparse: {name}: {count} ({', '.join(dict.fromkeys(codes))})", err=True)
    return bool(codes)
