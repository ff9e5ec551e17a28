"""`khparse view`: documents as a web page in which the facts are marked."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from khparse.cli.reading import Files, Output, Reading, check_output, format_for
from khparse.cli.streams import (
    Debug,
    Encoding,
    MaxBytes,
    Ocr,
    OcrLanguage,
    Timeout,
    open_output,
    read_options,
)


def view(
    files: Files,
    output: Output = None,
    lang: Annotated[
        Literal["vi", "en"], typer.Option("--lang", help="Language of the page around the text.")
    ] = "vi",
    encoding: Encoding = None,
    ocr: Ocr = "auto",
    ocr_lang: OcrLanguage = None,
    max_bytes: MaxBytes = None,
    timeout: Timeout = None,
    debug: Debug = False,
) -> None:
    """Make a web page that shows the text of documents with their facts marked, and lists that lead into it.

    It is one file that needs no network. Several documents become one page with a switch between them.
    """
    check_output(output, files)
    format_for(output, {".html": "html", ".htm": "html"}, "html")
    options = read_options(encoding, ocr, ocr_lang, max_bytes, timeout)
    from khparse.output.view.page import Source, to_page

    reading = Reading(files, options, output)
    sources = [Source(plan, found.text) for found in reading for plan in found.plans]
    if not sources:
        reading.fail()
    with open_output(output) as stream:
        stream.write(to_page(sources, lang))
    reading.end()
