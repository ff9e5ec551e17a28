"""`khparse report`: an archive that `khparse batch` has converted, in figures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from khparse.cli.reading import Output
from khparse.cli.streams import Debug, open_output
from khparse.cli.streams import report as tell
from khparse.errors import KhparseError, UnreadableError

ReportFormat = Literal["html", "json"]


def report(
    archive: Annotated[
        Path, typer.Argument(metavar="ARCHIVE", help="The folder that khparse batch -o has written.")
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
    if format is None:
        format = "json" if Path(output or "").suffix.lower() == ".json" else "html"
    try:
        text = _text(archive, output, format, lang)
    except (KhparseError, OSError) as error:
        raise typer.Exit(tell(str(archive), error)) from None
    with open_output(output) as stream:
        stream.write(text)


def _text(archive: Path, output: str | None, format: ReportFormat, lang: Literal["vi", "en"]) -> str:
    """Return the report. Raises `KhparseError` when there is no archive."""
    from khparse.batch.manifest import Manifest
    from khparse.batch.trees import FOLDER
    from khparse.output.overview.figures import figures_of

    path = archive / FOLDER / "manifest.sqlite"
    if not path.is_file():
        raise UnreadableError("it has no manifest", "name a folder that khparse batch -o has written")
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
    return to_page(figures, lang, links_to(archive, page), archive.resolve().name)
