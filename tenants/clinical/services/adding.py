"""What a person at a form or a program at the API adds: any kind by one verb, the same thing never twice."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.readers import Reader
from tenants.clinical.models import Allergy, ClinicalFact, NoKnownAllergies, PrincipalDiagnosis
from tenants.clinical.selectors import standing
from tenants.clinical.services.recording import name_principal, record_no_known_allergies, write
from tenants.patients.models import Child


def add(*, kind: type[ClinicalFact], child: Child, by: Reader, fields: Mapping[str, Any]) -> ClinicalFact:
    """Record a fact of any kind. Raises ValidationError when exactly this stands on the list already.

    A principal diagnosis takes `condition`, a row of the problem list. A severe allergy needs to say what happens.
    """
    if kind is PrincipalDiagnosis:
        return name_principal(by=by, **fields)
    if kind is NoKnownAllergies:
        return record_no_known_allergies(child=child, by=by, **fields)
    if kind is Allergy and fields.get("severity") == "severe" and not fields.get("reaction"):
        raise ValidationError({"reaction": _("Say what happens: whoever helps in an emergency must know.")})
    with transaction.atomic():
        Child.objects.select_for_update().get(
            pk=child.pk
        )  # two at the same moment: the second finds the first
        if standing(kind, child, by).filter(**fields).exists():
            raise ValidationError(_("Exactly this stands on the list already. Nothing was added."))
        return write(kind, child, by, **fields)
