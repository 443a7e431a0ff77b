"""Forms about the child."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Role
from tenants.patients import words
from tenants.patients.models import Child
from tenants.patients.services import CHILD_FIELDS
from tenants.patients.web.forms.fields import StaffField, date_field, language_choices

_IDENTITY = (
    "given_name",
    "middle_name",
    "family_name",
    "name_used",
    "birth_date",
    "sex",
    "pronouns",
    "record_number",
)
_REACH = ("language", "needs_interpreter", "payer_kind", "zip_code", "school")
_CARE = ("primary_clinician_id", "coordinator_id", "emergency_note", "strengths")


class SearchForm(forms.Form):
    """What is looked for: a name, a record number, a birth date or a telephone number."""

    q = forms.CharField(
        label=_("Name, record number, birth date or telephone"),
        max_length=100,
        error_messages={"required": _("Type a name, a number or a date.")},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )


class ChildForm(forms.Form):
    """The child's own fields."""

    given_name = forms.CharField(label=words.FIELDS["given_name"], max_length=100)
    middle_name = forms.CharField(label=words.FIELDS["middle_name"], max_length=100, required=False)
    family_name = forms.CharField(label=words.FIELDS["family_name"], max_length=100)
    name_used = forms.CharField(
        label=words.FIELDS["name_used"],
        max_length=100,
        required=False,
        help_text=_("When the child goes by another given name."),
    )
    birth_date = date_field(words.FIELDS["birth_date"])
    sex = forms.ChoiceField(label=words.FIELDS["sex"], choices=words.choices(words.SEX), initial="unknown")
    pronouns = forms.CharField(label=words.FIELDS["pronouns"], max_length=40, required=False)
    record_number = forms.CharField(label=words.FIELDS["record_number"], max_length=40, required=False)
    language = forms.ChoiceField(label=words.FIELDS["language"], choices=language_choices)
    needs_interpreter = forms.BooleanField(label=words.FIELDS["needs_interpreter"], required=False)
    payer_kind = forms.ChoiceField(
        label=words.FIELDS["payer_kind"], choices=words.choices(words.PAYER), initial="unknown"
    )
    zip_code = forms.CharField(label=words.FIELDS["zip_code"], max_length=10, required=False)
    school = forms.CharField(label=words.FIELDS["school"], max_length=200, required=False)
    primary_clinician_id = StaffField(
        label=words.FIELDS["primary_clinician_id"], roles=(Role.PHYSICIAN, Role.NURSE)
    )
    coordinator_id = StaffField(label=words.FIELDS["coordinator_id"], roles=(Role.COORDINATOR,))
    emergency_note = forms.CharField(
        label=words.FIELDS["emergency_note"],
        max_length=300,
        required=False,
        help_text=_("One sentence for whoever opens the record in a hurry. Allergies have their own list."),
    )
    strengths = forms.CharField(label=words.FIELDS["strengths"], max_length=500, required=False)

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings, in the order people fill them."""
        named = (
            (_("Who the child is"), _IDENTITY),
            (_("Language and insurance"), _REACH),
            (_("Care"), _CARE),
        )
        return [(heading, [self[name] for name in fields]) for heading, fields in named]

    @classmethod
    def of(cls, child: Child) -> "ChildForm":
        """The form filled from the record."""
        return cls(initial={name: getattr(child, name) for name in CHILD_FIELDS})


class DeathForm(forms.Form):
    """The day a child died."""

    deceased_on = date_field(words.FIELDS["deceased_on"])
    reason = forms.CharField(
        label=_("Who told the practice, and how"),
        max_length=300,
        required=False,
        help_text=_("Kept in the history."),
    )
