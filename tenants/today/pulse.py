"""How the day stands, for the frame around every page: one statement for the counts and the call that runs."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.staff.models import StaffMember
from nestwork.web.menu import Pulse, RunningCall
from network_resources.playbooks.selectors.practice import waiting
from tenants.activity.rules import LONGEST_TIMER_MINUTES
from tenants.referrals.selectors import late as late_referrals
from tenants.registry.filters import Filters
from tenants.registry.selectors import registry_list
from tenants.today.models import OpenCall
from tenants.today.selectors import TAKES_UNOWNED
from tenants.worklist import selectors as worklist
from tenants.worklist.models import Item

ALWAYS = ("today", "registry")  # also when nothing is due; what waits now and then shows only when it does
STANDARDS, REFERRALS = "practice_standards", "referrals"
NOW_AND_THEN = (STANDARDS, REFERRALS)


def pulse(reader: Reader) -> Pulse:
    """Own work due, children on the registry, late referrals, standards that wait and the newest open call."""
    parts: dict[str, Subquery] = {}
    if reader.may(Permission.SEE_CHILDREN):
        parts["registry"] = _count(registry_list(reader, Filters()))
        parts[REFERRALS] = _count(late_referrals(reader))
    if reader.may(Permission.LOG_WORK):
        parts |= {
            "today": _count(_own(reader)),
            "call": _call(reader, "item_id"),
            "since": _call(reader, "started_at"),
        }
    if reader.may(Permission.ADOPT_STANDARDS):
        parts[STANDARDS] = _count(waiting())
    if not parts or reader.person_id is None:
        return Pulse()
    told = StaffMember.objects.filter(pk=reader.person_id).annotate(**parts).values(*parts).first()
    if told is None:
        return Pulse()
    counts = {key: told[key] or 0 for key in ALWAYS if key in told}
    counts |= {key: told[key] for key in NOW_AND_THEN if told.get(key)}
    return Pulse(counts, running(told.get("call"), told.get("since")))


def running(item_id: uuid.UUID | None, since: dt.datetime | None) -> RunningCall | None:
    """The call with the address of its panel."""
    if item_id is None or since is None:
        return None
    try:
        return RunningCall(since, f"{reverse('today')}?{urlencode({'open': str(item_id)})}")
    except NoReverseMatch:
        return None


def _own(reader: Reader) -> QuerySet[Item]:
    """The same items as the list's own count: selectors.is_mine."""
    mine = Q(owner_id=reader.person_id)
    if reader.role in TAKES_UNOWNED:
        mine |= Q(owner_id=None)
    return worklist.due_now(reader).filter(mine)


def _call(reader: Reader, column: str) -> Subquery:
    """A panel left open longer than a talk can last is no running call."""
    since = clock.now() - dt.timedelta(minutes=LONGEST_TIMER_MINUTES)
    open_items = worklist.open_items(reader).filter(pk=OuterRef("item_id")).values("pk")
    calls = OpenCall.objects.filter(
        person_id=reader.person_id, started_at__gte=since, item__in=Subquery(open_items)
    )
    return Subquery(calls.order_by("-started_at").values(column)[:1])


def _count(rows: QuerySet[Any]) -> Subquery:
    return Subquery(
        rows.order_by().annotate(every=Value(1)).values("every").annotate(n=Count("pk")).values("n")
    )
