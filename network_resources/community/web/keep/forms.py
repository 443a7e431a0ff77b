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
from network_resources.community.rules.profiles.guess import KEY, OTHER_ROWS, choices, guess_target
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
_OTHER_ROWS: dict[str, Promise] = {
    "phones": _("Telephone numbers, one or several"),
    "address": _("A whole address"),
    "areas": _("Service areas, a list"),
    "languages": _("Languages, a list"),
    "documents": _("Required documents, a list"),
    "words": _("Words of a classification, a list"),
    "program": _("The program, by its name"),
    "organization": _("The organization, by its name"),
}
PHONE_LINES = 4


def status_choices(empty: str | Promise = "") -> Choices:
    """The statuses in words."""
    listed: Choices = [(status, wording.STATUSES[status][0]) for status in hsds.STATUSES]
    return [("", empty), *listed] if empty else listed


class FileForm(forms.Form):
    """A file, where it comes from, and whether it is all the source has."""

    file = forms.FileField(
        label=_("Directory file"),
        help_text=_(
            "HSDS JSON, a data package or a folder of CSV files as a zip, or one CSV file; 100 MB at most."
        ),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty. Choose another one."),
        },
        widget=forms.FileInput(attrs={"accept": ".json,.ndjson,.csv,.zip"}),
    )
    source = forms.CharField(
        label=_("Where does it come from?"),
        help_text=_("The same name each time, so that the file is compared with the one before it."),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "known-sources", "autocomplete": "off"}),
    )
    profile = forms.ChoiceField(
        label=_("How are its columns read?"),
        help_text=_("Only for files that are not HSDS. What you choose is remembered for this source."),
        required=False,
    )
    is_whole = forms.TypedChoiceField(
        label=_("What does the file hold?"),
        choices=[
            ("yes", _("Everything the source has: what it no longer names becomes inactive")),
            ("", _("A part of it: only what it names is changed")),
        ],
        coerce=bool,
        empty_value=None,
        required=False,
        initial="yes",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, profiles: Mapping[str, str], **kwargs: Any) -> None:
        """The profiles there are."""
        super().__init__(*args, **kwargs)
        as_before = ("", _("As the last time; you are asked where that is not known"))
        self.fields["profile"].choices = [as_before, *profiles.items()]  # type: ignore[attr-defined]  # a ChoiceField


class ProfileForm(forms.Form):
    """Columns that were named before, or that come with Nestwork."""

    profile = forms.ChoiceField(label=_("Saved columns"))

    def __init__(self, data: Any = None, *, profiles: Mapping[str, str], initial: str = "") -> None:
        """The profiles there are."""
        super().__init__(data, initial={"profile": initial})
        self.fields["profile"].choices = list(profiles.items())  # type: ignore[attr-defined]  # a ChoiceField


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


class TableForm(forms.Form):
    """What each column of one CSV file holds, for the table the file is about."""

    def __init__(
        self,
        data: Any = None,
        *,
        prefix: str,
        table: str,
        headings: Sequence[str],
        chosen: Mapping[str, str] | None = None,
    ) -> None:
        """One choice a column, filled with what was chosen before, else the guess; the first also says the table."""
        super().__init__(data, prefix=prefix)
        tables: Choices = [("", _("Do not read this file")), *wording.TABLES.items()]
        self.fields["table"] = forms.ChoiceField(
            label=_("What is a line of this file?"), choices=tables, required=False, initial=table
        )
        self.table, self.headings = table, [heading for heading in headings if heading]
        if not table:
            return
        told = _column_choices(table)
        for at, heading in enumerate(self.headings):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=heading,
                choices=told,
                required=False,
                initial=guess_target(table, heading) if chosen is None else chosen.get(heading, ""),
            )

    def chosen(self) -> dict[str, str]:
        """Heading to choice, for the columns that are taken."""
        told = {
            heading: self.cleaned_data.get(f"column-{at}", "") for at, heading in enumerate(self.headings)
        }
        return {heading: choice for heading, choice in told.items() if choice}

    def clean(self) -> dict[str, Any]:
        """A file that is read needs a column with ids."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("table") and KEY not in self.chosen().values():
            raise forms.ValidationError(
                _("Choose the column that holds the id, so that rows are known again.")
            )
        return cleaned


class ReadingForm(forms.Form):
    """What holds for all files of a source."""

    split = forms.CharField(label=_("Lists are parted by"), max_length=3, initial=";")
    status = forms.ChoiceField(
        label=_("Services without a status are"),
        choices=status_choices(_("left waiting")),
        required=False,
        initial="active",
    )
    empty = forms.CharField(
        label=_("Cells that say nothing"),
        help_text=_("One on each line, like N/A."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        initial="N/A",
    )


class StatusForm(forms.Form):
    """What a service without a status is taken for."""

    status = forms.ChoiceField(
        label=_("Take them as"), choices=status_choices(_("leave them waiting")), required=False
    )


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


def _column_choices(table: str) -> list[Any]:
    fields = [name for name in choices(table) if name in hsds.TABLES[table].fields]
    others = [name for name in choices(table) if name in OTHER_ROWS and name not in fields]
    told: list[Any] = [("", _("Leave out")), (KEY, _("The id of the line"))]
    told.append((_("Fields"), [(name, wording.field_words(name)) for name in fields]))
    if others:
        told.append((_("More"), [(name, _OTHER_ROWS[name]) for name in others]))
    return told
