"""Audit lines in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nestwork.access.permissions import Role
from nestwork.access.readers import Reader
from nestwork.audit.models import AuditEvent
from nestwork.audit.visibility import children
from nestwork.audit.words import action_word, purpose_word, subject_word

_DOORS = {
    "web": "",
    "api": gettext_lazy("by the API"),
    "job": gettext_lazy("by a job"),
    "command": gettext_lazy("by the command line"),
}


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line as the page and the CSV show it."""

    at: datetime
    person_id: UUID | None
    person: str
    role: str
    action: str
    subject: str
    child_id: UUID | None
    child: str
    shown: str
    purpose: str
    through: str


def rows(lines: Iterable[AuditEvent], *, reader: Reader, people: dict[UUID, str]) -> list[AuditRow]:
    """The lines for this reader: children are named only where the reader may see them."""
    lines = list(lines)
    named = children().names(reader, {line.child_id for line in lines if line.child_id})
    hidden = set(children().hidden(reader))
    return [_row(line, people=people, named=dict(named), hidden=hidden) for line in lines]


def _row(line: AuditEvent, *, people: dict[UUID, str], named: dict[UUID, str], hidden: set[UUID]) -> AuditRow:
    shown = len(set(line.shown) - hidden)
    return AuditRow(
        at=line.at,
        person_id=line.person_id,
        person=_person(line, people),
        role=Role(line.role).label if line.role in set(Role) else purpose_word(line.role),
        action=action_word(line.action),
        subject=subject_word(line.subject),
        child_id=line.child_id,
        child=named.get(line.child_id, _("A child not open to you")) if line.child_id else "",
        shown=ngettext("%d child on the list", "%d children on the list", shown) % shown if shown else "",
        purpose=purpose_word(line.purpose),
        through=str(_DOORS.get(line.through, line.through)),
    )


def _person(line: AuditEvent, people: dict[UUID, str]) -> str:
    if line.person_id is None:
        return _("Nestwork itself")
    return people.get(line.person_id, _("Somebody who is no colleague"))
