"""Forms: how they are drawn, how an error is answered, and the field for a day."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nestwork.practices import clock


class Renderer(TemplatesSetting):
    """Draws whole forms and single fields with our parts; widgets keep Django's own templates."""

    form_template_name = "web/parts/form.html"
    field_template_name = "web/parts/field.html"


def answer(
    request: HttpRequest, template: str, context: dict[str, Any], form: forms.BaseForm
) -> HttpResponse:
    """The page with its form: 422 when the form has errors (htmx swaps it in place), else 200."""
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, template, {**context, "form": form}, status=status)


DISTANCES: list[tuple[str, str | Promise]] = [
    ("", _("or in …")),
    ("1", _("tomorrow")),
    ("3", _("in 3 days")),
    ("7", _("in 1 week")),
    ("14", _("in 2 weeks")),
    ("30", _("in 30 days")),
    ("90", _("in 90 days")),
]


class DayWidget(forms.MultiWidget):
    """The browser's own date control and a list of distances; either one is enough."""

    template_name = "web/parts/day_widget.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Both halves carry their own name for screen readers."""
        super().__init__(
            {
                "date": forms.DateInput(attrs={"type": "date", "aria-label": _("Day")}, format="%Y-%m-%d"),
                "distance": forms.Select(attrs={"aria-label": _("Or how far ahead")}, choices=DISTANCES),
            },
            attrs,
        )

    def decompress(self, value: date | None) -> list[Any]:
        """A stored day stands in the date control."""
        return [value, ""]


class DayField(forms.MultiValueField):
    """A day: picked from the calendar, or said as a distance from today in the practice's zone.

    Where both are given the distance wins: it was chosen, while the date may only have been there already.
    """

    widget = DayWidget

    def __init__(self, *, required: bool = True, **kwargs: Any) -> None:
        """The parts are optional one by one; `required` asks for either."""
        fields = (
            forms.DateField(required=False),
            forms.TypedChoiceField(choices=DISTANCES, coerce=int, empty_value=None, required=False),
        )
        super().__init__(fields=fields, require_all_fields=False, required=required, **kwargs)

    def compress(self, data_list: list[Any]) -> date | None:
        """The day meant, or None where nothing was given."""
        if not data_list:
            return None
        picked, distance = data_list
        if distance is not None:
            return clock.today() + timedelta(days=distance)
        return picked if isinstance(picked, date) else None
