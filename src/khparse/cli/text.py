"""`khparse text`: the text that all offsets refer to."""

from __future__ import annotations

from typing import Annotated

import typer

from khparse.cli.streams import (
    Debug,
    Encoding,
    MaxBytes,
    Ocr,
    OcrLanguage,
    Timeout,
    open_output,
    read_input,
    read_options,
    report,
)


def text(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Document, archive.zip!/document, or - for standard input.")
    ],
    encoding: Encoding = None,
    ocr: Ocr = "auto",
    ocr_lang: OcrLanguage = None,
    max_bytes: MaxBytes = None,
    timeout: Timeout = None,
    debug: Debug = False,
) -> None:
    """Print the text that spans refer to, as UTF-8 with no newline added."""
    options = read_options(encoding, ocr, ocr_lang, max_bytes, timeout)
    try:
        document = read_input(file, options)
    except Exception as error:
        raise typer.Exit(report(file, error)) from None
    with open_output() as stream:
        stream.write(document.text)
