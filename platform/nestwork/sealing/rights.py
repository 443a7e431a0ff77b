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

# The resource directory: the library keeps it and never deletes a row. A practice reads what was made of it to be
# found and shown (directory_search): in the rows themselves stand the addresses of confidential places.
_DIRECTORY = {LIBRARY: KEEP}
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

# A released cell without `practice_role`, which is for the policy below alone.
_CELL = "SELECT (id, release_id, practice_id, practice_name, position, stratum, status, value)"

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
    # the release worker checks again that whoever started a job still may: who holds which role, nothing else
    "access_membership": {
        WEB: READ,
        WORKER: READ,
        RELEASE: "SELECT (user_id, practice_id, role, is_active)",
    },
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
        RELEASE: ADD_ONLY,
        LIBRARY: ADD_ONLY,
        STATE: ADD_ONLY,
        ADMIN: ADD,
        SEALER: READ,
    },
    "network_audit_seal": {SEALER: ADD},
    # when a practice next has a job to look at: its own row for a practice, all for the worker's sweeper
    "job_due": {PRACTICE_ANY: KEEP, WORKER: READ},
    # jobs of the network host: rows by the policies below. A worker starts none and nobody removes one
    "network_job": {
        WORKER: "SELECT, UPDATE",
        RELEASE: "SELECT, UPDATE",
        LIBRARY: KEEP,
        STATE: KEEP,
        ADMIN: KEEP,
    },
    # what the network's API answered under an idempotency key: own rows by the policy below, for a day
    "network_api_once": {LIBRARY: ALL, ADMIN: ALL},
    # the resource directory. Where its rows come from and what waits is the steward's matter alone
    **{f"hsds_{table}": _DIRECTORY for table in _DIRECTORY_TABLES},
    "zip_place": {PRACTICE_ANY: READ, LIBRARY: KEEP},
    "directory_source": {LIBRARY: KEEP},
    "directory_profile": {LIBRARY: KEEP},
    "directory_upload": {LIBRARY: KEEP},
    "directory_chunk": {LIBRARY: "SELECT, INSERT, DELETE"},  # gone once a worker has read it
    "directory_staged": {LIBRARY: ALL},  # gone after the import
    "directory_record": {LIBRARY: KEEP},
    "directory_quarantine": {LIBRARY: KEEP},
    "directory_search": {PRACTICE_ANY: READ, LIBRARY: ALL},
    "directory_place": {PRACTICE_ANY: READ, LIBRARY: ALL},
    "directory_word": {LIBRARY: ALL},  # read through directory_words_like
    "directory_change": {LIBRARY: ADD},  # history: written once
    # standards: facilitators write them, practices read what was published and add their own adoptions
    "playbook": {LIBRARY: ADD, PRACTICE_ANY: READ, ADMIN: READ},
    "playbook_version": {LIBRARY: KEEP, PRACTICE_ANY: READ, ADMIN: READ},
    "playbook_event": {LIBRARY: ADD},
    "playbook_adoption": {PRACTICE_ANY: ADD, LIBRARY: READ, ADMIN: READ},
    # released figures: the release engine alone writes cells and their ledger line, an administrator decides, a
    # reviewer and the practice itself see what was approved. Who read a cell's role column would read the map
    "figure_release": {ADMIN: KEEP, RELEASE: "SELECT, UPDATE", STATE: READ},
    "released_cell": {RELEASE: ADD_ONLY, ADMIN: _CELL, STATE: _CELL, PRACTICE_ANY: _CELL},
    "figure_ledger": {RELEASE: ADD},
    "release_event": {ADMIN: ADD, RELEASE: ADD_ONLY},
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


# Tables of the shared schema that a practice role may write, and the rows it may touch; and the network's jobs.
_OWN_JOBS = "practice_role = current_setting('role')"
_PUBLISHED = "published_at IS NOT NULL"
_HAS_PUBLISHED = (
    "EXISTS (SELECT FROM playbook_version v WHERE v.playbook_id = playbook.id AND v.published_at IS NOT NULL)"
)
# Taking into use is for the version that is published now; taking a plan back also for one that no longer is. Days are
# such as our code can read: one row of a practice with an endless day would take the grid away from everybody.
_ADOPTS = (
    f"{_OWN_JOBS} AND effective_on BETWEEN '1900-01-01' AND '9999-12-31'"
    " AND recorded_at BETWEEN '1900-01-01T00:00:00Z' AND '2999-12-31T00:00:00Z'"
    " AND (withdraws_id IS NOT NULL OR EXISTS"
    " (SELECT FROM playbook_version v WHERE v.id = version_id AND v.state = 'published'))"
)
# The person is the one whom our own code named for the connection; nobody acting owns no job.
_OWN_NETWORK_JOBS = "started_by_id::text = current_setting('nestwork.person', true)"
_OWN_ANSWERS = "person_id::text = current_setting('nestwork.person', true)"
_ORDINARY_QUEUE = "queue = 'celery'"
_HAS_LEFT = "release_is_approved(release_id)"
ROW_SECURITY: dict[str, tuple[Policy, ...]] = {
    "job_due": (
        Policy("job_due_own", (PRACTICE_ANY,), _OWN_JOBS, _OWN_JOBS),
        Policy("job_due_sweeper", (WORKER,), "true", command="SELECT"),
    ),
    "network_api_once": (Policy("network_api_once_own", (LIBRARY, ADMIN), _OWN_ANSWERS, _OWN_ANSWERS),),
    "playbook": (
        Policy("playbook_facilitators", (LIBRARY,), "true", "true"),
        Policy("playbook_readers", (PRACTICE_ANY, ADMIN), _HAS_PUBLISHED, command="SELECT"),
    ),
    "playbook_version": (
        Policy("playbook_version_facilitators", (LIBRARY,), "true", "true"),
        Policy("playbook_version_readers", (PRACTICE_ANY, ADMIN), _PUBLISHED, command="SELECT"),
    ),
    "playbook_adoption": (
        Policy("playbook_adoption_own", (PRACTICE_ANY,), _OWN_JOBS, command="SELECT"),
        Policy("playbook_adoption_adopt", (PRACTICE_ANY,), "true", _ADOPTS, command="INSERT"),
        Policy("playbook_adoption_grid", (LIBRARY, ADMIN), "true", command="SELECT"),
    ),
    "figure_release": (
        Policy("figure_release_admin", (ADMIN,), "true", "true"),
        Policy("figure_release_engine", (RELEASE,), "true", "true"),
        Policy("figure_release_reviewer", (STATE,), "state = 'approved'", command="SELECT"),
    ),
    "released_cell": (
        Policy("released_cell_engine", (RELEASE,), "true", "true", command="INSERT"),
        Policy("released_cell_admin", (ADMIN,), "true", command="SELECT"),
        Policy("released_cell_reviewer", (STATE,), _HAS_LEFT, command="SELECT"),
        Policy("released_cell_own", (PRACTICE_ANY,), f"{_OWN_JOBS} AND {_HAS_LEFT}", command="SELECT"),
    ),
    "network_job": (
        Policy(
            "network_job_own",
            (LIBRARY, STATE),
            _OWN_NETWORK_JOBS,
            f"{_OWN_NETWORK_JOBS} AND {_ORDINARY_QUEUE}",
        ),
        Policy("network_job_admin_sees", (ADMIN,), "true", command="SELECT"),
        Policy("network_job_admin_cancels", (ADMIN,), "true", command="UPDATE"),
        Policy("network_job_admin_starts", (ADMIN,), "true", _OWN_NETWORK_JOBS, command="INSERT"),
        # The sweeper wakes both queues; each worker takes and finishes the jobs of its own. While the work wears the
        # library's role, the row is kept under that role too, so that work and checkpoint are one transaction.
        Policy("network_job_sweeper", (WORKER,), "true", command="SELECT"),
        Policy("network_job_worker", (WORKER,), _ORDINARY_QUEUE, command="UPDATE"),
        Policy("network_job_release", (RELEASE,), "queue = 'release'", "queue = 'release'"),
        Policy(
            "network_job_work_sees",
            (LIBRARY,),
            f"session_user = '{WORKER}' AND {_ORDINARY_QUEUE}",
            command="SELECT",
        ),
        Policy(
            "network_job_work_keeps",
            (LIBRARY,),
            f"session_user = '{WORKER}' AND {_ORDINARY_QUEUE}",
            command="UPDATE",
        ),
    ),
}

# Owner-made SECURITY DEFINER functions of the shared schema, by full signature, and who may call them.
FUNCTIONS: dict[str, tuple[str, ...]] = {
    "login_bypasses_row_security()": (WEB, WORKER, RELEASE, SEALER),
    "directory_words_like(text[])": (PRACTICE_ANY, LIBRARY),
    # released figures: see reporting/disclosure/sql/releases.sql
    "release_is_approved(uuid)": (PRACTICE_ANY, STATE),
    "figures_that_left()": (PRACTICE_ANY,),
    "figure_ledger_hash(figure_ledger)": (RELEASE,),
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
