"""Forms of the schedule."""

import uuid
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Role
from nestwork.practices import clock
from nestwork.staff.selectors import active_staff
from nestwork.web.forms import DayField
from tenants.patients.words import choices
from tenants.schedule import words
from tenants.schedule.rules import AppointmentKind, AppointmentState


def _staff(first: tuple[str, ...], nobody: Any) -> list[tuple[str, Any]]:
    people = sorted(active_staff(), key=lambda one: (one.role not in first, one.display_name))
    return [("", nobody)] + [(str(member.pk), str(member)) for member in people]


def _clinicians() -> list[tuple[str, Any]]:
    return _staff((Role.PHYSICIAN, Role.NURSE), _("Not decided"))


def _on_call() -> list[tuple[str, Any]]:
    return _staff((Role.PHYSICIAN,), _("Choose a colleague"))


def at(day: date, hour: Any) -> datetime:
    """The moment on the practice's wall clock."""
    return datetime.combine(day, hour, tzinfo=clock.local(clock.now()).tzinfo)


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class VisitForm(forms.Form):
    """A visit to come."""

    day = DayField(label=_("Day"))
    hour = _hour(_("Time"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=480, initial=30)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=choices(words.APPOINTMENT), initial=AppointmentKind.FOLLOW_UP.value
    )
    clinician_id = forms.TypedChoiceField(
        label=_("Who will see the child"),
        choices=_clinicians,
        coerce=uuid.UUID,
        empty_value=None,
        required=False,
        help_text=_("Not always the child's own doctor."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Join day and hour on the practice's clock."""
        given = dict(self.cleaned_data)
        day, hour = given.pop("day", None), given.pop("hour", None)
        if day and hour:
            given["starts_at"] = at(day, hour)
        return given


class VisitStateForm(forms.Form):
    """How a visit went."""

    state = forms.ChoiceField(
        label=_("How it went"), choices=choices(words.STATE), widget=forms.RadioSelect, initial="kept"
    )
    could_not_go_reason = forms.ChoiceField(
        label=_("What stood in the way"),
        choices=[("", _("Choose when the family could not go")), *choices(words.COULD_NOT_GO)],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A family that could not go had a reason; it is asked for."""
        given = dict(self.cleaned_data)
        if given.get("state") == AppointmentState.COULD_NOT_GO and not given.get("could_not_go_reason"):
            self.add_error("could_not_go_reason", _("Say what stood in the way, so that somebody can help."))
        return given


class ShiftForm(forms.Form):
    """Who is on call, from when until when."""

    person_id = forms.TypedChoiceField(label=_("Colleague"), choices=_on_call, coerce=uuid.UUID)
    day = DayField(label=_("From"))
    hour = _hour(_("Time"))
    until_day = DayField(label=_("Until"))
    until_hour = _hour(_("Time it ends"))

    def clean(self) -> dict[str, Any]:
        """Join days and hours on the practice's clock."""
        given = self.cleaned_data
        clean: dict[str, Any] = {"person_id": given.get("person_id")}
        if given.get("day") and given.get("hour"):
            clean["starts_at"] = at(given["day"], given["hour"])
        if given.get("until_day") and given.get("until_hour"):
            clean["ends_at"] = at(given["until_day"], given["until_hour"])
        return clean
