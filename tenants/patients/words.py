"""Words for the kinds of the room, for forms, pages and messages."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.patients.rules import (
    CustodyKind,
    HouseholdKind,
    PayerKind,
    PhoneKind,
    Relationship,
    RosterState,
    Sensitivity,
    Sex,
)

SEX = {
    Sex.FEMALE: _("Female"),
    Sex.MALE: _("Male"),
    Sex.OTHER: _("Other"),
    Sex.UNKNOWN: _("Unknown"),
}
PAYER = {
    PayerKind.MEDICAID_MANAGED: _("Medicaid managed care"),
    PayerKind.MEDICAID: _("Medicaid"),
    PayerKind.COMMERCIAL: _("Commercial insurance"),
    PayerKind.BOTH: _("Commercial insurance and Medicaid"),
    PayerKind.UNINSURED: _("Not insured"),
    PayerKind.OTHER: _("Other insurance"),
    PayerKind.UNKNOWN: _("Insurance not asked"),
}
ROSTER_STATE = {
    RosterState.ON: _("On the roster"),
    RosterState.LEFT: _("Left the roster"),
}
HOUSEHOLD = {
    HouseholdKind.FAMILY: _("Family home"),
    HouseholdKind.FOSTER: _("Foster home"),
    HouseholdKind.GROUP_HOME: _("Group home"),
    HouseholdKind.SHELTER: _("Shelter"),
    HouseholdKind.OTHER: _("Other place"),
}
RELATIONSHIP = {
    Relationship.MOTHER: _("Mother"),
    Relationship.FATHER: _("Father"),
    Relationship.PARENT: _("Parent"),
    Relationship.STEP_PARENT: _("Step-parent"),
    Relationship.GRANDPARENT: _("Grandparent"),
    Relationship.RELATIVE: _("Relative"),
    Relationship.FOSTER_PARENT: _("Foster parent"),
    Relationship.GUARDIAN: _("Guardian"),
    Relationship.SELF: _("The young person"),
    Relationship.SCHOOL: _("School"),
    Relationship.CASEWORKER: _("Caseworker"),
    Relationship.GROUP_HOME_STAFF: _("Group home staff"),
    Relationship.CARE_TEAM: _("Care team"),
    Relationship.OTHER: _("Other contact"),
}
PHONE = {
    PhoneKind.MOBILE: _("mobile"),
    PhoneKind.HOME: _("home"),
    PhoneKind.WORK: _("work"),
}
CUSTODY = {
    CustodyKind.COURT_ORDER: _("Court order on custody"),
    CustodyKind.PLACEMENT: _("Placement by an agency"),
    CustodyKind.GUARDIANSHIP: _("Guardianship"),
    CustodyKind.ADOPTION: _("Adoption"),
    CustodyKind.POWER_OF_ATTORNEY: _("Power of attorney"),
    CustodyKind.PROTECTION_ORDER: _("Protection order"),
}
SENSITIVITY = {
    Sensitivity.GENERAL: _("General"),
    Sensitivity.ADOLESCENT_CONFIDENTIAL: _("The young person's own"),
    Sensitivity.SUBSTANCE_USE: _("Substance use (42 CFR Part 2)"),
    Sensitivity.PSYCHOTHERAPY_NOTES: _("Psychotherapy notes"),
    Sensitivity.BEHAVIOURAL: _("Behavioral health"),
    Sensitivity.REPRODUCTIVE: _("Reproductive health"),
    Sensitivity.HIV: _("HIV"),
    Sensitivity.GENETIC: _("Genetic"),
    Sensitivity.EDUCATION_RECORD: _("Education record"),
    Sensitivity.EARLY_INTERVENTION: _("Early Intervention"),
    Sensitivity.CHILD_PROTECTION: _("Child protection and adoption"),
    Sensitivity.CAREGIVER: _("About a caregiver"),
}
WEEKDAYS = (
    ("1", _("Mon")),
    ("2", _("Tue")),
    ("3", _("Wed")),
    ("4", _("Thu")),
    ("5", _("Fri")),
    ("6", _("Sat")),
    ("7", _("Sun")),
)
FIELDS = {
    "given_name": _("Given name"),
    "middle_name": _("Middle name"),
    "family_name": _("Family name"),
    "name_used": _("Name used"),
    "birth_date": _("Birth date"),
    "sex": _("Sex on the record"),
    "pronouns": _("Pronouns"),
    "record_number": _("Record number"),
    "language": _("Language"),
    "needs_interpreter": _("Needs an interpreter"),
    "payer_kind": _("Insurance"),
    "zip_code": _("ZIP code"),
    "school": _("School"),
    "strengths": _("Strengths"),
    "emergency_note": _("In an emergency"),
    "primary_clinician_id": _("Doctor"),
    "coordinator_id": _("Coordinator"),
    "roster_state": _("Roster"),
    "deceased_on": _("Died on"),
    "is_confidential": _("Confidential"),
    "merged_into_id": _("Merged into"),
    "name": _("Name"),
    "organization": _("Organization"),
    "phone": _("Telephone"),
    "phone_kind": _("Kind of telephone"),
    "second_phone": _("Second telephone"),
    "second_phone_kind": _("Kind of second telephone"),
    "email": _("E-mail"),
    "preferred_days": _("Best days"),
    "preferred_from": _("From"),
    "preferred_until": _("Until"),
    "preferred_note": _("About the best hours"),
    "voicemail_ok": _("A voice message is all right"),
    "text_ok": _("Text messages are all right"),
    "do_not_contact": _("Do not contact"),
    "do_not_contact_reason": _("Why not"),
    "do_not_disclose_address": _("Never give out the address"),
    "household": pgettext_lazy("where somebody lives", "Home"),
    "works_in_household": _("Works there"),
    "address_line": _("Street"),
    "town": _("Town"),
    "state": _("State"),
    "relationship": _("Relationship"),
    "role_note": _("Role"),
    "is_legal_guardian": _("Legal guardian"),
    "may_decide": _("May decide"),
    "may_receive_information": _("May be told"),
    "lives_with": _("Lives with the child"),
    "order": _("Order"),
    "ended_on": _("Ended on"),
    "ended_reason": _("Why it ended"),
    "kind": _("Kind"),
    "agency": _("Agency"),
    "note": _("Note"),
    "starts_on": _("From"),
    "ends_on": _("Until"),
    "is_main": _("Main home"),
    "when_there": _("When there"),
}


def word[Kind: StrEnum](words: Mapping[Kind, str | Promise], value: str) -> str:
    """The words of a stored value; the value itself when this version does not know it."""
    found = next((text for kind, text in words.items() if kind == value), value)
    return str(found)


def choices[Kind: StrEnum](words: Mapping[Kind, str | Promise]) -> list[tuple[str, str | Promise]]:
    """Pairs for a form's list."""
    return [(kind.value, text) for kind, text in words.items()]
