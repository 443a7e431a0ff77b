"""The database every test gets: a sealed copy with two practices, fresh again after a test that commits."""

import pytest
from django.conf import settings
from django.db import connection

from tests.database import as_owner


def asked(question: str) -> object:
    """Return the one value a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_tests_run_as_the_web_login_in_a_database_of_their_own() -> None:
    assert asked("SELECT session_user") == settings.LOGINS["web"]
    assert asked("SELECT current_database()") == settings.DATABASE_NAME


@pytest.mark.django_db
def test_two_practices_stand_ready(blackstone, harbor) -> None:
    assert blackstone.slug == "blackstone"
    assert harbor.slug == "harbor"
    assert blackstone.schema_name != harbor.schema_name


@pytest.mark.django_db(transaction=True)
def test_the_owner_opens_a_third_practice() -> None:
    from nestwork.practices.models import Practice
    from nestwork.practices.services import open_practice

    with as_owner():
        open_practice(name="Cedar Pediatrics", slug="cedar")
    assert set(Practice.objects.values_list("slug", flat=True)) == {"blackstone", "harbor", "cedar"}


@pytest.mark.django_db
def test_what_another_test_committed_is_gone() -> None:
    from nestwork.practices.models import Practice

    assert set(Practice.objects.values_list("slug", flat=True)) == {"blackstone", "harbor"}
