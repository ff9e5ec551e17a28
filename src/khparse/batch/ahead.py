"""Documents read ahead of their turn: an object of a store takes its while, however small it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from khparse.batch import stores
from khparse.batch.stores import OF_AN_OBJECT, is_url
from khparse.batch.unpacking import Unpacker
from khparse.readers import Input, Unpack, failing, inputs
from khparse.readers.options import ReadOptions

if TYPE_CHECKING:
    from khparse.batch.items import Item

_READERS = 32  # objects that are read at the same time
_MOST_BYTES = 128 * 1024**2  # that are read ahead


def opened(items: Iterable[Item], options: ReadOptions) -> Iterator[tuple[Item, Iterator[Input]]]:
    """Yield each item with the documents in it, in order. Objects are read ahead, files are not; archives are
    unpacked in a process apart.

    Raises `StoreError`.
    """
    waiting: deque[tuple[Item, Future[bytes] | None]] = deque()
    size = 0
    with ThreadPoolExecutor(_READERS, "khparse-store") as pool, Unpacker(options) as unpacker:
        try:
            for item in items:
                is_small = is_url(item.path) and "!/" not in item.path and item.size <= options.max_bytes
                waiting.append((item, pool.submit(stores.read, item.path) if is_small else None))
                size += item.size
                while waiting and (not waiting[0][1] or len(waiting) > 2 * _READERS or size > _MOST_BYTES):
                    size -= waiting[0][0].size
                    yield waiting[0][0], _inputs(*waiting.popleft(), options, unpacker.members)
            while waiting:
                yield waiting[0][0], _inputs(*waiting.popleft(), options, unpacker.members)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _inputs(item: Item, data: Future[bytes] | None, options: ReadOptions, unpack: Unpack) -> Iterator[Input]:
    if not is_url(item.path):
        return inputs(item.path, options, unpack)
    apart = unpack if stores.is_shared(item.path) else None
    if data is None:
        return stores.open_input(item.path, options, apart)
    try:
        return stores.input_of(data.result(), item.path, options, apart)
    except OF_AN_OBJECT as error:
        return iter([failing(item.path, stores.refused(error))])
