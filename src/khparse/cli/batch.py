"""`khparse batch`: archives of any size to JSON and tables, on every core, resumed where they stopped."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from khparse.cli.reading import file_or_stream
from khparse.cli.streams import (
    Debug,
    Encoding,
    MaxBytes,
    Ocr,
    OcrLanguage,
    Timeout,
    open_output,
    read_options,
    report,
    size_in_bytes,
)
from khparse.errors import ExitCode, KhparseError, UnreadableError

if TYPE_CHECKING:
    from khparse.batch.engine import Engine
    from khparse.batch.items import Item
    from khparse.readers.options import ReadOptions

ShardSize = Annotated[
    int | None,
    typer.Option(
        "--shard-size",
        metavar="N",
        parser=size_in_bytes,
        help="Of jsonl and parquet: files of about this size instead of one.",
    ),
]


def batch(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ARCHIVE...", help="Folders, files, patterns such as 'plans/**/*.docx', archives."
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            callback=file_or_stream,
            help="The folder for the results and the manifest; - for the stream of jsonl.",
        ),
    ] = None,
    format: Annotated[
        Literal["json", "jsonl", "parquet", "sqlite"],
        typer.Option(
            "--format",
            help="json: a file for each document; the others: few for all; jsonl without -o: a stream.",
        ),
    ] = "json",
    shard_size: ShardSize = None,
    files_from: Annotated[
        str | None,
        typer.Option(
            "--files-from", metavar="LIST", help="Also the paths that this file lists; - for standard input."
        ),
    ] = None,
    by_zero: Annotated[
        bool, typer.Option("--null", "-0", help="The list is separated by zero bytes (find -print0).")
    ] = False,
    include: Annotated[
        list[str] | None,
        typer.Option("--include", metavar="GLOB", help="Only such names, paths or folders; repeatable."),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="GLOB", help="No such names, paths or folders; repeatable."),
    ] = None,
    engine: Annotated[
        Literal["local", "dask"],
        typer.Option("--engine", help="What converts: processes of this machine, or a Dask cluster."),
    ] = "local",
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="URL", help="Of a Dask cluster; without it, one of --jobs here."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes (default: all cores).")
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try those again that failed in an earlier run.")
    ] = False,
    prune: Annotated[
        bool,
        typer.Option("--prune", help="Remove JSON files of earlier runs whose documents are no inputs now."),
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume/--restart", help="Go on where an earlier run stopped, or begin anew.")
    ] = True,
    progress: Annotated[
        Literal["rich", "plain", "none"] | None,
        typer.Option(
            "--progress", help="Default: rich on a terminal, else plain; none also leaves out the summary."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be read.")] = False,
    encoding: Encoding = None,
    ocr: Ocr = "auto",
    ocr_lang: OcrLanguage = None,
    max_bytes: MaxBytes = None,
    timeout: Timeout = None,
    debug: Debug = False,
) -> None:
    """Convert many documents, whatever happens to single ones; run it again to go on where it stopped.

    Ends with 0, or with 4 when some documents failed.
    """
    options = read_options(encoding, ocr, ocr_lang, max_bytes, timeout)._replace(progress=None)
    from khparse.batch.items import items_in

    given = inputs or []
    _check(given, output, format, shard_size, files_from, by_zero)
    is_stream = format == "jsonl" and output is None
    filters = (include or [], exclude or [])
    found = items_in(_paths(given, files_from, by_zero), *filters, not is_stream, output)
    if dry_run:
        _tell(found, format == "json")
        return
    for number in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, number):  # not on Windows
            signal.signal(getattr(signal, number), _interrupt)
    workers = _engine(engine, scheduler, jobs or _cores())
    if is_stream:
        _stream(found, workers, options)
        return
    if output is None:
        raise typer.BadParameter("name the folder for the results.", param_hint="--output")
    from khparse.batch.conversion import Order, convert_archive
    from khparse.batch.progress import Watch
    from khparse.batch.stores import is_url

    places = [name.rstrip("/") if is_url(name) else str(Path(name)) for name in given]
    is_countable = files_from is None and not any(map(is_url, given))
    watch = Watch(
        progress or ("rich" if sys.stderr.isatty() else "plain"),
        items_in(given, *filters, False, output) if is_countable else (),
    )
    order = Order(output, places, format, shard_size, retry_failed, resume, prune)
    try:
        tally = convert_archive(found, order, workers, options, watch)
    except (KhparseError, OSError) as error:
        raise typer.Exit(report(output, error)) from None
    if not tally.counts and files_from is None:
        nothing = UnreadableError("no documents are there", "check the names and the patterns")
        raise typer.Exit(report(", ".join(given), nothing))
    if tally.counts["failed"] or tally.counts["failed before"]:
        raise typer.Exit(ExitCode.SOME_FAILED)


def _check(
    inputs: list[str],
    output: str | None,
    format: str,
    shard_size: int | None,
    files_from: str | None,
    by_zero: bool,
) -> None:
    """Refuse options that don't go together, and an output where its inputs are, before anything is written."""
    if not inputs and files_from is None:
        raise typer.BadParameter("name what to convert, or --files-from.", param_hint="ARCHIVE")
    if "" in inputs or output == "":
        raise typer.BadParameter("it is empty.", param_hint="--output" if output == "" else "ARCHIVE")
    if "-" in inputs:
        raise typer.BadParameter("a list on standard input is --files-from -.", param_hint="ARCHIVE")
    if by_zero and files_from is None:
        raise typer.BadParameter("it goes with --files-from.", param_hint="--null")
    if shard_size is not None and (output is None or format not in ("jsonl", "parquet")):
        raise typer.BadParameter("only jsonl and parquet with -o come in shards.", param_hint="--shard-size")
    if output is not None:
        _check_output(inputs, output)


def _check_output(inputs: list[str], output: str) -> None:
    """Refuse an output that lies where its inputs do, before anything is written."""
    from khparse.batch.items import check_apart

    try:
        for given in inputs:
            if (folder := Path(given)).is_dir():
                check_apart(folder, output)
    except KhparseError as error:
        raise typer.Exit(report(output, error)) from None


def _paths(inputs: list[str], files_from: str | None, by_zero: bool) -> Iterator[str]:
    yield from inputs
    if files_from is None:
        return
    from khparse.batch.items import listed_in

    if files_from == "-":
        if sys.stdin is None:
            raise typer.BadParameter("standard input is closed.", param_hint="--files-from")
        yield from listed_in(sys.stdin.buffer, by_zero)
        return
    try:
        with Path(files_from).open("rb") as stream:
            yield from listed_in(stream, by_zero)
    except OSError as error:
        raise typer.Exit(report(files_from, error)) from None


def _tell(found: Iterable[Item], has_files: bool) -> None:
    """Print the files that would be read, their sizes and, where each has a file, the names of their results."""
    with open_output() as stream:
        for item in found:
            result = f"\t{item.target}.json" if has_files else ""
            stream.write(f"{item.size}\t{item.path}{result}\n".encode("utf-8", "replace").decode())


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _engine(name: str, scheduler: str | None, jobs: int) -> Engine:
    if name == "local" and scheduler is None:
        from khparse.batch.local import LocalEngine

        return LocalEngine(jobs)
    from khparse.batch.distributed_engine import DaskEngine

    return DaskEngine(scheduler, jobs)


def _stream(found: Iterable[Item], engine: Engine, options: ReadOptions) -> None:
    """Print plans as JSON Lines in the order of the documents, and a line on standard error for what fails."""
    from khparse.batch.stream import plans_of

    failures = 0
    with open_output() as stream:
        for name, outcome in plans_of(found, engine, options):
            if isinstance(outcome, KhparseError):
                failures += 1
                report(name, outcome)
            else:
                stream.write(outcome)
    if failures:
        raise typer.Exit(ExitCode.SOME_FAILED)
