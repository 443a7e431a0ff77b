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
    RESOLVE_MATCHES = "resolve_matches"  # merge and unmerge
    EXPORT_LISTS = "export_lists"  # CSV and XLSX out (step-up)
    RECORD_CONSENT = "record_consent"
    EDIT_SCHEDULE = "edit_schedule"  # appointments and the on-call roster
    SEE_AUDIT = "see_audit"  # who opened this record, what did this person open
    MANAGE_PEOPLE = "manage_people"  # invite, change role, end access (step-up)
    SEE_JOBS = "see_jobs"
    MAKE_TOKENS = "make_tokens"
    SEE_LEARNING = "see_learning"  # shared library; the one thing a parent partner has
    # on the network host
    MANAGE_NETWORK = "manage_network"  # people, memberships, practices
    PUBLISH_STANDARDS = "publish_standards"
    KEEP_DIRECTORY = "keep_directory"
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
_CHART = {_P.SEE_CHILDREN, _P.BREAK_GLASS, _P.LOG_WORK, _P.SEE_JOBS, _P.MAKE_TOKENS, _P.SEE_LEARNING}
_DESK = {_P.EDIT_CHILDREN, _P.PROPOSE_LEVEL, _P.RECORD_CONSENT, _P.EDIT_SCHEDULE}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(
        _CHART | _DESK | {_P.SEE_RESTRICTED, _P.IMPORT_ROSTER, _P.RESOLVE_MATCHES, _P.EXPORT_LISTS}
    ),
    Role.PHYSICIAN: frozenset(
        _CHART | _DESK | {_P.SEE_RESTRICTED, _P.CONFIRM_LEVEL, _P.GRANT_CHILD, _P.EXPORT_LISTS}
    ),
    Role.NURSE: frozenset(_CHART | _DESK | {_P.SEE_RESTRICTED}),
    Role.PRACTICE_ADMINISTRATOR: frozenset(
        _CHART
        | {_P.EDIT_CHILDREN, _P.EDIT_SCHEDULE, _P.IMPORT_ROSTER, _P.RESOLVE_MATCHES, _P.EXPORT_LISTS}
        | {_P.GRANT_CHILD, _P.SEE_AUDIT, _P.MANAGE_PEOPLE}
    ),
    Role.PARENT_PARTNER: frozenset({_P.SEE_LEARNING, _P.MAKE_TOKENS}),
    Role.FACILITATOR: frozenset({_P.PUBLISH_STANDARDS, _P.SEE_PRACTICES, _P.SEE_LEARNING, _P.MAKE_TOKENS}),
    Role.DIRECTORY_STEWARD: frozenset({_P.KEEP_DIRECTORY, _P.SEE_LEARNING, _P.MAKE_TOKENS}),
    Role.STATE_REVIEWER: frozenset({_P.SEE_RELEASED, _P.MAKE_TOKENS}),
    Role.NETWORK_ADMINISTRATOR: frozenset({_P.MANAGE_NETWORK, _P.SEE_PRACTICES, _P.MAKE_TOKENS}),
}


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """What somebody may do who holds all these roles in one place."""
    return frozenset[Permission]().union(*(ROLE_PERMISSIONS[role] for role in roles))


NETWORK_ROLES = frozenset(
    {Role.FACILITATOR, Role.DIRECTORY_STEWARD, Role.STATE_REVIEWER, Role.NETWORK_ADMINISTRATOR}
)
PRACTICE_ROLES = frozenset(Role) - NETWORK_ROLES

# Verbs that ask for the second factor again within ten minutes.
STEP_UP = frozenset({_P.EXPORT_LISTS, _P.MAKE_TOKENS, _P.MANAGE_PEOPLE, _P.BREAK_GLASS, _P.GRANT_CHILD})
