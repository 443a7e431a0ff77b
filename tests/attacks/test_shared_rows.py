"""Rows of the new shared tables that are there to be stolen: drafts, other practices' adoptions, words, answers."""

import pytest
from django.db import connection

from nestwork.access.passage import wearing
from nestwork.practices.active import inside
from nestwork.practices.clock import today
from nestwork.sealing.connections import sealed_connection
from network_resources.community.models import DirectoryWord
from network_resources.playbooks import services
from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.selectors.grid import adoption_grid
from tests.attacks.test_sql import VALUE_WAYS, by_cursor, outcome_of
from tests.network_resources.playbooks.stories import drafted, facilitating, next_draft, published
from tests.people import Cast, working_as

# What a value smuggled into a query of Blackstone brings: nothing, though the rows stand there.
SMUGGLED = {
    "the text of a draft": "(SELECT max(content::text) FROM public.playbook_version WHERE published_at IS NULL)",
    "how many drafts": "(SELECT nullif(count(*), 0)::text FROM public.playbook_version WHERE published_at IS NULL)",
    "a standard nobody published": "(SELECT max(key) FROM public.playbook WHERE key = 'secret-plan')",
    "who adopted": "(SELECT max(practice_role) FROM public.playbook_adoption WHERE practice_role <> '{A}')",
    "how many adopted": "(SELECT nullif(count(*), 0)::text FROM public.playbook_adoption)",
    "a released cell of another": "(SELECT max(practice_name) FROM public.released_cell)",
}


@pytest.fixture
def standards(cast: Cast) -> PlaybookVersion:
    """A published version, its next draft, a standard of drafts only, and Harbor's adoption."""
    first = published(cast)
    next_draft(cast, first)
    drafted(cast, "secret-plan")
    with working_as(cast.outsider, cast.harbor) as by:
        services.adopt(version_id=first.pk, by=by)
    return first


@pytest.mark.parametrize("name", SMUGGLED)
def test_a_practice_gets_nothing_of_drafts_and_other_practices(
    cast: Cast, standards: PlaybookVersion, name: str
) -> None:
    with inside(cast.blackstone):
        value = SMUGGLED[name].replace("{A}", cast.blackstone.schema_name)
        assert by_cursor(f"SELECT {value}") == [(None,)]
        for way in VALUE_WAYS.values():
            state, found = outcome_of(way, value)
            assert state == ""
            assert cast.harbor.schema_name not in str(found)
            assert "secret-plan" not in str(found)


ADOPT = (
    "INSERT INTO playbook_adoption (id, version_id, effective_on, adopted_by_id, recorded_at)"
    " VALUES (gen_random_uuid(), '{version}', '{day}', gen_random_uuid(), '{at}')"
)


@pytest.mark.parametrize(
    ("day", "at"),
    [
        ("infinity", "now"),
        ("-infinity", "now"),
        ("20000-01-01", "now"),
        ("0044-03-15 BC", "now"),
        ("today", "infinity"),
        ("today", "-infinity"),
        ("today", "9999-12-31T23:59:59Z"),
    ],
)
def test_no_practice_takes_the_grid_away_with_a_day_that_cannot_be_read(
    cast: Cast, standards: PlaybookVersion, day: str, at: str
) -> None:
    with inside(cast.blackstone):
        state, _ = outcome_of(by_cursor, ADOPT.format(version=standards.pk, day=day, at=at))
        assert state == "42501"
    with facilitating(cast.facilitator):
        grid = adoption_grid(today())
        used = [practice.name for practice, cells in grid.rows if any(cell.in_use for cell in cells)]
        assert used == [cast.harbor.name]


def test_a_word_search_does_no_more_work_whatever_array_comes(cast: Cast) -> None:
    with wearing("nw_library"):
        DirectoryWord.objects.bulk_create(DirectoryWord(word=f"food{number}") for number in range(20))
    hostile = {
        "many": "ARRAY(SELECT 'food' || n FROM generate_series(1, 5000) n)",
        "in two dimensions": "ARRAY[ARRAY(SELECT 'food' || n FROM generate_series(1, 5000) n)]",
        "counted from below": "'[-9:2]={a,b,c,d,e,f,g,h,i,j,k,l}'::text[]",
        "nothing": "NULL::text[]",
        "no words": "ARRAY[NULL, '', '%', repeat('a', 1000000)]",
    }
    with inside(cast.blackstone):
        for name, array in hostile.items():
            rows = by_cursor(f"SELECT asked FROM public.directory_words_like({array})")
            assert len(rows) <= 8 * 12, name
            assert max((len(asked or "") for (asked,) in rows), default=0) <= 60, name


def test_nobody_reads_the_answer_given_to_another_under_a_key(cast: Cast) -> None:
    """Rows of the network's keys are seen by the person alone whom our own code named."""
    with wearing("nw_library"):
        with sealed_connection().acting(cast.facilitator.pk), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO network_api_once (id, person_id, key, asked, status, answer)"
                " VALUES (gen_random_uuid(), %s, 'key', '', 201, '{}')",
                [cast.facilitator.pk],
            )
            cursor.execute("SELECT count(*) FROM network_api_once")
            assert cursor.fetchone() == (1,)
        assert by_cursor("SELECT count(*) FROM network_api_once") == [(0,)], "nobody acts"
        with sealed_connection().acting(cast.steward.pk):
            assert by_cursor("SELECT count(*) FROM network_api_once") == [(0,)]
            state, _ = outcome_of(by_cursor, f"UPDATE network_api_once SET person_id = '{cast.steward.pk}'")
            assert state == ""
        with sealed_connection().acting(cast.facilitator.pk):
            assert by_cursor("SELECT count(*) FROM network_api_once") == [(1,)]
