"""Every permission of Nestwork in one list, and the roles that carry them."""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What a person may do. Grep a name to find every door it opens."""

    # inside a practice
    SEE_CHILDREN = "see_children"  # lists, child pages, search
    EDIT_CHILDREN = "edit_children"  # child, contacts, households, custody
    SEE_RESTRICTED = "see_restricted"  # facts under a sensitivity label, where no grant is needed
    BREAK_GLASS = "break_glass"  # open a confidential child for sixty minutes, with a reason
    GRANT_CHILD = "grant_child"  # let a colleague open a confidential child; set blocks
    LOG_WORK = "log_work"  # log calls and minutes, close and move worklist items
    CONFIRM_LEVEL = "confirm_level"  # confirm a need level (physician)
    PROPOSE_LEVEL = "propose_level"
    IMPORT_ROSTER = "import_roster"
    IMPORT_RECORDS = "import_records"  # FHIR bundles, HL7 messages and lists from other systems
    RESOLVE_MATCHES = "resolve_matches"  # merge and unmerge
    EXPORT_LISTS = "export_lists"  # CSV and XLSX out (step-up)
    RECORD_CONSENT = "record_consent"
    START_REFERRALS = "start_referrals"
    ADOPT_STANDARDS = "adopt_standards"  # take a published standard into use, now or on a date
    SEE_OWN_FIGURES = "see_own_figures"  # what the practice counts, and what of it left the practice
    EDIT_SCHEDULE = "edit_schedule"  # appointments and the on-call roster
    SEE_AUDIT = "see_audit"  # who opened this record, what did this person open
    MANAGE_PEOPLE = "manage_people"  # invite, change role, end access (step-up)
    SEE_JOBS = "see_jobs"
    MAKE_TOKENS = "make_tokens"
    SEE_LEARNING = "see_learning"  # shared library; with the directory all that a parent partner has
    SEE_DIRECTORY = "see_directory"  # community resources, on a practice host and on the network
    # on the network host
    MANAGE_NETWORK = "manage_network"  # people, memberships, practices
    DRAFT_STANDARDS = "draft_standards"  # write, change and send for review
    PUBLISH_STANDARDS = "publish_standards"  # confirm somebody else's draft (step-up)
    KEEP_DIRECTORY = "keep_directory"
    PREPARE_RELEASES = "prepare_releases"  # start a release and see its protected table
    APPROVE_RELEASES = "approve_releases"  # let a protected table out (step-up)
    SEE_RELEASED = "see_released"
    SEE_PRACTICES = "see_practices"  # names of practices, versions and dates


class Role(StrEnum):
    """A role in one practice, or in the network."""

    COORDINATOR = "coordinator"
    PHYSICIAN = "physician"
    NURSE = "nurse"
    PRACTICE_ADMINISTRATOR = "practice_administrator"
    PARENT_PARTNER = "parent_partner"
    FACILITATOR = "facilitator"
    DIRECTORY_STEWARD = "directory_steward"
    STATE_REVIEWER = "state_reviewer"
    NETWORK_ADMINISTRATOR = "network_administrator"

    @property
    def label(self) -> str:
        """The role's name for a person to read, translated."""
        return str(ROLE_LABELS[self])

    @property
    def is_network_role(self) -> bool:
        """Whether the role belongs to the network host rather than to a practice."""
        return self in NETWORK_ROLES


ROLE_LABELS = {
    Role.COORDINATOR: _("Care coordinator"),
    Role.PHYSICIAN: _("Physician"),
    Role.NURSE: _("Nurse"),
    Role.PRACTICE_ADMINISTRATOR: _("Practice administrator"),
    Role.PARENT_PARTNER: _("Parent partner"),
    Role.FACILITATOR: _("Facilitator"),
    Role.DIRECTORY_STEWARD: _("Directory steward"),
    Role.STATE_REVIEWER: _("State reviewer"),
    Role.NETWORK_ADMINISTRATOR: _("Network administrator"),
}

_P = Permission
_LIBRARY = {_P.SEE_LEARNING, _P.SEE_DIRECTORY, _P.MAKE_TOKENS}
_CHART = _LIBRARY | {_P.SEE_CHILDREN, _P.BREAK_GLASS, _P.LOG_WORK, _P.SEE_JOBS, _P.SEE_OWN_FIGURES}
_DESK = {_P.EDIT_CHILDREN, _P.PROPOSE_LEVEL, _P.RECORD_CONSENT, _P.EDIT_SCHEDULE, _P.START_REFERRALS}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(
        _CHART
        | _DESK
        | {_P.SEE_RESTRICTED, _P.IMPORT_ROSTER, _P.RESOLVE_MATCHES, _P.EXPORT_LISTS}
        | {_P.IMPORT_RECORDS, _P.ADOPT_STANDARDS}
    ),
    Role.PHYSICIAN: frozenset(
        _CHART
        | _DESK
        | {_P.SEE_RESTRICTED, _P.CONFIRM_LEVEL, _P.GRANT_CHILD, _P.EXPORT_LISTS, _P.ADOPT_STANDARDS}
    ),
    Role.NURSE: frozenset(_CHART | _DESK | {_P.SEE_RESTRICTED}),
    Role.PRACTICE_ADMINISTRATOR: frozenset(
        _CHART
        | {_P.EDIT_CHILDREN, _P.EDIT_SCHEDULE, _P.IMPORT_ROSTER, _P.RESOLVE_MATCHES, _P.EXPORT_LISTS}
        | {_P.GRANT_CHILD, _P.SEE_AUDIT, _P.MANAGE_PEOPLE, _P.IMPORT_RECORDS, _P.ADOPT_STANDARDS}
    ),
    Role.PARENT_PARTNER: frozenset(_LIBRARY),
    Role.FACILITATOR: frozenset(_LIBRARY | {_P.DRAFT_STANDARDS, _P.PUBLISH_STANDARDS, _P.SEE_PRACTICES}),
    Role.DIRECTORY_STEWARD: frozenset(_LIBRARY | {_P.KEEP_DIRECTORY}),
    Role.STATE_REVIEWER: frozenset({_P.SEE_RELEASED, _P.MAKE_TOKENS}),
    Role.NETWORK_ADMINISTRATOR: frozenset(
        {_P.MANAGE_NETWORK, _P.SEE_PRACTICES, _P.MAKE_TOKENS, _P.PREPARE_RELEASES, _P.APPROVE_RELEASES}
    ),
}


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """What somebody may do who holds all these roles in one place."""
    return frozenset[Permission]().union(*(ROLE_PERMISSIONS[role] for role in roles))


NETWORK_ROLES = frozenset(
    {Role.FACILITATOR, Role.DIRECTORY_STEWARD, Role.STATE_REVIEWER, Role.NETWORK_ADMINISTRATOR}
)
PRACTICE_ROLES = frozenset(Role) - NETWORK_ROLES

# Verbs that ask for the second factor again within ten minutes.
STEP_UP = frozenset(
    {_P.EXPORT_LISTS, _P.MAKE_TOKENS, _P.MANAGE_PEOPLE, _P.BREAK_GLASS, _P.GRANT_CHILD}
    | {_P.PUBLISH_STANDARDS, _P.APPROVE_RELEASES}
)
