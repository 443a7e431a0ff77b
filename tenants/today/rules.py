"""Whom to reach first: groups and order of Today's list. Plain Python, in the practice's local time."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """The three parts of the page."""

    NOW = "now"  # late or urgent, or the family's hours are open
    LATER = "later"  # the family's hours open later today, or are over
    DESK = "desk"  # no call to make


class Reach(StrEnum):
    """Whether the person can be reached at this hour."""

    OPEN = "open"
    ANY_TIME = "any_time"  # no hours given
    LATER = "later"
    OVER = "over"  # today's hours have passed, or today is no preferred day
    NOT_AT_ALL = "not_at_all"  # asked not to be contacted, or no number
    NO_CALL = "no_call"  # desk work


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody likes to be called: ISO weekdays as digits (empty: any), from and until (None: any)."""

    days: str = ""
    since: dt.time | None = None
    until: dt.time | None = None
    is_reachable_at_all: bool = True

    @property
    def are_given(self) -> bool:
        """Whether the family named any hours or days."""
        return bool(self.days or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Work:
    """What the order needs to know about an item. Windows are local times of today or other days."""

    id: uuid.UUID
    is_call: bool
    is_urgent: bool
    due_on: dt.date
    level: int | None = None
    window_from: dt.datetime | None = None
    window_until: dt.datetime | None = None
    hours: Hours = Hours()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands in the list, and why. `opens_at` is the hour from which to call, `closes_at` the end."""

    group: Group
    reach: Reach
    days_late: int
    opens_at: dt.time | None = None
    closes_at: dt.time | None = None


def place(work: Work, now: dt.datetime) -> Place:
    """Say where the item stands at this local time.

    Urgent work is always on top. Late calls come first, but wait for the family's hours when those open later
    today: calling early would not reach them.
    """
    late = max(0, (now.date() - work.due_on).days)
    reach, opens, closes = reach_of(work, now)
    if work.is_urgent:
        group = Group.NOW
    elif reach in {Reach.NO_CALL, Reach.NOT_AT_ALL}:
        group = Group.DESK
    elif reach in {Reach.OPEN, Reach.ANY_TIME} or (late and reach == Reach.OVER):
        group = Group.NOW
    else:
        group = Group.LATER
    return Place(group, reach, late, opens, closes)


def reach_of(work: Work, now: dt.datetime) -> tuple[Reach, dt.time | None, dt.time | None]:
    """Whether the person can be reached now, and the hours of today that were looked at."""
    if not work.is_call:
        return Reach.NO_CALL, None, None
    if not work.hours.is_reachable_at_all:
        return Reach.NOT_AT_ALL, None, None
    if work.window_from is not None and work.window_from > now:
        same_day = work.window_from.date() == now.date()
        return (Reach.LATER if same_day else Reach.OVER), work.window_from.time(), None
    if not work.hours.are_given:
        return Reach.ANY_TIME, None, None
    since, until = work.hours.since, work.hours.until
    if work.hours.days and str(now.isoweekday()) not in work.hours.days:
        return Reach.OVER, since, until
    if since is not None and now.time() < since:
        return Reach.LATER, since, until
    if until is not None and now.time() >= until:
        return Reach.OVER, since, until
    return Reach.OPEN, since, until


def order(work: Work, where: Place) -> tuple[object, ...]:
    """The key that sorts the whole page: group, then who comes first in it, then the need level, then the day.

    Now: urgent, late (the latest first), hours that are open (those that close soonest first), any time.
    Later: urgent, late, then by the hour they open; hours that are over come last.
    """
    groups = {Group.NOW: 0, Group.LATER: 1, Group.DESK: 2}
    reaches = {Reach.OPEN: 0, Reach.LATER: 0, Reach.ANY_TIME: 1, Reach.NO_CALL: 1, Reach.NOT_AT_ALL: 2}
    if where.group == Group.LATER:
        clock = where.opens_at if where.reach == Reach.LATER else dt.time.max
    else:
        clock = where.closes_at if where.reach == Reach.OPEN else dt.time.max
    return (
        groups[where.group],
        not work.is_urgent,
        where.reach == Reach.OVER and where.group == Group.LATER,
        -where.days_late,
        reaches.get(where.reach, 3),
        clock or dt.time.max,
        -(work.level if work.level is not None else -1),
        work.due_on,
        work.id.int,
    )


def arrange(works: list[Work], now: dt.datetime) -> list[tuple[Work, Place]]:
    """Every item with its place, in the order in which to take them up."""
    placed = [(work, place(work, now)) for work in works]
    placed.sort(key=lambda pair: order(*pair))
    return placed


# Which sort of work the minutes of an item count as; anything else is a call when it needs the phone.
_DESK_WORK = {"confirm_level": "care_plan", "match_review": "records"}


def work_kind(item_kind: str, *, is_call: bool) -> str:
    """The activity kind that closing an item of this kind is logged under."""
    if is_call:
        return "call"
    return _DESK_WORK.get(item_kind, "other")
