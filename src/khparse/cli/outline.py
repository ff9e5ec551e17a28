"""`khparse outline`: the units of a document."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from khparse.cli.reading import read_plan
from khparse.cli.streams import (
    Debug,
    Encoding,
    MaxBytes,
    Ocr,
    OcrLanguage,
    Timeout,
    open_output,
    read_options,
    report,
)


class OutlineFormat(StrEnum):
    """How the outline is printed."""

    TEXT = "text"
    JSON = "json"


def outline(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="Document, archive.zip!/document, or khparse's own JSON; - for standard input.",
        ),
    ],
    format: Annotated[OutlineFormat, typer.Option("--format", help="How to print it.")] = OutlineFormat.TEXT,
    encoding: Encoding = None,
    ocr: Ocr = "auto",
    ocr_lang: OcrLanguage = None,
    max_bytes: MaxBytes = None,
    timeout: Timeout = None,
    debug: Debug = False,
) -> None:
    """Print the outline: the id and heading of each unit, indented by its level."""
    from khparse.output.outline import outline_json, outline_text

    options = read_options(encoding, ocr, ocr_lang, max_bytes, timeout)
    try:
        plan = read_plan(file, options)
    except Exception as error:
        raise typer.Exit(report(file, error)) from None
    with open_output() as stream:
        stream.write(outline_json(plan) if format is OutlineFormat.JSON else outline_text(plan))
