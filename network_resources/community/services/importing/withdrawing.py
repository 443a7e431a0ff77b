"""What a source's whole file does not name any more: marked, never deleted."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from nestwork.practices import clock
from network_resources.community.models import DirectoryRecord, DirectoryStaged, DirectoryUpload, Service
from network_resources.community.rules.states import Act
from network_resources.community.services.history import Author, write
from network_resources.community.services.importing.rows import MODELS

_BATCH = 1000
INACTIVE = "inactive"


def no_longer_named(upload: DirectoryUpload, table: str) -> Iterator[list[DirectoryRecord]]:
    """The source's rows of a table that the file speaks about and does not name, some at a time.

    Both sides are asked by key: a join of the two would be planned by what the server knows of tables that were
    filled a moment ago, which is nothing.
    """
    last = ""
    while True:
        records = DirectoryRecord.objects.filter(source_id=upload.source_id, table=table, withdrawn_at=None)
        batch = list(records.filter(source_key__gt=last).order_by("source_key")[:_BATCH])
        if not batch:
            return
        last = batch[-1].source_key
        keys = [record.source_key for record in batch]
        staged = DirectoryStaged.objects.filter(upload=upload, table=table, source_key__in=keys)
        named = set(staged.values_list("source_key", flat=True))
        gone = [record for record in batch if record.source_key not in named]
        if gone:
            yield gone


def withdraw(*, upload: DirectoryUpload, table: str, author: Author) -> int:
    """Mark them; a service becomes inactive. Gives how many."""
    done = 0
    for records in no_longer_named(upload, table):
        with transaction.atomic():
            _mark(table, records, clock.now(), author)
        done += len(records)
    return done


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
