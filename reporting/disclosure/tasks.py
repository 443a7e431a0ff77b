"""The job of a release: the release worker's alone, at its own login's door."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.jobs.network.models import Queue
from nestwork.jobs.network.registry import network_job_handler
from nestwork.jobs.running import RunningJob
from reporting.disclosure.engine.work import compute
from reporting.disclosure.services.requesting import KIND


@network_job_handler(
    KIND,
    needs=Permission.PREPARE_RELEASES,
    title=_("Protecting a figure for release"),
    result_url="release_of_job",
    queue=Queue.RELEASE,
)
def protect_figure(job: RunningJob) -> None:
    """Protect the counts of every open practice; nothing leaves before somebody approves."""
    compute(release_id=UUID(job.arguments["release"]), work=job)
