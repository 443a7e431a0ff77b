"""A service's page in words: everything a family needs to know, for the screen and for paper."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nestwork.web.days import hour
from nestwork.web.languages import own_name
from network_resources.community import words
from network_resources.community.reason_words import ages_said
from network_resources.community.rules.edition import Edition, Line, Place, Telephone
from network_resources.community.selectors.cards import Card

type Facts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PhoneView:
    """A number to call, and what it is when it is no ordinary one."""

    number: str
    what: str
    is_called: bool


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place in words."""

    place: Place
    phones: list[PhoneView]
    hours: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ServiceView:
    """The page."""

    card: Card
    edition: Edition
    phones: list[PhoneView]
    places: list[PlaceView]
    hours: list[tuple[str, str]]
    facts: Facts
    costs: list[str]
    needs: list[str]
    website: str
    checked_by: str


def service_view(card: Card) -> ServiceView:
    """Everything that may be said of a service."""
    edition = card.edition
    return ServiceView(
        card=card,
        edition=edition,
        phones=[phone_view(row) for row in edition["phones"]],
        places=[place_view(place) for place in edition["places"]],
        hours=hours_said(edition["hours"]),
        facts=facts_of(card),
        costs=costs_of(card),
        needs=[words.need_name(key) for key in card.needs],
        website=card.url if card.url.startswith(("https://", "http://")) else "",
        checked_by=edition["assured_by"],
    )


def phone_view(row: Telephone) -> PhoneView:
    """A number with its extension; a fax is no number to call."""
    number = f"{row['number']} x{row['extension']}" if row["extension"] else row["number"]
    what = ", ".join(text for text in (str(words.PHONES.get(row["kind"], "")), row["about"]) if text)
    return PhoneView(number, what, row["kind"] != "fax")


def place_view(place: Place) -> PlaceView:
    """A place with its hours in words."""
    return PlaceView(place, [phone_view(row) for row in place["phones"]], hours_said(place["hours"]))


def facts_of(card: Card) -> Facts:
    """Who it is for and what it speaks."""
    edition = card.edition
    languages = [own_name(one["code"]) if one["code"] else one["name"] for one in edition["languages"]]
    rows = (
        (_("For whom"), ages_said(card.ages)),
        (_("Who can use it"), edition["eligibility"]),
        (_("Where families must live"), ", ".join(edition["areas"])),
        (_("Languages"), ", ".join(languages)),
        (_("Interpreters"), edition["interpreting"]),
        (_("Waiting time"), edition["wait"]),
        (_("Part of"), edition["program"]),
        (_("Also called"), edition["other_name"]),
        (_("Licenses"), ", ".join(edition["credentials"])),
        (
            _("Free places"),
            "; ".join(_room(one["unit"], one["available"], one["on"]) for one in edition["rooms"]),
        ),
    )
    return [(name, text) for name, text in rows if text]


def costs_of(card: Card) -> list[str]:
    """What it costs, in the listing's own words where it has any."""
    edition = card.edition
    prices = [
        " ".join(
            text
            for text in (f"{price['option']}:" if price["option"] else "", price["amount"], price["about"])
            if text
        )
        for price in edition["prices"]
    ]
    said = [text for text in (edition["fees"], *prices) if text]
    return said or [str(words.COSTS[card.cost])]


def hours_said(lines: list[Line]) -> list[tuple[str, str]]:
    """Days and hours: ("Monday to Friday", "9 AM to 5 PM"). Unusual repetitions keep the listing's words."""
    return [(_days(line["days"]) if line["weekly"] else "", _open(line)) for line in lines]


def _days(days: list[str]) -> str:
    order = list(words.DAYS)
    places = [order.index(day) for day in days if day in order]
    if not places:
        return ""
    names = [str(words.DAYS[order[at]]) for at in places]
    if len(places) > 2 and places == list(range(places[0], places[-1] + 1)):
        return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return ", ".join(names)


def _open(line: Line) -> str:
    said = []
    if line["opens"] and line["closes"]:
        opens, closes = (dt.time.fromisoformat(line[key]) for key in ("opens", "closes"))
        said.append(_("%(opens)s to %(closes)s") % {"opens": hour(opens), "closes": hour(closes)})
    if line["words"]:
        said.append(line["words"])
    return ". ".join(said) or _("Ask for the hours")


def _room(unit: str, available: str, on: str) -> str:
    said = _("%(n)s %(unit)s free") % {"n": available or "?", "unit": unit}
    return f"{said} ({on})" if on else said
