"""The score sheet: one question for each axis of the method in force."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nestwork.practices import clock
from network_resources.playbooks.rules.method import Axis, Choice, Method

PREFIX = "axis-"
PLANS = {"yes": True, "no": False}


class ScoreForm(forms.Form):
    """Answers, whether visits need planning ahead, since when, and why. Answers are named by their axis."""

    version_id = forms.UUIDField(widget=forms.HiddenInput)
    plans_visits = forms.ChoiceField(
        label=_("Plan each visit ahead (pre-visit planning)?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.CharField(
        label=_("Why now"),
        max_length=400,
        error_messages={"required": _("Say why the child is scored.")},
    )
    effective_on = forms.DateField(
        label=_("Holds from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )

    def __init__(self, *args: Any, method: Method, version_id: uuid.UUID, **kwargs: Any) -> None:
        """Ask every axis of the method."""
        super().__init__(*args, **kwargs)
        self.method, self.in_force = method, version_id
        self.fields["version_id"].initial = version_id
        self.fields["effective_on"].initial = clock.today()
        self.fields["effective_on"].widget.attrs["max"] = clock.today().isoformat()
        for axis in method.axes:
            self.fields[PREFIX + axis.key] = forms.ChoiceField(
                label=axis.title.said(),
                choices=[(choice.key, choice.text.said()) for choice in axis.choices],
                widget=forms.RadioSelect,
                error_messages={
                    "required": gettext("Answer this one: %(axis)s.") % {"axis": axis.title.said()},
                    "invalid_choice": gettext("Answer this one: %(axis)s.") % {"axis": axis.title.said()},
                },
            )

    def given(self) -> dict[str, str]:
        """The answers as they stand now, complete or not: typed, else what the form began with."""
        found = {}
        for axis in self.method.axes:
            value = str(self[PREFIX + axis.key].value() or "")
            if axis.choice(value):
                found[axis.key] = value
        return found

    def clean_version_id(self) -> uuid.UUID:
        """The sheet must be the one in force: another may have been adopted while the page was open."""
        version: uuid.UUID = self.cleaned_data["version_id"]
        if version != self.in_force:
            raise forms.ValidationError(
                _("The method changed while this page was open. Look at the answers again, then save.")
            )
        return version

    def clean_effective_on(self) -> dt.date:
        """Today unless an earlier day is chosen."""
        day: dt.date = self.cleaned_data["effective_on"] or clock.today()
        if day > clock.today():
            raise forms.ValidationError(_("Choose today or an earlier day."))
        return day

    def clean_plans_visits(self) -> bool | None:
        """None where nobody said."""
        return PLANS.get(self.cleaned_data["plans_visits"])


@dataclass(frozen=True, slots=True)
class Asked:
    """One choice of an axis as the sheet draws it."""

    choice: Choice
    is_chosen: bool
    was_last: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One axis as the sheet draws it."""

    axis: Axis
    name: str
    element_id: str
    choices: list[Asked]
    errors: list[str]
    hint: str
    is_first: bool

    @property
    def is_answered(self) -> bool:
        """Whether a choice is taken."""
        return any(one.is_chosen for one in self.choices)


def questions(form: ScoreForm, last: dict[str, str], hints: dict[str, str]) -> Iterator[Question]:
    """The axes in order, with what was chosen, what was answered last time and what the record holds."""
    given = form.given()
    for place, axis in enumerate(form.method.axes):
        bound = form[PREFIX + axis.key]
        chosen = given.get(axis.key)
        yield Question(
            axis=axis,
            name=bound.html_name,
            element_id=str(bound.auto_id),
            choices=[
                Asked(choice, choice.key == chosen, choice.key == last.get(axis.key))
                for choice in axis.choices
            ],
            errors=[str(error) for error in bound.errors],
            hint=hints.get(axis.key, ""),
            is_first=place == 0,
        )
