"""Fixtures that several files of tests use."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from browsing import started  # which skips where there is none

    with started() as found:
        yield found
