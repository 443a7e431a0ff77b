"""Reads of sources, files and what they brought."""

import uuid

from django.db.models import QuerySet

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from tenants.incoming.models import PatientOutcome, RecordFile, RecordSource
from tenants.incoming.rules.states import Came
from tenants.patients.selectors import children_visible_to


def sources(reader: Reader) -> QuerySet[RecordSource]:
    """Where records come from, by name."""
    reader.require(Permission.IMPORT_RECORDS)
    return RecordSource.objects.order_by("name")


def files(reader: Reader) -> QuerySet[RecordFile]:
    """Every file that came, newest first."""
    reader.require(Permission.IMPORT_RECORDS)
    return RecordFile.objects.select_related("source").order_by("-uploaded_at", "-id")


def file_for(reader: Reader, file_id: uuid.UUID) -> RecordFile:
    """One file; raises RecordFile.DoesNotExist."""
    return files(reader).get(pk=file_id)


def file_of_job(reader: Reader, job_id: uuid.UUID) -> RecordFile:
    """The file a job works on; raises RecordFile.DoesNotExist."""
    return files(reader).get(job_id=job_id)


def outcomes(reader: Reader, file: RecordFile, came: Came) -> QuerySet[PatientOutcome]:
    """The children a file brought or changed, only those the reader may open."""
    reader.require(Permission.IMPORT_RECORDS)
    visible = children_visible_to(reader).values("pk")
    rows = PatientOutcome.objects.filter(file=file, outcome=came, child__head_id__in=visible)
    return rows.select_related("child").order_by("child__family_name", "child__given_name", "id")
