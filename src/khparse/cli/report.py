"""`khparse report`: an archive that `khparse batch` has converted, in figures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from khparse.cli.reading import Output, format_for
from khparse.cli.streams import Debug, open_output
from khparse.cli.streams import report as tell
from khparse.errors import KhparseError, UnreadableError

ReportFormat = Literal["html", "json"]
_SUFFIXES: dict[str, ReportFormat] = {".html": "html", ".htm": "html", ".json": "json"}


def report(
    archive: Annotated[
        str,
        typer.Argument(
            metavar="ARCHIVE", help="What khparse batch -o has written: a folder, or an address (s3://…)."
        ),
    ],
    output: Output = None,
    format: Annotated[
        ReportFormat | None, typer.Option("--format", help="Default: by the suffix of OUT; else html.")
    ] = None,
    lang: Annotated[Literal["vi", "en"], typer.Option("--lang", help="Language of the page.")] = "vi",
    debug: Debug = False,
) -> None:
    """Show an archive in figures: types, years, issuers, agencies, deadlines, citations, doubts, failures.

    The page is one file that needs no network; each figure leads to its documents.
    """
    chosen = format_for(output, _SUFFIXES, "html") if format is None else format
    try:
        text = _text(archive, output, chosen, lang)
    except (KhparseError, OSError) as error:
        raise typer.Exit(tell(archive, error)) from None
    with open_output(output) as stream:
        stream.write(text)


def _text(archive: str, output: str | None, format: ReportFormat, lang: Literal["vi", "en"]) -> str:
    """Return the report. Raises `KhparseError` when there is no archive, or no answer from its store."""
    from khparse.batch.manifest import Manifest
    from khparse.batch.stores import is_url, name_of
    from khparse.output.overview.figures import figures_of

    with _manifest_of(archive) as path:
        manifest = Manifest(path)
        try:
            figures = figures_of(manifest.entries)
        finally:
            manifest.close()
    if format == "json":
        from khparse.output.overview.json import to_json

        return to_json(figures)
    from khparse.output.overview.links import links_to
    from khparse.output.overview.page import to_page

    page = None if output is None else Path(output)
    name = name_of(archive) if is_url(archive) else Path(archive).resolve().name
    return to_page(figures, lang, links_to(archive, page), name)


@contextmanager
def _manifest_of(archive: str) -> Iterator[Path]:
    """Give the manifest of an archive: its own, or a copy where that is in a store or may not be written to.

    SQLite writes beside a file that it reads. Raises `KhparseError` when there is no archive.
    """
    from khparse.batch.stores import is_url
    from khparse.batch.trees import FOLDER

    if is_url(archive):
        with _copied(f"{archive.rstrip('/')}/{FOLDER}/manifest.sqlite") as copy:
            yield copy
        return
    path = Path(archive) / FOLDER / "manifest.sqlite"
    if not path.is_file():
        raise UnreadableError("it has no manifest", "name a folder that khparse batch -o has written")
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        yield path
        return
    with _copied(str(path)) as copy:
        yield copy


@contextmanager
def _copied(source: str) -> Iterator[Path]:
    """Give a copy of a file or an object in a temporary folder."""
    from shutil import copyfile
    from tempfile import TemporaryDirectory

    from khparse.batch import stores

    with TemporaryDirectory(prefix="khparse-") as folder:
        copy = Path(folder) / "manifest.sqlite"
        if not stores.is_url(source):
            yield Path(copyfile(source, copy))
            return
        try:
            stores.download(source, copy)
        except FileNotFoundError:
            remedy = "name an address that khparse batch -o has written to"
            raise UnreadableError("it has no manifest", remedy) from None
        except stores.OF_AN_OBJECT as error:
            raise stores.refused(error) from None
        yield copy
