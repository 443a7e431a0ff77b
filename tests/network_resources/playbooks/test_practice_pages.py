"""What a practice sees of standards: the notice, the text, adopting, the history."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import translation

from nestwork.practices import clock
from nestwork.practices.active import inside
from network_resources.playbooks import services
from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.selectors import practice as reads
from tests.network_resources.playbooks.stories import next_draft, published, second_version
from tests.people import Cast, sign_in, working_as


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    return sign_in(Client(), cast.coordinator, cast.blackstone)


@pytest.fixture
def first(cast: Cast) -> PlaybookVersion:
    return published(cast)


def in_use(cast: Cast, version: PlaybookVersion) -> None:
    with working_as(cast.coordinator, cast.blackstone) as by:
        services.adopt(version_id=version.pk, by=by)


@pytest.mark.duty("1.P2")
def test_a_notice_says_what_changed_and_the_practice_chooses_its_day(
    cast: Cast, coordinator: Client, first: PlaybookVersion
) -> None:
    in_use(cast, first)
    assert 'id="count-practice_standards"' not in coordinator.get("/standards/").content.decode()
    second = second_version(cast, first)

    page = coordinator.get("/standards/").content.decode()

    assert '<span class="n" id="count-practice_standards">1</span>' in page
    assert "First version." in page  # the words its author sent with it
    assert "New: at least 4 points in “Family and social situation” give at least level 3" in page
    day = clock.today() + dt.timedelta(days=14)
    answer = coordinator.post(f"/standards/{second.pk}/adopt/", {"effective_on_date": day.isoformat()})
    assert answer.status_code == 302
    page = coordinator.get("/standards/").content.decode()
    assert 'id="count-practice_standards"' not in page
    assert "Take the plan back" in page
    with inside(cast.blackstone):
        method = reads.method_in_force()
        assert method is not None
        assert method.number == 1


def test_a_plan_is_taken_back_with_one_press(cast: Cast, coordinator: Client, first: PlaybookVersion) -> None:
    day = clock.today() + dt.timedelta(days=14)
    coordinator.post(f"/standards/{first.pk}/adopt/", {"effective_on_date": day.isoformat()})
    place = re.search(
        r'action="(/standards/adoptions/[^"]*)"', coordinator.get("/standards/").content.decode()
    )
    assert place
    assert coordinator.post(place.group(1)).status_code == 302
    page = coordinator.get("/standards/").content.decode()
    assert "Plan taken back" in page
    assert "Maria Alvarez, RN" in page


def test_a_day_that_has_passed_is_refused_with_what_was_typed(
    coordinator: Client, first: PlaybookVersion
) -> None:
    day = clock.today() - dt.timedelta(days=2)  # the practice may still be on yesterday
    refused = coordinator.post(f"/standards/{first.pk}/adopt/", {"effective_on_date": day.isoformat()})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert day.isoformat() in page
    assert "This day has passed." in page


def test_a_retired_version_is_not_adopted_and_says_so(
    cast: Cast, coordinator: Client, first: PlaybookVersion
) -> None:
    second_version(cast, first)
    refused = coordinator.post(f"/standards/{first.pk}/adopt/", {})
    assert refused.status_code == 422
    assert "was replaced or retired" in refused.content.decode()


def test_everybody_reads_and_tries_but_not_everybody_adopts(cast: Cast, first: PlaybookVersion) -> None:
    for person in (cast.nurse, cast.parent_partner):
        client = sign_in(Client(), person, cast.blackstone)
        page = client.get(f"/standards/{first.pk}/").content.decode()
        assert "Try it" in page
        assert "Take it into use" not in page
        assert client.post(f"/standards/{first.pk}/adopt/", {}).status_code == 403
        answers = {f"trial-{axis['key']}": axis["choices"][0]["key"] for axis in first.content["axes"]}
        tried = client.post(f"/standards/{first.pk}/", answers).content.decode()
        assert "0 points: None. Suggests need level 0." in tried


def test_a_draft_does_not_exist_for_a_practice(
    cast: Cast, coordinator: Client, first: PlaybookVersion
) -> None:
    waiting = next_draft(cast, first)
    assert coordinator.get(f"/standards/{waiting.pk}/").status_code == 404
    assert coordinator.post(f"/standards/{waiting.pk}/adopt/", {}).status_code == 404


def test_the_text_is_read_in_the_readers_language(cast: Cast, first: PlaybookVersion) -> None:
    in_use(cast, first)
    with inside(cast.blackstone), translation.override("es"):
        method = reads.method_in_force()
        assert method is not None
        assert (method.title, method.method.axes[2].title.said()) == (
            "Índice de cinco ejes",
            "Afecciones crónicas",
        )
