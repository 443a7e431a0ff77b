"""What the forms of every kind share, and the forms of what follows on a row."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.clinical import rules, words
from tenants.clinical.models import ClinicalFact
from tenants.clinical.web.fields import day_field, precision_field, text_field
from tenants.patients.models import Child
from tenants.patients.rules import Sensitivity
from tenants.patients.visibility import may_read_label


class FactForm(forms.Form):
    """What every kind asks: since when, who says so, who may read it; then its own fields before these."""

    day_label: ClassVar[Any] = words.FIELDS["effective_on"]

    effective_on = day_field(words.FIELDS["effective_on"])
    effective_precision = precision_field("effective_precision")
    ended_on = day_field(words.FIELDS["ended_on"], required=False, help_text=_("Empty: it still is so."))
    source = forms.CharField(
        label=words.FIELDS["source"],
        max_length=100,
        help_text=_("As in: mother, chart, letter of the lung clinic."),
    )
    label = forms.ChoiceField(
        label=words.FIELDS["label"], initial="general", help_text=_("Choose the narrowest that is true.")
    )
    note = text_field("note", 500)

    left_out: ClassVar[frozenset[str]] = frozenset()
    shared: ClassVar[tuple[str, ...]] = (
        "effective_on", "effective_precision", "ended_on", "source", "label", "note",
    )  # fmt: skip

    def __init__(
        self, *args: Any, child: Child, reader: Reader, fact: ClinicalFact | None = None, **kwargs: Any
    ) -> None:
        """`fact` is the row to be corrected: its values fill the form, and a reason is asked."""
        if fact is not None:
            kwargs["initial"] = self.filled(fact)
        super().__init__(*args, **kwargs)
        self.child, self.reader = child, reader
        for name in self.left_out:
            del self.fields[name]
        self.fields["effective_on"].label = self.day_label
        if fact is None:
            self.initial.setdefault("effective_on", clock.today())
        if (
            fact is not None
            and "effective_precision" in self.fields
            and fact.effective_precision == "unknown"
        ):
            self.fields["effective_precision"].choices = list(words.PRECISION.items())  # type: ignore[attr-defined]  # a choice field
        if "label" in self.fields:
            self.fields["label"].choices = self._labels(fact)  # type: ignore[attr-defined]  # a choice field
        own = [name for name in self.fields if name not in self.shared]
        self.order_fields([*own, *self.shared])
        if fact is not None:
            self.fields["reason_of_correction"] = forms.CharField(
                label=_("Why it is corrected"), max_length=500, help_text=_("The row as it was is kept.")
            )

    def filled(self, fact: ClinicalFact) -> dict[str, Any]:
        """The form's values from a row."""
        return {name: getattr(fact, name) for name in self.base_fields if hasattr(fact, name)}

    def _labels(self, fact: ClinicalFact | None) -> list[tuple[str, str]]:
        """The labels this reader reads, so that nobody writes a fact away from itself; the row's own stays."""
        return [
            (str(label), words.label_sentence(label))
            for label in Sensitivity
            if may_read_label(self.reader, label) or (fact is not None and fact.label == label)
        ]

    def typed(self) -> dict[str, Any]:
        """What the services take: an empty choice of precision is a whole day."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "reason_of_correction"}
        if "effective_precision" in given:
            given["effective_precision"] = given["effective_precision"] or str(rules.Precision.DAY)
            given["effective_on"] = rules.first_day(given["effective_on"], given["effective_precision"])
        return given


class EndFactForm(forms.Form):
    """On which day a fact stopped being so."""

    ended_on = day_field(_("On"))
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Today is proposed."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ended_on", clock.today())


class StrikeForm(forms.Form):
    """Why a fact was never so."""

    reason = forms.CharField(
        label=_("Why it was never so"), max_length=500, help_text=_("As in: entered for the wrong child.")
    )
