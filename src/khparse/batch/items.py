"""Which documents an archive holds: folders, files, patterns, lists; and what their files are called."""

from __future__ import annotations

import glob
import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from khparse.batch.stores import is_url, items_below, name_of
from khparse.batch.trees import FOLDER
from khparse.errors import KhparseError

_WINDOW = 1024  # files that are looked at together, so that large ones among them come first
_CHUNK = 1 << 16
_UNREADABLE_FOLDER = -1  # in place of a size
_LONGEST_PART = 200  # bytes of a name in a path
_UNFIT = re.compile(r'[\x00-\x1f<>:"|?*\\\ud800-\udfff]')
_MAGIC = re.compile(r"[*?\[]")


class Item(NamedTuple):
    """A file to convert, which may be an archive of documents: its path or address, and the path of its result.

    The latter, the target, is below the output and without suffix. `number` is its place among the inputs, from 0.
    """

    path: str
    target: str
    size: int
    number: int = 0


def items_in(
    paths: Iterable[str],
    include: list[str],
    exclude: list[str],
    largest_first: bool = True,
    output: str | None = None,
) -> Iterator[Item]:
    """Yield the files that paths name: files, folders with all below them, and patterns (`plans/**/*.docx`).

    `include` and `exclude` are patterns of names, of paths, or of the names of folders that files lie in. Hidden files,
    links to folders, what systems leave behind, and outputs of batches are left out of folders. The order is always
    the same: that of the paths, and by name in folders. With `largest_first` the large ones among each thousand come
    first, so that no worker is left with the largest at the end. Raises `KhparseError` where `output` is no place for
    results, see `check_apart`.
    """
    wanted = (item for item in _items(paths, output) if _is_wanted(item, include, exclude))
    found = (item._replace(number=number) for number, item in enumerate(wanted))
    if not largest_first:
        yield from found
        return
    while window := list(islice(found, _WINDOW)):
        yield from sorted(window, key=lambda item: -item.size)


def listed_in(stream: BinaryIO, by_zero: bool) -> Iterator[str]:
    """Yield the paths that a stream lists, one a line, or separated by zero bytes (as `find -print0` does).

    A byte order mark before them is passed over.
    """
    end, left = (b"\0" if by_zero else b"\n"), b""
    read = getattr(stream, "read1", stream.read)
    is_first = True
    while chunk := read(_CHUNK):
        chunk = chunk.removeprefix(BOM_UTF8) if is_first else chunk
        is_first = False
        *names, left = (left + chunk).split(end)
        yield from (os.fsdecode(name if by_zero else name.rstrip(b"\r")) for name in names if name.strip())
    if left.strip():
        yield os.fsdecode(left)


def target_of(path: str) -> str:
    """Return the path of the result for a path: below the output, whatever it says.

    >>> target_of("../2024/kh 12.docx"), target_of("/srv/plans.zip!/a/b.pdf")
    ('2024/kh 12.docx', 'srv/plans.zip/a/b.pdf')
    """
    parts = PurePosixPath(path.replace("!/", "/").replace(os.sep, "/")).parts
    fit = [_fit(part) for part in parts if part not in ("", ".", "..", "/")]
    return "/".join(fit) or "document"


def check_apart(folder: Path, output: str | None) -> None:
    """Raise `KhparseError` when results would come to lie among the documents of a folder, and be read as such."""
    if output is None or is_url(output):
        return
    place, root = os.path.realpath(output), os.path.realpath(folder)
    is_among = root in (place, os.path.join(place, _name_of(folder)))  # noqa: PTH118
    if is_among or (place.startswith(f"{root}{os.sep}") and _has_documents(Path(place))):
        raise KhparseError("its results would lie among the documents", "name another folder with -o")


def _has_documents(folder: Path) -> bool:
    """Return whether there is something in a folder that is no output of a batch."""
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError:
        return False
    return bool(names) and FOLDER not in names


def _name_of(folder: Path) -> str:
    """Return the folder of the results for those of a folder."""
    return target_of(folder.name or folder.resolve().name)


def _fit(part: str) -> str:
    """Return a name that every file system takes; what is too long is cut and told apart by its hash."""
    made = _UNFIT.sub("_", part).rstrip(" .") or "_"
    if len(made.encode()) <= _LONGEST_PART:
        return made
    from hashlib import sha256

    kept = made.encode()[: _LONGEST_PART - 20].decode(errors="ignore")
    return f"{kept}~{sha256(part.encode(errors='replace')).hexdigest()[:12]}"


def _items(paths: Iterable[str], output: str | None) -> Iterator[Item]:
    for given in paths:
        path = Path(given)
        if is_url(given):
            yield from _stored(given)
        elif given and path.is_dir():
            yield from _in_folder(path, output)
        elif _MAGIC.search(given) and not path.exists():
            yield from _like(given, output)
        else:
            yield Item(given, target_of(given), _size(given))


def _in_folder(folder: Path, output: str | None) -> Iterator[Item]:
    check_apart(folder, output)
    name = _name_of(folder)
    for file, below, size in _below(folder):
        yield Item(file, f"{name}/{below}", size)


def _like(pattern: str, output: str | None) -> Iterator[Item]:
    """Yield what is like a pattern: files, and what folders hold, unless the pattern itself goes into folders."""
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  # it may begin anywhere
    for name in found:
        if not Path(name).is_dir():
            yield Item(name, target_of(name), _size(name))
        elif "**" not in pattern:
            yield from _in_folder(Path(name), output)
    if not found:
        yield Item(pattern, target_of(pattern), 0)  # reading it says that there is none


def _stored(url: str) -> Iterator[Item]:
    """Yield the objects that the address of a store names, called as files in a folder are."""
    folder = target_of(name_of(url).rpartition("/")[2])
    for found in items_below(url):
        target = f"{folder}/{target_of(found.below)}" if found.below else target_of(name_of(found.url))
        yield Item(found.url, target, found.size)


def _below(folder: Path) -> Iterator[tuple[str, str, int]]:
    """Yield the files below a folder: path, target from that of the folder, size.

    Outputs of batches in it are left out, the one that is being written too: they have a folder `.khparse`.
    """
    waiting = [(str(folder), "")]
    while waiting:
        place, below = waiting.pop()
        try:
            entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        except OSError:
            yield place, below.rstrip("/") or "document", _UNREADABLE_FOLDER  # reading it says why
            continue
        if below and any(entry.name == FOLDER for entry in entries):
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith((".", "~$")):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{below}{_fit(entry.name)}/"))
                    continue
                if not entry.is_file():
                    continue
                size = entry.stat().st_size
            except OSError:  # it has gone, or is a link to itself
                size = 0  # reading it says why
            yield entry.path, f"{below}{_fit(entry.name)}", size
        waiting += reversed(folders)


def _size(path: str) -> int:
    try:
        return Path(path.partition("!/")[0]).stat().st_size
    except (OSError, ValueError):
        return 0


def _is_wanted(item: Item, include: list[str], exclude: list[str]) -> bool:
    if not (include or exclude) or item.size == _UNREADABLE_FOLDER:
        return True
    name = os.path.basename(item.path)  # noqa: PTH119  # a path object for each of millions is slow
    folders = item.target.split("/")[1:-1]

    def matches(pattern: str) -> bool:
        names = (name, item.path, item.target, *folders)
        return any(fnmatch(each, pattern) for each in names)

    return (not include or any(map(matches, include))) and not any(map(matches, exclude))
