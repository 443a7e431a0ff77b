"""Practices follow the migrations: in batches where they are alike, alone where not, and never half."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from nestwork.practices import migrating, services
from nestwork.practices.active import inside
from nestwork.practices.models import Practice, SpareSchema, Template
from nestwork.practices.opening import keep_spares
from nestwork.practices.template import StaleTemplateError, source_digest
from nestwork.sealing.describe import describe
from nestwork.sealing.names import TEMPLATE
from tenants.patients.models import Child
from tests.factories.patients import ChildFactory

pytestmark = pytest.mark.django_db(transaction=True)

ADD_FIELD = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("patients", "{before}")]
    operations = [migrations.AddField("child", "shoe_size", models.IntegerField(null=True))]
"""
RUN_PYTHON = """
from django.db import migrations

def shout(apps, schema_editor):
    for child in apps.get_model("patients", "Child").objects.all():
        child.school = child.school.upper()
        child.save(update_fields=["school"])

class Migration(migrations.Migration):
    dependencies = [("patients", "{before}")]
    operations = [migrations.RunPython(shout, migrations.RunPython.noop)]
"""
FAILS_WHERE_CHILDREN_ARE = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("patients", "{before}")]
    operations = [migrations.RunSQL("ALTER TABLE patients_child ADD must int NOT NULL", "SELECT 1")]
"""
WORDS_ONLY = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("patients", "{before}")]
    operations = [migrations.AlterField("child", "school", models.CharField(max_length=200, blank=True, help_text="x"))]
"""

NewMigration = Callable[[str], None]


@pytest.fixture
def new_migration(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[NewMigration]:
    """Add migrations to the room of children for this test, as a release would."""
    import tenants.patients.migrations as real

    folder = tmp_path / "released_migrations"
    shutil.copytree(Path(real.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    settings.MIGRATION_MODULES = {"patients": "released_migrations"}
    source_digest.cache_clear()

    def add(text: str) -> None:
        names = sorted(path.stem for path in folder.glob("0*.py"))
        (folder / f"{len(names) + 1:04}_released.py").write_text(text.format(before=names[-1]))
        forget()

    def forget() -> None:
        source_digest.cache_clear()
        for name in [name for name in sys.modules if name.startswith("released_migrations")]:
            del sys.modules[name]

    yield add
    forget()


def columns(schema: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname::text FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped"
            " AND attrelid = format('%%I.patients_child', %s::text)::regclass",
            [schema],
        )
        return {name for (name,) in cursor.fetchall()}


def fingerprints() -> set[str]:
    """What the schemas are now, what the registry says of them, and what the template is."""
    standing = {describe(place.schema).fingerprint for place in migrating.places()}
    noted = {place.fingerprint for place in migrating.places()}
    return standing | noted | {Template.objects.get().fingerprint, describe(TEMPLATE).fingerprint}


def test_a_new_column_reaches_every_practice_by_collected_sql(
    as_owner: Any, new_migration: NewMigration, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> None:
        pytest.fail("the executor was used")

    with as_owner():
        keep_spares(1)
        new_migration(ADD_FIELD)
        monkeypatch.setattr(migrating, "_by_executor", never)
        first = migrating.migrate_all()
        assert [(outcome.changed, outcome.problem) for outcome in first] == [(True, "")] * 3
        for place in migrating.places():
            assert "shoe_size" in columns(place.schema)
        assert len(fingerprints()) == 1
        again = migrating.migrate_all()
        assert [(outcome.changed, outcome.problem) for outcome in again] == [(False, "")] * 3
        assert SpareSchema.objects.get().fingerprint == Template.objects.get().fingerprint


def test_after_a_migration_people_work_on_with_the_same_rights(
    as_owner: Any, new_migration: NewMigration, blackstone: Practice
) -> None:
    with inside(blackstone):
        ChildFactory()
    with as_owner():
        new_migration(ADD_FIELD)
        migrating.migrate_all()
    with inside(blackstone):
        ChildFactory()
        assert Child.objects.count() == 2


def test_a_migration_with_python_in_it_runs_in_each_practice(
    as_owner: Any, new_migration: NewMigration, blackstone: Practice, harbor: Practice
) -> None:
    for practice in (blackstone, harbor):
        with inside(practice):
            ChildFactory(school=f"School of {practice.slug}")
    with as_owner():
        new_migration(ADD_FIELD)
        new_migration(RUN_PYTHON)
        outcomes = migrating.migrate_all()
        assert [(outcome.changed, outcome.problem) for outcome in outcomes] == [(True, "")] * 2
        assert len(fingerprints()) == 1
    for practice in (blackstone, harbor):
        with inside(practice):
            assert Child.objects.get().school == f"SCHOOL OF {practice.slug.upper()}"


def test_a_migration_that_changes_words_only_is_recorded_everywhere(
    as_owner: Any, new_migration: NewMigration
) -> None:
    with as_owner():
        new_migration(WORDS_ONLY)
        assert [outcome.problem for outcome in migrating.migrate_all()] == ["", ""]
        assert len(fingerprints()) == 1


def test_one_practice_that_fails_is_reported_and_left_as_it_was(
    as_owner: Any,
    new_migration: NewMigration,
    blackstone: Practice,
    harbor: Practice,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with inside(blackstone):
        ChildFactory()
    with as_owner():
        before = describe(blackstone.schema_name)
        new_migration(FAILS_WHERE_CHILDREN_ARE)
        with pytest.raises(CommandError, match="These stayed as they were: blackstone"):
            call_command("migrate_practices")
        said = capsys.readouterr().out
        assert "blackstone: FAILED: IntegrityError" in said
        assert "harbor: migrated" in said
        assert "1 migrated, 0 were current, 1 stayed behind." in said
        assert describe(blackstone.schema_name) == before
        assert "must" in columns(harbor.schema_name)
        call_command("practices")
        assert "behind" in capsys.readouterr().out
        with connection.cursor() as cursor:  # the cause is mended
            cursor.execute(f'DELETE FROM "{blackstone.schema_name}".patients_child')
        call_command("migrate_practices")
        assert "1 migrated, 1 were current, 0 stayed behind." in capsys.readouterr().out
        assert len(fingerprints()) == 1


def test_a_busy_practice_does_not_hold_up_the_others(
    as_owner: Any,
    new_migration: NewMigration,
    blackstone: Practice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from nestwork.sealing.backend.base import DatabaseWrapper

    monkeypatch.setattr(migrating, "LOCK_TIMEOUT", "100ms")
    new_migration(ADD_FIELD)
    busy = DatabaseWrapper(dict(connection.settings_dict), alias="busy")
    busy.set_tenant(blackstone)
    busy.set_autocommit(False)
    with busy.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM patients_child")
    try:
        with as_owner():
            outcomes = {outcome.place.name: outcome for outcome in migrating.migrate_all()}
            assert "lock timeout" in outcomes["blackstone"].problem
            assert outcomes["harbor"].changed
            busy.rollback()
            outcomes = {outcome.place.name: outcome for outcome in migrating.migrate_all()}
            assert (outcomes["blackstone"].changed, outcomes["harbor"].changed) == (True, False)
            assert len(fingerprints()) == 1
    finally:
        busy.close()


def test_a_schema_changed_by_hand_is_reported_and_not_touched(
    as_owner: Any, new_migration: NewMigration, harbor: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    with as_owner():
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE INDEX by_hand ON "{harbor.schema_name}".patients_child (school)')
        call_command("practices", verify=True)
        assert "DIFFERENT" in capsys.readouterr().out
        new_migration(ADD_FIELD)
        outcomes = {outcome.place.name: outcome for outcome in migrating.migrate_all()}
        assert "CREATE INDEX by_hand" in outcomes["harbor"].problem
        assert outcomes["blackstone"].changed
        assert "shoe_size" not in columns(harbor.schema_name)


def test_a_closed_practice_is_migrated_too_and_stays_closed(
    as_owner: Any, new_migration: NewMigration
) -> None:
    with as_owner():
        tidewater = services.open_practice(name="Tidewater Pediatrics", slug="tidewater")
        services.close_practice(practice=tidewater)
        new_migration(ADD_FIELD)
        assert [outcome.problem for outcome in migrating.migrate_all()] == ["", "", ""]
        assert "shoe_size" in columns(tidewater.schema_name)
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_schema_privilege('nw_release', %s, 'USAGE')", [tidewater.schema_name])
            assert cursor.fetchone() == (False,)


def test_no_practice_is_opened_from_an_older_template(as_owner: Any, new_migration: NewMigration) -> None:
    new_migration(ADD_FIELD)
    with as_owner():
        with pytest.raises(StaleTemplateError, match="migrate_practices first"):
            services.open_practice(name="Too early", slug="too-early")
        migrating.migrate_all()
        opened = services.open_practice(name="In time", slug="in-time")
        assert "shoe_size" in columns(opened.schema_name)


def test_a_template_built_anew_is_like_one_that_was_migrated(
    as_owner: Any, new_migration: NewMigration
) -> None:
    with as_owner():
        new_migration(ADD_FIELD)
        migrating.migrate_all()
        migrated = describe(TEMPLATE)
        with transaction.atomic():
            Template.objects.all().delete()
        services.open_practice(name="Anew", slug="anew")
        assert migrated.differences(describe(TEMPLATE)) == []


def test_migrate_gives_the_rights_of_the_shared_schema_again(as_owner: Any) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON accounts_user TO practice_any")
        cursor.execute("REVOKE SELECT ON practices_practice FROM nw_web")
        call_command("migrate", interactive=False, verbosity=0)
        cursor.execute(
            "SELECT has_table_privilege('practice_any', 'accounts_user', 'SELECT'),"
            " has_table_privilege('nw_web', 'practices_practice', 'SELECT')"
        )
        assert cursor.fetchone() == (False, True)
