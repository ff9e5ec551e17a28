"""`khparse digest`: a digest of plans as a Word document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from khparse.cli.reading import Files, Output, Reading, check_output, format_for, named
from khparse.cli.streams import (
    Debug,
    Encoding,
    MaxBytes,
    Ocr,
    OcrLanguage,
    Timeout,
    on_terminal,
    open_bytes,
    read_options,
    report,
)
from khparse.errors import UnreadableError


def digest(
    files: Files,
    output: Output = None,
    lang: Annotated[Literal["vi", "en"], typer.Option("--lang", help="Language of the digest.")] = "vi",
    agency: Annotated[
        str | None,
        typer.Option(
            "--agency",
            metavar="NAME",
            callback=named,
            help="Only the tasks of this agency, under any of its names.",
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
    if output is None and on_terminal():
        raise typer.BadParameter("a terminal can't show a Word document; name a file.", param_hint="--output")
    format_for(output, {".docx": "docx"}, "docx")
    check_output(output, [*files, *([template] if template else [])])
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
    with open_bytes(output) as stream:
        stream.write(content)
        stream.flush()
    reading.end()
