"""Two records side by side, in words: what each says, why they look alike, what a merge wrote."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nestwork.practices import clock
from nestwork.staff.selectors import names
from nestwork.web import languages
from nestwork.web.days import age, day
from nestwork.web.telephone import shown
from tenants.patients import words
from tenants.patients.selectors import contact_links, residences
from tenants.roster.models import Match, MergeFact
from tenants.roster.rules.fields import Field
from tenants.roster.rules.merging import CHOOSABLE
from tenants.roster.wording import (
    FINDINGS,
    field_words,
)


def compared(match: Match) -> list[dict[str, Any]]:
    """The two sides field by field, in words, with whether they differ."""
    staff = names()
    rows = []
    for name in CHOOSABLE:
        one, other = getattr(match.first, name), getattr(match.second, name)
        if one in ("", None) and other in ("", None):
            continue
        rows.append(
            {
                "name": name,
                "label": field_words(name),
                "one": _value_words(name, one, staff),
                "other": _value_words(name, other, staff),
                "differs": one != other,
                "first_is_fuller": bool(one) or not other,
            }
        )
    return rows


def _value_words(name: str, value: Any, staff: Mapping[uuid.UUID, str]) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return f"{day(value, clock.today())} ({age(value, clock.today())})"
    if isinstance(value, uuid.UUID):
        return staff.get(value, _("someone who has left"))
    return code_words(name, str(value)) if value else _("Not said")


_CODES: Mapping[str, Mapping[Any, Any]] = {
    Field.SEX: words.SEX,
    Field.PAYER_KIND: words.PAYER,
    Field.RELATIONSHIP: words.RELATIONSHIP,
}


def code_words(name: str, code: str) -> str:
    """What a stored code says in the reader's language; words that somebody wrote stay as they are."""
    if name == Field.LANGUAGE:
        return languages.own_name(code)
    return words.word(_CODES[name], code) if name in _CODES else code


def points_view(match: Match) -> list[tuple[str, str, str]]:
    """Why the two look alike: field, finding, points with their sign."""
    return [
        (field_words(point["field"]), str(FINDINGS[point["finding"]]), f"{point['points']:+g}")
        for point in match.points
    ]


def families(match: Match) -> list[tuple[str, list[str], list[str]]]:
    """Contacts and homes of both sides, in words."""
    sides = (match.first, match.second)
    contacts = [
        [f"{link.contact.name} {shown(link.contact.phone)}".strip() for link in contact_links(side)]
        for side in sides
    ]
    homes = [
        [
            f"{home.household.address_line}, {home.household.town}"
            for home in residences(side)
            if home.ends_on is None
        ]
        for side in sides
    ]
    return [
        (_("Contacts"), contacts[0], contacts[1]),
        (pgettext("where somebody lives", "Home"), homes[0], homes[1]),
    ]


def merged_fields(fact: MergeFact) -> list[tuple[str, str, str]]:
    """What the merge wrote onto the surviving record: field, before, after."""
    after = fact.state.get("after", {})
    return [
        (field_words(name), str(fact.state["before"][name] or _("Not said")), str(after[name]))
        for name in after
    ]
