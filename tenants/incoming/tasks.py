"""The jobs of incoming records: read and check a file, import it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.jobs.registry import job_handler
from nestwork.jobs.running import RunningJob
from tenants.incoming.models import RecordFile
from tenants.incoming.services.importing import import_file
from tenants.incoming.services.reading import read_file

_RESULT = "records_of_job"


@job_handler(
    "records_read",
    needs=Permission.IMPORT_RECORDS,
    title=_("Reading records"),
    result_url=_RESULT,
    atomic=True,
)
def read(job: RunningJob) -> None:
    """Read a kept file and plan it, or refuse it whole."""
    read_file(file=_file(job), by=job.reader)


@job_handler(
    "records_import", needs=Permission.IMPORT_RECORDS, title=_("Importing records"), result_url=_RESULT
)
def import_records(job: RunningJob) -> None:
    """Carry out the plans, a batch and its checkpoint at a time."""
    import_file(file=_file(job), by=job.reader, job=job)


def _file(job: RunningJob) -> RecordFile:
    return RecordFile.objects.get(pk=UUID(job.arguments["file"]))
