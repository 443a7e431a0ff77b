"""Reads of the network's jobs: a person's own, all of them for a network administrator."""

from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.jobs.network.models import NetworkJob


def sees_all(reader: Reader) -> bool:
    """Whether the reader sees everybody's jobs."""
    return reader.may(Permission.MANAGE_NETWORK)


def jobs(reader: Reader) -> QuerySet[NetworkJob]:
    """The jobs this reader may see, the newest first; read it inside `people.acting`."""
    rows = NetworkJob.objects.order_by("-created_at", "-id")
    return rows if sees_all(reader) else rows.filter(started_by_id=reader.person_id)


def job_by_id(job_id: UUID, reader: Reader) -> NetworkJob:
    """One job; raises NetworkJob.DoesNotExist, also for somebody else's. Read it inside `people.acting`."""
    return jobs(reader).get(pk=job_id)


def names(reader: Reader) -> dict[UUID, str]:
    """Who started what, by id: everybody of the network for an administrator, else only the reader."""
    own = {reader.person_id: reader.name} if reader.person_id else {}
    if not sees_all(reader):
        return own
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, display_name FROM people_list(NULL)")
        return {**dict(cursor.fetchall()), **own}
