"""Forms of the steward."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from network_resources.community import wording
from network_resources.community.models import DirectoryQuarantine
from network_resources.community.rules import hsds
from network_resources.community.rules.needs import NEEDS
from network_resources.community.services.keeping import EDITABLE

type Choices = list[tuple[str, str | Promise]]

_LONG = {"description", "eligibility_description", "application_process", "fees_description", "alert"}
_LONG |= {"interpretation_services", "transportation"}
_WORDS = {
    "status": hsds.STATUSES,
    "location_type": hsds.LOCATION_TYPES,
    "address_type": hsds.ADDRESS_TYPES,
    "link_entity": tuple(hsds.TABLES),
    "resource_type": tuple(hsds.TABLES),
}
PHONE_LINES = 4


def status_choices(empty: str | Promise = "") -> Choices:
    """The statuses in words."""
    listed: Choices = [(status, wording.STATUSES[status][0]) for status in hsds.STATUSES]
    return [("", empty), *listed] if empty else listed


class FilterForm(forms.Form):
    """Which listings."""

    words = forms.CharField(label=_("Name"), required=False, max_length=80)
    status = forms.ChoiceField(label=_("Status"), choices=status_choices(_("any")), required=False)
    source = forms.ChoiceField(label=_("Source"), required=False)
    waiting = forms.BooleanField(label=_("Only with values that wait"), required=False)
    not_checked_since = forms.DateField(
        label=_("Not checked since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any, *, sources: Sequence[tuple[str, str]]) -> None:
        """The sources there are."""
        super().__init__(data)
        self.fields["source"].choices = [("", _("any")), *sources]  # type: ignore[attr-defined]  # a ChoiceField


class MendForm(forms.Form):
    """The fields of a waiting row as text; the wrong ones first."""

    def __init__(
        self,
        data: Any = None,
        *,
        row: DirectoryQuarantine,
        named: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        """Wrong fields come first, then what else the source told. `named` are the rows a field may name."""
        super().__init__(data)
        told = {**row.written, **row.mended}
        wrong = [problem["field"] for problem in row.problems if problem["field"] not in ("", "id")]
        pair = ["latitude", "longitude"] if {"latitude", "longitude"} & set(wrong) else []
        span = ["minimum_age", "maximum_age"] if "minimum_age" in wrong else []
        for name in dict.fromkeys([*wrong, *pair, *span, *(name for name in told if name != "id")]):
            if name not in hsds.TABLES[row.table].fields:
                continue
            if named and name in named:
                label = wording.field_words(name)
                self.fields[name] = forms.ChoiceField(
                    label=label, choices=named[name], required=False, initial=told.get(name, "")
                )
            else:
                self.fields[name] = _field(row.table, name, told.get(name, ""))

    def changed(self) -> dict[str, str]:
        """Every field as typed."""
        return dict(self.cleaned_data)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Why?"), max_length=300, error_messages={"required": _("Say why in a few words.")}
    )


class RowForm(forms.Form):
    """The fields of an organization, service or location that a steward writes."""

    def __init__(self, data: Any = None, *, table: str, values: Mapping[str, Any], revision: int = 0) -> None:
        """Filled with what stands there."""
        super().__init__(data)
        for name in EDITABLE[table]:
            value = values.get(name)
            self.fields[name] = _field(table, name, "" if value is None else str(value))
        self.fields["revision"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=revision, required=False
        )

    def written(self) -> dict[str, str]:
        """Every field as typed."""
        return {name: text for name, text in self.cleaned_data.items() if name != "revision"}


class PhonesForm(forms.Form):
    """A service's own telephone numbers; an empty line is none."""

    def __init__(self, data: Any = None, *, phones: Sequence[Mapping[str, str]] = ()) -> None:
        """As many lines as there are, and one more."""
        super().__init__(data)
        self.lines = max(PHONE_LINES, len(phones) + 1)
        for at in range(self.lines):
            told = phones[at] if at < len(phones) else {}
            for name, label in (
                ("number", _("Number")),
                ("extension", _("Extension")),
                ("description", _("For")),
            ):
                self.fields[f"{name}-{at}"] = forms.CharField(
                    label=label, required=False, max_length=200, initial=told.get(name, "")
                )

    def rows(self) -> list[list[forms.BoundField]]:
        """The lines as they stand on the page."""
        names = ("number", "extension", "description")
        return [[self[f"{name}-{at}"] for name in names] for at in range(self.lines)]

    def phones(self) -> list[dict[str, str]]:
        """The lines with a number."""
        told = [
            {name: self.cleaned_data[f"{name}-{at}"] for name in ("number", "extension", "description")}
            for at in range(self.lines)
        ]
        return [one for one in told if one["number"]]


class NeedsForm(forms.Form):
    """The needs a service is filed under."""

    needs = forms.MultipleChoiceField(
        label=_("Needs"),
        required=False,
        choices=[(need.key, need.name) for need in NEEDS],
        widget=forms.CheckboxSelectMultiple,
    )


def _field(table: str, name: str, value: str) -> forms.Field:
    label = wording.field_words(name)
    if hsds.TABLES[table].fields[name].kind == "yes_no":
        yes_no = [("false", _("No")), ("true", _("Yes"))]
        return forms.ChoiceField(
            label=label, choices=yes_no, initial="true" if value.lower() in ("true", "yes") else "false"
        )
    if name in _WORDS:
        named: Choices = [
            (word, wording.STATUSES[word][0] if name == "status" else word) for word in _WORDS[name]
        ]
        return forms.ChoiceField(
            label=label, choices=[("", _("Not said")), *named], required=False, initial=value
        )
    widget = forms.Textarea(attrs={"rows": 3}) if name in _LONG or len(value) > 120 else forms.TextInput()
    return forms.CharField(label=label, required=False, max_length=20_000, initial=value, widget=widget)
