"""The jobs of the directory: read a file and show what it would do; import it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.jobs.network.registry import network_job_handler
from nestwork.jobs.running import RunningJob
from nestwork.sealing.names import LIBRARY
from network_resources.community.models import DirectoryUpload
from network_resources.community.services import reading

_RESULT = "directory_of_job"


@network_job_handler(
    "directory_read",
    needs=Permission.KEEP_DIRECTORY,
    title=_("Reading a directory file"),
    result_url=_RESULT,
    role=LIBRARY,
)
def read(job: RunningJob) -> None:
    """Keep the file's rows and count what an import would do, or refuse the file whole."""
    reading.read_upload(upload=_upload(job), by=job.reader, work=job)


@network_job_handler(
    "directory_import",
    needs=Permission.KEEP_DIRECTORY,
    title=_("Importing a directory"),
    result_url=_RESULT,
    role=LIBRARY,
)
def import_rows(job: RunningJob) -> None:
    """Import, a batch and its checkpoint at a time."""
    reading.import_upload(upload=_upload(job), by=job.reader, work=job)


def _upload(job: RunningJob) -> DirectoryUpload:
    uploads = DirectoryUpload.objects.select_related("source", "profile")
    return uploads.get(pk=UUID(job.arguments["upload"]))
