"""`khparse formats`: what can be read, and what that needs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from khparse.cli.streams import on_terminal, open_output


class FormatsFormat(StrEnum):
    """How the formats are printed."""

    TEXT = "text"
    JSON = "json"


def formats(
    format: Annotated[
        FormatsFormat | None,
        typer.Option("--format", help="Default: a table on a terminal, else JSON."),
    ] = None,
) -> None:
    """Print the formats that are read, what each needs, and how to install what is missing."""
    from khparse.output.formats import formats_json, formats_text
    from khparse.readers.needs import needs

    if format is None:
        format = FormatsFormat.TEXT if on_terminal() else FormatsFormat.JSON
    with open_output() as stream:
        stream.write(formats_text(needs()) if format is FormatsFormat.TEXT else formats_json(needs()))
