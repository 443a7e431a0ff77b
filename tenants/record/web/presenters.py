"""Words, order and colour of the child page."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.web import days
from tenants.activity.models import Entry
from tenants.activity.words import kind_label as activity_kind
from tenants.activity.words import outcome_label
from tenants.clinical.models import Encounter, Immunization, Screening
from tenants.clinical.selectors import Glance, Line
from tenants.clinical.words import ENCOUNTER, SCREENING
from tenants.patients import rules, words
from tenants.patients.head import Head
from tenants.patients.models import Child, ChildChange, ChildContact, CustodyDocument, Residence
from tenants.patients.selectors import Rights
from tenants.record.selectors import Event, Moment
from tenants.registry.models import NeedLevel
from tenants.schedule.models import Appointment
from tenants.schedule.words import APPOINTMENT, COULD_NOT_GO, STATE
from tenants.worklist.models import Item
from tenants.worklist.words import kind_label as item_kind

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
    pairs = [
        (_("Conditions"), _together(found.conditions)),
        (_("Medicines"), medicines),
        (_("Equipment"), _together(found.equipment)),
        (_("School"), child.school),
        (_("Strengths"), child.strengths),
    ]
    return [(name, value) for name, value in pairs if value]


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
            _("No telephone number for the family yet."),
            reverse("contact_edit", kwargs={**here, "link_id": head.main.pk}) if head.main else contact,
        ),
        (rules.Relationship.SCHOOL not in relations, _("No school contact yet."), f"{contact}?as=school"),
        (not head.doctor, _("No doctor named yet."), reverse("child_edit", kwargs=here)),
        (not head.coordinator, _("No coordinator named yet."), reverse("child_edit", kwargs=here)),
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
            item.title or item_kind(item.kind),
            item_kind(item.kind) if item.title else "",
            item.due_on,
            item.due_on < today,
            days.lateness(item.due_on, today),
            item.is_urgent,
            staff.get(str(item.owner_id), ""),
            _today(item.pk),
        )
        for item in items
    ]


def call_url(child: Child, items: list[Item], reader: Reader) -> str:
    """The call panel on Today for the child's next open item; nothing for who may not log, or after a death."""
    if child.has_died or not items or not reader.may(Permission.LOG_WORK):
        return ""
    return _today(items[0].pk)


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
    """The first people around the child, family before others, the doctor after the family."""
    links = sorted(head.links, key=lambda link: (link.relationship not in rules.FAMILY, link.order))
    members = [
        Member(link.contact.name, initials(link.contact.name), role_of(link, head.child), _number(link))
        for link in links
    ]
    family = sum(link.relationship in rules.FAMILY for link in links)
    if head.doctor:
        members.insert(family, Member(head.doctor, initials(head.doctor), _("Primary doctor"), ""))
    return members[:TEAM_SHOWN]


def _number(link: ChildContact) -> str:
    return "" if link.contact.do_not_contact else link.contact.phone


def initials(name: str) -> str:
    """Two letters for the round mark beside a contact or colleague."""
    parts = [part for part in name.split(",")[0].split() if part[:1].isalpha() and not part.endswith(".")]
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


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
        [one for one in told if one],
        words.word(words.CUSTODY, right.paper.kind) if right.paper else "",
        ", ".join(part for part in (contact.address_line, contact.town, place) if part),
    )


def hours(chosen: str, since: Any, until: Any, note: str) -> str:
    """Best hours: Mon, Tue 9:00-12:00."""
    named = ", ".join(str(word) for digit, word in words.WEEKDAYS if digit in chosen)
    clock_words = ""
    if since and until:
        clock_words = _("%(since)s to %(until)s") % {"since": f"{since:%H:%M}", "until": f"{until:%H:%M}"}
    elif since:
        clock_words = _("from %(since)s") % {"since": f"{since:%H:%M}"}
    elif until:
        clock_words = _("until %(until)s") % {"until": f"{until:%H:%M}"}
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


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a timeline."""

    at: datetime
    what: str
    text: str
    by: str
    icon: str
    clock: str  # the time of day, where one is known


def lately(entries: Iterable[Entry], staff: Mapping[str, str]) -> list[Told]:
    """The latest rows of the log."""
    return [told(Moment(entry.started_at, entry), staff) for entry in entries]


def days_shown(moments: Iterable[Moment], staff: Mapping[str, str]) -> list[tuple[date, list[Told]]]:
    """The timeline by day, latest first."""
    lines = [told(moment, staff) for moment in moments]
    return [(day, list(rows)) for day, rows in groupby(lines, key=lambda line: clock.local(line.at).date())]


def told(moment: Moment, staff: Mapping[str, str]) -> Told:
    """One event in words."""
    what, text, by, icon = _said(moment.event, staff)
    timed = isinstance(moment.event, Entry | Appointment | ChildChange)
    return Told(moment.at, what, text, by, icon, days.time_of_day(moment.at) if timed else "")


def _said(event: Event, staff: Mapping[str, str]) -> tuple[str, str, str, str]:
    if isinstance(event, Entry):
        what = f"{activity_kind(event.kind)}: {outcome_label(event.outcome)}"
        return (
            what,
            event.note,
            staff.get(str(event.person_id), ""),
            "phone" if event.kind == "call" else "file-text",
        )
    if isinstance(event, Appointment):
        why = (
            words.word(COULD_NOT_GO, event.could_not_go_reason) if event.could_not_go_reason else event.reason
        )
        what = f"{words.word(APPOINTMENT, event.kind)}: {words.word(STATE, event.state)}"
        return what, why, staff.get(str(event.clinician_id), ""), "calendar"
    if isinstance(event, NeedLevel):
        what = _("Need level %(level)d, %(decision)s") % {"level": event.level, "decision": event.decision}
        return what, event.reason, staff.get(str(event.confirmed_by_id or event.proposed_by_id), ""), "layers"
    if isinstance(event, Encounter):
        return words.word(ENCOUNTER, event.kind), event.text, event.place, "hospital"
    if isinstance(event, Screening):
        return event.instrument, words.word(SCREENING, event.result), event.source, "clipboard-check"
    if isinstance(event, Immunization):
        return _("Immunization"), event.text, event.source, "syringe"
    return _changed(event)


def _changed(change: ChildChange) -> tuple[str, str, str, str]:
    fields = ", ".join(str(words.FIELDS.get(name, name)) for name in change.after)
    return _("Record changed"), fields, change.by_name, "history"
