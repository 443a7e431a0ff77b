"""Forms of a release."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.disclosure.rules.states import closed_quarters
from reporting.measures.quarters import Quarter
from reporting.measures.words import quarter_name


class StartForm(forms.Form):
    """Which closed quarter is released."""

    quarter = forms.TypedChoiceField(
        label=_("Quarter"), coerce=Quarter.read, help_text=_("Quarters that are over in every practice.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the last closed quarters, the newest first."""
        super().__init__(*args, **kwargs)
        field = self.fields["quarter"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands above
        field.choices = [(str(one), quarter_name(one)) for one in closed_quarters(timezone.now())]


class RejectForm(forms.Form):
    """Why a table stays in."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the other administrators. Nothing about a child, and no number of children."),
    )
