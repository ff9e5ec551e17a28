"""`khparse schema`: the JSON Schema of what khparse prints."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from khparse.cli.streams import open_output


def schema(
    of: Annotated[
        Literal["plan", "diff", "report"],
        typer.Argument(
            metavar="[plan|diff|report]",
            help="plan: what extract prints; diff: what diff prints; report: what report prints.",
        ),
    ] = "plan",
) -> None:
    """Print the JSON Schema of a plan, of a comparison of two, or of the figures of an archive."""
    if of == "plan":
        from khparse.output.schema import schema_json
    elif of == "diff":
        from khparse.output.comparison.json import schema_json
    else:
        from khparse.output.overview.json import schema_json
    with open_output() as stream:
        stream.write(schema_json())
