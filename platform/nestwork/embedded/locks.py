"""File locks of the kernel: they fall however their holder ends, so nothing of a killed run has to be cleaned."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nestwork.embedded.errors import AlreadyRunningError


@contextmanager
def held_alone(path: Path) -> Iterator[int]:
    """Hold this lock alone while inside; raises AlreadyRunningError at once when another process holds it."""
    with _opened(path) as descriptor:
        if not try_alone(descriptor):
            raise AlreadyRunningError(f"The servers in {path.parent} already run.")
        yield descriptor


@contextmanager
def held_with_others(path: Path) -> Iterator[int]:
    """Hold this lock together with others who share it; waits for a lone holder to let go."""
    with _opened(path) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield descriptor


@contextmanager
def waited_for(path: Path) -> Iterator[None]:
    """Hold this lock alone while inside, waiting for whoever holds it now."""
    with _opened(path) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


def try_alone(descriptor: int) -> bool:
    """Try to take the lock alone; False when somebody else has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)  # closing lets go of the lock
