"""Fields that forms of several kinds share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tenants.clinical import rules, words


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A day from the calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


def text_field(name: str, length: int, *, label: Any = None, help_text: Any = "") -> forms.CharField:
    """One line that may stay empty, under the field's own name."""
    return forms.CharField(
        label=label or words.FIELDS[name], max_length=length, required=False, help_text=help_text
    )


def precision_field(name: str) -> forms.ChoiceField:
    """How exactly a day is known; families often remember a year."""
    choices = [(str(one), words.PRECISION[one]) for one in rules.Precision if one != rules.Precision.UNKNOWN]
    return forms.ChoiceField(label=words.FIELDS[name], choices=choices, initial="day", required=False)


class DiagnosisCodeField(forms.CharField):
    """An ICD-10-CM code, written any way, or nothing."""

    def clean(self, value: Any) -> str:
        """The code in its written form; other systems' codes are left to those who send them."""
        text = str(super().clean(value))
        try:
            return rules.icd_10_cm(text) if text else ""
        except ValueError as wrong:
            raise ValidationError(
                _("Write a letter, two digits and more after a dot, as in J45.40.")
            ) from wrong


class VaccineField(forms.ChoiceField):
    """A vaccine of childhood by its CVX code, or another one by its words."""

    def __init__(self, **kwargs: Any) -> None:
        """Vaccines by name; none chosen means the words say it."""
        named = sorted(rules.VACCINES.items(), key=lambda pair: pair[1])
        choices = [
            ("", _("Another one, in words below")),
            *((code, f"{name} ({code})") for code, name in named),
        ]
        super().__init__(label=_("Vaccine"), choices=choices, required=False, **kwargs)

    def valid_value(self, value: Any) -> bool:
        """Any CVX code: a corrected row may carry one that is not listed."""
        try:
            return bool(rules.cvx(str(value)))
        except ValueError:
            return False
