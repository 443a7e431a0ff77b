"""Words and colours of the registry."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nestwork.practices import clock
from nestwork.web import days, languages
from tenants.patients.rules import RosterState
from tenants.registry.cadence import seed
from tenants.registry.filters import Filters, read
from tenants.registry.models import NeedLevel, SavedView
from tenants.registry.rules import Decision
from tenants.registry.selectors import Cadence, Limit, Row

EXPORT_HEADS = (
    "family_name",
    "given_name",
    "birth_date",
    "record_number",
    "need_level",
    "language",
    "needs_interpreter",
    "doctor",
    "coordinator",
    "last_contact",
    "next_contact",
    "roster",
)


@dataclass(frozen=True, slots=True)
class RowView:
    """One child of the list."""

    row: Row
    child_url: str
    doctor: str
    coordinator: str
    next_state: tuple[str, str]  # tag kind and words, empty when nothing is pressing
    has_left: bool
    score_url: str  # comes back to this list
    ask_url: str  # as above


@dataclass(frozen=True, slots=True)
class ViewChip:
    """A saved view with its count."""

    label: str
    count: int
    url: str
    is_current: bool
    delete_url: str = ""


def address(filters: Filters, name: str = "registry") -> str:
    """The address of the list (or of its file) with these filters."""
    query = filters.as_query()
    return reverse(name) + (f"?{urlencode(query)}" if query else "")


def row_view(row: Row, names: Mapping[uuid.UUID, str], filters: Filters) -> RowView:
    """The words of one row."""
    child = row.child
    try:
        url = reverse("child", args=[child.id])
    except NoReverseMatch:
        url = ""
    back = urlencode({"list": urlencode(filters.as_query())})
    return RowView(
        row=row,
        child_url=url,
        doctor=_named(child.primary_clinician_id, names),
        coordinator=_named(child.coordinator_id, names),
        next_state=_next_state(row.next_contact),
        has_left=child.roster_state == RosterState.LEFT,
        score_url=f"{reverse('child_score', args=[child.id])}?{back}",
        ask_url=f"{reverse('child_ask', args=[child.id])}?{back}",
    )


def chips(
    total: int,
    unscored: int,
    views: Sequence[tuple[SavedView, int]],
    filters: Filters,
    reader_id: uuid.UUID | None,
) -> list[ViewChip]:
    """Everybody, who needs new scoring where there is somebody, then the saved views, each with its count."""
    current = filters.as_query()
    found = [ViewChip(_("Everybody"), total, address(Filters()), not current)]
    if unscored:
        needing = Filters(level="unscored")
        is_current = needing.as_query() == current
        found.append(ViewChip(_("Needs new scoring"), unscored, address(needing), is_current))
    for view, count in views:
        kept = read(view.filters)
        mine = reader_id in (view.owner_id, view.created_by_id)
        found.append(
            ViewChip(
                view.name,
                count,
                address(kept),
                kept.as_query() == current,
                reverse("registry_view_delete", args=[view.id]) if mine else "",
            )
        )
    return found


def lead(total: int, everybody: int) -> str:
    """One sentence on what is shown."""
    if total == everybody:
        return ngettext("%(total)s child on the registry.", "%(total)s children on the registry.", total) % {
            "total": total
        }
    return ngettext("%(total)s child of %(everybody)s.", "%(total)s children of %(everybody)s.", total) % {
        "total": total,
        "everybody": everybody,
    }


def cadence_words(cadence: Cadence) -> tuple[str, str]:
    """The level's name, and since when the cadence holds and who says so."""
    name = _("No level yet") if cadence.level is None else _("Level %(level)d") % {"level": cadence.level}
    return name, _since(cadence.effective_on, cadence.source)


def limit_words(limit: Limit) -> str:
    """Since when the limit holds and who says so."""
    return _since(limit.effective_on, limit.source)


def _since(day: dt.date | None, source: str) -> str:
    said = _("practice default, change it on the registry page") if source == seed().source else source
    if day is None:
        return _("from the start, %(source)s") % {"source": said}
    return _("since %(since)s, %(source)s") % {"since": days.day(day, clock.today()), "source": said}


def unscored_url() -> str:
    """The registry, narrowed to the children who have to be scored anew."""
    return address(Filters(level="unscored"))


def level_saved(row: NeedLevel, child_name: str) -> str:
    """What happened to a level: it counts, it stays, or a physician is asked."""
    words = {"who": child_name, "level": row.level}
    if row.decision == Decision.KEPT:
        return _("Score kept. %(who)s stays at level %(level)d.") % words
    if row.decision == Decision.PROPOSED:
        return _("Level %(level)d proposed for %(who)s. A physician decides.") % words
    return _("%(who)s is at level %(level)d now.") % words


def undo_url(decision: NeedLevel) -> str:
    """Where a physician takes the decision back."""
    return reverse("level_undo", args=[decision.id])


def export_row(row: Row, names: Mapping[uuid.UUID, str]) -> list[str]:
    """One child as cells of text, in the order of EXPORT_HEADS."""
    child = row.child
    return [
        child.family_name,
        child.name_used or child.given_name,
        child.birth_date.isoformat(),
        child.record_number,
        "" if row.level is None else str(row.level),
        languages.own_name(child.language) if child.language else "",
        _("yes") if child.needs_interpreter else _("no"),
        _named(child.primary_clinician_id, names),
        _named(child.coordinator_id, names),
        clock.local(row.last_contact).date().isoformat() if row.last_contact else "",
        row.next_contact.isoformat() if row.next_contact else "",
        _("left") if child.roster_state == RosterState.LEFT else _("on"),
    ]


def export_heads() -> list[str]:
    """The columns' names in the reader's language."""
    words = {
        "family_name": _("Family name"),
        "given_name": _("Given name"),
        "birth_date": _("Birth date"),
        "record_number": _("Record number"),
        "need_level": _("Need level"),
        "language": _("Language"),
        "needs_interpreter": _("Needs interpreter"),
        "doctor": _("Doctor"),
        "coordinator": _("Coordinator"),
        "last_contact": _("Last contact"),
        "next_contact": _("Next contact"),
        "roster": _("Roster"),
    }
    return [words[head] for head in EXPORT_HEADS]


def _named(person_id: uuid.UUID | None, names: Mapping[uuid.UUID, str]) -> str:
    return names.get(person_id, "") if person_id else ""


def _next_state(day: dt.date | None) -> tuple[str, str]:
    if day is None:
        return ("late", _("None set"))
    today = clock.today()
    if day < today:
        return ("late", days.lateness(day, today))
    return ("soon", _("Today")) if day == today else ("", "")
