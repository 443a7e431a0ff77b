"""Rows that wait are mended by a person, go in at once with what waits for them, and are not asked about again."""

from typing import Any

import pytest

from network_resources.community.models import DirectoryChange, Phone, Service
from network_resources.community.rules.states import RowState
from network_resources.community.selectors.search import search
from network_resources.community.services import mending
from network_resources.community.services.mending import AlreadySettledError
from tests.network_resources.community.stories import (
    STEWARD,
    imported,
    library,
    page,
    reasons,
    snapshot,
    waiting,
)

pytestmark = pytest.mark.django_db
ORGANIZATION = {"id": "org-1", "name": "Riverbend Family Center", "description": "Help for families"}


def service(**more: Any) -> dict[str, Any]:
    """A service as a source sends it."""
    told = {"id": "svc-1", "name": "Play group", "status": "active", "organization": ORGANIZATION}
    return {**told, **more}


@pytest.fixture(autouse=True)
def as_library(db: None) -> Any:
    """Work under the role that keeps the directory."""
    with library():
        yield


def test_a_mended_row_goes_in_at_once_with_everything_that_waits_for_it() -> None:
    phones = [{"id": "p-1", "number": "401-555-0142", "languages": [{"id": "l-1", "code": "es"}]}]
    imported(page(service(status="sometimes", phones=phones)))
    assert (Service.objects.count(), Phone.objects.count(), len(waiting())) == (0, 0, 3)
    (row,) = waiting("service")

    assert mending.mend_row(row=row, by=STEWARD, changed={"status": "active"}) == []

    assert Phone.objects.get().service == Service.objects.get()
    assert Phone.objects.get().languages.count() == 1
    assert waiting() == []
    assert [card.name for card in search(text="play group").cards] == ["Play group"]
    row.refresh_from_db()
    assert (row.state, row.mended, row.settled_by_name) == (
        RowState.MENDED,
        {"status": "active"},
        STEWARD.name,
    )


def test_the_same_bad_row_in_a_later_file_is_not_asked_about_again() -> None:
    text = page(service(status="sometimes"), service(id="svc-2", name="Other", status="often"))
    imported(text)
    first, second = waiting("service")
    mending.mend_row(row=first, by=STEWARD, changed={"status": "active"})
    mending.leave_out(row=second, by=STEWARD, reason="A test entry of the source")
    before = snapshot()
    upload = imported(text)
    assert snapshot() == before
    assert upload.report["counts"]["service"] == {"unchanged": 1, "left_out": 1}


def test_what_was_mended_stays_mended_while_other_fields_change() -> None:
    imported(page(service(minimum_age="three years or so")))
    (row,) = waiting()
    mending.mend_row(row=row, by=STEWARD, changed={"minimum_age": "3"})
    imported(page(service(minimum_age="three years or so", description="New songs")))
    found = Service.objects.get()
    assert (found.minimum_age, found.description) == (3, "New songs")
    assert waiting() == []
    imported(page(service(minimum_age="four, more or less", description="New songs")))
    assert reasons() == [("service", "minimum_age", "no_age")]
    assert Service.objects.get().minimum_age == 3


def test_what_is_still_wrong_is_said_and_nothing_is_saved() -> None:
    imported(page(service(status="sometimes", minimum_age="9", maximum_age="3")))
    (row,) = waiting("service")
    before = snapshot()
    problems = mending.mend_row(row=row, by=STEWARD, changed={"status": "active"})
    assert [(one.field, one.reason.value) for one in problems] == [("minimum_age", "ages_crossed")]
    assert snapshot() == before


def test_a_value_the_standard_only_asks_for_may_stay_empty() -> None:
    imported(
        page(
            {"id": "svc-1", "name": "Play", "status": "active", "organization": {"id": "o", "name": "River"}}
        )
    )
    (row,) = waiting("organization")
    assert [problem["reason"] for problem in row.problems] == ["wanted"]
    assert mending.mend_row(row=row, by=STEWARD, changed={"description": ""}) == []
    assert waiting() == []


def test_a_missing_organization_is_chosen_among_those_of_the_directory() -> None:
    imported(page(service(), {"id": "svc-2", "name": "Lost", "status": "active", "organization_id": "gone"}))
    (row,) = waiting("service")
    organization = Service.objects.get().organization
    mending.mend_row(row=row, by=STEWARD, changed={"organization_id": str(organization.pk)})
    assert Service.objects.get(name="Lost").organization == organization


def test_two_who_mend_the_same_row_do_not_both_do_it() -> None:
    imported(page(service(status="sometimes")))
    (row,) = waiting("service")
    mending.mend_row(row=row, by=STEWARD, changed={"status": "active"})
    with pytest.raises(AlreadySettledError):
        mending.mend_row(row=row, by=STEWARD, changed={"status": "inactive"})
    with pytest.raises(AlreadySettledError):
        mending.leave_out(row=row, by=STEWARD, reason="Late")


def test_leaving_out_can_be_taken_back() -> None:
    imported(page(service(status="sometimes")))
    (row,) = waiting("service")
    mending.leave_out(row=row, by=STEWARD, reason="A test entry")
    assert waiting("service") == []
    mending.wait_again(row=row, by=STEWARD)
    assert [one.pk for one in waiting("service")] == [row.pk]


def test_every_act_stands_in_history() -> None:
    imported(page(service(minimum_age="many")))
    (row,) = waiting()
    mending.mend_row(row=row, by=STEWARD, changed={"minimum_age": "3"})
    line = DirectoryChange.objects.get(act="mended")
    assert (line.field, line.old, line.new, line.by_id) == ("minimum_age", None, "3", STEWARD.person_id)
