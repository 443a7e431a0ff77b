"""The jobs of the roster: read a file, check it, import it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.jobs.registry import job_handler
from nestwork.jobs.running import RunningJob
from tenants.roster.models import Upload
from tenants.roster.services.checking import check_upload
from tenants.roster.services.importing import import_upload
from tenants.roster.services.reading import read_upload

_RESULT = "roster_of_job"


@job_handler(
    "roster_read",
    needs=Permission.IMPORT_ROSTER,
    title=_("Reading a roster"),
    result_url=_RESULT,
    atomic=True,
)
def read(job: RunningJob) -> None:
    """Read a kept file into rows, or refuse it whole."""
    read_upload(upload=_upload(job), by=job.reader)


@job_handler(
    "roster_check",
    needs=Permission.IMPORT_ROSTER,
    title=_("Checking a roster"),
    result_url=_RESULT,
    atomic=True,
)
def check(job: RunningJob) -> None:
    """Plan every row without writing anything of it."""
    check_upload(upload=_upload(job), by=job.reader)


@job_handler(
    "roster_import", needs=Permission.IMPORT_ROSTER, title=_("Importing a roster"), result_url=_RESULT
)
def import_rows(job: RunningJob) -> None:
    """Carry out the plans, a batch and its checkpoint at a time."""
    import_upload(upload_id=UUID(job.arguments["upload"]), by=job.reader, job=job)


def _upload(job: RunningJob) -> Upload:
    return Upload.objects.select_related("source").get(pk=UUID(job.arguments["upload"]))
