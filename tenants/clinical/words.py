"""Words for clinical kinds."""

from django.utils.translation import gettext_lazy as _

from tenants.clinical.rules import EncounterKind, ScreeningResult

ENCOUNTER = {
    EncounterKind.OFFICE: _("Office visit"),
    EncounterKind.WELL_VISIT: _("Well visit"),
    EncounterKind.EMERGENCY: _("Emergency room"),
    EncounterKind.HOSPITAL: _("Hospital stay"),
    EncounterKind.SPECIALIST: _("Specialist visit"),
    EncounterKind.TELEHEALTH: _("Telehealth visit"),
    EncounterKind.HOME: _("Home visit"),
    EncounterKind.OTHER: _("Seen"),
}
SCREENING = {
    ScreeningResult.NEGATIVE: _("nothing found"),
    ScreeningResult.POSITIVE: _("needs a closer look"),
    ScreeningResult.UNFINISHED: _("not finished"),
}
