"""Forms of consent."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.consent import words
from tenants.consent.models import Consent
from tenants.patients import words as patient_words
from tenants.patients.models import ChildContact, Contact
from tenants.patients.rules import Sensitivity


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs
    )


def _labels() -> list[tuple[str, Any]]:
    return [
        pair
        for pair in patient_words.choices(patient_words.SENSITIVITY)
        if pair[0] != Sensitivity.CHILD_PROTECTION.value
    ]


class ConsentForm(forms.Form):
    """A signature: what, to whom, why, until when, by whom."""

    kind = forms.ChoiceField(label=_("What it allows"), choices=patient_words.choices(words.CONSENT))
    recipient_kind = forms.ChoiceField(label=_("To whom"), choices=patient_words.choices(words.RECIPIENT))
    recipient_name = forms.CharField(label=_("Name of the recipient"), max_length=200, required=False)
    labels = forms.MultipleChoiceField(
        label=_("What it covers"),
        choices=_labels,
        widget=forms.CheckboxSelectMultiple,
        initial=[Sensitivity.GENERAL.value],
    )
    purpose = forms.CharField(label=_("Purpose"), max_length=300, required=False)
    signed_by = forms.ChoiceField(label=_("Signed by"), required=False)
    signed_by_name = forms.CharField(
        label=_("Or signed by somebody else"),
        max_length=150,
        required=False,
        help_text=_("The young person, or the agency that may decide."),
    )
    signed_on = _day(_("Signed on"))
    ends_on = _day(_("Until"), required=False, help_text=_("Empty: until it is taken back."))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, links: Iterable[ChildContact], **kwargs: Any) -> None:
        """Offer the child's present contacts as signers."""
        super().__init__(*args, **kwargs)
        self.people = {str(link.contact_id): link.contact for link in links}
        named = [(key, contact.name) for key, contact in self.people.items()]
        self.fields["signed_by"] = forms.ChoiceField(
            label=_("Signed by"), choices=[("", _("Somebody else, named below")), *named], required=False
        )

    def clean_signed_by(self) -> Contact | None:
        """The contact chosen."""
        return self.people.get(self.cleaned_data["signed_by"])


class WithdrawForm(forms.Form):
    """From when a signature no longer counts."""

    from_day = _day(_("From"), required=False, help_text=_("Empty: today."))
    note = forms.CharField(label=_("Who took it back, and how"), max_length=300, required=False)


class DisclosureForm(forms.Form):
    """What left the practice, to whom and why that was allowed."""

    basis = forms.ChoiceField(label=_("Why it was allowed"), choices=patient_words.choices(words.BASIS))
    consent = forms.ChoiceField(label=_("Under which consent"), required=False)
    recipient_kind = forms.ChoiceField(label=_("To whom"), choices=patient_words.choices(words.RECIPIENT))
    recipient_name = forms.CharField(label=_("Name of the recipient"), max_length=200)
    what = forms.CharField(label=_("What left"), max_length=300)
    labels = forms.MultipleChoiceField(
        label=_("Kinds of facts in it"),
        choices=patient_words.choices(patient_words.SENSITIVITY),
        widget=forms.CheckboxSelectMultiple,
        initial=[Sensitivity.GENERAL.value],
    )
    notice_included = forms.BooleanField(
        label=_("The notice and the consent's scope went with it"),
        required=False,
        help_text=_("Needed for substance use facts (42 CFR Part 2)."),
    )

    def __init__(self, *args: Any, consents: Iterable[Consent], **kwargs: Any) -> None:
        """Offer the consents in force."""
        super().__init__(*args, **kwargs)
        self.consents = {str(consent.pk): consent for consent in consents}
        named = [
            (key, f"{patient_words.word(words.CONSENT, one.kind)}, {one.recipient_name}")
            for key, one in self.consents.items()
        ]
        self.fields["consent"] = forms.ChoiceField(
            label=_("Under which consent"), choices=[("", _("None")), *named], required=False
        )

    def clean_consent(self) -> Consent | None:
        """The consent chosen."""
        return self.consents.get(self.cleaned_data["consent"])
