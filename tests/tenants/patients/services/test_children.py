"""A child is added, changed and found: what is kept, what is refused, what the audit says."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nestwork.access.readers import Reader
from nestwork.audit.models import AuditEvent
from tenants.patients import selectors, services
from tenants.patients.models import Child, ChildChange
from tests.factories.patients import (
    ChildFactory,
    family_of,
)
from tests.tenants.patients.services.stories import acts, added


def test_a_child_is_added_with_its_audit_line(coordinator: Reader) -> None:
    child = added(coordinator, record_number="BP-7")

    assert selectors.child_for(coordinator, child.pk).display_name == "Zoë Núñez"
    assert child.head_id == child.pk
    assert acts(child) == ["child.add"]


def test_a_parent_partner_adds_nobody(partner: Reader) -> None:
    with pytest.raises(PermissionDenied):
        added(partner)

    assert not Child.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", "  "),
        ("family_name", ""),
        ("birth_date", date(1990, 1, 1)),
        ("birth_date", date(2999, 1, 1)),
        ("zip_code", "2860"),
        ("sex", "unheard of"),
        ("payer_kind", "gold"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(coordinator: Reader, field: str, value: object) -> None:
    with pytest.raises(ValidationError) as refusal:
        added(coordinator, **{field: value})

    assert set(refusal.value.message_dict) == {field}
    assert not Child.objects.exists()


def test_a_record_number_belongs_to_one_child(coordinator: Reader) -> None:
    added(coordinator, record_number="BP-7")

    with pytest.raises(ValidationError):
        added(coordinator, record_number="BP-7")


def test_an_unknown_field_is_a_mistake_of_the_caller(coordinator: Reader) -> None:
    with pytest.raises(TypeError):
        added(coordinator, is_confidential=True)


def test_a_change_keeps_what_it_was_and_who_did_it(coordinator: Reader) -> None:
    child = added(coordinator, school="Slater Park")

    services.change_child(child=child, by=coordinator, school="Pine Street", given_name="Zoë")

    change = ChildChange.objects.get()
    assert (change.before, change.after) == ({"school": "Slater Park"}, {"school": "Pine Street"})
    assert (change.by_id, change.child_id) == (coordinator.person_id, child.pk)
    assert acts(child) == ["child.add", "child.change"]


def test_saving_without_a_difference_writes_nothing(coordinator: Reader) -> None:
    child = added(coordinator)

    services.change_child(child=child, by=coordinator, given_name="Zoë")

    assert not ChildChange.objects.exists()
    assert acts(child) == ["child.add"]


def test_the_audit_line_of_a_change_names_fields_and_never_values(coordinator: Reader) -> None:
    child = added(coordinator)
    services.change_child(child=child, by=coordinator, family_name="Silvia-Canary")

    event = AuditEvent.objects.get(action="child.change")

    assert event.detail == {"fields": ["family_name"]}


def test_history_rows_cannot_be_changed(coordinator: Reader) -> None:
    from django.db import ProgrammingError, transaction

    child = added(coordinator)
    services.change_child(child=child, by=coordinator, school="Pine Street")

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ChildChange.objects.update(reason="nothing happened")


@pytest.mark.parametrize(
    "text", ["nunez", "NÚÑEZ zoe", "zoe nu", "Zoë Núñez", "bp-7", "3/2/2019", "2019-03-02"]
)
def test_a_child_is_found(coordinator: Reader, text: str) -> None:
    child = added(coordinator, record_number="BP-7")
    ChildFactory(given_name="Luis", family_name="Pereira", birth_date=date(2015, 1, 1), record_number="X-9")

    assert list(selectors.search(coordinator, text)) == [child]


@pytest.mark.parametrize("text", ["", "  ", "unez", "zoe luis", "3/2/2018", "13/45/2019", "BP-"])
def test_a_child_is_not_found(coordinator: Reader, text: str) -> None:
    added(coordinator, record_number="BP-7")

    assert not selectors.search(coordinator, text).exists()


@pytest.mark.parametrize("text", ["401-555-0142", "(401) 555 0142", "+1 401 555 0142"])
def test_a_child_is_found_by_the_familys_telephone(coordinator: Reader, text: str) -> None:
    child = added(coordinator)
    family_of(child, phone="401-555-0142")

    assert list(selectors.search(coordinator, text)) == [child]


def test_a_name_used_finds_the_child_too(coordinator: Reader) -> None:
    child = added(coordinator, name_used="Bibi")

    assert list(selectors.search(coordinator, "bibi")) == [child]
    assert child.display_name == "Bibi Núñez"
    assert child.legal_name == "Zoë Núñez"
