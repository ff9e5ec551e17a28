"""The typer application: options of the command as a whole, and the commands it has."""

from __future__ import annotations

from typing import Annotated

import typer

from khparse._version import __version__
from khparse.cli.extract import extract
from khparse.cli.formats import formats
from khparse.cli.outline import outline
from khparse.cli.schema import schema
from khparse.cli.text import text

# Plain help: rich help would cost each `--help` 0.3 s.
app = typer.Typer(
    help="Parse Vietnamese administrative plans (kế hoạch) into typed JSON.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"khparse {__version__}")
        raise typer.Exit


@app.callback()
def _khparse(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


for command in (extract, text, outline, formats, schema):
    app.command()(command)
