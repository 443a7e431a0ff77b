"""Forms of the roster."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.roster.models import Upload
from tenants.roster.rules.fields import Field
from tenants.roster.rules.merging import CHOOSABLE
from tenants.roster.rules.states import Mode
from tenants.roster.rules.values import words
from tenants.roster.web.presenters import field_choices, word_choices
from tenants.roster.wording import MODES, field_words

_WORDS = {
    Field.SEX: words.SEXES,
    Field.LANGUAGE: words.LANGUAGES,
    Field.PAYER_KIND: words.PAYERS,
    Field.RELATIONSHIP: words.RELATIONSHIPS,
}


class UploadForm(forms.Form):
    """A file, where it comes from, and what it means when somebody is missing in it."""

    file = forms.FileField(
        label=_("Roster file"),
        help_text=_("CSV or Excel (.xlsx), at most 20 MB."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty. Choose another one."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )
    source = forms.CharField(
        label=_("Where does it come from?"),
        help_text=_("The same name each time, so that the file is compared with the one before it."),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "known-sources", "autocomplete": "off"}),
    )
    mode = forms.ChoiceField(
        label=_("What does the file hold?"),
        choices=[(mode.value, MODES[mode]) for mode in Mode],
        widget=forms.RadioSelect,
        initial=Mode.WHOLE,
    )


class ColumnsForm(forms.Form):
    """What each column of one file holds."""

    def __init__(
        self, data: Any = None, *, headings: list[str], guessed: dict[int, Field], day_first: bool
    ) -> None:
        """One choice a column, filled with the saved profile or the guess."""
        super().__init__(data)
        for at, heading in enumerate(headings):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=heading or _("(no heading)"),
                choices=field_choices(),
                required=False,
                initial=guessed[at].value if at in guessed else "",
            )
        self.fields["day_first"] = forms.TypedChoiceField(
            label=_("Dates like 3/4/2015"),
            choices=[("", _("month first: March 4")), ("yes", _("day first: 3 April"))],
            coerce=bool,
            empty_value=None,
            required=False,
            initial="yes" if day_first else "",
            widget=forms.RadioSelect,
        )

    def chosen(self) -> dict[int, Field]:
        """Column position to field, without the columns that are left out."""
        return {
            int(name.removeprefix("column-")): Field(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("column-") and value
        }


class StartForm(forms.Form):
    """The separate yes to many children leaving."""

    may_many_leave = forms.BooleanField(required=False)


class MendForm(forms.Form):
    """The fields of a quarantined row, as text; the wrong ones first."""

    def __init__(
        self, data: Any = None, *, written: dict[str, str], wrong: list[str], columns: list[str]
    ) -> None:
        """Wrong fields come first, then what else the file told."""
        super().__init__(data)
        for name in dict.fromkeys([*wrong, *columns]):
            self.fields[name] = mend_field(Field(name), written.get(name, ""))

    def changed(self) -> dict[Field, str]:
        """Every field as typed."""
        return {Field(name): value for name, value in self.cleaned_data.items()}


def mend_field(name: Field, value: str) -> forms.Field:
    """The control for one field: a list of known words where only those are understood."""
    if name in _WORDS:
        return forms.ChoiceField(
            label=field_words(name),
            required=False,
            choices=word_choices(name, _WORDS[name], value),
            initial=value,
        )
    if name is Field.NEEDS_INTERPRETER:
        yes_no = [("", _("Not said")), ("yes", _("Yes")), ("no", _("No"))]
        return forms.ChoiceField(label=field_words(name), required=False, choices=yes_no)
    return forms.CharField(label=field_words(name), required=False, max_length=300, initial=value)


class AlikeForm(forms.Form):
    """One better value for every row with the same wrong one."""

    def __init__(self, data: Any = None, *, field: Field, value: str) -> None:
        """The control fits the field."""
        super().__init__(data)
        self.fields["instead"] = mend_field(field, value)
        self.fields["instead"].label = _("Write instead")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Why?"), max_length=300, error_messages={"required": _("Say why in a few words.")}
    )


class TakeBackForm(ReasonForm):
    """Why a merge is taken back, and whether the pair should be asked about again."""

    apart = forms.TypedChoiceField(
        label=_("Then"),
        choices=[
            ("yes", _("They are two children: do not ask again")),
            ("", _("Put the pair back into the queue")),
        ],
        coerce=bool,
        empty_value=None,
        required=False,
        initial="yes",
        widget=forms.RadioSelect,
    )


class MergeForm(forms.Form):
    """Which record stands, and which values it takes from the other."""

    keep = forms.ChoiceField(choices=[("first", "first"), ("second", "second")])
    reason = forms.CharField(required=False, max_length=300)

    def __init__(self, data: Any = None) -> None:
        """One choice a field; a field without a choice stays as the standing record has it."""
        super().__init__(data)
        for name in CHOOSABLE:
            self.fields[f"take-{name}"] = forms.ChoiceField(
                choices=[("first", "first"), ("second", "second")], required=False
            )

    def choices(self) -> dict[str, Any]:
        """Field to side, for the fields that were chosen."""
        return {name: side for name in CHOOSABLE if (side := self.cleaned_data.get(f"take-{name}"))}


def columns_of(upload: Upload) -> list[str]:
    """Fields that the file's columns fill, for the mend form."""
    names = set(upload.columns.values())
    if Field.FULL_NAME in names:
        names |= {Field.GIVEN_NAME.value, Field.FAMILY_NAME.value}
    return [name.value for name in Field if name.value in names]
