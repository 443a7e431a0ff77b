"""Words about the people around a child, as the call panel names them."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nestwork.web import days
from tenants.patients.models import ChildContact
from tenants.patients.rules import Relationship
from tenants.patients.words import RELATIONSHIP
from tenants.registry.selectors import Cadence


@dataclass(frozen=True, slots=True)
class Tag:
    """A state in one to three words."""

    kind: str
    text: str
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody around the child, as the call panel names them."""

    link: ChildContact
    relationship: str
    tags: list[Tag]
    hours: str
    is_first: bool


def people(links: list[ChildContact], first: ChildContact | None) -> list[PersonView]:
    """Everybody who could be called, the one to call first on top."""
    views = [
        PersonView(
            link=link,
            relationship=str(RELATIONSHIP[Relationship(link.relationship)]),
            tags=contact_words(link),
            hours=hours_words(link),
            is_first=first is not None and link.id == first.id,
        )
        for link in links
    ]
    return sorted(views, key=lambda view: not view.is_first)


def next_contact_hint(cadence: Cadence, today: dt.date) -> str:
    """What an empty day means after a talk: the next contact by the cadence."""
    day = today + dt.timedelta(days=cadence.every_days)
    return _("Left empty: next contact %(day)s, every %(every)s days at this level.") % {
        "day": days.day(day, today),
        "every": cadence.every_days,
    }


def contact_words(link: ChildContact) -> list[Tag]:
    """What to know before dialling: do not contact stands first and hard."""
    contact = link.contact
    if contact.do_not_contact:
        return [Tag("strong", _("Do not contact"), "phone-off")]
    return [
        Tag("plain", _("Voicemail is fine") if contact.voicemail_ok else _("No voicemail"), ""),
        Tag("plain", _("Texts are fine") if contact.text_ok else _("No texts"), ""),
    ]


def hours_words(link: ChildContact) -> str:
    """When the contact likes to be called."""
    contact = link.contact
    if contact.preferred_from and contact.preferred_until:
        return _("Wants %(since)s to %(until)s") % {
            "since": days.hour(contact.preferred_from),
            "until": days.hour(contact.preferred_until),
        }
    if contact.preferred_from:
        return _("After %(since)s") % {"since": days.hour(contact.preferred_from)}
    if contact.preferred_until:
        return _("Before %(until)s") % {"until": days.hour(contact.preferred_until)}
    return ""
