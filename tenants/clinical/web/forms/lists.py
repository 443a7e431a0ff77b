"""Forms of what lasts: conditions, medicines, allergies, equipment; and of stays, procedures and visits."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.clinical import rules, words
from tenants.clinical.models import ClinicalFact, Condition
from tenants.clinical.selectors import present
from tenants.clinical.web.fields import DiagnosisCodeField, text_field
from tenants.clinical.web.forms.base import FactForm
from tenants.patients.words import choices


class ConditionForm(FactForm):
    """A diagnosis or lasting condition."""

    text = forms.CharField(label=_("Condition"), max_length=200)
    code = DiagnosisCodeField(
        label=_("ICD-10-CM code"), max_length=30, required=False, help_text=_("If you know it, as in J45.40.")
    )
    is_lasting = forms.BooleanField(
        label=_("Has lasted or will last 12 months or longer"), required=False, initial=True
    )


class PrincipalForm(FactForm):
    """Which condition of the problem list is the principal diagnosis."""

    left_out = frozenset({"label", "ended_on", "effective_precision"})
    condition = forms.ChoiceField(label=_("Condition of the problem list"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the present conditions; a condition recorded later is the first proposal of none."""
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in present(Condition, self.child, self.reader)}
        named = [
            (key, f"{row.text} ({row.code})" if row.code else row.text) for key, row in self.rows.items()
        ]
        self.fields["condition"] = forms.ChoiceField(
            label=_("Condition of the problem list"), choices=named, initial=self.initial.get("condition_id")
        )
        self.order_fields(["condition"])

    def filled(self, fact: ClinicalFact) -> dict[str, Any]:
        """The condition by its id."""
        condition_id: UUID | None = getattr(fact, "condition_id", None)
        return {**super().filled(fact), "condition": str(condition_id)}

    def typed(self) -> dict[str, Any]:
        """The condition as a row."""
        given = super().typed()
        return {**given, "condition": self.rows[given["condition"]]}


class MedicineForm(FactForm):
    """A medicine and how it is taken."""

    text = forms.CharField(label=_("Medicine"), max_length=200)
    dose = text_field("dose", 120, help_text=_("As in: 2 puffs, 5 mL."))
    given_at = text_field("given_at", 120, help_text=_("As in: every morning with food."))
    reason = text_field("reason", 200)


class AllergyForm(FactForm):
    """What the child must not meet."""

    text = forms.CharField(
        label=_("Allergic to"), max_length=200, help_text=_("As in: peanut, latex, amoxicillin.")
    )
    reaction = text_field("reaction", 200, help_text=_("As in: hives, trouble breathing."))
    severity = forms.ChoiceField(label=words.FIELDS["severity"], choices=choices(words.SEVERITY))


class NoKnownAllergiesForm(FactForm):
    """Somebody asked, and none is known."""

    left_out = frozenset({"ended_on", "effective_precision"})
    day_label = words.KINDS["no-known-allergies"].day


class EquipmentForm(FactForm):
    """A device or supply."""

    text = forms.CharField(label=_("Equipment"), max_length=200)
    supplier = text_field("supplier", 150)
    reorder_every_days = forms.IntegerField(
        label=words.FIELDS["reorder_every_days"], min_value=1, max_value=366, required=False
    )


class EncounterForm(FactForm):
    """A stay, a procedure, a visit."""

    kind = forms.ChoiceField(
        label=words.FIELDS["kind"],
        choices=choices(words.ENCOUNTER),
        initial=rules.EncounterKind.HOSPITAL.value,
    )
    text = forms.CharField(label=_("What for"), max_length=200, help_text=_("As in: pneumonia, ear tubes."))
    place = text_field("place", 150)
    day_label = _("On, or from")
