"""The shape of a listing's edition: all that a page or the API may say of a service. Nothing confidential is in it.

It is stored as JSON in `directory_search.edition`; days and times are ISO words there. `Edition` documents it for
those who write and read it.
"""

import datetime as dt
from typing import TypedDict

from network_resources.community.rules.hours import Hours


class Telephone(TypedDict):
    """A telephone number; `kind` as the source calls it (voice, fax, textphone)."""

    number: str
    extension: str
    kind: str
    about: str


class Line(TypedDict):
    """A line of opening hours as stored."""

    days: list[str]
    opens: str
    closes: str
    words: str
    valid_from: str
    valid_to: str
    weekly: bool


class Place(TypedDict):
    """A public place where the service is given."""

    id: str  # of the service at this location
    name: str
    about: str
    address: list[str]
    city: str
    getting_there: str
    access: list[str]
    phones: list[Telephone]
    hours: list[Line]


class Person(TypedDict):
    """Whom to ask for."""

    name: str
    title: str
    department: str
    email: str


class Price(TypedDict):
    """What it costs whom, in the listing's words."""

    option: str
    amount: str
    about: str


class Tongue(TypedDict):
    """A language: our code, or the source's own word where we know none."""

    code: str
    name: str
    note: str


class Room(TypedDict):
    """How many places are free."""

    unit: str
    available: str
    maximum: str
    about: str
    on: str


class Edition(TypedDict):
    """Everything said of a service."""

    summary: str
    description: str
    other_name: str
    program: str
    url: str
    email: str
    organization_id: str
    organization_about: str
    organization_url: str
    phones: list[Telephone]
    people: list[Person]
    places: list[Place]
    hours: list[Line]
    documents: list[str]
    fees: str
    prices: list[Price]
    apply: str
    eligibility: str
    wait: str
    alert: str
    interpreting: str
    languages: list[Tongue]
    areas: list[str]
    rooms: list[Room]
    credentials: list[str]
    status: str
    minimum_age: str  # years, empty when not said
    maximum_age: str
    assured_by: str


SUMMARY = 240  # letters


def summary_of(text: str) -> str:
    """The first sentences of a description, at most 240 letters, cut between words."""
    said = " ".join(text.split())
    if len(said) <= SUMMARY:
        return said
    cut = said[: SUMMARY - 1]
    end = cut.rfind(". ")
    return cut[: end + 1] if end > SUMMARY // 3 else cut[: cut.rfind(" ")].rstrip(",;:. ") + "…"


def hours_of(line: Line) -> Hours:
    """A stored line as a rule reads it."""
    return Hours(
        days=tuple(line["days"]),
        opens=dt.time.fromisoformat(line["opens"]) if line["opens"] else None,
        closes=dt.time.fromisoformat(line["closes"]) if line["closes"] else None,
        words=line["words"],
        valid_from=dt.date.fromisoformat(line["valid_from"]) if line["valid_from"] else None,
        valid_to=dt.date.fromisoformat(line["valid_to"]) if line["valid_to"] else None,
        is_weekly=line["weekly"],
    )


def all_hours(edition: Edition) -> list[Hours]:
    """The hours of the service and of all its public places."""
    lines = [*edition["hours"], *(line for place in edition["places"] for line in place["hours"])]
    return [hours_of(line) for line in lines]
