"""The job of the registry: stored inputs scored by another version of the method."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.jobs.registry import job_handler
from nestwork.jobs.running import RunningJob
from tenants.registry.services.rescoring import JOB, rescore


@job_handler(
    JOB,
    needs=Permission.ADOPT_STANDARDS,
    title=_("Scoring stored answers by another version"),
    result_url="rescoring_of_job",
)
def score_again(job: RunningJob) -> None:
    """Ask physicians where the version in use would change a level."""
    rescore(job=job, version_id=UUID(job.arguments["version"]))
