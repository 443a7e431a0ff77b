"""Which login or role may do what with each table of the shared schema: one list, complete, applied as a whole.

A table that is not here has no right for anybody but the owner. `apply_rights` runs after each shared migration in
the same transaction: first everything is taken, then this list is given. A test compares it with the server.

A practice role reads through practice_any and nothing else; the tables it may write have row-level security below.
Privileges are PostgreSQL's own words, with columns where a role may not see all of a row.
"""

from dataclasses import dataclass

from nestwork.sealing.names import ADMIN, LIBRARY, PRACTICE_ANY, RELEASE, SEALER, STATE, WEB, WORKER

READ = "SELECT"
ADD_ONLY = "INSERT"
ADD = "SELECT, INSERT"
KEEP = "SELECT, INSERT, UPDATE"
ALL = "SELECT, INSERT, UPDATE, DELETE"

# The resource directory: the library keeps it and never deletes a row, practices read it.
_DIRECTORY = {PRACTICE_ANY: READ, LIBRARY: KEEP}
_DIRECTORY_TABLES = [
    "accessibility",
    "address",
    "attribute",
    "contact",
    "cost_option",
    "funding",
    "language",
    "location",
    "meta_table_description",
    "metadata",
    "organization",
    "organization_identifier",
    "phone",
    "program",
    "required_document",
    "schedule",
    "service",
    "service_area",
    "service_at_location",
    "service_capacity",
    "taxonomy",
    "taxonomy_term",
    "unit",
    "url",
]

SHARED_TABLES: dict[str, dict[str, str]] = {
    # practices: the map from host to schema is for the door; a practice role never reads it
    "practices_practice": {WEB: READ, WORKER: READ, RELEASE: READ, SEALER: READ, ADMIN: READ, LIBRARY: READ},
    "practices_domain": {WEB: READ, ADMIN: READ},
    "practices_template": {},
    "practices_spareschema": {},
    # Django
    "django_content_type": {WEB: READ, PRACTICE_ANY: READ},
    "auth_permission": {WEB: READ, PRACTICE_ANY: READ},
    "auth_group": {},
    "auth_group_permissions": {},
    "django_migrations": {},
    # people: all of it belongs to the door. Nobody inside a practice or under a network role reads any of it; they
    # call the owner's functions below
    "accounts_user": {WEB: "SELECT, UPDATE"},
    "accounts_session": {WEB: ALL},
    "accounts_handover": {WEB: ALL},
    "accounts_invitation": {WEB: READ},
    "accounts_personaltoken": {WEB: KEEP},
    "access_membership": {WEB: READ, WORKER: READ},
    "account_emailaddress": {WEB: "SELECT, UPDATE"},
    "account_emailconfirmation": {},
    "mfa_authenticator": {WEB: ALL},
    "axes_accessattempt": {WEB: ALL},
    "axes_accessattemptexpiration": {WEB: "SELECT, DELETE"},  # goes with its attempt
    "axes_accesslog": {},
    "axes_accessfailurelog": {},
    # the network's audit: whoever acts may add a line; only the administrator and the sealer read
    "network_audit_event": {
        WEB: ADD_ONLY,
        WORKER: ADD_ONLY,
        LIBRARY: ADD_ONLY,
        STATE: ADD_ONLY,
        ADMIN: ADD,
        SEALER: READ,
    },
    "network_audit_seal": {SEALER: ADD},
    # when a practice next has a job to look at: its own row for a practice, all for the worker's sweeper
    "job_due": {PRACTICE_ANY: KEEP, WORKER: READ},
    # the resource directory. Where its rows come from and what waits is the steward's matter alone
    **{f"hsds_{table}": _DIRECTORY for table in _DIRECTORY_TABLES},
    "zip_place": {PRACTICE_ANY: READ, LIBRARY: READ},
    "directory_source": {LIBRARY: KEEP},
    "directory_profile": {LIBRARY: KEEP},
    "directory_upload": {LIBRARY: KEEP},
    "directory_chunk": {LIBRARY: "SELECT, INSERT, DELETE"},  # gone once a worker has read it
    "directory_record": {LIBRARY: KEEP},
    "directory_quarantine": {LIBRARY: KEEP},
    "directory_change": {LIBRARY: ADD},  # history: written once
    # guardian's general tables stay unused: grants are direct pairs in the practice
    "guardian_userobjectpermission": {},
    "guardian_groupobjectpermission": {},
}


@dataclass(frozen=True, slots=True)
class Policy:
    """One row-level security policy. `using` says which rows are seen, `check` which may be written."""

    name: str
    roles: tuple[str, ...]
    using: str
    check: str | None = None
    command: str = "ALL"


# Tables of the shared schema that a practice role may write, and the rows it may touch.
_OWN_JOBS = "practice_role = current_setting('role')"
ROW_SECURITY: dict[str, tuple[Policy, ...]] = {
    "job_due": (
        Policy("job_due_own", (PRACTICE_ANY,), _OWN_JOBS, _OWN_JOBS),
        Policy("job_due_sweeper", (WORKER,), "true", command="SELECT"),
    ),
}

# Owner-made SECURITY DEFINER functions of the shared schema, by full signature, and who may call them.
FUNCTIONS: dict[str, tuple[str, ...]] = {
    "login_bypasses_row_security()": (WEB, WORKER, RELEASE, SEALER),
    # managing people: the practice comes from the role in use; see nestwork/accounts/sql/people.sql
    "people_list(uuid)": (PRACTICE_ANY, ADMIN),
    "people_invitations(uuid)": (PRACTICE_ANY, ADMIN),
    "people_invite(uuid, uuid, text, text, text, text, text, uuid)": (PRACTICE_ANY, ADMIN),
    "people_withdraw(uuid, uuid, uuid, uuid)": (PRACTICE_ANY, ADMIN),
    "people_change_role(uuid, uuid, uuid, text, uuid)": (PRACTICE_ANY, ADMIN),
    "people_end(uuid, uuid, uuid, uuid)": (PRACTICE_ANY, ADMIN),
    "people_sign_out(uuid, uuid, uuid, uuid)": (PRACTICE_ANY, ADMIN),
    "people_create(text, text, text, text, text)": (ADMIN,),
    "people_add(uuid, uuid, uuid, text, uuid)": (ADMIN,),
    "people_accept(text, uuid, text, text, text, uuid)": (WEB,),
}

SCHEMA_USERS = (WEB, WORKER, RELEASE, SEALER, PRACTICE_ANY, LIBRARY, STATE, ADMIN)
