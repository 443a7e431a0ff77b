"""The directory's rows of some services, read in a fixed number of statements, for making their editions."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q

from network_resources.community.models import (
    Accessibility,
    Address,
    Attribute,
    Contact,
    CostOption,
    Language,
    Location,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    ZipPlace,
)

type Ids = Collection[uuid.UUID]
type By = dict[uuid.UUID | None, list[Any]]


@dataclass(frozen=True, slots=True)
class Listing:
    """A service with everything that hangs on it; places are the public ones only."""

    service: Service
    places: list[ServiceAtLocation]
    rows: "Rows"


@dataclass(slots=True)
class Rows:
    """The rows around a batch of services, by what they belong to."""

    addresses: By = field(default_factory=dict)
    access: By = field(default_factory=dict)
    phones: By = field(default_factory=dict)
    contacts: By = field(default_factory=dict)
    languages: By = field(default_factory=dict)
    schedules: By = field(default_factory=dict)
    documents: By = field(default_factory=dict)
    costs: By = field(default_factory=dict)
    areas: By = field(default_factory=dict)
    rooms: By = field(default_factory=dict)
    terms: By = field(default_factory=dict)
    zips: dict[str, ZipPlace] = field(default_factory=dict)


def all_service_ids() -> list[uuid.UUID]:
    """Every service of the directory, listed or not."""
    return list(Service.objects.order_by("id").values_list("id", flat=True))


def services_of_locations(location_ids: Ids) -> list[uuid.UUID]:
    """The services given at these locations."""
    at = ServiceAtLocation.objects.filter(location_id__in=location_ids)
    return list(at.values_list("service_id", flat=True).distinct())


def services_of_organizations(organization_ids: Ids) -> list[uuid.UUID]:
    """The services of these organizations."""
    return list(Service.objects.filter(organization_id__in=organization_ids).values_list("id", flat=True))


def listings(service_ids: Ids) -> list[Listing]:
    """These services with their rows. Rows that their source withdrew are left out, the services themselves are not."""
    services = list(Service.objects.filter(pk__in=service_ids).select_related("organization", "program"))
    at = _standing(ServiceAtLocation, service_id__in=service_ids).select_related("location").order_by("id")
    places: By = defaultdict(list)
    for place in at:
        if not place.location.is_confidential and place.location.withdrawn_at is None:
            places[place.service_id].append(place)
    shown = [place for found in places.values() for place in found]
    rows = _around(services, [place.id for place in shown], [place.location for place in shown])
    return [Listing(service, places.get(service.id, []), rows) for service in services]


def _around(services: list[Service], place_ids: list[uuid.UUID], locations: list[Location]) -> Rows:
    ids = [service.id for service in services]
    organizations = {service.organization_id for service in services}
    where = {location.id for location in locations}
    of_any = Q(service_id__in=ids) | Q(service_at_location_id__in=place_ids) | Q(location_id__in=where)
    addresses = list(_standing(Address, location_id__in=where).order_by("id"))
    return Rows(
        addresses=_by(addresses, "location_id"),
        access=_by(_standing(Accessibility, location_id__in=where).order_by("id"), "location_id"),
        phones=_by_any(_standing(Phone).filter(of_any | Q(organization_id__in=organizations)).order_by("id")),
        contacts=_by(_standing(Contact, service_id__in=ids).order_by("id"), "service_id"),
        languages=_by_any(
            _standing(Language)
            .filter(Q(service_id__in=ids) | Q(location_id__in=where))
            .order_by("name", "id")
        ),
        schedules=_by_any(_standing(Schedule).filter(of_any).order_by("opens_at", "id")),
        documents=_by(_standing(RequiredDocument, service_id__in=ids).order_by("id"), "service_id"),
        costs=_by(_standing(CostOption, service_id__in=ids).order_by("amount", "id"), "service_id"),
        areas=_by(_standing(ServiceArea, service_id__in=ids).order_by("name", "id"), "service_id"),
        rooms=_by(
            _standing(ServiceCapacity, service_id__in=ids).select_related("unit").order_by("id"), "service_id"
        ),
        terms=_by(
            _standing(Attribute, link_id__in=[*ids, *place_ids]).select_related("taxonomy_term"), "link_id"
        ),
        zips=_zips(locations, addresses),
    )


def _standing(model: type[Model], **wanted: Any) -> Any:
    return model._default_manager.filter(withdrawn_at__isnull=True, **wanted)


def _by(rows: Iterable[Any], name: str) -> By:
    found: By = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _by_any(rows: Iterable[Any]) -> By:
    """By the narrowest thing each row belongs to: a place's telephone is not the whole organization's."""
    found: By = defaultdict(list)
    for row in rows:
        owners = (
            getattr(row, f"{name}_id", None)
            for name in ("service_at_location", "location", "service", "organization")
        )
        owner = next((one for one in owners if one is not None), None)
        found[owner].append(row)
    return found


def _zips(locations: list[Location], addresses: list[Address]) -> dict[str, ZipPlace]:
    without = {location.id for location in locations if location.latitude is None}
    codes = {address.postal_code[:5] for address in addresses if address.location_id in without}
    return ZipPlace.objects.in_bulk(codes) if codes else {}
