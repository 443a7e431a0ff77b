"""The template: a practice-like schema built once from the migrations, and its description for replay."""

import hashlib
import inspect
from functools import cache
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from nestwork.practices.models import Practice, Template
from nestwork.sealing.connections import sealed_connection
from nestwork.sealing.describe import Description, describe, sequences_of, tables_of
from nestwork.sealing.names import TEMPLATE
from nestwork.sealing.seal import seal_sql

LOCK = 7_304_119_001  # one opening or migration at a time may build the template


def current_template() -> Template:
    """The template of the code's migrations, built first when there is none. Owner only.

    Raises StaleTemplateError when it was made from older migrations.
    """
    found = Template.objects.filter(source=source_digest()).first()
    if found is not None:
        return found
    if Template.objects.exists() and Practice.objects.exists():
        raise StaleTemplateError("The practices' migrations changed. Run manage.py migrate_practices first.")
    return rebuild()


class StaleTemplateError(RuntimeError):
    """The migrations changed while practices exist: these go first, by `migrate_practices`."""


@transaction.atomic
def rebuild() -> Template:
    """Build the template anew from the migrations: seconds, once for each change of them."""
    lock_template()
    found = Template.objects.filter(source=source_digest()).first()
    if found is not None:
        return found
    with connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA IF EXISTS "{TEMPLATE}" CASCADE')
        cursor.execute(f'CREATE SCHEMA "{TEMPLATE}"')
    migrate_schema(TEMPLATE)
    seal_schema(TEMPLATE)
    return remember(describe(TEMPLATE))


def lock_template() -> None:
    """Wait until nobody else builds or migrates the template; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def remember(description: Description) -> Template:
    """Keep the description of the template schema as the one practices are made from."""
    template, _ = Template.objects.update_or_create(
        source=source_digest(),
        defaults={"fingerprint": description.fingerprint, "ddl": description.replay(TEMPLATE)},
    )
    Template.objects.exclude(pk=template.pk).delete()
    return template


def template_schema_exists() -> bool:
    """Whether the template schema stands in this database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", [TEMPLATE])
        return bool(cursor.fetchone()[0])


def migrate_schema(schema: str) -> None:
    """Bring one schema to the code's migrations by Django's own executor, as owner."""
    standing = sealed_connection().standing()
    # The recorder must find this schema's own table of migrations, not the shared one.
    sealed_connection().set_schema(schema, include_public=False)
    try:
        MigrationRecorder(connection).ensure_schema()
        sealed_connection().set_schema(schema)
        MigrationExecutor(connection).migrate(practice_targets(MigrationLoader(connection)))
    finally:
        sealed_connection().stand(standing)


def practice_targets(loader: MigrationLoader) -> list[tuple[str, str]]:
    """The last migrations of the practice's apps; shared apps come along only where one of these needs them."""
    labels = {config.label for config in apps.get_app_configs() if config.name in settings.TENANT_APPS}
    return sorted(node for node in loader.graph.leaf_nodes() if node[0] in labels)


def seal_schema(schema: str, *, is_open: bool = True) -> None:
    """Give a schema its rights, and take every other."""
    with connection.cursor() as cursor:
        sql = seal_sql(schema, is_open=is_open, tables=tables_of(schema), sequences=sequences_of(schema))
        cursor.execute(";\n".join(sql))


@cache
def source_digest() -> str:
    """SHA-256 over the practice apps' migration files and the seal: what the template is made from."""
    digest = hashlib.sha256("\n".join(seal_sql(TEMPLATE)).encode())
    for config in apps.get_app_configs():
        if config.name in settings.TENANT_APPS:
            for path in _migration_files(config.label):
                digest.update(f"{config.label}/{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _migration_files(label: str) -> list[Path]:
    try:
        package = import_module(MigrationLoader.migrations_module(label)[0] or "")
    except ModuleNotFoundError:
        return []  # a room without tables
    return sorted(Path(inspect.getfile(package)).parent.glob("*.py"))
