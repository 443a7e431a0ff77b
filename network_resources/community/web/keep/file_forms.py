"""Forms of directory files: sending one, saying what its columns hold."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from network_resources.community import wording
from network_resources.community.rules import hsds
from network_resources.community.rules.profiles.guess import KEY, OTHER_ROWS, choices, guess_target
from network_resources.community.web.keep.forms import Choices, status_choices

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


def _column_choices(table: str) -> list[Any]:
    fields = [name for name in choices(table) if name in hsds.TABLES[table].fields]
    others = [name for name in choices(table) if name in OTHER_ROWS and name not in fields]
    told: list[Any] = [("", _("Leave out")), (KEY, _("The id of the line"))]
    told.append((_("Fields"), [(name, wording.field_words(name)) for name in fields]))
    if others:
        told.append((_("More"), [(name, _OTHER_ROWS[name]) for name in others]))
    return told
