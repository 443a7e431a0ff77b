"""Names of the database's logins and roles. A practice's role has the name of its schema."""

import re
import secrets

OWNER = "nw_owner"
WEB = "nw_web"
WORKER = "nw_worker"
RELEASE = "nw_release"
SEALER = "nw_sealer"
LOGINS = (OWNER, WEB, WORKER, RELEASE, SEALER)

PRACTICE_ANY = "practice_any"  # what every practice may read in the shared schema
LIBRARY = "nw_library"
STATE = "nw_state"
ADMIN = "nw_admin"
NETWORK_ROLES = (LIBRARY, STATE, ADMIN)

PUBLIC = "public"
TEMPLATE = "practice_template"  # the schema and role from which practices are made; nobody may enter it

_SCHEMA = re.compile(r"p_[0-9a-f]{12}")


def new_schema_name() -> str:
    """Return a new opaque name for a practice's schema and role; it tells nothing and cannot be guessed."""
    return f"p_{secrets.token_hex(6)}"


def is_practice_schema(name: str) -> bool:
    """Whether the name is one `new_schema_name` could have made."""
    return _SCHEMA.fullmatch(name) is not None
