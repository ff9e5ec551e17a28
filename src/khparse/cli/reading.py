"""Plans from the inputs that arguments name, one after the other, with a line for each that can't be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

import typer

from khparse.cli.streams import limited_to, read_input, read_inputs, report, unpacking
from khparse.errors import ExitCode, UnreadableError

if TYPE_CHECKING:
    from khparse.models import Plan
    from khparse.readers import Input
    from khparse.readers.options import ReadOptions

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Documents, archives of them, archive.zip!/document, or khparse's own JSON; - for standard input.",
    ),
]
"""The argument of all commands that read several inputs."""


def file_or_stream(name: str | None) -> str | None:
    """Return the file to write, or None for standard output."""
    return None if name == "-" else name


Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        callback=file_or_stream,
        help="Write to this file, whole or not at all; - for standard output.",
    ),
]
"""The option of commands that print, or write to a file; None is standard output."""


def named(name: str | None) -> str | None:
    """Return the name of a body as given; ends the program when it is blank, as that of an unset variable."""
    if name is not None and not name.strip():
        raise typer.BadParameter("it is empty.")
    return name


class Found(NamedTuple):
    """What an input holds: its plans, and its text where it is a document (None for khparse's own JSON)."""

    name: str
    plans: list[Plan]
    text: str | None


def read_plan(name: str, options: ReadOptions) -> Plan:
    """Return the one plan that the input `name` holds. Raises `UnreadableError` where it holds several."""
    from khparse.plans import plans_in

    document = read_input(name, options)
    with limited_to(options, name, len(document.text)):
        plans = plans_in(document)
    if len(plans) != 1:
        raise UnreadableError(f"it holds {len(plans)} plans", "name a file with one of them")
    return plans[0]


class Reading:
    """Reads inputs one by one, within their limits, and remembers the exit codes of those that can't be read.

    `begin` is called before each input. Should the process have to end in the middle of one, `rescue` prints
    what is done and tells whether that is anything; a file `output` being written is discarded instead.
    """

    def __init__(
        self,
        files: list[str],
        options: ReadOptions,
        output: str | None = None,
        begin: Callable[[], None] = lambda: None,
        rescue: Callable[[], bool] = bool,
    ) -> None:
        self._files = files
        self._options = options
        self._output = output
        self._begin = begin
        self._rescue_output = rescue
        self._failures: list[int] = []

    def __iter__(self) -> Iterator[Found]:
        """Yield what can be read."""
        from khparse.plans import is_printed, plans_in

        for found in self._inputs():
            self._begin()
            try:
                with limited_to(self._options, found.name, found.size, self._rescue):
                    document = found.read()
                    text = None if is_printed(document) else document.text
                    read = Found(found.name, plans_in(document), text)
            except Exception as error:
                self._failures.append(report(found.name, error))
                continue
            yield read

    def end(self) -> None:
        """End the program when some inputs could not be read."""
        if self._failures:
            raise typer.Exit(ExitCode.SOME_FAILED)

    def fail(self) -> None:
        """End the program: nothing could be read."""
        raise typer.Exit(self._failures[0] if self._failures else ExitCode.UNREADABLE)

    def _inputs(self) -> Iterator[Input]:
        """Yield the inputs that the arguments name; to find and unpack each has a time limit of its own."""
        from khparse.readers import failing

        for name in self._files:
            found = read_inputs(name, self._options)
            following: Input | None
            while True:
                try:
                    with limited_to(self._options, name, unpacking(self._options), self._rescue):
                        following = next(found, None)
                except Exception as error:
                    following, found = failing(name, error), iter(())
                if following is None:
                    break
                yield following

    def _rescue(self) -> bool:
        if self._output is None:
            return self._rescue_output()
        from khparse.output.file import discard

        discard(self._output)
        return False


Format = TypeVar("Format")
_KNOWN_SUFFIXES = frozenset(
    ".json .jsonl .ndjson .yaml .yml .akn .xml .csv .md .markdown .html .htm .ics "
    ".docx .doc .xlsx .xls .odt .ods .rtf .pdf .sqlite .parquet".split()
)


def format_for(output: str | None, suffixes: Mapping[str, Format], default: Format) -> Format:
    """Return the format that the suffix of a file to write tells, or `default` where it tells nothing.

    Ends the program for a suffix that promises something else, as `tracker.docx` does of JSON.
    """
    suffix = Path(output or "").suffix.lower()
    if suffix not in suffixes and suffix in _KNOWN_SUFFIXES:
        raise typer.BadParameter(
            f"{suffix} is none of what is written: {', '.join(suffixes)}.", param_hint="--output"
        )
    return suffixes.get(suffix, default)


def check_output(output: str | None, files: list[str]) -> None:
    """Refuse to write the result over an input."""
    from khparse.readers import split

    if output is None:
        return
    for name in files:
        with suppress(OSError, ValueError):  # what isn't there, or can't be: reading and writing tell it
            if Path(output).samefile(split(name)[0]):
                raise typer.BadParameter("it is also an input; choose another file.", param_hint="--output")
