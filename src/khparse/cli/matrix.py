"""What `khparse diff --matrix` prints: which plans of a folder are versions of one another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from khparse.cli.reading import Reading
from khparse.cli.streams import open_output

if TYPE_CHECKING:
    from khparse.compare.series import Series, Version
    from khparse.readers.options import ReadOptions


def list_versions(
    folder: str,
    output: str | None,
    format: str,
    lang: Literal["vi", "en"] | None,
    options: ReadOptions,
) -> None:
    """Print the series of versions among the documents in a folder and below it.

    Of each document only what it is compared by is kept. Ends the program with 3 when nothing could be read, 4
    when some documents could not.
    """
    from khparse.compare.profiles import profile
    from khparse.compare.series import series_of

    reading = Reading(_files(folder), options, output)
    profiles = [profile(plan, found.name) for found in reading for plan in found.plans]
    if not profiles:
        reading.fail()
    content = _rendered(*series_of(profiles), format, lang)
    with open_output(output) as stream:
        stream.write(content)
    reading.end()


def _files(folder: str) -> list[str]:
    """Return the files in a folder and below it, without hidden ones; an archive or a file is taken as it is."""
    path = Path(folder)
    if not path.exists():
        raise typer.BadParameter(f"{folder} doesn't exist.", param_hint="--matrix")
    if not path.is_dir():
        return [folder]
    below = (file for file in path.rglob("*") if file.is_file())
    found = sorted(str(file) for file in below if not _is_hidden(file.relative_to(path)))
    if not found:
        raise typer.BadParameter(f"{folder} holds no files.", param_hint="--matrix")
    return found


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def _rendered(
    series: list[Series], alone: list[Version], format: str, lang: Literal["vi", "en"] | None
) -> str:
    from khparse.output import series as written

    match format:
        case "summary":
            return written.to_table(series, alone, lang or "en")
        case "csv":
            return written.to_csv(series, alone, lang or "vi")
        case "md":
            return written.to_markdown(series, alone, lang or "vi")
        case "jsonl":
            return written.to_json_lines(series, alone)
        case _:
            return written.to_json(series, alone)
