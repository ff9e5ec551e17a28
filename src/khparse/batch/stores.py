"""Inputs and outputs in stores: `s3://bucket/plans`, `gs://…`, `hdfs://…`, whatever fsspec has a file system for.

Who may read and write is told by the environment (`AWS_ACCESS_KEY_ID`, `GOOGLE_APPLICATION_CREDENTIALS` …) and
never by an address. An object is written whole or not at all, which is what stores do.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from time import sleep
from typing import Any, NamedTuple, TypeVar

from khparse.errors import KhparseError, UnreadableError
from khparse.readers import Input, Unpack, failing, inputs_in
from khparse.readers.options import ReadOptions

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_PASSWORD = re.compile(r"[^/@]*:[^/]*@")
_MAGIC = re.compile(r"[*?\[]")
_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gs", "gcs": "gs", "hdfs": "hdfs"}
_TRIES = 3  # besides those of the libraries
_PAUSE = 0.5  # seconds, doubled each time

OF_AN_OBJECT = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)
"""Errors that concern one object, and not the whole store."""

T = TypeVar("T")


class StoreError(KhparseError):
    """A store can't be reached; the run ends, and a further one goes on from there."""


class Found(NamedTuple):
    """An object: its address, its path below the one that was asked for, its size in bytes."""

    url: str
    below: str
    size: int


def is_url(path: str) -> bool:
    """Return whether a path is the address of something in a store.

    >>> is_url("s3://bucket/kh.docx"), is_url("plans/kh.docx"), is_url("C:/kh.docx")
    (True, False, False)
    """
    return _URL.match(path) is not None


def is_shared(url: str) -> bool:
    """Return whether other processes see what lies in a store."""
    return not url.lower().startswith("memory://")


def name_of(url: str) -> str:
    """Return an address without the kind of the store.

    >>> name_of("s3://bucket/2024/kh.docx")
    'bucket/2024/kh.docx'
    """
    return url.partition("://")[2].strip("/")


def items_below(url: str) -> Iterator[Found]:
    """Yield the objects that an address names: one, all below it, or those like a pattern (`s3://b/**/*.docx`).

    They come in the order of their names, folder by folder, and one folder at a time is in memory; `below` is
    empty where one was named. Names that begin with a full stop are left out, as in folders. An object that
    isn't there is yielded all the same; reading it says why. Raises `StoreError`.
    """
    system, path = _system(url)
    try:
        info = _info(system, path)
        if info and info["type"] == "directory":
            yield from _below(system, path.rstrip("/"), url.rstrip("/"))
        elif info or not _MAGIC.search(path):
            yield Found(url, "", _size(info or {}))
        else:
            for name, one in sorted(_asked(lambda: system.glob(path, detail=True)).items()):
                if one["type"] == "file":
                    yield Found(system.unstrip_protocol(name), "", _size(one))
    except OF_AN_OBJECT:
        yield Found(url, "", 0)


def open_input(url: str, options: ReadOptions, unpack: Unpack | None = None) -> Iterator[Input]:
    """Yield what an address names: an object, the members of an archive, or one of them (`s3://b/a.zip!/x.docx`).

    As `khparse.readers.inputs` does; an archive larger than `max_bytes` is read piece by piece. Raises
    `StoreError`.
    """
    outer, wanted = _split(url)
    try:
        system, path = _system(outer)
        stream = _asked(lambda: system.open(path, "rb"))
    except OF_AN_OBJECT as error:
        yield failing(url, refused(error))
        return
    with stream:
        name = Path(outer).name
        yield from inputs_in(
            stream, stream.size, outer, name, wanted, options, unpack and partial(unpack, url)
        )


def input_of(data: bytes, url: str, options: ReadOptions, unpack: Unpack | None = None) -> Iterator[Input]:
    """Yield what the bytes of an object hold, as `open_input` does."""
    stream, name = BytesIO(data), Path(url).name
    return inputs_in(stream, len(data), url, name, "", options, unpack and partial(unpack, url))


def read(url: str) -> bytes:
    """Return the bytes of an object. Raises `StoreError`, and `OSError` where the object can't be read."""
    system, path = _system(url)
    data: bytes = _asked(lambda: system.cat_file(path))
    return data


def write(url: str, content: bytes) -> None:
    """Write an object whole or not at all. Raises `OSError` (EIO) when the store doesn't take it."""
    try:
        system, path = _system(url)
        if "file" in _protocols(system):
            from khparse.batch.work import write as write_file

            write_file(path, content)
            return
        _asked(lambda: _put(system, path, lambda: system.pipe_file(path, content)))
    except (OSError, KhparseError) as error:
        raise OSError(errno.EIO, f"{url} can't be written: {error}") from None


def upload(file: Path, url: str) -> None:
    """Copy a file to an object, piece by piece. Raises `StoreError` and `OSError`."""
    system, path = _system(url)
    _asked(lambda: _put(system, path, lambda: system.put_file(str(file), path)))


def download(url: str, file: Path) -> None:
    """Copy an object to a file. Raises `StoreError` and `OSError`."""
    system, path = _system(url)
    _asked(lambda: system.get_file(path, str(file)))


def exists(url: str) -> bool:
    """Return whether there is such an object. Raises `StoreError`."""
    info = _info(*_system(url))
    return info is not None and info["type"] == "file"


def sizes_in(url: str) -> dict[str, int]:
    """Return the names of the objects that lie right below an address, with their bytes. Raises `StoreError`."""
    system, path = _system(url)
    try:
        listed: list[dict[str, Any]] = _asked(lambda: system.ls(path, detail=True))
    except FileNotFoundError:
        return {}
    return {one["name"].rpartition("/")[2]: _size(one) for one in listed if one["type"] == "file"}


def remove(url: str) -> None:
    """Remove an object, if it is there. Raises `StoreError` and `OSError`."""
    system, path = _system(url)
    try:
        _asked(lambda: system.rm_file(path))
    except FileNotFoundError:
        return


def state_of(url: str) -> str | None:
    """Return what changes whenever the object is written, or None when it isn't there. Raises `StoreError`."""
    info = _info(*_system(url))
    if info is None:
        return None
    told = [info.get(key) for key in ("ETag", "etag", "generation", "mtime", "LastModified", "created")]
    return " ".join(str(one) for one in [*told, info.get("size")])


def _below(system: Any, folder: str, url: str) -> Iterator[Found]:
    waiting = [""]
    while waiting:
        place = waiting.pop()
        folders = []
        path = f"{folder}/{place}".rstrip("/")
        listed = _asked(partial(system.ls, path, detail=True))
        for one in sorted(listed, key=lambda one: one["name"].rstrip("/")):
            found = one["name"].rstrip("/")
            name = found.rpartition("/")[2]
            if name.startswith((".", "~$")) or found == path:
                continue  # some stores list a folder in itself
            if one["type"] == "directory":
                folders.append(f"{place}{name}/")
            else:
                yield Found(f"{url}/{place}{name}", f"{place}{name}", _size(one))
        waiting += reversed(folders)


def _put(system: Any, path: str, write: Callable[[], None]) -> None:
    """Write, and make the folder first where the store has real ones."""
    try:
        write()
    except FileNotFoundError:
        system.makedirs(path.rpartition("/")[0], exist_ok=True)
        write()


def _info(system: Any, path: str) -> dict[str, Any] | None:
    try:
        info: dict[str, Any] = _asked(lambda: system.info(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    return info


def _size(info: dict[str, Any]) -> int:
    return int(info.get("size") or 0)


def _split(url: str) -> tuple[str, str]:
    """Return the object that an address as in `s3://b/plans.zip!/kh-12.docx` begins with, and the member."""
    end = url.find("!/")
    if end < 0 or exists(url):
        return url, ""
    while end >= 0 and not exists(url[:end]):
        end = url.find("!/", end + 1)
    return (url[:end], url[end + 2 :]) if end >= 0 else (url, "")


def _system(url: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it. Raises `StoreError`."""
    kind, _, rest = url.partition("://")
    if _PASSWORD.match(rest):
        raise StoreError("an address is no place for a password", "set it in the environment")
    system = _shared(os.getpid(), kind.lower(), rest.partition("/")[0])
    return system, system._strip_protocol(url)


@lru_cache(maxsize=64)
def _shared(process: int, kind: str, host: str) -> Any:
    """Return a file system, made once in each process; it is used by all threads."""
    extra = _EXTRAS.get(kind)
    remedy = (
        f"pip install 'khparse[{extra}]'" if extra else f"pip install fsspec and what it needs for {kind}"
    )
    try:
        fsspec: Any = import_module("fsspec.core")
        return fsspec.url_to_fs(f"{kind}://{host}/", use_listings_cache=False, skip_instance_cache=True)[0]
    except ImportError:
        raise StoreError(f"{kind}:// needs more than khparse alone", remedy) from None
    except ValueError:
        raise StoreError(f"{kind}:// is no store that is known", "name s3://, gs:// or hdfs://") from None
    except Exception as error:
        raise _unreachable(error) from None


def _protocols(system: Any) -> tuple[str, ...]:
    return (system.protocol,) if isinstance(system.protocol, str) else tuple(system.protocol)


def _asked(call: Callable[[], T]) -> T:
    """Ask a store, again when it doesn't answer. Raises `StoreError`, and `OSError` of an object."""
    for turn in range(_TRIES):
        try:
            return call()
        except OF_AN_OBJECT:
            raise
        except Exception as error:
            if turn == _TRIES - 1:
                raise _unreachable(error) from None
            sleep(_PAUSE * 2**turn)
    raise AssertionError


def _unreachable(error: Exception) -> StoreError:
    told = " ".join(str(error).split())[:200]
    cause = f"the store doesn't answer ({type(error).__name__}: {told})"
    return StoreError(cause, "check the address, and the credentials in the environment")


def refused(error: OSError) -> UnreadableError:
    """Return why an object can't be read."""
    if isinstance(error, PermissionError):
        return UnreadableError("permission denied", "check the credentials in the environment")
    if isinstance(error, FileNotFoundError):
        return UnreadableError("no such object", "check the address")
    return UnreadableError("it is a folder", "name the objects in it, for example with *.docx")
