"""Makes the edition of a service: what pages and the API may say of it, from the directory's rows."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from network_resources.community.models import ServiceAtLocation
from network_resources.community.rules.ages import ages_of
from network_resources.community.rules.edition import (
    Edition,
    Line,
    Person,
    Place,
    Price,
    Room,
    Telephone,
    Tongue,
    summary_of,
)
from network_resources.community.rules.hours import weekdays
from network_resources.community.rules.tongues import code_of
from network_resources.community.selectors.listing import Listing


def edition_of(listing: Listing) -> Edition:
    """Everything that may be said of the service."""
    service, rows = listing.service, listing.rows
    organization = service.organization
    own = rows.phones.get(service.id, [])
    ages = ages_of(minimum=service.minimum_age, maximum=service.maximum_age)
    return Edition(
        summary=summary_of(service.description or organization.description),
        description=service.description,
        other_name=service.alternate_name,
        program=service.program.name if service.program else "",
        url=service.url,
        email=service.email,
        organization_id=str(organization.id),
        organization_about=organization.description,
        organization_url=organization.website,
        phones=[_telephone(phone) for phone in own or rows.phones.get(organization.id, [])],
        people=[_person(row) for row in rows.contacts.get(service.id, [])],
        places=[_place(place, listing) for place in listing.places],
        hours=[_line(row) for row in rows.schedules.get(service.id, [])],
        documents=[row.document for row in rows.documents.get(service.id, []) if row.document],
        fees="\n".join(dict.fromkeys(text for text in (service.fees_description, service.fees) if text)),
        prices=[_price(row) for row in rows.costs.get(service.id, [])],
        apply=service.application_process,
        eligibility=service.eligibility_description,
        wait=service.wait_time,
        alert=service.alert,
        interpreting=service.interpretation_services,
        languages=tongues_of(listing),
        areas=[
            row.name or row.description
            for row in rows.areas.get(service.id, [])
            if row.name or row.description
        ],
        rooms=[_room(row) for row in rows.rooms.get(service.id, [])],
        credentials=[text for text in (service.accreditations, service.licenses) if text],
        status=service.status,
        minimum_age=_years(ages.minimum),
        maximum_age=_years(ages.maximum),
        assured_by=service.assurer_email,
    )


def tongues_of(listing: Listing) -> list[Tongue]:
    """The languages of the service and of its public places, each once."""
    rows = list(listing.rows.languages.get(listing.service.id, []))
    for place in listing.places:
        rows += listing.rows.languages.get(place.location_id, [])
    found: dict[str, Tongue] = {}
    for row in rows:
        code = code_of(code=row.code, name=row.name)
        found.setdefault(
            code or row.name or row.code, Tongue(code=code, name=row.name or row.code, note=row.note)
        )
    return [tongue for key, tongue in found.items() if key]


def city_of(place: ServiceAtLocation, listing: Listing) -> str:
    """The town a place stands in, empty where no address says so."""
    return next((row.city for row in _visited(place, listing) if row.city), "")


def _visited(place: ServiceAtLocation, listing: Listing) -> list[Any]:
    """The addresses to visit; a postal one only where there is no other."""
    rows = listing.rows.addresses.get(place.location_id, [])
    return [row for row in rows if row.address_type != "postal"] or rows


def _years(age: Decimal | None) -> str:
    return "" if age is None else f"{age.normalize():f}"


def _place(place: ServiceAtLocation, listing: Listing) -> Place:
    location, rows = place.location, listing.rows
    about = [text for text in (place.description, location.description) if text]
    return Place(
        id=str(place.id),
        name=location.name,
        about="\n".join(dict.fromkeys(about)),
        address=next((lines for row in _visited(place, listing) if (lines := _lines(row))), []),
        city=city_of(place, listing),
        getting_there=location.transportation,
        access=[
            ": ".join(text for text in (row.description, row.details) if text)
            for row in rows.access.get(location.id, [])
        ],
        phones=[_telephone(row) for row in _at(rows.phones, place)],
        hours=[_line(row) for row in _at(rows.schedules, place)],
    )


def _at(rows: Any, place: ServiceAtLocation) -> Iterable[Any]:
    return [*rows.get(place.id, []), *rows.get(place.location_id, [])]


def _lines(address: Any) -> list[str]:
    last = " ".join(text for text in (address.state_province, address.postal_code) if text)
    town = ", ".join(text for text in (address.city, last) if text)
    return [text for text in (address.attention, address.address_1, address.address_2, town) if text]


def _telephone(row: Any) -> Telephone:
    return Telephone(number=row.number, extension=row.extension, kind=row.type.lower(), about=row.description)


def _person(row: Any) -> Person:
    return Person(name=row.name, title=row.title, department=row.department, email=row.email)


def _price(row: Any) -> Price:
    amount = "" if row.amount is None else f"{row.amount:.2f} {row.currency or 'USD'}"
    return Price(option=row.option, amount=amount, about=row.amount_description)


def _room(row: Any) -> Room:
    return Room(
        unit=row.unit.name,
        available="" if row.available is None else f"{row.available.normalize():f}",
        maximum="" if row.maximum is None else f"{row.maximum.normalize():f}",
        about=row.description,
        on=row.updated.date().isoformat() if row.updated else "",
    )


def _line(row: Any) -> Line:
    is_weekly = (row.freq or "WEEKLY").upper() in ("WEEKLY", "DAILY") and (row.interval or 1) == 1
    return Line(
        days=list(weekdays(row.byday, freq=row.freq)),
        opens=row.opens_at.isoformat("minutes") if row.opens_at else "",
        closes=row.closes_at.isoformat("minutes") if row.closes_at else "",
        words="\n".join(dict.fromkeys(text for text in (row.description, row.notes) if text)),
        valid_from=row.valid_from.isoformat() if row.valid_from else "",
        valid_to=row.valid_to.isoformat() if row.valid_to else "",
        weekly=is_weekly,
    )
