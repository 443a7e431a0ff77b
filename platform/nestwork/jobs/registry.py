"""Which function does which kind of job. Rooms add theirs in `tasks.py` with `@job_handler`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from nestwork.access.permissions import Permission

if TYPE_CHECKING:
    from nestwork.jobs.running import RunningJob

type Work = Callable[["RunningJob"], None]


@dataclass(frozen=True, slots=True)
class Handler:
    """A kind of job: its work, the permission it needs, its title, and the url name that shows its result."""

    kind: str
    work: Work
    needs: Permission | None
    title: str | Promise
    result_url: str  # url name taking `job_id`, or empty
    atomic: bool  # the work and the end of the job are one transaction


_handlers: dict[str, Handler] = {}


def job_handler(
    kind: str,
    *,
    needs: Permission | None = None,
    title: str | Promise = "",
    result_url: str = "",
    atomic: bool = False,
) -> Callable[[Work], Work]:
    """Register the decorated function as the work of `kind`.

    The person who started the job must hold `needs` when it starts and again when it runs. Work that saves in
    several transactions calls `job.checkpoint()` in each; work that fits one transaction sets `atomic`.
    """

    def register(work: Work) -> Work:
        known = _handlers.get(kind)
        if known is not None and known.work.__qualname__ != work.__qualname__:
            raise RuntimeError(f"two handlers for the job kind {kind!r}")
        _handlers[kind] = Handler(kind, work, needs, title or kind.replace("_", " "), result_url, atomic)
        return work

    return register


def handler_of(kind: str) -> Handler:
    """The handler of a kind; raises LookupError for an unknown one. Reads every room's tasks.py once."""
    if kind not in _handlers:
        autodiscover_modules("tasks")
    if kind not in _handlers:
        raise LookupError(f"no handler for the job kind {kind!r}")
    return _handlers[kind]


def title_of(kind: str) -> str:
    """The kind in words, also for a kind that no longer exists."""
    try:
        return str(handler_of(kind).title)
    except LookupError:
        return kind.replace("_", " ")
