"""Plain words of appointments and the on-call roster."""

from enum import StrEnum


class AppointmentKind(StrEnum):
    """What the child comes for."""

    WELL_VISIT = "well_visit"
    FOLLOW_UP = "follow_up"
    SICK_VISIT = "sick_visit"
    CARE_PLAN = "care_plan"
    TELEHEALTH = "telehealth"
    SPECIALIST = "specialist"
    OTHER = "other"


class AppointmentState(StrEnum):
    """Where an appointment stands; only planned ones are ahead."""

    PLANNED = "planned"
    KEPT = "kept"
    COULD_NOT_GO = "could_not_go"
    CANCELLED = "cancelled"


class CouldNotGoReason(StrEnum):
    """Why a family could not come: something to help with, never a fault."""

    RIDE = "ride"
    WORK = "work"
    COST = "cost"
    LANGUAGE = "language"
    FEAR = "fear"
    DID_NOT_KNOW = "did_not_know"
    CHILD_ILL = "child_ill"
    OTHER = "other"


LONGEST_VISIT_MINUTES = 480
LONGEST_SHIFT_HOURS = 7 * 24
