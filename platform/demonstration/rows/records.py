"""A made-up file of records, sent and checked, that waits in each practice for somebody to look at its dry run."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from nestwork.access import readers
from nestwork.practices.models import Practice
from tenants.incoming.models import RecordFile
from tenants.incoming.sample import sample_bundle
from tenants.incoming.services.files import keep
from tenants.incoming.services.reading import read_file

_SOURCE = "Made-up hospital"


def waiting_records(practice: Practice, today: date) -> None:
    """Send the sample and read it once; whoever opens the page finds a dry run and may import it."""
    if RecordFile.objects.exists():
        return
    by = readers.system("demonstration")
    file = SimpleUploadedFile("made-up-records.json", sample_bundle(today))
    read_file(file=keep(by=by, file=file, source_name=_SOURCE), by=by)
