"""Reads of what physicians decided, and what may still be taken back."""

import datetime as dt
import uuid

from django.db.models import QuerySet

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.registry.models import NeedLevel
from tenants.registry.rules import Decision

DECIDED = (Decision.CONFIRMED, Decision.DECLINED)


def decided_today(reader: Reader) -> QuerySet[NeedLevel]:
    """The reader's own decisions of today that were not taken back, latest first, with the child."""
    rows: QuerySet[NeedLevel] = NeedLevel.objects.visible_to(reader).filter(
        decision__in=DECIDED,
        recorded_by_id=reader.person_id,
        undone_by=None,
        recorded_at__gte=this_morning(),
    )
    return rows.select_related("child").order_by("-recorded_at")


def decision_for(reader: Reader, decision_id: uuid.UUID) -> NeedLevel:
    """A decision the reader may see; raises NeedLevel.DoesNotExist."""
    rows = NeedLevel.objects.visible_to(reader).select_related("child", "answers__scoring")
    found: NeedLevel = rows.get(id=decision_id, decision__in=DECIDED)
    return found


def was_proposed(reader: Reader, proposal_id: uuid.UUID) -> bool:
    """Whether the id names a proposal the reader may see, decided or not."""
    rows = NeedLevel.objects.visible_to(reader).filter(id=proposal_id, decision=Decision.PROPOSED)
    return bool(rows.exists())


def may_be_undone(decision: NeedLevel, by: Reader) -> bool:
    """One's own decision of today, not taken back yet, with nothing newer on the child's levels."""
    if decision.recorded_by_id != by.person_id or decision.recorded_at < this_morning():
        return False
    later = NeedLevel.objects.of(decision.child).filter(recorded_at__gt=decision.recorded_at)
    return not later.exists()


def this_morning() -> dt.datetime:
    """When the day began in the practice."""
    zone = clock.local(clock.now()).tzinfo
    return dt.datetime.combine(clock.today(), dt.time.min, zone)
