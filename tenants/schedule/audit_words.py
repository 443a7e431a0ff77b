"""Words of the audit for visits and on-call."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "appointment.add": _("Made an appointment"),
        "appointment.change": _("Changed an appointment"),
        "on_call.add": _("Added an on-call shift"),
        "on_call.remove": _("Removed an on-call shift"),
    },
    subjects={
        "child_appointments": _("Visits of a child"),
        "appointments": _("Visits"),
        "appointment": _("An appointment"),
        "on_call": _("An on-call shift"),
        "child_visits": _("Visits of a child"),
        "visits": _("Visits"),
    },
    purposes={
        "planning visits": _("planning visits"),
        "keeping the on-call roster": _("keeping the on-call roster"),
    },
)
