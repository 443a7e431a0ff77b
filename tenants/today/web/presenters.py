"""Words and colours of Today."""

import datetime as dt
import uuid
from dataclasses import dataclass
from itertools import pairwise

from django.urls import NoReverseMatch, reverse
from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nestwork.practices import clock
from nestwork.web import days, languages
from tenants.activity.models import Entry
from tenants.activity.selectors import DayOfWork
from tenants.activity.words import kind_label as work_label
from tenants.activity.words import outcome_label
from tenants.patients.models import ChildContact
from tenants.patients.rules import Relationship
from tenants.patients.words import RELATIONSHIP
from tenants.registry.selectors import Cadence
from tenants.today.rules import Group, Reach
from tenants.today.selectors import Row, TodayList
from tenants.today.web.here import Here
from tenants.worklist.rules import Kind, is_ended_by_deciding, needs_phone
from tenants.worklist.words import item_title, kind_label

BAR_WIDTH = 100
_DESK_ICONS = {Kind.CONFIRM_LEVEL: "clipboard-check", Kind.MATCH_REVIEW: "git-compare-arrows"}
_DESK_PAGES = {Kind.CONFIRM_LEVEL: "level_proposals", Kind.MATCH_REVIEW: "matches"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A state in one to three words."""

    kind: str
    text: str
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class RowView:
    """One line of the list, ready to print."""

    row: Row
    title: str
    why: str
    tags: list[Tag]
    when: str
    whom: str
    is_call: bool
    is_decided: bool
    can_move: bool
    is_open: bool
    open_url: str
    child_url: str
    desk_url: str
    desk_icon: str
    next_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """A part of the list with its heading."""

    key: str
    heading: str
    hint: str
    rows: list[RowView]


@dataclass(frozen=True, slots=True)
class Chip:
    """One kind of work with its count."""

    label: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """Minutes of one kind of work as a bar; `width` in units of the drawing, 100 wide."""

    label: str
    minutes: int
    width: int


@dataclass(frozen=True, slots=True)
class DoneView:
    """One thing done today."""

    entry: Entry
    child_url: str
    child_name: str
    what: str
    outcome: str
    undo_url: str


def groups(page: TodayList, here: Here) -> list[GroupView]:
    """The parts of the list that hold something."""
    words = {
        Group.NOW: (_("Reach them now"), _("late first, then families who can talk at this hour")),
        Group.LATER: (_("Later today"), _("sorted by when they can talk")),
        Group.DESK: (_("At your desk"), _("no phone needed")),
    }
    following = _following(page.rows)
    return [
        GroupView(
            key=group,
            heading=words[group][0],
            hint=words[group][1],
            rows=[row_view(row, here, following.get(row.item.id)) for row in page.groups[group]],
        )
        for group in Group
        if page.groups.get(group)
    ]


def row_view(row: Row, here: Here, next_id: uuid.UUID | None = None) -> RowView:
    """The words of one row."""
    item = row.item
    return RowView(
        row=row,
        title=item_title(item.kind, item.title),
        why=item.why or _who_to_call(row),
        tags=_tags(row)[:2],
        when=_when(row),
        whom=_whom(row, here),
        is_call=needs_phone(item.kind),
        is_decided=is_ended_by_deciding(item.kind),
        can_move=not item.is_urgent,
        is_open=here.open_id == item.id,
        open_url=here.opening(item.id).url(),
        child_url=child_url(row.child.id),
        desk_url=_desk_url(row),
        desk_icon=_DESK_ICONS.get(Kind(item.kind), "file-text"),
        next_id=next_id,
    )


def chips(page: TodayList, here: Here) -> list[Chip]:
    """All, and each kind there is work of; counts come from the list's own query."""
    every = Chip(_("All"), page.total, here.at(kind="").url(), not here.kind)
    kinds = sorted(page.kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    if here.kind and here.kind not in page.kinds:
        kinds.append((here.kind, 0))
    return [
        every,
        *(
            Chip(kind_label(kind), count, here.at(kind=kind).url(), here.kind == kind)
            for kind, count in kinds
        ),
    ]


def lead(page: TodayList, done: int) -> str:
    """One sentence on how the day stands."""
    if not page.total:
        return _("Nothing due. %(done)s done today.") % {"done": done} if done else _("Nothing due.")
    due = ngettext("%(total)s to do", "%(total)s to do", page.total) % {"total": page.total}
    if not page.late:
        return _("%(due)s, none late.") % {"due": due}
    return ngettext("%(due)s, %(late)s of them late.", "%(due)s, %(late)s of them late.", page.late) % {
        "due": due,
        "late": page.late,
    }


def bars(day: DayOfWork) -> list[Bar]:
    """Own minutes by kind, the longest first."""
    longest = max(day.minutes.values(), default=1) or 1
    return [
        Bar(work_label(kind), minutes, max(2, round(BAR_WIDTH * minutes / longest)))
        for kind, minutes in day.minutes.most_common()
    ]


def missing_minutes(day: DayOfWork) -> str:
    """How many calls of the day have no minutes; nothing when all have."""
    count = day.without_minutes
    if not count:
        return ""
    return ngettext("%(count)s call has no minutes yet", "%(count)s calls have no minutes yet", count) % {
        "count": count
    }


def done_today(day: DayOfWork, here: Here) -> list[DoneView]:
    """What the reader did today, newest first."""
    return [
        DoneView(
            entry=entry,
            child_url=child_url(entry.child.id) if entry.child else "",
            child_name=entry.child.display_name if entry.child else _("Office work"),
            what=item_title(entry.item.kind, entry.item.title) if entry.item else work_label(entry.kind),
            outcome=outcome_label(entry.outcome),
            undo_url=here.after(reverse("undo_entry", args=[entry.id])),
        )
        for entry in day.entries
    ]


def child_url(child_id: uuid.UUID) -> str:
    """The child's page."""
    try:
        return reverse("child", args=[child_id])
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody around the child, as the call panel names them."""

    link: ChildContact
    relationship: str
    tags: list[Tag]
    hours: str
    is_first: bool


def _desk_url(row: Row) -> str:
    """Where desk work is done: the queue of its kind, else the child's page."""
    name = _DESK_PAGES.get(Kind(row.item.kind))
    try:
        return reverse(name) if name else child_url(row.child.id)
    except NoReverseMatch:
        return child_url(row.child.id)


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
            "since": _hour(contact.preferred_from),
            "until": _hour(contact.preferred_until),
        }
    if contact.preferred_from:
        return _("After %(since)s") % {"since": _hour(contact.preferred_from)}
    if contact.preferred_until:
        return _("Before %(until)s") % {"until": _hour(contact.preferred_until)}
    return ""


def heading(day: dt.date) -> str:
    """Today, Tuesday March 17."""
    return _("Today, %(day)s") % {"day": dateformat.format(day, _("l F j"))}


def _tags(row: Row) -> list[Tag]:
    found = []
    if row.item.is_urgent:
        found.append(Tag("strong", _("Urgent"), "triangle-alert"))
    if row.place.days_late:
        found.append(Tag("late", days.lateness(row.item.due_on, clock.today())))
    if row.place.reach == Reach.OPEN:
        found.append(Tag("ok", _("Good time now"), "phone"))
    if row.place.reach == Reach.NOT_AT_ALL:
        found.append(Tag("strong", _("Nobody to call"), "phone-off"))
    if row.place.group == Group.DESK and not row.place.days_late and row.place.reach == Reach.NO_CALL:
        found.append(Tag("soon", _("Due today")))
    if row.item.attempts:
        tried = ngettext("Tried once", "Tried %(times)s times", row.item.attempts)
        found.append(Tag("plain", tried % {"times": row.item.attempts}, ""))
    return found


def _when(row: Row) -> str:
    place = row.place
    if place.reach == Reach.LATER and place.opens_at:
        return _("After %(since)s") % {"since": _hour(place.opens_at)}
    if place.reach == Reach.OPEN and place.closes_at:
        return _("Until %(until)s") % {"until": _hour(place.closes_at)}
    if place.reach == Reach.OVER and row.contact:
        wants = hours_words(row.contact)
        return wants or _("Not today")
    if place.reach == Reach.ANY_TIME:
        return _("Any time")
    return ""


def _whom(row: Row, here: Here) -> str:
    parts = []
    if row.contact and row.place.reach != Reach.NO_CALL:
        parts.append(row.contact.contact.preferred_note)
    if here.whole_team:
        parts.append(row.owner_name or _("Nobody's yet"))
    return ", ".join(part for part in parts if part)


def _who_to_call(row: Row) -> str:
    """Name, relationship and language of the first contact, where the item gives no reason of its own."""
    if row.contact is None or row.place.reach == Reach.NO_CALL:
        return ""
    contact = row.contact.contact
    words = f"{contact.name}, {RELATIONSHIP[Relationship(row.contact.relationship)]}"
    if contact.needs_interpreter:
        return _("%(who)s. %(language)s, needs interpreter.") % {
            "who": words,
            "language": languages.own_name(contact.language),
        }
    return words


def _hour(time: dt.time) -> str:
    return dateformat.time_format(time, "g:i A").replace(":00", "")


def _following(rows: list[Row]) -> dict[uuid.UUID, uuid.UUID]:
    """The row after each row, as far as it is a call: where "save and go to next" goes."""
    return {row.item.id: after.item.id for row, after in pairwise(rows) if needs_phone(after.item.kind)}
