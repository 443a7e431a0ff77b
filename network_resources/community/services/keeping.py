"""Verbs of the steward on the directory's own rows: change, add, say that it was checked today."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from network_resources.community.models import (
    Attribute,
    DirectoryRow,
    Organization,
    Phone,
    Service,
    TaxonomyTerm,
)
from network_resources.community.rules.hsds import TABLES
from network_resources.community.rules.needs import is_need
from network_resources.community.rules.rows import Checked, check
from network_resources.community.rules.states import Act
from network_resources.community.selectors.touched import services_of
from network_resources.community.services.history import Author, write
from network_resources.community.services.importing.rows import (
    MODELS,
    as_json,
    attribute_name,
    stored,
    values_of,
)
from network_resources.community.services.refresh import refresh_search
from network_resources.community.services.trail import note
from network_resources.community.services.vocabulary import TAXONOMY_ID
from network_resources.community.wording import problem_words

# What a steward may write; names of other rows and what a source says of itself stay as they came.
EDITABLE = {
    "organization": ("name", "alternate_name", "description", "email", "website"),
    "service": (
        "name", "alternate_name", "description", "url", "email", "status", "eligibility_description",
        "minimum_age", "maximum_age", "application_process", "fees_description", "wait_time",
        "interpretation_services", "alert",
    ),
    "location": ("name", "transportation", "is_confidential"),
}  # fmt: skip


class StaleError(Exception):
    """Somebody else changed the row since it was opened."""


def change_row(
    *, row: DirectoryRow, by: Reader, changed: Mapping[str, str], revision: int | None = None
) -> DirectoryRow:
    """Write fields of an organization, service or location as text; one line of history a field.

    Raises ValidationError by field, StaleError when `revision` is not the row's any more.
    """
    by.require(Permission.KEEP_DIRECTORY)
    table = row.hsds_table
    with transaction.atomic():
        locked = MODELS[table]._default_manager.select_for_update().get(pk=row.pk)
        if revision is not None and revision != locked.revision:
            raise StaleError
        checked = _checked(table, values_of(locked), changed)
        lines = _write(locked, checked, by)
        if lines:
            note(by, f"directory.change_{table}", _subject(table), locked.pk, {"fields": lines})
            refresh_search(services_of({table: {locked.pk}}))
    return locked


def add_organization(*, by: Reader, values: Mapping[str, str]) -> Organization:
    """A new organization, written by hand. Raises ValidationError by field."""
    by.require(Permission.KEEP_DIRECTORY)
    with transaction.atomic():
        return _add("organization", by, values, {})  # type: ignore[return-value]  # the model of that table


def add_service(*, by: Reader, organization: Organization, values: Mapping[str, str]) -> Service:
    """A new service of an organization, written by hand. Raises ValidationError by field."""
    by.require(Permission.KEEP_DIRECTORY)
    with transaction.atomic():
        made = _add("service", by, values, {"organization_id": organization.pk})
        refresh_search([made.pk])
    return made  # type: ignore[return-value]  # the model of that table


def mark_checked(*, service: Service, by: Reader) -> Service:
    """Somebody made sure today that the listing is true."""
    by.require(Permission.KEEP_DIRECTORY)
    with transaction.atomic():
        locked = Service.objects.select_for_update().get(pk=service.pk)
        old, locked.assured_date = locked.assured_date, clock.today()
        locked.save(update_fields=["assured_date"])
        line = _author(by).line(
            Act.CHECKED, "service", locked.pk, "assured_date", as_json(old), as_json(locked.assured_date)
        )
        write([line])
        note(by, "directory.checked", "directory.listing", locked.pk)
        refresh_search([locked.pk])
    return locked


def set_phones(*, service: Service, by: Reader, phones: Sequence[Mapping[str, str]]) -> None:
    """The service's own telephone numbers, in their order: number, extension, description. Raises ValidationError."""
    by.require(Permission.KEEP_DIRECTORY)
    told = [one for one in phones if one.get("number", "").strip()]
    owner = {"service_id": str(service.pk)}
    found = [_valid("phone", check(TABLES["phone"], {**owner, **one})) for one in told]
    with transaction.atomic():
        Service.objects.select_for_update().get(pk=service.pk)
        kept = list(Phone.objects.filter(service=service, withdrawn_at=None).order_by("pk"))
        shown = [(row.number, row.extension, row.description) for row in kept]
        wanted = [(one["number"], one["extension"] or "", one["description"] or "") for one in found]
        if sorted(shown) == sorted(wanted):
            return
        for row, old in zip(kept, shown, strict=True):
            if old not in wanted:
                _withdraw(row, by)
        for number, extension, description in wanted:
            if (number, extension, description) not in shown:
                values = {"number": number, "extension": extension, "description": description}
                _add("phone", by, values, {"service_id": service.pk})
        note(by, "directory.phones", "directory.listing", service.pk)
        refresh_search([service.pk])


def set_needs(*, service: Service, by: Reader, needs: Sequence[str]) -> None:
    """The needs of our own vocabulary that the service is filed under. Raises ValidationError for an unknown one."""
    by.require(Permission.KEEP_DIRECTORY)
    if not all(map(is_need, needs)):
        raise ValidationError({"needs": _("One of these is no need of the list.")})
    with transaction.atomic():
        Service.objects.select_for_update().get(pk=service.pk)
        filed = Attribute.objects.filter(
            link_id=service.pk, withdrawn_at=None, taxonomy_term__taxonomy_id=TAXONOMY_ID
        )
        kept = {row.taxonomy_term.code: row for row in filed.select_related("taxonomy_term")}
        for code, row in kept.items():
            if code not in needs:
                _withdraw(row, by)
        terms = TaxonomyTerm.objects.filter(taxonomy_id=TAXONOMY_ID, code__in=set(needs) - set(kept))
        for term in terms:
            links = {"link_id": service.pk, "taxonomy_term_id": term.pk}
            _add("attribute", by, {"link_entity": "service"}, links)
        if set(kept) != set(needs):
            note(by, "directory.needs", "directory.listing", service.pk, {"needs": sorted(needs)})
            refresh_search([service.pk])


def _checked(table: str, before: Mapping[str, Any], changed: Mapping[str, str]) -> dict[str, Any]:
    allowed = EDITABLE[table]
    told = {name: text for name, text in changed.items() if name in allowed}
    whole = {name: "" if value is None else str(value) for name, value in before.items()}
    found = _valid(table, check(TABLES[table], {**whole, **told}), only=set(told))
    return {name: found.get(name) for name in told}


def _valid(table: str, checked: Checked, only: set[str] | None = None) -> dict[str, Any]:
    """The values; raises ValidationError for what is wrong in the fields that were written."""
    wrong = [
        one
        for one in checked.problems
        if (only is None or one.field in only or one.reason.value.endswith("crossed"))
        and not (one.reason == "wanted" and not one.stops)
    ]
    if wrong:
        raise ValidationError({one.field: problem_words(one.as_json(), table) for one in wrong})
    return checked.values


def _write(row: DirectoryRow, values: Mapping[str, Any], by: Reader) -> list[str]:
    table, lines = row.hsds_table, []
    for name, value in values.items():
        attribute = attribute_name(table, name)
        old, new = as_json(getattr(row, attribute)), as_json(value)
        if old != new:
            setattr(row, attribute, stored(table, name, value))
            lines.append(_author(by).line(Act.EDITED, table, row.pk, name, old, new))
    if lines:
        row.revision += 1
        row.save()
        write(lines)
    return [line.field for line in lines]


def _add(table: str, by: Reader, values: Mapping[str, str], links: Mapping[str, UUID]) -> DirectoryRow:
    named = {name: str(link) for name, link in links.items()}
    found = _valid(table, check(TABLES[table], {**values, **named}))
    kept = {attribute_name(table, name): stored(table, name, value) for name, value in found.items()}
    row = MODELS[table](**{**kept, **links})
    row.save()
    write([_author(by).line(Act.ADDED, table, row.pk)])
    if table in EDITABLE:
        note(by, f"directory.add_{table}", _subject(table), row.pk)
    return row


def _withdraw(row: DirectoryRow, by: Reader) -> None:
    row.withdrawn_at = clock.now()
    row.save(update_fields=["withdrawn_at"])
    write([_author(by).line(Act.WITHDRAWN, row.hsds_table, row.pk)])


def _author(by: Reader) -> Author:
    return Author(by.person_id, by.name)


def _subject(table: str) -> str:
    return "directory.listing" if table == "service" else f"directory.{table}"
