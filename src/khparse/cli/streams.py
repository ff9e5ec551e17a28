"""What the commands share: reading inputs, opening outputs, and one line for each error."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal, TextIO

import typer

from khparse.errors import ExitCode, KhparseError, UnreadableError

if TYPE_CHECKING:
    from khparse.document import Document
    from khparse.readers import Input
    from khparse.readers.options import ReadOptions, WhenOcr


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


Ocr = Annotated[
    Literal["auto", "always", "never"],
    typer.Option(
        "--ocr",
        help="Recognise pages from their pictures: auto where they have no usable text, always, never.",
    ),
]
"""The option of all commands that read documents."""

OcrLanguage = Annotated[
    str | None,
    typer.Option(
        "--ocr-lang", metavar="LANG", help="Language of the pictures, as tesseract calls it (default: vie)."
    ),
]
"""The option of all commands that read documents."""


def size_in_bytes(size: str) -> int:
    """Return the number of bytes that `64MiB`, `64M`, `64MB` (a thousand each) or `67108864` names."""
    match = re.fullmatch(r"(\d+)\s*(?:([KMG])(I?B)?|B)?", str(size).strip(), re.IGNORECASE)
    if not match:
        raise typer.BadParameter(f"{size!r} is no size such as 64MiB, 200M or 1000000.")
    number, unit, suffix = match.groups()
    step = 1000 if (suffix or "").upper() == "B" else 1024
    power = " KMG".index(unit.upper()) if unit else 0
    return int(int(number) * step**power)


MaxBytes = Annotated[
    int | None,
    typer.Option(
        "--max-bytes",
        metavar="N",
        parser=size_in_bytes,
        help="The largest file that is read, and the largest one in an archive (default: 64MiB).",
    ),
]
"""The option of all commands that read documents."""

Timeout = Annotated[
    float | None,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        min=0,
        help="The longest time for one document; 0 for no limit (default: 600).",
    ),
]
"""The option of all commands that read documents."""


def read_options(
    encoding: str | None, ocr: WhenOcr, ocr_lang: str | None, max_bytes: int | None, timeout: float | None
) -> ReadOptions:
    """Return what a user chose; what is None is chosen by `khparse.readers.options`."""
    from khparse.readers.options import DEFAULT, ReadOptions

    return ReadOptions(
        encoding=encoding,
        ocr=ocr,
        ocr_language=DEFAULT.ocr_language if ocr_lang is None else ocr_lang,
        max_bytes=DEFAULT.max_bytes if max_bytes is None else max_bytes,
        timeout=DEFAULT.timeout if timeout is None else timeout,
        progress=_progress if sys.stderr.isatty() else None,
    )


def read_inputs(name: str, options: ReadOptions) -> Iterator[Input]:
    """Yield the inputs that an argument names: a file, members of an archive, or standard input for `-`."""
    from khparse.readers import failing, inputs, stream_inputs

    if name == "-" or name.startswith("-!/"):
        if sys.stdin is None:  # <&-
            return iter([failing("-", UnreadableError("it is closed", "open it, or name a file"))])
        return stream_inputs(sys.stdin.buffer, name[3:], options)
    return inputs(name, options)


def read_input(name: str, options: ReadOptions) -> Document:
    """Return the document in the file `name`, or on standard input for `-`."""
    from khparse.readers import only

    with limited_to(options, name, unpacking(options)):
        found = only(read_inputs(name, options))
    with limited_to(options, name, found.size):
        return found.read()


@contextmanager
def limited_to(
    options: ReadOptions, name: str, size: int = 0, rescue: Callable[[], bool] = bool
) -> Iterator[None]:
    """Let the block take the time and memory that an input of `size` bytes may.

    Raises `UnreadableError` when it takes more. When native code doesn't come back, the process ends with one
    line for the input `name`, after `rescue` has printed what there is of other inputs and told whether there
    is any.
    """
    from khparse.readers.limits import MEMORY, MEMORY_OF_BYTE, limited

    def give_up(error: KhparseError) -> None:
        code = report(name, error)
        with suppress(OSError):
            code = ExitCode.SOME_FAILED if rescue() else code
            sys.stdout.flush()
        os._exit(code)

    try:
        with limited(options.timeout, MEMORY + MEMORY_OF_BYTE * size, give_up):
            yield
    finally:
        _progress.clear()


def unpacking(options: ReadOptions) -> int:
    """Return the size of an input that takes as much memory as archives do to unpack the largest member."""
    return options.max_bytes // 16


class _Progress:
    """A line on a terminal that says which page is being recognised."""

    shown = False

    def __call__(self, page: int, pages: int) -> None:
        self.shown = True
        sys.stderr.write(f"\r\x1b[Kpage {page} of {pages} …")
        sys.stderr.flush()

    def clear(self) -> None:
        """Erase it."""
        if self.shown:
            self.shown = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


_progress = _Progress()


def on_terminal() -> bool:
    """Return whether standard output is a terminal: it may be closed as well."""
    return sys.stdout is not None and sys.stdout.isatty()


@contextmanager
def open_output(path: str | None = None) -> Iterator[TextIO]:
    """Give a text stream to the file `path`, written whole or not at all; without it, standard output.

    Ends the program with one line when it can't be written.
    """
    if path is None and sys.stdout is None:  # >&-
        raise typer.Exit(report("standard output", KhparseError("it is closed", "open it")))
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


@contextmanager
def open_bytes(path: str | None) -> Iterator[BinaryIO]:
    """Give a stream of bytes to the file `path`, or to standard output, as `open_output` does for text."""
    if path is None:
        with open_output() as stream:
            yield stream.buffer
        return
    from khparse.output.file import replace_bytes

    try:
        with replace_bytes(path) as target:
            yield target
    except OSError as error:
        raise typer.Exit(report(path, error)) from None


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
    from khparse.output.words import plain

    typer.echo(plain(known.line("standard input" if name == "-" else name or "error")), err=True)
    return code
