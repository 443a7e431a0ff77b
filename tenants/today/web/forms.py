"""What a person types on Today."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nestwork.practices import clock
from nestwork.web.forms import DayField
from tenants.activity.rules import CALL_OUTCOMES, LONGEST_ENTRY_MINUTES, Outcome, closes_item
from tenants.activity.words import KIND_LABELS, OUTCOME_LABELS
from tenants.patients.models import ChildContact
from tenants.today.services import Call

FARTHEST_DAYS = 731


class CallForm(forms.Form):
    """The call panel: outcome, note, next step, minutes."""

    outcome = forms.ChoiceField(
        label=_("How did the call go?"),
        choices=[(outcome, OUTCOME_LABELS[outcome]) for outcome in CALL_OUTCOMES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the call went.")},
    )
    note = forms.CharField(
        label=_("What the family said"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=200)
    next_on = DayField(label=pgettext_lazy("a day", "On"), required=False)
    next_at = forms.TimeField(
        label=pgettext_lazy("an hour", "At"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    contact = forms.ChoiceField(label=_("Who was called"), required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=0,
        max_value=LONGEST_ENTRY_MINUTES,
        widget=forms.NumberInput(attrs={"data-minutes": "", "inputmode": "numeric"}),
    )
    once = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)

    def __init__(self, *args: Any, links: Sequence[ChildContact], **kwargs: Any) -> None:
        """Offer the people around this child."""
        super().__init__(*args, **kwargs)
        self.contacts = {str(link.contact_id): link.contact for link in links}
        names = [(key, contact.name) for key, contact in self.contacts.items()]
        self.fields["contact"].choices = [("", _("Somebody else")), *names]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_next_on(self) -> dt.date | None:
        """A day from today on."""
        day: dt.date | None = self.cleaned_data["next_on"]
        return _checked_day(day)

    def clean(self) -> dict[str, Any]:
        """An hour belongs to another try or to a next step, and is still to come."""
        typed = super().clean() or {}
        hour, outcome = typed.get("next_at"), typed.get("outcome")
        if hour is None or not outcome:
            return typed
        if closes_item(Outcome(outcome)) and not typed.get("next_step"):
            self.add_error("next_at", _("Say what the next step is, or leave the hour empty."))
        elif (typed.get("next_on") or clock.today()) == clock.today() and hour <= clock.local(
            clock.now()
        ).time():
            self.add_error("next_at", _("That hour is over. Choose a later one, or another day."))
        return typed

    def call(self, started_at: dt.datetime | None, minutes: int | None = None) -> Call:
        """What was typed, for the service; `minutes` fills what was left empty."""
        typed = self.cleaned_data
        return Call(
            outcome=Outcome(typed["outcome"]),
            note=typed["note"],
            minutes=typed["minutes"] if typed["minutes"] is not None else minutes,
            contact=self.contacts.get(typed["contact"]),
            next_step=typed["next_step"],
            next_on=typed["next_on"],
            next_at=typed["next_at"],
            started_at=started_at,
            once=typed["once"],
        )


class MoveForm(forms.Form):
    """Another day: one of the buttons (days from today), or a date."""

    days = forms.TypedChoiceField(
        choices=[(days, days) for days in (1, 3, 7)], coerce=int, required=False, empty_value=None
    )
    day = forms.DateField(label=_("Day"), required=False)

    def clean(self) -> dict[str, Any]:
        """Turn both into `to`; a button wins over a date that stands in the field."""
        typed = super().clean() or {}
        if typed.get("days") is not None:
            typed["to"] = clock.today() + dt.timedelta(days=typed["days"])
        elif typed.get("day") is not None:
            typed["to"] = _checked_day(typed["day"])
        elif not self.errors:
            raise forms.ValidationError(_("Choose a day."))
        return typed


class TimeForm(forms.Form):
    """Minutes of work that no item asked for."""

    kind = forms.ChoiceField(
        label=_("What kind of work"),
        choices=[(kind, label) for kind, label in KIND_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of work.")},
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=LONGEST_ENTRY_MINUTES)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )


class MinutesForm(forms.Form):
    """How long a call took, said afterwards."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=LONGEST_ENTRY_MINUTES)


def _checked_day(day: dt.date | None) -> dt.date | None:
    today = clock.today()
    if day is None:
        return None
    if day < today:
        raise forms.ValidationError(_("That day is over. Choose today or a later day."))
    if day > today + dt.timedelta(days=FARTHEST_DAYS):
        raise forms.ValidationError(_("That is more than two years ahead. Choose an earlier day."))
    return day
