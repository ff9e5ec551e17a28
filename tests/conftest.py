"""Fixtures that several files of tests use, and what holds for all of them."""

import signal
from collections.abc import Iterator
from typing import Any

import pytest

# A shell that starts the tests in the background has them ignore Ctrl-C, and with them each command that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from browsing import started  # which skips where there is none

    with started() as found:
        yield found
