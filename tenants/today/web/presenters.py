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
from tenants.patients.rules import Relationship
from tenants.patients.words import RELATIONSHIP
from tenants.today.rules import Group, Reach
from tenants.today.selectors import Row, TodayList
from tenants.today.web.here import Here, child_url
from tenants.today.web.people import Tag, hours_words
from tenants.worklist.rules import Kind, is_ended_by_deciding, needs_phone
from tenants.worklist.words import item_title, kind_label

_DESK_ICONS = {
    Kind.CONFIRM_LEVEL: "clipboard-check",
    Kind.ANSWER_REQUEST: "message-square",
    Kind.MATCH_REVIEW: "git-compare-arrows",
    Kind.REFERRAL_STEP: "route",
}
_DESK_PAGES = {
    Kind.CONFIRM_LEVEL: "level_proposals",
    Kind.ANSWER_REQUEST: "level_proposals",
    Kind.MATCH_REVIEW: "matches",
}
_SOURCE_PAGES = {Kind.REFERRAL_STEP: "referral"}  # the page of the very row that asked for the item


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


def _desk_url(row: Row) -> str:
    """Where desk work is done: the row that asked for it, the queue of its kind, else the child's page."""
    kind = Kind(row.item.kind)
    name = _DESK_PAGES.get(kind)
    try:
        if kind in _SOURCE_PAGES:
            return reverse(_SOURCE_PAGES[kind], args=[row.item.source_id])
        return reverse(name) if name else child_url(row.child.id)
    except NoReverseMatch:
        return child_url(row.child.id)


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
        return _("After %(since)s") % {"since": days.hour(place.opens_at)}
    if place.reach == Reach.OPEN and place.closes_at:
        return _("Until %(until)s") % {"until": days.hour(place.closes_at)}
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


def _following(rows: list[Row]) -> dict[uuid.UUID, uuid.UUID]:
    """The row after each row, as far as it is a call: where "save and go to next" goes."""
    return {row.item.id: after.item.id for row, after in pairwise(rows) if needs_phone(after.item.kind)}
