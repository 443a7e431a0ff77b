"""The seal of one practice: its role, and what the role and the other logins may do in the practice's schema.

The rights follow the kind of each model (`kinds.py`). There are no default privileges: a table without its seal has
no rights, so a forgotten seal fails closed. The owner owns everything; a practice role owns nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from nestwork.sealing.backend.rooms import checked
from nestwork.sealing.kinds import TableKind
from nestwork.sealing.names import PRACTICE_ANY, RELEASE, SEALER, WEB, WORKER

PRACTICE = "practice"  # stands for the practice's own role in the table below

KIND_RIGHTS: dict[TableKind, dict[str, str]] = {
    TableKind.PLAIN: {PRACTICE: "SELECT, INSERT, UPDATE, DELETE"},
    TableKind.FACT: {PRACTICE: "SELECT, INSERT"},
    TableKind.AUDIT: {PRACTICE: "SELECT, INSERT", SEALER: "SELECT"},
    TableKind.READ: {PRACTICE: "SELECT"},
    TableKind.CLOSED: {},
    TableKind.SEAL: {SEALER: "SELECT, INSERT"},
    TableKind.ROLLUP: {PRACTICE: "SELECT, INSERT", RELEASE: "SELECT"},
}


def practice_models() -> list[type[Model]]:
    """Every model with a table in a practice schema, guardian's pair and hidden tables included."""
    configs = [config for config in apps.get_app_configs() if config.name in settings.TENANT_APPS]
    return [
        model
        for config in configs
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def kind_of(model: type[Model]) -> TableKind | None:
    """The declared kind of a model's table, or None when it was forgotten: then nobody gets any right."""
    kind = getattr(model, "table_kind", None)
    return kind if isinstance(kind, TableKind) else None


def role_sql(schema: str) -> list[str]:
    """SQL that makes a practice's role: reads what every practice reads, is taken by web and worker with SET ROLE."""
    role = checked(schema)
    return [
        f'CREATE ROLE "{role}" NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
        f'GRANT {PRACTICE_ANY} TO "{role}" WITH INHERIT TRUE, SET FALSE',
        *open_sql(schema),
    ]


def open_sql(schema: str) -> list[str]:
    """SQL that lets web and worker take the role of an open practice."""
    return [f'GRANT "{checked(schema)}" TO {WEB}, {WORKER} WITH INHERIT FALSE, SET TRUE']


def close_sql(schema: str) -> list[str]:
    """SQL that takes the role of a closed practice from web and worker, and its figures from release."""
    name = checked(schema)
    return [f'REVOKE "{name}" FROM {WEB}, {WORKER}', f'REVOKE USAGE ON SCHEMA "{name}" FROM {RELEASE}']


def seal_sql(
    schema: str,
    *,
    is_open: bool = True,
    tables: Collection[str] | None = None,
    sequences: Collection[str] = (),
) -> list[str]:
    """SQL that seals a practice's schema; idempotent, run at opening and in the transaction of every migration.

    A closed practice keeps the sealer, so that its audit can still be verified, and loses the release engine.
    `tables` and `sequences` are those that stand now, as a model may be ahead of its migration. They are named one
    by one, because ALL TABLES IN SCHEMA would read the catalog of every practice.
    """
    name = checked(schema)
    standing = {model._meta.db_table for model in practice_models()} if tables is None else tables
    everybody = f'PUBLIC, "{name}", {WEB}, {WORKER}, {RELEASE}, {SEALER}'
    visitors = [f'"{name}"', SEALER, *([RELEASE] if is_open else [])]
    taken = [
        f"REVOKE ALL ON {kind} {_listed(name, names)} FROM {everybody}"
        for kind, names in (("TABLE", standing), ("SEQUENCE", sequences))
        if names
    ]
    return [
        f'REVOKE ALL ON SCHEMA "{name}" FROM {everybody}',
        f'GRANT USAGE ON SCHEMA "{name}" TO {", ".join(visitors)}',
        *taken,
        f'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "{name}" FROM {everybody}',
        *_table_grants(name, standing),
    ]


def _table_grants(schema: str, standing: Collection[str]) -> Iterator[str]:
    """One GRANT for each set of privileges and role: fewer statements, the same rights."""
    given: dict[tuple[str, str], list[str]] = defaultdict(list)
    for model in practice_models():
        kind, table = kind_of(model), model._meta.db_table
        if kind is not None and table in standing:
            for role, privileges in KIND_RIGHTS[kind].items():
                given[role, privileges].append(table)
    for (role, privileges), tables in sorted(given.items()):
        grantee = schema if role == PRACTICE else role
        yield f'GRANT {privileges} ON TABLE {_listed(schema, tables)} TO "{grantee}"'


def _listed(schema: str, names: Iterable[str]) -> str:
    return ", ".join(f'"{schema}"."{name}"' for name in sorted(names))
