"""What a roster may not tell about a child that its sender may not open."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from nestwork.access import readers
from nestwork.access.permissions import Role
from nestwork.access.readers import Reader
from nestwork.practices.models import Practice
from tenants.patients import services as patients
from tenants.patients.models import Child
from tenants.roster.models import QuarantinedRow
from tenants.roster.selectors.quarantine import quarantined, quarantined_row, waiting_count
from tenants.roster.web.presenters import count_views
from tests.factories.patients import BlockFactory
from tests.tenants.roster.stories import COORDINATOR, checked, imported

pytestmark = pytest.mark.usefixtures("practice")

HEADS = b"Given name,Family name,Date of birth,Record number,School,Language\n"
OTHER = readers.person(person_id=uuid.uuid4(), name="Joan Bell", role=Role.COORDINATOR)
DOCTOR = readers.person(person_id=uuid.uuid4(), name="Elena Brandt", role=Role.PHYSICIAN)


def block(child: Child, person: Reader) -> None:
    BlockFactory(child=child, person_id=person.person_id)


def close(child: Child, _person: Reader) -> None:
    patients.set_confidential(child=child, by=DOCTOR, is_confidential=True, reason="The family asked")


def on_record() -> Child:
    """A child from a roster whose school a person then wrote by hand."""
    imported(HEADS + b"Ada,Winslow,2018-04-02,77001,First School,en\n")
    child = Child.objects.get(record_number="77001")
    return patients.change_child(child=child, by=COORDINATOR, school="Handwritten School")


@pytest.mark.parametrize("hide", [block, close])
def test_a_dry_run_shows_nothing_of_the_record_of_a_hidden_child(
    practice: Practice, hide: Callable[[Child, Reader], None]
) -> None:
    child = on_record()
    upload = checked(HEADS + b"Ada,Winslow,2018-04-02,77001,Another School,en\n")
    shown = repr(count_views(upload.plan["counts"], upload.plan["first"], OTHER))
    assert "Handwritten School" in shown
    assert "Winslow" in shown
    hide(child, OTHER)
    shown = repr(count_views(upload.plan["counts"], upload.plan["first"], OTHER))
    assert "Handwritten School" not in shown
    assert "Winslow" not in shown


@pytest.mark.parametrize("hide", [block, close])
def test_a_dry_run_does_not_say_that_a_row_looks_like_a_hidden_child(
    practice: Practice, hide: Callable[[Child, Reader], None]
) -> None:
    child = on_record()
    upload = checked(HEADS + b"Ada,Winslow,2018-04-02,,Another School,en\n", source="Another plan")
    [alike] = [
        view
        for view in count_views(upload.plan["counts"], upload.plan["first"], OTHER)
        if view.key == "alike"
    ]
    assert [one["child"] for row in alike.rows for one in row["alike"]] == [child]
    hide(child, OTHER)
    views = count_views(upload.plan["counts"], upload.plan["first"], OTHER)
    assert [one for view in views for row in view.rows for one in row["alike"]] == []


@pytest.mark.parametrize("hide", [block, close])
def test_a_quarantined_row_of_a_hidden_child_is_not_there(
    practice: Practice, hide: Callable[[Child, Reader], None]
) -> None:
    child = on_record()
    imported(HEADS + b"Ada,Winslow,2018-04-02,77001,First School,klingon\n")
    row = QuarantinedRow.objects.get(child=child)
    assert list(quarantined(OTHER)) == [row]
    hide(child, OTHER)
    assert list(quarantined(OTHER)) == []
    assert waiting_count(OTHER) == 0
    with pytest.raises(QuarantinedRow.DoesNotExist):
        quarantined_row(OTHER, row.pk)


def test_the_count_still_tells_a_known_row_from_a_new_one(practice: Practice) -> None:
    """Known and written down: taking the row for a new child would make a double."""
    child = on_record()
    block(child, OTHER)
    upload = checked(HEADS + b"Ada,Winslow,2018-04-02,77001,First School,en\n", by=OTHER)
    assert upload.plan["counts"] == {"unchanged": 1}
    written = Path(__file__).parents[3].joinpath("docs", "threat-model.md").read_text()
    assert "**A roster row about a hidden child.**" in written
