"""Which function does which kind of network job. Rooms add theirs in `tasks.py` with `@network_job_handler`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from nestwork.access.permissions import Permission
from nestwork.jobs.network.models import Queue
from nestwork.jobs.registry import Handler, Registry, Work
from nestwork.sealing.names import LIBRARY

# The only role of the network that the worker's login may wear: see sealing/sql/roles.sql.
WORN_BY_WORKER = (LIBRARY,)


@dataclass(frozen=True, slots=True)
class NetworkHandler(Handler):
    """A kind of network job, with the database role its work wears and the queue of the worker that does it."""

    role: str | None
    queue: Queue


network_jobs = Registry[NetworkHandler]()
handler_of = network_jobs.handler_of
title_of = network_jobs.title_of


def network_job_handler(
    kind: str,
    *,
    needs: Permission,
    title: str | Promise = "",
    result_url: str = "",
    atomic: bool = False,
    role: str | None = None,
    queue: str = Queue.ORDINARY,
) -> Callable[[Work], Work]:
    """Register the decorated function as the work of `kind` on the network host.

    Whoever starts the job holds `needs` then and again when it runs. The work wears the database role `role`
    (`nw_library`), or stands at the worker's own door without one. `queue="release"` sends it to the release worker,
    whose login wears no role. `result_url` names a page of the network host that takes `job_id`.
    """
    if role is not None and (role not in WORN_BY_WORKER or queue != Queue.ORDINARY):
        raise ValueError(f"no worker of the queue {queue!r} may wear {role!r}")

    def register(work: Work) -> Work:
        words = title or kind.replace("_", " ")
        network_jobs.add(
            NetworkHandler(kind, work, needs, words, result_url, atomic, role=role, queue=Queue(queue))
        )
        return work

    return register
