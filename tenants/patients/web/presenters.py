"""Words and order of what the room's pages show."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.web import days, languages, telephone
from tenants.patients import rules, words
from tenants.patients.models import Block, BreakGlass, Child, ChildChange, ChildContact
from tenants.patients.selectors import children_visible_to, main_contacts, search


@dataclass(frozen=True, slots=True)
class Found:
    """One line of a search."""

    child: Child
    main: ChildContact | None
    main_is: str
    has_left: bool


def found_rows(reader: Reader, text: str) -> list[Found]:
    """Children found, with whom to call, in three statements at most."""
    children = list(search(reader, text))
    mains = main_contacts(children)
    return [
        Found(
            child,
            mains.get(child.pk),
            words.word(words.RELATIONSHIP, mains[child.pk].relationship) if child.pk in mains else "",
            child.roster_state == rules.RosterState.LEFT,
        )
        for child in children
    ]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field's change in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change with its fields."""

    at: datetime
    by: str
    subject: str
    reason: str
    lines: list[ChangeLine]


_SUBJECTS = {
    "child": gettext_lazy("The child"),
    "contact": gettext_lazy("A contact"),
    "link": gettext_lazy("A contact's role"),
    "household": gettext_lazy("A home"),
    "residence": gettext_lazy("Where the child lives"),
}
_VALUES: dict[str, Mapping[Any, Any]] = {
    "sex": words.SEX,
    "payer_kind": words.PAYER,
    "roster_state": words.ROSTER_STATE,
    "relationship": words.RELATIONSHIP,
    "phone_kind": words.PHONE,
    "second_phone_kind": words.PHONE,
}


def changes_shown(
    changes: Iterable[ChildChange], people: Mapping[uuid.UUID, str] | None = None
) -> list[Change]:
    """History rows in words; staff ids become names."""
    named = {str(person_id): name for person_id, name in (people or {}).items()}
    return [
        Change(
            row.at,
            row.by_name,
            str(_SUBJECTS.get(row.subject, row.subject)),
            row.reason,
            [
                ChangeLine(
                    str(words.FIELDS.get(name, name)),
                    said(name, row.before.get(name), named),
                    said(name, value, named),
                )
                for name, value in row.after.items()
            ],
        )
        for row in changes
    ]


def said(field: str, value: Any, named: Mapping[str, str]) -> str:
    """A stored value in words."""
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field in _VALUES:
        return words.word(_VALUES[field], str(value))
    if field == "language":
        return languages.own_name(str(value))
    if field in {"phone", "second_phone"}:
        return telephone.shown(str(value))
    if field in {"birth_date", "deceased_on", "ended_on", "starts_on", "ends_on"}:
        return days.day(date.fromisoformat(str(value)), clock.today())
    return named.get(str(value), str(value))


@dataclass(frozen=True, slots=True)
class Granted:
    """A colleague who was let in."""

    person_id: uuid.UUID
    name: str


def grants_shown(person_ids: Iterable[uuid.UUID], people: Mapping[uuid.UUID, str]) -> list[Granted]:
    """Colleagues with a grant, by name."""
    rows = [Granted(person_id, people.get(person_id, _("somebody who left"))) for person_id in person_ids]
    return sorted(rows, key=lambda row: row.name)


@dataclass(frozen=True, slots=True)
class Blocked:
    """A standing block in words."""

    block: Block
    name: str
    by: str


def blocks_shown(blocks: Iterable[Block], people: Mapping[uuid.UUID, str]) -> list[Blocked]:
    """Standing blocks with names."""
    return [
        Blocked(
            block,
            people.get(block.person_id, _("somebody who left")),
            people.get(block.set_by_id, "") if block.set_by_id else "",
        )
        for block in blocks
    ]


@dataclass(frozen=True, slots=True)
class Opened:
    """One broken glass for the review list."""

    opening: BreakGlass
    person: str
    child_name: str
    is_late: bool
    reviewer: str


def openings_shown(
    reader: Reader, openings: Iterable[BreakGlass], people: Mapping[uuid.UUID, str]
) -> list[Opened]:
    """Openings with names; a child the reviewer may not open is not named."""
    rows = list(openings)
    visible = children_visible_to(reader).filter(pk__in={row.child_id for row in rows})
    named = {child.pk: child.display_name for child in visible}
    today = clock.today()
    return [
        Opened(
            row,
            people.get(row.person_id, _("somebody who left")),
            named.get(row.child_id, ""),
            row.review_due_on < today,
            people.get(review.reviewed_by_id, "") if (review := getattr(row, "review", None)) else "",
        )
        for row in rows
    ]
