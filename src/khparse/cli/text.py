"""`khparse text`: the text that all offsets refer to."""

from __future__ import annotations

from typing import Annotated

import typer

from khparse.cli.streams import Debug, Encoding, open_output, read_input, report


def text(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Document, or - for standard input.")],
    encoding: Encoding = None,
    debug: Debug = False,
) -> None:
    """Print the text that spans refer to, as UTF-8 with no newline added."""
    try:
        document = read_input(file, encoding)
    except Exception as error:
        raise typer.Exit(report(file, error)) from None
    with open_output() as stream:
        stream.write(document.text)
