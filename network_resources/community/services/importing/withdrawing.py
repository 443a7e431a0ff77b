"""What a source's whole file does not name any more: marked, never deleted."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from nestwork.practices import clock
from network_resources.community.models import DirectoryRecord, DirectoryStaged, DirectoryUpload, Service
from network_resources.community.rules.states import Act
from network_resources.community.services.history import Author, write
from network_resources.community.services.importing.rows import MODELS

_BATCH = 500
INACTIVE = "inactive"


def no_longer_named(upload: DirectoryUpload, table: str) -> QuerySet[DirectoryRecord]:
    """The source's rows of a table that the file speaks about and does not name."""
    named = DirectoryStaged.objects.filter(
        upload=upload, table=OuterRef("table"), source_key=OuterRef("source_key")
    )
    records = DirectoryRecord.objects.filter(source_id=upload.source_id, table=table, withdrawn_at=None)
    return records.filter(~Exists(named))


def withdraw(*, upload: DirectoryUpload, table: str, author: Author) -> int:
    """Mark them; a service becomes inactive. Gives how many."""
    done = 0
    while True:
        with transaction.atomic():
            records = list(no_longer_named(upload, table).order_by("pk")[:_BATCH])
            if not records:
                return done
            _mark(table, records, clock.now(), author)
            done += len(records)


def _mark(table: str, records: list[DirectoryRecord], now: datetime, author: Author) -> None:
    ids = [record.row_id for record in records]
    lines = [author.line(Act.WITHDRAWN, table, row_id) for row_id in ids]
    if table == Service.hsds_table:
        services = Service.objects.filter(pk__in=ids).exclude(status=INACTIVE)
        lines += [
            author.line(Act.WITHDRAWN, table, service.pk, "status", service.status, INACTIVE)
            for service in services
        ]
        services.update(status=INACTIVE)
    MODELS[table]._default_manager.filter(pk__in=ids).update(withdrawn_at=now)
    DirectoryRecord.objects.filter(pk__in=[record.pk for record in records]).update(withdrawn_at=now)
    write(lines)
