"""What there is to count: a cheap question every half minute, and the answer in full."""

import datetime as dt

from django.db.models import Min

from nestwork.changes.models import DirtyMark
from reporting.facts.models import FigureLook
from reporting.facts.rules import Look
from reporting.measures.definitions import MEASURES, Measure
from reporting.measures.quarters import Quarter
from tenants.registry.models import Enrollment


def is_anything_due(today: dt.date) -> bool:
    """Whether something was marked, or a measure's running quarter was not counted today.

    The day after a quarter ends the new one was not counted yet: that also brings the last look at the old one.
    """
    if DirtyMark.objects.exists():
        return True
    running = Quarter.holding(today).start
    seen = FigureLook.objects.filter(quarter_start=running, counted_on=today)
    looked = set(seen.values_list("measure", "measure_version"))
    return any((measure.key, measure.version) not in looked for measure in MEASURES)


def looks(measure: Measure) -> dict[Quarter, Look]:
    """When each quarter of the measure was last counted."""
    rows = FigureLook.objects.filter(measure=measure.key, measure_version=measure.version)
    return {
        Quarter(row.quarter_start): Look(row.counted_on, row.is_closed, row.looked_at)
        for row in rows.order_by("quarter_start")
    }


def first_enrollment() -> dt.date | None:
    """The first day anybody stood on the registry; None while nobody ever did."""
    found: dt.date | None = Enrollment.objects.aggregate(first=Min("effective_on"))["first"]
    return found
