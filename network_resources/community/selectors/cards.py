"""A service as a card: what is shown in a list of finds, with the reasons why it fits."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.utils import timezone

from network_resources.community.models import DirectorySearch
from network_resources.community.rules.ages import Ages
from network_resources.community.rules.cost import Cost
from network_resources.community.rules.edition import Edition, Place, Telephone, all_hours
from network_resources.community.rules.fit import Offer, Reason, Wanted, reasons
from network_resources.community.rules.hours import has_evenings, has_weekends, is_open


@dataclass(frozen=True, slots=True)
class Card:
    """One find. Distances are in miles, as the crow flies from the middle of the ZIP code; ages in years."""

    service_id: uuid.UUID
    service_at_location_id: uuid.UUID | None
    name: str
    organization: str
    summary: str
    phone: str  # with its extension, as the directory writes it
    url: str
    city: str
    distance_miles: float | None
    languages: tuple[str, ...]  # our codes
    ages: Ages
    cost: Cost
    assured_on: dt.date | None
    needs: tuple[str, ...]
    reasons: tuple[Reason, ...]
    edition: Edition

    @property
    def fits(self) -> list[Reason]:
        """The reasons for it."""
        return [reason for reason in self.reasons if not reason.is_caution]

    @property
    def cautions(self) -> list[Reason]:
        """What to ask first."""
        return [reason for reason in self.reasons if reason.is_caution]


def make_card(
    row: DirectorySearch,
    wanted: Wanted,
    *,
    today: dt.date,
    place_id: uuid.UUID | None = None,
    miles: float | None = None,
) -> Card:
    """The card of a found row; the place named is the nearest one when a distance was asked for."""
    edition = cast("Edition", row.edition)
    place = _place(edition, place_id)
    ages = _ages(edition)
    return Card(
        service_id=row.service_id,
        service_at_location_id=uuid.UUID(place["id"]) if place else None,
        name=row.name,
        organization=row.organization,
        summary=edition["summary"],
        phone=phone_of(edition, place),
        url=edition["url"] or edition["organization_url"],
        city=place["city"] if place else "",
        distance_miles=miles,
        languages=tuple(row.languages),
        ages=ages,
        cost=Cost(row.cost),
        assured_on=row.assured_on,
        needs=tuple(row.needs),
        reasons=tuple(reasons(wanted, _offer(row, edition, ages, miles, today), today=today)),
        edition=edition,
    )


def phone_of(edition: Edition, place: Place | None = None) -> str:
    """The number to call: the place's own, else the service's; never a fax."""
    rows: list[Telephone] = [*(place["phones"] if place else []), *edition["phones"]]
    for row in rows:
        if row["kind"] != "fax" and row["number"]:
            return f"{row['number']} x{row['extension']}" if row["extension"] else row["number"]
    return ""


def _place(edition: Edition, place_id: uuid.UUID | None) -> Place | None:
    places = edition["places"]
    named = next((place for place in places if place["id"] == str(place_id)), None)
    return named or (places[0] if places else None)


def _ages(edition: Edition) -> Ages:
    least, most = edition["minimum_age"], edition["maximum_age"]
    return Ages(Decimal(least) if least else None, Decimal(most) if most else None)


def _offer(row: DirectorySearch, edition: Edition, ages: Ages, miles: float | None, today: dt.date) -> Offer:
    hours = all_hours(edition)
    return Offer(
        languages=tuple(row.languages),
        has_interpreters=row.has_interpreters,
        ages=ages,
        cost=Cost(row.cost),
        assured_on=row.assured_on,
        alert=edition["alert"],
        wait=edition["wait"],
        miles=miles,
        is_open_now=is_open(hours, now=timezone.localtime()),
        has_evenings=has_evenings(hours, on=today),
        has_weekends=has_weekends(hours, on=today),
        is_listed=row.is_listed,
    )
