"""Reads of sources, files and their outcomes."""

import uuid

from django.db.models import Count, QuerySet

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.selectors import children_visible_to
from tenants.roster.models import RosterSource, RowOutcome, Upload, UploadBatch
from tenants.roster.rules.fields import Field
from tenants.roster.rules.headers import guess_columns, relationship_in
from tenants.roster.rules.identifiers import plain_words
from tenants.roster.rules.rows import ParsedRow, Reading, parse_row
from tenants.roster.rules.states import Outcome


def sources(reader: Reader) -> QuerySet[RosterSource]:
    """Where rosters come from, by name."""
    reader.require(Permission.IMPORT_ROSTER)
    return RosterSource.objects.order_by("name")


def uploads(reader: Reader) -> QuerySet[Upload]:
    """Every file that came, newest first."""
    reader.require(Permission.IMPORT_ROSTER)
    return Upload.objects.select_related("source").order_by("-uploaded_at", "-id")


def upload_for(reader: Reader, upload_id: uuid.UUID) -> Upload:
    """One file; raises Upload.DoesNotExist."""
    return uploads(reader).get(pk=upload_id)


def upload_of_job(reader: Reader, job_id: uuid.UUID) -> Upload:
    """The file a job works on; raises Upload.DoesNotExist."""
    return uploads(reader).get(job_id=job_id)


def first_rows(upload: Upload, count: int = 5) -> list[tuple[int, list[str]]]:
    """The first rows as text, to look at while choosing columns."""
    batch = upload.batches.order_by("number").first()
    return [(number, cells) for number, cells in (batch.rows if batch else [])[:count]]


def batch_numbers(upload: Upload) -> list[int]:
    """The numbers of the batches, in order."""
    return list(upload.batches.order_by("number").values_list("number", flat=True))


def parsed_batch(upload: Upload, number: int, reading: Reading) -> list[ParsedRow]:
    """The rows of one batch, read by the chosen columns."""
    rows = UploadBatch.objects.get(upload=upload, number=number).rows
    return [parse_row(at, cells, reading) for at, cells in rows]


def headings_of(upload: Upload) -> list[str]:
    """The file's headings as written."""
    return list(upload.facts.get("headings", []))


def profile_columns(upload: Upload) -> tuple[dict[int, Field], bool]:
    """The columns by the source's saved profile, else guessed; and whether the profile knew every heading."""
    headings = headings_of(upload)
    saved = upload.source.columns
    known = bool(saved) and all(plain_words(heading) in saved for heading in headings if heading)
    if not saved:
        return guess_columns(headings), False
    guessed = guess_columns(headings)
    columns: dict[int, Field] = {}
    for at, heading in enumerate(headings):
        word = plain_words(heading)
        name = Field(saved[word]) if saved.get(word) else (None if word in saved else guessed.get(at))
        if name is not None and name not in columns.values():
            columns[at] = name
    return columns, known


def reading_of(upload: Upload) -> Reading:
    """How the file's cells are read."""
    columns = {int(at): Field(name) for at, name in upload.columns.items()}
    headings = headings_of(upload)
    contact = next((headings[at] for at, name in columns.items() if name is Field.CONTACT_NAME), "")
    return Reading(
        columns=columns,
        today=clock.today(),
        day_first=upload.day_first,
        epoch=upload.facts.get("epoch", "1900"),
        relationship=relationship_in(contact),
    )


def outcome_counts(upload: Upload) -> dict[str, int]:
    """How many rows led to what."""
    counted = RowOutcome.objects.filter(upload=upload).values_list("outcome").annotate(Count("id"))
    return dict(counted.order_by("outcome"))


def outcomes(reader: Reader, upload: Upload, outcome: Outcome) -> QuerySet[RowOutcome]:
    """Rows that led to one outcome, only of children the reader may open (and rows without a child)."""
    rows = RowOutcome.objects.filter(upload=upload, outcome=outcome)
    visible = children_visible_to(reader).values("pk")
    shown = rows.filter(child__isnull=True) | rows.filter(child__head_id__in=visible)
    return shown.select_related("child").order_by("row_number", "at")
