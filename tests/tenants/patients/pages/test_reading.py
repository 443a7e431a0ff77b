"""The pages of a child: every one answers, says what matters first, and leaves its line in the audit."""

import re

import pytest
from django.test import Client

from nestwork.access.permissions import Permission
from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.clinical import services as clinical
from tenants.patients import services
from tenants.patients.models import Child
from tests.factories.patients import (
    ChildFactory,
    HouseholdFactory,
    ResidenceFactory,
    family_of,
)
from tests.people import Cast, reader_for, sign_in
from tests.tenants.patients.pages.addresses import OF_A_CHILD, url


@pytest.mark.parametrize("tail", OF_A_CHILD)
def test_every_page_of_a_child_opens_for_the_coordinator(desk: Client, child: Child, tail: str) -> None:
    answer = desk.get(url(child, tail))

    assert answer.status_code == 200
    assert "Amara Baptiste" in answer.content.decode()


@pytest.mark.parametrize("tail", OF_A_CHILD)
def test_no_page_carries_a_script_or_style_of_its_own(desk: Client, child: Child, tail: str) -> None:
    page = desk.get(url(child, tail)).content.decode()

    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|hx-on", page)


def test_the_summary_says_what_matters_first(desk: Client, child: Child) -> None:
    page = desk.get(url(child)).content.decode()

    for words in (
        "Latex",
        "Chronic lung disease",
        "Guerda Baptiste",
        "401-555-0142",
        "Slater Park Preschool",
    ):
        assert words in page
    assert "No school contact yet." in page
    assert "tel:+14015550142" in page


def test_opening_a_child_is_one_line_of_the_audit(desk: Client, cast: Cast, child: Child) -> None:
    desk.get(url(child))

    with inside(cast.blackstone):
        event = AuditEvent.objects.get(action="view")
    assert (event.person_id, event.child_id, event.subject) == (cast.coordinator.pk, child.pk, "child")


def test_the_administrator_reads_general_facts_only(cast: Cast, child: Child) -> None:
    by = reader_for(cast.physician, cast.blackstone)
    with inside(cast.blackstone):
        clinical.record_condition(
            child=child,
            by=by,
            text="Anxiety",
            effective_on=clock.today(),
            source="chart",
            label="behavioural",
        )

    page = sign_in(Client(), cast.administrator, cast.blackstone).get(url(child)).content.decode()

    assert "Chronic lung disease" in page
    assert "Anxiety" not in page


def test_a_merged_childs_address_leads_to_the_survivor(desk: Client, cast: Cast, child: Child) -> None:
    by = reader_for(cast.coordinator, cast.blackstone)
    with inside(cast.blackstone):
        lost = ChildFactory()
        services.point_at(child=lost, survivor=child, by=by)

    assert desk.get(url(lost)).url == url(child)  # type: ignore[attr-defined]  # a redirect


def test_a_search_is_answered_without_a_name_in_the_address(desk: Client, cast: Cast, child: Child) -> None:
    answer = desk.post("/children/", {"q": "baptiste ama"})

    assert answer.status_code == 200
    assert url(child) in answer.content.decode()
    with inside(cast.blackstone):
        event = AuditEvent.objects.get(subject="child_search")
    assert event.shown == [child.pk]
    assert "baptiste" not in str(event.detail)


def test_an_empty_search_says_what_to_type(desk: Client) -> None:
    answer = desk.post("/children/", {"q": " "})

    assert answer.status_code == 422
    assert "Type a name" in answer.content.decode()


def test_a_search_in_vain_says_what_to_try(desk: Client) -> None:
    assert "No child matches" in desk.post("/children/", {"q": "nobody"}).content.decode()


def test_the_address_that_is_not_given_out_is_left_off_paper(desk: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        family_of(child, address_line="9 Hidden Lane", do_not_disclose_address=True)
        secret = HouseholdFactory(address_line="8 Quiet Road", do_not_disclose_address=True)
        ResidenceFactory(child=child, household=secret)

    page = desk.get(url(child, "family/")).content.decode()

    assert re.search(r'<dd class="no-print">9 Hidden Lane', page)
    assert re.search(r'<p class="small no-print">8 Quiet Road', page)


def test_a_number_of_somebody_not_to_be_called_is_not_shown(desk: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        family_of(child, name="Jean Baptiste", phone="+14015550144", do_not_contact=True)

    for tail in ("", "family/"):
        page = desk.get(url(child, tail)).content.decode()
        assert "Jean Baptiste" in page
        assert "401-555-0144" not in page
        assert "14015550144" not in page


def test_every_door_of_the_room_names_its_permission() -> None:
    from tenants.patients.web import urls

    named = {pattern.name: getattr(pattern.callback, "permission", None) for pattern in urls.urlpatterns}

    assert {name for name, permission in named.items() if permission is None} == set()
    assert named["child_search"] is Permission.SEE_CHILDREN
