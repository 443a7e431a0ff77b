"""Forms of what was done on a day: immunizations, measurements, screenings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.clinical import rules, words
from tenants.clinical.models import ClinicalFact
from tenants.clinical.web.fields import VaccineField, text_field
from tenants.clinical.web.forms.base import FactForm
from tenants.patients.words import choices


class ImmunizationForm(FactForm):
    """A vaccine given, or refused."""

    left_out = frozenset({"ended_on"})
    day_label = _("Day")
    code = VaccineField()
    text = text_field("text", 200, label=_("Vaccine in words"), help_text=_("Empty: as chosen above."))
    dose_number = forms.IntegerField(
        label=words.FIELDS["dose_number"], min_value=1, max_value=20, required=False
    )
    amount = text_field("amount", 60, help_text=_("As in: 0.5 mL."))
    given_at = text_field("given_at", 120, label=_("Route and place"), help_text=_("As in: left arm."))
    was_refused = forms.BooleanField(label=_("The family refused it"), required=False)
    refusal_reason = text_field("refusal_reason", 120)

    def clean(self) -> dict[str, Any]:
        """The name follows from the code where no words are given."""
        given = super().clean() or {}
        code = rules.cvx(given["code"]) if given.get("code") else ""
        given["code"] = code
        given["text"] = given.get("text") or rules.VACCINES.get(code, "")
        if not given["text"]:
            self.add_error("text", _("Choose the vaccine, or write it in words."))
        return given


class MeasurementForm(FactForm):
    """A number with its unit."""

    left_out = frozenset({"ended_on", "effective_precision"})
    day_label = words.KINDS["measurements"].day
    what = forms.ChoiceField(label=words.FIELDS["text"])
    value = forms.DecimalField(label=words.FIELDS["value"], max_digits=12, decimal_places=4)
    unit = forms.ChoiceField(label=words.FIELDS["unit"])

    def __init__(self, *args: Any, fact: ClinicalFact | None = None, **kwargs: Any) -> None:
        """Offer what we know to measure, and what the row to be corrected says."""
        super().__init__(*args, fact=fact, **kwargs)
        known = [(measure.code, words.measure_words(key)) for key, measure in rules.MEASURES.items()]
        units = list(dict.fromkeys(unit for measure in rules.MEASURES.values() for unit in measure.most))
        self.was = fact
        if fact is not None and fact.code not in dict(known):  # type: ignore[attr-defined]  # a Measurement
            known.append((fact.code, fact.text))  # type: ignore[attr-defined]  # a Measurement
        if fact is not None and fact.unit not in units:  # type: ignore[attr-defined]  # a Measurement
            units.append(fact.unit)  # type: ignore[attr-defined]  # a Measurement
        self.fields["what"].choices = known  # type: ignore[attr-defined]  # a choice field
        self.fields["unit"].choices = [(unit, words.unit(unit) or unit) for unit in units]  # type: ignore[attr-defined]  # a choice field

    def filled(self, fact: ClinicalFact) -> dict[str, Any]:
        """The measure by its code; the number without zeros at its end."""
        values = super().filled(fact)
        return {**values, "what": getattr(fact, "code", ""), "value": f"{values['value'].normalize():f}"}

    def clean(self) -> dict[str, Any]:
        """The unit fits what was measured, and the number can be true."""
        given = super().clean() or {}
        measure = rules.measure_of(given.get("what", ""))
        if measure and given.get("unit", "") not in measure.most:
            fits = ", ".join(words.unit(one) or one for one in measure.most)
            self.add_error("unit", _("Choose a unit that fits: %(units)s.") % {"units": fits})
        elif measure and given.get("value") and given["value"] > measure.most[given["unit"]]:
            self.add_error("value", _("This number is too large to be true. Is the unit right?"))
        return given

    def typed(self) -> dict[str, Any]:
        """Code and words of what was measured."""
        given = super().typed()
        code = given.pop("what")
        text = dict(self.fields["what"].choices)[code]  # type: ignore[attr-defined]  # a choice field
        return {**given, "code": code, "text": str(text)}


class ScreeningForm(FactForm):
    """A screen done."""

    left_out = frozenset({"ended_on", "effective_precision"})
    day_label = words.KINDS["screenings"].day
    instrument = forms.CharField(
        label=words.FIELDS["instrument"], max_length=60, help_text=_("As in: hearing, lead, autism.")
    )
    score = forms.DecimalField(label=words.FIELDS["score"], max_digits=8, decimal_places=2, required=False)
    result = forms.ChoiceField(label=words.FIELDS["result"], choices=choices(words.SCREENING))
