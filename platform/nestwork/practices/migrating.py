"""Brings every practice to the code's migrations: collected SQL in batches, one by one where that cannot serve.

The template goes first, by Django's executor, and its SQL is collected on the way. A practice that was like the
template gets that SQL; one that differs, or a migration with Python in it, goes through the executor. Each practice
is migrated, sealed and proved equal to the template in one transaction, or left as it was and reported.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import batched

from django.db import DatabaseError, connection, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from nestwork.practices.models import Practice, SpareSchema, Template
from nestwork.practices.opening import FingerprintError
from nestwork.practices.template import (
    current_template,
    lock_template,
    migrate_schema,
    practice_targets,
    remember,
    seal_schema,
    source_digest,
    template_schema_exists,
)
from nestwork.sealing.connections import sealed_connection
from nestwork.sealing.describe import describe
from nestwork.sealing.names import TEMPLATE

BATCH = 50  # schemas in one transaction: each statement holds a dozen locks a schema
LOCK_TIMEOUT = "2s"  # a busy practice is reported and tried again, it does not hold up the others
NOT_SQL = "THIS OPERATION CANNOT BE WRITTEN AS SQL"


@dataclass(frozen=True, slots=True)
class Place:
    """A schema to bring up to date: a practice's or a spare one."""

    schema: str
    name: str
    fingerprint: str
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one schema; `problem` is empty unless it was left behind."""

    place: Place
    changed: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What took the template from one fingerprint to another; `sql` is None when only the executor can do it."""

    before: str
    after: str
    migrations: tuple[tuple[str, str], ...]
    sql: str | None


def migrate_all(report: Callable[[Outcome], None] = lambda outcome: None) -> list[Outcome]:
    """Migrate every practice and spare schema; go on past a failure. Repeatable: what is current is left alone."""
    change = migrate_template()
    outcomes = []
    for outcome in _migrate_places(places(), change):
        report(outcome)
        outcomes.append(outcome)
    return outcomes


def places() -> list[Place]:
    """Every practice, closed ones too, then the spare schemas."""
    practices = [Place(p.schema_name, p.slug, p.fingerprint, p.is_open) for p in Practice.objects.all()]
    spares = [
        Place(s.schema_name, f"spare {s.schema_name}", s.fingerprint) for s in SpareSchema.objects.all()
    ]
    return [*practices, *spares]


@transaction.atomic
def migrate_template() -> Change:
    """Bring the template schema to the code's migrations and say what changed. Raises what the migration raises."""
    lock_template()
    if not template_schema_exists():
        built = current_template()
        return Change(built.fingerprint, built.fingerprint, (), None)
    before = describe(TEMPLATE).fingerprint
    applied, statements = [], []
    for migration in _pending():
        sql = _collect(migration)
        _apply(migration)
        applied.append((migration.app_label, migration.name))
        statements.append(sql)
    if not applied and not Template.objects.filter(source=source_digest()).exists():
        return Change(before, _renew(), (), None)
    seal_schema(TEMPLATE)
    after = remember(describe(TEMPLATE)).fingerprint
    whole = [sql for sql in statements if sql is not None]
    sql = "\n".join(whole) if len(whole) == len(statements) else None
    return Change(before, after, tuple(applied), sql)


def _renew() -> str:
    """No migration is pending, yet the files or kinds changed: only a fresh build tells what they make now."""
    Template.objects.all().delete()
    return current_template().fingerprint


def _pending() -> list[Migration]:
    executor = _at_template(lambda: MigrationExecutor(connection))
    return [step for step, _ in executor.migration_plan(practice_targets(executor.loader))]


def _collect(migration: Migration) -> str | None:
    """The SQL of one migration, collected while the template is set: the router skips practice apps elsewhere."""
    loader = _at_template(lambda: MigrationLoader(connection, replace_migrations=False))
    lines = _at_template(lambda: loader.collect_sql([(migration, False)]))
    return None if any(NOT_SQL in line for line in lines) else "\n".join(lines)


def _apply(migration: Migration) -> None:
    _at_template(lambda: MigrationExecutor(connection).migrate([(migration.app_label, migration.name)]))


def _at_template[T](work: Callable[[], T]) -> T:
    standing = sealed_connection().standing()
    sealed_connection().set_schema(TEMPLATE)
    try:
        return work()
    finally:
        sealed_connection().stand(standing)


def _migrate_places(found: Iterable[Place], change: Change) -> Iterator[Outcome]:
    alike, others = [], []
    for place in found:
        if place.fingerprint == change.after:
            yield Outcome(place, changed=False)
        elif place.fingerprint == change.before and change.sql is not None:
            alike.append(place)
        else:
            others.append(place)
    for group in batched(alike, BATCH):
        yield from _batch(group, change)
    for place in others:
        yield _alone(place, change, _by_executor)


def _batch(group: tuple[Place, ...], change: Change) -> Iterator[Outcome]:
    """All of the group in one transaction; when one fails, each on its own, so that only that one stays behind."""
    try:
        with transaction.atomic():
            for place in group:
                _bring(place, change, _by_collected_sql)
    except (DatabaseError, FingerprintError):
        for place in group:
            yield _alone(place, change, _by_collected_sql)
    else:
        yield from (Outcome(place, changed=True) for place in group)


def _alone(place: Place, change: Change, way: Callable[[Place, Change], None]) -> Outcome:
    try:
        with transaction.atomic():
            _bring(place, change, way)
    except Exception as error:  # noqa: BLE001 - a migration may raise anything; the others go on, this one is reported
        return Outcome(place, changed=False, problem=f"{type(error).__name__}: {error}".strip())
    return Outcome(place, changed=True)


def _bring(place: Place, change: Change, way: Callable[[Place, Change], None]) -> None:
    """Migrate, seal, prove and note, inside the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    way(place, change)
    seal_schema(place.schema, is_open=place.is_open)
    found = describe(place.schema)
    if found.fingerprint != change.after:
        lines = describe(TEMPLATE).differences(found)[:5]
        raise FingerprintError(f"not like the template afterwards, so it was left as it was: {lines}")
    for model in (Practice, SpareSchema):
        model.objects.filter(schema_name=place.schema).update(fingerprint=found.fingerprint)


def _by_collected_sql(place: Place, change: Change) -> None:
    standing = sealed_connection().standing()
    sealed_connection().set_schema(place.schema)
    try:
        with connection.cursor() as cursor:
            if change.sql:
                cursor.execute(change.sql)
            cursor.executemany(
                "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())", change.migrations
            )
    finally:
        sealed_connection().stand(standing)


def _by_executor(place: Place, change: Change) -> None:
    migrate_schema(place.schema)
