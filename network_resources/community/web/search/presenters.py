"""Finds, needs and a service's page, ready to be drawn."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nestwork.web.languages import own_name
from network_resources.community import words
from network_resources.community.asking import Asker
from network_resources.community.reason_words import ages_said, reason_said
from network_resources.community.rules.fit import Because, Reason
from network_resources.community.rules.needs import NEEDS
from network_resources.community.selectors.cards import Card
from network_resources.community.selectors.search import Found

_ICONS = {
    Because.NEAR: "map-pin",
    Because.SPEAKS: "languages",
    Because.INTERPRETERS: "languages",
    Because.AGES: "baby",
    Because.OPEN_NOW: "clock",
    Because.EVENINGS: "clock",
    Because.WEEKENDS: "clock",
}
# Said beside the reasons already, or of no help before anybody asked for something.
_BESIDE = frozenset({Because.NEAR, Because.CHECKED, Because.NOT_CHECKED, Because.NEVER_CHECKED})
_NAMED_LANGUAGES = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One reason or caution."""

    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class CardView:
    """A card as the template draws it."""

    card: Card
    url: str
    fits: list[Line]
    cautions: list[Line]
    distance: str
    languages: str
    ages: str
    cost: str
    checked: str
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A need to press."""

    key: str
    name: str
    is_chosen: bool


def card_view(card: Card, *, page: str, asker: Asker | None = None) -> CardView:
    """A card with its words; `page` is the name of the address that shows the service whole."""
    stale = {Because.NOT_CHECKED, Because.NEVER_CHECKED}
    standing = [reason for reason in card.reasons if reason.kind in stale | {Because.CHECKED}]
    said = {reason.kind for reason in card.reasons}
    address = reverse(page, kwargs={"service_id": card.service_id})
    return CardView(
        card=card,
        url=f"{address}?child={asker.child_id}" if asker else address,
        fits=[_line(reason) for reason in card.fits if reason.kind not in _BESIDE],
        cautions=[_line(reason) for reason in card.cautions if reason.kind not in _BESIDE],
        distance=next((reason_said(one) for one in card.fits if one.kind is Because.NEAR), ""),
        languages=_languages(card),
        ages="" if Because.AGES in said else ages_said(card.ages),
        cost="" if Because.COST in said else str(words.COSTS[card.cost]),
        checked=" ".join(reason_said(reason) for reason in standing),
        is_stale=any(reason.kind in stale for reason in standing),
    )


def chips(chosen: str) -> list[tuple[str, list[Chip]]]:
    """The needs by group."""
    return [
        (
            str(words.GROUPS[group]),
            [Chip(need.key, words.need_name(need.key), need.key == chosen) for need in needs],
        )
        for group, needs in groupby(NEEDS, key=lambda need: need.group)
    ]


def lead(found: Found | None, listed: int) -> str:
    """One sentence above the list."""
    if found is None:
        said = ngettext("%(n)d service in one list for every practice.", "%(n)d services in one list for every practice.", listed)  # fmt: skip
        return said % {"n": listed}
    return ngettext("%(n)d service fits.", "%(n)d services fit.", found.total) % {"n": found.total}


def understood(found: Found) -> list[str]:
    """What was made of the words typed."""
    said = [
        _("Looked for “%(right)s” instead of “%(typed)s”.") % {"right": right, "typed": typed}
        for typed, right in found.understood.changed
    ]
    if found.understood.unknown:
        listed = ", ".join(f"“{word}”" for word in found.understood.unknown)
        said.append(_("No listing says %(words)s. It was left out.") % {"words": listed})
    if found.needs:
        names = ", ".join(words.need_name(key) for key in found.needs)
        said.append(_("Taken as: %(needs)s.") % {"needs": names})
    if not found.is_zip_known:
        said.append(_("That ZIP code has no place in the directory, so distances are not counted."))
    return said


def loosen(asked: dict[str, object], found: Found) -> Iterator[str]:
    """What may be taken away when nothing fits, the narrowest first."""
    if found.understood.unknown and not found.understood.clauses:
        yield _("Say it in other words, or press a need.")
    if asked["within_miles"]:
        yield _("Look farther away.")
    if asked["only_speakers"] and asked["language"] not in ("", "en"):
        yield _("Show services that do not list the language too, and ask for a telephone interpreter.")
    if asked["age"] is not None:
        yield _("Leave the age out: some services make exceptions.")
    if asked["free"]:
        yield _("Leave the cost out: many services lower it when a family asks.")
    if asked["need"] and asked["text"]:
        yield _("Keep the need and take the words away.")


def refer_url(asker: Asker | None, *, may_refer: bool) -> str:
    """Where a referral of this child starts; empty where nobody or nothing takes it."""
    if asker is None or not may_refer:
        return ""
    try:
        return reverse("referral_start", kwargs={"child_id": asker.child_id})
    except NoReverseMatch:
        return ""


def child_of(text: str) -> uuid.UUID | None:
    """The child's id in an address or a form; None where none is given. Raises ValueError for anything else."""
    return uuid.UUID(text) if text else None


def _line(reason: Reason) -> Line:
    return Line(
        _ICONS.get(reason.kind, "circle-alert" if reason.is_caution else "circle-check"), reason_said(reason)
    )


def _languages(card: Card) -> str:
    names = [own_name(code) for code in card.languages]
    more = len(names) - _NAMED_LANGUAGES
    shown = ", ".join(names[:_NAMED_LANGUAGES])
    return _("%(languages)s and %(n)d more") % {"languages": shown, "n": more} if more > 0 else shown
