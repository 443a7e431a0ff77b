"""Why a service fits, and what to ask first: typed reasons without words. Presenters say them.

Only what the listing says and what was asked for goes in; nothing is guessed about a family.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from network_resources.community.rules.ages import AgeFit, Ages, fit_of, months_left
from network_resources.community.rules.cost import Cost

STALE_MONTHS = 12  # a listing nobody made sure of for longer is named as such


class Because(StrEnum):
    """The kinds of reasons; those from ENDS_SOON on are cautions."""

    NEED_LISTED = "need_listed"
    NEED_MENTIONED = "need_mentioned"
    WORDS_IN_NAME = "words_in_name"
    WORDS_IN_TEXT = "words_in_text"
    NEAR = "near"
    SPEAKS = "speaks"
    INTERPRETERS = "interpreters"
    AGES = "ages"
    COST = "cost"
    OPEN_NOW = "open_now"
    EVENINGS = "evenings"
    WEEKENDS = "weekends"
    CHECKED = "checked"
    ENDS_SOON = "ends_soon"
    LAST_YEAR = "last_year"
    OUTSIDE_AGES = "outside_ages"
    LANGUAGE_NOT_LISTED = "language_not_listed"
    NO_ADDRESS = "no_address"
    ALERT = "alert"
    WAIT = "wait"
    NOT_CHECKED = "not_checked"
    NEVER_CHECKED = "never_checked"
    NOT_LISTED = "not_listed"


CAUTIONS = frozenset(list(Because)[list(Because).index(Because.ENDS_SOON) :])


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. Which of the fields are filled follows from the kind; `miles` in miles, `months` in months."""

    kind: Because
    need: str = ""
    text: str = ""  # the searcher's words, or the listing's own (alert, waiting time)
    language: str = ""
    cost: str = ""
    miles: float | None = None
    ages: Ages | None = None
    day: dt.date | None = None
    months: int | None = None

    @property
    def is_caution(self) -> bool:
        """Whether it is something to ask about rather than a reason to call."""
        return self.kind in CAUTIONS


class Hit(StrEnum):
    """How a listing met one thing asked for."""

    LISTED = "listed"  # filed under the need
    NAMED = "named"  # the words stand in a name
    MENTIONED = "mentioned"  # the description speaks of the need
    SAID = "said"  # the words stand somewhere


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for, as far as reasons need it. `hits` are (need or "", words, how it was met)."""

    hits: tuple[tuple[str, str, Hit], ...] = ()
    language: str = ""
    months: int | None = None  # of age
    has_place: bool = False  # a distance was asked for


@dataclass(frozen=True, slots=True)
class Offer:
    """What a listing says, as far as reasons need it."""

    languages: tuple[str, ...] = ()
    has_interpreters: bool = False
    ages: Ages = field(default_factory=Ages)
    cost: Cost = Cost.UNKNOWN
    assured_on: dt.date | None = None
    alert: str = ""
    wait: str = ""
    miles: float | None = None
    is_open_now: bool = False
    has_evenings: bool = False
    has_weekends: bool = False
    is_listed: bool = True


def reasons(wanted: Wanted, offer: Offer, *, today: dt.date) -> list[Reason]:
    """Every reason in the order a person weighs them: what it is, where, in which language, for whom, what it costs."""
    return [
        *_hits(wanted),
        *_place(wanted, offer),
        *_language(wanted, offer),
        *_age(wanted, offer),
        *([Reason(Because.COST, cost=offer.cost)] if offer.cost in (Cost.FREE, Cost.SLIDING) else []),
        *_hours(offer),
        *_standing(offer, today),
    ]


def _hits(wanted: Wanted) -> Iterator[Reason]:
    for need, words, hit in wanted.hits:
        if need and hit is Hit.LISTED:
            yield Reason(Because.NEED_LISTED, need=need)
        elif need and hit is Hit.MENTIONED:
            yield Reason(Because.NEED_MENTIONED, need=need)
        elif words:
            yield Reason(Because.WORDS_IN_NAME if hit is Hit.NAMED else Because.WORDS_IN_TEXT, text=words)


def _place(wanted: Wanted, offer: Offer) -> Iterator[Reason]:
    if not wanted.has_place:
        return
    if offer.miles is None:
        yield Reason(Because.NO_ADDRESS)
    else:
        yield Reason(Because.NEAR, miles=offer.miles)


def _language(wanted: Wanted, offer: Offer) -> Iterator[Reason]:
    if not wanted.language:
        return
    if wanted.language in offer.languages:
        yield Reason(Because.SPEAKS, language=wanted.language)
    elif offer.has_interpreters and wanted.language != "en":
        yield Reason(Because.INTERPRETERS, language=wanted.language)
    elif wanted.language != "en":  # every listing is written in English; silence says nothing against it
        yield Reason(Because.LANGUAGE_NOT_LISTED, language=wanted.language)


def _age(wanted: Wanted, offer: Offer) -> Iterator[Reason]:
    if wanted.months is None:
        return
    match fit_of(offer.ages, months=wanted.months):
        case AgeFit.FITS:
            yield Reason(Because.AGES, ages=offer.ages)
        case AgeFit.ENDS_SOON:
            left = months_left(offer.ages, months=wanted.months)
            yield Reason(Because.AGES, ages=offer.ages)
            yield Reason(Because.ENDS_SOON, ages=offer.ages, months=left)
        case AgeFit.LAST_YEAR:
            yield Reason(Because.LAST_YEAR, ages=offer.ages)
        case AgeFit.OUTSIDE:
            yield Reason(Because.OUTSIDE_AGES, ages=offer.ages)
        case AgeFit.OPEN:
            pass


def _hours(offer: Offer) -> Iterator[Reason]:
    if offer.is_open_now:
        yield Reason(Because.OPEN_NOW)
    if offer.has_evenings:
        yield Reason(Because.EVENINGS)
    if offer.has_weekends:
        yield Reason(Because.WEEKENDS)


def _standing(offer: Offer, today: dt.date) -> Iterator[Reason]:
    if not offer.is_listed:
        yield Reason(Because.NOT_LISTED)
    if offer.alert:
        yield Reason(Because.ALERT, text=offer.alert)
    if offer.wait:
        yield Reason(Because.WAIT, text=offer.wait)
    if offer.assured_on is None:
        yield Reason(Because.NEVER_CHECKED)
    elif (months := _months_since(offer.assured_on, today)) > STALE_MONTHS:
        yield Reason(Because.NOT_CHECKED, day=offer.assured_on, months=months)
    else:
        yield Reason(Because.CHECKED, day=offer.assured_on)


def _months_since(day: dt.date, today: dt.date) -> int:
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)


def in_months(age: Decimal | float | None) -> int | None:
    """An age in years as completed months, or None; 2.5 is thirty months."""
    return None if age is None else round(float(age) * 12)
