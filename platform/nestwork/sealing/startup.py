"""Refusals at the first connection: an old server, or a login that could pass every seal."""

import logging
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from nestwork.sealing import probes
from nestwork.sealing.backend.errors import UnsafeLoginError

logger = logging.getLogger(__name__)

OLDEST_SERVER = 160000  # role grants WITH INHERIT and SET came with PostgreSQL 16
_checked: set[tuple[str, str]] = set()

_BYPASS = "SELECT public.login_bypasses_row_security()"
_OWNER_BYPASS = "SELECT rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = session_user"


def check_login(wrapper: Any) -> None:
    """Raise UnsafeLoginError when the server is too old or the login is superuser or BYPASSRLS.

    The server announces both version and superuser by itself, so both are looked at on every connection; BYPASSRLS
    costs a query and is asked once per process and login.
    """
    info = wrapper.connection.info
    if info.server_version < OLDEST_SERVER:
        found = info.server_version // 10000
        raise UnsafeLoginError(f"Nestwork needs PostgreSQL 16 or newer; this server is PostgreSQL {found}.")
    if info.parameter_status("is_superuser") == "on":
        raise UnsafeLoginError(
            f"The login {info.user} is a superuser: no seal would hold. Use the logins made by the bootstrap."
        )
    if not wrapper.owner_mode and wrapper.settings_dict.get("CONN_MAX_AGE", 0) is None:
        raise ImproperlyConfigured("CONN_MAX_AGE must be a number of seconds: a connection's age has a cap.")
    _check_bypass(wrapper, (info.dbname, info.user))


def _check_bypass(wrapper: Any, login: tuple[str, str]) -> None:
    if login in _checked:
        return
    result = wrapper.connection.pgconn.exec_((_OWNER_BYPASS if wrapper.owner_mode else _BYPASS).encode())
    if result.ntuples != 1:
        return  # the shared schema was never migrated: the login has no right on anything yet
    if result.get_value(0, 0) == b"t":
        raise UnsafeLoginError(
            f"The login {login[1]} has BYPASSRLS: row-level security would not hold for it."
        )
    _checked.add(login)
    if not wrapper.owner_mode:
        _name_missing(wrapper.connection.pgconn)


def _name_missing(pgconn: Any) -> None:
    """Log the hardenings this server does not have, once per process: a managed server may not allow all."""
    gaps = probes.missing(pgconn)
    if gaps:
        logger.warning(
            "This server lacks %d hardenings of the seal: %s. See manage.py check_seal and docs/threat-model.md.",
            len(gaps),
            "; ".join(probe.closes for probe in gaps),
        )
