"""Words of what happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext as _

from nestwork.practices import clock
from nestwork.web import days
from tenants.activity.models import Entry
from tenants.activity.words import entry_words
from tenants.clinical import telling
from tenants.clinical.models import ClinicalFact
from tenants.patients import words
from tenants.patients.models import ChildChange
from tenants.record.selectors import Moment
from tenants.registry.models import NeedLevel
from tenants.registry.words import DECISION
from tenants.schedule.models import Appointment
from tenants.schedule.words import APPOINTMENT, STATE, why


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a timeline."""

    at: datetime
    what: str
    text: str
    by: str
    icon: str
    clock: str  # the time of day, where one is known
    when: str = ""  # a year or a month, where the day is not known


def lately(entries: Iterable[Entry], staff: Mapping[str, str]) -> list[Told]:
    """The latest rows of the log."""
    return [told(Moment(entry.started_at, entry), staff) for entry in entries]


def months_shown(moments: Iterable[Moment], staff: Mapping[str, str]) -> list[tuple[date, list[Told]]]:
    """The timeline by month (its first day), latest first."""
    lines = [told(moment, staff) for moment in moments]
    months = groupby(lines, key=lambda line: clock.local(line.at).date().replace(day=1))
    return [(month, list(rows)) for month, rows in months]


def told(moment: Moment, staff: Mapping[str, str]) -> Told:
    """One event in words."""
    if isinstance(moment.event, ClinicalFact):
        what, text, icon = telling.event(moment.event, is_end=moment.is_end)
        by = telling.source_of(moment.event, staff)
        when = telling.about_when(moment.event, is_end=moment.is_end)
        return Told(moment.at, what, text, by, icon, "", when)
    what, text, by, icon = _said(moment.event, staff)
    timed = isinstance(moment.event, Entry | Appointment | ChildChange)
    return Told(moment.at, what, text, by, icon, days.time_of_day(moment.at) if timed else "")


def _said(
    event: Entry | Appointment | NeedLevel | ChildChange, staff: Mapping[str, str]
) -> tuple[str, str, str, str]:
    if isinstance(event, Entry):
        return (
            entry_words(event.kind, event.outcome),
            event.note,
            staff.get(str(event.person_id), ""),
            "phone" if event.kind == "call" else "file-text",
        )
    if isinstance(event, Appointment):
        what = f"{words.word(APPOINTMENT, event.kind)}: {words.word(STATE, event.state)}"
        return what, why(event), staff.get(str(event.clinician_id), ""), "calendar"
    if isinstance(event, NeedLevel):
        what = _("Need level %(level)d, %(decision)s") % {
            "level": event.level,
            "decision": words.word(DECISION, event.decision),
        }
        if event.score is not None:
            what += _(" (score %(score)s, %(method)s)") % {
                "score": f"{event.score.normalize():f}",
                "method": event.method_version,
            }
        return what, event.reason, staff.get(str(event.confirmed_by_id or event.proposed_by_id), ""), "layers"
    return _changed(event)


def _changed(change: ChildChange) -> tuple[str, str, str, str]:
    fields = ", ".join(str(words.FIELDS.get(name, name)) for name in change.after)
    return _("Record changed"), fields, change.by_name, "history"
