"""Limits of time: what a signal stops, and what it leaves alone."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType

import pytest

from khparse.errors import UnreadableError
from khparse.readers.limits import limited

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX alone has SIGALRM")


@pytest.fixture(autouse=True)
def _handler() -> Iterator[None]:
    before = signal.getsignal(signal.SIGALRM)
    yield
    signal.signal(signal.SIGALRM, before)


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(UnreadableError, match=r"longer than 0\.1 seconds"), limited(0.1):
        time.sleep(5)


def test_the_block_that_takes_too_long_is_the_one_that_is_told() -> None:
    with pytest.raises(UnreadableError, match=r"longer than 0\.1 seconds"), limited(0.1):
        try:
            with limited(10):
                time.sleep(5)
        except UnreadableError:
            pytest.fail("the inner block had time left")


def test_alarms_of_others_are_left_to_them() -> None:
    heard: list[int] = []
    signal.signal(signal.SIGALRM, lambda number, frame: heard.append(number))
    with limited(10):
        signal.raise_signal(signal.SIGALRM)
    signal.raise_signal(signal.SIGALRM)
    assert heard == [signal.SIGALRM] * 2


def test_an_alarm_without_a_handler_is_ignored() -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with limited(10):
        signal.raise_signal(signal.SIGALRM)
    signal.raise_signal(signal.SIGALRM)


def test_nothing_is_raised_where_nothing_would_catch_it() -> None:
    """The signal may come while `contextlib` enters or leaves the block; then the next one stops it."""
    went_on = False
    with pytest.raises(UnreadableError, match="longer"), limited(0.01):
        stop = signal.getsignal(signal.SIGALRM)
        assert callable(stop)
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        try:
            time.sleep(0.3)
            with entered() as frame:
                stop(signal.SIGALRM, frame)
                went_on = True
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
        time.sleep(5)
    assert went_on


@contextlib.contextmanager
def entered() -> Iterator[FrameType]:
    frame = sys._getframe(1)
    assert frame.f_code.co_filename == contextlib.__file__
    yield frame
