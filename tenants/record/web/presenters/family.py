"""Words of contacts, homes and custody papers."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nestwork.web import days
from tenants.patients import words
from tenants.patients.models import Child, ChildContact, CustodyDocument, Residence
from tenants.patients.selectors import Rights


def role_of(link: ChildContact, child: Child, *, with_warning: bool = True) -> str:
    """Mother, lives with Amara; Care team, feeding therapy, Bright Steps."""
    parts = [words.word(words.RELATIONSHIP, link.relationship), link.role_note, link.contact.organization]
    if link.lives_with:
        parts.append(_("lives with %(name)s") % {"name": child.name_used or child.given_name})
    if with_warning and link.contact.do_not_contact:
        parts.append(_("do not contact"))
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class ContactCard:
    """One contact with how to reach the person and what the person may do."""

    link: ChildContact
    role: str
    phone_kind: str
    second_phone_kind: str
    hours: str
    rights: list[str]
    paper: str
    address: str


def contact_shown(link: ChildContact, child: Child, rights: Mapping[uuid.UUID, Rights]) -> ContactCard:
    """One contact in words."""
    contact = link.contact
    right = rights[link.contact_id]
    told = [
        _("Legal guardian") if link.is_legal_guardian else "",
        _("May decide") if right.may_decide else _("May not decide"),
        _("May be told") if right.may_receive_information else _("May not be told"),
    ]
    place = " ".join(part for part in (contact.state, contact.zip_code) if part)
    return ContactCard(
        link,
        role_of(link, child, with_warning=False),
        words.word(words.PHONE, contact.phone_kind),
        words.word(words.PHONE, contact.second_phone_kind),
        hours(
            contact.preferred_days, contact.preferred_from, contact.preferred_until, contact.preferred_note
        ),
        _listed(told),
        words.word(words.CUSTODY, right.paper.kind) if right.paper else "",
        ", ".join(part for part in (contact.address_line, contact.town, place) if part),
    )


def _listed(said: list[str]) -> list[str]:
    """The words that are there; only the first keeps its capital."""
    first, *others = [one for one in said if one]
    return [first, *(one[:1].lower() + one[1:] for one in others)]


def hours(chosen: str, since: Any, until: Any, note: str) -> str:
    """Best hours: Mon, Tue, 9 AM to 12 PM."""
    named = ", ".join(str(word) for digit, word in words.WEEKDAYS if digit in chosen)
    clock_words = ""
    if since and until:
        clock_words = _("%(since)s to %(until)s") % {"since": days.hour(since), "until": days.hour(until)}
    elif since:
        clock_words = _("from %(since)s") % {"since": days.hour(since)}
    elif until:
        clock_words = _("until %(until)s") % {"until": days.hour(until)}
    return ", ".join(part for part in (named, clock_words, note) if part)


@dataclass(frozen=True, slots=True)
class HomeCard:
    """One home of the child."""

    residence: Residence
    kind: str
    address: str
    is_present: bool
    staff: list[Any]


def homes_shown(homes: Iterable[Residence]) -> list[HomeCard]:
    """Homes with their words; the staff of a group home stand with it."""
    return [
        HomeCard(
            home,
            words.word(words.HOUSEHOLD, home.household.kind),
            ", ".join(
                part
                for part in (
                    home.household.address_line,
                    home.household.town,
                    f"{home.household.state} {home.household.zip_code}".strip(),
                )
                if part
            ),
            home.ends_on is None,
            [contact for contact in home.household.contacts.all() if contact.works_in_household],
        )
        for home in homes
    ]


@dataclass(frozen=True, slots=True)
class PaperCard:
    """One custody paper."""

    paper: CustodyDocument
    kind: str
    is_in_force: bool
    says: list[tuple[str, str]]


def papers_shown(papers: Iterable[CustodyDocument], today: date) -> list[PaperCard]:
    """Papers with what they say about each person."""
    return [
        PaperCard(
            paper,
            words.word(words.CUSTODY, paper.kind),
            paper.starts_on <= today and (paper.ends_on is None or paper.ends_on >= today),
            [
                (right.contact.name, _right(right.may_decide, right.may_receive_information))
                for right in paper.rights.all()
            ],
        )
        for paper in papers
    ]


def _right(decides: bool, told: bool) -> str:
    if decides and told:
        return _("decides and is told")
    if decides:
        return _("decides, is not told")
    return _("is told, does not decide") if told else _("neither decides nor is told")
