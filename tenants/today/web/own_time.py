"""Words about one's own day: minutes by kind, and what was done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants.activity.models import Entry
from tenants.activity.selectors import DayOfWork
from tenants.activity.words import kind_label as work_label
from tenants.activity.words import outcome_label
from tenants.today.web.here import Here, child_url
from tenants.worklist.words import item_title

BAR_WIDTH = 100


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
