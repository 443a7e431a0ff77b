"""Reads of sources, files and what they brought."""

import uuid
from collections.abc import Iterable
from typing import Any

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
    """The children a file brought, changed or told something of, each once, only those the reader may open."""
    reader.require(Permission.IMPORT_RECORDS)
    visible = children_visible_to(reader).values("pk")
    rows = PatientOutcome.objects.filter(file=file, outcome=came, child__head_id__in=visible)
    if came is Came.NEWS:
        rows = rows.exclude(child__head_id__in=_brought(file).values("child__head_id"))
        once = rows.order_by("child__head_id", "at", "id").distinct("child__head_id")
        rows = PatientOutcome.objects.filter(pk__in=once.values("pk"))
    return rows.select_related("child").order_by("child__family_name", "child__given_name", "id")


def with_news(reader: Reader, file: RecordFile) -> int:
    """How many children the reader may open were known before the file and have something new by it."""
    return outcomes(reader, file, Came.NEWS).count()


def facts_told(file: RecordFile, heads: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[dict[str, Any]]]:
    """What the file told of these children: the details of their news, by head."""
    found: dict[uuid.UUID, list[dict[str, Any]]] = {}
    rows = PatientOutcome.objects.filter(file=file, outcome=Came.NEWS, child__head_id__in=list(heads))
    for head, detail in rows.order_by("at", "id").values_list("child__head_id", "detail"):
        found.setdefault(head, []).append(detail)
    return found


def _brought(file: RecordFile) -> QuerySet[PatientOutcome]:
    """The children who were not known before the file."""
    return PatientOutcome.objects.filter(file=file, outcome=Came.NEW)
