"""What the steward reads: listings with filters, sources, files, what waits, history. Needs KEEP_DIRECTORY."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from network_resources.community.models import (
    Attribute,
    DirectoryChange,
    DirectoryQuarantine,
    DirectoryRecord,
    DirectoryRow,
    DirectorySource,
    DirectoryUpload,
    Location,
    Organization,
    Phone,
    Program,
    Service,
    Taxonomy,
)
from network_resources.community.rules.hsds import TABLES
from network_resources.community.rules.keys import source_key
from network_resources.community.rules.needs import TAXONOMY
from network_resources.community.rules.problems import Reason
from network_resources.community.rules.states import RowState

_PARTS = ("phones", "languages", "service_at_locations", "cost_options", "service_areas", "schedules")


MOST_TO_CHOOSE = 500
_NAMED: dict[str, type[DirectoryRow]] = {
    "organization": Organization,
    "program": Program,
    "service": Service,
    "location": Location,
    "taxonomy": Taxonomy,
}
_WAITS_FOR_ANOTHER = [{"reason": Reason.ROW_WAITS.value}]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which listings: words of the name, status, source, with values waiting, not checked since a day."""

    words: str = ""
    status: str = ""
    source: UUID | None = None
    waiting: bool = False
    not_checked_since: date | None = None


def services(by: Reader, asked: Filter) -> QuerySet[Service]:
    """Services by name, withdrawn ones too: a steward keeps them all."""
    by.require(Permission.KEEP_DIRECTORY)
    found = Service.objects.select_related("organization").order_by("name", "pk")
    for word in asked.words.split()[:5]:
        found = found.filter(Q(name__icontains=word) | Q(organization__name__icontains=word))
    if asked.status:
        found = found.filter(status=asked.status)
    if asked.source:
        records = DirectoryRecord.objects.filter(
            source_id=asked.source, table="service", row_id=OuterRef("pk")
        )
        found = found.filter(Exists(records))
    if asked.waiting:
        found = found.filter(pk__in=_with_waiting_values())
    if asked.not_checked_since:
        before = Q(assured_date=None) | Q(assured_date__lt=asked.not_checked_since)
        found = found.filter(before, withdrawn_at=None)
    return found


def service(by: Reader, service_id: UUID) -> Service:
    """One service; raises Service.DoesNotExist."""
    by.require(Permission.KEEP_DIRECTORY)
    return Service.objects.select_related("organization", "program").get(pk=service_id)


def organization(by: Reader, organization_id: UUID) -> Organization:
    """One organization; raises Organization.DoesNotExist."""
    by.require(Permission.KEEP_DIRECTORY)
    return Organization.objects.get(pk=organization_id)


def organizations(by: Reader, words: str = "") -> QuerySet[Organization]:
    """Organizations by name."""
    by.require(Permission.KEEP_DIRECTORY)
    found = Organization.objects.order_by("name", "pk")
    for word in words.split()[:5]:
        found = found.filter(name__icontains=word)
    return found


def location(by: Reader, location_id: UUID) -> Location:
    """One location; raises Location.DoesNotExist."""
    by.require(Permission.KEEP_DIRECTORY)
    return Location.objects.get(pk=location_id)


def locations_of(service: Service) -> list[Location]:
    """Where a service is offered."""
    found = Location.objects.filter(
        service_at_locations__service=service, service_at_locations__withdrawn_at=None
    )
    return list(found.distinct().prefetch_related("addresses").order_by("name", "pk"))


def phones_of(service: Service) -> list[Phone]:
    """The service's own telephone numbers."""
    return list(Phone.objects.filter(service=service, withdrawn_at=None).order_by("pk"))


def needs_of(service: Service) -> list[str]:
    """The needs of our vocabulary that the service is filed under."""
    rows = Attribute.objects.filter(
        link_id=service.pk, withdrawn_at=None, taxonomy_term__taxonomy_name=TAXONOMY
    )
    return sorted(rows.values_list("taxonomy_term__code", flat=True))


def sources_of(row_id: UUID) -> list[DirectoryRecord]:
    """Which sources name the row."""
    return list(DirectoryRecord.objects.filter(row_id=row_id).select_related("source"))


def history_of(row: Service | Organization) -> QuerySet[DirectoryChange]:
    """Every change of the row and, for a service, of its parts; the newest first."""
    ids = {row.pk}
    if isinstance(row, Service):
        for part in _PARTS:
            ids |= set(getattr(row, part).values_list("pk", flat=True))
        ids |= set(Attribute.objects.filter(link_id=row.pk).values_list("pk", flat=True))
    return DirectoryChange.objects.filter(row_id__in=ids).select_related("source").order_by("-at", "pk")


def sources(by: Reader) -> QuerySet[DirectorySource]:
    """Where rows come from."""
    by.require(Permission.KEEP_DIRECTORY)
    return DirectorySource.objects.order_by("name")


def uploads(by: Reader) -> QuerySet[DirectoryUpload]:
    """Files that came, the newest first."""
    by.require(Permission.KEEP_DIRECTORY)
    return DirectoryUpload.objects.select_related("source", "profile").order_by("-uploaded_at", "-id")


def upload(by: Reader, upload_id: UUID) -> DirectoryUpload:
    """One file; raises DirectoryUpload.DoesNotExist."""
    return uploads(by).get(pk=upload_id)


def upload_of_job(by: Reader, job_id: UUID) -> DirectoryUpload:
    """The file a job works on; raises DirectoryUpload.DoesNotExist."""
    return uploads(by).get(job_id=job_id)


def quarantined(
    by: Reader, state: RowState = RowState.WAITING, *, by_itself: bool = True
) -> QuerySet[DirectoryQuarantine]:
    """Rows in one state. Without `by_itself`, those that go in by themselves with another waiting row are left out."""
    by.require(Permission.KEEP_DIRECTORY)
    rows = DirectoryQuarantine.objects.filter(state=state).select_related("source")
    if not by_itself:
        rows = rows.exclude(problems__contains=_WAITS_FOR_ANOTHER)
    return rows.order_by("put_at", "table", "pk")


def quarantined_row(by: Reader, row_id: UUID) -> DirectoryQuarantine:
    """One row; raises DirectoryQuarantine.DoesNotExist."""
    by.require(Permission.KEEP_DIRECTORY)
    return DirectoryQuarantine.objects.select_related("source", "upload").get(pk=row_id)


def waiting_count(by: Reader) -> int:
    """How many rows wait for a person; those that only wait for another row are not counted."""
    return quarantined(by, by_itself=False).count()


def waiting_for(row: DirectoryQuarantine) -> int:
    """How many rows of the source wait for this one."""
    name = f"{row.table}:{row.source_key}"
    rows = DirectoryQuarantine.objects.filter(source=row.source, state=RowState.WAITING)
    return rows.filter(waits_for__contains=[name]).count()


def waiting_of(row_id: UUID) -> list[DirectoryQuarantine]:
    """What waits of a row that is in the directory."""
    keys = DirectoryRecord.objects.filter(row_id=row_id).values_list("source_id", "table", "source_key")
    found: list[DirectoryQuarantine] = []
    for source, table, key in keys:
        found += DirectoryQuarantine.objects.filter(
            source_id=source, table=table, source_key=key, state=RowState.WAITING
        )
    return found


def _with_waiting_values() -> QuerySet[DirectoryRecord, UUID]:
    waiting = DirectoryQuarantine.objects.filter(
        source=OuterRef("source"), table="service", source_key=OuterRef("source_key"), state=RowState.WAITING
    )
    records = DirectoryRecord.objects.filter(Exists(waiting), table="service")
    return records.values_list("row_id", flat=True)


def written_values(row: DirectoryRow) -> dict[str, str]:
    """The row's fields as a person would write them."""
    told = {name: getattr(row, name, None) for name in TABLES[row.hsds_table].fields}
    return {name: _written(value) for name, value in told.items()}


def rows_to_name(row: DirectoryQuarantine) -> dict[str, list[tuple[str, str]]]:
    """For each field of a waiting row that names another: what the source said, then every row it could name.

    A table of more than MOST_TO_CHOOSE rows is not listed: there the id is written.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for field in TABLES[row.table].references:
        model = _NAMED.get(field.names_table)
        if model is None or model._default_manager.count() > MOST_TO_CHOOSE:
            continue
        names = {
            one.pk: str(getattr(one, "name", ""))
            for one in model._default_manager.filter(withdrawn_at=None).order_by("name", "pk")
        }
        told = str({**row.written, **row.mended}.get(field.name, ""))
        known = DirectoryRecord.objects.filter(
            source=row.source, table=field.names_table, source_key=source_key(told)
        ).first()
        first = names.pop(known.row_id, told) if known else told
        found[field.name] = [(told, first), *((str(pk), name) for pk, name in names.items())]
        if told:
            found[field.name].append(("", ""))
    return found


def _written(value: object) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
