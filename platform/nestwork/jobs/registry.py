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


class Registry[H: Handler]:
    """The handlers of one host, by kind."""

    def __init__(self) -> None:
        self._handlers: dict[str, H] = {}

    def add(self, handler: H) -> None:
        """Take in a handler; raises RuntimeError when another function already does this kind."""
        known = self._handlers.get(handler.kind)
        if known is not None and known.work.__qualname__ != handler.work.__qualname__:
            raise RuntimeError(f"two handlers for the job kind {handler.kind!r}")
        self._handlers[handler.kind] = handler

    def forget(self, kind: str) -> None:
        """Take a handler out again, where a test has put it in."""
        self._handlers.pop(kind, None)

    def handler_of(self, kind: str) -> H:
        """The handler of a kind; raises LookupError for an unknown one. Reads every room's tasks.py once."""
        if kind not in self._handlers:
            autodiscover_modules("tasks")
        if kind not in self._handlers:
            raise LookupError(f"no handler for the job kind {kind!r}")
        return self._handlers[kind]

    def every_handler(self) -> list[H]:
        """All handlers; reads every room's tasks.py."""
        autodiscover_modules("tasks")
        return list(self._handlers.values())

    def title_of(self, kind: str) -> str:
        """The kind in words, also for a kind that no longer exists."""
        try:
            return str(self.handler_of(kind).title)
        except LookupError:
            return kind.replace("_", " ")


practice_jobs = Registry[Handler]()
handler_of = practice_jobs.handler_of
title_of = practice_jobs.title_of


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
        words = title or kind.replace("_", " ")
        practice_jobs.add(Handler(kind, work, needs, words, result_url, atomic))
        return work

    return register
