"""What the verbs on contacts and homes share."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.readers import Reader
from tenants.patients import rules
from tenants.patients.models import Child, ChildContact, Contact, Household, Residence
from tenants.patients.services.history import apply, keep


def changed[Row: (Contact, ChildContact, Household, Residence)](
    row: Row, subject: str, by: Reader, child: Child | None, fields: Mapping[str, Any]
) -> Row:
    """Change a locked row and keep what it was; nothing is written when nothing differs."""
    with transaction.atomic():
        locked = type(row).objects.select_for_update().get(pk=row.pk)
        before, after = apply(locked, fields)
        if after:
            locked.save(update_fields=list(after))
            keep(by=by, subject=subject, subject_id=locked.pk, child=child, before=before, after=after)
    return locked


def checked_phone(field: str, text: str) -> str:
    """The number in its kept form; raises ValidationError at the field for one nobody can dial."""
    if not rules.is_phone(text):
        raise ValidationError({field: _("Write the number with its area code, as in 401-555-0100.")})
    return rules.phone_key(text)


def stripped(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with blanks around texts taken off."""
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
