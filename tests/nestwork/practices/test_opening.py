"""A practice is opened whole or not at all, from the template, with its own role and seal."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from nestwork.practices import opening, services
from nestwork.practices.active import inside
from nestwork.practices.models import Domain, Practice, SpareSchema
from nestwork.practices.opening import FingerprintError, keep_spares
from nestwork.sealing.describe import UnknownObjectError, describe
from nestwork.sealing.names import TEMPLATE, is_practice_schema
from tenants.patients.models import Child
from tests.factories.patients import ChildFactory

pytestmark = pytest.mark.django_db(transaction=True)


def roles() -> set[str]:
    """Names of all practice roles of the server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname::text FROM pg_roles WHERE rolname ~ '^p_'")
        return {name for (name,) in cursor.fetchall()}


def test_the_web_login_works_in_a_practice_that_was_opened_a_moment_ago(as_owner: Any) -> None:
    with as_owner():
        tidewater = services.open_practice(
            name="Tidewater Pediatrics", slug="tidewater", time_zone="America/Chicago"
        )
    assert is_practice_schema(tidewater.schema_name)
    assert Domain.objects.get(tenant=tidewater).domain == "tidewater.localhost"
    with inside(tidewater):
        child = ChildFactory()
        assert list(Child.objects.all()) == [child]


def test_names_of_schemas_cannot_be_guessed(as_owner: Any) -> None:
    with as_owner():
        first = services.open_practice(name="First", slug="first")
        second = services.open_practice(name="First again", slug="first-again")
    assert first.schema_name != second.schema_name
    assert "first" not in first.schema_name


@pytest.mark.parametrize("slug", ["blackstone", "Upper", "two words", "-dash", "dash-", "a.b", "a" * 41, ""])
def test_a_short_name_that_is_taken_or_no_host_name_opens_nothing(as_owner: Any, slug: str) -> None:
    with as_owner():
        with pytest.raises(ValidationError):
            services.open_practice(name="Another", slug=slug)
        assert Practice.objects.count() == 2


def test_a_time_zone_that_does_not_exist_opens_nothing(as_owner: Any) -> None:
    with as_owner(), pytest.raises(ValidationError, match="not a time zone"):
        services.open_practice(name="Another", slug="another", time_zone="America/Nowhere")


def test_a_schema_that_came_out_differently_is_undone_whole(
    as_owner: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seal_and_spoil(schema: str, **kwargs: Any) -> None:
        seal(schema, **kwargs)
        with connection.cursor() as cursor:
            cursor.execute(f'GRANT DELETE ON "{schema}".audit_event TO "{schema}"')

    seal = opening.seal_schema
    monkeypatch.setattr(opening, "seal_schema", seal_and_spoil)
    monkeypatch.setattr(opening, "new_schema_name", lambda: "p_5b0113d00000")
    with as_owner():
        with pytest.raises(FingerprintError, match="audit_event: <practice> DELETE"):
            services.open_practice(name="Spoiled", slug="spoiled")
        assert "p_5b0113d00000" not in roles()
        assert not Practice.objects.filter(slug="spoiled").exists()


def test_a_spare_is_taken_with_its_final_name(as_owner: Any) -> None:
    with as_owner():
        assert keep_spares(2) == 2
        assert keep_spares(2) == 0
        ready = set(SpareSchema.objects.values_list("schema_name", flat=True))
        practice = services.open_practice(name="Quick", slug="quick")
        assert practice.schema_name in ready
        assert set(SpareSchema.objects.values_list("schema_name", flat=True)) == ready - {
            practice.schema_name
        }
    with inside(practice):
        assert Child.objects.count() == 0


def test_a_spare_of_older_migrations_is_left_alone(as_owner: Any) -> None:
    with as_owner():
        keep_spares(1)
        old = SpareSchema.objects.get().schema_name
        SpareSchema.objects.update(fingerprint="of an older template")
        assert services.open_practice(name="Quick", slug="quick").schema_name != old


UNKNOWN = {
    "CREATE VIEW {}.own AS SELECT 1": r"own (v)",
    "CREATE TYPE {}.own AS ENUM ('a')": r"own (type)",
    "CREATE SEQUENCE {}.own": r"own (S)",
    "ALTER TABLE {}.patients_child ENABLE ROW LEVEL SECURITY": r"patients_child (r)",
}
CHANGES = (
    "ALTER TABLE {}.patients_child ADD extra int",
    "ALTER TABLE {}.patients_child ALTER school DROP NOT NULL",
    "ALTER TABLE {}.patients_child ALTER school SET DEFAULT 'x'",
    "ALTER TABLE {}.patients_child ADD CHECK (school <> 'x')",
    "CREATE INDEX extra ON {}.patients_child (school)",
    "DROP INDEX {}.child_name",
    "GRANT TRUNCATE ON {}.patients_child TO nw_web",
    "REVOKE SELECT ON {0}.patients_child FROM {0}",
    "DELETE FROM {}.django_migrations WHERE app = 'patients'",
    "CREATE FUNCTION {}.extra() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
)


@contextmanager
def changed(statement: str, schema: str) -> Iterator[None]:
    """A change of a schema, undone at the end."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statement.format(schema))
        yield
        transaction.set_rollback(True)


def test_what_a_description_cannot_carry_is_refused(as_owner: Any) -> None:
    with as_owner():
        for made, named in UNKNOWN.items():
            with changed(made, TEMPLATE), pytest.raises(UnknownObjectError) as refused:
                describe(TEMPLATE)
            assert named in str(refused.value)


def test_every_change_of_a_schema_changes_its_fingerprint(harbor: Practice, as_owner: Any) -> None:
    with as_owner():
        for change in CHANGES:
            with changed(change, harbor.schema_name):
                assert describe(harbor.schema_name).fingerprint != harbor.fingerprint, change
        assert describe(harbor.schema_name).fingerprint == harbor.fingerprint


def test_a_description_is_the_same_when_nothing_changed(
    blackstone: Practice, harbor: Practice, as_owner: Any
) -> None:
    with as_owner():
        template, one, two = (
            describe(TEMPLATE),
            describe(blackstone.schema_name),
            describe(harbor.schema_name),
        )
    assert template.differences(one) == template.differences(two) == []
    assert {template.fingerprint, one.fingerprint, two.fingerprint} == {blackstone.fingerprint}


def test_the_command_says_where_the_practice_is(as_owner: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with as_owner():
        call_command("open_practice", "Tidewater Pediatrics", slug="tidewater")
    assert "Tidewater Pediatrics is open at http://tidewater.localhost/" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": "No short name"}, "Say both"),
        ({"name": "Taken", "slug": "harbor"}, "Nothing was opened"),
        ({"reopen": "nowhere"}, "There is no practice 'nowhere'"),
        ({"reopen": "harbor"}, "is open already"),
    ],
)
def test_the_command_refuses_in_words(as_owner: Any, given: dict[str, str], sentence: str) -> None:
    names = [given.pop("name")] if "name" in given else []
    with as_owner(), pytest.raises(CommandError, match=sentence):
        call_command("open_practice", *names, **given)


def test_a_practice_is_never_deleted(blackstone: Practice) -> None:
    with pytest.raises(NotImplementedError, match="closed, never deleted"):
        blackstone.delete()
