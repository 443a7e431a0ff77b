"""Plain rules about children and families: labels and who may read them, kinds, names, numbers, hours."""

import re
import unicodedata
from datetime import date
from enum import StrEnum

import phonenumbers


class Sensitivity(StrEnum):
    """The label every fact about a child carries.

    Source: 42 CFR Part 2, 45 CFR 164.501 (psychotherapy notes), FERPA (34 CFR 99), IDEA Part C, and state rules on
    what a young person may keep to themselves.
    """

    GENERAL = "general"
    ADOLESCENT_CONFIDENTIAL = "adolescent_confidential"
    SUBSTANCE_USE = "substance_use"  # from a programme under 42 CFR Part 2
    PSYCHOTHERAPY_NOTES = "psychotherapy_notes"
    BEHAVIOURAL = "behavioural"
    REPRODUCTIVE = "reproductive"
    HIV = "hiv"
    GENETIC = "genetic"
    EDUCATION_RECORD = "education_record"
    EARLY_INTERVENTION = "early_intervention"
    CHILD_PROTECTION = "child_protection"  # and adoption
    CAREGIVER = "caregiver"  # about a parent: health, abuse, disability


_DOCTOR, _NURSE, _COORDINATOR, _ADMINISTRATOR = "physician", "nurse", "coordinator", "practice_administrator"
_TREATING = frozenset({_DOCTOR, _NURSE})
_TEAM = frozenset({_DOCTOR, _NURSE, _COORDINATOR})
_CHART = frozenset({_DOCTOR, _NURSE, _COORDINATOR, _ADMINISTRATOR})
_NOBODY: frozenset[str] = frozenset()

# label: (roles that read it in any child they may open, roles that read it only with a grant or broken glass)
WHO_READS: dict[Sensitivity, tuple[frozenset[str], frozenset[str]]] = {
    # needed for every task of the practice
    Sensitivity.GENERAL: (_CHART, _NOBODY),
    # the team plans around it and must know what not to say at home; the administrator has no task with it
    Sensitivity.ADOLESCENT_CONFIDENTIAL: (_TEAM, _NOBODY),
    # travels with a prohibition on redisclosure: the physician treats, the others need to be let in for this child
    Sensitivity.SUBSTANCE_USE: (frozenset({_DOCTOR}), frozenset({_NURSE, _COORDINATOR})),
    # kept apart from the record: its author, and a physician let in for this child
    Sensitivity.PSYCHOTHERAPY_NOTES: (_NOBODY, frozenset({_DOCTOR})),
    # diagnoses and plans that coordination is about
    Sensitivity.BEHAVIOURAL: (_TEAM, _NOBODY),
    # a coordinator calls the home, where a slip does harm: only when let in
    Sensitivity.REPRODUCTIVE: (_TREATING, frozenset({_COORDINATOR})),
    Sensitivity.HIV: (_TREATING, frozenset({_COORDINATOR})),
    # needed to send the child to the right specialist
    Sensitivity.GENETIC: (_TEAM, _NOBODY),
    # received from the school under a parent's consent, for the child's care
    Sensitivity.EDUCATION_RECORD: (_TEAM, _NOBODY),
    Sensitivity.EARLY_INTERVENTION: (_TEAM, _NOBODY),
    # the team must know who may be told what; the administrator only when a report must be answered
    Sensitivity.CHILD_PROTECTION: (_TEAM, frozenset({_ADMINISTRATOR})),
    Sensitivity.CAREGIVER: (_TEAM, _NOBODY),
}


def labels_read_by(role: str | None) -> frozenset[Sensitivity]:
    """The labels a role reads in every child it may open."""
    return frozenset(label for label, (always, _granted) in WHO_READS.items() if role in always)


def labels_read_when_let_in(role: str | None) -> frozenset[Sensitivity]:
    """The labels a role reads only for a child it holds a grant for, or has broken the glass for."""
    return frozenset(label for label, (_always, granted) in WHO_READS.items() if role in granted)


class Sex(StrEnum):
    """As on the record; how a child is spoken to stands under pronouns."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class PayerKind(StrEnum):
    """What pays for the child's care, in kinds and never by plan number."""

    MEDICAID_MANAGED = "medicaid_managed"
    MEDICAID = "medicaid"
    COMMERCIAL = "commercial"
    BOTH = "both"
    UNINSURED = "uninsured"
    OTHER = "other"
    UNKNOWN = "unknown"


class RosterState(StrEnum):
    """Whether the practice's roster still names the child."""

    ON = "on"
    LEFT = "left"


class HouseholdKind(StrEnum):
    """A household is not always a family."""

    FAMILY = "family"
    FOSTER = "foster"
    GROUP_HOME = "group_home"
    SHELTER = "shelter"
    OTHER = "other"


class Relationship(StrEnum):
    """What a contact is to a child."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    STEP_PARENT = "step_parent"
    GRANDPARENT = "grandparent"
    RELATIVE = "relative"
    FOSTER_PARENT = "foster_parent"
    GUARDIAN = "guardian"
    SELF = "self"
    SCHOOL = "school"
    CASEWORKER = "caseworker"
    GROUP_HOME_STAFF = "group_home_staff"
    CARE_TEAM = "care_team"
    OTHER = "other"


FAMILY = frozenset(
    {
        Relationship.MOTHER,
        Relationship.FATHER,
        Relationship.PARENT,
        Relationship.STEP_PARENT,
        Relationship.GRANDPARENT,
        Relationship.RELATIVE,
        Relationship.FOSTER_PARENT,
        Relationship.GUARDIAN,
        Relationship.SELF,
    }
)


# Whom to call for a child: the family (foster parents and guardians among them); where nobody of it is to be called,
# as for a child in a group home, the staff of the house, then the caseworker.
CALLED = (FAMILY, frozenset({Relationship.GROUP_HOME_STAFF}), frozenset({Relationship.CASEWORKER}))


def call_rank(relationship: str) -> int | None:
    """Place in the order of whom to call, 0 first; None for contacts who do not answer for the child."""
    return next((rank for rank, group in enumerate(CALLED) if relationship in group), None)


class PhoneKind(StrEnum):
    """Which telephone it is."""

    MOBILE = "mobile"
    HOME = "home"
    WORK = "work"


class CustodyKind(StrEnum):
    """The paper that says who decides."""

    COURT_ORDER = "court_order"
    PLACEMENT = "placement"
    GUARDIANSHIP = "guardianship"
    ADOPTION = "adoption"
    POWER_OF_ATTORNEY = "power_of_attorney"
    PROTECTION_ORDER = "protection_order"


BREAK_GLASS_MINUTES = 60
BREAK_GLASS_REASON_LENGTH = 10  # characters; shorter says nothing to the person who reviews it
REVIEW_BUSINESS_DAYS = 2
OLDEST_AGE = 27  # years: children and young people from birth to 26
AGE_OF_MAJORITY = 18  # years; from here the young person decides, unless a paper says otherwise


def plain(text: str) -> str:
    """Lower case without accents, with one space between words: what a search compares."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare))


def search_key(*names: str) -> str:
    """All words of a child's names, each after one space, so that ' ba' finds a word that begins with 'ba'."""
    words = dict.fromkeys(word for name in names for word in plain(name).split())
    return "".join(f" {word}" for word in words)


def phone_key(text: str, region: str = "US") -> str:
    """A telephone number as +14015550142 (with ;ext=204), or the text as typed when it is no possible number."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return text.strip()
    if not phonenumbers.is_possible_number(number):
        return text.strip()
    bare = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{bare};ext={number.extension}" if number.extension else bare


def is_phone(text: str, region: str = "US") -> bool:
    """Whether the text can be dialled."""
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, region))
    except phonenumbers.NumberParseException:
        return False


def digits(text: str) -> str:
    """Only the digits."""
    return re.sub(r"\D", "", text)


def age_in_years(born: date, on: date) -> int:
    """Whole years; a child born on 29 February has the birthday on 1 March in a common year."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def is_birth_date_possible(born: date, today: date) -> bool:
    """Not in the future, and not older than the people this practice looks after."""
    return born <= today and age_in_years(born, today) < OLDEST_AGE
