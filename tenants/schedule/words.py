"""Words for appointments."""

from django.utils.translation import gettext_lazy as _

from tenants.patients.words import word
from tenants.schedule.models import Appointment
from tenants.schedule.rules import AppointmentKind, AppointmentState, CouldNotGoReason

APPOINTMENT = {
    AppointmentKind.WELL_VISIT: _("Well visit"),
    AppointmentKind.FOLLOW_UP: _("Follow-up visit"),
    AppointmentKind.SICK_VISIT: _("Sick visit"),
    AppointmentKind.CARE_PLAN: _("Care plan visit"),
    AppointmentKind.TELEHEALTH: _("Telehealth visit"),
    AppointmentKind.SPECIALIST: _("Specialist visit"),
    AppointmentKind.OTHER: _("Visit"),
}
STATE = {
    AppointmentState.PLANNED: _("planned"),
    AppointmentState.KEPT: _("kept"),
    AppointmentState.COULD_NOT_GO: _("could not go"),
    AppointmentState.CANCELLED: _("cancelled"),
}
STATE_TAGS = {
    AppointmentState.PLANNED: "info",
    AppointmentState.KEPT: "ok",
    AppointmentState.COULD_NOT_GO: "soon",
    AppointmentState.CANCELLED: "plain",
}
COULD_NOT_GO = {
    CouldNotGoReason.RIDE: _("No ride"),
    CouldNotGoReason.WORK: _("Work"),
    CouldNotGoReason.COST: _("Cost"),
    CouldNotGoReason.LANGUAGE: _("Language"),
    CouldNotGoReason.FEAR: _("Fear"),
    CouldNotGoReason.DID_NOT_KNOW: _("Did not know"),
    CouldNotGoReason.CHILD_ILL: _("The child was ill"),
    CouldNotGoReason.OTHER: _("Another reason"),
}


def why(visit: Appointment) -> str:
    """Why the family could not go, else what the visit is for; nothing where that only repeats its kind."""
    if visit.could_not_go_reason:
        return word(COULD_NOT_GO, visit.could_not_go_reason)
    reason: str = visit.reason
    return "" if reason.casefold() in {word(APPOINTMENT, visit.kind).casefold(), visit.kind} else reason
