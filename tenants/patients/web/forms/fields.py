"""Fields that several forms of the room share."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nestwork.staff.selectors import active_staff
from nestwork.web.languages import OWN_NAMES, SIGNED
from tenants.patients import words

# The languages most often needed stand first; the others follow by name.
_FIRST = ("en", "es", "pt", "ht", "kea")


def language_choices() -> list[tuple[str, Any]]:
    """Languages families speak, the most frequent of the network first."""
    rest = sorted((code, name) for code, name in OWN_NAMES.items() if code not in _FIRST)
    return [(code, OWN_NAMES[code]) for code in _FIRST] + rest + list(SIGNED.items())


class StaffField(forms.TypedChoiceField):
    """A colleague of the practice, or nobody."""

    def __init__(self, *, roles: tuple[str, ...] = (), nobody: Any = "", **kwargs: Any) -> None:
        """List active colleagues, those of the given roles first; `nobody` is the word for the empty choice."""
        kwargs.setdefault("required", False)
        self.roles, self.nobody = roles, nobody or _("Nobody yet")
        super().__init__(coerce=uuid.UUID, empty_value=None, choices=self._people, **kwargs)

    def _people(self) -> list[tuple[str, Any]]:
        staff = sorted(active_staff(), key=lambda one: (one.role not in self.roles, one.display_name))
        return [("", self.nobody)] + [(str(member.pk), str(member)) for member in staff]


class WeekdaysField(forms.MultipleChoiceField):
    """Days of the week, kept as digits ("135")."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        """Offer Monday to Sunday; none chosen means any day."""
        super().__init__(choices=words.WEEKDAYS, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The stored digits one by one."""
        return list(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> Any:
        """The chosen digits in order."""
        return "".join(sorted(super().clean(value)))


def date_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A day that is never a distance from today: a birth date, a signature."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs
    )


def hour_field(label: Any, **kwargs: Any) -> forms.TimeField:
    """An hour of the day."""
    return forms.TimeField(
        label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs
    )
