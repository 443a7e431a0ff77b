"""Forms about who may open a child."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.patients.rules import BREAK_GLASS_REASON_LENGTH
from tenants.patients.web.forms.fields import StaffField


class ConfidentialForm(forms.Form):
    """Close the child, or open it again."""

    is_confidential = forms.BooleanField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why"), max_length=300)


class GrantForm(forms.Form):
    """Let a colleague in."""

    person = StaffField(label=_("Colleague"), required=True, nobody=_("Choose a colleague"))


class BlockForm(forms.Form):
    """Hide the child from a colleague."""

    person = StaffField(label=_("Colleague"), required=True, nobody=_("Choose a colleague"))
    reason = forms.CharField(
        label=_("Conflict of interest"), max_length=300, help_text=_("As in: a relative of the family.")
    )


class LiftForm(forms.Form):
    """End a block."""

    reason = forms.CharField(label=_("Why it ends"), max_length=300)


class BreakGlassForm(forms.Form):
    """Why the record must be opened now."""

    reason = forms.CharField(
        label=_("Why must you open this record now?"),
        min_length=BREAK_GLASS_REASON_LENGTH,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReviewForm(forms.Form):
    """The judgement on one opening."""

    was_right = forms.TypedChoiceField(
        label=_("Was it right to open the record?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)
