"""Made-up services of the directory, as a steward or an import would leave them. Call under the library's role."""

import datetime as dt
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from nestwork.access.passage import wearing
from network_resources.community.models import (
    Address,
    Attribute,
    CostOption,
    Language,
    Location,
    Organization,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceAtLocation,
    ZipPlace,
)
from network_resources.community.services.refresh import refresh_search
from network_resources.community.services.vocabulary import ensure_needs, term_id

PAWTUCKET = (41.8787, -71.3826)
NEWPORT = (41.4901, -71.3128)  # about 27 miles south
TODAY = dt.date(2026, 3, 19)


def library() -> AbstractContextManager[None]:
    """Work as the directory's keepers do."""
    return wearing("nw_library")


def towns() -> None:
    """The ZIP codes of the stories."""
    for code, city, (latitude, longitude) in (
        ("02860", "Pawtucket", PAWTUCKET),
        ("02840", "Newport", NEWPORT),
    ):
        ZipPlace.objects.update_or_create(
            zip_code=code,
            defaults={"city": city, "state": "RI", "latitude": latitude, "longitude": longitude},
        )


def service(
    name: str,
    *,
    organization: str = "Riverbend Family Center",
    needs: Iterable[str] = (),
    languages: Iterable[str] = (),
    at: tuple[float, float] | None = None,
    phone: str = "401-555-0142",
    is_confidential: bool = False,
    refresh: bool = True,
    **fields: Any,
) -> Service:
    """A service with an organization of its own; with `at` also a place to visit, in degrees."""
    ensure_needs()
    fields = {"status": "active", "assured_date": TODAY - dt.timedelta(days=30), **fields}
    made = Service.objects.create(
        organization=Organization.objects.create(name=organization), name=name, **fields
    )
    Attribute.objects.bulk_create(
        Attribute(link_id=made.id, link_entity="service", taxonomy_term_id=term_id(need)) for need in needs
    )
    Language.objects.bulk_create(Language(service=made, code=code) for code in languages)
    if phone:
        Phone.objects.create(service=made, number=phone, type="voice")
    if at is not None:
        place(made, at, is_confidential=is_confidential)
    if refresh:
        refresh_search([made.id])
    return made


def place(
    made: Service, at: tuple[float, float], *, is_confidential: bool = False, **fields: Any
) -> Location:
    """A place of a service, on a street of its own."""
    location = Location.objects.create(
        organization=made.organization, name=fields.pop("name", "Main office"), location_type="physical",
        latitude=at[0], longitude=at[1], is_confidential=is_confidential, **fields,
    )  # fmt: skip
    ServiceAtLocation.objects.create(service=made, location=location)
    Address.objects.create(
        location=location, address_1="12 Hidden Lane" if is_confidential else "40 Mill Street", city="Pawtucket",
        state_province="RI", postal_code="02860", address_type="physical",
    )  # fmt: skip
    Phone.objects.create(
        location=location, number="401-555-0177" if is_confidential else "401-555-0143", type="voice"
    )
    return location


def hours(made: Service, *, days: str, opens: str, closes: str) -> None:
    """Weekly opening hours of a service."""
    Schedule.objects.create(
        service=made, freq="WEEKLY", byday=days, opens_at=dt.time.fromisoformat(opens),
        closes_at=dt.time.fromisoformat(closes),
    )  # fmt: skip


def papers(made: Service, *documents: str) -> None:
    """What a family must bring."""
    RequiredDocument.objects.bulk_create(RequiredDocument(service=made, document=one) for one in documents)


def price(made: Service, option: str, amount: int) -> None:
    """What it costs."""
    CostOption.objects.create(service=made, option=option, amount=amount, currency="USD")
