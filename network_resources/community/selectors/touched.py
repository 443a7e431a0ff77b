"""Which services must be searched anew after rows of the directory changed."""

from collections import defaultdict
from uuid import UUID

from django.db.models import QuerySet

from network_resources.community.models import (
    Attribute,
    Contact,
    CostOption,
    DirectoryChange,
    DirectoryRow,
    Language,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
)

_MANY = 3000  # from here on everything is made anew
_PARTS = {
    "phone": Phone,
    "contact": Contact,
    "language": Language,
    "schedule": Schedule,
    "service_area": ServiceArea,
    "cost_option": CostOption,
    "service_at_location": ServiceAtLocation,
}
_NO_MATTER = {"metadata", "meta_table_description", "organization_identifier", "funding", "unit"}


def services_touched(lines: QuerySet[DirectoryChange]) -> set[UUID] | None:
    """The services whose rows these lines of history are about; None for so many that all are meant."""
    rows: dict[str, set[UUID]] = defaultdict(set)
    for table, row_id in (
        lines.exclude(table__in=_NO_MATTER).values_list("table", "row_id").distinct()[: _MANY + 1]
    ):
        rows[table].add(row_id)
    if sum(map(len, rows.values())) > _MANY:
        return None
    return services_of(rows)


def services_of(rows: dict[str, set[UUID]]) -> set[UUID] | None:
    """The services that rows of any table belong to; None where a row may concern any of them."""
    found = set(rows.pop("service", ()))
    places, organizations = set(rows.pop("location", ())), set(rows.pop("organization", ()))
    found |= set(
        Attribute.objects.filter(pk__in=rows.pop("attribute", ()), link_entity="service").values_list(
            "link_id", flat=True
        )
    )
    for table, model in _PARTS.items():
        for row in model._default_manager.filter(pk__in=rows.pop(table, ())):
            found |= _named(row, "service_id")
            places |= _named(row, "location_id")
            organizations |= _named(row, "organization_id")
    if rows.pop("address", None) or any(rows.values()):
        return None  # an address, a term, a document: rare by themselves
    found |= set(Service.objects.filter(organization__in=organizations).values_list("pk", flat=True))
    visited = ServiceAtLocation.objects.filter(location__in=places)
    return found | set(visited.values_list("service_id", flat=True))


def _named(row: DirectoryRow, field: str) -> set[UUID]:
    """The row that a field names, if the table has the field and it names one."""
    named: UUID | None = getattr(row, field, None)
    return {named} if named else set()
