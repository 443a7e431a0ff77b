"""Tell a worker that a job waits. A lost message costs seconds, never a job: the sweeper looks at the rows."""

import logging
from uuid import UUID

from kombu.exceptions import OperationalError

from nestwork.celery import app
from nestwork.jobs.messages import envelope

logger = logging.getLogger(__name__)

RUN_JOB = "nestwork.jobs.run_job"
SWEEP_PRACTICE = "nestwork.jobs.sweep_practice"


def wake(job_id: UUID, practice: str) -> None:
    """Send the message that runs one job; when Redis is away the sweeper sends it later."""
    send(RUN_JOB, [str(job_id)], practice)


def send(
    name: str, args: list[str], practice: str, *, expires: int | None = None, queue: str | None = None
) -> bool:
    """Send one signed message without waiting for a Redis that does not answer; says whether it went."""
    try:
        app.send_task(
            name,
            args=args,
            retry=False,
            expires=expires,
            queue=queue,
            **envelope(name=name, args=args, kwargs={}, practice=practice),
        )
    except (OperationalError, OSError) as error:
        logger.warning("No message to the workers (%s); the sweeper will send it", type(error).__name__)
        return False
    return True
