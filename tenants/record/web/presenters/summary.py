"""Words, order and colour of the summary."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.web import days
from tenants.clinical.selectors import Glance, Line
from tenants.patients import rules
from tenants.patients.head import Head
from tenants.patients.models import Child, ChildContact
from tenants.record.web.presenters.family import role_of
from tenants.worklist.models import Item
from tenants.worklist.rules import Kind, is_ended_by_deciding
from tenants.worklist.words import item_title, kind_label

TEAM_SHOWN = 6


FACTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Alert:
    """The red note: allergies first, then the sentence for an emergency."""

    title: str
    text: str


def alert(child: Child, facts: Glance) -> Alert | None:
    """What must not be missed, or nothing."""
    told = [f"{one.text}: {one.more}" if one.more else one.text for one in _worst_first(facts.allergies)]
    if not told and not child.emergency_note:
        return None
    title = _("Allergy: %(what)s.") % {"what": "; ".join(told)} if told else _("In an emergency:")
    return Alert(title, child.emergency_note)


def _worst_first(allergies: Iterable[Line]) -> list[Line]:
    return sorted(allergies, key=lambda one: (one.severity != "severe", one.text))


def facts(child: Child, found: Glance) -> list[tuple[str, str]]:
    """The pairs of "At a glance"; only what is known."""
    medicines = ""
    if found.medicines and found.medicines_checked_on:
        count = ngettext("%(count)d medicine", "%(count)d medicines", len(found.medicines))
        checked = days.day(found.medicines_checked_on, clock.today())
        medicines = f"{count % {'count': len(found.medicines)}}, " + _("checked %(day)s") % {"day": checked}
    principal = found.principal.text if found.principal else ""
    others = [line for line in found.conditions if line.text != principal]
    pairs = [
        (_("Principal diagnosis"), principal),
        (_("Conditions"), _together(others)),
        (_("Medicines"), medicines),
        (_("Allergies"), _no_allergies(found)),
        (_("Equipment"), _together(found.equipment)),
        (_("School"), child.school),
        (_("Strengths"), child.strengths),
    ]
    return [(name, value) for name, value in pairs if value]


def _no_allergies(found: Glance) -> str:
    """That none is known, with the day somebody asked; those that are known stand in the red note."""
    if found.no_allergies_on is None:
        return ""
    asked = days.day(found.no_allergies_on, clock.today())
    return _("No known allergies, asked %(day)s") % {"day": asked}


def _together(lines: list[Line]) -> str:
    told = ", ".join(line.text for line in lines[:FACTS_SHOWN])
    more = len(lines) - FACTS_SHOWN
    return f"{told}, " + _("and %(count)d more") % {"count": more} if more > 0 else told


@dataclass(frozen=True, slots=True)
class Missing:
    """Something nobody has entered yet, with the page where it is added."""

    text: str
    url: str


def missing(child: Child, head: Head, found: Glance) -> list[Missing]:
    """What is missing, named: never a dash."""
    relations = {link.relationship for link in head.links}
    contact, here = reverse("contact_new", kwargs={"child_id": child.pk}), {"child_id": child.pk}
    checks = [
        (head.main is None, _("No family member to call yet."), f"{contact}?as=mother"),
        (
            head.main is not None and not head.main.contact.phone,
            _("No telephone number to call yet."),
            reverse("contact_edit", kwargs={**here, "link_id": head.main.pk}) if head.main else contact,
        ),
        (rules.Relationship.SCHOOL not in relations, _("No school contact yet."), f"{contact}?as=school"),
        (not head.doctor, _("No doctor named yet."), reverse("child_edit", kwargs=here)),
        (not head.coordinator, _("No coordinator named yet."), reverse("child_edit", kwargs=here)),
        (
            not found.allergies and found.no_allergies_on is None,
            _("Nobody has asked about allergies yet."),
            reverse("fact_new", kwargs={**here, "kind": "allergies"}),
        ),
        (not any(link.may_decide for link in head.links), _("Nobody is named who may decide."), contact),
    ]
    return [Missing(text, url) for is_missing, text, url in checks if is_missing]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One open item."""

    title: str
    kind: str
    due_on: date
    is_late: bool
    lateness: str
    is_urgent: bool
    owner: str
    url: str


def items_shown(items: Iterable[Item], staff: Mapping[str, str]) -> list[ItemLine]:
    """Open items with words; late ones say so."""
    today = clock.today()
    return [
        ItemLine(
            title := item_title(item.kind, item.title),
            "" if (kind := kind_label(item.kind)) == title or is_ended_by_deciding(item.kind) else kind,
            item.due_on,
            item.due_on < today,
            days.lateness(item.due_on, today),
            item.is_urgent,
            staff.get(str(item.owner_id), ""),
            _page_of(item),
        )
        for item in items
    ]


def call_url(child: Child, items: list[Item], reader: Reader) -> str:
    """The call panel on Today for the child's next open item; nothing for who may not log, or after a death."""
    if child.has_died or not items or not reader.may(Permission.LOG_WORK):
        return ""
    calls = [item for item in items if not is_ended_by_deciding(item.kind)]
    return _today(calls[0].pk) if calls else ""


def _page_of(item: Item) -> str:
    """Where the item is done: a referral's step on the referral's own page, the others on Today."""
    if item.kind == Kind.REFERRAL_STEP:
        return reverse("referral", args=[item.source_id])
    return _today(item.pk)


def _today(item_id: uuid.UUID) -> str:
    try:
        return f"{reverse('today')}?{urlencode({'who': 'team', 'open': str(item_id)})}"
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True)
class Member:
    """One line of "Family and team"."""

    name: str
    initials: str
    role: str
    phone: str


def team(head: Head) -> list[Member]:
    """The first people around the child: family, house staff, the doctor, then the others."""
    links = sorted(head.links, key=_place)
    members = [
        Member(link.contact.name, initials(link.contact.name), role_of(link, head.child), _number(link))
        for link in links
    ]
    family = sum(rules.call_rank(link.relationship) in (0, 1) for link in links)
    if head.doctor:
        members.insert(family, Member(head.doctor, initials(head.doctor), _("Primary doctor"), ""))
    return members[:TEAM_SHOWN]


def team_total(head: Head) -> int:
    """Everybody the card could name: contacts and the doctor."""
    return len(head.links) + bool(head.doctor)


def _place(link: ChildContact) -> tuple[int, int]:
    rank = rules.call_rank(link.relationship)
    return (len(rules.CALLED) if rank is None else rank, link.order)


def _number(link: ChildContact) -> str:
    return "" if link.contact.do_not_contact else link.contact.phone


def initials(name: str) -> str:
    """Two letters for the round mark beside a contact or colleague."""
    parts = [part for part in name.split(",")[0].split() if part[:1].isalpha() and not part.endswith(".")]
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()
