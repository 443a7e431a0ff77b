"""Forms of incoming records."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A file, and where it comes from."""

    file = forms.FileField(
        label=_("File of records"),
        help_text=_(
            "FHIR R4 (a bundle, one record or lines of them), HL7 vaccine messages, or a list of vaccines (CSV, Excel)."
        ),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty. Choose another one."),
        },
    )
    source = forms.CharField(
        label=_("Where does it come from?"),
        help_text=_(
            "The same name each time: children and facts are known again by their ids in this source."
        ),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "known-sources", "autocomplete": "off"}),
    )


class StartForm(forms.Form):
    """Whether children not known here come in, and whether new children also come onto the registry."""

    takes_in = forms.TypedChoiceField(
        required=False,
        choices=[("yes", "yes"), ("no", "no")],
        coerce=lambda said: said == "yes",
        empty_value=None,
    )
    enrolls = forms.BooleanField(required=False)
