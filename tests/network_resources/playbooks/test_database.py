"""What the database itself refuses, whatever SQL an application login sends."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from nestwork.access.passage import wearing
from nestwork.practices.active import inside
from nestwork.sealing.connections import sealed_connection
from network_resources.playbooks import services
from network_resources.playbooks.models import PlaybookVersion
from tests.network_resources.playbooks.stories import (
    drafted,
    facilitating,
    in_review,
    next_draft,
    published,
    second_version,
)
from tests.people import Cast, working_as

DENIED, POLICY = "42501", "42501"


def sql(statement: str, *values: Any) -> list[Any]:
    """Send a statement as it is; rows of a SELECT, and of anything else how many rows it touched."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else [cursor.rowcount]


def refusal(statement: str, *values: Any) -> str:
    """The SQLSTATE with which the server refuses the statement, or what it did."""
    try:
        return f"done: {sql(statement, *values)}"
    except DatabaseError as error:
        return str(getattr(error.__cause__, "sqlstate", ""))


def acting(person_id: UUID) -> Any:
    return sealed_connection().acting(person_id)


PUBLISH = (
    "UPDATE playbook_version SET state = 'published', published_at = now(), reviewer_id = %s, revision = revision + 1"
    " WHERE id = %s"
)


def test_an_author_publishes_by_no_statement(cast: Cast) -> None:
    version = in_review(cast)
    author, second = cast.facilitator.pk, cast.second_facilitator.pk
    with wearing("nw_library"):
        with acting(author):
            assert refusal(PUBLISH, author, version.pk) == "NW012"
            assert refusal(PUBLISH, second, version.pk) == "NW013"  # in somebody else's name
            emptied = "UPDATE playbook_version SET author_ids = '{}', revision = revision + 1, state = 'draft' WHERE id = %s"
            assert refusal(emptied, version.pk).startswith("done")
            assert sql("SELECT author_ids FROM playbook_version") == [([author],)]
        assert refusal(PUBLISH, second, version.pk) == "NW010"  # no step leads from draft to published
    in_review(cast, PlaybookVersion(pk=version.pk, revision=version.revision + 1))
    with wearing("nw_library"):
        assert refusal(PUBLISH, second, version.pk) == "NW013"  # nobody acts
        with acting(second):
            assert refusal(PUBLISH, second, version.pk).startswith("done")


def test_a_version_is_never_born_published(cast: Cast) -> None:
    version = published(cast)
    with wearing("nw_library"), acting(cast.second_facilitator.pk):
        copy = (
            "INSERT INTO playbook_version SELECT (jsonb_populate_record(v, jsonb_build_object('id', %s::text,"
            " 'number', 9, 'changed_by_id', %s::text))).* FROM playbook_version v WHERE id = %s"
        )
        assert refusal(copy, str(uuid4()), str(cast.second_facilitator.pk), version.pk) == "NW010"


@pytest.mark.parametrize(
    "change",
    [
        "content = '{}'",
        "what_changed = 'other'",
        "reviewer_name = 'other'",
        "revision = revision + 1",
        "author_ids = '{}'",
        "item_text_allowed = false",
        "published_at = now() - interval '1 year'",
        "number = 7",
        "state = 'draft'",
        "state = 'review'",
        "published_at = NULL, reviewer_id = NULL, state = 'draft'",
    ],
)
def test_what_was_published_stands(cast: Cast, change: str) -> None:
    version = published(cast)
    with wearing("nw_library"), acting(cast.second_facilitator.pk):
        assert refusal(f"UPDATE playbook_version SET {change} WHERE id = %s", version.pk) in {
            "NW010",
            "NW011",
        }
        assert refusal("DELETE FROM playbook_version WHERE id = %s", version.pk) == DENIED


def test_what_is_in_review_is_not_rewritten_on_the_way_out(cast: Cast) -> None:
    version = in_review(cast)
    second = cast.second_facilitator.pk
    with wearing("nw_library"), acting(second):
        changed = PUBLISH.replace("SET ", "SET content = '{}', ")
        assert refusal(changed, second, version.pk) == "NW011"


def test_steps_are_only_added(cast: Cast) -> None:
    drafted(cast)
    with wearing("nw_library"):
        assert refusal("UPDATE playbook_event SET by_name = 'x'") == DENIED
        assert refusal("DELETE FROM playbook_event") == DENIED
        assert refusal("UPDATE playbook SET key = 'x'") == DENIED


def test_a_practice_sees_no_draft_no_step_and_nobody_elses_adoption(cast: Cast) -> None:
    first = published(cast)
    waiting = next_draft(cast, first)
    other = drafted(cast, "another-one")
    with working_as(cast.outsider, cast.harbor) as by:
        services.adopt(version_id=first.pk, by=by)
    with inside(cast.blackstone):
        seen = [row[0] for row in sql("SELECT id FROM playbook_version")]
        assert seen == [first.pk]
        assert {waiting.pk, other.pk}.isdisjoint(seen)
        assert sql("SELECT key FROM playbook") == [("five-axis-index",)]
        assert refusal("SELECT * FROM playbook_event") == DENIED
        assert sql("SELECT count(*) FROM playbook_adoption") == [(0,)]
        assert refusal("UPDATE playbook_version SET what_changed = 'x'") == DENIED


ADOPT = (
    "INSERT INTO playbook_adoption (id, practice_role, version_id, effective_on, adopted_by_id, recorded_at)"
    " VALUES (gen_random_uuid(), %s, %s, current_date, %s, now())"
)


def test_a_practice_adopts_for_itself_alone(cast: Cast) -> None:
    version = published(cast)
    person = cast.coordinator.pk
    with inside(cast.blackstone):
        assert refusal(ADOPT, cast.harbor.schema_name, version.pk, person) == POLICY
        assert refusal(ADOPT, cast.blackstone.schema_name, version.pk, person) == "done: [1]"
        unnamed = ADOPT.replace("practice_role, ", "").replace("%s, %s, current", "%s, current")
        assert refusal(unnamed, version.pk, person) == "done: [1]"  # its own role fills itself in
        assert refusal("UPDATE playbook_adoption SET effective_on = '2020-01-01'") == DENIED
        assert refusal("DELETE FROM playbook_adoption") == DENIED
        assert sql("SELECT DISTINCT practice_role FROM playbook_adoption") == [(cast.blackstone.schema_name,)]
    with inside(cast.harbor):
        assert sql("SELECT count(*) FROM playbook_adoption") == [(0,)]


def test_a_practice_adopts_only_the_published_version(cast: Cast) -> None:
    first = published(cast)
    second = second_version(cast, first)
    third = next_draft(cast, second)
    with inside(cast.blackstone):
        for version in (first, third):
            assert refusal(ADOPT, cast.blackstone.schema_name, version.pk, cast.coordinator.pk) == POLICY


def test_the_other_network_roles_see_what_they_must(cast: Cast) -> None:
    first = published(cast)
    next_draft(cast, first)
    with wearing("nw_admin"):
        assert sql("SELECT id FROM playbook_version") == [(first.pk,)]
        assert refusal("SELECT * FROM playbook_event") == DENIED
    with wearing("nw_state"):
        for table in ("playbook", "playbook_version", "playbook_event", "playbook_adoption"):
            assert refusal(f"SELECT * FROM {table}") == DENIED
    with facilitating(cast.facilitator):
        assert refusal(ADOPT, cast.blackstone.schema_name, first.pk, cast.facilitator.pk) == DENIED
