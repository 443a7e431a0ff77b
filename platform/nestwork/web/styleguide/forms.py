"""A form with one of each control, bound to mistakes, so that every state can be seen."""

from django import forms

from nestwork.web.forms import DayField


class SampleForm(forms.Form):
    """Each kind of field once."""

    given_name = forms.CharField(label="Given name", help_text="As the family writes it.", max_length=80)
    phone = forms.CharField(label="Telephone", required=False, widget=forms.TextInput(attrs={"type": "tel"}))
    sex = forms.ChoiceField(
        label="Sex in the record",
        choices=[("f", "Female"), ("m", "Male"), ("x", "Not asked")],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label="Language", choices=[("en", "English"), ("es", "Español"), ("ht", "Kreyòl")]
    )
    needs_interpreter = forms.BooleanField(label="Needs an interpreter", required=False)
    due = DayField(label="Next contact", help_text="A date, or how far ahead.")
    note = forms.CharField(
        label="What the family said", widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    roster = forms.FileField(label="Roster file", help_text="CSV or XLSX, up to 5 MB.", required=False)

    def clean_phone(self) -> str:
        """The sample's one sentence for an error."""
        raise forms.ValidationError("This is 6 digits long. Give all 10, such as 401-555-0142.")


class MinutesForm(forms.Form):
    """One field, for the form that answers in its place."""

    minutes = forms.IntegerField(label="Minutes of the call", min_value=1, max_value=240)


class OutcomeForm(forms.Form):
    """The chips of a call."""

    outcome = forms.ChoiceField(
        label="How did the call go?",
        choices=[
            ("talked", "Talked"),
            ("message", "Left message"),
            ("no_answer", "No answer"),
            ("back", "Call back"),
        ],
        widget=forms.RadioSelect,
        initial="talked",
    )


def with_mistakes() -> SampleForm:
    """The sample form as it comes back with errors and the typed text kept."""
    return SampleForm(
        {"given_name": "", "phone": "401555", "sex": "f", "language": "ht", "note": "Typed text stays."},
        auto_id="wrong_%s",
    )
