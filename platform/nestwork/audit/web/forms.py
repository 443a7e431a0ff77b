"""What is asked of the audit. Addresses carry ids and days, never a name."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from nestwork.audit.selectors import DAYS, AuditFilter
from nestwork.audit.words import action_choices


class AuditForm(forms.Form):
    """The filters of the audit page, all optional."""

    child = forms.UUIDField(required=False, widget=forms.HiddenInput)
    person = forms.TypedChoiceField(label=_("Person"), required=False, coerce=UUID, empty_value=None)
    action = forms.ChoiceField(label=_("What was done"), required=False)
    since = forms.DateField(
        label=_("From"), required=False, validators=DAYS, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("To"), required=False, validators=DAYS, widget=forms.DateInput(attrs={"type": "date"})
    )
    lists = forms.BooleanField(label=_("Also lists the child stood on"), required=False)

    def __init__(self, data: Any, *, people: dict[UUID, str]) -> None:
        """`people` are the practice's staff, also former ones: their lines stay."""
        super().__init__(data)
        named = sorted(
            ((str(person_id), name) for person_id, name in people.items()), key=lambda pair: pair[1]
        )
        self.fields["person"].choices = [("", _("Everybody")), *named]  # type: ignore[attr-defined]  # a choice field
        self.fields["action"].choices = [("", _("Everything")), *action_choices()]  # type: ignore[attr-defined]  # a choice field

    def asked(self) -> AuditFilter:
        """The filter of a valid form."""
        data = self.cleaned_data
        return AuditFilter(
            child_id=data["child"],
            person_id=data["person"],
            since=data["since"],
            until=data["until"],
            action=data["action"],
            with_lists=data["lists"],
        )


class FindChildForm(forms.Form):
    """A name to look for; it is posted, so that it stands in no address."""

    q = forms.CharField(label=_("Child's name"), max_length=100)
