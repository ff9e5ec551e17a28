"""What the commands share: reading inputs, opening outputs, and one line for each error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from khparse.errors import ExitCode, KhparseError

if TYPE_CHECKING:
    from khparse.document import Document


def _set_debug(wanted: bool) -> None:
    if wanted:
        os.environ["KHPARSE_DEBUG"] = "1"


Debug = Annotated[
    bool, typer.Option("--debug", callback=_set_debug, help="Print tracebacks (also: KHPARSE_DEBUG=1).")
]
"""The option of all commands that read documents."""


def _known(name: str | None) -> str | None:
    """Return the name of an encoding as results print it; ends the program when it isn't known."""
    if name is None:
        return None
    from khparse.encodings import canonical

    try:
        return canonical(name)
    except KhparseError as error:
        raise typer.BadParameter(f"{error.cause}; {error.remedy}.") from None


Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        callback=_known,
        help="Encoding of texts, such as tcvn3, vni or viscii; without it the text tells.",
    ),
]
"""The option of all commands that read documents."""


def read_input(name: str, encoding: str | None = None) -> Document:
    """Return the document in the file `name`, or on standard input for `-`."""
    from khparse.readers import read_file, read_stream
    from khparse.readers.options import ReadOptions

    options = ReadOptions(encoding=encoding)
    return read_stream(sys.stdin.buffer, options) if name == "-" else read_file(name, options)


@contextmanager
def open_output(path: str | None = None) -> Iterator[TextIO]:
    """Give a text stream to the file `path`, written whole or not at all; without it, standard output.

    Ends the program with one line when it can't be written.
    """
    try:
        if path is None:
            yield sys.stdout
            sys.stdout.flush()
        else:
            from khparse.output.file import replace

            with replace(path) as stream:
                yield stream
    except OSError as error:
        if path is None:  # or Python would fail again when it flushes at its end
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise typer.Exit(report(path or "standard output", error)) from None


def report(name: str, error: Exception) -> int:
    """Print one line about `error` in the input or output called `name`; return the exit code for it."""
    if os.environ.get("KHPARSE_DEBUG"):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, KhparseError):
        known, code = error, int(error.exit_code)
    elif isinstance(error, OSError):
        known, code = KhparseError((error.strerror or str(error)).lower()), int(ExitCode.USAGE)
    else:
        cause = f"internal error: {type(error).__name__}: {error}"
        known, code = (
            KhparseError(cause, "run it with --debug and report what that prints"),
            int(ExitCode.INTERNAL),
        )
    line = known.line("standard input" if name == "-" else name or "error")
    typer.echo(" ".join(line.splitlines()), err=True)
    return code
