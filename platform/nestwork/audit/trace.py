"""The identifier that joins every audit line of one request or one job."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_current: ContextVar[uuid.UUID | None] = ContextVar("audit_request_id", default=None)


def current() -> uuid.UUID | None:
    """The running request's or job's identifier, None outside of both."""
    return _current.get()


@contextmanager
def named(identifier: uuid.UUID) -> Iterator[None]:
    """Give everything written inside one identifier (a job's own id)."""
    token = _current.set(identifier)
    try:
        yield
    finally:
        _current.reset(token)


def begin(**_: Any) -> None:
    """Start a request's identifier; connected to request_started."""
    _current.set(uuid.uuid4())


def end(**_: Any) -> None:
    """Forget it; connected to request_finished, so that a reused thread never lends it on."""
    _current.set(None)
