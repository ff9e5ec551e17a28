"""The typer application: options of the command as a whole, and the commands it has."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from khparse._version import __version__

COMMANDS = (
    "extract", "batch", "report", "tasks", "deadlines", "refs", "diff", "digest", "view", "text", "outline", "formats",
    "schema",
)  # fmt: skip
"""The commands in the order of the help: each is the function of its name in the module of its name."""


class _Commands(TyperGroup):
    """Imports a command when it is asked for, so that ten commands start as quickly as one."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        function = getattr(import_module(f"khparse.cli.{cmd_name}"), cmd_name)
        alone = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
        alone.command(cmd_name, context_settings=_HELP)(function)
        return get_command(alone)


_HELP = {"help_option_names": ["-h", "--help"]}

# Plain help: rich help would cost each `--help` 0.3 s.
app = typer.Typer(
    cls=_Commands,
    help="Parse Vietnamese administrative plans (kế hoạch) into typed JSON.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=_HELP,
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
