"""`khparse digest`: a digest of plans as a Word document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from khparse.cli.reading import Files, Reading, check_output
from khparse.cli.streams import Debug, Encoding, MaxBytes, Ocr, OcrLanguage, Timeout, read_options, report
from khparse.errors import UnreadableError


def digest(
    files: Files,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="Write the .docx to this file, whole or not at all; - for stdout.",
        ),
    ] = None,
    lang: Annotated[Literal["vi", "en"], typer.Option("--lang", help="Language of the digest.")] = "vi",
    agency: Annotated[
        str | None,
        typer.Option(
            "--agency", metavar="NAME", help="Only the tasks of this agency, under any of its names."
        ),
    ] = None,
    office: Annotated[
        str | None,
        typer.Option("--office", metavar="NAME", help="The office that has the digest made, for its head."),
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            metavar="DOCX",
            help="An office's own document: its styles, margins and header; the digest goes to {{digest}}.",
        ),
    ] = None,
    key_terms: Annotated[
        bool, typer.Option("--key-terms", help="Add key terms, with underthesea where it is installed.")
    ] = False,
    encoding: Encoding = None,
    ocr: Ocr = "auto",
    ocr_lang: OcrLanguage = None,
    max_bytes: MaxBytes = None,
    timeout: Timeout = None,
    debug: Debug = False,
) -> None:
    """Make a digest of plans for people: what, who, until when, on what basis, and what to check.

    Several plans become one digest: a chapter each, and a common timetable.
    """
    if output is None and _is_terminal():
        raise typer.BadParameter("a terminal can't show a Word document; name a file.", param_hint="--output")
    target = None if output in (None, "-") else output
    check_output(target, [*files, *([template] if template else [])])
    options = read_options(encoding, ocr, ocr_lang, max_bytes, timeout)
    from khparse.output.digest import Wanted, to_digest

    try:
        blank = Path(template).read_bytes() if template else None
    except OSError as error:
        raise typer.Exit(report(template or "", error)) from None
    reading = Reading(files, options)
    plans = [plan for found in reading for plan in found.plans]
    if not plans:
        reading.fail()
    try:
        content = to_digest(plans, Wanted(lang, agency, office, blank, key_terms))
    except UnreadableError as error:  # the inputs are read: it is the template
        raise typer.Exit(report(template or "", error)) from None
    except Exception as error:
        raise typer.Exit(report("digest", error)) from None
    _write(content, target)
    reading.end()


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _write(content: bytes, target: str | None) -> None:
    """Write the digest to the file `target`, whole or not at all, or to standard output."""
    try:
        if target is None:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            from khparse.output.file import replace_bytes

            with replace_bytes(target) as stream:
                stream.write(content)
    except OSError as error:
        raise typer.Exit(report(target or "standard output", error)) from None
